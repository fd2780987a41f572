"""Markdown and the HTML rendered from it: headings, length, excerpts."""

"""Markdown and the HTML that is made of it: headings, length, excerpts."""

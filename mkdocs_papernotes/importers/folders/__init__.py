"""Folders of Markdown: plain ones, Obsidian vaults, sites of MkDocs, books of mdBook.

`layout` finds out which it is, `reading` makes the site of it, `conversion` rewrites the texts.
"""

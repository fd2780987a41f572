"""Reads sites of MkDocs with the blog plugin of Material."""

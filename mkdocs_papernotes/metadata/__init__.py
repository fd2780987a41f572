"""Metadata on the pages of notes, for search engines and reference managers."""

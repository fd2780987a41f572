"""A site, read and arranged: its files, lists and languages, without MkDocs."""

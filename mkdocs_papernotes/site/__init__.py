"""The files, lists and languages of a site, read without MkDocs."""

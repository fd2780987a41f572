"""Bilingual research-note sites with MkDocs: one catalogue over all languages."""

__version__ = "0.1.0"

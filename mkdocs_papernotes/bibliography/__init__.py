"""Bibliographies in BibTeX and CSL-JSON, read into papers."""

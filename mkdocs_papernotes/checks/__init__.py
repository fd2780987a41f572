"""Checks over the notes of a site; each yields problems."""

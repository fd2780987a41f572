"""Reads sites of Jekyll, and what is particular to it and to its usual themes."""

"""Notes: one Markdown page in one language."""

"""Paper metadata that a note carries as text at its top, recognised and moved to front matter."""

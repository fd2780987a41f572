"""Citations of papers and notes, and the formats in which they are written."""

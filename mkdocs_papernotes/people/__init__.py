"""People who write notes and papers, and the parts of their names."""

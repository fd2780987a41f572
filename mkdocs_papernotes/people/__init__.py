"""People: who writes notes and papers, and how their names are made up."""

"""What is wrong with a site: problems as values, and the catalogue of their messages."""

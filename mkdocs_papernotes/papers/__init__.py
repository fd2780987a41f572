"""Papers: their fields, how these are read, and what follows from them."""

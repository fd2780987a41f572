"""Front matter: split from the text, parsed with the line of each key, read by tables of keys."""

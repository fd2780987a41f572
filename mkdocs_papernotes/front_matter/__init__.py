"""Front matter: split from the text, read key by key, with the line of every key."""

"""The options of a site: their table, how they are read, and the settings made from them."""

"""The files of a new site, as `papernotes init` writes them."""

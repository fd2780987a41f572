"""The files of a new site and of a new note, for `papernotes init` and `papernotes new`."""

"""Terms: the tags, directions, years, venues, people and so on under which notes are found."""

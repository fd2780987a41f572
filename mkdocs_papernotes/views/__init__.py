"""What a site shows, as HTML: the headers of notes, and lists."""

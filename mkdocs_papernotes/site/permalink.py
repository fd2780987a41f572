"""Addresses that notes ask for with `url:`, in place of those that follow from their files."""

from __future__ import annotations

import dataclasses
import posixpath

from mkdocs_papernotes.addresses import url_of
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note


def with_permalink(note: Note, languages: Languages) -> Note:
    """The note at the address that its front matter asks for, if it does.

    A permalink that begins with a slash counts from the site's root, any other from the folder of
    the note's language. One that does not end in `.html` names a folder.
    """
    if not note.permalink:
        return note
    path = note.permalink.strip("/")
    if not note.permalink.startswith("/"):
        path = posixpath.join(languages.prefix(note.language), path)
    dest = path if path.endswith(".html") else posixpath.join(path, "index.html")
    url = url_of(dest, directory_urls=languages.directory_urls)
    return dataclasses.replace(note, location=dataclasses.replace(note.location, url=url))

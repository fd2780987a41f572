"""Permalinks: addresses that the front matter of notes sets with `url:`."""

from __future__ import annotations

import dataclasses
import posixpath

from mkdocs_papernotes.addresses import url_of
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note


def permalink_in(note: Note, language: str, languages: Languages) -> str:
    """The address that the permalink of a note would give to its version in another language.

    Empty if the note sets none, or if it would be the same.
    """
    if not note.permalink:
        return ""
    own = languages.prefix(note.language)
    path = note.url.removeprefix(f"{own}/") if own else note.url
    prefix = languages.prefix(language)
    found = f"{prefix}/{path}" if prefix else path
    return "" if found == note.url else found


def permalink_url(permalink: str, language: str, languages: Languages) -> str:
    """The address for a path from `parse_permalink`, as a page in `language` states it.

    A path that begins with a slash is relative to the site's root, any other to the folder of the
    language. One that does not end in `.html` is a folder.
    """
    path = permalink.strip("/")
    if not permalink.startswith("/"):
        path = posixpath.join(languages.prefix(language), path)
    dest = path if path.endswith(".html") else posixpath.join(path, "index.html")
    return url_of(dest, directory_urls=languages.directory_urls)


def with_permalink(note: Note, languages: Languages) -> Note:
    """The note with the address that its front matter sets; the same note if it sets none."""
    if not note.permalink:
        return note
    url = permalink_url(note.permalink, note.language, languages)
    return dataclasses.replace(note, location=dataclasses.replace(note.location, url=url))

"""Pages that the author wrote at the path of a list."""

from __future__ import annotations

import posixpath

from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.structure import Structure


def list_sources(library: Library, structure: Structure, path: str, language: str) -> list[str]:
    """The sources of the author's pages at a list's path in one language.

    The list uses the first; an `index.md` comes before other names. Notes are not among them.
    """
    found = [
        location.source for location in library.locations_at(path) if location.language == language
    ]
    localized = posixpath.join(library.languages.prefix(language), path)
    if structure.languages_in_one_build and localized != path:
        found += [location.source for location in library.locations_at(localized)]
    found = [source for source in found if source not in library.noted]
    return sorted(found, key=lambda source: ("index." not in source, source))

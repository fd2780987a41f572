"""Pages in the place of translations that do not exist: a notice, and the text in its language."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.addresses import dest_of
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.lists import Lists
from mkdocs_papernotes.site.note_pages import SourcePage
from mkdocs_papernotes.site.permalink import permalink_in
from mkdocs_papernotes.site.structure import Structure


@dataclass(frozen=True, eq=False)
class Notice:
    """The page for readers of one language of a note that is not there in it."""

    note: Note
    """The version that it shows: the original, or else the first."""
    language: str
    """That of the readers."""
    url: str
    languages: tuple[str, ...]
    """Those in which the note is there, in the author's order."""

    @property
    def has_text(self) -> bool:
        """Whether the page shows the text; that of an encrypted note it must not."""
        return self.note.has_open_text and not self.note.is_notebook


def find_notices(library: Library, structure: Structure, lists: Lists) -> Iterator[Notice]:
    """The notices for all listed notes; none where the site has another page."""
    taken = _taken(library, structure, lists)
    catalog, languages = library.catalog, library.languages
    for versions in catalog.by_key.values():
        open_versions = [note for note in versions.values() if not (note.unlisted or note.draft)]
        if not open_versions:
            continue
        original = catalog.original(open_versions[0])
        note = original if original in open_versions else open_versions[0]
        assert note is not None
        there = tuple(each.language for each in open_versions)
        for language in languages.tags:
            if language not in versions:
                url = permalink_in(note, language, languages) or structure.version_url(
                    note, language
                )
                if (dest := dest_of(url).casefold()) not in taken:
                    taken.add(dest)
                    yield Notice(note, language, url, there)


def _taken(library: Library, structure: Structure, lists: Lists) -> set[str]:
    """The files that are written for other pages, in lower case."""
    urls = [page.location.url for page in _pages(library)]
    for page in _pages(library):
        urls += structure.copies(page.location).values()
    urls += (structure.asset_url(source) for source in library.assets)
    for versions in lists.values():
        urls += (url for version in versions.values() for url in version.urls)
    notes = {note.url for note in library.catalog.notes}
    return {dest_of(url).casefold() for url in {*urls, *notes}}


def _pages(library: Library) -> Iterator[SourcePage]:
    """The pages that are no notes."""
    notes: Collection[str] = {note.source for note in library.catalog.notes} | library.held_back
    return (page for source, page in library.pages.items() if source not in notes)

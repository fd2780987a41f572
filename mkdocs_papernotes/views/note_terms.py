"""The terms of a note as its page and lists show them, with the addresses of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.term_pages import term_page

_IN_HEADER = ("directions", "subjects", "venues", "authors", "note_authors", "states")
"""The kinds whose terms the header of a note links to; tags stand below it."""


@dataclass(frozen=True)
class Tag:
    """A tag of a note."""

    name: str
    language: str
    """The language of the name; empty if it is not known."""
    url: str
    """The address of its page below the site's root; empty if it has none."""


@dataclass(frozen=True)
class NoteTerms:
    """What the page of a note shows of its terms. All values are plain."""

    tags: tuple[Tag, ...] = ()
    urls: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The addresses of pages by kind and spelling."""

    def url(self, kind: str, spelling: str) -> str:
        """The address of the page of a term; empty if it has none."""
        return self.urls.get(kind, {}).get(spelling, "")


def note_terms(note: Note, content: Content) -> NoteTerms:
    """The terms of a note for readers of its language."""
    on = {kind.name: kind for kind in content.terms.kinds}
    paper = content.catalog.paper(note)
    urls = {
        name: {
            spelling: url
            for spelling in on[name].values(note, paper)
            if (url := _url(content, name, spelling, note.language))
        }
        for name in _IN_HEADER
        if name in on
    }
    tags = tuple(_tags(note, content)) if "tags" in on and _shows_tags(note) else ()
    return NoteTerms(tags, {name: found for name, found in urls.items() if found})


def _shows_tags(note: Note) -> bool:
    """Whether the page of a note shows its tags, as Material's plugin decides it."""
    hidden = note.values.get("hide")
    return not note.unlisted and "tags" not in (hidden if isinstance(hidden, list) else [hidden])


def direction_url(note: Note, content: Content, language: str) -> str:
    """The address of the page of a note's direction in a language; empty if it has none."""
    return _url(content, "directions", note.direction, language) if note.direction else ""


def _url(content: Content, kind: str, spelling: str, language: str) -> str:
    term = content.terms.find(kind, spelling)
    return term_page(content, term, language).url if term else ""


def _tags(note: Note, content: Content) -> list[Tag]:
    pages = (
        term_page(content, term, note.language) for term in content.terms.of_note(note, "tags")
    )
    return [Tag(page.name, page.language, page.url) for page in pages]

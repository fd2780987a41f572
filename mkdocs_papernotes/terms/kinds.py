"""The kinds of terms, and what each of them takes from a note and its paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.terms.spelling import folded, folded_name

_YEAR_OF_VENUE = re.compile(r"(?<=\S)\s*[,(]?\s*(?:['’‘]\s?\d\d|(?:19|20)\d\d)\s*\)?$")
"""The year at the end of `ICLR 2015` and `SOSP ’23`."""


@dataclass(frozen=True)
class TermKind:
    """A kind of terms, such as tags."""

    name: str
    """The name of its options, `note_authors`."""
    values: Callable[[Note, Paper], Iterable[str]]
    """The terms of a note as its author spells them. The paper is complete, as the catalogue has
    it."""
    fold: Callable[[str], str] = folded
    """What the spellings of one term have in common."""
    key: str = ""
    """The key in front matter. Where it is empty or missing, a note has the terms of its
    translations."""
    is_inherited: bool = True
    """Whether a note without terms has those of its translations."""
    is_translated: bool = False
    """Whether the words of a term belong to the language of the note."""


def venue_series(name: str) -> str:
    """A venue without the year of the meeting: `ICLR` of `ICLR 2015`."""
    return _YEAR_OF_VENUE.sub("", name)


def _years(note: Note, paper: Paper) -> Iterable[str]:
    return [str(note.date.year)] if note.date else []


def _venues(note: Note, paper: Paper) -> Iterable[str]:
    return [venue_series(paper.venue.short)] if paper.venue else []


KINDS = (
    TermKind("tags", lambda note, paper: note.tags, key="tags", is_translated=True),
    TermKind(
        "directions",
        lambda note, paper: [note.direction] if note.direction else [],
        key="direction",
        is_translated=True,
    ),
    TermKind("years", _years, is_inherited=False),
    TermKind(
        "series",
        lambda note, paper: [note.series.name] if note.series else [],
        key="series",
        is_translated=True,
    ),
    TermKind("subjects", lambda note, paper: paper.categories),
    TermKind("venues", _venues),
    TermKind(
        "authors",
        lambda note, paper: [author.name for author in paper.authors],
        folded_name,
    ),
    TermKind(
        "note_authors",
        lambda note, paper: [person.name for person in note.authors],
        folded_name,
        key="authors",
    ),
    TermKind("states", lambda note, paper: [note.state] if note.state else [], str, key="state"),
)
"""All kinds, in the order in which a site has them."""

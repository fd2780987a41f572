"""The rows of the table of papers."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.views.directions import Direction


@dataclass(frozen=True)
class NoteLink:
    """A link from the table to a note on a paper, in one language."""

    name: str
    """The language's name for itself."""
    language: str
    title: str
    href: str
    other_language: bool
    """Whether the link leads to another language than that of the page."""


@dataclass(frozen=True)
class NoteGroup:
    """A note on a paper in all its languages."""

    title: str
    """What tells it from other notes on the paper; empty if it is the only one."""
    language: str
    """The language of the title."""
    links: tuple[NoteLink, ...]
    states: tuple[str, ...]
    ratings: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """One row of the table: a paper and its notes."""

    paper: Paper
    title: str
    titles: tuple[str, ...]
    """Its titles in other languages, by which it is found, too."""
    authors: str
    note: NoteLink
    """The note that the title leads to: the newest one in the language of the page, if any."""
    notes: tuple[NoteGroup, ...]
    directions: tuple[Direction, ...]

    @property
    def address(self) -> str:
        return facts.url(self.paper)

    @property
    def venue(self) -> str:
        return self.paper.venue.short if self.paper.venue else ""

    @property
    def year(self) -> int | None:
        return self.paper.date.year if self.paper.date else None

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(state for group in self.notes for state in group.states))

    @property
    def ratings(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(rating for group in self.notes for rating in group.ratings))

"""What the page of a note shows of other notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class NoteRef(NamedTuple):
    """Another note, or another page of the site."""

    language: str
    title: str
    url: str
    """Its address below the site's root."""


@dataclass(frozen=True)
class SeriesPart:
    """A note in a series."""

    note: NoteRef
    number: int
    is_this: bool


@dataclass(frozen=True)
class SeriesBox:
    """The series that a note belongs to."""

    name: str
    url: str | None
    """The address of the page of the series; `None` if it has none."""
    parts: tuple[SeriesPart, ...]
    number: int
    """Which part the note is."""
    total: int
    """How many parts there are; parts that are missing count, if parts have numbers."""


class Reason(NamedTuple):
    """Why a note is related to another one."""

    name: str
    """The name of its label."""
    names: tuple[str, ...] = ()
    """What both have, in the language of the reader."""


class RelatedNote(NamedTuple):
    """A note that is related to another one."""

    note: NoteRef
    reasons: tuple[Reason, ...]


class Backlink(NamedTuple):
    """A note that mentions another one."""

    note: NoteRef
    sentence: str
    """The sentence with the link, as plain text; empty if it must not be quoted."""
    language: str
    """The language of the sentence."""


@dataclass(frozen=True)
class NoteThreads:
    """What the page of a note shows of others."""

    series: SeriesBox | None = None
    related: tuple[RelatedNote, ...] = ()
    backlinks: tuple[Backlink, ...] = ()
    previous: NoteRef | None = None
    """The next older note, or the part before."""
    next: NoteRef | None = None

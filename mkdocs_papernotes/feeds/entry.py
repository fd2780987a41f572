"""Feeds and their entries, as values that every format of feeds is written from.

Texts are plain and on one line unless it is said otherwise; addresses are full ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property

NEVER = datetime(2026, 1, 1, tzinfo=timezone.utc)
"""When a feed without entries was updated: two builds give the same bytes."""


@dataclass(frozen=True)
class FeedText:
    """What a feed shows of the text of a note."""

    content: str = ""
    """HTML; empty if no text may be shown."""
    summary: str = ""
    """A few plain sentences; may be empty."""


@dataclass(frozen=True)
class FeedPerson:
    """An author or translator of an entry; `url` may be empty."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class FeedLink:
    """A page that an entry is related to: its paper, or its version in another language."""

    url: str
    title: str = ""
    language: str = ""
    """The language tag of the page; empty if it is no page of the site."""


@dataclass(frozen=True)
class FeedEntry:
    """A note in a feed."""

    id: str
    """An IRI that never changes; unique among the notes of all sites."""
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    authors: tuple[FeedPerson, ...] = ()
    translators: tuple[FeedPerson, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""
    """HTML; empty for a note of which no text may be shown."""
    is_excerpt: bool = False
    """Whether the content is the beginning of the text."""
    related: tuple[FeedLink, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed with its entries, newest first."""

    id: str
    title: str
    description: str
    language: str
    """The language of its words; empty for a feed in several languages."""
    author: str
    """Whose notes they are, where they name no author of their own."""
    url: str
    """The address of the file."""
    home: str
    """The page whose feed it is."""
    stylesheet: str
    """How a browser shows the feed; an address."""
    entries: tuple[FeedEntry, ...] = ()

    @cached_property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=NEVER)


def whole_minutes(moment: datetime) -> datetime:
    """A moment whose offset has no seconds, as some of the 19th century have.

    Neither RFC 3339 nor RFC 822 can write them.
    """
    offset = moment.utcoffset()
    is_whole = offset is None or offset.total_seconds() % 60 == 0
    return moment if is_whole else moment.astimezone(timezone.utc)


def rfc3339(moment: datetime) -> str:
    """A moment as Atom and JSON Feed write it: `2026-04-16T10:30:00+08:00`."""
    return whole_minutes(moment).isoformat(timespec="seconds")

"""A note: one Markdown page in one language, as the catalogue knows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.markup.measure import reading_minutes
from mkdocs_papernotes.notes.keys import State
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.people.person import Person


@dataclass(frozen=True, eq=False)
class Note:
    """Everything that lists, headers and metadata say of a note. Texts are plain, not HTML."""

    location: Location
    title: str
    opens_with_title: bool
    """Whether the text itself begins with an H1."""
    titled_by_heading: bool
    """Whether the title is that of an H1 in the text, for want of one in the front matter."""
    body: str
    """The Markdown below the front matter."""
    values: Mapping[str, Any]
    """All of the front matter, for the theme and for other plugins."""
    date: datetime | None
    """When it was written, in the site's time zone."""
    updated: datetime | None = None
    publish: datetime | None = None
    description: str = ""
    authors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    direction: str = ""
    translation_key: str = ""
    """What its versions have in common, where the note says so itself."""
    permalink: str = ""
    """The address that the note gives itself, see `parse_permalink`; empty where it has none."""
    pinned: bool = False
    draft: bool = False
    unlisted: bool = False
    state: State | None = None
    """How far the paper was read."""
    rating: int = 0
    """What the note's author makes of the paper, 1 to 5; 0 for not said."""
    has_metadata: bool = True
    """Whether its page carries metadata for machines."""
    original: Link | None = None
    """The article that this note was first published as."""
    paper: Paper | None = None
    line_of: Mapping[str, int] = field(default_factory=dict)
    """Lines of the front matter's keys."""

    @property
    def source(self) -> str:
        return self.location.source

    @property
    def language(self) -> str:
        return self.location.language

    @property
    def url(self) -> str:
        return self.location.url

    @cached_property
    def reading_minutes(self) -> int:
        return reading_minutes(self.body)

    @cached_property
    def has_text(self) -> bool:
        """Whether there is more to read than the title."""
        text = re.sub(r"<!--.*?-->", "", self.body, flags=re.DOTALL).strip()
        return "\n" in text if self.opens_with_title else bool(text)

    def is_public(self, now: datetime) -> bool:
        """Whether a build at `now` shows the note: no draft, and not to be published later."""
        return not self.draft and (self.publish is None or self.publish <= now)

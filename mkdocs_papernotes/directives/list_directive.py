"""The directive for a list: its options, each with its default and its check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mkdocs_papernotes.directives import checks
from mkdocs_papernotes.notes.keys import STATES
from mkdocs_papernotes.options.option import Option
from mkdocs_papernotes.options.settings import Selection

Sort = Literal["date", "rating", "title", "updated"]
Style = Literal["titles", "entries", "excerpts", "table"]
Group = Literal["", "year", "week", "direction"]

OPTIONS = (
    Option("limit", "all", checks.limit),
    Option("offset", "0", checks.number(0)),
    Option("tags", (), checks.names),
    Option("direction", (), checks.names),
    Option("author", (), checks.names),
    Option("year", (), checks.years),
    Option("paper", (), checks.names),
    Option("state", (), checks.several_of(*STATES)),
    Option("sort", "date", checks.one_of("date", "rating", "title", "updated")),
    Option("languages", "paired", checks.one_of("current", "all", "paired")),
    Option("style", "titles", checks.one_of("titles", "entries", "excerpts", "table")),
    Option("group", "", checks.one_of("", "year", "week", "direction")),
)
FILTERS = ("tags", "direction", "author", "year", "paper", "state")
"""The options that name what notes have. A note is listed if it has one of the names of each."""


@dataclass(frozen=True)
class ListDirective:
    """A list that a page asks for."""

    limit: int | None = None
    """How many notes it has at most; `None` for all."""
    offset: int = 0
    """How many notes are left out at its beginning."""
    tags: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    """Of the note or of its paper."""
    year: tuple[str, ...] = ()
    """In which the note was written."""
    paper: tuple[str, ...] = ()
    """An arXiv id, a DOI, the address of one, or a citation key."""
    state: tuple[str, ...] = ()
    sort: Sort = "date"
    languages: Selection = "paired"
    style: Style = "titles"
    group: Group = ""
    """What the notes are put together by; empty for one list."""
    lines: Mapping[str, int] = field(default_factory=dict, hash=False, compare=False)
    """The line of each option in the file."""

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The names that notes must have, by option, where any are given."""
        return {name: given for name in FILTERS if (given := getattr(self, name))}

"""The text of a page as the checks read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.twins.parts import Twin


@dataclass(frozen=True, eq=False)
class PageText:
    """The Markdown of a page below its front matter."""

    source: str
    language: str
    url: str
    body: str
    first_line: int
    """The line of the file on which the body begins."""
    note: Note | None = None
    """The note that it is, if it is one."""

    @cached_property
    def twin(self) -> Twin:
        """What is compared with a translation."""
        return Twin(self.body, self.first_line)

    @property
    def shown(self) -> str:
        """The body of which only the prose is shown."""
        return self.twin.shown

    @property
    def asides(self) -> tuple[Span, ...]:
        """Where the body is not prose: code, formulas, comments and tags, in order."""
        return (*self.twin.asides,)

    def line(self, place: int) -> int:
        """The line of the file that a place in the body is on."""
        return self.twin.line(place)

    def problem(self, name: str, place: int, values: Mapping[str, object]) -> Problem:
        """A problem at a place in the body."""
        return Problem(name, self.source, self.line(place), values=values)

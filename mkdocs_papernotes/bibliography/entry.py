"""One entry of a bibliography, in a form that BibTeX and CSL-JSON have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.papers.paper import Author, PaperType
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class EntryField:
    """A field's plain text, the name that the file has for it, and where it stands."""

    name: str
    text: str
    line: int


@dataclass(frozen=True)
class Entry:
    """What an entry says; `fields` are under BibLaTeX's names, in lower case."""

    source: str
    key: str
    line: int
    type: PaperType | Literal[""] = ""
    fields: Mapping[str, EntryField] = field(default_factory=dict)
    authors: tuple[Author, ...] = ()
    date: PartialDate | None = None

    def find(self, *names: str) -> EntryField | None:
        """The first of these fields that says something."""
        found = (self.fields.get(name) for name in names)
        return next((item for item in found if item and item.text), None)

    def text(self, *names: str) -> str:
        """The text of the first of these fields that says something."""
        found = self.find(*names)
        return found.text if found else ""

    def problem(
        self, name: str, found: EntryField | None = None, values: Mapping[str, object] | None = None
    ) -> Problem:
        """A problem with a field of this entry, or with all of it; `name` is the message's."""
        key = f"{self.key}.{found.name}" if found else self.key
        line = found.line if found else self.line
        return Problem(name, self.source, line, key, values or {})

"""An entry of a bibliography, in a common form for BibTeX and CSL-JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.papers.paper import Author, PaperType
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class EntryField:
    """A field: its name in the file, its plain text and its line."""

    name: str
    text: str
    line: int


@dataclass(frozen=True)
class Entry:
    """An entry; `fields` have BibLaTeX's names in lower case."""

    source: str
    key: str
    line: int
    type: PaperType | Literal[""] = ""
    fields: Mapping[str, EntryField] = field(default_factory=dict)
    genre: str = ""
    """What kind of thesis it is, where the type of entry says so."""
    protected: tuple[str, ...] = ()
    """Words of the title that are in braces."""
    authors: tuple[Author, ...] = ()
    others: bool = False
    """Whether there are more authors, which are not named."""
    date: PartialDate | None = None

    def find(self, *names: str) -> EntryField | None:
        """The first of these fields that is not empty."""
        found = (self.fields.get(name) for name in names)
        return next((item for item in found if item and item.text), None)

    def text(self, *names: str) -> str:
        """The text of the first of these fields that is not empty."""
        found = self.find(*names)
        return found.text if found else ""

    def problem(
        self, name: str, found: EntryField | None = None, values: Mapping[str, object] | None = None
    ) -> Problem:
        """A problem of a field, or of the whole entry; `name` is the name of the message."""
        key = f"{self.key}.{found.name}" if found else self.key
        line = found.line if found else self.line
        return Problem(name, self.source, line, key, values or {})

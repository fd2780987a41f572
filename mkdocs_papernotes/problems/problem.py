"""Problems found in what an author wrote: values, which a build logs and a command prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.problems.catalogue import Severity, message_of
from mkdocs_papernotes.text import shortened


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one file, and what to do about it.

    Everything that is said of it stands in the catalogue of messages under its name.
    """

    name: str
    """Its name in the catalogue, such as `undated-note`."""
    source: str = ""
    """Path of the file, relative to the docs folder; empty for the site's own options."""
    line: int = 0
    """Counted from 1; 0 where no single line is to blame."""
    key: str = ""
    """Dotted name of the front-matter key, such as `paper.arxiv`."""
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What is filled into the message. Long texts are cut there; a list is joined by commas."""

    @property
    def code(self) -> str:
        """Its stable code, such as `PN301`; the guide lists them."""
        return message_of(self.name).code

    @property
    def severity(self) -> Severity:
        """`error` stops a build, `warning` fails a strict one, `info` informs."""
        return message_of(self.name).severity

    @property
    def summary(self) -> str:
        """What all problems of its kind have in common, in a few words."""
        return message_of(self.name).summary

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return message_of(self.name).message_with(self.values)

    @property
    def remedy(self) -> str:
        """What to do about it, in English; empty where the message says all."""
        return message_of(self.name).remedy_with(self.values)

    @property
    def place(self) -> str:
        """File and line, as editors take them: `notes/adam.md:3`."""
        return ":".join(part for part in (self.source, str(self.line or "")) if part)

    def __str__(self) -> str:
        key = shortened(self.key)
        text = ": ".join(part for part in (self.place, key, self.message) if part)
        text = f"{text}. {self.remedy}" if self.remedy else text
        return f"{text} [{self.code}]"

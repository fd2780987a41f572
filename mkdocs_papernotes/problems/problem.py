"""Problems in what an author wrote, as values that a build logs and a program can print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.problems.catalogue import Severity, item_of, message_of
from mkdocs_papernotes.text import escaped, shortened


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file or with the configuration, and what to do about it.

    Its code, severity and texts come from the catalogue of messages, by `name`.
    """

    name: str
    """Its name in the catalogue, such as `undated-note`."""
    source: str = ""
    """Path of the file, relative to the docs folder; empty for the site's own options."""
    line: int = 0
    """Counted from 1; 0 if the problem is not in a single line."""
    key: str = ""
    """Dotted name of the front-matter key, such as `paper.arxiv`."""
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Values for the placeholders of the message, as `problems.catalogue` describes them."""

    @property
    def code(self) -> str:
        """Its stable code, such as `PN301`; the guide lists them."""
        return message_of(self.name).code

    @property
    def severity(self) -> Severity:
        """`error` stops every build, `warning` only a strict one, `info` none."""
        return message_of(self.name).severity

    @property
    def summary(self) -> str:
        """The kind of problem in a few words, in the plural."""
        return message_of(self.name).summary

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return message_of(self.name).message_with(self.values)

    @property
    def remedy(self) -> str:
        """What to do about it, in English; empty if the message is enough."""
        return message_of(self.name).remedy_with(self.values)

    @property
    def advice(self) -> str:
        """The remedy without the keys that are ignored until then."""
        return message_of(self.name).advice_with(self.values)

    @property
    def ignored(self) -> str:
        """The keys that have no effect until the problem is fixed, in a few words; often empty."""
        return message_of(self.name).ignored_with(self.values)

    @property
    def part(self) -> str:
        """Which item of a list it is in, and which key of it; empty outside lists."""
        return " ".join(map(shortened, item_of(self.values)))

    @property
    def held(self) -> str:
        """What else the file's front matter seems to mean, such as `seems-draft`; often empty."""
        return str(self.values.get("held", ""))

    @property
    def held_several(self) -> str:
        """What comes of `held` for several files, as a sentence without its full stop."""
        return message_of(self.name).held_several.get(self.held, "")

    @property
    def place(self) -> str:
        """File and line in the form that editors understand: `notes/adam.md:3`."""
        return ":".join(part for part in (escaped(self.source), str(self.line or "")) if part)

    def __str__(self) -> str:
        key = shortened(self.key)
        text = ": ".join(part for part in (self.place, key, self.message) if part)
        text = f"{text}. {self.remedy}" if self.remedy else text
        return f"{text} [{self.code}]"

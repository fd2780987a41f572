"""Mappings in front matter, read key by key: a bad value costs only itself, and is reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, TypeVar

from mkdocs_papernotes.dates import PartialDate, parse_moment
from mkdocs_papernotes.front_matter.keys import Table
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import nearest, one_line, shortened

_T = TypeVar("_T")
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


@dataclass(frozen=True)
class Report:
    """The front matter that a block stands in, and the problems found there so far.

    `raw` and `lines` are those of `FrontMatter`; both may be empty.
    """

    source: str
    raw: Mapping[str, str]
    lines: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)


class Block:
    """A mapping of front matter, with the keys of a table.

    Methods that read a key take the first of its names that has a value; given an alias, they read
    only that. They raise `KeyError` for a name that the table does not have.
    """

    def __init__(
        self,
        values: Mapping[Any, Any],
        table: Table,
        report: Report,
        path: str = "",
        item: tuple[str, ...] = (),
    ):
        """`path` is the dotted name of the mapping, empty for the page itself.

        Mappings in a list have no names of their own: `item` says in words which one it is.
        """
        self._values = {_name(key): value for key, value in values.items()}
        self._table, self._report = table, report
        self._path, self._item = path, item

    def __iter__(self) -> Iterator[str]:
        """The names of the keys as they are written, known or not."""
        return iter(self._values)

    def names(self, key: str) -> list[str]:
        """The names of a key that have a value, its own before its aliases."""
        found = self._table[key]
        names = found.names if found.name == key else (key,)
        return [name for name in names if self._values.get(name) is not None]

    def get(self, key: str) -> Any:
        """The value as YAML has it."""
        return self._values.get(self._written(key))

    def listed(self, key: str) -> list[Any]:
        """The values of a list; one that is no list stands for itself."""
        value = self.get(key)
        if value is None:
            return []
        return list(value) if isinstance(value, (list, tuple)) else [value]

    def inner(self, key: str, values: Mapping[Any, Any]) -> Block:
        """The mapping that is the value of a key."""
        name = self._written(key)
        return Block(values, self._keys_of(key), self._report, self._dotted(name))

    def entry(self, key: str, values: Mapping[Any, Any], item: str) -> Block:
        """A mapping in the list that is the value of a key."""
        path = self._path if self._item else self._dotted(self._written(key))
        return Block(values, self._keys_of(key), self._report, path, (*self._item, item))

    def problem(self, key: str, problem: str, /, **values: object) -> None:
        """Report a problem of a key, or of the mapping itself where `key` is empty.

        `problem` is its name in the catalogue of messages, `values` are filled in there.
        """
        path = self._path if self._item else self._dotted(key)
        if self._item:
            values["item"] = [*self._item, shortened(key)] if key else self._item
        line = self._line(path)
        found = Problem(problem, self._report.source, line, shortened(path), values)
        self._report.problems.append(found)

    def check_keys(self) -> None:
        """Report keys that the table does not accept."""
        for name in self._values:
            if not self._table.accepts(name):
                near = self._table.suggestion(name)
                self.problem(name, "unknown-key", near=near)

    def typed(self, key: str) -> str:
        """A text, a number, a date or a flag as it was typed; empty for any other value."""
        value = self.get(key)
        text = plain(value)
        if text is None and not isinstance(value, (bool, int)):
            return ""
        name = self._dotted(self._written(key))
        return (None if self._item else self._report.raw.get(name)) or text or ""

    def text(self, key: str) -> str:
        """A text on one line, a number or a date as it was typed; empty for none."""
        return one_line(self._text(key))

    def paragraphs(self, key: str) -> str:
        """A text of which only the paragraphs are kept, with a blank line between."""
        parts = map(one_line, _PARAGRAPHS.split(self._text(key)))
        return "\n\n".join(part for part in parts if part)

    def parsed(self, key: str, parse: Callable[[str], _T]) -> _T | None:
        """What `parse` makes of a text as it was typed; `None` for none.

        Where `parse` raises `BadValueError`, the problem is reported.
        """
        text = self._text(key).strip()
        if not text:
            return None
        try:
            return parse(text)
        except BadValueError as error:
            self.problem(self._written(key), error.name, **error.values)
            return None

    def link(self, key: str) -> Link | None:
        """A link that may be followed."""
        text, name = self.text(key), self._written(key)
        path = self._dotted(name)
        link = Link(text, self._report.source, self._line(path), path)
        if text and link.kind is None:
            self.problem(name, "not-a-link", given=text)
            return None
        return link if text else None

    def flag(self, key: str, *, default: bool = False, unclear: bool = False) -> bool:
        """Whether a key is true: `default` without a value, `unclear` for one that says neither."""
        value, name = self.get(key), self._written(key)
        if isinstance(value, bool):
            return value
        text = (plain(value) or "").strip().lower()
        if text in _TRUE | _FALSE:
            return text in _TRUE
        if value is None or (isinstance(value, str) and not text):
            return default
        self.problem(name, "expected-flag", name=name, given=_shown(value))
        return unclear

    def choice(
        self, key: str, problem: str, meant: Mapping[str, str] | None = None
    ) -> str | int | None:
        """One of the choices of a key; case and spaces instead of hyphens make no difference.

        For other texts the problem of that name is reported; `meant` are right ones for some.
        """
        text = self.text(key)
        given, choices = text.lower().replace(" ", "-"), self._table[key].choices
        if not text or given in map(str, choices):
            return next((choice for choice in choices if given == str(choice)), None)
        words = [choice for choice in choices if isinstance(choice, str)]
        near = (meant or {}).get(given) or nearest(given, words, 0.6)
        self.problem(self._written(key), problem, given=text, known=choices, near=near)
        return None

    def date(self, key: str) -> PartialDate | None:
        """A year, a month or a day."""
        text = self.text(key)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError:
            self.problem(self._written(key), "not-a-date", given=text)
            return None

    def moment(self, key: str, zone: tzinfo) -> datetime | None:
        """A day, perhaps with a time; without an offset it is meant in `zone`."""
        name = self._written(key)
        text = self._text(key, "expected-date").strip()
        try:
            return parse_moment(text, zone) if text else None
        except (ValueError, OverflowError):
            self.problem(name, "impossible-date", given=text)
            return None

    def _text(self, key: str, otherwise: str = "expected-text") -> str:
        """A value as it was typed; for lists, mappings and the like the problem `otherwise`."""
        text, value = self.typed(key), self.get(key)
        if not text and value is not None and plain(value) is None:
            self.problem(self._written(key), otherwise)
        return text

    def _written(self, key: str) -> str:
        """The name under which a key is read."""
        return next(iter(self.names(key)), key)

    def _keys_of(self, key: str) -> Table:
        keys = self._table[key].keys
        if keys is None:
            raise KeyError(f"{key} is no mapping")
        return keys

    def _dotted(self, name: str) -> str:
        return ".".join(part for part in (self._path, name) if part)

    def _line(self, path: str) -> int:
        """Where a key stands, or else what it stands in."""
        lines = self._report.lines
        outer = (path, self._path, self._path.partition(".")[0])
        return next((lines[key] for key in outer if key in lines), 0)


def plain(value: object) -> str | None:
    """A text, a number or a date as text; `None` for lists, mappings and truth values."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
        return None
    try:
        return str(value)
    except ValueError:  # more digits than Python writes
        return None


def _shown(value: object) -> str:
    """Any value as a message may quote it, without the depths of lists and mappings."""
    if isinstance(value, (list, tuple)):
        return "[…]"
    return "{…}" if isinstance(value, Mapping) else plain(value) or type(value).__name__


def _name(key: object) -> str:
    try:
        return str(key)
    except ValueError:
        return "?"

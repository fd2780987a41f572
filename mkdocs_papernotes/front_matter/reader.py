"""Reading the mappings of front matter: a bad value is reported and ignored, the rest is read."""

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
_DATE_LIKE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


@dataclass(frozen=True)
class Report:
    """Collects the problems of a file's front matter.

    `raw` and `lines` are as in `FrontMatter`; both may be empty.
    """

    source: str
    raw: Mapping[str, str]
    lines: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)


class Block:
    """A mapping in front matter, read by a table of keys.

    Methods that read a key use the first of its names (the key, then its aliases) that has a value.
    Given an alias, they read that name only. They raise `KeyError` for a name that is not in the
    table.
    """

    def __init__(
        self,
        values: Mapping[Any, Any],
        table: Table,
        report: Report,
        path: str = "",
        item: tuple[str, ...] = (),
    ):
        """`path` is the dotted name of the mapping, empty for the front matter itself.

        For a mapping in a list, `item` says in words which one it is: `("author 2 (Jimmy Ba)",)`.
        """
        self._values = {_name(key): value for key, value in values.items()}
        self._table, self._report = table, report
        self._path, self._item = path, item

    def __iter__(self) -> Iterator[str]:
        """The keys as written, known or unknown."""
        return iter(self._values)

    def names(self, key: str) -> list[str]:
        """The names of a key that have a value: its own name first, then its aliases."""
        return [name for name in self._table.names(key) if self._values.get(name) is not None]

    def get(self, key: str) -> Any:
        """The value as YAML parsed it."""
        return self._found(key)[1]

    def foreign(self, name: str) -> Any:
        """The value of a key that need not be in the table, as YAML parsed it."""
        return self._values.get(name)

    def listed(self, key: str) -> list[Any]:
        """The value as a list: `[value]` for a single value, `[]` for none."""
        value = self.get(key)
        if value is None:
            return []
        return list(value) if isinstance(value, (list, tuple)) else [value]

    def inner(self, key: str, values: Mapping[Any, Any]) -> Block:
        """A block for `values`, the mapping under a key."""
        name = self._written(key)
        return Block(values, self._keys_of(key), self._report, self._dotted(name))

    def entry(self, key: str, values: Mapping[Any, Any], item: str) -> Block:
        """A block for `values`, a mapping in the list under a key; `item` says which one."""
        path = self._path if self._item else self._dotted(self._written(key))
        return Block(values, self._keys_of(key), self._report, path, (*self._item, item))

    def problem(self, key: str, problem: str, /, **values: object) -> None:
        """Report a problem of a key, or of the mapping itself where `key` is empty.

        `problem` is the name of its message in the catalogue, `values` fill the placeholders.
        """
        path = self._path if self._item else self._dotted(key)
        if self._item:
            values["item"] = [*self._item, shortened(key)] if key else self._item
        line = self._line(path)
        found = Problem(problem, self._report.source, line, shortened(path), values)
        self._report.problems.append(found)

    @property
    def reported(self) -> int:
        """How many problems have been reported for the file."""
        return len(self._report.problems)

    def check_keys(self) -> None:
        """Report the keys that the table does not accept."""
        for name in self._values:
            if not self._table.accepts(name):
                near = self._table.suggestion(name)
                self.problem(name, "unknown-key", near=near)

    def typed(self, key: str) -> str:
        """A text, number, date or flag as it was typed; empty for other values."""
        return self._typed(*self._found(key))

    def text(self, key: str) -> str:
        """A text on one line, or a number or date as it was typed; empty without a value."""
        text = self._text(key)
        return one_line(text) if text else ""

    def paragraphs(self, key: str) -> str:
        """A text with each paragraph on one line, and a blank line between paragraphs."""
        parts = map(one_line, _PARAGRAPHS.split(self._text(key)))
        return "\n\n".join(part for part in parts if part)

    def parsed(self, key: str, parse: Callable[[str], _T]) -> _T | None:
        """The result of `parse` for the text as it was typed; `None` without a value.

        If `parse` raises `BadValueError`, the problem is reported and the result is `None`.
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
        """A link; one that must not be linked to (`Link.kind`) is reported and gives `None`."""
        text = self.text(key)
        if not text:
            return None
        name = self._written(key)
        path = self._dotted(name)
        link = Link(text, self._report.source, self._line(path), path)
        if link.kind is None:
            self.problem(name, "not-a-link", given=text)
            return None
        return link

    def flag(self, key: str, *, default: bool = False, unclear: bool = False) -> bool:
        """Whether a key is true; `default` without a value.

        A value that is neither true nor false is reported and gives `unclear`.
        """
        value = self.get(key)
        if value is None:
            return default
        name = self._written(key)
        found = flag_of(value)
        if found is not None:
            return found
        if isinstance(value, str) and not value.strip():
            return default
        self.problem(name, "expected-flag", name=name, given=shown(value))
        return unclear

    def choice(
        self, key: str, problem: str, meant: Mapping[str, str] | None = None
    ) -> str | int | None:
        """One of the choices of a key; case does not matter, and spaces may stand for hyphens.

        Other texts are reported as `problem`. `meant` maps some of them, in lower case with
        hyphens, to the choice that the message suggests.
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
        """A date, of which the day or the month may be missing; others are reported."""
        text = self.text(key)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError:
            self.problem(self._written(key), "not-a-date", given=text)
            return None

    def moment(self, key: str, zone: tzinfo) -> datetime | None:
        """A date, perhaps with a time, in `zone`; other values are reported."""
        name = self._written(key)
        text = self._text(key, "expected-date").strip()
        try:
            return parse_moment(text, zone) if text else None
        except (ValueError, OverflowError):
            is_date = _DATE_LIKE.match(text)
            self.problem(name, "impossible-date" if is_date else "expected-date", given=text)
            return None

    def _text(self, key: str, otherwise: str = "expected-text") -> str:
        """A value as it was typed; lists, mappings and flags are reported as `otherwise`."""
        name, value = self._found(key)
        if value is None:
            return ""
        if text := self._typed(name, value):
            return text
        if plain(value) is None:
            self.problem(name, otherwise, given=shown(value))
        return ""

    def _typed(self, name: str, value: object) -> str:
        text = plain(value)
        if text is None and not isinstance(value, (bool, int)):
            return ""
        return (None if self._item else self._report.raw.get(self._dotted(name))) or text or ""

    def _found(self, key: str) -> tuple[str, Any]:
        """The name of a key, or its alias, that is read, and its value."""
        for name in self._table.names(key):
            if (value := self._values.get(name)) is not None:
                return name, value
        return key, None

    def _written(self, key: str) -> str:
        return self._found(key)[0]

    def _keys_of(self, key: str) -> Table:
        keys = self._table[key].keys
        if keys is None:
            raise KeyError(f"{key} is not a mapping")
        return keys

    def _dotted(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path and name else self._path or name

    def _line(self, path: str) -> int:
        """The line of a key, or else of the mapping that it is in; 0 if unknown."""
        lines = self._report.lines
        outer = (path, self._path, self._path.partition(".")[0])
        return next((lines[key] for key in outer if key in lines), 0)


def flag_of(value: object) -> bool | None:
    """The meaning of a flag as authors write it; `None` for a value that is neither."""
    if isinstance(value, bool):
        return value
    text = (plain(value) or "").strip().lower()
    return text in _TRUE if text in _TRUE | _FALSE else None


def plain(value: object) -> str | None:
    """A text, number or date as text; `None` for lists, mappings and flags."""
    if type(value) is str:  # most are
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
        return None
    try:
        return str(value)
    except ValueError:  # more digits than Python prints
        return None


def shown(value: object) -> str:
    """Any value as a message quotes it; lists and mappings are abbreviated."""
    if isinstance(value, (list, tuple)):
        return "[…]"
    if isinstance(value, bool):
        return str(value).lower()
    return "{…}" if isinstance(value, Mapping) else plain(value) or type(value).__name__


def _name(key: object) -> str:
    try:
        return str(key)
    except ValueError:
        return "?"

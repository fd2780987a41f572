"""Mappings in front matter, read key by key: a bad value costs only itself, and is reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from mkdocs_papernotes.front_matter.link import REMEDY, Link
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
    """A mapping of front matter; `path` is its dotted name.

    Those in a list have no names of their own: `item` says which one it is, in words.
    """

    def __init__(self, values: Mapping[Any, Any], path: str, report: Report, item: str = ""):
        self._values = {_name(key): value for key, value in values.items()}
        self._path, self._report, self._item = path, report, item

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def get(self, key: str) -> Any:
        return self._values.get(key)

    def listed(self, key: str) -> list[Any]:
        """The values of a list; one that is no list stands for itself."""
        value = self.get(key)
        if value is None:
            return []
        return list(value) if isinstance(value, (list, tuple)) else [value]

    def inner(self, key: str, values: Mapping[Any, Any]) -> Block:
        """The mapping that is the value of a key."""
        return Block(values, f"{self._path}.{key}", self._report)

    def entry(self, key: str, values: Mapping[Any, Any], item: str) -> Block:
        """A mapping in the list that is the value of a key."""
        if self._item:
            return Block(values, self._path, self._report, f"{self._item}, {item}")
        return Block(values, f"{self._path}.{key}", self._report, item)

    def trouble(self, key: str, message: str, remedy: str) -> None:
        """Report what is wrong with a key, or with the mapping itself where `key` is empty."""
        path = self._path if self._item else self._dotted(key)
        if self._item:
            message = f"{', '.join(part for part in (self._item, key) if part)}: {message}"
        line = self._line(path)
        self._report.problems.append(
            Problem.plain(self._report.source, line, shortened(path), message, remedy)
        )

    def check_keys(self, known: Iterable[str], meant: Mapping[str, str] | None = None) -> None:
        """Report keys that are not known; `meant` are right ones for some of them."""
        known = list(known)
        for key in self._values:
            if key in known:
                continue
            near = (meant or {}).get(key.lower()) or nearest(key, known)
            guide = "See “Front matter” in the guide"
            remedy = f"Did you mean “{near}”?" if near else guide
            if self._item:
                self.trouble("", f"unknown key “{shortened(key)}”", remedy)
            else:
                self.trouble(key, "unknown key", remedy)

    def text(self, key: str) -> str:
        """A text on one line, a number or a date as it was typed; empty for none."""
        return one_line(self._typed(key))

    def paragraphs(self, key: str) -> str:
        """A text of which only the paragraphs are kept, with a blank line between."""
        parts = map(one_line, _PARAGRAPHS.split(self._typed(key)))
        return "\n\n".join(part for part in parts if part)

    def parsed(self, key: str, parse: Callable[[str], _T], remedy: str = "") -> _T | None:
        """What `parse` makes of a text, or `None`; `remedy` is for errors that do not say one."""
        text = self.text(key)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.trouble(key, str(error), getattr(error, "remedy", remedy))
            return None

    def link(self, key: str) -> Link | None:
        """A link that may be followed."""
        text, path = self.text(key), self._dotted(key)
        link = Link(text, self._report.source, self._line(path), path)
        if text and link.kind is None:
            self.trouble(key, f"“{shortened(text)}” is not a link to follow", REMEDY)
            return None
        return link if text else None

    def flag(self, key: str) -> bool:
        value = self.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        text = (plain(value) or "").strip().lower()
        if text not in _TRUE | _FALSE:
            self.trouble(key, "expected true or false", f"Write “{key}: true”, or leave it out")
        return text in _TRUE

    def _typed(self, key: str) -> str:
        value = self.get(key)
        if value is None:
            return ""
        typed = None if self._item else self._report.raw.get(self._dotted(key))
        text = plain(value)
        if typed is not None and (text is not None or isinstance(value, (bool, int))):
            return typed
        if text is None:
            self.trouble(key, "expected text", "Write one line of text, in quotes if need be")
        return text or ""

    def _dotted(self, key: str) -> str:
        return f"{self._path}.{key}" if key else self._path

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


def _name(key: object) -> str:
    try:
        return str(key)
    except ValueError:
        return "?"

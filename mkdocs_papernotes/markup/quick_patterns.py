"""Patterns of Python-Markdown that pass quickly over texts in which they find nothing.

A converter tries some forty regular expressions on every paragraph, most of them in vain. Nearly
all have a character that is in every match, and to look for that one first takes far less time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import ETX, STX

_PARSER = "re._parser" if sys.version_info >= (3, 11) else "sre_parse"
_RAREST_FIRST = "`$\\^~|{}@<>&#+=%*_[]!/\n;?:\"'()-,."
"""Characters without an upper or lower case, those first that are rarest in texts."""
_MOST = 6
_CHANGED = (" \n", "\t", "\r", STX, ETX)
"""Without any of these, Python-Markdown leaves the white space of a text as it is."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Characters = frozenset[str]
"""Of these, every match has at least one, or it stands where a match looks ahead or behind."""


def quicken(md: Markdown) -> None:
    """Have a converter pass quickly over texts in which its patterns find nothing.

    Its extensions must be known to use expressions by their methods only: `_Quick` is no `Pattern`.
    """
    for pattern in md.inlinePatterns:
        _quicken(pattern, ("compiled_re",))
    for processor in md.parser.blockprocessors:
        _quicken(processor, dir(processor))
    for preprocessor in md.preprocessors:
        if type(preprocessor) is NormalizeWhitespace:
            preprocessor.__class__ = _NormalizeWhitespace


def _quicken(owner: object, names: Iterable[str]) -> None:
    for name in names:
        regex = getattr(owner, name, None)
        if isinstance(regex, re.Pattern) and (found := characters_of(regex.pattern, regex.flags)):
            setattr(owner, name, _Quick(regex, found))


def needed_characters(regex: object) -> tuple[str, ...]:
    """Characters of which a text must have one; one that every text has if none are known."""
    return regex.characters if isinstance(regex, _Quick) else ("",)


class _NormalizeWhitespace(NormalizeWhitespace):
    """Looks for lines of spaces only in a text that has a space at the end of a line."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines) + "\n\n"
        if any(changed in source for changed in _CHANGED):
            return super().run(lines)
        return source.split("\n")


class _Quick:
    """A regular expression that is tried only on texts that have one of certain characters."""

    def __init__(self, regex: re.Pattern[str], characters: Iterable[str]):
        self._regex, self.characters = regex, tuple(characters)

    def finditer(self, text: str, *positions: int) -> Iterable[re.Match[str]]:
        for character in self.characters:
            if character in text:
                return self._regex.finditer(text, *positions)
        return ()

    def search(self, text: str, *positions: int) -> re.Match[str] | None:
        for character in self.characters:
            if character in text:
                return self._regex.search(text, *positions)
        return None

    def match(self, text: str, *positions: int) -> re.Match[str] | None:
        for character in self.characters:
            if character in text:
                return self._regex.match(text, *positions)
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._regex, name)


@cache
def characters_of(regex: str, flags: int = 0) -> Characters:
    """Characters of which each match needs at least one; empty if there are no such, or too many.

    The standard library's own parser takes the expression apart. Nothing promises that it stays
    where it is; without it all is as slow as before.
    """
    try:
        parsed: Any = import_module(_PARSER).parse(regex, flags)
    except (ImportError, AttributeError, re.error):
        return Characters()
    return _of_sequence(parsed)


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> Characters:
    """The best of what each part of a sequence needs."""
    found = filter(None, (_of_part(str(kind), value) for kind, value in parts))
    return min(found, key=_commonness, default=Characters())


def _commonness(characters: Characters) -> int:
    return sum(map(_RAREST_FIRST.index, characters))


def _of_part(kind: str, value: Any) -> Characters:
    if kind == "LITERAL":
        return Characters(chr(value)) & Characters(_RAREST_FIRST)
    if kind in ("IN", "BRANCH"):
        return _of_any(_choices(kind, value))
    if kind == "ATOMIC_GROUP":
        return _of_sequence(value)
    is_there = kind in ("SUBPATTERN", "ASSERT") or (kind in _REPEATS and value[0] > 0)
    return _of_sequence(value[-1]) if is_there else Characters()


def _choices(kind: str, value: Any) -> Iterator[Characters]:
    """What each of several alternatives needs: characters in brackets, or expressions."""
    if kind == "IN":
        return (_of_part(str(kind), value) for kind, value in value)
    return map(_of_sequence, value[1])


def _of_any(choices: Iterator[Characters]) -> Characters:
    """What is needed where it is not known which of the choices will be taken."""
    found = list(choices)
    together = Characters().union(*found)
    return together if all(found) and len(together) <= _MOST else Characters()

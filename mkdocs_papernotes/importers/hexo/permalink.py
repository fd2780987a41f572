"""Patterns of addresses and file names, such as `:year/:title/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mkdocs_papernotes.importers.hexo.script import text_of

_NAME = re.compile(r":(\w*[^_\W])", re.ASCII)
_LONGEST = 600
"""Letters of a path that is compared with a pattern, and of the pattern."""
_MOST = 16
"""Names in a pattern for files; there are seven that mean anything."""
_WIDTHS: Mapping[str, tuple[int, ...]] = {
    "year": (4,),
    "month": (2,),
    "day": (2,),
    "i_month": (2, 1),
    "i_day": (2, 1),
    "hash": (12,),
}
_HASH = re.compile("[0-9a-f]+")
_DIGITS = re.compile("[0-9]+")


def names_in(pattern: str) -> tuple[str, ...]:
    """The names that a pattern holds."""
    return tuple(_NAME.findall(pattern))


def fill(pattern: str, value_of: Callable[[str], object]) -> str:
    """The pattern with values in the place of its names.

    https://github.com/hexojs/hexo-util/blob/master/lib/permalink.ts
    """
    return _NAME.sub(lambda match: text_of(value_of(match[1])), pattern)


def parse(pattern: str, path: str) -> Mapping[str, str] | None:
    """What stands in a path for the names of a pattern; `None` if the path is another.

    A name takes as little of the path as it can, but at least a character; those of dates have the
    digits that Hexo gives them
    (https://github.com/hexojs/hexo/blob/master/lib/plugins/processor/post.ts).
    """
    parts = _NAME.split(pattern)
    if max(len(pattern), len(path)) > _LONGEST or len(parts) > 2 * _MOST:
        return None
    ends = _Matcher(parts, path).ends(0, 0)
    if ends is None:
        return None
    return dict(zip(parts[1::2], ends, strict=True))


class _Matcher:
    """Compares a path with a pattern, and remembers what did not fit."""

    def __init__(self, parts: list[str], path: str):
        """`parts` are literal at even places, and names at odd ones."""
        self._parts, self._path = parts, path
        self._failed: set[tuple[int, int]] = set()

    def ends(self, index: int, place: int) -> list[str] | None:
        """The texts for the names from part `index` on, in the path from `place` on."""
        literal = self._parts[index]
        if (index, place) in self._failed or not self._path.startswith(literal, place):
            return None
        place += len(literal)
        if index + 1 == len(self._parts):
            return [] if place == len(self._path) else None
        for end in self._candidates(self._parts[index + 1], self._parts[index + 2], place):
            rest = self.ends(index + 2, end)
            if rest is not None:
                return [self._path[place:end], *rest]
        self._failed.add((index, place - len(literal)))
        return None

    def _candidates(self, name: str, follows: str, place: int) -> list[int]:
        """Where the text for a name that begins at `place` may end."""
        widths = _WIDTHS.get(name)
        if widths is None:
            found = range(place + 1, len(self._path) + 1)
            return [end for end in found if self._path.startswith(follows, end)]
        kind = _HASH if name == "hash" else _DIGITS
        texts = [self._path[place : place + width] for width in widths]
        return [
            place + width
            for width, text in zip(widths, texts, strict=True)
            if len(text) == width and kind.fullmatch(text)
        ]

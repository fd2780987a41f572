"""Tables of text for a terminal, where a Chinese character is as wide as two others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "
_SHORTEST = 12
"""Columns that are left to the last cell of a row, however wide the others are."""


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, most: int) -> str:
    """A text that takes `most` columns at the most; one that is longer ends in `…`."""
    if width(text) <= most:
        return text
    columns, kept = 1, ""
    for character in text:
        columns += _width(character)
        if columns > most:
            break
        kept += character
    return f"{kept.rstrip()}…"


def table(rows: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """The lines of a table, each at most `columns` wide: the last cells of rows are cut."""
    if not rows:
        return
    widths = [max(map(width, cells)) for cells in zip(*(row[:-1] for row in rows), strict=True)]
    left = max(columns - sum(widths) - len(_GAP) * len(widths), _SHORTEST)
    for row in rows:
        cells = [cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=False)]
        yield _GAP.join([*cells, cut(row[-1], left)]).rstrip()

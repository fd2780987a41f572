"""Removes lines of a text without changing the meaning of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_papernotes.handwritten.header import HandwrittenHeader
from mkdocs_papernotes.handwritten.lines import Line, classified, with_tables

_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\r?$")


def removable(
    header: HandwrittenHeader, wanted: set[int]
) -> tuple[tuple[int, ...], dict[int, str]]:
    """Which lines to remove so that the lines `wanted` are gone, by index in the body.

    Head and rule of an emptied table are removed as well, and so are surplus blank lines. The
    second value has the wanted lines that must stay, with the reasons.
    """
    lines = with_tables(list(classified(header.lines, 0)))
    going = set(wanted)
    kept: dict[int, str] = {}
    for table in _tables(lines):
        _clear(table, going, kept)
    for number in sorted(going, reverse=True):
        if _has_children(lines, number, going):
            going.discard(number)
            kept[number] = "the lines below it belong to it"
    for number in sorted(going, reverse=True):
        if _prevents_heading(header.lines, number, going):
            going.discard(number)
            kept[number] = "without it the line above would become a heading"
    return tuple(sorted(going | set(_blank(lines, going)))), kept


def _tables(lines: Sequence[Line]) -> Iterator[list[Line]]:
    table: list[Line] = []
    for line in lines:
        if line.shape in ("row", "rule"):
            table.append(line)
        elif table:
            yield table
            table = []
    if table:
        yield table


def _clear(table: Sequence[Line], going: set[int], kept: dict[int, str]) -> None:
    """Remove all of a table if all its rows go; otherwise keep its head."""
    rows = [line.number for line in table if line.shape == "row"]
    if not going.intersection(rows):
        return
    if going.issuperset(rows):
        going.update(line.number for line in table)
    elif len(table) > 1 and table[1].shape == "rule" and table[0].number in going:
        going.discard(table[0].number)
        kept[table[0].number] = "it is the head of a table that stays"


def _has_children(lines: Sequence[Line], number: int, going: set[int]) -> bool:
    """Whether an item of a list contains lines that stay."""
    line = lines[number]
    if line.shape != "item":
        return False
    below = (other for other in lines[number + 1 :] if other.shape != "blank")
    following = next((other for other in below if other.number not in going), None)
    return (
        following is not None
        and following.shape in ("item", "text")
        and following.indent > line.indent
        and all(
            other.indent > line.indent
            for other in lines[number + 1 : following.number]
            if other.shape != "blank"
        )
    )


def _prevents_heading(lines: Sequence[str], number: int, going: set[int]) -> bool:
    """Whether the line above would become a Setext heading if this line were removed."""
    below = number + 1
    if below >= len(lines) or below in going or not _UNDERLINE.match(lines[below]):
        return False
    above = number - 1
    while above in going:
        above -= 1
    return above >= 0 and bool(lines[above].strip()) and not lines[above].lstrip().startswith("#")


def _blank(lines: Sequence[Line], going: set[int]) -> Iterator[int]:
    """The blank lines around removed lines, except one that is kept as separator."""
    number = 0
    while number < len(lines):
        start = number
        while number < len(lines) and (number in going or lines[number].shape == "blank"):
            number += 1
        blanks = [n for n in range(start, number) if n not in going]
        if len(blanks) < number - start:
            separator = _separator(lines, start, number, blanks)
            yield from (n for n in blanks if n != separator)
        number += 1


def _separator(lines: Sequence[Line], start: int, end: int, blanks: Sequence[int]) -> int | None:
    """The blank line to keep between the lines before `start` and at `end`, or `None`."""
    if start == 0:
        at_end = end == len(lines) and blanks and blanks[-1] == end - 1
        return blanks[-1] if at_end else None
    plain = [number for number in blanks if not lines[number].quoted]
    if plain:
        return plain[-1]
    within = end < len(lines) and lines[start - 1].quoted and lines[end].quoted
    return blanks[-1] if blanks and within else None

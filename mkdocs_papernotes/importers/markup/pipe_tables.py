"""Tables of GitHub's kind, which may follow right below a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.commonmark.blocks import Row

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELL_END = re.compile(r"(?<=[ \t])\{(?=[^{}|\n]*\}[ \t]*(?:\||$))")
"""Braces that would be attributes of a cell."""
_BAR = re.compile(r"(?<!\\)\|")
_PIPE = re.compile(r"\\.|\|", re.DOTALL)


def table_start(rows: Sequence[Row]) -> int | None:
    """Which line of a paragraph is the head of a table; `None` if there is none."""
    for above, row in pairwise(rows):
        if not row.is_lazy and is_delimiter(row.text) and _cells(above.text) == _cells(row.text):
            return rows.index(above)
    return None


def is_delimiter(line: str) -> bool:
    """Whether a line could stand below the head of a table."""
    return "|" in line and bool(_DELIMITER.fullmatch(line))


def table_rows(lines: Sequence[str], body: Body) -> Iterator[str]:
    """The rows of a table.

    GitHub wants a bar in code to be written `\\|`, where Python-Markdown shows the backslash. A bar
    in a formula would end the cell: it is written `\\vert`.
    """
    for line in lines:
        parts, place = [], 0
        for first, last, kept in body.tokens(line):
            if kept.startswith("`") and "\\|" in kept:
                parts += [line[place:first], body.keep(kept.replace("\\|", "|"))]
                place = last
            elif kept.startswith("$") and _BAR.search(kept):
                parts += [line[place:first], body.keep(_BAR.sub(r"\\vert ", kept))]
                place = last
        yield _CELL_END.sub(r"\\\g<0>", "".join((*parts, line[place:])).rstrip())


def _cells(line: str) -> int:
    line = line.strip().removeprefix("|")
    bars = [match for match in _PIPE.finditer(line) if match[0] == "|"]
    is_closed = bool(bars) and bars[-1].end() == len(line)
    return len(bars) + (0 if is_closed else 1)

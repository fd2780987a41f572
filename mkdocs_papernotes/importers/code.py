"""The code in a Markdown text, as CommonMark and its relatives see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from mkdocs_papernotes.importers.commonmark.blocks import leaves
from mkdocs_papernotes.importers.commonmark.parsing import parse

Span = tuple[int, int]
"""Where a part of a text begins and ends."""

_ELEMENT = re.compile(r"<(?P<name>pre|code|script|style|textarea)\b[^<>]*>", re.IGNORECASE)
_CLOSING = {
    name: re.compile(f"</{name}>", re.IGNORECASE)
    for name in ("pre", "code", "script", "style", "textarea")
}
_BACKTICKS = re.compile(r"`+")
_BLANK = re.compile(r"\n[ \t>]*\n")


def code_spans(text: str) -> list[Span]:
    """Fenced and indented code, code in backticks, and elements such as `<pre>`, in order.

    A fence that is not closed runs to the end of what it stands in, as in CommonMark
    (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). Lines end in LF.
    """
    return [span for span, _ in divided(text)]


@lru_cache(maxsize=4096)
def divided(text: str) -> tuple[tuple[Span, bool], ...]:
    """The same, with whether each is fenced or indented code.

    The text of a page is asked for several times: for its language, its parts, its conversion.
    """
    found: list[tuple[Span, bool]] = []
    place = 0
    for first, last in (*_blocks(text), (len(text), len(text))):
        found += ((span, False) for span in _inline(text, place, first))
        if first < last:
            found.append(((first, last), True))
        place = last
    return tuple(found)


def comments(text: str) -> Iterator[Span]:
    """The comments of HTML in a text."""
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        place = end + 3
        yield start, place


def _blocks(text: str) -> Iterator[Span]:
    """Fenced and indented code, from its first character to the end of its last line."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for block in leaves(parse(lines)):
        if block.kind in ("fence", "indented"):
            yield starts[block.number] + block.column, starts[block.end + 1] - 1


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    """Code in backticks, which ends within its paragraph, and elements with code."""
    rows = [row.span() for row in _BACKTICKS.finditer(text, start, end)]
    breaks = [gap.start() for gap in _BLANK.finditer(text, start, end)]
    spans = sorted([*_paired(text, rows, breaks), *_elements(text, start, end)])
    place = start
    for first, last in spans:
        if first >= place:
            yield first, last
            place = last


def _paired(text: str, rows: list[Span], breaks: list[int]) -> Iterator[Span]:
    """Rows of backticks with the next one of the same length in their paragraph."""
    last_of: dict[tuple[int, int], Span] = {}
    paragraph = 0
    skip_to = 0
    nexts: dict[int, int] = {}
    for index in range(len(rows) - 1, -1, -1):
        first, last = rows[index]
        while breaks and breaks[-1] > first:
            breaks.pop()
            paragraph += 1
        key = (paragraph, last - first)
        if key in last_of:
            nexts[first] = last_of[key][1]
        last_of[key] = rows[index]
    for first, _ in rows:
        is_escaped = first > 0 and text[first - 1] == "\\"
        if first >= skip_to and first in nexts and not is_escaped:
            skip_to = nexts[first]
            yield first, skip_to


def _elements(text: str, start: int, end: int) -> Iterator[Span]:
    """Elements with code, from their opening tag to the next closing one of the same name."""
    place = start
    unclosed: set[str] = set()
    while opening := _ELEMENT.search(text, place, end):
        name = opening["name"].lower()
        place = opening.end()
        if name in unclosed:
            continue
        closing = _CLOSING[name].search(text, place, end)
        if closing is None:
            unclosed.add(name)
            continue
        place = closing.end()
        yield opening.start(), place

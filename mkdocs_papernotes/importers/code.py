"""The code in a Markdown text, as CommonMark and its relatives see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
"""Where a part of a text begins and ends."""

_FENCE = re.compile(
    r"(?P<before>[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>.*)"
)
_LIST = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
_ELEMENT = re.compile(r"<(?P<name>pre|code|script|style|textarea)\b[^<>]*>", re.IGNORECASE)
_BACKTICKS = re.compile(r"`+")
_BLANK = re.compile(r"\n[ \t>]*\n")


def code_spans(text: str) -> list[Span]:
    """Fenced and indented code, code in backticks, and elements such as `<pre>`, in order.

    A fence that is not closed runs to the end, as in CommonMark
    (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). Lines end in LF.
    """
    found: list[Span] = []
    place = 0
    for first, last in (*_blocks(text), (len(text), len(text))):
        found += _inline(text, place, first)
        if first < last:
            found.append((first, last))
        place = last
    return found


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
    """Fenced and indented code by whole lines, without the last line break."""
    lines = text.split("\n")
    number = start = 0
    in_list, after_blank = False, True
    while number < len(lines):
        line = lines[number]
        opening = _FENCE.match(line)
        if opening and not (opening["fence"][0] == "`" and "`" in opening["info"]):
            count = _fenced(lines, number, opening["fence"])
            end = start + sum(len(each) + 1 for each in lines[number : number + count]) - 1
            yield start + len(opening["before"]), end
            number, start, after_blank = number + count, end + 1, True
            continue
        if line.strip():
            is_item = bool(_LIST.match(line))
            in_list = is_item or (in_list and line[:1] in " \t")
            if after_blank and not in_list and _INDENTED.match(line):
                yield start, start + len(line)
            else:
                after_blank = False
        else:
            after_blank = True
        number, start = number + 1, start + len(line) + 1


def _fenced(lines: list[str], first: int, fence: str) -> int:
    """How many lines a block of fenced code has, with its fences."""
    for number in range(first + 1, len(lines)):
        closing = lines[number].strip(" \t>")
        if len(closing) >= len(fence) and closing == fence[0] * len(closing):
            return number - first + 1
    return len(lines) - first


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
    lowered = text.lower() if "<" in text else ""
    place = start
    unclosed: set[str] = set()
    while opening := _ELEMENT.search(text, place, end):
        name = opening["name"].lower()
        place = opening.end()
        if name in unclosed:
            continue
        closing = lowered.find(f"</{name}>", place, end)
        if closing < 0:
            unclosed.add(name)
            continue
        place = closing + len(name) + 3
        yield opening.start(), place

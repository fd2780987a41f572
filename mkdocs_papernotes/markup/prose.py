"""The prose of a Markdown source: all that is not code, formula, comment or HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from markdown.util import BLOCK_LEVEL_ELEMENTS

ASIDE = "\0"
"""Stands for each character that is not prose. Markdown has no such character."""
Span = tuple[int, int]
"""Where a part of a text begins and ends."""

_QUOTE = re.compile(r" {0,3}>(?: ?>)* ?")
_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_CONTAINER = re.compile(
    r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t])|(?:!!!|\?\?\?\+?|===[!+]?)[ \t]"
    r"|\[\^[^\[\]]+\]:|:[ \t])"
)
"""A line below which indented lines are text: that of a list, a box, a tab, a footnote."""
_HEADING = re.compile(r" {0,3}#{1,6}[^#]")
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_EMPTY = frozenset(("hr", "br", "link", "meta"))
_BLOCK = re.compile(
    r" {0,3}<(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^<>A-Za-z0-9-][^<>]*)?)>"
)
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:[^<>A-Za-z0-9-][^<>]*)?>")
_MARKDOWN = re.compile(r"\smarkdown(?!\s*=\s*[\"']?0)", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n(?:[ \t>]*\n)+")
_OPENING = re.compile(
    r"\\\\|\\[(\[]|\\.|`+|\$\$?|<!--|</?[A-Za-z](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>", re.DOTALL
)
_BACKTICKS = re.compile("`+")
_NAME = re.compile(r"<(?P<name>[A-Za-z]+)")
_CODE = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea"))
"""Elements whose text is no prose."""
_DOLLARS = re.compile(r"(?!\s)(?:\\.|[^\\$])+?(?<!\s)\$", re.DOTALL)
_TAB = 4


def prose(text: str, spans: Sequence[Span] | None = None) -> str:
    """The text with `ASIDE` for each character that is not prose; so all others keep their places.

    `spans` are those of `asides` in their order, if they are known.
    Escaped characters are not prose either. Line breaks stay.
    """
    parts, start = [], 0
    for first, last in sorted(asides(text)) if spans is None else spans:
        if last > start:
            first = max(first, start)
            lines = text[first:last].split("\n")
            parts += [text[start:first], "\n".join(ASIDE * len(line) for line in lines)]
            start = last
    return "".join((*parts, text[start:]))


def line_of(text: str, place: int) -> int:
    """The line of a place in a text, counted from 0."""
    return text.count("\n", 0, place)


def asides(text: str) -> Iterator[Span]:
    """The parts of a text that are not prose, each as one span; some may overlap."""
    blocks = [*_Blocks(text).spans()]
    yield from blocks
    start = 0
    for first, last in (*blocks, (len(text), len(text))):
        for paragraph in _paragraphs(text, start, first):
            yield from _Inline(text, *paragraph).spans()
        start = max(start, last)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _PARAGRAPH_END.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def _indentation(line: str) -> int:
    plain = line.expandtabs(_TAB)
    return len(plain) - len(plain.lstrip(" "))


class _Blocks:
    """Reads a text by lines, and finds code, comments and HTML that begin a line."""

    def __init__(self, text: str):
        self._text = text
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._unclosed: set[str] = set()
        """What is closed nowhere below."""
        self._markdown_end = 0
        """Where an element with Markdown in it ends."""
        self._containers: list[int] = []
        """The indentation of each list item or the like around a line."""
        self._depth = 0

    def spans(self) -> Iterator[Span]:
        """The parts that are not prose, in their order; they do not overlap."""
        number, is_first = 0, True
        while number < len(self._lines):
            line = self._lines[number]
            end = self._end_of_fence(number) or self._end_of_html(number)
            if end:
                self._leave(self._content(line))
                yield self._starts[number], end
                number, is_first = self._line_after(end), True
                continue
            content = self._content(line)
            if content.strip():
                is_code = is_first and self._is_indented(content)
                if is_code:
                    yield self._starts[number], self._starts[number] + len(line)
                elif _CONTAINER.match(content):
                    self._leave(content)
                    self._containers.append(_indentation(content))
                is_first = is_code or bool(_HEADING.match(content))
            else:
                is_first = True
            number += 1

    def _line_after(self, place: int) -> int:
        """The number of the first line that begins at a place or behind it."""
        number = bisect_right(self._starts, place) - 1
        return number if self._starts[number] == place else number + 1

    def _content(self, line: str) -> str:
        """A line without the marks of a quotation."""
        mark = _QUOTE.match(line)
        depth = mark[0].count(">") if mark else 0
        if depth != self._depth and line.strip():
            self._depth, self._containers = depth, []
        return line[mark.end() :] if mark else line

    def _is_indented(self, line: str) -> bool:
        """Whether a line that begins a paragraph is code."""
        self._leave(line)
        base = self._containers[-1] + _TAB if self._containers else 0
        return _indentation(line) >= base + _TAB

    def _leave(self, line: str) -> None:
        """Leave the list items or the like that a line is not in."""
        while self._containers and self._containers[-1] >= _indentation(line):
            self._containers.pop()

    def _end_of_fence(self, number: int) -> int:
        """Where the fenced code that begins in a line ends; 0 if none does."""
        opening = _FENCE.match(self._lines[number])
        if opening is None or opening["fence"] in self._unclosed:
            return 0
        if opening["fence"][0] == "`" and "`" in opening["info"]:
            return 0
        for below in range(number + 1, len(self._lines)):
            if self._lines[below].strip(" \t>") == opening["fence"]:
                return self._starts[below] + len(self._lines[below])
        self._unclosed.add(opening["fence"])
        return 0

    def _end_of_html(self, number: int) -> int:
        """Where the comment or the block of HTML that begins in a line ends; 0 if none does."""
        line, start = self._lines[number], self._starts[number]
        if line.lstrip(" ").startswith("<!--") and "-->" not in self._unclosed:
            end = self._text.find("-->", start)
            if end < 0:
                self._unclosed.add("-->")
            return end + len("-->") if end >= 0 else 0
        found = _BLOCK.match(line)
        name = found["name"].lower() if found else ""
        if found is None or name not in _BLOCKS or name in _EMPTY or start < self._markdown_end:
            return 0
        end = self._end_of_element(name, start)
        if _MARKDOWN.search(found["attributes"]):
            self._markdown_end = end
            return 0
        return end

    def _end_of_element(self, name: str, start: int) -> int:
        """Where an element ends; where the text does, if it is not closed."""
        depth = 0
        for tag in _TAG.finditer(self._text, start):
            if tag["name"].lower() == name:
                depth += -1 if tag["slash"] else 1
                if depth <= 0:
                    return tag.end()
        return len(self._text)


class _Inline:
    """Finds code, formulas, comments, tags and escaped characters in a paragraph."""

    def __init__(self, text: str, start: int, end: int):
        self._text, self._start, self._end = text, start, end
        self._unclosed: set[str] = set()

    def spans(self) -> Iterator[Span]:
        """The parts that are not prose, in their order; they do not overlap."""
        place = self._start
        while opening := _OPENING.search(self._text, place, self._end):
            end = self._end_of(opening)
            if end:
                yield opening.start(), end
            place = end or opening.end()

    def _end_of(self, opening: re.Match[str]) -> int:
        """Where what an opening mark begins ends; 0 for a mark that is only text."""
        mark = opening[0]
        if mark[0] == "`":
            return self._end_of_code(opening.start(), len(mark))
        if mark == "$":
            end = _DOLLARS.match(self._text, opening.end(), self._end)
            return end.end() if end else 0
        if mark == "$$":
            return self._closing(mark, opening.end())
        if mark in ("\\(", "\\["):
            closing = "\\)" if mark == "\\(" else "\\]"
            return self._closing(closing, opening.end()) or opening.end()
        if mark == "<!--":
            return self._closing("-->", opening.end())
        if name := _NAME.match(mark):
            tag = name["name"].lower()
            if tag in _CODE:
                return self._closing(f"</{tag}>", opening.end()) or opening.end()
        return opening.end()

    def _end_of_code(self, start: int, marks: int) -> int:
        """Where the code ends that begins with some of a row of backticks, with all if possible."""
        for length, places in self._rows:
            if length <= marks:
                later = bisect_right(places, start + length)
                if later < len(places):
                    return places[later] + length
        return 0

    @cached_property
    def _rows(self) -> Sequence[tuple[int, Sequence[int]]]:
        """The places of the rows of backticks in the paragraph, by their lengths, longest first."""
        found: dict[int, list[int]] = defaultdict(list)
        for row in _BACKTICKS.finditer(self._text, self._start, self._end):
            found[len(row[0])].append(row.start())
        return sorted(found.items(), reverse=True)

    def _closing(self, mark: str, start: int) -> int:
        """Where the next closing mark ends; 0 without one."""
        if mark in self._unclosed:
            return 0
        place = self._text.find(mark, start, self._end)
        if place < 0:
            self._unclosed.add(mark)
            return 0
        return place + len(mark)

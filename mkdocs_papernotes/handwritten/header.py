"""Finds and parses a handwritten header below a note's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mkdocs_papernotes.handwritten.beginning import WINDOW, below_title, may_have_header
from mkdocs_papernotes.handwritten.days import without_day
from mkdocs_papernotes.handwritten.fields import DAY, read_field
from mkdocs_papernotes.handwritten.labels import Evidence
from mkdocs_papernotes.handwritten.lines import (
    Line,
    Piece,
    classified,
    joined,
    pieces,
    with_tables,
)
from mkdocs_papernotes.handwritten.reading import Reading, Values

_VERSION = re.compile(r"(?<=\d)v\d+$")
_WORDY_KINDS = """
paper title authors author reviewer venue focus contribution abstract direction affiliations
"""
_MULTILINE_KINDS = frozenset(_WORDY_KINDS.split())
"""Kinds whose value may go on in the next line."""
NAMING_KEYS = ("paper.arxiv", "paper.doi", "paper.title", "paper.url")
"""The keys that identify a paper."""
_WEAK_DOI = "10.5281/"
"""Prefix of Zenodo's DOIs, which are mostly of software and data."""


@dataclass(frozen=True)
class WrittenField:
    """A labelled piece of a header, and its values."""

    kind: str
    label: str
    lines: tuple[int, ...]
    """The indices of its lines in the body."""
    values: Values = ()
    """By dotted front matter key; `fields.DAY` and `fields.AUTHOR` are still to be resolved."""
    reason: str = ""
    """Why its lines must stay; empty if the values contain all of it."""
    evidence: Evidence = Evidence.NONE
    is_read: bool = False
    """Whether it was understood, which includes a statement that there is no value."""
    cites: bool = False
    """As in `fields.Reading`."""
    day: tuple[int, int] | None = None
    """Month and day before a direction, as in `Monday, April 27 — Agents`."""
    dated: bool = False
    """Whether there is a weekday or a date before a direction."""


@dataclass(frozen=True)
class HandwrittenHeader:
    """A handwritten header; lines are given by their indices in the body, from 0."""

    lines: tuple[str, ...]
    """The lines of the body up to the first one after the header that is not blank."""
    first: int
    last: int
    fields: tuple[WrittenField, ...]
    left: tuple[tuple[int, str], ...]
    """Lines of the header that were not fully understood, with the reasons."""

    def values(self, path: str) -> list[object]:
        """All values of the header for a key."""
        return [value for field in self.fields for key, value in field.values if key == path]


@dataclass(frozen=True)
class _Part:
    """A run of lines without blank ones, and its labelled pieces."""

    lines: tuple[Line, ...]
    fields: tuple[WrittenField, ...]

    @property
    def is_labelled(self) -> bool:
        """Whether at least half of its lines have labels, and one label is known."""
        enough = 2 * len(self.fields) >= len(self.lines)
        return enough and any(field.kind for field in self.fields)

    @property
    def is_aside(self) -> bool:
        """Whether it is a single line with a label."""
        return len(self.lines) == 1 and bool(self.fields)


def find_header(markdown_body: str) -> HandwrittenHeader | None:
    """The handwritten header below the title of a note's Markdown, or `None`.

    A header is a run of labelled lines, a quote, a list or a table of two columns. It has two
    different known labels, one of which shows that it is about a paper. The result is `None`, too,
    if the page has several headers for different papers.
    """
    if not may_have_header(markdown_body):
        return None
    lines = markdown_body.split("\n")
    start = below_title(lines)
    header = next(_headers(lines, start, start + WINDOW), None)
    if header is None:
        return None
    others = _headers(lines, header.last + 1, len(lines))
    return None if any(_is_another_paper(header, other) for other in others) else header


def _is_another_paper(header: HandwrittenHeader, other: HandwrittenHeader) -> bool:
    """Whether two headers have different values for the first identifying key that both have."""
    for path in NAMING_KEYS:
        one, two = ({_VERSION.sub("", str(v)) for v in h.values(path)} for h in (header, other))
        if one and two:
            return one.isdisjoint(two)
    return False


def _headers(lines: Sequence[str], start: int, end: int) -> Iterator[HandwrittenHeader]:
    """The headers that begin between the lines `start` and `end`."""
    run: list[_Part] = []
    for chunk in _chunks(lines, start):
        if chunk and not run and chunk[0].number >= end:
            return
        part = _Part(tuple(chunk), tuple(_fields(chunk)))
        if part.is_labelled or (run and part.is_aside):
            run.append(part)
        else:
            yield from _header(lines, run)
            run = []
    yield from _header(lines, run)


def _chunks(lines: Sequence[str], start: int) -> Iterator[list[Line]]:
    """The runs of lines between blank ones; an empty list for each `stop`."""
    chunk: list[Line] = []
    for line in classified(lines, start):
        if line.shape in ("blank", "stop"):
            if chunk:
                yield with_tables(chunk)
            chunk = []
            if line.shape == "stop":
                yield []
        else:
            chunk.append(line)
    if chunk:
        yield with_tables(chunk)


def _header(lines: Sequence[str], run: list[_Part]) -> Iterator[HandwrittenHeader]:
    while run and not run[-1].is_labelled:
        run.pop()
    fields = [field for part in run for field in part.fields]
    known = tuple(field for field in fields if field.kind)
    if not known or not _is_about_a_paper(known):
        return
    left: dict[int, str] = {}
    for field in fields:
        for number in field.lines:
            if field.reason:
                left.setdefault(number, field.reason)
    explained = {number for field in fields for number in field.lines}
    for line in (line for part in run for line in part.lines):
        if line.number not in explained and line.shape != "rule":
            left[line.number] = "there is no known label"
    last = max(number for field in known for number in field.lines)
    yield HandwrittenHeader(
        lines=tuple(lines[: _next_line(lines, last) + 1]),
        first=min(number for field in known for number in field.lines),
        last=last,
        fields=known,
        left=tuple(sorted(left.items())),
    )


def _next_line(lines: Sequence[str], number: int) -> int:
    following = range(number + 1, len(lines))
    return next((n for n in following if lines[n].strip(" >\t\r")), len(lines))


def _is_about_a_paper(fields: Sequence[WrittenField]) -> bool:
    """Whether there are two different labels, and enough evidence of a paper."""
    evidence_by_kind = {
        field.kind: field.evidence for field in sorted(fields, key=lambda field: field.evidence)
    }
    strongest = max(evidence_by_kind.values())
    if strongest is Evidence.CERTAIN:
        return len(evidence_by_kind) > 1 or _is_summary(fields)
    if strongest is Evidence.FULL:
        return len({field.kind for field in fields if field.is_read}) > 1
    return (
        strongest is Evidence.FIRM
        and sum(p >= Evidence.SOFT for p in evidence_by_kind.values()) > 1
    )


def _is_summary(fields: Sequence[WrittenField]) -> bool:
    """Whether one line contains a whole header."""
    return any(field.kind == "summary" and len(field.values) > 1 for field in fields)


def _fields(chunk: Sequence[Line]) -> list[WrittenField]:
    """The labelled pieces of some lines, including those with unknown labels."""
    found: list[WrittenField] = []
    for line, numbers, goes_on in _joined_lines(chunk):
        found += [_field(piece, numbers, goes_on) for piece in pieces(line)]
    return found


def _joined_lines(chunk: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, ...], bool]]:
    """Lines joined with their continuations, their indices, and whether they may go on below.

    An indented line continues the list item above it. Whether other lines do is unknown.
    """
    number = 0
    while number < len(chunk):
        first = number
        number += 1
        while number < len(chunk) and _continues(chunk[first], chunk[number]):
            number += 1
        line = joined(chunk[first], chunk[first + 1 : number])
        numbers = [part.number for part in chunk[first:number]]
        following = chunk[number] if number < len(chunk) else None
        open_end = (
            line.shape in ("text", "item")
            and not line.breaks
            and following is not None
            and following.shape == "text"
            and not pieces(following)
        )
        yield line, tuple(numbers), open_end


def _continues(line: Line, following: Line) -> bool:
    return (
        line.shape == "item"
        and following.shape == "text"
        and following.indent > line.indent
        and not line.breaks
        and not pieces(following)
    )


def _field(piece: Piece, numbers: tuple[int, ...], goes_on: bool) -> WrittenField:
    if piece.label is None:
        what = f"“{piece.name}” is not a known label" if piece.name else "it has no label"
        return WrittenField("", piece.name, numbers, reason=what)
    kind = piece.label.kind
    reading = read_field(kind, piece.value)
    if goes_on and kind in _MULTILINE_KINDS:
        reading = replace(reading, values=_unbroken(reading.values), rest="…")
    reason = reading.reason
    if reading.values and reading.rest and not reason:
        reason = f"“{reading.rest}” has no place in front matter"
    if goes_on and kind in _MULTILINE_KINDS:
        reason = "it seems to go on in the next line"
    dated = without_day(piece.value) if kind == "direction" else None
    return WrittenField(
        kind,
        piece.name,
        numbers,
        reading.values,
        reason,
        _evidence(piece.label.evidence, reading),
        is_read=bool(reading.values) or reading.says_nothing or reading.cites,
        cites=reading.cites,
        day=dated[1] if dated else None,
        dated=dated is not None,
    )


def _unbroken(values: Values) -> Values:
    """The values that cannot be cut off by a line break."""
    return tuple(pair for pair in values if pair[0] in ("paper.arxiv", "paper.doi", "paper.url"))


def _evidence(evidence: Evidence, reading: Reading) -> Evidence:
    """How strongly a label and the text after it show that a header is about a paper."""
    paths = dict(reading.values)
    if "paper.arxiv" in paths or not str(paths.get("paper.doi", _WEAK_DOI)).startswith(_WEAK_DOI):
        return Evidence.CERTAIN
    if reading.says_nothing or "paper.doi" in paths:
        return min(evidence, Evidence.SOME)
    if not paths and not reading.cites:
        return Evidence.NONE
    if evidence is Evidence.FIRM and (
        reading.cites or {"paper.url", "paper.links.pdf"} & paths.keys()
    ):
        return Evidence.FULL
    return Evidence.NONE if DAY in paths and reading.rest else evidence

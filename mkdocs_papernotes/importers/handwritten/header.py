"""The header that somebody wrote by hand below a note's title, found and read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mkdocs_papernotes.importers.handwritten.days import without_day
from mkdocs_papernotes.importers.handwritten.fields import DAY, Reading, Values, read_field
from mkdocs_papernotes.importers.handwritten.labels import Proof, known_label
from mkdocs_papernotes.importers.handwritten.lines import (
    Line,
    Piece,
    framed,
    joined,
    pieces,
    shaped,
)

WINDOW = 40
"""How many lines below the title a header may begin in."""
_OPENING = 12
"""How many lines may stand before the title: blank ones and comments."""

_TITLE = re.compile(r" {0,3}#(?!#)[ \t]*\S")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*\r?$")
_COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*\r?$")
_MARKS = re.compile(r"[^\w\[<{!#]*(?:\d{1,2}[.)、]\s*[^\w\[<{!#]*)?")
_COLON = re.compile(r"[:：|】]")
_LONGEST = 44
"""Letters of a label, its marks included."""

_VERSION = re.compile(r"(?<=\d)v\d+$")
_WORDY_KINDS = """
paper title authors author reviewer venue focus contribution abstract direction affiliations
"""
_GOES_ON = frozenset(_WORDY_KINDS.split())
"""Kinds whose value may go on in the next line."""
NAMING_KEYS = ("paper.arxiv", "paper.doi", "paper.title", "paper.url")
"""What a paper is known by."""
_WEAK_DOI = "10.5281/"
"""Zenodo's DOIs are mostly those of programs and data."""


@dataclass(frozen=True)
class WrittenField:
    """A labelled piece of a header, and what it says."""

    kind: str
    label: str
    lines: tuple[int, ...]
    """Indices in the body of the lines that it stands in."""
    values: Values = ()
    """By dotted front-matter key; `fields.DAY` and `fields.AUTHOR` wait for a decision."""
    reason: str = ""
    """Why its lines must stay; empty where the values hold all of it."""
    proof: Proof = Proof.NONE
    is_read: bool = False
    """Whether something was made of it, if only that there is nothing to say."""
    cites: bool = False
    day: tuple[int, int] | None = None
    """Month and day before a direction: `Monday, April 27 — Agents`."""
    dated: bool = False
    """Whether a direction has a weekday or a date before it."""


@dataclass(frozen=True)
class HandwrittenHeader:
    """A header written by hand, by the indices of its lines in the body, counted from 0."""

    lines: tuple[str, ...]
    """The body's lines up to the first behind the header that is not blank."""
    first: int
    last: int
    fields: tuple[WrittenField, ...]
    left: tuple[tuple[int, str], ...]
    """Lines of the header that are not understood, or not wholly, and why."""

    def values(self, path: str) -> list[object]:
        """Everything that the header says of a key."""
        return [value for field in self.fields for key, value in field.values if key == path]


@dataclass(frozen=True)
class _Part:
    """Lines without a blank one between them, and the labelled pieces that they hold."""

    lines: tuple[Line, ...]
    fields: tuple[WrittenField, ...]

    @property
    def is_labelled(self) -> bool:
        """Whether labels make it up, and one of them is known."""
        enough = 2 * len(self.fields) >= len(self.lines)
        return enough and any(field.kind for field in self.fields)

    @property
    def is_aside(self) -> bool:
        """Whether it is one line, with a label of the author's own."""
        return len(self.lines) == 1 and bool(self.fields)


def find_header(markdown_body: str) -> HandwrittenHeader | None:
    """The hand-written header below the title of a note's Markdown, or `None`.

    A header is a run of labelled lines, a quote, a list or a table of two columns, and has two
    different known labels, of which one tells that it is about a paper. A page that holds several
    of them for several papers has no header.
    """
    opening = markdown_body.split("\n", _OPENING + WINDOW)
    start = _below_title(opening)
    if not any(map(_may_begin, opening[start : start + WINDOW])):
        return None
    lines = markdown_body.split("\n")
    header = next(_headers(lines, start, start + WINDOW), None)
    if header is None:
        return None
    others = _headers(lines, header.last + 1, len(lines))
    return None if any(_is_another_paper(header, other) for other in others) else header


def _below_title(lines: Sequence[str]) -> int:
    """The index of the line below an H1 that opens the text; 0 where none does."""
    for number, line in enumerate(lines[:_OPENING]):
        if not line.strip() or _COMMENT.match(line):
            continue
        if _TITLE.match(line):
            return number + 1
        below = lines[number + 1] if number + 1 < len(lines) else ""
        return number + 2 if _UNDERLINE.match(below) else 0
    return 0


def _may_begin(line: str) -> bool:
    """Whether a line may begin with a label that is known: all that is asked of most notes."""
    marks = _MARKS.match(line)
    first = marks.end() if marks else 0
    colon = _COLON.search(line, first, first + _LONGEST)
    return colon is not None and known_label(line[first : colon.start()]) is not None


def _is_another_paper(header: HandwrittenHeader, other: HandwrittenHeader) -> bool:
    """Whether two headers name different papers by what both of them name it by."""
    for path in NAMING_KEYS:
        one, two = ({_VERSION.sub("", str(v)) for v in h.values(path)} for h in (header, other))
        if one and two:
            return one.isdisjoint(two)
    return False


def _headers(lines: Sequence[str], start: int, end: int) -> Iterator[HandwrittenHeader]:
    """The headers that begin from `start` on and before `end`."""
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
    """The lines between blank ones; an empty list for what no header goes across."""
    chunk: list[Line] = []
    for line in shaped(lines, start):
        if line.shape in ("blank", "stop"):
            if chunk:
                yield framed(chunk)
            chunk = []
            if line.shape == "stop":
                yield []
        else:
            chunk.append(line)
    if chunk:
        yield framed(chunk)


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
            left[line.number] = "there is no label that is known"
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
    """Whether there are two different labels, of which one is of a paper's."""
    proofs = {field.kind: field.proof for field in sorted(fields, key=lambda field: field.proof)}
    strongest = max(proofs.values())
    if strongest is Proof.CERTAIN:
        return len(proofs) > 1 or _sums_up(fields)
    if strongest is Proof.FULL:
        return len({field.kind for field in fields if field.is_read}) > 1
    return strongest is Proof.FIRM and sum(p >= Proof.SOFT for p in proofs.values()) > 1


def _sums_up(fields: Sequence[WrittenField]) -> bool:
    """Whether one line holds a whole header."""
    return any(field.kind == "summary" and len(field.values) > 1 for field in fields)


def _fields(chunk: Sequence[Line]) -> list[WrittenField]:
    """The labelled pieces of some lines, those with unknown labels among them."""
    found: list[WrittenField] = []
    for line, numbers, goes_on in _whole(chunk):
        found += [_field(piece, numbers, goes_on) for piece in pieces(line)]
    return found


def _whole(chunk: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, ...], bool]]:
    """Lines joined with those that go on with them, their indices, and whether more may follow.

    An indented line goes on with the item of a list. For any other line it cannot be told.
    """
    number = 0
    while number < len(chunk):
        line, numbers = chunk[number], [chunk[number].number]
        number += 1
        while number < len(chunk) and _goes_on(line, chunk[number]):
            line = joined(line, chunk[number].text)
            numbers.append(chunk[number].number)
            number += 1
        following = chunk[number] if number < len(chunk) else None
        open_end = (
            line.shape in ("text", "item")
            and not line.breaks
            and following is not None
            and following.shape == "text"
            and not pieces(following)
        )
        yield line, tuple(numbers), open_end


def _goes_on(line: Line, following: Line) -> bool:
    return (
        line.shape == "item"
        and following.shape == "text"
        and following.indent > line.indent
        and not line.breaks
        and not pieces(following)
    )


def _field(piece: Piece, numbers: tuple[int, ...], goes_on: bool) -> WrittenField:
    if piece.label is None:
        what = f"“{piece.name}” is no label that is known" if piece.name else "it has no label"
        return WrittenField("", piece.name, numbers, reason=what)
    kind = piece.label.kind
    reading = read_field(kind, piece.value)
    if goes_on and kind in _GOES_ON:
        reading = replace(reading, values=_certain(reading.values), rest="…")
    reason = reading.reason
    if reading.values and reading.rest and not reason:
        reason = f"“{reading.rest}” has no place in front matter"
    if goes_on and kind in _GOES_ON:
        reason = "it seems to go on in the next line"
    dated = without_day(piece.value) if kind == "direction" else None
    return WrittenField(
        kind,
        piece.name,
        numbers,
        reading.values,
        reason,
        _proof(piece.label.proof, reading),
        is_read=bool(reading.values) or reading.says_nothing or reading.cites,
        cites=reading.cites,
        day=dated[1] if dated else None,
        dated=dated is not None,
    )


def _certain(values: Values) -> Values:
    """The values that a line break cannot have cut."""
    return tuple(pair for pair in values if pair[0] in ("paper.arxiv", "paper.doi", "paper.url"))


def _proof(proof: Proof, reading: Reading) -> Proof:
    """How far a label and what stands behind it tell that this is about a paper."""
    paths = dict(reading.values)
    if "paper.arxiv" in paths or not str(paths.get("paper.doi", _WEAK_DOI)).startswith(_WEAK_DOI):
        return Proof.CERTAIN
    if reading.says_nothing or "paper.doi" in paths:
        return min(proof, Proof.SOME)
    if not paths and not reading.cites:
        return Proof.NONE
    if proof is Proof.FIRM and (reading.cites or {"paper.url", "paper.links.pdf"} & paths.keys()):
        return Proof.FULL
    return Proof.NONE if DAY in paths and reading.rest else proof

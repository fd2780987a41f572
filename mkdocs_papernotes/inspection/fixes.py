"""What can be written in a better way without asking: links, bold type, empty lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.inspection.emphasis import EmphasisReader
from mkdocs_papernotes.inspection.formulas import FormulaReader
from mkdocs_papernotes.inspection.links import LinkReader
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.inspection.targets import targets

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARKS = "\ufeff\u200b\u2060"


@dataclass(frozen=True)
class Edit:
    """A part of the text of a page that is to be replaced."""

    code: str
    """Of the problem that is gone then."""
    start: int
    end: int
    text: str


def edits(
    page: PageText, links: LinkReader, formulas: FormulaReader | None, emphasis: EmphasisReader
) -> Iterator[Edit]:
    """What is to be replaced on a page."""
    for target in targets(page):
        written = page.body[target.place : target.place + len(target.written)]
        better = links.relative(page, target)
        if better and written == target.written and "(" not in better and " " not in better:
            yield Edit("PN723", target.place, target.place + len(written), better)
    for place, unread in emphasis.unread(page):
        if place >= 0:
            yield Edit("PN710", place, place + len(unread.written), unread.better)
    for start, end in formulas.glued_lines(page) if formulas else ():
        yield from _with_empty_lines(page.body, start, end)


def _with_empty_lines(text: str, start: int, end: int) -> Iterator[Edit]:
    """Empty lines around a formula that has its own lines."""
    if text[:start].rpartition("\n")[0].rpartition("\n")[2].strip():
        yield Edit("PN730", start, start, "\n")
    below = text[end:].partition("\n")[2].partition("\n")[0]
    if below.strip():
        line = text.find("\n", end) + 1
        yield Edit("PN730", line, line, "\n")


def edited(content: bytes, page: PageText, changes: Iterable[Edit]) -> bytes | None:
    """A file with some edits of its text; all else stays byte for byte.

    `None` if the file is not the one that was read.
    """
    text = content.decode("utf-8")
    lines = [line for line in _LINE.findall(text) if line]
    above = "".join(lines[: page.first_line - 1])
    if not above:
        above = text[: len(text) - len(text.lstrip(_MARKS))]
    body = text[len(above) :]
    if body.replace("\r\n", "\n").replace("\r", "\n") != page.body:
        return None
    newline = "\r\n" if "\r\n" in body else "\n"
    places = _places(body)
    for change in sorted(changes, key=lambda each: each.start, reverse=True):
        start, end = places(change.start), places(change.end)
        body = body[:start] + change.text.replace("\n", newline) + body[end:]
    return (above + body).encode("utf-8")


def _places(text: str) -> Callable[[int], int]:
    """Finds a place of a text with the line ends of Unix in the text as it is."""
    long = [match.start() for match in re.finditer("\r\n", text)]
    ends = [place - number for number, place in enumerate(long)]
    return lambda place: place + bisect_left(ends, place)

"""The text of a new page: its front matter, and its Markdown converted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mkdocs_papernotes.front_matter.dumping import dumped
from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Generator, Tell, teller
from mkdocs_papernotes.importers.markup import convert_markdown
from mkdocs_papernotes.importers.page_places import PagePlaces
from mkdocs_papernotes.importers.places import SitePlaces
from mkdocs_papernotes.importers.plan import NewPage
from mkdocs_papernotes.problems.problem import Problem

_OF_A_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:)?//")


@dataclass(frozen=True)
class NewText:
    """The text of a new page."""

    text: str
    problems: tuple[Problem, ...]
    """Those of its conversion, with lines of the old file."""
    line_of: Callable[[int, str], int]
    """The line of the new text that a line of the old file has become, roughly, or that a key of
    front matter is on."""
    linked: frozenset[tuple[str, str]] = frozenset()
    """The anchors that its links lead to, with the new sources of their pages."""
    without_code: str = ""
    """Its Markdown with marks in place of code."""
    extensions: frozenset[str] = frozenset()
    """Markdown extensions that it needs beside those of every new site."""

    @property
    def elsewhere(self) -> list[str]:
        """The addresses of its pictures on other hosts."""
        told = (each for each in self.problems if each.name == "import-picture-elsewhere")
        return [str(problem.values["address"]) for problem in told]


def new_text(page: NewPage, places: SitePlaces, generator: Generator) -> NewText:
    """Convert a page: what is particular to its generator, then what every Markdown has."""
    old = page.placed.old
    body = Body(old.body, old.lines or old.line)
    problems: list[Problem] = []
    tell = teller(old.source, problems)
    seen = PagePlaces(places, page.placed)
    generator.convert(body, old, seen, tell)
    needed = convert_markdown(
        body,
        old,
        seen,
        tell,
        anchors=generator.anchors,
        is_markdown_of_mkdocs=generator.is_markdown_of_mkdocs,
    )
    values = _with_picture(page.values, seen, tell)
    head = ["---", *dumped(dict(values)), "---", ""] if values else []
    text = body.restored()
    opening = len(text) - len(text.lstrip("\n"))
    text = text.strip("\n")
    first = len(head) - opening
    found = "\n".join((*head, text, "")) if text else "\n".join((*head[:-1], ""))
    lines = _Lines(body, first, head)
    linked = frozenset(seen.linked)
    return NewText(found, tuple(problems), lines.line_of, linked, body.text, needed)


def _with_picture(
    values: Mapping[str, object], places: PagePlaces, tell: Tell
) -> Mapping[str, object]:
    """Front matter whose `image` leads to where that picture is now."""
    image = values.get("image")
    if not isinstance(image, str) or _OF_A_HOST.match(image):
        return values
    found = places.file(image)
    if found is None:
        tell("import-picture-missing", 0, "image", file=image)
        return values
    return {**values, "image": found}


@dataclass
class _Lines:
    """Where lines of the old file are in the new one."""

    body: Body
    first: int
    """How many lines stand above the body."""
    head: Sequence[str]
    """The lines of the front matter."""

    def __post_init__(self) -> None:
        self._olds: list[int] | None = None
        self._news: list[int] = []
        self._blank: list[bool] = []

    def line_of(self, line: int, key: str) -> int:
        """The first line that comes from a line of the old file or from one below it.

        For a key of front matter, it is the line of that; 0 if it is not there any more.
        """
        if line < self.body.line_at(0):
            names = (name.partition(":")[0].strip("\"'") for name in self.head)
            found = (number for number, name in enumerate(names, 1) if key and name == key)
            return next(found, 0)
        if self._olds is None:
            lines = self.body.text.split("\n")
            counts = [self.body.restored(each).count("\n") + 1 for each in lines]
            self._blank = [not each.strip() for each in lines]
            self._news = [0, *accumulate(counts)][:-1]
            starts = [0, *accumulate(len(each) + 1 for each in lines)][:-1]
            olds = [self.body.line_at(start) for start in starts]
            # an empty line that was added has the number of the line below it
            self._olds = [
                old - (old == below and not text.strip())
                for text, old, below in zip(lines, olds, (*olds[1:], 0), strict=True)
            ]
        place = min(bisect_left(self._olds, line), len(self._olds) - 1)
        while self._blank[place] and self._olds[place : place + 2] == [line, line]:
            place += 1  # a blank line that was put above the block
        if self._olds[place] > line and place:
            place -= 1  # inside a part of several lines that was kept
        inside = max(line - self._olds[place], 0)
        return max(self.first + self._news[place] + inside + 1, 1)

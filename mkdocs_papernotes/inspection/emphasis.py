"""Emphasis in Chinese that stays as asterisks; only paragraphs that may have some are rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from textwrap import dedent
from unicodedata import category

from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.markup.emphasis import Unread, ends, unread_emphasis
from mkdocs_papernotes.markup.extensions import MarkdownOptions, new_markdown
from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.markup.render import render
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import CJK

_CHINESE = re.compile(f"[{CJK}\u3000-\u303f\uff00-\uffef]")
_MARK = re.compile(r"(?<![*\\])\*{1,3}(?!\*)")
_MARKS = re.compile(r"^[ \t]*(?:> ?)*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)?")


class EmphasisReader:
    """Finds emphasis that the Markdown extensions of a site do not read."""

    def __init__(self, options: MarkdownOptions, configuration: str = "mkdocs.yml"):
        """`configuration` is the name of the file that has the options."""
        self._options, self._configuration = options, configuration

    def check(self, page: PageText) -> Iterator[Problem]:
        """The emphasis of a page that is shown with its asterisks."""
        for place, unread in self.unread(page):
            values = {"given": ends(unread.written), "better": ends(unread.better)}
            yield page.problem("unread-emphasis", max(place, 0), values)
        if reason := self.__dict__.get("_failure"):
            values = {"reason": reason}
            yield Problem(
                "unusable-extensions", self._configuration, 0, "markdown_extensions", values
            )

    def unread(self, page: PageText) -> Iterator[tuple[int, Unread]]:
        """The same with the place where it begins; -1 if it is written in several lines."""
        if "*" not in page.body or not _CHINESE.search(page.body):
            return
        for start, end in _doubtful(page):
            if self._failure:
                return
            text = dedent(_MARKS.sub("", page.body[start:end]))
            for unread in unread_emphasis(text, self._html(text), self._html):
                yield page.body.find(unread.written, start, end), unread

    @cached_property
    def _failure(self) -> str:
        """Why the extensions cannot be used; empty if they can."""
        try:
            new_markdown(self._options)
        except Exception as error:
            return f"{type(error).__name__}: {' '.join(str(error).split())}"
        return ""

    def _html(self, text: str) -> str:
        """The paragraph as HTML; empty where an extension fails, of which the build tells."""
        try:
            return render(text, self._options, str).html
        except Exception:
            return ""


def _doubtful(page: PageText) -> Iterator[Span]:
    """The paragraphs, items and rows with asterisks that may not be read as emphasis."""
    for block in page.twin.blocks:
        item = _MARKS.match(page.shown[block.start : block.end])
        start = block.start + (item.end() if item else 0)
        marks = [match.span() for match in _MARK.finditer(page.shown, start, block.end)]
        if any(_may_be_unread(page.shown, *mark, number) for number, mark in enumerate(marks)):
            yield block.start, block.end


def _may_be_unread(shown: str, start: int, end: int, number: int) -> bool:
    """Whether asterisks have a space inside, or a letter outside and a punctuation mark inside.

    `number` counts them in their paragraph: those with an even one are likely to begin something.
    """
    before, after = shown[start - 1 : start], shown[end : end + 1]
    if before.strip() and after.strip():
        return _is_mark(before) != _is_mark(after)
    return not (before if number % 2 else after).strip()


def _is_mark(letter: str) -> bool:
    return category(letter)[0] in "PS"

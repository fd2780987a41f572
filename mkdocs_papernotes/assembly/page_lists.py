"""The lists that stand in the texts of pages, where directives ask for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.directives.reading import BEGINNING, NAME, has_directive, read_list, written
from mkdocs_papernotes.front_matter.notebook import is_notebook
from mkdocs_papernotes.markup.comments import find_comments, is_printed, replace_comments
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.views.chosen_notes import ChosenNotes
from mkdocs_papernotes.views.embedded_list import EmbeddedList, embedded_list

_PRINTED = "&lt;!--"
_AS_TEXT = re.compile(r"&lt;!--\s*papernotes\s*/", re.IGNORECASE)


@dataclass(frozen=True)
class ShowingPage:
    """The page that shows lists."""

    source: str
    url: str
    language: str
    note: Note | None = None
    """The note that it is."""
    is_encrypted: bool = False
    """Whether another plugin has encrypted its text, of which nothing is known any more."""


@dataclass(frozen=True)
class PageLists:
    """The lists of one page, by the text of the comments that ask for them."""

    lists: Mapping[str, EmbeddedList | None] = field(default_factory=dict)
    """`None` for a directive that cannot be read, in whose place there is nothing."""
    has_code: bool = False
    """Whether a directive stands in an element for code, which is to show it."""

    def __bool__(self) -> bool:
        return self.has_code or bool(self.lists)

    @property
    def found(self) -> Iterator[EmbeddedList]:
        return (each for each in self.lists.values() if each)

    @property
    def shows_texts(self) -> bool:
        """Whether the page shows something of the texts of other notes."""
        return any(each.shows_texts for each in self.found)

    @property
    def notes(self) -> Iterable[Note]:
        """The notes of all its lists."""
        return (note for each in self.found for note in each.notes)

    def put_into(self, html: str, render: Callable[[EmbeddedList, int], str]) -> str:
        """A page with its lists; `render` gets a list and the level of its highest headings."""
        if not self:
            return html
        comments = find_comments(html, BEGINNING)
        shown = [(self.lists.get(comment.text), comment.level) for comment in comments]
        return replace_comments(
            html, comments, [render(each, level) if each else "" for each, level in shown]
        )


NO_LISTS = PageLists()


class ListFinder:
    """Finds the lists of pages, and what is wrong with their directives."""

    def __init__(self, site: Site):
        self._site = site
        self._chosen = ChosenNotes(site.content)
        self.problems: dict[Problem, None] = {}
        """What was found since they were taken last, each once."""

    def find(self, html: str, page: ShowingPage) -> PageLists:
        """The lists of a page, from its rendered text."""
        written_here = self._written(page)
        line = min(written_here.values(), default=0)
        is_printed_anywhere = has_directive(html, _PRINTED)
        if is_printed_anywhere and is_printed(html, _AS_TEXT):
            self._add(Problem("directive-as-text", page.source, line, values={"given": NAME}))
        if not has_directive(html):
            if written_here and not is_printed_anywhere:
                name = "directive-encrypted" if page.is_encrypted else "directive-removed"
                self._add(Problem(name, page.source, line, values={"given": NAME}))
            return NO_LISTS
        comments = find_comments(html, BEGINNING)
        texts = dict.fromkeys(comment.text for comment in comments if not comment.is_code)
        has_code = any(comment.is_code for comment in comments)
        return PageLists({text: self._list(text, page, written_here) for text in texts}, has_code)

    def _list(self, text: str, page: ShowingPage, lines: Mapping[str, int]) -> EmbeddedList | None:
        directive, problems = read_list(text, page.source, lines.get(_folded(text), 0))
        for problem in problems:
            self._add(problem)
        if directive is None:
            return None
        for unknown in self._chosen.unknown(directive):
            line = directive.lines.get(unknown.option, 0)
            values = {"given": unknown.given, "near": unknown.near}
            self._add(Problem("list-unknown-name", page.source, line, unknown.option, values))
        notes = self._chosen.find(directive, page.language, page.note)
        return embedded_list(directive, notes, page.language, page.url, self._site.content)

    def _written(self, page: ShowingPage) -> Mapping[str, int]:
        """The lines of the directives in the file of a page, by their texts."""
        found: dict[str, int] = {}
        read = self._site.library.pages.get(page.source)
        if read is None or is_notebook(page.source):
            return found
        body = (
            page.note.body if page.note else read.front_matter.body
        )  # `serve` may have changed it
        for text, line in written(body, read.front_matter.body_line):
            found.setdefault(_folded(text), line)
        return found

    def _add(self, problem: Problem) -> None:
        self.problems[problem] = None


def _folded(text: str) -> str:
    """A text without the spaces that Markdown may change."""
    return " ".join(text.split())

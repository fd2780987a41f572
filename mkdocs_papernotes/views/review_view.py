"""The pages on which an author sees the state of translations, and reviews a note with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_papernotes.catalog.status import Coverage
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.twins.differences import Place
from mkdocs_papernotes.views.templating import Templates


@dataclass(frozen=True)
class Entry:
    """A note in a list of the status."""

    note: Note
    href: str
    review: str
    """The link to the review of its versions; empty if it has only one."""
    remark: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Side:
    """A version of a note that is reviewed."""

    note: Note
    name: str
    """Of its language."""
    href: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Row:
    """A difference between two versions."""

    kind: str
    places: tuple[Place | None, Place | None]
    anchors: tuple[str, str]
    """The ids of the marks; empty where there is nothing to mark."""


@dataclass(frozen=True)
class Review:
    """A note beside a translation."""

    sides: tuple[Side, Side]
    remark: str
    """That the translation is behind; empty if it is not."""
    rows: Sequence[Row]
    sections: Sequence[tuple[Markup, Markup]]
    """The text of each section in both versions."""


class ReviewView:
    """Renders these pages in the words of a language."""

    def __init__(self, languages: Languages, templates: Templates):
        self._languages, self._templates = languages, templates

    def status(
        self,
        language: str,
        lists: Mapping[str, Sequence[Entry]],
        pairs: Sequence[Entry],
        coverage: Sequence[Coverage],
        head: str,
    ) -> str:
        """The state of all translations; `lists` are the notes by what is to be done.

        `pairs` are all that can be reviewed.
        """
        labels = self._languages.labels(language)
        body = self._templates.render(
            "review_status", labels=labels, coverage=coverage, lists=lists, pairs=pairs
        )
        return self._page(language, labels("review.status"), body, head)

    def review(
        self,
        language: str,
        title: str,
        reviews: Sequence[Review],
        links: Mapping[str, str],
        head: str,
    ) -> str:
        """A note beside each of its translations; `links` are those of the page, by label."""
        labels = self._languages.labels(language)
        body = self._templates.render(
            "review_pair", labels=labels, title=title, reviews=reviews, links=links
        )
        return self._page(language, title, body, head)

    def _page(self, language: str, title: str, body: str, head: str) -> str:
        return self._templates.render(
            "review_page",
            labels=self._languages.labels(language),
            site_name=self._languages.title(language),
            title=title,
            head=Markup(head),
            content=Markup(body),
        )

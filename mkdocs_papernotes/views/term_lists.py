"""The lists of terms: all notes that carry a term, as the archive shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import AnyList, ListPage, SiteList
from mkdocs_papernotes.site.term_pages import kind_settings, kind_title, list_url, term_path
from mkdocs_papernotes.terms.term import Term
from mkdocs_papernotes.views.list_kind import ListContext, ListKind
from mkdocs_papernotes.views.note_list import NoteList, year_of
from mkdocs_papernotes.views.page_link import PageLink

_WITHOUT_HEADINGS = ("years", "series")
"""Kinds whose lists are not divided by year."""


@dataclass(frozen=True, eq=False)
class TermList(NoteList):
    """The list of the notes of a kind of terms."""

    kind: str = ""
    kind_path: str = ""

    def of(self, term: Term, content: Content) -> SiteList[Note]:
        """The list of one term as part of a site."""
        return SiteList(
            key=f"topics/{self.kind}/{term.key}",
            path=term_path(content, term, content.languages.default),
            paths={tag: term_path(content, term, tag) for tag in content.languages.tags},
            entries=partial(self._notes, term, content),
            title=lambda labels: term.name(labels.language),
            render=self.render,
            per_page=self.settings.per_page,
            group=self.heading,
            excerpt=self.settings.excerpt,
            shown_empty=False,
            in_navigation=False,
            text=term.description,
        )

    def _notes(self, term: Term, content: Content, language: str) -> Sequence[Note]:
        return content.terms.notes(term, language, self.settings.languages)

    def _more(self, page: ListPage[Note], context: ListContext) -> Mapping[str, object]:
        content, language = context.content, page.language
        href = relative(list_url(content, self.kind_path, language), page.url)
        kind = PageLink(language, kind_title(content, self.kind, language), href)
        return {"kind": self.kind, "kind_link": kind, "part_of": content.terms.part_of}


def _lists(content: Content) -> Iterator[AnyList]:
    for kind in content.terms.kinds:
        settings = kind_settings(content, kind.name)
        if settings is None:
            continue
        heading = None if kind.name in _WITHOUT_HEADINGS else year_of
        options = settings.list
        view = TermList(
            "term", "excerpt_line", options, heading=heading, kind=kind.name, kind_path=options.path
        )
        for term in content.terms.of_kind(kind.name):
            if content.terms.has_pages(term):
                yield view.of(term, content)


TERM_LISTS = ListKind(paths=lambda settings: (), lists=_lists)

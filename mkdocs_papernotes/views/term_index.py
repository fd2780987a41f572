"""The indexes of terms: all terms of a kind with the number of their notes, and all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import AnyList, ListPage, SiteList
from mkdocs_papernotes.site.term_pages import (
    TermPage,
    kind_settings,
    kind_title,
    list_url,
    term_pages,
)
from mkdocs_papernotes.terms.kinds import TermKind
from mkdocs_papernotes.terms.term import of_language
from mkdocs_papernotes.views.list_kind import ListContext, ListKind
from mkdocs_papernotes.views.page_link import PageLink

_SHOWN = 24
"""How many terms of a kind the overview shows."""


@dataclass(frozen=True)
class TermGroup:
    """A kind of terms in the overview. All values are plain."""

    name: str
    title: str
    url: str
    """The address of its index."""
    total: int
    """The number of its terms."""
    terms: tuple[TermPage, ...]
    """The first of them."""


def _index(content: Content, kind: TermKind) -> SiteList[TermPage] | None:
    settings = kind_settings(content, kind.name)
    if settings is None:
        return None
    return SiteList(
        key=f"topics/{kind.name}",
        path=settings.list.path,
        entries=lambda language: tuple(term_pages(content, kind, language)),
        title=lambda labels: kind_title(content, kind.name, labels.language),
        render=partial(_render_index, content),
        shown_empty=False,
        in_navigation=False,
        is_told_by_entries=True,
    )


def _groups(content: Content, language: str) -> Sequence[TermGroup]:
    return tuple(_groups_of(content, language))


def _groups_of(content: Content, language: str) -> Iterator[TermGroup]:
    for kind in content.terms.kinds:
        settings = kind_settings(content, kind.name)
        terms = tuple(term_pages(content, kind, language))
        if settings and terms:
            title = kind_title(content, kind.name, language)
            url = list_url(content, settings.list.path, language)
            yield TermGroup(kind.name, title, url, len(terms), terms[:_SHOWN])


def _lists(content: Content) -> Iterator[AnyList]:
    topics = content.settings.topics
    if topics is None:
        return
    yield SiteList(
        key="topics",
        path=topics.path,
        entries=partial(_groups, content),
        title=lambda labels: of_language(topics.title, labels.language) or labels("topics"),
        render=_render_overview,
        shown_empty=topics.empty,
        is_told_by_entries=True,
    )
    for kind in content.terms.kinds:
        if index := _index(content, kind):
            yield index


def _render_overview(page: ListPage[TermGroup], context: ListContext) -> str:
    return context.templates.render(
        "topics",
        labels=context.content.languages.labels(page.language),
        groups=page.pager.items,
        link=lambda url: relative(url, page.url),
        versions=context.versions(page),
    )


def _render_index(content: Content, page: ListPage[TermPage], context: ListContext) -> str:
    labels, topics = content.languages.labels(page.language), content.settings.topics
    overview = None
    if topics:
        href = relative(list_url(content, topics.path, page.language), page.url)
        title = of_language(topics.title, page.language) or labels("topics")
        overview = PageLink(page.language, title, href)
    return context.templates.render(
        "terms",
        labels=labels,
        terms=page.pager.items,
        overview=overview,
        link=lambda url: relative(url, page.url),
        versions=context.versions(page),
    )


def _paths(settings: Settings) -> Iterable[str]:
    if settings.topics:
        yield settings.topics.path
        yield from (kind.list.path for kind in settings.topics.kinds.values())


TERM_INDEXES = ListKind(paths=_paths, lists=_lists)

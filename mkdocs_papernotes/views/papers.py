"""The table of papers as a list of the site, all of it on one page."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.catalog.works import Work
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import AnyList, ListPage, SiteList
from mkdocs_papernotes.views.list_kind import ListContext, ListKind
from mkdocs_papernotes.views.papers_view import PapersView


def _lists(content: Content) -> Iterator[AnyList]:
    if settings := content.settings.papers:
        yield SiteList(
            key="papers",
            path=settings.path,
            entries=lambda language: content.works.all,
            title=lambda labels: labels("papers"),
            render=_render,
            shown_empty=settings.empty,
        )


def _render(page: ListPage[Work], context: ListContext) -> str:
    content = context.content
    view = PapersView(
        content.catalog, content.works, content.languages, context.templates, context.exports
    )
    return view.render(page, context.versions(page))


PAPERS = ListKind(
    paths=lambda settings: [settings.papers.path] if settings.papers else [],
    lists=_lists,
)

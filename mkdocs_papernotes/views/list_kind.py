"""Kinds of lists, and what their pages are rendered with.

A new kind is a module with a `ListKind`, a template, and its words in `locales/`; it becomes part
of a site by standing among the kinds that `assemble` is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import AnyList, AnyPage
from mkdocs_papernotes.views.excerpts import Excerpts
from mkdocs_papernotes.views.page_link import PageLink
from mkdocs_papernotes.views.templating import Templates


@dataclass(frozen=True, eq=False)
class ListContext:
    """What the page of a list is rendered with."""

    content: Content
    templates: Templates
    excerpts: Excerpts
    exports: Sequence[tuple[str, str]]
    """Name and address of each file with all papers."""
    version_urls: Mapping[str, str]
    """The page's addresses in other languages, for themes without a language switcher."""
    defer: Callable[[Callable[[], str]], str]
    """Takes what gives a piece of HTML once all notes are rendered; returns what stands for it."""

    def versions(self, page: AnyPage) -> list[PageLink]:
        """Links to the page in other languages, each named in its own."""
        languages = self.content.languages
        return [
            PageLink(language, languages.name(language), relative(url, page.url))
            for language, url in self.version_urls.items()
            if language != page.language
        ]


@dataclass(frozen=True)
class ListKind:
    """A kind of list, such as the archive, or a list for each tag."""

    paths: Callable[[Settings], Iterable[str]]
    """Paths at which an author's page is the text above a list, and no note."""
    lists: Callable[[Content], Iterable[AnyList]]
    """The lists of this kind that a site has, in order."""

"""Kinds of lists, and the context in which their pages are rendered.

A new kind of list needs a module with a `ListKind`, a template, and labels in `locales/`. It
becomes part of a site when it is among the `kinds` given to `open_site` or `assemble`.
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
    """What a list's `render` gets beside the page."""

    content: Content
    templates: Templates
    excerpts: Excerpts
    exports: Sequence[tuple[str, str]]
    """The format name and address of each file with all papers."""
    version_urls: Mapping[str, str]
    """The addresses of the page by language; empty if the theme has a language switcher."""
    defer: Callable[[Callable[[], str]], str]
    """Takes a function that returns HTML, which is called when all notes are rendered. Returns a
    placeholder, which that HTML will replace."""

    def versions(self, page: AnyPage) -> list[PageLink]:
        """Links to the page in other languages, each with the language's name for itself."""
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
    """Returns the paths of its lists. The author's page at such a path is not a note: its text is
    shown above the list."""
    lists: Callable[[Content], Iterable[AnyList]]
    """Returns the lists of this kind that a site has, in order."""

"""Lists: their entries, cut into pages, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from mkdocs_papernotes.addresses import list_dest, url_of
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.options.settings import ExcerptOrder
from mkdocs_papernotes.site.pagination import Pager, paginate

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class SiteList(Generic[T]):
    """A list of a site in all its languages.

    The alternate of a page in another language is the page with the same number.
    """

    key: str
    """A name such as `archive`, unique among the lists of a site."""
    path: str
    """The folder of the list, relative to the folder of a language; empty for the home page."""
    entries: Callable[[str], Sequence[T]]
    """Returns the entries for readers of a language, in order."""
    title: Callable[[Labels], str]
    """Returns the title of the list if the author's page does not give one."""
    render: Callable[[ListPage[T], Any], str]
    """Returns the HTML of a page without its heading. Takes a `views.list_kind.ListContext`."""
    per_page: int | None = None
    """Entries on a page; `None` for all entries on one page."""
    group: Callable[[T], object] | None = None
    """Returns the heading of an entry, in lists with headings. The entries of one heading must
    follow each other."""
    excerpt: ExcerptOrder = ()
    """Where the excerpts of entries are looked for; empty for a list without excerpts."""
    shown_empty: bool = True
    """Whether the list has a page in a language without entries."""
    in_navigation: bool = True
    """Whether the first page of the list stands in an automatic navigation."""
    hidden_by_template: bool = False
    """Whether the list is left out if the author's page at its path has a `template:`."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """Its folder in languages where that is another one than `path`."""
    text: Callable[[str], str] = lambda language: ""
    """Returns a text in Markdown to stand above the list, if no page of the author's does."""
    is_told_by_entries: bool = False
    """Whether its entries are plain values that say all that its pages show of the site."""

    def path_in(self, language: str) -> str:
        """The folder of the list, relative to the folder of the language."""
        return self.paths.get(language, self.path)


@dataclass(frozen=True, eq=False)
class ListVersion(Generic[T]):
    """A list in one language, with all its pages."""

    list: SiteList[T]
    language: str
    title: str
    urls: tuple[str, ...]
    """The addresses of the pages, in order."""
    dests: tuple[str, ...]
    """The files that the pages are written to, below the site's folder."""
    pagers: tuple[Pager[T], ...]
    group_totals: Mapping[object, int]
    """The number of entries below each heading, on all pages together."""
    author_page: str = ""
    """The source of the author's page that the list is added to; empty if there is none."""

    @property
    def path(self) -> str:
        """The folder of the list, relative to the folder of its language."""
        return self.list.path_in(self.language)

    @property
    def pages(self) -> Iterator[ListPage[T]]:
        """The pages in order; there is at least one."""
        return (ListPage(self, number) for number in range(1, len(self.pagers) + 1))


@dataclass(frozen=True)
class ListPage(Generic[T]):
    """One page of a list in one language."""

    version: ListVersion[T]
    number: int
    """Counted from 1."""

    @property
    def list(self) -> SiteList[T]:
        return self.version.list

    @property
    def language(self) -> str:
        return self.version.language

    @property
    def text(self) -> str:
        """A text in Markdown to stand above the list; only on the first page."""
        return self.list.text(self.language) if self.number == 1 else ""

    @property
    def title(self) -> str:
        """The title of the list, the same on all pages."""
        return self.version.title

    @property
    def pager(self) -> Pager[T]:
        return self.version.pagers[self.number - 1]

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of all pages of the list."""
        return self.version.urls

    @property
    def url(self) -> str:
        return self.urls[self.number - 1]

    @property
    def dest(self) -> str:
        return self.version.dests[self.number - 1]

    @property
    def author_page(self) -> str:
        """The source of the author's page at this address; empty if there is none."""
        return self.version.author_page if self.number == 1 else ""

    def window_title(self, labels: Labels) -> str:
        """The title for browser windows; from page 2 on it includes the page number."""
        if self.number == 1:
            return self.title
        return labels("page_title", title=self.title, page=self.number, pages=self.pager.pages)


AnyList = SiteList[Any]
AnyPage = ListPage[Any]
Lists = Mapping[str, Mapping[str, ListVersion[Any]]]
"""All lists by key and language, in order. A list may be missing in some languages."""


def list_version(
    listed: SiteList[T],
    language: str,
    languages: Languages,
    *,
    title: str = "",
    author_page: str = "",
) -> ListVersion[T] | None:
    """A list in one language, or `None` if it has no page there.

    `title` is the title that the author's page gives, if any.
    """
    entries = listed.entries(language)
    if not entries and not listed.shown_empty:
        return None
    pagers = tuple(paginate(entries, listed.per_page))
    directory_urls = languages.directory_urls
    prefix = languages.prefix(language)
    dests = tuple(
        list_dest(prefix, listed.path_in(language), pager.number, directory_urls=directory_urls)
        for pager in pagers
    )
    return ListVersion(
        listed,
        language,
        title or listed.title(languages.labels(language)),
        tuple(url_of(dest, directory_urls=directory_urls) for dest in dests),
        dests,
        pagers,
        _totals(entries, listed.group),
        author_page,
    )


def _totals(entries: Sequence[T], group: Callable[[T], object] | None) -> dict[object, int]:
    totals: dict[object, int] = {}
    for entry in entries if group else ():
        heading = group(entry) if group else None
        totals[heading] = totals.get(heading, 0) + 1
    return totals

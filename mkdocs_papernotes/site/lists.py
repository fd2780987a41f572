"""Lists as values: which entries stand on which page of which list, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mkdocs_papernotes.addresses import list_dest, url_of
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.options.settings import ExcerptOrder
from mkdocs_papernotes.site.pagination import Pager, paginate

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class SiteList(Generic[T]):
    """A list of a site: its pages in one language are paired with those in the others by number."""

    key: str
    """Unique among the lists of a site, such as `archive`."""
    path: str
    """Its folder below that of a language; empty for the home page."""
    entries: Callable[[str], Sequence[T]]
    """What stands in it for readers of a language, in order."""
    title: Callable[[Labels], str]
    """What it is called where the author's page does not say."""
    render: Callable[[ListPage[T], Any], str]
    """The HTML of a page of it, without the heading, given a `views.list_kind.ListContext`."""
    per_page: int | None = None
    """Entries on a page; `None` for all of them on one page."""
    group: Callable[[T], object] | None = None
    """The heading that an entry stands under, where a page has headings; entries of one heading
    follow each other."""
    excerpt: ExcerptOrder = ()
    """Where its entries' excerpts are looked for; empty if it shows none."""
    shown_empty: bool = True
    """Whether it has a page in a language in which nothing stands in it."""
    hidden_by_template: bool = False
    """Whether an author's page at its path that names a template of its own replaces it."""


@dataclass(frozen=True, eq=False)
class ListVersion(Generic[T]):
    """A list in one language, with all of its pages."""

    list: SiteList[T]
    language: str
    title: str
    urls: tuple[str, ...]
    """Addresses of its pages."""
    dests: tuple[str, ...]
    """The files that they are written to."""
    pagers: tuple[Pager[T], ...]
    group_totals: Mapping[object, int]
    """How many entries of the whole list stand under each heading."""
    author_page: str = ""
    """Source of the author's own page that the list stands on; empty if there is none."""

    @property
    def pages(self) -> Iterator[ListPage[T]]:
        """Its pages; at least one."""
        return (ListPage(self, number) for number in range(1, len(self.pagers) + 1))


@dataclass(frozen=True)
class ListPage(Generic[T]):
    """One page of one list in one language."""

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
    def title(self) -> str:
        """The list's title, the same on all of its pages."""
        return self.version.title

    @property
    def pager(self) -> Pager[T]:
        return self.version.pagers[self.number - 1]

    @property
    def urls(self) -> tuple[str, ...]:
        """Addresses of all pages of the list."""
        return self.version.urls

    @property
    def url(self) -> str:
        return self.urls[self.number - 1]

    @property
    def dest(self) -> str:
        return self.version.dests[self.number - 1]

    @property
    def author_page(self) -> str:
        """Source of the author's own page at this address; empty if there is none."""
        return self.version.author_page if self.number == 1 else ""

    def window_title(self, labels: Labels) -> str:
        """The title of this page among others; later pages say which they are."""
        if self.number == 1:
            return self.title
        return labels("page_title", title=self.title, page=self.number, pages=self.pager.pages)


AnyList = SiteList[Any]
AnyPage = ListPage[Any]
Lists = Mapping[str, Mapping[str, ListVersion[Any]]]
"""Every list by its key and language, in the order of the lists; a language may be missing."""


def list_version(
    listed: SiteList[T],
    language: str,
    languages: Languages,
    *,
    title: str = "",
    author_page: str = "",
) -> ListVersion[T] | None:
    """A list for readers of a language, or `None` where it has no page; `title` is the author's."""
    entries = listed.entries(language)
    if not entries and not listed.shown_empty:
        return None
    pagers = tuple(paginate(entries, listed.per_page))
    directory_urls = languages.directory_urls
    prefix = languages.prefix(language)
    dests = tuple(
        list_dest(prefix, listed.path, pager.number, directory_urls=directory_urls)
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

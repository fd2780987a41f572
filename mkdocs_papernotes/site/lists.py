"""Lists: which notes stand on which page of the archive and the stream, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_papernotes.addresses import list_dest, url_of
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import ListSettings
from mkdocs_papernotes.site.pagination import Pager, paginate


@dataclass(frozen=True)
class ListPage:
    """One page of one list in one language."""

    settings: ListSettings
    title: str
    """The list's title, the same on all of its pages."""
    language: str
    pager: Pager[Note]
    year_totals: Mapping[int | None, int]
    """Notes of each year in the whole list; `None` stands for undated ones."""
    urls: tuple[str, ...]
    """Addresses of all pages of the list."""
    dest: str

    @property
    def number(self) -> int:
        return self.pager.number

    @property
    def url(self) -> str:
        return self.urls[self.number - 1]

    def window_title(self, labels: Labels) -> str:
        """The title of this page among others; later pages say which they are."""
        if self.number == 1:
            return self.title
        return labels("page_title", title=self.title, page=self.number, pages=self.pager.pages)


def year_of(note: Note) -> int | None:
    """The year under which a note is listed."""
    return note.date.year if note.date else None


def list_pages(
    catalog: Catalog, languages: Languages, settings: ListSettings, language: str, title: str = ""
) -> list[ListPage]:
    """All pages of a list for readers of `language`; at least one. `title` is the author's."""
    title = title or languages.labels(language)(settings.view)
    notes = catalog.select(language, settings.languages, pinned_first=settings.view == "stream")
    pagers = paginate(notes, settings.per_page)
    totals: dict[int | None, int] = {}
    for note in notes:
        totals[year_of(note)] = totals.get(year_of(note), 0) + 1
    dests = [
        list_dest(
            languages.prefix(language),
            settings.path,
            pager.number,
            directory_urls=languages.directory_urls,
        )
        for pager in pagers
    ]
    urls = tuple(url_of(dest, directory_urls=languages.directory_urls) for dest in dests)
    return [
        ListPage(settings, title, language, pager, totals, urls, dest)
        for pager, dest in zip(pagers, dests, strict=True)
    ]

"""What the pages of notes and lists show beside their own text, described for the cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_papernotes.assembly.links import FindUrl, Links
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.cache.digest import described, digest
from mkdocs_papernotes.catalog.works import Work
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.markup.image_size import RASTER, image_size
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.lists import AnyPage, ListVersion

_OF_TEXT = {"body", "line_of"}


class Shown:
    """Digests of what pages show of a site's notes. Equal digests stand for equal pages."""

    def __init__(self, site: Site, docs: Path):
        self._site, self._docs, self._links = site, docs, Links(site)
        self._notes: dict[str, bytes] = {}
        self._lists: dict[int, bytes] = {}

    def of_note(self, note: Note, find_url: FindUrl | None = None) -> bytes:
        """What the page of a note shows of it and of others, except its text.

        `find_url` returns the addresses of files that are unknown to the site.
        """
        site = self._site
        related = {other.source: self.note(other) for other in self._related(note)}
        neighbours = [other and other.source for other in site.catalog.neighbours(note)]
        cited = site.citations and [site.citations.of_note(note), *site.citations.of_paper(note)]
        work = site.works.of(note)
        paper = work and [*self._work(work), site.works.cited(site.catalog.key(note))]
        links = [self._links.find(link, note, find_url) for link in self._links_of(note)]
        return digest(described([note.source, related, neighbours, cited, paper, links]))

    def _links_of(self, note: Note) -> Iterator[Link]:
        """The links in the front matter of a note and of what describes its paper."""
        paper = self._site.catalog.paper(note)
        shown = (note.original, note.authors, note.translators, paper)
        return (link for value in shown for link in _links(value) if link.kind == "site")

    @staticmethod
    def _work(work: Work) -> list[object]:
        """What pages show of a paper as all notes on it describe it."""
        return [work.key, work.paper, work.other_title, [*work.notes]]

    def note(self, note: Note) -> bytes:
        """What pages show of a note, except its text."""
        if note.source not in self._notes:
            own = {
                each.name: getattr(note, each.name)
                for each in fields(note)
                if each.name not in _OF_TEXT
            }
            catalog = self._site.catalog
            derived = [note.reading_minutes, note.has_text, catalog.paper(note), catalog.key(note)]
            self._notes[note.source] = digest(described([own, derived]))
        return self._notes[note.source]

    def _related(self, note: Note) -> Iterator[Note]:
        site = self._site
        yield from site.catalog.versions(note).values()
        yield from (other for other in site.catalog.neighbours(note) if other)
        work = site.works.of(note)
        for versions in work.notes.values() if work else ():
            yield from versions.values()

    def of_list(self, page: AnyPage) -> bytes:
        """What the page of a list shows, with the texts from which its excerpts are cut."""
        entries = page.pager.items
        notes = [entry for entry in entries if isinstance(entry, Note)]
        every = notes if len(notes) == len(entries) else self._site.notes
        papers = [self._work(entry) for entry in entries if isinstance(entry, Work)]
        shown = {
            other.source: self.note(other) + (digest(other.body) if page.list.excerpt else b"")
            for note in every
            for other in self._site.catalog.versions(note).values()
        }
        told = [page.number, [*shown.items()], papers, self._version(page.version)]
        return digest(described(told), self._addresses)

    def _version(self, version: ListVersion[Any]) -> bytes:
        """What all pages of a list show: its title, its totals and its addresses."""
        if id(version) not in self._lists:
            totals = {repr(key): total for key, total in version.group_totals.items()}
            counted = [len(pager.items) for pager in version.pagers]
            told = [version.title, version.urls, totals, counted, version.list.key]
            self._lists[id(version)] = digest(described(told))
        return self._lists[id(version)]

    @cached_property
    def _addresses(self) -> bytes:
        """The addresses of the site, to which links in excerpts may lead, and sizes of pictures."""
        library = self._site.library
        places = [[place.source, place.url, place.language] for place in library.locations]
        outputs = {output.address for output in self._site.outputs}
        pictures = [asset for asset in library.assets if asset.lower().endswith((*RASTER, ".svg"))]
        sizes = {asset: image_size(self._docs / asset) for asset in sorted(pictures)}
        return digest(described([places, library.assets, outputs, sizes]))


def _links(value: object) -> Iterator[Link]:
    """The links in a value of front matter."""
    if isinstance(value, Link):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _links(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _links(getattr(value, each.name))

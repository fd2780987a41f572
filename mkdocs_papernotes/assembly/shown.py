"""What the pages of notes and lists show beside their own text, described for the cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from typing import Any, get_args, get_type_hints

from mkdocs_papernotes.assembly.links import FindUrl, Links
from mkdocs_papernotes.assembly.page_lists import PageLists
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.assembly.threads import Threads
from mkdocs_papernotes.cache.digest import described, digest, text_digest
from mkdocs_papernotes.citation.citations import Citation
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.markup.image_size import RASTER, image_size
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.folders import Folders
from mkdocs_papernotes.site.lists import AnyPage, ListVersion
from mkdocs_papernotes.views.note_terms import direction_url

_DERIVED = (
    *("location", "title", "title_source", "opens_with_title", "has_heading", "date", "updated"),
    *("publish", "pinned", "draft", "unlisted", "has_excerpt", "has_password", "state", "rating"),
)
"""What is known of a note that depends on more than its front matter."""


class Shown:
    """Digests of what pages show of a site's notes. Equal digests stand for equal pages."""

    def __init__(self, site: Site, folders: Folders, threads: Threads):
        self._site, self._folders, self._links = site, folders, Links(site)
        self._threads = threads
        self._notes: dict[str, bytes] = {}
        self._texts: dict[str, tuple[str, bytes]] = {}
        """The text of each note and its digest; `serve` may give the note another text."""
        self._papers: dict[str, bytes] = {}
        """How papers are cited, by the key of a note and its translations."""
        self._lists: dict[int, bytes] = {}
        self._entries: dict[tuple[str, str], bytes] = {}

    def of_note(self, note: Note, find_url: FindUrl | None = None) -> bytes:
        """What the page of a note shows of it and of others, except its rendered text.

        `find_url` returns the addresses of files that are unknown to the site.
        """
        site = self._site
        related = (part for other in self._related(note) for part in self._named(other))
        threads = repr(self._threads.of(note))  # all values in it are plain
        links = [self._links.find(link, note, find_url) for link in self._links_of(note)]
        terms = described(site.terms_of(note))
        # plugins may take from the text of the page what counts for the time to read it
        missed = site.behind.get(note.source)
        behind = missed and (missed.original.source, missed.updated)
        told = repr([links, terms, behind])
        own = *self._named(note), self._text(note), self._cited(note)
        return digest(self._files, *own, told, threads, *related)

    def _cited(self, note: Note) -> bytes:
        """How a note and its paper are cited."""
        citations = self._site.citations
        if citations is None:
            return b""
        key = self._site.catalog.key(note)
        if key not in self._papers:
            self._papers[key] = digest(*_fields_of(citations.of_paper(note)))
        return digest(*_fields_of([citations.of_note(note)]), self._papers[key])

    def of_citations(self) -> bytes:
        """All that citations say of the papers and notes of the site."""
        site, languages = self._site, self._site.languages
        said = [(languages.absolute("", tag), languages.title(tag)) for tag in languages.tags]
        told = repr([said, languages.tags, site.catalog.primary])
        return digest(self._files, told, *(self.note(note) for note in site.notes))

    def _links_of(self, note: Note) -> Iterator[Link]:
        """The links in the front matter of a note and of what describes its paper."""
        paper = self._site.catalog.paper(note)
        shown = (note.original, note.authors, note.translators, paper)
        return (link for value in shown for link in _links(value) if link.kind == "site")

    def note(self, note: Note) -> bytes:
        """What pages show of a note, except its text and what files of people and papers say."""
        if note.source not in self._notes:
            derived = [getattr(note, name) for name in _DERIVED]
            # `repr` is exact for what YAML makes; the order of a set may differ, which is no harm
            key = self._site.catalog.key(note)
            self._notes[note.source] = digest(key, repr(note.values), repr(derived))
        return self._notes[note.source]

    def text(self, note: Note) -> str:
        """The text of a note, in which wikilinks may show titles of others."""
        return self._site.wikilinks.of_note(note)

    def _text(self, note: Note) -> bytes:
        text, known = self.text(note), self._texts.get(note.source)
        if known is None or known[0] != text:
            known = self._texts[note.source] = text, text_digest(text)
        return known[1]

    def _named(self, note: Note) -> tuple[str, bytes]:
        return note.source, self.note(note)

    @cached_property
    def _files(self) -> bytes:
        """The files beside the notes in which people and papers are described."""
        settings = self._site.settings
        paths = [self._folders.docs / settings.authors_file]
        paths += [path for name in settings.bibliography if (path := self._folders.find(name))]
        return digest(*(path.read_bytes() if path.is_file() else b"" for path in paths))

    def _related(self, note: Note) -> Iterator[Note]:
        site = self._site
        yield from site.catalog.versions(note).values()
        work = site.works.of(note)
        for versions in work.notes.values() if work else ():
            yield from versions.values()

    def of_list(self, page: AnyPage) -> bytes:
        """What the page of a list shows, with the texts from which its excerpts are cut."""
        version = self._version(page.version)
        if page.list.is_told_by_entries:
            return digest(str(page.number), version, described(page.pager.items))
        notes = [entry for entry in page.pager.items if isinstance(entry, Note)]
        shows_texts = len(notes) == len(page.pager.items)
        shown: list[str | bytes] = []
        for note in notes if shows_texts else self._site.notes:
            shown.append(self._entry(note, page.language))
            if shows_texts:
                shown.append(self._text(note))
        return digest(str(page.number), version, self._addresses, self._files, *shown)

    def of_lists(self, lists: PageLists) -> bytes:
        """What the lists in the text of a page show, with the texts that excerpts are cut from."""
        shown: list[str | bytes] = []
        for found in lists.found:
            shown.append(described([found.titles, [len(group) for group in found.groups]]))
            for note in found.notes:
                shown.append(self._entry(note, found.language))
                shown.append(self._text(note) if found.shows_texts else "")
        return digest(self._addresses, self._files, *shown) if lists else b""

    def _entry(self, note: Note, language: str) -> bytes:
        """What lists for readers of a language show of a note, except its text."""
        key = note.source, language
        if key not in self._entries:
            shown: list[str | bytes] = []
            for other in self._site.catalog.versions(note).values():
                shown += self._named(other)
                shown.append(direction_url(other, self._site.content, language))
            self._entries[key] = digest(*shown)
        return self._entries[key]

    def _version(self, version: ListVersion[Any]) -> bytes:
        """What all pages of a list show: its title, its totals and its addresses."""
        if id(version) not in self._lists:
            totals = {repr(key): total for key, total in version.group_totals.items()}
            counted = [len(pager.items) for pager in version.pagers]
            told: list[object] = [version.title, version.urls, totals, counted, version.list.key]
            told.append(version.list.text(version.language))
            self._lists[id(version)] = digest(described(told))
        return self._lists[id(version)]

    @cached_property
    def _addresses(self) -> bytes:
        """The addresses of the site, to which links in excerpts may lead, and sizes of pictures."""
        library = self._site.library
        places = [[place.source, place.url, place.language] for place in library.locations]
        outputs = {output.address for output in self._site.outputs} - {*self._site.redirects}
        pictures = [asset for asset in library.assets if asset.lower().endswith((*RASTER, ".svg"))]
        sizes = {asset: image_size(self._folders.docs / asset) for asset in sorted(pictures)}
        return digest(described([places, library.assets, outputs, sizes]))


def _fields_of(citations: Iterable[Citation]) -> Iterator[str]:
    """All that citations say. `described` would take longer for the same."""
    for each in citations:
        yield from (each.format, each.text, each.url, each.file_name)


def _links(value: object) -> Iterator[Link]:
    """The links in a value of front matter."""
    if isinstance(value, Link):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            if type(item) is not str:
                yield from _links(item)
    elif is_dataclass(value):
        kind: Any = type(value)
        for name in _fields_with_links(kind):
            if part := getattr(value, name):
                yield from _links(part)


@cache
def _fields_with_links(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass that may have a link in them, as their types say."""
    types = get_type_hints(kind)
    return tuple(each.name for each in fields(kind) if _may_have_links(types[each.name]))


def _may_have_links(kind: Any) -> bool:
    if kind in (Link, Any, object):
        return True
    parts = get_type_hints(kind).values() if is_dataclass(kind) else get_args(kind)
    return any(map(_may_have_links, parts))

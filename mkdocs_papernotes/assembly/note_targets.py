"""Which notes the links in texts lead to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs_papernotes.addresses import normal
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.notes.note import Note

_SOURCES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".ipynb")


class NoteTargets:
    """Finds notes by what links to them are written like: paths of sources, or addresses."""

    def __init__(self, site: Site):
        self._site = site
        urls = site.languages.site_urls or {}
        self.sites = tuple(sorted({url.rstrip("/") + "/" for url in urls.values() if url}))
        """The full addresses of the site."""

    def key(self, target: str, note: Note) -> str | None:
        """The translation key of the note that a link in the text of `note` leads to, if any."""
        path = target.partition("#")[0].partition("?")[0]
        if path.lower().endswith(_SOURCES) and not path.startswith(self.sites or "\0"):
            folder = "" if path.startswith("/") else posixpath.dirname(note.source)
            joined = posixpath.join(folder, unquote(path).lstrip("/"))
            source = posixpath.normpath(joined)
            return self._of_notes.get(source) or self._of_missing.get(source)
        return self._by_address.get(self._address(path, note))

    def _address(self, path: str, note: Note) -> str:
        """The address below the site's root, as in `_by_address`."""
        for site in self.sites:
            if path.startswith(site):
                return _plain(path[len(site) :])
        for root in self._roots if path.startswith("/") else ():
            if path.startswith(root):
                return _plain(path[len(root) :])
        return _plain(urljoin(f"/{normal(note.url)}", path).lstrip("/"))

    @cached_property
    def _roots(self) -> tuple[str, ...]:
        """The paths of the site on its server."""
        return tuple(urlsplit(site).path for site in self.sites)

    @cached_property
    def _of_notes(self) -> Mapping[str, str]:
        """Translation keys by the paths of sources."""
        catalog = self._site.catalog
        return {note.source: catalog.key(note) for note in catalog.notes}

    @cached_property
    def _of_missing(self) -> Mapping[str, str]:
        """The same by the paths that missing translations of notes would have."""
        catalog, structure = self._site.catalog, self._site.structure
        found: dict[str, str] = {}
        pages = self._site.library.pages
        for note in catalog.notes:
            for language in self._site.languages.tags:
                for source in structure.link_sources(note, language):
                    if source not in pages:
                        found.setdefault(source, catalog.key(note))
        return found

    @cached_property
    def _by_address(self) -> Mapping[str, str]:
        catalog = self._site.catalog
        return {_plain(note.url): catalog.key(note) for note in catalog.notes}


def _plain(url: str) -> str:
    """An address that is the same however it is written."""
    path = unquote(normal(url)).removesuffix("index.html")
    return path.rstrip("/").removesuffix(".html")

"""Links and pictures in texts that lead nowhere, and links to the site by its full address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs_papernotes.addresses import normal
from mkdocs_papernotes.assembly.note_targets import NoteTargets
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.inspection.targets import Target
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.source_file import MARKDOWN
from mkdocs_papernotes.text import nearest

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = re.compile(r"\{\{|\{%|\{:")
"""What another plugin fills in."""
_PAGES = (*MARKDOWN, ".ipynb")
_OF_MKDOCS = {"sitemap.xml", "sitemap.xml.gz", "404.html", "404", "search/search_index.json"}


class LinkReader:
    """Finds the links and pictures of a site that lead nowhere."""

    def __init__(self, site: Site, docs: Path, *, is_whole: bool):
        """`is_whole` says whether no other plugin may add files that are not seen."""
        self._site, self._docs, self._is_whole = site, docs, is_whole
        self._notes = NoteTargets(site)

    def check(self, page: PageText, target: Target) -> Iterator[Problem]:
        """What is wrong with a target on a page."""
        path = self._path(target.written)
        if path is None or _TEMPLATE.search(target.written):
            return
        if self._is_absolute(path):
            yield from self._check_absolute(page, target, path)
        elif not (self._is_address_from(page, path) or self._is_there(page, path, target)):
            yield self._missing(page, target, path)

    def file(self, page: PageText, target: Target) -> Path | None:
        """The file of a picture of the site, if it is one of its files."""
        path = self._path(target.written)
        if path is None or self._is_absolute(path):
            return None
        source = self._shared.get((page.language, _joined(page, path)), _joined(page, path))
        return self._docs / source if source in self._site.library.assets else None

    def _path(self, written: str) -> str | None:
        """The path of a target, without query and fragment; `None` for one of another site."""
        path = written.strip().partition("#")[0].partition("?")[0]
        if not path or path.startswith("//") or "\\" in path:
            return None
        if path.startswith(self._notes.sites or "\0"):
            return path
        return None if _SCHEME.match(path) else path

    def _is_absolute(self, path: str) -> bool:
        return path.startswith("/") or bool(_SCHEME.match(path))

    def _check_absolute(self, page: PageText, target: Target, path: str) -> Iterator[Problem]:
        """The problem of a link to the site by its address, whether or not it leads somewhere."""
        better = self.relative(page, target)
        if better:
            values = {"given": target.written, "better": better}
            yield page.problem("absolute-link", target.place, values)
        elif _SCHEME.match(path) and not self._is_address(self._below_root(path)):
            yield self._missing(page, target, path)

    def relative(self, page: PageText, target: Target) -> str:
        """An address of the site as the relative path of the source; empty if it has none."""
        path = self._path(target.written)
        if path is None or not self._is_absolute(path):
            return ""
        source = self._sources.get(self._below_root(path), "")
        if not source:
            return ""
        found = posixpath.relpath(source, posixpath.dirname(page.source) or ".")
        fragment = target.written.partition("#")[2]
        return "" if "?" in target.written else found + (f"#{fragment}" if fragment else "")

    def _below_root(self, path: str) -> str:
        """An absolute address as one below the site's root."""
        for site in self._notes.sites:
            if path.startswith(site):
                return _plain(path[len(site) :])
            root = urlsplit(site).path
            if path.startswith("/") and path.startswith(root):
                return _plain(path[len(root) :])
        return _plain(path.lstrip("/"))

    def _missing(self, page: PageText, target: Target, path: str) -> Problem:
        name = "missing-picture" if target.is_picture else "missing-link-target"
        name = name if self._is_whole else "unseen-link-target"
        folder = posixpath.dirname(_joined(page, path))
        beside = self._by_folder.get(folder, ())
        near = nearest(posixpath.basename(unquote(path)), beside, 0.8)
        near = posixpath.join(posixpath.dirname(path), near) if near else ""
        return page.problem(name, target.place, {"given": target.written, "near": near})

    # What is there

    def _is_there(self, page: PageText, path: str, target: Target) -> bool:
        """Whether a path of a source leads somewhere; tags have addresses instead."""
        if target.in_tag:
            return False
        joined, library = _joined(page, path), self._site.library
        known = (page.language, joined) in self._shared
        if known or any(
            each in library.pages or each in library.assets for each in self._ways(joined)
        ):
            return True
        if path.lower().endswith(_PAGES):
            return self._is_page(page, path, joined)
        return bool(joined) and (self._docs / joined).exists() and not path.endswith("/")

    def _is_address_from(self, page: PageText, path: str) -> bool:
        """Whether a path leads to something from the address of a page."""
        if path.lower().endswith(_PAGES):
            return False
        address = _plain(urljoin(f"/{normal(page.url)}", path).lstrip("/"))
        language, slash, rest = address.partition("/")
        is_copy = bool(slash) and language in self._site.languages.tags
        return self._is_address(address) or (is_copy and self._is_address(rest))

    def _ways(self, joined: str) -> Iterator[str]:
        """A path, and those of the same file in the folder of the default language."""
        yield joined
        first, slash, rest = joined.partition("/")
        if slash and first in self._site.languages.tags:
            yield f"{self._site.languages.default}/{rest}"

    def _is_page(self, page: PageText, path: str, joined: str) -> bool:
        """Whether a path to a source leads to a page, perhaps in another language."""
        if page.note and self._notes.key(path, page.note) is not None:
            return True
        if joined in self._sources_of_versions or (self._docs / joined).is_file():
            return True
        stem = posixpath.splitext(joined)[0]
        return any(self._site.library.locations_at(each) for each in _stems(stem))

    def _is_address(self, address: str) -> bool:
        return address in self._addresses or address in _OF_MKDOCS or address.startswith("assets/")

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """The addresses of everything that the site has, as `_plain` gives them."""
        urls = {output.address for output in self._site.outputs}
        urls |= {location.url for location in self._site.library.locations}
        urls |= {page.url for page in self._site.pages}
        return frozenset((*map(_plain, urls), *self._sources))

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """The sources of pages and of other files, by address."""
        found = {
            _plain(self._site.structure.asset_url(each)): each for each in self._site.library.assets
        }
        return found | {_plain(each.url): each.source for each in self._site.library.locations}

    @cached_property
    def _sources_of_versions(self) -> frozenset[str]:
        """The sources by which pages link to lists and to translations that may be missing."""
        structure, site = self._site.structure, self._site
        lists = (
            structure.list_source(page.language, page.version.path, page.number)
            for page in site.pages
        )
        notes = (
            source
            for note in site.notes
            for language in site.languages.tags
            for source in structure.link_sources(note, language)
        )
        return frozenset((*lists, *notes))

    @cached_property
    def _shared(self) -> Mapping[tuple[str, str], str]:
        """The sources of files that pages name as if they were in the folder of their language."""
        site = self._site
        return {
            (language, path): source
            for language in site.languages.tags
            for source in site.library.assets
            for path, _ in site.structure.shared_assets(source, language)
        }

    @cached_property
    def _by_folder(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source in sorted((*self._site.library.pages, *self._site.library.assets)):
            found.setdefault(posixpath.dirname(source), []).append(posixpath.basename(source))
        return found


def _joined(page: PageText, path: str) -> str:
    folder = posixpath.dirname(page.source)
    found = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return "" if found == "." else found


def _stems(stem: str) -> Iterator[str]:
    """The paths of a page, given its file without extension, perhaps with a language."""
    for name in (stem, posixpath.splitext(stem)[0], stem.partition("/")[2]):
        yield name
        if posixpath.basename(name) in ("index", "README"):
            yield posixpath.dirname(name)


def _plain(url: str) -> str:
    """An address that is the same however it is written."""
    path = unquote(normal(url)).removesuffix("index.html")
    return path.rstrip("/").removesuffix(".html")

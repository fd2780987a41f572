"""Where the parts of an old site are on the new one, by the addresses and names they had."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from mkdocs_papernotes.importers.old_site import OldFile, OldPage
from mkdocs_papernotes.starter.new_site import Structure

_INDEX = re.compile(r"(?:^|/)index\.html?$")


@dataclass(frozen=True)
class PlacedPage:
    """A page with its new file."""

    old: OldPage
    language: str
    stem: str
    """Its path below the docs folder, without extension, suffix and folder of its language."""
    source: str
    """Its path below the docs folder."""


@dataclass(frozen=True)
class PlacedFile:
    """A file that is no page, with its new path."""

    old: OldFile
    path: str
    """Below the docs folder, and there below that of the language in the structure `folder`."""


class SitePlaces:
    """The places of all parts of a site. Each look-up takes the same time on a site of any size."""

    def __init__(
        self,
        url: str,
        structure: Structure,
        pages: Iterable[PlacedPage],
        files: Iterable[PlacedFile],
        lists: Mapping[str, str],
        dests: Mapping[str, str],
    ):
        """`lists` are new paths of lists, such as `archive/index.md`, by their old addresses.

        `url` is the address of the old site's root. `dests` are the files that pages are written
        to, by the new sources of all pages.
        """
        self.structure = structure
        self._pages, self._files = tuple(pages), tuple(files)
        self._lists = {key_of(address): path for address, path in lists.items()}
        self._dests = dests
        self.fetched: Mapping[tuple[str, str], str] = {}
        """New paths of pictures of other hosts, by the stem of a page and their address."""
        self.anchors: Mapping[tuple[str, str], str] = {}
        """New anchors by the new source of a page and the old anchor."""
        parts = urlsplit(url)
        self._host = (parts.hostname or "").removeprefix("www.")
        self._root = unquote(parts.path).strip("/")

    def path_of(self, address: str) -> tuple[str, str] | None:
        """The decoded path of an address, and what follows it; `None` for one on another host.

        A path below the root of the site begins with a slash.
        """
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        tail = (f"?{parts.query}" if parts.query else "") + (
            f"#{parts.fragment}" if parts.fragment else ""
        )
        path = parts.path
        if parts.scheme or parts.netloc:
            host = (parts.hostname or "").removeprefix("www.")
            if parts.scheme not in {"", "http", "https"} or not host or host != self._host:
                return None
            path = path or "/"
            if self._root and not self._is_below_root(unquote(path)):
                return None
        path = nfc(unquote(path))
        if path.startswith("/") and self._root and self._is_below_root(path):
            path = path.removeprefix(f"/{self._root}") or "/"
        return path, tail

    def _is_below_root(self, path: str) -> bool:
        return path == f"/{self._root}" or path.startswith(f"/{self._root}/")

    def page_at(self, address: str) -> PlacedPage | None:
        """The page at an address below the root."""
        key = key_of(address)
        return self._by_address.get(key) or self._by_address.get(f"{key}.html")

    def dest(self, path: str, language: str) -> str:
        """The file that is written for a page or list, for readers of a language.

        `path` is the new source of a page, perhaps without its language, or the path of a list.
        """
        stem, extension = posixpath.splitext(path)
        own = self._dests.get(f"{stem}.{language}{extension}") or self._dests.get(path)
        own = own or self._dests.get(f"{language}/{path}") or self._any_dest.get(stem)
        return own or f"{stem}.html"

    @cached_property
    def _any_dest(self) -> Mapping[str, str]:
        """The files of pages by their stems, in any language."""
        return {page.stem: self._dests[page.source] for page in reversed(self._pages)}

    def list_at(self, address: str) -> str | None:
        """The new path of the list at an address below the root."""
        return self._lists.get(key_of(address))

    def page_of(self, source: str) -> PlacedPage | None:
        """The page of a file, by its path or by a path that ends in it."""
        return self._by_source.get(source)

    def page_ending_in(self, source: str) -> PlacedPage | None:
        """The only page whose file's path ends in this one."""
        return self._by_ending.get(source.strip("/"))

    def pages_named(self, name: str) -> tuple[PlacedPage, ...]:
        """The pages whose path ends in a name, or else those with this title."""
        return tuple(self._by_name.get(name.casefold(), ()) or self._by_title.get(name, ()))

    def file_of(self, source: str) -> PlacedFile | None:
        """The file with a path below the old site's folder."""
        return self._file_by_source.get(source) or self._file_by_folded.get(source.casefold())

    def file_at(self, address: str) -> PlacedFile | None:
        """The file at an address below the root."""
        address = address.lstrip("/")
        return self._file_by_address.get(address) or self._file_by_address.get(address.casefold())

    def file_ending_in(self, path: str) -> PlacedFile | None:
        """The only file with a name whose path ends in this one."""
        found = self._files_by_name.get(posixpath.basename(path).casefold(), ())
        ending = f"/{path}".casefold()
        right = [file for file in found if f"/{file.old.source}".casefold().endswith(ending)]
        return right[0] if len(right) == 1 else None

    @cached_property
    def _by_address(self) -> Mapping[str, PlacedPage]:
        found: dict[str, PlacedPage] = {}
        for page in self._pages:
            if page.old.address or page.old.aliases:
                found.setdefault(key_of(page.old.address), page)
        for page in self._pages:
            for alias in page.old.aliases:
                found.setdefault(key_of(alias), page)
        return found

    @cached_property
    def _by_source(self) -> Mapping[str, PlacedPage]:
        found: dict[str, PlacedPage] = {}
        for page in self._pages:
            found.setdefault(nfc(page.old.source), page)
        return found

    @cached_property
    def _by_ending(self) -> Mapping[str, PlacedPage | None]:
        """Pages by the ends of their paths, with and without extension; `None` for several."""
        found: dict[str, PlacedPage | None] = {}
        for page in self._pages:
            for ending in _endings(nfc(page.old.source)):
                found[ending] = None if found.get(ending, page) is not page else page
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[PlacedPage]]:
        found: dict[str, list[PlacedPage]] = defaultdict(list)
        for page in self._pages:
            found[posixpath.basename(page.old.name).casefold()].append(page)
        return found

    @cached_property
    def _by_title(self) -> Mapping[str, list[PlacedPage]]:
        found: dict[str, list[PlacedPage]] = defaultdict(list)
        for page in self._pages:
            if title := title_of(page):
                found[title].append(page)
        return found

    @cached_property
    def _file_by_source(self) -> Mapping[str, PlacedFile]:
        return {nfc(file.old.source): file for file in reversed(self._files)}

    @cached_property
    def _file_by_folded(self) -> Mapping[str, PlacedFile]:
        return {nfc(file.old.source).casefold(): file for file in reversed(self._files)}

    @cached_property
    def _file_by_address(self) -> Mapping[str, PlacedFile]:
        files = [(nfc(file.old.address).lstrip("/"), file) for file in reversed(self._files)]
        return {address.casefold(): file for address, file in files} | dict(files)

    @cached_property
    def _files_by_name(self) -> Mapping[str, list[PlacedFile]]:
        found: dict[str, list[PlacedFile]] = defaultdict(list)
        for file in self._files:
            found[posixpath.basename(nfc(file.old.source)).casefold()].append(file)
        return found


def title_of(page: PlacedPage) -> str:
    """The title in a page's front matter; empty if it has none."""
    title = page.old.values.get("title")
    return nfc(title.strip()) if isinstance(title, str) else ""


def key_of(address: str) -> str:
    """The same for all spellings of an address: with `index.html`, with a slash at its end."""
    return _INDEX.sub("", nfc(address).strip("/")).strip("/")


def nfc(text: str) -> str:
    """A text with each letter and its accents as one character, as far as there is one."""
    return unicodedata.normalize("NFC", text)


def _endings(source: str) -> Iterator[str]:
    """The ends of a path: `a/b.md` gives itself, `b.md`, and both without extension."""
    parts = source.split("/")
    for start in range(len(parts)):
        path = "/".join(parts[start:])
        yield path
        yield posixpath.splitext(path)[0]

"""Where the parts of an old site are on the new one, by whatever address they had."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from mkdocs_papernotes.importers.old_site import OldFile, OldPage
from mkdocs_papernotes.starter.new_site import Structure

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DISK = re.compile(r"(?:file:/*)?[A-Za-z]:[\\/]")
_HOME = re.compile(r"(?:file:/*)?/?(?:Users|home)/[^/]+/")
"""Folders of people on macOS and Linux, which may be folders of a site, too."""
_NOT_IN_LINKS = re.compile(r'[\x00-\x20\x7f"#%()<>?\[\\\]^`{|}]')
"""What ends the address of a Markdown link, or means something else in it."""
_TAIL = re.compile("[?#]")
_OF_FOLDERS = ("README.md", "index.md", "readme.md", "Readme.md", "_index.md")
_INDEX = re.compile(r"(?:^|/)index\.html?$")
_PAGE_FILE = re.compile(r"\.(?:md|markdown|mdown|mkd|mkdn|ipynb)$", re.IGNORECASE)


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

    def seen_from(self, page: PlacedPage) -> PagePlaces:
        """The places as links in a page name them."""
        return PagePlaces(self, page)

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
        path = unicodedata.normalize("NFC", unquote(path))
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
            found.setdefault(_nfc(page.old.source), page)
        return found

    @cached_property
    def _by_ending(self) -> Mapping[str, PlacedPage | None]:
        """Pages by the ends of their paths, with and without extension; `None` for several."""
        found: dict[str, PlacedPage | None] = {}
        for page in self._pages:
            for ending in _endings(_nfc(page.old.source)):
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
        return {_nfc(file.old.source): file for file in reversed(self._files)}

    @cached_property
    def _file_by_folded(self) -> Mapping[str, PlacedFile]:
        return {_nfc(file.old.source).casefold(): file for file in reversed(self._files)}

    @cached_property
    def _file_by_address(self) -> Mapping[str, PlacedFile]:
        files = [(_nfc(file.old.address).lstrip("/"), file) for file in reversed(self._files)]
        return {address.casefold(): file for address, file in files} | dict(files)

    @cached_property
    def _files_by_name(self) -> Mapping[str, list[PlacedFile]]:
        found: dict[str, list[PlacedFile]] = defaultdict(list)
        for file in self._files:
            found[posixpath.basename(_nfc(file.old.source)).casefold()].append(file)
        return found


class PagePlaces:
    """The places as links in one page name them; a `Places`."""

    def __init__(self, site: SitePlaces, page: PlacedPage):
        self._site, self._page = site, page
        self.linked: set[tuple[str, str]] = set()
        """New sources of pages with the anchors that links in this page lead to."""

    def page(self, address: str) -> str | None:
        """See `Places.page`."""
        split = self._site.path_of(address)
        if split is None or not split[0]:
            return None
        path, tail = split
        if found := self._page_at(path):
            return f"{self._to_page(found)}{self._with_new_anchor(found, tail)}"
        listed = next(filter(None, map(self._site.list_at, self._addresses(path))), None)
        return f"{self._to_list(listed)}{tail}" if listed else None

    def source(self, source: str) -> str | None:
        """See `Places.source`."""
        found = self._site.page_of(_nfc(source.lstrip("/")))
        return self._to_page(found) if found else None

    def named(self, name: str) -> str | None:
        """See `Places.named`."""
        found = self._named(name)
        return self._to_page(found) if found else None

    def title(self, address: str) -> str:
        """See `Places.title`."""
        split = self._site.path_of(address)
        found = self._page_at(split[0]) if split and split[0] else None
        found = found or self._named(address)
        return title_of(found) if found else ""

    def _named(self, name: str) -> PlacedPage | None:
        pages = self._site.pages_named(_nfc(name))
        own = [page for page in pages if page.language == self._page.language] or list(pages)
        return own[0] if len({page.stem for page in own}) == 1 else None

    def in_tag(self, address: str) -> str:
        """See `Places.in_tag`."""
        if _SCHEME.match(address) or address.startswith(("#", "/")):
            return address
        path, mark, tail = _split_tail(address)
        folder = posixpath.dirname(self._page.stem)
        target = posixpath.normpath(posixpath.join(folder, unquote(path)))
        if target.endswith(".md"):
            target = self._site.dest(target, self._page.language)
        own = self._site.dest(self._page.source, self._page.language)
        found = posixpath.relpath(target, posixpath.dirname(own) or ".")
        if posixpath.basename(target) == "index.html":
            found = f"{posixpath.dirname(found) or '.'}/"
        return f"{encoded_for_markdown(found)}{mark}{tail}"

    def _with_new_anchor(self, page: PlacedPage, tail: str) -> str:
        """What follows the path of an address, with the anchor that its heading has now."""
        before, mark, anchor = tail.partition("#")
        if not anchor:
            return tail
        key = (page.source, _nfc(unquote(anchor)))
        self.linked.add(key)
        new = self._site.anchors.get(key)
        return f"{before}{mark}{encoded_for_markdown(new)}" if new else tail

    def file(self, address: str) -> str | None:
        """See `Places.file`."""
        if fetched := self._site.fetched.get((self._page.stem, address)):
            return self._relative(fetched, f"{self._page.stem}.md")
        if _DISK.match(address):
            return self._on_disk(address)
        split = self._site.path_of(address)
        raw = None if _SCHEME.match(address) else _nfc(address.replace("\\", "/"))
        path, tail = split or ("", "")
        if path and (found := self._file_at(path.replace("\\", "/"))):
            return f"{self._to_file(found)}{tail if tail.startswith('#') else ''}"
        if raw and raw != path and (found := self._file_at(raw)):
            return self._to_file(found)
        return self._on_disk(address) if _HOME.match(address) else None

    def _page_at(self, path: str) -> PlacedPage | None:
        if _PAGE_FILE.search(path):
            return self._page_of_file(path)
        found = next(filter(None, map(self._site.page_at, self._addresses(path))), None)
        return found or self._page_beside(self._beside(path).rstrip("/"))

    def _page_beside(self, path: str) -> PlacedPage | None:
        """The page of a file without its extension, or that which a folder shows.

        GitHub and editors show the `README.md` or `index.md` of a folder that a link leads to.
        """
        names = (f"{path}.md", *(posixpath.join(path, name) for name in _OF_FOLDERS))
        return next(filter(None, map(self._site.page_of, names)), None)

    def _page_of_file(self, path: str) -> PlacedPage | None:
        if not path.startswith("/") and (found := self._site.page_of(self._beside(path))):
            return found
        ending = posixpath.normpath(path.lstrip("/"))
        return self._site.page_of(ending) or self._site.page_ending_in(ending)

    def _addresses(self, path: str) -> Iterator[str]:
        """The addresses below the root that a path may mean."""
        if not path.startswith("/"):
            folder = posixpath.dirname(self._page.old.address)
            yield posixpath.normpath(posixpath.join("/", folder, path))
        yield path

    def _beside(self, path: str) -> str:
        """A path from the folder of the page's file, or of the site."""
        folder = "" if path.startswith("/") else posixpath.dirname(_nfc(self._page.old.source))
        return posixpath.normpath(posixpath.join(folder, path.lstrip("/")))

    def _file_at(self, path: str) -> PlacedFile | None:
        site = self._site
        if not path.startswith("/"):
            for folder in (*self._page.old.resources, posixpath.dirname(self._page.old.source)):
                if found := site.file_of(posixpath.normpath(posixpath.join(_nfc(folder), path))):
                    return found
        found = next(filter(None, map(site.file_at, self._addresses(path))), None)
        return found or site.file_of(self._beside(path))

    def _on_disk(self, address: str) -> str | None:
        """A file by a path on the disk of a computer, of which the last parts count."""
        parts = _nfc(unquote(address.replace("\\", "/"))).split("/")[1:]
        for start in range(max(len(parts) - 8, 0), len(parts)):
            path = "/".join(parts[start:])
            if found := self._file_at(path) or self._site.file_ending_in(path):
                return self._to_file(found)
        return None

    def _to_page(self, page: PlacedPage) -> str:
        """The relative address of a page.

        mkdocs-static-i18n shows the version in the language of the reader at an address without
        one, if there is any.
        """
        structure = self._site.structure
        if structure == "none" or (structure == "suffix" and page.language == self._page.language):
            return self._relative(page.source, self._page.source)
        return self._relative(f"{page.stem}.md", f"{self._page.stem}.md")

    def _to_file(self, file: PlacedFile) -> str:
        return self._relative(file.path, f"{self._page.stem}.md")

    def _to_list(self, path: str) -> str:
        return path if _SCHEME.match(path) else self._relative(path, f"{self._page.stem}.md")

    @staticmethod
    def _relative(target: str, page: str) -> str:
        path = posixpath.relpath(target, posixpath.dirname(page) or ".")
        return encoded_for_markdown(path)


def title_of(page: PlacedPage) -> str:
    """The title in a page's front matter; empty if it has none."""
    title = page.old.values.get("title")
    return _nfc(title.strip()) if isinstance(title, str) else ""


def encoded_for_markdown(path: str) -> str:
    """A path in a Markdown link: letters of all languages stay."""
    return _NOT_IN_LINKS.sub(lambda match: quote(match[0], safe=""), path)


def _split_tail(address: str) -> tuple[str, str, str]:
    """The path of an address, the mark that ends it, and what follows the mark."""
    found = _TAIL.search(address)
    if found is None:
        return address, "", ""
    return address[: found.start()], found[0], address[found.end() :]


def key_of(address: str) -> str:
    """The same for all spellings of an address: with `index.html`, with a slash at its end."""
    return _INDEX.sub("", _nfc(address).strip("/")).strip("/")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _endings(source: str) -> Iterator[str]:
    """The ends of a path: `a/b.md` gives itself, `b.md`, and both without extension."""
    parts = source.split("/")
    for start in range(len(parts)):
        path = "/".join(parts[start:])
        yield path
        yield posixpath.splitext(path)[0]

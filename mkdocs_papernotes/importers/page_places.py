"""Where the links of one page lead on the new site, by whatever address stands in them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from mkdocs_papernotes.importers.places import PlacedFile, PlacedPage, SitePlaces, nfc, title_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DISK = re.compile(r"(?:file:/*)?[A-Za-z]:[\\/]")
_HOME = re.compile(r"(?:file:/*)?/?(?:Users|home)/[^/]+/")
"""Folders of people on macOS and Linux, which may be folders of a site, too."""
_NOT_IN_LINKS = re.compile(r'[\x00-\x20\x7f"#%()<>?\[\\\]^`{|}]')
"""What ends the address of a Markdown link, or means something else in it."""
_TAIL = re.compile("[?#]")
_OF_FOLDERS = ("README.md", "index.md", "readme.md", "Readme.md", "_index.md")
_PAGE_FILE = re.compile(r"\.(?:md|markdown|mdown|mkd|mkdn|ipynb)$", re.IGNORECASE)


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
        found = self._site.page_of(nfc(source.lstrip("/")))
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
        pages = self._site.pages_named(nfc(name))
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
        key = (page.source, nfc(unquote(anchor)))
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
        raw = None if _SCHEME.match(address) else nfc(address.replace("\\", "/"))
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
        folder = "" if path.startswith("/") else posixpath.dirname(nfc(self._page.old.source))
        return posixpath.normpath(posixpath.join(folder, path.lstrip("/")))

    def _file_at(self, path: str) -> PlacedFile | None:
        site = self._site
        if not path.startswith("/"):
            for folder in (*self._page.old.resources, posixpath.dirname(self._page.old.source)):
                if found := site.file_of(posixpath.normpath(posixpath.join(nfc(folder), path))):
                    return found
        found = next(filter(None, map(site.file_at, self._addresses(path))), None)
        return found or site.file_of(self._beside(path))

    def _on_disk(self, address: str) -> str | None:
        """A file by a path on the disk of a computer, of which the last parts count."""
        parts = nfc(unquote(address.replace("\\", "/"))).split("/")[1:]
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


def encoded_for_markdown(path: str) -> str:
    """A path in a Markdown link: letters of all languages stay."""
    return _NOT_IN_LINKS.sub(lambda match: quote(match[0], safe=""), path)


def _split_tail(address: str) -> tuple[str, str, str]:
    """The path of an address, the mark that ends it, and what follows the mark."""
    found = _TAIL.search(address)
    if found is None:
        return address, "", ""
    return address[: found.start()], found[0], address[found.end() :]

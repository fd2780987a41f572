"""Which file of the new site has which owner, before any of it is written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence

from mkdocs_papernotes.addresses import dest_of
from mkdocs_papernotes.importers.names import folded

_LISTS = {"": "stream", "archive": "archive", "papers": "papers", "topics": "topics"}
"""The lists of a new site by their folders."""
_BELOW = re.compile(r"topics/")
_PAGE = re.compile(r"(?P<list>archive|)/?page/(?P<number>[0-9]{1,6})/index\.html")
_OURS = {
    "feed.xml": "the feed",
    "feed-all.xml": "the feed of all languages",
    "404.html": "the page for addresses that do not exist",
    "sitemap.xml": "the sitemap",
    "sitemap.xml.gz": "the sitemap",
}
_THEME = re.compile(r"search/(?:search_index\.json|main\.js|worker\.js)|objects\.inv")
_THEME_FOLDERS = re.compile(r"assets/(?:javascripts|stylesheets|papernotes)/")


def dest(address: str) -> str:
    """The file at an address, which is decoded: `a/index.html` for `a/` and for `a`."""
    name = posixpath.basename(address)
    is_file = name and ("." in name and not name.endswith(".") and _has_extension(name))
    return dest_of((address if is_file or not name else f"{address}/").replace("%", "%25"))


def _has_extension(name: str) -> bool:
    """Whether a name ends as those of files do: `a.html`, but not `v1.0`."""
    end = name.rpartition(".")[2]
    return end.isalnum() and end.isascii() and not end.isdecimal() and len(end) < 6


class Claims:
    """The owners of the files of the new site. Case makes no difference between names."""

    def __init__(self, languages: Sequence[str], last_pages: Mapping[str, int]):
        """`languages` are those of the site, the default first.

        `last_pages` are the numbers of the last pages of the stream (`""`) and the archive.
        """
        self._last_pages = last_pages
        self._prefixes = tuple(f"{tag}/" for tag in languages[1:])
        self._owners: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def owner(self, path: str) -> str:
        """What has a file, or stands where it needs a folder; empty if nothing does."""
        key = folded(path)
        return self.generated(path) or self._owners.get(key, "") or self._around(key)

    def of_authors(self, path: str) -> str:
        """The same, of pages and files of the author alone."""
        return self._owners.get(folded(path), "") or self._around(folded(path))

    def above(self, path: str) -> str:
        """The file of the author that stands where a path needs a folder; empty if none does."""
        key = folded(path)
        while key := posixpath.dirname(key):
            if key in self._owners:
                return self._owners[key]
        return ""

    def add(self, path: str, owner: str) -> None:
        """Give a file its owner."""
        key = folded(path)
        self._owners[key] = owner
        while (key := posixpath.dirname(key)) and key not in self._folders:
            self._folders[key] = owner

    def generated(self, path: str) -> str:
        """What makes a file that no author writes; empty if nothing does."""
        if path in _OURS:
            return _OURS[path]
        if _THEME.fullmatch(path) or _THEME_FOLDERS.match(path):
            return "the theme"
        for prefix in self._prefixes:
            if path.startswith(prefix):
                path = path.removeprefix(prefix)
                break
        if path == "feed.xml":
            return _OURS[path]
        folder, name = posixpath.split(path)
        if name == "index.html" and folder in _LISTS:
            return f"the list {_LISTS[folder]}"
        number = _PAGE.fullmatch(path)
        is_page = number and 1 < int(number["number"]) <= self._last_pages[number["list"]]
        return "a list" if is_page or _BELOW.match(path) else ""

    def _around(self, key: str) -> str:
        """What is a file where the path needs a folder, or needs a folder in its place."""
        return self._folders.get(key, "") or self.above(key)

"""Which of a site's files are posts, drafts, documents, pages and files that were copied."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_papernotes.importers.jekyll.configuration import Configuration

_DATED = re.compile(r"(?P<date>[0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2})-(?P<slug>[^/]*)(?P<end>\.[^./]+)")
POSTS, DRAFTS, PAGES = "posts", "drafts", "pages"
_FOLDERS = {"_posts": POSTS, "_drafts": DRAFTS}


@dataclass(frozen=True)
class Entry:
    """A file of the site."""

    path: str
    """Below the source folder."""
    kind: str
    """`POSTS`, `DRAFTS`, `PAGES` (and files that were copied), or the label of a collection."""
    above: str = ""
    """The folders above `_posts` or `_drafts`."""
    inner: str = ""
    """Its path below `_posts`, `_drafts` or the folder of the collection; else its whole path."""
    language: str = ""
    """What the plugin jekyll-multiple-languages-plugin takes its language from, a folder."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return posixpath.basename(self.path)

    @property
    def extension(self) -> str:
        """Its extension with the dot, in lower case."""
        return posixpath.splitext(self.path)[1].lower()

    @property
    def day(self) -> str:
        """The date in its name, such as `2020-1-2`; empty if there is none."""
        match = _DATED.fullmatch(self.name)
        return match["date"] if match else ""

    @property
    def slug(self) -> str:
        """Its name without date and extension (`Document#populate_title`)."""
        match = _DATED.fullmatch(self.name)
        return (match["slug"] if match else posixpath.splitext(self.name)[0]).rstrip(".")


def entries_of(paths: Iterable[str], configuration: Configuration) -> list[Entry]:
    """The files below the source folder that are part of the site, as `Reader` finds them.

    https://github.com/jekyll/jekyll/blob/v4.3.3/lib/jekyll/reader.rb
    """
    sorter = _Sorter(configuration)
    return [entry for path in paths if (entry := sorter.entry(path)) is not None]


class _Sorter:
    def __init__(self, configuration: Configuration):
        self.configuration = configuration
        self._hidden: dict[str, bool] = {"": False}

    def entry(self, path: str) -> Entry | None:
        """What a file is; `None` if Jekyll does not look at it."""
        return self._translated(path) or self._document(path) or self._page(path)

    def is_hidden(self, path: str) -> bool:
        """Whether a file or folder is left out, or one of the folders above it."""
        if path not in self._hidden:
            above = posixpath.dirname(path)
            is_left_out = self.configuration.is_left_out(path)
            self._hidden[path] = self.is_hidden(above) or is_left_out
        return self._hidden[path]

    def _page(self, path: str) -> Entry | None:
        return None if self.is_hidden(path) else Entry(path, PAGES, inner=path)

    def _translated(self, path: str) -> Entry | None:
        """A post of jekyll-multiple-languages-plugin, in `_i18n/zh/_posts/`."""
        parts = path.split("/")
        if len(parts) < 4 or parts[0] != "_i18n" or parts[2] not in _FOLDERS:
            return None
        inner = "/".join(parts[3:])
        return Entry(path, _FOLDERS[parts[2]], inner=inner, language=parts[1])

    def _document(self, path: str) -> Entry | None:
        place = self.configuration.collections_dir
        if place and not path.startswith(f"{place}/"):
            return None
        parts = path.split("/")
        start = len(place.split("/")) if place else 0
        for index, part in enumerate(parts[start:-1], start):
            above, inner = "/".join(parts[start:index]), "/".join(parts[index + 1 :])
            if part in _FOLDERS:
                is_out = self.is_hidden("/".join(parts[:index])) or self._is_inner_hidden(inner)
                return None if is_out else Entry(path, _FOLDERS[part], above, inner)
            if index == start and part[:1] == "_" and part[1:] in self.configuration.collections:
                return None if self._is_inner_hidden(inner) else Entry(path, part[1:], "", inner)
        return None

    def _is_inner_hidden(self, inner: str) -> bool:
        """Below `_posts` and the folders of collections, hidden names are hidden, too."""
        return self.configuration.is_left_out(inner)

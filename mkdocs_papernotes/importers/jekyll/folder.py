"""The files of a site: texts, what is copied, and what belongs to the theme or the repository."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.tree import DRAFTS, PAGES, POSTS, Entry, entries_of
from mkdocs_papernotes.importers.source import read_source_or_problem, walk
from mkdocs_papernotes.problems.problem import Problem

_NEVER = ("_site", ".jekyll-cache", ".jekyll-metadata", ".sass-cache", "node_modules", ".bundle")
_REPOSITORY = """
    readme license licence contributing changelog code_of_conduct security history install faq
    customize upgrading agents claude rakefile gemfile makefile dockerfile docker-compose package
    package-lock appveyor gulpfile gruntfile webpack.config feature_requests
"""
_OF_REPOSITORIES = frozenset(_REPOSITORY.split())
_STYLES = (".scss", ".sass", ".less", ".coffee", ".styl", ".map")
_FONTS = (".woff", ".woff2", ".ttf", ".otf", ".eot")
_THEME = frozenset((*_STYLES, *_FONTS))
_TEXTS = frozenset([".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm"])
_FRONT_MATTER = b"---"


class Folder:
    """What is in the folder of a site."""

    def __init__(self, source: Path, configuration: Configuration):
        """`source` is the folder that is imported, in which or below which the site is."""
        self._source, self._configuration = source, configuration
        self._root = configuration.root
        self.problems: list[Problem] = []
        self.items: list[Item] = []
        self.copied: list[Entry] = []
        """Files that were published as they are."""
        self.theme: defaultdict[str, list[Entry]] = defaultdict(list)
        """Files of the old theme by their folder."""

    def read(self) -> None:
        """Sort all of them."""
        paths, problems = walk(self._source, self._root, skip=_NEVER)
        self.problems += problems
        inner = [path[len(self._root) :].lstrip("/") for path in paths]
        built = f"{self._configuration.destination}/"
        inner = [path for path in inner if not path.startswith(built)]
        for entry in entries_of(inner, self._configuration):
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        path = self.full(entry.path)
        if entry.kind == PAGES and self._is_of_repository(entry):
            self.leave(entry, "it belongs to the repository, not to the site")
        elif entry.extension in _THEME:
            self.theme[posixpath.dirname(entry.path)].append(entry)
        elif entry.kind not in {PAGES, POSTS, DRAFTS} and not self._collection_is_published(entry):
            self.leave(entry, f"the collection `{entry.kind}` is not published")
        elif entry.extension in _TEXTS or self._has_front_matter(path):
            self._add_text(entry, path)
        elif entry.kind in {POSTS, DRAFTS}:
            self.leave(entry, "Jekyll does not publish what is no Markdown among posts")
        else:
            self.copied.append(entry)

    def _add_text(self, entry: Entry, path: str) -> None:
        is_markdown = entry.extension in self._configuration.extensions
        if entry.kind == PAGES and not is_markdown and not self._has_front_matter(path):
            self.copied.append(entry)
            return
        found = read_source_or_problem(self._source, path)
        if isinstance(found, Problem):
            self.problems.append(found)
        else:
            self.items.append(Item(entry, found, self._configuration))

    def full(self, path: str) -> str:
        """A path below the site as one below the folder that is imported."""
        return posixpath.join(self._root, path)

    def _has_front_matter(self, path: str) -> bool:
        try:
            with (self._source / path).open("rb") as file:
                first = file.readline(20).lstrip(b"\xef\xbb\xbf")
        except OSError:
            return False
        return first.rstrip() == _FRONT_MATTER

    def _is_of_repository(self, entry: Entry) -> bool:
        if "/" in entry.path or entry.extension in {".html", ".htm"}:
            return False
        stem = entry.path.lower().partition(".")[0]
        return stem in _OF_REPOSITORIES or entry.extension in {".gemspec", ".lock"}

    def _collection_is_published(self, entry: Entry) -> bool:
        return self._configuration.collections[entry.kind].is_published

    def leave(self, entry: Entry, reason: str) -> None:
        """Tell why a file is not taken over."""
        path = self.full(entry.path)
        values = {"file": path, "reason": reason}
        self.problems.append(Problem("import-file-left", path, values=values))

    def theme_left(self) -> Iterable[Problem]:
        """Tell of the files of the old theme, those of a folder in one message."""
        for folder, entries in self.theme.items():
            path = self.full(folder if len(entries) > 1 else entries[0].path)
            count = f" ({len(entries)} files)" if len(entries) > 1 else ""
            values = {"file": f"{path}{count}", "reason": "it belongs to the old theme"}
            yield Problem("import-file-left", path, values=values)

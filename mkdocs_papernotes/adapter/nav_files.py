"""Files in which other plugins find the navigation of a folder: `.nav.yml` and `.pages`.

mkdocs-awesome-nav and mkdocs-awesome-pages-plugin take pages from the navigation that MkDocs makes.
A note that such a file names has to be there, as one that `nav:` names is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_papernotes.front_matter.parsing import read_block
from mkdocs_papernotes.notes.note import Note

_ENDING = "awesome-pages"
"""The plugin that ends a build where a name has no page."""
_PLUGINS = ("awesome-nav", _ENDING)
_WILDCARD = re.compile(r"[*?\[{]|[@!+]\(")
_ALTERNATIVES = re.compile(r"[{(]")
"""In a pattern that names several things; the plugin finds out which of them match."""


class NavFiles:
    """The pages, folders and patterns that the files of a site name."""

    def __init__(self, files: Files, config: MkDocsConfig):
        self._files = files
        plugins: Any = config.plugins
        self._pages_plugin = plugins.get(_ENDING)
        names = {plugins[name].config["filename"] for name in _PLUGINS if name in plugins}
        self._named = [
            (posixpath.dirname(file.src_uri), item)
            for file in (files if names else ())
            if posixpath.basename(file.src_uri) in names
            for item in _items(_nav(read_block(_text(file), file.src_uri).values))
        ]

    def name(self, note: Note) -> bool:
        """Whether a note is named: by itself, with its folder, or by a pattern of that folder.

        A pattern such as `*` names no note: it stands for what is in the navigation. Only a note
        that is listed is named along with others.
        """
        return self._names(note.source, also_with_others=not note.unlisted)

    def may_lack(self, sources: Iterable[str]) -> None:
        """Have awesome-pages warn of a name without a page, instead of raising an error.

        This is done only if one of `sources`, which are in no navigation, is named.
        """
        plugin = self._pages_plugin
        if plugin and any(self._names(source, also_with_others=True) for source in sources):
            plugin.config["strict"] = False

    def _names(self, source: str, *, also_with_others: bool) -> bool:
        return any(
            self._is_page(source, folder, item)
            or (also_with_others and _is_among(source, posixpath.join(folder, item)))
            for folder, item in self._named
        )

    def _is_page(self, source: str, folder: str, item: str) -> bool:
        file = self._files.get_file_from_path(posixpath.normpath(posixpath.join(folder, item)))
        return file is not None and file.src_uri == source


def _text(file: File) -> str:
    """The text of a file; that it is no UTF-8 is for the plugin to say."""
    return file.content_bytes.decode("utf-8", "replace")


def _nav(values: Mapping[str, Any]) -> Any:
    """The navigation that a file describes; `arrange` is an older key of awesome-pages for it."""
    return values.get("nav") or values.get("arrange")


def _is_among(source: str, pattern: str) -> bool:
    """Whether a page is in a folder, or matches a pattern that begins with a folder."""
    wildcard = _WILDCARD.search(pattern)
    if wildcard is None:
        return source.startswith(posixpath.normpath(pattern) + "/")
    folder = posixpath.dirname(pattern[: wildcard.start()])
    if not folder or not source.startswith(folder + "/"):
        return False
    return bool(_ALTERNATIVES.search(pattern)) or fnmatchcase(source, pattern.replace("**/", "*"))


def _items(value: Any) -> Iterator[str]:
    """The names under `nav`, without titles and options of patterns."""
    if isinstance(value, str):
        if not value.startswith("..."):  # what is left of the navigation, in awesome-pages
            yield value
    elif isinstance(value, dict):
        yield from _items([value["glob"]] if "glob" in value else [*value.values()])
    elif isinstance(value, list):
        for item in value:
            yield from _items(item)

"""Fills the indexes of the search plugins with what they would write, but more quickly.

Both plugins read the HTML of every page with Python's `HTMLParser`. Where the source of a plugin is
the one in the table of `internals`, `markup.search_sections` and `markup.search_texts` take its
place. Any other index, and a page with HTML that they do not know, is left to the plugin.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from inspect import isfunction
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.internals import INTERNALS, digest_of
from mkdocs_papernotes.adapter.search import SEARCH_PLUGINS
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.markup.search_sections import search_sections
from mkdocs_papernotes.markup.search_texts import search_texts

Entries = list[dict[str, Any]]
_MATERIAL = "material.plugins.search.plugin"
_MKDOCS = "mkdocs.contrib.search.search_index"
_PACKAGES = ("mkdocs-papernotes", "mkdocs", "properdocs", "mkdocs-material", "backrefs", "regex")
"""What reads the HTML of a page and finds the Chinese in it, apart from Python and jieba."""


def quicken(config: MkDocsConfig, store: Store) -> None:
    """Fill the indexes that the search plugins made at the beginning of this build."""
    for name in SEARCH_PLUGINS:
        index: Any = getattr(config.plugins.get(name), "search_index", None)
        module, _, kind = f"{type(index).__module__}.{type(index).__name__}".rpartition(".")
        fill = _FILLERS.get(_mkdocs_name(module)) if kind == "SearchIndex" else None
        if fill and "add_entry_from_context" not in vars(index) and _is_known(module):
            fingerprint = _fingerprint(index) if store is not None else ""
            quick = QuickIndex(index, fill, store, fingerprint)
            index.add_entry_from_context = quick.add


def _mkdocs_name(module: str) -> str:
    return module.replace("properdocs", "mkdocs", 1)


def _is_known(module: str) -> bool:
    """Whether all that a module does with HTML is as the table of `internals` has it."""
    found, prefix = sys.modules[module], f"{_mkdocs_name(module)}."
    own = {
        entry.name.removeprefix(prefix): entry
        for entry in INTERNALS
        if entry.name.startswith(prefix)
    }
    return all(
        (not entry.source or (_digest(module, name) == entry.source and _is_own(found, name)))
        and (entry.value is None or getattr(found, name, None) == entry.value)
        for name, entry in own.items()
    )


@cache
def _digest(module: str, name: str) -> str:
    return digest_of(sys.modules[module], name)


def _is_own(module: ModuleType, name: str) -> bool:
    """Whether a class or method of a module is still its own: no plugin has replaced it."""
    found = attrgetter(name)(module)
    methods = filter(callable, vars(found).values() if isinstance(found, type) else (found,))
    return all(isfunction(one) and one.__globals__ is vars(module) for one in methods)


# The entries of a page


@dataclass(frozen=True)
class QuickIndex:
    """The index of a search plugin, and how it is filled."""

    index: Any
    fill: Callable[[Any, Page], bool]
    """Adds the entries of a page to the index, or says that its HTML is not known."""
    store: Store
    fingerprint: str
    """Of everything that entries depend on, apart from the page."""

    def add(self, page: Page) -> None:
        """Add the entries of a page, in place of the index's own `add_entry_from_context`."""
        if not self.store.is_open:
            self._read(page)
            return
        key = self.store.key("search", self.fingerprint, _described(page))
        entries: Entries = _entries(self.index)
        kept = self.store.get(key)
        if kept is not None:
            entries += json.loads(kept)
            return
        count = len(entries)
        self._read(page)
        with suppress(TypeError):  # a date as `boost`
            self.store.put(key, json.dumps(entries[count:]).encode())

    def _read(self, page: Page) -> None:
        if not self.fill(self.index, page):
            type(self.index).add_entry_from_context(self.index, page)


def _entries(index: Any) -> Entries:
    entries: Entries = index.entries if hasattr(index, "entries") else index._entries
    return entries


def _fill_material(index: Any, page: Page) -> bool:
    """As `SearchIndex.add_entry_from_context` of Material does it."""
    search = page.meta.get("search") or {}
    if search.get("exclude"):
        return True
    sections = search_sections(page.content or "")
    for section in sections or ():
        if not section.is_excluded():
            index.create_entry_for_section(section, page.toc, page.url, page)
    return sections is not None


def _fill_mkdocs(index: Any, page: Page) -> bool:
    """As `SearchIndex.add_entry_from_context` of MkDocs does it."""
    found = search_texts(page.content or "")
    if found is None:
        return False
    indexing = index.config["indexing"]
    text = found.stripped_html.rstrip("\n") if indexing == "full" else ""
    index._add_entry(title=page.title, text=text, loc=page.url)
    if indexing in ("full", "sections"):
        for section in found.data:
            index.create_entry_for_section(section, page.toc, page.url)
    return True


_FILLERS = {_MATERIAL: _fill_material, _MKDOCS: _fill_mkdocs}


# Keys


def _described(page: Page) -> str:
    """What the entries of a page depend on: its HTML, its anchors, and what it says of itself."""
    meta = page.meta
    parts = (
        page.url,
        page.title,
        str(meta.get("title", page.title)),
        meta.get("tags"),
        meta.get("search"),
        list(_anchors(page.toc)),
    )
    content = page.content or ""
    # `repr` tells a text from a number or a date
    return f"{parts!r}{content}"


def _anchors(toc: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    """Id, address and title of the headings in a table of contents, in its order."""
    for item in toc:
        yield item.id, item.url, item.title
        yield from _anchors(item.children)


def _fingerprint(index: Any) -> str:
    """Of the code that makes entries and of its options, jieba's dictionaries among them.

    Not of words that a hook of the author's adds to jieba by itself.
    """
    jieba = getattr(sys.modules[type(index).__module__], "jieba", None)
    parts = (
        type(index).__module__,
        sys.implementation.name,
        platform.python_version(),  # its `HTMLParser` and its Unicode
        [_version(name) for name in _PACKAGES],
        index.config.get("indexing"),
        _jieba_parts(jieba, index.config) if jieba else None,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _jieba_parts(jieba: Any, config: Any) -> object:
    """What decides how jieba divides Chinese: its version, and the dictionaries it was given."""
    files = [config.get(name) for name in ("jieba_dict", "jieba_dict_user")]
    words = None
    if config.get("jieba_dict_user"):  # whose words add up each time it is loaded in a process
        words = jieba.dt.total, len(jieba.dt.FREQ)
    digests = [_file_digest(Path(file)) if file else None for file in files]
    return jieba.__version__, digests, words


def _file_digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


@cache
def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None

"""Fills the indexes of the search plugins: what they would write, more quickly, and what we add.

Both plugins read the HTML of every page with Python's `HTMLParser`. Where the source of a plugin is
the one in the table of `internals`, `markup.search_sections` and `markup.search_texts` take its
place. Any other index, and a page with HTML that they do not know, is left to the plugin.

The first entry of a note gets a line about its paper. For Material, Chinese is divided into words
that the site has given, and into characters where jieba is missing.
"""

from __future__ import annotations

import hashlib
import html
import json
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
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
from mkdocs_papernotes.adapter.search_options import MODULE, divides
from mkdocs_papernotes.adapter.segmenter import (
    OTHER_WORDS,
    CharacterSegmenter,
    JiebaSegmenter,
    Segmenter,
)
from mkdocs_papernotes.cache.digest import text_digest
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.markup.search_sections import search_sections
from mkdocs_papernotes.markup.search_texts import search_texts
from mkdocs_papernotes.terms.chinese_words import words_in

Entries = list[dict[str, Any]]
_JSON = json.JSONEncoder(separators=(",", ":"), default=str, ensure_ascii=False)
_AT_ONCE = 100
"""Entries of an index that are encoded together."""
_MKDOCS = "mkdocs.contrib.search.search_index"
_ASCII_READERS = frozenset(("encryptcontent", "exclude-search"))
"""Plugins that read the index in the encoding of the system, which need not be UTF-8."""
_PACKAGES = ("mkdocs-papernotes", "mkdocs", "properdocs", "mkdocs-material", "backrefs", "regex")
"""What reads the HTML of a page and finds the Chinese in it, apart from Python and jieba."""
_OWN_ATTRIBUTE = r"\s?data-search-\w+=\"[^\"]+\""
"""What Material's plugin removes from each page."""


def quicken(
    config: MkDocsConfig,
    store: Store,
    words: frozenset[str] = frozenset(),
    line: Callable[[Page], str] = lambda page: "",
) -> None:
    """Fill the indexes that the search plugins made at the beginning of this build.

    `words` are Chinese words of the site. `line` is what is to be found of a page besides its text,
    as plain text.
    """
    for name in SEARCH_PLUGINS:
        index: Any = getattr(config.plugins.get(name), "search_index", None)
        module, _, kind = f"{type(index).__module__}.{type(index).__name__}".rpartition(".")
        fill = _FILLERS.get(_mkdocs_name(module)) if kind == "SearchIndex" else None
        if fill is None or "add_entry_from_context" in vars(index):
            continue
        segmenter, kept, fingerprint = None, Store(None), ""
        if _is_known(module):
            segmenter, kept = _segmenter(index, words), store
            fingerprint = _fingerprint(index, segmenter)
            _prepare(index, segmenter, words, config)
        else:
            fill = _fill_nothing
        quick = QuickIndex(index, fill, kept, fingerprint, segmenter, words, line)
        index.add_entry_from_context = quick.add


def _segmenter(index: Any, words: frozenset[str]) -> Segmenter | None:
    """How the Chinese in an index is divided; `None` if as its plugin does it, or not at all."""
    plugin = sys.modules[type(index).__module__]
    if plugin.__name__ != MODULE or not divides(index.config.get("separator")):
        return None
    if plugin.jieba is None:
        return CharacterSegmenter()
    return JiebaSegmenter(plugin, words) if words else None


def _prepare(
    index: Any, segmenter: Segmenter | None, words: frozenset[str], config: MkDocsConfig
) -> None:
    """Have Material's index divide Chinese, search other words, and write less."""
    if type(index).__module__ != MODULE:
        return
    plugin: Any = sys.modules[MODULE]
    plugin.re = _Expressions()
    if isinstance(segmenter, JiebaSegmenter):
        index._segment_chinese = segmenter
    if segmenter and words:
        # another mapping, because the one of the options is the same for all sites of a process
        index.config["fields"] = {**index.config["fields"], OTHER_WORDS: {"boost": 1.0}}
    if _ASCII_READERS.isdisjoint(config.plugins):
        index.generate_search_index = partial(_generated, index)


class _Expressions:
    """The module `re` as Material's plugin uses it.

    From every page the plugin removes attributes of its own, which few pages have. To look for them
    with its expression takes a hundred times as long as to look for their beginning.
    """

    _sub = staticmethod(re.sub)

    def sub(self, pattern: Any, replacement: Any, text: str, count: int = 0, flags: int = 0) -> str:
        if pattern == _OWN_ATTRIBUTE and "data-search-" not in text:
            return text
        return self._sub(pattern, replacement, text, count=count, flags=flags)

    def __getattr__(self, name: str) -> Any:
        return getattr(re, name)


class _Encoded(bytearray):
    """A text in UTF-8, for a plugin that encodes it: as a text it would take twice the memory."""

    def encode(self, encoding: str = "utf-8") -> bytearray:
        """The text as it is."""
        return self


def _generated(index: Any, previous: Any) -> str | _Encoded:
    """As `SearchIndex.generate_search_index` of Material, but with Chinese as it is.

    Each character of Chinese takes half as many bytes.
    """
    if not previous:
        with suppress(UnicodeEncodeError):  # half of a surrogate pair, which UTF-8 cannot hold
            return _encoded(index)
    return str(type(index).generate_search_index(index, previous))


def _encoded(index: Any) -> _Encoded:
    config = {name: index.config[name] for name in ("lang", "separator", "pipeline", "fields")}
    written = _JSON.encode({"config": config, "docs": []})
    data, end = _Encoded(written[:-2].encode()), written[-2:].encode()
    for first in range(0, len(index.entries), _AT_ONCE):
        entries = _JSON.encode(index.entries[first : first + _AT_ONCE])[1:-1]
        data += b"," if first else b""
        data += entries.encode()
    data += end
    return data


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
    """Of everything that entries depend on, apart from the page and what we add."""
    segmenter: Segmenter | None = None
    words: frozenset[str] = frozenset()
    line: Callable[[Page], str] = lambda page: ""

    def add(self, page: Page) -> None:
        """Add the entries of a page, in place of the index's own `add_entry_from_context`."""
        if self._leaves_out(page):
            return
        line = self.line(page)
        added = _Added(line, self._words_of(page, line))
        if not self.store.is_open:
            self._read(page, added)
            return
        content = text_digest(page.content or "")
        key = self.store.key("search", self.fingerprint, repr(added), _described(page), content)
        entries: Entries = _entries(self.index)
        kept = self.store.get(key)
        if kept is not None:
            entries += json.loads(kept)
            return
        count = len(entries)
        self._read(page, added)
        with suppress(TypeError):  # a date as `boost`
            # Chinese as it is takes half as many bytes, and is read in half the time
            new = json.dumps(entries[count:], ensure_ascii=False)
            self.store.put(key, new.encode("utf-8", "surrogatepass"))

    def _leaves_out(self, page: Page) -> bool:
        """Whether Material's plugin adds no entries for a page, as for all pages of lists."""
        search = page.meta.get("search")
        is_excluded = isinstance(search, Mapping) and search.get("exclude")
        return bool(is_excluded and self.fill is _fill_material)

    def _words_of(self, page: Page, line: str) -> tuple[str, ...]:
        """The words of the site that may stand in the entries of a page."""
        if not (self.segmenter and self.words):
            return ()
        parts = (page.content, page.meta.get("title", page.title), line)
        return words_in("\n".join(map(str, parts)), self.words)

    def _read(self, page: Page, added: _Added) -> None:
        entries = _entries(self.index)
        count = len(entries)
        if not self.fill(self.index, page):
            type(self.index).add_entry_from_context(self.index, page)
        new = entries[count:]
        if added.line and new and new[0]["location"] == page.url:
            _add_line(new[0], added.line, self.index)
        if isinstance(self.segmenter, CharacterSegmenter):
            for entry in new:
                entry["title"] = self.segmenter(entry["title"])
                entry["text"] = self.segmenter(entry["text"])
        if self.segmenter and added.words:
            for entry in new:
                texts = entry["title"], entry["text"]
                if other := self.segmenter.other_words(texts, added.words):
                    entry[OTHER_WORDS] = other


@dataclass(frozen=True)
class _Added:
    """What decides, beside the page, what we add to its entries."""

    line: str
    words: tuple[str, ...]


def _add_line(entry: dict[str, Any], line: str, index: Any) -> None:
    """Add a line to the text of an entry: in HTML for Material, which shows it if it is found."""
    if type(index).__module__ != MODULE:
        entry["text"] = "\n".join(filter(None, (entry["text"], line)))
        return
    plugin = sys.modules[MODULE]
    segment = getattr(index, "_segment_chinese", str) if getattr(plugin, "jieba", None) else str
    entry["text"] += segment(f"<p>{html.escape(line, quote=False)}</p>")


def _entries(index: Any) -> Entries:
    entries: Entries = index.entries if hasattr(index, "entries") else index._entries
    return entries


def _fill_material(index: Any, page: Page) -> bool:
    """As `SearchIndex.add_entry_from_context` of Material does it."""
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


def _fill_nothing(index: Any, page: Page) -> bool:
    """Leaves the page to the plugin."""
    return False


_FILLERS = {MODULE: _fill_material, _MKDOCS: _fill_mkdocs}


# Keys


def _described(page: Page) -> str:
    """What the entries of a page depend on beside its HTML: what it says of itself, its anchors."""
    meta = page.meta
    parts = (
        page.url,
        page.title,
        str(meta.get("title", page.title)),
        meta.get("tags"),
        meta.get("search"),
        list(_anchors(page.toc)),
    )
    return repr(parts)  # tells a text from a number or a date


def _anchors(toc: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    """Id, address and title of the headings in a table of contents, in its order."""
    for item in toc:
        yield item.id, item.url, item.title
        yield from _anchors(item.children)


def _fingerprint(index: Any, segmenter: Segmenter | None) -> str:
    """Of the code that makes entries and of its options, jieba's dictionaries among them.

    Not of words that a hook of the author's adds to jieba by itself, nor of those of the site: the
    key of a page has those that stand in it.
    """
    jieba = getattr(sys.modules[type(index).__module__], "jieba", None)
    parts = (
        type(index).__module__,
        sys.implementation.name,
        platform.python_version(),  # its `HTMLParser` and its Unicode
        [_version(name) for name in _PACKAGES],
        index.config.get("indexing"),
        type(segmenter).__name__,
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

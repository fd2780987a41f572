"""A cache of parsed source files, which are parsed again only when their bytes change."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_papernotes.cache.digest import digest
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.front_matter.kept import Record, from_json, page_of, record_of, to_json
from mkdocs_papernotes.front_matter.notebook import is_notebook, read_notebook
from mkdocs_papernotes.front_matter.parsing import FrontMatter, read_front_matter
from mkdocs_papernotes.problems.problem import Problem

_RECORDS_FOR_ONE = 50
"""How many records are written in the time in which the YAML of one page is parsed."""


@dataclass
class SourceCache:
    """Front matter and text by path, for all rebuilds of one `serve` and for the next build."""

    _entries: dict[str, tuple[bytes, FrontMatter | None]] = field(default_factory=dict)
    _records: dict[str, Record] = field(default_factory=dict)
    """What the store has, or will have."""
    _new: int = 0
    """How many records there are that the store does not have."""

    def load(self, store: Store, site: str) -> None:
        """Take what an earlier build of a site has read."""
        if not self._entries and (data := store.get(_key(store, site))) is not None:
            self._records = from_json(data)

    def save(self, store: Store, site: str) -> None:
        """Keep what was read for the next build, unless reading it again takes less time."""
        if self._new * _RECORDS_FOR_ONE > len(self._records):
            store.put(_key(store, site), to_json(self._records))
            self._new = 0

    def read(self, source: str, content: bytes) -> FrontMatter | None:
        """Parse the page at `source`; returns `None` if its bytes are not UTF-8."""
        known, key = self._entries.get(source), digest(content)
        if known is not None and known[0] == key:
            return known[1]
        page = self._parsed(source, key, content)
        self._entries[source] = (key, page)
        return page

    def _parsed(self, source: str, key: bytes, content: bytes) -> FrontMatter | None:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return None
        if is_notebook(source):
            return read_notebook(text, source)
        known = self._records.get(source)
        if known is not None and known[0] == key.hex():
            return page_of(known, text)
        page = read_front_matter(text, source)
        record = record_of(page, key)
        if record is not None:
            self._records[source] = record
            self._new += 1
        return page

    def keep_only(self, sources: set[str]) -> None:
        """Forget all files but `sources`."""
        self._entries = {name: self._entries[name] for name in self._entries.keys() & sources}
        self._records = {name: self._records[name] for name in self._records.keys() & sources}


def _key(store: Store, site: str) -> bytes:
    return store.key("front matter", site)


def not_utf8(source: str, content: bytes) -> Problem:
    """The problem of a file that is not UTF-8, with the line of the first wrong byte."""
    line = 0
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    return Problem("not-utf8", source, line)

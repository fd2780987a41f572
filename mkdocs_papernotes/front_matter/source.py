"""A cache of parsed source files, which are parsed again only when their bytes change."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_papernotes.cache.digest import digest
from mkdocs_papernotes.front_matter.notebook import is_notebook, read_notebook
from mkdocs_papernotes.front_matter.parsing import FrontMatter, read_front_matter
from mkdocs_papernotes.problems.problem import Problem


@dataclass
class SourceCache:
    """Front matter and text by path, for all rebuilds of one `serve`."""

    _entries: dict[str, tuple[bytes, FrontMatter | None]] = field(default_factory=dict)

    def read(self, source: str, content: bytes) -> FrontMatter | None:
        """Parse the page at `source`; returns `None` if its bytes are not UTF-8."""
        known, key = self._entries.get(source), digest(content)
        if known is not None and known[0] == key:
            return known[1]
        try:
            text = content.decode("utf-8")
            page = (read_notebook if is_notebook(source) else read_front_matter)(text, source)
        except UnicodeDecodeError:
            page = None
        self._entries[source] = (key, page)
        return page

    def keep_only(self, sources: set[str]) -> None:
        """Forget all files but `sources`."""
        self._entries = {name: self._entries[name] for name in self._entries.keys() & sources}


def not_utf8(source: str, content: bytes) -> Problem:
    """The problem of a file that is not UTF-8, with the line of the first wrong byte."""
    line = 0
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    return Problem("not-utf8", source, line)

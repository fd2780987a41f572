"""The written pages of a build with placeholders for excerpts in languages that are built later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_papernotes.assembly.renderer import Placeholder, fill_placeholders
from mkdocs_papernotes.cache.store import Store


@dataclass(frozen=True)
class _Page:
    path: Path
    placeholders: Sequence[Placeholder]
    key: bytes | None


class UnfinishedPages:
    """Fills the placeholders of pages when all notes are rendered."""

    def __init__(self, store: Store):
        self._store = store
        self._pages: list[_Page] = []

    def add(self, path: Path, placeholders: Sequence[Placeholder], key: bytes | None) -> None:
        """Remember the page at `path`; under `key`, the cache gets it when it is finished."""
        self._pages.append(_Page(path, placeholders, key))

    def fill(self) -> None:
        """Fill the placeholders of the pages that were written."""
        for page in self._pages:
            if page.path.is_file():
                html = page.path.read_bytes().decode("utf-8")
                html = fill_placeholders(html, page.placeholders)
                page.path.write_bytes(html.encode("utf-8"))
                if page.key:
                    self._store.put(page.key, html.encode("utf-8"))
        self._pages.clear()

    def remove(self) -> None:
        """Remove the pages that still have placeholders."""
        for page in self._pages:
            page.path.unlink(missing_ok=True)
        self._pages.clear()

"""The links in texts, which are read again only when the text changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_papernotes.markup.source_links import SourceLink


@dataclass
class KnownLinks:
    """The links in the texts of pages by source, for all rebuilds of one `serve`."""

    _entries: dict[str, tuple[str, Sequence[str], list[SourceLink]]] = field(default_factory=dict)

    def of(self, source: str, text: str, sites: Sequence[str]) -> list[SourceLink]:
        """The links in the text of the page at `source`; see `source_links`."""
        known = self._entries.get(source)
        if known is None or known[0] != text or known[1] != sites:
            from mkdocs_papernotes.markup.source_links import source_links

            known = self._entries[source] = text, sites, source_links(text, sites)
        return known[2]

    def keep_only(self, sources: Collection[str]) -> None:
        """Forget all pages but `sources`."""
        self._entries = {name: self._entries[name] for name in self._entries.keys() & set(sources)}

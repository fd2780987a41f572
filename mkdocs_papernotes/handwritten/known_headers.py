"""What the handwritten headers of a site state, so that each text is read for it only once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_papernotes.cache.digest import digest
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.handwritten.beginning import may_have_header


class KnownHeader(NamedTuple):
    """A header that could move to front matter."""

    line: int
    """Its first line in the text, counted from 0."""
    keys: list[str]
    """The keys of `paper:` that it would become; empty if that is not clear."""


@dataclass
class KnownHeaders:
    """Headers by the digest of the text, for all rebuilds of one `serve` and for the next build."""

    _headers: dict[str, KnownHeader | None] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    """Which of them were asked for since they were kept."""
    _has_new: bool = False
    """Whether there are any that the store does not have."""

    def load(self, store: Store, site: str) -> None:
        """Take what an earlier build of a site has found."""
        if not self._headers and (data := store.get(_key(store, site))) is not None:
            found: dict[str, tuple[int, list[str]] | None] = json.loads(data)
            self._headers = {key: each and KnownHeader(*each) for key, each in found.items()}

    def save(self, store: Store, site: str) -> None:
        """Keep what was asked for, for the next build."""
        if self._has_new:
            self._headers = {key: self._headers[key] for key in sorted(self._asked)}
            store.put(_key(store, site), json.dumps(self._headers).encode())
        self._asked.clear()
        self._has_new = False

    def of(self, body: str) -> KnownHeader | None:
        """The header in the Markdown of a note, or `None`.

        A note without a header takes about ten microseconds.
        """
        if not may_have_header(body):
            return None
        key = digest(body).hex()
        if key not in self._headers:
            self._headers[key] = _read(body)
            self._has_new = True
        self._asked.add(key)
        return self._headers[key]


def _key(store: Store, site: str) -> bytes:
    return store.key("handwritten headers", site)


def _read(body: str) -> KnownHeader | None:
    # what reads such headers is large, and most sites have none
    from mkdocs_papernotes.handwritten.header import find_header
    from mkdocs_papernotes.handwritten.proposal import propose

    header = find_header(body)
    if header is None:
        return None
    return KnownHeader(header.first, list(propose({}, header).values.get("paper", {})))

"""The citations of a site, which the next build need not write again."""

from __future__ import annotations

from mkdocs_papernotes.assembly.shown import Shown
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.site.folders import Folders


class KeptCitations:
    """Has the citations of a site from the last build if they say the same, else for the next.

    The last ones only, or each change of a title would leave all citations in the cache once more.
    """

    def __init__(self, site: Site, shown: Shown, folders: Folders, store: Store):
        self._citations, self._store = site.citations, store
        if site.citations is None or not store.is_open:
            return
        self._place = store.key("citations", str(folders.docs))
        self._said = shown.of_citations()
        found = store.get(self._place) or b""
        if found.startswith(self._said):
            site.citations.load(found[len(self._said) :])

    def keep(self) -> None:
        """Keep what was not there, after all citations are written."""
        citations, store = self._citations, self._store
        if citations and store.is_open and not citations.is_loaded:
            store.put(self._place, self._said + citations.to_json())

"""Changes to the search index, for both Material's search plugin and MkDocs' own."""

from __future__ import annotations

import html
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

SEARCH_PLUGINS = ("search", "material/search")


def remove_entries(config: MkDocsConfig, urls: set[str]) -> None:
    """Remove the entries of the pages at `urls`, before the index is written.

    Needed because MkDocs' own search plugin does not support `search: {exclude: true}`.
    """
    for name in SEARCH_PLUGINS:
        plugin: Any = config.plugins.get(name)
        index = getattr(plugin, "search_index", None)
        for attribute in ("entries", "_entries"):
            entries = getattr(index, attribute, None)
            if entries:
                entries[:] = [e for e in entries if e["location"].split("#")[0] not in urls]


def unescape_titles(config: MkDocsConfig, urls: set[str]) -> None:
    """Unescape titles in the index of MkDocs' own search, because its script escapes them again."""
    index = getattr(config.plugins.get("search"), "search_index", None)
    for entry in getattr(index, "_entries", ()):
        if entry["location"] in urls:
            entry["title"] = html.unescape(entry["title"])

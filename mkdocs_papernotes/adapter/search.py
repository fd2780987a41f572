"""Changes to the search index, for both Material's search plugin and MkDocs' own."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

SEARCH_PLUGINS = ("search", "material/search")
_NO_WIDTH = "\u200b"


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


def escape_texts(config: MkDocsConfig, is_raw: Callable[[str], bool]) -> None:
    """Escape titles and tags of front matter in the index of Material, whose script prints HTML.

    `is_raw` says whether a text is from front matter. Between Chinese words Material puts spaces of
    no width. MkDocs' own script escapes what it prints.
    """
    for name in SEARCH_PLUGINS:
        index = getattr(config.plugins.get(name), "search_index", None)
        for entry in getattr(index, "entries", ()):
            if is_raw(entry["title"].replace(_NO_WIDTH, "")):
                entry["title"] = html.escape(entry["title"])
            if "tags" in entry:
                entry["tags"] = [html.escape(tag) if is_raw(tag) else tag for tag in entry["tags"]]

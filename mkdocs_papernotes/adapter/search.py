"""Changes to the search index, for both Material's search plugin and MkDocs' own."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

SEARCH_PLUGINS = ("search", "material/search")
_NO_WIDTH = "\u200b"


def remove_entries(config: MkDocsConfig, urls: set[str]) -> None:
    """Remove the entries of the pages at `urls`, before the index is written.

    Needed because MkDocs' own search plugin does not support `search: {exclude: true}`.
    """
    for entries in _indexes(config):
        entries[:] = [entry for entry in entries if _page(entry) not in urls]


def remove_copies(config: MkDocsConfig, urls: set[str], known: set[Hashable]) -> None:
    """Remove those entries of the pages at `urls` whose text other pages have as well.

    A copy in another language may differ: another plugin writes a list of tags into it. `known` are
    the texts of languages that were built before; those of this one are added.
    """
    for entries in _indexes(config):
        known |= {_content(entry) for entry in entries if _page(entry) not in urls}
        entries[:] = [e for e in entries if _page(e) not in urls or _content(e) not in known]


def _indexes(config: MkDocsConfig) -> Iterator[list[dict[str, Any]]]:
    """The lists of entries that the search plugins of a site have gathered."""
    for name in SEARCH_PLUGINS:
        index = getattr(config.plugins.get(name), "search_index", None)
        for attribute in ("entries", "_entries"):
            entries = getattr(index, attribute, None)
            if entries:
                yield entries


def _content(entry: dict[str, Any]) -> Hashable:
    return entry["title"], entry["text"]


def _page(entry: dict[str, Any]) -> str:
    return str(entry["location"]).split("#")[0]


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

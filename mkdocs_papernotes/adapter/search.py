"""Changes to the search index, for both Material's search plugin and MkDocs' own."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Iterable, Iterator
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.addresses import normal

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
        if not urls:
            known.update(map(_content, entries))
            continue
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


def counts(config: MkDocsConfig) -> list[int]:
    """How many entries each index has."""
    return [len(entries) for entries in _indexes(config)]


def replace_entries(
    config: MkDocsConfig,
    known: list[int],
    url: str,
    unsearched: Callable[[], set[str]],
    is_raw: Callable[[str], bool],
) -> bool:
    """Put the entries that were added since `counts` in the place of the page's old ones.

    Returns whether there is such a place, in every index that is to have the page: `unsearched` are
    the addresses of those that no index has.
    """
    for entries, count in zip(_indexes(config), known, strict=True):
        new = entries[count:]
        del entries[count:]
        _escape(new, is_raw)
        near = [at for at, entry in enumerate(entries) if entry["location"].startswith(url)]
        places = [at for at in near if _page(entries[at]) == url]
        if places:
            entries[places[0] : places[-1] + 1] = new
        elif new and normal(url) not in unsearched():
            return False
    return True


def write_index(config: MkDocsConfig) -> None:
    """Write the index again; a browser that asks for it gets the old or the new one as a whole."""
    site, elsewhere = Path(config.site_dir), copy(config)
    for name in SEARCH_PLUGINS:
        if name in config.plugins:
            plugin: Any = config.plugins[name]
            with TemporaryDirectory(dir=site, prefix=".search-") as folder:
                elsewhere["site_dir"] = folder
                plugin.on_post_build(config=elsewhere)
                for path in Path(folder).rglob("*.*"):
                    path.replace(site / path.relative_to(folder))


def _content(entry: dict[str, Any]) -> Hashable:
    return entry["title"], entry["text"]


def _page(entry: dict[str, Any]) -> str:
    return str(entry["location"]).partition("#")[0]


def escape_texts(config: MkDocsConfig, is_raw: Callable[[str], bool]) -> None:
    """Escape titles and tags of front matter in the index of Material, whose script prints HTML.

    `is_raw` says whether a text is from front matter. Between Chinese words Material puts spaces of
    no width. MkDocs' own script escapes what it prints.
    """
    for name in SEARCH_PLUGINS:
        index = getattr(config.plugins.get(name), "search_index", None)
        _escape(getattr(index, "entries", ()), is_raw)


def _escape(entries: Iterable[dict[str, Any]], is_raw: Callable[[str], bool]) -> None:
    for entry in entries:
        if is_raw(entry["title"].replace(_NO_WIDTH, "")):
            entry["title"] = html.escape(entry["title"])
        if "tags" in entry:
            entry["tags"] = [html.escape(tag) if is_raw(tag) else tag for tag in entry["tags"]]

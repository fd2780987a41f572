"""Other plugins that have to be told which pages are lists."""

from __future__ import annotations

import glob
from collections.abc import Iterable, MutableMapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_FEED_KEY = "draft"


def leave_out_of_feeds(meta: MutableMapping[str, Any]) -> None:
    """Mark the front matter of a generated page as a draft, which mkdocs-rss-plugin leaves out."""
    meta[_FEED_KEY] = True


def end_of_feeds(meta: MutableMapping[str, Any]) -> None:
    """Take the mark away, before the theme sees the page."""
    meta.pop(_FEED_KEY, None)


def exclude_from_git_authors(config: MkDocsConfig, sources: Iterable[str]) -> None:
    """Add generated pages to the option `exclude` of mkdocs-git-authors-plugin.

    It would warn of each that it is not committed.
    """
    plugin: Any = config.plugins.get("git-authors")
    if plugin is not None:
        excluded = plugin.config["exclude"] or []
        new = sorted({glob.escape(source) for source in sources} - {*excluded})
        plugin.config["exclude"] = [*excluded, *new]

"""Other plugins that have to be told which pages are lists."""

from __future__ import annotations

import glob
from collections.abc import Iterable, MutableMapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_FEED_KEY = "draft"
_ASKING_GIT = ("git-authors", "git-committers", "git-revision-date-localized")


def leave_out_of_feeds(meta: MutableMapping[str, Any]) -> None:
    """Mark the front matter of a generated page as a draft, which mkdocs-rss-plugin leaves out."""
    meta[_FEED_KEY] = True


def end_of_feeds(meta: MutableMapping[str, Any]) -> None:
    """Take the mark away, before the theme sees the page."""
    meta.pop(_FEED_KEY, None)


def exclude_from_git(config: MkDocsConfig, sources: Iterable[str]) -> None:
    """Add generated pages to the option `exclude` of plugins that ask Git about every page.

    They would warn that it is not committed, or date it as of the build.
    """
    for name in _ASKING_GIT:
        plugin: Any = config.plugins.get(name)
        if plugin is not None and "exclude" in plugin.config:
            excluded = plugin.config["exclude"] or []
            new = sorted({glob.escape(source) for source in sources} - {*excluded})
            plugin.config["exclude"] = [*excluded, *new]

"""Other plugins that ask Git about every page."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_ASKING_GIT = ("git-authors", "git-committers", "git-revision-date-localized")


def exclude_from_git(config: MkDocsConfig, sources: Iterable[str]) -> None:
    """Add generated pages to the option `exclude` of these plugins.

    They would warn that such a page is not committed, or date it as of the build.
    """
    for name in _ASKING_GIT:
        plugin: Any = config.plugins.get(name)
        if plugin is not None and "exclude" in plugin.config:
            excluded = plugin.config["exclude"] or []
            new = sorted({glob.escape(source) for source in sources} - {*excluded})
            plugin.config["exclude"] = [*excluded, *new]

"""Other plugins that ask Git about every page."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from types import MethodType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.files import is_ours

_ASKING_GIT = ("git-authors", "git-committers", "git-revision-date-localized")
_WITHOUT_OPTION = "git-revision-date"


def exclude_from_git(config: MkDocsConfig, sources: Iterable[str]) -> None:
    """Add generated pages to the option `exclude` of these plugins, or keep the pages from them.

    They would warn that such a page is not committed, date it as of the build, or fail.
    """
    for name in _ASKING_GIT:
        plugin: Any = config.plugins.get(name)
        if plugin is not None and "exclude" in plugin.config:
            excluded = plugin.config["exclude"] or []
            new = sorted({glob.escape(source) for source in sources} - {*excluded})
            plugin.config["exclude"] = [*excluded, *new]
    if plugin := config.plugins.get(_WITHOUT_OPTION):
        methods = config.plugins.events["page_markdown"]
        methods[:] = [
            MethodType(_dated, plugin) if getattr(method, "__self__", None) is plugin else method
            for method in methods
        ]


def _dated(plugin: Any, markdown: str, *, page: Page, **others: Any) -> str:
    """What the plugin without an option `exclude` makes of a page, unless the page is generated."""
    if is_ours(page.file):
        return markdown
    return str(plugin.on_page_markdown(markdown, page=page, **others))

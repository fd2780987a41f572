"""mkdocs-statistics-plugin, which reads the source of every page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig


def exclude_from_statistics(config: MkDocsConfig, sources: Iterable[str]) -> None:
    """Add generated pages to the plugin's option `exclude_path`.

    It opens the sources of all others below `docs_dir`, and would end the build at these.
    """
    plugin: Any = config.plugins.get("statistics")
    if plugin is None or "exclude_path" not in plugin.config:
        return
    generated = rf"(?:{'|'.join(map(re.escape, sorted(sources)))})\Z"
    excluded = plugin.config["exclude_path"]
    if generated not in excluded:
        plugin.config["exclude_path"] = f"{excluded}|{generated}" if excluded else generated

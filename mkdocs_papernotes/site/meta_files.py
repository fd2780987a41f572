"""Files of Material's meta plugin, which give front matter to all pages of a folder.

They are read for what they say of publication only: the plugin gives the rest to pages itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs_papernotes.front_matter.mentions import Mention
from mkdocs_papernotes.front_matter.parsing import FrontMatter, read_front_matter

NAMES = ("meta", "material/meta")
"""Names of the plugin in `mkdocs.yml`."""


def meta_file(plugins: Iterable[Mapping[str, Any]]) -> str:
    """The name of the files, given the options of each such plugin; empty without one."""
    names = [
        str(options.get("meta_file") or ".meta.yml")
        for options in plugins
        if options.get("enabled") is not False
    ]
    return names[0] if names else ""


@dataclass(frozen=True)
class MetaFiles:
    """The files of that name in the docs folder and below it."""

    docs: Path
    name: str
    _known: dict[str, tuple[Mention, ...]] = field(default_factory=dict)

    def added_to(self, front_matter: FrontMatter, source: str) -> FrontMatter:
        """The front matter of a page with what the files in its folders say of its publication."""
        folders = PurePosixPath(source).parents if self.name else ()
        found = tuple(mention for folder in folders for mention in self._of(str(folder)))
        return dataclasses.replace(front_matter, mentions=front_matter.mentions + found)

    def _of(self, folder: str) -> tuple[Mention, ...]:
        if folder not in self._known:
            found = read_front_matter(f"---\n{self._text(folder)}\n---\n", self.name).mentions
            # the line would be taken for one of the page
            self._known[folder] = tuple(dataclasses.replace(each, line=0) for each in found)
        return self._known[folder]

    def _text(self, folder: str) -> str:
        """The text of a file; empty where there is none, as where the plugin itself reports it."""
        try:
            return (self.docs / folder / self.name).read_text("utf-8-sig")
        except (OSError, ValueError):
            return ""

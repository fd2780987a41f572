"""Where MkDocs published the pages of an old site."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_papernotes.importers.folders.names import INDEXES, Name


@dataclass(frozen=True)
class Addresses:
    """Addresses below the site's root, as `OldPage.address` has them."""

    directory_urls: bool = True
    default: str = ""
    """The language whose pages have no folder."""
    locales: Mapping[str, str] | None = None
    """The folders of mkdocs-static-i18n by language; `None` for a site without it."""

    def of(self, name: Name) -> str:
        """The address of a page in its own language."""
        return self.of_path(name.path, name.language)

    def of_path(self, path: str, language: str = "") -> str:
        """The address of a page by its path without extension and language."""
        folder, last = posixpath.split(path)
        if last.lower() in INDEXES:
            address = f"{folder}/" if folder else ""
            address += "" if self.directory_urls else "index.html"
        else:
            address = f"{path}/" if self.directory_urls else f"{path}.html"
        return f"{self.prefix(language)}{address}"

    def prefix(self, language: str) -> str:
        """The folder of a language with a slash, or an empty text."""
        if self.locales is None or language in {"", self.default}:
            return ""
        return f"{self.locales.get(language, language)}/"

"""The languages of a site, with the name, badge, folder and address of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_papernotes.addresses import absolute
from mkdocs_papernotes.languages.labels import Labels, Renamed, labels_for
from mkdocs_papernotes.languages.tags import badges, own_name


@dataclass(frozen=True)
class Languages:
    """The languages that a site is built in, by `tags` in the author's order."""

    tags: tuple[str, ...]
    default: str
    directory_urls: bool = True
    site_urls: Mapping[str, str] | None = None
    """The full address of the site in each language; `None` without `site_url`."""
    names: Mapping[str, str] | None = None
    """Names that the author gave to languages; the others have their own (`Deutsch`, `中文`)."""
    titles: Mapping[str, str] | None = None
    """The name of the site in each language."""
    descriptions: Mapping[str, str] | None = None
    """What the site says of itself in each language."""
    renamed: Renamed | None = None
    """Labels that the author replaced."""

    def prefix(self, language: str) -> str:
        """The folder that holds the lists of a language; empty for the default language."""
        return "" if language == self.default else language

    def name(self, language: str) -> str:
        return (self.names or {}).get(language) or own_name(language)

    def title(self, language: str) -> str:
        """The name of the site in a language; empty if it has none of its own there."""
        return (self.titles or {}).get(language, "")

    def description(self, language: str) -> str:
        """What the site says of itself in a language; empty if nothing."""
        return (self.descriptions or {}).get(language, "")

    def labels(self, language: str) -> Labels:
        """The labels in a language."""
        if language not in self._labels:
            self._labels[language] = labels_for(language, self.renamed)
        return self._labels[language]

    @cached_property
    def _labels(self) -> dict[str, Labels]:
        return {}

    @cached_property
    def badges(self) -> Mapping[str, str]:
        return badges(self.tags)

    def absolute(self, url: str, language: str) -> str | None:
        """The full address of a page, or `None` without `site_url`."""
        base = (self.site_urls or {}).get(language)
        return absolute(url, base) if base else None

"""The languages of a site, and what each has of its own: name, badge, folder, address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_papernotes.addresses import absolute
from mkdocs_papernotes.languages.labels import Labels, Renamed, labels_for
from mkdocs_papernotes.languages.tags import badges, own_name


@dataclass(frozen=True)
class Languages:
    """A site that is built in `tags` (in the author's order), one of them the default."""

    tags: tuple[str, ...]
    default: str
    directory_urls: bool = True
    site_urls: Mapping[str, str] | None = None
    """The site's full address, by language; `None` where the author gave none."""
    names: Mapping[str, str] | None = None
    """Names of languages that the author chose; others are named in themselves."""
    titles: Mapping[str, str] | None = None
    """The site's own name, by language."""
    renamed: Renamed | None = None
    """Labels that the author chose."""

    def prefix(self, language: str) -> str:
        """The folder below which a language's lists stand; empty for the default."""
        return "" if language == self.default else language

    def name(self, language: str) -> str:
        return (self.names or {}).get(language) or own_name(language)

    def title(self, language: str) -> str:
        """What the site is called for readers of a language."""
        return (self.titles or {}).get(language, "")

    def labels(self, language: str) -> Labels:
        """The site's words for readers of a language."""
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

"""What MkDocs and mkdocs-static-i18n are told of a site, and the structure that follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.site.navigation import nav_titles, titles_of_language
from mkdocs_papernotes.site.structure import (
    FolderStructure,
    PlainStructure,
    Structure,
    SuffixStructure,
)

_MERE_LINK = "null"
"""The `locale` of an entry that static-i18n only shows as a link in the language switcher."""


@dataclass(frozen=True)
class SiteOptions:
    """Options of MkDocs."""

    directory_urls: bool
    url: str
    """The site's address; may be empty."""
    name: str
    description: str = ""
    nav: Any = None

    def plain_structure(self, locales: tuple[str, ...], theme_language: str) -> Structure:
        """The structure of a site without static-i18n; `locales` are what the author listed."""
        return PlainStructure(
            default=locales[0] if locales else theme_language,
            locales=locales,
            directory_urls=self.directory_urls,
            site_url=self.url,
            site_name=self.name,
            site_description=self.description,
            titles=nav_titles(self.nav),
        )

    def i18n_structure(
        self,
        i18n: Mapping[str, Any],
        built: Sequence[Mapping[str, Any]],
        default: str,
        all_tags: tuple[str, ...],
    ) -> Structure:
        """The structure of a site with static-i18n.

        `i18n` are its options, `built` those of its `languages` that are built, in the author's
        order, and `all_tags` the locales of all of them.
        """
        languages = Languages(
            tags=tuple(item["locale"] for item in built) or (default,),
            default=default,
            directory_urls=self.directory_urls,
            site_urls={tag: url for tag, url in _of_each(built, "site_url", self.url) if url},
            names=dict(_of_each(built, "name", "")),
            titles=dict(_of_each(built, "site_name", self.name)),
            descriptions=dict(_of_each(built, "site_description", self.description)),
        )
        by_folder = i18n.get("docs_structure") == "folder"
        all_tags = tuple(tag for tag in all_tags if tag != _MERE_LINK)
        return (FolderStructure if by_folder else SuffixStructure)(
            languages,
            all_tags,
            i18n.get("fallback_to_default") is not False,
            {item["locale"]: titles_of_language(self.nav, item) for item in built},
        )


def _of_each(
    languages: Sequence[Mapping[str, Any]], key: str, common: str
) -> list[tuple[str, str]]:
    """An option of each language, or what is common to all where a language has none."""
    return [(item["locale"], str(item.get(key) or common)) for item in languages]

"""The alternates of a page: its versions in other languages, and their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.lists import AnyPage, Lists
from mkdocs_papernotes.terms.term import Term


@dataclass(frozen=True)
class Alternates:
    """The addresses for the head of a page, all of them full ones."""

    language: str
    """The language of the page."""
    canonical: str | None = None
    """The page's own address; `None` on a site without `site_url`."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Addresses by language, the page's own included. They are written if there are two or more."""
    default: str | None = None
    """The address for readers of any other language (`x-default`)."""

    @property
    def links(self) -> Mapping[str, str]:
        """The addresses for `hreflang` links; empty for a page that has one version only."""
        if len(self.versions) < 2:
            return {}
        return {**self.versions, **({"x-default": self.default} if self.default else {})}


@dataclass(frozen=True, eq=False)
class VersionUrls:
    """The addresses of a page in each language; all are relative to the site's root."""

    library: Library
    lists: Lists

    @property
    def languages(self) -> Languages:
        return self.library.languages

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The address of the first list in each language."""
        found: dict[str, str] = {}
        for versions in self.lists.values():
            for language, version in versions.items():
                found.setdefault(language, version.urls[0])
        return found

    def of_term(self, term: Term, language: str) -> str | None:
        """The address of the list of a term in a language; `None` if it has none there."""
        version = self.lists.get(f"topics/{term.kind}/{term.key}", {}).get(language)
        return version.urls[0] if version else None

    def of_note(self, note: Note) -> dict[str, str]:
        """The addresses of a note and the translations that it links to."""
        versions = self.library.catalog.linked_versions(note)
        return {language: version.url for language, version in versions.items()}

    def of_list(self, page: AnyPage) -> dict[str, str]:
        """The addresses of the page with the same number, in every language that has it."""
        return {
            language: version.urls[page.number - 1]
            for language, version in self.lists[page.list.key].items()
            if len(version.urls) >= page.number
        }

    def of_location(self, location: Location) -> dict[str, str]:
        """The addresses of any other page, found by its path."""
        return {
            other.language: other.url
            for other in self.library.locations_at(location.path)
            if other.language in self.languages.tags
        }

    @cached_property
    def by_address(self) -> Mapping[str, Alternates]:
        """The alternates of all listed pages, by their full addresses."""
        found: dict[str, Alternates] = {}

        def add(urls: Mapping[str, str], language: str) -> None:
            alternates = self.alternates(urls, language)
            if alternates.canonical:
                found[alternates.canonical] = alternates

        for location in self.library.locations:
            add(self.of_location(location), location.language)
        for versions in self.lists.values():
            for version in versions.values():
                for page in version.pages:
                    add(self.of_list(page), page.language)
        for note in self.library.catalog.notes:
            add(self.of_note(note), note.language)
        return found

    def switcher_urls(self, urls: Mapping[str, str], page: AnyPage | None = None) -> dict[str, str]:
        """The links of a language switcher: `urls`, and the first page of a list elsewhere.

        Languages that `urls` lacks lead to the list of `page` (or the author's page in its place),
        or else to the first list of that language.
        """
        found = dict(urls)
        same = self.lists[page.list.key] if page else {}
        if page is not None:
            for location in self.library.locations_at(page.version.path):
                if location.language not in same:
                    found.setdefault(location.language, location.url)
        for language in self.languages.tags:
            if language in same:
                found.setdefault(language, same[language].urls[0])
            elif language in self.homes:
                found.setdefault(language, self.homes[language])
        return found

    def alternates(
        self, urls: Mapping[str, str], language: str, canonical: str | None = None
    ) -> Alternates:
        """The alternates of a page in `language`, whose versions have the addresses `urls`.

        `canonical` is used if `urls` has no address in `language`.
        """
        languages = self.languages
        versions = {
            name: full
            for name in languages.tags
            if name in urls and (full := languages.absolute(urls[name], name))
        }
        if language in urls:
            canonical = languages.absolute(urls[language], language)
        default = versions.get(languages.default) or next(iter(versions.values()), None)
        return Alternates(language, canonical, versions, default)

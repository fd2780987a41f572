"""The versions of a page in other languages: which exist, and which link back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.lists import AnyPage, Lists


@dataclass(frozen=True)
class Alternates:
    """The full addresses of a page: its own, and by language those that link back to it."""

    language: str
    canonical: str | None = None
    """`None` leaves it out, as on a site without `site_url`."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """By language, the page's own included; at least two, or none are written."""
    default: str | None = None
    """For readers of any other language (`x-default`)."""


@dataclass(frozen=True, eq=False)
class VersionUrls:
    """Addresses by language, of notes, lists and other pages; all relative to the site's root."""

    library: Library
    lists: Lists

    @property
    def languages(self) -> Languages:
        return self.library.languages

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        """The first list that each language has."""
        found: dict[str, str] = {}
        for versions in self.lists.values():
            for language, version in versions.items():
                found.setdefault(language, version.urls[0])
        return found

    def of_note(self, note: Note) -> dict[str, str]:
        """A note and its translations; listed and unlisted ones do not name each other."""
        return {
            language: version.url
            for language, version in self.library.catalog.versions(note).items()
            if version.unlisted == note.unlisted
        }

    def of_list(self, page: AnyPage) -> dict[str, str]:
        """The list's page of the same number in every language that has one."""
        return {
            language: version.urls[page.number - 1]
            for language, version in self.lists[page.list.key].items()
            if len(version.urls) >= page.number
        }

    def of_location(self, location: Location) -> dict[str, str]:
        """Any other page, by its path."""
        return {
            other.language: other.url
            for other in self.library.locations_at(location.path)
            if other.language in self.languages.tags
        }

    def switcher_urls(self, urls: Mapping[str, str], page: AnyPage | None = None) -> dict[str, str]:
        """For a language switcher: `urls`, and in other languages the first page of a list.

        That of the same list where `page` is one, or the author's own page that stands for it.
        """
        found = dict(urls)
        same = self.lists[page.list.key] if page else {}
        if page is not None:
            for location in self.library.locations_at(page.list.path):
                if location.language not in same:
                    found.setdefault(location.language, location.url)
        for language in self.languages.tags:
            if language in same:
                found.setdefault(language, same[language].urls[0])
            elif language in self._homes:
                found.setdefault(language, self._homes[language])
        return found

    def alternates(
        self, urls: Mapping[str, str], language: str, canonical: str | None = None
    ) -> Alternates:
        """What a page's head says; `canonical` serves a page that has no version of its own."""
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

"""The versions of a page in other languages: which exist, and which link back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.metadata.head import Alternates
from mkdocs_papernotes.notes.note import Note, Place
from mkdocs_papernotes.options.settings import View
from mkdocs_papernotes.site.lists import ListPage

Lists = Mapping[View, Mapping[str, list[ListPage]]]
"""The pages of every list, by language."""


@dataclass(frozen=True)
class Version:
    """A link to a page in another language, or to a neighbour in the same."""

    language: str
    text: str
    href: str


class Versions:
    """Addresses by language, of notes, lists and other pages."""

    def __init__(
        self, catalog: Catalog, languages: Languages, lists: Lists, places: Iterable[Place]
    ):
        self._catalog, self._languages, self._lists = catalog, languages, lists
        self._paths = {
            view: pages[0].settings.path
            for view, by_language in lists.items()
            for pages in by_language.values()
            if pages
        }
        self._places: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._places[place.path].append(place)

    def of_note(self, note: Note) -> dict[str, str]:
        """A note and its translations; listed and unlisted ones do not name each other."""
        return {
            language: version.url
            for language, version in self._catalog.versions(note).items()
            if version.unlisted == note.unlisted
        }

    def of_list(self, page: ListPage) -> dict[str, str]:
        """The list's page of the same number in every language that has one."""
        return {
            language: pages[page.number - 1].url
            for language, pages in self._lists[page.settings.view].items()
            if len(pages) >= page.number
        }

    def of_place(self, place: Place) -> dict[str, str]:
        """Any other page, by its path."""
        return {
            other.language: other.url
            for other in self._places[place.path]
            if other.language in self._languages.tags
        }

    def nearest(self, urls: Mapping[str, str], view: View | None = None) -> dict[str, str]:
        """For a language switcher: `urls`, and in other languages the first page of a list."""
        found = dict(urls)
        views = [view, *self._lists] if view else [*self._lists]
        if view:
            for place in self._places[self._paths[view]]:
                if not self._lists[view].get(place.language):
                    found.setdefault(place.language, place.url)
        for language in self._languages.tags:
            for name in views:
                if pages := self._lists[name].get(language):
                    found.setdefault(language, pages[0].url)
        return found

    def alternates(
        self, urls: Mapping[str, str], language: str, canonical: str | None
    ) -> Alternates:
        """What a page's head says; `canonical` serves a page that has no version of its own."""
        languages = self._languages
        versions = {
            name: full
            for name in languages.tags
            if name in urls and (full := languages.absolute(urls[name], name))
        }
        if language in urls:
            canonical = languages.absolute(urls[language], language)
        default = versions.get(languages.default) or next(iter(versions.values()), None)
        return Alternates(language, canonical, versions, default)

"""Layouts: how a site's files say their language. This one needs no other plugin."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import Protocol
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import is_known, looks_like_locale
from mkdocs_papernotes.notes.note import Note, Place
from mkdocs_papernotes.problems.problem import Problem


class Layout(Protocol):
    """What the rest of the adapter asks of a layout."""

    @property
    def building(self) -> tuple[str, ...] | None:
        """Languages of the build at hand; `None` for all of them."""

    @property
    def nested(self) -> bool:
        """Whether this build was started inside another one."""

    def place(self, file: File, declared: str) -> Place:
        """Where a page stands; `declared` is the language that its front matter names."""

    def languages(self, places: Iterable[Place]) -> Languages:
        """The site's languages, given all of its pages."""

    def page_language(self, file: File, places: dict[str, Place]) -> str:
        """The language in which the build at hand shows a page."""

    def list_source(self, language: str, path: str, number: int, languages: Languages) -> str:
        """The path that a list's page has among the source files."""

    def stand_ins(self, note: Note, language: str) -> Iterator[str]:
        """Paths under which links look for the version of `note` in `language`."""

    def shared_asset(self, source: str, language: str) -> Iterator[tuple[str, str]]:
        """Paths under which pages in `language` look for a file, with its address, if not there."""

    def asset_url(self, source: str) -> str:
        """The address of a file of the docs folder that is no page, whichever build writes it."""

    def localize(self, file: File, language: str, versions: dict[str, File]) -> None:
        """Tell the layout's plugin of a page, and of its versions by language."""

    def finish(self, files: Files, hidden: set[str]) -> None:
        """Tell the layout's plugin of all pages of the build; `hidden` ones are not to be found."""

    def copies(self, files: Files) -> set[str]:
        """Addresses of pages that repeat another language's page; search finds the other one."""

    def check(self, files: Iterable[File], places: dict[str, Place]) -> Iterator[Problem]:
        """Problems with the names of files."""

    def check_declared(self, place: Place, declared: str, line: int) -> Problem | None:
        """What is wrong with the `lang:` of a page that stands at `place`."""


def split_source(source: str) -> tuple[str, str]:
    """Path without extension, and locale-like suffix: `a/x.zh.md` gives `a/x` and `zh`."""
    stem = posixpath.splitext(source)[0]
    folder, name = posixpath.split(stem)
    bare, _, suffix = name.rpartition(".")
    if bare and looks_like_locale(suffix):
        return posixpath.join(folder, bare), suffix
    return stem, ""


def page_path(stem: str) -> str:
    """A page's path: a folder's index stands for the folder, the site's own for the empty path."""
    folder, name = posixpath.split(stem)
    return folder if name in {"index", "README"} else stem


class PlainLayout:
    """One build holds all languages, told apart by the suffix of a file or by `lang:`."""

    nested = False
    building = None

    def __init__(self, config: MkDocsConfig, locales: tuple[str, ...]):
        theme_language = config.theme.get("language") or config.theme.get("locale") or "en"
        self._locales = locales
        self._default = locales[0] if locales else str(theme_language).replace("_", "-")
        self._config = config

    def place(self, file: File, declared: str) -> Place:
        stem, suffix = split_source(file.src_uri)
        if suffix and not self._knows(suffix):
            stem, suffix = posixpath.splitext(file.src_uri)[0], ""
        language = (declared if self._knows(declared) else "") or suffix or self._default
        return Place(file.src_uri, language, page_path(stem), file.url)

    def _knows(self, language: str) -> bool:
        """Whether a site may be built in a language: one of `locales`, or any that exists."""
        if self._locales:
            return language in self._locales
        return language == self._default or (looks_like_locale(language) and is_known(language))

    def languages(self, places: Iterable[Place]) -> Languages:
        found = sorted({place.language for place in places} - {self._default, *self._locales})
        languages = (*(self._locales or (self._default,)), *found)
        site_url = self._config.site_url
        return Languages(
            tags=languages,
            default=self._default,
            directory_urls=self._config.use_directory_urls,
            site_urls=dict.fromkeys(languages, site_url) if site_url else None,
            titles=dict.fromkeys(languages, self._config.site_name),
        )

    def page_language(self, file: File, places: dict[str, Place]) -> str:
        place = places.get(file.src_uri)
        return place.language if place else self._default

    def list_source(self, language: str, path: str, number: int, languages: Languages) -> str:
        tail = "index.md" if number == 1 else f"page/{number}.md"
        return posixpath.join(languages.prefix(language), path, tail)

    def stand_ins(self, note: Note, language: str) -> Iterator[str]:
        yield f"{split_source(note.source)[0]}.md"

    def shared_asset(self, source: str, language: str) -> Iterator[tuple[str, str]]:
        return iter(())

    def asset_url(self, source: str) -> str:
        return quote(source)

    def localize(self, file: File, language: str, versions: dict[str, File]) -> None:
        pass

    def finish(self, files: Files, hidden: set[str]) -> None:
        pass

    def copies(self, files: Files) -> set[str]:
        return set()

    def check(self, files: Iterable[File], places: dict[str, Place]) -> Iterator[Problem]:
        for source in places:
            suffix = split_source(source)[1]
            if suffix and not self._knows(suffix):
                message = f"“{suffix}” in the file name is not a language of this site"
                remedy = f"Add {suffix} to `locales`, or write the name without the dot"
                yield Problem.plain(source, message=message, remedy=remedy)

    def check_declared(self, place: Place, declared: str, line: int) -> Problem | None:
        if self._knows(declared):
            return None
        message = f"“{declared}” is no language of this site; {place.language} counts"
        remedy = "Write a language such as en or zh, or add it to `locales`"
        return Problem.plain(place.source, line, "lang", message, remedy)

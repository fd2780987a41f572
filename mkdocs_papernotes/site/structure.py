"""Structures: how the name of a file gives its language, and the address that follows from it.

`suffix` and `folder` are values of `docs_structure` in mkdocs-static-i18n. A plain site works
without that plugin.
"""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote

from mkdocs_papernotes.addresses import page_dest, url_of
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.named import language_tag
from mkdocs_papernotes.languages.tags import (
    canonical,
    is_known,
    looks_like_locale,
    matching,
    same_language,
)
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.source_file import SourceFile


class Structure(Protocol):
    """How a site's source files are laid out by language."""

    @property
    def languages_in_one_build(self) -> bool:
        """Whether one build writes all languages, so that a path may begin with a language."""

    def location(self, file: SourceFile, declared: str) -> Location:
        """The location of a page; `declared` is `lang:` in its front matter, or empty."""

    def note_location(self, location: Location, declared: str) -> Location:
        """The location of a note, given that of its page.

        It differs where the language is written in a way that mkdocs-static-i18n does not know.
        """

    def superseded(self, pages: Iterable[SourceFile]) -> set[str]:
        """The sources of pages in whose place another page is built, of all in their order."""

    def languages(self, locations: Iterable[Location]) -> Languages:
        """The site's languages, given the locations of all its pages."""

    def nav_title(self, location: Location) -> str:
        """The title that `nav:` gives to a page; empty if it gives none."""

    def list_source(self, language: str, path: str, number: int) -> str:
        """The source path of page `number` of a list, as links and `nav:` name it."""

    def version_url(self, note: Note, language: str) -> str:
        """The address that a translation of a note without a permalink would have."""

    def link_sources(self, page: Note | Location, language: str) -> Iterator[str]:
        """The source paths by which pages link to the version of `page` in `language`."""

    def shared_assets(self, source: str, language: str) -> Iterator[tuple[str, str]]:
        """Source paths by which pages in `language` link to an asset, each with its address.

        Only for assets that are not copied into `language`, where such a link finds no file.
        """

    def asset_url(self, source: str) -> str:
        """The address of a file that is not a page."""

    def copies(self, location: Location) -> Mapping[str, str]:
        """The addresses at which a page that is no note is built for other languages as well.

        By language, for those in which the page has no translation.
        """

    def check(self, files: Iterable[SourceFile]) -> Iterator[Problem]:
        """Problems with the names of files and folders."""

    def check_declared(self, location: Location, declared: str, line: int) -> Problem | None:
        """The problem with `lang: declared` on `line` of the page at `location`, if any.

        A note has its location from `note_location`.
        """


def split_suffix(source: str) -> tuple[str, str]:
    """The path without extension and language suffix, and the suffix.

    `a/x.zh.md` gives `a/x` and `zh`; the suffix is empty if the name has none.
    """
    stem = posixpath.splitext(source)[0]
    folder, name = posixpath.split(stem)
    bare, _, suffix = name.rpartition(".")
    if bare and looks_like_locale(suffix):
        return posixpath.join(folder, bare), suffix
    return stem, ""


def _split_name(source: str) -> tuple[str, str]:
    """The path without extension and whatever stands behind a dot in the name, and that."""
    stem = posixpath.splitext(source)[0]
    bare, dot, suffix = stem.rpartition(".")
    is_name = dot and "/" not in suffix and posixpath.basename(bare)
    return (bare, suffix) if is_name else (stem, "")


def _split_folder(source: str) -> tuple[str, str]:
    """The path without extension and without its first folder, and that folder."""
    first, slash, rest = posixpath.splitext(source)[0].partition("/")
    return (rest, first) if slash else (first, "")


def _declared_tag(text: str, tags: Iterable[str]) -> str:
    """The one of `tags` that the front matter names, by its tag or by its English name."""
    tags = list(tags)
    return matching(text, tags) or matching(language_tag(text), tags)


def page_path(stem: str) -> str:
    """The path of a page: an index has the path of its folder, and the home page an empty one."""
    folder, name = posixpath.split(stem)
    return folder if name in {"index", "README"} else stem


def _list_tail(number: int) -> str:
    return "index.md" if number == 1 else f"page/{number}.md"


@dataclass(frozen=True)
class _I18nStructure(ABC):
    """What the two structures of mkdocs-static-i18n have in common."""

    built: Languages
    """The languages that are built."""
    all_tags: tuple[str, ...] = ()
    """All configured languages, built or not."""
    fallback_to_default: bool = True
    """static-i18n's option: whether a language uses files of the default language."""
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The titles that `nav:` gives to pages, by language and path."""

    languages_in_one_build = False

    def superseded(self, pages: Iterable[SourceFile]) -> set[str]:
        """Where one language alone is built, `x.md` and `x.zh.md` are one page: the later file.

        Where several are, static-i18n refuses to build.
        """
        chosen: dict[str, str] = {}
        found: set[str] = set()
        for page in pages if len(self.built.tags) == 1 else ():
            stem, language = self._split(page.path)
            if language in {"", self.built.default}:
                found |= {chosen[stem]} if stem in chosen else set()
                chosen[stem] = page.path
        return found

    def languages(self, locations: Iterable[Location]) -> Languages:
        return self.built

    @abstractmethod
    def _split(self, source: str) -> tuple[str, str]:
        """The path without extension and language, and the language in the name; may be empty."""

    def location(self, file: SourceFile, declared: str) -> Location:
        stem, found = self._split(file.path)
        language = found or self.built.default
        url = self._url(stem, language)
        if file.url and not found:  # without a language in its name, a file keeps its address
            url = file.url
        return Location(file.path, language, page_path(stem), url)

    def _url(self, stem: str, language: str) -> str:
        dest = posixpath.join(self.built.prefix(language), stem)
        directory_urls = self.built.directory_urls
        return url_of(page_dest(dest, directory_urls=directory_urls), directory_urls=directory_urls)

    def copies(self, location: Location) -> Mapping[str, str]:
        if not self.fallback_to_default or location.language != self.built.default:
            return {}
        stem = self._split(location.source)[0]
        others = (tag for tag in self.built.tags if tag != self.built.default)
        return {tag: self._url(stem, tag) for tag in others}

    def note_location(self, location: Location, declared: str) -> Location:
        """In other spellings (`x.ZH.md`, `x.zh_CN.md`) static-i18n knows no language.

        Where the name has none, a first folder such as `zh/` or `lang:` gives it.
        """
        source, found = location.source, self._split(location.source)[1]
        if found in {*self.built.tags, *self.all_tags}:
            return location
        stem, language = self._split_loosely(source)
        if not language and not found:
            language = _declared_tag(declared, self.built.tags)
        if not language:
            return location
        url = self._url(stem, language)
        if language == location.language and posixpath.splitext(source)[0].endswith(stem):
            url = location.url  # nothing in the name of the file says the language
        return Location(source, language, page_path(stem), url)

    def _split_loosely(self, source: str) -> tuple[str, str]:
        """The path without extension and language, and the language in any spelling."""
        for split in (_split_name, _split_folder):
            stem, text = split(source)
            if language := matching(text, self.built.tags):
                return stem, language
        return posixpath.splitext(source)[0], ""

    def _stem(self, page: Note | Location) -> str:
        """The path of a page's file without extension and language."""
        for stem, found in (self._split(page.source), self._split_loosely(page.source)):
            if found == page.language:
                return stem
        return posixpath.splitext(page.source)[0]

    def nav_title(self, location: Location) -> str:
        titles = self.titles.get(location.language, {})
        names = [location.source, f"{self._stem(location)}.md"]
        for language in (location.language, self.built.default):
            names += self.link_sources(location, language)
        return next((titles[name] for name in names if name in titles), "")

    @abstractmethod
    def link_sources(self, page: Note | Location, language: str) -> Iterator[str]:
        """The source paths by which pages link to the version of `page` in `language`."""

    def version_url(self, note: Note, language: str) -> str:
        return self._url(self._stem(note), language)

    def check_declared(self, location: Location, declared: str, line: int) -> Problem | None:
        if same_language(declared, location.language) or (
            _declared_tag(declared, self.built.tags) == location.language
        ):
            return None
        values = {"given": declared, "language": location.language}
        if self._split(location.source)[1] or self._split_loosely(location.source)[1]:
            name = "language-contradicts-name"
        elif _declared_tag(declared, self.built.tags):
            name = "language-of-ordinary-page"
        else:
            name = "language-not-in-site"
        return Problem(name, location.source, line, "lang", values)

    def _misnamed(self, files: Iterable[SourceFile], *, by_folder: bool) -> Iterator[Problem]:
        """One warning for each file or folder that static-i18n takes for an unknown language."""
        tags = set(self.all_tags)
        reported = set()
        for file in files:
            locale = self._split(file.path)[1]
            name = f"{locale}/" if by_folder else file.path
            if file.is_generated or not locale or locale in tags or name in reported:
                continue
            reported.add(name)
            values = {"given": locale, "known": sorted(tags)}
            yield Problem("language-not-built", name, values=values)


@dataclass(frozen=True)
class SuffixStructure(_I18nStructure):
    """Languages by file suffix: `x.md` in the default language, `x.zh.md` in another."""

    def _split(self, source: str) -> tuple[str, str]:
        return split_suffix(source)

    def list_source(self, language: str, path: str, number: int) -> str:
        return posixpath.join(path, _list_tail(number))

    def link_sources(self, page: Note | Location, language: str) -> Iterator[str]:
        yield f"{self._stem(page)}.md"

    def shared_assets(self, source: str, language: str) -> Iterator[tuple[str, str]]:
        if not self.fallback_to_default and self._split(source)[1] in {"", self.built.default}:
            yield source, quote(source)

    def asset_url(self, source: str) -> str:
        return quote(source)

    def check(self, files: Iterable[SourceFile]) -> Iterator[Problem]:
        return self._misnamed(files, by_folder=False)


@dataclass(frozen=True)
class FolderStructure(_I18nStructure):
    """Languages by folder: `en/x.md`, `zh/x.md`."""

    def _split(self, source: str) -> tuple[str, str]:
        rest, first = _split_folder(source)
        return (rest, first) if looks_like_locale(first) else (posixpath.splitext(source)[0], "")

    def list_source(self, language: str, path: str, number: int) -> str:
        return posixpath.join(language, path, _list_tail(number))

    def link_sources(self, page: Note | Location, language: str) -> Iterator[str]:
        yield f"{posixpath.join(language, self._stem(page))}.md"

    def shared_assets(self, source: str, language: str) -> Iterator[tuple[str, str]]:
        default = self.built.default
        if self.fallback_to_default or self._split(source)[1] not in {"", default}:
            return
        path = source.removeprefix(f"{default}/")
        yield source, quote(path)
        yield f"{language}/{path}", quote(path)

    def asset_url(self, source: str) -> str:
        return quote(source.removeprefix(f"{self.built.default}/"))

    def check(self, files: Iterable[SourceFile]) -> Iterator[Problem]:
        return self._misnamed(files, by_folder=True)


@dataclass(frozen=True)
class PlainStructure:
    """All languages in one build; the suffix of a file or `lang:` gives the language of a page.

    So does the first folder, where the author listed the languages.
    """

    default: str
    locales: tuple[str, ...] = ()
    """The languages that the author listed; if empty, any existing language may be used."""
    directory_urls: bool = True
    site_url: str = ""
    site_name: str = ""
    site_description: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles that `nav:` gives to pages, by path."""

    languages_in_one_build = True

    def location(self, file: SourceFile, declared: str) -> Location:
        stem, found = self._split(file.path)
        language = self._declared(declared) or found or self.default
        dest = page_dest(posixpath.splitext(file.path)[0], directory_urls=self.directory_urls)
        url = file.url or url_of(dest, directory_urls=self.directory_urls)
        return Location(file.path, language, page_path(stem), url)

    def note_location(self, location: Location, declared: str) -> Location:
        return location

    def _split(self, source: str) -> tuple[str, str]:
        """The path without extension and language, and the language; it may be empty."""
        stem, suffix = _split_name(source)
        if language := self._tag(suffix):
            return stem, language
        rest, folder = _split_folder(source)
        if language := matching(folder, self.locales):
            return rest, language
        return posixpath.splitext(source)[0], ""

    def _tag(self, text: str) -> str:
        """The tag of a language: one of `locales`, or else any existing one. Empty for others."""
        if found := matching(text, self.locales or (self.default,)):
            return found
        tag = text if looks_like_locale(text) else canonical(text)
        is_any = not self.locales and looks_like_locale(tag) and is_known(tag)
        return tag if is_any else ""

    def _declared(self, text: str) -> str:
        return self._tag(text) or self._tag(language_tag(text))

    def superseded(self, pages: Iterable[SourceFile]) -> set[str]:
        return set()

    def languages(self, locations: Iterable[Location]) -> Languages:
        found = sorted(
            {location.language for location in locations} - {self.default, *self.locales}
        )
        tags = (*(self.locales or (self.default,)), *found)
        return Languages(
            tags=tags,
            default=self.default,
            directory_urls=self.directory_urls,
            site_urls=dict.fromkeys(tags, self.site_url) if self.site_url else None,
            titles=dict.fromkeys(tags, self.site_name),
            descriptions=dict.fromkeys(tags, self.site_description),
        )

    def nav_title(self, location: Location) -> str:
        return self.titles.get(location.source, "")

    def list_source(self, language: str, path: str, number: int) -> str:
        prefix = "" if language == self.default else language
        return posixpath.join(prefix, path, _list_tail(number))

    def version_url(self, note: Note, language: str) -> str:
        stem, found = self._split(note.source)
        folder = "" if language == self.default else language
        if self._tag(_split_name(note.source)[1]) or not found:
            is_free = language == self.default and found
            dest = stem if is_free else f"{stem}.{language}"
        else:
            dest = posixpath.join(folder, stem)
        dest = page_dest(dest, directory_urls=self.directory_urls)
        return url_of(dest, directory_urls=self.directory_urls)

    def link_sources(self, page: Note | Location, language: str) -> Iterator[str]:
        stem, suffix = _split_name(page.source)
        yield f"{stem}.md" if self._tag(suffix) else page.source

    def shared_assets(self, source: str, language: str) -> Iterator[tuple[str, str]]:
        return iter(())

    def asset_url(self, source: str) -> str:
        return quote(source)

    def copies(self, location: Location) -> Mapping[str, str]:
        return {}

    def check(self, files: Iterable[SourceFile]) -> Iterator[Problem]:
        for file in files:
            suffix = split_suffix(file.path)[1]
            if file.is_page and suffix and not self._tag(suffix):
                yield Problem("unknown-language-in-name", file.path, values={"given": suffix})

    def check_declared(self, location: Location, declared: str, line: int) -> Problem | None:
        if self._declared(declared):
            return None
        values = {"given": declared, "language": location.language}
        return Problem("unknown-language", location.source, line, "lang", values)

"""The pages of a Hugo site: their front matter, dates, addresses, and which of them are notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_papernotes.importers.generator import teller
from mkdocs_papernotes.importers.hugo.addresses import (
    Address,
    Addressed,
    Kind,
    address_of,
    alias_of,
)
from mkdocs_papernotes.importers.hugo.configuration import (
    text_of,
    texts_of,
)
from mkdocs_papernotes.importers.hugo.content import ContentFile, Contents
from mkdocs_papernotes.importers.hugo.dating import Commits, Dates, dates_of
from mkdocs_papernotes.importers.hugo.front import Cascade, Front, cascades_of, front_of
from mkdocs_papernotes.importers.hugo.names import basic, path_part
from mkdocs_papernotes.importers.hugo.publication import publication
from mkdocs_papernotes.importers.hugo.settings import Settings
from mkdocs_papernotes.importers.source import Source, read_source_or_problem
from mkdocs_papernotes.problems.problem import Problem

_ROOT = ""
_LIST_LAYOUTS = {"archive", "archives", "list", "posts", "blog", "tags", "terms", "categories"}
_FUNCTION_LAYOUTS = {"search", "404", "links", "friends", "guestbook"}
_DATED = 0.5
"""Of the pages of a section, how many have a date if they are notes."""


@dataclass(frozen=True)
class Page:
    """A page of the old site."""

    file: ContentFile
    source: Source
    front: Front
    kind: Kind
    dates: Dates
    address: Address
    aliases: tuple[str, ...] = ()
    held: tuple[str, str] = ("", "")
    """Why it is not to be published, and the key that says so."""
    is_published: bool = True
    """Whether the old site had it."""
    is_note: bool = False
    problems: list[Problem] = field(default_factory=list, compare=False)

    @cached_property
    def section(self) -> str:
        """The first folder that it is in; empty at the top."""
        folder = self.file.name.folder
        if self.file.name.is_leaf:
            folder = folder.rpartition("/")[0]
        return folder.partition("/")[0]

    @property
    def is_list(self) -> bool:
        """Whether it has no text of its own, and only lists others."""
        if self.source.body.strip():
            return False
        named = {self.front.text("layout").lower(), self.front.text("type").lower()}
        return self.kind != "page" or bool(named & _LIST_LAYOUTS)

    @property
    def is_function(self) -> bool:
        """Whether it has no text and is a part of the theme, such as the search."""
        named = {self.front.text("layout").lower(), self.front.text("type").lower()}
        return not self.source.body.strip() and bool(named & _FUNCTION_LAYOUTS)


def read_pages(
    root: Path, settings: Settings, contents: Contents, now: datetime, problems: list[Problem]
) -> tuple[Page, ...]:
    """All pages, with their addresses; files that cannot be read are told."""
    sources: dict[str, Source] = {}
    for file in contents.texts:
        read = read_source_or_problem(root, file.source)
        if isinstance(read, Source):
            sources[file.source] = read
            problems += read.problems
        else:
            problems.append(read)
    files = [file for file in contents.texts if file.source in sources]
    commits = Commits(root, settings.configuration)
    reader = _Reader(settings, files, sources, now, commits)
    return reader.with_notes(tuple(reader.page(file) for file in files))


class _Reader:
    def __init__(
        self,
        settings: Settings,
        files: list[ContentFile],
        sources: Mapping[str, Source],
        now: datetime,
        commits: Commits,
    ):
        self.commits = commits
        self.settings, self.sources, self.now = settings, sources, now
        self.branches = {
            (file.key, file.language): sources[file.source] for file in files if file.name.is_branch
        }
        self.cascades = {
            place: cascades_of(_any_case(source.values, "cascade"), place[0])
            for place, source in self.branches.items()
        }
        self.of_site = {
            language.key: cascades_of(language.configuration.get("cascade"))
            for language in settings.languages
        }
        self.slugs = {
            place: slug
            for place, source in self.branches.items()
            if (slug := text_of(_any_case(source.values, "slug")).strip("-"))
        }
        self.titles = {
            place: text_of(_any_case(source.values, "slug"))
            or text_of(_any_case(source.values, "title"))
            for place, source in self.branches.items()
        }

    def page(self, file: ContentFile) -> Page:
        """A page as Hugo builds it: its kind, dates and addresses, and whether it is published."""
        source = self.sources[file.source]
        kind = self._kind(file)
        front = front_of(source, self._handed_down(file, kind))
        problems: list[Problem] = []
        tell = teller(file.source, problems)
        language = self.settings.language(file.language)
        dates = dates_of(
            *(front, file.source, _file_name(file), language.configuration, self.commits, tell)
        )
        addressed = self._addressed(file, kind, front, dates)
        address = address_of(addressed, self.settings.style)
        is_ugly = self.settings.style.is_ugly(addressed.path.partition("/")[0])
        aliases = [
            found
            for alias in texts_of(front.get("aliases")) + texts_of(front.get("alias"))
            for found in alias_of(alias, address, language.prefix, ugly=is_ugly)
        ]
        is_published, held = publication(front, dates, language.configuration, self.now)
        if source.unread:  # which is told with what is unread
            is_published, held = True, ("its front matter could not be read as a whole", "")
        if kind in {"page", "section"}:
            aliases.append(self._earlier(addressed))
        return Page(
            file,
            source,
            front,
            kind,
            dates,
            address,
            tuple(dict.fromkeys(alias for alias in aliases if alias != address.path)),
            held,
            is_published,
            problems=problems,
        )

    def _earlier(self, page: Addressed) -> str:
        """The address that versions before 0.123 gave a page: with one hyphen for ` & ` in a name,
        and without slugs of sections.
        """
        spelling = self.settings.style.spelling
        path = "/".join(path_part(part, spelling) for part in page.path.split("/"))
        slug = "" if page.kind == "section" else page.slug
        earlier = replace(page, path=path, section_slugs={}, slug=slug)
        return address_of(earlier, self.settings.style).path

    def _kind(self, file: ContentFile) -> Kind:
        if not file.name.is_branch:
            return "page"
        top, _, below = file.name.path.partition("/")
        if not top:
            return "home"
        if top.lower() in self.settings.taxonomies:
            return "term" if below else "taxonomy"
        return "section"

    def _handed_down(self, file: ContentFile, kind: Kind) -> Iterator[Mapping[str, Any]]:
        """What its sections and the configuration give to a page, the nearest first."""
        path = file.key
        key = path
        while True:
            for cascade in self.cascades.get((key, file.language), ()):
                if cascade.is_meant(path, kind, file.language):
                    yield cascade.values
            if key == "/":
                break
            key = key.rpartition("/")[0] or "/"
        own: tuple[Cascade, ...] = self.of_site.get(file.language, ())
        yield from (each.values for each in own if each.is_meant(path, kind, file.language))

    def _addressed(self, file: ContentFile, kind: Kind, front: Front, dates: Dates) -> Addressed:
        name = file.name
        inner = name.folder
        if name.is_leaf:
            inner = inner.rpartition("/")[0]
        sections = self._sections(inner, file.language)
        titles = {
            path.lstrip("/"): title
            for (path, language), title in self.titles.items()
            if language == file.language and title
        }
        slugs = {
            path.lstrip("/"): slug
            for (path, language), slug in self.slugs.items()
            if language == file.language
        }
        return Addressed(
            path=name.path,
            kind=kind,
            title=front.text("title") or (name.path.rpartition("/")[2] if kind != "page" else ""),
            slug=(front.text("slug") if "slug" in front.values else dates.slug).strip("-"),
            url=front.text("url"),
            day=dates.day,
            prefix=self.settings.language(file.language).prefix,
            file_name=_file_name(file),
            sections=sections,
            section_titles=titles,
            section_slugs=slugs,
        )

    def _sections(self, folder: str, language: str) -> tuple[str, ...]:
        """The sections around a page: folders at the top, and those with a page of their own."""
        lower = self.settings.style.spelling.lower
        parts = folder.split("/") if folder else []
        while len(parts) > 1 and ("/" + basic("/".join(parts)), language) not in self.branches:
            parts.pop()
        return tuple(basic(part) if lower else part for part in parts)

    def with_notes(self, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        """The pages, each marked whether it is a note."""
        regular = [page for page in pages if page.kind == "page" and not _is_part(page)]
        named: set[str] = set()
        for language in self.settings.languages:
            of = language.configuration
            given = of.get("params", "mainsections", default=of.get("mainsections"))
            named |= {each.strip("/").lower() for each in texts_of(given)}
        found = {page.section.lower() for page in regular} & named
        found = found or _dated_sections(regular)
        keys = {
            page.file.key
            for page in regular
            if page.section.lower() in found and (page.section or page.dates.date)
        }
        return tuple(
            replace(page, is_note=page.kind == "page" and page.file.key in keys) for page in pages
        )


def _is_part(page: Page) -> bool:
    return page.is_list or page.is_function


def _dated_sections(pages: list[Page]) -> set[str]:
    """The sections of which most pages have a date; the top only if there is no other."""
    all_of = Counter(page.section.lower() for page in pages)
    dated = Counter(page.section.lower() for page in pages if page.dates.date)
    found = {section for section, count in dated.items() if count >= _DATED * all_of[section]}
    return found - {_ROOT} or ({_ROOT} if _ROOT in dated else set())


def _any_case(values: Mapping[str, Any], key: str) -> Any:
    return next((value for name, value in values.items() if str(name).lower() == key), None)


def _file_name(file: ContentFile) -> str:
    """The name of a file, or of its folder if it is `index`, without language and extension."""
    if file.name.is_leaf or file.name.is_branch:
        return file.name.folder.rpartition("/")[2]
    return file.name.name

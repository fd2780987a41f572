"""Reads a Hugo site: its configuration, contents and static files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError
from mkdocs_papernotes.importers.hugo.configuration import (
    Configuration,
    read_configuration,
    text_of,
)
from mkdocs_papernotes.importers.hugo.content import Contents, find_contents
from mkdocs_papernotes.importers.hugo.files import files_of
from mkdocs_papernotes.importers.hugo.lists import feeds_of, left_taxonomies, lists_of, terms_of
from mkdocs_papernotes.importers.hugo.menus import (
    author_of,
    comments_of,
    left_settings,
    menu_of,
    site_license,
)
from mkdocs_papernotes.importers.hugo.new_pages import new_pages
from mkdocs_papernotes.importers.hugo.pages import Page, read_pages
from mkdocs_papernotes.importers.hugo.settings import Settings, settings_of
from mkdocs_papernotes.importers.hugo.values import plain
from mkdocs_papernotes.importers.old_site import MenuEntry, OldSite
from mkdocs_papernotes.problems.problem import Problem

_ZONES = {timedelta(hours=8): "Asia/Shanghai", timedelta(0): "UTC"}
"""Time zones that stand for the offsets which dates of nearly all posts have."""
_MOST = 0.8
_FOLDERS = {
    "layouts": "templates of the old theme",
    "data": "data for templates of the old theme",
}


def read(request: Request) -> OldSite:
    """The site in a folder. Raises `UnreadableSiteError`."""
    root = request.source
    configuration = read_configuration(root)
    if not configuration.files and configuration.problems:
        values = configuration.problems[0].values
        raise UnreadableSiteError(f"{values['name']}: {values['reason']}")
    if not configuration.files:
        raise UnreadableSiteError(
            "there is no configuration of Hugo, such as hugo.toml, config.yaml or config/_default/"
        )
    settings = settings_of(configuration)
    return _Reading(request, settings, find_contents(root, settings)).site()


@dataclass
class _Reading:
    request: Request
    settings: Settings
    contents: Contents
    problems: list[Problem] = field(default_factory=list)

    def site(self) -> OldSite:
        """Everything of the site that an import takes over."""
        configuration = self.settings.default.configuration
        now = self.request.now or datetime.now(timezone.utc)
        zone = configuration.text("timezone")
        pages = read_pages(self.request.source, self.settings, self.contents, now, self.problems)
        files = files_of(self.request.source, self.settings, self.contents, pages, self.problems)
        old_pages = new_pages(self.request, self.settings, pages, self.contents, files)
        self.problems += (*self.settings.configuration.problems, *self.contents.problems)
        self.problems += left_settings(configuration)
        self.problems += left_taxonomies(self.settings, pages)
        self.problems += _left_folders(self.request.source)
        for page in pages:
            self.problems += page.problems
        comments = comments_of(configuration)
        return OldSite(
            pages=old_pages,
            files=files,
            name=plain(configuration.text("title")) or plain(configuration.text("params", "title")),
            description=_description(configuration),
            author=author_of(configuration),
            url=self.settings.url,
            languages=_tags(self.settings),
            timezone=zone or _zone(pages),
            license=site_license(configuration),
            menu=self._menu(pages),
            feeds=feeds_of(self.settings, pages),
            terms=terms_of(self.settings, pages),
            lists=lists_of(self.settings, pages),
            breaks=configuration.flag("markup", "goldmark", "renderer", "hardwraps"),
            options={"comments": comments} if comments else {},
            problems=tuple(self.problems),
        )

    def _menu(self, pages: tuple[Page, ...]) -> tuple[MenuEntry, ...]:
        default = self.settings.default
        own = {
            page.file.key: (page.front, page.address.path)
            for page in pages
            if page.file.language == default.key
        }
        addresses = frozenset(page.address.path for page in pages)
        return menu_of(default.configuration, own, self.settings.url, addresses)


def _tags(settings: Settings) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.tag for each in settings.languages if each.tag))


def _description(configuration: Configuration) -> str:
    given = (
        configuration.get("params", "description"),
        configuration.get("description"),
        configuration.get("params", "seo", "description"),
    )
    return next(filter(None, (plain(text_of(each)) for each in given)), "")


def _zone(pages: tuple[Page, ...]) -> str:
    """The time zone that the offsets of dates tell."""
    offsets = Counter(
        value.utcoffset()
        for page in pages
        if isinstance(value := page.front.given.get("date"), datetime) and value.tzinfo
    )
    if not offsets:
        return ""
    offset, count = offsets.most_common(1)[0]
    return _ZONES.get(offset or timedelta(0), "") if count >= _MOST * offsets.total() else ""


def _left_folders(root: Path) -> Iterator[Problem]:
    for name, reason in _FOLDERS.items():
        if (root / name).is_dir() and any((root / name).iterdir()):
            values = {"file": f"{name}/", "reason": reason}
            yield Problem("import-file-left", name, values=values)

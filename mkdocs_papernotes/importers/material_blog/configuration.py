"""`mkdocs.yml` of a site with Material's blog plugin."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mkdocs_papernotes.importers.generator import UnreadableSiteError
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.mkdocs_file import read_mkdocs_file
from mkdocs_papernotes.importers.settings import Settings, settings_of

NAMES = ("mkdocs.yml", "mkdocs.yaml")


@dataclass(frozen=True)
class Blog:
    """An instance of the plugin, with its defaults.

    https://squidfunk.github.io/mkdocs-material/plugins/blog/
    """

    settings: Settings = field(default_factory=Settings)

    @cached_property
    def folder(self) -> str:
        """`blog_dir` below the docs folder; empty for that itself."""
        return _plain(self.settings.text("blog_dir") or "blog")

    @cached_property
    def posts(self) -> str:
        """The folder of the posts below the docs folder."""
        given = self.settings.text("post_dir") or "{blog}/posts"
        return _plain(given.replace("{blog}", self.folder or "."))

    @cached_property
    def authors_file(self) -> str:
        """The path of the file with the authors below the docs folder."""
        given = self.settings.text("authors_file") or "{blog}/.authors.yml"
        return _plain(given.replace("{blog}", self.folder or "."))

    @property
    def separator(self) -> str:
        """What ends an excerpt."""
        return self.settings.raw("post_excerpt_separator") or "<!-- more -->"

    def is_on(self, key: str, *, default: bool = True) -> bool:
        """Whether a part of the plugin is on, such as `archive`."""
        return self.settings.flag(key, default=default)


def _plain(path: str) -> str:
    found = posixpath.normpath(path.replace("\\", "/")).strip("/")
    return "" if found == "." or found.startswith("..") else found


@dataclass(frozen=True)
class Configuration:
    """The settings of a site."""

    settings: Settings
    name: str = NAMES[0]
    """The file that they stand in."""

    @cached_property
    def docs(self) -> str:
        """The docs folder below the site's folder; empty for that itself."""
        return _plain(self.settings.text("docs_dir") or "docs")

    @cached_property
    def url(self) -> str:
        """The full address of the site's root; empty if there is none."""
        given = self.settings.text("site_url").rstrip("/")
        return f"{given}/" if given.startswith(("https://", "http://")) else ""

    @cached_property
    def theme(self) -> Settings:
        """The options of the theme."""
        return self.settings.table("theme")

    @cached_property
    def custom_dir(self) -> str:
        """The folder with changes of the theme; empty if there is none."""
        given = self.theme.text("custom_dir")
        return _plain(given) if given else ""

    @cached_property
    def language(self) -> str:
        """The language of the theme, in which dates are written."""
        return self.theme.text("language") or "en"

    @cached_property
    def directory_urls(self) -> bool:
        """Whether a page is the index of a folder of its own."""
        return self.settings.flag("use_directory_urls", default=True)

    @cached_property
    def plugins(self) -> Sequence[tuple[str, Settings]]:
        """The plugins by name, without `material/`, in order."""
        return list(_named(self.settings.values.get("plugins")))

    def plugin(self, name: str) -> Settings | None:
        """The options of a plugin; `None` if it is not used."""
        return next((options for each, options in self.plugins if each == name), None)

    @cached_property
    def extensions(self) -> Mapping[str, Settings]:
        """Extensions of Markdown by name, with their options."""
        return dict(_named(self.settings.values.get("markdown_extensions")))

    @cached_property
    def blogs(self) -> Sequence[Blog]:
        """The instances of the blog plugin that are on."""
        found = [Blog(options) for name, options in self.plugins if name == "blog"]
        return [blog for blog in found if blog.is_on("enabled")]

    @cached_property
    def i18n(self) -> Settings:
        """The options of mkdocs-static-i18n; empty without it."""
        return self.plugin("i18n") or Settings()

    @cached_property
    def locales(self) -> Sequence[str]:
        """The languages of mkdocs-static-i18n, the default first; else that of the theme."""
        tables = [each for each in self.i18n.tables("languages") if each.text("locale") != "null"]
        tables.sort(key=lambda each: not each.flag("default"))
        return [each.text("locale") for each in tables] or [self.language]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Their tags."""
        return tuple(dict.fromkeys(filter(None, map(language_tag, self.locales))))


def _named(value: object) -> Iterator[tuple[str, Settings]]:
    """Plugins or extensions with their options, from a list or a mapping."""
    entries = [value] if isinstance(value, Mapping) else value if isinstance(value, list) else []
    for entry in entries:
        if isinstance(entry, Mapping):
            for name, options in entry.items():
                yield str(name).removeprefix("material/"), settings_of(options)
        elif isinstance(entry, str):
            yield entry.removeprefix("material/"), Settings()


def is_inside(path: Path, root: Path) -> bool:
    """Whether a file is in the site's folder, links followed."""
    return path.resolve().is_relative_to(root.resolve())


def read_configuration(folder: Path) -> Configuration:
    """The configuration of the site in a folder, with what it inherits.

    Raises `UnreadableSiteError` if there is none, or none with a blog.
    """
    for name in NAMES:
        if (folder / name).is_file():
            values = read_mkdocs_file(folder, name)
            configuration = Configuration(Settings(values), name)
            break
    else:
        raise UnreadableSiteError(f"there is no mkdocs.yml{_elsewhere(folder)}")
    if not configuration.blogs:
        raise UnreadableSiteError(
            f"{configuration.name} does not use the plugin `blog`; "
            "`papernotes import markdown` reads other sites of MkDocs"
        )
    if not (folder / configuration.docs).is_dir():
        raise UnreadableSiteError(f"there is no folder {configuration.docs}")
    return configuration


def _elsewhere(folder: Path) -> str:
    """Where a configuration stands instead, as the rest of a sentence."""
    found = sorted(folder.glob(f"*/{NAMES[0]}"))
    return f"; name the folder {found[0].parent.name}, which has one" if found else ""

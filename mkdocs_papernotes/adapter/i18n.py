"""The layouts of mkdocs-static-i18n; the only module that knows that plugin.

static-i18n runs one whole build for each language, in one process and on one config, the default
language first, and makes every `File` anew at priority −100. Files added earlier are lost; so
notes are read before it and lists are added after it.
"""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel import Locale
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs_static_i18n import folder, suffix
from mkdocs_static_i18n.plugin import I18n
from mkdocs_static_i18n.reconfigure import LUNR_LANGUAGES
from mkdocs_static_i18n.utils import I18nLoggingFilter

from mkdocs_papernotes.adapter.layout import page_path, split_source
from mkdocs_papernotes.adapter.search import SEARCH_PLUGINS
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import best_match, looks_like_locale, same_language
from mkdocs_papernotes.notes.note import Note, Place
from mkdocs_papernotes.problems.problem import Problem

_clean_directory = utils.clean_directory


def find_i18n(config: MkDocsConfig) -> Any | None:
    """The static-i18n plugin of a site, or `None`."""
    return next((plugin for plugin in config.plugins.values() if isinstance(plugin, I18n)), None)


class StaticI18nLayout:
    """Languages by file suffix (`x.zh.md`) or by folder (`zh/x.md`), one build for each."""

    def __init__(self, plugin: Any, config: MkDocsConfig):
        self._plugin, self._config = plugin, config
        self._languages = put_default_first(plugin)
        self.names_search_languages = take_over_search(plugin)
        self._by_folder = plugin.config.docs_structure == "folder"
        self._create = folder.create_i18n_file if self._by_folder else suffix.create_i18n_file

    @property
    def nested(self) -> bool:
        return bool(self._plugin.building)

    @property
    def building(self) -> tuple[str, ...]:
        return (self._plugin.current_language or self._plugin.default_language,)

    def _localized(self, file: File, language: str) -> Any:
        default, languages = self._plugin.default_language, self._plugin.all_languages
        return self._create(file, language, default, languages, self._config)

    def place(self, file: File, declared: str) -> Place:
        stem, found = self._split(file.src_uri)
        language = found or self._plugin.default_language
        moved = found or self._by_folder  # static-i18n leaves the other addresses alone
        url = self._localized(file, language).url if moved else file.url
        return Place(file.src_uri, language, page_path(stem), url)

    def _split(self, source: str) -> tuple[str, str]:
        """Path without extension and language, and the language that the name gives, if any."""
        if not self._by_folder:
            return split_source(source)
        first, slash, rest = posixpath.splitext(source)[0].partition("/")
        return (rest, first) if slash and looks_like_locale(first) else (first + slash + rest, "")

    def languages(self, places: Iterable[Place]) -> Languages:
        configured = {item.locale: item for item in self._plugin.config.languages}
        original = self._plugin.original_configs.get("site_url", self._config.site_url)
        urls = {name: configured[name].site_url or original for name in self._languages}
        title = self._plugin.original_configs.get("site_name", self._config.site_name)
        return Languages(
            tags=self._languages,
            default=self._plugin.default_language,
            directory_urls=self._config.use_directory_urls,
            site_urls={name: url for name, url in urls.items() if url},
            names={name: configured[name].name for name in self._languages},
            titles={name: configured[name].site_name or title for name in self._languages},
        )

    def page_language(self, file: File, places: dict[str, Place]) -> str:
        return self.building[0]

    def list_source(self, language: str, path: str, number: int, languages: Languages) -> str:
        tail = "index.md" if number == 1 else f"page/{number}.md"
        return posixpath.join(language if self._by_folder else "", path, tail)

    def stand_ins(self, note: Note, language: str) -> Iterator[str]:
        if self._by_folder:
            yield posixpath.join(language, note.source.partition("/")[2])
        else:
            stem, found = split_source(note.source)
            yield f"{stem}.md" if found == note.language else note.source

    def shared_asset(self, source: str, language: str) -> Iterator[tuple[str, str]]:
        default = self._plugin.default_language
        if self._plugin.config.fallback_to_default or self._split(source)[1] not in {"", default}:
            return
        path = source.removeprefix(f"{default}/") if self._by_folder else source
        yield source, quote(path)
        if self._by_folder:
            yield f"{language}/{path}", quote(path)

    def asset_url(self, source: str) -> str:
        default = f"{self._plugin.default_language}/"
        return quote(source.removeprefix(default) if self._by_folder else source)

    def localize(self, file: Any, language: str, versions: dict[str, File]) -> None:
        file.locale = language
        file.locale_alternate_of = language
        file.localization = None
        file.norm_src_uri = file.src_uri
        file.alternates = versions

    def finish(self, files: Files, hidden: set[str]) -> None:
        pages = [file for file in files.documentation_pages() if file.src_uri not in hidden]
        self._plugin.i18n_files_per_language[self.building[0]] = pages

    def check_declared(self, place: Place, declared: str, line: int) -> Problem | None:
        if same_language(declared, place.language):
            return None
        message = f"“{declared}”, but the name of the file or its folder says {place.language}"
        remedy = "Remove `lang`, which does not count here, or rename the file"
        return Problem.plain(place.source, line, "lang", message, remedy)

    def copies(self, files: Files) -> set[str]:
        if not self.names_search_languages:
            return set()
        pages: Any = files.documentation_pages()
        return {file.url for file in pages if file.locale != self.building[0]}

    def check(self, files: Iterable[File], places: dict[str, Place]) -> Iterator[Problem]:
        """One warning for each file or folder whose name static-i18n takes for another language."""
        built = set(self._plugin.all_languages)
        known = ", ".join(sorted(built))
        reported = set()
        for file in files:
            locale = self._split(file.src_uri)[1]
            name = f"{locale}/" if self._by_folder else file.src_uri
            if file.src_dir != self._config.docs_dir or not locale or name in reported:
                continue
            if locale not in built:
                reported.add(name)
                yield Problem.plain(
                    name,
                    message=f"“{locale}” in the name is taken for a language that is not built "
                    f"({known}), so this is left out of the site",
                    remedy="Rename it, or add the language to the i18n plugin's `languages`",
                )


def take_over_search(plugin: Any) -> bool:
    """Turn off static-i18n's own work on the search index; returns whether it was on.

    It compares every entry with every other to find fallback copies, which we know by name.
    """
    wanted = bool(plugin.config.reconfigure_search)
    plugin.config.reconfigure_search = False
    return wanted


def put_default_first(plugin: Any) -> tuple[str, ...]:
    """Make static-i18n build its default language first, and only once.

    Returns the built languages in the author's order.
    """
    languages = plugin.config.languages
    order = tuple(item.locale for item in languages if item.build)
    languages.sort(key=lambda item: not item.default)
    return order


def hide_theme_locale(config: MkDocsConfig) -> None:
    """Keep a locale such as `zh-CN` from static-i18n, which gives it to MkDocs, which fails on it.

    `name_theme_language` sets it. Only MkDocs' own themes have a locale; Material has a language.
    """
    plugin = find_i18n(config)
    language = plugin and (plugin.current_language or plugin.default_language)
    if language and not language.isalpha() and "locale" in config.theme:
        del config.theme["locale"]


def forget_last_page(config: MkDocsConfig) -> None:
    """Drop the switcher of the last page of the build before, or `404.html` would show it.

    static-i18n sets it as an attribute, which hides the entry that it resets.
    """
    vars(config.extra).pop("alternate", None)


def name_language_sections(nav: Navigation, config: MkDocsConfig) -> None:
    """Title the folders of an automatic navigation as static-i18n looks for them.

    It looks for “Zh-tw”, where MkDocs makes “zh TW” of the folder's name.
    """
    plugin = find_i18n(config)
    if plugin is None or plugin.config.docs_structure != "folder":
        return
    names = {re.sub("[-_]", " ", name).lower(): name for name in plugin.all_languages}
    for item in nav.items:
        name = names.get((item.title or "").lower())
        if isinstance(item, Section) and name:
            item.title = name.capitalize()


def name_theme_language(config: MkDocsConfig) -> None:
    """Give the theme a language that it has strings for; Material fails on `zh-CN`, `zh-Hans`."""
    language = config.theme.get("language")
    if language and (names := _theme_files(config, "partials/languages/*.html")):
        config.theme["language"] = best_match(str(language), names) or "en"
    plugin = find_i18n(config)
    if plugin is not None and "locale" not in config.theme:
        found = best_match(plugin.current_language, _theme_files(config, "locales/*"))
        config.theme["locale"] = Locale.parse((found or "en").replace("-", "_"))


def _theme_files(config: MkDocsConfig, pattern: str) -> list[str]:
    """Language tags by which files of the theme are named."""
    folders = [Path(folder) for folder in config.theme.dirs]
    return [path.stem.replace("_", "-") for folder in folders for path in folder.glob(pattern)]


def name_search_languages(config: MkDocsConfig) -> None:
    """Give lunr the languages that it knows; `zh-CN` is searched as `zh`.

    The list is changed in place, because Material's index holds it already.
    """
    plugin = find_i18n(config)
    for name in SEARCH_PLUGINS:
        search: Any = config.plugins.get(name)
        if search is None or plugin is None:
            continue
        for language in plugin.build_languages:
            match = best_match(language, LUNR_LANGUAGES)
            if match and match not in search.config.lang:
                search.config.lang.append(match)


def clean_up_after_failure() -> None:
    """Undo what static-i18n leaves behind when a build inside its own build fails.

    It replaces `clean_directory` and filters MkDocs's log, and restores both only on success; the
    next rebuild of `serve` would keep the files of deleted notes.
    """
    utils.clean_directory = _clean_directory
    log = logging.getLogger("mkdocs.commands.build")
    for found in [item for item in log.filters if isinstance(item, I18nLoggingFilter)]:
        log.removeFilter(found)

"""Sites with mkdocs-static-i18n. No other module knows that plugin.

static-i18n runs a whole build for each language, in one process and with one config, the default
language first. In `on_files`, at priority −100, it replaces every `File`, and files that were added
earlier are lost. So notes are read before it, and lists are added after it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs_static_i18n.reconfigure import LUNR_LANGUAGES
from mkdocs_static_i18n.utils import I18nLoggingFilter

from mkdocs_papernotes.adapter.language_builds import site_options
from mkdocs_papernotes.adapter.search import SEARCH_PLUGINS
from mkdocs_papernotes.adapter.search_options import has_pipeline
from mkdocs_papernotes.adapter.theme import set_theme_locale
from mkdocs_papernotes.languages.tags import best_match
from mkdocs_papernotes.site.structure import Structure

_clean_directory = utils.clean_directory


class I18nBuilds:
    """Languages by file suffix (`x.zh.md`) or by folder (`zh/x.md`), one build for each."""

    def __init__(self, plugin: Any, config: MkDocsConfig):
        self._plugin = plugin
        tags = put_default_first(plugin)
        self._searches = take_over_search(plugin)
        self.structure = self._structure(tags, config)

    def _structure(self, tags: tuple[str, ...], config: MkDocsConfig) -> Structure:
        plugin = self._plugin
        configured = {item.locale: item for item in plugin.config.languages}
        return site_options(config).i18n_structure(
            plugin.config,
            [configured[tag] for tag in tags],
            plugin.default_language,
            tuple(plugin.all_languages),
        )

    @property
    def nested(self) -> bool:
        return bool(self._plugin.building)

    @property
    def _language(self) -> str:
        return str(self._plugin.current_language or self._plugin.default_language)

    @property
    def building(self) -> tuple[str, ...]:
        return (self._language,)

    @contextmanager
    def within(self, language: str) -> Iterator[None]:
        plugin = self._plugin
        before = plugin.current_language
        plugin.current_language = language
        try:
            yield
        finally:
            plugin.current_language = before

    def text_of(self, text: str, language: str, config: MkDocsConfig) -> str:
        """The text with static-i18n's titles of admonitions; it changes the ends of lines, too."""
        with self.within(language):
            return str(self._plugin.on_page_markdown(text, page=None, config=config, files=None))

    def before_config(self, config: MkDocsConfig) -> None:
        """Hide a locale such as `zh-CN` from static-i18n, and drop the last page's switcher.

        static-i18n would set the locale as it is, and MkDocs would fail on it; `after_config` sets
        a valid one. Only MkDocs' own themes have a locale; Material has a language.

        static-i18n sets the language switcher of each page as an attribute of `config.extra`, which
        hides the configured entry. If it were kept, `404.html` of the next language would show it.
        """
        if not self._language.isalpha() and "locale" in config.theme:
            del config.theme["locale"]
        vars(config.extra).pop("alternate", None)

    def after_config(self, config: MkDocsConfig) -> None:
        if "locale" not in config.theme:
            set_theme_locale(config, self._language)
        if self._searches:
            self._name_search_languages(config)

    def _name_search_languages(self, config: MkDocsConfig) -> None:
        """Set the languages of search to those that lunr knows, such as `zh` for `zh-CN`.

        The list is changed in place, because Material's index refers to it already. Chinese is
        named only if the author did: all it has for Material are characters that are not searched.
        """
        for name in SEARCH_PLUGINS:
            search: Any = config.plugins.get(name)
            for language in self._plugin.build_languages if search else ():
                match = best_match(language, LUNR_LANGUAGES)
                if match == "zh" and has_pipeline(search.config):
                    continue
                if match and match not in search.config.lang:
                    search.config.lang.append(match)

    def page_language(self, default: str) -> str:
        return self._language

    def localize(self, file: Any, language: str, versions: dict[str, File]) -> None:
        """Set the attributes that static-i18n gives to its own files."""
        file.locale = language
        file.locale_alternate_of = language
        file.localization = None
        file.norm_src_uri = file.src_uri
        file.alternates = versions

    def finish_files(self, files: Files, hidden: set[str]) -> None:
        pages = [file for file in files.documentation_pages() if file.src_uri not in hidden]
        self._plugin.i18n_files_per_language[self._language] = pages

    def fallback_copies(self, files: Files) -> set[str]:
        pages: Any = files.documentation_pages()
        return {file.url for file in pages if file.locale != self._language}

    def before_nav(self, nav: Navigation) -> None:
        """Rename sections of an automatic navigation so that static-i18n finds its languages.

        For a folder `zh-TW`, MkDocs makes the title “zh TW”, but static-i18n looks for “Zh-tw”.
        """
        if self._plugin.config.docs_structure != "folder":
            return
        names = {re.sub("[-_]", " ", name).lower(): name for name in self._plugin.all_languages}
        for item in nav.items:
            name = names.get((item.title or "").lower())
            if isinstance(item, Section) and name:
                item.title = name.capitalize()

    def switcher_of(self, config: MkDocsConfig) -> tuple[Any, Any]:
        """The attributes of `config.extra`, where static-i18n sets the switcher of each page."""
        return vars(config.extra), vars(config.extra).get("alternate")

    def clean_up_after_failure(self) -> None:
        """Undo what static-i18n leaves behind when a nested build fails.

        It replaces `clean_directory` and filters MkDocs' log, and restores both only on success.
        Without this, the next rebuild of `serve` would keep the files of deleted notes.
        """
        utils.clean_directory = _clean_directory
        log = logging.getLogger("mkdocs.commands.build")
        for found in [item for item in log.filters if isinstance(item, I18nLoggingFilter)]:
            log.removeFilter(found)


def take_over_search(plugin: Any) -> bool:
    """Turn off static-i18n's filter of the search index; returns whether it was on.

    The filter finds fallback copies by comparing every entry with every other. We know the copies,
    and remove them ourselves.
    """
    wanted = bool(plugin.config.reconfigure_search)
    plugin.config.reconfigure_search = False
    return wanted


def put_default_first(plugin: Any) -> tuple[str, ...]:
    """Make static-i18n build its default language first, and only once.

    Returns the languages that are built, in the author's order.
    """
    languages = plugin.config.languages
    order = built_languages(plugin)
    languages.sort(key=lambda item: not item.default)
    return order


def built_languages(plugin: Any) -> tuple[str, ...]:
    """The languages that are built, in the order of the options."""
    return tuple(item.locale for item in plugin.config.languages if item.build)

"""How MkDocs builds the languages of a site: all in one build, or one build for each language."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.site.site_options import SiteOptions
from mkdocs_papernotes.site.structure import Structure


class LanguageBuilds(Protocol):
    """What the rest of the adapter needs to know about how languages are built.

    Some methods are called at MkDocs' events, so that `i18n.I18nBuilds` can adjust static-i18n.
    """

    @property
    def structure(self) -> Structure:
        """How the source files are laid out by language."""

    @property
    def building(self) -> tuple[str, ...] | None:
        """The languages of the current build; `None` for all languages."""

    @property
    def nested(self) -> bool:
        """Whether the current build was started inside another one."""

    def within(self, language: str) -> AbstractContextManager[None]:
        """The time in which pages of a language are rendered again; `""` for all languages."""

    def text_of(self, text: str, language: str, config: MkDocsConfig) -> str:
        """The Markdown of a page as it is rendered, if no other plugin changes it."""

    def before_config(self, config: MkDocsConfig) -> None:
        """Called before static-i18n changes the configuration of a build."""

    def after_config(self, config: MkDocsConfig) -> None:
        """Called after static-i18n has changed the configuration of a build."""

    def page_language(self, default: str) -> str:
        """The language in which the current build shows a page that is written in `default`."""

    def localize(self, file: File, language: str, versions: dict[str, File]) -> None:
        """Set the language of a file and its versions by language, for the theme and sitemap."""

    def finish_files(self, files: Files, hidden: set[str]) -> None:
        """Set the pages of the sitemap, without the sources in `hidden`."""

    def fallback_copies(self, files: Files) -> set[str]:
        """The addresses of pages that are only copies of a page in another language."""

    def before_nav(self, nav: Navigation) -> None:
        """Called before static-i18n changes the navigation."""

    def switcher_of(self, config: MkDocsConfig) -> tuple[Any, Any]:
        """The mapping whose `alternate` has the entries of the language switcher, and these."""

    def clean_up_after_failure(self) -> None:
        """Undo what a failed build leaves behind."""


class SingleBuild:
    """All languages in one build, without another plugin for languages."""

    nested = False
    building = None

    def __init__(self, config: MkDocsConfig, settings: Settings, language: str):
        self.structure = site_options(config).plain_structure(settings.locales, language)

    def within(self, language: str) -> AbstractContextManager[None]:
        return nullcontext()

    def text_of(self, text: str, language: str, config: MkDocsConfig) -> str:
        return text

    def before_config(self, config: MkDocsConfig) -> None:
        pass

    def after_config(self, config: MkDocsConfig) -> None:
        pass

    def page_language(self, default: str) -> str:
        return default

    def localize(self, file: File, language: str, versions: dict[str, File]) -> None:
        pass

    def finish_files(self, files: Files, hidden: set[str]) -> None:
        pass

    def fallback_copies(self, files: Files) -> set[str]:
        return set()

    def before_nav(self, nav: Navigation) -> None:
        pass

    def switcher_of(self, config: MkDocsConfig) -> tuple[Any, Any]:
        return config.extra, config.extra.get("alternate") or []

    def clean_up_after_failure(self) -> None:
        pass


def site_options(config: MkDocsConfig) -> SiteOptions:
    """What MkDocs is told of the site."""
    return SiteOptions(
        config.use_directory_urls,
        config.site_url or "",
        config.site_name,
        config.site_description or "",
        config.nav,
    )


def language_builds(config: MkDocsConfig, settings: Settings, language: str) -> LanguageBuilds:
    """How the languages of a site are built; static-i18n is imported only if the site uses it.

    `language` is that of the theme, for a site without static-i18n.
    """
    if plugin := _i18n(config):
        from mkdocs_papernotes.adapter.i18n import I18nBuilds

        return I18nBuilds(plugin, config)
    return SingleBuild(config, settings, language)


def languages_of(config: MkDocsConfig, settings: Settings, language: str) -> tuple[str, ...]:
    """The languages that a site is built in, before its plugins have changed the configuration."""
    if plugin := _i18n(config):
        from mkdocs_papernotes.adapter.i18n import built_languages

        return built_languages(plugin)
    return settings.locales or (language,)


def _i18n(config: MkDocsConfig) -> Any:
    """The plugin mkdocs-static-i18n, or `None`."""
    plugins = config.plugins.values()
    names = ((plugin, type(plugin).__module__) for plugin in plugins)
    return next((plugin for plugin, name in names if name.startswith("mkdocs_static_i18n.")), None)

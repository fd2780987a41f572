"""How MkDocs builds a site in several languages: in one build, or in one for each language."""

from __future__ import annotations

from typing import Any, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.site.structure import PlainStructure, Structure


class LanguageBuilds(Protocol):
    """What the rest of the adapter asks of the program that builds the languages."""

    @property
    def structure(self) -> Structure:
        """How the source files are laid out by language."""

    @property
    def building(self) -> tuple[str, ...] | None:
        """Languages of the build at hand; `None` for all of them."""

    @property
    def nested(self) -> bool:
        """Whether this build was started inside another one."""

    def before_config(self, config: MkDocsConfig) -> None:
        """Before the program configures a build."""

    def after_config(self, config: MkDocsConfig) -> None:
        """After the program has configured a build."""

    def page_language(self, default: str) -> str:
        """The language in which the build at hand shows a page whose own is `default`."""

    def localize(self, file: File, language: str, versions: dict[str, File]) -> None:
        """Tell the program of a page, and of its versions by language."""

    def finish_files(self, files: Files, hidden: set[str]) -> None:
        """Tell the program of all pages of the build; `hidden` ones are not to be found."""

    def fallback_copies(self, files: Files) -> set[str]:
        """Addresses of pages that repeat another language's page; search finds the other one."""

    def before_nav(self, nav: Navigation) -> None:
        """Before the program changes the navigation."""

    def switcher_of(self, config: MkDocsConfig) -> tuple[Any, Any]:
        """Where the theme's language switcher is kept, and what it has for the page at hand."""

    def clean_up_after_failure(self) -> None:
        """Undo what a failed build leaves behind."""


class SingleBuild:
    """One build holds all languages; no other plugin has a part in it."""

    nested = False
    building = None

    def __init__(self, config: MkDocsConfig, settings: Settings):
        language = config.theme.get("language") or config.theme.get("locale") or "en"
        locales = settings.locales
        self.structure = PlainStructure(
            default=locales[0] if locales else str(language).replace("_", "-"),
            locales=locales,
            directory_urls=config.use_directory_urls,
            site_url=config.site_url or "",
            site_name=config.site_name,
        )

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


def language_builds(config: MkDocsConfig, settings: Settings) -> LanguageBuilds:
    """How the site at hand is built; mkdocs-static-i18n is imported only where a site uses it."""
    for plugin in config.plugins.values():
        if type(plugin).__module__.startswith("mkdocs_static_i18n."):
            from mkdocs_papernotes.adapter.i18n import I18nBuilds

            return I18nBuilds(plugin, config)
    return SingleBuild(config, settings)

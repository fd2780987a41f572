"""Options of the search plugins for sites with Chinese, where their author has set none."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.search import SEARCH_PLUGINS
from mkdocs_papernotes.languages.searched import searched_languages
from mkdocs_papernotes.languages.tags import primary

MODULE = "material.plugins.search.plugin"
"""Where Material's search plugin is."""
_NO_READERS = ("mkdocs_papernotes.", "mkdocs_static_i18n.", MODULE, "material.plugins.tags.")
"""The modules of plugins that do not read the index of one language."""
SEPARATOR = (
    r"[\s\u200b\u3000\-_,:!?=\[\](){}\"`/、。，．：；！？·…—～（）《》〈〉「」『』【】“”‘]+"
    r"|\.(?!\d)|’(?!\w)|&[lg]t;|&amp;"
)
"""What stands between words, as a regular expression of JavaScript. It leaves `2309.06180` whole.

Chinese has spaces of no width between its words, and marks around them.
"""


def set_search_options(config: MkDocsConfig, languages: Collection[str]) -> None:
    """Set what the search needs for a site in these languages, before its plugin sets defaults.

    Material's defaults are those of the theme's language alone. For English, Chinese is not divided
    into words; for Chinese, English words are reduced to their stems, and then not found while they
    are being typed.
    """
    for name in SEARCH_PLUGINS:
        options: Any = getattr(config.plugins.get(name), "config", {})
        if has_pipeline(options):
            _set_material_options(options, languages)
        elif options.get("lang", "") is None and is_chinese(languages):
            # the script of MkDocs' own search fails with Chinese alone
            options["lang"] = ["en", "zh"]


def _set_material_options(options: Any, languages: Collection[str]) -> None:
    if options["lang"] is None and (len(languages) > 1 or is_chinese(languages)):
        options["lang"] = searched_languages(languages)
    if not is_chinese(languages):
        return
    if options["separator"] is None:
        options["separator"] = SEPARATOR
    if options["pipeline"] is None:
        # the characters that `zh` would leave out are needed to divide queries
        options["pipeline"] = [] if "zh" in options["lang"] else ["stopWordFilter"]


def divides(separator: object) -> bool:
    """Whether a separator divides texts at spaces of no width."""
    return isinstance(separator, str) and (r"\u200b" in separator.lower() or "\u200b" in separator)


def is_chinese(languages: Collection[str]) -> bool:
    """Whether one of some languages is Chinese."""
    return any(primary(tag) == "zh" for tag in languages)


def has_pipeline(options: Any) -> bool:
    """Whether the options are those of Material's search plugin."""
    return "pipeline" in options


def lacks_jieba(config: MkDocsConfig) -> bool:
    """Whether Material's search plugin is on, and has not found jieba."""
    plugins: list[Any] = [config.plugins.get(name) for name in SEARCH_PLUGINS]
    is_on = any(type(plugin).__module__ == MODULE and plugin.config.enabled for plugin in plugins)
    return is_on and getattr(sys.modules[MODULE], "jieba", None) is None


def put_off(config: MkDocsConfig) -> list[Any]:
    """Have Material write no index for a language alone; static-i18n has it write one of all later.

    Returns the plugins that `put_on` is to be given before that. Where a plugin may read the index
    of one language, nothing is put off.
    """
    handlers: Iterable[Any] = config.plugins.events["post_build"]
    if not all(_module_of(handler).startswith(_NO_READERS) for handler in handlers):
        return []
    found: Iterable[Any] = (config.plugins.get(name) for name in SEARCH_PLUGINS)
    plugins = [plugin for plugin in found if type(plugin).__module__ == MODULE]
    plugins = [plugin for plugin in plugins if plugin.config.get("enabled")]
    for plugin in plugins:
        plugin.config["enabled"] = False
    return plugins


def put_on(plugins: Iterable[Any]) -> None:
    """Have the plugins that were put off write their index when they are asked to."""
    for plugin in plugins:
        plugin.config["enabled"] = True


def _module_of(handler: Any) -> str:
    return type(getattr(handler, "__self__", handler)).__module__

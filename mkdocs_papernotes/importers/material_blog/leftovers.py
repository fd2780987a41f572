"""Settings of the old site that are left to the author."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.importers.extensions import KNOWN_EXTENSIONS
from mkdocs_papernotes.importers.material_blog.configuration import Configuration
from mkdocs_papernotes.importers.settings import Settings
from mkdocs_papernotes.problems.problem import Problem

_KNOWN_PLUGINS = frozenset(("blog", "search", "tags", "rss", "i18n", "papernotes", "meta"))


def settings_left(configuration: Configuration) -> Iterator[Problem]:
    """The settings that the new site has no counterpart of."""
    for name in configuration.extensions:
        plain = name.removeprefix("markdown.extensions.")
        if plain not in KNOWN_EXTENSIONS:
            reason = "add it if the texts need it"
            yield setting_left(configuration, f"markdown_extensions.{name}", reason)
    fences = configuration.extensions.get("pymdownx.superfences", Settings()).tables(
        "custom_fences"
    )
    for fence in fences:
        name = f"markdown_extensions.pymdownx.superfences.{fence.text('name')}"
        yield setting_left(configuration, name, "add the kind of fence if the texts need it")
    for name, _ in configuration.plugins:
        if name not in _KNOWN_PLUGINS:
            reason = "add the plugin if the site needs it"
            yield setting_left(configuration, f"plugins.{name}", reason)
    for key in ("extra_css", "extra_javascript", "hooks"):
        if configuration.settings.entries(key):
            yield setting_left(configuration, key, "add what the site still needs")
    if configuration.custom_dir:
        reason = "add what the site still needs; notes have other templates here"
        yield setting_left(configuration, "theme.custom_dir", reason)


def setting_left(configuration: Configuration, name: str, reason: str) -> Problem:
    """Tells of a setting that was not taken over."""
    values = {"name": name, "reason": reason}
    return Problem("import-setting-left", configuration.name, 0, name, values)

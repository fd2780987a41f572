"""Where the feeds of a site were."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_papernotes.importers.hexo.addresses import normal
from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.script import names_of

_KINDS = ("atom", "rss2")
_PLUGINS = ("hexo-generator-feed", "hexo-feed", "hexo-generator-rss")


def feeds_of(configuration: Configuration) -> tuple[str, ...]:
    """The addresses of the feeds, the main one first.

    As hexo-generator-feed makes them of its settings
    (https://github.com/hexojs/hexo-generator-feed/blob/master/index.js).
    """
    given = configuration.mapping("feed")
    if not configuration.has_plugin(*_PLUGINS, unknown=bool(given)) or given.get("enable") is False:
        return ()
    if "hexo-feed" in (configuration.plugins or ()) and _of_hexo_feed(given):
        return tuple(configuration.prefix + path for path in _of_hexo_feed(given))
    kinds = [kind for kind in dict.fromkeys(names_of(given.get("type"))) if kind in _KINDS]
    kinds = kinds or ["atom"]
    paths = names_of(given.get("path"))
    if isinstance(given.get("type"), list) != isinstance(given.get("path"), list):
        paths = []  # a list for one of them and a text for the other does not count
    found = []
    for number, kind in enumerate(kinds):
        path = normal(paths[number]) if number < len(paths) else ""
        path = path or f"{kind}.xml"
        found.append(path if "." in path.rpartition("/")[2] else f"{path}.xml")
    return tuple(configuration.prefix + path for path in dict.fromkeys(found))


def _of_hexo_feed(given: Mapping[str, object]) -> list[str]:
    """The feeds of the plugin hexo-feed, which has settings for each kind."""
    found = []
    for kind in ("atom", "rss", "jsonFeed"):
        settings = given.get(kind)
        if isinstance(settings, Mapping) and settings.get("enable"):
            found += [path for path in map(normal, names_of(settings.get("output"))) if path]
    return found

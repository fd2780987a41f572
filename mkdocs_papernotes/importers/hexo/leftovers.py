"""Settings of the old site that are left to the author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_papernotes.importers.dates import zone_of
from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.script import is_set


def unused_settings(configuration: Configuration) -> Iterator[tuple[str, str]]:
    """Settings that say something to readers and have no counterpart, each with the reason."""
    social = configuration.theme.get("social")
    if isinstance(social, Mapping) and social:
        yield "social", "Material has `extra.social` for such links"
    links = configuration.theme.get("links")
    if isinstance(links, Mapping) and links:
        yield "links", "write them on a page of their own"
    given = configuration.text("timezone")
    if given and not zone_of(given):
        yield "timezone", f"{given!r} is no time zone"
    for key in ("google_analytics", "baidu_analytics", "umami", "busuanzi_count"):
        settings = configuration.theme.get(key)
        is_off = isinstance(settings, Mapping) and (
            settings.get("enable") is False
            or not any(is_set(value) and value is not True for value in settings.values())
        )
        if is_set(settings) and not is_off:
            yield key, "the guide says how to count visits"

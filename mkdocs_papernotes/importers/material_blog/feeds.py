"""Where the feeds of a site were."""

from __future__ import annotations

from mkdocs_papernotes.importers.material_blog.configuration import Configuration


def feeds_of(configuration: Configuration) -> tuple[str, ...]:
    """The feeds of mkdocs-rss-plugin (https://guts.github.io/mkdocs-rss-plugin/configuration/)."""
    rss = configuration.plugin("rss")
    if rss is None or not rss.flag("enabled", default=True):
        return ()
    names = rss.table("feeds_filenames")
    found = []
    if rss.flag("rss_feed_enabled", default=True):
        found += [names.text("rss_created") or "feed_rss_created.xml"]
        found += [names.text("rss_updated") or "feed_rss_updated.xml"]
    if rss.flag("json_feed_enabled", default=True):
        found += [names.text("json_created") or "feed_json_created.json"]
        found += [names.text("json_updated") or "feed_json_updated.json"]
    return tuple(found)

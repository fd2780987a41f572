"""Feeds in RSS 2.0, for those whose subscribers have an address of one."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape

from lxml import etree

from mkdocs_papernotes.feeds.entry import Feed, FeedEntry, whole_minutes
from mkdocs_papernotes.feeds.xml import ATOM, add, document
from mkdocs_papernotes.languages.tags import bcp47

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
TYPE = "application/rss+xml"


def write_rss(feed: Feed) -> str:
    """The text of a feed. The whole text of an entry is in `content:encoded`."""
    root = etree.Element("rss", nsmap={"atom": ATOM, "content": _CONTENT, "dc": _DC})
    root.set("version", "2.0")
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.home)
    add(channel, "description", feed.description or feed.title)
    if feed.language:
        add(channel, "language", bcp47(feed.language))
    add(channel, "lastBuildDate", format_datetime(whole_minutes(feed.updated)))
    own = {"rel": "self", "type": TYPE, "href": feed.url}
    add(channel, f"{{{ATOM}}}link", "", own)
    for entry in feed.entries:
        _write_item(add(channel, "item"), entry, feed)
    return document(root, feed.stylesheet)


def _write_item(element: etree._Element, entry: FeedEntry, feed: Feed) -> None:
    add(element, "title", entry.title)
    add(element, "link", entry.url)
    add(element, "guid", entry.id, {"isPermaLink": "false"})
    add(element, "pubDate", format_datetime(whole_minutes(entry.published)))
    if not feed.language:
        add(element, f"{{{_DC}}}language", bcp47(entry.language))
    for name in [person.name for person in entry.authors] or [feed.author]:
        add(element, f"{{{_DC}}}creator", name)
    for tag in entry.tags:
        add(element, "category", tag)
    if entry.content and entry.is_excerpt:
        add(element, "description", entry.content)
        return
    if entry.summary:  # a description is HTML
        add(element, "description", escape(entry.summary, quote=False))
    if entry.content:
        add(element, f"{{{_CONTENT}}}encoded", entry.content)

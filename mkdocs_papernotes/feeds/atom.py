"""Feeds in Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from mkdocs_papernotes.feeds.entry import Feed, FeedEntry, FeedPerson, rfc3339
from mkdocs_papernotes.feeds.xml import ATOM, LANGUAGE, add, document
from mkdocs_papernotes.languages.tags import bcp47

_NS = f"{{{ATOM}}}"
TYPE = "application/atom+xml"


def write_atom(feed: Feed) -> str:
    """The text of a feed."""
    root = etree.Element(f"{_NS}feed", nsmap={None: ATOM})
    if feed.language:
        root.set(LANGUAGE, bcp47(feed.language))
    add(root, f"{_NS}title", feed.title)
    if feed.description:
        add(root, f"{_NS}subtitle", feed.description)
    add(root, f"{_NS}id", feed.id)
    add(root, f"{_NS}updated", rfc3339(feed.updated))
    _link(root, "self", feed.url, TYPE)
    _link(root, "alternate", feed.home, "text/html", feed.language)
    _people(root, "author", [FeedPerson(feed.author)])
    for entry in feed.entries:
        _write_entry(add(root, f"{_NS}entry"), entry)
    return document(root, feed.stylesheet)


def _write_entry(element: etree._Element, entry: FeedEntry) -> None:
    element.set(LANGUAGE, bcp47(entry.language))
    add(element, f"{_NS}title", entry.title)
    add(element, f"{_NS}id", entry.id)
    add(element, f"{_NS}published", rfc3339(entry.published))
    add(element, f"{_NS}updated", rfc3339(entry.updated))
    _link(element, "alternate", entry.url, "text/html", entry.language)
    for link in entry.related:
        # Translations are no `alternate` links: some readers open the last of these.
        _link(element, "related", link.url, "", link.language, link.title)
    _people(element, "author", entry.authors)
    _people(element, "contributor", entry.translators)
    for tag in entry.tags:
        add(element, f"{_NS}category", "", {"term": tag})
    is_summary = bool(entry.content and entry.is_excerpt)
    if entry.summary and not is_summary:
        add(element, f"{_NS}summary", entry.summary)
    if entry.content:
        tag = "summary" if is_summary else "content"
        add(element, f"{_NS}{tag}", entry.content, {"type": "html"})


def _link(
    parent: etree._Element, rel: str, url: str, kind: str, language: str = "", title: str = ""
) -> None:
    attributes = {"rel": rel, "type": kind, "href": url}
    add(parent, f"{_NS}link", "", attributes | {"hreflang": bcp47(language), "title": title})


def _people(parent: etree._Element, role: str, people: Iterable[FeedPerson]) -> None:
    for person in people:
        element = add(parent, f"{_NS}{role}")
        add(element, f"{_NS}name", person.name)
        if person.url:
            add(element, f"{_NS}uri", person.url)

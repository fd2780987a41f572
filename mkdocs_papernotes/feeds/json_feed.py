"""Feeds in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from mkdocs_papernotes.feeds.entry import Feed, FeedEntry, FeedPerson, rfc3339
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.text import writable

TYPE = "application/feed+json"


def write_json(feed: Feed) -> str:
    """The text of a feed."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": bcp47(feed.language),
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    kept = {name: value for name, value in found.items() if value or name == "items"}
    return json.dumps(_clean(kept), ensure_ascii=False, indent=1) + "\n"


def _clean(value: Any) -> Any:
    """The same without characters that no text should have, some of which UTF-8 cannot hold."""
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    if isinstance(value, list):
        return [*map(_clean, value)]
    return writable(value) if isinstance(value, str) else value


def _item(entry: FeedEntry) -> dict[str, Any]:
    """An entry; one without a text has a summary in its place, because some text is required."""
    found = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "content_text": "" if entry.content else entry.summary,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": [_person(person) for person in entry.authors],
        "tags": list(entry.tags),
        "language": bcp47(entry.language),
    }
    return {name: value for name, value in found.items() if value}


def _person(person: FeedPerson) -> dict[str, str]:
    return {"name": person.name, "url": person.url} if person.url else {"name": person.name}

"""The formats of feeds. The name of a file says which one it is in."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from mkdocs_papernotes.feeds import atom, json_feed, rss
from mkdocs_papernotes.feeds.entry import Feed


@dataclass(frozen=True)
class FeedFormat:
    """A format of feeds."""

    name: str
    type: str
    """The type of its files (MIME)."""
    write: Callable[[Feed], str]
    """Returns the text of a file."""


ATOM = FeedFormat("Atom", atom.TYPE, atom.write_atom)
RSS = FeedFormat("RSS 2.0", rss.TYPE, rss.write_rss)
JSON = FeedFormat("JSON Feed", json_feed.TYPE, json_feed.write_json)


def format_of(path: str) -> FeedFormat:
    """The format of a file: JSON Feed for `.json`, RSS where its path says so, otherwise Atom."""
    if posixpath.splitext(path)[1].lower() == ".json":
        return JSON
    return RSS if "rss" in path.lower() else ATOM

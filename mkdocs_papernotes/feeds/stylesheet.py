"""How a browser shows a feed that is opened in it.

It is plain CSS: browsers are giving up XSLT, and without either they print the file as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.tags import bcp47

PATH = "assets/papernotes/feed.css"
"""The address of the file, relative to the site's root."""


def stylesheet(words: Iterable[Labels]) -> str:
    """The text of the file, with the words of each language; the first is for all others."""
    rules = (files(__package__) / "feed.css").read_text("utf-8")
    first, *others = words
    said = [f"feed::before, rss::before {{ content: {_quoted(first('feed.hint'))}; }}"]
    for labels in others:
        language = bcp47(labels.language)
        either = f":is(feed, rss):lang({language})::before"
        said.append(f"{either} {{ content: {_quoted(labels('feed.hint'))}; }}")
    return "\n".join([rules.rstrip(), *said, ""])


def _quoted(text: str) -> str:
    escaped = "".join(f"\\{ord(each):x} " if each in '"\\\n<' else each for each in text)
    return f'"{escaped}"'

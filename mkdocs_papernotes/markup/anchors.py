"""The anchors that the headings of a Markdown source will have, without rendering it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from markdown.extensions.toc import slugify, slugify_unicode, unique

from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.heading import plain_text, same_title
from mkdocs_papernotes.markup.prose import ASIDE, prose

_ATX = re.compile(r"[ \t>]*(?P<marks>#{1,6})(?P<text>.*)")
_WITHOUT_ASCII = re.compile(r"^[ \t>]*#{1,6}[^A-Za-z0-9\n]+$", re.MULTILINE)
_NUMBERED = re.compile("_[0-9]+")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ ]*")
_ATTRIBUTES = re.compile(r"\{:?(?P<list>[^{}]*)\}[ \t]*$")
_ID = re.compile(r"(?:^|\s)#(?P<id>[^\s{}]+)|(?:^|\s)id=[\"']?(?P<other>[^\s{}\"']+)")
_NAMES = ("toc", "markdown.extensions.toc")
_OF_ATTRIBUTES = ("attr_list", "markdown.extensions.attr_list")


class Anchor(NamedTuple):
    """A heading and its anchor."""

    heading: str
    """Plain text."""
    id: str


class WrittenHeading(NamedTuple):
    """A heading as its author wrote it."""

    text: str
    """With its markup and its attributes."""
    level: int
    start: int
    """Where its line begins in the text."""

    @property
    def id(self) -> str:
        """The `{#id}` behind it, which the extension `attr_list` reads, or an empty text."""
        attributes = _ATTRIBUTES.search(self.text)
        own = _ID.search(attributes["list"]) if attributes else None
        return (own["id"] or own["other"]) if own else ""


class AnchorReader:
    """Reads the headings of texts that are rendered with the extensions of a site."""

    def __init__(self, options: MarkdownOptions):
        configs = options.extension_configs
        toc = next((configs[name] for name in _NAMES if configs.get(name)), {})
        # what a tag of YAML stands for is not known to those who open a site without MkDocs
        given = toc.get("slugify", slugify)
        self._slugify: Callable[[str, str], str] = slugify_unicode if given is None else given
        self._separator = str(toc.get("separator", "-"))
        self._has_attributes = any(name in options.extensions for name in _OF_ATTRIBUTES)

    def anchors(self, text: str) -> list[Anchor]:
        """The headings of a text with the anchors that the extension `toc` gives them."""
        has_attributes = self._has_attributes
        written = [(each.text, each.id if has_attributes else "") for each in headings(text)]
        used = {own for _, own in written if own}
        found = []
        for heading, own in written:
            words = plain_text(heading)
            found.append(Anchor(words, own or unique(self._slugify(words, self._separator), used)))
        return found

    def first_numbered(self, text: str) -> Anchor | None:
        """The first heading of which Python-Markdown's own `slugify` leaves nothing for an anchor.

        `None` if there is none, or if the site has another `slugify`.
        """
        if self._slugify is not slugify or text.isascii() or not _WITHOUT_ASCII.search(text):
            return None
        for anchor in self.anchors(text):
            has_letters = slugify_unicode(anchor.heading, self._separator)
            if _NUMBERED.fullmatch(anchor.id) and has_letters:
                return anchor
        return None


def find_anchor(anchors: list[Anchor], heading: str) -> str | None:
    """The anchor of the first heading that reads like `heading`, or that has it as its anchor."""
    for anchor in anchors:
        if same_title(heading, anchor.heading):
            return anchor.id
    return next((anchor.id for anchor in anchors if anchor.id == heading), None)


def headings(text: str, shown: str = "") -> Iterator[WrittenHeading]:
    """The headings of a text, outside code; `shown` is its prose, if it is known."""
    previous, before = "", ""
    start = above = 0
    lines = (shown or prose(text)).split("\n")
    for line, visible in zip(text.split("\n"), lines, strict=True):
        if (atx := _ATX.fullmatch(line)) and _ATX.fullmatch(visible):
            words = atx["text"].rstrip(" \t").rstrip("#").strip()
            yield WrittenHeading(words, len(atx["marks"]), start)
        elif (
            _UNDERLINE.fullmatch(visible)
            and previous.strip(" \t>" + ASIDE)
            and not before.strip(" \t>")
        ):
            yield WrittenHeading(previous.strip(" \t>"), 1 if "=" in visible else 2, above)
        before, previous = previous, "" if set(line) == {ASIDE} else line
        start, above = start + len(line) + 1, start

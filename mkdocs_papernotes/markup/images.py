"""The images in a rendered text, found in one pass over its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_OPENING = re.compile(r"<(?:(!--)|(script|style|template|textarea|img)(?=[\s/>]))", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?)"""
)


@dataclass(frozen=True)
class Image:
    """An `<img>`: its attributes, and where in the text they begin and end."""

    start: int
    """Behind `<img`."""
    end: int
    """Before the `>`."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Values by name in lower case."""

    @property
    def src(self) -> str:
        return self.attributes.get("src", "")


def images(html: str) -> Iterator[Image]:
    """The images of a text, except those in comments and scripts."""
    start = 0
    while opening := _OPENING.search(html, start):
        start = opening.end()
        name = (opening[2] or "").lower()
        if name == "img":
            image = _image(html, start)
            if image:
                yield image
                start = image.end
            continue
        closing = "-->" if opening[1] else f"</{name}"
        start = html.find(closing, start)
        if start < 0:
            return


def _image(html: str, start: int) -> Image | None:
    """The image whose attributes begin at `start`; `None` if the tag is never closed."""
    attributes: dict[str, str] = {}
    position = start
    while match := _ATTRIBUTE.match(html, position):
        if match["end"]:
            last = match.start("end")
            return Image(start, last - 1 if html[last - 1] == "/" else last, attributes)
        value = match[3] or match[4] or match[5] or ""
        attributes.setdefault(match["name"].lower(), unescape(value))
        position = match.end()
    return None

"""The images in a rendered text, found in one pass over its HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from mkdocs_papernotes.markup.image_size import Size

_OPENING = re.compile(r"<(!--|(?:script|style|template|textarea|img)(?=[\s/>]))", re.IGNORECASE)
_BEGINNING = re.compile("<[iI][mM]")
"""In every text with an image; most texts have none. To look for `<im` alone takes as long."""
_CLOSINGS = {"!--": re.compile("-->")} | {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "template", "textarea")
}
_ICONS = {"emojione", "gemoji", "twemoji"}
_SIZE = re.compile(r"(?:width|height|zoom|ratio)\s*:", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?)"""
)


@dataclass(frozen=True)
class Image:
    """An `<img>`: its attributes, and where in the text they begin and end."""

    start: int
    """Behind `<img`."""
    end: int
    """Behind the last of them."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Values by name in lower case."""

    @property
    def src(self) -> str:
        return self.attributes.get("src", "")

    @property
    def is_icon(self) -> bool:
        """Whether it stands for a letter of the text."""
        return not _ICONS.isdisjoint(self.attributes.get("class", "").split())

    @property
    def has_size(self) -> bool:
        """Whether its author gave it a width, a height or a style that may."""
        return bool(self.attributes.keys() & {"width", "height"}) or bool(
            _SIZE.search(self.attributes.get("style", ""))
        )

    @property
    def is_within(self) -> bool:
        """Whether it is in the page itself, so that nothing is loaded."""
        return self.src.startswith("data:")


def with_sizes(html: str, size_of: Callable[[str], Size | None]) -> str:
    """A text whose images say their size, so that nothing moves when they are loaded.

    `size_of` gives the size of an image by its `src`. All images but the first are loaded only when
    a reader comes near. What an author wrote of either stays.
    """
    is_first = True

    def attributes(image: Image) -> str:
        nonlocal is_first
        size = None if image.has_size else size_of(image.src)
        lazy, is_first = "" if is_first else _lazy(image), False
        return (f' width="{size.width}" height="{size.height}"' if size else "") + lazy

    return _with_attributes(html, attributes)


def with_lazy_images(html: str) -> str:
    """A text for a list, all of whose images are loaded only when a reader comes near."""
    return _with_attributes(html, _lazy)


def _lazy(image: Image) -> str:
    return "" if "loading" in image.attributes else ' loading="lazy"'


def _with_attributes(html: str, attributes: Callable[[Image], str]) -> str:
    """A text with more attributes of its images, but those that stand for letters."""
    parts, last = [], 0
    for image in images(html):
        if not (image.is_icon or image.is_within):
            parts += [html[last : image.end], attributes(image)]
            last = image.end
    return "".join((*parts, html[last:]))


def has_images(html: str) -> bool:
    """Whether a text may have an image: a quick test that rules out most texts."""
    return bool(_BEGINNING.search(html))


def images(html: str) -> Iterator[Image]:
    """The images of a text, except those in comments and scripts."""
    if not has_images(html):
        return
    start = 0
    while opening := _OPENING.search(html, start):
        name = opening[1].lower()
        if name == "img":
            image = _image(html, opening.end())
            if image is None:  # the text ends within the tag
                return
            yield image
            start = image.end
        elif closing := _CLOSINGS[name].search(html, opening.end()):
            start = closing.end()
        else:
            return


def _image(html: str, start: int) -> Image | None:
    """The image whose attributes begin at `start`; `None` if the tag is never closed."""
    attributes: dict[str, str] = {}
    position = start
    while match := _ATTRIBUTE.match(html, position):
        if match["end"]:
            return Image(start, position, attributes)
        value = match[3] or match[4] or match[5] or ""
        attributes.setdefault(match["name"].lower(), unescape(value))
        position = match.end()
    return None

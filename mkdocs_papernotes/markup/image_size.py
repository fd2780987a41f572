"""The size of a picture, from its file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import imagesize

RASTER = (".gif", ".jpeg", ".jpg", ".png", ".webp")
"""Pictures that messengers and social networks show."""
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
}
"""The units of CSS in pixels; others depend on the page."""
_LENGTH = re.compile(r"\+?(\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})([a-z]{0,2})", re.IGNORECASE)
_NARROWEST = 100
"""A view box below that is in units of the drawing, such as centimetres, rather than in pixels."""


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def image_size(path: Path) -> Size | None:
    """The size of a picture as browsers show it; `None` if the file does not say it."""
    if path.suffix.lower() == ".svg":
        return _size_of_drawing(path)
    width, height = imagesize.get(path)
    return Size(int(width), int(height)) if width > 0 and height > 0 else None


def _size_of_drawing(path: Path) -> Size | None:
    """The size of an SVG: its width and height, or else that of its view box."""
    try:
        with path.open("rb") as file:
            _, root = next(ElementTree.iterparse(file, ("start",)))
    except (OSError, ElementTree.ParseError, StopIteration, LookupError, ValueError):
        return None
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    box = [_pixels(number) for number in root.get("viewBox", "").replace(",", " ").split()[2:4]]
    if not (width and height) and len(box) == 2 and all(box):
        ratio = box[1] / box[0]
        if width or height:
            width, height = width or height / ratio, height or width * ratio
        elif box[0] >= _NARROWEST:
            width, height = box
    return Size(round(width), round(height)) if width >= 1 and height >= 1 else None


def _pixels(text: str) -> float:
    """A length in pixels; 0 for one that depends on the page, and for what is none."""
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1]) * _PIXELS.get(match[2].lower(), 0.0) if match else 0.0

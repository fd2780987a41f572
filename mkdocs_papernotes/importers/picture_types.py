"""What kind of picture a file is, by its content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

_SIGNATURES: tuple[tuple[str, Mapping[int, tuple[bytes, ...]]], ...] = (
    (".png", {0: (b"\x89PNG\r\n\x1a\n",)}),
    (".jpg", {0: (b"\xff\xd8\xff",)}),
    (".gif", {0: (b"GIF87a", b"GIF89a")}),
    (".webp", {0: (b"RIFF",), 8: (b"WEBP",)}),
    (".avif", {4: (b"ftypavif", b"ftypavis")}),
    (".bmp", {0: (b"BM",), 6: (bytes(4),)}),
)
"""What stands at which places of a file, by the extension of its kind."""
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^<>?]*\?>")
_PARTICULAR = re.compile(r"<\?|<!(?:ENTITY|ATTLIST)", re.IGNORECASE)
"""What can bring more into a file than its elements: instructions and entities."""
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[\]]*>", re.IGNORECASE)
_ACTIVE_ELEMENTS = {
    *("script", "foreignobject", "handler", "listener", "iframe", "embed", "object"),
    *("audio", "video", "canvas", "link", "meta", "base"),
}
_SPACES = re.compile(r"[\s\x00-\x20]+")
_ACTIVE_VALUES = re.compile(
    r"javascript:|vbscript:|data:(?!image/(?:png|jpeg|gif|webp))", re.IGNORECASE
)
_XHTML = "{http://www.w3.org/1999/xhtml}"


class WrongPictureError(Exception):
    """A file is not taken as a picture; the message says why."""


def suffix_of(content: bytes, media_type: str = "") -> str:
    """The extension of a picture that every browser shows, such as `.png`."""
    for suffix, marks in _SIGNATURES:
        if all(content.startswith(mark, place) for place, mark in marks.items()):
            return suffix
    if media_type in ("image/svg+xml", "") or b"<svg" in content[:4096]:
        _check_svg(content)
        return ".svg"
    raise WrongPictureError("it is no picture that browsers show")


def _check_svg(content: bytes) -> None:
    """See to it that an SVG file is one, and that nothing in it can run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongPictureError("it is no picture that browsers show") from error
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1)
    if _PARTICULAR.search(text) or "<!DOCTYPE" in text.upper():
        raise WrongPictureError("it is an SVG with entities or instructions")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise WrongPictureError("it is no picture that browsers show") from error
    if _local(root.tag) != "svg":
        raise WrongPictureError("it is no picture that browsers show")
    if any(_is_active(element) for element in root.iter()):
        raise WrongPictureError("it is an SVG with a script")


def _is_active(element: ElementTree.Element) -> bool:
    """Whether an element can run a script, or load a page."""
    if element.tag.startswith(_XHTML) or _local(element.tag) in _ACTIVE_ELEMENTS:
        return True
    return any(
        _local(name).startswith("on")
        or (_local(name) == "attributename" and value.strip().lower().startswith("on"))
        or _ACTIVE_VALUES.search(_SPACES.sub("", value)) is not None
        for name, value in element.items()
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()

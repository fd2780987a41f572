"""Names for the files of pictures that come from other hosts."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

_LONGEST = 60
_SEPARATORS = re.compile(r"[^\w.-]+|_+(?=_)|-+(?=-)")
_EXTENSION = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|bmp|svg)(?=$|[!@~_-])", re.IGNORECASE)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def picture_name(address: str, suffix: str, taken: Collection[str]) -> str:
    """A name for the picture at an address that is none of those taken, in any spelling of case.

    `https://i.example.net/a/loss%20curve.png?w=300` is `loss-curve.png`. `suffix` is what the
    picture really is, such as `.jpg`.
    """
    stem = _stem(address)
    used = {name.casefold() for name in taken}
    name, number = f"{stem}{suffix}", 1
    while name.casefold() in used:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def _stem(address: str) -> str:
    """The name in an address, without extension and with what every system allows."""
    try:
        last = unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2])
    except ValueError:
        last = ""
    if extension := _EXTENSION.search(last):
        last = last[: extension.start()]
    stem = _SEPARATORS.sub("-", last)[:_LONGEST].strip(".-_ ").replace(".", "-")
    return "picture" if not stem or _DEVICES.match(stem) else stem

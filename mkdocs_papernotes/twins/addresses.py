"""Addresses of pictures and pages, without what differs between the languages of a site."""

from __future__ import annotations

import re
from urllib.parse import unquote

_LANGUAGE = r"(?:en|zh|ja|ko|de|fr|es|it|pt|ru)(?:[-_][A-Za-z]{2,4})?"
_ENDING = re.compile(rf"[._-]{_LANGUAGE}(?=\.[A-Za-z0-9]{{1,5}}$|$)", re.IGNORECASE)
_FOLDER = re.compile(rf"(?<![^/.]){_LANGUAGE}(?=/)", re.IGNORECASE)
_HOST = re.compile(rf"^(https?://){_LANGUAGE}\.", re.IGNORECASE)


def known_address(target: str) -> str:
    """An address without its fragment, its language and its way up: `../x.zh.md#y` is `x.md`."""
    path = unquote(target.partition("#")[0])
    if "://" in path:
        return _FOLDER.sub("", _HOST.sub(r"\1", path)).rstrip("/").replace("//", "/")
    path = path.removeprefix("/")
    while path.startswith(("../", "./")):
        path = path.partition("/")[2]
    path = _ENDING.sub("", _FOLDER.sub("", path).strip("/"))
    return path.replace("//", "/").rstrip("/")


def known_picture(source: str) -> str:
    """The name of a picture's file, without its folders and its language."""
    path = unquote(source.partition("#")[0].partition("?")[0])
    return _ENDING.sub("", path.rpartition("/")[2])

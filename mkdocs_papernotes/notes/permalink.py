"""The address that a note sets for itself under the key `url`."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from mkdocs_papernotes.problems.bad_value import BadValueError

_LONGEST = 200
_LONGEST_PART = 240
"""In bytes of UTF-8; file systems allow 255."""
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_PATHS = re.compile(r'[\\:?#*"<>|]')
"""Delimiters of other parts of an address, and characters that Windows forbids in file names."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode's categories of invisible characters: control, format, unassigned…"""
_EXTENSION = re.compile(r"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,5}$")
"""Matches `.html`, `.php` and `.7z`, but not the end of `2604.15244` or `v1.0`."""
_FILE = re.compile(r"\.html$|^sitemap\.xml(?:\.gz)?$", re.IGNORECASE)
"""What MkDocs writes as files, so that no folder can have the name."""


def parse_permalink(text: str) -> str:
    """Parse a path below the site's root: `/2024/05/adam/`, `2024/05/adam.html`.

    A path with a leading slash is relative to the site's root, any other to the folder of its
    language. The result is decoded and ends in a slash or in `.html`: `adam` becomes `adam/`, and
    `adam/index.html` becomes `adam/`. Raises `BadValueError` for other texts.
    """
    path = unicodedata.normalize("NFC", _decoded(text.strip()))
    if not path.strip("/") or _NOT_IN_PATHS.search(path) or any(map(_is_invisible, path)):
        raise BadValueError("address-not-a-path", given=text)
    if len(path) > _LONGEST:
        raise BadValueError("address-too-long", count=len(path), limit=_LONGEST)
    parts = path.removeprefix("/").removesuffix("/").split("/")
    for part in parts:
        _check_part(part)
    for folder in parts if path.endswith("/") else parts[:-1]:
        if _FILE.search(folder):
            raise BadValueError("address-part", given=folder)
    if path.endswith("/"):
        return path
    return _completed(path, parts[-1])


def _decoded(text: str) -> str:
    try:
        if not _BROKEN_ESCAPE.search(text):
            return unquote(text, errors="strict")
    except UnicodeDecodeError:
        pass
    raise BadValueError("address-encoding", given=text)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE


def _check_part(part: str) -> None:
    """Raise `BadValueError` unless the part can be the name of a folder or of a file."""
    is_bare = part in {"", ".html"} or part.endswith(".") or part != part.strip()
    if is_bare or len(part.encode("utf-8")) > _LONGEST_PART:
        raise BadValueError("address-part", given=part)


def _completed(path: str, last: str) -> str:
    """A path that does not end in a slash, completed to a folder or an HTML file."""
    extension = _EXTENSION.search(last)
    if extension is None:
        return f"{path}/"
    if extension[0] != ".html":
        raise BadValueError("address-extension", given=extension[0], folder=f"{path}/")
    if last != "index.html":
        return path
    folder = path.removesuffix(last)
    if folder in {"", "/"}:
        raise BadValueError("address-not-a-path", given=path)
    return folder

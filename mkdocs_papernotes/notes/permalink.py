"""A note's own address on its site, as the key `url` gives it."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from mkdocs_papernotes.problems.bad_value import BadValueError

_LONGEST = 200
_LONGEST_PART = 240
"""Bytes in UTF-8; file systems take 255."""
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_PATH = re.compile(r'[\\:?#*"<>|]')
"""What separates other parts of an address, and what Windows does not allow in names of files."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode's categories of characters that nobody sees: control, format, unassigned…"""
_EXTENSION = re.compile(r"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,5}$")
"""`.html`, `.php`, `.7z`; not the end of `2604.15244` or `v1.0`."""


def parse_permalink(text: str) -> str:
    """A path below the site's root, decoded: `/2024/05/adam/`, `2024/05/adam.html`.

    One that begins with a slash is counted from the site's root, any other from the folder of its
    language. It ends in a slash, which `adam` lacks, or in `.html`; of `adam/index.html` only the
    folder is left. Raises `BadValueError` for whatever is not such a path.
    """
    path = unicodedata.normalize("NFC", _decoded(text.strip()))
    if not path.strip("/") or _NO_PATH.search(path) or any(map(_is_unseen, path)):
        raise BadValueError("address-not-a-path", given=text)
    if len(path) > _LONGEST:
        raise BadValueError("address-too-long", count=len(path), limit=_LONGEST)
    parts = path.removeprefix("/").removesuffix("/").split("/")
    for part in parts:
        _check_part(part)
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


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _check_part(part: str) -> None:
    """Raise `BadValueError` unless the part can be the name of a folder or of a file."""
    is_bare = part in {"", ".html"} or part.endswith(".") or part != part.strip()
    if is_bare or len(part.encode("utf-8")) > _LONGEST_PART:
        raise BadValueError("address-part", given=part)


def _completed(path: str, last: str) -> str:
    """A path that does not end in a slash, as a folder or as an HTML file."""
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

"""Names of files that MkDocs, mkdocs-static-i18n, Windows and macOS can have."""

from __future__ import annotations

import posixpath
import re
import unicodedata

from mkdocs_papernotes.languages.tags import looks_like_locale

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|#%\u200b-\u200f\u2028-\u202f\u2060\ufeff]+')
"""What Windows forbids, what ends the path in an address, and what nobody sees."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions"""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for pages."""
_LONGEST = 220
"""In bytes of UTF-8; file systems allow 255, and endings are added."""
WELL_KNOWN = ".well-known/"
"""The folder of https://www.rfc-editor.org/rfc/rfc8615."""
AUTHORS = ".authors.yml"
"""The file in which the people who write notes are described."""
_EMPTY = "unnamed"


def safe_page(path: str) -> tuple[str, str]:
    """A path without extension and language for a page, and why it differs; empty if not."""
    path, reason = _safe(path)
    folder, name = posixpath.split(path)
    stem, dot, end = name.rpartition(".")
    if dot and looks_like_locale(end):
        name, reason = f"{stem}-{end}", f".{end} looks like a language"
    return posixpath.join(folder, name), reason


def safe_file(path: str, *, by_language: bool = True) -> tuple[str, str]:
    """A path for a file that is no page, and why it differs; empty if not.

    With `by_language`, mkdocs-static-i18n takes `fig.en.png` for the English version of `fig.png`.
    """
    if path == AUTHORS:
        return path, ""
    if path.startswith(WELL_KNOWN):
        path, reason = safe_file(path.removeprefix(WELL_KNOWN), by_language=by_language)
        return f"{WELL_KNOWN}{path}", reason
    path, reason = _safe(path)
    folder, name = posixpath.split(path)
    if name.lower().endswith(_MARKDOWN):
        name, reason = f"{name}.txt", "MkDocs would make a page of it"
    stem, extension = posixpath.splitext(name)
    bare, dot, end = stem.rpartition(".")
    if by_language and bare and dot and looks_like_locale(end):
        name, reason = f"{bare}-{end}{extension}", f".{end} looks like a language"
    return posixpath.join(folder, name), reason


def folded(path: str) -> str:
    """The same for all paths that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", path).casefold()


def numbered(path: str, number: int) -> str:
    """Another name for a file: `a/fig-2.png`."""
    folder, name = posixpath.split(path)
    dot = name.rfind(".", 1)
    stem, extension = (name[:dot], name[dot:]) if dot > 0 else (name, "")
    return posixpath.join(folder, f"{stem}-{number}{extension}")


def _safe(path: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFC", path.replace("\\", "/"))
    found, reasons = [], []
    for part in plain.split("/"):
        if part in {"", ".", ".."}:
            continue
        new, reason = _safe_part(part)
        found.append(new)
        reasons += [reason] if reason else []
    return "/".join(found) or _EMPTY, reasons[0] if reasons else ""


def _safe_part(part: str) -> tuple[str, str]:
    """A name of a file or folder, and why it differs."""
    name, reason = _FORBIDDEN.sub("-", part), ""
    if name != part:
        reason = "some systems cannot have such characters in the names of files"
    if name != (bare := name.strip().rstrip(". ")):
        name, reason = bare, "Windows has no names that end in a dot or a space"
    if name.startswith("."):
        name, reason = name.lstrip("."), "MkDocs leaves out names that begin with a dot"
    if _RESERVED.fullmatch(name):
        stem, dot, rest = name.partition(".")
        name, reason = f"{stem}-{dot}{rest}", "Windows reserves the name"
    if len(name.encode("utf-8")) > _LONGEST:
        stem, extension = posixpath.splitext(name)
        extension = extension if len(extension) < 12 else ""
        cut = stem.encode("utf-8")[: _LONGEST - len(extension)].decode("utf-8", "ignore")
        name, reason = f"{cut.rstrip()}{extension}", "the name is too long"
    return name or _EMPTY, reason

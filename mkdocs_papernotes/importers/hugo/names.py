"""How Hugo makes addresses from names: `Social Media` becomes `social-media`, Chinese is kept.

The rules are those of `common/paths/path.go`, `common/paths/pathparser.go` and `helpers/path.go` in
https://github.com/gohugoio/hugo.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import quote, unquote

_ALLOWED = frozenset("./\\_#+~-@")
_HEX = frozenset("0123456789abcdefABCDEF")
_PLAIN_IN_PATHS = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~$&+,/:;=@!'()*[]%"
)
"""What Go takes for a path that is encoded already (`validEncoded` in `net/url`)."""


@dataclass(frozen=True)
class Spelling:
    """The settings of a site that names depend on."""

    lower: bool = True
    """False with `disablePathToLower`."""
    accents: bool = True
    """False with `removePathAccents`."""


def lowered(text: str) -> str:
    """A text in lower case, letter by letter as Go does it: `Σ` is `σ` at a word's end, too."""
    return text.lower() if text.isascii() else "".join(map(_lowered, text))


def _lowered(letter: str) -> str:
    return "i" if letter == "İ" else letter.lower()


def basic(path: str) -> str:
    """A path as Hugo keeps pages by it, before it is cleaned: lower case, hyphens for spaces."""
    return lowered(path).replace(" ", "-")


def sanitized(text: str) -> str:
    """A text without what Hugo does not allow in paths (`Sanitize`).

    Spaces between allowed characters become one hyphen; what else is not allowed goes.
    """
    kept: list[str] = []
    hyphen_due = was_hyphen = False
    for place, character in enumerate(text):
        if _is_allowed(text, place, character):
            was_hyphen = character == "-"
            if hyphen_due and not was_hyphen:
                kept.append("-")
            hyphen_due = False
            kept.append(character)
        elif kept and not was_hyphen and character.isspace():
            hyphen_due = True
    return "".join(kept)


def _is_allowed(text: str, place: int, character: str) -> bool:
    if character in _ALLOWED:
        return True
    if character == "%":
        return len(text) > place + 2 and text[place + 1] in _HEX and text[place + 2] in _HEX
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def path_part(text: str, spelling: Spelling) -> str:
    """A part of an address (`MakePathSanitized`)."""
    text = sanitized(text)
    if not spelling.accents:
        plain = unicodedata.normalize("NFD", text)
        plain = "".join(each for each in plain if unicodedata.category(each) != "Mn")
        text = unicodedata.normalize("NFC", plain)
    return lowered(text) if spelling.lower else text


def encoded(path: str) -> str:
    """A path as Hugo writes it into links and feeds (`EscapedPath` in `net/url`)."""
    raw = path.replace("#", "%23")
    if _PLAIN_IN_PATHS.issuperset(raw):
        return raw
    return quote(unquote(raw), safe="-_.~$&+,/:;=@")


@dataclass(frozen=True)
class ContentName:
    """What the path of a file below the folder of contents says."""

    folder: str
    """The folder that it is in, `posts/2019`; empty for the top."""
    name: str
    """Its name without language and extension: `adam`, `index`, `_index`."""
    language: str
    """The key of the language in its name; may be empty."""
    extension: str
    """In lower case, without the dot."""

    @property
    def is_leaf(self) -> bool:
        """Whether its folder belongs to it, and holds no other pages."""
        return self.name == "index"

    @property
    def is_branch(self) -> bool:
        """Whether it is the page of a section, and lists what the folder holds."""
        return self.name == "_index"

    @property
    def path(self) -> str:
        """The path of its page as it was written: `posts/2019/adam`; empty for the home page."""
        if self.is_leaf or self.is_branch:
            return self.folder
        return f"{self.folder}/{self.name}" if self.folder else self.name


def content_name(path: str, languages: Collection[str]) -> ContentName:
    """The parts of a path below the folder of contents."""
    folder, _, file = path.rpartition("/")
    *parts, extension = file.split(".")
    if not parts:
        return ContentName(folder, file, "", "")
    for place in range(len(parts) - 1, -1, -1):
        if len(parts) > 1 and lowered(parts[place]) in languages:
            name = ".".join(parts[:place] or parts)
            return ContentName(folder, name, lowered(parts[place]), extension.lower())
    return ContentName(folder, ".".join(parts), "", extension.lower())


def cleaned(path: str) -> str:
    """A path below the root without `.` and `..`, which do not lead out of it, and no outer `/`."""
    return normpath("/" + path.replace("\\", "/")).strip("/")

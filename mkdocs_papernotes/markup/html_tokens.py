"""Divides HTML into tags and texts as Python's `HTMLParser` does, but with one expression.

Only for HTML that every version of `HTMLParser` reads in the same way, which is what Markdown
writes. Anything else is left to `HTMLParser` itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Token = tuple[str, str | None, str | None, str | None, str | None]
"""A text, and the tag after it: the name of an end tag, the name of a start tag, the attributes of
that, and the slash of a tag such as `<path/>`. All are `None` for a comment."""

_NAME = r"[a-zA-Z_:@][a-zA-Z0-9_:.@-]*"
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_UNQUOTED = r"[a-zA-Z0-9_.%#:-]+"
_TAG = re.compile(
    rf"""
    </([a-z][a-z0-9-]*)[ \t\n]*>
    | <([a-z][a-z0-9-]*)
      ((?:[ \t\n]+{_NAME}(?:=(?:{_QUOTED}|{_UNQUOTED}(?=[ \t\n>])))?)*)
      [ \t\n]*(/?)>
    | <!--(?!-?>)[^-]*(?:-[^-]+)*-->
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(rf"({_NAME})(?:=({_QUOTED}|{_UNQUOTED}))?")
_PARTS = 5
"""Of a token."""
_TEXT_INSIDE_NAMES = """
iframe listing noembed noframes noscript plaintext script style textarea title xmp
"""
_TEXT_INSIDE = frozenset(_TEXT_INSIDE_NAMES.split())
"""Elements in which tags are text, in some versions of `HTMLParser` at least."""


def tokens(html: str) -> Iterator[Token] | None:
    """The tokens of HTML; the last has a text only. `None` for HTML that is not known."""
    parts: list[str | None] = [*_TAG.split(html), *[None] * (_PARTS - 1)]
    texts, starts = parts[::_PARTS], parts[2::_PARTS]
    if any("<" in text for text in texts if text) or not _TEXT_INSIDE.isdisjoint(starts):
        return None
    return zip(*(parts[number::_PARTS] for number in range(_PARTS)), strict=True)


@dataclass(frozen=True)
class Attributes:
    """What search plugins look for in the attributes of a start tag."""

    id: str | None = None
    has_id: bool = False
    css_class: str | None = None
    is_excluded: bool = False
    """Whether the element is not to be searched."""


class UnknownHtmlError(Exception):
    """HTML that is left to `HTMLParser`."""


@lru_cache(maxsize=2048)
def attributes(written: str) -> Attributes:
    """The attributes of a start tag. Raises `UnknownHtmlError`."""
    values: dict[str, str | None] = {}
    for name, value in _ATTRIBUTE.findall(written):
        values[name.lower()] = value[1:-1] if value[:1] in ('"', "'") else value or None
    anchor, css_class = values.get("id"), values.get("class")
    if "&" in (anchor or "") or "&" in (css_class or ""):
        raise UnknownHtmlError  # versions of `HTMLParser` differ in what `&lt` without `;` means
    return Attributes(anchor, "id" in values, css_class, "data-search-exclude" in values)

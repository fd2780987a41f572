"""Suffixes of names: `Jr.`, `III`, `PhD`.

Which texts are taken for a suffix depends on their position. After a comma, where little else is
likely, many are. Without a comma few are, because `V` may be an initial, and a family name that is
taken for a suffix is lost.
"""

from __future__ import annotations

import re

_IN_A_NAME = re.compile(r"(?:[JS]n?r\.?|II|III|IV|2nd|3rd)", re.IGNORECASE)
_BETWEEN_COMMAS = re.compile(
    r"(?:jr|sr|[ivx]+|\d(?:st|nd|rd|th)|ph\.? ?d|m\.?d|esq)\.?", re.IGNORECASE
)
_DEGREE = re.compile(
    r"Ph\.? ?D\.?|PHD|MD|M\.D\.|DPhil|D\.Phil\.|Dr\.-Ing\.|DSc|Sc\.?D\.|MSc|MBA|Esq\.?"
)
_AFTER_COMMA = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd"))
_HANDWRITTEN = re.compile(r"(?:Jr|Sr)\.?$|I{2,3}$")
_HANDWRITTEN_TAIL = re.compile(r",\s*(?:Jr|Sr)\.?$")


def is_suffix(word: str) -> bool:
    """Whether the last word of a name, or the text after a comma, is a suffix such as `Jr.`.

    `V` and `X` do not count, because they may be initials.
    """
    return bool(_IN_A_NAME.fullmatch(word))


def is_degree(word: str) -> bool:
    """Whether the last word of a name is an academic degree in its usual spelling: `PhD`, `M.D.`"""
    return bool(_DEGREE.fullmatch(word))


def is_middle_part(text: str) -> bool:
    """Whether the second of three parts of a BibTeX name is a suffix: `King, Jr., Martin Luther`.

    In that position any Roman numeral or degree is a suffix. Any other text there means that the
    name is a list of several people.
    """
    return bool(_BETWEEN_COMMAS.fullmatch(text))


def is_trailing_suffix(text: str) -> bool:
    """Whether the text after a comma is a suffix (`Jr.`, `Ph.D.`) and not the next person."""
    return text.replace(".", "").lower() in _AFTER_COMMA


def is_handwritten_suffix(text: str) -> bool:
    """Whether an item of a handwritten list of authors is a suffix of the name before it.

    Only the usual spelling counts, because elsewhere in a sentence `ii` is a number.
    """
    return bool(_HANDWRITTEN.match(text))


def without_handwritten_suffix(name: str) -> str:
    """A handwritten name without a final `, Jr.`."""
    return _HANDWRITTEN_TAIL.sub("", name)

"""What follows a name and is no part of it: `Jr.`, `III`, `PhD`.

What counts depends on where it stands. Behind a comma nothing else is likely, so much is accepted;
without one, `V` may be an initial, and a word too many would take away a family name.
"""

from __future__ import annotations

import re

_IN_A_NAME = re.compile(r"(?:[JS]n?r\.?|II|III|IV|2nd|3rd)", re.IGNORECASE)
_BETWEEN_COMMAS = re.compile(
    r"(?:jr|sr|[ivx]+|\d(?:st|nd|rd|th)|ph\.? ?d|m\.?d|esq)\.?", re.IGNORECASE
)
_NO_PERSON = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd"))
_HANDWRITTEN = re.compile(r"(?:Jr|Sr)\.?$|I{2,3}$")
_HANDWRITTEN_TAIL = re.compile(r",\s*(?:Jr|Sr)\.?$")


def is_suffix(word: str) -> bool:
    """Whether the last word of a name, or what stands behind a comma, is `Jr.`, `III` or the like.

    Degrees are not, nor `V` and `X`, which may be initials.
    """
    return bool(_IN_A_NAME.fullmatch(word))


def is_middle_part(text: str) -> bool:
    """Whether the second of three parts of a BibTeX name is a suffix: `King, Jr., Martin Luther`.

    There any Roman numeral is one, and so is a degree; any other text means several people.
    """
    return bool(_BETWEEN_COMMAS.fullmatch(text))


def is_no_person(text: str) -> bool:
    """Whether what stands behind a comma cannot be the next person of a list: `Jr.`, `Ph.D.`."""
    return text.replace(".", "").lower() in _NO_PERSON


def is_written_suffix(text: str) -> bool:
    """Whether a part of a hand-written list of authors belongs to the name before it.

    Only in the spelling that is usual: elsewhere in a sentence, `ii` is a number.
    """
    return bool(_HANDWRITTEN.match(text))


def without_written_suffix(name: str) -> str:
    """A hand-written name without the `, Jr.` at its end."""
    return _HANDWRITTEN_TAIL.sub("", name)

"""Lists of people in one string, and what stands there for those who are not named.

Precise rather than eager: in doubt a string names one person.
"""

from __future__ import annotations

import re

from mkdocs_papernotes.people.organisations import is_group_word
from mkdocs_papernotes.people.scripts import HAN
from mkdocs_papernotes.people.suffixes import is_no_person

_ALWAYS = re.compile(r"[;；、]")
_AND = re.compile(r"\s+(?:and|&)\s+|\s*＆\s*")
_COMMA = re.compile(r"[,，]")
_HAN_NAME = re.compile(f"[{HAN}]{{2,}}")
_MOST_WORDS = 5

_ONLY_OTHERS = re.compile(r"(?:and\s+)?others|et\.?\s+al\.?|等人?|…|\.{3}", re.IGNORECASE)
_OTHERS = re.compile(r"\bet\.?\s+al\b|\band\s+others\b|等人?$", re.IGNORECASE)
_ANY_SIGN = r"\bet\.?\s*al\b"
"""As people write it by hand: `et al`, `et.al.`, `etal.`"""
_MAYBE_OTHERS = re.compile(
    rf"{_ANY_SIGN}|\bothers\b|\.{{3}}|…|等(?:\s*\d|\s*[.。]?$|人)", re.IGNORECASE
)
SHORTENED_CITATION = rf"{_ANY_SIGN}|(?:^|\s|\w)等(?:人|著|\s|[,，]|$)"
"""A part of a regular expression: `Chu et al., 2026` and `周志华等，2013` in a line of text.

A title may hold an ellipsis or the word `others`, so they are no sign of a citation.
"""


def names_nobody(name: str) -> bool:
    """Whether it is `et al.`, `others` or `等` and nothing else."""
    return bool(_ONLY_OTHERS.fullmatch(name.strip()))


def leaves_out(name: str) -> bool:
    """Whether `et al.`, `and others` or `等` stands in for authors."""
    return bool(_OTHERS.search(name))


def may_leave_out(text: str) -> bool:
    """Whether a hand-written list of authors shows any sign of not being complete.

    More cautious than `leaves_out`, for what it is asked of may be no list of authors at all.
    """
    return bool(_MAYBE_OTHERS.search(text))


def is_inverted(name: str) -> bool:
    """Whether it is one family name, a comma, and a given name (`Knuth, Donald E.`)."""
    parts = _people_by_commas(name)
    return len(parts) == 2 and len(parts[0].split()) == 1


def names_several(name: str, *, inverted: bool = False) -> bool:
    """Whether it names more than one person: `A and B`, `A, B`, `A；B`, `A、B`.

    `Knuth, Donald E.`, `Martin Luther King, Jr.` and `Research and Development Team` do not.
    `inverted` says that the names around it have their families first, so that
    `García Márquez, Gabriel José` is one person, too.
    """
    if _several(_ALWAYS.split(name)):
        return True
    joined = _AND.split(name)
    if _several(joined):
        return all(map(_is_person, joined))
    parts = _people_by_commas(name)
    if len(parts) < 2 or not all(map(_is_person, parts)):
        return False
    return len(parts) > 2 or (not inverted and _are_full_names(*parts))


def _several(parts: list[str]) -> bool:
    return len([part for part in parts if part.strip()]) > 1


def _people_by_commas(name: str) -> list[str]:
    """What commas divide, without “Jr.” and the like."""
    parts = (part.strip() for part in _COMMA.split(name))
    return [part for part in parts if part and not is_no_person(part)]


def _is_person(text: str) -> bool:
    words = text.replace(",", " ").split()
    return 0 < len(words) <= _MOST_WORDS and not any(
        is_group_word(word) or any(map(str.isdigit, word)) for word in words
    )


def _are_full_names(first: str, second: str) -> bool:
    """Whether two texts with a comma between are full names, not a family and a given name."""
    if _HAN_NAME.fullmatch(first) and _HAN_NAME.fullmatch(second):
        return True
    last = second.split()[-1]
    ends_with_initial = len(last) == 1 or last.endswith(".")
    begins_with_particle = first[0].islower()
    long = len(first.split()) > 1 and len(second.split()) > 1
    return long and not ends_with_initial and not begins_with_particle

"""Recognises lists of people in one string, and signs of omitted people such as `et al.`.

In doubt, a string is taken for the name of one person.
"""

from __future__ import annotations

import re

from mkdocs_papernotes.people.given_names import is_given_name
from mkdocs_papernotes.people.organisations import is_group_word
from mkdocs_papernotes.people.scripts import is_han_letter
from mkdocs_papernotes.people.suffixes import is_trailing_suffix

_ALWAYS = re.compile(r"[;；、]")
_AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+|(?:(?<!\s)\s+)?＆\s*")
_COMMA = re.compile(r"[,，]")
_MOST_WORDS = 5

_ONLY_OTHERS = re.compile(r"(?:and\s+)?others|et\.?\s+al\.?|等人?|…|\.{3}", re.IGNORECASE)
_OTHERS = re.compile(r"\bet\.?\s+al\b|\band\s+others\b|等人?$", re.IGNORECASE)
_ET_AL = r"\bet\.?\s*al\b"
"""As typed by hand: `et al`, `et.al.`, `etal.`"""
_MAYBE_OTHERS = re.compile(
    rf"{_ET_AL}|\bothers\b|\.{{3}}|…|等(?:\s*\d|\s*[.。]?$|人)", re.IGNORECASE
)
SHORTENED_CITATION = rf"{_ET_AL}|(?:^|\s|\w)等(?:人|著|\s|[,，]|$)"
"""Regular expression for citations such as `Chu et al., 2026` and `周志华等，2013`.

It does not match an ellipsis or the word `others`, because titles may contain them.
"""


def is_only_et_al(name: str) -> bool:
    """Whether `name` is only `et al.`, `others` or `等`."""
    return bool(_ONLY_OTHERS.fullmatch(name.strip()))


def omits_people(name: str) -> bool:
    """Whether `name` contains `et al.`, `and others` or `等` in place of further authors."""
    return bool(_OTHERS.search(name))


def may_omit_people(text: str) -> bool:
    """Whether a handwritten text shows any sign of being an incomplete list of authors.

    It accepts more signs than `omits_people`, because the text may not be a list of authors at all.
    """
    return bool(_MAYBE_OTHERS.search(text))


def is_inverted(name: str) -> bool:
    """Whether `name` is a one-word family name, a comma and a given name (`Knuth, Donald E.`)."""
    parts = _people_by_commas(name)
    return len(parts) == 2 and len(parts[0].split()) == 1


def is_several_people(name: str, *, inverted: bool = False) -> bool:
    """Whether `name` contains the names of several people: `A and B`, `A, B`, `A；B`, `A、B`.

    `Knuth, Donald E.`, `Martin Luther King, Jr.` and `Research and Development Team` are one name.
    `inverted` says that other names of the list have the family name first, so that
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
    """The parts between commas, without suffixes such as “Jr.”."""
    parts = (part.strip() for part in _COMMA.split(name))
    return [part for part in parts if part and not is_trailing_suffix(part)]


def _is_person(text: str) -> bool:
    words = text.replace(",", " ").split()
    return 0 < len(words) <= _MOST_WORDS and not any(
        is_group_word(word) or any(map(str.isdigit, word)) for word in words
    )


def _are_full_names(first: str, second: str) -> bool:
    """Whether the texts before and after a comma are two full names.

    Otherwise they may be one family name and one given name.
    """
    if all(len(text) > 1 and all(map(is_han_letter, text)) for text in (first, second)):
        return True
    if is_given_name(second.split()[0]) and not is_given_name(first.split()[0]):
        return False
    last = second.split()[-1]
    ends_with_initial = len(last) == 1 or last.endswith(".")
    begins_with_particle = first[0].islower()
    long = len(first.split()) > 1 and len(second.split()) > 1
    return long and not ends_with_initial and not begins_with_particle

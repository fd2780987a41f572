"""Several people in one string. Precise rather than eager: in doubt a string names one person."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[;；、]")
_AND = re.compile(r"\s+(?:and|&)\s+|\s*＆\s*")
_COMMA = re.compile(r"[,，]")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "md", "phd"}
_OF_GROUPS = """
    of for the on team group groups lab labs laboratory laboratories university college school
    institute institutes academy research inc ltd llc gmbh co corp company corporation sons partners
    collaboration consortium department division center centre science sciences technology
    technologies engineering committee project foundation association society organization
    organisation initiative network alliance council agency
"""
_GROUP_WORDS = frozenset(_OF_GROUPS.split())
_OTHERS = re.compile(r"\bet\.?\s+al\b|\band\s+others\b|等人?$", re.IGNORECASE)
_ONLY_OTHERS = re.compile(r"(?:and\s+)?others|et\.?\s+al\.?|等人?|…|\.{3}", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_MOST_WORDS = 5


def leaves_out(name: str) -> bool:
    """Whether `et al.`, `and others` or `等` stands in for authors."""
    return bool(_OTHERS.search(name))


def names_nobody(name: str) -> bool:
    """Whether it is `et al.`, `others` or `等` and nothing else."""
    return bool(_ONLY_OTHERS.fullmatch(name.strip()))


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
    return [part for part in parts if part and part.replace(".", "").lower() not in _SUFFIXES]


def _is_person(text: str) -> bool:
    words = text.replace(",", " ").split()
    return 0 < len(words) <= _MOST_WORDS and not any(
        word.lower().strip(".") in _GROUP_WORDS or any(map(str.isdigit, word)) for word in words
    )


def _are_full_names(first: str, second: str) -> bool:
    """Whether two texts with a comma between are full names, not a family and a given name."""
    if _HAN.fullmatch(first) and _HAN.fullmatch(second):
        return True
    last = second.split()[-1]
    ends_with_initial = len(last) == 1 or last.endswith(".")
    begins_with_particle = first[0].islower()
    long = len(first.split()) > 1 and len(second.split()) > 1
    return long and not ends_with_initial and not begins_with_particle

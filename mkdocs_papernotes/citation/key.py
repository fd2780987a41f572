"""Citation keys: `vaswani2017attention`, unique over the site."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import count

from mkdocs_papernotes.citation.reference import Reference
from mkdocs_papernotes.people.names import Name
from mkdocs_papernotes.people.organisations import is_group_word
from mkdocs_papernotes.people.scripts import has_cjk

_LONGEST_PART = 30
_STOP_WORD = re.compile(
    "an?|and|are|as|at|be|by|can|do|does|for|from|how|in|into|is|its?|of|on|or|our|that|the|their"
    "|this|to|towards?|via|we|what|when|where|which|who|why|with"
)
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "ı": "i", "ĸ": "k", "ŋ": "n", "ŧ": "t", "ə": "e", "ƒ": "f",
    }
)  # fmt: skip
"""Letters that Unicode does not decompose into a plain letter and an accent."""


def with_keys(references: Mapping[str, Reference]) -> dict[str, Reference]:
    """The references by name, each with a unique citation key.

    A key that the reference states already is kept. Other keys are made of family name, year and
    first significant word, all in ASCII. A key that several papers would get, and every key of a
    note, ends in the work's own id or a hash of what it is, so that no key depends on which other
    works there are. Only works that nothing tells apart are numbered, by letters. Keys that differ
    only in case count as the same, because BibTeX ignores case. The result does not depend on the
    order of `references`.
    """
    ordered = sorted(references, key=lambda name: (*_rank(references[name]), name))
    proposed = {name: references[name].key or _proposed(references[name]) for name in ordered}
    owners = Counter(key.casefold() for key in proposed.values())
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in ordered:
        reference, key = references[name], proposed[name]
        folded = key.casefold()
        if folded in taken if reference.key else owners[folded] > 1:
            key += _token(reference)
        if key.casefold() in taken:
            keys = (key + letters for letters in _letters())
            key = next(key for key in keys if key.casefold() not in taken)
        found[name] = key
        taken.add(key.casefold())
    return {name: dataclasses.replace(item, key=found[name]) for name, item in references.items()}


def _rank(reference: Reference) -> tuple[object, ...]:
    """The sort key: stated keys first, papers before notes; then date, identifier and title."""
    day = reference.date
    return (
        not reference.key,
        reference.type == "post-weblog",
        (day.year, day.month or 0, day.day or 0) if day else (9999, 0, 0),
        reference.doi.lower(),
        reference.arxiv,
        reference.title,
        reference.url,
    )


def _proposed(reference: Reference) -> str:
    """The key for a reference that states none; several papers may get the same."""
    family = _family(reference.authors[0]) if reference.authors else ""
    year = str(reference.date.year) if reference.date else ""
    is_note = reference.type == "post-weblog"
    start = (family[:_LONGEST_PART] or ("note" if is_note else "paper")) + year
    # a Latin word in a Chinese title says little of it
    word = "" if has_cjk(reference.title) else _first_word(reference.title)[:_LONGEST_PART]
    return start + word + (_token(reference) if is_note or not word else "")


def _family(name: Name) -> str:
    """The family name with its particle as one word: `vandermaaten`.

    For a name in one piece, the first word that says who it is, as people shorten the names of
    organisations: `atlas` for The ATLAS Collaboration, `tokyo` for The University of Tokyo. A
    single letter takes the next word with it: `rcore` for the R Core Team.
    """
    if not name.literal:
        return "".join(_words(name.surname))
    words = [word for word in _words(name.literal) if not word.isdigit()]
    words = [word for word in words if not _STOP_WORD.fullmatch(word)]
    words = [word for word in words if not is_group_word(word)] or words
    return "".join(words[: 2 if len(words[0]) == 1 else 1]) if words else ""


def _first_word(text: str) -> str:
    """The first word of two or more characters that is not a stop word; may be empty."""
    words = (word for word in _words(text) if re.match("[a-z][a-z0-9]", word))
    return next((word for word in words if not _STOP_WORD.fullmatch(word)), "")


def _token(reference: Reference) -> str:
    """What tells a work from others: the digits of its arXiv id or DOI, or else a hash.

    The hash is that of a note's address; of a paper, or without an address, of title, authors, date
    and address.
    """
    for scheme, text in (("arxiv", reference.arxiv), ("doi", reference.doi.partition("/")[2])):
        if digits := re.sub("[^0-9]", "", text):
            return scheme + digits
    names = (name.inverted for name in reference.authors)
    text = "\n".join((reference.title, *names, str(reference.date or ""), reference.url))
    if reference.type == "post-weblog" and reference.url:
        text = reference.url
    return "x" + sha256(text.encode()).hexdigest()[:6]


def _words(text: str) -> list[str]:
    """The words of a text in lower-case ASCII; letters that are not Latin are dropped."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(char for char in plain if char not in "'’" and not unicodedata.combining(char))
    return re.findall("[a-z0-9]+", plain)


def _letters() -> Iterator[str]:
    """`a` to `z`, then `aa`, `ab`…"""
    for number in count():
        letters = ""
        while number >= 0:
            number, at = divmod(number, 26)
            letters = chr(ord("a") + at) + letters
            number -= 1
        yield letters

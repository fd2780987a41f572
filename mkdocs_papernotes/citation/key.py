"""Citation keys: `vaswani2017attention`, unique over the site."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import count

from mkdocs_papernotes.citation.reference import Reference
from mkdocs_papernotes.people.names import Name

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
"""Letters that Unicode does not take apart into a plain one and an accent."""


def with_keys(references: Mapping[str, Reference]) -> dict[str, Reference]:
    """The references with a key each, whatever the order they come in.

    A stated key is kept. The others are of the form family name, year, first significant word, all
    in ASCII; where several come to the same, the oldest has it as it is, and the next ones an `a`,
    a `b`… behind it, the papers before the notes. Keys differ also without regard to case, for
    BibTeX sees none.
    """
    ordered = sorted(references, key=lambda name: (*_rank(references[name]), name))
    wanted = {name: references[name].key or _proposed(references[name]) for name in ordered}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in ordered:
        if wanted[name].casefold() not in taken:
            found[name] = wanted[name]
            taken.add(wanted[name].casefold())
    for name in ordered:
        if name not in found:
            keys = (wanted[name] + letters for letters in _letters())
            found[name] = next(key for key in keys if key.casefold() not in taken)
            taken.add(found[name].casefold())
    return {name: dataclasses.replace(item, key=found[name]) for name, item in references.items()}


def repeated_keys(references: Mapping[str, Reference]) -> dict[str, tuple[str, ...]]:
    """Stated keys that several references have, without regard to case, and whose they are."""
    owners: dict[str, list[str]] = defaultdict(list)
    for name in sorted(references):
        owners[references[name].key.casefold()].append(name)
    return {
        references[names[0]].key: tuple(names)
        for key, names in owners.items()
        if key and len(names) > 1
    }


def _rank(reference: Reference) -> tuple[object, ...]:
    """Stated keys first, papers before notes; then by date, identifier and title."""
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
    family = _family(reference.authors[0]) if reference.authors else ""
    year = str(reference.date.year) if reference.date else ""
    nobody = "note" if reference.type == "post-weblog" else "paper"
    return (family or nobody) + year + (_first_word(reference.title) or _token(reference))


def _family(name: Name) -> str:
    return _first_word(name.literal) if name.literal else "".join(_words(name.surname))


def _first_word(text: str) -> str:
    """The first word that says something, of two letters at least; empty where there is none."""
    words = (word for word in _words(text) if re.match("[a-z][a-z0-9]", word))
    return next((word for word in words if not _STOP_WORD.fullmatch(word)), "")


def _token(reference: Reference) -> str:
    """What tells a work apart whose title has no word for a key, as a Chinese one has none."""
    for scheme, text in (("arxiv", reference.arxiv), ("doi", reference.doi.partition("/")[2])):
        if digits := re.sub("[^0-9]", "", text):
            return scheme + digits
    text = "\n".join((reference.title, reference.url, *(n.inverted for n in reference.authors)))
    return "x" + sha256(text.encode()).hexdigest()[:6]


def _words(text: str) -> list[str]:
    """The words of a text in ASCII, as far as its letters are Latin ones."""
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

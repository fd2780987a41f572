"""Pages that look like translations of each other: what needs no translation is in both."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mkdocs_papernotes.importers.old_site import OldPage

_LONGEST = 200_000
_PICTURE = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\(<?([^()<>\s]{1,300})|<img\b[^<>]{0,500}?\bsrc=[\"']?([^\"'\s<>]{1,300})"
)
_LINK = re.compile(r"https?://[^\s<>()\[\]\"'，。）]{4,300}")
_FORMULA = re.compile(r"\$\$?([^$\n]{6,200})\$\$?")
_NUMBER = re.compile(
    r"(?<![\w.])[0-9]{1,9}(?:\.[0-9]{1,6})+(?![\w.])|(?<![\w.])[0-9]{3,9}(?![\w.])"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_WORDS = re.compile(r"[a-z0-9]+")
_COMMONEST = 6
"""In how many pages something may stand that tells pages apart."""
_MOST = 400
"""How many of the things of a kind on a page are looked at."""
_KINDS = ("pictures", "links", "formulas", "numbers")
_FEWEST = {"pictures": 2, "links": 3, "formulas": 3, "numbers": 5}
"""How many of a kind both must have if nothing else speaks for a pair."""


@dataclass(frozen=True)
class _Seen:
    """What a page has that stays the same in a translation."""

    page: OldPage
    things: frozenset[tuple[str, str]]
    """Kinds, as in `_KINDS`, with what was found."""
    day: date | None
    slugs: frozenset[str]
    """Latin words of its title, its name and its address, each as one text."""


def likely_pairs(
    pages: Sequence[OldPage], languages: Mapping[str, str]
) -> Iterator[tuple[OldPage, OldPage, str]]:
    """Pairs of pages in two languages that look like translations, with what speaks for it.

    Each page is in one pair at most, with the page that is most like it.
    """
    if len({languages[page.source] for page in pages}) < 2:
        return
    seen = [_seen(page) for page in pages]
    ranked: list[tuple[int, int, int, str]] = []
    for first, second in _candidates(seen):
        if languages[seen[first].page.source] == languages[seen[second].page.source]:
            continue
        weight, reason = _likeness(seen[first], seen[second])
        if reason:
            ranked.append((-weight, first, second, reason))
    taken: set[int] = set()
    for _, first, second, reason in sorted(ranked):
        if not taken & {first, second}:
            taken |= {first, second}
            yield seen[first].page, seen[second].page, reason


def _candidates(seen: Sequence[_Seen]) -> list[tuple[int, int]]:
    """Pages that have something in common that few have."""
    owners: dict[object, list[int]] = defaultdict(list)
    for number, each in enumerate(seen):
        marks: list[object] = [*each.things, *each.slugs]
        for mark in (*marks, each.day) if each.day else marks:
            owners[mark].append(number)
    found: set[tuple[int, int]] = set()
    for numbers in owners.values():
        if 1 < len(numbers) <= _COMMONEST:
            found |= {(one, other) for one in numbers for other in numbers if one < other}
    return sorted(found)


def _likeness(one: _Seen, other: _Seen) -> tuple[int, str]:
    """How much speaks for a pair, and what, in words; no words if it is not enough."""
    both = Counter(kind for kind, _ in one.things & other.things)
    all_of = Counter(kind for kind, _ in one.things | other.things)
    same_day = one.day is not None and one.day == other.day
    same_slug = sorted(one.slugs & other.slugs, key=len)
    much = [kind for kind in _KINDS if both[kind] and both[kind] * 3 >= all_of[kind]]
    strong = [kind for kind in much if both[kind] >= _FEWEST[kind]]
    if not (same_slug or len(strong) > 1 or (same_day and much) or (strong and same_day)):
        return 0, ""
    parts = ["the same date"] if same_day else []
    parts += [f"the name “{same_slug[-1]}”"] if same_slug else []
    parts += [f"{both[kind]} {kind if both[kind] > 1 else kind[:-1]}" for kind in much]
    weight = 20 * same_day + 20 * bool(same_slug) + sum(both[kind] for kind in much)
    return weight, f"both have {_listed(parts)}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _seen(page: OldPage) -> _Seen:
    text = page.body[:_LONGEST]
    pictures = {(a or b).rpartition("/")[2].lower() for a, b in _PICTURE.findall(text)[:_MOST]}
    links = {link.rstrip(".,;:") for link in _LINK.findall(text)[:_MOST]}
    formulas = {"".join(formula.split()) for formula in _FORMULA.findall(text)[:_MOST]}
    numbers = {number for number in _NUMBER.findall(text)[:_MOST] if not _YEAR.match(number)}
    kinds = zip(_KINDS, (pictures, links, formulas, numbers), strict=True)
    things = frozenset((kind, thing) for kind, found in kinds for thing in found)
    return _Seen(page, things, _day(page.values.get("date")), _slugs(page))


def _day(value: object) -> date | None:
    return (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    )


def _slugs(page: OldPage) -> frozenset[str]:
    """Of two words at least, for one word says little."""
    address = page.address.strip("/").removesuffix("index.html").removesuffix(".html")
    names = (text.rpartition("/")[2] for text in (page.name, address))
    texts = (str(page.values.get("title") or ""), *names)
    found = (_WORDS.findall(text.lower()) for text in texts)
    return frozenset(
        " ".join(words) for words in found if len(words) > 1 and len(" ".join(words)) > 9
    )

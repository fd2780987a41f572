"""Which notes belong together, and why.

Notes are related by what few notes have in common: terms, people, a series, and links between their
texts. Each weighs the more, the fewer notes have it. All of it is counted once for all languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import log

from mkdocs_papernotes.assembly.mentions import Mentions
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.terms.term import Term
from mkdocs_papernotes.terms.terms import Terms

COUNTED = ("series", "tags", "directions", "subjects", "authors", "note_authors")
"""The kinds of terms that relate notes. That two were written in one year, or that their papers
were in one journal, says little."""
_SHARE = 10
"""A term that more than one in so many notes has says too little, …"""
_FEW = 5
"""… unless it has at most so many notes, as on a small site."""
_REACH = 32
"""Of the notes with a frequent term, so many newer and older ones are compared with a note. This
keeps the time linear."""


@dataclass(frozen=True)
class Relation:
    """A note that is related to another one."""

    key: str
    """Its translation key."""
    terms: tuple[Term, ...]
    """What both have, the rarest first."""
    mentions: bool
    """Whether it has a link to the other one."""
    is_mentioned: bool
    """Whether the other one has a link to it."""


@dataclass(frozen=True)
class _Shared:
    """A term that counts."""

    term: Term
    weight: float
    carriers: Sequence[str]
    """The translation keys of the notes that have it, newest first."""
    places: Mapping[str, int]

    def near(self, key: str) -> Sequence[str]:
        place = self.places[key]
        return self.carriers[max(0, place - _REACH) : place + _REACH + 1]


class RelatedNotes:
    """The notes that are related to each note of a catalogue, without those on the same paper.

    Those have a place of their own in the header.
    """

    def __init__(
        self,
        catalog: Catalog,
        works: Works,
        terms: Terms,
        mentions: Mentions,
        most: int,
        *,
        mentions_apart: bool = False,
    ):
        """`most` is how many are found for each note.

        With `mentions_apart`, those that only mention it are left out: another list has them.
        """
        self._catalog, self._works, self._terms = catalog, works, terms
        self._mentions, self._most, self._mentions_apart = mentions, most, mentions_apart
        self._known: dict[str, tuple[Relation, ...]] = {}

    def of(self, key: str) -> tuple[Relation, ...]:
        """The notes related to the one with a translation key, the most closely related first."""
        if key not in self._known:
            self._known[key] = tuple(self._find(key))
        return self._known[key]

    def forget(self, keys: set[str]) -> None:
        """Find anew what is related to the notes with these keys: links between them changed."""
        for key in keys:
            self._known.pop(key, None)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """The place of each listed note among all of them, newest first."""
        listed = (
            key
            for key in self._catalog.keys
            if any(not note.unlisted for note in self._catalog.by_key[key].values())
        )
        return {key: number for number, key in enumerate(listed)}

    @cached_property
    def _shared(self) -> Mapping[str, Sequence[_Shared]]:
        """The terms of each note that count, by translation key."""
        total = len(self._rank)
        found: defaultdict[str, list[_Shared]] = defaultdict(list)
        for kind in COUNTED:
            for term in self._terms.of_kind(kind):
                carriers = self._terms.pairs(term)
                if 1 < len(carriers) < total and len(carriers) <= max(_FEW, total // _SHARE):
                    places = {key: place for place, key in enumerate(carriers)}
                    shared = _Shared(term, log(total / len(carriers)), carriers, places)
                    for key in carriers:
                        found[key].append(shared)
        for of_note in found.values():
            of_note.sort(key=lambda shared: -shared.weight)
        return found

    def _links(self, key: str) -> tuple[set[str], set[str]]:
        """The notes that mention a note, and those that it mentions, by translation key."""
        mentioning = {self._catalog.key(note) for note in self._mentions.of(key)}
        versions = self._catalog.by_key[key].values()
        mentioned = {other for note in versions for other in self._mentions.by(note)}
        return mentioning, mentioned & self._rank.keys()

    def _find(self, key: str) -> Iterator[Relation]:
        if key not in self._rank:
            return
        weights: defaultdict[str, float] = defaultdict(float)
        own = self._shared.get(key, ())
        for shared in own:
            weight = shared.weight
            for other in shared.near(key):
                weights[other] += weight
        mentioning, mentioned = self._links(key)
        for other in mentioning | mentioned:
            if other in mentioned or other in weights or not self._mentions_apart:
                # as much as a term of these two
                weights[other] += log(max(len(self._rank), 3) / 2)
        for other in self._of_same_paper(key):
            weights.pop(other, None)
        ranks = self._rank
        found = ((-round(weight, 6), ranks[other], other) for other, weight in weights.items())
        for _, _, other in nsmallest(self._most, found):
            both = tuple(shared.term for shared in own if other in shared.places)
            yield Relation(other, both, other in mentioning, other in mentioned)

    def _of_same_paper(self, key: str) -> Iterator[str]:
        """The note itself, and the others on its paper."""
        yield key
        work = self._works.of(next(iter(self._catalog.by_key[key].values())))
        yield from work.notes if work else ()

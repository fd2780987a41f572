"""Tags and directions of the new notes: a proposed table of pairs, and the addresses of lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mkdocs_papernotes.importers.places import PlacedPage
from mkdocs_papernotes.terms.remarks import entry_line
from mkdocs_papernotes.terms.slug import slug_of, unique_slugs
from mkdocs_papernotes.terms.spelling import folded
from mkdocs_papernotes.text import one_line

_KEYS = {"tags": "tags", "directions": "direction", "series": "series"}
"""The keys of front matter by the names of kinds."""
_YEAR = re.compile(r"(?:^|/)((?:19|20)[0-9]{2})(?:/[0-9]{1,2})?/?$")
_HIDING = ("draft", "unlisted", "password")

Row = Mapping[str, str]
"""Spellings that stand in the same place in the notes of a pair, by language."""


@dataclass(frozen=True)
class NewTerms:
    """The terms of a new site."""

    entries: tuple[str, ...]
    """Lines for `terms.yml`, an entry each; empty if no pair of notes shows what belongs together.
    """
    slugs: Mapping[tuple[str, str], str]
    """The last part of the address of each list, by kind and folded spelling."""

    years: frozenset[int] = frozenset()
    """Those of listed notes, each of which has a list."""

    def path_of_year(self, address: str) -> str:
        """The folder of the list for the address of one of a year or a month; else empty."""
        found = _YEAR.search(address)
        return f"topics/years/{found[1]}/" if found and int(found[1]) in self.years else ""

    def path(self, kind: str, name: str) -> str:
        """The folder of the list of a term.

        Without a name it is that of the index of all terms of the kind; so it is for a term that no
        listed note has.
        """
        slug = self.slugs.get((kind, folded(name)), "") if name else ""
        if slug:
            return f"topics/{kind}/{slug}/"
        return f"topics/{kind}/" if any(each == kind for each, _ in self.slugs) else "topics/"


def is_listed(page: PlacedPage) -> bool:
    """Whether a page is a note that lists may show."""
    values = page.old.values
    is_held = any(values.get(key) for key in _HIDING) or values.get("publish") is not None
    return page.old.is_note and not is_held and values.get("published", True) is True


def new_terms(pages: Iterable[PlacedPage]) -> NewTerms:
    """The terms of the notes that are listed."""
    notes = [page for page in pages if is_listed(page)]
    groups: list[Row] = []
    said = {}
    for kind, key in _KEYS.items():
        said[kind] = {page.source: _texts(page.old.values.get(key)) for page in notes}
        groups += _pairs(notes, said[kind])
    table = _table(groups)
    keys = {folded(text): key for key, (_, _, every) in table.items() for text in (key, *every)}
    slugs: dict[tuple[str, str], str] = {}
    for kind, by_note in said.items():
        for spelling, slug in _slugs(by_note.values(), keys).items():
            slugs[kind, spelling] = slug
    lines = (entry_line(names, also) for names, also, _ in table.values())
    days = [note.old.values.get("date") for note in notes]
    years = frozenset(day.year for day in days if isinstance(day, date))
    return NewTerms(tuple(lines), slugs, years)


def _pairs(notes: Iterable[PlacedPage], said: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """The terms in the same place in notes that are a pair, if they never stand beside others."""
    by_stem: dict[str, list[PlacedPage]] = defaultdict(list)
    for note in notes:
        by_stem[note.stem].append(note)
    partners: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    found: dict[tuple[tuple[str, str], ...], Row] = {}
    for versions in by_stem.values():
        for row in _rows(versions, said):
            group = tuple((language, folded(text)) for language, text in row.items())
            if len({key for _, key in group}) < 2:
                continue
            for each in group:
                partners[each].update(other for other in group if other is not each)
            found.setdefault(group, row)
    for group, row in found.items():
        if all(len(partners[each]) == len(group) - 1 for each in group):
            yield row


def _rows(versions: Sequence[PlacedPage], said: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    spelt = {page.language: said[page.source] for page in versions if said[page.source]}
    if len(spelt) > 1 and len(set(map(len, spelt.values()))) == 1:
        for row in zip(*spelt.values(), strict=True):
            yield dict(zip(spelt, row, strict=True))


_Entry = tuple[Row, Sequence[str], Sequence[str]]
"""The names of a term by language, its other spellings, and all of them."""


def _table(groups: Iterable[Row]) -> dict[str, _Entry]:
    """Entries by key. No spelling is in two of them: the first pair that has it counts."""
    found: dict[str, _Entry] = {}
    taken: dict[str, str] = {}
    for row in groups:
        names = [*dict.fromkeys(row.values())]
        key = slug_of(names[0])
        spellings = {folded(key), *map(folded, names)}
        if any(spelling in taken for spelling in spellings) or key in found:
            continue
        taken |= dict.fromkeys(spellings, key)
        found[key] = (row, (), names)
    return found


def _slugs(said: Iterable[Sequence[str]], keys: Mapping[str, str]) -> dict[str, str]:
    """The slug of each folded spelling; `keys` are those of the table by folded spelling."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    key_of: dict[str, str] = {}
    for texts in said:
        for text in texts:
            key = key_of[folded(text)] = keys.get(folded(text)) or folded(text)
            spellings[key][text] += 1
    of_table = set(keys.values())
    wanted = {
        key: slug_of(key if key in of_table else min(found, key=lambda each: (-found[each], each)))
        for key, found in spellings.items()
    }
    slugs = unique_slugs(wanted, {})
    return {spelling: slugs[key] for spelling, key in key_of.items()}


def _texts(given: object) -> tuple[str, ...]:
    """Terms as front matter has them."""
    given = given.get("name") if isinstance(given, Mapping) else given
    items = given if isinstance(given, (list, tuple)) else [given]
    return tuple(filter(None, (one_line(str(item)) for item in items if item is not None)))

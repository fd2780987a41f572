"""The state of each note's versions: what is there, what is missing, and what is behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mkdocs_papernotes.catalog.behind import Behind
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.notes.note import Note

State = Literal["original", "current", "behind", "draft", "missing"]
"""`current` is a translation that is not behind, or a version of a note without an original."""


@dataclass(frozen=True, eq=False)
class NoteStatus:
    """A note in all languages of its site."""

    key: str
    """Its translation key."""
    versions: Mapping[str, Note]
    """By language, in the author's order; never empty."""
    original: Note
    """The first version if the original is not among them."""
    has_original: bool
    languages: tuple[str, ...]
    """Those of the site."""
    behind: Mapping[str, Behind]
    """What its versions have missed, by their sources."""

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The state in each language of the site."""
        return {language: self._state(language) for language in self.languages}

    def _state(self, language: str) -> State:
        note = self.versions.get(language)
        if note is None:
            return "missing"
        if note.draft:
            return "draft"
        if note is self.original and self.has_original:
            return "original"
        return "behind" if note.source in self.behind else "current"

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages in which there is not even a draft."""
        return tuple(tag for tag in self.languages if tag not in self.versions)


@dataclass(frozen=True)
class Coverage:
    """How much of the site there is in a language."""

    language: str
    name: str
    notes: int
    missing: int
    """Notes that are there in another language only."""
    behind: int
    drafts: int


def statuses(
    catalog: Catalog,
    behind: Mapping[str, Behind],
    shown: Callable[[Note], bool] = lambda note: True,
) -> Iterator[NoteStatus]:
    """The state of each note, newest first; versions that are not `shown` do not count."""
    for key in catalog.keys:
        versions = {name: note for name, note in catalog.by_key[key].items() if shown(note)}
        if not versions:
            continue
        first = next(iter(versions.values()))
        original = catalog.original(first)
        has_original = original in versions.values()
        chosen = original if original and has_original else first
        yield NoteStatus(key, versions, chosen, has_original, catalog.languages, behind)


def coverage(found: Iterable[NoteStatus], names: Mapping[str, str]) -> Iterator[Coverage]:
    """How much there is in each language; `names` are those of the languages, by their tags."""
    everything = list(found)
    for language, name in names.items():
        there = [each for each in everything if language in each.versions]
        notes = [each.versions[language] for each in there]
        yield Coverage(
            language,
            name,
            len(notes),
            len(everything) - len(notes),
            sum(each.versions[language].source in each.behind for each in there),
            sum(note.draft for note in notes),
        )

"""The directions of notes, each under one name for readers of a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.notes.note import Note


@dataclass(frozen=True)
class Direction:
    """A direction of research."""

    name: str
    language: str
    """The language of the name."""


class Directions:
    """Names the directions of notes for readers of `language`.

    Names that differ only in case and spacing are one. Notes in several languages serve as a
    dictionary: beside a note that says `Agents` and its translation that says `智能体`, a note that
    has only `智能体` belongs to `Agents` for readers of English. A name whose translations disagree
    stays as it is.
    """

    def __init__(self, catalog: Catalog, language: str):
        self._language = language
        self._own: dict[str, Direction] = {}
        self._others: dict[str, Direction] = {}
        self._dictionary: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for versions in catalog.by_key.values():
            self._learn([note for note in versions.values() if _is_shown(note)])

    def of(self, versions: Mapping[str, Note]) -> Direction | None:
        """The direction of a note, given in all its languages; `None` if it has none."""
        stated = [note for note in versions.values() if note.direction]
        stated.sort(key=lambda note: note.language != self._language)
        named = (self._own.get(self._translated(note)) for note in stated)
        if found := next(filter(None, named), None):
            return found
        return next((self._others[_folded(note.direction)] for note in stated), None)

    def _learn(self, versions: Sequence[Note]) -> None:
        for note in versions:
            known = self._own if note.language == self._language else self._others
            name = Direction(" ".join(note.direction.split()), note.language)
            known.setdefault(_folded(note.direction), name)
        for own in (note for note in versions if note.language == self._language):
            for note in versions:
                entry = note.language, _folded(note.direction)
                self._dictionary[entry].add(_folded(own.direction))

    def _translated(self, note: Note) -> str:
        """The folded name in the readers' language; empty if it is not known."""
        name = _folded(note.direction)
        known = {name} if name in self._own else self._dictionary[note.language, name]
        return next(iter(known)) if len(known) == 1 else ""


def _is_shown(note: Note) -> bool:
    return bool(note.direction) and not note.unlisted


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()

"""The catalogue: every note of every language, indexed, each with its translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_papernotes.bibliography.bibliography import Bibliography
from mkdocs_papernotes.catalog.pairing import translation_keys
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import Selection
from mkdocs_papernotes.papers.paper import Paper


@dataclass(frozen=True, eq=False)
class Catalog:
    """All notes of a site. `languages` are in the order in which the author configured them."""

    notes: tuple[Note, ...]
    languages: tuple[str, ...]
    bibliography: Bibliography = field(default_factory=Bibliography)

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Note]]:
        """Notes by translation key and language, languages in configured order."""
        found: dict[str, dict[str, Note]] = defaultdict(dict)
        for note in sorted(self.notes, key=lambda note: self._rank(note.language)):
            found[self.key(note)][note.language] = note
        return found

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The translation keys, that of the newest note first."""
        notes = sorted(self.notes, key=lambda note: self._order(note, self.languages[0]))
        return tuple(dict.fromkeys(self.key(note) for note in notes))

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return translation_keys(self.notes)

    def key(self, note: Note) -> str:
        """What a note shares with its translations, and with nothing else."""
        return self._keys[note.source]

    def versions(self, note: Note) -> Mapping[str, Note]:
        """The note in all its languages, itself included."""
        return self.by_key[self.key(note)]

    def translations(self, note: Note) -> tuple[Note, ...]:
        """The note's other languages, in configured order."""
        return tuple(other for other in self.versions(note).values() if other is not note)

    def paper(self, note: Note) -> Paper:
        """The note's paper, with what the note leaves out taken from its translations.

        Before them comes the entry that it names in the bibliography.
        """
        return self._papers[note.source]

    @cached_property
    def _papers(self) -> Mapping[str, Paper]:
        own = {note.source: self._own_paper(note) for note in self.notes}
        return {
            note.source: own[note.source].inherit(
                own[other.source] for other in self.translations(note)
            )
            for note in self.notes
        }

    def _own_paper(self, note: Note) -> Paper:
        paper = note.paper or Paper()
        entry = self.bibliography.papers.get(paper.citation_key)
        return paper.inherit([entry]) if entry else paper

    def select(
        self, language: str, selection: Selection, *, pinned_first: bool = False
    ) -> tuple[Note, ...]:
        """The listed notes for readers of `language`, in order.

        `all`: every note in every language; `current`: those in `language`; `paired`: one version
        of each note, the reader's where there is one, else the first configured.
        """
        notes = [note for note in self.notes if not note.unlisted]
        if selection == "current":
            notes = [note for note in notes if note.language == language]
        notes.sort(key=lambda note: self._order(note, language))
        if selection == "paired":
            notes = self._one_of_each(notes, language)
        if pinned_first:
            notes.sort(key=lambda note: not note.pinned)
        return tuple(notes)

    def neighbours(self, note: Note) -> tuple[Note | None, Note | None]:
        """The older and the newer note in the same language; none for an unlisted note."""
        return self._neighbours.get(note.source, (None, None))

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Note | None, Note | None]]:
        found: dict[str, tuple[Note | None, Note | None]] = {}
        for language in self.languages:
            row = self.select(language, "current")
            for newer, note, older in zip((None, *row), row, (*row[1:], None), strict=False):
                found[note.source] = (older, newer)
        return found

    def _one_of_each(self, notes: list[Note], language: str) -> list[Note]:
        listed: dict[str, list[Note]] = defaultdict(list)
        for note in notes:
            listed[self.key(note)].append(note)
        chosen = {
            min(group, key=lambda note: (note.language != language, self._rank(note.language)))
            for group in listed.values()
        }
        return [note for note in notes if note in chosen]

    def _order(self, note: Note, language: str) -> tuple[float, str, bool, int]:
        """Newest first, undated last; then by pair, the reader's language before the others.

        Key and language together are unique (see `catalog.collisions`), so the order is total.
        """
        age = -note.date.timestamp() if note.date else float("inf")
        rank = self._rank(note.language)
        return (age, self.key(note), note.language != language, rank)

    def _rank(self, language: str) -> int:
        return self.languages.index(language)

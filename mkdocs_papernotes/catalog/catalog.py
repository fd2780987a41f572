"""The catalogue: an index of all notes in all languages, each with its translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_papernotes.bibliography.bibliography import Bibliography
from mkdocs_papernotes.catalog.originals import original_of
from mkdocs_papernotes.catalog.pairing import translation_keys
from mkdocs_papernotes.catalog.wording import Wording, wordings
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import Selection
from mkdocs_papernotes.papers.paper import Paper


@dataclass(frozen=True, eq=False)
class Catalog:
    """All notes of a site. `languages` are in the author's order."""

    notes: tuple[Note, ...]
    languages: tuple[str, ...]
    bibliography: Bibliography = field(default_factory=Bibliography)
    primary: str = ""
    """The language in which originals are written; empty for the first of `languages`."""

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Note]]:
        """Notes by translation key and language; languages are in the author's order."""
        found: dict[str, dict[str, Note]] = defaultdict(dict)
        for note in sorted(self.notes, key=lambda note: self._rank(note.language)):
            found[self.key(note)][note.language] = note
        return found

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All translation keys, ordered by the newest note of each, newest first."""
        notes = sorted(self.notes, key=lambda note: self._order(note, self.languages[0]))
        return tuple(dict.fromkeys(self.key(note) for note in notes))

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return translation_keys(self.notes)

    def key(self, note: Note) -> str:
        """The translation key of a note: the same for its translations, unique otherwise."""
        return self._keys[note.source]

    def versions(self, note: Note) -> Mapping[str, Note]:
        """The note and its translations, by language."""
        return self.by_key[self.key(note)]

    def original(self, note: Note) -> Note | None:
        """The original of a note and its translations; `None` if it is not on the site."""
        return self._originals[self.key(note)]

    @cached_property
    def _originals(self) -> Mapping[str, Note | None]:
        primary = self.primary or self.languages[0]
        return {key: original_of(versions, primary) for key, versions in self.by_key.items()}

    def translations(self, note: Note) -> tuple[Note, ...]:
        """The note in its other languages, in the author's order."""
        return tuple(other for other in self.versions(note).values() if other is not note)

    def linked_versions(self, note: Note) -> Mapping[str, Note]:
        """The versions that link to each other, by language, `note` included.

        Listed and unlisted versions of a note do not link to each other.
        """
        versions = self.versions(note).items()
        return {name: version for name, version in versions if version.unlisted == note.unlisted}

    def paper(self, note: Note) -> Paper:
        """The paper of a note, complete.

        Fields that the note leaves out come from its entry in the bibliography, then from its
        translations.
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

    def wordings(self, key: str) -> Iterator[Wording]:
        """What a note, its translations and their entries in the bibliography say of the paper."""
        for note in self.by_key[key].values():
            if note.paper:
                entry = self.bibliography.papers.get(note.paper.citation_key)
                yield from wordings(note.language, note.paper, entry)

    def select(
        self, language: str, selection: Selection, *, pinned_first: bool = False
    ) -> tuple[Note, ...]:
        """The notes of a list for readers of `language`, in order, without unlisted ones.

        `all` selects every note in every language; `current` the notes in `language`; `paired` one
        version of each note: in `language` if there is one, else the original, or the first.
        """
        listed = (note for note in self.notes if not note.unlisted)
        notes = self.arranged(listed, language, selection)
        return tuple(sorted(notes, key=lambda note: not note.pinned)) if pinned_first else notes

    def arranged(
        self, notes: Iterable[Note], language: str, selection: Selection
    ) -> tuple[Note, ...]:
        """Some notes of the catalogue as a list for readers of `language` has them, see `select`.

        `paired` gives one version of those among `notes`.
        """
        found = [note for note in notes if selection != "current" or note.language == language]
        place = self._places(language)
        found.sort(key=lambda note: place[note.source])
        return tuple(self._one_of_each(found, language) if selection == "paired" else found)

    def _places(self, language: str) -> Mapping[str, int]:
        """The place of each note in a list of all notes for readers of `language`, by source."""
        if language not in self._placed:
            notes = sorted(self.notes, key=lambda note: self._order(note, language))
            self._placed[language] = {note.source: number for number, note in enumerate(notes)}
        return self._placed[language]

    @cached_property
    def _placed(self) -> dict[str, Mapping[str, int]]:
        return {}

    def neighbours(self, note: Note) -> tuple[Note | None, Note | None]:
        """The next older and the next newer note in the same language, or `None`.

        An unlisted note has neither.
        """
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
            min(group, key=lambda note: self._preference(note, language))
            for group in listed.values()
        }
        return [note for note in notes if note in chosen]

    def _preference(self, note: Note, language: str) -> tuple[bool, bool, int]:
        """The sort key by which readers of `language` get one of the versions of a note."""
        is_other, is_translated = note.language != language, note is not self.original(note)
        return is_other, is_translated, self._rank(note.language)

    def _order(self, note: Note, language: str) -> tuple[float, str, bool, int]:
        """The sort key of a note: newest first, undated last.

        Notes of the same date are sorted by translation key, `language` before the others. Key and
        language together are unique (`checks.duplicates`), so no two notes compare equal.
        """
        age = -note.date.timestamp() if note.date else float("inf")
        rank = self._rank(note.language)
        return (age, self.key(note), note.language != language, rank)

    def _rank(self, language: str) -> int:
        return self.languages.index(language)

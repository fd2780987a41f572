"""What the page of each note shows of others: its series, related notes, backlinks, neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.terms.term import Term
from mkdocs_papernotes.views.note_threads import (
    Backlink,
    NoteRef,
    NoteThreads,
    Reason,
    RelatedNote,
    SeriesBox,
    SeriesPart,
)

if TYPE_CHECKING:  # many sites need none of them
    from mkdocs_papernotes.assembly.mentions import Mentions
    from mkdocs_papernotes.assembly.related import RelatedNotes, Relation

_TOPICS = ("tags", "directions", "subjects")
_MOST_REASONS, _MOST_NAMES = 2, 3
"""How many reasons are told of a related note, and how many names in one of them."""

Row = Mapping[str, tuple["Note | None", "Note | None"]]
"""The previous and the next note of each in a row, by source."""


class Threads:
    """The threads of a site's notes. An unlisted note has none."""

    def __init__(self, site: Site):
        self._site = site
        self._found: dict[str, NoteThreads] = {}
        self._rows: dict[tuple[str, str, str], Row] = {}

    @cached_property
    def _mentions(self) -> Mentions:
        from mkdocs_papernotes.assembly.mentions import Mentions

        return Mentions(self._site)

    @cached_property
    def _related(self) -> RelatedNotes:
        from mkdocs_papernotes.assembly.related import RelatedNotes

        site, settings = self._site, self._site.settings
        return RelatedNotes(
            site.catalog,
            site.works,
            site.terms,
            self._mentions,
            settings.related,
            mentions_apart=settings.backlinks,
        )

    def of(self, note: Note) -> NoteThreads:
        """What the page of a note shows of others."""
        if note.source not in self._found:
            self._found[note.source] = self._find(note)
        return self._found[note.source]

    def replace_text(self, note: Note, text: str) -> dict[Note, NoteThreads]:
        """Give a note another text, as `Note.replace_text` does.

        Returns the notes whose pages may show something else now, with what they have shown.
        """
        settings, catalog = self._site.settings, self._site.catalog
        if not (settings.related or settings.backlinks):
            note.replace_text(text)
            return {}
        mentions = self._mentions
        keys = {catalog.key(note), *mentions.by(note), *mentions.in_text(note, text)}
        affected = [each for key in sorted(keys) for each in catalog.by_key[key].values()]
        before = {each: self.of(each) for each in affected}
        note.replace_text(text)
        mentions.update(note)
        self._related.forget(keys)
        for each in affected:
            self._found.pop(each.source, None)
        return before

    def _find(self, note: Note) -> NoteThreads:
        if note.unlisted:
            return NoteThreads()
        settings = self._site.settings
        previous, following = self._neighbours(note)
        return NoteThreads(
            self._series(note),
            tuple(self._related_to(note)) if settings.related else (),
            tuple(self._backlinks(note)) if settings.backlinks else (),
            _ref(previous) if previous else None,
            _ref(following) if following else None,
        )

    @cached_property
    def _listed(self) -> Mapping[str, Mapping[str, Note]]:
        """The versions of each note that lists show, by translation key and language."""
        return {
            key: {language: note for language, note in versions.items() if not note.unlisted}
            for key, versions in self._site.catalog.by_key.items()
        }

    def _version(self, key: str, language: str) -> Note:
        """The version of a listed note for readers of a language."""
        versions = self._listed[key]
        return versions.get(language) or next(iter(versions.values()))

    # Related notes

    def _related_to(self, note: Note) -> Iterator[RelatedNote]:
        for relation in self._related.of(self._site.catalog.key(note)):
            other = self._version(relation.key, note.language)
            yield RelatedNote(_ref(other), tuple(self._reasons(relation, note))[:_MOST_REASONS])

    def _reasons(self, relation: Relation, note: Note) -> Iterator[Reason]:
        """Why a note is related, the strongest reason first."""
        if any(term.kind == "series" for term in relation.terms):
            yield Reason("series")
        if relation.mentions or relation.is_mentioned:
            yield Reason("mentions" if relation.mentions else "mentioned")
        kinds: dict[str, list[Term]] = {}
        for term in relation.terms:
            if term.kind != "series":
                kinds.setdefault(_label(term), []).append(term)
        for label, terms in kinds.items():
            yield Reason(label, self._names(terms, note))

    def _names(self, terms: list[Term], note: Note) -> tuple[str, ...]:
        """The names of terms, each once: those of the note's own language, if there are any."""
        own = [term for term in terms if term in self._site.terms.of_note(note, term.kind)]
        names = {term.name(note.language).casefold(): term for term in reversed(own or terms)}
        return tuple(term.name(note.language) for term in reversed(names.values()))[:_MOST_NAMES]

    # Backlinks

    def _backlinks(self, note: Note) -> Iterator[Backlink]:
        """The notes that mention a note or a translation of it, each once, newest first."""
        catalog, mentions = self._site.catalog, self._mentions
        own = catalog.key(note)
        mentioning = {catalog.key(other) for other in mentions.of(own)}
        for key in sorted(mentioning, key=self._ranks.__getitem__):
            versions = [each for each in self._listed[key].values() if own in mentions.by(each)]
            quoted = next((each for each in versions if each.language == note.language), None)
            quoted = quoted or versions[0]
            sentence = mentions.by(quoted)[own].sentence if quoted.has_open_text else ""
            yield Backlink(_ref(self._version(key, note.language)), sentence, quoted.language)

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {key: number for number, key in enumerate(self._site.catalog.keys)}

    # Series and neighbours

    def _series(self, note: Note) -> SeriesBox | None:
        """The series of a note, if it has other notes."""
        term = next(iter(self._site.terms.of_note(note, "series")), None)
        parts = self._parts(term) if term else {}
        own = self._site.catalog.key(note)
        if term is None or own not in parts or len(parts) < 2:
            return None
        shown = tuple(
            SeriesPart(_ref(self._version(key, note.language)), number, key == own)
            for key, number in parts.items()
        )
        url = self._site.term_url(term, note.language)
        total = max(len(parts), *parts.values())
        return SeriesBox(term.name(note.language), url, shown, parts[own], total)

    def _parts(self, term: Term) -> Mapping[str, int]:
        """The notes of a series in their order, by translation key, each with its number.

        The numbers are the author's, if all parts have one of their own.
        """
        catalog, terms = self._site.catalog, self._site.terms
        notes = terms.notes(term, catalog.languages[0], "paired")
        stated = [terms.part(note)[0] for note in notes]
        is_counted = len({*stated}) == len(notes) and float("inf") not in stated
        numbers = map(int, stated) if is_counted else range(1, len(notes) + 1)
        return dict(zip(map(catalog.key, notes), numbers, strict=True))

    def _neighbours(self, note: Note) -> tuple[Note | None, Note | None]:
        """The previous and the next note: in its language, or in its first term of some kind."""
        kind = self._site.settings.neighbours
        terms = self._site.terms.of_note(note, kind) if kind != "language" else ()
        if not terms:
            return self._site.catalog.neighbours(note)
        at = kind, terms[0].key, note.language
        if at not in self._rows:
            self._rows[at] = dict(_row(self._in_order(terms[0], note.language)))
        return self._rows[at].get(note.source, (None, None))

    def _in_order(self, term: Term, language: str) -> list[Note]:
        """The notes of a term for readers of a language, the first or the oldest one first.

        Of a series these are all parts, of any other term only notes in that language.
        """
        if term.kind == "series":
            return [self._version(key, language) for key in self._parts(term)]
        return [*reversed(self._site.terms.notes(term, language, "current"))]


def _row(notes: list[Note]) -> Iterator[tuple[str, tuple[Note | None, Note | None]]]:
    for before, note, after in zip([None, *notes], notes, [*notes[1:], None], strict=False):
        yield note.source, (before, after)


def _label(term: Term) -> str:
    return "topics" if term.kind in _TOPICS else term.kind


def _ref(note: Note) -> NoteRef:
    return NoteRef(note.language, note.title, note.url)

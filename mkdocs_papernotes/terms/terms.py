"""The terms of a site: which note carries which of them, in which order they are listed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import BY_NAME, KindSettings, Selection, Settings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.terms.kinds import KINDS, TermKind
from mkdocs_papernotes.terms.remarks import (
    Pair,
    languages_not_of_site,
    pairs_to_be_mapped,
    proposals,
    spellings_of_one_term,
)
from mkdocs_papernotes.terms.slug import slug_of, unique_slugs
from mkdocs_papernotes.terms.table import TermEntry, TermTable, spellings_of_two_terms
from mkdocs_papernotes.terms.term import Term, of_language
from mkdocs_papernotes.text import one_line

_KIND = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of all notes of a catalogue, of every kind. Each is computed when first asked for.

    A note that leaves a key out has the terms of its translations; what it writes itself counts
    alone. An unlisted note has terms, but no term has it among its notes.
    """

    catalog: Catalog
    settings: Settings = field(default_factory=Settings)
    table: TermTable = field(default_factory=TermTable)

    @cached_property
    def kinds(self) -> tuple[TermKind, ...]:
        """The kinds whose terms have pages, in the author's order."""
        topics = self.settings.topics
        return tuple(_KIND[name] for name in (topics.kinds if topics else ()))

    def of_kind(self, kind: str, language: str = "") -> tuple[Term, ...]:
        """All terms of a kind, in the order of its option for readers of `language`.

        By default that is the first language. Raises `KeyError` for a name that is no kind's.
        """
        language = language or self.catalog.languages[0]
        return self._index(kind).ordered(language)

    def of_note(self, note: Note, kind: str) -> tuple[Term, ...]:
        """The terms of a note, in the order in which the note has them, each once."""
        return self._index(kind).by_note.get(note.source, ())

    def find(self, kind: str, spelling: str) -> Term | None:
        """The term that a spelling stands for; `None` if no listed note has it."""
        index = self._index(kind)
        return index.by_key.get(index.key_of(spelling))

    def notes(self, term: Term, language: str, selection: Selection) -> tuple[Note, ...]:
        """The listed notes that carry a term, in the order of `Catalog.select`.

        Those of a series are in the order of their parts.
        """
        carriers = self._index(term.kind).carriers[term.key]
        found = self.catalog.arranged(carriers, language, selection)
        return tuple(sorted(found, key=self.part)) if term.kind == "series" else found

    def part_of(self, note: Note) -> int | None:
        """Which part of its series a note is, as it says or else one of its translations."""
        versions = self.catalog.versions(note).values()
        stated = (each.series.part for each in (note, *versions) if each.series)
        return next((part for part in stated if part is not None), None)

    def part(self, note: Note) -> tuple[float, float]:
        """The sort key of a note in its series: by part, then by date, undated notes last."""
        number = self.part_of(note)
        day = note.date.timestamp() if note.date else float("inf")
        return float("inf") if number is None else number, day

    def count(self, term: Term, language: str, selection: Selection) -> int:
        """How many notes `notes` returns."""
        if selection == "paired":
            return len(self.pairs(term))
        carriers = self._index(term.kind).carriers[term.key]
        return sum(selection == "all" or note.language == language for note in carriers)

    def pairs(self, term: Term) -> tuple[str, ...]:
        """The translation keys of the listed notes that carry a term, newest first."""
        return self._index(term.kind).pairs[term.key]

    def has_pages(self, term: Term) -> bool:
        """Whether a term has pages: its kind is on, and enough notes carry it."""
        topics = self.settings.topics
        kind = topics.kinds.get(term.kind) if topics else None
        return kind is not None and len(self.pairs(term)) >= kind.min_notes

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the table, and remarks on terms whose kind is on."""
        table, languages = self.table, self.catalog.languages
        of_table = (*spellings_of_two_terms(table), *languages_not_of_site(table, languages))
        return (*table.problems, *of_table, *self._remarks())

    def _remarks(self) -> Iterator[Problem]:
        indexes = [self._index(kind.name) for kind in self.kinds if kind.key]
        for index in indexes:
            yield from index.spellings_of_one_term()
        pairs = (pair for index in indexes for pair in index.pairs_to_be_mapped())
        yield from proposals(pairs, self.settings.terms_file)

    def _index(self, kind: str) -> _Index:
        if kind not in self._indexes:
            self._indexes[kind] = _Index(_KIND[kind], self)
        return self._indexes[kind]

    @cached_property
    def _indexes(self) -> dict[str, _Index]:
        return {}


class _Index:
    """The terms of one kind."""

    def __init__(self, kind: TermKind, terms: Terms):
        self._kind, self._catalog, self._table = kind, terms.catalog, terms.table
        self._settings = terms.settings
        topics = terms.settings.topics
        self._options: KindSettings | None = topics.kinds.get(kind.name) if topics else None
        self._orders: dict[str, tuple[Term, ...]] = {}
        self._key_of: dict[str, str] = {}
        """The keys of spellings that were asked for."""

    @cached_property
    def _entry_of(self) -> Mapping[str, TermEntry]:
        """The entries of the table by folded spelling; the first one that claims it has it."""
        found: dict[str, TermEntry] = {}
        entries = self._table.entries.values()
        for entry in entries:
            found.setdefault(self._kind.fold(entry.key), entry)
        for entry in entries:
            for spelling in entry.spellings:
                found.setdefault(self._kind.fold(spelling), entry)
        return found

    def key_of(self, spelling: str) -> str:
        """The key of the term that a spelling stands for."""
        if spelling not in self._key_of:
            entry = self._entry(spelling)
            self._key_of[spelling] = entry.key if entry else self._kind.fold(spelling)
        return self._key_of[spelling]

    @cached_property
    def spelt(self) -> Mapping[str, tuple[str, ...]]:
        """What each note says, with what it has from its translations, by source."""
        return {note.source: self._said(note, self.own) for note in self._catalog.notes}

    @cached_property
    def own(self) -> Mapping[str, tuple[str, ...]]:
        """What each note says itself, by source."""
        return {note.source: self._own(note) for note in self._catalog.notes}

    def _own(self, note: Note) -> tuple[str, ...]:
        values = self._kind.values(note, self._catalog.paper(note))
        return tuple(filter(None, map(one_line, values)))

    def _said(self, note: Note, own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        said = own[note.source]
        is_written = self._kind.key and note.values.get(self._kind.key) is not None
        if said or is_written or not self._kind.is_inherited:
            return said
        others = self._catalog.translations(note)
        # what a note that is in no list says must not list another one
        heard = (own[other.source] for other in others if note.unlisted or not other.unlisted)
        return next(filter(None, heard), ())

    @cached_property
    def _keys(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the terms of each note, by source."""
        return {
            source: tuple(dict.fromkeys(map(self.key_of, said)))
            for source, said in self.spelt.items()
        }

    @cached_property
    def carriers(self) -> Mapping[str, tuple[Note, ...]]:
        """The listed notes of each term, by its key."""
        found: dict[str, list[Note]] = defaultdict(list)
        for note in self._catalog.notes:
            for key in self._keys[note.source] if not note.unlisted else ():
                found[key].append(note)
        return {key: tuple(notes) for key, notes in found.items()}

    @cached_property
    def pairs(self) -> Mapping[str, tuple[str, ...]]:
        """The translation keys of the notes of each term, newest first."""
        rank = {key: number for number, key in enumerate(self._catalog.keys)}
        return {
            key: tuple(sorted({self._catalog.key(note) for note in notes}, key=rank.__getitem__))
            for key, notes in self.carriers.items()
        }

    @cached_property
    def by_key(self) -> Mapping[str, Term]:
        """The terms that listed notes carry, by key."""
        slugs = self._slugs()
        return {
            key: Term(
                self._kind.name,
                key,
                self._names(key),
                slugs[key],
                entry.descriptions if (entry := self._table.entries.get(key)) else {},
                self.spellings[key][""],
                is_mapped=entry is not None,
            )
            for key in self.carriers
        }

    @cached_property
    def by_note(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms of each note, by source, without those that no listed note carries."""
        terms = self.by_key
        return {
            source: tuple(terms[key] for key in keys if key in terms)
            for source, keys in self._keys.items()
        }

    def ordered(self, language: str) -> tuple[Term, ...]:
        """All terms in the order for readers of a language."""
        if language not in self._orders:
            self._orders[language] = tuple(self._in_order(language))
        return self._orders[language]

    def _in_order(self, language: str) -> list[Term]:
        terms = sorted(self.by_key.values(), key=lambda term: (term.name(language), term.key))
        by_name = self._kind.name in BY_NAME
        if self._options:
            by_name = self._options.order == "name"
        if not by_name:
            terms.sort(key=lambda term: -len(self.pairs[term.key]))
        elif self._kind.name == "years":
            terms.reverse()
        return terms

    @cached_property
    def spellings(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """How listed notes spell each term, by key and language, the most frequent spelling first.

        The language `""` has the spellings of all languages.
        """
        listed = (note for note in self._catalog.notes if not note.unlisted)
        said = ((note.language, text) for note in listed for text in self.own[note.source])
        counted: dict[str, dict[str, Counter[str]]] = {}
        for (language, spelling), number in Counter(said).items():
            found = counted.setdefault(self.key_of(spelling), {})
            for name in ("", language):
                found.setdefault(name, Counter())[spelling] += number
        return {
            key: {language: _most_frequent_first(found) for language, found in by_language.items()}
            for key, by_language in counted.items()
        }

    def spellings_of_one_term(self) -> Iterator[Problem]:
        """Spellings that were read as one term."""
        return spellings_of_one_term(self._catalog, self._kind, self.own, self._table)

    def pairs_to_be_mapped(self) -> Iterator[Pair]:
        """Terms that are not in the table, and may be each other's translations."""
        if not self._kind.is_translated:
            return iter(())
        spelt = {text for said in self.own.values() for text in said}
        keys = {text: self.key_of(text) for text in spelt if not self._entry(text)}
        return pairs_to_be_mapped(self._catalog, self._kind, self.own, keys)

    def _entry(self, spelling: str) -> TermEntry | None:
        return self._entry_of.get(self._kind.fold(spelling))

    def _names(self, key: str) -> Mapping[str, str]:
        entry, languages = self._table.entries.get(key), self._catalog.languages
        if entry and entry.names:
            return entry.names
        if self._kind.name == "states":
            labels = self._settings.labels
            return {
                language: labels_for(language, labels)(f"state.{key}") for language in languages
            }
        spelt = self.spellings[key]
        if not self._kind.is_translated:
            return {"": spelt[""][0]}
        return {language: spelt[language][0] for language in languages if language in spelt}

    def _slugs(self) -> Mapping[str, Mapping[str, str]]:
        """The slugs of all terms by key and language."""
        wanted = {key: slug_of(self._word(key)) for key in self.carriers}
        found: dict[str, dict[str, str]] = {key: {} for key in wanted}
        for language in self._catalog.languages:
            given = dict(self._given_slugs(language))
            for key, slug in unique_slugs(wanted, given).items():
                found[key][language] = slug
        return found

    def _word(self, key: str) -> str:
        """What the slug of a term is made from: its key if the author chose it, or a spelling."""
        is_chosen = key in self._table.entries or self._kind.name == "states"
        return key if is_chosen else self.spellings[key][""][0]

    def _given_slugs(self, language: str) -> Iterator[tuple[str, str]]:
        for key, entry in self._table.entries.items():
            if key in self.carriers and (slug := of_language(entry.slugs, language)):
                yield key, slug


def _most_frequent_first(found: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda spelling: (-found[spelling], spelling)))

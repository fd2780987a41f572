"""Chooses the notes of a list that a page asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_papernotes.directives.list_directive import ListDirective, Sort
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.text import nearest

Sources = frozenset[str]
"""The sources of notes."""


@dataclass(frozen=True)
class Unknown:
    """A name in a directive that no listed note has."""

    option: str
    given: str
    near: str
    """The name that is probably meant; often empty."""


@dataclass
class Chosen:
    """The notes of a list in order, and what is wrong with the names that were given."""

    notes: Sequence[Note] = ()
    unknown: list[Unknown] = field(default_factory=list)


class ChosenNotes:
    """Finds the notes of a site that have what a list asks for."""

    def __init__(self, content: Content):
        self._content = content

    def find(self, directive: ListDirective, language: str, page: Note | None = None) -> Chosen:
        """The notes of a list on a page in a language; `page` is the note that it is on.

        Only listed notes are found, and not that note, in none of its languages.
        """
        catalog = self._content.catalog
        found = Chosen()
        sets = [self._with_any(name, names, found) for name, names in directive.filters.items()]
        wanted = frozenset.intersection(*sets) if sets else None
        own = catalog.versions(page).values() if page else ()
        notes = [
            note
            for note in catalog.select(language, "current" if directive.languages == "current" else "all")
            if note not in own and (wanted is None or note.source in wanted)
        ]
        if directive.languages == "paired":
            notes = self._paired(notes, language)
        notes.sort(key=_ORDERS[directive.sort])
        end = None if directive.limit is None else directive.offset + directive.limit
        found.notes = notes[directive.offset : end]
        return found

    def _paired(self, notes: Sequence[Note], language: str) -> list[Note]:
        """One version of each note, in the readers' language if there is one."""
        catalog = self._content.catalog
        ranks = {tag: rank for rank, tag in enumerate(catalog.languages)}
        best: dict[str, Note] = {}
        for note in sorted(notes, key=lambda n: (n.language != language, ranks[n.language])):
            best.setdefault(catalog.key(note), note)
        return [note for note in notes if best[catalog.key(note)] is note]

    def _with_any(self, option: str, names: Sequence[str], found: Chosen) -> Sources:
        """The sources of the notes that have one of the names."""
        sources: set[str] = set()
        for name in names:
            has = self._papers(name) if option == "paper" else self._named(option, name)
            if not has:
                known = self._known(option)
                found.unknown.append(Unknown(option, name, nearest(name, known)))
            sources |= has
        return frozenset(sources)

"""Chooses the notes of a list that a page asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from mkdocs_papernotes.directives.list_directive import ListDirective, Sort
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.text import nearest

_KINDS = {
    "tags": ("tags",),
    "direction": ("directions",),
    "author": ("authors", "note_authors"),
    "state": ("states",),
}
"""The kinds of terms that the names of an option may be."""
_MAY_BE_NEW = {"state", "year"}
"""Options whose names are known without any note that has them."""


@dataclass(frozen=True)
class Unknown:
    """A name in a directive that no listed note has."""

    option: str
    given: str
    near: str
    """The name that is probably meant; often empty."""


class ChosenNotes:
    """Finds the notes of a site that have what a list asks for.

    A note has what it or one of its translations has; only its year is that of its own date.
    """

    def __init__(self, content: Content):
        self._content = content
        self._found: dict[tuple[ListDirective, str], tuple[Note, ...]] = {}
        self._unknown: dict[ListDirective, tuple[Unknown, ...]] = {}

    def find(
        self, directive: ListDirective, language: str, page: Note | None = None
    ) -> tuple[Note, ...]:
        """The notes of a list on a page in a language, in order; `page` is the note that it is on.

        Only listed notes are found, and not that note, in none of its languages.
        """
        key = self._content.catalog.key
        own = key(page) if page else ""
        others = (note for note in self._all(directive, language) if not own or key(note) != own)
        end = None if directive.limit is None else directive.offset + directive.limit
        return tuple(islice(others, directive.offset, end))

    def unknown(self, directive: ListDirective) -> tuple[Unknown, ...]:
        """The names in a directive that no listed note has."""
        if directive not in self._unknown:
            self._unknown[directive] = tuple(self._find_unknown(directive))
        return self._unknown[directive]

    def _all(self, directive: ListDirective, language: str) -> tuple[Note, ...]:
        """The notes that a directive asks for on any page; many pages may have the same one."""
        directive = replace(directive, limit=None, offset=0, style="titles", group="")
        if (directive, language) not in self._found:
            catalog = self._content.catalog
            notes = catalog.arranged(self._wanted(directive), language, directive.languages)
            order = _ORDERS[directive.sort]
            self._found[directive, language] = tuple(sorted(notes, key=order))
        return self._found[directive, language]

    def _wanted(self, directive: ListDirective) -> list[Note]:
        """The listed notes in all languages that have what a directive asks for."""
        catalog, years = self._content.catalog, directive.year
        wanted = [
            {key for name in names for key in self._keys(option, name)}
            for option, names in directive.filters.items()
            if option != "year"
        ]
        keys = set.intersection(*wanted) if wanted else catalog.by_key.keys()
        return [
            note
            for key in keys
            for note in catalog.by_key[key].values()
            if not note.unlisted
            and (not years or (note.date is not None and str(note.date.year) in years))
        ]

    def _find_unknown(self, directive: ListDirective) -> Iterator[Unknown]:
        for option, names in directive.filters.items():
            for name in names if option not in _MAY_BE_NEW else ():
                if not self._keys(option, name):
                    known = self._names(option)
                    near = nearest(name, known)
                    yield Unknown(option, name, known.get(near, ""))

    def _keys(self, option: str, name: str) -> Sequence[str]:
        """The translation keys of the listed notes that have a name."""
        if option == "paper":
            return [key for each in _identifiers(name) for key in self._papers.get(each, ())]
        terms = self._content.terms
        found = (terms.find(kind, name) for kind in _KINDS[option])
        return [key for term in found if term for key in terms.pairs(term)]

    def _names(self, option: str) -> Mapping[str, str]:
        """What notes have, by the same in small letters."""
        if option == "paper":
            return {name.lower(): name for name in self._papers}
        terms = [term for kind in _KINDS[option] for term in self._content.terms.of_kind(kind)]
        return {name.lower(): name for term in terms for name in (*term.spellings, term.key)}

    @cached_property
    def _papers(self) -> Mapping[str, Sequence[str]]:
        """The translation keys of the listed notes on each paper, by each of its identifiers."""
        found: dict[str, list[str]] = defaultdict(list)
        for work in self._content.works.all:
            keys = [key for key, _ in work.listed()]
            papers = [
                self._content.catalog.paper(note)
                for versions in work.notes.values()
                for note in versions.values()
            ]
            names = {
                name
                for paper in papers
                for name in (
                    paper.arxiv.key if paper.arxiv else "",
                    paper.doi.key if paper.doi else "",
                    paper.citation_key,
                )
            }
            for name in filter(None, names):
                found[name] += keys
        return {name: keys for name, keys in found.items() if keys}


def _identifiers(text: str) -> list[str]:
    """The forms in which a text may name a paper: an arXiv id, a DOI, a citation key."""
    found = [text]
    for parse in (ArxivId.parse, Doi.parse):
        with suppress(ValueError):
            found.append(parse(text).key)
    return list(dict.fromkeys(found))


# `select` has put the notes in the order of their dates, which remains among equals.
_ORDERS: Mapping[Sort, Callable[[Note], float | str]] = {
    "date": lambda note: 0,
    "rating": lambda note: -note.rating,
    "title": lambda note: note.title.casefold(),
    "updated": lambda note: _age(note),
}


def _age(note: Note) -> float:
    """How long ago a note was changed or, if it does not say that, written; greatest if unknown."""
    moment = note.updated or note.date
    return -moment.timestamp() if moment else float("inf")

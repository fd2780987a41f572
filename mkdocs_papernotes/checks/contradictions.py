"""Notes that contradict each other about the same paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.identifiers import Doi
from mkdocs_papernotes.papers.paper import Paper, agree
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class _SharedField:
    """A field of the paper that must have the same value in all languages."""

    name: str
    """The attribute of `Paper`."""
    keys: tuple[str, ...]
    """The front-matter keys that may hold it; the first one that a note has is reported."""
    same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other)

    def line(self, note: Note) -> tuple[int, str]:
        """The line on which a note states the field, counted from 1, and the key."""
        for key in (*self.keys, "paper"):
            if key in note.line_of:
                return note.line_of[key], key
        return 0, self.keys[0]


def _same_doi(one: Doi, other: Doi) -> bool:
    """Whether two DOIs may be of one paper, which may have one from arXiv and one from a publisher.

    Of DOIs from arXiv, the arXiv ids are compared instead.
    """
    return one == other or one.is_arxiv or other.is_arxiv


_FIELDS = (
    _SharedField("arxiv", ("paper.arxiv", "paper.doi"), lambda one, other: one.key == other.key),
    _SharedField("doi", ("paper.doi",), _same_doi),
    _SharedField("citation_key", ("paper.citation_key",)),
    _SharedField("type", ("paper.type",)),
    _SharedField("date", ("paper.date", "paper.issued", "paper.year"), agree),
    _SharedField("pages", ("paper.pages",)),
    _SharedField("page", ("paper.page", "paper.pages")),
)
"""Titles, authors, venues and texts are not compared, because they may be translated."""


def find_contradicting_versions(catalog: Catalog) -> Iterator[Problem]:
    """One warning for each field in which a note contradicts one of its translations.

    Only values that the notes themselves state are compared. The warning names the note whose
    language comes later in the site's languages.
    """
    for versions in catalog.by_key.values():
        said: list[tuple[Note, Paper]] = []
        for note in versions.values():
            if note.paper is None:
                continue
            for field in _FIELDS:
                yield from _contradiction(field, note, note.paper, said)
            said.append((note, note.paper))


def find_contradicting_notes(works: Works) -> Iterator[Problem]:
    """One warning for each note that gives a different arXiv id or DOI for the same paper.

    Such notes share a work because another of their identifiers is the same.
    """
    for work in works.all:
        keys = list(work.notes)
        first = works.pair_paper(keys[0])
        for key in keys[1:]:
            note = next(iter(work.notes[key].values()))
            other = next(iter(work.notes[keys[0]].values()))
            for field in _FIELDS[:2]:
                here, there = getattr(works.pair_paper(key), field.name), getattr(first, field.name)
                if here and there and not field.same(here, there):
                    line, path = field.line(note)
                    values = {"given": here, "there": there, "place": other.source}
                    yield Problem("contradicting-notes", note.source, line, path, values)


def _contradiction(
    field: _SharedField, note: Note, paper: Paper, said: list[tuple[Note, Paper]]
) -> Iterator[Problem]:
    here = getattr(paper, field.name)
    for other, its_paper in said:
        there = getattr(its_paper, field.name)
        if here and there and not field.same(here, there):
            line, key = field.line(note)
            place = ":".join(str(part) for part in (other.source, field.line(other)[0]) if part)
            values = {"given": here, "there": there, "place": place}
            yield Problem("contradicting-versions", note.source, line, key, values)
            return

"""Notes of one pair that say different things of their paper."""

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
    """What must be the same in all languages; the first of `keys` that stands there says it."""

    name: str
    keys: tuple[str, ...]
    same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other)

    def line(self, note: Note) -> tuple[int, str]:
        """Where a note says it, and under which key."""
        for key in (*self.keys, "paper"):
            if key in note.line_of:
                return note.line_of[key], key
        return 0, self.keys[0]


def _same_doi(one: Doi, other: Doi) -> bool:
    """Two that arXiv gave are compared by their arXiv ids."""
    return one == other or (one.is_arxiv and other.is_arxiv)


_FIELDS = (
    _SharedField("arxiv", ("paper.arxiv", "paper.doi"), lambda one, other: one.key == other.key),
    _SharedField("doi", ("paper.doi",), _same_doi),
    _SharedField("citation_key", ("paper.citation_key",)),
    _SharedField("type", ("paper.type",)),
    _SharedField("date", ("paper.date", "paper.issued", "paper.year"), agree),
    _SharedField("pages", ("paper.pages",)),
    _SharedField("page", ("paper.page", "paper.pages")),
)
"""Titles, authors, venues and texts may be translated."""


def find_contradicting_versions(catalog: Catalog) -> Iterator[Problem]:
    """One warning for each field in which a note contradicts a version of it in another language.

    Values are those that the notes themselves state. Of the two notes it stands at the one whose
    language was configured later.
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
    """One warning for each pair of notes whose paper has another identifier than its work's.

    They discuss one paper, for another identifier is the same.
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
                    values = {"given": here, "there": there, "place": (other.source,)}
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
            values = {"given": here, "there": there, "place": (place,)}
            yield Problem("contradicting-versions", note.source, line, key, values)
            return

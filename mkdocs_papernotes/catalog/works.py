"""Works: the papers of a site, each with all notes that discuss it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.paper import Paper


@dataclass(frozen=True, eq=False)
class Work:
    """One paper, as its notes together describe it."""

    key: str
    """The translation key of the first pair of notes that discusses it; unique."""
    paper: Paper
    notes: Mapping[str, Mapping[str, Note]]
    """Its notes by translation key and language, the newest first."""

    def listed(self) -> Iterator[tuple[str, Mapping[str, Note]]]:
        """The notes that stand in lists."""
        for key, versions in self.notes.items():
            shown = {name: note for name, note in versions.items() if not note.unlisted}
            if shown:
                yield key, shown


class Works:
    """The works of a catalogue: notes with one arXiv id, DOI or citation key discuss one paper."""

    def __init__(self, catalog: Catalog):
        self._catalog = catalog
        self.all = tuple(self._find())
        self._by_note_key = {key: work for work in self.all for key in work.notes}

    def pair_paper(self, key: str) -> Paper:
        """What one pair of notes says of its paper."""
        return self._pair_papers[key]

    def of(self, note: Note) -> Work | None:
        """The work that a note discusses, or `None` for a note without a paper."""
        return self._by_note_key.get(self._catalog.key(note))

    def _find(self) -> Iterator[Work]:
        papers = self._pair_papers = dict(self._papers())
        identifiers = {key: tuple(_identifiers(paper)) for key, paper in papers.items()}
        for keys in _grouped(identifiers):
            first, *others = (papers[key] for key in keys)
            notes = {key: self._catalog.by_key[key] for key in keys}
            yield Work(keys[0], first.inherit(others), notes)

    def _papers(self) -> Iterator[tuple[str, Paper]]:
        """The paper of each pair of notes, in the words of its first language, newest first."""
        for key in self._catalog.keys:
            first = next(iter(self._catalog.by_key[key].values()))
            paper = self._catalog.paper(first)
            if paper != Paper():
                yield key, paper


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.arxiv:
        yield "arxiv", paper.arxiv.id
    if paper.doi:
        yield "doi", paper.doi.id.lower()
    if paper.citation_key:
        yield "key", paper.citation_key


def _grouped(identifiers: Mapping[str, Iterable[tuple[str, str]]]) -> list[list[str]]:
    """Keys that share an identifier, directly or through others, in the order given."""
    order = {key: number for number, key in enumerate(identifiers)}
    parent = {key: key for key in identifiers}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    holder: dict[tuple[str, str], str] = {}
    for key, names in identifiers.items():
        for name in names:
            earlier, later = sorted(
                (root(key), root(holder.setdefault(name, key))), key=order.__getitem__
            )
            parent[later] = earlier
    groups: dict[str, list[str]] = defaultdict(list)
    for key in identifiers:
        groups[root(key)].append(key)
    return list(groups.values())

"""Works: the papers that a site discusses, each with its notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.wording import in_own_words, other_title
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.paper import Paper


@dataclass(frozen=True, eq=False)
class Work:
    """One paper and all notes that discuss it."""

    key: str
    """The translation key of the newest note on the paper; unique among works."""
    paper: Paper
    """The paper in its own words, see `catalog.wording`; newer notes come before older ones."""
    other_title: str
    """Its title in another language."""
    notes: Mapping[str, Mapping[str, Note]]
    """The notes by translation key and language, newest first."""

    def listed(self) -> Iterator[tuple[str, Mapping[str, Note]]]:
        """The notes that lists show: their translation keys, and the notes by language."""
        for key, versions in self.notes.items():
            shown = {name: note for name, note in versions.items() if not note.unlisted}
            if shown:
                yield key, shown


class Works:
    """The works of a catalogue. Notes that share an arXiv id, DOI or citation key share a work."""

    def __init__(self, catalog: Catalog):
        self._catalog = catalog
        self.all = tuple(self._find())
        self._by_note_key = {key: work for work in self.all for key in work.notes}

    def cited(self, key: str) -> Paper:
        """The paper of a note and its translations in its own words, completed by other notes.

        `key` is their translation key.
        """
        return self._cited[key]

    def pair_paper(self, key: str) -> Paper:
        """The paper as one note and its translations describe it, by their translation key."""
        return self._pair_papers[key]

    def of(self, note: Note) -> Work | None:
        """The work that a note discusses; `None` for a note without a paper."""
        return self._by_note_key.get(self._catalog.key(note))

    def _find(self) -> Iterator[Work]:
        papers = self._pair_papers = dict(self._papers())
        self._cited: dict[str, Paper] = {}
        identifiers = {key: tuple(_identifiers(paper)) for key, paper in papers.items()}
        for keys in _grouped(identifiers):
            notes = {key: self._catalog.by_key[key] for key in keys}
            said = {key: tuple(self._catalog.wordings(key)) for key in keys}
            everything = [each for pair in said.values() for each in pair]
            paper = in_own_words(everything)
            for key, pair in said.items():
                others = (each for other in keys if other != key for each in said[other])
                self._cited[key] = in_own_words([*pair, *others])
            yield Work(keys[0], paper, other_title(paper, everything), notes)

    def _papers(self) -> Iterator[tuple[str, Paper]]:
        """Each translation key and its paper, in the words of the first language, newest first."""
        for key in self._catalog.keys:
            first = next(iter(self._catalog.by_key[key].values()))
            paper = self._catalog.paper(first)
            if paper != Paper():
                yield key, paper


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.arxiv:
        yield "arxiv", paper.arxiv.key
    if paper.doi:
        yield "doi", paper.doi.key
    if paper.citation_key:
        yield "key", paper.citation_key


def _grouped(identifiers: Mapping[str, Iterable[tuple[str, str]]]) -> list[list[str]]:
    """Groups of keys that share an identifier, directly or through other keys.

    Groups and the keys in them keep the order of `identifiers`.
    """
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

"""The citations that a site offers: of each paper and each note, in every format, as files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from mkdocs_papernotes.addresses import beside
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.citation.bibtex import write_bibtex
from mkdocs_papernotes.citation.csl import write_csl
from mkdocs_papernotes.citation.key import with_keys
from mkdocs_papernotes.citation.reference import Reference, note_reference, paper_reference
from mkdocs_papernotes.citation.ris import write_ris
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note

_WRITERS = (
    ("BibTeX", "bib", write_bibtex),
    ("RIS", "ris", write_ris),
    ("CSL-JSON", "json", write_csl),
)


@dataclass(frozen=True)
class Citation:
    """A citation in one format."""

    format: str
    """The format's own name."""
    text: str
    url: str
    """The file that holds it, below the site's root."""
    file_name: str
    """The name that a reader's copy gets: its key and what the format ends in."""


@dataclass(frozen=True)
class CitationFile:
    """A file of citations, whose text is computed when it is written."""

    url: str
    """Below the site's root."""
    owner: str
    """What it belongs to: the source of a note, or a few words."""
    write: Callable[[], str]


class Citations:
    """Writes the citations of a site. Keys are unique over all of its papers and notes."""

    def __init__(self, catalog: Catalog, works: Works, languages: Languages):
        self._catalog, self._works, self._languages = catalog, works, languages
        self._texts: dict[str, list[tuple[str, str, str]]] = {}

    def of_paper(self, note: Note) -> tuple[Citation, ...]:
        """The citations of the paper that a note discusses, as files beside the note."""
        name = _paper(self._catalog.key(note))
        if name not in self._references or not self._can_cite(self._references[name]):
            return ()
        file_name = _file_name(self._references[name])
        return tuple(
            Citation(format_, text, beside(note.url, f"cite.{ending}"), f"{file_name}.{ending}")
            for format_, ending, text in self._written(name)
        )

    def of_note(self, note: Note) -> Citation:
        """The citation of a note itself, in BibTeX."""
        reference = self._references[_note(note)]
        text = write_bibtex([reference])
        return Citation(
            "BibTeX", text, beside(note.url, "note.bib"), f"{_file_name(reference)}.bib"
        )

    def exports(self) -> Iterator[tuple[str, str]]:
        """Name and address of each file with all papers that listed notes discuss."""
        if self._works.all:
            for name, ending, _ in _WRITERS:
                yield name, f"papers.{ending}"

    def files(self) -> Iterator[CitationFile]:
        """All files of citations: of all papers, of each paper, and of each note."""
        for (_, _, write), (_, url) in zip(_WRITERS, self.exports(), strict=False):
            yield CitationFile(url, "the list of papers", partial(self._of_all_papers, write))
        for note in self._catalog.notes:
            for citation in (*self.of_paper(note), self.of_note(note)):
                yield CitationFile(citation.url, note.source, partial(str, citation.text))

    def _of_all_papers(self, write: Callable[[Iterable[Reference]], str]) -> str:
        found = [
            self._references[_paper(work.key)] for work in self._works.all if any(work.listed())
        ]
        return write(sorted(filter(self._can_cite, found), key=lambda reference: reference.key))

    @staticmethod
    def _can_cite(reference: Reference) -> bool:
        return bool(reference.title or reference.doi or reference.arxiv)

    def _written(self, name: str) -> Sequence[tuple[str, str, str]]:
        """A paper's citations by format, written once for all of its notes."""
        key = self._references[name].key
        if key not in self._texts:
            self._texts[key] = [
                (format_, ending, write([self._references[name]]))
                for format_, ending, write in _WRITERS
            ]
        return self._texts[key]

    @cached_property
    def _references(self) -> dict[str, Reference]:
        """By the names of `_paper` and `_note`; notes that agree on a paper have one in common."""
        found: dict[str, Reference] = {}
        same: dict[str, str] = {}
        for work in self._works.all:
            found[_paper(work.key)] = whole = paper_reference(work.paper)
            for key in work.notes:
                own = paper_reference(self._works.pair_paper(key).inherit([work.paper]))
                if own == whole:
                    same[_paper(key)] = _paper(work.key)
                else:
                    found[_paper(key)] = own
        found |= {_note(note): self._of_note(note) for note in self._catalog.notes}
        keyed = with_keys(found)
        return keyed | {name: keyed[other] for name, other in same.items()}

    def _of_note(self, note: Note) -> Reference:
        return note_reference(
            title=note.title,
            authors=[person.name for person in note.authors],
            translators=[person.name for person in note.translators],
            url=self._languages.absolute(note.url, note.language) or "",
            site_name=self._languages.title(note.language),
            language=note.language,
            date=note.date.date() if note.date else None,
        )


def _file_name(reference: Reference) -> str:
    """A key such as `DBLP:conf/nips/x` without what no file may be called."""
    return re.sub("[/:]+", "-", reference.key)


def _paper(key: str) -> str:
    return f"paper {key}"


def _note(note: Note) -> str:
    return f"note {note.source}"

"""The citations that a site offers: of each paper and each note, in every format, as files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from mkdocs_papernotes.addresses import beside
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.citation.formats import FORMATS, CitationFormat
from mkdocs_papernotes.citation.key import with_keys
from mkdocs_papernotes.citation.reference import Reference, note_reference, paper_reference
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers import facts


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


@dataclass(frozen=True)
class _NoteFile:
    """A reference in one format, as a file beside a note."""

    note: Note
    stem: str
    """The name of the file without its extension."""
    reference: Reference
    format: CitationFormat

    @property
    def url(self) -> str:
        return beside(self.note.url, self.format.file_name(self.stem))


class Citations:
    """Writes the citations of a site. Keys are unique over all of its papers and notes."""

    def __init__(
        self,
        catalog: Catalog,
        works: Works,
        languages: Languages,
        formats: Sequence[CitationFormat] = FORMATS,
    ):
        self._catalog, self._works, self._languages = catalog, works, languages
        self._formats = formats
        self._texts: dict[tuple[str, CitationFormat], str] = {}

    def of_paper(self, note: Note) -> tuple[Citation, ...]:
        """The citations of the paper that a note discusses.

        The files are written once for a note in all its languages, beside its first listed version.
        """
        return tuple(map(self._citation, self._paper_files(note)))

    def of_note(self, note: Note) -> Citation:
        """The citation of a note itself, in the first format."""
        return self._citation(self._note_file(note))

    def exports(self) -> Iterator[tuple[str, str]]:
        """Name and address of each file with all papers that listed notes discuss."""
        if self._works.all:
            for format_ in self._formats:
                yield format_.name, format_.file_name("papers")

    def files(self) -> Iterator[CitationFile]:
        """All files of citations: of all papers, of each paper, and of each note."""
        for format_, (_, url) in zip(self._formats, self.exports(), strict=False):
            yield CitationFile(url, "the list of papers", partial(self._of_all_papers, format_))
        for note in self._catalog.notes:
            for file in (*self._paper_files(note), self._note_file(note)):
                if file.note is note:
                    write = partial(self._text, file.reference, file.format)
                    yield CitationFile(file.url, note.source, write)

    def _paper_files(self, note: Note) -> list[_NoteFile]:
        work = self._works.of(note)
        if work is None or not facts.is_identified(work.paper):
            return []
        reference = self._references[_paper(self._catalog.key(note))]
        versions = list(self._catalog.versions(note).values())
        first = next((version for version in versions if not version.unlisted), versions[0])
        return [_NoteFile(first, "cite", reference, format_) for format_ in self._formats]

    def _note_file(self, note: Note) -> _NoteFile:
        return _NoteFile(note, "note", self._references[_note(note)], self._formats[0])

    def _citation(self, file: _NoteFile) -> Citation:
        return Citation(
            file.format.name,
            self._text(file.reference, file.format),
            file.url,
            file.format.file_name(_file_stem(file.reference)),
        )

    def _text(self, reference: Reference, format_: CitationFormat) -> str:
        """A reference in a format, written once for all notes on a paper."""
        place = reference.key, format_
        if place not in self._texts:
            self._texts[place] = format_.write([reference])
        return self._texts[place]

    def _of_all_papers(self, format_: CitationFormat) -> str:
        found = [
            self._references[_paper(work.key)]
            for work in self._works.all
            if any(work.listed()) and facts.is_identified(work.paper)
        ]
        return format_.write(sorted(found, key=lambda reference: reference.key))

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


def _file_stem(reference: Reference) -> str:
    """A key such as `DBLP:conf/nips/x` without what no file may be called."""
    return re.sub("[/:]+", "-", reference.key)


def _paper(key: str) -> str:
    return f"paper {key}"


def _note(note: Note) -> str:
    return f"note {note.source}"

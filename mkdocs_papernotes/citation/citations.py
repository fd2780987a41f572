"""The citations that a site offers: of each paper and each note, as text and as files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from mkdocs_papernotes.addresses import beside
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Work, Works
from mkdocs_papernotes.citation.formats import FORMATS, CitationFormat
from mkdocs_papernotes.citation.key import with_keys
from mkdocs_papernotes.citation.reference import Reference, note_reference, paper_reference
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper


@dataclass(frozen=True)
class Citation:
    """A citation of one paper or note in one format."""

    format: str
    """The name of the format, such as `BibTeX`."""
    text: str
    url: str
    """The address of its file, relative to the site's root."""
    file_name: str
    """The name of the file when a reader downloads it: citation key and extension."""


@dataclass(frozen=True)
class CitationFile:
    """A file with one or more citations. Its text is computed when the file is written."""

    url: str
    """The address, relative to the site's root."""
    owner: str
    """What the file belongs to, for messages: the source of a note, or a few words."""
    write: Callable[[], str]
    """Returns the text of the file."""


@dataclass(frozen=True)
class _NoteFile:
    """A file with one reference, in the folder of a note."""

    note: Note
    stem: str
    """The name of the file without its extension."""
    reference: str
    """Its name."""
    format: CitationFormat

    @property
    def url(self) -> str:
        return beside(self.note.url, self.format.file_name(self.stem))


class Citations:
    """Makes the citations of a site. Citation keys are unique among all its papers and notes."""

    def __init__(
        self,
        catalog: Catalog,
        works: Works,
        languages: Languages,
        formats: Sequence[CitationFormat] = FORMATS,
    ):
        self._catalog, self._works, self._languages = catalog, works, languages
        self._formats = formats
        self._known: dict[str, str] | None = None
        self._texts: dict[str, str] = {}
        """The texts of files, by citation key and format; without a key that with all papers."""
        self._loaded = 0
        self._of_papers: dict[str, tuple[Citation, ...]] = {}
        """The citations of papers, by the key of a note and its translations."""

    def load(self, data: bytes) -> None:
        """Take what `to_json` gave for a site of which all that citations say is the same."""
        self._known, self._texts = json.loads(data)
        self._loaded = len(self._texts)

    @property
    def is_loaded(self) -> bool:
        """Whether everything that was asked for had been loaded."""
        return self._loaded == len(self._texts)

    def to_json(self) -> bytes:
        """All citations that were asked for."""
        return json.dumps([self._keys, self._texts], ensure_ascii=False).encode()

    def make_all(self) -> None:
        """Make all citations of papers and notes that were not loaded, before one is asked for."""
        for note in self._catalog.notes:
            for file in (*self._paper_files(note), self._note_file(note)):
                self._text(file.reference, file.format)

    def of_paper(self, note: Note) -> tuple[Citation, ...]:
        """The citations of the paper that a note discusses, one in each format.

        A note and its translations share the files, which are beside the first listed version.
        """
        key = self._catalog.key(note)
        if key not in self._of_papers:
            self._of_papers[key] = tuple(map(self._citation, self._paper_files(note)))
        return self._of_papers[key]

    def of_note(self, note: Note) -> Citation:
        """The citation of a note itself, in the first format."""
        return self._citation(self._note_file(note))

    def keys_of(self, work: Work) -> list[str]:
        """The citation keys of a paper, which its notes may describe in different ways."""
        keys = (self._keys[_paper(key)] for key in (work.key, *work.notes))
        return list(dict.fromkeys(keys))

    def exports(self) -> Iterator[tuple[str, str]]:
        """The format name and address of each file with all papers that listed notes discuss."""
        if self._works.all:
            for format_ in self._formats:
                yield format_.name, format_.file_name("papers")

    def files(self) -> Iterator[CitationFile]:
        """All citation files: those with all papers, those of each paper and of each note."""
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
        reference = _paper(self._catalog.key(note))
        versions = list(self._catalog.versions(note).values())
        first = next((version for version in versions if not version.unlisted), versions[0])
        return [_NoteFile(first, "cite", reference, format_) for format_ in self._formats]

    def _note_file(self, note: Note) -> _NoteFile:
        return _NoteFile(note, "note", _note(note), self._formats[0])

    def _citation(self, file: _NoteFile) -> Citation:
        return Citation(
            file.format.name,
            self._text(file.reference, file.format),
            file.url,
            file.format.file_name(_file_stem(self._keys[file.reference])),
        )

    def _text(self, name: str, format_: CitationFormat) -> str:
        """A reference in one format, cached because several notes may share a reference."""
        cache_key = f"{self._keys[name]} {format_.name}"
        if cache_key not in self._texts:
            self._texts[cache_key] = format_.write([self._references[name]])
        return self._texts[cache_key]

    def _of_all_papers(self, format_: CitationFormat) -> str:
        cache_key = f" {format_.name}"
        if cache_key not in self._texts:
            found = [
                self._references[_paper(work.key)]
                for work in self._works.all
                if any(work.listed()) and facts.is_identified(work.paper)
            ]
            ordered = sorted(found, key=lambda reference: reference.key)
            self._texts[cache_key] = format_.write(ordered)
        return self._texts[cache_key]

    @property
    def _keys(self) -> dict[str, str]:
        """The citation keys of all references, by their names."""
        if self._known is None:
            self._known = {name: each.key for name, each in self._references.items()}
        return self._known

    @cached_property
    def _references(self) -> dict[str, Reference]:
        """All references with unique keys, by the names that `_paper` and `_note` make.

        Notes that describe a paper in the same way share one reference.
        """
        found: dict[str, Reference] = {}
        same: dict[str, str] = {}
        for work in self._works.all:
            found[_paper(work.key)] = whole = _reference(work, work.paper)
            for key in work.notes:
                own = _reference(work, self._works.cited(key))
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
            authors=[person.parts for person in note.authors],
            translators=[person.parts for person in note.translators],
            url=self._languages.absolute(note.url, note.language) or "",
            site_name=self._languages.title(note.language),
            language=note.language,
            date=note.date.date() if note.date else None,
        )


def _reference(work: Work, paper: Paper) -> Reference:
    return paper_reference(paper, other_title=work.other_title)


def _file_stem(key: str) -> str:
    """A citation key such as `DBLP:conf/nips/x` as a file name: `DBLP-conf-nips-x`."""
    return re.sub("[/:]+", "-", key)


def _paper(key: str) -> str:
    """The name of a paper's reference; `key` is the translation key of a note on it."""
    return f"paper {key}"


def _note(note: Note) -> str:
    """The name of a note's own reference."""
    return f"note {note.source}"

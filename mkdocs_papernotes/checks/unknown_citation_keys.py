"""Notes that name a paper which no bibliography contains."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mkdocs_papernotes.bibliography.bibliography import nearest_key
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.checks.bibliography_entries import lacks_entry
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem


def find_unknown_citation_keys(catalog: Catalog, *, has_bibliography: bool) -> Iterator[Problem]:
    """One warning for each note, with its translations, whose citation key is in no bibliography.

    Where the paper's title is given, a `citation_key` needs no entry: it only sets the key in
    exports. Nor is a key reported whose file or entry cannot be read, which is a problem of
    its own.
    """
    for versions in catalog.by_key.values():
        stated = [note for note in versions.values() if note.paper and note.paper.citation_key]
        wrong = (note for note in stated if _needs_entry(note, catalog))
        for note in islice(wrong, 1):
            key = note.paper.citation_key if note.paper else ""
            path = "paper.citation_key" if "paper.citation_key" in note.line_of else "paper"
            line = note.line_of.get(path, 0)
            values = {"given": key, "near": nearest_key(catalog.bibliography, key)}
            name = "unknown-citation-key" if has_bibliography else "no-bibliography"
            yield Problem(name, note.source, line, path, values)


def _needs_entry(note: Note, catalog: Catalog) -> bool:
    """Whether the entry that a note names is missing, for no reason that is told by itself."""
    paper = note.paper
    if paper is None or not lacks_entry(catalog.bibliography, paper.citation_key):
        return False
    refers = "paper.citation_key" not in note.line_of  # by `paper: key`
    return refers or not catalog.paper(note).title

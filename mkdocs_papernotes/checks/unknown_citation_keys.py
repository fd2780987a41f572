"""Notes that name a paper which no bibliography contains."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.bibliography.bibliography import nearest_key
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.checks.bibliography_entries import lacks_entry
from mkdocs_papernotes.problems.problem import Problem


def find_unknown_citation_keys(catalog: Catalog, *, has_bibliography: bool) -> Iterator[Problem]:
    """One warning for each note, with its translations, whose citation key is in no bibliography.

    A note that also gives the paper's title needs no entry: there the key only sets the citation
    key in exports. Nor is a key reported whose file or entry cannot be read, which is a problem of
    its own.
    """
    for versions in catalog.by_key.values():
        stated = [note for note in versions.values() if note.paper and note.paper.citation_key]
        for note in stated[:1]:
            key = note.paper.citation_key if note.paper else ""
            if catalog.paper(note).title or not lacks_entry(catalog.bibliography, key):
                continue
            path = "paper.citation_key" if "paper.citation_key" in note.line_of else "paper"
            line = note.line_of.get(path, 0)
            values = {"given": key, "near": nearest_key(catalog.bibliography, key)}
            name = "unknown-citation-key" if has_bibliography else "no-bibliography"
            yield Problem(name, note.source, line, path, values)

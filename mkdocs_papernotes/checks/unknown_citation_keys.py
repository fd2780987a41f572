"""Notes that leave their paper to a bibliography that does not have it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.bibliography.bibliography import nearest_key
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.problems.problem import Problem


def find_unknown_citation_keys(catalog: Catalog) -> Iterator[Problem]:
    """One warning for each pair whose citation key is in no bibliography.

    A key with a title beside it is the name that the paper gets in exports, and needs no entry.
    """
    for versions in catalog.by_key.values():
        stated = [note for note in versions.values() if note.paper and note.paper.citation_key]
        for note in stated[:1]:
            key = note.paper.citation_key if note.paper else ""
            if key in catalog.bibliography.papers or catalog.paper(note).title:
                continue
            path = "paper.citation_key" if "paper.citation_key" in note.line_of else "paper"
            line = note.line_of.get(path, 0)
            values = {"given": key, "near": nearest_key(catalog.bibliography, key)}
            yield Problem("unknown-citation-key", note.source, line, path, values)

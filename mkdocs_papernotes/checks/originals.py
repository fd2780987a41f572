"""Pairs whose notes disagree about which of them is the original."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.languages.tags import same_language
from mkdocs_papernotes.problems.problem import Problem


def find_disagreeing_originals(catalog: Catalog) -> Iterator[Problem]:
    """One warning for each note that names another original than the first of its versions."""
    for versions in catalog.by_key.values():
        naming = [note for note in versions.values() if note.original_language]
        for note in naming[1:]:
            if not same_language(note.original_language, naming[0].original_language):
                line = note.line_of.get("original", 0)
                first = naming[0]
                place = f"{first.source}:{first.line_of.get('original', 0)}"
                values = {
                    "given": note.original_language,
                    "there": first.original_language,
                    "place": place,
                }
                yield Problem("originals-disagree", note.source, line, "original", values)

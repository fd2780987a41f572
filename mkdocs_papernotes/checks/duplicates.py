"""Notes in the same language with the same translation key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem


def find_duplicate_versions(catalog: Catalog) -> Iterator[Problem]:
    """One error for each translation key that several notes in one language have.

    Notes with the same address are not reported here but by `assembly.output`.
    """
    by_version: dict[tuple[str, str], list[Note]] = defaultdict(list)
    for note in catalog.notes:
        by_version[catalog.key(note), note.language].append(note)
    for (key, language), notes in by_version.items():
        if len({note.url for note in notes}) > 1:
            first, *others = sorted(notes, key=lambda note: note.source)
            values = {"given": key, "language": language, "others": [n.source for n in others]}
            line = first.line_of.get("translation_key", 0)
            yield Problem("same-translation-key", first.source, line, "translation_key", values)

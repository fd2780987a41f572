"""Notes that cannot both be: the same key and language twice, or one address for two files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem


def find_collisions(catalog: Catalog, others: Mapping[str, str]) -> Iterator[Problem]:
    """One error for each address, and each key and language, that several notes claim.

    `others` are pages that are no notes, by address.
    """
    by_url: dict[str, list[Note]] = defaultdict(list)
    by_version: dict[tuple[str, str], list[Note]] = defaultdict(list)
    for note in catalog.notes:
        by_url[note.url].append(note)
        by_version[catalog.key(note), note.language].append(note)
    reported = set()
    for url, notes in by_url.items():
        if len(notes) > 1:
            reported.add(frozenset(note.source for note in notes))
            yield _problem("same-address", notes, "", {"url": (url,)})
    for url in sorted(by_url.keys() & others.keys()):
        both = {"url": (url,), "others": (others[url],)}
        yield Problem("same-address", by_url[url][0].source, values=both)
    for (key, language), notes in by_version.items():
        if len(notes) > 1 and frozenset(note.source for note in notes) not in reported:
            values = {"given": key, "language": language}
            yield _problem("same-translation-key", notes, "translation_key", values)


def _problem(name: str, notes: list[Note], key: str, values: Mapping[str, object]) -> Problem:
    """The problem of the note whose path comes first; the message names the others."""
    first, *others = sorted(notes, key=lambda note: note.source)
    line = first.line_of.get(key, 0)
    sources = [note.source for note in others]
    return Problem(name, first.source, line, key, {**values, "others": sources})

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
            yield _problem(notes, "", f"would be written to the same address ({url})", "Rename one")
    for url in sorted(by_url.keys() & others.keys()):
        message = f"would be written to the same address ({url}) as {others[url]}"
        yield Problem.plain(by_url[url][0].source, 0, "", message, "Rename one", "error")
    for (key, language), notes in by_version.items():
        if len(notes) > 1 and frozenset(note.source for note in notes) not in reported:
            message = f"has the same translation key “{key}” in the same language ({language})"
            remedy = "Give one of them a `translation_key` of its own"
            yield _problem(notes, "translation_key", message, remedy)


def _problem(notes: list[Note], key: str, message: str, remedy: str) -> Problem:
    first, *others = sorted(notes, key=lambda note: note.source)
    names = ", ".join(note.source for note in others)
    line = first.line_of.get("translation_key", 0) if key else 0
    return Problem.plain(first.source, line, key, f"{message} as {names}", remedy, "error")

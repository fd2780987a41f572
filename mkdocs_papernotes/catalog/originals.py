"""Which version of a note is the original, and which are its translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.notes.note import Note


def original_of(versions: Mapping[str, Note], primary: str) -> Note | None:
    """The original among the versions of a note, by language; `None` if it is not among them.

    What a note says counts first: the language under `original`, then a `translator` or a
    `translation`, which the original does not have. Among several, it is the version in `primary`,
    the language in which the site is written, or else the first.
    """
    if stated := stated_original(versions.values()):
        return versions.get(matching(stated, versions))
    own = [note for note in versions.values() if not note.is_translation]
    notes = own or list(versions.values())
    return min(notes, key=lambda note: note.language != primary)


def stated_original(versions: Iterable[Note]) -> str:
    """The language that the first of the versions that names one gives; empty if none does."""
    return next((note.original_language for note in versions if note.original_language), "")

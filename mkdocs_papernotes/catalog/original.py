"""Which version of a note is the original."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_papernotes.notes.note import Note


def original(versions: Iterable[Note], default: str) -> Note:
    """The original among the versions of a note, of which there is at least one.

    If some versions name a translator, it is one of those that do not. Among several, the one in
    `default`, the site's default language, is chosen, or else the first.
    """
    found = list(versions)
    if any(note.translators for note in found):
        found = [note for note in found if not note.translators] or found
    return min(found, key=lambda note: note.language != default)

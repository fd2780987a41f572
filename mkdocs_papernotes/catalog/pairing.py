"""Which notes are translations of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mkdocs_papernotes.notes.note import Note


def translation_keys(notes: Iterable[Note]) -> Mapping[str, str]:
    """The translation key of each note, by the note's source.

    It is `translation_key` in the front matter, or else the note's path without the language. A
    note without `translation_key` takes the key of a note with the same path in another language,
    so an author need write it only once. If another note in its own language already has that key,
    it keeps its path.
    """
    notes = list(notes)
    explicit: dict[str, set[str]] = defaultdict(set)
    taken = {(note.translation_key, note.language) for note in notes if note.translation_key}
    for note in notes:
        if note.translation_key:
            explicit[note.location.path].add(note.translation_key)
    keys: dict[str, str] = {}
    for note in notes:
        key = note.translation_key
        candidates = explicit[note.location.path]
        if not key and len(candidates) == 1:
            (candidate,) = candidates
            key = "" if (candidate, note.language) in taken else candidate
        keys[note.source] = key or note.location.path
    return keys

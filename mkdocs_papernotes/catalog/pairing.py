"""Which notes are translations of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mkdocs_papernotes.notes.note import Note


def translation_keys(notes: Iterable[Note]) -> Mapping[str, str]:
    """The key of each note by its source: `translation_key`, else its path without language.

    A note without a key whose twin by path has one takes that one, so that the key needs to be
    written only once; unless another note of its language has it already.
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

"""What readers are told of how a note was written and translated."""

from __future__ import annotations

from mkdocs_papernotes.dates import long_date
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.provenance import Provenance


def statements(note: Note, labels: Labels) -> tuple[str, ...]:
    """What to say of a note that a model wrote or translated, and whether it was reviewed."""
    said = (("origin", note.origin), ("translation", note.translation))
    return tuple(_statement(key, each, labels) for key, each in said if each and each.is_of_model)


def _statement(key: str, said: Provenance, labels: Labels) -> str:
    if said.reviewed_on:
        day = long_date(said.reviewed_on, labels.spoken)
        return labels(f"provenance.{key}.reviewed_on", date=day)
    return labels(f"provenance.{key}.{'reviewed' if said.reviewed else 'open'}")

"""The names of files for new notes and for translations, in each structure of languages."""

from __future__ import annotations

import re

from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.structure import (
    FolderStructure,
    PlainStructure,
    Structure,
    SuffixStructure,
    split_suffix,
)

_PART = re.compile(r"\w[\w.-]*")
_LONGEST = 200
"""Bytes of a name; file systems have 255."""


def note_source(structure: Structure, path: str, language: str) -> str:
    """The file of a note in a language; `path` is its path without language and extension."""
    if isinstance(structure, FolderStructure):
        return f"{language}/{path}.md"
    return f"{path}.md" if language == _default(structure) else f"{path}.{language}.md"


def twin_source(structure: Structure, note: Note, language: str) -> str:
    """The file of the version of a note in another language, beside it."""
    first, slash, rest = note.source.partition("/")
    is_in_folder = bool(slash) and first == note.language
    if isinstance(structure, FolderStructure) or (
        isinstance(structure, PlainStructure) and is_in_folder and first in structure.locales
    ):
        stem = (rest if is_in_folder else note.source).rpartition(".")[0]
        return f"{language}/{stem}.md"
    return note_source(structure, split_suffix(note.source)[0], language)


def is_note_path(path: str) -> bool:
    """Whether a path without language and extension can be that of a note.

    Its parts begin with a letter or a digit, so that it leads out of no folder, and it does not end
    in what looks like a language.
    """
    parts = path.split("/")
    name = parts[-1].lower()
    return (
        all(_PART.fullmatch(part) and not part.endswith(".") for part in parts)
        and all(len(part.encode()) <= _LONGEST for part in parts)
        and not split_suffix(f"{path}.md")[1]
        and name not in ("index", "readme")
    )


def _default(structure: Structure) -> str:
    """The language whose files have no suffix."""
    if isinstance(structure, (SuffixStructure, FolderStructure)):
        return structure.built.default
    return structure.default if isinstance(structure, PlainStructure) else ""

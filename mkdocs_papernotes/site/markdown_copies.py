"""Which notes have a copy in Markdown beside their page, and where."""

from __future__ import annotations

from mkdocs_papernotes.addresses import beside
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import Settings

LIST = "llms.txt"
"""The address of the list of notes for programs, see https://llmstxt.org."""


def copy_url(note: Note, settings: Settings, languages: Languages) -> str:
    """The address of the copy of a note, `notes/adam/index.md`; empty if it has none.

    A note whose text may not be quoted has none, nor has one without a full address.
    """
    if not settings.markdown or not note.has_open_text or note.is_notebook:
        return ""
    return beside(note.url, "index.md") if languages.absolute("", note.language) else ""

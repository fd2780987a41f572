"""What a note says of itself where it is shared, and in search engines."""

from __future__ import annotations

import re
from html import unescape

from mkdocs_papernotes.bibliography.formula import with_plain_formulas
from mkdocs_papernotes.markup.sentences import letter_end, sentence_ends, word_ends
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.text import is_cjk, one_line

_LONGEST = 200
"""Messengers and search engines show less than that; a Chinese character counts as two letters."""
_SPAN = re.compile(r"</?span\b[^<>]*>")
_LOOSE = " ,，、;；:：-–—"
"""What is left out before an ellipsis."""


def described(note: Note, beginning: str, paper: Paper | None, site: str) -> str:
    """The description of a note; empty only if all of this is.

    `beginning` is that of its text, as `Excerpt.paragraph`; `site` is what the site says of itself.
    """
    if note.description:
        return note.description
    text = with_plain_formulas(one_line(unescape(_SPAN.sub("", beginning))))
    if text and note.has_open_text:
        return beginning_of(text)
    about = (paper.abstract or paper.title) if paper else ""
    return beginning_of(with_plain_formulas(one_line(about))) or one_line(site)


def beginning_of(text: str) -> str:
    """The sentences of a text that fit into a description, or as much of the first as does."""
    limit = _end_of(text)
    if limit >= len(text):
        return text
    ends = [end for end in sentence_ends(text) if end <= limit]
    if ends:
        return text[: ends[-1]]
    words = [end for end in word_ends(text[: limit + 1]) if end < limit]
    end = words[-1] if words else letter_end(text, limit)
    return text[:end].rstrip(_LOOSE) + "…"


def _end_of(text: str) -> int:
    """How many characters of a text fit."""
    size = 0
    for number, character in enumerate(text):
        size += 2 if is_cjk(character) else 1
        if size > _LONGEST:
            return number
    return len(text)

"""Plain text, made fit for one line of anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 80

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, lone surrogates and what is no character at all."""


def one_line(text: str) -> str:
    """The text without line breaks, repeated spaces, and what HTML, XML or UTF-8 cannot hold."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def tidy(text: str) -> str:
    """A pasted text without characters of no width, and without quotes or angle brackets around."""
    return without_unseen(text).strip().strip("<>\"'“”").strip()


def without_unseen(text: str) -> str:
    """The text without characters of no width, which are copied along unnoticed."""
    return _UNSEEN.sub("", text)


def shortened(text: str) -> str:
    """A text on one line, cut where it is too long for a message."""
    line = " ".join(text[: 4 * _LONGEST].split())
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST or len(text) > 4 * _LONGEST else line


def nearest(word: str, words: Iterable[str], likeness: float = 0.7) -> str:
    """The word that was probably meant; empty where none is like it (0 to 1, as `difflib`)."""
    found = get_close_matches(word[:_LONGEST].lower(), list(words), 1, likeness)
    return found[0] if found else ""

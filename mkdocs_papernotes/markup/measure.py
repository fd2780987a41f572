"""The length of a text: in words, and for Chinese and Japanese in characters."""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs_papernotes.text import CJK, without

_CHARACTERS = re.compile(f"[{CJK}]+")
_FULL_WIDTH_MARKS = "\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff65"
_BETWEEN_WORDS = re.compile(f"[{CJK}{_FULL_WIDTH_MARKS}]+")
_FENCE = re.compile("[`~]{3,}")
# Separate patterns, because each has a literal to search for: as one they are ten times slower.
_NOT_PROSE = (
    re.compile(r"<[^<>\n]+>"),
    re.compile(r"\]\([^()\s]*\)"),
    re.compile(r"https?://\S+"),
    re.compile(r"\$\$.*?\$\$", re.DOTALL),
)

WORDS_PER_MINUTE = 230
CHARACTERS_PER_MINUTE = 400


class Length(NamedTuple):
    """A number of words and a number of CJK characters."""

    words: int
    characters: int

    @property
    def units(self) -> int:
        """Words plus characters, to compare with `excerpt_length`."""
        return self.words + self.characters


def measure(text: str) -> Length:
    """Count the words (separated by spaces) and the CJK characters of plain text."""
    if text.isascii():
        return Length(len(text.split()), 0)
    words = _BETWEEN_WORDS.sub(" ", text).split()
    return Length(len(words), sum(map(len, _CHARACTERS.findall(text))))


def reading_minutes(markdown: str) -> int:
    """Minutes to read a Markdown text without its code and display formulas; 0 if it is empty."""
    text = _without_code(markdown) if "```" in markdown or "~~~" in markdown else markdown
    text = without(text, "<!--", "-->", " ")
    for pattern in _NOT_PROSE:
        text = pattern.sub(" ", text)
    words, characters = measure(text)
    if not words + characters:
        return 0
    return max(1, round(words / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE))


def _without_code(markdown: str) -> str:
    """The text without fenced code; a fence that is never closed fences nothing."""
    kept: list[str] = []
    fenced: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        if fence:
            fenced.append(line)
            if line.startswith(fence) and not line.rstrip(" ").strip("`~"):
                fenced, fence = [], ""
        elif match := _FENCE.match(line):
            fenced, fence = [line], match[0]
        else:
            kept.append(line)
    return "\n".join(kept + fenced)

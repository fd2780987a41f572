"""Cleaning and shortening of plain text, and the nearest match for a misspelt word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import accumulate

LONGEST = 60
"""How many characters of a value a message quotes."""
_LONGEST_WORD = 80
"""How many characters of a word are compared with others."""

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff]")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, lone surrogates and the noncharacters U+FFFE and U+FFFF."""
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_JOINERS = "\u200c\u200d"
"""They join the parts of an emoji, or separate the letters of a Persian word."""


CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of Chinese and Japanese, for a class in a regular expression; Korean has spaces."""
_FULL_WIDTH = "\u3000-\u303f\uff01-\uff9f"
_WIDE_MARK = re.compile("[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]")
_EITHER = "“”‘’…—·"
"""Marks of both Chinese and Western texts."""
_FOLD = f"(?<=[{CJK}{_FULL_WIDTH}{_EITHER}]) (?=[{CJK}{_FULL_WIDTH}{_EITHER}])"
"""Compiled where it is needed: Python 3.11 takes a step for each Chinese character in it."""


def character_test(ranges: str) -> Callable[[str], bool]:
    """A test whether a character is in one of some ranges, which are written as in `CJK`.

    It is made at once, while to compile a class with all Chinese characters takes milliseconds. An
    empty text is in no range.
    """
    pairs = [*zip(ranges[::3], ranges[2::3], strict=True)]

    @lru_cache(maxsize=1 << 13)
    def is_in(character: str) -> bool:
        return any(first <= character <= last for first, last in pairs)

    return is_in


is_cjk = character_test(CJK)
"""Whether a character is Chinese or Japanese."""
is_wide = character_test(CJK + _FULL_WIDTH)
"""Whether a character is Chinese or Japanese, or a mark that is as wide."""
_is_hangul = character_test("\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff")


def one_line(text: str) -> str:
    """The text on one line, without repeated spaces or characters that XML or UTF-8 cannot hold.

    Its lines are joined as in `joined`.
    """
    if text.isprintable():  # so the space is the only white space, and all else can be written
        is_tidy = "  " not in text and text == text.strip(" ")
        return text if is_tidy else " ".join(text.split())
    if text.isascii() or "\n" not in text:
        return " ".join(_UNWRITABLE.sub(" ", text).split())
    return joined(_UNWRITABLE.sub(" ", line) for line in text.split("\n"))


def writable(text: str) -> str:
    """The text without the characters that XML cannot hold; UTF-8 can hold all others."""
    return _NOT_IN_XML.sub("", text)


def joined(lines: Iterable[str]) -> str:
    """Lines as one, with single spaces, but none at a line break within Chinese or Japanese."""
    parts: list[str] = []
    for line in lines:
        if words := " ".join(line.split()):
            if parts and not touch(parts[-1], words):
                parts.append(" ")
            parts.append(words)
    return "".join(parts)


def ends_openly(text: str) -> bool:
    """Whether a text ends in a Chinese or Japanese character, without a mark behind it."""
    return is_cjk(text[-1:])


def touch(before: str, after: str) -> bool:
    """Whether no space belongs between two lines."""
    last, first = before.rstrip(_EITHER)[-1:], after.lstrip(_EITHER)[:1]
    if _is_hangul(last) or _is_hangul(first):
        return False  # Korean has spaces, and may have Chinese marks
    if _WIDE_MARK.match(last) or _WIDE_MARK.match(first):
        return True
    return is_wide(last) and is_wide(first)


def unfolded(text: str) -> str:
    """A text whose lines YAML has joined by spaces, with line breaks within Chinese or Japanese.

    It may have a break where the author wrote a space; nothing in the text tells them apart.
    """
    return text if text.isascii() else re.sub(_FOLD, "\n", text)


def without(text: str, opening: str, closing: str, instead: str = "") -> str:
    """The text without each part that `opening` begins and the next `closing` ends.

    As `re.sub(f"{opening}.*?{closing}", …)`, but in linear time where many parts are not closed.
    """
    parts, start = [], 0
    while (first := text.find(opening, start)) >= 0:
        last = text.find(closing, first + len(opening))
        if last < 0:
            break
        parts += [text[start:first], instead]
        start = last + len(closing)
    return "".join((*parts, text[start:]))


def tidy(text: str) -> str:
    """A pasted text without zero-width characters, surrounding quotes and angle brackets."""
    return without_unseen(text).strip().strip("<>\"'“”").strip()


def without_unseen(text: str) -> str:
    """The text without zero-width characters, which are easily copied by mistake."""
    return _ZERO_WIDTH.sub("", text)


def escaped(text: str) -> str:
    """The text as a terminal may print it: `\\x1b` for a control character, `\\u202e` for one that
    reverses text.
    """
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    return character.encode("unicode_escape").decode("ascii")


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text on one line, escaped and cut to 60 characters, as a message quotes it."""
    start = text[: 4 * longest]
    pieces = [_escaped(character) for character in " ".join(start.split())]
    ends = accumulate(map(len, pieces))
    line = "".join(piece for piece, end in zip(pieces, ends, strict=True) if end <= longest)
    is_cut = len(text) > len(start) or len(line) < sum(map(len, pieces))
    return f"{line}…" if is_cut else line


def nearest(word: str, words: Iterable[str], likeness: float = 0.7) -> str:
    """The most similar of `words`, or an empty text if none is similar enough.

    `likeness` is the least similarity, from 0 to 1, as in `difflib.get_close_matches`.
    """
    found = get_close_matches(word[:_LONGEST_WORD].lower(), list(words), 1, likeness)
    return found[0] if found else ""


def edits(word: str, other: str) -> int:
    """How many letters must be added, left out, replaced or swapped with the next one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(word, 1):
        last, before, row = before, row, [n]
        for m, there in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != there))
            if n > 1 and m > 1 and (letter, word[n - 2]) == (other[m - 2], there):
                cost = min(cost, last[m - 2] + 1)
            row.append(cost)
    return row[-1]

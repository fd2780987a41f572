"""Where a text may end: after a sentence, or else between two words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from mkdocs_papernotes.text import CJK

OBJECT = "\ufffc"
"""Stands in a text for something that is not divided, such as a formula."""

_AFTER = "\"'”’」』）》】)\\]"
_END = re.compile(
    rf"(?P<wide>[。！？｡؟۔।]+)[{_AFTER}]*|(?<![.!?…])(?P<mark>[.!?…]+)[{_AFTER}]*(?=[\s{CJK}]|$)"
)
_SHORT = re.compile(
    r"(?:^\s*\d+|(?<!\w)(?:[^\W\d]|\w\.\w|al|approx|cf|chap|dr|eqs?|etc|figs?|jr|mrs?|ms|nos?|pp|prof"
    r"|refs?|resp|secs?|st|tabs?|thm|vol|vs|viz))$",
    re.IGNORECASE,
)
"""What often has a full stop that ends no sentence: abbreviations, initials, numbers of a list."""
_DELIMITER = re.compile(r"\$\$?|\\[()\[\]]")
_CLOSED_BY = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_IN_MARKS = re.compile(r"\([^()]*\)|（[^（）]*）|“[^“”]*”|「[^「」]*」|《[^《》]*》|\[[^\[\]]*\]")
_WORD_END = re.compile(
    rf"(?<=\S)(?=\s)|(?<=[{CJK}。，；：、！？）」』》])(?=[{CJK}（「『《])|(?<={OBJECT})|(?={OBJECT})"
)

Span = tuple[int, int]


def formulas(text: str) -> list[Span]:
    """Where formulas are in a text of a site that leaves them to a script, as `$x$`."""
    found: list[Span] = []
    starts: dict[str, int] = {}
    for match in _DELIMITER.finditer(text):
        delimiter = match[0]
        if delimiter in starts:
            found.append((starts.pop(delimiter), match.end()))
        elif closing := _CLOSED_BY.get(delimiter):
            starts.setdefault(closing, match.start())
    return found


def in_marks(text: str) -> list[Span]:
    """Where text in brackets or quotation marks is."""
    return [match.span() for match in _IN_MARKS.finditer(text)]


def sentence_ends(text: str) -> Iterator[int]:
    """The offsets after the sentences of a text, in English, Chinese and many other languages."""
    for match in _END.finditer(text):
        if match["wide"] or _ends_sentence(text, match):
            yield match.end()


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a mark that may stand within a sentence ends one."""
    following = text[match.end() : match.end() + 40].lstrip()[:1]
    if following.islower():
        return False
    if match["mark"] != ".":
        return "…" not in match["mark"] or following.isupper()
    start = max(0, match.start() - 12)
    before = text[start : match.start()]
    return not _SHORT.search(before if start == 0 else f"-{before}")


def word_ends(text: str) -> Iterator[int]:
    """The offsets between words, and between the characters of Chinese and Japanese."""
    for match in _WORD_END.finditer(text):
        if 0 < match.start() < len(text):
            yield match.start()


def letter_end(text: str, offset: int) -> int:
    """The first offset from `offset` on that does not part a letter from its accents."""
    while offset < len(text) and (
        unicodedata.category(text[offset]).startswith("M") or text[offset] in "\u200d\ufe0f"
    ):
        offset += 1
    return offset


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in ascending order; those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def apart_from(offsets: Iterator[int], spans: list[Span]) -> Iterator[int]:
    """The offsets that are within none of the spans; both ascend, and no two spans overlap."""
    number = 0
    for offset in offsets:
        while number < len(spans) and spans[number][1] <= offset:
            number += 1
        if number == len(spans) or offset <= spans[number][0]:
            yield offset

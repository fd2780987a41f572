"""Numbers and quotations of a note that its paper does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from mkdocs_papernotes.markup.prose import ASIDE
from mkdocs_papernotes.text import CJK
from mkdocs_papernotes.twins.numbers import Number, in_digits, in_words, same
from mkdocs_papernotes.twins.parts import Twin

_CHINESE = re.compile(f"[{CJK}]")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_LEAST_WORDS, _LEAST_CHARACTERS = 6, 12
_LEAST_DIGITS = 4
_QUOTED = re.compile(
    r"“(?P<curly>[^“”]{12,1500})”|「(?P<corner>[^「」]{12,1500})」|『(?P<double>[^『』]{12,1500})』"
    r"|(?<![\w\"])\"(?P<straight>[^\"\s][^\"]{11,1500})\"(?![\w\"])"
)
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_GAP = re.compile(rf"{ASIDE}+|…+|\.\.\.+|\[[^\[\]]*\]")
"""Where something else stands in a quotation, or where it leaves something out."""
_REFERENCES = re.compile(r"\[\d[\d,;\s–-]*\]")
_CITED = re.compile(rf"{_REFERENCES.pattern}|\([^()]*\b(?:19|20)\d\d[a-z]?\)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_ROUGHLY = re.compile(
    r"(?:about|around|nearly|almost|over|than|roughly|some|≈|∼|~|约|近|超过|逾|大约|左右|不到|将近)\s*$",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(
    r"(?:§|第|[表图节章]|\b(?:sections?|sec\.|tables?|figures?|figs?\.|eqs?\.|equations?|appendix"
    r"|chapters?|lemma|theorem|definition|algorithm|version|v))\s*$",
    re.IGNORECASE,
)
_BEFORE = 24
_IN_NAME = re.compile(r"(?<=[A-Za-z_-])\d+(?:\.\d+)?(?![\d.]*\d)")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Claim:
    """What a note says of its paper."""

    kind: Literal["number", "quotation"]
    written: str
    line: int
    """Of the file."""


@dataclass(frozen=True, eq=False)
class PaperText:
    """The text of a paper, to look things up in."""

    text: str

    @cached_property
    def is_chinese(self) -> bool:
        return _is_chinese(self.text)

    def has_number(self, number: Number) -> bool:
        """Whether it has a number, perhaps rounded, or with another unit of the same kind."""
        wanted = _known(number)
        return any(same(wanted, other) for other in self._numbers) or (
            wanted.plain in self._in_names or self._has_share(wanted)
        )

    def has_words(self, quoted: str) -> bool:
        """Whether it has some words one after the other; only letters and digits count."""
        wanted = _letters(_CITED.sub("", quoted))
        return wanted in self._letters or wanted in self._letters_uncited

    def _has_share(self, number: Number) -> bool:
        """Whether it has 0.712 for 71.2%."""
        if number.unit != "percent" or number.plain is None:
            return False
        return number.plain / _HUNDRED in self._values

    @cached_property
    def _numbers(self) -> Iterable[Number]:
        text = _REFERENCES.sub("", self.text)
        found = in_digits(text)
        known = map(_known, (*found, *in_words(text, found)))
        return dict.fromkeys(replace(each, written="", start=0, end=0) for each in known).keys()

    @cached_property
    def _values(self) -> frozenset[Decimal]:
        return frozenset(each.plain for each in self._numbers if each.plain is not None)

    @cached_property
    def _in_names(self) -> frozenset[Decimal]:
        """The numbers in names, such as 3.1 in Llama-3.1."""
        return frozenset(Decimal(match[0]) for match in _IN_NAME.finditer(self.text))

    @cached_property
    def _letters(self) -> str:
        return _letters(self.text)

    @cached_property
    def _letters_uncited(self) -> str:
        return _letters(_CITED.sub("", self.text))


def unsupported(note: Twin, paper: PaperText) -> Iterator[Claim]:
    """The numbers and the quotations of a note that do not occur in the text of its paper.

    Only numbers with a unit, a decimal point or four digits count, apart from dates and numbers of
    sections and the like; and only quotations of some length, in the language of the paper.
    """
    for number in note.numbers:
        if _counts(number, note.words) and not paper.has_number(number):
            yield Claim("number", number.written.strip(), note.line(number.start))
    for start, quoted in _quotations(note.words):
        parts = [part for part in _GAP.split(quoted) if _is_long(part)]
        if any(_is_chinese(part) != paper.is_chinese for part in parts):
            continue
        if not all(paper.has_words(part) for part in parts):
            yield Claim("quotation", " ".join(quoted.split()), note.line(start))


def _counts(number: Number, text: str) -> bool:
    if number.quiet or number.day or number.value is None:
        return False
    if not (number.unit or "." in number.written or len(number.digits) >= _LEAST_DIGITS):
        return False
    if not number.unit and _YEAR.fullmatch(number.written):
        return False
    before = text[max(0, number.start - _BEFORE) : number.start]
    if not number.unit and _OF_PLACE.search(before):
        return False
    return not (len(number.digits.strip("0")) <= 1 and _ROUGHLY.search(before))


def _known(number: Number) -> Number:
    """A number in percent for one in percentage points, as a paper may have either."""
    return replace(number, unit="percent") if number.unit == "point" else number


def _quotations(text: str) -> Iterator[tuple[int, str]]:
    """What stands in quotation marks, within paragraphs, and where it begins."""
    start = 0
    for end in (*_BLANK_LINE.finditer(text), None):
        for match in _QUOTED.finditer(text, start, end.start() if end else len(text)):
            quoted = match[match.lastgroup or 0]
            if _is_long(quoted):
                yield match.start(), quoted
        start = end.end() if end else len(text)


def _is_long(quoted: str) -> bool:
    if _is_chinese(quoted):
        return len(_CHINESE.findall(quoted)) >= _LEAST_CHARACTERS
    return len(_WORD.findall(quoted)) >= _LEAST_WORDS


def _is_chinese(text: str) -> bool:
    return 2 * len(_CHINESE.findall(text)) > len(_WORD.findall(text))


def _letters(text: str) -> str:
    """The letters and digits of a text, without what only looks different in print."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, plain))

"""The numbers of a text, so that those of its translation can be compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from mkdocs_papernotes.twins.dates import Day, dates
from mkdocs_papernotes.twins.number_words import number_words
from mkdocs_papernotes.twins.units import (
    CHINESE,
    CHINESE_SCALE,
    LETTER_SCALE,
    SCALES,
    UNIT,
    UNITS,
    WORD_SCALE,
)

_PLAIN = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*"
_NUMBER = re.compile(
    rf"""(?P<digits>{_DIGITS})
    (?P<scale>{LETTER_SCALE}|[ \u00a0\u2009-]?{WORD_SCALE}|[ \u00a0\u2009]?多?{CHINESE_SCALE})?
    (?:(?:[ \u00a0\u2009\n]|-|多|余|个)?(?P<unit>(?![×xX][ ]?\d){UNIT}))?
    (?P<rest>(?![xX]\d)[A-Za-z_][A-Za-z0-9_]*)?""",
    re.VERBOSE,
)
_WIDE = re.compile("[０-９．％]")
_DIGIT = re.compile("[0-9]")
_OF_NAME = re.compile(r"[A-Za-z0-9_.\#@]|(?<=[A-Za-z])-")
"""What stands before a digit that is part of a name, such as A100 or GPT-4, or of a number."""
_TIMES = re.compile(r"(?<=[0-9])[xX]")
_HUNDREDTHS = re.compile("百分之 ?$")
_RANGE = re.compile(r"\s?(?:[-‐‑–—~～±]|to|到|至)\s?")
_SUM = re.compile(r"\s?(?:零)?")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}|\d{4}\.\d{4,5}")
"""What has too many dots for a number, or is the id of a paper on arXiv."""
_SHARE = Decimal("1.024")
"""How much more 1,024 is than 1,000."""
_NEARLY = Decimal("1.08")
"""How much more one of two numbers may be that are the same, rounded or with 1,024 for 1,000."""
_LEAST_DIGITS = 2
"""How many digits of a number must be right for it to be another one, rounded."""


@dataclass(frozen=True)
class Number:
    """A number in a text."""

    written: str
    start: int
    end: int
    value: Decimal | None
    """`None` for a date, or for what is no number but is written in digits, such as 5.1.1."""
    plain: Decimal | None = None
    """The same without the size of its unit: 20 for 20 minutes."""
    unit: str = ""
    """What is counted, such as `percent` or `byte`; empty if no unit is known."""
    day: Day | None = None
    scaled: bool = False
    """Whether a letter that may stand for 1,000 or 1,024 is behind it."""
    quiet: bool = False
    """Whether it only shows that the same number elsewhere is right: it is written as a word, or
    stands in a formula, in code or in an address."""

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.written.translate(_PLAIN))

    @property
    def is_telling(self) -> bool:
        """Whether it is hardly ever written as a word: it has a unit, a point or three digits."""
        return bool(self.day or self.unit or "." in self.written or len(self.digits) > 2)


def numbers(text: str) -> list[Number]:
    """The numbers of a text in their order, with those that are written as words."""
    found = in_digits(text)
    return sorted((*found, *in_words(text, found)), key=lambda number: number.start)


def in_digits(text: str) -> list[Number]:
    """The numbers and the dates of a text that are written in digits."""
    plain = text.translate(_PLAIN) if _WIDE.search(text) else text
    days = [
        Number(text[start:end], start, end, None, day=day, quiet=day.is_vague)
        for start, end, day in dates(plain)
    ]
    return [*days, *digits(_without(plain, days))]


def in_words(text: str, found: Iterable[Number]) -> list[Number]:
    """The numbers of a text that are written as words, given those in digits."""
    return [
        Number(text[start:end], start, end, value, value, unit, quiet=True)
        for start, end, value, unit in number_words(_without(text, found))
    ]


def _without(text: str, found: Iterable[Number]) -> str:
    """A text with other characters in the place of numbers."""
    parts, at = [], 0
    for number in sorted(found, key=lambda number: number.start):
        parts += [text[at : number.start], "\0" * (number.end - number.start)]
        at = number.end
    return "".join((*parts, text[at:]))


def digits(text: str) -> list[Number]:
    """The numbers of a text that are written in digits, apart from dates."""
    return _joined(text, [*_digits(text)])


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Where numbers are; looking for digits first takes a tenth of the time."""
    place = 0
    while digit := _DIGIT.search(text, place):
        start = place = digit.start()
        before = start - 1
        is_name = before >= 0 and _OF_NAME.match(text, before) and not _TIMES.match(text, before)
        match = None if is_name else _NUMBER.match(text, start)
        if match:
            yield match
        place = match.end() if match else start + 1


def _digits(text: str) -> Iterator[Number]:
    for match in _matches(text):
        written, digits = match[0], match["digits"]
        start, end = match.span()
        if match["rest"]:
            value = _value(digits)
            yield Number(written, start, end, value, value, quiet=True)
        elif _VERSION.fullmatch(digits):
            yield Number(digits, start, start + len(digits), None, unit=f"version {digits}")
        else:
            yield _measured(text, match)


def _measured(text: str, match: re.Match[str]) -> Number:
    start, end = match.span()
    scale = (match["scale"] or "").strip(" \u00a0\u2009-多")
    unit, factor = UNITS.get(match["unit"] or "", ("", Decimal(1)))
    if before := _HUNDREDTHS.search(text, max(0, start - 4), start):
        unit, start = "percent", before.start()
    plain = Decimal(match["digits"].replace(",", "")) * _scale(scale)
    scaled = scale in ("k", "K", "M", "G") or unit == "byte"
    return Number(text[start:end], start, end, plain * factor, plain, unit, scaled=scaled)


def _value(digits: str) -> Decimal | None:
    return None if digits.count(".") > 1 else Decimal(digits.replace(",", ""))


def _scale(written: str) -> Decimal:
    if written in SCALES:
        return SCALES[written]
    value = Decimal(1)
    for character in written:
        value *= CHINESE[character]
    return value


def _joined(text: str, found: list[Number]) -> list[Number]:
    """The numbers with the unit of a range at both ends, and with 1 亿 2000 万 as one number."""
    for place in range(len(found) - 1, 0, -1):
        one, other = found[place - 1 : place + 1]
        between = text[one.end : other.start]
        if one.value is None or other.value is None or one.quiet or other.quiet:
            continue
        if _RANGE.fullmatch(between):
            found[place - 1] = _with_unit_of(one, one.value, other, other.value)
        elif _SUM.fullmatch(between) and one.written[-1] in "千万亿" and other.value < one.value:
            total, written = one.value + other.value, text[one.start : other.end]
            joined = replace(other, written=written, start=one.start, value=total, plain=total)
            found[place - 1 : place + 1] = [joined]
    return found


def _with_unit_of(one: Number, value: Decimal, other: Number, value_there: Decimal) -> Number:
    """The first number of a range, which may lack the unit and the scale of the second."""
    if one.unit or not one.written[-1].isdigit():
        return one
    plain = _plain_value(other.written)
    factor = value_there / plain if plain else Decimal(1)
    return replace(one, value=value * factor, unit=other.unit, scaled=other.scaled)


def _plain_value(written: str) -> Decimal:
    digits = re.search(_DIGITS, written)
    return Decimal(digits[0].replace(",", "")) if digits else Decimal(0)


def same(one: Number, other: Number) -> bool:
    """Whether two numbers say the same, as far as that can be told: one may be rounded."""
    if one.day or other.day:
        return _same_day(one, other)
    if one.value is None or other.value is None:
        return one.unit == other.unit
    if one.unit and other.unit and one.unit != other.unit:
        return False
    if one.value == other.value or (one.unit != other.unit and one.plain == other.plain):
        return True
    if one.value > other.value * _NEARLY or other.value > one.value * _NEARLY:
        return False
    if _rounds_to(one.value, other.value) or _rounds_to(other.value, one.value):
        return True
    return (one.scaled or other.scaled) and _differ_by_1024(one.value, other.value)


def _same_day(one: Number, other: Number) -> bool:
    if one.day and other.day:
        return one.day.agrees(other.day)
    day, number = (one.day, other) if one.day else (other.day, one)
    if day is None or number.unit:
        return False
    return number.value in (day.year, day.month, day.day)


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether a number that has two digits or more is another one, rounded."""
    shown = rounded.normalize()
    _, digits, exponent = shown.as_tuple()
    if len(digits) < _LEAST_DIGITS or not isinstance(exponent, int):
        return False
    step = Decimal(1).scaleb(exponent)
    return (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step == rounded


def _differ_by_1024(one: Decimal, other: Decimal) -> bool:
    if not one or not other:
        return False
    ratio = max(one, other) / min(one, other)
    return any(abs(ratio - _SHARE**power) < Decimal("0.003") for power in (1, 2, 3))

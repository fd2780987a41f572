"""The numbers of a text, so that those of its translation can be compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    rf"""(?:(?<![A-Za-z0-9_.\#@])(?<![A-Za-z]-)|(?<=\d[xX]))
    (?P<hundredths>百分之[ ]?)?(?P<digits>{_DIGITS})
    (?P<scale>{LETTER_SCALE}|[ \u00a0\u2009-]?{WORD_SCALE}|[ \u00a0\u2009]?多?{CHINESE_SCALE})?
    (?:(?:[ \u00a0\u2009\n]|-|多|余|个)?(?P<unit>(?![×xX][ ]?\d){UNIT}))?
    (?P<rest>(?![xX]\d)[A-Za-z_][A-Za-z0-9_]*)?""",
    re.VERBOSE,
)
_RANGE = re.compile(r"\s?(?:[-‐‑–—~～±]|to|到|至)\s?")
_SUM = re.compile(r"\s?(?:零)?")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}|\d{4}\.\d{4,5}")
"""What has too many dots for a number, or is the id of a paper on arXiv."""
_SHARE = Decimal("1.024")
"""How much more 1,024 is than 1,000."""
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
    plain = text.translate(_PLAIN)
    days = [
        Number(text[start:end], start, end, None, day=day, quiet=day.is_vague)
        for start, end, day in dates(plain)
    ]
    taken = "".join(_covered(plain, ((each.start, each.end) for each in days)))
    found = digits(taken)
    rest = "".join(_covered(taken, ((each.start, each.end) for each in found)))
    words = (
        Number(text[start:end], start, end, value, value, unit, quiet=True)
        for start, end, value, unit in number_words(rest)
    )
    return sorted((*days, *found, *words), key=lambda number: number.start)


def digits(text: str) -> list[Number]:
    """The numbers of a text that are written in digits, apart from dates."""
    return _joined(text, [*_digits(text)])


def _covered(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in spans:
        yield text[at:start]
        yield "\0" * (end - start)
        at = end
    yield text[at:]


def _digits(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        written, digits = match[0], match["digits"]
        start, end = match.span()
        if match["rest"]:
            value = _value(digits)
            yield Number(written, start, end, value, value, quiet=True)
        elif _VERSION.fullmatch(digits):
            yield Number(digits, start, start + len(digits), None, unit=f"version {digits}")
        else:
            scale = (match["scale"] or "").strip(" \u00a0\u2009-多")
            unit, factor = UNITS.get(match["unit"] or "", ("", Decimal(1)))
            unit = "percent" if match["hundredths"] else unit
            plain = Decimal(digits.replace(",", "")) * _scale(scale)
            scaled = scale in ("k", "K", "M", "G") or unit == "byte"
            yield Number(written, start, end, plain * factor, plain, unit, scaled=scaled)


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

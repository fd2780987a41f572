"""Dates as English and Chinese texts write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r"(?![A-Za-z])"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d)"
_IN_DIGITS = (
    re.compile(rf"(?<![\d.-]){_YEAR}(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark){_DAY}"),
    re.compile(rf"(?<![\d.-]){_YEAR}-(?P<month>1[0-2]|0[1-9])(?![\d-])"),
)
_CHINESE = (
    re.compile(
        r"(?:(?P<year>(?:19|20)\d\d) ?年 ?)(?:(?P<month>1[0-2]|0?[1-9]) ?月(?: ?"
        rf"{_DAY} ?[日号]?)?)?"
    ),
    re.compile(rf"(?<![\d.])(?P<month>1[0-2]|0?[1-9]) ?月份?(?: ?{_DAY} ?[日号])?"),
)
_ENGLISH = (
    re.compile(rf"(?<!\d){_DAY}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR}(?!\d))?"),
    re.compile(rf"(?<![A-Za-z]){_MONTH} {_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR}(?!\d))?"),
    re.compile(rf"(?<![A-Za-z]){_MONTH}(?:,? (?:of )?{_YEAR}(?!\d))?"),
)
_ANY_YEAR = re.compile("(?:19|20)[0-9][0-9][-/.]")
_ANY_MONTH = re.compile("(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*[ ,]")


@dataclass(frozen=True)
class Day:
    """A date, or what a text says of it."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def is_vague(self) -> bool:
        """Whether only its month or its year is known."""
        return self.day is None and (self.year is None or self.month is None)

    def agrees(self, other: Day) -> bool:
        """Whether both say the same, where both say something."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        both = [(one, two) for one, two in pairs if one is not None and two is not None]
        return bool(both) and all(one == two for one, two in both)

    def differs_in_one(self, other: Day) -> bool:
        """Whether all is the same but one of day, month and year."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return sum(one != two for one, two in pairs) == 1


def dates(text: str) -> Iterator[tuple[int, int, Day]]:
    """The dates of a text in their order, each with where it begins and ends."""
    found: list[tuple[int, int, Day]] = []
    chinese = _CHINESE if "月" in text else ()
    english = _ENGLISH if _ANY_MONTH.search(text) else ()
    in_digits = _IN_DIGITS if _ANY_YEAR.search(text) else ()
    for pattern in (*in_digits, *chinese, *english):
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= first or start >= last for first, last, _ in found):
                found.append((start, end, _day(match)))
    yield from sorted(found, key=lambda each: each[:2])


def _day(match: re.Match[str]) -> Day:
    parts = match.groupdict()
    return Day(_number(parts.get("year")), _month(parts.get("month")), _number(parts.get("day")))


def _number(written: str | None) -> int | None:
    return int(written) if written else None


def _month(written: str | None) -> int | None:
    if written is None or written.isdigit():
        return _number(written)
    start = written.lower()[:3]
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(start))

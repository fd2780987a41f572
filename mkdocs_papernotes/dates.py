"""Dates: parsed from front matter, and formatted for readers of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from mkdocs_papernotes.languages.tags import locale_of

_MOMENT = re.compile(
    r"""(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})
        (?:[Tt\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?
           \s*(?P<zone>[Zz]|[+-]\d{1,2}:?\d{2}|[+-]\d{1,2})?)?""",
    re.VERBOSE,
)
_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """Parse a date with an optional time: `2026-4-16`, `2026-04-16 10:30:00 +08:00`…

    A date without a time means midnight. A time without an offset is in `zone`, and so is the
    result. Raises `ValueError` for other texts and for dates that do not exist.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” is not a date")
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    clock = time(hour, minute, second)
    moment = datetime.combine(day, clock, _offset(match["zone"], zone))
    if not 1 < moment.year < 9999:
        raise ValueError(f"year {moment.year} is out of range")
    return moment.astimezone(zone)


def _offset(text: str | None, default: tzinfo) -> tzinfo:
    if text is None:
        return default
    if text in "Zz":
        return timezone.utc
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    delta = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-delta if text[0] == "-" else delta)


@dataclass(frozen=True)
class PartialDate:
    """The publication date of a paper; its month and day may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises `ValueError` otherwise."""
        match = _PARTIAL.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"“{text}” is not a date")
        year, month, day = (int(match[k]) if match[k] else None for k in ("year", "month", "day"))
        assert year is not None
        first = (1 if part is None else part for part in (month, day))
        date(year, *first)  # raises ValueError for a date that does not exist
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@lru_cache(maxsize=4096)
def long_date(value: date | PartialDate, language: str) -> str:
    """`April 16, 2026`, `2026年4月16日`; of a partial date the known parts (`2026年4月`)."""
    locale = locale_of(language)
    if isinstance(value, PartialDate):
        first = date(value.year, value.month or 1, value.day or 1)
        if value.day is None:
            return str(format_skeleton("yMMMM" if value.month else "y", first, locale=locale))
        value = first
    return str(format_date(value, "long", locale=locale))


def month_and_day(value: date) -> str:
    """`04-16`, the same in every language."""
    return f"{value:%m-%d}"

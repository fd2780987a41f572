"""Parses dates of publication as bibliographies write them."""

from __future__ import annotations

import re

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.problems.bad_value import BadValueError

_NAMES = """January February March April May June
July August September October November December"""
MONTHS = tuple(_NAMES.split())
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_UNSPECIFIED = {1: {0, 21, 22, 23, 24}, 2: {0}}
"""Numbers that stand for no month (1) or no day (2); 21 to 24 are seasons."""
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}|[Xu]{2})(?:-(?P<day>\d{1,2}|[Xu]{2}))?)?"
    r"(?:[T ]\d.*)?[~?%]?"
)
_SLASHES = re.compile(r"\d{4}/\d{1,2}/\d{1,2}")
_LEADING_YEAR = re.compile(r"(?P<year>\d{4})(?:\s?[-–—~～至到]\s?\d{4}(?!\d)|\s?[(（年])")
"""`1957-1990`, `1947（民国三十六年）`."""
_YEAR = re.compile(r"\D{0,4}(\d{4})\D{0,2}")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


def read_date(text: str) -> PartialDate:
    """Parse `2026-04-16`, other EDTF dates that BibLaTeX allows (its manual, 2.3.8), and words.

    Ranges give their start, uncertain dates (`2026-04~`, `2026-XX`) their known parts. Words are
    dates such as `April 16, 2026`. Raises `BadValueError` for other texts.
    """
    text = text.strip()
    if _SLASHES.fullmatch(text):
        text = text.replace("/", "-")
    try:
        return _read_edtf(text)
    except BadValueError:
        if match := _LEADING_YEAR.match(text):
            return _parse(match["year"], text)
        raise


def _read_edtf(text: str) -> PartialDate:
    first = next((part for part in text.split("/") if part.strip(". ")), "")
    match = _ISO.fullmatch(first.strip())
    if match is None:
        return _read_words(text)
    parts = [match["year"]]
    for part in (match["month"], match["day"]):
        if part is None or not part.isdecimal() or int(part) in _UNSPECIFIED[len(parts)]:
            break
        parts.append(part)
    return _parse("-".join(parts), text)


def read_year(text: str) -> PartialDate:
    """Parse the `year` of an entry: `2026`, `(2026)`, `2026a`; raises `BadValueError`."""
    match = _YEAR.fullmatch(text.strip())
    return _parse(match[1], text) if match else read_date(text)


def within(year: PartialDate, month: str, day: str = "") -> PartialDate:
    """The year completed by a `month` (`4`, `apr`, `April 16`, `apr/may`) and a `day`.

    For a season, the year is returned as it is. Raises `BadValueError` for other texts.
    """
    number = _month(month)
    if number is None:
        if any(word.lower() in _SEASONS for word in _WORD.findall(month)):
            return year
        raise BadValueError("not-a-month", given=month)
    if not day and _WORD.search(month):
        day = next(iter(_NUMBER.findall(month)), "")
    text = f"{year.year:04}-{number:02}" + (f"-{day}" if day else "")
    try:
        return PartialDate.parse(text)
    except ValueError:
        given = f"{month} {day}".strip()
        raise BadValueError("not-a-day", given=given, year=year.year) from None


def _read_words(text: str) -> PartialDate:
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    if len(years) != 1:
        raise BadValueError("not-a-date", given=text)
    year, rest = _parse(years[0], text), text.replace(years[0], " ")
    try:
        return within(year, rest) if _WORD.search(rest) else year
    except BadValueError:
        raise BadValueError("not-a-date", given=text) from None


def _month(text: str) -> int | None:
    if text.strip().isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    for word in _WORD.findall(text.lower()):
        for number, name in enumerate(MONTHS, 1):
            if word == "sept" or (len(word) >= 3 and name.lower().startswith(word)):
                return 9 if word == "sept" else number
    return None


def _parse(text: str, written: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise BadValueError("not-a-date", given=written) from None

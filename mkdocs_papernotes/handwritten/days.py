"""Parses dates as people write them in a header, in English and in Chinese."""

from __future__ import annotations

import re

from mkdocs_papernotes.dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = tuple(
    re.compile(rf"(?<![\w./-]){form}(?![-/.]?\d|\w)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
        rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号號]",
        rf"{_MONTH}\s*{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})",
        rf"{_YEAR}\s*年",
        _YEAR,
    )
)
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_WEEKDAY = (
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
    r"|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
)
_WEEKDAYS = re.compile(_WEEKDAY, re.IGNORECASE)
_DATED = re.compile(
    rf"""(?P<date>(?:(?:{_WEEKDAY}|{_MONTH}\s*{_DAY}(?:,?\s+(?:19|20)\d{{2}})?
          |(?:(?:19|20)\d{{2}}\s*年\s*)?(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*[日号號])
        [\s,，()（）]*)+)
        (?:[—–:：|｜·-]+\s*)(?P<text>\S.*)""",
    re.VERBOSE | re.IGNORECASE,
)


def read_day(text: str) -> tuple[PartialDate, str] | None:
    """The only date in `text`, and the other words; `None` without a date or with several.

    Accepts `April 16, 2026`, `16 Apr 2026`, `2026年4月`, `2026-04-16` and the like, but not
    `16/04/2026`, which is ambiguous.
    """
    plain = _WEEKDAYS.sub(" ", text)
    for form in _FORMS:
        found = list(form.finditer(plain))
        if len(found) > 1:
            return None
        if found:
            day = _date(found[0])
            rest = plain[: found[0].start()] + " " + plain[found[0].end() :]
            sure = day and not _ANY_YEAR.search(rest)
            return (day, rest.strip(" ,.，。()（）")) if day and sure else None
    return None


def without_day(text: str) -> tuple[str, tuple[int, int] | None] | None:
    """The text after a leading weekday or date, and the month and day if it has them.

    `Monday, April 27 — Agents` gives `Agents` and (4, 27). `None` if the text begins otherwise.
    """
    match = _DATED.match(text)
    if match is None:
        return None
    if match["name"]:
        return match["text"], (_month(match["name"]), int(match["day"]))
    return match["text"], (int(match["m"]), int(match["d"])) if match["m"] else None


def _date(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    year = parts["year"]
    month = _month(parts["name"]) if parts.get("name") else int(parts.get("month") or 0)
    digits = [year, f"{month:02}" if month else "", f"{int(parts.get('day') or 0):02}"]
    if not parts.get("day"):
        digits.pop()
    try:
        return PartialDate.parse("-".join(part for part in digits if part))
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1

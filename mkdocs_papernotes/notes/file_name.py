"""What the name of a note's file or folder says of it: a date, as Jekyll writes it, and a title.

A page counts by its path without language and extension, so that of `2023-02-03-x/index.md` the
folder's name counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

_DATE = re.compile(
    r"""(?<![0-9A-Za-z])(?P<year>(?:19|20)\d\d)
        (?: (?P<mark>[-_. ])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})
          | 年(?P<cjk_month>\d{1,2})月(?P<cjk_day>\d{1,2})日
          | (?P<two_month>\d\d)(?P<two_day>\d\d)(?:\d{4}|\d{6})?
        )(?![0-9A-Za-z])""",
    re.VERBOSE,
)
"""`2023-02-03`, `20230203`, `2023年2月3日`; `202302031200` is a time, as in a Zettelkasten."""
_MARKS = "-_.~,:+，、：·—– "
"""What may stand between a date and the rest of a name."""
_YEAR, _TWO_DIGITS = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d\d")


def date_of(path: str) -> date | None:
    """The date in a page's path; `None` without one.

    It is at the start or at the end of the page's name, or else in a folder above it: in the name
    of one (`2023-02-03-x/a`), or in those of three (`2023/02/03/a`).
    """
    *folders, name = path.split("/")
    found = _leading(name) or _trailing(name)
    return found[0] if found else next(_dates_of_folders([*folders, name]), None)


def begins_with_date(path: str) -> bool:
    """Whether the last part of a path begins with a date."""
    return _leading(path.rsplit("/", 1)[-1]) is not None


def title_of(path: str) -> str:
    """The title that MkDocs would make of a page's path, without a date that begins the name."""
    name = path.rsplit("/", 1)[-1]
    if found := _leading(name):
        day, end = found
        name = name[end:].strip(_MARKS)
        if not name:
            return day.isoformat()
    name = name.replace("-", " ").replace("_", " ").strip()
    return name.capitalize() if name.lower() == name else name


def _leading(name: str) -> tuple[date, int] | None:
    """The date that begins a name, and where it ends."""
    match = _DATE.match(name)
    day = _day(match) if match else None
    return (day, match.end()) if match and day else None


def _trailing(name: str) -> tuple[date, int] | None:
    """The date that ends a name, and where it begins."""
    last = next((match for match in _DATE.finditer(name) if match.end() == len(name)), None)
    day = _day(last) if last else None
    return (day, last.start()) if last and day else None


def _day(match: re.Match[str]) -> date | None:
    month = match["month"] or match["cjk_month"] or match["two_month"]
    day = match["day"] or match["cjk_day"] or match["two_day"]
    return _date(match["year"], month, day)


def _date(*parts: str) -> date | None:
    """The date of a year, a month and a day; `None` if there is no such day."""
    year, month, day = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dates_of_folders(names: Sequence[str]) -> Iterator[date]:
    """The dates in the names of the folders of a page and, of three numbers, in its own."""
    for end in range(len(names), 0, -1):
        if end < len(names) and (found := _leading(names[end - 1])):
            yield found[0]
        year, *rest = names[max(end - 3, 0) : end]
        if len(rest) == 2 and _YEAR.fullmatch(year) and all(map(_TWO_DIGITS.fullmatch, rest)):
            day = _date(year, *rest)
            if day:
                yield day

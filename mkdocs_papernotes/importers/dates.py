"""Dates as generators read them: in the site's time zone, and with impossible days rolled over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from mkdocs_papernotes.notes.file_name import date_of

_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?:[-/.]|年)[ ]?(?P<month>[0-9]{1,2})(?:[-/.]|月)[ ]?(?P<day>[0-9]{1,2})日?"
)
_YEAR_LAST = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<mark>[-/.])(?P<b>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"
)
_MONTH_ONLY = re.compile(r"(?P<year>[0-9]{4})(?:[-/.]|年)(?P<month>[0-9]{1,2})月?$")
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})$")
_NAMED = re.compile(
    r"""(?:[a-z]{3,9}\.?,?[ ])?
        (?:(?P<month>[a-z]{3,9})\.?[ ](?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?
           |(?P<day_first>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?P<month_last>[a-z]{3,9})\.?,?)
        [ -](?P<year>[0-9]{4})""",
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(
    r"""[Tt\s,]{1,9}(?P<hour>[0-9]{1,2})(?::|时|點|点)(?P<minute>[0-9]{1,2})分?
        (?::?(?P<second>[0-9]{1,2})(?:[.,][0-9]{1,9})?秒?)?
        (?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?
        (?:\s{0,3}(?P<zone>(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|Z|z|UTC|GMT))?
        (?:\s\(?[A-Za-z/_ +-]{1,60}\)?|\s[+-][0-9]{2})?$""",
    re.VERBOSE,
)
"""Behind the offset may stand the name of the zone, as Go and JavaScript print it."""
_OFFSET = re.compile(r"(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 80
_SECONDS = range(631_152_000, 4_102_444_800)
"""Of the epoch, for the years 1990 to 2099: other numbers are no dates."""


@dataclass(frozen=True)
class ReadDate:
    """A date as the old site had it."""

    value: date | datetime
    """In the site's zone; a time has none of its own."""
    changed: bool = False
    """Whether it is not what was written: a day that does not exist, a number of seconds, a month
    without a day. A time that was written for another zone is not changed."""


def read_date(given: object, *, zone: str) -> ReadDate | None:
    """A date as it stands in front matter, or `None` for what is none.

    `zone` is the site's, such as `Asia/Shanghai`. A time without an offset is one in that zone; if
    it is empty, a time stays as it is written. Days and months roll over as in JavaScript, so that
    29 February 2023 is 1 March
    (https://github.com/hexojs/hexo-front-matter/blob/main/lib/timestamp.ts).
    """
    try:
        if isinstance(given, datetime):
            return _in_range(ReadDate(_local(given, zone)))
        if isinstance(given, date):
            return _in_range(ReadDate(given))
        if isinstance(given, int) and not isinstance(given, bool):
            return _of_number(given, zone)
        if isinstance(given, str):
            return _of_text(given.strip(), zone)
    except (ValueError, OverflowError):
        pass
    return None


def _in_range(found: ReadDate) -> ReadDate | None:
    """A date that can be moved to another zone and written with four digits."""
    return found if 1000 <= found.value.year < 9999 else None


def zone_of(name: str) -> tzinfo | None:
    """A zone by its name, or by an offset (`+08:00`, `UTC+8`); `None` for any other name."""
    offset = _OFFSET.fullmatch(name.strip())
    try:
        if offset:
            return _offset(offset[0])
        return ZoneInfo(name.strip()) if name.strip() else None
    except (KeyError, ValueError, OSError):  # no zone; a path; a folder
        return None


def _local(moment: datetime, zone: str) -> datetime:
    """Wall time in the site's zone."""
    if moment.tzinfo is not None and (there := zone_of(zone)):
        moment = moment.astimezone(there)
    return moment.replace(tzinfo=None)


def _of_number(given: int, zone: str) -> ReadDate | None:
    if _COMPACT.match(str(given)):
        return _of_text(str(given), zone)
    seconds = given // 1000 if given // 1000 in _SECONDS else given
    if seconds not in _SECONDS:
        return None
    return ReadDate(_local(datetime.fromtimestamp(seconds, timezone.utc), zone), True)


def _of_text(text: str, zone: str) -> ReadDate | None:
    if len(text) > _LONGEST:
        return None
    if match := _MONTH_ONLY.match(text):
        year, month = int(match["year"]), int(match["month"])
        return _in_range(ReadDate(date(year, month, 1), True)) if 1 <= month <= 12 else None
    if text.isdigit() and not _COMPACT.match(text):
        return _of_number(int(text), zone) if text.isascii() and len(text) < 14 else None
    found = _day(text)
    if found is None:
        return None
    year, month, day, end, is_guessed = found
    first = datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    rest = text[end:].strip()
    if not rest:
        return _rolled(first, month, day, None, is_guessed)
    clock = _TIME.match(" " + rest.removeprefix("T").removeprefix("t"))
    if clock is None:
        return None
    found_date = _rolled(first, month, day, clock, is_guessed)
    if found_date and clock["zone"] and isinstance(found_date.value, datetime):
        moment = found_date.value.replace(tzinfo=_offset(clock["zone"]))
        return _in_range(ReadDate(_local(moment, zone), found_date.changed))
    return found_date


def _rolled(
    first: datetime, month: int, day: int, clock: re.Match[str] | None, is_guessed: bool
) -> ReadDate | None:
    """A moment by the first of its month, with what is too much carried over."""
    if clock is None:
        whole = (first + timedelta(days=day - 1)).date()
        return _in_range(ReadDate(whole, is_guessed or (whole.month, whole.day) != (month, day)))
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"] in "Pp")
    moment = first + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
    is_same = (moment.month, moment.day, moment.hour, moment.minute) == (month, day, hour, minute)
    return _in_range(ReadDate(moment, is_guessed or not is_same))


def _day(text: str) -> tuple[int, int, int, int, bool] | None:
    """Year, month and day at the beginning of a text, where they end, and whether their order is
    a guess: `1/2/2020` is 2 January, as JavaScript reads it, but `13/2/2020` can only be February.
    """
    if match := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        return int(match["year"]), int(match["month"]), int(match["day"]), match.end(), False
    if match := _YEAR_LAST.match(text):
        month, day = int(match["a"]), int(match["b"])
        month, day = (day, month) if month > 12 >= day else (month, day)
        return int(match["year"]), month, day, match.end(), True
    match = _NAMED.match(text)
    name = (match["month"] or match["month_last"]).lower()[:3] if match else ""
    if match is None or name not in _MONTHS:
        return None
    day = int(match["day"] or match["day_first"])
    return int(match["year"]), _MONTHS.index(name) + 1, day, match.end(), False


def _offset(text: str) -> timezone:
    if text in {"Z", "z", "UTC", "GMT"}:
        return timezone.utc
    text = text[3:] if text[:3] in {"UTC", "GMT"} else text
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    delta = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-delta if text[0] == "-" else delta)


_SHORT_DAY = "(?P<year>[0-2][0-9])(?P<month>[01][0-9])(?P<day>[0-3][0-9])"
_SHORT_END, _SHORT_START = re.compile(f"[-_ ]{_SHORT_DAY}$"), re.compile(f"{_SHORT_DAY}(?=[-_ ])")
_LANGUAGE = re.compile(r"\.[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?$")
_INDEXES = {"index", "_index", "readme"}


def date_in_name(path: str) -> date | None:
    """The date in the name of a file, or of its folder if it is called `index.md` or `README.md`.

    As `notes.file_name.date_of`, and also six digits at an end of a name: `x-230203.md`.
    """
    folder, slash, name = path.rpartition("/")
    name = _LANGUAGE.sub("", name.rpartition(".")[0] or name)
    place = folder if slash and name.lower() in _INDEXES else f"{folder}{slash}{name}"
    if found := date_of(place):
        return found
    last = place.rpartition("/")[2]
    match = _SHORT_START.match(last) or _SHORT_END.search(last)
    try:
        parts = (int(match[part]) for part in ("month", "day")) if match else ()
        return date(2000 + int(match["year"]), *parts) if match else None
    except ValueError:
        return None

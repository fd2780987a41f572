"""Dates that JavaScript reads, and few others do."""

from __future__ import annotations

import re

from mkdocs_papernotes.importers.dates import ReadDate, read_date

_LIKE_UNIX = re.compile(
    r"(?:[A-Za-z]{3,9},?[ ]+)?(?P<month>[A-Za-z]{3,9})[ ]+(?P<day>[0-9]{1,2}),?[ ]+"
    r"(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:[ ]+(?P<zone>[A-Z]{3,4}))?"
    r"[ ]+(?P<year>[0-9]{4})"
)
"""As the command `date` prints it: `Tue Dec 8 19:01:14 EST 2015`."""
_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""The names of zones that JavaScript knows."""
_ZEROS = re.compile(r":0+(?=[0-9]{2}\b)")
_LONGEST = 60


def read_any(given: object, zone: str) -> ReadDate | None:
    """A date as `read_date` gives it, also for texts that JavaScript alone takes for one."""
    found = read_date(given, zone=zone)
    if found or not isinstance(given, str) or len(given) > _LONGEST:
        return found
    text = " ".join(given.split())
    if match := _LIKE_UNIX.fullmatch(text):
        offset = _offset(match["zone"])
        day = f"{match['month']} {match['day']}, {match['year']}"
        return read_date(f"{day} {match['time']}{offset}", zone=zone)
    found = read_date(_ZEROS.sub(":", text), zone=zone)  # 22:010:17
    return ReadDate(found.value, changed=True) if found else None


def _offset(name: str | None) -> str:
    if name in {"UTC", "GMT"}:
        return " +00:00"
    hours = _HOURS.get(name or "")
    return f" {hours:+03}:00" if hours is not None else ""

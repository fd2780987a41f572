"""Dates of posts: what their address has, and what the new note says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

from mkdocs_papernotes.importers import dates

_WITH_OFFSET = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?[ \t]*"
    r"([+-])([0-9]{2}):?([0-9]{2})"
)
_NAMED = re.compile(r"([0-9]{2,4})-([0-9]{1,2})-([0-9]{1,2})")


@dataclass(frozen=True)
class Moment:
    """When a post was written."""

    shown: date | datetime
    """As it was written; with its offset from UTC if it has one."""
    local: datetime
    """As Jekyll took it, in the site's time zone and without one: this is in addresses."""
    changed: bool = False
    """Whether it is an impossible date that rolled over."""


def zone_of(name: str) -> tzinfo:
    """The time zone of a site; UTC, as on the servers of GitHub, if it names none."""
    return dates.zone_of(name) or timezone.utc


def moment_of(given: object, zone_name: str) -> Moment | None:
    """The moment that front matter gives; `None` if it cannot be read.

    In Jekyll, `date: 2020-01-01 20:00:00` without a zone is a moment in UTC, for YAML says so, and
    all other forms are in the site's time zone (https://jekyllrb.com/docs/front-matter/, and
    `Utils.parse_date`); tried with Jekyll 4.3.1.
    """
    zone = zone_of(zone_name)
    if isinstance(given, str):
        given = _with_offset(given) or given
    if isinstance(given, datetime):
        moment = given if given.tzinfo else given.replace(tzinfo=timezone.utc)
        return Moment(given, _in(moment, zone))
    if isinstance(given, date):
        return Moment(given, datetime(given.year, given.month, given.day))
    read = dates.read_date(given, zone=zone_name)
    if read is None:
        return None
    value = read.value
    if isinstance(value, datetime):
        return Moment(value, value.replace(tzinfo=None), bool(read.changed))
    return Moment(value, datetime(value.year, value.month, value.day), bool(read.changed))


def _in(moment: datetime, zone: tzinfo) -> datetime:
    """A moment in a zone, without it; at the very ends of the calendar as it is."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)


def _with_offset(text: str) -> datetime | None:
    """The form that YAML does not read for its offset has no colon: `… 20:00:00 +0800`."""
    match = _WITH_OFFSET.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes = int(match[8]), int(match[9])
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[7] == "-" else 1)
    try:
        year, month, day, hour, minute, second = (int(match[n] or 0) for n in range(1, 7))
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset))
    except ValueError:
        return None


def moment_named(day: str) -> Moment | None:
    """The moment in a file's name, such as `2020-1-2`; years of two digits are recent ones."""
    match = _NAMED.fullmatch(day)
    if match is None:
        return None
    year, month, number = (int(part) for part in match.groups())
    year += (2000 if year < 69 else 1900) if year < 100 else 0
    try:
        first = date(year, month, 1)
        found = first + timedelta(days=number - 1)
    except (ValueError, OverflowError):
        return None
    if not 1 <= number <= 31:
        return None
    midnight = datetime(found.year, found.month, found.day)
    return Moment(found, midnight, changed=found.day != number)

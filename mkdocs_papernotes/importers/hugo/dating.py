"""The dates of a page, from the keys that `frontmatter` of the configuration names.

As in `resources/page/pagemeta/page_frontmatter.go` of https://github.com/gohugoio/hugo.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from mkdocs_papernotes.git.history import History
from mkdocs_papernotes.git.repository import GitError, Repository
from mkdocs_papernotes.importers.dates import date_in_name, read_date
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.hugo.configuration import Configuration, texts_of
from mkdocs_papernotes.importers.hugo.front import Front

_DEFAULTS: Mapping[str, Sequence[str]] = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": (":git", "lastmod", "date", "publishdate"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_ALIASES = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}
_DAY = re.compile(r"\s*(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DATE_OF_NAME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T _-][0-9]{2}-[0-9]{2}-[0-9]{2})?[ _-]*(?P<slug>.*)"
)


@dataclass(frozen=True)
class Dates:
    """What the keys for dates say."""

    date: dt.date | None = None
    """In the time of the site, a `datetime` if it has a time."""
    day: dt.date | None = None
    """The day as it was written, which addresses are made of."""
    updated: dt.date | None = None
    published: dt.date | None = None
    expired: dt.date | None = None
    slug: str = ""
    """The rest of a file's name that the date was taken from."""
    used: frozenset[str] = frozenset()
    """The keys that were read."""


class Commits:
    """When files of a site were last committed, which `:git` stands for."""

    def __init__(self, root: Path, configuration: Configuration):
        self._root = root
        self._zone = configuration.text("timezone")
        self._is_on = configuration.flag("enablegitinfo")

    def last(self, source: str) -> date | None:
        """The time of the last commit of a file; `None` if there is none, or if it is not asked."""
        changes = self._history.changes(source) if self._history else ()
        if not changes:
            return None
        return local(datetime.fromtimestamp(changes[0].seconds, timezone.utc), self._zone)

    @cached_property
    def _history(self) -> History | None:
        try:
            return Repository.of(self._root).history() if self._is_on else None
        except GitError:
            return None


def dates_of(
    front: Front,
    source: str,
    name: str,
    configuration: Configuration,
    commits: Commits,
    tell: Tell,
) -> Dates:
    """The dates of a page by its file, and the name of that, or of its folder if it is `index`."""
    reader = _Reader(front, name, configuration, tell)
    found, of_name = reader.first("date")
    day = _day_of_name(name) if of_name else reader.day("date")
    slug = _DATE_OF_NAME.fullmatch(name)
    updated, _ = reader.first("lastmod")
    published, _ = reader.first("publishdate")
    expired, _ = reader.first("expirydate")
    if found is None and reader.asks_git and (found := commits.last(source)):
        tell("import-date-found", 0, "date", date=found, origin="the last commit of its file")
        day = found
    if found is None and (found := date_in_name(source)):
        tell("import-date-found", 0, "date", date=found, origin="the file's name")
    return Dates(
        found,
        day,
        updated if updated != found else None,
        published,
        expired,
        slug["slug"].strip(" _-") if of_name and slug else "",
        frozenset(reader.used),
    )


class _Reader:
    def __init__(self, front: Front, name: str, configuration: Configuration, tell: Tell):
        self.front, self.name, self.configuration, self.tell = front, name, configuration, tell
        self.used: set[str] = set()
        self._read: dict[str, date | None] = {}

    def first(self, kind: str) -> tuple[date | None, bool]:
        """The first date found for `date`, `lastmod`…, and whether it is from the file's name."""
        for key in self._keys(kind):
            if key == ":filename" and (found := _day_of_name(self.name)):
                return found, True
            if not key.startswith(":") and (found := self.read(key)):
                return found, False
        return None, False

    @property
    def asks_git(self) -> bool:
        """Whether a page without another date has that of its last commit."""
        return ":git" in self._keys("date")

    def day(self, kind: str) -> date | None:
        """The day of that date as it was written, whatever the time zone."""
        for key in self._keys(kind):
            if not key.startswith(":") and (read := self.read(key)):
                return written_day(self.front.get(key)) or read
        return None

    def _keys(self, kind: str) -> Iterator[str]:
        given = texts_of(self.configuration.get("frontmatter", kind)) or _DEFAULTS[kind]
        for key in map(str.lower, given):
            for each in _DEFAULTS[kind] if key == ":default" else (key,):
                yield from (each, *_ALIASES.get(each, ()))

    def read(self, key: str) -> date | None:
        """The date that a key of front matter says; what cannot be read is told once."""
        value = self.front.get(key)
        if value in (None, "") or isinstance(value, bool):
            return None
        if key not in self._read:
            self.used.add(key)
            zone = self.configuration.text("timezone")
            read = read_date(value, zone=zone)
            self._read[key] = read.value if read else None
            name, line = self.front.names.get(key, key), self.front.line(key)
            if read is None:
                self.tell("import-date-unread", line, name, given=str(value))
            elif read.changed:
                self.tell("import-date-changed", line, name, given=str(value), date=read.value)
        return self._read[key]


def _day_of_name(name: str) -> date | None:
    """The date that a name begins with (`dateAndSlugFromBaseFilename`)."""
    return written_day(name) if _DATE_OF_NAME.fullmatch(name) else None


def written_day(value: object) -> date | None:
    """The day of a date as it was written."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def is_after(one: date, now: datetime, zone: str) -> bool:
    """Whether a date in the time of the site is later than a moment."""
    moment = one if isinstance(one, datetime) else datetime(one.year, one.month, one.day)
    return moment > local(now, zone)


def local(now: datetime, zone: str) -> datetime:
    """A moment in the time of the site, without its zone."""
    if now.tzinfo is None:
        return now
    try:
        return now.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None)
    except (ValueError, OSError, KeyError):
        return now.astimezone(timezone.utc).replace(tzinfo=None)

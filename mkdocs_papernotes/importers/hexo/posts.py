"""Posts and drafts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from functools import cached_property

from mkdocs_papernotes.importers.dates import ReadDate, date_in_name, read_date, zone_of
from mkdocs_papernotes.importers.hexo.addresses import (
    Facts,
    UnknownAddressError,
    feed_id,
    normal,
    post_path,
    without_ending,
)
from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.moments import read_any
from mkdocs_papernotes.importers.hexo.permalink import parse
from mkdocs_papernotes.importers.hexo.script import is_set, names_of, text_of
from mkdocs_papernotes.importers.hexo.slugs import slugize
from mkdocs_papernotes.importers.hexo.terms import Categories, Hierarchy, hierarchies_of, tags_of
from mkdocs_papernotes.importers.source import Source
from mkdocs_papernotes.text import one_line

_PRESERVED = frozenset({"title", "year", "month", "day", "i_month", "i_day", "hash"})
"""What a file's name says of a post, but not as a key of front matter."""


@dataclass(frozen=True)
class Post:
    """A post as Hexo sees it."""

    source: Source
    path: str
    """Its path below `_posts` or `_drafts`, without extension."""
    is_draft: bool
    """Whether it is in `_drafts`."""
    configuration: Configuration
    commit_date: date | None = None
    """When its file came into the repository."""

    @property
    def folders(self) -> tuple[str, ...]:
        """Where its files may be; those of a draft may still be beside the posts, or already."""
        own = posixpath.splitext(self.source.path)[0]
        start = own.removesuffix(self.path)
        other = {"_posts/": "_drafts/", "_drafts/": "_posts/"}
        for here, there in other.items():
            if start.endswith(here):
                return own, f"{start.removesuffix(here)}{there}{self.path}"
        return (own,)

    @cached_property
    def values(self) -> Mapping[str, object]:
        """Its front matter, and what its file's name says instead."""
        named = {key: text for key, text in self.named.items() if key not in _PRESERVED}
        return {**self.source.values, **named}

    @cached_property
    def named(self) -> Mapping[str, str]:
        """What its file's name says by the setting `new_post_name`."""
        pattern = self.configuration.text("new_post_name", ":title.md")
        return parse(posixpath.splitext(pattern)[0], self.path) or {}

    @cached_property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.named.get("title") or slugize(self.path)

    @cached_property
    def title(self) -> str:
        """Its title on one line; empty if it has none."""
        value = self.values.get("title")
        return one_line(text_of(value)) if is_set(value) or value == 0 else ""

    @cached_property
    def hierarchies(self) -> tuple[Hierarchy, ...]:
        """Its categories, each with those above it."""
        return hierarchies_of(self.values)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return tags_of(self.values)

    @cached_property
    def written_date(self) -> ReadDate | None:
        """The date in its front matter."""
        return read_any(self.values.get("date"), self.configuration.text("timezone"))

    @cached_property
    def hexo_date(self) -> date | datetime | None:
        """The date that Hexo knows: from front matter, else from the file's name."""
        if self.written_date:
            return self.written_date.value
        named = self.named
        month, day = (named.get(key) or named.get(f"i_{key}") for key in ("month", "day"))
        if "year" in named and month and day:
            given = f"{named['year']}-{month}-{day}"
            found = read_date(given, zone="")
            return found.value if found else None
        return None

    @cached_property
    def best_date(self) -> tuple[date | datetime | None, str]:
        """The best date that is known, and where it comes from if not from front matter."""
        if self.written_date:
            return self.written_date.value, ""
        if found := self.hexo_date or date_in_name(f"{self.path}.md"):
            return found, "the name of the file"
        if self.commit_date:
            return self.commit_date, "the first commit that has the file"
        return None, ""

    @property
    def is_undated(self) -> bool:
        """Whether nothing gives a date to what is no draft."""
        return self.best_date[0] is None and not self.is_draft

    def is_published(self, now: datetime) -> bool:
        """Whether it was on the site."""
        shows_drafts = self.configuration.flag("render_drafts")
        given = self.values.get("published")
        is_hidden = (self.is_draft or given is False) and not shows_drafts
        return not (is_hidden or self.is_ahead(now) or self.is_overlooked)

    @property
    def is_overlooked(self) -> bool:
        """Whether Hexo does not take it for a post because of its ending: `.MD`, or `.markdown`
        where posts have folders.
        """
        ending = posixpath.splitext(self.source.path)[1]
        if self.configuration.flag("post_asset_folder"):
            name = self.configuration.text("new_post_name", ":title.md")
            return ending != (posixpath.splitext(name)[1] or ".md")
        return ending != ending.lower()

    def is_ahead(self, now: datetime) -> bool:
        """Whether its date is ahead, and the site does not show such posts."""
        if self.configuration.flag("future", default=True) or self.hexo_date is None:
            return False
        day = self.hexo_date
        moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
        return moment > now

    def published_at(self, categories: Categories) -> Published:
        """Where it was; raises `UnknownAddressError`."""
        category = categories.slug_of(self.hierarchies) or self.configuration.text(
            "default_category", "uncategorized"
        )
        paths = [self._path(moment, category) for moment in self._moments()]
        path = paths[0]
        if not normal(path):
            raise UnknownAddressError("it was that of the whole site")
        addresses = [self.configuration.prefix + normal(each) for each in paths]
        bare = without_ending(addresses[0], self.configuration)
        others = dict.fromkeys((*bare, *self._aliases()))
        others.pop(addresses[0], None)
        guesses = tuple(each for each in dict.fromkeys(addresses[1:]) if each != addresses[0])
        identity = feed_id(path, self.configuration)
        return Published(path, addresses[0], tuple(others), guesses, identity)

    def _path(self, moment: date | datetime | None, category: str) -> str:
        facts = Facts(self.slug, self.title, moment, category, self.source.values, self._others)
        return post_path(facts, self.configuration, self._seconds)

    @cached_property
    def _seconds(self) -> int | None:
        """Its date in seconds since the epoch; `None` if its time zone is not known."""
        name = self.configuration.text("timezone") or self.configuration.machine
        zone, day = zone_of(name), self.hexo_date
        if zone is None or day is None:
            return None
        moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
        return int(moment.replace(tzinfo=zone).timestamp())

    def _moments(self) -> list[date | datetime | None]:
        """The dates that may stand in its address, the most likely first."""
        day, own = self.hexo_date, zone_of(self.configuration.text("timezone"))
        zones = [zone for name in self.configuration.zones if (zone := zone_of(name))]
        if day is None or not 1 < day.year < 9999:
            return [day]
        moments = [day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)]
        given = self.values.get("date")
        if isinstance(given, datetime) and given.tzinfo:
            # Hexo takes the time in UTC for one without a zone.
            moments.insert(0, given.astimezone(timezone.utc).replace(tzinfo=None))
        if own is None:
            return [*dict.fromkeys(moments)]
        there = [moment.replace(tzinfo=own) for moment in moments]
        found = [each.astimezone(zone).replace(tzinfo=None) for each in there for zone in zones]
        return [*dict.fromkeys(found)]

    @property
    def _others(self) -> Mapping[str, str]:
        return {key: text for key, text in self.named.items() if key not in _PRESERVED}

    def _aliases(self) -> Iterator[str]:
        """Addresses that hexo-generator-alias makes pages for
        (https://github.com/hexojs/hexo-generator-alias/blob/master/lib/generator.js).
        """
        given = self.values.get("alias")
        given = given if is_set(given) else self.values.get("aliases")
        for name in names_of(given):
            if address := normal(name):
                yield self.configuration.prefix + address


@dataclass(frozen=True)
class Published:
    """Where a post was."""

    path: str
    """As Hexo has it."""
    address: str
    aliases: tuple[str, ...]
    guesses: tuple[str, ...]
    """Where it may have been instead."""
    feed_id: str

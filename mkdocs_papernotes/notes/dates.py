"""When a note was written and updated, from its front matter or the name of its file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time, tzinfo

from mkdocs_papernotes.dates import parse_moment
from mkdocs_papernotes.front_matter.foreign_keys import normal_key
from mkdocs_papernotes.front_matter.reader import Block, plain
from mkdocs_papernotes.notes.file_name import date_of

# Keys of other tools, as `normal_key` gives them. They are read where their value is a date; any
# other value means something else, and is no mistake.
_WRITTEN = (
    "created",  # Obsidian
    "datecreated",
    "createdat",
    "creationdate",
    "datepublished",
    "pubdate",  # Astro
    "pubdatetime",
    "ctime",
    "日期",
    "创建时间",
    "创建日期",
)
_UPDATED = (
    "updated",  # in capitals, for example
    "lastmod",  # Hugo
    "lastmodified",
    "lastmodifiedat",  # Jekyll
    "modified",  # Pelican, Quartz
    "datemodified",
    "modifiedat",
    "modificationdate",
    "lastupdated",
    "lastupdate",
    "updatedat",
    "dateupdated",
    "updateddate",
    "moddatetime",
    "mtime",
    "更新时间",
    "更新日期",
    "修改时间",
    "修改日期",
)


def read_dates(
    block: Block, path: str, zone: tzinfo, *, may_be_lost: bool = False
) -> tuple[datetime | None, datetime | None]:
    """The dates of writing and of updating; Material's blog puts both under `date`.

    A date that is stated counts before one in the note's `path`. A missing date is reported, unless
    it `may_be_lost` in a block that cannot be read.
    """
    value = block.get("date")
    nested = block.inner("date", value) if isinstance(value, Mapping) else None
    if nested is None:
        written = block.moment("date", zone)
    else:
        value, written = nested.get("created"), nested.moment("created", zone)
    written = written or _other(block, _WRITTEN, zone) or _from_path(path, zone)
    is_missing = value is None or (isinstance(value, str) and not value.strip())
    if written is None and is_missing and not may_be_lost:
        block.problem("date", "undated-note")
    updated = block.moment("updated", zone)
    if updated is None and nested is not None:
        updated = nested.moment("updated", zone)
    return written, updated or _other(block, _UPDATED, zone)


def _other(block: Block, names: Collection[str], zone: tzinfo) -> datetime | None:
    """The date under a key of another tool."""
    found = {normal_key(name): name for name in block}
    for name in names:
        if name in found and (moment := _moment(block.foreign(found[name]), zone)):
            return moment
    return None


def _moment(value: object, zone: tzinfo) -> datetime | None:
    try:
        return parse_moment(plain(value) or "", zone)
    except (ValueError, OverflowError):
        return None


def _from_path(path: str, zone: tzinfo) -> datetime | None:
    day = date_of(path)
    return datetime.combine(day, time(), zone) if day else None

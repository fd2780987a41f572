"""Front matter of the new note, from that of a post of Material's blog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone

from mkdocs_papernotes.importers.dates import read_date
from mkdocs_papernotes.importers.foreign_values import flag_of, rest_of, text_of, words_of
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.material_blog.configuration import Blog
from mkdocs_papernotes.importers.settings import settings_of
from mkdocs_papernotes.importers.source import Source
from mkdocs_papernotes.notes.keys import THEME_KEYS

_USED = frozenset(
    (
        "title",
        "date",
        "description",
        "authors",
        "categories",
        "tags",
        "pin",
        "draft",
        "slug",
        "image",
    )
)
_OF_THEME = frozenset(
    ("hide", "status", "icon", "subtitle", "search", "boost", "social", "comments")
)
"""Keys that the theme reads in the new site as it did in the old one."""


@dataclass(frozen=True)
class Dates:
    """The dates of a post."""

    created: date | datetime | None = None
    updated: date | datetime | None = None

    @property
    def moment(self) -> datetime | None:
        """When it was written, without a time zone, as addresses have it."""
        if isinstance(self.created, datetime):
            return self.created.replace(tzinfo=None)
        if self.created is None:
            return None
        return datetime(self.created.year, self.created.month, self.created.day)

    def is_after(self, now: datetime) -> bool:
        """Whether it was written after a moment; without a zone it is in UTC, as for the plugin."""
        created = self.created
        if created is None:
            return False
        if not isinstance(created, datetime):
            created = datetime(created.year, created.month, created.day)
        aware = created if created.tzinfo else created.replace(tzinfo=timezone.utc)
        return aware > (now if now.tzinfo else now.replace(tzinfo=timezone.utc))


def dates_of(source: Source) -> Dates:
    """The dates that front matter gives: `date`, or `created` and `updated` below it."""
    given = source.values.get("date")
    table = settings_of(given)
    created = table.values.get("created") if table.values else given
    return Dates(_read(created), _read(table.values.get("updated")))


def _read(given: object) -> date | datetime | None:
    if isinstance(given, (date, datetime)) or given is None:
        return given
    found = read_date(given, zone="")
    return found.value if found else None


def categories_of(source: Source) -> Sequence[str]:
    """Each category once."""
    return words_of(source.values.get("categories"))


def post_values(
    source: Source, blog: Blog, dates: Dates, title: str, now: datetime, tell: Tell
) -> dict[str, object]:
    """Values of a post by our keys, in the order to write them."""
    values, lines = source.values, source.lines
    found: dict[str, object] = {"title": title}
    if dates.created is None:
        name = "import-undated" if values.get("date") is None else "import-date-unread"
        given = {} if values.get("date") is None else {"given": str(values["date"])}
        tell(name, lines.get("date", 1), "date" if given else "", **given)
    found |= {"date": dates.created, "updated": dates.updated}
    found["description"] = text_of(values.get("description"))
    found["authors"] = words_of(values.get("authors"))
    categories = categories_of(source)
    found["direction"] = categories[0] if categories else ""
    tags = [*words_of(values.get("tags")), *categories[1:]]
    found["tags"] = [tag for tag in dict.fromkeys(tags) if tag != found["direction"]]
    found["pin"] = flag_of(values.get("pin")) or False
    found["draft"] = _is_draft(source, blog, dates, now, tell)
    found["image"] = text_of(values.get("image"))
    return {key: value for key, value in found.items() if value} | kept_values(source, tell)


def kept_values(source: Source, tell: Tell) -> dict[str, object]:
    """What has no key of ours: that of the theme without a word, all else told."""
    values = source.values
    theme = {key: values[key] for key in values if key in _OF_THEME or key in THEME_KEYS}
    if "template" in theme:
        line = source.lines.get("template", 1)
        reason = f"the new site has no template {theme.pop('template')}"
        tell("import-key-dropped", line, "template", name="template", reason=reason)
    rest = rest_of(values, _USED | {*theme, "template"}, source.lines, tell)
    return {**theme, **rest}


def _is_draft(source: Source, blog: Blog, dates: Dates, now: datetime, tell: Tell) -> bool:
    """Whether the old site did not have it, or it is not clear whether it had."""
    given = source.values.get("draft")
    line = source.lines.get("draft", 1)
    if given is not None and flag_of(given) is None:
        tell(
            "import-held-back",
            line,
            "draft",
            reason=f"`draft` is neither true nor false: {given!r}",
        )
        return True
    if source.unread:
        return True
    if given is None and blog.is_on("draft_if_future_date", default=False) and dates.is_after(now):
        tell("import-held-back", source.lines.get("date", 1), reason="its date is in the future")
        return True
    return bool(flag_of(given)) if given is not None else False

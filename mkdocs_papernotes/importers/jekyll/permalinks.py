"""The addresses that Jekyll gives to posts, documents of collections, pages and files.

Rules and placeholders are those of Jekyll's sources at
https://github.com/jekyll/jekyll/tree/v4.3.3/lib/jekyll: `url.rb`, `drops/url_drop.rb`,
`configuration.rb` (styles) and `utils.rb` (`add_permalink_suffix`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from mkdocs_papernotes.importers.jekyll.slugs import slugify

STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""Permalinks that have a name (https://jekyllrb.com/docs/permalinks/#built-in-formats)."""

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_SLASHES = re.compile(r"/+")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class UnknownPlaceholderError(Exception):
    """A permalink has a placeholder that Jekyll does not know; the text is its name."""


@dataclass(frozen=True)
class Document:
    """What the address of a post, or of another document of a collection, is made of."""

    collection: str
    path: str
    """Its path below the collection's folder without extension, with a slash at the front."""
    slug: str
    """The `slug` of its front matter, else its name without date and extension."""
    moment: datetime
    categories: Sequence[str] = ()

    def placeholders(self) -> Mapping[str, str]:
        """Values by the name of the placeholder, before they are encoded."""
        name = posixpath.basename(self.path)
        return {
            "collection": self.collection,
            "path": self.path.rstrip("."),
            "output_ext": ".html",
            "name": slugify(name),
            "title": slugify(self.slug, "pretty", cased=True),
            "slug": slugify(self.slug),
            "categories": "/".join(dict.fromkeys(each.lower() for each in self.categories)),
            "slugified_categories": "/".join(dict.fromkeys(map(slugify, self.categories))),
            **_parts_of(self.moment),
        }


def _parts_of(moment: datetime) -> Mapping[str, str]:
    year, week, weekday = moment.isocalendar()
    day_of_year = moment.timetuple().tm_yday
    month, day = _MONTHS[moment.month - 1], _DAYS[weekday - 1]
    return {
        "year": f"{moment.year:04}",
        "month": f"{moment.month:02}",
        "day": f"{moment.day:02}",
        "hour": f"{moment.hour:02}",
        "minute": f"{moment.minute:02}",
        "second": f"{moment.second:02}",
        "i_day": str(moment.day),
        "i_month": str(moment.month),
        "short_month": month[:3],
        "long_month": month,
        "short_year": f"{moment.year % 100:02}",
        "w_year": f"{year:04}",
        "week": f"{week:02}",
        "w_day": str(weekday),
        "short_day": day[:3],
        "long_day": day,
        "y_day": f"{day_of_year:03}",
    }


def url_of(template: str, placeholders: Mapping[str, str]) -> str:
    """The address for a permalink, with a slash at the front and as it is read, not encoded."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        pool = (name, name[:-1]) if name.endswith("_") else (name,)
        winner = next((key for key in pool if key in placeholders), None)
        if winner is None:
            raise UnknownPlaceholderError(name)
        return placeholders[winner].replace("%", "%25") + name[len(winner) :]

    return _clean(_PLACEHOLDER.sub(value, template))


def page_url(template: str, placeholders: Mapping[str, str | None]) -> str:
    """The same for pages and archives, where `/:name` without a value goes, and others stay."""
    for name, value in placeholders.items():
        if value is None:
            template = template.replace(f"/:{name}", "")
        else:
            template = template.replace(f":{name}", value.replace("%", "%25"))
    return _clean(template)


def _clean(url: str) -> str:
    """An address without `..`, `./` and double slashes, as `URL#sanitize_url` leaves it."""
    url = f"/{url}".replace("..", "/").replace("./", "")
    return unquote(_SLASHES.sub("/", url))


def with_suffix_of(template: str, style: str) -> str:
    """A template that ends as a style of permalinks does (`Utils.add_permalink_suffix`)."""
    if style in {"date", "ordinal", "none"} or style.endswith(":output_ext"):
        return f"{template}:output_ext"
    return f"{template}/" if style == "pretty" or style.endswith("/") else template


def addresses_of(url: str, extension: str = ".html") -> tuple[str, ...]:
    """The path of the written file first, then how the page was linked if that differs.

    An address without a slash or an extension at the end, such as `/2020/adam`, is written to
    `2020/adam.html` (`Document#destination`), which servers find under both addresses.
    """
    path = url.lstrip("/")
    if url.endswith("/") or path.endswith(extension):
        return (path,)
    return (path + extension, path)


def is_plain(path: str) -> bool:
    """Whether a path can be below a site's root: without `..`, `\\` and control characters."""
    return (
        ".." not in path.split("/")
        and not path.startswith("/")
        and "\\" not in path
        and path.isprintable()
    )


def joined(parts: Iterable[str]) -> str:
    """Parts of a path with one slash between them, and none at the front."""
    return _SLASHES.sub("/", "/".join(part for part in parts if part)).lstrip("/")

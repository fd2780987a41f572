"""Where Hexo published posts and pages, and what its feeds called them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha1
from importlib import import_module
from urllib.parse import quote

from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.permalink import fill
from mkdocs_papernotes.importers.hexo.script import is_set, text_of
from mkdocs_papernotes.importers.hexo.slugs import slugize

PERMALINK = ":year/:month/:day/:title/"
_QUERY = re.compile(r"\?.*", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_INDEX = re.compile(r"(^|/)index\.html$")
_SLASHES = re.compile("//+")
_HYPHENS = re.compile("-{2,}")
_HTML = re.compile(r"\.html?$")
_URI = ";,/?:@&=+$-_.!~*'()#[]|^%"
"""What JavaScript's `URL` leaves as it is in a path."""
_NOT_IN_SLUGS = re.compile(r"[^A-Za-z0-9\-_.~/]+")
_FORMATS = {
    "year": "%Y",
    "month": "%m",
    "day": "%d",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
}


class UnknownAddressError(Exception):
    """Nothing in the folder of the site tells the address; the text says what is missing."""


@dataclass(frozen=True)
class Facts:
    """What the address of a post depends on."""

    slug: str
    title: str
    date: date | datetime | None
    category: str
    values: Mapping[str, object]
    """Its front matter."""
    named: Mapping[str, str] = field(default_factory=dict)
    """What its file's name says."""


def post_path(facts: Facts, configuration: Configuration, seconds: int | None) -> str:
    """The path that Hexo gives a post; raises `UnknownAddressError`.

    `seconds` are those of its date since the epoch; `None` if they are not known.

    https://github.com/hexojs/hexo/blob/master/lib/plugins/filter/post_permalink.ts
    """
    own = facts.values.get("permalink")
    if is_set(own):
        path = text_of(own)
    else:
        pattern = configuration.text("permalink", PERMALINK) or PERMALINK
        path = fill(pattern, _Meta(facts, configuration, seconds).value)
    is_folder = configuration.flag("post_asset_folder")
    if is_folder and not path.endswith(("/", ".html")):
        path += "/"
    return _transliterated(path, configuration)


class _Meta:
    """The values of the names in a pattern."""

    def __init__(self, facts: Facts, configuration: Configuration, seconds: int | None):
        self._facts, self._configuration, self._given = facts, configuration, seconds

    def value(self, name: str) -> object:
        """What a word such as `:year` of a permalink stands for; `name` is without its colon."""
        if name in _FORMATS:
            return self._moment.strftime(_FORMATS[name]).zfill(4 if name == "year" else 2)
        facts = self._facts
        if name in {"title", "name", "post_title"}:
            texts = {
                "title": facts.slug,
                "name": facts.slug.rstrip("/").rpartition("/")[2],
                "post_title": slugize(facts.title, 1),
            }
            return texts[name]
        if name in {"i_month", "i_day"}:
            return self._moment.month if name == "i_month" else self._moment.day
        if name == "category":
            return facts.category
        if name == "timestamp":
            return self._seconds
        if name == "hash":
            return sha1(f"{facts.slug}{self._seconds}".encode()).hexdigest()[:12]
        return self._other(name)

    def _other(self, name: str) -> object:
        """A key of front matter, or a default for it."""
        facts = self._facts
        for values in (
            facts.named,
            facts.values,
            self._configuration.mapping("permalink_defaults"),
        ):
            if values.get(name) not in (None, ""):
                return values[name]
        if name == "id":
            raise UnknownAddressError("Hexo made it of a number that it keeps in its data base")
        if self._configuration.has_plugin_for(name):
            raise UnknownAddressError(f"it contains `{name}`, and the front matter has none")
        return "undefined"

    @property
    def _moment(self) -> date | datetime:
        if self._facts.date is None:
            raise UnknownAddressError("it contains the date, and the post has none")
        return self._facts.date

    @property
    def _seconds(self) -> int:
        """Seconds since the epoch."""
        if self._given is None and self._moment:
            raise UnknownAddressError(
                "it is made of the time in the time zone of the computer that built the site; "
                "write that as `timezone` into _config.yml and run the command again"
            )
        return self._given or 0


def _transliterated(path: str, configuration: Configuration) -> str:
    """The path as hexo-permalink-pinyin makes it, if the site has that.

    https://github.com/viko16/hexo-permalink-pinyin/blob/master/index.js
    """
    settings = configuration.mapping("permalink_pinyin")
    if not is_set(settings.get("enable")):
        return path
    if not path.isascii():
        try:
            path = str(import_module("unidecode").unidecode(path))
        except ImportError:
            raise UnknownAddressError(
                "hexo-permalink-pinyin made it of the sounds of the title; "
                "`pip install unidecode` and run the command again"
            ) from None
    mark = text_of(settings.get("separator") or "-")
    path = _NOT_IN_SLUGS.sub("-", path.lower().strip())
    return _HYPHENS.sub("-", path).strip("-").replace("-", mark)


def normal(path: str) -> str:
    """A path of Hexo as an address below the root, with folders instead of their `index.html`.

    https://github.com/hexojs/hexo/blob/master/lib/hexo/router.ts
    """
    path = _CONTROL.sub("", _QUERY.sub("", path.replace("\\", "/")))
    is_folder = path.endswith(("/", "/.", "/.."))
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    address = "/".join(parts) + ("/" if is_folder and parts else "")
    return _INDEX.sub(r"\1", address)


def asset_address(path: str, name: str) -> str:
    """Where a file in the folder of a post was.

    https://github.com/hexojs/hexo/blob/master/lib/models/post_asset.ts
    """
    return normal(f"{_HTML.sub('', path)}/{name}")


def feed_id(path: str, configuration: Configuration) -> str:
    """What hexo-generator-feed calls a post, which is its full address
    (https://github.com/hexojs/hexo-generator-feed/blob/master/lib/generator.js).
    """
    below = _SLASHES.sub("/", f"/{path}")
    url = f"{configuration.url}{quote(below, safe=_URI)}"
    pretty = configuration.mapping("pretty_urls")
    if pretty.get("trailing_index") is False:
        url = url.removesuffix("index.html") if url.endswith("index.html") else url
    if pretty.get("trailing_html") is False and not url.endswith("index.html"):
        url = url.removesuffix(".html")
    return url


def without_ending(address: str, configuration: Configuration) -> tuple[str, ...]:
    """The address that links had if `pretty_urls` takes `.html` away."""
    is_bare = configuration.mapping("pretty_urls").get("trailing_html") is False
    return (address.removesuffix(".html"),) if is_bare and address.endswith(".html") else ()


def page_path(path: str, permalink: object) -> str:
    """The path of a page that is no post, by its file's path and its front matter.

    https://github.com/hexojs/hexo/blob/master/lib/plugins/processor/asset.ts
    """
    if is_set(permalink):
        own = text_of(permalink)
        own += "index" if own.endswith("/") else ""
        return own if "." in own.rpartition("/")[2].lstrip(".") else f"{own}.html"
    stem, dot, _ = path.rpartition(".")
    return f"{stem if dot else path}.html"

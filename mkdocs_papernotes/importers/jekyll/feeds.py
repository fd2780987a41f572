"""Feeds and lists of a Jekyll site: what is generated, and pages that are made of Liquid."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.permalinks import addresses_of, joined, page_url
from mkdocs_papernotes.importers.jekyll.slugs import slugify
from mkdocs_papernotes.importers.jekyll.tree import POSTS
from mkdocs_papernotes.importers.jekyll.values import terms_of
from mkdocs_papernotes.importers.old_site import OldTerm

_FEED = re.compile(r"<(?:feed|rss)\b")
_ENTRY_ID = re.compile(r"<(?:guid|id)\b[^<>]*>([^<]{0,300})")
_LISTING = re.compile(
    r"\{%-?\s*(?:for\b[^%]{0,200}\b(?:site\.(?:posts|tags|categories|documents|html_pages)"
    r"|paginator\.posts|postlist|posts)\b|include\s[^%]{0,80}(?:archive|posts|tags|categor))"
)
_LOOP = re.compile(r"\{%-?\s*(?:for|tablerow|bibliography)\b")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}[^%]{0,5000}\{%-?\s*endraw\s*-?%\}")
_UNSEEN = re.compile(r"\{%[^{}]{0,1000}%\}|\{\{[^{}]{0,1000}\}\}|<[^<>]{1,1000}>")
_LONG_WORDS = re.compile(r"[^\W\d_\u3400-\u9fff]{3,40}")
_HAN = re.compile("[\u3400-\u9fff]")
_FEW_WORDS = 40
_WORDS = re.compile(r"\w")
_LIST_LAYOUTS = {
    "archive", "archives", "blog", "blog_by_tag", "blog_by_category", "categories", "category",
    "home", "list", "posts", "search", "tag", "tag-page", "tags", "taxonomy", "year-archive",
    "archive-dates", "archive-taxonomies", "tag_page", "category_page", "collection", "page-list",
}  # fmt: skip


@dataclass(frozen=True)
class Feed:
    """A feed that a page of the site is the template of."""

    item: Item

    @property
    def ids_are_urls(self) -> bool:
        """Whether its entries are named by their address, and not by Jekyll's `id`."""
        body = self.item.source.body
        entries = body[max(body.find("{% for"), body.find("{%- for"), 0) :]
        match = _ENTRY_ID.search(entries)
        return bool(match and ".id" not in match[1])


def is_feed(item: Item) -> bool:
    """Whether a page is the template of a feed."""
    is_xml = item.entry.extension in {".xml", ".atom", ".rss"}
    return is_xml and bool(_FEED.search(item.source.body[:2000]))


def is_list(item: Item) -> bool:
    """Whether a page only lists others, so that nothing of it is taken over."""
    if not item.is_html:
        return False
    layout = item.front.text("layout").lower()
    if item.front.table("pagination").flag("enabled"):
        return True
    body = item.source.body
    text = Body(body).text
    if _LISTING.search(text):
        return not _is_prose(text)
    return (layout in _LIST_LAYOUTS or layout.startswith("archive")) and not body.strip()


def _is_prose(text: str) -> bool:
    """Whether a page says something beside what a program writes."""
    plain = _UNSEEN.sub(" ", text)
    return len(_LONG_WORDS.findall(plain)) + len(_HAN.findall(plain)) / 2 >= _FEW_WORDS


def is_program(item: Item) -> bool:
    """Whether what a page shows is made by a program in Liquid, or by what it includes."""
    text = Body(item.source.body).text
    if _LOOP.search(_RAW.sub("", text)):
        return not _is_prose(text)
    is_liquid = "{%" in text or "{{" in text
    return is_liquid and not _WORDS.search(_UNSEEN.sub("", text))


def generated_feeds(configuration: Configuration) -> tuple[str, ...]:
    """Addresses of what jekyll-feed makes, as far as it is a feed of all posts.

    https://github.com/jekyll/jekyll-feed/blob/master/lib/jekyll-feed/generator.rb
    """
    usual = {"jekyll-feed", "github-pages"}
    theme = configuration.settings.text("theme", "remote_theme").rpartition("/")[2].split("@")[0]
    if not usual & configuration.plugins and theme not in {"minima", "minimal-mistakes-jekyll"}:
        return ()
    feed = configuration.settings.table("feed")
    posts = feed.table("collections").table("posts")
    return (joined([feed.text("path") or posts.text("path") or "feed.xml"]),)


def paginated(configuration: Configuration, count: int) -> Iterable[str]:
    """Addresses of the second and further pages of the list of posts (jekyll-paginate)."""
    settings = configuration.settings
    per_page = settings.number("paginate")
    if not per_page or count <= per_page:
        return
    template = settings.text("paginate_path") or "/page:num"
    for number in range(2, min(math.ceil(count / per_page), 1000) + 1):
        path = joined([template.replace(":num", str(number), 1)])
        yield path if path.endswith((".html", "/")) else f"{path}/"


@dataclass(frozen=True)
class _Archives:
    """The settings of jekyll-archives (https://github.com/jekyll/jekyll-archives)."""

    configuration: Configuration

    def is_enabled(self, *names: str) -> bool:
        """Whether jekyll-archives makes lists of one of these kinds."""
        given = self.configuration.settings.table("jekyll-archives")
        inner = given.table("posts")
        for value in (given.values.get("enabled"), inner.values.get("enabled")):
            if value is True or value == "all":
                return True
            if isinstance(value, list) and set(names) & {str(each) for each in value}:
                return True
        return False

    def template(self, kind: str) -> str:
        """The permalink of a kind: `tag`, `category`, `year`, `month`, `day`."""
        given = self.configuration.settings.table("jekyll-archives")
        plural = {"tag": "tags", "category": "categories"}.get(kind, kind)
        usual = {"year": "/:year/", "month": "/:year/:month/", "day": "/:year/:month/:day/"}
        permalinks, inner = given.table("permalinks"), given.table("posts").table("permalinks")
        return (
            permalinks.text(kind) or inner.text(plural, kind) or usual.get(kind, f"/{kind}/:name/")
        )

    @property
    def mode(self) -> str:
        return self.configuration.settings.table("jekyll-archives").text("slug_mode") or "default"


def terms(items: Sequence[Item], configuration: Configuration) -> Iterable[OldTerm]:
    """Pages of tags and categories: those of jekyll-archives, and those that were made by hand."""
    archives = _Archives(configuration)
    published = [item for item in items if item.entry.kind == POSTS and item.is_published]
    directions = {direction for item in published if (direction := terms_of(item)[0])}
    groups = (("tag", "tags", "tags"), ("category", "categories", "categories"))
    for kind, plural, attribute in groups:
        if not archives.is_enabled(plural):
            continue
        names = dict.fromkeys(name for item in published for name in getattr(item, attribute))
        for name in names:
            values = {"name": slugify(name, archives.mode), "type": kind}
            url = page_url(archives.template(kind), values)
            where = "directions" if kind == "category" and name in directions else "tags"
            yield OldTerm(where, name, addresses_of(url)[0])


def term_by_hand(item: Item, address: str, directions: Iterable[str]) -> OldTerm | None:
    """The term whose page an item is, by `layout: tag-page` and `tag: name` or the like."""
    layout = item.front.text("layout").lower()
    for key, kind in (("tag", "tags"), ("category", "directions")):
        if key not in layout and not item.entry.path.startswith((f"{key}/", f"_{key}s/")):
            continue
        name = item.front.text(key, f"{key}-name", f"{key}_name", "taxonomy")
        if not name and item.entry.path.startswith((f"{key}/", f"_{key}s/")):
            name = item.front.text("title")
        if name:
            is_direction = kind == "directions" and name in set(directions)
            return OldTerm("directions" if is_direction else "tags", name, address)
    return None


def dated_lists(items: Sequence[Item], configuration: Configuration) -> Iterable[str]:
    """Lists of the posts of a year, a month or a day."""
    archives = _Archives(configuration)
    moments = [
        item.moment.local
        for item in items
        if item.entry.kind == POSTS and item.is_published and item.moment
    ]
    for kind, plural, parts in (("year", "years", 1), ("month", "months", 2), ("day", "days", 3)):
        if not archives.is_enabled(kind, plural):
            continue
        for moment in moments:
            named = {"year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}"}
            used = {name: named[name] for name in list(named)[:parts]}
            yield addresses_of(page_url(archives.template(kind), used))[0]

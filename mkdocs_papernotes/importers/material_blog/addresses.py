"""The addresses that Material's blog plugin gives to posts and to lists of them.

The rules are those of the plugin's source (`material/plugins/blog/plugin.py` of mkdocs-material
9.7), and `mkdocs/structure/pages.py` for titles.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime

from mkdocs_papernotes.addresses import page_dest
from mkdocs_papernotes.importers.material_blog.configuration import Blog, Configuration
from mkdocs_papernotes.importers.settings import Settings, Tagged, settings_of

_NAMED = frozenset(("full", "long", "medium", "short"))
_FIELD = re.compile(r"\{([a-z]+)\}")
_TITLE = re.compile(r"\s*# ")


class UnknownSlugError(Exception):
    """The configuration makes slugs with a function that is not known here."""


@dataclass(frozen=True)
class Post:
    """What the address of a post is made of."""

    path: str
    """Its file below the docs folder."""
    title: str
    created: datetime
    categories: Sequence[str] = ()
    slug: str = ""
    authors: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The name of its file as MkDocs has it."""
        stem = posixpath.splitext(posixpath.basename(self.path))[0]
        return "index" if stem == "README" else stem


@dataclass(frozen=True)
class BlogAddresses:
    """The addresses of a blog, as paths below the root of the site."""

    blog: Blog
    configuration: Configuration

    def of_post(self, post: Post) -> str:
        """Raises `UnknownSlugError`, if the slug follows from the title."""
        settings = self.blog.settings
        template = settings.text("post_url_format") or "{date}/{slug}"
        count = settings.number("post_url_max_categories", 1)
        values = {
            "categories": lambda: "/".join(map(self._category, post.categories[:count])),
            "date": lambda: self._date(post.created, "post_url_date_format", "yyyy/MM/dd"),
            "file": lambda: post.name,
            "slug": lambda: post.slug or self._slug(post.title, "post"),
        }
        return self._address(_filled(template, values))

    def of_category(self, name: str) -> str:
        """Where the posts of a category are listed; raises `UnknownSlugError`."""
        template = self.blog.settings.text("categories_url_format") or "category/{slug}"
        return self._address(_filled(template, {"slug": lambda: self._category(name)}))

    def of_archive(self, moment: datetime) -> str:
        """Where the posts of a moment's year, or other span of time, are listed."""
        template = self.blog.settings.text("archive_url_format") or "archive/{date}"
        date = self._date(moment, "archive_url_date_format", "yyyy")
        return self._address(_filled(template, {"date": lambda: date}))

    def of_author(self, key: str, author: Settings) -> str:
        """Where the posts of an author are listed."""
        template = self.blog.settings.text("authors_profiles_url_format") or "author/{slug}"
        values = {
            "slug": lambda: author.text("slug") or key,
            "name": lambda: author.text("name"),
        }
        return self._address(_filled(template, values))

    def home(self) -> str:
        """The list of all posts."""
        return self._dest(posixpath.join(self.blog.folder, "index"))

    def views(self, posts: Sequence[Post], people: Settings) -> Iterator[str]:
        """All lists with their further pages, but those of categories, and the home page."""
        yield from self._pages(self.blog.folder, "index", len(posts), "")
        yield from self._counted(map(self.of_archive, (post.created for post in posts)), "archive")
        if self.blog.is_on("authors_profiles", default=False):
            keys = [key for post in posts for key in dict.fromkeys(post.authors) if key in people]
            found = (self.of_author(key, people.table(key)) for key in keys)
            yield from self._counted(found, "authors_profiles")

    def of_categories(self, posts: Sequence[Post]) -> Iterator[str]:
        """The further pages of the lists of categories."""
        names = [name for post in posts for name in dict.fromkeys(post.categories)]
        for address in self._counted(map(self.of_category, names), "categories"):
            if address not in set(map(self.of_category, set(names))):
                yield address

    def _counted(self, addresses: Iterable[str], kind: str) -> Iterator[str]:
        if not self.blog.is_on(kind, default=kind != "authors_profiles"):
            return
        counts: dict[str, int] = {}
        for address in addresses:
            counts[address] = counts.get(address, 0) + 1
        for address, count in counts.items():
            yield address
            stem = address.removesuffix("index.html").removesuffix(".html").rstrip("/")
            yield from self._pages(stem, "", count, kind)

    def _pages(self, base: str, index: str, count: int, kind: str) -> Iterator[str]:
        """Pages 2 and so on of a list, below its own address."""
        settings = self.blog.settings
        is_on = self.blog.is_on("pagination")
        if kind and f"{kind}_pagination" in settings:
            is_on = settings.flag(f"{kind}_pagination", default=is_on)
        size = settings.number(f"{kind}_pagination_per_page") or settings.number(
            "pagination_per_page", 10
        )
        if not is_on or not size:
            return
        template = settings.text("pagination_url_format") or "page/{page}"
        for number in range(2, min(math.ceil(count / size), 1000) + 1):
            path = _filled(template, {"page": lambda number=number: str(number)}).strip("/")  # type: ignore[misc]
            yield self._dest(posixpath.normpath(posixpath.join(base, path, index)))

    def _address(self, path: str) -> str:
        path = posixpath.normpath(path.strip("/"))
        return self._dest(posixpath.normpath(posixpath.join(self.blog.folder, path)))

    def _dest(self, stem: str) -> str:
        """The address of a page by its path without extension."""
        dest = page_dest(stem.lstrip("/"), directory_urls=self.configuration.directory_urls)
        return (
            dest.removesuffix("index.html")
            if dest.endswith(("/index.html",)) or dest == "index.html"
            else dest
        )

    def _category(self, name: str) -> str:
        return self._slug(name, "categories")

    def _slug(self, text: str, kind: str) -> str:
        settings = self.blog.settings
        function = _slugify(settings.values.get(f"{kind}_slugify"))
        separator = settings.values.get(f"{kind}_slugify_separator", "-")
        return function(text, separator if isinstance(separator, str) else "-")

    def _date(self, moment: datetime, key: str, default: str) -> str:
        template = self.blog.settings.text(key) or default
        locale = _locale(self.configuration.language)
        if template in _NAMED:
            return format_date(moment, format=template, locale=locale)
        return format_datetime(moment, format=template, locale=locale)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _filled(template: str, values: dict[str, Callable[[], str]]) -> str:
    """A template with its fields; one that is not known stays."""
    return _FIELD.sub(
        lambda match: values[match[1]]() if match[1] in values else match[0], template
    )


Slugify = Callable[[str, str], str]


def _slugify(given: object) -> Slugify:
    """The function that `post_slugify` names: those of pymdownx and Python-Markdown.

    https://facelessuser.github.io/pymdown-extensions/extras/slugs/
    """
    slugs = import_module("pymdownx.slugs")
    if given is None:
        return _called(slugs.slugify(case="lower"))
    if not isinstance(given, Tagged):
        raise UnknownSlugError(str(given))
    kind, _, name = given.tag.partition(":python/")[2].partition(":")
    if name == "pymdownx.slugs.slugify" and kind == "object/apply":
        options = settings_of(given.value).table("kwds").values if given.value else {}
        known = {"case", "percent_encode", "normalize", "sep"}
        return _called(
            slugs.slugify(**{key: options[key] for key in options if key in known - {"sep"}})
        )
    if name in {"markdown.extensions.toc.slugify", "markdown.extensions.toc.slugify_unicode"}:
        return _called(getattr(import_module("markdown.extensions.toc"), name.rpartition(".")[2]))
    if name.startswith("pymdownx.slugs.") and kind == "name":
        return _called(slugs.slugify(case="lower", percent_encode=name.endswith("encode")))
    raise UnknownSlugError(name or given.tag)


def _called(function: Callable[..., object]) -> Slugify:
    return lambda text, separator: str(function(text, separator))


def title_of(given: object, markdown: str, path: str) -> str:
    """The title of a page as MkDocs has it before it is rendered (`Page.title`)."""
    if given is not None:
        return str(given)
    first = next((line.strip() for line in markdown.split("\n") if line.strip()), "")
    if _TITLE.match(first):
        return first.lstrip("# ")
    stem = posixpath.splitext(posixpath.basename(path))[0].replace("-", " ").replace("_", " ")
    return stem.capitalize() if stem.lower() == stem else stem

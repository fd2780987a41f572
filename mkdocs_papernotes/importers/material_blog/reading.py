"""A site with Material's blog as an `OldSite`."""

from __future__ import annotations

import html
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pathspec import GitIgnoreSpec

from mkdocs_papernotes.addresses import page_dest
from mkdocs_papernotes.importers.extensions import KNOWN_EXTENSIONS
from mkdocs_papernotes.importers.foreign_values import words_of
from mkdocs_papernotes.importers.generator import Request, Tell, teller
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.material_blog.addresses import (
    BlogAddresses,
    Post,
    UnknownSlugError,
    title_of,
)
from mkdocs_papernotes.importers.material_blog.configuration import (
    Blog,
    read_configuration,
)
from mkdocs_papernotes.importers.material_blog.defaults import Defaults
from mkdocs_papernotes.importers.material_blog.values import (
    Dates,
    categories_of,
    dates_of,
    kept_values,
    post_values,
)
from mkdocs_papernotes.importers.navigation import first_page
from mkdocs_papernotes.importers.old_site import MenuEntry, OldFile, OldPage, OldSite, OldTerm
from mkdocs_papernotes.importers.settings import Settings, read_data, settings_of
from mkdocs_papernotes.importers.source import Source, read_source_or_problem, walk
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import shortened

_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
_AUTHORS = ".authors.yml"
_LICENSE = re.compile(r"CC[ -]BY(?:-NC)?(?:-SA|-ND)?[ -][0-9]\.[0-9]|CC0[ -]1\.0")
_GISCUS = re.compile(
    r"data-(repo|repo-id|category|category-id|mapping|strict)\s*=\s*\"([^\"{}]*)\""
)
_INDEX = re.compile(r"(?:^|(?<=/))index\.html$")
_ENDING = re.compile(r"\.\w+$")


@dataclass(frozen=True)
class Read:
    """A file with text, and the blog whose post it is."""

    path: str
    """Below the docs folder."""
    source: Source
    blog: Blog | None
    dates: Dates
    title: str


def read(request: Request) -> OldSite:
    """The site in a folder; raises `UnreadableSiteError`."""
    return _Reader(request).site()


class _Reader:
    def __init__(self, request: Request):
        self.request = request
        self.configuration = read_configuration(request.source)
        self.now = request.now or datetime.now(timezone.utc)
        self.problems: list[Problem] = []
        self.addresses = {
            id(blog): BlogAddresses(blog, self.configuration) for blog in self.configuration.blogs
        }
        self.read: list[Read] = []
        self.copied: list[str] = []
        """Files below the docs folder that were published as they are."""

    def site(self) -> OldSite:
        """All of it."""
        self._read_files()
        settings, configuration = self.configuration.settings, self.configuration
        pages = tuple(page for each in self.read if (page := self._page(each)))
        files = tuple(self._files())
        comments = self._comments[0]
        return OldSite(
            pages=pages,
            files=files,
            name=settings.text("site_name"),
            description=settings.text("site_description"),
            author=settings.text("site_author"),
            url=configuration.url,
            languages=tuple(
                dict.fromkeys((*configuration.languages, *self._named_languages.values()))
            ),
            license=self._license(),
            menu=tuple(self._menu()),
            feeds=self._feeds(),
            terms=tuple(self._terms()),
            lists=tuple(dict.fromkeys(filter(None, self._lists()))),
            breaks="nl2br" in configuration.extensions,
            options={"comments": comments} if comments else {},
            problems=(*self.problems, *self._settings_left()),
        )

    # files

    def _read_files(self) -> None:
        docs = self.configuration.docs
        paths, problems = walk(self.request.source, docs, skip=self._skipped())
        self.problems += problems
        excluded = GitIgnoreSpec.from_lines(
            self.configuration.settings.raw("exclude_docs").splitlines()
        )
        drafts = GitIgnoreSpec.from_lines(
            self.configuration.settings.raw("draft_docs").splitlines()
        )
        inner = [full[len(docs) :].lstrip("/") for full in paths]
        defaults = Defaults(self.request.source / docs, inner, self.configuration)
        for full, path in zip(paths, inner, strict=True):
            if posixpath.basename(path) == defaults.name:
                continue
            is_hidden = any(part.startswith(".") for part in path.split("/"))
            if is_hidden or path.startswith("templates/") or excluded.match_file(path):
                if excluded.match_file(path):
                    self._left(full, "`exclude_docs` leaves it out")
                continue
            if posixpath.splitext(path)[1].lower() not in _MARKDOWN:
                self.copied.append(path)
                continue
            self._add(full, path, defaults, is_draft=drafts.match_file(path))

    def _skipped(self) -> set[str]:
        """Folders of the docs folder that are no part of the site's contents."""
        docs = self.configuration.docs
        site = self.configuration.settings.text("site_dir") or "site"
        found = {site, self.configuration.custom_dir} - {""}
        return {path for path in found if not docs or path.startswith(f"{docs}/")} | {".cache"}

    def _add(self, full: str, path: str, defaults: Defaults, *, is_draft: bool) -> None:
        found = read_source_or_problem(self.request.source, full)
        if isinstance(found, Problem):
            self.problems.append(found)
            return
        values = {**defaults.with_own(path, found.values), **({"draft": True} if is_draft else {})}
        found = replace(found, values=values)
        title = title_of(found.values.get("title"), found.body, path)
        self.read.append(Read(path, found, self._blog_of(path), dates_of(found), title))

    def _blog_of(self, path: str) -> Blog | None:
        """The blog whose post a file is: that with the longest folder."""
        found = [
            blog
            for blog in self.configuration.blogs
            if not blog.posts or path.startswith(f"{blog.posts}/")
        ]
        return max(found, key=lambda blog: len(blog.posts), default=None)

    def _left(self, path: str, reason: str) -> None:
        values = {"file": path, "reason": reason}
        self.problems.append(Problem("import-file-left", path, values=values))

    # pages

    def _page(self, read: Read) -> OldPage | None:
        problems = [*read.source.problems]
        tell = teller(read.source.path, problems)
        language, plain = self._language(read.path)
        if read.blog is None:
            page = self._other_page(read, language, plain, tell)
        else:
            page = self._post(read, read.blog, language, plain, tell)
        self.problems += problems
        return page

    def _post(self, read: Read, blog: Blog, language: str, plain: str, tell: Tell) -> OldPage:
        values = post_values(read.source, blog, read.dates, self._own_title(read), self.now, tell)
        address = "" if self._is_unpublished(read, blog) else self._address_of_post(read, blog)
        full = self.configuration.url + address if address and self.configuration.url else ""
        body = read.source.body
        place = body.find(blog.separator) if blog.separator != "<!-- more -->" else -1
        if place >= 0:
            body = f"{body[:place]}<!-- more -->{body[place + len(blog.separator) :]}"
        inner = plain[len(blog.posts) :].lstrip("/")
        first, _, rest = inner.partition("/")
        if rest and first in self._named_languages:
            inner = rest
        if blog is not self.configuration.blogs[0] and not language:
            inner = posixpath.join(blog.folder, inner)
        return OldPage(
            read.source.path,
            posixpath.splitext(inner)[0],
            body,
            read.source.line,
            {key: value for key, value in values.items() if value != ""},
            True,
            language,
            address=address,
            feed_id=full if self._feeds() else "",
            thread=self._thread(address),
        )

    def _own_title(self, read: Read) -> str:
        """The title in front matter, or that of a post whose text has no heading at its top."""
        given = read.source.values.get("title")
        first = next((line for line in read.source.body.split("\n") if line.strip()), "")
        if given is None and first.lstrip().startswith("# "):
            return ""
        return " ".join(read.title.split())

    def _is_unpublished(self, read: Read, blog: Blog) -> bool:
        """`BlogPlugin._is_excluded`."""
        if blog.is_on("draft", default=False):
            return False
        given = read.source.values.get("draft")
        if isinstance(given, bool):
            return given
        return blog.is_on("draft_if_future_date", default=False) and read.dates.is_after(self.now)

    def _address_of_post(self, read: Read, blog: Blog) -> str:
        if read.dates.moment is None:
            return ""
        try:
            return self.addresses[id(blog)].of_post(self._post_of(read))
        except UnknownSlugError as error:
            reason = f"`post_slugify` is {shortened(str(error))}"
            values = {"reason": reason}
            self.problems.append(Problem("import-address-unknown", read.source.path, values=values))
            return ""

    def _post_of(self, read: Read) -> Post:
        slug = read.source.values.get("slug")
        return Post(
            read.path,
            read.title,
            read.dates.moment or datetime(1970, 1, 1),
            categories_of(read.source),
            str(slug) if slug else "",
            words_of(read.source.values.get("authors")),
        )

    def _other_page(self, read: Read, language: str, plain: str, tell: Tell) -> OldPage | None:
        """A page that is no post, kept as it is; the blog's own page is the list of notes."""
        if any(
            plain == posixpath.join(blog.folder, "index.md") for blog in self.configuration.blogs
        ):
            if read.source.body.strip().count("\n") > 1:
                self._left(read.source.path, "the new home page is the list of notes")
            return None
        values: dict[str, object] = {}
        for key in ("title", "description"):
            if given := read.source.values.get(key):
                values[key] = " ".join(str(given).split())
        if tags := words_of(read.source.values.get("tags")):
            values["tags"] = tags
        values |= kept_values(read.source, tell)
        if read.source.values.get("draft") is True:
            values["draft"] = True
        stem = posixpath.splitext(plain)[0]
        address = self._address(stem, language)
        is_home = stem in {"index", "README"}
        return OldPage(
            read.source.path,
            "home" if is_home else stem,
            read.source.body,
            read.source.line,
            values,
            False,
            language,
            address="" if is_home else address,
        )

    def _address(self, stem: str, language: str) -> str:
        dest = page_dest(stem, directory_urls=self.configuration.directory_urls)
        address = _INDEX.sub("", dest)
        locales = self.configuration.locales
        is_default = not language or language == language_tag(locales[0])
        if is_default or not self.configuration.i18n.values:
            return address
        return f"{next(each for each in locales if language_tag(each) == language)}/{address}"

    def _language(self, path: str) -> tuple[str, str]:
        """The language that a path names, by a folder or a suffix, and the path without it."""
        configuration = self.configuration
        first, _, rest = path.partition("/")
        i18n = configuration.i18n
        if i18n.values:
            tags = {locale: language_tag(locale) for locale in configuration.locales}
            if i18n.text("docs_structure") == "folder":
                return (tags[first], rest) if first in tags else ("", path)
            stem, extension = posixpath.splitext(path)
            name, dot, locale = stem.rpartition(".")
            if dot and locale in tags:
                return tags[locale], name + extension
            return tags[configuration.locales[0]], path
        return self._language_of_blog(path), path

    def _language_of_blog(self, path: str) -> str:
        """The language of a blog in a folder such as `en/blog`, beside one in another language."""
        named = self._named_languages
        return next((named[part] for part in path.split("/") if part in named), "")

    @cached_property
    def _named_languages(self) -> Mapping[str, str]:
        """Languages by folders that are named for them; empty unless there are two."""
        folders = [blog.folder.split("/") for blog in self.configuration.blogs]
        named = {part: tag for parts in folders for part in parts if (tag := _short_tag(part))}
        if len(set(named.values())) > 1:
            return named
        return self._named_in_posts

    @cached_property
    def _named_in_posts(self) -> Mapping[str, str]:
        """Languages by the folders of posts, if one of them is that of the site.

        `ml` and `cv` name languages, too: only a folder counts that has a file of the same name as
        that of the site's language.
        """
        inner = [
            read.path[len(read.blog.posts) :].strip("/").split("/")
            for read in self.read
            if read.blog
        ]
        names: defaultdict[str, set[str]] = defaultdict(set)
        for parts in inner:
            if len(parts) > 1:
                names[parts[0]].add(parts[-1])
        own = next(iter(self.configuration.languages), "")
        known = set().union(*(names[part] for part in names if _short_tag(part) == own))
        named = {part: tag for part in names if known & names[part] and (tag := _short_tag(part))}
        return named if len(set(named.values())) > 1 else {}

    # lists, terms, feeds

    @property
    def _posts(self) -> Mapping[int, Sequence[Post]]:
        found: dict[int, list[Post]] = {id(blog): [] for blog in self.configuration.blogs}
        for read in self.read:
            is_there = read.blog and read.dates.moment and not self._is_unpublished(read, read.blog)
            if is_there and read.blog:
                found[id(read.blog)].append(self._post_of(read))
        return found

    def _lists(self) -> Iterator[str]:
        posts = self._posts
        for blog in self.configuration.blogs:
            addresses = self.addresses[id(blog)]
            people = self._people(blog)
            try:
                yield addresses.home()
                yield from addresses.views(posts[id(blog)], people)
                yield from addresses.of_categories(posts[id(blog)])
            except UnknownSlugError:
                yield self._setting("plugins.blog.categories_slugify", "it is not known here")

    def _terms(self) -> Iterator[OldTerm]:
        posts = self._posts
        for blog in self.configuration.blogs:
            if not blog.is_on("categories"):
                continue
            directions = {post.categories[0] for post in posts[id(blog)] if post.categories}
            names = dict.fromkeys(name for post in posts[id(blog)] for name in post.categories)
            for name in names:
                try:
                    address = self.addresses[id(blog)].of_category(name)
                except UnknownSlugError:
                    break
                yield OldTerm("directions" if name in directions else "tags", name, address)

    def _feeds(self) -> tuple[str, ...]:
        """Those of mkdocs-rss-plugin (https://guts.github.io/mkdocs-rss-plugin/configuration/)."""
        rss = self.configuration.plugin("rss")
        if rss is None or not rss.flag("enabled", default=True):
            return ()
        names = rss.table("feeds_filenames")
        found = []
        if rss.flag("rss_feed_enabled", default=True):
            found += [names.text("rss_created") or "feed_rss_created.xml"]
            found += [names.text("rss_updated") or "feed_rss_updated.xml"]
        if rss.flag("json_feed_enabled", default=True):
            found += [names.text("json_created") or "feed_json_created.json"]
            found += [names.text("json_updated") or "feed_json_updated.json"]
        return tuple(found)

    # the site

    def _people(self, blog: Blog) -> Settings:
        path = self.request.source / self.configuration.docs / blog.authors_file
        if not blog.authors_file or not path.is_file() or not self._is_inside(path):
            return Settings()
        return settings_of(read_data(path)).table("authors")

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.request.source.resolve())

    def _files(self) -> Iterator[OldFile]:
        """Pictures and the like; those among posts are published without the posts' folder."""
        for path in self.copied:
            yield OldFile(self._full(path), self._address_of_file(path))
        told = False
        for blog in self.configuration.blogs:
            if not self._people(blog).values:
                continue
            if not told:
                yield OldFile(self._full(blog.authors_file), _AUTHORS)
            else:
                self._left(self._full(blog.authors_file), f"add its people to docs/{_AUTHORS}")
            told = True

    def _address_of_file(self, path: str) -> str:
        for blog in self.configuration.blogs:
            if blog.posts and path.startswith(f"{blog.posts}/"):
                return posixpath.normpath(path.replace(blog.posts, blog.folder or "."))
        return path

    def _full(self, path: str) -> str:
        return posixpath.join(self.configuration.docs, path)

    def _menu(self) -> Iterator[MenuEntry]:
        """The first level of `nav`; a section leads to its first page."""
        titles = {read.path: read.title for read in self.read}
        known = {read.path: read for read in self.read}
        for title, target in _entries(self.configuration.settings.values.get("nav")):
            if target.startswith(("https://", "http://")):
                yield MenuEntry(title or target, target)
                continue
            path = posixpath.normpath(target)
            address = self._target(path, known)
            if address is not None and (title or titles.get(path)):
                yield MenuEntry(title or titles[path], address)

    def _target(self, path: str, known: Mapping[str, Read]) -> str | None:
        for blog in self.configuration.blogs:
            if path == posixpath.join(blog.folder, "index.md"):
                return self.addresses[id(blog)].home()
        read = known.get(path)
        if read is None:
            return path if path in self.copied else None
        if read.blog is not None:
            return self._address_of_post(read, read.blog)
        return self._address(posixpath.splitext(path)[0], "")

    def _license(self) -> str:
        text = html.unescape(self.configuration.settings.raw("copyright"))
        match = _LICENSE.search(text)
        return match[0] if match else ""

    @cached_property
    def _comments(self) -> tuple[Mapping[str, object], str]:
        """giscus, as it stands in `partials/comments.html` of the theme's changes.

        The value of our option, and what threads are named by.
        """
        folder = self.configuration.custom_dir
        path = self.request.source / folder / "partials" / "comments.html"
        if not folder or not path.is_file() or not self._is_inside(path):
            return {}, ""
        found = dict(_GISCUS.findall(path.read_text(encoding="utf-8", errors="replace")[:20_000]))
        mapping = found.pop("mapping", "pathname")
        if not found.get("repo") or not found.get("repo-id"):
            return {}, ""
        keys = {"repo": "repo", "repo-id": "repo_id", "category": "category"}
        keys["category-id"] = "category_id"
        option: dict[str, object] = {
            ours: found[theirs] for theirs, ours in keys.items() if found.get(theirs)
        }
        if found.get("strict") == "0":
            option["strict"] = False
        return {"giscus": option}, mapping

    def _thread(self, address: str) -> str:
        """What giscus calls the thread of a page
        (https://github.com/giscus/giscus/blob/main/client.ts)."""
        mapping = self._comments[1]
        if not address or not self._comments[0] or mapping not in {"pathname", "url"}:
            return ""
        if mapping == "url":
            return self.configuration.url + address
        path = unquote(urlsplit(self.configuration.url).path or "/") + address
        return _ENDING.sub("", path[1:]) or "index"

    def _settings_left(self) -> Iterable[Problem]:
        configuration = self.configuration
        known = KNOWN_EXTENSIONS
        for name in configuration.extensions:
            plain = name.removeprefix("markdown.extensions.")
            if plain not in known:
                yield self._told(f"markdown_extensions.{name}", "add it if the texts need it")
        fences = configuration.extensions.get("pymdownx.superfences", Settings()).tables(
            "custom_fences"
        )
        for fence in fences:
            name = f"markdown_extensions.pymdownx.superfences.{fence.text('name')}"
            yield self._told(name, "add the kind of fence if the texts need it")
        for name, _ in configuration.plugins:
            if name not in _KNOWN_PLUGINS:
                yield self._told(f"plugins.{name}", "add the plugin if the site needs it")
        for key in ("extra_css", "extra_javascript", "hooks"):
            if configuration.settings.entries(key):
                yield self._told(key, "add what the site still needs")
        if configuration.custom_dir:
            reason = "add what the site still needs; notes have other templates here"
            yield self._told("theme.custom_dir", reason)

    def _told(self, name: str, reason: str) -> Problem:
        values = {"name": name, "reason": reason}
        return Problem("import-setting-left", self.configuration.name, 0, name, values)

    def _setting(self, name: str, reason: str) -> str:
        self.problems.append(self._told(name, reason))
        return ""


_KNOWN_PLUGINS = frozenset(("blog", "search", "tags", "rss", "i18n", "papernotes", "meta"))


def _short_tag(part: str) -> str:
    """The language that a folder is named for; empty for a longer name."""
    return language_tag(part) if len(part) < 8 else ""


def _entries(nav: object) -> Iterator[tuple[str, str]]:
    for entry in nav if isinstance(nav, list) else []:
        if isinstance(entry, str):
            yield "", entry
        elif isinstance(entry, Mapping):
            for title, target in entry.items():
                if page := first_page(target):
                    yield " ".join(str(title).split()), page

"""A site with Material's blog as an `OldSite`."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone

from mkdocs_papernotes.addresses import page_dest
from mkdocs_papernotes.importers.foreign_values import words_of
from mkdocs_papernotes.importers.generator import Request, Tell, teller
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.material_blog.addresses import (
    BlogAddresses,
    Post,
    UnknownSlugError,
)
from mkdocs_papernotes.importers.material_blog.comments import comments_of
from mkdocs_papernotes.importers.material_blog.configuration import (
    Blog,
    is_inside,
    read_configuration,
)
from mkdocs_papernotes.importers.material_blog.feeds import feeds_of
from mkdocs_papernotes.importers.material_blog.languages import PathLanguages
from mkdocs_papernotes.importers.material_blog.leftovers import setting_left, settings_left
from mkdocs_papernotes.importers.material_blog.texts import DocsFolder, Text, file_left
from mkdocs_papernotes.importers.material_blog.values import (
    categories_of,
    kept_values,
    post_values,
)
from mkdocs_papernotes.importers.navigation import first_page
from mkdocs_papernotes.importers.old_site import MenuEntry, OldFile, OldPage, OldSite, OldTerm
from mkdocs_papernotes.importers.settings import Settings, read_data, settings_of
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import shortened

_AUTHORS = ".authors.yml"
_LICENSE = re.compile(r"CC[ -]BY(?:-NC)?(?:-SA|-ND)?[ -][0-9]\.[0-9]|CC0[ -]1\.0")
_INDEX = re.compile(r"(?:^|(?<=/))index\.html$")


def read(request: Request) -> OldSite:
    """The site in a folder; raises `UnreadableSiteError`."""
    return _Reader(request).site()


class _Reader:
    def __init__(self, request: Request):
        self.request = request
        self.configuration = read_configuration(request.source)
        self.now = request.now or datetime.now(timezone.utc)
        self.addresses = {
            id(blog): BlogAddresses(blog, self.configuration) for blog in self.configuration.blogs
        }
        self.docs = DocsFolder(request.source, self.configuration)
        self.docs.read()
        self.problems = list(self.docs.problems)
        self._languages = PathLanguages(self.configuration, self.docs.texts)
        self._comments = comments_of(request.source, self.configuration)

    def site(self) -> OldSite:
        """All of it."""
        settings, configuration = self.configuration.settings, self.configuration
        pages = tuple(page for each in self.docs.texts if (page := self._page(each)))
        files = tuple(self._files())
        comments = self._comments.option
        return OldSite(
            pages=pages,
            files=files,
            name=settings.text("site_name"),
            description=settings.text("site_description"),
            author=settings.text("site_author"),
            url=configuration.url,
            languages=tuple(
                dict.fromkeys((*configuration.languages, *self._languages.named.values()))
            ),
            license=self._license(),
            menu=tuple(self._menu()),
            feeds=feeds_of(self.configuration),
            terms=tuple(self._terms()),
            lists=tuple(dict.fromkeys(filter(None, self._lists()))),
            breaks="nl2br" in configuration.extensions,
            options={"comments": comments} if comments else {},
            problems=(*self.problems, *settings_left(self.configuration)),
        )

    def _leave(self, path: str, reason: str) -> None:
        self.problems.append(file_left(path, reason))

    # pages

    def _page(self, text: Text) -> OldPage | None:
        problems = [*text.source.problems]
        tell = teller(text.source.path, problems)
        language, plain = self._languages.of(text.path)
        if text.blog is None:
            page = self._other_page(text, language, plain, tell)
        else:
            page = self._post(text, text.blog, language, plain, tell)
        self.problems += problems
        return page

    def _post(self, text: Text, blog: Blog, language: str, plain: str, tell: Tell) -> OldPage:
        values = post_values(text.source, blog, text.dates, self._own_title(text), self.now, tell)
        address = "" if self._is_unpublished(text, blog) else self._address_of_post(text, blog)
        full = self.configuration.url + address if address and self.configuration.url else ""
        body = text.source.body
        place = body.find(blog.separator) if blog.separator != "<!-- more -->" else -1
        if place >= 0:
            body = f"{body[:place]}<!-- more -->{body[place + len(blog.separator) :]}"
        inner = plain[len(blog.posts) :].lstrip("/")
        first, _, rest = inner.partition("/")
        if rest and first in self._languages.named:
            inner = rest
        if blog is not self.configuration.blogs[0] and not language:
            inner = posixpath.join(blog.folder, inner)
        return OldPage(
            text.source.path,
            posixpath.splitext(inner)[0],
            body,
            text.source.line,
            {key: value for key, value in values.items() if value != ""},
            True,
            language,
            address=address,
            feed_id=full if feeds_of(self.configuration) else "",
            thread=self._comments.thread(address, self.configuration.url),
        )

    def _own_title(self, text: Text) -> str:
        """The title in front matter, or that of a post whose text has no heading at its top."""
        given = text.source.values.get("title")
        first = next((line for line in text.source.body.split("\n") if line.strip()), "")
        if given is None and first.lstrip().startswith("# "):
            return ""
        return " ".join(text.title.split())

    def _is_unpublished(self, text: Text, blog: Blog) -> bool:
        """`BlogPlugin._is_excluded`."""
        if blog.is_on("draft", default=False):
            return False
        given = text.source.values.get("draft")
        if isinstance(given, bool):
            return given
        return blog.is_on("draft_if_future_date", default=False) and text.dates.is_after(self.now)

    def _address_of_post(self, text: Text, blog: Blog) -> str:
        if text.dates.moment is None:
            return ""
        try:
            return self.addresses[id(blog)].of_post(self._post_of(text))
        except UnknownSlugError as error:
            reason = f"`post_slugify` is {shortened(str(error))}"
            values = {"reason": reason}
            self.problems.append(Problem("import-address-unknown", text.source.path, values=values))
            return ""

    def _post_of(self, text: Text) -> Post:
        slug = text.source.values.get("slug")
        return Post(
            text.path,
            text.title,
            text.dates.moment or datetime(1970, 1, 1),
            categories_of(text.source),
            str(slug) if slug else "",
            words_of(text.source.values.get("authors")),
        )

    def _other_page(self, text: Text, language: str, plain: str, tell: Tell) -> OldPage | None:
        """A page that is no post, kept as it is; the blog's own page is the list of notes."""
        if any(
            plain == posixpath.join(blog.folder, "index.md") for blog in self.configuration.blogs
        ):
            if text.source.body.strip().count("\n") > 1:
                self._leave(text.source.path, "the new home page is the list of notes")
            return None
        values: dict[str, object] = {}
        for key in ("title", "description"):
            if given := text.source.values.get(key):
                values[key] = " ".join(str(given).split())
        if tags := words_of(text.source.values.get("tags")):
            values["tags"] = tags
        values |= kept_values(text.source, tell)
        if text.source.values.get("draft") is True:
            values["draft"] = True
        stem = posixpath.splitext(plain)[0]
        address = self._address(stem, language)
        is_home = stem in {"index", "README"}
        return OldPage(
            text.source.path,
            "home" if is_home else stem,
            text.source.body,
            text.source.line,
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

    # lists, terms, feeds

    @property
    def _posts(self) -> Mapping[int, Sequence[Post]]:
        found: dict[int, list[Post]] = {id(blog): [] for blog in self.configuration.blogs}
        for text in self.docs.texts:
            is_there = text.blog and text.dates.moment and not self._is_unpublished(text, text.blog)
            if is_there and text.blog:
                found[id(text.blog)].append(self._post_of(text))
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

    # the site

    def _people(self, blog: Blog) -> Settings:
        path = self.request.source / self.configuration.docs / blog.authors_file
        if not blog.authors_file or not path.is_file() or not is_inside(path, self.request.source):
            return Settings()
        return settings_of(read_data(path)).table("authors")

    def _files(self) -> Iterator[OldFile]:
        """Pictures and the like; those among posts are published without the posts' folder."""
        for path in self.docs.copied:
            yield OldFile(self._full(path), self._address_of_file(path))
        told = False
        for blog in self.configuration.blogs:
            if not self._people(blog).values:
                continue
            if not told:
                yield OldFile(self._full(blog.authors_file), _AUTHORS)
            else:
                self._leave(self._full(blog.authors_file), f"add its people to docs/{_AUTHORS}")
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
        titles = {text.path: text.title for text in self.docs.texts}
        known = {text.path: text for text in self.docs.texts}
        for title, target in _entries(self.configuration.settings.values.get("nav")):
            if target.startswith(("https://", "http://")):
                yield MenuEntry(title or target, target)
                continue
            path = posixpath.normpath(target)
            address = self._target(path, known)
            if address is not None and (title or titles.get(path)):
                yield MenuEntry(title or titles[path], address)

    def _target(self, path: str, known: Mapping[str, Text]) -> str | None:
        for blog in self.configuration.blogs:
            if path == posixpath.join(blog.folder, "index.md"):
                return self.addresses[id(blog)].home()
        text = known.get(path)
        if text is None:
            return path if path in self.docs.copied else None
        if text.blog is not None:
            return self._address_of_post(text, text.blog)
        return self._address(posixpath.splitext(path)[0], "")

    def _license(self) -> str:
        text = html.unescape(self.configuration.settings.raw("copyright"))
        match = _LICENSE.search(text)
        return match[0] if match else ""

    def _setting(self, name: str, reason: str) -> str:
        self.problems.append(setting_left(self.configuration, name, reason))
        return ""


def _entries(nav: object) -> Iterator[tuple[str, str]]:
    for entry in nav if isinstance(nav, list) else []:
        if isinstance(entry, str):
            yield "", entry
        elif isinstance(entry, Mapping):
            for title, target in entry.items():
                if page := first_page(target):
                    yield " ".join(str(title).split()), page

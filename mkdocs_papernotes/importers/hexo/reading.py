"""Reads a site of Hexo."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

from mkdocs_papernotes.importers.dates import zone_of
from mkdocs_papernotes.importers.generator import Request
from mkdocs_papernotes.importers.hexo.addresses import asset_address, normal
from mkdocs_papernotes.importers.hexo.comments import comments_of
from mkdocs_papernotes.importers.hexo.commit_dates import commit_dates
from mkdocs_papernotes.importers.hexo.configuration import Configuration, configurations
from mkdocs_papernotes.importers.hexo.feeds import feeds_of
from mkdocs_papernotes.importers.hexo.folder import DRAFTS, Folder, sorted_files
from mkdocs_papernotes.importers.hexo.keys import layouts_of
from mkdocs_papernotes.importers.hexo.leftovers import unused_settings
from mkdocs_papernotes.importers.hexo.lists import lists_of, terms_of
from mkdocs_papernotes.importers.hexo.menus import menu_of
from mkdocs_papernotes.importers.hexo.pages import Site, page_of_page, page_of_post
from mkdocs_papernotes.importers.hexo.posts import Post
from mkdocs_papernotes.importers.hexo.rights import license_of
from mkdocs_papernotes.importers.hexo.script import is_set, text_of
from mkdocs_papernotes.importers.hexo.terms import (
    Categories,
)
from mkdocs_papernotes.importers.hexo.theme_pictures import theme_pictures
from mkdocs_papernotes.importers.old_site import OldFile, OldPage, OldSite, OldTerm
from mkdocs_papernotes.importers.source import Source, read_source_or_problem, walk
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import one_line


def read(request: Request) -> OldSite:
    """Read a site of Hexo, or those of its languages; raises `UnreadableSiteError`."""
    found, problems = configurations(request.source)
    parts = [_Part(request, each).read() for each in found]
    main = parts[0]
    return OldSite(
        pages=tuple(sorted((page for part in parts for page in part.pages), key=_by_source)),
        files=tuple(file for part in parts for file in part.files),
        name=one_line(main.configuration.text("title")),
        description=one_line(
            main.configuration.text("description") or main.configuration.text("subtitle")
        ),
        author=one_line(main.configuration.text("author")),
        url=main.configuration.site_url,
        languages=tuple(
            dict.fromkeys(tag for part in parts for tag in part.configuration.languages)
        ),
        timezone=main.timezone,
        license=license_of(main.configuration),
        menu=menu_of(main.configuration),
        feeds=tuple(feed for part in parts for feed in feeds_of(part.configuration)),
        terms=tuple(dict.fromkeys(term for part in parts for term in part.terms)),
        lists=tuple(dict.fromkeys(address for part in parts for address in part.lists)),
        breaks=_breaks(main.configuration),
        options={"comments": main.comments.options} if main.comments.options else {},
        problems=(*problems, *(problem for part in parts for problem in part.problems)),
    )


def _is_usual(problem: Problem) -> bool:
    """Whether Hexo reads a block in the same way without a word: tabs, a missing first fence
    (https://github.com/hexojs/hexo-front-matter/blob/main/lib/front_matter.ts).
    """
    return problem.values.get("mended") in ("tabs", "no-fence")


def _by_source(page: OldPage) -> str:
    return page.source


def _breaks(configuration: Configuration) -> bool:
    """Whether the renderer of Markdown makes a line break of each one in the text.

    hexo-renderer-marked does by default, hexo-renderer-markdown-it does if it is told to, Pandoc
    and kramdown do not.
    """
    if configuration.has_plugin("hexo-renderer-marked", unknown=True):
        given = configuration.mapping("marked").get("breaks")
        return True if given is None else is_set(given)
    if configuration.has_plugin("hexo-renderer-markdown-it"):
        render = configuration.mapping("markdown").get("render")
        return isinstance(render, Mapping) and is_set(render.get("breaks"))
    if configuration.has_plugin("hexo-renderer-markdown-it-plus"):
        return is_set(configuration.mapping("markdown_it_plus").get("breaks"))
    return False


@dataclass
class _Part:
    """The site of one configuration."""

    request: Request
    configuration: Configuration
    pages: list[OldPage] = field(default_factory=list)
    files: list[OldFile] = field(default_factory=list)
    terms: list[OldTerm] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.comments = comments_of(self.configuration)
        self.categories = Categories(self.configuration)
        given = self.configuration.text("timezone")
        self.timezone = given if zone_of(given) else ""
        zone = zone_of(given) or timezone.utc
        now = self.request.now or datetime.now(timezone.utc)
        self.now = now.astimezone(zone).replace(tzinfo=None) if now.tzinfo else now

    def read(self) -> _Part:
        """Read all parts of the site, one after the other, and return them."""
        paths, problems = walk(self.request.source, self.configuration.source_dir, skip=())
        self.problems += problems
        folder = sorted_files(paths, self.configuration)
        self.problems += folder.problems
        self._tell_settings()
        posts = self._posts(folder)
        site = self._site(folder)
        for post in posts:
            self.pages += page_of_post(post, self.categories, site)
        self._add_pages(folder, site)
        self._add_aliases()
        self._add_guesses(site.guesses)
        self._add_files(folder, posts)
        known = {file.address for file in self.files}
        pictures = theme_pictures(self.request.source, self.configuration, self.pages)
        self.files += (file for file in pictures if file.address not in known)
        self.problems += site.problems
        published = [post for post in posts if post.is_published(self.now)]
        self.terms += terms_of(published, self.categories, self.configuration)
        self.lists += lists_of(published, self.configuration)
        return self

    def _address(self, path: str) -> str:
        return self.configuration.prefix + normal(path)

    # Texts

    def _source(self, path: str) -> Source | None:
        found = read_source_or_problem(self.request.source, self._below(path))
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        self.problems += (problem for problem in found.problems if not _is_usual(problem))
        return found

    def _below(self, path: str) -> str:
        return f"{self.configuration.source_dir}/{path}"

    def _posts(self, folder: Folder) -> list[Post]:
        """The posts, whose categories are known then."""
        found = []
        for path in folder.posts:
            if source := self._source(path):
                inner = posixpath.splitext(path.partition("/")[2])[0]
                is_draft = path.startswith(DRAFTS)
                found.append(Post(source, inner, is_draft, self.configuration))
        if undated := [post.source.path for post in found if post.is_undated]:
            dates = commit_dates(self.request.source, undated)
            found = [
                replace(post, commit_date=dates.get(post.source.path)) if post.is_undated else post
                for post in found
            ]
        for post in found:
            if post.is_published(self.now):
                self.categories.add(post.hierarchies)
        return found

    def _site(self, folder: Folder) -> Site:
        files = (*folder.assets, *folder.files)
        folders = {self._below(posixpath.dirname(path)) for path in files}
        every = {each for name in folders for each in _parents(name)}
        inner = (path.partition("/")[2] for path in folder.posts)
        names = frozenset(posixpath.splitext(path)[0] for path in (*inner, *folder.pages))
        return Site(
            self.configuration,
            self.comments,
            self.now,
            frozenset(every),
            names,
            self._secret_tags(),
        )

    def _secret_tags(self) -> frozenset[str]:
        """Tags whose posts are encrypted (https://github.com/D0n9X1n/hexo-blog-encrypt)."""
        given = self.configuration.mapping("encrypt").get("tags")
        items = given if isinstance(given, list) else []
        names = (item.get("name") for item in items if isinstance(item, Mapping))
        return frozenset(text_of(name) for name in names if is_set(name))

    def _add_pages(self, folder: Folder, site: Site) -> None:
        for path in folder.pages:
            source = self._source(path)
            if source is None:
                continue
            page = page_of_page(source, path, site)
            if page is None:
                self._add_filled(source, path)
            elif page.address == "404.html":
                reason = "the new site has a page of its own for addresses that do not exist"
                values = {"file": source.path, "reason": reason}
                self.problems.append(Problem("import-file-left", source.path, values=values))
            else:
                self.pages.append(page)
        for path in folder.html:
            self._add_html(path, site)

    def _add_filled(self, source: Source, path: str) -> None:
        """A page that the theme fills with terms or posts."""
        kinds = " ".join(layouts_of(source.values))
        address = self.configuration.prefix + normal(f"{posixpath.splitext(path)[0]}.html")
        if "tag" in kinds or "categor" in kinds:
            kind = "tags" if "tag" in kinds else "directions"
            self.terms.append(OldTerm(kind, "", address))
        else:
            self.lists.append(address)

    def _add_html(self, path: str, site: Site) -> None:
        """An HTML file is copied, unless it has front matter, which makes it a page."""
        source = read_source_or_problem(self.request.source, self._below(path))
        if isinstance(source, Problem) or not source.values:
            self._add_file(path)
        elif "layout" in source.values and not is_set(source.values["layout"]):
            self._add_file(path)
            left = {"construct": "front matter at the top of the file, which is copied as it is"}
            self.problems.append(Problem("import-left", self._below(path), 1, values=left))
        elif page := page_of_page(source, path, site):
            self.problems += source.problems
            self.pages.append(page)

    def _add_aliases(self) -> None:
        """Give the pages the addresses that the setting `alias` makes lead to them
        (https://github.com/hexojs/hexo-generator-alias).
        """
        given = self.configuration.mapping("alias") or self.configuration.mapping("aliases")
        by_address = {page.address: number for number, page in enumerate(self.pages)}
        for alias, target in given.items():
            number = by_address.get(self._address(text_of(target)))
            if number is not None and normal(alias):
                page, address = self.pages[number], self._address(alias)
                aliases = dict.fromkeys((*page.aliases, address))
                self.pages[number] = replace(page, aliases=tuple(aliases))
            elif alias and is_set(target):
                self._left(f"alias.{alias}", "it led to no page of the site")

    def _add_guesses(self, guesses: Mapping[str, Collection[str]]) -> None:
        """Give the posts the addresses that they may have had, unless another page had them."""
        taken = {each for page in self.pages for each in (page.address, *page.aliases)}
        for number, page in enumerate(self.pages):
            own = [each for each in guesses.get(page.source, ()) if each not in taken]
            taken.update(own)
            self.pages[number] = replace(page, aliases=(*page.aliases, *own))

    # Files

    def _add_file(self, path: str) -> None:
        self.files.append(OldFile(self._below(path), self.configuration.prefix + path))

    def _add_files(self, folder: Folder, posts: Sequence[Post]) -> None:
        for path in folder.files:
            self._add_file(path)
        owners = {post.folders[-1]: post for post in posts}
        owners |= {post.folders[0]: post for post in posts}
        addresses = {page.source: page.address for page in self.pages}
        for path in folder.assets:
            source = self._below(path)
            owner = next((each for each in _parents(source) if each in owners), "")
            if not owner:
                self._add_stray(path)
                continue
            page = owners[owner].source.path
            name = source.removeprefix(f"{owner}/")
            is_public = self.configuration.flag("post_asset_folder") and addresses.get(page)
            address = asset_address(addresses[page], name) if is_public else ""
            self.files.append(OldFile(source, address, page))

    def _add_stray(self, path: str) -> None:
        """A file among the posts that belongs to none of them, but may be a picture in some."""
        inner = path.partition("/")[2]
        self.files.append(OldFile(self._below(path), f"{self.configuration.prefix}notes/{inner}"))

    # Settings

    def _tell_settings(self) -> None:
        for name, reason in (*self.comments.left, *unused_settings(self.configuration)):
            self._left(name, reason)

    def _left(self, name: str, reason: str) -> None:
        values = {"name": name, "reason": reason}
        self.problems.append(Problem("import-setting-left", self.configuration.file, values=values))


def _parents(path: str) -> Iterator[str]:
    """The folders above a path, the innermost first, and the path itself before them."""
    while path:
        yield path
        path = posixpath.dirname(path)

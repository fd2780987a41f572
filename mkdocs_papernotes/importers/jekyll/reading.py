"""A Jekyll site as an `OldSite`."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from functools import cached_property

from mkdocs_papernotes.importers.code import code_spans
from mkdocs_papernotes.importers.foreign_values import text_of, words_of
from mkdocs_papernotes.importers.generator import Request, teller
from mkdocs_papernotes.importers.jekyll.addresses import Place, feed_id_of, path_below, places_of
from mkdocs_papernotes.importers.jekyll.comments import comments_of
from mkdocs_papernotes.importers.jekyll.configuration import plain_folder, read_configuration
from mkdocs_papernotes.importers.jekyll.feeds import (
    Feed,
    dated_lists,
    generated_feeds,
    is_feed,
    is_list,
    is_program,
    paginated,
    term_by_hand,
    terms,
)
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.menus import menu_of
from mkdocs_papernotes.importers.jekyll.moments import zone_of
from mkdocs_papernotes.importers.jekyll.permalinks import UnknownPlaceholderError
from mkdocs_papernotes.importers.jekyll.tree import DRAFTS, PAGES, POSTS, Entry, entries_of
from mkdocs_papernotes.importers.jekyll.values import (
    is_ahead,
    is_shown_nowhere,
    license_of,
    person_of,
    values_of,
)
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.old_site import OldFile, OldPage, OldSite, OldTerm
from mkdocs_papernotes.importers.settings import read_data, settings_of
from mkdocs_papernotes.importers.source import read_source_or_problem, walk
from mkdocs_papernotes.problems.problem import Problem

_NEVER = ("_site", ".jekyll-cache", ".jekyll-metadata", ".sass-cache", "node_modules", ".bundle")
_REPOSITORY = """
    readme license licence contributing changelog code_of_conduct security history install faq
    customize upgrading agents claude rakefile gemfile makefile dockerfile docker-compose package
    package-lock appveyor gulpfile gruntfile webpack.config feature_requests
"""
_OF_REPOSITORIES = frozenset(_REPOSITORY.split())
_THEME = frozenset(
    [
        ".scss",
        ".sass",
        ".less",
        ".coffee",
        ".styl",
        ".map",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
    ]
)
_THEME_IF_UNUSED = frozenset((".css", ".js"))
_TEXTS = frozenset([".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm"])
_FRONT_MATTER = b"---"
_SCRIPT = re.compile(r"[\w.-]{1,100}\.(?:css|js)\b")
_NEWS = frozenset(("news", "announcements", "updates"))


def read(request: Request) -> OldSite:
    """The site in a folder; raises `UnreadableSiteError`."""
    return _Reader(request).site()


class _Reader:
    def __init__(self, request: Request):
        self.request = request
        self.configuration = read_configuration(request.source)
        self.root = self.configuration.root
        self.folder = request.source / self.root if self.root else request.source
        self.problems: list[Problem] = []
        self.items: list[Item] = []
        self.copied: list[Entry] = []
        """Files that were published as they are."""
        self._theme: defaultdict[str, list[Entry]] = defaultdict(list)
        """Files of the old theme by their folder; one message tells those of a folder."""
        now = request.now or datetime.now(timezone.utc)
        if now.tzinfo:
            now = now.astimezone(zone_of(self.configuration.timezone)).replace(tzinfo=None)
        self.now = now

    def site(self) -> OldSite:
        """All of it."""
        self._read_files()
        pages = [item for item in self.items if self._is_taken(item)]
        self._comments = comments_of(self.configuration)
        old_pages = tuple(self._page(item) for item in pages)
        settings = self.configuration.settings
        posts = [item for item in self.items if item.entry.kind == POSTS and item.is_published]
        used = {page.language for page in old_pages}
        languages = [self._tag(language) for language in self.configuration.languages]
        languages = [tag for tag in languages if tag in used] or languages[:1]
        problems = [*self._comments.problems]
        files = tuple(self._files(old_pages))
        return OldSite(
            pages=old_pages,
            files=files,
            name=self._name(),
            description=self._text_in_default("description", "tagline", "subtitle"),
            author=self._author(),
            url=self.configuration.url,
            languages=tuple(dict.fromkeys(filter(None, languages))),
            timezone=self.configuration.timezone,
            license=license_of(settings.values.get("license")),
            menu=menu_of(self.folder, self.items, self.places, self.configuration),
            feeds=self.feeds,
            terms=tuple(self._terms()),
            lists=tuple(dict.fromkeys(filter(None, self._lists(posts)))),
            breaks=self._breaks(),
            options={"comments": self._comments.option} if self._comments.option else {},
            problems=(*self.problems, *problems, *self._theme_left(), *self._settings_left()),
        )

    # files

    def _read_files(self) -> None:
        paths, problems = walk(self.request.source, self.root, skip=_NEVER)
        self.problems += problems
        inner = [path[len(self.root) :].lstrip("/") for path in paths]
        built = f"{self.configuration.destination}/"
        inner = [path for path in inner if not path.startswith(built)]
        for entry in entries_of(inner, self.configuration):
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        path = self._full(entry.path)
        if entry.kind == PAGES and self._is_of_repository(entry):
            self._left(entry, "it belongs to the repository, not to the site")
        elif entry.extension in _THEME:
            self._theme[posixpath.dirname(entry.path)].append(entry)
        elif entry.kind not in {PAGES, POSTS, DRAFTS} and not self._collection_is_published(entry):
            self._left(entry, f"the collection `{entry.kind}` is not published")
        elif entry.extension in _TEXTS or self._has_front_matter(path):
            self._add_text(entry, path)
        elif entry.kind in {POSTS, DRAFTS}:
            self._left(entry, "Jekyll does not publish what is no Markdown among posts")
        else:
            self.copied.append(entry)

    def _add_text(self, entry: Entry, path: str) -> None:
        is_markdown = entry.extension in self.configuration.extensions
        if entry.kind == PAGES and not is_markdown and not self._has_front_matter(path):
            self.copied.append(entry)
            return
        found = read_source_or_problem(self.request.source, path)
        if isinstance(found, Problem):
            self.problems.append(found)
        else:
            self.items.append(Item(entry, found, self.configuration))

    def _full(self, path: str) -> str:
        return posixpath.join(self.root, path)

    def _has_front_matter(self, path: str) -> bool:
        try:
            with (self.request.source / path).open("rb") as file:
                first = file.readline(20).lstrip(b"\xef\xbb\xbf")
        except OSError:
            return False
        return first.rstrip() == _FRONT_MATTER

    def _is_of_repository(self, entry: Entry) -> bool:
        if "/" in entry.path or entry.extension in {".html", ".htm"}:
            return False
        stem = entry.path.lower().partition(".")[0]
        return stem in _OF_REPOSITORIES or entry.extension in {".gemspec", ".lock"}

    def _collection_is_published(self, entry: Entry) -> bool:
        return self.configuration.collections[entry.kind].is_published

    def _left(self, entry: Entry, reason: str) -> None:
        path = self._full(entry.path)
        values = {"file": path, "reason": reason}
        self.problems.append(Problem("import-file-left", path, values=values))

    # pages

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each item was published."""
        return places_of(self.items, self.configuration)

    @cached_property
    def people(self) -> Mapping[str, dict[str, object]]:
        """The people of `_data/authors.yml` by their key."""
        data = self.folder / (self.configuration.settings.text("data_dir") or "_data")
        for name in ("authors.yml", "authors.yaml", "authors.json", "people.yml"):
            path = data / name
            if path.is_file() and path.resolve().is_relative_to(self.request.source.resolve()):
                given = settings_of(read_data(path)).values
                return {key: person for key, each in given.items() if (person := person_of(each))}
        return {}

    @cached_property
    def _note_kinds(self) -> frozenset[str]:
        """Collections of notes: those in which most documents have a date."""
        all_of = Counter(item.entry.kind for item in self.items)
        dated = Counter(item.entry.kind for item in self.items if item.moment is not None)
        kinds = {
            kind
            for kind in all_of
            if kind != PAGES and kind not in _NEWS and 2 * dated[kind] > all_of[kind]
        }
        return frozenset({*kinds, POSTS, DRAFTS})

    def _is_taken(self, item: Item) -> bool:
        """Whether an item is a page of the new site; what is left out is told."""
        if item.entry.kind in {POSTS, DRAFTS}:
            return self._is_text(item)
        place = self.places[item.entry.path]
        if is_feed(item) or self._term_of(item):
            return False
        if item.name == "404":
            self._left(item.entry, "the new site has such a page of its own")
            return False
        if is_shown_nowhere(item.front):
            return self._redirected(item)
        if is_list(item):
            self._left(item.entry, "it lists other pages, as the new site does by itself")
            return False
        if not item.is_html:
            self._left(item.entry, "it is made by a template of Jekyll")
            return False
        is_html = item.entry.extension not in self.configuration.extensions
        if is_program(item) or (is_html and "{%" in item.source.body):
            self._left(item.entry, "what it shows is made by a program in Liquid")
            return False
        if not item.source.body.strip() and not place.address:
            return False
        if not item.source.body.strip():
            self._left(item.entry, "all that it shows comes from its layout")
            return False
        return self._is_text(item)

    def _is_text(self, item: Item) -> bool:
        if item.is_html:
            return True
        self._left(item.entry, "it is no Markdown")
        return False

    def _redirected(self, item: Item) -> bool:
        """A page with `redirect_to` is a redirect: an alias of the page that it leads to."""
        target = next(iter(words_of(item.front.values.get("redirect_to"))), "")
        self._left(item.entry, f"it only leads to {target or 'another page'}")
        return False

    @cached_property
    def _leading_to(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses of pages that only lead to another one, by the address of that."""
        found: dict[str, tuple[str, ...]] = {}
        for item in self.items:
            place = self.places[item.entry.path]
            for target in words_of(item.front.values.get("redirect_to"))[:1]:
                path = path_below(target, self.configuration)
                if path and place.address and "://" not in target:
                    found[path] = (*found.get(path, ()), place.address)
        return found

    def _page(self, item: Item) -> OldPage:
        path = self._full(item.entry.path)
        place = self.places[item.entry.path]
        problems = [*item.source.problems, *place.problems]
        if item.is_document and is_ahead(item, self.now):
            place = Place(pair=place.pair)
        body, line = self._body(item)
        is_note = item.entry.kind in self._note_kinds
        values = values_of(item, self.people, self.now, teller(path, problems))
        values = {
            key: self._known(value) if key == "authors" else value for key, value in values.items()
        }
        if not is_note:
            values = {
                key: value for key, value in values.items() if key not in {"date", "direction"}
            }
        self.problems += problems
        is_home = not is_note and (item.name == "index" or self._is_at_root(item))
        return OldPage(
            path,
            "home" if item.name == "index" else item.name,
            body,
            line,
            values,
            is_note,
            self._tag(item.language_as_written) or self._default_language(item),
            place.pair,
            "" if is_home else place.address,
            () if is_home else self._aliases(place),
            self._feed_id(item, place) if is_note else "",
            self._comments.thread(place.url, "", self.configuration) if is_note else "",
            tuple(self._resources(item)),
        )

    def _is_at_root(self, item: Item) -> bool:
        """Whether a page is the home page of a language, where the new site has its own."""
        try:
            return item.url.strip("/") == ""
        except UnknownPlaceholderError:
            return False

    def _body(self, item: Item) -> tuple[str, int]:
        """The text and its first line, with our marker in the place of another one of the site.

        The text of a page in HTML stands in an element, so that it is no Markdown here either.
        """
        text, line = item.source.body, item.source.line
        mark = item.front.raw(
            "excerpt_separator", self.configuration.settings.raw("excerpt_separator")
        )
        if item.entry.extension not in self.configuration.extensions:
            return f"<div>\n{text.strip()}\n</div>", line - 1
        place = marker_place(text, mark.strip()) if mark.strip() else -1
        if place < 0:
            return text, line
        return f"{text[:place]}<!-- more -->{text[place + len(mark.strip()) :]}", line

    def _aliases(self, place: Place) -> tuple[str, ...]:
        aliases = [*place.aliases]
        for address in (place.address, *place.aliases):
            aliases += self._leading_to.get(address, ()) if address else ()
        return tuple(each for each in dict.fromkeys(aliases) if each != place.address)

    def _known(self, authors: object) -> object:
        """Authors with what `_data/authors.yml` says of them in the place of their key."""
        if not isinstance(authors, list):
            return authors
        return [self.people.get(each, each) if isinstance(each, str) else each for each in authors]

    def _resources(self, item: Item) -> Iterable[str]:
        """The folders that Chirpy looks for the pictures of a post in."""
        folder = item.front.text("media_subpath", "img_path").strip("/")
        if folder and "://" not in folder and ".." not in folder.split("/"):
            yield self._full(folder)

    def _feed_id(self, item: Item, place: Place) -> str:
        if item.entry.kind != POSTS or not self.feeds:
            return ""
        return feed_id_of(place, item, self.configuration, self._ids_are_urls)

    # languages

    def _tag(self, language: str) -> str:
        return language_tag(language) if language else ""

    def _default_language(self, item: Item) -> str:
        """Beside polyglot, a page that names no language is in the default one."""
        languages = self.configuration.languages
        return self._tag(languages[0]) if self.configuration.is_polyglot and languages else ""

    # the site

    def _name(self) -> str:
        settings = self.configuration.settings
        name = self._text_in_default("title", "name")
        person = " ".join(
            part
            for key in ("first_name", "middle_name", "last_name")
            if (part := settings.text(key))
        )
        return person if person and (not name or name == "blank") else name

    def _text_in_default(self, *keys: str) -> str:
        """A setting that is a text, or a mapping of languages to texts."""
        settings = self.configuration.settings
        for key in keys:
            if found := settings.text(key):
                return found
            table = settings.table(key)
            for language in (*self.configuration.languages, *table):
                if found := table.text(language):
                    return found
        return ""

    def _author(self) -> str:
        settings = self.configuration.settings
        for key in ("author", "authors"):
            name = settings.text(key) or settings.table(key).text("name", "fullname")
            if name:
                return text_of(self.people.get(name, {}).get("name")) or name
        social = settings.table("social").text("name")
        return social or " ".join(
            part for key in ("first_name", "last_name") if (part := settings.text(key))
        )

    def _breaks(self) -> bool:
        """Whether line breaks are kept: `hard_wrap` of kramdown, `HARDBREAKS` of CommonMark."""
        settings = self.configuration.settings
        options = settings.table("commonmark").texts("options")
        return settings.table("kramdown").flag("hard_wrap") or "HARDBREAKS" in options

    # feeds, lists, terms

    @cached_property
    def _own_feeds(self) -> Sequence[Feed]:
        return [Feed(item) for item in self.items if is_feed(item)]

    @cached_property
    def feeds(self) -> tuple[str, ...]:
        """Their addresses, the main one first."""
        own = [self.places[feed.item.entry.path].address for feed in self._own_feeds]
        return tuple(dict.fromkeys([*filter(None, own), *generated_feeds(self.configuration)]))

    @cached_property
    def _ids_are_urls(self) -> bool:
        return bool(self._own_feeds) and self._own_feeds[0].ids_are_urls

    @cached_property
    def _directions(self) -> frozenset[str]:
        posts = [item for item in self.items if item.entry.kind == POSTS]
        return frozenset(each.categories[0] for each in posts if each.categories)

    def _term_of(self, item: Item) -> OldTerm | None:
        if item.is_document and item.entry.kind in {POSTS, DRAFTS}:
            return None
        address = self.places[item.entry.path].address
        return term_by_hand(item, address, self._directions) if address else None

    def _terms(self) -> Iterable[OldTerm]:
        yield from terms(self.items, self.configuration)
        yield from filter(None, map(self._term_of, self.items))

    def _lists(self, posts: Sequence[Item]) -> Iterable[str]:
        for item in self.items:
            if item.entry.kind in {POSTS, DRAFTS} or not is_list(item) or self._term_of(item):
                continue
            yield self.places[item.entry.path].address
        yield from paginated(self.configuration, len(posts))
        yield from dated_lists(self.items, self.configuration)

    # what is copied, and what is left

    def _files(self, pages: Sequence[OldPage]) -> Iterable[OldFile]:
        for path in self._bibliographies:
            yield OldFile(self._full(path), posixpath.basename(path))
        used = {name for page in pages for name in _SCRIPT.findall(page.body)}
        for entry in self.copied:
            if entry.extension in _THEME_IF_UNUSED and entry.name not in used:
                self._theme[posixpath.dirname(entry.path)].append(entry)
                continue
            yield OldFile(self._full(entry.path), self._address_of_file(entry))

    def _address_of_file(self, entry: Entry) -> str:
        if entry.kind == PAGES:
            return entry.path
        return posixpath.join(entry.kind, entry.inner)

    @cached_property
    def _bibliographies(self) -> Sequence[str]:
        """The files of jekyll-scholar, that of the list of publications first."""
        scholar = self.configuration.settings.table("scholar")
        place = plain_folder(scholar.text("source").lstrip("/") or "_bibliography")
        found = sorted(path.name for path in (self.folder / place).glob("*.bib"))
        main = scholar.text("bibliography")
        found.sort(key=lambda name: name != main)
        return [posixpath.join(place, name) for name in found]

    def _theme_left(self) -> Iterable[Problem]:
        for folder, entries in self._theme.items():
            path = self._full(folder if len(entries) > 1 else entries[0].path)
            count = f" ({len(entries)} files)" if len(entries) > 1 else ""
            values = {"file": f"{path}{count}", "reason": "it belongs to the old theme"}
            yield Problem("import-file-left", path, values=values)

    def _settings_left(self) -> Iterable[Problem]:
        if not self.configuration.url:
            yield self._setting("url", "it is not set, so that the feed's ids are not known")
        if self._bibliographies:
            name = posixpath.basename(self._bibliographies[0])
            reason = f"name docs/{name} in the option `bibliography`, and its keys in the notes"
            yield self._setting("scholar", reason)
        for kind in sorted({item.entry.kind for item in self.items} & _NEWS):
            yield self._setting(
                f"collections.{kind}", "its documents become pages that no list has"
            )
        if not self.configuration.timezone and self._depends_on_zone:
            reason = (
                "it is not set; the addresses are those of a build in UTC, as on GitHub's servers"
            )
            yield self._setting("timezone", reason)

    @cached_property
    def _depends_on_zone(self) -> bool:
        """Whether the day of a post would be another one in another zone."""
        return any(
            isinstance(item.moment.shown, datetime) and item.moment.shown.tzinfo is not None
            for item in self.items
            if item.entry.kind == POSTS and item.moment
        )

    def _setting(self, name: str, reason: str) -> Problem:
        values = {"name": name, "reason": reason}
        return Problem("import-setting-left", self.configuration.name, 0, name, values)


def marker_place(text: str, mark: str) -> int:
    """Where a text has a marker outside of its code; -1 without one."""
    place = text.find(mark)
    if place < 0:
        return -1
    spans = code_spans(text)
    while place >= 0:
        inside = next((last for first, last in spans if first <= place < last), None)
        if inside is None:
            return place
        place = text.find(mark, inside)
    return -1

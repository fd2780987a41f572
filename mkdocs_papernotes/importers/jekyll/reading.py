"""A Jekyll site as an `OldSite`."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from functools import cached_property

from mkdocs_papernotes.importers.foreign_values import words_of
from mkdocs_papernotes.importers.generator import Request, teller
from mkdocs_papernotes.importers.jekyll.addresses import Place, feed_id_of, path_below, places_of
from mkdocs_papernotes.importers.jekyll.comments import comments_of
from mkdocs_papernotes.importers.jekyll.configuration import plain_folder, read_configuration
from mkdocs_papernotes.importers.jekyll.excerpts import text_of_item
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
from mkdocs_papernotes.importers.jekyll.folder import Folder
from mkdocs_papernotes.importers.jekyll.identity import Identity
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.menus import menu_of
from mkdocs_papernotes.importers.jekyll.moments import zone_of
from mkdocs_papernotes.importers.jekyll.people import people_of, with_people
from mkdocs_papernotes.importers.jekyll.permalinks import UnknownPlaceholderError
from mkdocs_papernotes.importers.jekyll.tree import DRAFTS, PAGES, POSTS, Entry
from mkdocs_papernotes.importers.jekyll.values import (
    is_ahead,
    is_shown_nowhere,
    license_of,
    values_of,
)
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.old_site import OldFile, OldPage, OldSite, OldTerm
from mkdocs_papernotes.problems.problem import Problem

_THEME_IF_UNUSED = frozenset((".css", ".js"))
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
        self.files = Folder(request.source, self.configuration)
        self.files.read()
        self.problems, self.items = self.files.problems, self.files.items
        self.people = people_of(request.source, self.configuration)
        now = request.now or datetime.now(timezone.utc)
        if now.tzinfo:
            now = now.astimezone(zone_of(self.configuration.timezone)).replace(tzinfo=None)
        self.now = now

    def site(self) -> OldSite:
        """All of it."""
        pages = [item for item in self.items if self._is_taken(item)]
        self._comments = comments_of(self.configuration)
        old_pages = tuple(self._page(item) for item in pages)
        settings = self.configuration.settings
        identity = Identity(self.configuration, self.people)
        posts = [item for item in self.items if item.entry.kind == POSTS and item.is_published]
        used = {page.language for page in old_pages}
        languages = [self._tag(language) for language in self.configuration.languages]
        languages = [tag for tag in languages if tag in used] or languages[:1]
        files = tuple(self._files(old_pages))
        return OldSite(
            pages=old_pages,
            files=files,
            name=identity.name(),
            description=identity.text("description", "tagline", "subtitle"),
            author=identity.author(),
            url=self.configuration.url,
            languages=tuple(dict.fromkeys(filter(None, languages))),
            timezone=self.configuration.timezone,
            license=license_of(settings.values.get("license")),
            menu=menu_of(self.folder, self.items, self.places, self.configuration),
            feeds=self.feeds,
            terms=tuple(self._terms()),
            lists=tuple(dict.fromkeys(filter(None, self._lists(posts)))),
            breaks=identity.breaks(),
            options={"comments": self._comments.option} if self._comments.option else {},
            problems=(
                *self.problems,
                *self._comments.problems,
                *self.files.theme_left(),
                *self._settings_left(),
            ),
        )

    # pages

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each item was published."""
        return places_of(self.items, self.configuration)

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
            self.files.leave(item.entry, "the new site has such a page of its own")
            return False
        if is_shown_nowhere(item.front):
            return self._redirected(item)
        if is_list(item):
            self.files.leave(item.entry, "it lists other pages, as the new site does by itself")
            return False
        if not item.is_html:
            self.files.leave(item.entry, "it is made by a template of Jekyll")
            return False
        is_html = item.entry.extension not in self.configuration.extensions
        if is_program(item) or (is_html and "{%" in item.source.body):
            self.files.leave(item.entry, "what it shows is made by a program in Liquid")
            return False
        if not item.source.body.strip() and not place.address:
            return False
        if not item.source.body.strip():
            self.files.leave(item.entry, "all that it shows comes from its layout")
            return False
        return self._is_text(item)

    def _is_text(self, item: Item) -> bool:
        if item.is_html:
            return True
        self.files.leave(item.entry, "it is no Markdown")
        return False

    def _redirected(self, item: Item) -> bool:
        """A page with `redirect_to` is a redirect: an alias of the page that it leads to."""
        target = next(iter(words_of(item.front.values.get("redirect_to"))), "")
        self.files.leave(item.entry, f"it only leads to {target or 'another page'}")
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
        path = self.files.full(item.entry.path)
        place = self.places[item.entry.path]
        problems = [*item.source.problems, *place.problems]
        if item.is_document and is_ahead(item, self.now):
            place = Place(pair=place.pair)
        body, line = text_of_item(item, self.configuration)
        is_note = item.entry.kind in self._note_kinds
        values = values_of(item, self.people, self.now, teller(path, problems))
        values = {
            key: with_people(value, self.people) if key == "authors" else value
            for key, value in values.items()
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

    def _aliases(self, place: Place) -> tuple[str, ...]:
        aliases = [*place.aliases]
        for address in (place.address, *place.aliases):
            aliases += self._leading_to.get(address, ()) if address else ()
        return tuple(each for each in dict.fromkeys(aliases) if each != place.address)

    def _resources(self, item: Item) -> Iterable[str]:
        """The folders that Chirpy looks for the pictures of a post in."""
        folder = item.front.text("media_subpath", "img_path").strip("/")
        if folder and "://" not in folder and ".." not in folder.split("/"):
            yield self.files.full(folder)

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
            yield OldFile(self.files.full(path), posixpath.basename(path))
        used = {name for page in pages for name in _SCRIPT.findall(page.body)}
        for entry in self.files.copied:
            if entry.extension in _THEME_IF_UNUSED and entry.name not in used:
                self.files.theme[posixpath.dirname(entry.path)].append(entry)
                continue
            yield OldFile(self.files.full(entry.path), self._address_of_file(entry))

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

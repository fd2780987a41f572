"""The finished pages of a site, from the cache where all that they show is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.surroundings import (
    ChangeableError,
    check_texts,
    dates_home,
    keeps_error_page,
    surroundings,
)
from mkdocs_papernotes.assembly.links import FindUrl
from mkdocs_papernotes.assembly.page_lists import PageLists
from mkdocs_papernotes.assembly.shown import Shown
from mkdocs_papernotes.cache.digest import UnknownValueError, described, text_digest
from mkdocs_papernotes.cache.recorded_site import Part
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.lists import AnyPage

_KNOWN_CONTEXT = {
    *("nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version"),
    *("build_date_utc", "config", "page", "i18n_config"),
}
"""What a template gets that depends on the surroundings and the page alone."""
_ERROR_PAGE = "404.html"
"""The only page without a source that depends on the surroundings alone, as a sitemap does not."""
_KNOWN_IN_ERROR_PAGE = {*_KNOWN_CONTEXT, "i18n_build_languages", "i18n_current_language_config"}
_OF_SITEMAP = "i18n_alternates"
"""What static-i18n gives to all templates, and only its sitemap uses."""


class PageCache:
    """Finished pages of one language, by page. A page that is not found is rendered as usual."""

    def __init__(self, store: Store, shown: Shown, config: MkDocsConfig, nav: Navigation):
        self._store, self._shown = store, shown
        self._config, self.nav = config, nav
        self._keys: dict[str, bytes] = {}
        """The keys of pages that are being rendered, by source."""
        self._finished: dict[str, tuple[str, Part]] = {}
        self.written: dict[str, Part | None] = {}
        """What the store has of each page that was written, by the whole path of its file.

        `None` for a page that it does not have, which may replace one of another language.
        """
        self.missing = 0
        """How many pages of notes and lists were looked for and not found."""
        self.problems: list[Problem] = []
        """Why pages are not kept."""

    @cached_property
    def _surroundings(self) -> bytes:
        """Empty if no page can be kept."""
        try:
            return surroundings(self._config, self.nav)
        except ChangeableError as error:
            self.problems.append(Problem("pages-not-kept", values={"reason": str(error)}))
            return b""

    @cached_property
    def _keeps_lists(self) -> bool:
        try:
            check_texts(self._config)
        except ChangeableError as error:
            self.problems.append(Problem("lists-not-kept", values={"reason": str(error)}))
            return False
        return True

    @property
    def are_surroundings_known(self) -> bool:
        """Whether nothing unknown takes part when templates run."""
        return bool(self._surroundings)

    @property
    def is_predictable(self) -> bool:
        """Whether the same texts make the same pages, as far as it is known of other plugins."""
        return bool(self._surroundings) and self._keeps_lists

    def find_note(
        self,
        page: Page,
        note: Note,
        lists: PageLists,
        content: Iterable[object],
        find_url: FindUrl,
    ) -> bool:
        """Whether the page of a note is there; `content` is what it depends on beside the note.

        `lists` are those in its text. `find_url` returns the addresses of files that the note may
        link to.
        """
        if not self._is_usable(page) or (lists.shows_texts and not self._keeps_lists):
            return False
        shown = [self._shown.of_note(note, find_url), self._shown.of_lists(lists)]
        return self._expect(page, [*content, *shown, *_given(page, self._shown.text(note))])

    def find_list(
        self, page: Page, listed: AnyPage, lists: PageLists, content: Iterable[object]
    ) -> bool:
        """Whether the page of a list is there; `content` is what it depends on beside the list.

        `lists` are those in the author's text above it.
        """
        if not self._is_usable(page) or not self._keeps_lists:
            return False
        shown = [self._shown.of_list(listed), self._shown.of_lists(lists)]
        return self._expect(page, [*content, *shown, *_given(page)])

    def find_ordinary(self, page: Page, lists: PageLists, content: Iterable[object]) -> bool:
        """Whether any other page is there; `content` is what it depends on beside its text.

        `lists` are those in its text.
        """
        if not self._is_usable(page) or (lists.shows_texts and not self._keeps_lists):
            return False
        return self._find(page, [*content, self._shown.of_lists(lists), *_given(page)])

    def find_notice(self, page: Page, content: Iterable[object]) -> bool:
        """Whether the page of a notice is there; `content` is what it depends on."""
        return self._is_usable(page) and self._find(page, [*content, *_given(page)])

    def _is_usable(self, page: Page) -> bool:
        """Whether a page may be there.

        The home page of some themes says when it was built, and MkDocs marks drafts in `serve`.
        """
        is_dated = page.is_homepage and self._dates_home
        is_fixed = not (is_dated or page.file.inclusion.is_excluded())
        return self._store.is_open and is_fixed and bool(self._surroundings)

    @cached_property
    def _dates_home(self) -> bool:
        return dates_home(self._config)

    def _expect(self, page: Page, content: Iterable[object]) -> bool:
        """Whether a page is there; counts it as missing if not."""
        is_found = self._find(page, content)
        self.missing += page.file.src_uri in self._keys
        return is_found

    def _find(self, page: Page, content: Iterable[object]) -> bool:
        """Whether the finished page is in the cache."""
        file = page.file
        try:
            given = described([*content], _of_material)
        except UnknownValueError:
            return False
        own = [file.src_uri, page.url, file.inclusion.name, page.title, page.canonical_url]
        own += [page.edit_url, [*_headings(page.toc)]]
        html = text_digest(page.content or "")
        key = self._store.key("page", self._surroundings, html, repr(own), given)
        if self._finish(page, key):
            return True
        self._keys[file.src_uri] = key
        return False

    def _finish(self, page: Page, key: bytes) -> bool:
        """Take a page from the store; returns whether it is there."""
        found = self._store.find(key)
        if found is not None:
            html, part = found[0].decode("utf-8"), Part(key, found[1], len(found[0]))
            self._finished[page.file.src_uri] = html, part
        return found is not None

    def take_ahead(self, page: Page, key: bytes | None) -> None:
        """Take a page that a copy of this process has kept under `key`, if it has.

        The copy knew the same of the site, so the key is not made again to see that it is right.
        """
        if key:
            self._finish(page, key)

    def is_finished(self, page: Page) -> bool:
        """Whether a page was found, or taken from a copy of this process."""
        return page.file.src_uri in self._finished

    def finished(self, page: Page) -> str | None:
        """The HTML of a page that was found."""
        found = self._finished.get(page.file.src_uri)
        return None if found is None else found[0]

    def take(self, page: Page) -> str | None:
        """The same, to be written: `serve` may render the page with another text later."""
        found = self._finished.pop(page.file.src_uri, None)
        if found is None:
            return None
        html, self.written[page.file.abs_dest_path] = found
        return html

    def keep(self, page: Page, html: str) -> None:
        """Keep the HTML of a page that is written, if it was looked for and not found."""
        self.written[page.file.abs_dest_path] = None
        if key := self._keys.pop(page.file.src_uri, None):
            content = html.encode("utf-8")
            self._store.put(key, content)
            self.written[page.file.abs_dest_path] = Part.of(key, content)

    def forget(self, page: Page) -> bytes | None:
        """Do not keep a page when it is rendered; returns the key under which it would be kept."""
        return self._keys.pop(page.file.src_uri, None)

    def error_page(self, context: Mapping[str, Any], render: Callable[[], str]) -> str:
        """The page for addresses that lead nowhere, which `render` renders."""
        key = self._key_of_error_page(context)
        found = self._store.get(key) if key else None
        html = render() if found is None else found.decode("utf-8")
        if key and found is None:
            self._store.put(key, html.encode("utf-8"))
        return html

    def _key_of_error_page(self, context: Mapping[str, Any]) -> bytes | None:
        if not (self._store.is_open and self._surroundings and keeps_error_page(self._config)):
            return None
        given = {key: context[key] for key in context.keys() - _KNOWN_IN_ERROR_PAGE}
        given.pop(_OF_SITEMAP, None)
        switcher = getattr(self._config.extra, "alternate", None)
        try:
            told = described([context.get("base_url"), switcher, *sorted(given.items())])
        except UnknownValueError:
            return None
        return self._store.key(_ERROR_PAGE, self._surroundings, told)

    def install(self, env: Environment) -> None:
        """Have the templates of an environment print the pages that were found."""
        patched: Any = env
        load = env.get_template

        def get_template(name: Any, *args: Any, **given: Any) -> Any:
            """A template for MkDocs; a template that asks for another one names itself as well."""
            if args:
                return load(name, *args, **given)
            return _Template(self, name, partial(load, name, **given))

        patched.get_template = get_template


class _Template:
    """A template that is neither loaded nor run for pages that are in the cache."""

    def __init__(self, pages: PageCache, path: Any, load: Callable[[], Template]):
        self._pages, self._path, self._load = pages, path, load

    def render(self, *context: Any, **values: Any) -> str:
        """Render a page with the context that MkDocs gives, or a part of one as plugins do it."""
        if not context or values:
            return self._loaded.render(*context, **values)
        page = context[0].get("page")
        if page is None and self._path == _ERROR_PAGE:
            return self._pages.error_page(context[0], lambda: self._loaded.render(*context))
        found = self._pages.finished(page) if page is not None else None
        return self._loaded.render(*context) if found is None else found

    @cached_property
    def _loaded(self) -> Template:
        return self._load()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loaded, name)


def added_to(context: Mapping[str, Any]) -> dict[str, Any]:
    """What other plugins have added to the context of a template."""
    return {name: value for name, value in context.items() if name not in _KNOWN_CONTEXT}


def _given(page: Page, known: str = "") -> tuple[object, int | bytes]:
    """Front matter and text of a page. Of a text that `known` begins with, the length is enough."""
    text = page.markdown or ""
    return page.meta, len(text) if known.startswith(text) else text_digest(text)


def _of_material(value: object) -> str:
    """Describes the tags of Material's plugin, with the pages that they link to."""
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if not name.startswith("material.plugins.tags."):
        raise UnknownValueError(name)
    links = [(link.title, link.url) for link in getattr(value, "links", ())]
    return described([name, {**vars(value), "links": links}], _of_material)


def _headings(items: Iterable[Any]) -> Iterator[object]:
    for item in items:
        yield [item.title, item.id, item.level, [*_headings(item.children)]]

"""The finished pages of notes and lists, from the cache where nothing that they show has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.surroundings import ChangeableError, surroundings
from mkdocs_papernotes.assembly.shown import Shown
from mkdocs_papernotes.cache.digest import UnknownValueError, described, digest
from mkdocs_papernotes.cache.store import Store


class PageCache:
    """Finished pages of one language, by page. A page that is not found is rendered as usual."""

    def __init__(self, store: Store, shown: Shown, config: MkDocsConfig, nav: Navigation):
        self._store, self._shown = store, shown
        self._config, self._nav = config, nav
        self._keys: dict[str, bytes] = {}
        """The keys of pages that are being rendered, by source."""
        self._finished: dict[str, str] = {}
        self.reason = ""
        """Why no page is kept; empty if pages are."""

    @cached_property
    def _surroundings(self) -> bytes:
        try:
            return surroundings(self._config, self._nav)
        except ChangeableError as error:
            self.reason = str(error)
            return b""

    def find(self, page: Page, content: Iterable[object]) -> bool:
        """Whether the finished page is in the cache; `content` is all that it depends on."""
        if not self._store.is_open or page.is_homepage or not self._surroundings:
            return False
        file = page.file
        try:
            text = described(
                [
                    *(file.src_uri, page.url, file.inclusion.name, page.title, page.content),
                    *(page.meta, page.canonical_url, page.edit_url, [*_headings(page.toc)]),
                    *content,
                ]
            )
        except UnknownValueError:
            return False
        key = digest("page", self._surroundings, text)
        found = self._store.get(key)
        if found is None:
            self._keys[file.src_uri] = key
            return False
        self._finished[file.src_uri] = found.decode("utf-8")
        return True

    def finished(self, page: Page) -> str | None:
        """The HTML of a page that was found."""
        return self._finished.get(page.file.src_uri)

    def keep(self, page: Page, html: str) -> None:
        """Keep the HTML of a page that was looked for and not found."""
        if key := self._keys.pop(page.file.src_uri, None):
            self._store.put(key, html.encode("utf-8"))

    def forget(self, page: Page) -> bytes | None:
        """Do not keep a page when it is rendered; returns the key under which it would be kept."""
        return self._keys.pop(page.file.src_uri, None)

    def install(self, env: Environment) -> None:
        """Have the templates of an environment print the pages that were found."""
        patched: Any = env
        get_template = env.get_template
        patched.get_template = lambda *args, **given: _Template(get_template(*args, **given), self)


class _Template:
    """A template that is not run for pages that are in the cache."""

    def __init__(self, template: Template, pages: PageCache):
        self._template, self._pages = template, pages

    def render(self, context: Mapping[str, Any]) -> str:
        page = context.get("page")
        found = self._pages.finished(page) if page is not None else None
        return self._template.render(context) if found is None else found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


def _headings(items: Iterable[Any]) -> Iterator[object]:
    for item in items:
        yield [item.title, item.id, item.level, [*_headings(item.children)]]

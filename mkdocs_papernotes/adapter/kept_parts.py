"""Parts of the theme's pages that differ in nothing but addresses: they are rendered once.

Material's menu takes a quarter of the time of its templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Environment, TemplateError, nodes, pass_context
from jinja2.meta import find_undeclared_variables
from mkdocs.structure.pages import Page

_PARTS = {
    "partials/nav.html": ("partials/nav-item.html", "partials/logo.html", "partials/source.html"),
    "partials/search.html": (),
}
"""The parts, each with the templates that it includes."""
_FOR_PAGE_ITSELF = "partials/toc.html"
"""What the menu includes for a page that is in it."""
ICONS = ".icons/"
_READ = {"nav", "config", "features", "lang", "page", "namespace"}
"""The variables that parts may read."""
_PAGE = re.compile(r"\bpage\b")
_IN_MENU = re.compile(
    r"\bpage in nav_item\.pages\b|\bset nav_item = page\b|\b(?:index|nav_item) == page\b"
    r"|\bset toc = page\.toc\b"
)
"""How a part may mention the page: without an effect on pages outside the menu."""
_INCLUDED = re.compile(r"""\{%-?\s*(?:include|import|from|extends)\s+["']?([^"'\s]+)""")
_GAP = "\ue0f0{}\ue0f1"
_GAPS = re.compile("\ue0f0(\\d+)\ue0f1")
_FEWEST = 60
"""Sites with fewer pages do not gain the 0.04 s that it takes to read the templates."""
_FEWEST_RENDERED = 4
"""Pages that are rendered before that, because with a cache there are few."""

Url = Callable[[Any], str]
"""The filter `url` on some page."""


@dataclass(frozen=True)
class _Rendered:
    """A part with gaps for addresses."""

    html: str
    addresses: list[Any]
    made_from: tuple[object, ...]
    """What it shows: while that is here, nothing else has its identity."""

    def filled(self, url: Url) -> str:
        """The part as a page has it."""
        return _GAPS.sub(lambda gap: url(self.addresses[int(gap[1])]), self.html)


class KeptParts:
    """Finds the parts among the templates of a build."""

    def __init__(self, env: Environment, are_pages_known: Callable[[], bool]):
        """`are_pages_known` is whether nothing unknown takes part when templates run."""
        self._env, self._are_pages_known = env, are_pages_known
        self._plain: Callable[[Any, Any], str] = env.filters["url"]
        self._asked: list[Any] | None = None
        env.filters["url"] = self._address

    @pass_context
    def _address(self, context: Any, value: Any) -> str:
        """The filter `url`; in a part that is to be kept it leaves a gap."""
        if self._asked is None:
            return self._plain(context, value)
        self._asked.append(value)
        return _GAP.format(len(self._asked) - 1)

    def wrapped(self, name: str, template: Any) -> Any:
        """A template, or what stands in for it if it is one of the parts."""
        return _Part(self, name, template) if name in _PARTS else template

    def can_be_kept(self, name: str) -> bool:
        """Whether a part is the same on all pages outside the menu, apart from addresses."""
        return self._are_pages_known() and _is_same_everywhere(self._env, name)

    def rendered(self, template: Any, context: Any, shown: tuple[object, ...]) -> _Rendered | None:
        """A part with gaps; `None` if it does more to an address than to print it."""
        plain = "".join(template.root_render_func(context))
        addresses: list[Any] = []
        self._asked = addresses
        try:
            found = _Rendered("".join(template.root_render_func(context)), addresses, shown)
        finally:
            self._asked = None
        return found if found.filled(self.url(context)) == plain else None

    def url(self, context: Any) -> Url:
        """The filter `url` on a page."""
        return lambda value: self._plain(context, value)


class _Part:
    """Stands in for the template of a part."""

    def __init__(self, parts: KeptParts, name: str, template: Any):
        self._parts, self._part, self._template = parts, name, template
        self._known: dict[tuple[object, ...], _Rendered | None] = {}
        self._menu: tuple[Any, set[str] | None] = (None, None)
        self._rendered = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def root_render_func(self, context: Any) -> Iterator[str]:
        """What the part is on a page, as Jinja asks for it."""
        found = self._found(context)
        if found is None:
            yield from self._template.root_render_func(context)
        else:
            yield found.filled(self._parts.url(context))

    @cached_property
    def _can_be_kept(self) -> bool:
        return self._parts.can_be_kept(self._part)

    def _found(self, context: Any) -> _Rendered | None:
        pages = context.get("pages")  # a plugin may have put anything there
        if not isinstance(pages, Sized) or len(pages) < _FEWEST:
            return None
        self._rendered += 1
        if self._rendered < _FEWEST_RENDERED or not self._can_be_kept:
            return None
        shown = nav, config, lang, features = tuple(
            context.get(name) for name in ("nav", "config", "lang", "features")
        )
        # the theme's words are the same for all pages if they are a mapping
        are_words_kept = isinstance(getattr(lang, "t", None), dict)
        if not (are_words_kept and self._is_outside_menu(context.get("page"), nav)):
            return None
        key = id(nav), id(config), id(lang), repr(features)
        if key not in self._known:
            self._known[key] = self._parts.rendered(self._template, context, shown)
        return self._known[key]

    def _is_outside_menu(self, page: object, nav: Any) -> bool:
        if self._menu[0] is not nav:
            has_views = any(hasattr(each, "pages") for each in nav.pages)
            self._menu = nav, None if has_views else {each.url for each in nav.pages}
        menu = self._menu[1]
        return menu is not None and isinstance(page, Page) and page.url not in menu


_variables_of: dict[str, set[str]] = {}
"""By the text of the template: all languages have the same ones."""


def _variables(env: Environment, source: str) -> set[str]:
    """The variables that a template takes from elsewhere, as far as it does not set them."""
    if source not in _variables_of:
        template = env.parse(source)
        own = {each.name for each in template.find_all(nodes.Name) if each.ctx != "load"}
        _variables_of[source] = find_undeclared_variables(template) - own
    return _variables_of[source]


def _is_same_everywhere(env: Environment, name: str) -> bool:
    included = {*_PARTS[name], _FOR_PAGE_ITSELF, ICONS}
    for template in (name, *_PARTS[name]):
        try:
            source = env.loader.get_source(env, template)[0] if env.loader else ""
            others = _variables(env, source) - _READ
        except TemplateError:
            return False
        others |= {*_INCLUDED.findall(source)} - included
        if others or _PAGE.search(_IN_MENU.sub("", source)):
            return False
    return True

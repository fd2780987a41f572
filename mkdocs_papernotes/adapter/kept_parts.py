"""Parts of the theme's pages that differ in little more than addresses: they are rendered once.

Material's menu takes a quarter of the time of its templates, and its header another one.
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

_HEADER = "partials/header.html"
_PARTS = {
    "partials/nav.html": ("partials/nav-item.html", "partials/logo.html", "partials/source.html"),
    "partials/search.html": (),
    _HEADER: (
        *("partials/logo.html", "partials/search.html", "partials/source.html"),
        *("partials/palette.html", "partials/javascripts/palette.html"),
        *("partials/tabs.html", "partials/tabs-item.html"),
    ),
}
"""The parts, each with the templates that it includes."""
_SWITCHER = "partials/alternate.html"
"""What the header includes that differs from page to page; the header has a gap for it."""
_TITLE = re.compile(
    r"\{% if page\.meta and page\.meta\.title %\}\s*\{\{ page\.meta\.title \}\}"
    r"\s*\{% else %\}\s*\{\{ page\.title \}\}\s*\{% endif %\}"
)
"""How the header prints the title, for which it has a gap as well."""
_TITLE_OF_PAGE = (
    "{% if page.meta and page.meta.title %}m{{ page.meta.title }}{% else %}-{{ page.title }}"
    "{% endif %}"
)
"""The same on one line, behind a letter that tells front matter from another title."""
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
_FEWEST_FOR_HEADER = 200
"""The same for the header, which has more templates."""
_FEWEST_RENDERED = 4
"""From which page on they are read: with a cache, a build may render fewer."""

Fill = Callable[[Any], str]
"""What stands in a gap on some page, by what the gap is for: an address that goes through the
filter `url`, `_TITLE` or `_SWITCHER`."""


@dataclass(frozen=True)
class _Rendered:
    """A part with gaps."""

    html: str
    gaps: list[Any]
    """What each of them is for."""
    made_from: tuple[object, ...]
    """What it shows: while that is here, nothing else has its identity."""

    def filled(self, fill: Fill) -> str:
        """The part as a page has it."""
        return _GAPS.sub(lambda gap: fill(self.gaps[int(gap[1])]), self.html)


class _Untitled:
    """Stands in for a page whose title is a gap."""

    def __init__(self, title: str, *, is_in_meta: bool):
        self.title, self.meta = title, {"title": title} if is_in_meta else {}


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
        return self._plain(context, value) if self._asked is None else self.gap(value)

    @property
    def leaves_gaps(self) -> bool:
        """Whether a part is being rendered that is to be kept."""
        return self._asked is not None

    def gap(self, value: Any) -> str:
        """A gap for a value, in the part that is being rendered."""
        assert self._asked is not None
        self._asked.append(value)
        return _GAP.format(len(self._asked) - 1)

    def wrapped(self, name: str, template: Any) -> Any:
        """A template, or what stands in for it if it is one of the parts or of their gaps."""
        if name == _SWITCHER:
            return _Switcher(self, template)
        return _Part(self, name, template) if name in _PARTS else template

    def can_be_kept(self, name: str) -> bool:
        """Whether a part is the same on all pages outside the menu, apart from its gaps."""
        return self._are_pages_known() and _is_same_everywhere(self._env, name)

    def rendered(self, template: Any, context: Any, shown: tuple[object, ...]) -> _Rendered | None:
        """A part with gaps; `None` if it does more to what is in them than to print it."""
        plain = "".join(template.root_render_func(context))
        gaps: list[Any] = []
        self._asked = gaps
        try:
            title, is_in_meta = self.gap(_TITLE), self.title(context)[0] == "m"
            known = {**context.get_all(), "page": _Untitled(title, is_in_meta=is_in_meta)}
            html = "".join(template.root_render_func(template.new_context(known, True)))
        finally:
            self._asked = None
        found = _Rendered(html, gaps, shown)
        return found if found.filled(self.fill(context)) == plain else None

    def fill(self, context: Any) -> Fill:
        """What stands in gaps on the page of a context."""

        def fill(value: Any) -> str:
            if value is _TITLE:
                return self.title(context)[1:]
            if value is _SWITCHER:
                template = self._env.get_template(_SWITCHER, _HEADER)
                known = template.new_context(context.get_all(), True)
                return "".join(template.root_render_func(known))
            return self._plain(context, value)

        return fill

    @cached_property
    def _title(self) -> Any:
        return self._env.from_string(_TITLE_OF_PAGE)

    def title(self, context: Any) -> str:
        """The title of a page as the header prints it, behind `m` if front matter gives it."""
        return "".join(self._title.root_render_func(context))

    def choices(self, name: str, context: Any) -> tuple[object, ...]:
        """What decides, besides the menu and the configuration, what stands around gaps."""
        if name != _HEADER:
            return ()
        find: Callable[[Any, str], Any] = self._env.getattr
        switcher = find(find(context.get("config"), "extra"), "alternate")
        return self.title(context)[0], bool(switcher)


class StandIn:
    """Stands in for a template, and has all that it does not change from that."""

    def __init__(self, template: Any):
        self._template = template

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


class _Switcher(StandIn):
    """Stands in for the template of the language switcher."""

    def __init__(self, parts: KeptParts, template: Any):
        super().__init__(template)
        self._parts = parts

    def root_render_func(self, context: Any) -> Iterator[str]:
        """The switcher, or a gap for it, as Jinja asks for it."""
        if self._parts.leaves_gaps:
            yield self._parts.gap(_SWITCHER)
        else:
            yield from self._template.root_render_func(context)


class _Part(StandIn):
    """Stands in for the template of a part."""

    def __init__(self, parts: KeptParts, name: str, template: Any):
        super().__init__(template)
        self._parts, self._part = parts, name
        self._known: dict[tuple[object, ...], _Rendered | None] = {}
        self._menu: tuple[Any, set[str] | None] = (None, None)
        self._rendered = 0

    def root_render_func(self, context: Any) -> Iterator[str]:
        """What the part is on a page, as Jinja asks for it."""
        found = self._found(context)
        if found is None:
            yield from self._template.root_render_func(context)
        else:
            yield found.filled(self._parts.fill(context))

    @cached_property
    def _can_be_kept(self) -> bool:
        return self._parts.can_be_kept(self._part)

    def _found(self, context: Any) -> _Rendered | None:
        pages = context.get("pages")  # a plugin may have put anything there
        fewest = _FEWEST_FOR_HEADER if self._part == _HEADER else _FEWEST
        if not isinstance(pages, Sized) or len(pages) < fewest:
            return None
        self._rendered += 1
        if self._rendered < _FEWEST_RENDERED or not self._can_be_kept:
            return None
        shown = nav, config, lang, features = tuple(
            context.get(name) for name in ("nav", "config", "lang", "features")
        )
        # the theme's words are the same for all pages if they are a mapping
        are_words_kept = isinstance(getattr(lang, "t", None), dict)
        page = context.get("page")
        if not (are_words_kept and isinstance(page, Page) and self._is_outside_menu(page, nav)):
            return None
        choices = self._parts.choices(self._part, context)
        key = id(nav), id(config), id(lang), repr(features), choices
        if key not in self._known:
            self._known[key] = self._parts.rendered(self._template, context, shown)
        return self._known[key]

    def _is_outside_menu(self, page: Page, nav: Any) -> bool:
        if self._menu[0] is not nav:
            has_views = any(hasattr(each, "pages") for each in nav.pages)
            self._menu = nav, None if has_views else {each.url for each in nav.pages}
        menu = self._menu[1]
        return menu is not None and page.url not in menu


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
    if name == _HEADER:
        included.add(_SWITCHER)
    for template in (name, *_PARTS[name]):
        try:
            source = env.loader.get_source(env, template)[0] if env.loader else ""
            others = _variables(env, source) - _READ
        except TemplateError:
            return False
        others |= {*_INCLUDED.findall(source)} - included
        if template == _HEADER:
            source = _TITLE.sub("", source)
        if others or _PAGE.search(_IN_MENU.sub("", source)):
            return False
    return True

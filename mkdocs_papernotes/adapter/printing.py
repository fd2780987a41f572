"""How templates print front matter: as text, while plugins see the values as they were written.

Themes print titles and front matter as if they were HTML. So the environment of the templates gives
them escaped texts in their place.
"""

from __future__ import annotations

import html
from bisect import bisect_left
from collections import UserDict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import BaseConfigOption
from mkdocs.structure.pages import Page

_PRINTED = frozenset(("title", "meta", "name"))
"""The attributes with texts from front matter."""
_OF_MAPPINGS = frozenset(dir(dict))
"""The names that are methods of a mapping, whatever items it has."""
_HEAD = dict.fromkeys(("title", "description", "author"))


class Printed(str):
    """A text as HTML. It is equal to the text itself, so that templates can compare it."""

    text: str

    def __new__(cls, text: str) -> Printed:
        """The HTML of a plain text."""
        printed = super().__new__(cls, html.escape(text))
        printed.text = text
        return printed

    def __eq__(self, other: object) -> bool:
        return self.text == (other.text if isinstance(other, Printed) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.text)

    def __html__(self) -> str:
        """For the filter `escape`, which must not escape it again."""
        return str(self)


@dataclass(frozen=True)
class _Own:
    """The author's own words on a page."""

    values: Mapping[str, Any]
    """Front matter; plugins may have added other keys to `page.meta`."""
    head: Mapping[str, str]
    """What the theme is to print in place of some values of front matter."""
    given_title: str | None
    """The title that `nav:` or a plugin gave to the page before it was read."""
    may_be_html: bool
    """Whether the texts may be escaped already, as on pages that MkDocs reads."""

    def printed(self, text: str) -> Printed:
        return Printed(html.unescape(text) if self.may_be_html else text)

    def title(self, text: str, *, is_set: bool) -> str:
        """The title of the page; `is_set` says that `nav:` or a plugin gave it."""
        if not is_set:
            return self.printed(text)
        # from a plugin that renders the page it is HTML
        return text if text is self.given_title else Printed(html.unescape(text))


class Printing:
    """Titles and front matter of the pages of one build, as templates print them."""

    def __init__(self, texts: Iterable[str] = ()):
        self._own: dict[str, _Own] = {}
        self._metas: dict[str, dict[str, Any]] = {}
        self._texts = set(texts)
        self._sorted: list[str] = []
        """The texts in order, so that those with a beginning are found without reading all."""
        self._raw: dict[str, bool] = {}

    def add(self, page: Page, values: Mapping[str, Any], head: Mapping[str, str]) -> None:
        """Print the front matter of a page, and the title that comes from it, as text.

        `head` has what the theme is to print in place of some of the values.
        """
        self._add(page, {"title": "", **values}, head)
        for value in (*head.values(), *page.meta.values()):
            items = value if isinstance(value, list) else [value]
            self._texts.update(item for item in items if isinstance(item, str))

    def add_ordinary(self, page: Page) -> None:
        """Print title, description and author of a page that MkDocs reads as text."""
        self._add(page, _HEAD, {}, may_be_html=True)

    def _add(
        self,
        page: Page,
        values: Mapping[str, Any],
        head: Mapping[str, str],
        *,
        may_be_html: bool = False,
    ) -> None:
        own = _Own(values, head, vars(page).get("title"), may_be_html)
        self._own[page.file.src_uri] = own

    def forget(self, page: Page) -> None:
        """Look at the front matter again, because plugins may have changed it."""
        self._metas.pop(page.file.src_uri, None)

    def is_raw(self, text: str) -> bool:
        """Whether a text is from front matter, and has to be escaped where it is printed.

        It may be the beginning of one, as Material prints the tag `a/b` below a tag `a`.
        """
        if text not in self._raw:
            self._raw[text] = html.escape(text) != text and self._begins(text)
        return self._raw[text]

    def _begins(self, text: str) -> bool:
        """Whether a text of front matter begins with this one."""
        if len(self._sorted) != len(self._texts):
            self._sorted = sorted(self._texts)
        place = bisect_left(self._sorted, text)
        return place < len(self._sorted) and self._sorted[place].startswith(text)

    def install(self, env: Environment) -> None:
        """Have the templates of an environment print text."""
        patched: Any = env
        # templates look up some hundred names a page
        is_jinjas = getattr(env.getattr, "__func__", None) is Environment.getattr
        patched.getattr = self._lookup(_attribute_or_item(env) if is_jinjas else env.getattr)
        patched.getitem = self._lookup(env.getitem)
        strip: Callable[[Any], str] = env.filters["striptags"]
        env.filters["striptags"] = lambda value: (
            value if isinstance(value, Printed) else strip(value)
        )

    def _lookup(self, found: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        def lookup(container: Any, name: Any) -> Any:
            """An attribute or item as templates print it."""
            if name not in _PRINTED:
                return found(container, name)
            if name == "meta" and isinstance(container, Page):
                known = self._metas.get(container.file.src_uri)
                if known is not None:
                    return known
            return self._printed(container, name, found(container, name))

        return lookup

    def _printed(self, container: Any, name: str, value: Any) -> Any:
        """The value of an attribute or item in `_PRINTED`."""
        if isinstance(container, Page):
            own = self._own.get(container.file.src_uri)
            if own and name == "meta":
                return self._meta(container, own)
            if own and name == "title" and isinstance(value, str):
                return own.title(value, is_set="title" in vars(container))
        return Printed(value) if type(value) is str and self.is_raw(value) else value

    def _meta(self, page: Page, own: _Own) -> dict[str, Any]:
        source = page.file.src_uri
        if source not in self._metas:
            meta = {**page.meta}
            for key, text in own.head.items():
                if meta.get(key) == own.values.get(key):  # no plugin has changed it
                    meta[key] = text
            for key in meta.keys() & {*own.values, *own.head}:
                meta[key] = _converted(meta[key], own.printed, {})
            self._metas[source] = meta
        return self._metas[source]


@dataclass(frozen=True)
class _Kind:
    """What is known of all objects of a class, to look up their attributes and items."""

    names: Collection[str] | None
    """Attributes that they have in common; `None` if a method of theirs looks up attributes."""
    options: Mapping[str, str]
    """The attributes that are options of a configuration, with the keys of their values."""
    is_user_dict: bool
    has_items: bool

    @classmethod
    def of(cls, kind: Any) -> _Kind:
        """What is known of the objects of this class."""
        attributes: dict[str, Any] = {}
        for each in reversed(kind.__mro__):
            attributes |= vars(each)
        is_plain = kind.__getattribute__ is object.__getattribute__
        item = getattr(kind, "__getitem__", None)
        is_user_dict = item is UserDict.__getitem__ and not hasattr(kind, "__missing__")
        options = {
            name: value._name
            for name, value in attributes.items()
            if is_user_dict and getattr(type(value), "__get__", None) is BaseConfigOption.__get__
        }
        return cls(
            frozenset(attributes) if is_plain and "__getattr__" not in attributes else None,
            options,
            is_user_dict,
            item is not None or issubclass(kind, type),  # an item of a class is a generic type
        )


def _attribute_or_item(env: Environment) -> Callable[[Any, Any], Any]:
    """A function that finds what `Environment.getattr` of Jinja finds.

    A third of what a theme asks for is missing. Python makes an exception each time, which takes
    longer than to see that nothing has that name.
    """
    kinds: dict[type, _Kind] = {}

    def found(container: Any, name: Any) -> Any:
        """What an expression such as `container.name` stands for."""
        kind = type(container)
        if kind is dict and name not in _OF_MAPPINGS:
            return container[name] if name in container else env.undefined(obj=container, name=name)
        known = kinds.get(kind)
        if known is None:
            known = kinds[kind] = _Kind.of(kind)
        if name in known.options:
            return container.data[known.options[name]]
        if known.names is None or name in known.names or name in getattr(container, "__dict__", ()):
            try:
                return getattr(container, name)
            except AttributeError:
                return _item(env, known, container, name)
        return _item(env, known, container, name)

    return found


def _item(env: Environment, known: _Kind, container: Any, name: Any) -> Any:
    if known.is_user_dict:
        if name in container.data:
            return container.data[name]
    elif known.has_items:
        try:
            return container[name]
        except (TypeError, LookupError, AttributeError):
            return env.undefined(obj=container, name=name)
    return env.undefined(obj=container, name=name)


def _converted(value: Any, convert: Callable[[str], str], known: dict[int, Any]) -> Any:
    """A copy of a value of front matter, with its texts converted.

    `known` has the copies by the ids of their originals: YAML aliases stay one object.
    """
    if isinstance(value, str):
        return convert(value)
    if isinstance(value, bytes):
        return convert(str(value))
    if not isinstance(value, (dict, list, tuple, set)):
        return value
    if id(value) not in known:
        copy: Any = {} if isinstance(value, dict) else []
        known[id(value)] = copy
        if isinstance(value, dict):
            for key, item in value.items():
                copy[_converted(key, convert, known)] = _converted(item, convert, known)
        else:
            copy.extend(_converted(item, convert, known) for item in value)
    return known[id(value)]

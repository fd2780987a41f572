"""Markdown to HTML with links resolved, an H1 above the text, and pictures with captions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_papernotes.markup.extensions import MarkdownOptions, new_markdown, options_key
from mkdocs_papernotes.markup.figures import AFTER_ATTRIBUTES, Figures
from mkdocs_papernotes.markup.heading import same_title
from mkdocs_papernotes.markup.purity import survives_reset
from mkdocs_papernotes.markup.quick_code import quicken_code
from mkdocs_papernotes.markup.quick_inline import quicken_inline
from mkdocs_papernotes.markup.quick_lookups import quicken_lookups
from mkdocs_papernotes.markup.quick_patterns import quicken

_AFTER_TOC = 4
"""A priority below that of Python-Markdown's `toc`, so that the text's own headings keep their ids.
"""
_LAST = 0
_LINK_ATTRIBUTES = {"a": "href", "img": "src"}
_MOST_KEPT = 4

Resolve = Callable[[str], str]
"""Turns the target of a link or image into its address."""


class TopHeading(NamedTuple):
    """The H1 that a page gets, unless its text has one that will do."""

    text: str = ""
    """Plain text; empty if the page needs none."""
    any_will_do: bool = False
    """Whether any H1 of the text will do, and not only one that reads the same."""


NO_HEADING = TopHeading()


class Converted(NamedTuple):
    """A converted text."""

    html: str
    toc_tokens: Sequence[Any]
    """The headings, as Python-Markdown's `toc` extension gives them."""


def convert(
    text: str, options: MarkdownOptions, heading: TopHeading, resolve: Resolve
) -> Converted:
    """Convert a text; `resolve` is called for each link and image, in the order of the text.

    Where the extensions allow it, their `Markdown` object is kept for the next text. It is not
    kept after an error.
    """
    key = options_key(options) if survives_reset(options) else ""
    converter = _kept.converters.pop(key, None) or _Converter(options, is_known=bool(key))
    converted = converter.convert(text, heading, resolve)
    if key:
        _kept.keep(key, converter)
    return converted


class _Converter:
    """A `Markdown` object with our own processors."""

    def __init__(self, options: MarkdownOptions, *, is_known: bool):
        self._md = new_markdown(options)
        if is_known:
            quicken(self._md)
            quicken_inline(self._md)
            quicken_lookups(self._md)
            quicken_code(self._md)
        self._is_new = True
        self._heading, self._links = _Heading(self._md), _LinkResolver(self._md)
        processors = self._md.treeprocessors
        processors.register(self._heading, "papernotes_heading", _AFTER_TOC)
        processors.register(Figures(self._md), "papernotes_figures", AFTER_ATTRIBUTES)
        processors.register(self._links, "papernotes_links", _LAST)

    def convert(self, text: str, heading: TopHeading, resolve: Resolve) -> Converted:
        if not self._is_new:
            self._md.reset()
        self._is_new = False
        self._heading.wanted, self._links.resolve = heading, resolve
        html = self._md.convert(text)
        return Converted(html, getattr(self._md, "toc_tokens", []))


class _Kept(threading.local):
    """The converters of a thread that are not in use, by the keys of their options."""

    def __init__(self) -> None:
        self.converters: dict[str, _Converter] = {}

    def keep(self, key: str, converter: _Converter) -> None:
        if len(self.converters) >= _MOST_KEPT:
            self.converters.clear()
        self.converters[key] = converter


_kept = _Kept()


class _Heading(Treeprocessor):
    """Puts an H1 above the text, with an id and an entry in the table of contents."""

    wanted = NO_HEADING

    def run(self, root: Element) -> None:
        if not self.wanted.text:
            return
        first = next(root.iter("h1"), None)
        if first is not None and _will_do(_words(first), self.wanted):
            return
        heading = Element("h1")
        heading.text = AtomicString(self.wanted.text)
        heading.tail = "\n"
        if "toc" in self.md.treeprocessors:
            self._enter(heading, root, self.md.treeprocessors["toc"])
        root.insert(0, heading)

    def _enter(self, heading: Element, root: Element, toc: Any) -> None:
        """Give the heading what the `toc` extension gives to others."""
        taken = {element.get("id", "") for element in root.iter()}
        name = unique(toc.slugify(self.wanted.text, toc.sep), taken)
        heading.set("id", name)
        if toc.use_permalinks:
            toc.add_permalink(heading, name)
        if toc.toc_top > 1:
            return
        label = escape(self.wanted.text, quote=False)
        entry = {"level": 1, "id": name, "name": label, "html": label, "data-toc-label": ""}
        self.md.toc_tokens = [{**entry, "children": self.md.toc_tokens}]  # type: ignore[attr-defined]


def _will_do(heading: str, wanted: TopHeading) -> bool:
    return bool(heading) if wanted.any_will_do else same_title(wanted.text, heading)


def _words(heading: Element) -> str:
    """The text of a heading, without the link to itself."""
    parts = [heading.text or ""]
    for child in heading:
        parts += () if child.get("class") == "headerlink" else child.itertext()
        parts.append(child.tail or "")
    return "".join(parts)


class _LinkResolver(Treeprocessor):
    """Replaces the target of each link and image by its address."""

    def __init__(self, md: Markdown):
        super().__init__(md)
        self.resolve: Resolve = str

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = _LINK_ATTRIBUTES.get(element.tag)
            link = element.get(attribute) if attribute else None
            if attribute and link is not None:
                element.set(attribute, self.resolve(link))

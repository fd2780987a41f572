"""Markdown to HTML, as a pure function.

The result depends only on the text, the options and the addresses of the links. It records those
addresses, so that a cache can keep it until one of the three changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.toc import unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_papernotes.markup.figures import AFTER_ATTRIBUTES, Figures
from mkdocs_papernotes.markup.opening import end_of_comments, split_after_heading
from mkdocs_papernotes.text import one_line, without

_ID = re.compile(r' id="([^"]+)"')
_NAME = re.compile(r' name="([^"]+)"')
_AFTER_TOC = 4
"""A priority below that of Python-Markdown's `toc`, so that the text's own headings keep their ids.
"""
_LINK_ATTRIBUTES = {"a": "href", "img": "src"}


@dataclass(frozen=True)
class MarkdownOptions:
    """Python-Markdown's extensions and their settings."""

    extensions: Sequence[Any] = ()
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rendered:
    """A rendered text."""

    html: str
    toc_tokens: Sequence[Any]
    """The headings, as Python-Markdown's `toc` extension gives them."""
    opening_heading: str | None
    """The text of the H1 at the top of the page, as HTML without tags; `None` if there is none."""
    anchors: frozenset[str]
    """Every `id` (and `name`) on the page."""
    addresses: Mapping[str, str]
    """The address of each link and image, by its target as written."""


def new_markdown(options: MarkdownOptions) -> markdown.Markdown:
    """A converter with the extensions of a site."""
    return markdown.Markdown(
        extensions=list(options.extensions),
        extension_configs={name: dict(value) for name, value in options.extension_configs.items()},
    )


def render(
    text: str,
    options: MarkdownOptions,
    resolve: Callable[[str], str],
    heading: str = "",
    fits: Callable[[str], bool] = lambda first: False,
) -> Rendered:
    """Render `text`; `resolve` turns the target of a link or image into its address.

    An H1 with the plain text `heading`, if there is one, is put above everything else, unless the
    first H1 of the text `fits`. In the table of contents, all other headings are below it.
    """
    md = new_markdown(options)
    if heading:
        md.treeprocessors.register(_Heading(md, heading, fits), "papernotes_heading", _AFTER_TOC)
    md.treeprocessors.register(Figures(md), "papernotes_figures", AFTER_ATTRIBUTES)
    links = _LinkResolver(resolve)
    md.treeprocessors.register(links, "papernotes_links", 0)
    html = md.convert(text)
    tokens = getattr(md, "toc_tokens", [])
    return Rendered(
        html=html,
        toc_tokens=tokens,
        opening_heading=_opening_heading(html),
        anchors=frozenset(_ID.findall(html)) | frozenset(_NAME.findall(html)),
        addresses=links.addresses,
    )


class _Heading(Treeprocessor):
    """Puts an H1 above the text, with an id and an entry in the table of contents."""

    def __init__(self, md: markdown.Markdown, text: str, fits: Callable[[str], bool]):
        super().__init__(md)
        self.text, self.fits = text, fits

    def run(self, root: Element) -> None:
        first = next(root.iter("h1"), None)
        if first is not None and self.fits(_words(first)):
            return
        heading = Element("h1")
        heading.text = AtomicString(self.text)
        heading.tail = "\n"
        if "toc" in self.md.treeprocessors:
            self._enter(heading, root, self.md.treeprocessors["toc"])
        root.insert(0, heading)

    def _enter(self, heading: Element, root: Element, toc: Any) -> None:
        """Give the heading what the `toc` extension gives to others."""
        taken = {element.get("id", "") for element in root.iter()}
        name = unique(toc.slugify(self.text, toc.sep), taken)
        heading.set("id", name)
        if toc.use_permalinks:
            toc.add_permalink(heading, name)
        if toc.toc_top > 1:
            return
        label = escape(self.text, quote=False)
        entry = {"level": 1, "id": name, "name": label, "html": label, "data-toc-label": ""}
        self.md.toc_tokens = [{**entry, "children": self.md.toc_tokens}]  # type: ignore[attr-defined]


def _words(heading: Element) -> str:
    """The text of a heading, without the link to itself."""
    parts = [heading.text or ""]
    for child in heading:
        parts += () if child.get("class") == "headerlink" else child.itertext()
        parts.append(child.tail or "")
    return "".join(parts)


class _LinkResolver(Treeprocessor):
    """Replaces the target of each link and image by its address."""

    def __init__(self, resolve: Callable[[str], str]):
        super().__init__()
        self.resolve = resolve
        self.addresses: dict[str, str] = {}

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = _LINK_ATTRIBUTES.get(element.tag)
            link = element.get(attribute) if attribute else None
            if attribute and link is not None:
                self.addresses[link] = self.resolve(link)
                element.set(attribute, self.addresses[link])


def _opening_heading(html: str) -> str | None:
    heading, _ = split_after_heading(html)
    if not heading:
        return None
    heading = heading[end_of_comments(heading) :]
    inner = without(heading, '<a class="headerlink"', "</a>")
    return one_line(without(inner, "<", ">"))

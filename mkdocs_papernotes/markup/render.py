"""Markdown to HTML, as a pure function.

The result depends only on the text, the options and the addresses of the links. It records those
addresses, so that a cache can keep it until one of the three changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_papernotes.markup.opening import end_of_comments, split_after_heading
from mkdocs_papernotes.text import one_line, without

_ID = re.compile(r' id="([^"]+)"')
_NAME = re.compile(r' name="([^"]+)"')
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


def render(text: str, options: MarkdownOptions, resolve: Callable[[str], str]) -> Rendered:
    """Render `text`; `resolve` turns the target of a link or image into its address."""
    md = markdown.Markdown(
        extensions=list(options.extensions),
        extension_configs={name: dict(value) for name, value in options.extension_configs.items()},
    )
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

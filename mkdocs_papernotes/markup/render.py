"""Markdown to HTML, in two steps: what depends on the text alone, then the addresses of links.

The result of the first step can be kept, and can be computed where the pages of the site are not
known. The second asks for the address of each link, every time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown.serializers import to_xhtml_string
from markdown.util import AMP_SUBSTITUTE, ETX, STX

from mkdocs_papernotes.markup.converter import (
    NO_HEADING,
    Converted,
    Resolve,
    TopHeading,
    convert,
)
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.opening import end_of_comments, split_after_heading
from mkdocs_papernotes.markup.purity import known_pure
from mkdocs_papernotes.text import one_line, without

_ID = re.compile(r' id="([^"]+)"')
_NAME = re.compile(r' name="([^"]+)"')
_PLAIN = re.compile(r"[\w./:#?=%+,~-]*", re.ASCII)
"""An address without letters that HTML writes in another way."""
_SLOT = re.compile(f"{STX}link:([0-9]+){ETX}")
"""Stands for an address. Python-Markdown removes STX and ETX from texts and uses them itself."""


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


@dataclass(frozen=True)
class RenderedText:
    """A rendered text whose links have no addresses yet."""

    html: str
    """With a slot for the address of each link and image."""
    toc_tokens: Sequence[Any]
    opening_heading: str | None
    anchors: Sequence[str]
    links: Sequence[str]
    """The targets of links and images as written, in the order of the text."""

    def resolved(self, resolve: Resolve) -> Rendered:
        """The text with addresses; `resolve` is called for every link, in the order of the text."""
        addresses = [resolve(link) for link in self.links]
        values = list(map(_attribute_value, addresses))
        return Rendered(
            html=_SLOT.sub(lambda slot: values[int(slot[1])], self.html),
            toc_tokens=self.toc_tokens,
            opening_heading=self.opening_heading,
            anchors=frozenset(self.anchors),
            addresses=dict(zip(self.links, addresses, strict=True)),
        )

    def to_bytes(self) -> bytes:
        """The text in UTF-8: a line of JSON, then the HTML, which is read sooner as it is."""
        facts = {name: value for name, value in vars(self).items() if name != "html"}
        line = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        return f"{line}\n{self.html}".encode("utf-8", "surrogatepass")

    @classmethod
    def from_bytes(cls, data: bytes) -> RenderedText:
        """The text of `to_bytes`; `ValueError` for anything else."""
        line, _, html = data.partition(b"\n")
        facts = json.loads(line.decode("utf-8", "surrogatepass"))
        try:
            return cls(html.decode("utf-8", "surrogatepass"), **facts)
        except TypeError as error:
            raise ValueError(f"not a rendered text: {error}") from error


def render(
    text: str, options: MarkdownOptions, resolve: Resolve, heading: TopHeading = NO_HEADING
) -> Rendered:
    """Render `text`; `resolve` turns the target of a link or image into its address.

    In the table of contents, all other headings are below `heading`.
    """
    without_addresses = render_text(text, options, heading)
    if without_addresses is not None:
        return without_addresses.resolved(resolve)
    addresses: dict[str, str] = {}

    def resolve_and_keep(link: str) -> str:
        addresses[link] = resolve(link)
        return addresses[link]

    converted = convert(text, options, heading, resolve_and_keep)
    opening, anchors = _facts(converted)
    return Rendered(*converted, opening, frozenset(anchors), addresses)


def render_text(
    text: str, options: MarkdownOptions, heading: TopHeading = NO_HEADING
) -> RenderedText | None:
    """Render `text` as far as it depends on nothing but the arguments.

    `None` if it depends on more, as an extension may do that is not known, or if a link is such
    that what becomes of its address is decided later than here.
    """
    if known_pure(options) or STX in text or STX in heading.text:
        return None
    links: list[str] = []

    def slot_of(link: str) -> str:
        links.append(link)
        return f"{STX}link:{len(links) - 1}{ETX}"

    converted = convert(text, options, heading, slot_of)
    if any(STX in link.replace(AMP_SUBSTITUTE, "") for link in links):
        return None
    opening, anchors = _facts(converted)
    return RenderedText(*converted, opening, sorted(anchors), links)


def _facts(converted: Converted) -> tuple[str | None, set[str]]:
    """The opening heading and the anchors of a text, neither of which addresses are part of."""
    html = converted.html
    return _opening_heading(html), {*_ID.findall(html), *_NAME.findall(html)}


def _attribute_value(address: str) -> str:
    """An address as Python-Markdown writes it into HTML."""
    if _PLAIN.fullmatch(address):
        return address
    tag = to_xhtml_string(Element("a", {"href": address}))
    return tag[tag.index('"') + 1 : tag.rindex('"')].replace(AMP_SUBSTITUTE, "&")


def _opening_heading(html: str) -> str | None:
    heading, _ = split_after_heading(html)
    if not heading:
        return None
    heading = heading[end_of_comments(heading) :]
    inner = without(heading, '<a class="headerlink"', "</a>")
    return one_line(without(inner, "<", ">"))

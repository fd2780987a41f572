"""Elements of HTML that hold Markdown, which is read between empty lines as in CommonMark.

Python-Markdown leaves an element as it is to its end, and all that follows one that has no end,
unless it has the attribute `markdown`
(https://python-markdown.github.io/extensions/md_in_html/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.importers.commonmark.blocks import Block, Row

_NAMES = (
    "address|article|aside|blockquote|body|canvas|center|dd|details|dialog|dir|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|header|hgroup|iframe|legend|li|main|map|math|menu|nav"
    "|noscript|object|ol|output|p|progress|search|section|summary|svg|table|tbody|td|tfoot|th|thead"
    "|tr|ul|video"
)
_TAG = re.compile(
    rf"<(?P<slash>/?)(?P<name>{_NAMES})\b(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
_TAG_OF_TEXT = re.compile(r"</?(?:img|a|span|b|br|i|em|strong|font|sub|sup|u|kbd)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"\smarkdown\b", re.IGNORECASE)
_SPAN = re.compile(r"p|h[1-6]|td|th|li|dd|dt|legend|summary|address", re.IGNORECASE)
"""Elements that hold blocks only if their attribute says so."""
_IMPLIED = frozenset(["p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot"])
"""Elements that end with what is around them, or where the next one begins."""


@dataclass
class _Element:
    """An open element."""

    name: str
    row: Row
    place: int
    """Behind the name in its tag, in the row."""
    block: int
    """The number of its block among those beside it."""
    holds_markdown: bool = False
    has_attribute: bool = False


def is_of_blocks(text: str) -> bool:
    """Whether a line of HTML begins with a tag that Python-Markdown does not read as text."""
    return bool(_TAG.match(text.lstrip(" "))) or not _TAG_OF_TEXT.match(text.lstrip(" "))


def mark_elements(blocks: Sequence[Block]) -> list[Row]:
    """Mark the elements in blocks of HTML that hold other blocks; the missing end tags.

    The rows of the blocks change. Those who call have to write the end tags behind all blocks.
    """
    opened: list[_Element] = []
    found: list[_Element] = []
    for number, block in enumerate(blocks):
        if block.kind == "html" and block.ends_with is None:
            for row in block.rows:
                found += _read(row, number, opened)
            _end_text(block, number, opened)
        elif block.kind == "paragraph":
            _end_film(block)
        if block.kind not in ("html", "whole"):
            for element in opened:
                element.holds_markdown = True
    for element in opened:  # without an end, all that follows is in it
        element.holds_markdown = True
    _write(found)
    rows = blocks[-1].number if blocks else 0
    names = [element.name for element in reversed(opened) if element.name not in _IMPLIED]
    return [Row(f"</{name}>", rows) for name in names]


def _read(row: Row, number: int, opened: list[_Element]) -> Iterator[_Element]:
    """The elements that a row opens; those that it closes are taken off the open ones."""
    for tag in _TAG.finditer(row.text):
        name = tag["name"].lower()
        if tag["rest"].endswith("/") and not tag["slash"]:
            continue
        if tag["slash"]:
            places = [n for n, element in enumerate(opened) if element.name == name]
            if places:
                del opened[places[-1] :]
            continue
        if name in _IMPLIED and opened and opened[-1].name == name:
            opened.pop()
        element = _Element(name, row, tag.end("name"), number)
        element.has_attribute = bool(_MARKDOWN.search(tag["rest"]))
        opened.append(element)
        yield element


def _end_text(block: Block, number: int, opened: list[_Element]) -> None:
    """End a paragraph of HTML that its author has not ended, where the block ends."""
    while opened and opened[-1].block == number and opened[-1].name == "p":
        has_text = opened[-1].row is not block.rows[-1] or not block.rows[-1].text.endswith(">")
        if not has_text:
            return
        opened.pop()
        block.rows[-1].text += "</p>"


def _end_film(block: Block) -> None:
    """End what Python-Markdown takes for a block in a paragraph, if it has no end there."""
    opened: list[_Element] = []
    for row in block.rows:
        list(_read(row, 0, opened))
    for element in reversed(opened):
        if element.place == len(element.name) + 1:
            element.row.text += f"</{element.name}>"


def _write(found: list[_Element]) -> None:
    """Give the elements that need it the attribute."""
    places: dict[int, list[_Element]] = {}
    for element in found:
        if element.holds_markdown and not element.has_attribute:
            places.setdefault(id(element.row), []).append(element)
    for elements in places.values():
        row, parts, last = elements[0].row, [], 0
        for element in elements:
            is_span = _SPAN.fullmatch(element.name)
            attribute = ' markdown="block"' if is_span else " markdown"
            parts += [row.text[last : element.place], attribute]
            last = element.place
        row.text = "".join((*parts, row.text[last:]))

"""Removes a handwritten header from a rendered text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from mkdocs_papernotes.handwritten.beginning import WINDOW
from mkdocs_papernotes.handwritten.header import find_header
from mkdocs_papernotes.handwritten.opening import labelled_opening
from mkdocs_papernotes.markup.cut import drop_lines
from mkdocs_papernotes.markup.fragment import classes
from mkdocs_papernotes.markup.runs import BLOCKS, HEADINGS, is_whole, text_size

_SHORTEST_TEXT = 20
"""Words; a text above a header that is shorter goes with it."""
_MOST_LINES = 2 * WINDOW
_TRANSPARENT = {"article", "center", "details", "div", "section"}
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`"}
_STOP = "<div>"
"""A line that ends a header."""


class _Written(NamedTuple):
    """A line of Markdown for a piece of a rendered text, and the element that shows it."""

    line: str
    element: HtmlElement | None = None
    number: int = -1
    """The number of the line in a paragraph; -1 if the element is not divided into lines."""


def drop_header(root: HtmlElement) -> None:
    """Remove a handwritten header, and the short labelled lines that open a text.

    So the text begins below them. Nothing is removed if nothing would be left.
    """
    written = list(islice(_lines(root, ""), _MOST_LINES))
    first, end = _found(written)
    staying = [*written[:first], *written[end:]]
    if first < end and (len(written) == _MOST_LINES or any(map(_is_text, staying))):
        _drop(written[first:end], staying)
        for table in list(root.iter("table")):
            if next(table.iter("tr"), None) is None:
                table.drop_tree()


def _found(written: Sequence[_Written]) -> tuple[int, int]:
    """Which lines to drop: those from the first index up to the second."""
    lines = [one.line for one in written]
    header = find_header("\n".join(lines))
    if header is None:
        return 0, labelled_opening(lines)
    first, end = header.first, header.last + 1
    while first > 0 and not _is_text(written[first - 1]):
        first -= 1
    if text_size(" ".join(lines[:first])) < _SHORTEST_TEXT:
        first = 0
    return first, end + labelled_opening(lines[end:], is_below=True)


def _is_text(written: _Written) -> bool:
    """Whether a line is neither blank nor a heading, nor the head of a table."""
    if written.element is not None and written.element.tag == "tr":
        return next(written.element.iter("td"), None) is not None
    line = written.line.strip("> ")
    return bool(line) and not line.startswith(("#", "---"))


def _drop(going: Sequence[_Written], staying: Sequence[_Written]) -> None:
    """Remove what the lines `going` show; of a paragraph perhaps only the first lines."""
    kept = {
        above
        for one in staying
        if one.element is not None
        for above in (one.element, *one.element.iterancestors())
    }
    counts: dict[HtmlElement, int] = {}
    for one in going:
        if one.element is not None:
            counts[one.element] = one.number + 1
    for element, count in reversed(counts.items()):
        if element not in kept and element.getparent() is not None:
            element.drop_tree()
        elif count:
            drop_lines(element, count)


# Markdown, as far as a header needs it


def _lines(root: HtmlElement, prefix: str) -> Iterator[_Written]:
    """The lines of Markdown for the blocks of an element; `prefix` is that of a quote."""
    if (root.text or "").strip():
        yield _Written(_STOP)
    for block in root:
        yield from _block(block, prefix)
        yield _Written(prefix.rstrip())
        if (block.tail or "").strip():
            yield _Written(_STOP)


def _block(block: HtmlElement, prefix: str) -> Iterator[_Written]:
    tag = block.tag
    if tag in (*HEADINGS, "summary") or "admonition-title" in classes(block):
        yield _Written(f"{prefix}## {_one_line(block)}", block)
    elif tag == "p" or (tag in _TRANSPARENT and _has_own_text(block)):
        for number, line in enumerate(_inline(block).replace("<br>", "\n").split("\n")):
            if line.strip():
                yield _Written(f"{prefix}{line.strip()}", block, number)
    elif tag == "hr":
        yield _Written(f"{prefix}---", block)
    elif tag in _DIVIDED and "highlighttable" not in classes(block):
        yield from _DIVIDED[tag](block, prefix)
    elif tag in _TRANSPARENT and not is_whole(block):
        yield from _lines(block, prefix)
    elif isinstance(tag, str):
        yield _Written(_STOP)


def _has_own_text(block: HtmlElement) -> bool:
    """Whether a block holds text rather than blocks."""
    return not is_whole(block) and all(child.tag not in BLOCKS for child in block)


def _items(items: HtmlElement, prefix: str) -> Iterator[_Written]:
    for item in items.iterchildren("li"):
        inner = [child for child in item if child.tag in ("ul", "ol")]
        yield _Written(f"{prefix}- {_one_line(item)}", item)
        for child in inner:
            yield from _items(child, f"{prefix}    ")


def _terms(terms: HtmlElement, prefix: str) -> Iterator[_Written]:
    """Terms and their definitions; a term goes with the definition below it."""
    name = ""
    for child in terms.iterchildren("dt", "dd"):
        line = _one_line(child)
        if child.tag == "dt":
            name = line.rstrip(":：")
            yield _Written(prefix.rstrip(), child)
        else:
            yield _Written(f"{prefix}{name}: {line}", child)


def _rows(table: HtmlElement, prefix: str) -> Iterator[_Written]:
    for number, row in enumerate(table.iter("tr")):
        cells = [_one_line(cell).replace("|", "/") for cell in row.iterchildren("td", "th")]
        yield _Written(f"{prefix}| {' | '.join(cells)} |", row)
        if number == 0:
            yield _Written(f"{prefix}|{'---|' * len(cells)}")


def _quote(block: HtmlElement, prefix: str) -> Iterator[_Written]:
    yield from _lines(block, f"{prefix}> ")


_DIVIDED = {
    "blockquote": _quote,
    "dl": _terms,
    "ol": _items,
    "table": _rows,
    "ul": _items,
}


def _one_line(element: HtmlElement) -> str:
    return " ".join(_inline(element).split())


def _inline(element: HtmlElement) -> str:
    """The text of an element in Markdown, with `<br>`, but without the lists in it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("<br>")
        elif isinstance(child.tag, str) and child.tag not in ("ul", "ol", "img", "svg"):
            text, mark = _inline(child), _MARKS.get(child.tag, "")
            if child.tag == "a" and child.get("href"):
                parts.append(f"[{text}]({child.get('href')})")
            else:
                parts.append(f"{mark}{text}{mark}" if text.strip() else text)
        parts.append(child.tail or "")
    return "".join(parts)

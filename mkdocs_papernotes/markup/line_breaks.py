"""Line breaks within Chinese and Japanese paragraphs, which a browser would show as spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_papernotes.markup.sentences import OBJECT
from mkdocs_papernotes.text import touch

NAME = __name__
"""The name under which a site has the extension."""
_AFTER_INLINE = 15
"""Below the priority of Python-Markdown's `inline`, and above that of `prettify`, which adds more.
"""
_NAMES = "a abbr b bdi bdo big cite del dfn em font i ins mark q s small span strong sub sup u"
_THROUGH = frozenset(_NAMES.split())
"""Elements in which a line goes on."""
_WRITTEN_NAMES = "code kbd math pre samp script style svg textarea var"
_AS_WRITTEN = frozenset(_WRITTEN_NAMES.split())
_FORMULA = "arithmatex"
_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_ATTRIBUTES = re.compile(r"\{[^\n]*\}[ \t]*\Z")
"""A last line that attr_list, which comes later, takes for the attributes of the block."""
_BESIDE = 16
"""How many characters on either side are read, to pass quotation marks and the like."""


class LineBreaks(Extension):
    """Removes the line breaks at which no space belongs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Joining(md), "papernotes_line_breaks", _AFTER_INLINE)


def makeExtension(**options: object) -> Extension:  # noqa: N802
    """The extension, as Python-Markdown asks for it."""
    return LineBreaks(**options)


class _Joining(Treeprocessor):
    def run(self, root: Element) -> None:
        join_lines(root)


def join_lines(root: Element) -> None:
    """Remove the line breaks at which no space belongs from a tree whose inline text is read."""
    for line in _lines(root):
        _join(line)


class _Text:
    """The text of an element or the one behind it; `None` instead of one stands for an object."""

    def __init__(self, element: Element, *, is_tail: bool = False):
        self.element, self.is_tail = element, is_tail

    @property
    def value(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def set(self, value: str) -> None:
        if self.is_tail:
            self.element.tail = value
        else:
            self.element.text = value


_Line = list[_Text | None]


def _lines(root: Element) -> Iterator[_Line]:
    """The texts between the borders of blocks, each with what stands within it."""
    lines: list[_Line] = [[]]
    _walk(root, lines)
    yield from (line for line in lines if line)


def _walk(element: Element, lines: list[_Line]) -> None:
    lines[-1].append(None if isinstance(element.text, AtomicString) else _Text(element))
    for child in element:
        if _is_whole(child):
            lines[-1].append(None)
        elif _is_footnote_mark(child):
            pass  # what is before it touches what is behind it
        elif child.tag in _THROUGH:
            _walk(child, lines)
        else:
            lines.append([])
            _walk(child, lines)
            lines.append([])
        lines[-1].append(_Text(child, is_tail=True))


def _is_whole(element: Element) -> bool:
    """Whether an element stands in a line like one character, or its text stays as written."""
    is_formula = _FORMULA in (element.get("class") or "").split()
    return is_formula or element.tag in _AS_WRITTEN or not isinstance(element.tag, str)


def _is_footnote_mark(element: Element) -> bool:
    return element.tag == "sup" and any(link.get("class") == "footnote-ref" for link in element)


def _join(line: _Line) -> None:
    parts = [text.value if text else OBJECT for text in line]
    if not any("\n" in part for part in parts):
        return
    whole = "".join(parts)
    start = 0
    for text, part in zip(line, parts, strict=True):
        if text and "\n" in part and not isinstance(text.value, AtomicString):
            text.set(_joined(part, whole, start))
        start += len(part)


def _joined(part: str, whole: str, start: int) -> str:
    """A part of a line, which begins at `start` in the whole one, without needless line breaks."""

    def replaced(found: re.Match[str]) -> str:
        if _ATTRIBUTES.match(part, found.end()):
            return found[0]
        first, last = start + found.start(), start + found.end()
        before = whole[max(first - _BESIDE, 0) : first]
        after = whole[last : last + _BESIDE]
        return "" if touch(before, after) else found[0]

    return _BREAK.sub(replaced, part)

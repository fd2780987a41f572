"""Marks differences in Markdown with characters of private use, and finds them in its HTML.

Such characters count as letters of no language, so that the text around them is rendered as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from lxml.html import HtmlElement, tostring

from mkdocs_papernotes.markup.fragment import parse
from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.twins.outline import Section
from mkdocs_papernotes.twins.parts import Kind

_START, _END, _SECTION = 0xE000, 0x100000, 0xF0000
"""The first of the characters for the beginning and the end of a mark, and for a section."""
MOST = 0x1800
"""How many marks a text may have."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SECTIONS = re.compile("[\U000f0000-\U000ffffd]")
_HEADING_MARKS = re.compile(r"[ \t>]*#{0,6}[ \t]*")
_BLOCK_OF: dict[Kind, re.Pattern[str]] = {
    "code": re.compile(r"<(?:div class=\"[^\"]*highlight|pre)"),
    "formula": re.compile(r"<div class=\"arithmatex|<p\b"),
    "outline": re.compile(r"<h[1-6]\b"),
    "figure": re.compile(r"<img\b"),
}
"""How the element begins that is marked where a mark has no end."""
_PARAGRAPH = re.compile("<p")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*?(/?)>")
_VOID = {"br", "img", "hr", "input", "wbr"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPER = 2
"""By how many levels the headings of the texts are below those of the page."""


class Mark(NamedTuple):
    """Something to be marked."""

    kind: Kind
    span: Span
    id: str
    """Of the element on the page."""
    title: str
    """What the other version has."""


def with_marks(text: str, marks: Sequence[Mark], sections: Iterable[Section]) -> str:
    """A Markdown text in which marks and the beginnings of sections can be found again."""
    places: list[tuple[int, int, str]] = []
    for number, mark in enumerate(marks[:MOST]):
        places += _places(text, mark, number)
    for number, section in enumerate(sections):
        if section.heading:
            place = _place_in_heading(text, section.heading.start)
            places.append((place, -1, chr(_SECTION + number)))
    parts, at = [], 0
    for place, _, character in sorted(places):
        parts += [_PRIVATE.sub("\ufffd", text[at:place]), character]
        at = place
    return "".join((*parts, _PRIVATE.sub("\ufffd", text[at:])))


def _places(text: str, mark: Mark, number: int) -> list[tuple[int, int, str]]:
    """Where the characters of a mark go; nowhere in what they would break."""
    (start, end), first, last = mark.span, chr(_START + number), chr(_END + number)
    written = text[start:end]
    if mark.kind == "outline":
        return [(_place_in_heading(text, start), 0, first)]
    if mark.kind == "code":
        place = text.rfind("\n", start, end)
        return [(place, 0, first)] if written.count("\n") > 1 else []
    if mark.kind == "formula" and written.startswith(("$$", "\\[")):
        return [(start + 2, 0, first)]
    if mark.kind == "figure":
        is_picture = written.startswith("![") and not written.startswith("![[")
        return [(start + 2, 0, first)] if is_picture else []
    if written.startswith("<") and not written.startswith("<http"):
        return []
    if mark.kind == "link" and re.match(r" {0,3}\[[^\[\]]+\]:", written):
        return []
    return [(start, 1, first), (end, 0, last)]


def _place_in_heading(text: str, start: int) -> int:
    marks = _HEADING_MARKS.match(text, start)
    return marks.end() if marks else start


def marked_html(html: str, marks: Sequence[Mark]) -> str:
    """Rendered Markdown of `with_marks` with elements in the place of the marks."""
    for number, mark in enumerate(marks[:MOST]):
        start, end = html.find(chr(_START + number)), html.find(chr(_END + number))
        attributes = f'id="{escape(mark.id)}" class="pn-differs" title="{escape(mark.title)}"'
        if start >= 0 and end > start and _is_whole(html[start:end]):
            inner = html[start + 1 : end]
            html = f"{html[:start]}<mark {attributes}>{inner}</mark>{html[end + 1 :]}"
        elif start >= 0:
            html = _with_block(html, start, mark)
    return re.sub("[\ue000-\uf8ff\U00100000-\U0010fffd]", "", html)


def _is_whole(html: str) -> bool:
    """Whether each element that begins in a part of a text ends in it."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _VOID and not tag[3]:
            depth += -1 if tag[1] else 1
        if depth < 0:
            return False
    return depth == 0 and html.count("<") == html.count(">")


def _with_block(html: str, place: int, mark: Mark) -> str:
    """The HTML with a frame around the element that has a mark, or around the picture."""
    found = [*_BLOCK_OF.get(mark.kind, _PARAGRAPH).finditer(html, 0, place)]
    if not found:
        return html
    start = found[-1].start()
    anchor = f'<span id="{escape(mark.id)}" class="pn-anchor"></span>'
    name = re.match(r"<([a-z0-9]+)", html[start:])
    rest = f'data-pn-differs title="{escape(mark.title)}"'
    length = len(name[0]) if name else 0
    return f"{html[:start]}{anchor}{html[start : start + length]} {rest}{html[start + length :]}"


def pieces(html: str, sections: Sequence[Section], prefix: str) -> dict[int, str]:
    """Rendered Markdown of `with_marks` by section: its HTML, by where its text begins.

    Headings are two levels lower, and `prefix` is put before ids.
    """
    root = parse(html)
    for element in root.iter(*_HEADINGS):
        element.tag = f"h{min(6, int(str(element.tag)[1]) + _DEEPER)}"
    for element in root.iter():
        if isinstance(element.tag, str):
            _set_apart(element, prefix)
    found: dict[int, list[str]] = {section.span[0]: [] for section in sections}
    at = sections[0].span[0]
    found[at].append(escape(root.text or "", quote=False))
    for child in root:
        words = child.text_content() if isinstance(child.tag, str) else ""
        if begins := _SECTIONS.search(words):
            at = sections[ord(begins[0]) - _SECTION].span[0]
        found[at].append(_SECTIONS.sub("", tostring(child, encoding="unicode")))
    return {start: "".join(parts) for start, parts in found.items()}


def _set_apart(element: HtmlElement, prefix: str) -> None:
    """Keep ids of one text apart from those of the other."""
    own = element.get("id")
    if own and not own.startswith("pn-"):
        element.set("id", f"{prefix}{own}")
    if (href := element.get("href", "")).startswith("#"):
        element.set("href", f"#{prefix}{href[1:]}")
    if element.get("for"):
        element.set("for", f"{prefix}{element.get('for')}")

"""Links in a Markdown text to pages of its site, found without rendering the text.

A text without such links is passed over in a few microseconds: what may be a link to a page is
looked for first, and only the paragraphs around it are read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mkdocs_papernotes.markup.escapes import unescaped
from mkdocs_papernotes.markup.link_sentence import sentence_around
from mkdocs_papernotes.markup.sentences import Span

_PAGES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".ipynb", ".html", ".htm")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_INLINE_TARGET = re.compile(r"\]\(\s{0,4}([^()\n]*)")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n^][^\[\]\n]*)\]:[ \t]{0,9}\n?[ \t]{0,9}<?([^\s<>]+)", re.MULTILINE
)
_ANCHOR = re.compile(r"<[aA]\s[^<>]*>")
_HREF = re.compile(r"""\shref\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</[aA]\s?>")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
_INSIDE = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
"""What stands in the brackets behind the text of a link."""
_TITLE = re.compile(r"""\s["'(]""")
_LABEL = re.compile(r" ?\[([^\[\]]*)\]")
_TOKEN = re.compile(r"\\.|`+|!?\[|\]|<", re.DOTALL)

_BLANK = re.compile(r"\n[ \t]+(?=\n)")
_PIECE = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^[^\[\]\s]+\]:|:[ \t]"
    r"|(?P<line>(?:#{1,6}|!!!|\?\?\?\+?|===[!+]?)[ \t]))",
    re.MULTILINE,
)
"""What begins an item of a list, a heading, the title of a box, a footnote or a definition."""
_ROW = re.compile(r"^[ \t|:-]+$", re.MULTILINE)
"""What may be the line below the head of a table."""
_CELL_END = re.compile(r"(?<!\\)(?:\||\n)")
_CONTAINER = re.compile(
    r"[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|(?:!!!|\?\?\?\+?|===[!+]?)[ \t]|\[\^[^\[\]\s]+\]:"
    r"|:[ \t]|/{3,}|<)"
)
"""What indented text may belong to."""
_FENCE = re.compile(
    r"(?:[ \t>]*|[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$",
    re.MULTILINE,
)
"""The line above fenced code."""
_FENCE_END = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t\r]*$", re.MULTILINE)
_CLOSED_BY = {
    "```": "", "~~~": "", "<!--": "-->", "<pre": "</pre>", "<script": "</script>",
    "<style": "</style>", "<textarea": "</textarea>",
}  # fmt: skip
"""What begins a part that is not read, and what ends it; fences may have any length."""


@dataclass(frozen=True, eq=False)
class SourceLink:
    """A link as an author has written it."""

    target: str
    """Where it leads to, such as `../other.md#part`; not percent-decoded."""
    line: int
    """The line of the text that it begins on, counted from 1."""
    _piece: str
    """The paragraph, the item of a list or the cell that it is in, with all markup."""
    _marks: tuple[_Mark, ...]
    """All links in that piece."""
    _number: int
    """Which of them this is."""

    @cached_property
    def sentence(self) -> str:
        """The sentence around the link as plain text on one line; formulas stay TeX."""
        spans = [(mark.start, mark.end, mark.text) for mark in self._marks]
        return sentence_around(self._piece, spans, self._number)


class _Mark(NamedTuple):
    """A link in a piece of text."""

    start: int
    end: int
    text: Span
    """Where its own text is."""
    target: str


def source_links(markdown: str, sites: Sequence[str] = ()) -> list[SourceLink]:
    """The links in a text that may lead to pages of its site, in their order.

    `sites` are the full addresses of the site, if it has any. Links in code and in comments are
    none, and pictures are none either.
    """
    labels = _definitions(markdown, sites) if "]:" in markdown else {}
    if next(_candidates(markdown, sites, labels), None) is None:
        return []
    text = _BLANK.sub("\n", _without_unread(markdown))
    labels = _definitions(text, sites) if labels else {}
    return [*_links(text, sites, labels)]


def leads_to_page(target: str, sites: Sequence[str] = ()) -> bool:
    """Whether a target may be a page of the site: not an anchor, a picture or another site."""
    path = target.partition("#")[0].partition("?")[0]
    if not path or path.startswith("//"):
        return False
    if _SCHEME.match(path):
        return path.startswith(tuple(sites))
    name = path.rpartition("/")[2]
    return "." not in name or name in (".", "..") or name.lower().endswith(_PAGES)


def _target(inside: str) -> str:
    """The target in the brackets of a link, without a title."""
    inside = inside.strip()
    if inside.startswith("<"):
        target = inside[1:].partition(">")[0]
    else:
        title = _TITLE.search(inside)
        target = inside[: title.start()] if title else inside
    target = unescaped(target)
    return html.unescape(target.strip()) if "&" in target else target.strip()


def _href(tag: str) -> str:
    found = _HREF.search(tag)
    return html.unescape(found[1] or found[2] or found[3] or "").strip() if found else ""


def _definitions(text: str, sites: Sequence[str]) -> dict[str, str]:
    """The targets of reference links by label; empty if none of them may be a page."""
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        found.setdefault(_folded(match[1]), _target(match[2]))
    return found if any(leads_to_page(target, sites) for target in found.values()) else {}


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _candidates(text: str, sites: Sequence[str], labels: Mapping[str, str]) -> Iterator[int]:
    """The offsets of what may be a link to a page."""
    if "](" in text:
        for match in _INLINE_TARGET.finditer(text):
            if leads_to_page(_target(match[1]), sites):
                yield match.start()
    if labels:
        yield from _offsets(text, "[")
    if "<a" in text or "<A" in text:
        for match in _ANCHOR.finditer(text):
            if leads_to_page(_href(match[0]), sites):
                yield match.start()
    for site in sites:
        yield from _offsets(text, f"<{site}")


def _offsets(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + len(part))


def _links(text: str, sites: Sequence[str], labels: Mapping[str, str]) -> Iterator[SourceLink]:
    line, counted = 1, 0
    for start, end in _pieces(text, sorted(_candidates(text, sites, labels))):
        if is_indented_code(text, start):
            continue
        piece = text[start:end]
        marks = tuple(sorted(_marks(piece, labels)))
        for number, mark in enumerate(marks):
            if leads_to_page(mark.target, sites):
                line += text.count("\n", counted, start + mark.start)
                counted = start + mark.start
                yield SourceLink(mark.target, line, piece, marks, number)


# Where links are


def _without_unread(text: str) -> str:
    """The text without code in blocks and comments, on the same lines."""
    parts, position = [], 0
    for start, end in _unread(text):
        parts += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end
    return "".join((*parts, text[position:]))


def _unread(text: str) -> Iterator[Span]:
    """Where code and comments are, in their order. What is never closed is read."""
    places = {opening: text.find(opening) for opening in _CLOSED_BY}
    unclosed: dict[str, int] = {}
    position = 0
    while found := [(place, opening) for opening, place in places.items() if place >= position]:
        start, opening = min(found)
        if closing := _CLOSED_BY[opening]:
            end = _end_of_element(text, start, closing)
        else:
            end = _end_of_fence(text, start, unclosed)
        if end > 0:
            yield start, end
            position = end
        again = max(end, start + len(opening))
        places[opening] = text.find(opening, again) if end >= 0 else -1
        places |= {
            other: text.find(other, again) for other, place in places.items() if 0 <= place < again
        }


def _end_of_element(text: str, start: int, closing: str) -> int:
    """Where a comment or an element ends; -1 if it is not closed, 0 if it is code itself."""
    if text[start - 1 : start] == "`":
        return 0
    end = text.find(closing, start)
    return end + len(closing) if end >= 0 else -1


def _end_of_fence(text: str, start: int, unclosed: dict[str, int]) -> int:
    """Where fenced code ends; 0 if no fence begins here, or if it is never closed.

    `unclosed` is how long the shortest fence is that is never closed, by its character.
    """
    opening = _FENCE.match(text, text.rfind("\n", 0, start) + 1)
    if opening is None or opening.start("fence") != start:
        return 0
    fence = opening["fence"]
    place = -1
    if len(fence) < unclosed.get(fence[0], len(fence) + 1):
        place = text.find(fence, opening.end())
    while place >= 0:
        line = _FENCE_END.match(text, text.rfind("\n", 0, place) + 1)
        if line and line[1].startswith(fence):
            return line.end()
        place = text.find(fence, place + len(fence))
    unclosed[fence[0]] = len(fence)
    return 0


def _pieces(text: str, offsets: Iterable[int]) -> Iterator[Span]:
    """Each paragraph, item of a list, heading or cell of a table that has one of the offsets.

    The offsets ascend.
    """
    end = block_end = 0
    pieces: Iterator[Span] = iter(())
    for offset in offsets:
        if offset >= block_end:
            block_start = text.rfind("\n\n", 0, offset) + 1
            block_end = text.find("\n\n", offset)
            block_end = len(text) if block_end < 0 else block_end
            pieces = _divided(text, block_start, block_end)
        while offset >= end:
            start, end = next(pieces)
            if start <= offset < end:
                yield start, end


def _divided(text: str, start: int, end: int) -> Iterator[Span]:
    """The pieces of what stands between two empty lines."""
    is_table = "|" in text[start:end] and any(
        {"|", "-"} <= {*row[0]} for row in _ROW.finditer(text, start, end)
    )
    for match in (_CELL_END if is_table else _PIECE).finditer(text, start, end):
        yield start, match.start()
        start = match.end() if is_table else match.start()
        if not is_table and match["line"]:
            line_end = text.find("\n", start, end)
            line_end = end if line_end < 0 else line_end
            yield start, line_end
            start = line_end
    yield start, end


def is_indented_code(text: str, start: int) -> bool:
    """Whether a piece is indented, and no item of a list or other block above has it."""
    depth = _depth(text[start : start + 99].lstrip("\n"))
    if depth < _OF_CODE:
        return False
    above = text[max(0, start - _FAR_ABOVE) : start].split("\n")
    for line in reversed(above):
        found = _depth(line)
        if line.strip() and found < depth:
            if _CONTAINER.match(line):
                return depth - found >= 2 * _OF_CODE
            if found < _OF_CODE:
                return True
    return False


_OF_CODE = 4
"""How far code is indented."""
_FAR_ABOVE = 4_000
"""How many characters above an indented paragraph are searched for what it belongs to."""


def _depth(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


# What links are


def _marks(piece: str, labels: Mapping[str, str]) -> Iterator[_Mark]:
    """All links of a piece, apart from pictures."""
    brackets: list[tuple[int, bool]] = []
    unclosed: set[str] = set()
    position = 0
    while token := _TOKEN.search(piece, position):
        position, kind = token.end(), token[0]
        if kind[0] == "`":
            position = _end_of_code(piece, token, unclosed)
        elif kind in ("[", "!["):
            brackets.append((token.start(), kind == "!["))
        elif kind == "]" and brackets:
            start, is_picture = brackets.pop()
            end, target = _behind(piece, start + 1 + is_picture, token.start(), labels)
            if end and not is_picture:
                yield _Mark(start, end, (start + 1, token.start()), target)
            position = end or position
        elif kind == "<" and (mark := _html_link(piece, token.start())):
            yield mark
            position = mark.end


def _end_of_code(piece: str, opening: re.Match[str], unclosed: set[str]) -> int:
    """Where a code span ends; behind its opening mark if it is never closed."""
    mark = opening[0]
    place = -1 if mark in unclosed else piece.find(mark, opening.end())
    while place >= 0:
        end = place + len(mark)
        if piece[end : end + 1] != "`" and piece[place - 1] != "`":
            return end
        while piece[end : end + 1] == "`":
            end += 1
        place = piece.find(mark, end)
    unclosed.add(mark)
    return opening.end()


def _behind(piece: str, start: int, end: int, labels: Mapping[str, str]) -> tuple[int, str]:
    """The end and the target of the link whose text is between `start` and `end`; 0 for none."""
    if inside := _INSIDE.match(piece, end + 1):
        return inside.end(), _target(inside[1])
    if not labels:
        return 0, ""
    label = _LABEL.match(piece, end + 1)
    name = _folded(label[1] if label and label[1].strip() else piece[start:end])
    if name not in labels or piece[end + 1 : end + 2] == ":":
        return 0, ""
    return (label.end() if label else end + 1), labels[name]


def _html_link(piece: str, start: int) -> _Mark | None:
    """The link that begins at `start`, as `<a href>` or as an address in angle brackets."""
    if found := _AUTOLINK.match(piece, start):
        return _Mark(start, found.end(), found.span(1), html.unescape(found[1]))
    tag = _ANCHOR.match(piece, start)
    end = _ANCHOR_END.search(piece, tag.end()) if tag else None
    if tag is None or end is None:
        return None
    return _Mark(start, end.end(), (tag.end(), end.start()), _href(tag[0]))

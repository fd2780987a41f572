"""Comments in the HTML of a page that are replaced by blocks, wherever they stand.

A block such as a list may not be part of a paragraph, a heading or a link. So what is open where
the comment stands is closed above the block and opened again below it, or the block is put below
the whole of it: nobody wants half a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape

from mkdocs_papernotes.markup.runs import BLOCKS, HEADINGS

_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[A-Za-z][^\s<>/]*)[^<>]*(?P<closed>>?))"
)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_TEXT_INSIDE = frozenset(
    "iframe noembed noframes script style textarea title xmp".split()  # noqa: SIM905
)
"""Elements in which a comment is text."""
_CODE = {"code", "kbd", "pre", "samp"}
"""Elements in which a comment is shown as it is written."""
_PARTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("ol", "ul", "menu"), frozenset({"li"})),
    "dl": frozenset({"dt", "dd", "div"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
    "tr": frozenset({"td", "th"}),
}
"""Elements that consist of certain parts, between which nothing else may stand."""
_WHOLE = {*HEADINGS, "summary", "dt", "th", "caption", "legend", "button", "label", "select", "svg"}
"""Elements that are neither divided nor may have a block in them."""
_ROOMY = BLOCKS - _PARTS.keys() - _WHOLE - {"p", "pre", "hr"} | {
    *("body", "center", "fieldset", "form", "html", "noscript", "object", "search"),
}
"""Elements in which a block may stand."""
_ABOVE = {"dt": "dl", "th": "table", "caption": "table"}
"""Below which element a block is put in place of such a one."""
_SIDE_BY_SIDE = {"li": {"ol", "ul", "menu"}, "dt": {"dl"}, "dd": {"dl"}}
"""Elements whose end tag may be left out before the next one, and where they may be."""
_ID = re.compile(r"""\sid\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_ONLY_ENDS = re.compile(r"(?:\s|</[A-Za-z][^<>]*>)*")
_NOTHING = re.compile("(?!)")
_TOP = 2
"""The level of a heading on a page without any heading above."""


@dataclass
class _Element:
    """An element that is open."""

    name: str
    start: int
    tag: str
    below: list[int] = field(default_factory=list)
    """The numbers of comments whose blocks come below it."""


@dataclass(frozen=True)
class Comment:
    """A comment, and where the block is put that replaces it."""

    text: str
    """What it says, without `<!--` and `-->`."""
    start: int
    end: int
    level: int = _TOP
    """The level of headings in the block: one below that of the heading above it."""
    is_code: bool = False
    """Whether it is in an element for code, and so it is to be shown as it is written."""
    place: int = -1
    """Where the block is put; -1 for where the comment stands."""
    closed: str = ""
    """The end tags that come before the block."""
    opened: str = ""
    """The start tags that come after it."""


def find_comments(html: str, pattern: re.Pattern[str]) -> list[Comment]:
    """The comments of a page whose text matches a pattern from its beginning, in order."""
    return _Reader(html, pattern).read()


def is_printed(html: str, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is found in the text of a page, outside of code and of tags."""
    reader = _Reader(html, _NOTHING)
    reader.read()
    return any(pattern.search(text) for text in reader.prose)


def replace_comments(html: str, comments: Sequence[Comment], blocks: Sequence[str]) -> str:
    """Put a block in the place of each of the comments that `find_comments` has found."""
    parts: list[str] = []
    position, opened = 0, ""
    for kind, start, comment, block in sorted(_changes(comments, blocks), key=lambda c: c[1]):
        text, closed = html[position:start], comment.closed if kind == "block" else ""
        if not (opened and closed and not text.strip()):
            text = opened + text + closed
        parts += [text, block]
        opened = comment.opened if kind == "block" else ""
        position = max(start, comment.end if kind != "below" else start)
    return "".join((*parts, opened, html[position:]))


def _changes(
    comments: Sequence[Comment], blocks: Sequence[str]
) -> Iterator[tuple[str, int, Comment, str]]:
    """What is done to a page: what, where, for which comment, and the text that is put there."""
    for comment, block in zip(comments, blocks, strict=True):
        if comment.is_code:
            yield "code", comment.start, comment, escape(f"<!--{comment.text}-->", quote=False)
        elif comment.place < 0:
            yield "block", comment.start, comment, block
        else:
            yield "code", comment.start, comment, ""
            yield "below", comment.place, comment, f"\n{block}"


class _Reader:
    """Reads a page once, with the elements that are open."""

    def __init__(self, html: str, pattern: re.Pattern[str]):
        self._html, self._pattern = html, pattern
        self._open: list[_Element] = []
        self._found: list[Comment] = []
        self._level = _TOP
        self._last_end = html.rfind("-->")
        self.prose: list[str] = []
        """The texts outside of code, as they are in the HTML."""

    def read(self) -> list[Comment]:
        """The comments that begin as the pattern says, in the order of the HTML."""
        html, position, is_in_tag = self._html, 0, False
        while tag := _TAG.search(html, position):
            self._text(html[position : tag.start()])
            name, start, position = (tag["name"] or "").lower(), tag.start(), tag.end()
            if tag["comment"]:
                end = self._end_of_comment(position)
                if end > position and not is_in_tag:
                    self._comment(html[position : end - len("-->")], start, end)
                position = end
            elif tag["end"]:
                self._close(name, position)
            elif name in _TEXT_INSIDE:
                position = self._after(name, position)
            elif name not in _VOID and not tag[0].endswith("/>") and tag["closed"]:
                self._start(name, tag)
            # what stands in an attribute is no comment
            is_in_tag = bool(name) and not tag["closed"]
        self._text(html[position:])
        while self._open:
            self._pop(len(html))
        return self._found

    def _text(self, text: str) -> None:
        if text and not any(element.name in _CODE for element in self._open):
            self.prose.append(text)

    def _end_of_comment(self, start: int) -> int:
        """Where a comment ends whose text begins at `start`; `start` if it has no text or end."""
        if start > self._last_end or self._html.startswith((">", "->"), start):
            return start
        return self._html.index("-->", start) + len("-->")

    def _after(self, name: str, position: int) -> int:
        """Where an element ends in which there are no tags."""
        end = self._lower.find(f"</{name}", position)
        return len(self._html) if end < 0 else end

    @cached_property
    def _lower(self) -> str:
        return self._html.lower()

    def _start(self, name: str, token: re.Match[str]) -> None:
        if name in BLOCKS and self._open and self._open[-1].name == "p":
            self._pop(token.start())  # its end tag may be left out
        around = _SIDE_BY_SIDE.get(name)
        if around and self._open and _SIDE_BY_SIDE.get(self._open[-1].name) == around:
            self._pop(token.start())
        self._open.append(_Element(name, token.start(), token[0]))
        if name in HEADINGS:
            self._level = min(int(name[1]) + 1, len(HEADINGS))

    def _close(self, name: str, end: int) -> None:
        if any(element.name == name for element in self._open):
            while self._pop(end) != name:
                pass

    def _pop(self, end: int) -> str:
        element = self._open.pop()
        for number in element.below:
            self._found[number] = replace(self._found[number], place=end)
        return element.name

    def _comment(self, text: str, start: int, end: int) -> None:
        if not self._pattern.match(text):
            return
        found = Comment(text, start, end, self._level)
        number = len(self._found)
        self._found.append(found)
        depth = next((n for n in range(len(self._open)) if self._is_narrow(n)), None)
        if any(element.name in _CODE for element in self._open):
            self._found[number] = replace(found, is_code=True)
        elif depth is not None:
            inner = self._open[depth:]
            whole = next((e.name for e in inner if e.name in _WHOLE or e.name in _PARTS), "")
            if whole:
                self._outermost(depth, whole).below.append(number)
            else:
                self._found[number] = self._divided(found, inner)

    def _is_narrow(self, depth: int) -> bool:
        """Whether no block may stand in an open element, directly or in what is open below it."""
        name = self._open[depth].name
        if name in _PARTS:
            is_last = depth + 1 == len(self._open)
            return is_last or self._open[depth + 1].name not in _PARTS[name]
        return name in _WHOLE or name == "p" or name not in _ROOMY

    def _outermost(self, depth: int, name: str) -> _Element:
        """The open element below which a block is put."""
        above = _ABOVE.get(name)
        if above is None and name in ("thead", "tbody", "tfoot", "tr"):
            above = "table"
        named = [element for element in self._open[: depth + 1] if element.name == above]
        return named[-1] if named else self._open[depth]

    def _divided(self, found: Comment, inner: Sequence[_Element]) -> Comment:
        """A block that divides what is open around it, such as a paragraph.

        A part without anything in it is left out.
        """
        tags = [element.tag for element in inner]
        closing = [f"</{element.name}>" for element in reversed(inner)]
        ends = _ONLY_ENDS.match(self._html, found.end)
        is_first = self._html[inner[0].start : found.start].split() == "".join(tags).split()
        is_last = ends is not None and _bare(ends[0]).startswith("".join(closing))
        end = found.end
        for _ in inner if is_last else ():
            end = self._html.index(">", end) + 1
        return replace(
            found,
            start=inner[0].start if is_first else found.start,
            end=end,
            closed="" if is_first else "".join(closing),
            opened="" if is_last else "".join(tags if is_first else map(_without_id, tags)),
        )


def _bare(tags: str) -> str:
    return "".join(tags.split()).lower()


def _without_id(tag: str) -> str:
    """A start tag for the second part of an element."""
    return _ID.sub("", tag, count=1)

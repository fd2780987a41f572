"""The blocks of a Markdown text as CommonMark sees them: lists, quotes, code, headings.

The way of `lib/blocks.js` in commonmark/commonmark.js is followed, which
https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy describes. Beside CommonMark there
are footnotes, and the boxes of Python-Markdown (`!!! note`), which converters write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from mkdocs_papernotes.importers.kept import KEPT_OPENS

Kind = Literal[
    "document", "quote", "list", "item", "box", "footnote",
    "paragraph", "heading", "rule", "fence", "indented", "html", "whole",
]  # fmt: skip
_CONTAINERS = {"document", "quote", "list", "item", "box", "footnote"}
_VERBATIM = {"fence", "indented", "html"}
_TAB = 4
_SPECIAL = frozenset(f">-+*0123456789#`~<=_![?{KEPT_OPENS}")
"""Characters that a block may begin with; the last one is that of what is kept."""

_HEADING = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$")
_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
_CLOSING = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*$")
_MARKER = re.compile(r"(?:[-+*]|(?P<number>[0-9]{1,9})[.)])(?=[ \t]|$)")
_BOX = re.compile(r"(?:!!!|\?\?\?\+?) ?[\w-]|===[!+]? ?\"")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head"
    "|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p"
    "|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_HTML_STARTS = (
    re.compile(r"<(?:script|pre|textarea|style)(?:\s|>|$)", re.IGNORECASE),
    re.compile(r"<!--"),
    re.compile(r"<\?"),
    re.compile(r"<![A-Za-z]"),
    re.compile(r"<!\[CDATA\["),
    re.compile(rf"</?(?:{_BLOCK_NAMES})(?:\s|/?>|$)", re.IGNORECASE),
    re.compile(
        r"(?:<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*"
        r"(?:\s?=\s?(?:[^\s\"'=<>`]+|'[^'<>]*'|\"[^\"<>]*\"))?)*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$"
    ),
)
_HTML_ENDS = (
    re.compile(r"</(?:script|pre|textarea|style)>", re.IGNORECASE),
    re.compile(r"-->"),
    re.compile(r"\?>"),
    re.compile(r">"),
    re.compile(r"\]\]>"),
)
_DEEPEST = 60
"""Containers within each other; what is deeper is text."""


@dataclass
class Row:
    """A line of a block without the indentation and the marks of what it stands in."""

    text: str
    number: int
    """Of the line in the whole text, from 0."""
    is_lazy: bool = False
    """Whether it is without the indentation or the marks of what its paragraph stands in."""


@dataclass
class Block:
    """A block, with its rows if it has no blocks in it."""

    kind: Kind
    number: int
    """Of its first line in the whole text, from 0."""
    blanks: int = 0
    """Empty lines above it, within what it stands in."""
    children: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    column: int = 0
    """Where its first line begins, in characters of that line."""
    width: int = 0
    """Columns by which what is in an item, a box or a footnote is indented; of a fence, its own."""
    mark: str = ""
    """`-` or `3.` of an item, `` ``` `` of a fence, `##` of a heading, the title line of a box."""
    info: str = ""
    """What stands behind the opening of a fence, without spaces around it."""
    is_closed: bool = False
    """Whether a fence has an end."""
    end: int = -1
    """The number of the last line of code or HTML."""
    ends_with: re.Pattern[str] | None = None
    """For HTML, what closes it; `None` if an empty line does."""

    @property
    def is_container(self) -> bool:
        """Whether it holds blocks rather than rows."""
        return self.kind in _CONTAINERS


def parse(lines: Iterable[str], is_whole: Callable[[str], bool] | None = None) -> Block:
    """The document that some lines are.

    `is_whole` says of a line, without its indentation, whether it is a block by itself.
    """
    reader = _Reader(is_whole or (lambda _: False))
    for number, line in enumerate(lines):
        reader.read(line, number)
    reader.finish()
    return reader.document


def leaves(block: Block) -> Iterator[Block]:
    """All blocks within a block that hold rows, in order."""
    waiting = [block]
    while waiting:
        found = waiting.pop()
        if found.is_container:
            waiting += reversed(found.children)
        else:
            yield found


class _Line:
    """A line, and how much of it has been read."""

    def __init__(self, text: str):
        self.text = text
        self.place = 0
        self.column = 0
        self.spare = 0
        """Columns of a tab before `place` that are left."""

    @property
    def indent(self) -> int:
        """How many columns of white space come next."""
        column = self.column
        for char in self.text[self.place :]:
            if char == "\t":
                column += _TAB - column % _TAB
            elif char == " ":
                column += 1
            else:
                break
        return self.spare + column - self.column

    @property
    def first(self) -> int:
        """The place of the next character that is no white space."""
        rest = self.text[self.place :]
        return self.place + len(rest) - len(rest.lstrip(" \t"))

    @property
    def is_blank(self) -> bool:
        return not self.text[self.place :].strip(" \t")

    @property
    def shown(self) -> str:
        """What is left, without white space before it."""
        return self.text[self.first :]

    @property
    def rest(self) -> str:
        """What is left, with its indentation."""
        return " " * self.spare + self.text[self.place :]

    def skip_columns(self, count: int) -> None:
        """Pass over columns of white space."""
        taken = min(self.spare, count)
        self.spare -= taken
        count -= taken
        while count > 0 and self.place < len(self.text):
            char = self.text[self.place]
            if char not in " \t":
                break
            width = _TAB - self.column % _TAB if char == "\t" else 1
            self.place += 1
            self.column += width
            self.spare = max(0, width - count)
            count -= width

    def skip(self, count: int) -> None:
        """Pass over characters that are no tabs."""
        self.place += count
        self.column += count
        self.spare = 0

    def skip_indent(self) -> None:
        """Pass over the white space that comes next."""
        self.skip_columns(self.indent)


class _Reader:
    """Takes one line after the other."""

    def __init__(self, is_whole: Callable[[str], bool]):
        self.document = Block("document", 0)
        self._open = [self.document]
        """From the document to the innermost block that is open."""
        self._blanks = 0
        """Empty lines above the next block."""
        self._is_whole = is_whole

    def read(self, text: str, number: int) -> None:
        """Take a line; they come in order."""
        line = _Line(text)
        depth = self._matched(line, number)
        if depth < 0:
            return
        if self._open[depth - 1].kind in _VERBATIM:
            self._add_row(line, number)
            return
        has_begun = False
        while block := self._begun(line, number, depth):
            has_begun = True
            depth = self._append(block, depth)
            if not block.is_container:
                self._begin_rows(block, line, number)
                return
        self._add_text(line, number, depth, has_begun=has_begun)

    def finish(self) -> None:
        """Close what is open."""
        self._close(1)

    def _matched(self, line: _Line, number: int) -> int:
        """How many of the open blocks go on in a line; -1 if all of it closes a fence."""
        for depth in range(1, len(self._open)):
            block = self._open[depth]
            if block.kind == "fence" and _closes(block, line):
                block.is_closed, block.end = True, number
                self._close(depth)
                return -1
            if not _goes_on(block, line):
                return depth
        return len(self._open)

    def _add_row(self, line: _Line, number: int) -> None:
        """Add what is left of a line to the innermost block, which takes it as it is."""
        block = self._open[-1]
        block.rows.append(Row(line.rest, number))
        block.end = number
        if block.ends_with and block.ends_with.search(line.text, line.place):
            self._close(len(self._open) - 1)

    def _begin_rows(self, block: Block, line: _Line, number: int) -> None:
        if block.kind in ("indented", "html"):
            self._add_row(line, number)
        elif block.kind != "fence":
            self._close(len(self._open) - 1)

    def _add_text(self, line: _Line, number: int, depth: int, *, has_begun: bool) -> None:
        """Add what is left of a line to a paragraph."""
        if line.is_blank:
            self._close(depth)
            self._blanks += not has_begun
            return
        tip = self._open[-1]  # perhaps of blocks that do not go on: CommonMark's lazy continuation
        if tip.kind != "paragraph":
            tip = Block("paragraph", number, column=line.first)
            depth = self._append(tip, depth)
        tip.rows.append(Row(line.shown, number, is_lazy=depth < len(self._open)))

    def _append(self, block: Block, depth: int) -> int:
        """Put a block below the open ones that go on; how many are open then."""
        depth = min(depth, len(self._open))
        parent = self._open[depth - 1]
        while not parent.is_container or (parent.kind == "list" and not _is_next(block, parent)):
            depth -= 1
            parent = self._open[depth - 1]
        self._close(depth)
        if block.kind == "item" and parent.kind != "list":
            self._push(Block("list", block.number, mark=block.mark, column=block.column))
        self._push(block)
        return len(self._open)

    def _push(self, block: Block) -> None:
        block.blanks, self._blanks = self._blanks, 0
        self._open[-1].children.append(block)
        self._open.append(block)

    def _close(self, depth: int) -> None:
        """Close all open blocks but the outermost ones."""
        tip = self._open[-1]
        if tip.kind == "indented" and len(self._open) > depth:
            while not tip.rows[-1].text.strip():
                tip.rows.pop()
                self._blanks += 1
            tip.end = tip.rows[-1].number
        del self._open[depth:]

    def _begun(self, line: _Line, number: int, depth: int) -> Block | None:
        """The block that begins at what is left of a line, of which it takes its marks."""
        if line.is_blank:
            return None
        if line.indent >= _TAB:
            if self._open[-1].kind == "paragraph":
                return None
            line.skip_columns(_TAB)
            return Block("indented", number, column=line.place, width=_TAB)
        if line.text[line.first] not in _SPECIAL:
            return None
        is_text = self._open[depth - 1].kind == "paragraph"
        found = None if depth > _DEEPEST else _container(line, number, is_text=is_text)
        if found is None and is_text and _UNDERLINE.match(line.shown):
            return self._underlined(line)
        is_lazy = self._open[-1].kind == "paragraph"
        return found or _leaf(line, number, self._is_whole, is_text=is_lazy)

    def _underlined(self, line: _Line) -> Block:
        """The open paragraph, above an underline, as a heading."""
        above = self._open.pop()
        self._open[-1].children.pop()
        self._blanks = above.blanks
        mark = "#" if line.shown[0] == "=" else "##"
        heading = Block("heading", above.number, rows=above.rows, mark=mark, column=above.column)
        heading.info = "underlined"
        return heading


def _goes_on(block: Block, line: _Line) -> bool:
    """Whether an open block goes on in a line, of which it takes its marks."""
    if block.kind in ("document", "list"):
        return True
    if block.kind == "quote":
        return _skip_quote(line)
    if block.kind == "paragraph":
        return not line.is_blank
    if block.kind == "html":
        return not (line.is_blank and block.ends_with is None)
    if block.kind == "fence":
        line.skip_columns(min(line.indent, block.width))
        return True
    if line.is_blank:
        line.skip_columns(block.width)
        return bool(block.children) or block.kind != "item"
    if line.indent >= block.width:
        line.skip_columns(block.width)
        return True
    return False


def _closes(block: Block, line: _Line) -> bool:
    """Whether a line closes a fence."""
    closing = _CLOSING.match(line.shown) if line.indent < _TAB else None
    return closing is not None and closing["fence"].startswith(block.mark)


def _skip_quote(line: _Line) -> bool:
    """Pass over the mark of a quote; whether there is one."""
    if line.indent >= _TAB or not line.shown.startswith(">"):
        return False
    line.skip_indent()
    line.skip(1)
    line.skip_columns(min(line.indent, 1))
    return True


def _is_next(block: Block, around: Block) -> bool:
    """Whether a block is an item that belongs into a list."""
    return block.kind == "item" and block.mark[-1] == around.mark[-1]


def _container(line: _Line, number: int, *, is_text: bool) -> Block | None:
    place, shown = line.first, line.shown
    if _skip_quote(line):
        return Block("quote", number, column=place)
    if not is_text and _BOX.match(shown):
        line.skip(len(line.text) - line.place)
        return Block("box", number, mark=shown, column=place, width=_TAB)
    if footnote := _FOOTNOTE.match(shown):
        line.skip_indent()
        line.skip(footnote.end())
        return Block("footnote", number, mark=footnote[0], column=place, width=_TAB)
    return None if _RULE.match(shown) else _item(line, number, is_text=is_text)


def _item(line: _Line, number: int, *, is_text: bool) -> Block | None:
    place, before = line.first, line.indent
    match = _MARKER.match(line.text, place)
    if match is None:
        return None
    if is_text and (match["number"] not in (None, "1") or not line.text[match.end() :].strip()):
        return None
    line.skip_indent()
    line.skip(len(match[0]))
    spaces = line.indent
    if line.is_blank or spaces > _TAB:
        spaces = 1
    line.skip_columns(spaces)
    width = before + len(match[0]) + spaces
    return Block("item", number, mark=match[0], column=place, width=width)


def _leaf(
    line: _Line, number: int, is_whole: Callable[[str], bool], *, is_text: bool
) -> Block | None:
    place, shown = line.first, line.shown
    if fence := _FENCE.match(shown):
        block = Block("fence", number, column=place, mark=fence["fence"], width=line.indent)
        block.info, block.end = fence["info"].strip(), number
        return block
    if _html(shown, is_text=is_text) >= 0:
        kind = _html(shown, is_text=is_text)
        ends_with = _HTML_ENDS[kind] if kind < len(_HTML_ENDS) else None
        return Block("html", number, column=place, ends_with=ends_with)
    if heading := _HEADING.match(shown):
        text = _HEADING_END.sub("", shown[heading.end() :]).strip(" \t")
        rows, mark = [Row(text, number)], heading["marks"]
        return Block("heading", number, column=place, rows=rows, mark=mark)
    if _RULE.match(shown):
        return Block("rule", number, column=place, rows=[Row(shown, number)])
    if is_whole(shown):
        return Block("whole", number, column=place, rows=[Row(shown, number)])
    return None


def _html(shown: str, *, is_text: bool) -> int:
    """Which of CommonMark's kinds of HTML begins here, from 0; -1 if none."""
    if not shown.startswith("<"):
        return -1
    starts = _HTML_STARTS[:-1] if is_text else _HTML_STARTS
    return next((kind for kind, start in enumerate(starts) if start.match(shown)), -1)

"""Reads a text line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mkdocs_papernotes.importers.commonmark.blocks import Block, Row
from mkdocs_papernotes.importers.commonmark.line import TAB, Line
from mkdocs_papernotes.importers.commonmark.starts import container_at, leaf_at, skip_quote
from mkdocs_papernotes.importers.kept import KEPT_OPENS

_VERBATIM = {"fence", "indented", "html"}
_SPECIAL = frozenset(f">-+*0123456789#`~<=_![?{KEPT_OPENS}")
"""Characters that a block may begin with; the last one is that of what is kept."""
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_CLOSING = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*$")
_DEEPEST = 60
"""Containers within each other; what is deeper is text."""


def parse(lines: Iterable[str], is_whole: Callable[[str], bool] | None = None) -> Block:
    """The document that some lines are.

    `is_whole` says of a line, without its indentation, whether it is a block by itself.
    """
    reader = _Reader(is_whole or (lambda _: False))
    for number, line in enumerate(lines):
        reader.read(line, number)
    reader.finish()
    return reader.document


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
        line = Line(text)
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

    def _matched(self, line: Line, number: int) -> int:
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

    def _add_row(self, line: Line, number: int) -> None:
        """Add what is left of a line to the innermost block, which takes it as it is."""
        block = self._open[-1]
        block.rows.append(Row(line.rest, number))
        block.end = number
        if block.ends_with and block.ends_with.search(line.text, line.place):
            self._close(len(self._open) - 1)

    def _begin_rows(self, block: Block, line: Line, number: int) -> None:
        if block.kind in ("indented", "html"):
            self._add_row(line, number)
        elif block.kind != "fence":
            self._close(len(self._open) - 1)

    def _add_text(self, line: Line, number: int, depth: int, *, has_begun: bool) -> None:
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

    def _begun(self, line: Line, number: int, depth: int) -> Block | None:
        """The block that begins at what is left of a line, of which it takes its marks."""
        if line.is_blank:
            return None
        if line.indent >= TAB:
            if self._open[-1].kind == "paragraph":
                return None
            line.skip_columns(TAB)
            return Block("indented", number, column=line.place, width=TAB)
        if line.text[line.first] not in _SPECIAL:
            return None
        is_text = self._open[depth - 1].kind == "paragraph"
        found = None if depth > _DEEPEST else container_at(line, number, is_text=is_text)
        if found is None and is_text and _UNDERLINE.match(line.shown):
            return self._underlined(line)
        is_lazy = self._open[-1].kind == "paragraph"
        return found or leaf_at(line, number, self._is_whole, is_text=is_lazy)

    def _underlined(self, line: Line) -> Block:
        """The open paragraph, above an underline, as a heading."""
        above = self._open.pop()
        self._open[-1].children.pop()
        self._blanks = above.blanks
        mark = "#" if line.shown[0] == "=" else "##"
        heading = Block("heading", above.number, rows=above.rows, mark=mark, column=above.column)
        heading.info = "underlined"
        return heading


def _goes_on(block: Block, line: Line) -> bool:
    """Whether an open block goes on in a line, of which it takes its marks."""
    if block.kind in ("document", "list"):
        return True
    if block.kind == "quote":
        return skip_quote(line)
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


def _closes(block: Block, line: Line) -> bool:
    """Whether a line closes a fence."""
    closing = _CLOSING.match(line.shown) if line.indent < TAB else None
    return closing is not None and closing["fence"].startswith(block.mark)


def _is_next(block: Block, around: Block) -> bool:
    """Whether a block is an item that belongs into a list."""
    return block.kind == "item" and block.mark[-1] == around.mark[-1]

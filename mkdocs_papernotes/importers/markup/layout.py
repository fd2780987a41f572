"""Lays the blocks of a text out so that Python-Markdown sees what CommonMark saw.

Python-Markdown wants what is in an item indented by four columns, and empty lines between blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.commonmark.blocks import Block, Row
from mkdocs_papernotes.importers.commonmark.parsing import parse
from mkdocs_papernotes.importers.markup.fences import fence_info
from mkdocs_papernotes.importers.markup.html_blocks import is_of_blocks, mark_elements
from mkdocs_papernotes.importers.markup.inline import with_plain_marks
from mkdocs_papernotes.importers.markup.lines import heading_text, paragraph_lines, without_break
from mkdocs_papernotes.importers.markup.pipe_tables import table_rows, table_start

_INDENT = "    "
_SEPARATOR = "<!-- -->"
"""Keeps two blocks apart, or an item from being empty."""
_WHOLE = re.compile(r"\s*(?:<!--|<(?:pre|script|style|textarea)\b)")
_DISPLAY = re.compile(r"\$\$")
_INLINE_CODE = re.compile(r"`+[^`]")
_PREFIX = re.compile(r"\n[ \t>]*")
_TIGHT = re.compile(r"t(?:ct?)*l?")
_LETTERS = {"paragraph": "t", "fence": "c", "list": "l"}


def lay_out(body: Body) -> frozenset[str]:
    """Rewrite a text; the extensions of Markdown that it needs from now on."""
    rows = list(body.rows())
    writer = _Writer(body)
    document = parse((text for text, _ in rows), writer.is_whole)
    end_tags = mark_elements(document.children)
    written = writer.children(document)
    if end_tags:
        written += [Row("", end_tags[0].number), *end_tags]
    ends = body.text.endswith("\n")
    body.relay((row.text, rows[row.number][1]) for row in written)
    if ends and not body.text.endswith("\n"):
        body.replace([(len(body.text), len(body.text), "\n")])
    return frozenset(["sane_lists"] if writer.has_numbers else [])


class _Writer:
    def __init__(self, body: Body):
        self._body = body
        self.has_numbers = False
        """Whether a list does not begin with 1, or is next to another one."""

    def is_whole(self, shown: str) -> bool:
        """Whether a line begins with a kept block: a comment or `<pre>`."""
        token = self._body.token_at(shown)
        return token is not None and bool(_WHOLE.match(token[0]))

    def children(self, block: Block, *, is_tight: bool = False) -> list[Row]:
        """The lines of all that is in a block, or in an item of a list without empty lines."""
        written: list[Row] = []
        previous: Block | None = None
        is_apart = False
        for child in block.children:
            rows = self._block(child, in_item=block.kind == "item")
            if previous is not None and written:
                is_close = is_tight and not is_apart
                between = self._between(previous, child, block, rows[0].number, is_tight=is_close)
                written += between or [Row("", rows[0].number)] * is_apart
            written += rows
            is_apart = child.kind == "paragraph" and self._ends_with_formula(rows)
            previous = child
        return written

    def _ends_with_formula(self, rows: Sequence[Row]) -> bool:
        return any(_DISPLAY.match(kept) for _, _, kept in self._body.tokens(rows[-1].text))

    def _between(
        self, above: Block, below: Block, around: Block, number: int, *, is_tight: bool
    ) -> list[Row]:
        """The empty lines between two blocks."""
        kinds = (above.kind, below.kind)
        is_close = is_tight or kinds == ("footnote", "footnote")
        is_first = around.kind == "item" and above is around.children[0]
        is_close = is_close or (is_first and kinds == ("paragraph", "list"))
        blanks = below.blanks or int(not is_close)
        rows = [Row("", number)] * blanks
        is_ordered = _is_ordered(above), _is_ordered(below)
        if above.kind == below.kind == "list":
            self.has_numbers = self.has_numbers or any(is_ordered)
            if all(is_ordered):
                rows += [Row(_SEPARATOR, number), Row("", number)]
        elif below.kind == "indented" and above.kind in ("list", "box", "footnote"):
            rows += [Row(_SEPARATOR, number), Row("", number)]
        return rows

    def _block(self, block: Block, *, in_item: bool) -> list[Row]:
        if block.kind == "quote":
            rows = self.children(block) or [Row("", block.number)]
            return [Row(self._prefixed(row.text, "> ").rstrip(" "), row.number) for row in rows]
        if block.kind == "list":
            return self._list(block)
        if block.kind in ("box", "footnote"):
            return self._box(block)
        if block.kind == "paragraph":
            return self._paragraph(block, in_item=in_item)
        if block.kind == "heading":
            return self._heading(block, in_item=in_item)
        if block.kind == "fence":
            return _fence(block)
        if block.kind == "indented":
            return [Row(_INDENT + row.text if row.text else "", row.number) for row in block.rows]
        if block.kind == "rule":
            return [Row("---", block.number)]
        if block.kind == "html" and block.ends_with is None:
            return list(self._html(block))
        return block.rows

    def _html(self, block: Block) -> Iterator[Row]:
        """A block of HTML. What begins with a tag within a line is text to Python-Markdown."""
        if is_of_blocks(block.rows[0].text):
            yield from block.rows
            return
        is_formula = was_formula = False
        for row in block.rows:
            tokens = list(self._body.tokens(row.text.strip()))
            is_formula = len(tokens) == 1 and tokens[0][0] == 0
            is_formula = is_formula and tokens[0][1] == len(row.text.strip())
            is_formula = is_formula and bool(_DISPLAY.match(tokens[0][2]))
            if row is not block.rows[0] and (is_formula or was_formula):
                yield Row("", row.number)
            yield replace(row, text=row.text.strip()) if is_formula else row
            was_formula = is_formula

    def _list(self, block: Block) -> list[Row]:
        written: list[Row] = []
        items = block.children
        if _is_ordered(block) and int(block.mark[:-1]) != 1:
            self.has_numbers = True
        is_tight = all(map(_is_tight, items)) and not any(item.blanks for item in items[1:])
        was_loose = False
        for number, item in enumerate(block.children):
            rows = self._item(item, is_tight=is_tight)
            if number and (item.blanks or was_loose):
                written += [Row("", rows[0].number)] * max(item.blanks, 1)
            was_loose = any(not row.text for row in rows)
            written += rows
        return written

    def _item(self, item: Block, *, is_tight: bool) -> list[Row]:
        rows = self.children(item, is_tight=is_tight)
        first = item.children[0].kind if item.children else ""
        mark = f"{item.mark[:-1]}." if _is_ordered(item) else item.mark
        if first not in ("paragraph", "list", "heading"):
            rows = [Row(_SEPARATOR, item.number), *([Row("", item.number)] if rows else []), *rows]
        return self._indented(rows, f"{mark} ")

    def _box(self, block: Block) -> list[Row]:
        rows = self.children(block)
        if block.kind == "footnote" and block.children and block.children[0].kind == "paragraph":
            return self._indented(rows, f"{block.mark} ")
        blanks = [Row("", block.number)] * (block.children[0].blanks if block.children else 0)
        return self._indented([Row("", block.number), *blanks, *rows], block.mark)

    def _indented(self, rows: list[Row], mark: str) -> list[Row]:
        """Lines of which the first is behind a mark, and the others below it."""
        first, *others = rows
        return [
            Row(mark + self._body.with_prefix(first.text, _INDENT), first.number),
            *(Row(self._prefixed(row.text, _INDENT), row.number) for row in others),
        ]

    def _prefixed(self, text: str, prefix: str) -> str:
        return prefix + self._body.with_prefix(text, prefix) if text else prefix.rstrip(" ")

    def _heading(self, block: Block, *, in_item: bool) -> list[Row]:
        text = " ".join(without_break(row.text.strip()) for row in block.rows[:-1])
        text = f"{text} {block.rows[-1].text.strip()}".strip()
        text = heading_text(with_plain_marks(self._in_line(text)))
        is_underlined = block.info == "underlined" and not in_item and len(block.rows) == 1
        if is_underlined and not text.startswith("#"):
            mark = "=" if block.mark == "#" else "-"
            return [Row(text, block.number), Row(mark * max(3, len(text.encode())), block.number)]
        return [Row(f"{block.mark} {text}".rstrip(), block.number)]

    def _paragraph(self, block: Block, *, in_item: bool) -> list[Row]:
        rows = [replace(row, text=self._without_prefix(row.text)) for row in block.rows]
        start = table_start(rows)
        if start is None:
            return self._text(rows, in_item=in_item)
        above, table = rows[:start], rows[start:]
        written = self._text(above, in_item=in_item)
        gap = [Row("", table[0].number)] if written else []
        shown = [with_plain_marks(self._in_line(row.text)) for row in table]
        texts = table_rows(shown, self._body)
        lines = [Row(text, row.number) for text, row in zip(texts, table, strict=True)]
        return [*written, *gap, *lines]

    def _text(self, rows: list[Row], *, in_item: bool) -> list[Row]:
        """The lines of a paragraph, with formulas of their own lines apart."""
        groups: list[list[Row]] = [[]]
        for row in rows:
            for text, is_formula in self._divided(row.text):
                if is_formula:
                    groups += [[Row(text, row.number)], []]
                elif text.strip():
                    groups[-1].append(Row(text.lstrip(), row.number))
        written: list[Row] = []
        for group in filter(None, groups):
            if written:
                written.append(Row("", group[0].number))
            text = with_plain_marks("\n".join(row.text for row in group))
            texts = paragraph_lines(text.split("\n"), in_item=in_item)
            written += (Row(text, row.number) for text, row in zip(texts, group, strict=True))
        return written

    def _divided(self, text: str) -> Iterable[tuple[str, bool]]:
        """The parts of a line, and whether each is a formula on lines of its own."""
        place = 0
        for first, last, kept in self._body.tokens(text):
            if _DISPLAY.match(kept):
                yield from ((text[place:first], False), (text[first:last], True))
                place = last
        yield text[place:], False

    def _in_line(self, text: str) -> str:
        """A heading or a row of a table, in which a formula cannot have lines of its own."""
        new, place = "", 0
        for first, last, kept in self._body.tokens(text):
            if kept.startswith("$$"):
                formula = " ".join(kept.strip("$").split("\n")).strip()
                new += text[place:first] + self._body.keep(f"${formula}$")
                place = last
        return new + text[place:]

    def _without_prefix(self, text: str) -> str:
        """A line whose code in backticks has no marks of quotes where it is broken."""
        new, place = "", 0
        for first, last, kept in self._body.tokens(text):
            if "\n" in kept and _INLINE_CODE.match(kept):
                new += text[place:first] + self._body.keep(_PREFIX.sub("\n", kept))
                place = last
        return new + text[place:]


def _is_ordered(block: Block) -> bool:
    return block.kind in ("list", "item") and block.mark[-1] in ".)"


def _is_tight(item: Block) -> bool:
    """Whether Python-Markdown reads an item without empty lines: text with code, then a list."""
    kinds = "".join(_LETTERS.get(child.kind, "?") for child in item.children)
    return bool(_TIGHT.fullmatch(kinds)) and not any(child.blanks for child in item.children)


def _fence(block: Block) -> list[Row]:
    if block.info == "math":
        block.mark, block.info = "$$", ""
    info = fence_info(block.info)
    return [
        Row(block.mark + info, block.number),
        *block.rows,
        Row(block.mark, block.end if block.is_closed else block.rows[-1].number)
        if block.rows
        else Row(block.mark, block.number),
    ]

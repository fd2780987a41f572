"""What begins in a line: a container such as an item of a list, or a block with rows."""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_papernotes.importers.commonmark.blocks import Block, Row
from mkdocs_papernotes.importers.commonmark.line import TAB, Line

_HEADING = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$")
_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
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


def container_at(line: Line, number: int, *, is_text: bool) -> Block | None:
    """The container that begins at what is left of a line, of which it takes its mark.

    `is_text` says whether the line goes on with a paragraph otherwise.
    """
    place, shown = line.first, line.shown
    if skip_quote(line):
        return Block("quote", number, column=place)
    if not is_text and _BOX.match(shown):
        line.skip(len(line.text) - line.place)
        return Block("box", number, mark=shown, column=place, width=TAB)
    if footnote := _FOOTNOTE.match(shown):
        line.skip_indent()
        line.skip(footnote.end())
        return Block("footnote", number, mark=footnote[0], column=place, width=TAB)
    return None if _RULE.match(shown) else _item(line, number, is_text=is_text)


def _item(line: Line, number: int, *, is_text: bool) -> Block | None:
    place, before = line.first, line.indent
    match = _MARKER.match(line.text, place)
    if match is None:
        return None
    if is_text and (match["number"] not in (None, "1") or not line.text[match.end() :].strip()):
        return None
    line.skip_indent()
    line.skip(len(match[0]))
    spaces = line.indent
    if line.is_blank or spaces > TAB:
        spaces = 1
    line.skip_columns(spaces)
    width = before + len(match[0]) + spaces
    return Block("item", number, mark=match[0], column=place, width=width)


def leaf_at(
    line: Line, number: int, is_whole: Callable[[str], bool], *, is_text: bool
) -> Block | None:
    """The block with rows that begins at what is left of a line; `is_text` as above.

    `is_whole` is that of `parsing.parse`.
    """
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


def skip_quote(line: Line) -> bool:
    """Pass over the mark of a quote; whether there is one."""
    if line.indent >= TAB or not line.shown.startswith(">"):
        return False
    line.skip_indent()
    line.skip(1)
    line.skip_columns(min(line.indent, 1))
    return True

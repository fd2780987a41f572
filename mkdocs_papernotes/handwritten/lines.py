"""Classifies the lines of a text, and splits a line into labelled pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from mkdocs_papernotes.handwritten.author_list import read_author_list
from mkdocs_papernotes.handwritten.beginning import BEFORE_LINKS, EDGES, LINK
from mkdocs_papernotes.handwritten.days import read_day
from mkdocs_papernotes.handwritten.labels import Evidence, Label, known_label

Shape = Literal["blank", "text", "item", "row", "rule", "stop"]
"""`rule` is the line below a table's head, or a head without information about the paper.

`stop` is a line that ends a header, such as a heading or code.
"""

_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})")
_STOP = re.compile(
    r"#{1,6}(?:[ \t]|$)|(?:[-*_][ \t]*){3,}$|=+[ \t]*$|<(?!https?:)[A-Za-z/!]|\{[%:]|!\["
    r"|\$\$|!{3} |\?{3}"
)
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ ]?)+")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,2}[.)、])[ \t]+(?=\S)")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$")
_CELLS = re.compile(r"(?<!\\)\|")
_HEAD_WORDS = """
value values content contents info information detail details
内容 內容 值 信息 資訊 详情 詳情 说明 說明
"""
_HEADS = [[""], *([word] for word in _HEAD_WORDS.split())]
_ONLY_BREAKS = re.compile(r"<br[ ]?/?>", re.IGNORECASE)
_CODE_INDENT = 4
_LONGEST = 4000
"""Characters; a longer line is not part of a header."""
_HARD_BREAK = re.compile(r"(?:(?<! ) {2,}|\\|<br[ ]?/?>)$", re.IGNORECASE)

_NOT_IN_LABELS = r":：|｜\[\]<>{}!?！？。，,；;`\"“”『』「」\\\n"
_LABEL = rf"[^\s{_NOT_IN_LABELS}](?:[^{_NOT_IN_LABELS}]{{0,38}}?[^\s{_NOT_IN_LABELS}])??"
_PIECE = re.compile(
    rf"""(?P<before>^[^\w\[<!(（"'“《]{{0,40}}
          |(?:(?<!\s)\s+)?(?:[｜|·•；]|<br[ ]?/?>)\s*|(?<!\s)\s+/\s+|(?<!\s)\s{{2,}}
          |(?<![ ])[ ]+(?=\*\*)|(?<=[。，；])\s*)
        (?P<open>\*{{0,3}}|_{{0,3}}|`?)(?P<label>{_LABEL})[*_`]{{0,3}}\s*[:：](?!//)[*_`]{{0,3}}""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETED = re.compile(r"[^\w【\[]*【(?P<label>[^】\n]{1,40})】[:：]?\s*(?P<value>.*)$")
_LINK_KIND_NAMES = "paper link pdf arxiv doi code project dataset slides video poster"
_LINK_KINDS = frozenset(_LINK_KIND_NAMES.split())
_PICTURES = (("📅📆🗓🕒", "date"), ("👤👥✍", "authors"))
"""Pictures that stand for labels."""
_PICTURED = re.compile(r"[*_]{0,3}(?P<mark>[📅📆🗓🕒👤👥✍])\ufe0f?[*_]{0,3}\s*(?P<value>\S.*)$")
_COLON = re.compile(r"[:：|】]")
_STRONG = re.compile(r"[｜|·•]|<br")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Line:
    """A line without its quote and list markers; `number` is its index in the body."""

    number: int
    shape: Shape
    content: str = ""
    quoted: bool = False
    indent: int = 0

    @property
    def breaks(self) -> bool:
        """Whether the line ends in a hard break, so that its last value does not go on below."""
        return bool(_HARD_BREAK.search(self.content))

    @property
    def text(self) -> str:
        return _HARD_BREAK.sub("", self.content).strip()


class Piece(NamedTuple):
    """A label and the text after it; without a label, the text before the first one."""

    name: str
    label: Label | None
    value: str


def classified(lines: Sequence[str], first: int) -> Iterator[Line]:
    """Classify the lines from index `first` on; lines of code and comments are a `stop`."""
    until = ""
    in_list = False
    for number in range(first, len(lines)):
        line = lines[number].rstrip("\r")
        if until:
            until = "" if until in line else until
            yield Line(number, "stop")
        elif match := _FENCE.match(line):
            until = match[1]
            yield Line(number, "stop")
        elif line.lstrip().startswith("<!--") and "-->" not in line:
            until = "-->"
            yield Line(number, "stop")
        else:
            found = _shape(number, line)
            if found.shape in ("text", "item") and found.indent >= _CODE_INDENT and not in_list:
                found = Line(number, "stop")
            if found.shape != "blank":
                in_list = found.shape == "item" or (in_list and found.indent > 0)
            yield found


def _shape(number: int, line: str) -> Line:
    quote = _QUOTE.match(line)
    quoted = quote is not None
    line = line[quote.end() :] if quote else line
    if not _ONLY_BREAKS.sub("", line).strip():
        return Line(number, "blank", quoted=quoted)
    expanded = line.expandtabs(_CODE_INDENT)
    indent = len(expanded) - len(expanded.lstrip())
    bare = line.lstrip()
    if _STOP.match(bare):
        return Line(number, "stop", bare, quoted)
    if _RULE.match(bare):
        return Line(number, "rule", bare, quoted)
    if bare.startswith("|"):
        return Line(number, "row", bare, quoted)
    if match := _ITEM.match(line):
        return Line(number, "item", line[match.end() :], quoted, indent)
    return Line(number, "text", bare, quoted, indent)


def with_tables(lines: list[Line]) -> list[Line]:
    """The lines with all rows of tables marked, also those without bars at the edges.

    A head such as “field | value” is marked as a `rule`.
    """
    in_table = False
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        is_head = below is not None and below.shape == "rule"
        if line.shape == "text" and "|" in line.content and (in_table or is_head):
            line = replace(line, shape="row")
        in_table = line.shape in ("row", "rule")
        if is_head and line.shape == "row" and _row(line.content.lower())[1:] in _HEADS:
            line = replace(line, shape="rule")
        lines[number] = line
    return lines


def joined(line: Line, following: Sequence[Line]) -> Line:
    """A line with the text of its continuations."""
    if not following:
        return line
    return replace(line, content=" ".join((line.text, *(other.text for other in following))))


def pieces(line: Line) -> list[Piece]:
    """The labelled pieces of a line; empty if it has no label."""
    if line.shape == "rule" or len(line.content) > _LONGEST:
        return []
    if line.shape == "row":
        return _cells(line.text)
    text = _unwrapped(line.text)
    if found := _linked(text) or _pictured(text):
        return found
    if match := _BRACKETED.match(text):
        name = match["label"].strip()
        return [Piece(name, known_label(name), match["value"].strip())]
    starts = [match for match in _PIECE.finditer(text) if _begins(match)]
    if not starts or not _COLON.search(text):
        return []
    found = [Piece("", None, text[: starts[0].start()].strip())] if starts[0].start() else []
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        value = text[match.end() : following.start() if following else len(text)]
        name = match["label"].strip(" *_`")
        found.append(Piece(name, known_label(name), _closed(value, match[0])))
    return found


def _linked(text: str) -> list[Piece]:
    """The pieces of a line of links whose words are labels: `**🔗** [arXiv](…) | [代码](…)`.

    Words before several links must be a label for links, such as `Links:`.
    """
    opening = BEFORE_LINKS.match(text)
    if opening is None:
        return []
    found = []
    position = opening.end()
    while link := LINK.match(text, position):
        name = EDGES.sub("", link["words"])
        label = known_label(name)
        if label is None or label.kind not in _LINK_KINDS:
            return []
        found.append(Piece(name, label, f"[{name}]({link['target']})"))
        position = link.end()
    if position < len(text):
        return []
    above = known_label(EDGES.sub("", opening[0]))
    fits = len(found) > 1 and above is not None and above.kind == "link"
    return found if fits or not _LETTER.search(opening[0]) else []


def _pictured(text: str) -> list[Piece]:
    """The piece of a line that has a picture for its label: `📅 2026年1月`."""
    match = _PICTURED.match(text)
    kind = next((kind for marks, kind in _PICTURES if match and match["mark"] in marks), "")
    if match is None or not kind:
        return []
    value = match["value"].strip(" *_")
    day = read_day(value) if kind == "date" else None
    is_read = day is not None and not day[1]
    if kind == "authors":
        is_read = read_author_list(value) is not None
    return [Piece(match["mark"], Label(kind, Evidence.SOME), value)] if is_read else []


def _begins(match: re.Match[str]) -> bool:
    """Whether a match is a label, rather than words before a colon inside a value."""
    name = match["label"].strip(" *_`")
    if not _LETTER.search(name) or name.lower() in {"http", "https"}:
        return False
    if match.start() == 0 or known_label(name):
        return True
    return bool(_STRONG.search(match["before"])) and match["open"].startswith(("*", "_"))


def _cells(row: str) -> list[Piece]:
    cells = _row(row)
    if len(cells) != 2:
        return []
    name = cells[0].strip(" *_`:：")
    return [Piece(name, known_label(name), cells[1])] if name else []


def _row(row: str) -> list[str]:
    return [cell.strip() for cell in _CELLS.split(row.strip().removeprefix("|").removesuffix("|"))]


def _unwrapped(text: str) -> str:
    """The text without emphasis that encloses all of it."""
    for mark in ("***", "**", "__", "*", "_"):
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inner and mark not in inner:
            return inner.strip()
    return text


def _closed(value: str, opening: str) -> str:
    """A value without the closing half of an emphasis that its label opened."""
    text = value.strip()
    for mark in ("**", "__", "*", "_"):
        if opening.count(mark) % 2 and text.endswith(mark) and text.count(mark) % 2:
            return text[: -len(mark)].strip()
    return text

"""A note's Markdown for elsewhere: without what only its own site understands.

The text goes to editors such as those of Zhihu and WeChat, and to programs. Code stays as it is
written; so does all else that is no construct of the site's extensions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.markup.boxes import with_quotes
from mkdocs_papernotes.markup.opening import end_of_comments
from mkdocs_papernotes.markup.prose import Span, asides, prose
from mkdocs_papernotes.markup.source_links import is_indented_code
from mkdocs_papernotes.markup.targets import Address, portable_html, portable_links
from mkdocs_papernotes.text import touch

Edit = tuple[int, int, str]
"""A part of a text, and what is put in its place."""

_GONE = "\ufdd0"
"""Stands for a line that is left out. Unicode has no such character."""
_GONE_LINES = re.compile(rf"(?:\A|(?<=\n\n))(?:{_GONE}\n+)+")
_MATH_FENCE = re.compile(r"(?P<mark>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*math[ \t]*\n")
_BEGIN = re.compile(r"^[ \t>]*\\begin\{(?P<name>[A-Za-z]+\*?)\}", re.MULTILINE)
_PAIR = r"(?:[.#][\w-]+|[A-Za-z][\w-]*=(?:\"[^\"\n{}]*\"|'[^'\n{}]*'|[^\s\"'{}=]+))"
_ATTRIBUTES = rf"\{{:?[ \t]*{_PAIR}(?:[ \t]+{_PAIR})*[ \t]*\}}"
_BEHIND = re.compile(rf"(?<=[*_)\]\0]){_ATTRIBUTES}|(?<=[*_)\]\0]):?\{{:[ \t]*\}}")
_AT_END = re.compile(rf"{_ATTRIBUTES}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_BREAK = re.compile(
    r"([^\W\d_]|[，。、；：？！）」』》】”’…—])(?=\n[ \t]*([^\W\d_]|[（「『《【“‘…—]))"
)
_CONTENTS = re.compile(r"^\[TOC\][ \t]*$", re.MULTILINE)
_ICON = re.compile(
    r":(?:material|fontawesome|octicons|simple)(?:-[a-z0-9]+)+:(?:\{[^{}\n]*\})?[ \t]?"
)
_ATX = re.compile(r" {0,3}#(?!#)[^\n]*(?:\n|\Z)")
_UNDERLINED = re.compile(r"[^\n]+\n=+[ \t]*(?:\n|\Z)")
_HTML_TITLE = re.compile(r"<h1\b.*?</h1\s{0,9}>[ \t]*(?:\n|\Z)", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True)
class Dialect:
    """What a site adds to Markdown."""

    formulas: bool = True
    r"""Whether `\\(…\\)` and `\\[…\\]` are formulas."""
    attributes: bool = True
    """Whether `{ .class }` behind something is not text."""
    joins_lines: bool = False
    """Whether line breaks within Chinese and Japanese paragraphs are no spaces."""


def portable(
    text: str,
    address: Address,
    box_title: Callable[[str], str] = str.capitalize,
    dialect: Dialect | None = None,
) -> str:
    """The text with full addresses, formulas between dollar signs, and boxes as quotations.

    `address` returns the full address of a target; links to what has none are only text.
    `box_title` is the title of a box that has none of its own, by its kind. Comments are left out:
    they are for the author or for the site.
    """
    quoted = with_quotes(text.replace(_GONE, ""), box_title)
    spans = [*_apart(sorted(asides(quoted)))]
    shown = prose(quoted, spans)
    edits = [*_edits(quoted, shown, spans, address, dialect or Dialect())]
    return _tidy(_edited(quoted, edits))


def split_title(text: str) -> tuple[str, str]:
    """The heading that opens a text, written with `#`, and the rest; empty if it opens with none.

    A heading that is HTML is left out of both.
    """
    start = end_of_comments(text)
    blank = _BLANK.match(text, start)
    start = blank.end() if blank else start
    if found := _ATX.match(text, start):
        return found[0].strip(), text[found.end() :]
    if found := _UNDERLINED.match(text, start):
        return f"# {found[0].partition(chr(10))[0].strip()}", text[found.end() :]
    found = _HTML_TITLE.match(text, start)
    return "", text[found.end() if found else 0 :]


def _apart(spans: list[Span]) -> Iterator[Span]:
    """The spans that do not begin within another."""
    end = 0
    for start, last in spans:
        if start >= end and last > start:
            yield start, last
            end = last


def _edited(text: str, edits: list[Edit]) -> str:
    """The text with all edits; of those that overlap, the first is made."""
    parts, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= position:
            parts += [text[position:start], new]
            position = end
    return "".join((*parts, text[position:]))


def _tidy(text: str) -> str:
    text = _GONE_LINES.sub("", text)
    return re.sub(rf"{_GONE}\n?", "", text).strip("\n").rstrip()


def _edits(
    text: str, shown: str, spans: list[Span], address: Address, dialect: Dialect
) -> Iterator[Edit]:
    """All edits of a text; `shown` is its prose, `spans` all else."""
    yield from portable_links(text, shown, address)
    places = {start for start, _ in spans}
    for start, end in spans:
        new = _aside(text, start, end, address, dialect)
        if new is not None:
            yield (
                (*_whole_lines(text, start, end), _GONE + "\n")
                if new == _GONE
                else (
                    start,
                    end,
                    new,
                )
            )
    if dialect.formulas:
        yield from _environments(text, places)
    if dialect.attributes:
        yield from _attributes(shown)
    if dialect.joins_lines:
        yield from _joints(shown)
    for match in _CONTENTS.finditer(shown):
        yield match.start(), match.end(), _GONE
    for match in _ICON.finditer(shown):
        yield match.start(), match.end(), ""


def _joints(shown: str) -> Iterator[Edit]:
    """The line breaks at which no space belongs; those below a heading end it."""
    for match in _BREAK.finditer(shown):
        start = shown.rfind("\n", 0, match.start()) + 1
        if touch(match[1], match[2]) and not _HEADING.match(shown, start):
            yield match.end(1), match.start(2), ""


def _attributes(shown: str) -> Iterator[Edit]:
    """Attributes behind words, at the end of headings, and in lines of their own."""
    for match in _AT_END.finditer(shown):
        first = shown.rfind("\n", 0, match.start()) + 1
        line = shown[first : match.start()]
        if not line.strip(" \t>"):
            yield first, match.end(), _GONE
        elif _HEADING.match(line):
            yield first + len(line.rstrip()), match.end(), ""
    for match in _BEHIND.finditer(shown):
        yield match.start(), match.end(), ""


def _aside(text: str, start: int, end: int, address: Address, dialect: Dialect) -> str | None:
    """What stands in the place of a part that is no prose; `None` if it stays as it is."""
    part = text[start:end]
    bare = part.lstrip(" \t>") if start == 0 or text[start - 1] == "\n" else part
    if bare.startswith("<!--"):
        return _comment(text, start, end)
    if bare.startswith("<"):
        return portable_html(part, address)
    if math := _MATH_FENCE.match(part):
        inside, _, last = part[math.end() :].rpartition("\n")
        closing = last.rstrip().rstrip(math["fence"][0])
        return f"{math['mark']}$$\n{inside}\n{closing}$$" if inside else None
    if dialect.formulas and part.startswith("\\(") and part.endswith("\\)") and len(part) > 4:
        return f"${part[2:-2].strip()}$"
    if dialect.formulas and _is_displayed(text, start, end):
        return f"$${part[2:-2]}$$"
    return None


def _is_displayed(text: str, start: int, end: int) -> bool:
    r"""Whether a part is a formula as `\\[…\\]`, which has a block for itself; else it is text."""
    part = text[start:end]
    is_marked = len(part) > 4 and part.startswith("\\[") and part.endswith("\\]")
    return is_marked and _fills_block(text, start, end)


def _fills_block(text: str, start: int, end: int) -> bool:
    """Whether a part is a whole paragraph, of a quotation or an item of a list as well."""
    first = text.rfind("\n", 0, start) + 1
    own, above = text[first:start], text[text.rfind("\n", 0, max(first - 1, 0)) + 1 : first]
    rest, _, below = _line(text, end)
    around = (rest, _line(text, below)[0], *(() if _ITEM.fullmatch(own) else (own, above)))
    return not any(line.strip(" \t>\n") for line in around)


def _line(text: str, start: int) -> tuple[str, int, int]:
    """The rest of a line, where it ends, and where the next one begins."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return text[start:end], end, min(end + 1, len(text))


def _comment(text: str, start: int, end: int) -> str | None:
    """Nothing in the place of a comment; `None` for one in a block of indented code."""
    if is_indented_code(text, text.rfind("\n", 0, start) + 1):
        return None
    first, last = _whole_lines(text, start, end)
    return _GONE if (first, last) != (start, end) else ""


def _whole_lines(text: str, start: int, end: int) -> Span:
    """The lines of a part that has them for itself; otherwise the part."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last + 1
    alone = not text[first:start].strip() and not text[end:last].strip()
    return (first, last) if alone else (start, end)


def _environments(text: str, places: set[int]) -> Iterator[Edit]:
    """Displayed formulas without delimiters; `places` is where parts begin that are no prose."""
    for match in _BEGIN.finditer(text):
        start = text.index("\\", match.start())
        closing = f"\\end{{{match['name']}}}"
        block_end = text.find("\n\n", start)
        last = text.find(closing, start, block_end if block_end >= 0 else len(text))
        end = last + len(closing)
        if last >= 0 and start in places and _fills_block(text, start, end):
            mark = text[match.start() : start]
            yield match.start(), end, f"{mark}$$\n{mark}{text[start:end]}\n{mark}$$"

"""A quick test that rules out most texts without a handwritten header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_papernotes.handwritten.labels import known_label

WINDOW = 40
"""A header begins at most this many lines below the title."""
_OPENING = 12
"""At most this many lines, blank ones and comments, come before the title."""

_TITLE = re.compile(r" {0,3}#(?!#)[ \t]*\S")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*\r?$")
_COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*\r?$")
_MARKS = re.compile(r"[^\w\[<{!#]*(?:\d{1,2}[.)、]\s*[^\w\[<{!#]*)?")
_COLON = re.compile(r"[:：|】]")
_LONGEST = 44
"""Characters of a label with its markup."""
BEFORE_LINKS = re.compile(r"[^\[\]!]{0,40}(?=\[)")
LINK = re.compile(r"\[?\[(?P<words>[^\[\]\n]{1,40})\]\]?\((?P<target>[^\s()]+)\)\]?[^\w\[!]*")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def may_have_header(markdown_body: str) -> bool:
    """Whether a line below the title may begin a header."""
    opening = markdown_body.split("\n", _OPENING + WINDOW)
    start = below_title(opening)
    return any(map(_may_begin, opening[start : start + WINDOW]))


def below_title(lines: Sequence[str]) -> int:
    """The index of the line below an H1 at the top of the text; 0 without one."""
    for number, line in enumerate(lines[:_OPENING]):
        if not line.strip() or _COMMENT.match(line):
            continue
        if _TITLE.match(line):
            return number + 1
        below = lines[number + 1] if number + 1 < len(lines) else ""
        return number + 2 if _UNDERLINE.match(below) else 0
    return 0


def _may_begin(line: str) -> bool:
    """Whether a line may begin with a known label."""
    marks = _MARKS.match(line)
    first = marks.end() if marks else 0
    colon = _COLON.search(line, first, first + _LONGEST)
    if colon is not None and known_label(line[first : colon.start()]) is not None:
        return True
    return _may_be_links(line)


def _may_be_links(line: str) -> bool:
    """Whether a line may consist of links whose words are labels."""
    opening = BEFORE_LINKS.match(line)
    link = LINK.match(line, opening.end()) if opening else None
    return link is not None and known_label(EDGES.sub("", link["words"])) is not None

"""Where the front matter of a page begins and ends, in whatever format it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

KEY_LINE = re.compile(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s\-#"'\[\]{}>|*&!%@`:：,?，。；][^\n:：，。；]{0,39})
        [ \t]*(?::(?=[ \t]|$)|：)""",
    re.VERBOSE,
)
"""A key at the left margin. A full-width colon matches too, so that it can be reported."""
_ENTRY = re.compile(r"[ \t]|- |-$|[\]}]")
"""The start of a line that continues an entry of a mapping."""
FENCE = re.compile(r"-{3}[ \t]*$")
CLOSING = re.compile(r"(?:-{3}|\.{3})[ \t]*$")
_LOOSE_FENCE = re.compile(r"[ \t]*(?:-{2,12}|\.{3}|[–—―‐−]{1,3}|-{3}[ \t]?ya?ml)$")
"""A line that is meant as a fence."""
_OTHER_FENCES = {
    "+++": ("TOML", "+++"),
    ";;;": ("JSON", ";;;"),
    "---toml": ("TOML", "---"),
    "---json": ("JSON", "---"),
}
_TOML_LINE = re.compile(r"[\w-]{1,40}[ \t]{0,8}=[ \t]")
_JSON_LINE = re.compile(r"\{[ \t]{0,8}(?:\"[\w-]{1,40}\"[ \t]{0,8}:|$)")
_UNFENCED_KEYS = {"title", "date"}


@dataclass(frozen=True)
class Extent:
    """A block by indices of lines: its YAML is `first:last`, the body begins at `end`.

    `start` is the line of its opening, counted from 1.
    """

    start: int
    first: int
    last: int
    end: int
    problem: tuple[str, Mapping[str, object]] | None = None
    """The name of a message, and the values of its placeholders."""
    foreign: bool = False


def find_extent(lines: list[str], start: int) -> Extent | None:
    """The block that begins on the line with the index `start`, or `None` for a text."""
    opening = lines[start].rstrip()
    if foreign := _foreign_block(lines, start, opening):
        return foreign
    if not FENCE.match(opening):
        return _unfenced_block(lines, start)
    first = start + 1
    end = next((n for n in range(first, len(lines)) if CLOSING.match(lines[n])), None)
    if end is not None and not any(line.strip() for line in lines[first:end]):
        return Extent(start + 1, first, end, end + 1)
    if not _begins_with_key(lines, first):
        return None  # `---` is a horizontal rule, with text below it
    text = _first_text(lines, first, comments=True)
    if end is not None and (text is None or end < text):
        return Extent(start + 1, first, end, end + 1)
    last = _first_text(lines, first, comments=False) or len(lines)
    while not lines[last - 1].strip():
        last -= 1
    return Extent(start + 1, first, last, last, ("unclosed-front-matter", {"last": last}))


def _begins_with_key(lines: list[str], first: int) -> bool:
    """Whether the first line that is not blank or a comment begins a mapping."""
    content = (line.lstrip("\t ") for line in lines[first:])
    opening = next((line for line in content if line and not line.startswith("#")), "")
    return bool(KEY_LINE.match(opening)) or opening.startswith("{")


def _first_text(lines: list[str], first: int, *, comments: bool) -> int | None:
    """The index of the first line that is text rather than YAML, or `None`.

    Text is a line below a blank one that is neither a key nor part of an entry. A line that begins
    with `#` is a comment if `comments` is true, and otherwise text, a heading.
    """
    blank = False
    for n in range(first, len(lines)):
        line = lines[n]
        if CLOSING.match(line) and not blank:
            return None
        if not line.strip():
            blank = True
        elif line.startswith("#"):
            if not comments:
                return n
        elif CLOSING.match(line) or KEY_LINE.match(line) or _ENTRY.match(line):
            continue
        elif blank or line.startswith("---"):
            return n
    return None


def _foreign_block(lines: list[str], start: int, opening: str) -> Extent | None:
    """A block in TOML or JSON. One without its last line ends at the first blank one."""
    found = _foreign_format(lines, start, opening)
    if found is None:
        return None
    kind, fence, first = found
    is_one_line = first == start and fence == opening
    within = range(start if is_one_line else start + 1, len(lines))
    closing = next((n for n in within if lines[n].rstrip() == fence), None)
    last = next((n for n in within if not lines[n].strip()), len(lines))
    if closing is None and last <= start + 1 and first > start:
        return None  # nothing but a line of marks
    if closing is not None:
        last = closing + (first == start)
    end = last if closing is None or first == start else closing + 1
    problem = ("foreign-front-matter", {"format": kind})
    return Extent(start + 1, first, last, end, problem, foreign=True)


def _foreign_format(lines: list[str], start: int, opening: str) -> tuple[str, str, int] | None:
    """The format of a block, its last line, and the index of the first line with values."""
    if fenced := _OTHER_FENCES.get(opening.replace(" ", "")):
        return (*fenced, start + 1)
    if opening == "---" and _is_toml(lines, start + 1):
        return "TOML", opening, start + 1
    following = "".join(lines[start + 1 : start + 2]).lstrip()
    if _JSON_LINE.match(opening) and (opening != "{" or following.startswith('"')):
        return "JSON", opening if opening.endswith("}") else "}", start
    return None


def _is_toml(lines: list[str], first: int) -> bool:
    """Whether all lines from `first` to the next fence are TOML."""
    for n in range(first, len(lines)):
        if CLOSING.match(lines[n]):
            return n > first
        if not _TOML_LINE.match(lines[n]) and not lines[n].startswith(("#", "[")):
            return False
    return False


def _unfenced_block(lines: list[str], start: int) -> Extent | None:
    """Keys at the top without an opening fence, as Hexo and MultiMarkdown allow, or with a line
    that is meant as one.
    """
    fenced = bool(_LOOSE_FENCE.match(lines[start].rstrip()))
    first = end = start + fenced
    while end < len(lines) and lines[end].strip() and not _LOOSE_FENCE.match(lines[end].rstrip()):
        if not (KEY_LINE.match(lines[end]) or lines[end][0] in " \t-"):
            return None
        end += 1
    keys = {line.split(":")[0].strip().lower() for line in lines[first:end] if ":" in line}
    if not keys & _UNFENCED_KEYS:
        return None
    closed = end < len(lines) and lines[end].strip() != ""
    problem: tuple[str, dict[str, object]] | None = ("wrong-fence", {}) if fenced else None
    return Extent(start + 1, first, end, end + 1 if closed else end, problem)

"""Boxes and tabs in a Markdown source, as quotations and paragraphs that every editor shows.

Boxes are those of the extensions `admonition` and `pymdownx.details` (`!!! note`, `??? note`), of
`pymdownx.blocks` (`/// note`), and those of GitHub and Obsidian (`> [!NOTE]`); tabs are those of
`pymdownx.tabbed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.markup.prose import prose

Title = Callable[[str], str]
"""Returns the title of a box without one of its own, by its kind."""

_MARKS = ("!!!", "???", "===", "///", "[!")
_BOX = re.compile(
    r"(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?) ?(?P<kind>[\w-]+)(?: +[\w-]+)*"
    r"(?P<own> +\"(?P<title>.*?)\")?[ \t]*"
)
_TAB = re.compile(r"(?P<indent>[ \t]*)===[!+]? ?\"(?P<title>.*?)\"[ \t]*")
_BLOCK = re.compile(
    r"(?P<indent>[ \t]*)(?P<fence>/{3,}) ?(?P<kind>[\w-]+)"
    r"(?:[ \t]*\|(?P<title>.*)|[ \t]*)"
)
_CALLOUT = re.compile(r"(?P<mark>[ \t]*>(?: ?>)*) ?\[!(?P<kind>[A-Za-z-]+)\][+-]?(?P<title>.*)")
_OPTION = re.compile(r"[ \t]{4,}(?P<name>[\w-]+):(?P<value>.*)")
_PLAIN_BLOCKS = frozenset(("caption", "figure-caption", "table-caption", "html", "definition"))
"""Kinds of blocks that are no boxes."""
_WIDTH = 4
"""How far the text of a box is indented."""


@dataclass(frozen=True)
class _Part:
    """A box, a tab, or another block with text in it."""

    indent: str
    title: str
    """In Markdown; empty for none."""
    inside: Sequence[str]
    """The lines of its text, without their indentation."""
    end: int
    """The number of the first line behind it."""
    is_box: bool = True

    def lines(self, title: Title) -> Iterator[str]:
        """What stands in its place."""
        inside = "\n".join(self.inside).strip("\n")
        body = with_quotes(inside, title).split("\n") if inside else []
        told = [f"**{self.title}**"] if self.title else []
        mark = self.indent + ("> " if self.is_box else "")
        for line in (*told, *([""] if told and body else []), *body):
            yield (mark + line).rstrip()


def with_quotes(text: str, title: Title) -> str:
    """The text with quotations in the place of boxes, and a line for the title of each tab."""
    if not any(mark in text for mark in _MARKS):
        return text
    return "\n".join(_converted(text.split("\n"), prose(text).split("\n"), title))


def _converted(lines: list[str], shown: list[str], title: Title) -> Iterator[str]:
    number, last = 0, ""
    unclosed: set[str] = set()
    while number < len(lines):
        line = lines[number]
        if (part := _part(lines, shown, number, title, unclosed)) is not None:
            new, number = [*part.lines(title)], part.end
            if new:
                yield from [""] if last.strip(" \t>") else []
                yield from new
                last = new[-1]
            if number < len(lines) and lines[number].strip():
                last = ""
                yield last
            continue
        callout = _CALLOUT.fullmatch(shown[number])
        if callout and not last.lstrip().startswith(">"):
            own, line = _own_title(line, callout), callout["mark"]
            yield f"{line} **{own or title(callout['kind'].lower())}**"
        yield line
        last, number = line, number + 1


def _part(
    lines: list[str], shown: list[str], number: int, title: Title, unclosed: set[str]
) -> _Part | None:
    """The part that begins in a line; `None` if none does.

    `unclosed` are the closing lines of blocks that are not found any more.
    """
    line, seen = lines[number], shown[number]
    if block := _BLOCK.fullmatch(seen):
        closing = block["indent"] + block["fence"]
        last = 0 if closing in unclosed else _closing(shown, number + 1, closing)
        if not last:
            unclosed.add(closing)
            return None
        return _block(lines, number, last, block, title)
    found = _BOX.fullmatch(seen) or _TAB.fullmatch(seen)
    if found is None:
        return None
    named, is_box = _own_title(line, found), found.re is _BOX
    if is_box and found["own"] is None:
        named = title(found["kind"].lower())
    end = _end(lines, number + 1, _depth(line))
    inside = [_shifted(each, found["indent"]) for each in lines[number + 1 : end]]
    return _Part(found["indent"], named, inside, end, is_box)


def _own_title(line: str, found: re.Match[str]) -> str:
    """The title as it is written, with what is no prose."""
    return line[found.start("title") : found.end("title")].strip() if found["title"] else ""


def _closing(shown: list[str], start: int, closing: str) -> int:
    """The number of the line that closes a block; 0 if there is none."""
    return next((at for at in range(start, len(shown)) if shown[at].rstrip() == closing), 0)


def _block(lines: list[str], number: int, last: int, found: re.Match[str], title: Title) -> _Part:
    """The block between two lines of slashes."""
    kind, start, named = found["kind"].lower(), number + 1, _own_title(lines[number], found)
    while start < last and (option := _OPTION.fullmatch(lines[start])):
        kind, start = option["value"].strip() if option["name"] == "type" else kind, start + 1
    width = len(found["indent"])
    inside = [each[width:] if not each[:width].strip() else each for each in lines[start:last]]
    if kind in _PLAIN_BLOCKS:
        return _Part(found["indent"], "", inside, last + 1, is_box=False)
    named = named or ("" if kind in ("details", "admonition", "tab") else title(kind))
    return _Part(found["indent"], named, inside, last + 1, is_box=kind != "tab")


def _end(lines: list[str], start: int, depth: int) -> int:
    """The number of the first line that is not in a box any more, without empty ones above it."""
    end = start
    for number in range(start, len(lines)):
        if lines[number].strip():
            if _depth(lines[number]) < depth + _WIDTH:
                break
            end = number + 1
    return end


def _shifted(line: str, indent: str) -> str:
    """A line of the text of a box without the indentation of the box."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        line = line.expandtabs(_WIDTH)
    return line[min(len(indent.expandtabs(_WIDTH)) + _WIDTH, _depth(line)) :]


def _depth(line: str) -> int:
    expanded = line.expandtabs(_WIDTH)
    return len(expanded) - len(expanded.lstrip(" "))

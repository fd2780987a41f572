"""Wikilinks in a Markdown source, `[[name#heading|text]]` and `![[file|400]]`, as in Obsidian.

They become ordinary links and pictures before the text is rendered, each within its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from mkdocs_papernotes.markup.prose import prose

_LINK = re.compile(r"!?\[\[[^\[\]\n]+\]\](?!\(|\[(?!\[))")
"""`[[1]](x.md)` is an ordinary link with brackets in its text."""
_HEADING = re.compile(r"^[ \t>]*#.*|^.*\n[ \t>]*(?:=+|-+) *$", re.MULTILINE)
_LINK_TEXT = re.compile(
    r"(?<![!\[])\[(?!\[)(?:[^\[\]\n]|\n(?![ \t]*\n)|\[\[[^\[\]\n]+\]\])*\](?:\(|\[(?!\[))"
)
"""The text of an ordinary link, which may have wikilinks in it."""
_SEPARATOR = re.compile(r"\\?\|")
"""In the cell of a table it is escaped."""
_SIZE = re.compile(r"(?P<width>[1-9][0-9]{0,4})(?:x(?P<height>[1-9][0-9]{0,4}))?", re.ASCII)
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#+!|~^$=:@&]|\A-|(?<=\A[0-9])[.)]|(?<=\A[0-9]{2})[.)]")
"""What may mean something in Markdown or to one of its extensions."""


@dataclass(frozen=True)
class Wikilink:
    """A wikilink as its author wrote it."""

    written: str
    place: int
    """Where it begins in the text."""
    is_embed: bool
    """Whether its target is to be shown in its place: `![[…]]`."""
    name: str
    """What it leads to; empty for the page itself."""
    heading: str
    """The heading there, or empty; `^…` stands for a paragraph."""
    text: str
    """What is shown, in Markdown; empty if it says nothing of it."""
    width: str = ""
    """In pixels, of a picture."""
    height: str = ""
    is_in_heading: bool = False
    is_in_link: bool = False
    """Whether it stands in the text of an ordinary link."""

    @property
    def shown(self) -> str:
        """The text in Markdown that stands in its place where it leads nowhere."""
        if self.text:
            return self.text
        return plain(" › ".join(part for part in (self.name, self.heading) if part))


def with_links(text: str, markdown_of: Callable[[Wikilink], str]) -> str:
    """The text with `markdown_of` each wikilink in its place; what is no prose stays as it is."""
    if "[[" not in text:
        return text
    parts, start = [], 0
    shown = prose(text)
    headings, links = _Spans(_HEADING, shown), _Spans(_LINK_TEXT, shown)
    for found in _LINK.finditer(shown):
        place = found.start()
        link = _read(text[place : found.end()], place)
        if link is not None:
            link = replace(link, is_in_heading=place in headings, is_in_link=place in links)
            parts += [text[start : found.start()], markdown_of(link)]
            start = found.end()
    return "".join((*parts, text[start:]))


class _Spans:
    """The parts of a text that have a form."""

    def __init__(self, form: re.Pattern[str], text: str):
        spans = [match.span() for match in form.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, place: int) -> bool:
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._ends[number]


def _read(written: str, place: int) -> Wikilink | None:
    """What is written between two brackets and two; `None` if it names nothing."""
    is_embed = written.startswith("!")
    target, *texts = _SEPARATOR.split(written.lstrip("!")[2:-2])
    name, *headings = (part.strip() for part in target.split("#"))
    heading = next((part for part in reversed(headings) if part), "")
    size = _SIZE.fullmatch(texts[-1].strip()) if texts and is_embed else None
    if size:
        texts.pop()
    if not name and not heading:
        return None
    return Wikilink(
        written,
        place,
        is_embed,
        name,
        heading,
        "&#124;".join(texts).strip(),
        (size["width"] if size else ""),
        (size["height"] or "" if size else ""),
    )


def link(text: str, target: str) -> str:
    """A link in Markdown; `text` is Markdown, `target` a path or an address."""
    return f"[{text}]({target})"


def picture(alt: str, target: str, width: str = "", height: str = "") -> str:
    """A picture in Markdown, with its size as the extension `attr_list` reads it."""
    sizes = (("width", width), ("height", height))
    size = " ".join(f'{name}="{value}"' for name, value in sizes if value)
    return f"![{alt}]({target}){{ {size} }}" if size else f"![{alt}]({target})"


def plain(text: str) -> str:
    """A plain text in Markdown."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)

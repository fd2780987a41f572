"""A tag that is being converted, and the Markdown that is written for it."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import accumulate
from urllib.parse import quote

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.commonmark.blocks import leaves
from mkdocs_papernotes.importers.commonmark.parsing import parse
from mkdocs_papernotes.importers.constructs.arguments import split_arguments, split_parts
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.text import shortened

_UNSAFE = re.compile(r"[\x00-\x20\x7f\"<>()\[\]\\^`{|}]")
_SPECIAL = re.compile(r"[\\\[\]]")
_ESCAPE = r"\\\g<0>"
_BRACKET = re.compile(r"[\[\]]")
_REFERENCE = re.compile(r"^[ \t]*\[([\w.:+-]+)\]", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,5}(?:px|%|em)?\Z")


class Block(str):
    """Markdown that stands in lines of its own, with blank lines around it."""

    __slots__ = ()


@dataclass(frozen=True)
class Context:
    """The page whose tags are converted."""

    body: Body
    page: OldPage
    places: Places
    tell: Tell

    def is_in_html(self, place: int) -> bool:
        """Whether a place in the text is in a block of HTML, where Markdown is not read."""
        return bisect_right(self._row_starts, place) - 1 in self._html_rows

    @cached_property
    def _row_starts(self) -> list[int]:
        lengths = (len(row) + 1 for row in self.body.text.split("\n"))
        return [0, *accumulate(lengths)][:-1]

    @cached_property
    def _html_rows(self) -> frozenset[int]:
        if "<" not in self.body.text:
            return frozenset()
        blocks = leaves(parse(self.body.text.split("\n")))
        found = (block for block in blocks if block.kind in {"html", "whole"})
        return frozenset(row.number for block in found for row in block.rows)

    @cached_property
    def references(self) -> frozenset[str]:
        """The keys of the lines `[key] text`, if there is a list of references."""
        text = self.body.text
        return frozenset(_REFERENCE.findall(text) if "endreferences" in text else ())


@dataclass(frozen=True)
class Call:
    """A tag with its arguments."""

    context: Context
    name: str
    rest: str
    line: int
    place: int = 0
    """Where it begins in the text."""
    inner: str | None = None
    """Its body without common indentation, already converted except that of literal tags; `None`
    if it has none."""
    is_alone: bool = False
    """Whether nothing else stands on the lines that it begins and ends on."""
    follows_same: bool = False
    """Whether only space parts it from a tag of the same kind above."""

    @cached_property
    def arguments(self) -> list[str]:
        """What follows the name of the tag, divided at spaces outside of quotation marks."""
        return split_arguments(self.rest)

    @cached_property
    def parts(self) -> list[str]:
        """The arguments parted by commas."""
        return split_parts(self.arguments)

    @property
    def is_in_html(self) -> bool:
        """Whether it stands in a block of HTML, where Markdown is not read."""
        return self.context.is_in_html(self.place)

    @property
    def is_in_attribute(self) -> bool:
        """Whether it is the value of an attribute of an element."""
        before = self.context.body.text[max(self.place - 2, 0) : self.place]
        return before.rstrip("\"'")[-1:] == "="

    @property
    def text(self) -> str:
        """All arguments as one text."""
        return " ".join(self.arguments)

    @property
    def content(self) -> str:
        """The body; empty for a tag without one."""
        return self.inner or ""

    @property
    def code(self) -> str:
        """The body as it was written."""
        return self.context.body.restored(self.content)

    def plain(self, text: str) -> str:
        """A text in which nothing is kept out of reach."""
        return self.context.body.restored(text)

    def tell_frame(self) -> None:
        """Tell that something of another host is shown in a frame."""
        self.context.tell("import-markup-left", self.line, construct=self._construct)

    def tell_left(self) -> None:
        """Tell that the tag needs a hand."""
        self.context.tell("import-left", self.line, construct=self._construct)

    @property
    def _construct(self) -> str:
        return shortened(self.plain(f"{{% {self.name} {self.rest} %}}"))

    def keep(self, markdown: str) -> str:
        """Markdown whose addresses are right already."""
        return self.context.body.keep(markdown)

    def keep_as_code(self, code: str) -> str:
        """A token for a block of code, which no converter changes."""
        return self.context.body.keep(code, is_block=True)

    def link(self, text: str, address: str, title: str = "", mark: str = "") -> str:
        """A link to an address of the old site, which is looked up later with all other links."""
        address, title = self.plain(address).strip(), " ".join(self.plain(title).split())
        text = " ".join(text.split())
        if self.is_in_html:
            attributes = f'href="{attribute(address)}"'
            attributes += f' title="{attribute(title)}"' if title else ""
            return f"<a {attributes}>{text or attribute(address)}</a>"
        shown = _BRACKET.sub(_ESCAPE, text) if _has_loose_brackets(text) else text
        title = f' "{_title(title)}"' if title else ""
        return f"[{shown or safe(address)}]({safe(address)}{title}){mark}"

    def picture(
        self, address: str, alt: str = "", title: str = "", attributes: tuple[str, ...] = ()
    ) -> str:
        """A picture of the old site, which is looked up later with all other pictures."""
        address = self.plain(address).strip()
        alt, title = (" ".join(self.plain(text).split()) for text in (alt or title, title))
        if self.is_in_html:
            values = {"src": address, "alt": alt, **({"title": title} if title else {})}
            found = [f'{name}="{attribute(value)}"' for name, value in values.items()]
            return f"<img {' '.join((*found, *attributes))}>"
        written = f' "{_title(title)}"' if title else ""
        mark = f"{{ {' '.join(attributes)} }}" if attributes else ""
        return f"![{_SPECIAL.sub(_ESCAPE, alt)}]({safe(address)}{written}){mark}"


Converter = Callable[[Call], "str | None"]
"""Gives Markdown within a line, a `Block`, or `None` to leave the tag as it is."""


def safe(address: str) -> str:
    """An address as a Markdown link takes it."""
    address = address.strip()
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), address)


def size(name: str, value: str) -> tuple[str, ...]:
    """A width or height as an attribute; nothing if it is none."""
    value = value.strip().removesuffix("px")
    return (f'{name}="{value}"',) if _NUMBER.match(value) else ()


def attribute(value: str) -> str:
    """A value as it stands in an attribute, in double quotes."""
    return escape(" ".join(value.split()), quote=True)


def file_name(address: str) -> str:
    """The last part of an address."""
    return posixpath.basename(address.split("?")[0].rstrip("/")) or address


def _title(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', "&quot;")


def _has_loose_brackets(text: str) -> bool:
    """Whether brackets in a text would end that of a link around it."""
    depth = 0
    for character in text:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if depth < 0:
            return True
    return depth != 0

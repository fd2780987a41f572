"""A tag that is being converted, and the Markdown that is written for it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import quote

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.hexo.tag_arguments import split_arguments, split_parts
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.text import shortened

_UNSAFE = re.compile(r"[\x00-\x20\x7f\"<>()\[\]\\^`{|}]")
_SPECIAL = re.compile(r"[\\\[\]]")
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
    inner: str | None = None
    """Its body without common indentation, already converted except that of literal tags; `None`
    if it has none."""
    is_alone: bool = False
    """Whether nothing else stands on the lines that it begins and ends on."""
    follows_same: bool = False
    """Whether only space parts it from a tag of the same kind above."""

    @cached_property
    def arguments(self) -> list[str]:
        return split_arguments(self.rest)

    @cached_property
    def parts(self) -> list[str]:
        """The arguments parted by commas."""
        return split_parts(self.arguments)

    @property
    def text(self) -> str:
        """All arguments as one text."""
        return " ".join(self.arguments)

    @property
    def content(self) -> str:
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
        return self.context.body.keep(code, is_block=True)

    def link(self, text: str, address: str, title: str = "", mark: str = "") -> str:
        """A link to an address of the old site, which is looked up later with all other links."""
        address = self.plain(address)
        shown = _BRACKET.sub(r"\\\g<0>", text) if _has_loose_brackets(text) else text
        title = f' "{_title(self.plain(title))}"' if title else ""
        return f"[{' '.join(shown.split()) or safe(address)}]({safe(address)}{title}){mark}"

    def picture(
        self, address: str, alt: str = "", title: str = "", attributes: tuple[str, ...] = ()
    ) -> str:
        """A picture of the old site, which is looked up later with all other pictures."""
        alt, title = self.plain(alt or title), self.plain(title)
        written = f' "{_title(title)}"' if title else ""
        shown = _SPECIAL.sub(r"\\\g<0>", " ".join(alt.split()))
        mark = f"{{ {' '.join(attributes)} }}" if attributes else ""
        return f"![{shown}]({safe(self.plain(address))}{written}){mark}"


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

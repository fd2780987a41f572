"""The blocks of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "document", "quote", "list", "item", "box", "footnote",
    "paragraph", "heading", "rule", "fence", "indented", "html", "whole",
]  # fmt: skip
_CONTAINERS = {"document", "quote", "list", "item", "box", "footnote"}


@dataclass
class Row:
    """A line of a block without the indentation and the marks of what it stands in."""

    text: str
    number: int
    """Of the line in the whole text, from 0."""
    is_lazy: bool = False
    """Whether it is without the indentation or the marks of what its paragraph stands in."""


@dataclass
class Block:
    """A block, with its rows if it has no blocks in it."""

    kind: Kind
    number: int
    """Of its first line in the whole text, from 0."""
    blanks: int = 0
    """Empty lines above it, within what it stands in."""
    children: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    column: int = 0
    """Where its first line begins, in characters of that line."""
    width: int = 0
    """Columns by which what is in an item, a box or a footnote is indented; of a fence, its own."""
    mark: str = ""
    """`-` or `3.` of an item, `` ``` `` of a fence, `##` of a heading, the title line of a box."""
    info: str = ""
    """What stands behind the opening of a fence, without spaces around it."""
    is_closed: bool = False
    """Whether a fence has an end."""
    end: int = -1
    """The number of the last line of code or HTML."""
    ends_with: re.Pattern[str] | None = None
    """For HTML, what closes it; `None` if an empty line does."""

    @property
    def is_container(self) -> bool:
        """Whether it holds blocks rather than rows."""
        return self.kind in _CONTAINERS


def leaves(block: Block) -> Iterator[Block]:
    """All blocks within a block that hold rows, in order."""
    waiting = [block]
    while waiting:
        found = waiting.pop()
        if found.is_container:
            waiting += reversed(found.children)
        else:
            yield found

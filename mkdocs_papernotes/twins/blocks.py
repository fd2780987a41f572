"""The paragraphs, items of lists, rows of tables and headings of a text, by which twins align."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from mkdocs_papernotes.markup.prose import ASIDE

Form = Literal["paragraph", "item", "row", "heading"]
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_HEADING = re.compile(r"[ \t>]*#{1,6}[^#]")
_RULE = re.compile(r"[ \t>]*[|:-][ \t|:-]*")


class Block(NamedTuple):
    """A part of a text, in lines of its own."""

    form: Form
    start: int
    end: int


def blocks(shown: str) -> Iterator[Block]:
    """The blocks that have words, in their order, of a text of which only the prose is shown."""
    block: Block | None = None
    start = 0
    for line in shown.split("\n"):
        end = start + len(line)
        form = _form(line)
        if form is None or form != "paragraph" or block is None:
            if block:
                yield block
            block = Block(form, start, end) if form else None
        else:
            block = block._replace(end=end)
        if block and block.form in ("row", "heading"):
            yield block
            block = None
        start = end + 1
    if block:
        yield block


def _form(line: str) -> Form | None:
    """What a line begins; `None` for one without words."""
    words = line.strip(" \t>" + ASIDE)
    if not words or _RULE.fullmatch(words):
        return None
    if words.startswith("|") or words.endswith("|"):
        return "row"
    if _ITEM.match(line):
        return "item"
    return "heading" if _HEADING.match(line) else "paragraph"

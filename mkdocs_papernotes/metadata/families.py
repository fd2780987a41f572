"""The families of metadata, each of which an option turns off, put together for a page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from mkdocs_papernotes.metadata.coins import Split, coins
from mkdocs_papernotes.metadata.dublin_core import dublin_core
from mkdocs_papernotes.metadata.json_ld import json_ld
from mkdocs_papernotes.metadata.open_graph import open_graph
from mkdocs_papernotes.metadata.record import NoteRecord

Family = Literal["dublin_core", "open_graph", "coins", "json_ld"]

FAMILIES: tuple[Family, ...] = ("dublin_core", "open_graph", "coins", "json_ld")
"""All of them; `dublin_core` includes the type that Zotero files the note under."""


def head_markup(record: NoteRecord, families: Collection[str] = FAMILIES) -> str:
    """The elements for a note's `<head>`, one a line, for `rewrite_head`."""
    lines: list[str] = []
    if "dublin_core" in families:
        lines += dublin_core(record)
    if "open_graph" in families:
        lines += open_graph(record)
    if "json_ld" in families:
        lines.append(json_ld(record))
    return "\n".join(lines)


def body_markup(
    record: NoteRecord,
    families: Collection[str] = FAMILIES,
    split: Split = lambda author: author.name,
) -> str:
    """The elements for a note's text, one a line; they show nothing.

    `split` gives an author of the paper as “Family, Given”.
    """
    return "\n".join(coins(record, split)) if "coins" in families else ""

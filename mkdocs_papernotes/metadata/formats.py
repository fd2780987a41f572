"""All formats of metadata for the page of a note; options turn each of them off."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs_papernotes.metadata.coins import coins
from mkdocs_papernotes.metadata.dublin_core import dublin_core
from mkdocs_papernotes.metadata.json_ld import json_ld
from mkdocs_papernotes.metadata.markup import meta
from mkdocs_papernotes.metadata.open_graph import open_graph
from mkdocs_papernotes.metadata.record import NoteRecord
from mkdocs_papernotes.options.settings import METADATA_FORMATS


def head_markup(record: NoteRecord, formats: Collection[str] = METADATA_FORMATS) -> str:
    """The elements for a note's `<head>`, one on each line, as `rewrite_head` takes them."""
    lines = [meta("name", "description", record.description)] if formats else []
    if "dublin_core" in formats:
        lines += dublin_core(record)
    if "open_graph" in formats:
        lines += open_graph(record)
    if "json_ld" in formats:
        lines.append(json_ld(record))
    return "\n".join(line for line in lines if line)


def body_markup(record: NoteRecord, formats: Collection[str] = METADATA_FORMATS) -> str:
    """The elements for the body of a note's page, one on each line; browsers show nothing."""
    return "\n".join(coins(record)) if "coins" in formats else ""

"""The options of a site, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

Selection = Literal["all", "current", "paired"]
ExcerptSource = Literal["marker", "description", "auto"]
ExcerptOrder = tuple[ExcerptSource, ...]
"""Where an excerpt is looked for; the first that has one counts."""
METADATA_FORMATS = ("dublin_core", "open_graph", "coins", "json_ld")
"""`dublin_core` includes the type that Zotero files a note under."""


@dataclass(frozen=True)
class ListSettings:
    """A list of notes: where it is, what stands in it and how an entry is abridged."""

    path: str
    """Folder of the list below its language's; empty for the home page."""
    per_page: int = 12
    languages: Selection = "all"
    excerpt: ExcerptOrder = ("marker", "description", "auto")
    list_note: Mapping[str, str] = field(default_factory=dict)
    """A sentence after the range, by language; the key `""` serves all languages."""
    cheer: bool = False


@dataclass(frozen=True)
class TableSettings:
    """A table that stands whole on one page."""

    path: str


@dataclass(frozen=True)
class Settings:
    """All options; what `mkdocs.yml` says under `papernotes:`."""

    notes_dir: tuple[str, ...] = ("notes",)
    locales: tuple[str, ...] = ()
    timezone: tzinfo = field(default_factory=lambda: ZoneInfo("UTC"))
    excerpt_length: int = 150
    """Words, or characters of Chinese and Japanese."""
    notes_in_nav: bool = False
    archive: ListSettings | None = field(
        default_factory=lambda: ListSettings("archive", excerpt=("description", "marker", "auto"))
    )
    stream: ListSettings | None = field(default_factory=lambda: ListSettings(""))
    papers: TableSettings | None = field(default_factory=lambda: TableSettings("papers"))
    """The table of all papers, one page in each language."""
    authors_file: str = ".authors.yml"
    """Who writes the notes; a path below the docs folder."""
    bibliography: tuple[str, ...] = ()
    """Files that describe papers; paths below the folder of `mkdocs.yml` or the docs folder."""
    max_authors: int = 10
    """Authors of a paper that stand in a header before the others are folded."""
    cite: bool = True
    """Whether notes offer citations, as text and as files."""
    metadata: frozenset[str] = frozenset(METADATA_FORMATS)
    """Those of `METADATA_FORMATS` that pages carry, for machines."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words that the author chose, by language and key."""

"""The options of a site, checked and frozen."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from mkdocs_papernotes.metadata.families import FAMILIES, Family

Selection = Literal["all", "current", "paired"]
ExcerptSource = Literal["marker", "description", "auto"]
View = Literal["archive", "stream", "papers"]


@dataclass(frozen=True)
class ListSettings:
    """One list of notes: where it is, what stands in it and how an entry is abridged."""

    view: View
    path: str
    """Folder of the list below its language's prefix; empty for the home page."""
    per_page: int = 12
    languages: Selection = "all"
    excerpt: tuple[ExcerptSource, ...] = ("marker", "description", "auto")
    list_note: Mapping[str, str] = field(default_factory=dict)
    """A sentence after the range, by language; the key `""` serves all languages."""
    cheer: bool = False


def papers_table(path: str) -> ListSettings:
    """The settings of a table that stands whole on one page."""
    return ListSettings("papers", path, per_page=sys.maxsize, excerpt=())


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
        default_factory=lambda: ListSettings(
            "archive", "archive", excerpt=("description", "marker", "auto")
        )
    )
    stream: ListSettings | None = field(default_factory=lambda: ListSettings("stream", ""))

    papers: ListSettings | None = field(default_factory=lambda: papers_table("papers"))
    """The table of all papers, one page in each language."""
    authors_file: str = ".authors.yml"
    """Who writes the notes; a path below the docs folder."""
    bibliography: tuple[str, ...] = ()
    """Files that describe papers; paths below the docs folder."""
    max_authors: int = 10
    """Authors of a paper that stand in a header before the others are folded."""
    cite: bool = True
    """Whether notes offer citations, as text and as files."""
    metadata: frozenset[Family] = frozenset(FAMILIES)
    """Families of metadata for machines that pages carry."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words that the author chose, by language and key."""

    @property
    def lists(self) -> tuple[ListSettings, ...]:
        return tuple(listing for listing in (self.stream, self.archive, self.papers) if listing)

    def listing(self, view: View) -> ListSettings:
        """The settings of a list that is shown; raises `KeyError` for one that is turned off."""
        return {listing.view: listing for listing in self.lists}[view]

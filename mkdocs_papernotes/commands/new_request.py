"""What the author of a new note asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import click

from mkdocs_papernotes.lookups.lookup import identifier
from mkdocs_papernotes.lookups.zotero import ItemAddress
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.site.note_files import is_note_path

_ENTRY = re.compile(r"(.+?\.(?:bib|json)|.+):(.+)", re.IGNORECASE)
"""A file and a key in it, which may have colons of its own: `DBLP:conf/nips/VaswaniSPUJGKP17`."""


@dataclass(frozen=True)
class NewRequest:
    """What the author asked for."""

    id: str = ""
    lang: str = ""
    slug: str = ""
    template: str = "note"
    bib: str = ""
    zotero: str = ""
    highlights: bool = False
    offline: bool = False
    direction: str = ""
    follow_links: bool = False

    @cached_property
    def identifier(self) -> ArxivId | Doi | None:
        """The arXiv id or the DOI; `None` for a paper from elsewhere."""
        return identifier(self.id) if self.id else None

    @cached_property
    def entry(self) -> tuple[str, str]:
        """The bibliography and the key in it; empty texts for a paper from elsewhere."""
        match = _ENTRY.fullmatch(self.bib)
        return (match[1], match[2]) if match else ("", "")

    @cached_property
    def item(self) -> ItemAddress | None:
        """The item in Zotero; `None` for a paper from elsewhere."""
        return ItemAddress.parse(self.zotero) if self.zotero else None

    def check(self) -> None:
        """Raise a usage error for options that contradict each other."""
        if sum(map(bool, (self.id, self.bib, self.zotero))) != 1:
            raise click.UsageError("Name one paper: ID, --bib FILE:KEY or --zotero KEY.")
        if self.id and self.identifier is None:
            raise click.BadParameter(
                f"{self.id!r} is neither an arXiv id nor a DOI.", param_hint="ID"
            )
        if self.bib and not all(self.entry):
            raise click.BadParameter("write the file, a colon and the key.", param_hint="--bib")
        if self.zotero and self.item is None:
            raise click.BadParameter(
                f"{self.zotero!r} is not the key of an item, such as ABCD2345, or a link to it.",
                param_hint="--zotero",
            )
        if self.highlights and not self.zotero:
            raise click.UsageError("--highlights needs --zotero.")
        if self.slug and not is_note_path(self.slug):
            raise click.BadParameter(
                f"{self.slug!r} is not a file name such as layerskip or 2026/layerskip.",
                param_hint="--slug",
            )

"""What a note page tells machines: one value, from which every kind of metadata is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.papers.identifiers import Orcid
from mkdocs_papernotes.papers.paper import Paper


@dataclass(frozen=True)
class Person:
    """Someone who wrote or translated a note; `url` and `avatar` are full addresses, or empty."""

    name: str
    url: str = ""
    orcid: Orcid | None = None
    avatar: str = ""


@dataclass(frozen=True)
class NoteRecord:
    """A note and the paper it reviews. Texts are plain; empty values leave no trace.

    Every address is a full one. A site without `site_url` has none, and is told of without them.
    """

    title: str
    language: str
    """Language tag, as the author wrote it."""
    url: str | None = None
    date: datetime | None = None
    """In the site's time zone, as `updated` is."""
    updated: datetime | None = None
    authors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    site_name: str = ""
    image: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    """Addresses by language, the note's own included."""
    original_url: str | None = None
    """The note that this one is a translation of."""
    translation_urls: tuple[str, ...] = ()
    """The translations of this note, where it is the original."""
    paper: Paper | None = None

    @property
    def paper_id(self) -> str:
        """The paper's address at arXiv or its DOI's; `_:paper` for one with neither.

        Empty where there is no paper, or nothing to say of it. Without an arXiv version, so that
        notes on different versions speak of the same paper.
        """
        if self.paper is None or not (self.paper.title or self.paper_addresses):
            return ""
        return next(iter(self.paper_addresses), "_:paper")

    @property
    def paper_addresses(self) -> tuple[str, ...]:
        """At arXiv and the DOI's, as far as there are any."""
        if self.paper is None:
            return ()
        arxiv, doi = self.paper.arxiv, self.paper.doi
        urls = [dataclasses.replace(arxiv, version="").url] if arxiv else []
        return (*urls, doi.url) if doi else tuple(urls)

    @property
    def paper_url(self) -> str:
        """Where the paper is; never one of the note's own addresses."""
        if self.paper_addresses or self.paper is None:
            return next(iter(self.paper_addresses), "")
        url = web_address(self.paper.url)
        own = {self.url, self.original_url, *self.translation_urls, *self.versions.values()}
        return "" if url.rstrip("/") in {str(address).rstrip("/") for address in own} else url

    @property
    def paper_publisher(self) -> str:
        """Who published the paper: a thesis or report its institution, a preprint `arXiv`."""
        paper = self.paper
        if paper is None:
            return ""
        if paper.publisher:
            return paper.publisher
        if paper.kind in ("thesis", "report") and paper.venue:
            return paper.venue.title
        return "arXiv" if paper.kind == "article" and paper.arxiv else ""


def web_address(link: Link | None) -> str:
    """The target of a link to another site; empty for files, for mail, and for no link."""
    target = link.target.strip() if link and link.kind == "web" else ""
    return target if target.lower().startswith(("http://", "https://")) else ""


def day(moment: datetime | None) -> str:
    """`2026-04-16`: with a time, Zotero shows one that the author never wrote."""
    return moment.date().isoformat() if moment else ""

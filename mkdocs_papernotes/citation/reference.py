"""A reference: what is cited, a paper or a note, in the one form that all writers of files take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.papers.paper import Paper, PaperType, Venue
from mkdocs_papernotes.people.names import Name, author_name, split_name
from mkdocs_papernotes.text import one_line

ReferenceType = PaperType | Literal["post-weblog"]
"""CSL's names; `post-weblog` is a note."""

_NOT_IN_KEYS = re.compile(r"""[\s"#%&'(),=@\\{}~]""")
_NOT_IN_URLS = re.compile(r'[\s"<>\\^`{|}]')
_RANGE = re.compile(r"(.+?)\s*(?:--+|[–—−])\s*(.+)|([^-]+)-([^-]+)")


@dataclass(frozen=True)
class Reference:
    """One work to cite. Every text is one line; empty values mean “not known”."""

    key: str
    """The citation key; as stated, or empty, before `key.with_keys` has made it unique."""
    type: ReferenceType
    title: str = ""
    authors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    date: PartialDate | None = None
    container: str = ""
    """The journal, the proceedings, the book, or the site."""
    container_short: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    pages: str = ""
    """How many pages there are."""
    publisher: str = ""
    """Also the school of a thesis and the institution of a report."""
    doi: str = ""
    arxiv: str = ""
    """The arXiv id without a version, as arXiv's own BibTeX has it."""
    category: str = ""
    """The primary arXiv category."""
    url: str = ""
    """A full address, in which spaces, braces and their like are percent-encoded."""
    language: str = ""
    abstract: str = ""

    @property
    def page_range(self) -> tuple[str, str]:
        """The first and the last page; the last is empty where there is one, or a list of them."""
        match = _RANGE.fullmatch(self.page)
        if match is None:
            return self.page, ""
        return match[1] or match[3], match[2] or match[4]


def paper_reference(paper: Paper, key: str = "") -> Reference:
    """The reference of a paper, under `key` or the one that the paper states.

    A preprint gets the DOI that arXiv registers for each of its papers. Links to files of the site
    are left out.
    """
    venue = paper.venue or Venue("")
    arxiv = paper.arxiv.id if paper.arxiv else ""
    publisher = _publisher(paper)
    container = "" if one_line(venue.title) == publisher else one_line(venue.title)
    return Reference(
        key=safe_key(key or paper.citation_key),
        type=paper.kind,
        title=one_line(paper.title),
        authors=tuple(name for author in paper.authors if (name := author_name(author)) != Name()),
        date=paper.date,
        container=container,
        container_short=one_line(venue.short_title),
        volume=one_line(paper.volume),
        issue=one_line(paper.issue),
        page=one_line(paper.page),
        pages=one_line(paper.pages),
        publisher=publisher,
        doi=_doi(paper),
        arxiv=arxiv,
        category=one_line(paper.category or (arxiv.partition("/")[0] if "/" in arxiv else "")),
        url=_url(paper),
        abstract=one_line(paper.abstract),
    )


def note_reference(
    *,
    title: str,
    authors: Iterable[str],
    url: str,
    site_name: str,
    language: str,
    date: date | None = None,
    translators: Iterable[str] = (),
    key: str = "",
) -> Reference:
    """The reference of a note, whose `url` is a full one, or empty."""
    return Reference(
        key=safe_key(key),
        type="post-weblog",
        title=one_line(title),
        authors=_names(authors),
        translators=_names(translators),
        date=PartialDate(date.year, date.month, date.day) if date else None,
        container=one_line(site_name),
        url=_web_address(url),
        language=bcp47(language),
    )


def safe_key(text: str) -> str:
    """A citation key without what ends or breaks one in a `.bib` file or in `\\cite{…}`."""
    return _NOT_IN_KEYS.sub("", one_line(text))


def _names(texts: Iterable[str]) -> tuple[Name, ...]:
    return tuple(name for text in texts if (name := split_name(text)) != Name())


def _publisher(paper: Paper) -> str:
    """Who published it: a thesis and a report their institution, a preprint its server."""
    if paper.publisher or paper.kind not in ("article", "thesis", "report"):
        return one_line(paper.publisher)
    if paper.kind == "article" and paper.arxiv:
        return "arXiv"
    return one_line(paper.venue.title) if paper.venue else ""


def _doi(paper: Paper) -> str:
    if paper.doi:
        return paper.doi.id
    return f"10.48550/arXiv.{paper.arxiv.id}" if paper.arxiv and paper.kind == "article" else ""


def _url(paper: Paper) -> str:
    """Where the paper is: a preprint at arXiv, any other at its publisher's, if that is known."""
    arxiv = f"https://arxiv.org/abs/{paper.arxiv.id}" if paper.arxiv else ""
    doi = paper.doi.url if paper.doi else ""
    known = (arxiv, doi) if paper.kind == "article" else (doi, arxiv)
    links = dict(paper.links)
    others = (_link(link) for link in (paper.url, links.get("pdf"), links.get("project")))
    return next((url for url in (*known, *others) if url), "")


def _link(link: Link | None) -> str:
    return _web_address(link.target) if link and link.kind == "web" else ""


def _web_address(text: str) -> str:
    """An http(s) address with what would break a line or a pair of braces percent-encoded."""
    text = one_line(text)
    if not text.lower().startswith(("http://", "https://")):
        return ""
    return _NOT_IN_URLS.sub(lambda match: quote(match[0], safe=""), text)

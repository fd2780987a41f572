"""A reference to a paper or a note: the common input of all citation formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper, PaperType
from mkdocs_papernotes.people.names import Name, split_name
from mkdocs_papernotes.text import one_line

ReferenceType = PaperType | Literal["post-weblog"]
"""The names of types in CSL; a note is a `post-weblog`."""

_NOT_IN_KEYS = re.compile(r"""[\s"#%&'(),=@\\{}~]""")
_NOT_IN_URLS = re.compile(r'[\s"<>\\^`{|}]')
_DASH = re.compile("--+|[–—−]")


@dataclass(frozen=True)
class Reference:
    """One work to cite. Every text is one line; an empty value means “not known”."""

    key: str
    """The citation key. It may be empty or repeated until `key.with_keys` makes it unique."""
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
    """The number of pages."""
    publisher: str = ""
    """The publisher, the school of a thesis, or the institution of a report."""
    doi: str = ""
    arxiv: str = ""
    """The arXiv id without a version, as in arXiv's own BibTeX."""
    category: str = ""
    """The primary arXiv category."""
    url: str = ""
    """A full address; spaces, quotes, braces and similar characters are percent-encoded."""
    language: str = ""
    abstract: str = ""

    @property
    def arxiv_label(self) -> str:
        """A label such as `arXiv:2604.15244`; empty for a work without an arXiv id."""
        return f"arXiv:{self.arxiv}" if self.arxiv else ""

    @property
    def page_range(self) -> tuple[str, str]:
        """The first and the last page.

        If `page` is a single page or a list, it is returned whole, with an empty last page.
        """
        dash = _DASH.search(self.page, 1)
        first, last = (self.page[: dash.start()], self.page[dash.end() :]) if dash else ("", "")
        if not dash and self.page.count("-") == 1:
            first, _, last = self.page.partition("-")
        return (first.rstrip(), last.lstrip()) if first and last else (self.page, "")


def paper_reference(paper: Paper, key: str = "") -> Reference:
    """The reference of a paper with `key`, or with the citation key that the paper states.

    A preprint gets the DOI that arXiv registers for it. Links to files of the site are left out.
    """
    doi = facts.registered_doi(paper)
    names = map(facts.author_name, paper.authors)
    return Reference(
        key=safe_key(key or paper.citation_key),
        type=facts.kind(paper),
        title=one_line(paper.title),
        authors=tuple(name for name in names if name != Name()),
        date=paper.date,
        container=one_line(facts.cited_container(paper)),
        container_short=one_line(paper.venue.short_title) if paper.venue else "",
        volume=one_line(paper.volume),
        issue=one_line(paper.issue),
        page=one_line(paper.page),
        pages=one_line(paper.pages),
        publisher=one_line(facts.cited_publisher(paper)),
        doi=doi.id if doi else "",
        arxiv=paper.arxiv.id if paper.arxiv else "",
        category=one_line(facts.cited_category(paper)),
        url=_encoded(facts.cited_url(paper)),
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
    """The reference of a note; `url` is left out unless it is a full HTTP address."""
    return Reference(
        key=safe_key(key),
        type="post-weblog",
        title=one_line(title),
        authors=_names(authors),
        translators=_names(translators),
        date=PartialDate(date.year, date.month, date.day) if date else None,
        container=one_line(site_name),
        url=_encoded(url) if url.lower().startswith(("http://", "https://")) else "",
        language=bcp47(language),
    )


def safe_key(text: str) -> str:
    """A citation key without the characters that a `.bib` file or `\\cite{…}` cannot contain."""
    return _NOT_IN_KEYS.sub("", one_line(text))


def _names(texts: Iterable[str]) -> tuple[Name, ...]:
    return tuple(name for text in texts if (name := split_name(text)) != Name())


def _encoded(address: str) -> str:
    """An address on one line, with spaces, quotes, braces and similar characters encoded."""
    return _NOT_IN_URLS.sub(lambda match: quote(match[0], safe=""), one_line(address))

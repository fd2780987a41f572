"""A reference to a paper or a note: the common input of all citation formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mkdocs_papernotes.addresses import encoded
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper, PaperType
from mkdocs_papernotes.people.names import Name, split_name
from mkdocs_papernotes.text import one_line

ReferenceType = PaperType | Literal["post-weblog"]
"""The names of types in CSL; a note is a `post-weblog`."""

_NOT_IN_KEYS = re.compile(r"""[\s"#%&'(),=@\\{}~]""")


@dataclass(frozen=True)
class Reference:
    """One work to cite. Every text is one line; an empty value means “not known”."""

    key: str
    """The citation key. It may be empty or repeated until `key.with_keys` makes it unique."""
    type: ReferenceType
    title: str = ""
    protected: tuple[str, ...] = ()
    """Words of the title whose capitals must stay, beyond those that show it themselves."""
    other_title: str = ""
    """The title in another language."""
    authors: tuple[Name, ...] = ()
    others: bool = False
    """Whether there are more authors than those named."""
    translators: tuple[Name, ...] = ()
    date: PartialDate | None = None
    container: str = ""
    """The journal, the proceedings, the book, or the site."""
    container_short: str = ""
    volume: str = ""
    issue: str = ""
    page_range: tuple[str, str] = ("", "")
    """The first and the last page; a single page or a list is the first."""
    pages: str = ""
    """The number of pages."""
    eid: str = ""
    """The number of an article without page numbers."""
    number: str = ""
    """The number of a report or a patent."""
    genre: str = ""
    """What kind of thesis, report or other work it is, in words."""
    note: str = ""
    """Where a preprint was submitted or presented."""
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


def paper_reference(paper: Paper, key: str = "", other_title: str = "") -> Reference:
    """The reference of a paper with `key`, or with the citation key that the paper states.

    `other_title` is its title in another language. Links to files of the site are left out.
    """
    doi, container = facts.doi(paper), facts.container(paper)
    names = map(facts.author_name, paper.authors)
    is_preprint = facts.is_preprint(paper)
    place = one_line(container.title) if container else ""
    return Reference(
        key=safe_key(key or paper.citation_key),
        type=facts.kind(paper),
        title=one_line(paper.title),
        protected=paper.protected,
        other_title=one_line(other_title),
        authors=tuple(name for name in names if name != Name()),
        others=paper.others,
        date=paper.date,
        container="" if is_preprint else place,
        container_short=one_line(container.short_title) if container else "",
        volume=one_line(paper.volume),
        issue=one_line(paper.issue),
        page_range=facts.page_range(paper),
        pages=one_line(paper.pages),
        eid=one_line(paper.eid),
        number=one_line(paper.number),
        genre=one_line(paper.genre),
        note=one_line(facts.status(paper)) or (place if is_preprint else ""),
        publisher=one_line(facts.publisher(paper)),
        doi=doi.id if doi else "",
        arxiv=paper.arxiv.id if paper.arxiv else "",
        category=one_line(facts.primary_category(paper)),
        url=encoded(facts.url(paper)),
        language=bcp47(paper.language),
        abstract=one_line(paper.abstract),
    )


def note_reference(
    *,
    title: str,
    authors: Iterable[str | Name],
    url: str,
    site_name: str,
    language: str,
    date: date | None = None,
    translators: Iterable[str | Name] = (),
    key: str = "",
) -> Reference:
    """The reference of a note; `url` is left out unless it is a full HTTP address.

    Names that are texts are split.
    """
    return Reference(
        key=safe_key(key),
        type="post-weblog",
        title=one_line(title),
        authors=_names(authors),
        translators=_names(translators),
        date=PartialDate(date.year, date.month, date.day) if date else None,
        container=one_line(site_name),
        url=encoded(url) if url.lower().startswith(("http://", "https://")) else "",
        language=bcp47(language),
    )


def safe_key(text: str) -> str:
    """A citation key without the characters that a `.bib` file or `\\cite{…}` cannot contain."""
    return _NOT_IN_KEYS.sub("", one_line(text))


def _names(given: Iterable[str | Name]) -> tuple[Name, ...]:
    names = (split_name(name) if isinstance(name, str) else name for name in given)
    return tuple(name for name in names if name != Name())

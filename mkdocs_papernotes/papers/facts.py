"""Facts derived from a `Paper`, shared by everything that prints or exports it.

A fact that differs by purpose has a function for each; the docstring names the purpose. The arXiv
id and version, the DOI and the date are fields of `Paper`.
"""

from __future__ import annotations

import dataclasses
import re

from mkdocs_papernotes.papers.identifiers import Doi
from mkdocs_papernotes.papers.paper import Author, Paper, PaperType, Venue
from mkdocs_papernotes.people.names import Name, stated_name

_JOURNAL = re.compile(
    r"\b(journal|transactions|trans(?=\.)|letters|magazine|review|annals|proceedings of the (ieee"
    r"|vldb endowment|national academy)|nature|science|TMLR|JMLR|TPAMI|TACL|PVLDB)\b"
    r"|学报|學報|期刊",
    re.IGNORECASE,
)
_ARXIV = re.compile(r"arxiv(\.org|\b)|corr$|corr\W+abs/", re.IGNORECASE)
_SERVER = "arXiv"


def kind(paper: Paper) -> PaperType:
    """The stated type. Otherwise, by the venue, a journal or conference paper, or a preprint."""
    if paper.type:
        return paper.type
    if paper.venue is None:
        return "article"
    names = f"{paper.venue.title} {paper.venue.short_title}"
    return "article-journal" if paper.volume or _JOURNAL.search(names) else "paper-conference"


def is_preprint(paper: Paper) -> bool:
    """Whether the paper is a preprint, on arXiv or elsewhere."""
    return kind(paper) == "article"


def names_arxiv(text: str) -> bool:
    """Whether the name of a journal or publisher stands for arXiv, which is neither.

    Examples: `arXiv`, `arXiv preprint …`, `CoRR`, `CoRR abs/2604.15244`.
    """
    return bool(_ARXIV.match(text))


def is_identified(paper: Paper) -> bool:
    """Whether enough is known to cite the paper: its title, DOI or arXiv id."""
    return bool(paper.title or paper.doi or paper.arxiv)


def author_name(author: Author) -> Name:
    """The parts of an author's name, as stated or else split."""
    return stated_name(author.name, author.family, author.given)


# Identifiers


def registered_doi(paper: Paper) -> Doi | None:
    """For exports: the stated DOI, or for a preprint on arXiv the one that arXiv registers."""
    if paper.doi or paper.arxiv is None or not is_preprint(paper):
        return paper.doi
    return paper.arxiv.doi


def primary_category(paper: Paper) -> str:
    """The stated primary arXiv category, or empty."""
    if paper.categories:
        return paper.categories[0]
    return paper.arxiv.category if paper.arxiv else ""


def cited_category(paper: Paper) -> str:
    """For exports: the primary arXiv category, or else the archive of an old id (`hep-th`)."""
    archive, slash, _ = paper.arxiv.id.partition("/") if paper.arxiv else ("", "", "")
    return primary_category(paper) or (archive if slash else "")


# Addresses


def permanent_urls(paper: Paper) -> tuple[str, ...]:
    """For metadata: the addresses at arXiv and of the DOI, if any.

    They have no arXiv version, so that notes on different versions name the same paper.
    """
    urls = [dataclasses.replace(paper.arxiv, version="").url] if paper.arxiv else []
    return (*urls, paper.doi.url) if paper.doi else tuple(urls)


def record_url(paper: Paper) -> str:
    """For the table of papers: the address of the DOI, or of the stated arXiv version, or empty."""
    if paper.doi:
        return paper.doi.url
    return paper.arxiv.url if paper.arxiv else ""


def reading_url(paper: Paper) -> str:
    """For the header of a note: the address of the stated arXiv version, or of the DOI, or empty.

    arXiv comes first, because everybody can read the paper there.
    """
    return paper.arxiv.url if paper.arxiv else record_url(paper)


def cited_url(paper: Paper) -> str:
    """For exports: the address at arXiv for a preprint, of the DOI for other papers.

    If there is none, it is the other of the two, or the first web address under `url`, `links.pdf`
    and `links.project`.
    """
    arxiv = dataclasses.replace(paper.arxiv, version="").url if paper.arxiv else ""
    doi = paper.doi.url if paper.doi else ""
    known = (arxiv, doi) if is_preprint(paper) else (doi, arxiv)
    links = dict(paper.links)
    others = (paper.url, links.get("pdf"), links.get("project"))
    urls = (*known, *(link.web_address for link in others if link))
    return next(filter(None, urls), "")


# Where it appeared


def publisher(paper: Paper) -> str:
    """For metadata: the publisher, as stated.

    If none is stated, it is the venue of a thesis or report, and arXiv for a preprint there.
    """
    if paper.publisher:
        return paper.publisher
    if kind(paper) in ("thesis", "report"):
        return paper.venue.title if paper.venue else ""
    return _SERVER if is_preprint(paper) and paper.arxiv else ""


def cited_publisher(paper: Paper) -> str:
    """For exports: as `publisher`, but for other preprints the venue (`bioRxiv`)."""
    found = publisher(paper)
    return found or (paper.venue.title if paper.venue and is_preprint(paper) else "")


def container(paper: Paper) -> Venue | None:
    """For metadata: the journal, proceedings or book in which the paper appeared.

    Theses and reports have none; their venue is an institution.
    """
    return None if kind(paper) in ("thesis", "report") else paper.venue


def cited_container(paper: Paper) -> str:
    """For exports: the title of the venue; empty if it equals the publisher."""
    title = paper.venue.title if paper.venue else ""
    return "" if title == cited_publisher(paper) else title

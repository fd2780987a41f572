"""What a paper comes to: each fact stated once, for all that print or export it.

A fact that depends on who asks has a function for each purpose, whose docstring names it. The id
and the version of arXiv, the DOI and the date stand in the `Paper` itself.
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
    """The stated type; else a journal's or a conference's paper by its venue, or a preprint."""
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
    """Whether the name of a journal or a publisher means arXiv, which is neither.

    So it is with `arXiv`, `arXiv preprint …`, `CoRR`, `CoRR abs/2604.15244`.
    """
    return bool(_ARXIV.match(text))


def is_identified(paper: Paper) -> bool:
    """Whether enough is known to cite the paper: its title, DOI or arXiv id."""
    return bool(paper.title or paper.doi or paper.arxiv)


def author_name(author: Author) -> Name:
    """The name of an author in parts, as stated or as it is split."""
    return stated_name(author.name, author.family, author.given)


# Identifiers


def registered_doi(paper: Paper) -> Doi | None:
    """The DOI for exports: the stated one, or that which arXiv registers for each preprint."""
    if paper.doi or paper.arxiv is None or not is_preprint(paper):
        return paper.doi
    return paper.arxiv.doi


def primary_category(paper: Paper) -> str:
    """The primary arXiv category, as far as it was stated."""
    if paper.categories:
        return paper.categories[0]
    return paper.arxiv.category if paper.arxiv else ""


def cited_category(paper: Paper) -> str:
    """The primary arXiv category for exports: of an old id, else the archive (`hep-th`)."""
    archive, slash, _ = paper.arxiv.id.partition("/") if paper.arxiv else ("", "", "")
    return primary_category(paper) or (archive if slash else "")


# Addresses


def permanent_urls(paper: Paper) -> tuple[str, ...]:
    """For metadata: the addresses at arXiv and of the DOI, as far as there are any.

    Without an arXiv version, so that notes on different versions speak of the same paper.
    """
    urls = [dataclasses.replace(paper.arxiv, version="").url] if paper.arxiv else []
    return (*urls, paper.doi.url) if paper.doi else tuple(urls)


def record_url(paper: Paper) -> str:
    """For the table of papers: the DOI's address, else the stated version at arXiv, else empty."""
    if paper.doi:
        return paper.doi.url
    return paper.arxiv.url if paper.arxiv else ""


def reading_url(paper: Paper) -> str:
    """For the header of a note: the stated version at arXiv, which all can read, else the DOI's.

    Empty where there is neither; then `paper.url` may say where the paper is.
    """
    return paper.arxiv.url if paper.arxiv else record_url(paper)


def cited_url(paper: Paper) -> str:
    """For exports: of a preprint the address at arXiv, of any other paper that of its DOI.

    Else the other one, or the first address on the web under `url`, `links.pdf`, `links.project`.
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
    """For metadata: who published the paper.

    Of a thesis or a report it is the institution, which stands as its venue; of a preprint, arXiv.
    """
    if paper.publisher:
        return paper.publisher
    if kind(paper) in ("thesis", "report"):
        return paper.venue.title if paper.venue else ""
    return _SERVER if is_preprint(paper) and paper.arxiv else ""


def cited_publisher(paper: Paper) -> str:
    """For exports: as `publisher`, but of a preprint without an arXiv id its venue (`bioRxiv`)."""
    found = publisher(paper)
    return found or (paper.venue.title if paper.venue and is_preprint(paper) else "")


def container(paper: Paper) -> Venue | None:
    """For metadata: the journal, the proceedings or the book that the paper appeared in.

    A thesis and a report appear in none; their venue is an institution.
    """
    return None if kind(paper) in ("thesis", "report") else paper.venue


def cited_container(paper: Paper) -> str:
    """For exports: the title of the venue, unless it is that of the publisher."""
    title = paper.venue.title if paper.venue else ""
    return "" if title == cited_publisher(paper) else title

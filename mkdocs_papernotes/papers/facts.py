"""Facts derived from a `Paper`, shared by everything that prints or exports it.

The arXiv id and version and the date are fields of `Paper`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.papers.identifiers import Doi
from mkdocs_papernotes.papers.paper import Author, Paper, PaperType, Venue
from mkdocs_papernotes.papers.venues import is_unpublished, kind_of_venue, names_arxiv
from mkdocs_papernotes.people.names import Name, stated_name
from mkdocs_papernotes.people.organisations import is_organisation
from mkdocs_papernotes.text import one_line

_SERVER = "arXiv"
_PUBLISHED_BY_VENUE = ("article", "thesis", "report", "book", "dataset", "software", "patent")
"""Types of which the venue, if nobody else, is the publisher: a university, Zenodo, bioRxiv."""
_DASH = re.compile(r"-{2,}|[–—−]")


def kind(paper: Paper) -> PaperType:
    """The stated type, or else the one that the venue suggests; without a venue a preprint."""
    if paper.type:
        return paper.type
    return kind_of_venue(paper.venue, paper.volume) if paper.venue else "article"


def is_preprint(paper: Paper) -> bool:
    """Whether the paper is a preprint, on arXiv or elsewhere."""
    return kind(paper) == "article"


def is_identified(paper: Paper) -> bool:
    """Whether enough is known to cite the paper: its title, DOI or arXiv id."""
    return bool(paper.title or paper.doi or paper.arxiv)


def author_name(author: Author) -> Name:
    """The parts of an author's name, as stated or else split."""
    if author.organisation:
        return Name(literal=one_line(author.name))
    return stated_name(author.name, author.family, author.given, author.suffix)


def is_institution(author: Author) -> bool:
    """Whether an author is an organisation, as stated or by the words of its name."""
    return author.organisation or (not author.given and is_organisation(author.name))


# Identifiers


def doi(paper: Paper) -> Doi | None:
    """The DOI: of a preprint at arXiv that which arXiv registers, if no other is stated.

    arXiv's DOI is not that of a paper which appeared elsewhere.
    """
    if paper.doi and not paper.doi.is_arxiv:
        return paper.doi
    return paper.arxiv.doi if paper.arxiv and is_preprint(paper) else None


def primary_category(paper: Paper) -> str:
    """The primary arXiv category: as stated, or else the archive of an old id (`hep-th`)."""
    if paper.categories:
        return paper.categories[0]
    if paper.arxiv is None:
        return ""
    archive, slash, _ = paper.arxiv.id.partition("/")
    return paper.arxiv.category or (archive if slash else "")


def permanent_urls(paper: Paper) -> tuple[str, ...]:
    """Addresses that identify the paper, at arXiv and of the DOI, as far as there are any.

    Without an arXiv version, so that notes on different versions speak of the same paper.
    """
    found = doi(paper)
    urls = (_arxiv_url(paper), found.url if found else "")
    return tuple(filter(None, urls))


def url(paper: Paper, resolve: Callable[[Link], str | None] | None = None) -> str:
    """The address at which to find the paper; empty if none is known.

    Of a preprint it is that at arXiv, of any other paper that of its DOI, else at arXiv, else the
    first one under `url`, `links.pdf`, `links.project`. `resolve` gives the address of a link;
    without it only addresses on the web count.
    """
    found = doi(paper)
    by_doi = found.url if found else ""
    known = (_arxiv_url(paper), by_doi) if is_preprint(paper) else (by_doi, _arxiv_url(paper))
    links = dict(paper.links)
    others = filter(None, (paper.url, links.get("pdf"), links.get("project")))
    resolved = ((resolve(link) if resolve else link.web_address) for link in others)
    return next(filter(None, (*known, *resolved)), None) or ""


def _arxiv_url(paper: Paper) -> str:
    return dataclasses.replace(paper.arxiv, version="").url if paper.arxiv else ""


# Where it appeared


def publisher(paper: Paper) -> str:
    """Who published the paper.

    If none is stated: of a preprint arXiv; else its venue where that can be a publisher, as of a
    thesis, a report, a dataset.
    """
    if paper.publisher:
        return paper.publisher
    if is_preprint(paper) and (paper.arxiv or _is_at_arxiv(paper)):
        return _SERVER
    return paper.venue.title if paper.venue and _venue_publishes(paper) else ""


def container(paper: Paper) -> Venue | None:
    """The journal, proceedings, book or series that the paper appeared in.

    `None` where the venue is the publisher, or says only that it has not appeared.
    """
    if paper.venue is None or _is_at_arxiv(paper) or _venue_publishes(paper) or status(paper):
        return None
    same = kind(paper) in _PUBLISHED_BY_VENUE and paper.venue.title == publisher(paper)
    return None if same else paper.venue


def status(paper: Paper) -> str:
    """What stands in place of the venue of a preprint: `Under review at ICLR 2027`."""
    said = is_preprint(paper) and paper.venue is not None and is_unpublished(paper.venue.title)
    return paper.venue.title if said and paper.venue and not _is_at_arxiv(paper) else ""


def page_range(paper: Paper) -> tuple[str, str]:
    """The first and the last page.

    If `page` is a single page or a list, it is returned whole, with an empty last page.
    """
    text = one_line(paper.page)
    first, dash, last = _DASH.sub("–", text).partition("–")
    if not dash and text.count("-") == 1:
        first, dash, last = text.partition("-")
    first, last = first.strip(), last.strip()
    return (first, last) if first and last else (text, "")


def _is_at_arxiv(paper: Paper) -> bool:
    return paper.venue is not None and names_arxiv(paper.venue.title)


def _venue_publishes(paper: Paper) -> bool:
    """Whether the venue, for want of a stated publisher, is the publisher."""
    if paper.publisher or kind(paper) not in _PUBLISHED_BY_VENUE:
        return False
    return not (is_preprint(paper) and (paper.arxiv or status(paper)))

"""A paper as the mapping under `paper:`, from which `read_paper` reads it again."""

from __future__ import annotations

from datetime import date

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Affiliation, Author, Paper, Venue

_TEXTS = (
    "volume", "issue", "page", "pages", "eid", "number", "genre", "publisher", "language", "focus",
    "contribution", "abstract",
)  # fmt: skip


def paper_values(paper: Paper) -> dict[str, object]:
    """The keys of a paper in the order of the guide, without those that are empty."""
    values: dict[str, object] = {
        "type": paper.type,
        "title": paper.title,
        "authors": [*map(_author, paper.authors), *(["et al."] if paper.others else [])],
        "date": _date(paper.date),
        "arxiv": str(paper.arxiv) if paper.arxiv else "",
        "doi": str(paper.doi) if paper.doi else "",
        "categories": list(paper.categories),
        "venue": _venue(paper.venue),
        **{name: getattr(paper, name) for name in _TEXTS},
        "url": paper.url.target if paper.url else "",
        "links": {kind: link.target for kind, link in paper.links},
        "citation_key": paper.citation_key,
        "read_version": paper.read_version,
    }
    return {key: value for key, value in values.items() if value}


def _author(author: Author) -> object:
    """An author: the name alone, if that says everything."""
    values: dict[str, object] = {}
    if author.organisation:
        values["literal"] = author.name
    else:
        values["name"] = author.name
        if facts.author_name(author) != facts.author_name(Author(author.name)):
            values |= {"family": author.family, "given": author.given, "suffix": author.suffix}
    values |= {
        "affiliations": [_affiliation(each) for each in author.affiliations],
        "orcid": str(author.orcid) if author.orcid else "",
        "corresponding": author.corresponding,
        "equal_contributor": author.equal,
    }
    values = {key: value for key, value in values.items() if value}
    return author.name if values.keys() == {"name"} else values


def _affiliation(affiliation: Affiliation) -> object:
    if affiliation.ror:
        return {"name": affiliation.name, "ror": affiliation.ror}
    return affiliation.name


def _venue(venue: Venue | None) -> object:
    if venue is None or venue == Venue(venue.title):
        return venue.title if venue else ""
    url = venue.link.target if venue.link else ""
    values = {"title": venue.title, "short_title": venue.short_title, "url": url}
    return {key: value for key, value in values.items() if value}


def _date(day: PartialDate | None) -> object:
    """A year, a month or a day in a form that YAML writes without quotes."""
    if day is None:
        return ""
    if day.month and day.day:
        return date(day.year, day.month, day.day)
    return str(day) if day.month else day.year

"""JSON-LD: the note and its paper in the vocabulary of schema.org, for search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.metadata.license import License
from mkdocs_papernotes.metadata.record import NoteRecord, PersonRecord, day
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Author, Paper, PaperType, Venue
from mkdocs_papernotes.text import one_line

_Node = dict[str, Any]

_TYPES: dict[PaperType, str] = {
    "thesis": "Thesis",
    "report": "Report",
    "chapter": "Chapter",
    "book": "Book",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "patent": "CreativeWork",
    "webpage": "WebPage",
}
_PATENT = "https://www.wikidata.org/wiki/Q253623"
"""schema.org has no type for patents."""
_OF_MODEL = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
"""A member of IPTCDigitalSourceEnumeration, for what a model made."""
_WITH_PAGINATION = {"ScholarlyArticle", "Report", "Chapter"}
_HARMFUL = re.compile("[<>&\u2028\u2029]")


def json_ld(record: NoteRecord) -> str:
    """A `<script>` with one graph: a `BlogPosting` and the `ScholarlyArticle` that it is about.

    The two have different ids, so that no reader takes the note for the paper. Characters that
    could end the script or open a comment are escaped (HTML, "Restrictions for contents of script
    elements").
    """
    texts = [_written(_note(record))]
    if record.paper and facts.is_identified(record.paper):
        texts.append(_paper_text(record.paper, record.paper_url, record.other_title))
    graph = ",\n".join(texts)
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[\n'
        f"{graph}\n]}}</script>"
    )


def _written(node: _Node) -> str:
    text = json.dumps(_trimmed(node), ensure_ascii=False, separators=(",", ":"))
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _note(record: NoteRecord) -> _Node:
    paper = {"@id": _paper_id(record.paper)} if record.paper else {}
    return {
        "@type": "BlogPosting",
        "@id": record.url,
        "url": record.url,
        "mainEntityOfPage": record.url,
        "headline": record.title,
        "description": record.description,
        "inLanguage": bcp47(record.language),
        "datePublished": day(record.date),
        "dateModified": day(record.updated),
        "author": [_person(person) for person in record.authors],
        "translator": [_person(person) for person in record.translators],
        "keywords": list(record.tags),
        "image": record.image.url if record.image else "",
        "license": _license(record.license),
        "isPartOf": {"@type": "Blog", "name": record.site_name},
        "translationOfWork": _version(record, record.original_url),
        "workTranslation": [_version(record, url) for url in record.translation_urls],
        "digitalSourceType": _OF_MODEL if record.is_of_model else "",
        "creativeWorkStatus": record.status,
        "about": paper,
        "citation": paper,
    }


def _paper_id(paper: Paper) -> str:
    """The `@id` of a paper: its arXiv or DOI address, or `_:paper` if it has neither.

    Empty if too little is known to describe the paper.
    """
    if not facts.is_identified(paper):
        return ""
    return next(iter(facts.permanent_urls(paper)), "_:paper")


def _license(known: License | None) -> _Node | str:
    """A licence by its address; one without an address is described by its name."""
    if known is None:
        return ""
    return known.url or {"@type": "CreativeWork", "name": known.name}


def _version(record: NoteRecord, url: str | None) -> _Node:
    """The note in another language, described only by its address; empty without an address."""
    if not url:
        return {}
    language = next((tag for tag, known in record.versions.items() if known == url), "")
    return {"@type": "BlogPosting", "@id": url, "url": url, "inLanguage": bcp47(language)}


def _person(person: PersonRecord) -> _Node:
    orcid = person.orcid.url if person.orcid else ""
    return {
        "@type": "Person",
        "name": person.name,
        "url": person.url,
        "image": person.avatar,
        "identifier": orcid,
        "sameAs": orcid,
    }


@lru_cache(maxsize=4096)  # the versions of a note have it in common
def _paper_text(paper: Paper, url: str, other_title: str) -> str:
    return _written(_paper(paper, url, other_title))


def _paper(paper: Paper, url: str, other_title: str) -> _Node:
    identifier = _paper_id(paper)
    kind = _TYPES.get(facts.kind(paper), "ScholarlyArticle")
    return {
        "@type": kind,
        "additionalType": _PATENT if facts.kind(paper) == "patent" else "",
        "@id": identifier,
        "url": url,
        "name": paper.title,
        "headline": paper.title,
        "alternateName": other_title,
        "author": [_author(author) for author in paper.authors],
        "datePublished": str(paper.date or ""),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": value}
            for scheme, value in _identifiers(paper)
        ],
        "sameAs": [url for url in facts.permanent_urls(paper) if url != identifier],
        "publisher": {"@type": "Organization", "name": facts.publisher(paper)},
        "isPartOf": _container(paper),
        "pagination": paper.page or paper.eid if kind in _WITH_PAGINATION else "",
        "numberOfPages": int(paper.pages) if kind == "Book" and paper.pages.isdecimal() else "",
        "reportNumber": paper.number if kind == "Report" else "",
        "inSupportOf" if kind == "Thesis" else "genre": paper.genre,
        "creativeWorkStatus": facts.status(paper),
        "inLanguage": bcp47(paper.language),
    }


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """The paper's identifiers, each after the name of its scheme."""
    if paper.arxiv:
        yield "arXiv", paper.arxiv.id
    if doi := facts.doi(paper):
        yield "DOI", doi.id
    if paper.number and facts.kind(paper) == "patent":
        yield "patent number", paper.number


def _author(author: Author) -> _Node:
    orcid, name = author.orcid.url if author.orcid else "", facts.author_name(author)
    if facts.is_institution(author):
        return {"@type": "Organization", "name": name.readable, "sameAs": orcid}
    return {
        "@type": "Person",
        "name": name.readable,
        "familyName": name.surname if name.family else "",
        "givenName": name.given,
        "honorificSuffix": name.suffix,
        "affiliation": [
            {"@type": "Organization", "name": place.name, "sameAs": place.ror}
            for place in author.affiliations
        ],
        "identifier": orcid,
        "sameAs": orcid,
    }


def _container(paper: Paper) -> _Node:
    """The journal issue, book or proceedings in which the paper appeared."""
    kind, venue = facts.kind(paper), facts.container(paper)
    if venue is None:
        return {}
    if kind != "article-journal":
        return _venue("Book" if kind == "chapter" else "CreativeWork", venue)
    node = _venue("Periodical", venue)
    if paper.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": paper.volume, "isPartOf": node}
    if paper.issue:
        node = {"@type": "PublicationIssue", "issueNumber": paper.issue, "isPartOf": node}
    return node


def _venue(kind: str, venue: Venue) -> _Node:
    return {
        "@type": kind,
        "name": venue.title,
        "alternateName": venue.short_title,
        "url": venue.link.web_address if venue.link else "",
    }


def _trimmed(value: Any) -> Any:
    """The value without empty texts, empty lists, and nodes that have nothing but a type."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        said = {key: said for key, item in value.items() if item and (said := _trimmed(item))}
        return said if said.keys() - {"@type"} else {}
    if isinstance(value, list):
        return [item for item in map(_trimmed, value) if item]
    return value or ""

"""Turns an entry of a bibliography into a paper."""

from __future__ import annotations

import re
from typing import Literal

from mkdocs_papernotes.bibliography.entry import Entry, EntryField
from mkdocs_papernotes.bibliography.preprint import find_arxiv, is_arxiv_page
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.named import language_tag
from mkdocs_papernotes.papers.identifiers import ARXIV_DOIS, ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper, PaperType, Venue
from mkdocs_papernotes.papers.venues import names_arxiv
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem

_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(dx\.|www\.)?doi\.org/", re.IGNORECASE)
_ACRONYM = re.compile(
    r"(?P<short>[A-Z][\w&/-]*(?: [A-Z][\w&/-]*)*(?: ?['’]\d\d| ?(?:19|20)\d\d))(?=:|$)"
)
_RANGE = re.compile(r"(?:(?<!\s)\s+)?(?:-{2,3}|–|—)\s*")
_HYPHEN = re.compile(r"(\w*\d)\s*-\s*(\w*\d)")
_COUNT = re.compile(r"(\d+)\s*(pages|pp?\.?|页)?", re.IGNORECASE)
_MAYBE_PREPRINTS = ("", "article-journal", "report", "webpage")
"""Types as which people file papers that are only at arXiv."""
_NUMBERED = ("report", "patent", "dataset", "software")
"""Types of which `number` is the number of the work itself, not the issue of a journal."""
_GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "software": "",
    "datacd": "",
}
"""BibLaTeX's keys for kinds of works (its manual, 4.9.2.13)."""
_LINKS = {
    "pdf": "pdf",
    "code": "code",
    "software": "code",
    "slides": "slides",
    "video": "video",
    "poster": "poster",
    "website": "project",
}
"""Kinds of links by field; bibliographies of PMLR and of personal pages have such fields.

Their values may also be local files, which are ignored.
"""


def describe(entry: Entry) -> tuple[Paper, tuple[Problem, ...]]:
    """The paper of an entry, and the problems of its identifiers and addresses.

    arXiv is neither a venue nor a publisher: a paper that appeared only there is a preprint.
    """
    arxiv, categories, problems = find_arxiv(entry)
    doi, doi_problems = _doi(entry)
    url, url_problems = _url(entry)
    venue, in_arxiv = _venue(entry), _is_in_arxiv(entry)
    publisher = _publisher(entry)
    links = _links(entry)
    if url and url.target.lower().split("?")[0].endswith(".pdf"):
        links, url = {"pdf": url, **links}, None
    page, pages = ("", "") if in_arxiv else _pages(entry)
    paper = Paper(
        type=_type(entry, arxiv, bool(venue or publisher)),
        title=": ".join(text for text in (entry.text("title"), entry.text("subtitle")) if text),
        protected=entry.protected,
        authors=entry.authors,
        others=entry.others,
        date=entry.date,
        arxiv=arxiv,
        doi=doi,
        categories=categories,
        venue=venue,
        volume="" if in_arxiv else entry.text("volume"),
        issue="" if in_arxiv or entry.type in _NUMBERED else _issue(entry),
        page=page,
        pages=pages,
        eid=_article_number(entry),
        number=_issue(entry) if entry.type in _NUMBERED else "",
        genre=_GENRES.get(entry.text("type").lower(), entry.text("type")) or entry.genre,
        publisher=publisher,
        language=language_tag(entry.text("langid")) or language_tag(entry.text("language")),
        abstract=entry.text("abstract"),
        url=url,
        links=tuple(links.items()),
        citation_key=entry.key,
    )
    return paper, (*problems, *doi_problems, *url_problems)


def _type(entry: Entry, arxiv: ArxivId | None, published: bool) -> PaperType | Literal[""]:
    if arxiv and not published and entry.type in _MAYBE_PREPRINTS:
        return "article"
    return entry.type


def _doi(entry: Entry) -> tuple[Doi | None, tuple[Problem, ...]]:
    """The DOI from `doi` or a doi.org address; DOIs that arXiv registers are left out."""
    problems: list[Problem] = []
    url = entry.find("url", "howpublished")
    for found in (entry.find("doi"), url if url and _RESOLVER.match(url.text) else None):
        if found is None or ARXIV_DOIS.lower() in found.text.lower():
            continue
        try:
            return Doi.parse(found.text), tuple(problems)
        except BadValueError as error:
            problems.append(entry.problem(error.name, found, error.values))
    return None, tuple(problems)


def _url(entry: Entry) -> tuple[Link | None, tuple[Problem, ...]]:
    """The address, unless it only repeats the arXiv id or the DOI."""
    found = entry.find("url")
    if found is None:
        found = entry.find("howpublished")
        if found is None or not _WEB.search(found.text):
            return None, ()
    if is_arxiv_page(found.text) or _RESOLVER.match(found.text):
        return None, ()
    link = _link(entry, found)
    if link is None:
        return None, (entry.problem("not-a-web-address", found, {"given": found.text}),)
    return link, ()


def _link(entry: Entry, found: EntryField) -> Link | None:
    match = _WEB.search(found.text)
    if match is None or (found.name.lower() == "url" and match.start() > 0):
        return None
    link = Link(match[0].rstrip(".,;"), entry.source, found.line, f"{entry.key}.{found.name}")
    return link if link.kind == "web" else None


def _links(entry: Entry) -> dict[str, Link]:
    links: dict[str, Link] = {}
    for name, kind in _LINKS.items():
        found = entry.find(name)
        if found and _WEB.match(found.text) and (link := _link(entry, found)):
            links.setdefault(kind, link)
    return links


def _is_in_arxiv(entry: Entry) -> bool:
    """Whether the stated journal is arXiv, so that volume and pages only repeat the id."""
    return names_arxiv(entry.text("booktitle", "journaltitle", "journal"))


def _publisher(entry: Entry) -> str:
    """The institution, the publisher or the holder, whichever the type of entry has."""
    names = ["publisher", "institution", "school", "organization"]
    if entry.type in ("thesis", "report"):
        names = ["school", "institution", "publisher", "organization"]
    elif entry.type == "patent":
        names = ["holder", "assignee", "publisher"]
    elif entry.type == "webpage":
        names = ["publisher"]  # the organization is the site
    found = entry.text(*names)
    return "" if names_arxiv(found) else found


def _article_number(entry: Entry) -> str:
    """`eid`, and in CSL-JSON `number`, of an article; an arXiv id there is no such number."""
    if entry.type not in ("article-journal", "paper-conference", ""):
        return ""
    number = entry.find("number")
    csl = number.text if number and entry.source.lower().endswith(".json") else ""
    eid = entry.text("eid") or csl
    return "" if names_arxiv(eid) else eid


def _venue(entry: Entry) -> Venue | None:
    names = ["booktitle", "journaltitle", "journal", "eventtitle"]
    if entry.type == "article-journal":
        names = ["journaltitle", "journal", "booktitle"]
    elif entry.type == "webpage":
        names = ["journaltitle", "organization", "booktitle"]
    elif entry.type == "book" and _publisher(entry):
        names = ["series"]
    title = entry.text(*names)
    if not title or names_arxiv(title):
        return None
    short = entry.text("shortjournal") or _acronym(entry, "series") or _acronym(entry, "eventtitle")
    return Venue(title, "" if short == title else short)


def _acronym(entry: Entry, name: str) -> str:
    """A short name such as `SOSP '19`: ACM puts it into `series`, Zotero before the event name."""
    match = _ACRONYM.match(entry.text(name))
    return match["short"] if match else ""


def _issue(entry: Entry) -> str:
    number = entry.text("number", "issue")
    return "" if names_arxiv(number) else number


def _pages(entry: Entry) -> tuple[str, str]:
    """The range of pages, with an en dash, and the number of pages."""
    text = entry.text("pages")
    total = _COUNT.fullmatch(entry.text("pagetotal", "numpages"))
    count = total[1] if total else ""
    alone = _COUNT.fullmatch(text)
    if alone and (alone[2] or entry.type in ("thesis", "report")):
        return "", count or alone[1]
    if names_arxiv(text):
        return "", count
    joined = _RANGE.sub("–", text)
    hyphened = _HYPHEN.fullmatch(joined)
    return (f"{hyphened[1]}–{hyphened[2]}" if hyphened else joined), count

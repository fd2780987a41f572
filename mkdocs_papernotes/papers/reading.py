"""Reading a `paper:` block: a bad field is reported and ignored, the others are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Literal, cast

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.reader import Block, plain, shown
from mkdocs_papernotes.languages.named import language_tag
from mkdocs_papernotes.papers.authors import read_authors
from mkdocs_papernotes.papers.category import parse_category
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import LINK_KINDS, Paper, PaperType, Venue, agree
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.text import nearest, one_line

_TYPES_MEANT = {
    "preprint": "article",
    "inproceedings": "paper-conference",
    "conference-paper": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "dissertation": "thesis",
    "techreport": "report",
    "incollection": "chapter",
    "inbook": "chapter",
    "monograph": "book",
    "data": "dataset",
    "code": "software",
    "online": "webpage",
    "website": "webpage",
}
_CITATION_KEY = re.compile(r"[\w:.+/-]+")
_SHORT_FORM = re.compile(r"(?!\w+://)[A-Za-z0-9_:.+/-]+")
"""A citation key in place of the mapping: ASCII only, because a Chinese title has no spaces."""
_VERSION = re.compile(r"v?(?P<number>[1-9][0-9]{0,3})", re.IGNORECASE)
_COUNT = re.compile(r"(?P<count>[0-9]{1,6})\s*(?:pages?|pp?\.?|页|頁)?", re.IGNORECASE)
_NUMBER = r"[A-Za-z]*[0-9]+(?::[0-9]+)?"
_RANGE = re.compile(rf"(?:pp?\.\s*)?(?P<first>{_NUMBER})\s*[-–—−]{{1,2}}\s*(?P<last>{_NUMBER})")
_ALIKE = 0.8


def read_paper(page: Block, today: date | None = None) -> Paper | None:
    """The paper under the key `paper`, or `None`; bad fields are reported and ignored.

    A text is a citation key. With `today`, arXiv ids from the future are reported.
    """
    value = page.get("paper")
    if isinstance(value, Mapping):
        return _paper(page.inner("paper", value), today)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    text = page.typed("paper").strip()
    identifier = _identifier(text)
    if isinstance(value, str) and not identifier and _SHORT_FORM.fullmatch(text):
        return Paper(citation_key=text)
    example = identifier or "title: …"
    page.problem("paper", "paper-not-a-mapping", given=text or shown(value), example=example)
    return None


def _identifier(text: str) -> str:
    """The line to write for an arXiv id or a DOI; empty for other texts."""
    with suppress(ValueError):
        return f'arxiv: "{ArxivId.parse(text)}"'
    with suppress(ValueError):
        return f'doi: "{Doi.parse(text)}"'
    return ""


def _paper(block: Block, today: date | None) -> Paper:
    block.check_keys()
    arxiv, doi = _identifiers(block, today)
    page, pages = _extent(block)
    authors, others = read_authors(block)
    return Paper(
        type=_type(block),
        title=block.text("title"),
        authors=authors,
        others=others,
        date=_date(block),
        arxiv=arxiv,
        doi=doi,
        categories=tuple(dict.fromkeys(_categories(block))),
        venue=_venue(block),
        volume=block.text("volume"),
        issue=block.text("issue"),
        page=page,
        pages=pages,
        eid=block.text("eid"),
        number=block.text("number"),
        genre=block.text("genre"),
        publisher=block.text("publisher"),
        language=block.parsed("language", _language) or "",
        focus=block.text("focus"),
        contribution=block.text("contribution"),
        abstract=block.paragraphs("abstract"),
        url=block.link("url"),
        links=tuple(_links(block)),
        citation_key=block.parsed("citation_key", _citation_key) or "",
        read_version=block.parsed("read_version", _version) or "",
    )


def _type(block: Block) -> PaperType | Literal[""]:
    found = block.choice("type", "unknown-type", _TYPES_MEANT)
    return cast(PaperType, found or "")


def _date(block: Block) -> PartialDate | None:
    """The first date under `date` and its aliases; others that contradict it are reported."""
    found: tuple[str, PartialDate] | None = None
    for key in block.names("date"):
        value = block.date(key)
        if value is None:
            continue
        if found is None:
            found = key, value
        elif not agree(found[1], value):
            other, counts = found
            block.problem(key, "contradicting-dates", given=value, other=other, counts=counts)
    return found[1] if found else None


def _identifiers(block: Block, today: date | None) -> tuple[ArxivId | None, Doi | None]:
    """The arXiv id and the DOI; a DOI that arXiv registered gives the id, too."""
    arxiv, doi = block.parsed("arxiv", ArxivId.parse), block.parsed("doi", Doi.parse)
    key = "arxiv" if arxiv else "doi"
    if doi and doi.is_arxiv:
        arxiv, doi = _arxiv_doi(block, arxiv, doi)
    if arxiv and today and _is_future(arxiv, today):
        block.problem(key, "arxiv-in-the-future", given=arxiv.id, month=arxiv.month)
    return arxiv, doi


def _arxiv_doi(block: Block, arxiv: ArxivId | None, doi: Doi) -> tuple[ArxivId | None, Doi | None]:
    """The id and the DOI for a DOI that arXiv registered.

    A DOI that is invalid or names another paper than `arxiv` is reported and dropped.
    """
    try:
        named = ArxivId.parse(doi.id)
    except BadValueError as error:
        block.problem("doi", error.name, **error.values)
        return arxiv, None
    if arxiv and named.key != arxiv.key:
        block.problem("doi", "doi-contradicts-arxiv", given=doi, named=named.id, arxiv=arxiv.id)
        return arxiv, None
    return arxiv or named, named.doi


def _is_future(arxiv: ArxivId, today: date) -> bool:
    """Whether an id is from after next month; next month is accepted, because clocks differ."""
    month = arxiv.month
    return (month.year - today.year) * 12 + (month.month or 0) - today.month > 1


def _categories(block: Block) -> Iterator[str]:
    for value in block.listed("categories"):
        text = plain(value)
        if text is None and value is not None:
            block.problem("categories", "expected-categories", given=shown(value))
        for part in dict.fromkeys(re.split(r"[\s,;，；、]+", text or "")):
            if part:
                yield from _category(block, part)


def _category(block: Block, text: str) -> Iterator[str]:
    try:
        yield parse_category(text)
    except BadValueError as error:
        block.problem("categories", error.name, **error.values)


def _venue(block: Block) -> Venue | None:
    value = block.get("venue")
    if not isinstance(value, Mapping):
        title = block.text("venue")
        return Venue(title) if title else None
    venue = block.inner("venue", value)
    before = venue.reported
    venue.check_keys()
    title, short, link = venue.text("title"), venue.text("short_title"), venue.link("url")
    if title or short:
        return Venue(title or short, short, link)
    if venue.reported == before:
        block.problem("venue", "venue-without-title")
    return None


def _extent(block: Block) -> tuple[str, str]:
    """The range of pages, and their number."""
    page, pages = block.text("page"), block.text("pages")
    page = _range(page) or page
    if count := _COUNT.fullmatch(pages):
        number = count["count"].lstrip("0")
        if number:
            return page, number
    elif between := _range(pages):
        block.problem("pages", "which-pages", given=pages, range=between)
        return page or between, ""
    if pages:
        block.problem("pages", "not-a-number-of-pages", given=pages)
    return page, ""


def _range(text: str) -> str:
    """A range of pages as `1–15`, from its various spellings; empty for other texts."""
    match = _RANGE.fullmatch(text)
    return f"{match['first']}–{match['last']}" if match else ""


def _links(block: Block) -> Iterator[tuple[str, Link]]:
    value = block.get("links")
    if value is None:
        return
    if not isinstance(value, Mapping):
        block.problem("links", "expected-links", given=shown(value))
        return
    links = block.inner("links", value)
    for kind in links:
        if not one_line(kind):
            block.problem("links", "link-without-kind")
            continue
        is_known = kind.lower() in LINK_KINDS or any(map(str.isdigit, kind))
        if not is_known and (near := nearest(kind, LINK_KINDS, _ALIKE)):
            links.problem(kind, "unknown-link-kind", given=kind, near=near)
        if link := links.link(kind):
            yield one_line(kind), link


def _citation_key(text: str) -> str:
    if _CITATION_KEY.fullmatch(text):
        return text
    raise BadValueError("not-a-citation-key", given=text)


def _language(text: str) -> str:
    if tag := language_tag(text):
        return tag
    raise BadValueError("not-a-language", given=text)


def _version(text: str) -> str:
    if match := _VERSION.fullmatch(text):
        return f"v{match['number']}"
    raise BadValueError("not-a-version", given=text)

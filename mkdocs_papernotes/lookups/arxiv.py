"""arXiv's answers: Atom, as https://info.arxiv.org/help/api/user-manual.html describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree

from mkdocs_papernotes.bibliography.latex import decode
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.lookups.answer import AnswerError
from mkdocs_papernotes.papers.category import parse_category
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Affiliation, Author, Paper, Venue
from mkdocs_papernotes.text import one_line

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_PAGES = re.compile(r"(?<![\w.-])([1-9][0-9]{0,3})\s*(?:pages|pp\.?)(?!\w)", re.IGNORECASE)
_WITHDRAWN = re.compile(r"\bwithdrawn\b", re.IGNORECASE)


@dataclass(frozen=True)
class ArxivEntry:
    """A paper as arXiv describes one of its versions."""

    paper: Paper
    """With `read_version`; its `arxiv` has no version."""
    updated: PartialDate | None
    """When that version appeared."""
    comment: str = ""
    journal_ref: str = ""

    @property
    def version(self) -> str:
        """Such as `v2`."""
        return self.paper.read_version

    @property
    def is_withdrawn(self) -> bool:
        """Whether the authors say so in their comment, where arXiv has them say it."""
        return bool(_WITHDRAWN.search(self.comment))


def query(ids: Sequence[ArxivId]) -> dict[str, str]:
    """The parameters of `/api/query` for papers, each in the version that its id names."""
    return {"id_list": ",".join(map(str, ids)), "max_results": str(len(ids))}


def read_atom(content: bytes) -> list[ArxivEntry]:
    """The entries of an answer; papers that arXiv does not have are left out.

    Raises `AnswerError` for other answers, and for one that says what is wrong with the question.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise AnswerError("the answer is not valid XML") from error
    if root is None or root.tag != f"{_ATOM}feed":
        raise AnswerError("the answer is not an Atom feed")
    return [each for entry in root.iter(f"{_ATOM}entry") if (each := _entry(entry))]


def _entry(entry: etree._Element) -> ArxivEntry | None:
    address = _text(entry, f"{_ATOM}id")
    if "/api/errors" in address:
        raise AnswerError(f"arXiv says: {_text(entry, f'{_ATOM}summary')}")
    title = _text(entry, f"{_ATOM}title")
    try:
        arxiv = ArxivId.parse(address)
    except ValueError:
        return None
    if not title:
        return None
    comment = _text(entry, f"{_ARXIV}comment")
    journal_ref = _text(entry, f"{_ARXIV}journal_ref")
    pages = _PAGES.search(comment)
    paper = Paper(
        title=_plain(title),
        authors=tuple(_authors(entry)),
        date=_date(entry, f"{_ATOM}published"),
        arxiv=ArxivId(arxiv.id),
        doi=_doi(entry),
        categories=tuple(dict.fromkeys(_categories(entry))),
        venue=Venue(journal_ref) if journal_ref else None,
        pages=pages[1] if pages else "",
        abstract=_plain(_text(entry, f"{_ATOM}summary")),
        links=(("pdf", Link(f"https://arxiv.org/pdf/{arxiv.id}", "")),),
        read_version=arxiv.version,
    )
    return ArxivEntry(paper, _date(entry, f"{_ATOM}updated"), comment, journal_ref)


def _text(element: etree._Element, name: str) -> str:
    found = element.find(name)
    return one_line("".join(map(str, found.itertext()))) if found is not None else ""


def _plain(text: str) -> str:
    """A text without TeX's accents; others stay as they are, for `~10` is not LaTeX here."""
    return one_line(decode(text)) if "\\" in text else text


def _authors(entry: etree._Element) -> Iterator[Author]:
    for author in entry.findall(f"{_ATOM}author"):
        name = _plain(_text(author, f"{_ATOM}name"))
        places = (
            one_line(str(place.text or "")) for place in author.findall(f"{_ARXIV}affiliation")
        )
        if name:
            yield Author(name, tuple(Affiliation(place) for place in places if place))


def _date(entry: etree._Element, name: str) -> PartialDate | None:
    try:
        return PartialDate.parse(_text(entry, name)[:10])
    except ValueError:
        return None


def _doi(entry: etree._Element) -> Doi | None:
    """The DOI of the published paper; arXiv's own follows from the id."""
    try:
        doi = Doi.parse(_text(entry, f"{_ARXIV}doi").split(" ")[0])
    except ValueError:
        return None
    return None if doi.is_arxiv else doi


def _categories(entry: etree._Element) -> Iterator[str]:
    """The categories, the primary one first, without those of other schemes, such as ACM's."""
    for name in (f"{_ARXIV}primary_category", f"{_ATOM}category"):
        for element in entry.findall(name):
            with suppress(ValueError):
                yield parse_category(str(element.get("term", "")))

"""RIS, a format that most reference managers import.

The tags are those that Zotero's translator (zotero/translators, `RIS.js`) and EndNote read. Lines
end with a line feed only: all current programs accept it, the file is then equal to the text that
readers copy, and systems that write CR LF do not double the CR.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mkdocs_papernotes.citation.reference import Reference, ReferenceType
from mkdocs_papernotes.dates import PartialDate

_TYPES: dict[ReferenceType, str] = {
    # a preprint is in no journal; Zotero files UNPD as a manuscript, and what it does not know,
    # such as UNPB, as a journal article
    "article": "UNPD",
    "paper-conference": "CPAPER",
    "article-journal": "JOUR",
    "thesis": "THES",
    "report": "RPRT",
    "chapter": "CHAP",
    "book": "BOOK",
    "dataset": "DATA",
    "software": "COMP",
    "patent": "PAT",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
}


_LENGTHS = {"book", "thesis", "article"}
"""Types of which `SP` is the number of pages, if they are not a part of something."""
_NUMBERED = {"report", "patent"}
"""Types of which `SN` is the number; of others it is an ISBN or ISSN."""
_GENRES = {"thesis", "report", "article"}
"""Types of which `M3` is the genre; of others Zotero takes it for a DOI."""


def write_ris(references: Iterable[Reference]) -> str:
    """The text of a RIS file with the references, sorted by key."""
    ordered = sorted(references, key=lambda reference: reference.key)
    return "\n".join(ris_record(reference) for reference in ordered)


@lru_cache(maxsize=8192)  # a file of its own, and the one with all papers
def ris_record(reference: Reference) -> str:
    """One reference as a RIS record, with one tag on each line and no empty values."""
    lines = [f"{tag}  - {value}" for tag, value in _lines(reference) if value]
    return "\n".join([*lines, "ER  - ", ""])


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    first, last = reference.page_range
    yield "TY", _TYPES[reference.type]
    yield "ID", reference.key
    yield "TI", reference.title
    for name in reference.authors:
        yield "AU", name.inverted
    for name in reference.translators:
        yield "A4", name.inverted
    yield "T2", reference.container
    if reference.type == "paper-conference":
        yield "C3", reference.container  # Zotero's proceedings title; T2 is its conference
    yield "J2", reference.container_short
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield "SP", first or reference.eid or (reference.pages if reference.type in _LENGTHS else "")
    yield "EP", last
    yield "SN", reference.number if reference.type in _NUMBERED else ""
    yield "M3", reference.genre if reference.type in _GENRES else ""
    yield "PB", reference.publisher
    if reference.date:
        yield "PY", f"{reference.date.year:04}"
        yield "DA", _date(reference.date)
    yield "DO", reference.doi
    yield "AN", reference.arxiv_label
    yield "DB", "arXiv" if reference.arxiv else ""
    yield "UR", reference.url.replace(";", "%3B")  # “;” separates addresses
    yield "LA", "" if reference.type == "software" else reference.language
    yield "N1", reference.note
    yield "AB", reference.abstract


def _date(day: PartialDate) -> str:
    """A date such as `2017/06/12/`. There are always three slashes; unknown parts are empty."""
    parts = (f"{part:02}" if part else "" for part in (day.month, day.day))
    return "/".join((f"{day.year:04}", *parts, ""))

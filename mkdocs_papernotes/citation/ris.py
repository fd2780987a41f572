"""RIS, for reference managers that want it.

Tags are those that Zotero's translator (zotero/translators, `RIS.js`) and EndNote read. Lines end
in a line feed alone: all of today's readers take it, the copied text is then that of the file, and
no system that turns it into CR LF on writing doubles the CR.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_papernotes.citation.reference import Reference, ReferenceType
from mkdocs_papernotes.dates import PartialDate

_TYPES: dict[ReferenceType, str] = {
    "article": "UNPB",  # not JOUR: a preprint is in no journal
    "paper-conference": "CPAPER",
    "article-journal": "JOUR",
    "thesis": "THES",
    "report": "RPRT",
    "chapter": "CHAP",
    "post-weblog": "BLOG",
}


def write_ris(references: Iterable[Reference]) -> str:
    """A RIS file with the references, in the order of their keys."""
    ordered = sorted(references, key=lambda reference: reference.key)
    return "\n".join(ris_record(reference) for reference in ordered)


def ris_record(reference: Reference) -> str:
    """One reference as a RIS record, a tag and a value a line; what is not known is left out."""
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
        yield "C3", reference.container  # Zotero takes T2 for the conference, C3 for the volume
    yield "J2", reference.container_short
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield "SP", first
    yield "EP", last
    yield "PB", reference.publisher
    if reference.date:
        yield "PY", f"{reference.date.year:04}"
        yield "DA", _date(reference.date)
    yield "DO", reference.doi
    yield "AN", reference.arxiv_label
    yield "DB", "arXiv" if reference.arxiv else ""
    yield "UR", reference.url.replace(";", "%3B")  # “;” stands between two addresses
    yield "LA", reference.language
    yield "AB", reference.abstract


def _date(day: PartialDate) -> str:
    """`2017/06/12/`: the slashes are always three, and more may follow the last."""
    parts = (f"{part:02}" if part else "" for part in (day.month, day.day))
    return "/".join((f"{day.year:04}", *parts, ""))

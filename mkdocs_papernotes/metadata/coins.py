"""COinS: the note and its paper as OpenURL context objects in HTML (Z39.88-2004)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.metadata.record import NoteRecord, day
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Author, Paper, PaperType
from mkdocs_papernotes.text import one_line

_Pairs = list[tuple[str, str]]


class _Format(NamedTuple):
    """How a type of paper is described in COinS."""

    matrix: str
    """The last part of `rft_val_fmt`."""
    type: tuple[str, str]
    """The key and value that say what kind of work it is."""
    title: str
    """The key of the paper's title."""
    container: str = ""
    """The key of the title of the journal or book."""
    publisher: str = "rft.publisher"
    """The key of the publisher."""


_FORMATS: dict[PaperType, _Format] = {
    "article": _Format("dc", ("rft.type", "preprint"), "rft.title"),
    "paper-conference": _Format("book", ("rft.genre", "proceeding"), "rft.atitle", "rft.btitle"),
    "article-journal": _Format("journal", ("rft.genre", "article"), "rft.atitle", "rft.jtitle"),
    "thesis": _Format("dissertation", ("", ""), "rft.title", publisher="rft.inst"),
    "report": _Format("book", ("rft.genre", "report"), "rft.btitle"),
    "book": _Format("book", ("rft.genre", "book"), "rft.btitle", "rft.series"),
    "dataset": _Format("dc", ("rft.type", "dataset"), "rft.title"),
    "software": _Format("dc", ("rft.type", "computerProgram"), "rft.title"),
    "patent": _Format("patent", ("", ""), "rft.title", publisher="rft.assignee"),
    "webpage": _Format("dc", ("rft.type", "webpage"), "rft.title", "rft.source"),
    "chapter": _Format("book", ("rft.genre", "bookitem"), "rft.atitle", "rft.btitle"),
}


def coins(record: NoteRecord) -> list[str]:
    """Empty spans that describe the note and, if the paper has a title, the paper.

    Zotero lets readers choose between the two. With a span for the paper only, Zotero's button
    would save the paper instead of the page.
    """
    spans = [_span(_note(record))]
    if record.paper and record.paper.title:
        spans.append(_paper_span(record.paper, record.paper_url))
    return spans


def _note(record: NoteRecord) -> _Pairs:
    return [
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "blogPost"),
        ("rft_id", record.url or ""),
        ("rft.title", record.title),
        *(("rft.au", person.name) for person in record.authors),
        *(("rft.contributor", person.name) for person in record.translators),
        ("rft.date", day(record.date)),
        ("rft.language", bcp47(record.language)),
        ("rft.source", record.site_name),
        ("rft.description", record.description),
        *(("rft.subject", tag) for tag in record.tags),
    ]


@lru_cache(maxsize=4096)  # the versions of a note have it in common
def _paper_span(paper: Paper, url: str) -> str:
    return _span(_paper(paper, url))


def _paper(paper: Paper, url: str) -> _Pairs:
    form = _FORMATS[facts.kind(paper)]
    doi, container = facts.doi(paper), facts.container(paper)
    pages = "-".join(filter(None, facts.page_range(paper)))
    return [
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form.matrix}"),
        form.type,
        ("rft_id", f"info:doi/{doi.id}" if doi else ""),
        ("rft_id", url),
        (form.title, paper.title),
        *map(_author, paper.authors),
        ("rft.date", str(paper.date or "")),
        (form.container, container.title if container else ""),
        ("rft.volume", paper.volume),
        ("rft.issue", paper.issue),
        ("rft.pages", pages or paper.eid),
        ("rft.artnum", paper.eid if form.matrix == "journal" else ""),
        ("rft.number", paper.number if form.matrix == "patent" else ""),
        ("rft.degree", paper.genre if form.matrix == "dissertation" else ""),
        (form.publisher, facts.publisher(paper)),
        ("rft.language", bcp47(paper.language)),
    ]


def _author(author: Author) -> tuple[str, str]:
    name = facts.author_name(author).inverted
    return ("rft.aucorp" if facts.is_institution(author) else "rft.au"), name


def _span(pairs: _Pairs) -> str:
    pairs = [("ctx_ver", "Z39.88-2004"), *pairs]
    texts = [(key, text) for key, value in pairs if key and (text := one_line(value))]
    # all in one call; no text on one line has a line break
    quoted = quote("\n".join(text for _, text in texts), safe="\n").split("\n")
    query = "&amp;".join(f"{key}={value}" for (key, _), value in zip(texts, quoted, strict=True))
    return f'<span class="Z3988" title="{query}" aria-hidden="true"></span>'

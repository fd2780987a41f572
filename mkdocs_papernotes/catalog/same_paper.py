"""The notes on a paper, by what identifies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.identifiers import ArxivId
from mkdocs_papernotes.papers.paper import Paper


def notes_on(catalog: Catalog, paper: Paper) -> list[Note]:
    """The notes on a paper: with its arXiv id in any version, its DOI or its citation key.

    They are in the order of the files.
    """
    wanted = set(_identifiers(paper))
    return [note for note in catalog.notes if wanted & set(_identifiers(catalog.paper(note)))]


def key_of(papers: Mapping[str, Paper], paper: Paper) -> str:
    """The citation key of a paper in a bibliography; empty if it is not there."""
    wanted = {each for each in _identifiers(paper) if each[0] != "key"}
    return next((key for key in papers if wanted & set(_identifiers(papers[key]))), "")


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.arxiv:
        yield "arxiv", paper.arxiv.key
    if paper.doi:
        if paper.doi.is_arxiv:
            yield "arxiv", ArxivId.parse(paper.doi.id).key
        yield "doi", paper.doi.key
    if paper.citation_key:
        yield "key", paper.citation_key

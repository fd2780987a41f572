"""The paper behind an identifier."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar
from urllib.parse import quote

from mkdocs_papernotes.lookups.answer import AnswerError
from mkdocs_papernotes.lookups.arxiv import ArxivEntry, query, read_atom
from mkdocs_papernotes.lookups.client import (
    ARXIV,
    CROSSREF,
    DATACITE,
    ZOTERO,
    Client,
    LookupFailedError,
    NotFoundError,
    Service,
)
from mkdocs_papernotes.lookups.crossref import read_crossref
from mkdocs_papernotes.lookups.datacite import read_datacite
from mkdocs_papernotes.lookups.publication import with_publication
from mkdocs_papernotes.lookups.zotero import (
    Highlight,
    ItemAddress,
    read_attachments,
    read_highlights,
    read_item,
)
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper

_Read = TypeVar("_Read")


def identifier(text: str) -> ArxivId | Doi | None:
    """The arXiv id or the DOI in what somebody pasted; a DOI of arXiv's gives the id."""
    with suppress(ValueError):
        return ArxivId.parse(text)
    with suppress(ValueError):
        return Doi.parse(text)
    return None


def look_up(found: ArxivId | Doi, client: Client) -> Paper:
    """The paper with an identifier; raises `LookupFailedError`."""
    if isinstance(found, ArxivId):
        return _at_arxiv(found, client)
    path = quote(found.id, safe="")
    try:
        content = client.get(CROSSREF, f"/works/{path}")
    except NotFoundError:
        try:
            content = client.get(DATACITE, f"/dois/{path}")
        except NotFoundError as error:
            raise NotFoundError(f"neither Crossref nor DataCite knows the DOI {found}") from error
        paper = _read(DATACITE, read_datacite, content)
    else:
        paper = _read(CROSSREF, read_crossref, content)
    return dataclasses.replace(paper, doi=found)


def _at_arxiv(arxiv: ArxivId, client: Client) -> Paper:
    entries = _read(ARXIV, read_atom, client.get(ARXIV, "/api/query", query([arxiv])))
    papers = (entry.paper for entry in entries)
    same = (paper for paper in papers if paper.arxiv and paper.arxiv.key == arxiv.key)
    paper = next(same, None)
    if paper is None:
        raise NotFoundError(f"arXiv has no paper {arxiv}")
    return with_publication(paper, _publication(paper, client))


def _publication(paper: Paper, client: Client) -> Paper | None:
    """What Crossref says of the publication that the authors named at arXiv, if it can be asked."""
    if paper.doi is None:
        return None
    try:
        content = client.get(CROSSREF, f"/works/{quote(paper.doi.id, safe='')}")
        return _read(CROSSREF, read_crossref, content)
    except LookupFailedError:
        return None


def versions_at_arxiv(
    ids: Sequence[ArxivId], client: Client, service: Service = ARXIV
) -> dict[str, ArxivEntry]:
    """The latest versions of papers, in one question; by the keys of their ids.

    Papers that arXiv does not have are left out. Raises `LookupFailedError`.
    """
    entries = _read(service, read_atom, client.get(service, "/api/query", query(ids)))
    return {entry.paper.arxiv.key: entry for entry in entries if entry.paper.arxiv}


def look_up_in_zotero(item: ItemAddress, client: Client) -> Paper:
    """The paper of an item in the Zotero of this machine; raises `LookupFailedError`."""
    try:
        content = client.get(ZOTERO, item.path)
    except NotFoundError as error:
        where = "“My Library”" if item.library == "users/0" else item.library
        raise NotFoundError(f"Zotero has no item {item.key} in {where}") from error
    return _read(ZOTERO, read_item, content)


def highlights_in_zotero(item: ItemAddress, client: Client) -> list[Highlight]:
    """What the reader marked in the documents of an item; raises `LookupFailedError`."""
    documents = _read(ZOTERO, read_attachments, client.get(ZOTERO, f"{item.path}/children"))
    found: list[Highlight] = []
    for key in documents:
        document = ItemAddress(item.library, key)
        content = client.get(ZOTERO, f"{document.path}/children")
        found += _read(ZOTERO, read_highlights, content)
    return found


def _read(service: Service, read: Callable[[bytes], _Read], content: bytes) -> _Read:
    try:
        return read(content)
    except AnswerError as error:
        raise LookupFailedError(f"{service.name} cannot be understood: {error}") from error

"""Crossref's answers, see https://github.com/CrossRef/rest-api-doc; they resemble CSL-JSON."""

from __future__ import annotations

from mkdocs_papernotes.lookups.answer import json_answer, mapping_in, paper_of_csl
from mkdocs_papernotes.papers.paper import Paper

_NAMES = {"short-container-title": "container-title-short", "article-number": "number"}


def read_crossref(content: bytes) -> Paper:
    """The paper of an answer to `/works/DOI`; raises `AnswerError`."""
    message = mapping_in(json_answer(content), "message")
    item = {**message, **{ours: message.get(name) for name, ours in _NAMES.items()}}
    return paper_of_csl(item)

"""Answers of services in the forms that we read."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from mkdocs_papernotes.bibliography.csl_file import read_csl
from mkdocs_papernotes.bibliography.description import describe
from mkdocs_papernotes.papers.paper import Paper


class AnswerError(ValueError):
    """An answer is not what the service's documentation says; the message tells what is wrong."""


def json_answer(content: bytes) -> Any:
    """The value of a JSON answer."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise AnswerError("the answer is not valid JSON") from error


def mapping_in(value: object, *keys: str) -> Mapping[str, Any]:
    """The mapping under nested keys."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping):
        raise AnswerError(f"the answer has no “{'.'.join(keys)}”")
    return value


def paper_of_csl(item: Mapping[str, object]) -> Paper:
    """The paper of an item in CSL-JSON; fields that cannot be read are left out.

    It has no citation key, for that of an answer means nothing on this site.
    """
    text = json.dumps([{**item, "id": "answer", "citation-key": "answer"}])
    entries, _ = read_csl(text, "answer.json")
    if not entries:
        raise AnswerError("the answer cannot be read")
    paper, _ = describe(entries[0])
    return dataclasses.replace(paper, citation_key="")

"""Front matter as JSON, so that the next build need not parse its YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from mkdocs_papernotes.front_matter.mentions import Mention
from mkdocs_papernotes.front_matter.parsing import FrontMatter, normalised

Record = list[Any]
"""A digest of the file in hexadecimal, then what `FrontMatter` has, with the length of the body in
place of the body itself."""
_DATE, _TIME = "\0date", "\0time"
"""The only key of a mapping that stands for a date, with or without a time. YAML has no `NUL`."""


def record_of(page: FrontMatter, key: bytes) -> Record | None:
    """The record of a page without problems; `None` for one that JSON would not keep exactly."""
    if page.problems or not _is_exact(page.values, set()):
        return None
    mentions = [astuple(mention) for mention in page.mentions]
    size, line = len(page.body), page.body_line
    return [key.hex(), page.values, page.lines, page.raw, size, line, mentions]


def page_of(record: Record, text: str) -> FrontMatter:
    """The page of a record, given the text of its file."""
    _, values, lines, raw, size, line, mentions = record
    text = normalised(text)
    body = text[len(text) - size :]
    return FrontMatter(values, lines, raw, body, line, tuple(Mention(*each) for each in mentions))


def to_json(records: Mapping[str, Record]) -> bytes:
    """The records of a site, by source."""
    found = json.dumps(records, default=_encoded, ensure_ascii=False, separators=(",", ":"))
    return found.encode("utf-8", "surrogatepass")


def from_json(data: bytes) -> dict[str, Record]:
    """The records of `to_json`."""
    found: dict[str, Record] = json.loads(data, object_hook=_decoded)
    return found


def _is_exact(value: object, within: set[int]) -> bool:
    """Whether JSON gives back the same; `within` has the ids of the lists and mappings so far.

    Those that YAML aliases make one object would become several.
    """
    if isinstance(value, (list, dict)):
        is_new = id(value) not in within and type(value) in (list, dict)
        within.add(id(value))
        parts = value.values() if isinstance(value, dict) else value
        names = value if isinstance(value, dict) else ()
        are_texts = all(type(name) is str and not name.startswith("\0") for name in names)
        return is_new and are_texts and all(_is_exact(part, within) for part in parts)
    return value is None or type(value) in (str, bool, int, float, date, datetime)


def _encoded(value: object) -> dict[str, str]:
    assert isinstance(value, date)
    return {_TIME if isinstance(value, datetime) else _DATE: value.isoformat()}


def _decoded(found: dict[str, Any]) -> object:
    if len(found) == 1:
        if _DATE in found:
            return date.fromisoformat(found[_DATE])
        if _TIME in found:
            return datetime.fromisoformat(found[_TIME])
    return found

"""CSL-JSON, the format from which Zotero imports the most fields.

The fields are those of the CSL 1.0.2 data schema (citation-style-language/schema,
`schemas/input/csl-data.json`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from mkdocs_papernotes.citation.reference import Reference
from mkdocs_papernotes.people.names import Name

_IN_SERIES = {"book", "thesis", "report", "dataset", "software"}
"""Types of which the container is a series."""


def write_csl(references: Iterable[Reference]) -> str:
    """The text of a CSL-JSON file with the references, sorted by key."""
    ordered = sorted(references, key=lambda reference: reference.key)
    return "[\n" + ",\n".join(map(_written, ordered)) + "\n]\n"


@lru_cache(maxsize=8192)  # a file of its own, and the one with all papers
def _written(reference: Reference) -> str:
    """One reference as JSON, with each field and each author on a line of its own."""
    lines = []
    for key, value in csl_item(reference).items():
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list):
            people = (json.dumps(person, ensure_ascii=False) for person in value)
            text = "[\n" + ",\n".join(f"      {person}" for person in people) + "\n    ]"
        lines.append(f"    {json.dumps(key)}: {text}")
    return "  {\n" + ",\n".join(lines) + "\n  }"


def csl_item(reference: Reference) -> dict[str, object]:
    """One reference as a CSL-JSON item without empty fields.

    The arXiv id of a preprint is in `number`, where Zotero looks for its archive id. The arXiv id
    of a published paper is in `archive_location`.
    """
    arxiv = reference.arxiv_label
    preprint = reference.type == "article"
    first, last = reference.page_range
    is_series = reference.type in _IN_SERIES
    fields: dict[str, object] = {
        "id": reference.key,
        "type": reference.type,
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "translator": [_name(name) for name in reference.translators],
        "issued": _issued(reference),
        "container-title": "" if is_series else reference.container,
        "collection-title": reference.container if is_series else "",
        "container-title-short": reference.container_short,
        "volume": reference.volume,
        "issue": reference.issue,
        # an article number stands in place of the pages, where styles and Zotero look for it
        "page": f"{first}-{last}" if last else first or reference.eid,
        "number-of-pages": reference.pages,
        "publisher": reference.publisher,
        "number": arxiv if preprint and arxiv else reference.number or reference.eid,
        "genre": reference.genre,
        "archive": "" if preprint or not arxiv else "arXiv",
        "archive_location": "" if preprint else arxiv,
        "DOI": reference.doi,
        "URL": reference.url,
        "language": reference.language,
        "note": reference.note,
        "abstract": reference.abstract,
    }
    return {key: value for key, value in fields.items() if value or key == "id"}


def _name(name: Name) -> dict[str, str]:
    """A name with its particle in `family`, where citeproc-js and Zotero look for it.

    Zotero's import (`itemFromCSLJSON` of zotero/utilities) ignores `non-dropping-particle`.
    """
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.surname, "given": name.given, "suffix": name.suffix}
    return {key: text for key, text in parts.items() if text}


def _issued(reference: Reference) -> dict[str, list[list[int]]]:
    if reference.date is None:
        return {}
    day = reference.date
    return {"date-parts": [[part for part in (day.year, day.month, day.day) if part]]}

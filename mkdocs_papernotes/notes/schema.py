"""The JSON Schema of a note's front matter, which is a file in the package.

`python -m mkdocs_papernotes.notes.schema` prints it.
"""

from __future__ import annotations

import json
from importlib.resources import files

from mkdocs_papernotes.front_matter.schema import schema_of
from mkdocs_papernotes.notes.keys import PAGE_KEYS
from mkdocs_papernotes.papers.keys import AFFILIATION_KEYS, AUTHOR_KEYS, PAPER_KEYS, VENUE_KEYS
from mkdocs_papernotes.people.keys import PERSON_KEYS

FILE = files("mkdocs_papernotes") / "schema" / "front-matter.json"
_DEFINITIONS = {
    "person": PERSON_KEYS,
    "paper": PAPER_KEYS,
    "author": AUTHOR_KEYS,
    "affiliation": AFFILIATION_KEYS,
    "venue": VENUE_KEYS,
}


def schema_text() -> str:
    """The contents of that file."""
    schema = schema_of(PAGE_KEYS, _DEFINITIONS, "Front matter of a note (mkdocs-papernotes)")
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")

"""The keys of a person who writes or translates notes."""

from __future__ import annotations

from mkdocs_papernotes.front_matter.keys import Key, Table

PERSON_KEYS = Table(
    (
        Key("name", "text", "the name as the note shows it"),
        Key("family", "text", "the family name, if `name` would be split wrongly"),
        Key("given", "text", "the given name, if `name` would be split wrongly"),
        Key("url", "link", "the address that the name links to"),
        Key("avatar", "link", "a small picture shown before the name"),
        Key("orcid", "text", "the ORCID iD, linked after the name"),
    ),
    ignored=("description", "slug", "email"),
)
"""The ignored keys are those that only Material's blog plugin reads from the same file."""

_SHORT_NAME = Key("", "mapping", "a person, under the short name", keys=PERSON_KEYS)
AUTHORS_FILE_KEYS = Table(
    (Key("authors", "mapping", "people by their short names", keys=Table(any=_SHORT_NAME)),)
)

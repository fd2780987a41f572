"""A JSON Schema of front matter, made from tables of keys.

It lets editors, and programs that write drafts, check front matter. It accepts the forms that the
guide shows, and an empty value for every key. A build accepts some other spellings as well, and
checks more, such as the digits of an arXiv id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_papernotes.front_matter.keys import Key, Table, Type

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": ["string", "number", "null"]}
_MOMENT = (
    "^[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    "([Tt ]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)? *([Zz]|[+-][0-9]{1,2}(:?[0-9]{2})?)?)?$"
)
_LINK = "^([Hh][Tt][Tt][Pp][Ss]?:|[Mm][Aa][Ii][Ll][Tt][Oo]:|(?![A-Za-z][A-Za-z0-9+.-]*:|//))"
_OF_TYPE: Mapping[Type, Schema] = {
    "text": _TEXT,
    "paragraphs": _TEXT,
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "text or false": {"anyOf": [_TEXT, {"const": False}]},
    "flag": {"type": ["boolean", "null"]},
    "flag or moment": {"type": ["boolean", "string", "null"], "pattern": _MOMENT},
    "moment": {"type": ["string", "null"], "pattern": _MOMENT},
    "date": {
        "type": ["string", "integer", "null"],
        "pattern": "^[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?$",
    },
    "link": {"type": ["string", "null"], "pattern": _LINK},
    "any": {},
}


def schema_of(table: Table, definitions: Mapping[str, Table], title: str) -> Schema:
    """The schema of a mapping with the keys of `table`.

    The tables in `definitions` are defined once, by name, under `$defs`; others are inlined.
    """
    places = {id(inner): f"#/$defs/{name}" for name, inner in definitions.items()}
    return {
        "$schema": DIALECT,
        "title": title,
        **_mapping(table, places),
        "$defs": {name: _mapping(inner, places) for name, inner in definitions.items()},
    }


def _mapping(table: Table, places: Mapping[int, str]) -> Schema:
    properties = {name: _value(key, places, name) for key in table for name in key.names}
    others: bool | Schema = _value(table.any, places) if table.any else table.open
    return {
        "type": "object",
        "properties": {**properties, **{name: {} for name in table.ignored}},
        "additionalProperties": others,
    }


def _value(key: Key, places: Mapping[int, str], name: str = "") -> Schema:
    """The schema of the value of a key, or of its alias `name`."""
    meaning = key.meaning if name in {"", key.name} else f"the same as `{key.name}`"
    return {"description": meaning, **_form(key, places)}


def _form(key: Key, places: Mapping[int, str]) -> Schema:
    if key.type == "choice":
        return {"enum": [*key.choices, None]}
    if key.keys is None:
        pattern = {"pattern": key.pattern} if key.pattern else {}
        return {**_OF_TYPE[key.type], **pattern}
    place = places.get(id(key.keys))
    inner = {"$ref": place} if place else _mapping(key.keys, places)
    if key.type == "flag or mapping":
        return {"anyOf": [inner, _OF_TYPE["flag"]]}
    if key.type == "mapping":
        return {"anyOf": [inner, {"type": "null"}]}
    if key.type in ("moment", "link"):
        return {"anyOf": [_OF_TYPE[key.type], inner]}
    if key.type == "entry":
        return {"anyOf": [_TEXT, inner]}
    entry = {"anyOf": [_TEXT, inner]}
    return {"anyOf": [_TEXT, inner, {"type": "array", "items": entry}]}

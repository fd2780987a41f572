"""Values of YAML as Hexo, which is written in JavaScript, treats them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def is_set(value: object) -> bool:
    """Whether a value counts as one in a condition: an empty list does, zero does not."""
    return not (value is None or value is False or value == "" or value == 0)


def text_of(value: object) -> str:
    """A value as a part of a text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    if isinstance(value, list):
        return ",".join("" if item is None else text_of(item) for item in value)
    if isinstance(value, Mapping):
        return "[object Object]"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def items_of(value: object) -> list[object]:
    """The items of a list; any other value that counts is one item."""
    if isinstance(value, list):
        return value
    return [value] if is_set(value) else []


def names_of(value: object) -> list[str]:
    """The items as texts, without empty ones and without mappings, which are no names."""
    items = (item for item in items_of(value) if not isinstance(item, Mapping))
    return [text_of(item) for item in items if item is not None and item != ""]

"""Reads the items of a JSON file one by one, so that those before an error are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from json import JSONDecodeError
from typing import Any

_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)
_Items = Generator[tuple[int, Any], None, int]
"""Yields the start index and the value of each item; returns the index after the last."""


def read_items(text: str) -> _Items:
    """The items of an array or of `{"items": […]}`; any other object is a single item.

    Raises `JSONDecodeError` at a syntax error, after the items before it, and `ValueError` or
    `RecursionError` for numbers and nesting beyond Python's limits.
    """
    start = _skip(text, 0)
    end = yield from (_array if text[start : start + 1] == "[" else _object)(text, start)
    end = _skip(text, end)
    if end < len(text):
        raise JSONDecodeError("Extra data", text, end)
    return end


def _array(text: str, start: int) -> _Items:
    position = _skip(text, start + 1)
    if text[position : position + 1] == "]":
        return position + 1
    while True:
        value, end = _DECODER.raw_decode(text, position)
        yield position, value
        end, closed = _separator(text, end, "]")
        if closed:
            return end
        position = end


def _object(text: str, start: int) -> _Items:
    if text[start : start + 1] != "{":
        raise JSONDecodeError("Expecting '[' or '{'", text, start)
    members: dict[str, Any] = {}
    wrapped = False
    position = _skip(text, start + 1)
    closed = text[position : position + 1] == "}"
    end = position + 1
    while not closed:
        name, position = _DECODER.raw_decode(text, position)
        position = _skip(text, position)
        if not isinstance(name, str) or text[position : position + 1] != ":":
            raise JSONDecodeError("Expecting a name and ':'", text, position)
        position = _skip(text, position + 1)
        if name == "items" and text[position : position + 1] == "[":
            wrapped = True
            end = yield from _array(text, position)
        else:
            members[name], end = _DECODER.raw_decode(text, position)
        end, closed = _separator(text, end, "}")
        position = end
    if not wrapped:
        yield start, members
    return end


def _separator(text: str, position: int, closing: str) -> tuple[int, bool]:
    """The index after a comma or the closing bracket, and whether it was the bracket."""
    position = _skip(text, position)
    mark = text[position : position + 1]
    if mark not in (",", closing):
        raise JSONDecodeError("Expecting ',' delimiter", text, position)
    return (position + 1, True) if mark == closing else (_skip(text, position + 1), False)


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position

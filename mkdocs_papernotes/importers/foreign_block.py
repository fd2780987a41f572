"""Front matter in TOML and JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from mkdocs_papernotes.importers.yaml_block import MENDED, MOST_ENTRIES, Values, read_yaml
from mkdocs_papernotes.problems.problem import Problem

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

_TOML_KEY = re.compile(r"[ \t]*(?:\"(?P<a>[^\"\n]*)\"|'(?P<b>[^'\n]*)'|(?P<c>[\w-]+))[ \t]*[.=]")
_TABLE = re.compile(r"[ \t]*\[\[?[ \t]*[\"']?(?P<name>[\w-]+)")
_PLAIN = re.compile(r"[ \t]*(?P<key>[\w-]{1,60})[ \t]*=[ \t]*(?P<value>[^\s\"'\[{][^\n]*)$")
_JSON_KEY = re.compile(r"\"([^\"\\\n]{1,60})\"\s{0,9}:")
_DEEPEST = 100
_ERRORS = (ValueError, RecursionError, IndexError, OverflowError, TypeError)
"""What the parsers raise, errors of their own among them."""


def read_toml(lines: Sequence[str], offset: int, path: str) -> Values:
    """The values in TOML whose first line is line `offset + 1` of a file.

    What cannot be read as a whole is read key by key and table by table.
    """
    text = "\n".join(lines)
    keys = _toml_lines(lines, offset)
    try:
        return Values(_toml(text), keys)
    except _ERRORS as error:
        reason = str(error).partition(" (at ")[0][:60] or "it is nested too deeply"
    values: dict[str, Any] = {}
    unread: list[str] = []
    for number, chunk in enumerate(_chunks(lines)):
        part = _toml_chunk(chunk) if number < MOST_ENTRIES else None
        values |= part or {}
        unread += chunk if part is None else []
    name = "import-front-matter-unread" if unread else MENDED
    reason = f"the TOML has an error: {reason}"
    told = Problem(name, path, offset + 1, values={"reason": reason})
    return Values(
        values, {key: keys[key] for key in keys if key in values}, (told,), "\n".join(unread)
    )


def _toml_chunk(chunk: Sequence[str]) -> dict[str, Any] | None:
    """A key or a table; a value without quotation marks is text."""
    try:
        return _toml("\n".join(chunk))
    except _ERRORS:
        match = _PLAIN.match(chunk[0]) if len(chunk) == 1 else None
        return {match["key"]: match["value"].strip()} if match else None


def _toml(text: str) -> dict[str, Any]:
    _check_depth(text)
    return {key: _usual(value) for key, value in tomllib.loads(text + "\n").items()}


def _usual(value: Any) -> Any:
    """A value as YAML could have it: a time of day is text."""
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, list):
        return [_usual(item) for item in value]
    if isinstance(value, dict):
        return {key: _usual(inner) for key, inner in value.items()}
    return value


def _check_depth(text: str) -> None:
    """Raise `ValueError` for brackets within brackets by the hundred."""
    depth = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if mark in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
    if any(line.count(".") > 5 * _DEEPEST for line in text.split("\n")):
        raise ValueError("it is nested too deeply")


def _toml_lines(lines: Sequence[str], offset: int) -> dict[str, int]:
    """The line of each key of the outermost table."""
    found: dict[str, int] = {}
    in_table = False
    for number, line in enumerate(lines, offset + 1):
        if table := _TABLE.match(line):
            in_table = True
            found.setdefault(table["name"], number)
        elif not in_table and (key := _TOML_KEY.match(line)):
            found.setdefault(key["a"] or key["b"] or key["c"] or "", number)
    return found


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Keys with their lines, then tables; those with the same first name are one chunk."""
    keys: list[list[str]] = []
    tables: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if table := _TABLE.match(line):
            name = table["name"]
        if name:
            tables.setdefault(name, []).append(line)
        elif not line.strip():
            continue
        elif _TOML_KEY.match(line) or not keys:
            keys.append([line])
        else:
            keys[-1].append(line)
    yield from keys
    yield from tables.values()


def read_json(lines: Sequence[str], offset: int, path: str) -> Values:
    """The values in JSON whose first line is line `offset + 1` of a file.

    The outermost braces may be missing, as in Hexo
    (https://hexo.io/docs/front-matter#JSON-Front-matter). What is no JSON may be YAML, in which
    trailing commas are allowed.
    """
    text = "\n".join(lines)
    is_bare = not text.lstrip().startswith("{")
    try:
        return Values(_json(f"{{{text}}}" if is_bare else text), _json_lines(lines, offset))
    except _ERRORS:
        pass
    found = read_yaml(["{", *lines, "}"] if is_bare else lines, offset - is_bare, path)
    if found.unread or not found.values:
        reason = "it is neither JSON nor YAML"
        told = Problem("import-front-matter-unread", path, offset + 1, values={"reason": reason})
        return Values({}, {}, (told,), text)
    reason = "its JSON has an error"
    told = Problem(MENDED, path, offset + 1, values={"reason": reason})
    return Values(found.values, found.lines, (told, *found.problems))


def _json(text: str) -> dict[str, Any]:
    _check_depth(text)
    found = json.loads(text, parse_constant=str, parse_float=_written, strict=False)
    if not isinstance(found, dict):
        raise ValueError("it is no object")
    return found


def _written(text: str) -> float | str:
    return float(text) if str(float(text)) == text else text


def _json_lines(lines: Sequence[str], offset: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(lines, offset + 1):
        for match in _JSON_KEY.finditer(line):
            found.setdefault(match[1], number)
    return found

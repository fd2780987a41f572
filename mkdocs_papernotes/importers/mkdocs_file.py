"""The values in a `mkdocs.yml`, which two kinds of old sites have."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path

from mkdocs_papernotes.importers.decoding import UndecodableError, decode
from mkdocs_papernotes.importers.generator import UnreadableSiteError
from mkdocs_papernotes.importers.settings import (
    Tagged,
    UnreadableSettingsError,
    read_settings,
    settings_of,
)

_DEEPEST = 5
"""Files that may inherit from each other."""


def read_mkdocs_file(folder: Path, name: str, depth: int = _DEEPEST) -> dict[str, object]:
    """The values of a file, over those of the file that `INHERIT` names.

    Raises `UnreadableSiteError`.
    """
    path = folder / name
    try:
        values = dict(read_settings(decode(path.read_bytes()).text).values)
    except (OSError, UndecodableError, UnreadableSettingsError) as error:
        raise UnreadableSiteError(f"{name} cannot be read: {error}") from error
    parent = values.pop("INHERIT", None)
    if not isinstance(parent, str) or not depth:
        return _settled(values)
    inner = posixpath.normpath(posixpath.join(posixpath.dirname(name), parent))
    if inner.startswith(("..", "/")) or not (folder / inner).is_file():
        return _settled(values)
    return _over(read_mkdocs_file(folder, inner, depth - 1), _settled(values))


def _over(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """Two mappings, of which the second counts."""
    result = dict(first)
    for key, value in second.items():
        before = result.get(key)
        is_table = isinstance(before, Mapping) and isinstance(value, Mapping)
        result[key] = (
            _over(settings_of(before).values, settings_of(value).values) if is_table else value
        )
    return result


def _settled(values: Mapping[str, object]) -> dict[str, object]:
    """Values with the defaults of `!ENV [NAME, default]`, which is the last of the list."""
    return {key: _without_env(value) for key, value in values.items()}


def _without_env(value: object) -> object:
    if isinstance(value, Tagged) and value.tag == "!ENV":
        found = value.value
        return found[-1] if isinstance(found, list) and len(found) > 1 else None
    if isinstance(value, Mapping):
        return {key: _without_env(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_env(inner) for inner in value]
    return value

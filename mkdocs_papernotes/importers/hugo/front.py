"""Front matter as Hugo sees it: keys in any case, `params`, and what sections hand down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_papernotes.importers.hugo.addresses import glob
from mkdocs_papernotes.importers.hugo.configuration import (
    Values,
    lower_keys,
    mapping_of,
    text_of,
    texts_of,
)
from mkdocs_papernotes.importers.source import Source

_TARGETS = ("target", "_target")
_NOT_FOR_PAGES = {"cascade", "params", *_TARGETS}


@dataclass(frozen=True)
class Front:
    """The front matter of a page."""

    values: Values = field(default_factory=dict)
    """By keys in lower case, also in nested mappings."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """The same values as they were written, by keys in lower case."""
    names: Mapping[str, str] = field(default_factory=dict)
    """How each key was written."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key; 0 for one that a section handed down."""

    def get(self, key: str) -> Any:
        """The value of a key; `None` if it is missing."""
        return self.values.get(key)

    def text(self, key: str) -> str:
        """The same as a text; empty if it is none."""
        return text_of(self.values.get(key))

    def line(self, key: str) -> int:
        """The line of a key; 0 if it is not known."""
        return self.lines.get(key, 0)


@dataclass(frozen=True)
class Cascade:
    """Values that a section, or the configuration, gives to the pages below it."""

    is_meant: Callable[[str, str, str], bool]
    """Tells by path, kind and language."""
    values: Mapping[str, Any]
    """By keys as written."""


def front_of(source: Source, handed_down: Iterable[Mapping[str, Any]] = ()) -> Front:
    """The front matter of a file, with the values that it lacks and is handed down."""
    given: dict[str, Any] = {}
    names: dict[str, str] = {}
    lines: dict[str, int] = {}
    for name, value in source.values.items():
        key = str(name).lower()
        if key not in {"params", "cascade"}:
            given[key], names[key], lines[key] = value, str(name), source.lines.get(name, 0)
    own = source.values.get("params", source.values.get("Params"))
    for name, value in mapping_of(own).items():
        key = str(name).lower()
        given[key], names[key], lines[key] = value, str(name), source.lines.get("params", 0)
    for values in handed_down:
        for name, value in values.items():
            key = str(name).lower()
            if key not in given:
                given[key], names[key], lines[key] = value, str(name), 0
    return Front({key: lower_keys(value) for key, value in given.items()}, given, names, lines)


def cascades_of(given: object, below: str = "") -> tuple[Cascade, ...]:
    """The entries of `cascade`: one mapping, or several with a `target` each.

    `below` is the path of the section whose page has them, such as `/posts`.
    """
    entries = given if isinstance(given, list) else [given]
    return tuple(
        _cascade(mapping_of(entry), below) for entry in entries if isinstance(entry, Mapping)
    )


def _cascade(entry: Values, below: str) -> Cascade:
    named = {str(key).lower(): value for key, value in entry.items()}
    target = mapping_of(lower_keys(next((named[key] for key in _TARGETS if key in named), {})))
    values = {
        str(key): value for key, value in entry.items() if str(key).lower() not in _NOT_FOR_PAGES
    }
    values |= mapping_of(named.get("params"))
    pattern = text_of(target.get("path"))
    matches = glob(pattern) if pattern else None
    kind = text_of(target.get("kind")).lower()
    matrix = mapping_of(mapping_of(target.get("sites")).get("matrix")).get("languages")
    languages = {each.lower() for each in (*texts_of(target.get("lang")), *texts_of(matrix))}

    def is_meant(path: str, of_kind: str, language: str) -> bool:
        is_below = not below.strip("/") or path == below or path.startswith(f"{below}/")
        is_of = kind in {"", of_kind} and (not languages or language in languages)
        return is_below and is_of and (matches is None or matches(path))

    return Cascade(is_meant, values)

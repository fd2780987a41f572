"""The configuration of a Hugo site: `hugo.toml`, `config.yaml`, `config/_default/menus.en.toml`…

Its files are read and merged as in `config/configLoader.go` and `config/allconfig/load.go` of
https://github.com/gohugoio/hugo. Keys are in lower case, as Hugo sees them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

from mkdocs_papernotes.front_matter.loader import Loader
from mkdocs_papernotes.importers.decoding import UndecodableError, decode
from mkdocs_papernotes.problems.problem import Problem

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

_NAMES = ("hugo", "config")
_EXTENSIONS = ("toml", "yaml", "yml", "json")
_ENVIRONMENT = "production"
_DEEPEST = 40
Values = Mapping[str, Any]
UNREADABLE = (OSError, ValueError, RecursionError, OverflowError, UndecodableError, yaml.YAMLError)
"""What reading and parsing a file of data may raise."""


@dataclass(frozen=True)
class Configuration:
    """What the files of a configuration say together."""

    values: Values = field(default_factory=dict)
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def get(self, *keys: str, default: Any = None) -> Any:
        """The value at a path of keys."""
        return at(self.values, *keys, default=default)

    def text(self, *keys: str) -> str:
        """The same as a text; empty if there is none."""
        return text_of(self.get(*keys))

    def mapping(self, *keys: str) -> Values:
        """The same as a mapping; empty if it is none."""
        return mapping_of(self.get(*keys))

    def flag(self, *keys: str, default: bool = False) -> bool:
        """The same as true or false."""
        found = self.get(*keys)
        return found if isinstance(found, bool) else default


def at(values: Values, *keys: str, default: Any = None) -> Any:
    """The value at a path of keys in nested mappings."""
    found: Any = values
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            return default
        found = found[key]
    return default if found is None else found


def mapping_of(value: object) -> Values:
    """A mapping as it is, and an empty one for all else."""
    return cast(Values, value) if isinstance(value, Mapping) else {}


def text_of(value: object) -> str:
    """A text or number as a text on one line; empty for all else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(str(value).split())


def texts_of(value: object) -> list[str]:
    """A list of texts, or one text, without empty ones."""
    given = value if isinstance(value, (list, tuple)) else [value]
    return [text for each in given if (text := text_of(each))]


def lower_keys(value: Any, depth: int = 0) -> Any:
    """Nested mappings with their keys in lower case, as Hugo looks them up."""
    if depth > _DEEPEST:
        return value
    if isinstance(value, Mapping):
        return {str(key).lower(): lower_keys(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [lower_keys(each, depth + 1) for each in value]
    return value


def merged(one: Values, other: Values) -> dict[str, Any]:
    """Two nested mappings, of which the second one's values come first."""
    result = dict(one)
    for key, value in other.items():
        before = result.get(key)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        result[key] = merged(cast(Values, before), value) if both else value
    return result


def read_configuration(root: Path) -> Configuration:
    """The configuration below the folder of a site; without `files` if there is none."""
    values: dict[str, Any] = {}
    files: list[str] = []
    problems: list[Problem] = []
    for path, keys in _files(root):
        if not is_inside(path, root):
            continue
        name = path.relative_to(root).as_posix()
        try:
            text = decode(path.read_bytes()).text
            read = _renamed(mapping_of(lower_keys(parsed(path.suffix, text))))
        except UNREADABLE as error:
            values_of = {"name": name, "reason": _reason(error)}
            problems.append(Problem("import-setting-left", name, values=values_of))
            continue
        if keys and set(read) == {keys[-1]} and isinstance(read[keys[-1]], dict):
            read = read[keys[-1]]
        for key in reversed(keys):
            read = {key: read}
        values = merged(values, _renamed(read))
        files.append(name)
    return Configuration(values, tuple(files), tuple(problems))


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path lies in the folder of the site, wherever links in it lead."""
    return path.resolve().is_relative_to(root.resolve())


def _files(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The files of a configuration, and below which keys each of them is merged."""
    alone = (root / f"{name}.{extension}" for name in _NAMES for extension in _EXTENSIONS)
    yield from ((path, ()) for path in alone if path.is_file() and _is_first(path, root))
    for folder in ("_default", _ENVIRONMENT):
        for path in sorted((root / "config" / folder).rglob("*")):
            if path.suffix.lstrip(".").lower() in _EXTENSIONS and path.is_file():
                yield path, _keys(path.stem.lower())


def _is_first(path: Path, root: Path) -> bool:
    """Whether Hugo finds a file first among those that it reads only one of."""
    order = [f"{name}.{extension}" for name in _NAMES for extension in _EXTENSIONS]
    return not any((root / name).is_file() for name in order[: order.index(path.name)])


def _keys(stem: str) -> tuple[str, ...]:
    """Below which keys a file of `config/_default` is merged: `menus.en` is for a language."""
    if stem in _NAMES:
        return ()
    name, _, language = stem.rpartition(".")
    if not name:
        return (stem,)
    below = {"menu": ("menus",), "menus": ("menus",), "params": ("params",)}.get(name, ())
    return ("languages", language, *below)


def _renamed(values: Values) -> dict[str, Any]:
    """The values with `menu` as `menus`, also in languages (`keyAliases`)."""
    renamed = {("menus" if key == "menu" else key): value for key, value in values.items()}
    languages = mapping_of(renamed.get("languages"))
    if languages:
        renamed["languages"] = {
            key: {("menus" if name == "menu" else name): each for name, each in one.items()}
            if isinstance(one, Mapping)
            else one
            for key, one in languages.items()
        }
    return renamed


def parsed(suffix: str, text: str) -> Any:
    """What a file of data says: TOML, YAML or JSON by its ending. Raises ValueError, YAMLError."""
    if suffix.lower() == ".toml":
        return tomllib.loads(text)
    if suffix.lower() == ".json":
        return json.loads(text)
    return yaml.load(text, Loader)


_PLACE = re.compile(r"line [0-9]+")


def _reason(error: Exception) -> str:
    """Why a file cannot be read, in a few words."""
    place = _PLACE.search(str(error))
    return f"it cannot be read, see {place[0]}" if place else "it cannot be read"

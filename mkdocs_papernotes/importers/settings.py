"""Configuration files and data files of a generator, whose values may be of any kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mkdocs_papernotes.front_matter.bounds import BoundError, check_depth, check_size
from mkdocs_papernotes.front_matter.loader import Loader


class UnreadableSettingsError(Exception):
    """A configuration file cannot be read; the message says why, with the line."""


@dataclass(frozen=True)
class Tagged:
    """A value with a tag that is no part of YAML, such as `!!python/name:x.y`."""

    tag: str
    """`tag:yaml.org,2002:python/name:x.y`, `!ENV`."""
    value: object
    """The text, list or mapping below the tag."""


class _Tolerant(Loader):
    """A loader that makes nothing of unknown tags but keeps them."""


def _tagged(loader: Any, suffix: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.MappingNode):
        return Tagged(node.tag, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(node.tag, loader.construct_sequence(node, deep=True))
    return Tagged(node.tag, loader.construct_scalar(node))


_Tolerant.add_multi_constructor("", _tagged)


@dataclass(frozen=True)
class Settings:
    """A mapping whose values are asked for by the kind that they should have.

    A value of another kind counts as one that is not there, as `null` does.
    """

    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, *keys: str) -> str:
        """The text, number or date below the first key that has one, on one line."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                return " ".join(str(value).split())
        return ""

    def raw(self, key: str, default: str = "") -> str:
        """The text below a key as it is, with its spaces and line breaks."""
        value = self.values.get(key)
        return value if isinstance(value, str) else default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Whether the value below a key is `true`."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else default

    def number(self, key: str, default: int = 0) -> int:
        """The whole number below a key, which may be written as text."""
        text = self.text(key)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default

    def table(self, key: str) -> Settings:
        """The mapping below a key; empty if there is none."""
        return settings_of(self.values.get(key))

    def entries(self, key: str) -> list[object]:
        """The list below a key; a single value is a list of one, `null` an empty one."""
        value = self.values.get(key)
        if value is None or isinstance(value, Mapping):
            return []
        return list(value) if isinstance(value, (list, tuple, set)) else [value]

    def texts(self, key: str) -> list[str]:
        """The texts and numbers in the list below a key."""
        return [
            str(entry)
            for entry in self.entries(key)
            if isinstance(entry, (str, int, float)) and not isinstance(entry, bool)
        ]

    def tables(self, key: str) -> list[Settings]:
        """The mappings in the list below a key."""
        return [settings_of(entry) for entry in self.entries(key) if isinstance(entry, Mapping)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __contains__(self, key: str) -> bool:
        return key in self.values


def settings_of(value: object) -> Settings:
    """Settings of a mapping, with its keys as text; empty ones of any other value."""
    if not isinstance(value, Mapping):
        return Settings()
    return Settings({str(key): inner for key, inner in value.items()})


def read_settings(text: str) -> Settings:
    """The mapping in a YAML text; raises `UnreadableSettingsError`."""
    return settings_of(read_yaml(text))


def read_yaml(text: str) -> object:
    """The value of a YAML text with the bounds of front matter; unknown tags are `Tagged`."""
    try:
        check_depth(text)
        loader = _Tolerant(text)
        try:
            root = loader.get_single_node()
            if isinstance(root, yaml.MappingNode):
                check_size(root)
            return None if root is None else loader.construct_document(root)
        finally:
            loader.dispose()
    except BoundError as error:
        raise UnreadableSettingsError(
            f"line {error.line + 1}: it has more values or levels than can be read"
        ) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableSettingsError(f"line {line}: {error.problem}") from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise UnreadableSettingsError("it is not YAML") from error


def read_data(path: Path) -> object:
    """The value of a data file in YAML (or JSON); `None` if it cannot be read."""
    try:
        return read_yaml(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, UnreadableSettingsError):
        return None

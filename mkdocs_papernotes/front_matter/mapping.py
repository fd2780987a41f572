"""The mapping that YAML holds, with the line of each key and each scalar as typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from mkdocs_papernotes.front_matter.bounds import check_depth, check_size
from mkdocs_papernotes.front_matter.loader import Loader
from mkdocs_papernotes.front_matter.mentions import Mention, mention_of, recognised
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import unfolded

YAML_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Characters that end a line in YAML but not in editors, and spaces in their place."""
UNREADABLE = (
    yaml.YAMLError,
    RecursionError,
    # raised by PyYAML's constructors for values that do not fit an explicit tag
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
)
"""What `load_mapping` raises for YAML that cannot be read."""


@dataclass(frozen=True)
class Mapped:
    """What a mapping holds; `values`, `lines`, `raw` and `mentions` are as in `FrontMatter`."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def __or__(self, other: Mapped) -> Mapped:
        """Both as one, with the values of `other` for keys that are in both."""
        return Mapped(
            self.values | other.values,
            self.lines | other.lines,
            self.raw | other.raw,
            self.problems + other.problems,
            self.mentions + other.mentions,
        )


class NoKeysError(yaml.composer.ComposerError):
    """The YAML is a list or a text instead of a mapping."""


def load_mapping(yaml_lines: Sequence[str], offset: int, source: str) -> Mapped:
    """Parse YAML whose first line is line `offset + 1` of the file `source`.

    Raises one of `UNREADABLE`, among them `NoKeysError` and `BoundError`.
    """
    text = ("\n".join(yaml_lines) + "\n").translate(YAML_BREAKS)
    check_depth(text)
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Mapped()
        if not isinstance(node, yaml.MappingNode):
            raise NoKeysError(None, None, "expected “key: value” lines", node.start_mark)
        check_size(node)
        found = _without_values(node, offset, source)  # first, for `construct_document` changes it
        values = loader.construct_document(node)
    finally:
        loader.dispose()
    return replace(found, values={str(key): value for key, value in values.items()})


def _without_values(node: yaml.MappingNode, offset: int, source: str) -> Mapped:
    """All but the values."""
    lines: dict[str, int] = {}
    raw: dict[str, str] = {}
    problems: list[Problem] = []
    mentions: list[Mention] = []
    for path, key, value in _entries(node):
        line = key.start_mark.line + offset + 1
        if path in lines:
            name = "repeated-with-doubt" if recognised(path) else "repeated-key"
            problems.append(Problem(name, source, line, path, {"line": lines[path]}))
        lines[path] = line
        if isinstance(value, yaml.ScalarNode):
            raw[path] = _unfolded(value)
        if recognised(key.value) and (mention := mention_of(path, line, _typed(value))):
            mentions.append(mention)
    return Mapped({}, lines, raw, tuple(problems), tuple(mentions))


def _unfolded(node: yaml.ScalarNode) -> str:
    """The text of a scalar, with the line breaks that matter in Chinese and Japanese."""
    lines_below = node.end_mark.line - node.start_mark.line
    is_folded = node.style != "|" and lines_below > (2 if node.style == ">" else 0)
    return unfolded(node.value) if is_folded else str(node.value)


def _typed(node: yaml.Node) -> str | None:
    """A scalar as it was typed, empty for a null; `None` for a list or a mapping."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _entries(
    node: yaml.MappingNode, prefix: str = "", depth: int = 2
) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The entries of a mapping and of nested mappings: dotted name, key node, value node."""
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        path = f"{prefix}{key.value}"
        yield path, key, value
        if depth and isinstance(value, yaml.MappingNode):
            yield from _entries(value, f"{path}.", depth - 1)

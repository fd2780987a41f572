"""Bounds of YAML: how deep it may be nested, and how many values it may have."""

from __future__ import annotations

import re

import yaml

from mkdocs_papernotes.front_matter.loader import Loader

_NESTING = re.compile(r"^[ \t?:-]*|[\[{]", re.MULTILINE)
"""What a block can be nested with: indentation, marks of lists, brackets."""
_DEEPEST = 100
"""Levels of nesting. MkDocs and its plugins go down into `page.meta` level by level, and Python
gives up at some hundreds."""
_MOST_VALUES = 20_000
"""Values of a block, those that aliases repeat included."""


class BoundError(yaml.YAMLError):
    """The YAML is larger than any that was written by hand; `line` is an index."""

    def __init__(self, name: str, line: int, most: int):
        super().__init__(name)
        self.name, self.line, self.most = name, line, most


def check_depth(text: str) -> None:
    """Raise `BoundError` for a text that is nested too deeply; nothing is built before."""
    # An estimate that is never too low spares most blocks the second reading.
    marks = _NESTING.findall(text)
    if 2 * max(map(len, marks)) + sum(mark in "[{" for mark in marks if mark) < _DEEPEST:
        return
    depth, line = 0, 0
    try:
        for event in yaml.parse(text, Loader):
            line = event.start_mark.line if event.start_mark else line
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise BoundError("yaml-depth", line, _DEEPEST)
    except yaml.MarkedYAMLError as error:
        if "nesting" in str(error.problem):  # libyaml has a bound, too
            raise BoundError("yaml-depth", line, _DEEPEST) from error
        raise


def check_size(root: yaml.MappingNode) -> None:
    """Raise `BoundError` for a mapping with too many values, or one that holds itself."""
    sizes: dict[int, int] = {}
    for key, value in root.value:
        if _size(key, sizes) + _size(value, sizes) > _MOST_VALUES:
            raise BoundError("yaml-size", key.start_mark.line, _MOST_VALUES)


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """How many values there are in a node, with all that its aliases repeat.

    A node that holds itself has no end. `sizes` keeps what is known, by the identity of the node.
    """
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in sizes:
        sizes[id(node)] = _MOST_VALUES + 1
        pairs = isinstance(node, yaml.MappingNode)
        inner = [item for pair in node.value for item in pair] if pairs else node.value
        sizes[id(node)] = 1 + sum(_size(item, sizes) for item in inner)
    return sizes[id(node)]

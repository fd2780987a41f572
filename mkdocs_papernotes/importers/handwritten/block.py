"""Adds keys to a page's front matter without changing what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from mkdocs_papernotes.front_matter.dumping import dumped
from mkdocs_papernotes.front_matter.mapping import YAML_BREAKS
from mkdocs_papernotes.front_matter.parsing import FrontMatter, read_front_matter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_CLOSING = re.compile(r"(?:-{3}|\.{3})[ \t]*$")


def file_lines(text: str) -> list[str]:
    """The lines of a file with their line ends, numbered as in editors."""
    return _LINE.findall(text)


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """The file with new keys at the end of its front matter, which is created if needed.

    New keys of an existing mapping are added to its end. Raises `ValueError` if the block cannot be
    extended: broken YAML, TOML, JSON, or a mapping in braces.
    """
    if not values:
        return text
    before = read_front_matter(text, "")
    if before.is_broken:
        raise ValueError("the front matter cannot be read")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = file_lines(text.removeprefix(mark))
    end = _line_end(lines)
    start = body_start(text, before)
    if not before.values and not any(line.strip() for line in lines[:start]):
        new = ["---", *dumped(values), "---", ""]
        after = mark + "".join(line + end for line in new) + "".join(lines)
    else:
        _insert(lines, start, values, end)
        after = mark + "".join(lines)
    if not _is_extended(before, read_front_matter(after, ""), values):
        raise ValueError("the front matter is written so that nothing can be added to it")
    return after


def _line_end(lines: Sequence[str]) -> str:
    first = lines[0] if lines else ""
    return first[len(first.rstrip("\r\n")) :] or "\n"


def body_start(text: str, front_matter: FrontMatter) -> int:
    """The index of the first line of the body in the file."""
    total = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    return total - front_matter.body.count("\n")


def _insert(lines: list[str], start: int, values: Mapping[str, Any], end: str) -> None:
    """Insert values into a block that ends before line `start`, from bottom to top."""
    last = start - 1
    while last > 0 and not lines[last].strip():
        last -= 1
    first = next(n for n, line in enumerate(lines) if line.strip())
    opened = _CLOSING.match(lines[first].rstrip("\r\n"))
    closed = _CLOSING.match(lines[last].rstrip("\r\n")) and last > first
    first, last = first + bool(opened), last if closed else last + 1
    source = [line.rstrip("\r\n") for line in lines[first:last]]
    node = _node("\n".join(source))
    places = [(last - first, 0, dict(values))]
    if node is not None:
        places = list(_places(node, values, source, last - first))
    for at, indent, entries in sorted(places, key=lambda place: place[0], reverse=True):
        added = [" " * indent + line + end for line in dumped(entries)]
        if at + first and not lines[at + first - 1].endswith(("\n", "\r")):
            lines[at + first - 1] += end
        lines[at + first : at + first] = added


def _node(source: str) -> yaml.Node | None:
    try:
        return yaml.compose(source.translate(YAML_BREAKS), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError("the front matter cannot be read") from error


_Place = tuple[int, int, dict[str, Any]]
"""A line, an indentation, and the entries to insert there."""


def _places(
    node: yaml.Node, values: Mapping[str, Any], source: Sequence[str], end: int
) -> Iterator[_Place]:
    """Where to insert values: new keys after the mapping's last line, others in inner mappings."""
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError("the front matter is written in braces")
    known = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    indent = node.start_mark.column
    new = {key: value for key, value in values.items() if key not in known}
    if new:
        yield end, indent, new
    ends = _content_ends(node, source, end)
    for key, value in values.items():
        if key not in known:
            continue
        inner = known[key]
        if not isinstance(value, Mapping):
            raise ValueError(f"the front matter has a “{key}”")
        if isinstance(inner, yaml.ScalarNode) and not inner.value:
            yield ends[key], indent + 2, dict(value)
        else:
            yield from _places(inner, value, source, ends[key])


def _content_ends(node: yaml.MappingNode, source: Sequence[str], end: int) -> dict[str, int]:
    """For each key, the line after its value, without trailing blank lines and comments."""
    starts = [key.start_mark.line for key, _ in node.value]
    ends = {}
    for (key, _), following in zip(node.value, [*starts[1:], end], strict=True):
        last = following
        while last > key.start_mark.line + 1 and source[last - 1].strip()[:1] in ("", "#"):
            last -= 1
        ends[str(key.value)] = last
    return ends


def _is_extended(before: FrontMatter, after: FrontMatter, values: Mapping[str, Any]) -> bool:
    """Whether only the new values have changed."""
    same_text = after.body == before.body.lstrip("\n")
    return same_text and not after.is_broken and after.values == _merged(before.values, values)


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for key, value in new.items():
        inner = merged.get(key)
        if isinstance(value, Mapping):
            merged[key] = _merged(inner if isinstance(inner, Mapping) else {}, value)
        else:
            merged[key] = value
    return merged

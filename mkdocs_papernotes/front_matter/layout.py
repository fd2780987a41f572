"""Where keys and values stand in YAML, by the positions that the YAML reader gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import yaml

from mkdocs_papernotes.front_matter.mapping import YAML_BREAKS


@dataclass(frozen=True)
class Value:
    """A value at `text[start:end]`, with its tag and anchor.

    The end is that of the content: comments and blank lines below it do not belong to it, unless a
    block scalar keeps them (`|+`).
    """

    kind: Literal["scalar", "sequence", "mapping", "alias"]
    start: int
    end: int
    is_block: bool
    """Whether it is a literal or folded text, or a collection without brackets."""
    scalar: str | None = None
    """The text of a scalar."""
    entries: tuple[Entry, ...] = ()
    """Of a mapping, in order."""
    anchors: tuple[tuple[str, int], ...] = ()
    """The names of the anchors in it, and where they are."""
    aliases: tuple[tuple[str, int], ...] = ()
    """The names of the aliases in it, and where they are."""

    def find(self, key: str) -> list[Entry]:
        """The entries with that key; more than one if it is repeated."""
        return [entry for entry in self.entries if entry.key == key]


@dataclass(frozen=True)
class Entry:
    """A key of a mapping and its value; the key is at `text[start:key_end]`."""

    key: str | None
    """`None` for a list or a mapping as a key."""
    start: int
    key_end: int
    value: Value

    @property
    def end(self) -> int:
        return self.value.end


def layout_of(text: str) -> Value | None:
    """The value that a YAML text holds; `None` if there is nothing but comments.

    Any line ends will do. Raises an error of PyYAML's, or `RecursionError`.
    """
    events = iter(yaml.parse(text.translate(YAML_BREAKS), yaml.SafeLoader))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _value(event, events, text)
    return None


def _value(event: yaml.Event, events: Iterator[yaml.Event], text: str) -> Value:
    start, end = _span(event)
    if isinstance(event, yaml.AliasEvent):
        return Value("alias", start, end, False, aliases=((str(event.anchor), start),))
    anchor = getattr(event, "anchor", None)
    anchors = ((anchor, start),) if anchor else ()
    if isinstance(event, yaml.ScalarEvent):
        is_block = event.style in ("|", ">")
        end = _block_end(event.value, text, start, end) if is_block else end
        return Value("scalar", start, end, is_block, event.value, anchors=anchors)
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    is_block = not getattr(event, "flow_style", False)
    inner: list[Value] = []
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        inner.append(_value(event, events, text))
    end = inner[-1].end if is_block and inner else _span(event)[1]
    return Value(
        "mapping" if is_mapping else "sequence",
        start,
        end,
        is_block,
        entries=tuple(_entries(inner)) if is_mapping else (),
        anchors=(*anchors, *(each for value in inner for each in value.anchors)),
        aliases=tuple(each for value in inner for each in value.aliases),
    )


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)  # PyYAML always has both


def _block_end(value: str, text: str, start: int, end: int) -> int:
    """The end of a literal or folded text, at the end of its last line."""
    keeps = value.endswith("\n\n") or not value.strip("\n")
    if not keeps:
        return len(text[:end].rstrip("\r\n"))
    at = end - 1 if text[start:end].endswith(("\n", "\r")) else end
    return at - 1 if text[at - 1 : at + 1] == "\r\n" else at


def _entries(inner: list[Value]) -> Iterator[Entry]:
    for key, value in zip(inner[::2], inner[1::2], strict=True):
        yield Entry(key.scalar, key.start, key.end, value)

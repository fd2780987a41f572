"""What can be read of a block whose YAML is broken."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.front_matter.extent import KEY_LINE
from mkdocs_papernotes.front_matter.mapping import UNREADABLE, Mapped, load_mapping

_NOT_PLAIN = frozenset("[{&*!|>%@`'\"")
"""With these, a value begins that means something else than it says."""


def salvage(yaml_lines: list[str], offset: int, source: str) -> tuple[Mapped, list[str]]:
    """What can be read of a block that `load_mapping` refused, and the keys that are lost.

    The block is read with spaces for its tabs, or if that fails, entry by entry.
    """
    spaced = [line.replace("\t", "  ") for line in yaml_lines]
    if (whole := _loaded(spaced, offset, source)) is not None:
        return whole, []
    kept, lost = Mapped(), []
    for first, key, chunk in _entries(spaced):
        line = first + offset
        part = _loaded(chunk, line, source) or _plain_entry(chunk, line, key)
        if part is None:
            lost.append(key)
        else:
            kept |= part
    return kept, lost


def _loaded(yaml_lines: list[str], offset: int, source: str) -> Mapped | None:
    try:
        return load_mapping(yaml_lines, offset, source)
    except UNREADABLE:
        return None


def _plain_entry(yaml_lines: list[str], offset: int, key: str) -> Mapped | None:
    """A key whose value on the same line can be taken as it was typed."""
    match = KEY_LINE.match(yaml_lines[0])
    text = yaml_lines[0][match.end() :].strip() if match else ""
    if len(yaml_lines) > 1 or not text or text[0] in _NOT_PLAIN:
        return None
    return Mapped({key: text}, {key: offset + 1}, {key: text})


def _entries(yaml_lines: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """The top-level entries: the index of the first line, the key, and the lines with text."""
    starts = [(n, match) for n, line in enumerate(yaml_lines) if (match := KEY_LINE.match(line))]
    ends = [*(n for n, _ in starts), len(yaml_lines)][1:]
    for (start, match), end in zip(starts, ends, strict=True):
        chunk = [line for line in yaml_lines[start:end] if line.strip()]
        yield start, match["key"].strip(" \t\"'"), chunk

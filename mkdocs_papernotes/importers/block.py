"""Front matter of other generators: YAML, TOML or JSON, as forgivingly as they read it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs_papernotes.front_matter.extent import KEY_LINE, find_extent
from mkdocs_papernotes.importers.foreign_block import read_json, read_toml
from mkdocs_papernotes.importers.yaml_block import MENDED, Values, read_yaml
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import writable

_LONG_FENCE = re.compile(r"(?:-{3,}|;{3,})[ \t]*$")
_WORD_KEY = re.compile(r"[\w-]+:(?: |$)")
_ENTRY = re.compile(r"[ \t#]|- |-$|[\]}]")
_JSON_KEY = re.compile(r"\s*\"[^\"\n]{1,60}\"\s*:")
_FARTHEST = 300
"""How many lines a block without an opening fence may have."""
_MOST_LINES = 3_000
"""How many lines a block may have to be read at all."""
_TELLING = {"title", "date", "tags", "categories", "layout"}
"""Keys of which a block without an opening fence has one; else it is text."""
_FAULTS = {
    "unclosed-front-matter": "it has no closing fence, and ends above the text",
    "wrong-fence": "its fences are not three hyphens",
    "no-fence": "it has no opening fence",
}
"""What may be wrong with fences, as the rest of "it was read although …"."""


@dataclass(frozen=True)
class Block:
    """The front matter of a file."""

    end: int
    """The index of the line that the body begins on."""
    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unread: str = ""
    """The lines that could not be read; they are in no value."""


@dataclass(frozen=True)
class _Part:
    """Where the values of a block are: the lines `first:last`; the body begins at `end`."""

    format: str
    first: int
    last: int
    end: int
    fault: str = ""
    """A key of `_FAULTS`; empty if nothing is wrong with its fences."""


def block_of(text: str, path: str) -> Block | None:
    """The front matter at the top of a text with LF at the ends of lines, if it has any."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return None
    part = _hexo_part(lines, start) or _usual_part(lines, start)
    if part is None:
        return None
    found = _values(lines[part.first : part.last], part, path)
    if part.format != "YAML" and not found.values and not found.unread:
        return None
    problems = [_mended(path, start + 1, part.fault)] if part.fault else []
    return Block(
        part.end, _clean(found.values), found.lines, (*problems, *found.problems), found.unread
    )


def _values(inner: list[str], part: _Part, path: str) -> Values:
    if len(inner) > _MOST_LINES:
        reason = {"reason": f"it has more than {_MOST_LINES} lines"}
        told = Problem("import-front-matter-unread", path, part.first + 1, values=reason)
        return Values(problems=(told,), unread="\n".join(inner))
    if part.format == "TOML":
        return read_toml(inner, part.first, path)
    if part.format == "JSON":
        return read_json(inner, part.first, path)
    return read_yaml(inner, part.first, path)


def _mended(path: str, line: int, fault: str) -> Problem:
    return Problem(MENDED, path, line, values={"reason": _FAULTS[fault], "mended": fault})


def _usual_part(lines: list[str], start: int) -> _Part | None:
    """A block between fences, or one that `front_matter` takes for such."""
    extent = find_extent(lines, start)
    if extent is None:
        return None
    name, values = extent.problem or ("", {})
    kind = str(values["format"]) if extent.foreign else "YAML"
    fault = name if name in _FAULTS else ""
    if not fault and not extent.foreign and extent.first == start:
        fault = "no-fence"
    last, end = extent.last, extent.end
    if kind == "TOML" and end == last:
        fault = "unclosed-front-matter"
    if name == "unclosed-front-matter":
        last = end = _end_of_keys(lines, extent.first, last)
    return _Part(kind, extent.first, last, end, fault)


def _end_of_keys(lines: list[str], first: int, last: int) -> int:
    """Where a block without a closing fence ends: above a line of several words with a colon."""
    for n in range(first, last - 1):
        if not lines[n].strip() and lines[n + 1].strip() and not _WORD_KEY.match(lines[n + 1]):
            return n
    return last


def _hexo_part(lines: list[str], start: int) -> _Part | None:
    """A block without an opening fence, or with fences of more than three marks.

    Hexo takes what is above the first fence for front matter if the file does not begin with one,
    and closes a block with the fence that opened it, which may be longer
    (https://github.com/hexojs/hexo-front-matter/blob/main/lib/front_matter.ts). Here it must have
    keys that front matter has, and no text.
    """
    opening = lines[start].rstrip()
    if opening == "---" or opening == ";;;":
        return None
    if opening.startswith(("----", ";;;;")) and _LONG_FENCE.match(opening):
        end = _closing(lines, start + 1, opening)
        kind = "JSON" if opening[0] == ";" else "YAML"
        ends_well = end is not None and _has_keys(lines[start + 1 : end], kind)
        return _Part(kind, start + 1, end, end + 1) if ends_well and end is not None else None
    is_json = bool(_JSON_KEY.match(opening))
    if not is_json and not KEY_LINE.match(opening):
        return None
    end = _closing(lines, start, ";;;" if is_json else "---")
    if end is None or not _has_keys(lines[start:end], "JSON" if is_json else "YAML"):
        return None
    return _Part("JSON" if is_json else "YAML", start, end, end + 1, "no-fence")


def _closing(lines: list[str], first: int, fence: str) -> int | None:
    """The index of the next fence of the same marks, of any length from three."""
    for n in range(first, min(len(lines), first + _FARTHEST)):
        line = lines[n].rstrip()
        if line[:3] == fence[:3] and _LONG_FENCE.match(line):
            return n
    return None


def _has_keys(inner: Sequence[str], kind: str) -> bool:
    """Whether lines are entries of front matter, and nothing else."""
    if kind == "JSON":
        return all(not line.strip() or line[:1] in ' \t"{}[],' for line in inner)
    keys = [
        match["key"].strip(" \t\"'").lower() for line in inner if (match := KEY_LINE.match(line))
    ]
    is_text = any(
        line.strip() and not KEY_LINE.match(line) and not _ENTRY.match(line) for line in inner
    )
    return bool(_TELLING & set(keys)) and not is_text


def _clean(value: Any) -> Any:
    """A value without characters that neither YAML nor HTML can hold."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, Mapping):
        return {writable(str(key)): _clean(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean(inner) for inner in value]
    if isinstance(value, bytes):
        return writable(value.decode("utf-8", "replace"))
    return value

"""Sets and removes keys of front matter; every other byte of the file stays as it is.

YAML is not written anew, which would change its spacing, quotes and comments. The lines of a key
are found by the positions that the YAML reader gives, and exchanged. At the end the new text is
read: if it does not hold exactly what was asked for, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from mkdocs_papernotes.front_matter.dumping import (
    dumped,
    dumped_inline,
    dumped_key,
    dumped_value,
)
from mkdocs_papernotes.front_matter.extent import FENCE, find_extent
from mkdocs_papernotes.front_matter.layout import Entry, Value, layout_of
from mkdocs_papernotes.front_matter.parsing import FrontMatter, read_front_matter

Keys = tuple[str, ...]
"""A key of front matter, and keys within its value: `("paper", "doi")`."""


class _Removed:
    def __repr__(self) -> str:
        return "REMOVED"


REMOVED: Final = _Removed()
"""In place of a value: the key goes, and with the last key of a mapping the mapping."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_MARKS = "\ufeff\u200b\u2060"


class SpliceError(ValueError):
    """Front matter is written so that a key cannot be changed without touching others.

    The message says why, as the end of a sentence.
    """


def splice(text: str, changes: Mapping[str | Keys, object]) -> str:
    """The text of a file with keys set to new values, or removed.

    `changes` has values by key. A key that has the value already is left as it is typed, and one
    that is to be removed may be missing. A file without front matter gets some. Raises
    `SpliceError`.
    """
    wanted = [((keys,) if isinstance(keys, str) else keys, changes[keys]) for keys in changes]
    before = read_front_matter(text, "")
    if before.is_broken:
        raise SpliceError("the front matter cannot be read")
    expected: dict[str, Any] = before.values
    after = text
    for keys, value in wanted:
        is_set = value is not REMOVED
        found = _with(expected, keys, _plain(value)) if is_set else _without(expected, keys)
        if not _same(found, expected):
            after = _spliced(after, keys, _plain(value))
            expected = found
    if after != text:
        _check(before, read_front_matter(after, ""), expected)
    return after


def _spliced(text: str, keys: Keys, value: object) -> str:
    """The file with one change."""
    lines = _LINE.findall(text.lstrip(_MARKS))
    mark = text[: len(text) - sum(map(len, lines))]
    bare = [line.rstrip("\r\n") for line in lines]
    start = next((n for n, line in enumerate(bare) if line.strip()), len(bare))
    line_end = _line_end(lines[0]) if lines else "\n"
    block = find_extent(bare, start) if start < len(bare) else None
    if block is None:
        if start < len(bare) and FENCE.match(bare[start]):
            raise SpliceError("the file begins with a line that looks like front matter")
        return mark + _new_block(_nested(keys, value), line_end, bare) + "".join(lines)
    if block.problem:
        raise SpliceError("the front matter cannot be read")
    first, last = "".join(lines[: block.first]), "".join(lines[block.last :])
    source = "".join(lines[block.first : block.last])
    return mark + first + _Block(source, line_end or "\n").changed(keys, value) + last


def _new_block(values: Mapping[str, object], end: str, below: Sequence[str]) -> str:
    gap = [""] if below and below[0].strip() else []
    return "".join(line + (end or "\n") for line in ("---", *dumped(values), "---", *gap))


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


@dataclass(frozen=True)
class _Block:
    """The YAML of a file, with its own line ends."""

    text: str
    line_end: str
    """Of new lines."""

    def changed(self, keys: Keys, value: object) -> str:
        """The text with a key set to a value, or without it; raises `SpliceError`."""
        try:
            root = layout_of(self.text)
        except (yaml.YAMLError, RecursionError) as error:
            raise SpliceError("the front matter cannot be read") from error
        if root is None:
            return self._appended(_nested(keys, value), "")
        above: list[tuple[Value, Entry]] = []
        container = root
        for depth, key in enumerate(keys):
            _check_mapping(container, keys[:depth])
            found = container.find(key)
            if len(found) > 1:
                raise SpliceError(f"`{key}` is written twice")
            if not found and value is REMOVED:
                raise SpliceError(f"`{key}` is taken over from another mapping")
            if not found:
                return self._added(root, container, _nested(keys[depth:], value))
            above.append((container, found[0]))
            container = found[0].value
            if depth + 1 < len(keys) and container.kind == "scalar":
                return self._replaced(root, above[-1], key, _nested(keys[depth + 1 :], value))
        if value is REMOVED:
            alone = [len(each.entries) == 1 for each, _ in above]
            while len(above) > 1 and alone.pop():
                above.pop()
            return self._removed(root, *above[-1])
        return self._replaced(root, above[-1], keys[-1], value)

    # New keys

    def _added(self, root: Value, container: Value, values: Mapping[str, object]) -> str:
        """The text with entries at the end of a mapping."""
        if not container.is_block:
            return self._added_inline(container, values)
        indent = self._indent(container.entries[0])
        if container is root:
            return self._appended(values, indent)
        at = self._end_of_line(container.end)
        added = "".join(f"{self.line_end}{indent}{line}" for line in dumped(values))
        return self.text[:at] + added + self.text[at:]

    def _appended(self, values: Mapping[str, object], indent: str) -> str:
        """The text with entries below all others."""
        open_end = self.text and not self.text.endswith(("\n", "\r"))
        added = "".join(f"{indent}{line}{self.line_end}" for line in dumped(values))
        return self.text + (self.line_end if open_end else "") + added

    def _added_inline(self, container: Value, values: Mapping[str, object]) -> str:
        added = ", ".join(f"{dumped_key(key)}: {dumped_inline(key, values[key])}" for key in values)
        if container.entries:
            at, added = container.entries[-1].end, f", {added}"
        else:
            at = self.text.index("{", container.start) + 1
        return self._inline(at, added, at)

    # Keys that are there

    def _replaced(self, root: Value, place: tuple[Value, Entry], key: str, value: object) -> str:
        """The text with another value in an entry."""
        container, entry = place
        old = entry.value
        _check_anchors(root, old.start, old.end)
        colon = self._colon(entry)
        if not container.is_block:
            return self._put(max(old.start, colon), old.end, dumped_inline(key, value), colon)
        first, below = dumped_value(key, value)
        if not below and not old.is_block:
            return self._put(max(old.start, colon), old.end, first.strip(), colon)
        indent = self._indent(entry)
        if old.is_block:
            comment = _COMMENT.search(self.text, colon, self._end_of_line(colon))
            end = old.end
        else:
            comment = _COMMENT.match(self.text, old.end, self._end_of_line(old.end))
            end = self._end_of_line(old.end)
            if self.text[old.end : end].strip() and not comment:
                raise SpliceError(f"`{key}` shares its line with another value")
        head = first + (comment[0] if comment else "")
        new = "".join(f"{self.line_end}{indent}{line}" if line else self.line_end for line in below)
        return self.text[:colon] + head + new + self.text[end:]

    def _put(self, start: int, end: int, new: str, colon: int) -> str:
        """The text with `new` in place of `text[start:end]`, with a space behind the colon."""
        space = " " if start == colon and new else ""
        return self.text[:start] + space + new + self.text[end:]

    def _removed(self, root: Value, container: Value, entry: Entry) -> str:
        _check_anchors(root, entry.start, entry.end)
        if not container.is_block:
            return self._removed_inline(container, entry)
        start, end = entry.start - len(self._indent(entry)), self._end_of_line(entry.end)
        line_end = _BREAK.match(self.text, end)
        return self.text[:start] + self.text[line_end.end() if line_end else end :]

    def _removed_inline(self, container: Value, entry: Entry) -> str:
        """The text without an entry between braces, and without one of the commas beside it."""
        number = container.entries.index(entry)
        if number + 1 < len(container.entries):
            start, end = entry.start, container.entries[number + 1].start
        else:
            start = container.entries[number - 1].end if number else entry.start
            end = entry.end
        if "#" in self.text[start : entry.start] + self.text[entry.end : end]:
            raise SpliceError(f"there is a comment beside `{entry.key}`")
        return self._inline(start, "", end)

    def _inline(self, start: int, new: str, end: int) -> str:
        """The text with `new` in place of `text[start:end]`, with a space behind a bare colon."""
        space = " " if self.text[:start].endswith(":") else ""
        return self.text[:start] + space + new + self.text[end:]

    # Places

    def _indent(self, entry: Entry) -> str:
        """What stands before the key of an entry, which begins its line."""
        before = _BREAK.split(self.text[: entry.start])[-1]
        if before.strip():
            raise SpliceError(f"`{entry.key}` does not begin its line")
        return before

    def _colon(self, entry: Entry) -> int:
        """The index behind the colon of an entry."""
        at = self.text.find(":", entry.key_end)
        between = self.text[entry.key_end : at] if at >= 0 else "?"
        if between.strip():
            raise SpliceError(f"`{entry.key}` has no colon behind it")
        return at + 1

    def _end_of_line(self, at: int) -> int:
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)


def _check_mapping(value: Value, keys: Keys) -> None:
    name = f"`{'.'.join(keys)}`" if keys else "the front matter"
    if value.kind == "alias":
        raise SpliceError(f"{name} is the same value as another one (`*`)")
    if value.kind != "mapping":
        raise SpliceError(f"{name} is not a mapping")


def _check_anchors(root: Value, start: int, end: int) -> None:
    """Raise if an anchor between two places is used elsewhere."""
    names = {name for name, at in root.anchors if start <= at < end}
    if any(name in names and not start <= at < end for name, at in root.aliases):
        raise SpliceError("another value is the same as this one (`&`)")


# Values


def _nested(keys: Keys, value: object) -> dict[str, object]:
    for key in reversed(keys[1:]):
        value = {key: value}
    return {keys[0]: value}


def _plain(value: object) -> object:
    """A value with lists and dictionaries in place of other sequences and mappings."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _with(values: Mapping[str, Any], keys: Keys, value: object) -> dict[str, Any]:
    """The values with one more, or another one."""
    key, *inner = keys
    if not inner:
        return {**values, key: value}
    old = values.get(key)
    if old is not None and not isinstance(old, Mapping):
        raise SpliceError(f"`{key}` is not a mapping")
    return {**values, key: _with(old or {}, tuple(inner), value)}


def _without(values: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    """The values without one, and without the mappings that would be left empty."""
    key, *inner = keys
    new: object = None
    if inner:
        old = values.get(key)
        if not isinstance(old, Mapping) or inner[0] not in old:
            return dict(values)
        new = _without(old, tuple(inner))
    return {**values, key: new} if new else {name: values[name] for name in values if name != key}


def _check(before: FrontMatter, after: FrontMatter, expected: Mapping[str, Any]) -> None:
    same_text = after.body == before.body.lstrip("\n")
    if after.is_broken or not same_text or not _same(after.values, expected):
        raise SpliceError("the front matter is written so that this key cannot be changed alone")


def _same(one: object, other: object) -> bool:
    """Whether two values are the same in YAML, where `1` is not `true`, and not-a-number itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_same(*pair) for pair in pairs)
    return one == other or (one != one and other != other)

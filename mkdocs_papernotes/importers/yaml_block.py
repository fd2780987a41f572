"""YAML as generators read it: forgivingly, and with the values as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from mkdocs_papernotes.front_matter.bounds import check_depth, check_size
from mkdocs_papernotes.front_matter.extent import KEY_LINE
from mkdocs_papernotes.front_matter.loader import Loader
from mkdocs_papernotes.front_matter.mapping import UNREADABLE, YAML_BREAKS, NoKeysError
from mkdocs_papernotes.front_matter.mentions import recognised
from mkdocs_papernotes.front_matter.mistakes import explain
from mkdocs_papernotes.problems.problem import Problem

_INDENT = re.compile(r"^[ \t]+")
_LIST_KEY = re.compile(
    r"(?:title|subtitle|tags?|categor(?:y|ies)|authors?|keywords|slug)$", re.IGNORECASE
)
"""Keys whose values are words, even where YAML has a meaning for them: `No`, `2023-01-01`."""
_NOT_PLAIN = frozenset("[{&*!|>%@`'\"")
"""With these, a value begins that may mean something else than it says."""
MOST_ENTRIES = 300
"""How many entries of a broken block are read one by one; nobody wrote more."""
_TEXT = "tag:yaml.org,2002:str"
_WORDS = {f"tag:yaml.org,2002:{kind}" for kind in ("bool", "timestamp")}
_MERGE = "tag:yaml.org,2002:merge"
MENDED = "import-front-matter-mended"


@dataclass(frozen=True)
class Values:
    """What a block holds."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key at the left margin, from 1."""
    problems: tuple[Problem, ...] = ()
    unread: str = ""
    """The lines that are in none of the values, because they cannot be read."""


class _Written(Loader):
    """A loader that gives numbers as text where printing them would give another text."""


def _number(loader: Any, node: yaml.ScalarNode, construct: Any) -> Any:
    try:
        value = construct(loader, node)
        return value if str(value) == node.value else node.value
    except ValueError:
        return node.value


def _integer(loader: Any, node: yaml.ScalarNode) -> Any:
    return _number(loader, node, Loader.yaml_constructors["tag:yaml.org,2002:int"])


def _real(loader: Any, node: yaml.ScalarNode) -> Any:
    return _number(loader, node, yaml.SafeLoader.construct_yaml_float)


_Written.add_constructor("tag:yaml.org,2002:int", _integer)
_Written.add_constructor("tag:yaml.org,2002:float", _real)


def read_yaml(lines: Sequence[str], offset: int, path: str) -> Values:
    """The values in YAML whose first line is line `offset + 1` of a file.

    Tabs count as two spaces, as in Hexo
    (https://github.com/hexojs/hexo-front-matter/blob/main/lib/front_matter.ts). What cannot be read
    as a whole is read entry by entry.
    """
    try:
        return _loaded(lines, offset, path)
    except UNREADABLE as error:
        line, name, values = explain(error, list(lines), offset)
        reason = Problem(name, path, line, values=values).message
    spaced = [_INDENT.sub(lambda match: match[0].replace("\t", "  "), line) for line in lines]
    for mended in (spaced, [line.replace("\t", "  ") for line in lines]):
        if mended != list(lines):
            try:
                found = _loaded(mended, offset, path)
            except UNREADABLE:
                continue
            number = next(
                n
                for n, both in enumerate(zip(lines, mended, strict=True), offset + 1)
                if both[0] != both[1]
            )
            reason = "it has tabs, each of which was read as two spaces"
            told = Problem(MENDED, path, number, values={"reason": reason, "mended": "tabs"})
            return replace(found, problems=(told, *found.problems))
    return _by_entries(spaced, offset, path, (line, reason))


def _problem(name: str, path: str, line: int, reason: str, key: str = "") -> Problem:
    return Problem(name, path, line, key, {"reason": reason})


def _loaded(lines: Sequence[str], offset: int, path: str) -> Values:
    """Raises one of `UNREADABLE`."""
    text = ("\n".join(lines) + "\n").translate(YAML_BREAKS)
    check_depth(text)
    loader = _Written(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Values()
        if not isinstance(node, yaml.MappingNode):
            raise NoKeysError(None, None, "expected “key: value” lines", node.start_mark)
        check_size(node)
        _keep_words(node, False, set())
        keys = _keys(node, offset)
        doubts, problems = _repeated(node, offset, path)
        values = {str(key): value for key, value in loader.construct_document(node).items()}
    finally:
        loader.dispose()
    return Values({**values, "draft": True} if doubts else values, keys, problems)


def _keep_words(node: yaml.Node, is_word: bool, seen: set[int]) -> None:
    """Make text of what would be a truth value or a date in a list, a title or a key."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if is_word and node.tag in _WORDS and not node.style:
            node.tag = _TEXT
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _keep_words(item, True, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                key.tag = _TEXT
                _keep_words(value, bool(_LIST_KEY.match(key.value)), seen)
            else:
                _keep_words(value, False, seen)


def _keys(node: yaml.MappingNode, offset: int) -> dict[str, int]:
    return {
        str(key.value): key.start_mark.line + offset + 1
        for key, _ in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def _repeated(node: yaml.MappingNode, offset: int, path: str) -> tuple[bool, tuple[Problem, ...]]:
    """Keys that are there twice, and whether they leave in doubt if the page was published."""
    given: dict[str, list[tuple[int, str | None]]] = {}
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            text = str(value.value).lower() if isinstance(value, yaml.ScalarNode) else None
            given.setdefault(key.value, []).append((key.start_mark.line + offset + 1, text))
    doubts, problems = False, []
    for name, places in given.items():
        if len(places) < 2:
            continue
        reason = f"`{name}` is there {'twice' if len(places) == 2 else f'{len(places)} times'}"
        problems.append(
            _problem(MENDED, path, places[-1][0], f"{reason}, and the last one counts", name)
        )
        subject, _ = recognised(name) or ("", "")
        if subject not in {"", "excerpt"} and len({text for _, text in places}) > 1:
            doubts = True
            reason = f"{reason} with different values"
            problems.append(_problem("import-held-back", path, places[-1][0], reason, name))
    return doubts, tuple(problems)


def _by_entries(lines: Sequence[str], offset: int, path: str, fault: tuple[int, str]) -> Values:
    """What can be read entry by entry of a block that cannot be read as a whole."""
    values: dict[str, Any] = {}
    keys: dict[str, int] = {}
    problems: list[Problem] = []
    unread: list[str] = []
    for number, (first, key, chunk) in enumerate(_entries(lines)):
        line = offset + first + 1
        part = _entry(chunk, line - 1, path, key) if number < MOST_ENTRIES else None
        if part is None:
            unread += chunk
            continue
        if key in values:
            problems.append(_problem(MENDED, path, line, f"`{key}` is there twice", key))
        values |= part.values
        keys |= part.lines
        problems += part.problems
    name = "import-front-matter-unread" if unread else MENDED
    told = _problem(name, path, *fault)
    return Values(values, keys, (told, *problems), "\n".join(unread))


def _entry(chunk: Sequence[str], offset: int, path: str, key: str) -> Values | None:
    """One entry, if need be with its value as it was typed."""
    if not key:
        return None if any(not line.lstrip().startswith("#") for line in chunk) else Values()
    try:
        return _loaded(chunk, offset, path)
    except UNREADABLE:
        pass
    match = KEY_LINE.match(chunk[0])
    text = chunk[0][match.end() :].strip() if match else ""
    if len(chunk) > 1 or not text or text[0] in "|>" or (recognised(key) and text[0] in _NOT_PLAIN):
        return None
    return Values({key: _as_typed(text)}, {key: offset + 1})


def _as_typed(text: str) -> object:
    """A value that YAML refuses: a list without its end is one, and all else is text."""
    if text[0] == "[" and "{" not in text:
        items = (item.strip(" \t\"'") for item in text.strip("[]").split(","))
        return [item for item in items if item]
    return text


def _entries(lines: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    """The entries: the index of the first line, the key, and the lines that are not blank.

    The lines above the first key come with an empty one.
    """
    starts = [(n, match) for n, line in enumerate(lines) if (match := KEY_LINE.match(line))]
    ends = [*(n for n, _ in starts), len(lines)]
    if above := [line for line in lines[: ends[0]] if line.strip()]:
        yield 0, "", above
    for (start, match), end in zip(starts, ends[1:], strict=True):
        chunk = [line for line in lines[start:end] if line.strip()]
        yield start, match["key"].strip(" \t\"'"), chunk

"""Reads the options of a directive: a YAML flow mapping behind its name, all values as texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from mkdocs_papernotes.directives.list_directive import OPTIONS, ListDirective
from mkdocs_papernotes.front_matter.mapping import UNREADABLE, load_mapping
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.problems.catalogue import message_of
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import nearest, without_unseen

BEGINNING = re.compile(r"\s*papernotes\s*/", re.IGNORECASE)
"""How the text of a comment begins that is a directive."""
NAME = "papernotes/list"
"""The only directive that there is."""
_HEAD = re.compile(r"\s*papernotes\s*/\s*(?P<name>[^\s{]*)\s*", re.IGNORECASE)
_FULL_WIDTH = re.compile("[：，｛｝［］]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PAIR = re.compile(r"(?P<key>[\w-]{1,40})\s*[:：]\s*(?P<value>\S.*)")
# The loader in C is not part of every installation of PyYAML.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_list(text: str, source: str, line: int) -> tuple[ListDirective | None, list[Problem]]:
    """The list that a comment asks for, and problems; `None` if that is not known.

    `text` is that of the comment, `line` the one in the file `source` on which it begins; 0 if that
    is not known.
    """
    head = _HEAD.match(text)
    if head is None or head["name"].lower() != "list":
        name = f"papernotes/{head['name'] if head else ''}"
        values = {"given": name, "near": nearest(name, [NAME], 0.6)}
        return None, [Problem("unknown-directive", source, line, values=values)]
    rest = without_unseen(text[head.end() :]).strip()
    offset = line + text[: head.end()].count("\n") - 1 if line else -1
    if rest and not rest.startswith("{"):
        return None, [_unreadable(rest, "they are not in braces", source, max(offset + 1, 0))]
    lines = rest.split("\n")
    try:
        found = load_mapping(lines, max(offset, 0), source)
        given = yaml.load(rest, _LOADER) or {}
    except UNREADABLE as error:
        from mkdocs_papernotes.front_matter.mistakes import explain

        at, mistake, about = explain(error, lines, max(offset, 0))
        reason = message_of(mistake).message_with(about)
        return None, [_unreadable(rest, reason, source, at if line else 0)]
    known_lines = found.lines if line else {}
    problems = [*found.problems] if line else []
    return _checked(given, known_lines, source, problems), problems


def _unreadable(text: str, reason: str, source: str, line: int) -> Problem:
    """The problem of options that cannot be read."""
    if wide := _FULL_WIDTH.search(_QUOTED.sub("", text)):
        return Problem("list-full-width", source, line, values={"given": wide[0]})
    return Problem("list-unreadable", source, line, values={"reason": reason})


def _checked(
    given: Mapping[Any, Any], lines: Mapping[str, int], source: str, problems: list[Problem]
) -> ListDirective:
    """The list with the options that are right; the others have their defaults."""
    texts = {str(key): value for key, value in given.items()}
    read = read_options(OPTIONS, {key: None if v == "" else v for key, v in texts.items()})
    problems += [_unknown(name, source, lines.get(name, 0)) for name in read.unknown]
    problems += [error.problem(source, lines.get(name, 0), name) for name, error in read.errors]
    return ListDirective(**read.values, lines=lines)


def _unknown(name: str, source: str, line: int) -> Problem:
    """The problem of a key that is no option of lists."""
    if wide := _FULL_WIDTH.search(name):
        return Problem("list-full-width", source, line, values={"given": wide[0]})
    known = [option.name for option in OPTIONS]
    pair = _PAIR.match(name)  # YAML wants a space after the colon
    if pair and (key := nearest(pair["key"], known)):
        near = f"{key}: {pair['value']}"
    else:
        near = nearest(name, known, 0.6)
    return Problem(
        "list-unknown-key", source, line, values={"given": name, "near": near, "known": known}
    )


# Where directives stand in a file

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_OPENING, _CLOSING = "<!--", "-->"


def written(body: str, first: int) -> Iterator[tuple[str, int]]:
    """The text and line of each directive in Markdown that begins on line `first` of its file.

    Those in fenced code and between backquotes are left out; a block of indented code is not told
    from a list.
    """
    for start, end in _places(body):
        text = body[start + len(_OPENING) : end - len(_CLOSING)]
        yield text, first + body.count("\n", 0, start)


def has_directive(text: str, opening: str = _OPENING) -> bool:
    """Whether a directive begins anywhere in a text; `opening` is how comments begin there."""
    start = text.find(opening)
    while start >= 0:
        start += len(opening)
        if BEGINNING.match(text, start):
            return True
        start = text.find(opening, start)
    return False


def without_directives(body: str) -> str:
    """Markdown without the directives that `written` finds."""
    parts, position = [], 0
    for start, end in _places(body):
        parts.append(body[position:start])
        position = end
    return "".join((*parts, body[position:]))


def _places(body: str) -> Iterator[tuple[int, int]]:
    """Where each directive begins and ends."""
    if not has_directive(body):
        return
    prose = _without_fences(body)
    start = prose.find(_OPENING)
    while start >= 0 and (end := prose.find(_CLOSING, start + len(_OPENING))) >= 0:
        end += len(_CLOSING)
        above = prose[prose.rfind("\n", 0, start) + 1 : start]
        if BEGINNING.match(prose, start + len(_OPENING)) and above.count("`") % 2 == 0:
            yield start, end
        start = prose.find(_OPENING, end)


def _without_fences(body: str) -> str:
    """Markdown with spaces in place of fenced code."""
    lines, fence = [], ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            is_end = mark and mark[1].startswith(fence) and not line.strip(" \t>`~")
            fence = "" if is_end else fence
            line = " " * len(line)
        elif mark:
            fence, line = mark[1], " " * len(line)
        lines.append(line)
    return "\n".join(lines)

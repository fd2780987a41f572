"""Front matter: the YAML block at the top of a page, parsed with line numbers and error reports.

MkDocs ignores a block that it cannot parse and shows it as text. Here each error becomes a
`Problem`, the entries that can be read are kept, and the block is never part of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from mkdocs_papernotes.front_matter.extent import CLOSING, FENCE, Extent, find_extent
from mkdocs_papernotes.front_matter.mapping import UNREADABLE, Mapped, load_mapping
from mkdocs_papernotes.front_matter.mentions import Mention
from mkdocs_papernotes.front_matter.unread import (
    below_comments,
    mentions_at_top,
    mentions_in,
    trusted,
)
from mkdocs_papernotes.problems.problem import Problem

_MARKS = "\ufeff\u200b\u2060"
"""Byte-order marks and other characters of no width, with which some editors begin a file."""
BLOCK = "front matter"
"""The key of problems that concern the block as a whole."""


@dataclass(frozen=True)
class FrontMatter:
    """The keys of a page, the lines they are on, and the text below the block."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key, counted from 1 in the file; nested keys are dotted (`paper.arxiv`)."""
    raw: dict[str, str] = field(default_factory=dict)
    """Scalars as typed, by dotted key: `2604.15240`, which YAML turns into 2604.1524."""
    body: str = ""
    body_line: int = 1
    """The line on which `body` begins, counted from 1 in the file."""
    mentions: tuple[Mention, ...] = ()
    """Where the page says, or may say, whether it is to be published."""
    problems: tuple[Problem, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether the block has errors for which MkDocs would show it as text."""
        return any(problem.key == BLOCK for problem in self.problems)

    @property
    def lacks_keys(self) -> bool:
        """Whether the block has errors for which keys may be missing from `values`."""
        return any(
            problem.key == BLOCK and (problem.values.get("lost") or not self.values)
            for problem in self.problems
        )

    def mended(self) -> str:
        """The page with a valid block, which holds the values that could be read."""
        return f"---\n{yaml.safe_dump(self.values, allow_unicode=True)}---\n{self.body}"


def read_front_matter(text: str, source: str) -> FrontMatter:
    """Split the text of a file into front matter and body; `source` is its path in problems."""
    text = normalised(text)
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        return FrontMatter()
    block = find_extent(lines, start)
    if block is None:
        return FrontMatter(
            body=text,
            mentions=tuple(mentions_at_top(lines, start)),
            problems=tuple(_misplaced(lines, start, source)),
        )
    rest = "\n".join(lines[block.end :])
    body = rest.lstrip("\n")
    body_line = block.end + len(rest) - len(body) + 1
    return replace(_read_keys(lines, block, source), body=body, body_line=body_line)


def normalised(text: str) -> str:
    """The text of a file with the line ends of Unix, and without marks of editors before it."""
    return text.lstrip(_MARKS).replace("\r\n", "\n").replace("\r", "\n")


def _read_keys(lines: list[str], block: Extent, source: str) -> FrontMatter:
    """All but the body."""
    problems: list[Problem] = []
    if block.problem:
        name, values = block.problem
        problems.append(Problem(name, source, block.start, BLOCK, values))
    yaml_lines = lines[block.first : block.last]
    if block.foreign:
        mentions = tuple(mentions_in(yaml_lines, block.first, is_block=True))
        return FrontMatter(mentions=mentions, problems=tuple(problems))
    found = _parse(yaml_lines, block.first, source)
    problems += found.problems
    known = found.mentions
    if block.problem and block.problem[0] == "wrong-fence":  # no other plugin reads the block
        known = tuple(replace(each, trust="sure") for each in known if each.trust == "plain")
    return FrontMatter(
        found.values,
        found.lines,
        found.raw,
        mentions=trusted(_unread(lines, block, problems), known),
        problems=tuple(problems),
    )


def _misplaced(lines: list[str], start: int, source: str) -> Iterator[Problem]:
    """The problem of a block below comments, which MkDocs does not read."""
    first = below_comments(lines, start)
    if first > start and first < len(lines) and FENCE.match(lines[first]):
        block = find_extent(lines, first)
        if block is not None and block.problem is None:
            yield Problem("misplaced-front-matter", source, block.start, BLOCK)


def _unread(lines: list[str], block: Extent, problems: Iterable[Problem]) -> Iterator[Mention]:
    """Mentions in the lines of a block as they stand, and in those below it."""
    is_broken = any(problem.key == BLOCK for problem in problems)
    yield from mentions_in(lines[block.first : block.last], block.first, is_block=is_broken)
    yield from mentions_at_top(lines, block.end, is_below_block=True)
    if block.problem:  # it may have been meant to reach to a fence further below
        below = range(block.end, len(lines))
        end = next((n for n in below if CLOSING.match(lines[n])), block.end)
        yield from mentions_in(lines[block.end : end], block.end, is_block=False)


def read_block(text: str, source: str) -> FrontMatter:
    """Read a file that consists of YAML alone, without fences and without a body."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = _parse(text.split("\n"), 0, source)
    return FrontMatter(found.values, found.lines, found.raw, problems=found.problems)


def _parse(yaml_lines: list[str], offset: int, source: str) -> Mapped:
    try:
        return load_mapping(yaml_lines, offset, source)
    except UNREADABLE as error:
        from mkdocs_papernotes.front_matter.mistakes import explain
        from mkdocs_papernotes.front_matter.salvage import salvage

        kept, lost = salvage(yaml_lines, offset, source)
        line, name, values = explain(error, yaml_lines, offset)
        problem = Problem(name, source, line, BLOCK, {**values, "lost": lost})
        return replace(kept, problems=(problem, *kept.problems))

"""The report of an import: a page to work through, file by file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from mkdocs_papernotes.problems.problem import Problem

NAME = "import-report.md"
_FOR_INFORMATION = {
    "import-key-kept",
    "import-key-dropped",
    "import-setting-left",
    "import-picture-elsewhere",
    "import-anchor-changed",
    "import-date-found",
    "import-date-changed",
    "import-decoded",
    "import-front-matter-mended",
    "import-name-changed",
    "import-split",
    "import-language-guessed",
    "import-file-left",
    "import-deleted",
}
"""Problems that need no work unless the import was mistaken."""
_MARKUP = re.compile(r"[\\<>\[\]*_|]")
_CODE = re.compile(r"(`[^`]*`)")
_DONE = re.compile(r"^- \[[xX]\] (.*)$", re.MULTILINE)
_RANKS = ("error", "warning", "info")


@dataclass(frozen=True)
class Place:
    """Where a problem is on the new site."""

    path: str
    """The file, below the site's folder; empty for the site as a whole."""
    line: int = 0


@dataclass(frozen=True)
class Point:
    """A problem, with its place on the new site."""

    problem: Problem
    place: Place


def report_text(points: Sequence[Point], counts: str, before: str) -> str:
    """The page. Points that are ticked in `before`, an earlier one, stay ticked.

    `counts` says what was imported, in a sentence.
    """
    done = set(_DONE.findall(before))
    todo = [point for point in points if point.problem.name not in _FOR_INFORMATION]
    others = [point for point in points if point.problem.name in _FOR_INFORMATION]
    lines = ["# Report of the import", "", counts, *_summary(points)]
    if todo:
        lines += [
            "",
            "## To work through",
            "",
            "Tick what is done; a later import keeps the ticks.",
        ]
        for path, same in _by_file(todo).items():
            lines += ["", f"### {_heading(path)}", ""]
            lines += (f"- [{'x' if text in done else ' '}] {text}" for text in map(_line, same))
    else:
        lines += ["", "There is nothing to work through."]
    if others:
        lines += ["", "## For your information"]
        for path, same in _by_file(others).items():
            lines += ["", f"### {_heading(path)}", "", *(f"- {_line(point)}" for point in same)]
    return "\n".join((*lines, ""))


def _summary(points: Iterable[Point]) -> list[str]:
    """A table of the kinds of problems."""
    counts: dict[str, int] = {}
    kinds: dict[str, Problem] = {}
    for point in points:
        name = point.problem.name
        counts[name] = counts.get(name, 0) + 1
        kinds.setdefault(name, point.problem)
    if not counts:
        return []
    order = sorted(kinds, key=lambda name: (_RANKS.index(kinds[name].severity), kinds[name].code))
    rows = [f"| {counts[name]} | {kinds[name].summary} | {kinds[name].code} |" for name in order]
    return ["", "| how many | what | code |", "| --- | --- | --- |", *rows]


def _by_file(points: Iterable[Point]) -> Mapping[str, list[Point]]:
    """The points by their files in order; those of the site as a whole come first."""
    found: dict[str, list[Point]] = {}
    for point in sorted(points, key=_key):
        found.setdefault(point.place.path or point.problem.source, []).append(point)
    return found


def _key(point: Point) -> tuple[str, int, int, str, str]:
    problem = point.problem
    path = point.place.path or problem.source
    return path, point.place.line, problem.line, problem.code, problem.message


def _heading(path: str) -> str:
    return f"[{_escaped(path)}]({quote(path)})" if path else "The site"


def _line(point: Point) -> str:
    problem, place = point.problem, point.place
    message = _escaped(f"{problem.key}: {problem.message}" if problem.key else problem.message)
    parts = [f"{message}. {_escaped(problem.remedy)}." if problem.remedy else f"{message}."]
    if place.line and place.path:
        parts.insert(0, f"[line {place.line}]({quote(place.path)}#L{place.line}):")
    old = problem.source if problem.source != place.path else ""
    at = f"{old}:{problem.line}" if old and problem.line else old
    parts.append(f"(`{at}`, {problem.code})" if at and "`" not in at else f"({problem.code})")
    return " ".join(parts)


def _escaped(text: str) -> str:
    """A text in Markdown, in which backticks alone have a meaning."""
    parts = _CODE.split(text)
    return "".join(
        part if number % 2 else _MARKUP.sub(r"\\\g<0>", part) for number, part in enumerate(parts)
    )

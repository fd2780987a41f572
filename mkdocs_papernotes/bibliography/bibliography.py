"""Bibliographies: files of papers, which notes refer to by citation key.

What reads them is imported when there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from mkdocs_papernotes.bibliography.entry import Entry
from mkdocs_papernotes.front_matter.source import not_utf8
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.problems.problem import Problem

_ReadFile = Callable[[str, str], tuple[list[Entry], list[Problem]]]


@dataclass(frozen=True)
class Bibliography:
    """Papers by citation key, in the order of the files."""

    papers: Mapping[str, Paper] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    """The file of each key."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key in its file."""
    problems: tuple[Problem, ...] = ()


def read_bibliography(content: bytes | str, source: str) -> Bibliography:
    """Read a BibTeX (`.bib`) or CSL-JSON (`.json`) file; the name of `source` tells which.

    A pure function that never raises: broken entries and fields are left out and become problems.
    """
    reader = _reader_for(source)
    if isinstance(reader, Problem):
        return Bibliography(problems=(reader,))
    text = content.decode("utf-8", "surrogateescape") if isinstance(content, bytes) else content
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Bibliography(problems=(Problem("empty-bibliography", source),))
    entries, problems = reader(text, source)
    found = _collect(entries, problems, source)
    if found.papers:
        return found
    if isinstance(content, bytes) and not _is_utf8(content):
        return Bibliography(problems=(not_utf8(source, content),))
    return (
        found if found.problems else Bibliography(problems=(Problem("empty-bibliography", source),))
    )


def merge(bibliographies: Iterable[Bibliography]) -> Bibliography:
    """Merge several files; the first definition of a key is used, later ones are reported."""
    papers: dict[str, Paper] = {}
    sources: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for each in bibliographies:
        problems += each.problems
        for key, paper in each.papers.items():
            source, line = each.sources[key], each.lines[key]
            if key in papers:
                first = {"file": (sources[key],), "line": lines[key]}
                problems.append(Problem("entry-in-two-files", source, line, key, first))
            else:
                papers[key], sources[key], lines[key] = paper, source, line
    return Bibliography(papers, sources, lines, tuple(problems))


def nearest_key(bibliography: Bibliography, key: str) -> str:
    """The citation key that is most similar to `key`, whatever its case; empty if none is."""
    lower: dict[str, str] = {}
    for known in bibliography.papers:
        lower.setdefault(known.lower(), known)
    near = get_close_matches(key.lower(), lower, 1, 0.7)
    return lower[near[0]] if near else ""


def _reader_for(source: str) -> _ReadFile | Problem:
    name = source.lower()
    if name.endswith(".json"):
        from mkdocs_papernotes.bibliography.csl_file import read_csl

        return read_csl
    if not name.endswith(".bib"):
        return Problem("unknown-bibliography-format", source)
    try:
        from mkdocs_papernotes.bibliography.bibtex_file import read_bibtex
    except ImportError:
        return Problem("missing-bibtexparser", source, values={"file": source})
    return read_bibtex


def _collect(entries: Iterable[Entry], problems: Iterable[Problem], source: str) -> Bibliography:
    from mkdocs_papernotes.bibliography.description import describe

    papers: dict[str, Paper] = {}
    lines: dict[str, int] = {}
    found = list(problems)
    for entry in entries:
        if entry.key in papers:
            found.append(entry.problem("repeated-entry", values={"line": lines[entry.key]}))
            continue
        papers[entry.key], own_problems = describe(entry)
        lines[entry.key] = entry.line
        found += own_problems
    found.sort(key=lambda problem: problem.line)
    return Bibliography(papers, dict.fromkeys(papers, source), lines, tuple(found))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

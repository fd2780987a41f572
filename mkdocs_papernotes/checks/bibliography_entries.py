"""Problems of the bibliographies, as far as they concern the notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mkdocs_papernotes.bibliography.bibliography import Bibliography
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.problems.problem import Problem

_OF_FILES = {
    "missing-bibliography",
    "missing-bibtexparser",
    "unknown-bibliography-format",
    "empty-bibliography",
    "not-utf8",
    "json-syntax",
    "json-limits",
}
"""Problems of a whole file, or of all that follows in it."""


def lacks_entry(bibliography: Bibliography, key: str) -> bool:
    """Whether the bibliographies lack an entry for no reason that is among their problems."""
    return key not in bibliography.papers and not any(
        (problem.name in _OF_FILES and problem.name != "empty-bibliography") or problem.key == key
        for problem in bibliography.problems
    )


def find_bibliography_problems(catalog: Catalog) -> Iterator[Problem]:
    """The problems of files and of the entries that notes use.

    For the other entries of a file there is one piece of information, with their number: many
    people name the bibliography of all that they have ever read.
    """
    used = {note.paper.citation_key for note in catalog.notes if note.paper} - {""}
    unused: dict[str, list[Problem]] = defaultdict(list)
    for problem in catalog.bibliography.problems:
        if problem.name in _OF_FILES or _is_of(problem, used):
            yield problem
        else:
            unused[problem.source].append(problem)
    for source, problems in unused.items():
        values = {"count": len(problems)}
        yield Problem("problems-of-unused-entries", source, problems[0].line, values=values)


def _is_of(problem: Problem, keys: set[str]) -> bool:
    """Whether a problem is of one of the entries; its key is `entry` or `entry.field`."""
    key = problem.key
    while key:
        if key in keys:
            return True
        key = key.rpartition(".")[0]
    return False

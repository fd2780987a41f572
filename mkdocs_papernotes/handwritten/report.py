"""The message of a build that a handwritten header could move to front matter."""

from __future__ import annotations

from mkdocs_papernotes.handwritten.known_headers import KnownHeaders
from mkdocs_papernotes.problems.problem import Problem


def header_problem(
    source: str, body: str, first_line: int, known: KnownHeaders | None = None
) -> Problem | None:
    """The problem of a note that has a handwritten header; `None` without one.

    `first_line` is the line of the file, counted from 1, on which the body begins. Meant for notes
    without `paper:`. `known` are the headers of texts that were read before.
    """
    header = (known or KnownHeaders()).of(body)
    if header is None:
        return None
    line = first_line + header.line
    if not header.keys:
        return Problem("unclear-handwritten-header", source, line)
    return Problem("handwritten-header", source, line, values={"keys": header.keys})

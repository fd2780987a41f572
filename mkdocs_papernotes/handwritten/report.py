"""The message of a build that a handwritten header could move to front matter."""

from __future__ import annotations

from mkdocs_papernotes.handwritten.beginning import may_have_header
from mkdocs_papernotes.problems.problem import Problem


def header_problem(source: str, body: str, first_line: int) -> Problem | None:
    """The problem of a note that has a handwritten header; `None` without one.

    `first_line` is the line of the file, counted from 1, on which the body begins. Meant for notes
    without `paper:`; a note without a header takes about ten microseconds.
    """
    if not may_have_header(body):
        return None
    # what reads such headers is large, and most sites have none
    from mkdocs_papernotes.handwritten.header import find_header
    from mkdocs_papernotes.handwritten.proposal import propose

    header = find_header(body)
    if header is None:
        return None

    line = first_line + header.first
    keys = list(propose({}, header).values.get("paper", {}))
    if not keys:
        return Problem("unclear-handwritten-header", source, line)
    return Problem("handwritten-header", source, line, values={"keys": keys})

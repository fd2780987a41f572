"""What a build says of a note with a hand-written header: that it could move."""

from __future__ import annotations

from mkdocs_papernotes.importers.handwritten.header import find_header
from mkdocs_papernotes.importers.handwritten.proposal import propose
from mkdocs_papernotes.problems.problem import Problem


def header_problem(source: str, body: str, first_line: int) -> Problem | None:
    """That the Markdown of a note has a hand-written header; `None` for almost every note.

    `first_line` is the line of the file, counted from 1, that the body begins in. To be asked of
    notes without `paper:` only; costs some ten microseconds where there is no such header.
    """
    header = find_header(body)
    if header is None:
        return None
    line = first_line + header.first
    keys = list(propose({}, header).values.get("paper", {}))
    if not keys:
        return Problem("unclear-handwritten-header", source, line)
    return Problem("handwritten-header", source, line, values={"keys": keys})

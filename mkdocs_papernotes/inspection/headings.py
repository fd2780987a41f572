"""Headings that skip a level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.problems.problem import Problem

_HEADING = re.compile(r"^(#{1,6})(?!#)[ \t]*(\S[^\n]*?)[ \t#]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}\n]*\}\s*$")


def skipped_levels(page: PageText) -> Iterator[Problem]:
    """Each heading that is more than one level below the one above it; the title counts as H1."""
    if "###" not in page.body:
        return
    level = 1
    for match in _HEADING.finditer(page.shown):
        if (found := len(match[1])) > level + 1:
            written = _ATTRIBUTES.sub("", page.body[slice(*match.span(2))])
            values = {"given": written, "level": found, "above": level}
            yield page.problem("skipped-heading-level", match.start(), values)
        level = found

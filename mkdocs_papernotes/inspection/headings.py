"""Headings that skip a level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.problems.problem import Problem

_HEADING = re.compile(
    r"^(?P<signs>#{1,6})(?!#)[ \t]*(?P<words>\S[^\n]*)$"
    r"|^(?![ \t]*(?:[-*+>|#]|\n))(?P<above>[^\n]+)\n(?P<line>=+|-+)[ \t]*$",
    re.MULTILINE,
)
_HTML = re.compile(r"<h[1-6][\s>]", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]*\}$")


def skipped_levels(page: PageText) -> Iterator[Problem]:
    """Each heading that is more than one level below the one above it; the title counts as H1."""
    if "###" not in page.body or _HTML.search(page.body):
        return
    level = 1
    for match in _HEADING.finditer(page.shown):
        found = len(match["signs"] or "") or (1 if match["line"][0] == "=" else 2)
        if found > level + 1:
            written = page.body[slice(*match.span("words"))].strip(" \t#")
            given = _ATTRIBUTES.sub("", written).rstrip()
            values = {"given": given, "level": found, "above": level}
            yield page.problem("skipped-heading-level", match.start(), values)
        level = found

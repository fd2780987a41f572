"""Lists in the texts of pages that cannot be read, or name what the site does not have."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.directives.reading import read_list, written
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.views.chosen_notes import ChosenNotes


class DirectiveReader:
    """Reads the directives of a site's pages."""

    def __init__(self, site: Site):
        self._chosen = ChosenNotes(site.content)

    def check(self, page: PageText) -> Iterator[Problem]:
        """What is wrong with the directives of a page."""
        for text, line in written(page.body, page.first_line):
            directive, problems = read_list(text, page.source, line)
            yield from problems
            for unknown in self._chosen.unknown(directive) if directive else ():
                values = {"given": unknown.given, "near": unknown.near}
                at = directive.lines.get(unknown.option, 0) if directive else 0
                yield Problem("list-unknown-name", page.source, at, unknown.option, values)

"""The site that a command works on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from mkdocs_papernotes.assembly.configuration import Configuration, read_configuration
from mkdocs_papernotes.assembly.ignored import ignored_problems
from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.commands.output import Output, from_here
from mkdocs_papernotes.problems.ignored import Ignored
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.folders import Folders

_UNUSABLE = {
    "configuration-missing",
    "configuration-unreadable",
    "configuration-inherits-itself",
    "docs-folder-missing",
}
"""Problems with which there is no site to work on."""


@dataclasses.dataclass(frozen=True)
class OpenedSite:
    """A site and its folders."""

    configuration: Configuration
    site: Site

    @property
    def docs(self) -> Path:
        return self.configuration.docs

    @property
    def folders(self) -> Folders:
        """Its folders as the site's reader knows them."""
        path = self.configuration.path
        return Folders(self.docs, path.parent, path.name)

    @property
    def roots(self) -> tuple[Path, Path]:
        """The folders that a command may write to."""
        return self.configuration.path.parent, self.docs

    def file(self, source: str) -> Path:
        """The file of a page or of the site, by the `source` of a note or a problem.

        Pages are below the docs folder; other files may also stand beside `mkdocs.yml`.
        """
        paths = [root / source for root in (self.docs, self.configuration.path.parent)]
        if source == self.configuration.path.name:
            return self.configuration.path
        return next((path for path in paths if path.exists()), paths[0])

    def ignored(self) -> Ignored:
        """The problems that the site and its files ignore."""
        return ignored_problems(self.site.settings, self.folders)

    def located(self, problem: Problem) -> Problem:
        """A problem with the path of its file relative to the current folder."""
        if not problem.source:
            return problem
        if problem.source not in self._paths:
            self._paths[problem.source] = from_here(self.file(problem.source))
        return dataclasses.replace(problem, source=self._paths[problem.source])

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The paths of files relative to the current folder, by their sources."""
        return {}


def opened(
    path: Path, output: Output, *, now: datetime | None = None, drafts: bool = True
) -> OpenedSite:
    """The site whose `mkdocs.yml`, or folder, is at `path`; ends the command if there is none.

    With `drafts`, notes that are not public yet are among its notes.
    """
    configuration = read_configuration(path)
    if not output.quiet and _is_large(configuration.docs):
        output.progress(f"Reading {from_here(configuration.docs)} …")
    site = open_site(configuration.path, now=now, preview=drafts)
    found = OpenedSite(configuration, site)
    if unusable := [problem for problem in site.problems if problem.name in _UNUSABLE]:
        _end(found, unusable[:1], output)  # what follows from a missing file is no news
    return found


def _end(found: OpenedSite, problems: Iterable[Problem], output: Output) -> None:
    """End the command with problems of the configuration, whose files stand beside it."""
    folder = found.configuration.path.parent
    for problem in problems:
        output.problem(dataclasses.replace(problem, source=from_here(folder / problem.source)))
    output.end(1)


def _is_large(docs: Path) -> bool:
    """Whether reading all pages may take more than a second or two."""
    return sum(1 for _, _ in zip(docs.rglob("*.md"), range(500), strict=False)) == 500

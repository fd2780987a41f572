"""Collects problems during a build, and writes them to MkDocs' log at its end."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from mkdocs.plugins import get_plugin_logger

from mkdocs_papernotes.problems.ignored import Ignored
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.problems.report import grouped

log = get_plugin_logger("papernotes")

_LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}
_ALL_SHOWN_BY = "--verbose"
_MOST_IN_FULL = 10


def error_text(errors: Sequence[Problem]) -> str:
    """The text of an exception: each error on a line, or if there are many, each kind of error."""
    many = len(errors) > _MOST_IN_FULL
    lines = [line.text for line in grouped(errors, _ALL_SHOWN_BY)] if many else map(str, errors)
    return "\n".join(f"papernotes: {line}" for line in lines)


class ProblemLog:
    """The problems of a build in all its languages."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self.ignored = Ignored((), lambda source: None)
        """What the site does not want to be told of; set for each build."""
        self.written: list[Problem] = []
        """Those of the last `write`."""

    @property
    def open(self) -> list[Problem]:
        """Those that are not written yet."""
        return self.ignored.without(self._problems)

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep problems until `write`."""
        self._problems += problems

    def write(self) -> None:
        """Log one line for each kind of problem, and at level DEBUG every single problem."""
        shown = self.ignored.without(self._problems)
        for line in grouped(shown, _ALL_SHOWN_BY):
            log.log(_LEVELS[line.severity], line.text)
            for problem in line.problems if len(line.problems) > 1 else ():
                log.debug(f"{problem.severity}: {problem}")
        self.written, self._problems = shown, []

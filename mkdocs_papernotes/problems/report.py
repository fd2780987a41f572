"""Problems as lines for a log: one line for each kind, however many there are of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.problems.catalogue import Severity
from mkdocs_papernotes.problems.problem import Problem

_SHOWN = 3


@dataclass(frozen=True)
class Line:
    """A line of the log, and the problems that it stands for."""

    severity: Severity
    text: str
    problems: tuple[Problem, ...]


def grouped(problems: Iterable[Problem], all_shown_by: str) -> Iterator[Line]:
    """One line for each code, in the order in which the codes first occur.

    A problem that is alone of its kind is told in full; of several the first three places are
    named. `all_shown_by` is what shows them all, such as `--verbose`.
    """
    found: dict[object, list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        kind: object = problem.name if problem.name != "plain" else problem
        found.setdefault(kind, []).append(problem)
    for same in found.values():
        yield Line(same[0].severity, _text(same, all_shown_by), tuple(same))


def _text(same: list[Problem], all_shown_by: str) -> str:
    first = same[0]
    if len(same) == 1:
        return str(first)
    places = list(dict.fromkeys(problem.place or problem.key for problem in same))
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    remedies = {problem.remedy for problem in same}
    remedy = f" {remedies.pop()}." if len(remedies) == 1 and first.remedy else ""
    return (
        f"{len(same)} {first.summary}: {', '.join(places[:_SHOWN])}{more}.{remedy}"
        f" {all_shown_by} shows each [{first.code}]"
    )

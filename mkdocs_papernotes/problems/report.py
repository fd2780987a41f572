"""Problems as lines of a log: one line for each kind of problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.problems.catalogue import Severity
from mkdocs_papernotes.problems.problem import Problem

_SHOWN = 3


@dataclass(frozen=True)
class Line:
    """A line of the log, and the problems that it reports."""

    severity: Severity
    text: str
    problems: tuple[Problem, ...]


def grouped(problems: Iterable[Problem], all_shown_by: str) -> Iterator[Line]:
    """One line for each code, in the order in which the codes first occur.

    The only problem of its kind is printed in full. For several, the line has their number, the
    first three places, and the remedy if it is the same for all. Equal problems count once.
    `all_shown_by` names what shows every problem, such as `--verbose`.
    """
    found: dict[str, list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        found.setdefault(problem.name, []).append(problem)
    for same in found.values():
        yield Line(same[0].severity, _text(same, all_shown_by), tuple(same))


def _text(same: list[Problem], all_shown_by: str) -> str:
    first = same[0]
    if len(same) == 1:
        return str(first)
    sentences = (_count(same), _common_remedy(same), f"{all_shown_by} shows each")
    return f"{' '.join(filter(None, sentences))} [{first.code}]"


def _count(same: list[Problem]) -> str:
    """How many problems of the kind there are, and the places of the first three."""
    text = f"{len(same)} {same[0].summary}"
    places = [place for problem in same if (place := problem.place or problem.key)]
    shown = list(dict.fromkeys(places))
    if not shown:
        return f"{text}."
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return f"{text}: {', '.join(shown[:_SHOWN])}{more}."


def _common_remedy(same: list[Problem]) -> str:
    """The remedy as a sentence if all problems have the same one, otherwise an empty text."""
    remedies = {problem.remedy for problem in same}
    remedy = remedies.pop() if len(remedies) == 1 else ""
    return remedy if remedy.endswith("?") else f"{remedy}." if remedy else ""

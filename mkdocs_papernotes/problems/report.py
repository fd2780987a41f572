"""Problems as lines of a log: one line for each kind of problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.problems.catalogue import Severity
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import shortened

_SHOWN = 3
_MOST_LINES = 20
_MOST_CODES = 10
_RANKS: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Line:
    """A line of the log, and the problems that it reports."""

    severity: Severity
    text: str
    problems: tuple[Problem, ...]


def grouped(problems: Iterable[Problem], all_shown_by: str) -> Iterator[Line]:
    """One line for each code: errors first, then warnings, each in the order of their codes.

    Problems of notes that are held back have a line of their own, which says so. The only problem
    of its kind is printed in full. For several, the line has their number, the first three places,
    and the remedy if it is the same for all. Equal problems count once. `all_shown_by` names what
    shows every problem, such as `--verbose`. There are never more than 20 lines: with more kinds,
    the last line counts the problems of all that remain.
    """
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        found.setdefault((problem.name, problem.held), []).append(problem)
    kinds = sorted(found.values(), key=lambda same: _rank(same[0]))
    whole = kinds if len(kinds) <= _MOST_LINES else kinds[: _MOST_LINES - 1]
    for same in whole:
        yield Line(same[0].severity, _text(same, all_shown_by), tuple(same))
    if rest := kinds[len(whole) :]:
        remaining = [problem for same in rest for problem in same]
        text = f"{_rest(rest, remaining)} {all_shown_by} shows each [{_codes(rest)}]"
        yield Line(remaining[0].severity, text, tuple(remaining))


def _rank(problem: Problem) -> tuple[int, str]:
    return _RANKS.index(problem.severity), problem.code


def _rest(rest: list[list[Problem]], remaining: list[Problem]) -> str:
    text = f"{len(remaining)} problems of {len(rest)} other kinds"
    return _sentence(text, [problem.place or problem.key for problem in remaining])


def _codes(rest: list[list[Problem]]) -> str:
    codes = sorted(same[0].code for same in rest)
    return ", ".join([*codes[:_MOST_CODES], *(["…"] if len(codes) > _MOST_CODES else [])])


def _text(same: list[Problem], all_shown_by: str) -> str:
    first = same[0]
    if len(same) == 1:
        return str(first)
    count = _sentence(f"{len(same)} {first.summary}", _places(same))
    held = f"{first.held_several}." if first.held_several else ""
    sentences = (count, held, _common_remedy(same), f"{all_shown_by} shows each")
    return f"{' '.join(filter(None, sentences))} [{first.code}]"


def _sentence(text: str, places: Iterable[str]) -> str:
    """The text with the first three places, and the number of the others."""
    known = list(dict.fromkeys(filter(None, places)))
    if not known:
        return f"{text}."
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return f"{text}: {', '.join(known[:_SHOWN])}{more}."


def _places(same: list[Problem]) -> list[str]:
    """Where the problems are, with the key if it is not the same for all.

    If all are at one place, such as an option, the messages tell them apart.
    """
    keys = {problem.key for problem in same}
    if len({(problem.place, problem.key) for problem in same}) == 1:
        return [problem.message for problem in same]
    if len(keys) == 1:
        return [problem.place or problem.key for problem in same]
    return [" ".join(filter(None, (each.place, shortened(each.key)))) for each in same]


def _common_remedy(same: list[Problem]) -> str:
    """The remedy as a sentence if all problems have the same one, otherwise an empty text."""
    remedies = {problem.remedy for problem in same}
    remedy = remedies.pop() if len(remedies) == 1 else ""
    return remedy if remedy.endswith("?") else f"{remedy}." if remedy else ""

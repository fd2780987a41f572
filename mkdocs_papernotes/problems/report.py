"""Problems as lines of a log: one line for each kind of problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.problems.catalogue import Severity
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import shortened

_SHOWN = 3
_SHOWN_REMEDIES = 5
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
    of its kind is printed in full. For several, the line has their number, the first three places
    and the remedy; where remedies differ, each of the first five has places of its own. Equal
    problems count once. `all_shown_by` names what shows every problem, such as `--verbose`. There
    are never more than 20 lines: with more kinds, the last line counts the problems of all that
    remain.
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
    remedies = dict.fromkeys(problem.advice for problem in same)
    places = _places(same) if len(remedies) == 1 else _places_by_remedy(same, list(remedies))
    held = f"{first.held_several}." if first.held_several else ""
    common = _ended(first.advice) if len(remedies) == 1 else ""
    count = f"{len(same)} {first.summary}" + (f": {places}." if places else ".")
    sentences = (count, held, common, f"{all_shown_by} shows each")
    return f"{' '.join(filter(None, sentences))} [{first.code}]"


def _sentence(text: str, places: Iterable[str]) -> str:
    """The text with the first three places, and the number of the others."""
    shown = _first_of(list(dict.fromkeys(filter(None, places))), ", ")
    return f"{text}: {shown}." if shown else f"{text}."


def _places_by_remedy(same: list[Problem], remedies: list[str]) -> str:
    """The places of each remedy, with the remedy behind them."""
    parts, rest = [], len(same)
    for remedy in remedies[:_SHOWN_REMEDIES]:
        problems = [problem for problem in same if problem.advice == remedy]
        places = _places(problems, among=same)
        parts.append(f"{places} ({remedy})" if remedy else places)
        rest -= len(problems)
    return "; ".join(parts) + (f"; and {rest} more with other remedies" if rest else "")


def _places(same: list[Problem], among: list[Problem] | None = None) -> str:
    """Where the problems are: the first three places, and how many others there are.

    Keys are named if `among`, by default the same problems, has several. If all problems are at
    one place, such as an option, their messages follow it.
    """
    keys = {(problem.key, problem.part) for problem in among or same}
    if len(same) > 1 and len({(each.place, each.key, each.part) for each in same}) == 1:
        messages = _first_of(list(dict.fromkeys(problem.message for problem in same)), ", ")
        return ": ".join(filter(None, (_label(same[0], with_key=True), messages)))
    return _first_of(list(dict.fromkeys(_label(each, len(keys) > 1) for each in same)), ", ")


def _label(problem: Problem, with_key: bool) -> str:
    """The place of a problem, with its key, and the keys that are ignored because of it."""
    name = shortened(problem.part or problem.key) if with_key or not problem.place else ""
    label = " ".join(filter(None, (problem.place, name)))
    return f"{label} ({problem.ignored})" if problem.ignored else label


def _first_of(texts: list[str], comma: str) -> str:
    shown = comma.join(texts[:_SHOWN])
    return f"{shown} and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else shown


def _ended(remedy: str) -> str:
    """A remedy as a sentence, or an empty text."""
    return f"{remedy}." if remedy and not remedy.endswith("?") else remedy

"""The formulas, figures, blocks of code, links and citations in which two passages differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from mkdocs_papernotes.text import CJK
from mkdocs_papernotes.twins.compared_numbers import Pair
from mkdocs_papernotes.twins.parts import Kind, Part
from mkdocs_papernotes.twins.passage import Passage

_SHORTEST_FORMULA = 8
"""How long a formula within a line is, in TeX, whose absence is worth a word."""
_ALIKE = 0.6
"""How much of two formulas or lines of code must be the same for one to be the other, changed."""
_LINE_COMMENT = re.compile(r"(?:^|\s)(?:#|//|--|%)\s.*|\s#.*")
_DOCSTRING = re.compile(r"\"\"\".*?\"\"\"|'''.*?'''|/\*.*?\*/|<!--.*?-->", re.DOTALL)
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_WORDS = re.compile(f"[{CJK}]")
_DIGITS = re.compile(r"\d+")


def different_parts(one: Passage, other: Passage) -> Iterator[tuple[Kind, Pair]]:
    """What two passages have differently, or one of them only, with its kind."""
    for kind, compare in _COMPARERS:
        here, there = one.of_kind(kind), other.of_kind(kind)
        for pair in compare(one, other, here, there):
            yield kind, pair


def _span(part: Part) -> tuple[int, int]:
    return part.start, part.end


Comparer = Callable[[Passage, Passage, list[Part], list[Part]], Iterator[Pair]]


def _lacking(
    one: Passage, other: Passage, here: Sequence[Part], there: Sequence[Part]
) -> Iterator[Pair]:
    """The parts that the other version has nowhere."""
    for part in here:
        if not _is_in(part, other):
            yield _span(part), None
    for part in there:
        if not _is_in(part, one):
            yield None, _span(part)


def _is_in(part: Part, passage: Passage) -> bool:
    return any(
        each.kind == part.kind and each.content == part.content for each in passage.twin.parts
    )


def _unlike(here: Sequence[Part], there: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """The parts without those that are the same in both."""
    contents = {part.content for part in here}, {part.content for part in there}
    return (
        [part for part in here if part.content not in contents[1]],
        [part for part in there if part.content not in contents[0]],
    )


# Formulas


def _formulas(one: Passage, other: Passage, here: list[Part], there: list[Part]) -> Iterator[Pair]:
    left, left_there = _unlike(here, there)
    taken: set[Part] = set()
    for part in left:
        candidates = [
            each
            for each in left_there
            if each not in taken
            and part.stands_alone == each.stands_alone
            and _is_changed(part.content, each.content)
        ]
        if candidates:
            closest = max(candidates, key=lambda each: _likeness(part.content, each.content))
            taken |= {part, closest}
            yield _span(part), _span(closest)
    rest = [part for part in left if part not in taken and not _has_formula(other, part)]
    rest_there = [part for part in left_there if part not in taken and not _has_formula(one, part)]
    yield from ((_span(part), None) for part in rest if _is_telling(part))
    yield from ((None, _span(part)) for part in rest_there if _is_telling(part))


def _is_changed(one: str, other: str) -> bool:
    """Whether one formula is the other with something changed, and not with something more."""
    if not one or not other or one in other or other in one:
        return False
    return _likeness(one, other) >= _ALIKE and min(len(one), len(other)) > 3


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _has_formula(passage: Passage, part: Part) -> bool:
    """Whether a version has a formula anywhere, perhaps as part of a longer one."""
    return any(
        part.content in each.content for each in passage.twin.parts if each.kind == "formula"
    )


def _is_telling(part: Part) -> bool:
    return part.stands_alone or len(part.content) >= _SHORTEST_FORMULA


# Figures


def _figures(one: Passage, other: Passage, here: list[Part], there: list[Part]) -> Iterator[Pair]:
    """Figures of which only the numbers in their names differ, and those in one version only.

    A passage with as many figures as its counterpart may have them in its own language.
    """
    left, left_there = _unlike(here, there)
    if len(here) != len(there):
        yield from _lacking(one, other, left, left_there)
        return
    for part, counterpart in zip(left, left_there, strict=False):
        names = [_DIGITS.sub("0", each.content) for each in (part, counterpart)]
        if names[0] == names[1] or _is_in(part, other) or _is_in(counterpart, one):
            yield _span(part), _span(counterpart)


# Code


def _code(one: Passage, other: Passage, here: list[Part], there: list[Part]) -> Iterator[Pair]:
    """Blocks of code with lines that are alike but not the same, and those in one version only.

    What is left out of a block, comments and texts count for nothing.
    """
    if len(here) == len(there):
        for part, counterpart in zip(here, there, strict=True):
            if _is_other_code(part.content, counterpart.content):
                yield _span(part), _span(counterpart)
        return
    counts = len([*_all(one, "code")]), len([*_all(other, "code")])
    if counts[0] != counts[1]:
        lines = [{*_lines(part.content)} for part in there]
        yield from ((_span(part), None) for part in here if not _has_lines(part, lines))
        lines = [{*_lines(part.content)} for part in here]
        yield from ((None, _span(part)) for part in there if not _has_lines(part, lines))


def _all(passage: Passage, kind: Kind) -> Iterator[Part]:
    return (part for part in passage.twin.parts if part.kind == kind)


def _has_lines(part: Part, others: Sequence[set[str]]) -> bool:
    lines = {*_lines(part.content)}
    return any(2 * len(lines & other) >= len(lines) for other in others)


def _is_other_code(one: str, other: str) -> bool:
    here, there = _lines(one), _lines(other)
    if here == there:
        return False
    for tag, first, last, start, end in SequenceMatcher(None, here, there, False).get_opcodes():
        if tag == "replace" and last - first == end - start:
            pairs = zip(here[first:last], there[start:end], strict=True)
            if any(_is_changed_line(*pair) for pair in pairs):
                return True
    return False


def _is_changed_line(one: str, other: str) -> bool:
    """Whether a line is another one, changed but not translated."""
    is_translated = _WORDS.search(one) or _WORDS.search(other)
    return not is_translated and _likeness(one, other) >= _ALIKE


def _lines(code: str) -> list[str]:
    """The lines of a block of code without comments, texts in words and spaces."""
    body = _DOCSTRING.sub("", "\n".join(code.split("\n")[1:-1]))
    lines = (_STRING.sub("''", _LINE_COMMENT.sub("", line)) for line in body.split("\n"))
    return [kept for line in lines if (kept := "".join(line.split()))]


# Links and citations


def _links(one: Passage, other: Passage, here: list[Part], there: list[Part]) -> Iterator[Pair]:
    left, left_there = _unlike(here, there)
    left = [part for part in left if not _is_in(part, other)]
    left_there = [part for part in left_there if not _is_in(part, one)]
    for part in [*left]:
        alike = [each for each in left_there if _is_alike_address(part.content, each.content)]
        if alike:
            yield _span(part), _span(alike[0])
            left.remove(part)
            left_there.remove(alike[0])
    yield from _lacking(one, other, left, left_there)


def _is_alike_address(one: str, other: str) -> bool:
    """Whether only digits differ, or hardly a letter."""
    if _DIGITS.sub("0", one) == _DIGITS.sub("0", other):
        return True
    return min(len(one), len(other)) > 9 and _likeness(one, other) > 0.9


def _citations(one: Passage, other: Passage, here: list[Part], there: list[Part]) -> Iterator[Pair]:
    """Keys in one version only. The names of footnotes may differ, their number may not."""
    left, left_there = _unlike(here, there)
    counts = [Counter(part.content[0] for part in _all(each, "citation")) for each in (one, other)]
    notes = "^"
    if counts[0][notes] == counts[1][notes]:
        left = [part for part in left if part.content[0] != notes]
        left_there = [part for part in left_there if part.content[0] != notes]
    yield from _lacking(one, other, left, left_there)


_COMPARERS: tuple[tuple[Kind, Comparer], ...] = (
    ("formula", _formulas),
    ("figure", _figures),
    ("code", _code),
    ("link", _links),
    ("citation", _citations),
)

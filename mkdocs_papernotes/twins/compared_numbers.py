"""The numbers in which two passages differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.text import edits
from mkdocs_papernotes.twins.numbers import Number, same
from mkdocs_papernotes.twins.passage import Passage

Pair = tuple[Span | None, Span | None]
"""Where something is in one version and in the other, `None` if it is not there."""

_Row = list[list[Number]]
"""The numbers of each cell."""
_Table = list[_Row]
_TELLING_DIGITS = 3


def different_numbers(one: Passage, other: Passage) -> Iterator[Pair]:
    """The numbers that two passages have differently, and those that one of them lacks."""
    here, there = _without_counterpart(one, other), _without_counterpart(other, one)
    found = [*_in_tables(one, other)]
    taken = {id(number) for pair in found for number in pair}
    for pairs in (_in_blocks, _alike):
        left = [each for each in here if id(each) not in taken]
        left_there = [each for each in there if id(each) not in taken]
        for pair in pairs(one, other, left, left_there):
            if not taken & {id(number) for number in pair}:
                found.append(pair)
                taken |= {id(number) for number in pair}
    for number, counterpart in found:
        yield _span(number), _span(counterpart)
    yield from ((_span(each), None) for each in _lacking(here, taken, other))
    yield from ((None, _span(each)) for each in _lacking(there, taken, one))


def _span(number: Number) -> Span:
    return number.start, number.end


def _without_counterpart(one: Passage, other: Passage) -> list[Number]:
    known = {(each.value, each.unit, each.day) for each in other.numbers}
    return [
        number
        for number in one.loud
        if (number.value, number.unit, number.day) not in known and not other.has(number)
    ]


def _lacking(left: Sequence[Number], taken: set[int], other: Passage) -> Iterator[Number]:
    """The numbers that the other version has nowhere, unless it is likely to have them in words."""
    for number in left:
        if id(number) in taken or not number.is_telling:
            continue
        if not other.twin.has(number):
            yield number


# Tables, cell by cell


def _in_tables(one: Passage, other: Passage) -> Iterator[tuple[Number, Number]]:
    """The numbers that differ in cells of tables that belong together.

    A table in which most of them differ is arranged in another way.
    """
    tables, others = [*_tables(one)], [*_tables(other)]
    if len(tables) != len(others):
        return
    for table, counterpart in zip(tables, others, strict=True):
        pairs = [
            pair
            for row, row_there in _rows(table, counterpart)
            for cell, there in zip(row, row_there, strict=True)
            if len(cell) == len(there)
            for pair in zip(cell, there, strict=True)
        ]
        different = [pair for pair in pairs if not same(*pair)]
        if 2 * len(different) < len(pairs):
            yield from different


def _rows(table: _Table, other: _Table) -> Iterator[tuple[_Row, _Row]]:
    """The rows that belong together: all, or those with more than half of their numbers alike."""
    if [len(row) for row in table] == [len(row) for row in other]:
        yield from zip(table, other, strict=True)
        return
    left = [*other]
    for row in table:
        best = max(left, key=lambda each: _agreement(row, each), default=None)
        if best is not None and 2 * _agreement(row, best) > sum(map(bool, row)):
            left.remove(best)
            yield row, best


def _agreement(row: _Row, other: _Row) -> int:
    """In how many cells two rows have the same numbers."""
    if len(row) != len(other):
        return 0
    cells = zip(row, other, strict=True)
    return sum(_is_same_cell(*pair) for pair in cells)


def _is_same_cell(one: Sequence[Number], other: Sequence[Number]) -> bool:
    """Whether two cells have numbers, and the same ones."""
    if not one or len(one) != len(other):
        return False
    return all(same(*pair) for pair in zip(one, other, strict=True))


def _tables(passage: Passage) -> Iterator[_Table]:
    """The tables of a passage, by rows and cells, with the numbers of each cell."""
    text, end = passage.twin.text, 0
    rows: _Table = []
    for block in passage.blocks:
        if block.form != "row":
            continue
        if rows and text[end : block.start].count("\n") > 2:
            yield rows
            rows = []
        rows.append(_cells(passage, block.start, block.end))
        end = block.end
    if rows:
        yield rows


def _cells(passage: Passage, start: int, end: int) -> _Row:
    row = passage.twin.text[start:end]
    edges = [start + at for at, letter in enumerate(row) if letter == "|"]
    bounds = [start, *edges, end]
    return [
        [number for number in passage.loud if first <= number.start < last]
        for first, last in pairwise(bounds)
    ]


# Blocks that stand at the same place


def _in_blocks(
    one: Passage, other: Passage, here: Sequence[Number], there: Sequence[Number]
) -> Iterator[tuple[Number, Number]]:
    """The only numbers with a unit that have no counterpart in blocks that belong together."""
    forms = [[block.form for block in passage.blocks] for passage in (one, other)]
    if forms[0] != forms[1]:
        return
    for block, counterpart in zip(one.blocks, other.blocks, strict=True):
        left = [each for each in here if block.start <= each.start < block.end]
        other_left = [each for each in there if counterpart.start <= each.start < counterpart.end]
        for number in left:
            matching = [each for each in other_left if _is_comparable(number, each)]
            rivals = [each for each in left if each.unit == number.unit]
            if len(matching) == len(rivals) == 1:
                yield number, matching[0]


def _is_comparable(one: Number, other: Number) -> bool:
    """Whether two numbers may be meant to be the same."""
    if one.day or other.day:
        return bool(one.day and other.day)
    if one.unit or other.unit:
        return one.unit == other.unit
    return one.is_telling and other.is_telling and _is_mistyped(one, other)


def _is_mistyped(one: Number, other: Number) -> bool:
    digits = one.digits, other.digits
    return abs(len(digits[0]) - len(digits[1])) <= 1 and edits(*digits) <= 1


# Numbers that look alike


def _alike(
    one: Passage, other: Passage, here: Sequence[Number], there: Sequence[Number]
) -> Iterator[tuple[Number, Number]]:
    """Numbers of which one is likely to be the other, mistyped."""
    for number in here:
        is_elsewhere = other.twin.has(number)
        candidates = [
            each
            for each in there
            if _looks_alike(number, each) and not (is_elsewhere and one.twin.has(each))
        ]
        if candidates:
            yield number, min(candidates, key=lambda each: edits(number.digits, each.digits))


def _looks_alike(one: Number, other: Number) -> bool:
    if one.day and other.day:
        return one.day.differs_in_one(other.day)
    is_other_unit = one.unit and other.unit and one.unit != other.unit
    if one.day or other.day or is_other_unit or edits(one.digits, other.digits) > 1:
        return False
    if one.unit == other.unit and min(len(one.digits), len(other.digits)) >= _TELLING_DIGITS:
        return True
    if one.unit == other.unit and one.digits == other.digits and len(one.digits) > 1:
        return True  # 1.5 million and 15 万
    has_unit = bool(one.unit or other.unit)
    return has_unit and "." in one.written and "." in other.written

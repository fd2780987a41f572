"""The sample of a product holds what it promises, and little more."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import pytest

from tests.samples import crossed, sample, sampled

pytestmark = pytest.mark.pure

SHAPES = [(2, 2), (3, 4), (2, 2, 2), (3, 2, 2, 2, 2), (5, 4, 3), (4, 4, 4, 4), (1, 3, 1), (7,)]


def rows_of(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    return list(product(*map(range, shape)))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_every_pair_of_values_occurs(shape: tuple[int, ...]) -> None:
    chosen = sample(rows_of(shape))
    for one, other in combinations(range(len(shape)), 2):
        found = {(row[one], row[other]) for row in chosen}
        assert found == set(product(range(shape[one]), range(shape[other])))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_every_value_occurs(shape: tuple[int, ...]) -> None:
    chosen = sample(rows_of(shape), together=1)
    assert len(chosen) == max(shape)
    for column, size in enumerate(shape):
        assert {row[column] for row in chosen} == set(range(size))


@pytest.mark.parametrize(
    ("shape", "most"), [((3, 2, 2, 2, 2), 8), ((5, 4, 3), 22), ((4, 4, 4, 4), 24)]
)
def test_a_sample_is_small(shape: tuple[int, ...], most: int) -> None:
    assert len(sample(rows_of(shape))) <= most


def test_pairs_that_cannot_be_are_not_asked_for() -> None:
    rows = [row for row in rows_of((3, 2, 2)) if row[:2] != (0, 1)]
    chosen = sample(rows)
    assert set(chosen) <= set(rows)
    assert {row[:2] for row in chosen} == {row[:2] for row in rows}


def test_a_sample_is_the_same_every_time_and_in_order() -> None:
    rows = rows_of((3, 3, 2))
    assert sample(rows) == sample(rows)
    assert sample(rows) == sorted(sample(rows))


@dataclass(frozen=True)
class Setup:
    layout: str
    urls: bool


def test_rows_beyond_the_sample_are_marked() -> None:
    rows = [Setup(layout, urls) for layout, urls in product("ab", (True, False))]
    found = sampled(rows, together=1)
    assert [(param.values, len(param.marks)) for param in found] == [
        ((Setup("a", True),), 0),
        ((Setup("a", False),), 1),
        ((Setup("b", True),), 1),
        ((Setup("b", False),), 0),
    ]


def test_the_rest_is_marked() -> None:
    mark = crossed(size=(1, 2), scheme=("light", "dark"), together=1).mark
    names, params = mark.args
    assert names == ["size", "scheme"]
    assert [param.values for param in params] == list(product((1, 2), ("light", "dark")))
    rest = [param.values for param in params if param.marks]
    assert rest == [(1, "dark"), (2, "light")]
    assert {found.name for param in params for found in param.marks} == {"full"}

"""Which combinations of a large product the tests run every time; `--all` runs the rest, too."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations, product
from typing import Any, TypeVar

import pytest

Row = TypeVar("Row", bound=tuple[Hashable, ...])

# Marks what only `--all` runs; see `conftest.py`.
full = pytest.mark.full


def sample(rows: Sequence[Row], together: int = 2) -> list[Row]:
    """A few of the rows: values that stand together in one row stand together in the sample, too.

    `together` is how many: with 2, every pair of values of two columns that occurs in `rows`
    occurs in the sample; with 1, every value does. Each row is chosen for what it adds; among
    equals the one whose values were chosen least, then the first.
    """
    chosen: list[Row] = []
    used: Counter[Hashable] = Counter()
    missing = {values for row in rows for values in _parts(row, together)}
    while missing:
        best = max(
            rows,
            key=lambda row: (
                len(missing & _parts(row, together)),
                -sum(used[value] for value in enumerate(row)),
            ),
        )
        chosen.append(best)
        missing -= _parts(best, together)
        used.update(enumerate(best))
    return [row for row in rows if row in set(chosen)]


def _parts(row: tuple[Hashable, ...], together: int) -> set[Hashable]:
    """The values of a row with their columns, `together` at a time."""
    return set(combinations(enumerate(row), min(together, len(row))))


def sampled(rows: Sequence[Any], together: int = 2) -> Sequence[object]:
    """The rows, which are frozen dataclasses, for `parametrize`.

    Those beyond the `sample` are run by `--all` alone.
    """
    values = [dataclasses.astuple(row) for row in rows]
    kept = set(sample(values, together))
    return [
        pytest.param(row, marks=() if value in kept else full)
        for row, value in zip(rows, values, strict=True)
    ]


def crossed(
    *,
    together: int = 2,
    ids: Callable[[object], object] | None = None,
    **values: Sequence[object],
) -> pytest.MarkDecorator:
    """`parametrize` over every combination of the values of all arguments.

    Those beyond the `sample` are run by `--all` alone.
    """
    columns = list(values.values())
    rows = list(product(*(range(len(column)) for column in columns)))
    kept = set(sample(rows, together))
    params = [
        pytest.param(
            *(column[at] for column, at in zip(columns, row, strict=True)),
            marks=() if row in kept else full,
        )
        for row in rows
    ]
    return pytest.mark.parametrize(list(values), params, ids=ids)

"""Random input raises nothing; `make fuzz` tries a hundred times as much, with another seed."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.fuzz import KINDS, Case, cases

pytestmark = pytest.mark.pure

SEED, COUNT, TOGETHER = 9, 5_000, 250
SAMPLE = 2_500
"""How many of them `make test` tries."""


def failure(case: Case) -> str:
    try:
        case.run()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(first, marks=() if first < SAMPLE else pytest.mark.full)
        for first in range(0, COUNT, TOGETHER)
    ],
)
def test_no_input_raises(first: int) -> None:
    for case in cases(SEED, first, TOGETHER):
        assert failure(case) == "", f"{case.kind}: {case.given!r}"


def test_there_is_input_of_every_kind() -> None:
    kinds = Counter(case.kind for case in cases(SEED, 0, SAMPLE))

    assert kinds.keys() == KINDS.keys()
    assert min(kinds.values()) > 15


def test_an_input_comes_again() -> None:
    assert Case(SEED, 7).given == Case(SEED, 7).given != Case(SEED + 1, 7).given

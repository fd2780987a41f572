"""How often Python looks for unreachable objects while a site is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from mkdocs_papernotes.adapter import garbage

pytestmark = pytest.mark.pure


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    yield
    garbage.search_as_usual()


def test_searches_are_rare_until_they_are_as_usual_again() -> None:
    garbage.search_as_usual()
    usual = gc.get_threshold()
    garbage.search_rarely()
    assert gc.get_freeze_count()
    rare = gc.get_threshold()
    assert rare[0] > 100 * usual[0]
    garbage.search_everything()
    assert not gc.get_freeze_count()
    assert gc.get_threshold() == rare
    garbage.search_as_usual()
    assert gc.get_threshold() == usual

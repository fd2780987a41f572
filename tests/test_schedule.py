"""The option `schedule`: which direction each day of the week belongs to."""

from __future__ import annotations

import pytest

from mkdocs_papernotes.options import values
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS, settings_of
from mkdocs_papernotes.problems.bad_value import BadValueError

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, {}),
        ({"tue": "llm-serving", "mon": "agents"}, {"mon": "agents", "tue": "llm-serving"}),
        ({"Monday": " 智能体 ", "sun": None}, {"mon": "智能体"}),
    ],
)
def test_directions_by_day(given: object, found: object) -> None:
    assert values.schedule(given) == found
    read = read_options(OPTIONS, {"schedule": given})
    assert settings_of(read.values).schedule == found


@pytest.mark.parametrize("given", ["agents", {"someday": "x"}, {1: "x"}, {"mon": ["x"]}, ["mon"]])
def test_other_values_are_refused(given: object) -> None:
    with pytest.raises(BadValueError) as raised:
        values.schedule(given)
    assert raised.value.name == "option-schedule"

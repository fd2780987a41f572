"""What is kept on disk between builds: the file itself, and the keys of what is in it."""

from __future__ import annotations

import ast
import os
import sqlite3
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.cache.digest import UnknownValueError, described, digest
from mkdocs_papernotes.cache.store import Store

pytestmark = pytest.mark.pure

KEY, OTHER = digest("one"), digest("other")
DAY = date(2026, 1, 2)


def kept(folder: Path, key: bytes = KEY) -> bytes | None:
    store = Store(folder)
    found = store.get(key)
    assert store.close() == []
    return found


def filled(folder: Path, value: bytes = b"value") -> Path:
    store = Store(folder)
    store.put(KEY, value)
    assert store.get(KEY) == value
    assert store.close() == []
    return folder / "results.sqlite"


def test_a_value_is_there_for_the_next_build(tmp_path: Path) -> None:
    filled(tmp_path / "not" / "there yet")
    assert kept(tmp_path / "not" / "there yet") == b"value"
    assert kept(tmp_path / "not" / "there yet", OTHER) is None


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None)
    store.put(KEY, b"value")
    assert (store.get(KEY), store.is_open, store.close()) == (None, False, [])


def test_a_build_that_ends_early_keeps_nothing(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"value")
    assert kept(tmp_path) is None


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _end(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    path.write_bytes(b"This is a text.\n" * 1000)


def _overwrite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(b"value" * 20)
    data[at : at + 5] = b"VALUE"
    path.write_bytes(data)


def _garble(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + bytes(reversed(data[100:])))


def _other_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _other_table(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE results (something TEXT)")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [_truncate, _end, _foreign, _overwrite, _garble, _other_version, _other_table],
)
def test_a_damaged_file_gives_nothing_wrong_and_is_made_anew(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = filled(tmp_path, b"value" * 4000)
    damage(path)
    store = Store(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, b"new")
    problems = store.close()
    assert [problem.name for problem in problems] in ([], ["cache-unusable"])
    filled(tmp_path, b"newer")
    assert kept(tmp_path) == b"newer"


def test_a_folder_that_cannot_be_made_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    store = Store(tmp_path / "file" / "cache")
    store.put(KEY, b"value")
    assert store.get(KEY) is None
    (problem,) = store.close()
    assert problem.name == "cache-unusable"
    assert str(tmp_path / "file" / "cache") in str(problem)


def test_a_full_disk_is_told_and_the_old_values_stay(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path)
    assert store._connection is not None
    store._connection.execute("PRAGMA max_page_count = 20")
    store.put(OTHER, os.urandom(1 << 20))
    (problem,) = store.close()
    assert problem.name == "cache-not-written"
    assert "full" in str(problem)
    assert kept(tmp_path) == b"value"


def test_a_file_that_another_build_holds_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_papernotes.cache.store._SECONDS_TO_WAIT", 0.01)
    path = filled(tmp_path)
    store = Store(tmp_path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert store.get(KEY) is None
    (problem,) = store.close()
    assert problem.name == "cache-unusable"
    other.close()
    assert kept(tmp_path) == b"value"


def test_two_builds_at_once_both_keep_what_they_have(tmp_path: Path) -> None:
    one, two = Store(tmp_path), Store(tmp_path)
    one.put(KEY, b"1")
    two.put(OTHER, b"2")
    assert one.close() == two.close() == []
    assert (kept(tmp_path), kept(tmp_path, OTHER)) == (b"1", b"2")


def test_what_was_used_longest_ago_makes_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [digest(str(number)) for number in range(10)]
    for day, key in enumerate(keys):
        monkeypatch.setattr("time.time", lambda day=day: day * 86400.0)
        store = Store(tmp_path, largest=6000)
        store.put(key, b"x" * 1000)
        store.get(keys[0])
        assert store.close() == []
    left = [key for key in keys if kept(tmp_path, key)]
    assert keys[0] in left
    assert keys[-1] in left
    assert 2 < len(left) <= 6


def test_what_the_last_build_used_stays(tmp_path: Path) -> None:
    """As all results of some hours count as used at once."""
    before = Store(tmp_path)
    for number in range(200):
        before.put(digest(f"before {number}"), b"x" * 1000)
    assert before.close() == []
    now = Store(tmp_path, largest=150_000)
    read, new = [digest(f"before {number}") for number in range(50)], digest("new")
    assert all(now.get(key) for key in read)
    now.put(new, b"x" * 1000)
    assert now.close() == []
    assert all(kept(tmp_path, key) for key in (*read, new))
    unread = [digest(f"before {number}") for number in range(50, 200)]
    assert sum(kept(tmp_path, key) is not None for key in unread) < 100


def test_making_room_leaves_the_old_bytes_where_they_are(tmp_path: Path) -> None:
    """To overwrite what is removed, as SQLite does on some systems, takes twice the time."""
    page, file = b"x" * 20_000, tmp_path / "results.sqlite"
    full = Store(tmp_path)
    for number in range(2000):
        full.put(digest(str(number)), page)
    assert full.close() == []
    before = file.read_bytes().count(page[:4000])
    bounded = Store(tmp_path, largest=30_000_000)
    bounded.put(KEY, b"value")
    assert bounded.close() == []
    assert [kept(tmp_path, digest(str(number))) for number in range(2000)].count(None) > 700
    assert file.read_bytes().count(page[:4000]) > before * 0.9


def test_a_file_that_is_mostly_empty_shrinks(tmp_path: Path) -> None:
    store = Store(tmp_path, largest=100_000)
    for number in range(100):
        store.put(digest(str(number)), b"x" * 10_000)
    assert store.close() == []
    (file,) = tmp_path.iterdir()
    assert 50_000 < file.stat().st_size < 150_000


# Keys


@dataclass(frozen=True)
class Pair:
    one: Any
    two: Any = ()


class Odd:
    pass


def test_every_part_of_a_key_counts() -> None:
    found = {digest(*parts) for parts in (["ab"], ["a", "b"], ["", "ab"], ["ab", ""], [])}
    assert len(found) == 5


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 1, 1.5, "text", b"bytes", [1, "1"], {"a": {"b": 1}}, {1, 2}),
        *(date(2026, 1, 2), ZoneInfo("Asia/Shanghai"), Path("a/b"), Pair(1, [Pair(2)]), len, Pair),
    ],
)
def test_equal_values_have_one_description(value: Any) -> None:
    assert described(value) == described(value)
    assert described([value]) != described([value, value])


@given(st.lists(st.text(), max_size=5), st.lists(st.text(), max_size=5))
def test_different_lists_have_different_descriptions(one: list[str], two: list[str]) -> None:
    assert (described(one) == described(two)) == (one == two)
    assert (described([one, two]) == described([two, one])) == (one == two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        *((1, "1"), (True, 1), (None, "None"), ([], ()), ({}, [])),
        *(([["a"], "b"], [["a", "b"]]), (Pair("a"), Pair(["a"])), ({"a": 1}, {"a": "1"})),
        *(([date(2026, 1, 2)], [date(2026, 1, 3)]), ([DAY, None], [None, DAY])),
        *(([DAY], [str(DAY)]), ([DAY], [repr(DAY)]), ([DAY], [datetime(2026, 1, 2)])),
        *(([DAY], [(repr(DAY),)]), ({"a": DAY}, {"a": None}), ({"a": [DAY]}, {"a": DAY})),
    ],
)
def test_different_values_have_different_descriptions(one: Any, two: Any) -> None:
    assert described(one) != described(two)
    assert described([one, Pair(1)]) != described([two, Pair(1)])


def test_a_set_has_no_order_and_a_mapping_has_one() -> None:
    up, down = ({str(number) for number in numbers} for numbers in (range(99), range(98, -1, -1)))
    assert described(up) == described(down)
    assert described([up, Pair(1)]) == described([down, Pair(1)])
    assert described({"a": 1, "b": 2}) != described({"b": 2, "a": 1})


FRONT_MATTER = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.datetimes(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=8,
)


@given(FRONT_MATTER, FRONT_MATTER)
def test_different_front_matter_has_different_descriptions(one: Any, two: Any) -> None:
    # `repr` tells values apart that are equal, such as 1 and True
    assert (described([one]) == described([two])) == (repr(one) == repr(two))
    assert described([one]) == described([deepcopy(one)])


@given(st.integers() | st.floats(allow_nan=False) | st.text() | st.binary())
def test_a_value_within_others_is_described_as_any_equal_one(value: Any) -> None:
    again = ast.literal_eval(repr(value))
    assert described({"a": [value, (value,)]}) == described({"a": [again, (again,)]})


def test_a_list_that_contains_itself_is_described() -> None:
    value: list[Any] = [1, DAY]
    value.append(value)
    assert described(value) == described(value)


@pytest.mark.parametrize("value", [Odd(), lambda: 1, [Odd()], {"a": Odd()}])
def test_what_has_no_description_is_named(value: Any) -> None:
    with pytest.raises(UnknownValueError):
        described(value)

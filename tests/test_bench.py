"""`make bench` measures what it says: a run over a few notes, and the judgement of its numbers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.bench import contestant
from tests.bench.__main__ import main
from tests.bench.bounds import BY_KEY, ROWS, broken, table
from tests.bench.contestant import Contestant, Rounds
from tests.bench.hugo_site import hugo_program
from tests.bench.parts import BUILDS, Run
from tests.bench.process import Cost
from tests.bench.readme import READMES, placed
from tests.bench.readme import table as table_of
from tests.bench.screen import Times
from tests.bench.sites import HAS_CACHE

TINY = ("--pairs", "2", "--small", "2", "--large", "2", "--rounds", "1", "--saves", "1")

BUILD_ROWS = {
    "cold-cpu",
    "cold-wall",
    "cold-nav",
    "cold-peak",
    "one-cpu",
    "all-cpu",
    "unchanged-cpu",
    "edited-cpu",
    "files",
    *(["off-cpu"] if HAS_CACHE else []),
    *(["unchanged-hugo-cpu", "unchanged-hugo-wall"] if hugo_program() else []),
}
SCREEN_ROWS = {
    "start",
    "screen-first",
    "screen",
    "screen-small",
    "search",
    "large-screen",
    *(["screen-hugo"] if hugo_program() else []),
}


def measured(tmp_path: Path, *arguments: str) -> dict[str, Any]:
    """The numbers of a run; with a few notes no bound counts."""
    path = tmp_path / "bench.json"
    assert main([*arguments, "--json", str(path)]) == 0
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def test_builds_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = measured(tmp_path, *TINY, "--only", "builds")

    assert data["values"].keys() == BUILD_ROWS
    assert min(data["values"].values()) > 0
    printed = capsys.readouterr().out
    assert all(f"| {BY_KEY[key].text} | " in printed for key in BUILD_ROWS)
    builds = {row["name"]: row for row in data["builds"]}
    assert builds["floor"]["files"] < builds["cold"]["files"] == builds["unchanged"]["files"]
    assert data["machine"]["mkdocs"]


def test_saves_are_measured(tmp_path: Path) -> None:
    data = measured(tmp_path, *TINY, "--only", "screens")

    assert data["values"].keys() == SCREEN_ROWS
    times = data["served"]["papernotes, 2 pairs"]
    assert {name: len(seconds) for name, seconds in times.items()} == {
        "start": 1,
        "first": 1,
        "page": 1,
        "search": 1,
    }
    assert min(times["start"] + times["page"]) > 0
    assert data["values"]["screen"] == times["page"][0]


@pytest.mark.full
def test_every_part_is_measured(tmp_path: Path) -> None:
    sizes = ("--pairs", "20", "--small", "5", "--large", "40", "--rounds", "1", "--saves", "1")
    data = measured(tmp_path, *sizes, "--peers")

    hugo = {key for key in BY_KEY if "hugo" in key and not hugo_program()}
    off = {"off-cpu"} - BUILD_ROWS
    assert data["values"].keys() == BY_KEY.keys() - hugo - off
    assert data["values"]["page-size"] == pytest.approx(1, abs=0.01)
    assert "Material blog" in {row["name"] for row in data["builds"]}


@pytest.mark.parametrize("language", READMES)
def test_the_readme_gets_the_table_of_a_run(language: str) -> None:
    run = Run(Path(), rounds=1, pairs=500)
    run.builds = [
        build("floor", wall=20, cpu=19.5, peak=116, files=1400),
        build("cold", wall=12, cpu=19, peak=140, files=3900),
        build("unchanged", wall=3, cpu=2.5, peak=120, files=3900),
    ]
    run.served = {"papernotes, 500 pairs": Times(start=[2], page=[0.4, 0.5, 0.3], search=[1])}

    lines = list(table_of(run, language))

    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert {len(row) for row in cells} == {3}, "Hugo took no part, and has no column"
    first, *_, files = cells[2:]
    assert re.findall(r"[\d.]+", " ".join(first[1:])) == ["20.0", "19.5", "12.0", "19.0"]
    assert files[1:] == ["1,400", "3,900"]
    (saved,) = (row for row in cells if any(cell.startswith("0.40") for cell in row))
    assert saved[1] == "—"

    text = READMES[language].read_text("utf-8")
    once = placed(text, "\n".join(lines))
    assert "\n".join(lines) in once
    assert placed(once, "other") == placed(text, "other")


def build(name: str, **numbers: float) -> dict[str, float | str]:
    return {"part": BUILDS, "name": name, **numbers}


def test_a_number_above_its_bound_is_named_as_broken() -> None:
    at_the_bound = {row.key: row.bound for row in ROWS if row.bound is not None}
    assert broken(at_the_bound) == []

    values = at_the_bound | {"screen": 0.7, "off-cpu": 9.0}
    assert [row.key for row in broken(values)] == ["screen"]
    lines = list(table(values, judged=True))
    assert [line for line in lines if "**broken**" in line] == [
        "| `serve`: save → the new text on the note's page | 0.70 s | ≤ 0.60 s | **broken** |"
    ]
    assert not any("broken" in line or "≤" in line for line in table(values, judged=False))


def test_the_median_of_short_builds_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    costs = iter([Cost(9, 1, 5), Cost(2, 3, 6), Cost(3, 2, 7)])
    monkeypatch.setattr(contestant, "run", lambda *_: next(costs))
    prepared: list[None] = []
    site = Contestant("edited", [], tmp_path / "site", prepare=lambda: prepared.append(None))

    assert replace(site, times=3).turn() == Cost(3, 2, 7)
    assert len(prepared) == 3


def test_what_is_compared_was_built_in_the_same_round() -> None:
    rounds = Rounds()
    rounds.costs = {
        "floor": [Cost(10, 10, 1), Cost(20, 20, 1), Cost(10, 30, 1)],
        "cold": [Cost(11, 5, 2), Cost(22, 10, 2), Cost(30, 15, 2)],
    }

    assert rounds.ratio("cold", "floor") == pytest.approx(1.1)
    assert rounds.ratio("cold", "floor", "wall") == 0.5
    assert rounds.ratio("cold", "floor", "peak") == 2
    assert rounds.difference("cold", "floor") == 2
    assert rounds.median("cold", "cpu") == 22

"""What is measured, and the bounds, which hold for sites of these sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PAIRS = 500
"""Pairs of notes in the site that most numbers are from."""
SMALL, LARGE = 58, 2_000
"""Pairs in the smaller and in the larger site."""


@dataclass(frozen=True)
class Row:
    """One number of the table; `bound` is the largest that is allowed."""

    key: str
    text: str
    unit: str = "×"
    bound: float | None = None

    def is_broken_by(self, value: float) -> bool:
        return self.bound is not None and value > self.bound


ROWS = (
    Row("cold-cpu", "cold full build, CPU, against the floor", bound=1.00),
    Row("cold-wall", "the same, wall", bound=0.75),
    Row("cold-nav", "the same, CPU, against notes in the nav", bound=0.55),
    Row("cold-peak", "the same, peak memory of the largest process, against the floor", bound=1.35),
    Row("one-cpu", "cold with `workers: 1`, CPU, against the floor"),
    Row(
        "all-cpu",
        "cold, with topics, related notes and backlinks, CPU, against the floor",
        bound=1.10,
    ),
    Row("off-cpu", "with `cache: false`, CPU, against the floor"),
    Row("unchanged-cpu", "unchanged site, cache on disk, CPU, against the floor", bound=0.25),
    Row("unchanged-hugo-cpu", "the same, CPU, against Hugo's full build", bound=0.50),
    Row("unchanged-hugo-wall", "the same, wall, against Hugo's full build", bound=0.90),
    Row("edited-cpu", "one note edited, new process, CPU, against the floor", bound=0.28),
    Row("files", "files written", "", bound=3_950),
    Row("screen", "`serve`: save → the new text on the note's page", "s", bound=0.6),
    Row("screen-hugo", "the same, against `hugo server`", bound=1.3),
    Row("screen-small", f"the same with {SMALL} pairs", "s", bound=0.5),
    Row("search", "`serve`: the new text on the page → in the search index", "s", bound=2.0),
    Row("start", "`serve`: start → first page, cache warm, against the unchanged build", bound=1.0),
    Row("screen-first", "`serve`: the first save, as soon as there is a page → the new text", "s"),
    Row("large-cold", f"{LARGE:,} pairs against {PAIRS}, cold, CPU", bound=4.2),
    Row("large-unchanged", f"{LARGE:,} pairs against {PAIRS}, unchanged, CPU", bound=4.2),
    Row("large-screen", f"{LARGE:,} pairs against {PAIRS}, save → screen", bound=2.0),
    Row("list-page", "one more list page, CPU, against one more empty page", bound=2.0),
    Row("page-size", f"a note's HTML at {LARGE:,} pairs against {SMALL}", bound=1.01),
    Row("install", "publishing: `pip install`, downloads cached", "s"),
    Row("publish-cold", "publishing: `mkdocs build --strict` with jieba, cache empty", "s"),
    Row("publish-warm", "the same, cache of the last build", "s"),
    Row("pack", "publishing: packing the site", "s"),
    Row("packed", "publishing: the archive that is sent", "MB"),
)
BY_KEY: Mapping[str, Row] = {row.key: row for row in ROWS}


def broken(values: Mapping[str, float]) -> list[Row]:
    """The rows whose bound does not hold."""
    return [row for row in ROWS if row.key in values and row.is_broken_by(values[row.key])]


def table(values: Mapping[str, float], *, judged: bool) -> Iterable[str]:
    """The lines of a Markdown table of what was measured."""
    yield "| what | measured | bound | |" if judged else "| what | measured |"
    yield "|---|---|---|---|" if judged else "|---|---|"
    for row in ROWS:
        if row.key in values:
            yield _line(row, values[row.key], judged=judged)


def _line(row: Row, value: float, *, judged: bool) -> str:
    cells = [row.text, _amount(value, row.unit)]
    if judged:
        cells.append("" if row.bound is None else f"≤ {_amount(row.bound, row.unit)}")
        cells.append("**broken**" if row.is_broken_by(value) else "")
    return f"| {' | '.join(cells)} |"


def _amount(value: float, unit: str) -> str:
    if not unit:
        return f"{value:,.0f}"
    return f"{value:.3f}" if unit == "×" else f"{value:.2f} {unit}"

"""The table in the READMEs, of a real run: `--readme` writes it between two comments."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench.parts import BUILDS, Run

ROOT = Path(__file__).parents[2]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
BEGIN, END = "<!-- bench -->\n", "<!-- /bench -->"
NOTHING = "—"

Words = Mapping[str, str]

FLOOR, OURS, HUGO = "floor", "papernotes", "Hugo"
COLUMNS: Mapping[str, Words] = {
    FLOOR: {"en": "MkDocs without papernotes", "zh": "MkDocs，不用 papernotes"},
    OURS: {"en": "papernotes", "zh": "papernotes"},
    HUGO: {"en": "Hugo", "zh": "Hugo"},
    "Material blog": {"en": "Material's blog plugin", "zh": "Material 的 blog 插件"},
    "Zensical": {"en": "Zensical", "zh": "Zensical"},
}
"""The contestants, by the names they have in a run."""


@dataclass(frozen=True)
class Line:
    """A row of the table; `cell` gives what stands in the column of a contestant."""

    words: Words
    cell: Callable[[Run, str, str], str]


def write_readmes(run: Run, about: Mapping[str, str]) -> None:
    """Puts the numbers of the run into both READMEs; `about` tells machine and versions."""
    for language, path in READMES.items():
        text = path.read_text("utf-8")
        made = "\n".join(("", *table(run, language), "", *caption(about, language), "", ""))
        path.write_text(placed(text, made), encoding="utf-8")


def placed(text: str, made: str) -> str:
    """The text with `made` between the two comments, in the place of what stands there."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"there is no {BEGIN.strip()} … {END}")
    return f"{before}{begin}{made}{end}{after}"


def table(run: Run, language: str) -> Iterator[str]:
    """The lines of the table, with the contestants that took part."""
    names = {row["name"] for row in run.builds}
    columns = [name for name in COLUMNS if name == OURS or name in names]
    yield _row(HEAD[language].format(run.pairs), *(COLUMNS[name][language] for name in columns))
    yield _row(*["---"] * (len(columns) + 1))
    for line in LINES:
        cells = [line.cell(run, name, language) for name in columns]
        if set(cells) != {NOTHING}:
            yield _row(line.words[language], *cells)


def caption(about: Mapping[str, str], language: str) -> Iterator[str]:
    """Date, machine and versions, in lines as the README of the language breaks them."""
    day = about["date"].split()[0]
    machine = f"{about['processor']}, {about['system']}"
    versions = [f"{name} {about[name]}" for name in SHOWN if name in about]
    if language == "zh":
        yield f"{day} 测于 {machine}。版本：{'、'.join(versions)}。"
    else:
        yield f"Measured on {day}: {machine}."
        yield f"{', '.join(versions)}."


HEAD = {"en": "{} notes in two languages", "zh": "{} 篇双语笔记"}
SHOWN = (
    "Python",
    "mkdocs",
    "mkdocs-material",
    "mkdocs-static-i18n",
    "Markdown",
    "hugo",
    "zensical",
)
SECONDS = {"en": "{:.1f} s, CPU {:.1f} s", "zh": "{:.1f} 秒，CPU {:.1f} 秒"}
AMOUNT = {"en": "{:,.0f}", "zh": "{:,.0f}"}
SECOND = {"en": "{:.2f} s", "zh": "{:.2f} 秒"}


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _built(state: str, *keys: str, shape: Words) -> Callable[[Run, str, str], str]:
    """Numbers of a build, of papernotes in a state; the others keep nothing for the next build."""

    def cell(run: Run, name: str, language: str) -> str:
        for row in run.builds:
            if (row["part"], row["name"]) == (BUILDS, state if name == OURS else name):
                return shape[language].format(*(row[key] for key in keys))
        return NOTHING

    return cell


def _served(what: str) -> Callable[[Run, str, str], str]:
    def cell(run: Run, name: str, language: str) -> str:
        times = run.served.get(f"{name}, {run.pairs} pairs")
        return SECOND[language].format(statistics.median(vars(times)[what])) if times else NOTHING

    return cell


_seconds = partial(_built, shape=SECONDS)
_amount = partial(_built, "cold", shape=AMOUNT)

LINES = (
    Line({"en": "first build", "zh": "首次构建"}, _seconds("cold", "wall", "cpu")),
    Line(
        {"en": "build again, nothing changed", "zh": "再次构建，没有改动"},
        _seconds("unchanged", "wall", "cpu"),
    ),
    Line(
        {"en": "build again, one note edited", "zh": "再次构建，改了一篇笔记"},
        _seconds("one note edited", "wall", "cpu"),
    ),
    Line(
        {"en": "`serve`: from the save to the screen", "zh": "`serve`：从保存到页面更新"},
        _served("page"),
    ),
    Line(
        {"en": "`serve`: from the start to the first page", "zh": "`serve`：从启动到首个页面"},
        _served("start"),
    ),
    Line({"en": "peak memory, MB", "zh": "内存峰值（MB）"}, _amount("peak")),
    Line({"en": "files written", "zh": "写出的文件数"}, _amount("files")),
)

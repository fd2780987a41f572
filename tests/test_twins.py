"""Comparing a note with its translation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.twins.differences import Difference, compared
from mkdocs_papernotes.twins.numbers import numbers, same
from mkdocs_papernotes.twins.outline import matched, outline
from mkdocs_papernotes.twins.parts import Twin

pytestmark = pytest.mark.pure

_DOCS = Path(__file__).parent.parent / "example_site" / "docs"
_PAIRS = sorted(
    (path.with_name(path.name.replace(".zh.md", ".md")), path) for path in _DOCS.rglob("*.zh.md")
)


def twin(path: Path) -> Twin:
    page = read_front_matter(path.read_text(encoding="utf-8"), path.name)
    return Twin(page.body, page.body_line)


def differences(one: str, other: str) -> list[tuple[str, str, str]]:
    """The kind of each difference, and what is written in either version."""
    found = compared(Twin(one), Twin(other)).differences
    return [
        (each.kind, each.one.written if each.one else "", each.other.written if each.other else "")
        for each in found
    ]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("1.5 million", "150 万"),
        ("3,000", "3000"),
        ("2.61×", "2.61 倍"),
        ("2.61 times", "2.61倍"),
        ("2.61-fold", "2.61x"),
        ("20%", "百分之 20"),
        ("20 percent", "20％"),
        ("13B", "130 亿"),
        ("13 billion", "130亿"),
        ("1 billion", "十亿"),
        ("1.5 trillion", "1.5 万亿"),
        ("120 million", "1 亿 2000 万"),
        ("30%", "三成"),
        ("8 GPUs", "八块卡"),
        ("8", "eight"),
        ("40 GB", "40G"),
        ("1.6 GB", "1600 MB"),
        ("39 teraFLOP/s", "39 TFLOP/s"),
        ("9.5 days", "9.5 天"),
        ("90 minutes", "1.5 小时"),
        ("12 ms", "12 毫秒"),
        ("2024-05-01", "2024 年 5 月 1 日"),
        ("May 1, 2024", "2024年5月1日"),
        ("1 May 2024", "2024/5/1"),
        ("June 2023", "2023 年 6 月"),
        ("2024-05-01", "5 月 1 日"),
        ("1,497,000", "约 150 万"),
        ("2K", "2048"),
        ("1.2 points", "1.2 个百分点"),
        ("2.0×", "2×"),
        ("４０％", "40%"),
        ("$2.6\\times$", "2.6 倍"),
    ],
)
def test_same_number(english: str, chinese: str) -> None:
    assert differences(f"It is {english} here.", f"这里是 {chinese}。") == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("2.16×", "2.61 倍"),
        ("1.5 million", "15 万"),
        ("20.4%", "24.0%"),
        ("40 GB", "80 GB"),
        ("1.6 GB", "1.6 MB"),
        ("3,000", "2000"),
        ("2024-05-01", "2024 年 5 月 2 日"),
        ("12 ms", "12 秒"),
        ("Section 7.12", "第 7.21 节"),
        ("$2.6\\times$", "2.8 倍"),
    ],
)
def test_other_number(english: str, chinese: str) -> None:
    found = differences(f"It is {english} here.", f"这里是 {chinese}。")
    assert [kind for kind, one, other in found if one and other] == ["number"]


@pytest.mark.parametrize(
    "text",
    ["OPT-13B on an A100", "GPT-4", "v2.1", "Top-1", "`x = 5`", "[^2]", "https://x.org/2024/7"],
)
def test_names_and_code_are_no_numbers(text: str) -> None:
    assert [number.written for number in Twin(text).numbers if not number.quiet] == []


def test_ranges_have_one_unit() -> None:
    written = {"20–26%": "20% 到 26%", "1.7–2.7×": "1.7 到 2.7 倍", "17.4 ± 1.4 min": "17.4 分钟"}
    for one, other in written.items():
        first, there = numbers(one)[0], numbers(other)[0]
        assert (first.value, first.unit) == (there.value, there.unit)
        assert same(first, there)


def test_lines_are_those_of_the_files() -> None:
    english = Twin("# A\n\n## B\n\nIt is 2.16× faster.\n", 34)
    chinese = Twin("# 甲\n\n## 乙\n\n\n快 2.61 倍。\n", 36)
    (found,) = compared(english, chinese).differences
    assert found.one is not None
    assert found.other is not None
    assert (found.one.line, found.one.written) == (38, "2.16×")
    assert (found.other.line, found.other.written) == (41, "2.61 倍")


def test_cells_of_a_table() -> None:
    rows = ["| a | 68.9% | 54.6% |", "| b | 2.0 | 3.0 |", "| c | 5 | 7 |"]
    table = "\n".join(["| x | y | z |", "|---|---|---|", *rows])
    swapped = table.replace("68.9% | 54.6%", "54.6% | 68.9%")
    assert len(differences(table, swapped)) == 2
    assert differences(table, table.replace("| a", "| 甲")) == []


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("$$\nx_i = \\frac{a}{b}\n$$", "$$\nx_{i}=\\frac{a}{b}.\n$$", []),
        ("$$\n\\underbrace{a}_{\\text{kept}}\n$$", "$$\n\\underbrace{a}_{\\text{留下}}\n$$", []),
        ("$$\nx_i = \\frac{a}{b}\n$$", "$$\nx_i = \\frac{b}{a}\n$$", ["formula"]),
        ("Where $S(t) = 1$.", "其中 $S(t)$ 取 1。", []),
        ("So $\\alpha d + 1$ remain.", "剩下 $\\alpha d - 1$。", ["formula"]),
        ("![x](img/a.svg)", "![某](../img/a.zh.svg)", []),
        ("![x](fig2.png)", "![某](fig3.png)", ["figure"]),
        ("![x](a.png)\n\n![y](b.png)", "![x](a.png)", ["figure"]),
        ("[A](../a.md#x)", "[甲](../../zh/a.zh.md#甲)", []),
        ("[A](https://arxiv.org/abs/2211.17192)", "https://arxiv.org/abs/2211.17129", ["link"]),
        ("See [A](a.md).", "没有链接。", ["link"]),
        ("As [@knuth84] says", "如 [@knuth84] 所说", []),
        ("As [@knuth84] says", "如 [@knuth85] 所说", ["citation", "citation"]),
        ("Text.[^a]\n\n[^a]: It.", "文。[^1]\n\n[^1]: 它。", []),
        ("```py\nx = 1  # one\n```", "```py\nx = 1  # 一\n```", []),
        ("```py\nx = step(1)\n```", "```py\nx = step(2)\n```", ["code"]),
        ("```py\na = 1\nb = 2\n```", "```py\na = 1\n```", []),
        ("```yaml\nname: Notes\n```", "```yaml\nname: 笔记\n```", []),
        ("## A\n\n## B", "## 甲", ["outline", "outline", "outline"]),
    ],
)
def test_other_parts(one: str, other: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in differences(one, other)] == kinds


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        ("## A\n## B", "## 甲\n## 乙", ["A 甲", "B 乙"]),
        ("# T\n## A\n### B", "## 甲\n### 乙", ["A 甲", "B 乙"]),
        ("## A\n## B", "## 甲\n## 乙\n## 丙", []),
        ("## A {#x}\n## B", "## 乙\n## 甲 {#x}\n## 丙", ["A {#x} 甲 {#x}"]),
        ("## A\n### B", "## 甲\n#### 乙", ["A 甲"]),
        ("## LoRA\n## B", "## 甲\n## LoRA\n## 丙", ["LoRA LoRA"]),
        ("## A\n### B\n### C\n## D", "## 甲\n### 乙\n## 丁", ["A 甲", "D 丁"]),
        ("A\n---\n\n```\n## no\n```", "## 甲", ["A 甲"]),
    ],
)
def test_matched_headings(one: str, other: str, pairs: list[str]) -> None:
    found = matched(outline(one), outline(other))
    words = [
        f"{section.heading.text} {there.heading.text}"
        for section, there in found.items()
        if section.heading and there.heading
    ]
    assert sorted(words) == pairs


def test_the_script_for_links_has_the_same_rule() -> None:
    """The outlines of test_browser_translations, and where links lead in them."""
    english = "## Method\n### First\n### Second\n## Results {#res}\n### One\n### Two"
    chinese = "## 方法\n### 第一\n### 第二\n## 结果 {#res}\n### 其一\n### 其二"
    for text, expected in ((chinese, 7), (f"## 引子\n{chinese}", 4)):
        found = matched(outline(english), outline(text))
        words = {section.words: there.words for section, there in found.items()}
        assert len(found) == expected
        assert words["Two"] == "其二"
        assert words.get("Second", "第二") == "第二"


def test_sections_without_a_counterpart_count_with_the_one_above() -> None:
    one = "## A\n\nAt 2.16×.\n\n### B\n\nFrom 45.1% on.\n"
    other = "## 甲\n\n快 2.16 倍，从 41.5% 起。\n"
    found = compared(Twin(one), Twin(other))
    assert [each.kind for each in found.differences] == ["number", "outline"]


def _contradictions(one: Twin, other: Twin) -> Iterator[Difference]:
    return (each for each in compared(one, other).differences if each.is_contradiction)


def test_false_alarms_on_the_example_site() -> None:
    """The pairs agree, but for samples of code in the guide that are written in its language."""
    found = {
        (each.kind, path.parent.name)
        for path, translation in _PAIRS
        if path.exists()
        for each in _contradictions(twin(path), twin(translation))
    }
    assert found <= {("code", "guide")}


def _mistyped(written: str, chance: random.Random) -> str:
    """A number with two digits swapped, or one replaced."""
    places = [place for place, letter in enumerate(written) if letter.isdigit()]
    number = chance.randrange(len(places))
    letters = [*written]
    if number and chance.random() < 0.5:
        one, other = places[number - 1 : number + 1]
        letters[one], letters[other] = letters[other], letters[one]
    else:
        digit = int(letters[places[number]])
        letters[places[number]] = str((digit + chance.randint(1, 8)) % 10)
    return "".join(letters)


def test_planted_faults_on_the_example_site() -> None:
    """Of 100 mistyped numbers that are not often written as words, 80 or more are found."""
    chance = random.Random(13)
    planted = found = 0
    notes = [pair for pair in _PAIRS if "notes" in pair[1].parts and pair[0].exists()]
    for path, translation in notes:
        one, other = twin(path), twin(translation)
        telling = [each for each in other.numbers if each.is_telling and not each.quiet]
        for number in chance.sample(telling, min(8, len(telling))):
            written = _mistyped(number.written, chance)
            if number.value is None or same(number, numbers(written)[0]):
                continue
            text = f"{other.text[: number.start]}{written}{other.text[number.end :]}"
            places = {each.other.start for each in _contradictions(one, Twin(text)) if each.other}
            assert places <= {number.start}
            planted += 1
            found += bool(places)
    assert planted > 80
    assert found >= 0.8 * planted

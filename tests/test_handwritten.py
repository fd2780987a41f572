"""Headers that people wrote by hand: what is recognised, what moves, and that nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.reader import Block, Report
from mkdocs_papernotes.handwritten import header as header_module
from mkdocs_papernotes.handwritten.addresses import unwrapped
from mkdocs_papernotes.handwritten.author_list import read_author_list
from mkdocs_papernotes.handwritten.days import read_day, without_day
from mkdocs_papernotes.handwritten.fields import AUTHOR, DAY, read_field
from mkdocs_papernotes.handwritten.header import HandwrittenHeader, find_header
from mkdocs_papernotes.handwritten.known_headers import KnownHeaders
from mkdocs_papernotes.handwritten.labels import known_label
from mkdocs_papernotes.handwritten.migration import apply, migrate
from mkdocs_papernotes.handwritten.proposal import Proposal, propose
from mkdocs_papernotes.handwritten.report import header_problem
from mkdocs_papernotes.notes.keys import NOTE_KEYS
from mkdocs_papernotes.papers.reading import read_paper
from tests.build_site import page_text

pytestmark = pytest.mark.pure

SAMPLES = Path(__file__).with_name("data") / "handwritten"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.md") if ".after" not in path.name)


def texts(name: str) -> dict[str, str]:
    """The texts of a file, each below a line `=== what it is`."""
    parts = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1].strip("\n") for part in parts}


def header_of(body: str) -> HandwrittenHeader:
    header = find_header(body)
    assert header is not None
    return header


def proposal_for(body: str, twin: str | None = None, **front_matter: Any) -> Proposal:
    return propose(front_matter, header_of(body), twin=header_of(twin) if twin else None)


# Whole notes


@pytest.mark.parametrize("name", NAMES)
def test_a_header_moves_to_front_matter(name: str) -> None:
    before = (SAMPLES / f"{name}.md").read_text(encoding="utf-8")
    after = (SAMPLES / f"{name}.after.md").read_text(encoding="utf-8")
    assert migrate(before) == after
    assert migrate(after) == after


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_without_a_problem(name: str) -> None:
    found = read_front_matter((SAMPLES / f"{name}.after.md").read_text(encoding="utf-8"), name)
    report = Report(name, found.raw, found.lines)
    paper = read_paper(Block(found.values, NOTE_KEYS, report))
    assert (found.problems, report.problems) == ((), [])
    assert paper is not None
    for key, value in found.values["paper"].items():
        assert value
        assert getattr(paper, key)


@pytest.mark.parametrize(("end", "mark"), [("\r\n", ""), ("\n", "\ufeff"), ("\r\n", "\ufeff")])
@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_a_byte_order_mark_stay(name: str, end: str, mark: str) -> None:
    before, after = (
        mark + (SAMPLES / f"{name}{kind}.md").read_text(encoding="utf-8").replace("\n", end)
        for kind in ("", ".after")
    )
    assert migrate(before) == after


# Shapes: every one of these says the same

FACTS = {
    "title": "Layer-wise Attention Pooling",
    "authors": ["Ana Silva", "Wei Chen"],
    "venue": "EMNLP 2021",
    "arxiv": "2106.01234",
}
SHAPES = texts("shapes")
AUTHOR_LISTS = ("Ana Silva, Wei Chen", "Ana Silva and Wei Chen", "Ana Silva、Wei Chen")


@pytest.mark.parametrize("authors", AUTHOR_LISTS)
@pytest.mark.parametrize(
    "opening", ["# A note\n\n", "", "A note\n======\n\n", "\n<!-- x -->\n# A\n"]
)
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str, opening: str, authors: str) -> None:
    block = SHAPES[shape].format(**{**FACTS, "authors": authors})
    found = proposal_for(f"{opening}{block}\n\nSome text follows.\n")
    assert found.values == {"paper": FACTS}


@pytest.mark.parametrize("shape", SHAPES)
def test_only_the_header_goes(shape: str) -> None:
    block = SHAPES[shape].format(**{**FACTS, "authors": AUTHOR_LISTS[0]})
    after = migrate(f"# A note\n\nTo begin with.\n\n{block}\n\nSome text follows.\n")
    rest = re.sub(r"\A---\n.*?\n---\n\n", "", after, flags=re.DOTALL)
    stays = {"beside others": "- Mood: fine\n\n", "below a heading": "## Metadata\n\n"}
    expected = f"# A note\n\nTo begin with.\n\n{stays.get(shape, '')}Some text follows.\n"
    assert rest == expected


# Texts without a header

NOT_HEADERS = {
    **texts("others"),
    "far below": "Words.\n\n" * 30 + "Paper: A Study of Rivers\narXiv: 1706.03762",
    "nothing": "",
}


@pytest.mark.parametrize("opening", ["# A note\n\n", ""])
@pytest.mark.parametrize("name", NOT_HEADERS)
def test_texts_without_a_header(name: str, opening: str) -> None:
    text = f"{opening}{NOT_HEADERS[name]}\n\nSome text follows.\n"
    assert find_header(text) is None
    assert migrate(text) == text
    assert header_problem("x.md", text, 1) is None


def test_a_second_header_of_the_same_paper_is_no_second_paper() -> None:
    english = "Paper: A Study of Rivers\narXiv: 1706.03762v2\n"
    chinese = "论文：河流研究综述与展望\n论文链接：https://arxiv.org/abs/1706.03762\n"
    assert header_of(f"# A\n\n{english}\nText.\n\n## 中文\n\n{chinese}").last == 3


def test_both_headers_of_a_page_in_two_languages_move() -> None:
    english = "Paper: A Study of Rivers\narXiv: 1706.03762"
    chinese = "论文链接：https://arxiv.org/abs/1706.03762\n会议：ICML 2026"
    after = migrate(f"# A\n\n{english}\n\nText.\n\n## 中文\n\n{chinese}\n\n正文。\n")
    block = 'paper:\n  title: A Study of Rivers\n  arxiv: "1706.03762"\n  venue: ICML 2026\n'
    assert after == f"---\n{block}---\n\n# A\n\nText.\n\n## 中文\n\n正文。\n"


def test_a_second_header_that_may_be_of_another_paper_stays() -> None:
    second = "Code: https://github.com/a/b\nPaper link: https://arxiv.org/abs/1810.04805"
    after = migrate(f"# A\n\n论文题目：河流研究\n会议：ICML 2026\n\nText.\n\n{second}\n")
    block = "paper:\n  title: 河流研究\n  venue: ICML 2026\n"
    assert after == f"---\n{block}---\n\n# A\n\nText.\n\n{second}\n"


@given(st.text(max_size=400) | st.lists(st.sampled_from([">", "|", "-", "#", "：", ":", "论文",
       "Paper", "arXiv", "`", "[", "](", ")", "**", "\n", "\t", " ", "10.1/x", "1706.03762",
       "---", "<br>", "<!--", "2026-04-16", "et al.", "Ana Silva", "、", "（", "）", "【", "】"]),
       max_size=60).map("".join))  # fmt: skip
def test_any_text_is_survived(text: str) -> None:
    once = migrate(text)
    assert migrate(once) == once
    if find_header(read_front_matter(text, "").body) is None:
        assert once == text


# Values


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("April 16, 2026", "2026-04-16", ""),
        ("Apr. 16 2026", "2026-04-16", ""),
        ("16 Apr 2026", "2026-04-16", ""),
        ("16th April, 2026", "2026-04-16", ""),
        ("Thursday, April 16, 2026", "2026-04-16", ""),
        ("2026年4月16日", "2026-04-16", ""),
        ("2026 年 4 月 16 日（星期四）", "2026-04-16", ""),
        ("2026-04-16", "2026-04-16", ""),
        ("2026/4/16", "2026-04-16", ""),
        ("2026.04", "2026-04", ""),
        ("2026年4月", "2026-04", ""),
        ("Sept 2026", "2026-09", ""),
        ("2026年", "2026", ""),
        ("2026", "2026", ""),
        ("20 Aug 2026 (v1)", "2026-08-20", "v1"),
    ],
)
def test_days(text: str, day: str, rest: str) -> None:
    assert read_day(text) == (PartialDate.parse(day), rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "16/04/2026",
        "April 31, 2026",
        "2026-04-16, 2026-05-02",
        "2021 (June 2022)",
        "12",
    ],
)
def test_texts_that_are_not_one_day(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday, April 27 — Agents", ("Agents", (4, 27))),
        ("April 27 (Mon) - Agents, mostly", ("Agents, mostly", (4, 27))),
        ("Mon: Agents", ("Agents", None)),
        ("4月27日 星期一 — 强化学习", ("强化学习", (4, 27))),
        ("周一｜强化学习", ("强化学习", None)),
        ("2026年4月27日（周一）：强化学习", ("强化学习", (4, 27))),
        ("Agents — Monday", None),
        ("Mondays and queues", None),
        ("Reinforcement Learning", None),
    ],
)
def test_directions_lose_their_day(
    text: str, expected: tuple[str, tuple[int, int] | None] | None
) -> None:
    assert without_day(text) == expected


def listed(text: str) -> list[str] | None:
    """`Ana Silva [UFMG]` for an author and her affiliation."""
    found = read_author_list(text)
    return found and [f"{n.name} [{n.affiliation}]".removesuffix(" []") for n in found.authors]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Silva", ["Ana Silva"]),
        ("Ana Silva, Wei Chen, and Jan de Vries", ["Ana Silva", "Wei Chen", "Jan de Vries"]),
        ("Ana Silva & Wei Chen", ["Ana Silva", "Wei Chen"]),
        ("D.H. O'Brien, N.V. Prokof'ev", ["D.H. O'Brien", "N.V. Prokof'ev"]),
        ("Łukasz Kaiser，Christopher Ré", ["Łukasz Kaiser", "Christopher Ré"]),
        ("Martin L. King, Jr., Ana Silva", ["Martin L. King, Jr.", "Ana Silva"]),
        ("Jean-Baptiste Alayrac*; Jeff Donahue*†", ["Jean-Baptiste Alayrac", "Jeff Donahue"]),
        ("林薇、欧阳修、阿西什·瓦斯瓦尼", ["林薇", "欧阳修", "阿西什·瓦斯瓦尼"]),
        ("Ana Silva (UFMG), Wei Chen (MIT, USA)", ["Ana Silva [UFMG]", "Wei Chen [MIT, USA]"]),
        ("林薇（清华大学）、张伟（北京大学）", ["林薇 [清华大学]", "张伟 [北京大学]"]),
        ("林薇、张伟（清华大学）；李娜（北京大学）",
         ["林薇 [清华大学]", "张伟 [清华大学]", "李娜 [北京大学]"]),
        ("Ana Silva, Wei Chen (Google)", ["Ana Silva", "Wei Chen"]),
    ],
)  # fmt: skip
def test_lists_of_authors(text: str, names: list[str]) -> None:
    assert listed(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Chu et al., 2026",
        "Chu et al.",
        "Choi & Park",
        "Ana Silva, Wei Chen, et al",
        "Ana Silva, Wei Chen, ...",
        "林薇、张伟等",
        "林薇 等 27 位作者",
        "Ana Silva and others",
        "Silva, Ana and Chen, Wei",
        "Liu, S., Zheng, C.",
        "Google DeepMind & Google Research",
        "OpenAI",
        "谷歌、华为",
        "清华大学、北京大学",
        "Anonymous Authors",
        "匿名",
        "(several authors from Waymo)",
        "the authors of the first paper",
        "Ana Silva1, Wei Chen2",
        "Ana Silva / UFMG",
        "在本文中作者提出",
        "",
    ],
)
def test_texts_that_are_no_list_of_authors(text: str) -> None:
    assert read_author_list(text) is None


@pytest.mark.parametrize(
    ("kind", "text", "values", "whole"),
    [
        ("paper", "Chu et al., 2026. arXiv:2604.22748 [cs.AI]",
         {"paper.arxiv": "2604.22748", "paper.categories": ["cs.AI"]}, False),
        ("paper", "Choi & Park, arXiv:2604.19623 (April 2026)",
         {"paper.arxiv": "2604.19623"}, False),
        ("paper", "[1706.03762](https://arxiv.org/abs/1706.03762v5)",
         {"paper.arxiv": "1706.03762v5"}, True),
        ("paper", "[点击查看](https://openreview.net/forum?id=x)",
         {"paper.url": "https://openreview.net/forum?id=x"}, True),
        ("paper", "“Attention Is All You Need” (NeurIPS 2017)",
         {"paper.title": "Attention Is All You Need", "paper.venue": "NeurIPS 2017"}, True),
        ("paper", "移动边缘计算中的任务卸载（ICDCS 2015）",
         {"paper.title": "移动边缘计算中的任务卸载", "paper.venue": "ICDCS 2015"}, True),
        ("paper", "[\\[1706.03762\\] Attention Is All You Need (arxiv.org)](https://arxiv.org/abs/1706.03762)",
         {"paper.title": "Attention Is All You Need", "paper.arxiv": "1706.03762"}, True),
        ("paper", "COS332", {}, False),
        ("paper", "paper.pdf", {}, False),
        ("paper", "We read this with pleasure. It is good.", {}, False),
        ("title", "Adam", {"paper.title": "Adam"}, True),
        ("title", "C++ & the <T> question", {}, False),
        ("arxiv", "`2604.15244v2` [cs.CL]",
         {"paper.arxiv": "2604.15244v2", "paper.categories": ["cs.CL"]}, True),
        ("arxiv", "https://arxiv.org/pdf/2604.15244.pdf", {"paper.arxiv": "2604.15244"}, True),
        ("arxiv", "math.GT/0309136",
         {"paper.arxiv": "math/0309136", "paper.categories": ["math.GT"]}, True),
        ("arxiv", "2604.15244 (posted in April)", {"paper.arxiv": "2604.15244"}, False),
        ("arxiv", "2613.00001", {}, False),
        ("arxiv", "1706.03762, 1810.04805", {"paper.arxiv": "1706.03762"}, False),
        ("doi", "https://doi.org/10.1145/3341301.3359646",
         {"paper.doi": "10.1145/3341301.3359646"}, True),
        ("doi", "doi:10.48550/arXiv.1706.03762", {"paper.arxiv": "1706.03762"}, True),
        ("venue", "ICML 2026", {"paper.venue": "ICML 2026"}, True),
        ("venue", "Nature, 596(7873)", {"paper.venue": "Nature, 596(7873)"}, True),
        ("venue", "arXiv preprint", {}, False),
        ("venue", "ICLR 2026 (Under Review)", {}, False),
        ("venue", "2024", {}, False),
        ("pages", "10", {"paper.pages": 10}, True),
        ("pages", "77 页", {"paper.pages": 77}, True),
        ("pages", "2870--2881", {"paper.page": "2870–2881"}, True),
        ("pages", "many", {}, False),
        ("categories", "cs.AI, cs.CL", {"paper.categories": ["cs.AI", "cs.CL"]}, True),
        ("categories", "deep learning", {}, False),
        ("code", "https://github.com/a/b", {"paper.links.code": "https://github.com/a/b"}, True),
        ("code", "github.com/a/b", {"paper.links.code": "https://github.com/a/b"}, True),
        ("code", "[a/b](https://github.com/a/b)", {"paper.links.code": "https://github.com/a/b"},
         True),
        ("code", "[here](https://github.com/a/b) (weights come later)",
         {"paper.links.code": "https://github.com/a/b"}, False),
        ("code", "没找到", {}, False),
        ("code", "Not yet released", {}, False),
        ("code", "[a](javascript:alert(1))", {}, False),
        ("pdf", "[slides](files/slides.pdf)", {}, False),
        ("paper", "[A Study of Rivers](rivers.pdf)", {}, False),
        ("code", "https://github.com/a/b https://github.com/c/d", {}, False),
        ("project", "https://github.com/a/b", {"paper.links.code": "https://github.com/a/b"}, True),
        ("pdf", "https://arxiv.org/pdf/1706.03762", {"paper.arxiv": "1706.03762"}, True),
        ("reviewer", "Lin Wei", {"authors": ["Lin Wei"]}, True),
        ("reviewer", "[Lin Wei](https://lin.org)",
         {"authors": [{"name": "Lin Wei", "url": "https://lin.org"}]}, True),
        ("author", "Lin Wei", {AUTHOR: ["Lin Wei"]}, True),
        ("date", "April 16, 2026", {DAY: PartialDate(2026, 4, 16)}, True),
        ("direction", "rtl", {}, False),
        ("authors", "[Ana Silva](https://ana.org)", {}, False),
        ("authors", "Ana Silva<sup>1</sup>", {}, False),
        ("affiliations", "UFMG", {}, False),
        ("focus", "see [this](https://a.org)", {}, False),
        ("focus", "**Caches** that `evict`", {"paper.focus": "Caches that evict"}, True),
        ("focus", "x![](a.png)", {}, False),
    ],
)  # fmt: skip
def test_values(kind: str, text: str, values: dict[str, object], whole: bool) -> None:
    reading = read_field(kind, text)
    assert dict(reading.values) == values
    assert (bool(values) and not reading.rest and not reading.reason) is whole


@pytest.mark.parametrize(
    "url",
    [
        "https://link.zhihu.com/?target=https%3A//arxiv.org/abs/1706.03762",
        "https://link.juejin.cn/?target=https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762",
        "https://link.csdn.net/?from_id=1&target=https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762",
        "https://www.google.com/url?sa=t&q=https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03762",
    ],
)
def test_wrapped_addresses(url: str) -> None:
    assert unwrapped(url) == "https://arxiv.org/abs/1706.03762"
    assert dict(read_field("paper", f"[论文]({url})").values) == {"paper.arxiv": "1706.03762"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Paper Title", "title"),
        ("论文标题(原文)", "title"),
        ("論文題目（原文）", "title"),
        ("ArXiv ID", "arxiv"),
        ("arXiv 編號", "arxiv"),
        ("**Author(s)**", "authors"),
        ("Authors", "authors"),
        ("Author", "author"),
        ("作者", "authors"),
        ("作者/机构", "authors"),
        ("作者 / 機構", "authors"),
        ("DOI / arXiv / URL", "link"),
        ("来源 / venue", "venue"),
        ("发表会议/期刊", "venue"),
        ("发表会议 / 年份", "venue"),
        ("Code/Data", "code"),
        ("Author of This Review", "reviewer"),
        ("本评审作者", "reviewer"),
        ("ＧｉｔＨｕｂ 地址", "code"),
    ],
)
def test_labels(text: str, kind: str) -> None:
    label = known_label(text)
    assert label is not None
    assert label.kind == kind


@pytest.mark.parametrize(
    "text", ["Note", "作者/会议/代码", "Authors (selected)", "Speakers", "", "/"]
)
def test_unknown_labels(text: str) -> None:
    assert known_label(text) is None


# Decisions

BLOCK = "# A\n\nPaper: A Study of Rivers\narXiv: 1706.03762\n"


@pytest.mark.parametrize(
    ("lines", "front_matter", "twin", "authors"),
    [
        ("Author: Lin Wei", {}, "", None),
        ("Author: Lin Wei\nAuthors: Ana Silva, Wei Chen", {}, "", ["Lin Wei"]),
        ("Author: Lin Wei\nPaper link: Chu et al., 2026", {}, "", ["Lin Wei"]),
        ("Author: Lin Wei", {"author": "Lin Wei"}, "", None),
        ("Author: Lin Wei", {}, "本评审作者：Lin Wei", ["Lin Wei"]),
        ("Author: Lin Wei", {}, "本评审作者：Wu Fang", None),
        ("Author of This Review: Lin Wei", {}, "", ["Lin Wei"]),
        ("Author of This Review: Lin Wei", {"author": "Wu Fang"}, "", None),
    ],
)
def test_who_wrote_the_note(
    lines: str, front_matter: dict[str, Any], twin: str, authors: list[str] | None
) -> None:
    found = proposal_for(BLOCK + lines, BLOCK + twin if twin else None, **front_matter)
    assert found.values.get("authors") == authors
    assert "Lin Wei" not in found.values.get("paper", {}).get("authors", [])
    said = front_matter.get("author") == "Lin Wei"
    assert (4 in found.drop) is (authors is not None or said)
    assert (4 in dict(found.undecided)) is (authors is None and not said)


@pytest.mark.parametrize(
    ("lines", "twin", "note", "paper"),
    [
        ("Date: April 27, 2026", "", None, None),
        ("Date: April 27, 2026\nDirection: Monday, April 27 — Agents", "", date(2026, 4, 27), None),
        ("日期：2026年4月27日\n研究方向：4月27日 星期一 — 强化学习", "", date(2026, 4, 27), None),
        ("Date: April 27, 2026\nDirection: Monday — Agents", "", date(2026, 4, 27), None),
        ("Date: April 16, 2026\nDirection: Monday, April 27 — Agents", "", None, None),
        ("Date: April 2026\nDirection: Monday — Agents", "", None, None),
        ("Date: April 27, 2026\nDirection: Agents", "", None, None),
        ("Date: April 27, 2026", "发表日期：2026年4月27日", None, date(2026, 4, 27)),
        ("Date: April 27, 2026", "发表日期：2026年4月16日", None, None),
        ("Date: April 27, 2026", "撰写日期：2026年4月27日", date(2026, 4, 27), None),
        ("Published: 2026-04", "", None, "2026-04"),
        ("Published: 2026\nSubmitted: 3 May 2026", "", None, date(2026, 5, 3)),
        ("Reviewed on: 3 May 2026", "", date(2026, 5, 3), None),
    ],
)
def test_whose_date_it_is(lines: str, twin: str, note: object, paper: object) -> None:
    found = proposal_for(BLOCK + lines, BLOCK + twin if twin else None)
    assert found.values.get("date") == note
    assert found.values["paper"].get("date") == paper
    assert (4 in found.drop) is (note is not None or paper is not None)
    assert (4 in dict(found.undecided)) is (note is None and paper is None)


@pytest.mark.parametrize(
    ("line", "front_matter"),
    [
        ("Venue: ICML 2026", {"paper": {"venue": "NeurIPS 2025"}}),
        ("Venue: ICML 2026", {"paper": {"venue": None}}),
        ("Venue: ICML 2026", {"paper": "vaswani2017"}),
        ("Direction: Agents", {"direction": "rtl"}),
        ("Direction: Agents", {"direction": "Systems"}),
        ("Reviewed on: 3 May 2026", {"date": date(2026, 5, 4)}),
        ("Published: 3 May 2026", {"paper": {"year": 2026}}),
        ("作者：林薇", {"authors": ["林薇"]}),
        ("Authors: Ana Silva (UFMG)", {"paper": {"authors": ["Ana Silva"]}}),
        ("Subjects: cs.AI", {"paper": {"categories": ["cs.CL"]}}),
        ("arXiv: 1706.03762v1", {"paper": {"arxiv": "1706.03762v5"}}),
        ("论文标题：Another Title", {}),
    ],
)
def test_what_front_matter_says_is_not_overridden(line: str, front_matter: dict[str, Any]) -> None:
    found = proposal_for(f"{BLOCK}{line}\n\nText.", **front_matter)
    assert 4 not in found.drop
    assert dict(found.undecided)[4]
    for key, value in found.values.items():
        if key == "paper":
            assert not set(value) & set(front_matter.get("paper") or {})
        else:
            assert key not in front_matter


@pytest.mark.parametrize(
    ("line", "front_matter"),
    [
        ("Venue: ICML 2026", {"paper": {"venue": {"title": "M", "short_title": "ICML 2026"}}}),
        ("Reviewed on: 3 May 2026", {"date": "2026-05-03 10:30"}),
        ("Published: 2026", {"paper": {"issued": date(2026, 5, 3)}}),
        ("Author of This Review: Lin Wei", {"authors": [{"name": "Lin Wei", "url": "https://l.org"}]}),
        ("Authors: Ana Silva (UFMG)",
         {"paper": {"authors": [{"name": "Ana Silva", "affiliation": "UFMG", "orcid": "x"}]}}),
        ("Subjects: cs.AI", {"paper": {"categories": ["cs.CL", "cs.AI"]}}),
        ("DOI: 10.1000/ABC", {"paper": {"doi": "https://doi.org/10.1000/abc"}}),
        ("Code: https://github.com/a/b", {"paper": {"links": {"code": "https://github.com/a/b"}}}),
        ("PDF: https://arxiv.org/pdf/1706.03762", {"paper": {"arxiv": "1706.03762v5"}}),
    ],
)  # fmt: skip
def test_what_front_matter_says_already_goes(line: str, front_matter: dict[str, Any]) -> None:
    found = proposal_for(f"{BLOCK}{line}\n\nText.", **front_matter)
    assert 4 in found.drop
    known = {**front_matter, "paper": front_matter.get("paper", {})}
    assert not found.values.keys() & (front_matter.keys() - {"paper"})
    assert not found.values.get("paper", {}).keys() & known["paper"].keys()


@pytest.mark.parametrize(
    ("line", "front_matter"),
    [
        ("Pages: 3", {"paper": {"arxiv": "1810.04805"}}),
        ("Pages: 3", {"paper": {"doi": "10.1145/3341301.3359646"}}),
        ("DOI: 10.1145/3341301.3359646", {"paper": {"doi": "10.1145/1"}}),
        ("arXiv ID: 1810.04805", {}),
        ("论文链接：https://arxiv.org/abs/1810.04805", {}),
    ],
)
def test_two_papers_are_not_mixed(line: str, front_matter: dict[str, Any]) -> None:
    found = proposal_for(f"{BLOCK}{line}\nReviewed on: 3 May 2026\n\nText.", **front_matter)
    assert found.values == {"date": date(2026, 5, 3)}
    assert [number for number, _ in found.undecided] == [2, 3, 4]


def test_a_line_that_is_partly_understood_stays() -> None:
    text = "# A\n\n**Paper:** A Study of Rivers | **Mood:** fine\n**arXiv:** 1706.03762\n\nText."
    found = proposal_for(text)
    assert found.values == {"paper": {"title": "A Study of Rivers", "arxiv": "1706.03762"}}
    assert found.drop == (3,)
    assert dict(found.undecided) == {2: "“Mood” is not a known label"}


@pytest.mark.parametrize(
    ("block", "goes"),
    [
        ("Focus: how caches\ngrow over time\nPaper: A Study of Rivers\narXiv: 1706.03762", {4, 5}),
        (
            "- Focus: how caches\ngrow over time\n- Paper: A Study of Rivers\n- arXiv: 1706.03762",
            {4, 5},
        ),
        (
            "- Paper: A Study of Rivers\n    - such as the Rhine\n- arXiv: 1706.03762\n- Code: ?",
            {4},
        ),
        ("| Paper | A Study of Rivers |\n|--|--|\n| Mood | fine |\n| arXiv | 1706.03762 |", {5}),
        ("Mood: fine\nPaper: A Study of Rivers\narXiv: 1706.03762\n---", {3}),
        ("Paper: A Study of Rivers\narXiv: 1706.03762<!-- more -->", {2}),
    ],
)
def test_lines_that_hold_others_stay(block: str, goes: set[int]) -> None:
    found = proposal_for(f"# A\n\n{block}\n\nText.")
    assert {number for number in found.drop if number < 6 and number >= 2} == goes


# Front matter


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\n", "---\ntitle: A\nNEW---\n"),
        ("---\n---\n\n", "---\nNEW---\n\n"),
        ("\n---\n# ours\ntitle: A  # yes\n\n---\n", "\n---\n# ours\ntitle: A  # yes\n\nNEW---\n"),
        ("---\ntitle: A\n...\n", "---\ntitle: A\nNEW...\n"),
        ("title: A\n---\n", "title: A\nNEW---\n"),
        ("---\npaper:\n---\n", "---\npaper:\nINNER---\n"),
        ("---\npaper:\n  pages: 3\n# end\ntags: [a]\n---\n",
         "---\npaper:\n  pages: 3\nINNER# end\ntags: [a]\n---\n"),
        ("---\npaper:\n  pages: 3\n\n---\n", "---\npaper:\n  pages: 3\nINNER\n---\n"),
        ("---\nabstract: |\n  # not a comment\n  text\n---\n",
         "---\nabstract: |\n  # not a comment\n  text\nNEW---\n"),
    ],
)  # fmt: skip
def test_front_matter_is_kept_byte_for_byte(before: str, after: str) -> None:
    block = "# A\n\nPaper: A Study of Rivers\narXiv: 1706.03762\n\nText.\n"
    inner = '  title: A Study of Rivers\n  arxiv: "1706.03762"\n'
    expected = after.replace("INNER", inner).replace("NEW", f"paper:\n{inner}")
    assert migrate(before + block) == f"{expected}# A\n\nText.\n"


@pytest.mark.parametrize(
    "front_matter",
    [
        "---\ntitle: A: B: C\n---\n",
        "---\ntitle: A\n",
        "+++\ntitle = 'A'\n+++\n",
        ';;;\n"title": "A"\n;;;\n',
        "---\na: &a {pages: 3}\npaper: *a\n---\n",
    ],
)
def test_front_matter_that_cannot_take_keys_is_left_alone(front_matter: str) -> None:
    text = f"{front_matter}\n# A\n\nPaper: A Study of Rivers\narXiv: 1706.03762\n\nText.\n"
    assert migrate(text) == text
    found = read_front_matter(text, "")
    header = find_header(found.body)
    assert header is not None
    with pytest.raises(ValueError, match=r"front matter|same value"):
        apply(text, propose(found.values, header))


def test_values_are_written_as_yaml_means_them() -> None:
    text = (
        "# A\n\nPaper: “Yes: #1 — 100% of ‘no’” & 論文 𝕏\narXiv: 1412.6980\nDate: 2014-12-22\n"
        "Reviewed on: 2026-04-16\nPublished: 2014\nFocus: {a}, [b] and: c\n"
    )
    after = migrate(text)
    assert 'arxiv: "1412.6980"' in after
    assert "date: 2026-04-16\n" in after
    assert "date: 2014\n" in after
    assert "論文 𝕏" in after
    paper = read_front_matter(after, "").values["paper"]
    assert paper["title"] == "“Yes: #1 — 100% of ‘no’” & 論文 𝕏"
    assert paper["focus"] == "{a}, [b] and: c"


# Reports


def test_a_build_says_that_a_header_could_move() -> None:
    body = "# A\n\nSome words.\n\nPaper: A Study of Rivers\narXiv: 1706.03762\n"
    problem = header_problem("notes/a.md", body, 8)
    assert str(problem) == (
        "notes/a.md:12: this note has a hand-written header that could move to front matter. "
        "Run `papernotes adopt`, or write “paper:” with title, arxiv, and delete the lines here "
        "[PN801]"
    )
    assert problem is not None
    assert problem.severity == "info"


def test_a_build_says_that_a_header_contradicts_itself() -> None:
    body = "# A\n\nDOI: 10.1145/3341301.3359646\nDOI: 10.1145/3341301.3359647\nVenue: X\n"
    assert str(header_problem("notes/a.md", body, 1)) == (
        "notes/a.md:3: this note has a hand-written header that is not clear enough to move to "
        "front matter. Write below “paper:” in front matter what it says, and delete the "
        "lines here [PN802]"
    )


def test_a_text_is_read_for_a_header_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def find(body: str) -> HandwrittenHeader | None:
        read.append(body)
        return find_header(body)

    monkeypatch.setattr(header_module, "find_header", find)
    clear = "# A\n\nPaper: A Study of Rivers\narXiv: 1706.03762\n"
    unclear = "# A\n\nDOI: 10.1145/3341301.3359646\nDOI: 10.1145/3341301.3359647\nVenue: X\n"
    other = "# A\n\nPaper: it burns at 451 degrees.\nVenue: words\n"

    def read_in_a_build_of(*bodies: str) -> list[str]:
        expected = [header_problem("a.md", body, 1) for body in bodies]
        read.clear()
        store, known = Store(tmp_path), KnownHeaders()
        known.load(store, "docs")
        for _ in range(2):
            assert [header_problem("a.md", body, 1, known) for body in bodies] == expected
        known.save(store, "docs")
        assert store.close() == []
        return [*read]

    assert read_in_a_build_of(clear, unclear, other, "No header.") == [clear, unclear, other]
    assert read_in_a_build_of(clear, unclear, other) == []
    edited = f"{clear}."
    assert read_in_a_build_of(edited, unclear) == [edited]
    assert read_in_a_build_of(clear, edited, unclear) == [clear], "what is gone was forgotten"


# Nothing is lost

LABELS = """
Paper | 论文标题 | arXiv ID | Authors | 作者 | Author | Date | 发表日期 | Venue | 发表会议 | DOI
Code | 代码 | Direction | 研究方向 | Pages | Focus | 主要贡献 | Category | 作者/机构 | 论文链接
Author of This Review | Mood | 机构 | Abstract | PDF | Year | 链接 | Title | 论文信息
"""
BITS = """
A Study of Rivers; Ana Silva; Wei Chen; 林薇;、;, ; and ;；; (UFMG);（清华大学）; arXiv:1706.03762
1810.04805v2;[cs.AI];cs.CL; 10.1145/3341301.3359646; https://arxiv.org/abs/1706.03762
https://github.com/a/b ;[words](https://a.org/x.pdf); et al.; 2026; April 16, 2026;2026年4月16日
Monday, April 27 — ;4月27日 星期一 — ;强化学习; ICML 2026;（ICML 2026）; 12; 没找到;N/A;*;“;”;.
 | ; ｜ 会议：; · Venue: ;<br>;\\;  ;[1];(lead);Google;<!-- more -->; (v1)
[words](rivers.pdf);[here](javascript:alert);<i>;[^1]; + ;*†
"""
SURE = [("论文标题", "A Study of Rivers"), ("arXiv ID", "1706.03762")]
LINE = st.tuples(
    st.sampled_from(re.split(r" \| |\n", LABELS.strip())),
    st.lists(
        st.sampled_from(re.split(r";|\n", BITS.strip("\n")))
        | st.text("ab AB12.,-（）论文", min_size=1, max_size=8),
        min_size=1,
        max_size=5,
    ).map("".join),
)
HEADERS = st.lists(LINE, max_size=4).flatmap(lambda lines: st.permutations([*lines, *SURE]))
"""The labels and values of headers that are surely recognised."""
FRAMES = st.sampled_from(
    ["{}: {}", "**{}:** {}", "- {}：{}", "> {}: {}  ", "| {} | {} |", "*{}：{}*", "【{}】{}"]
)
FRONT_MATTERS = st.sampled_from([
    {}, {"title": "A"}, {"paper": {"arxiv": "1706.03762"}}, {"date": date(2026, 4, 16)},
    {"author": "Ana Silva", "paper": {"authors": ["Ana Silva", "Wei Chen"], "venue": "ICML 2026"}},
    {"direction": "rtl", "paper": {"links": {"code": "https://github.com/a/b"}}},
])  # fmt: skip

MAY_GO = {
    "words that only say that there is a link, or what kind of id follows":
        "arxiv doi http https www org com abs pdf html link here paper code words x a b",
    "the names of months, which become numbers": "april",
    "units": "页 頁 pages 年 月 日 星 期 一",
    "what joins names": "and 和",
    "hard breaks": "br",
}  # fmt: skip
"""Words that need not be found again, and why."""


def words(text: str) -> set[str]:
    """Latin words, numbers without leading zeros, and Han characters one by one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = plain.replace("http", " http")
    found = re.findall(r"[^\W\d_㐀-鿿]+|\d+|[㐀-鿿]", plain)
    return {word.lstrip("0") or word for word in found}


def label_words(block: str) -> set[str]:
    """The words before a colon that are known labels."""
    names = re.findall(r"[\w/ ()]+(?=\**\s*[:：】|])", block)
    return {word for name in names if known_label(name.strip()) for word in words(name)}


def body_and_block(text: str) -> tuple[str, str]:
    found = read_front_matter(text, "")
    return found.body, yaml.safe_dump(found.values, allow_unicode=True, width=9999)


@given(FRONT_MATTERS, FRAMES, HEADERS, st.booleans())
def test_no_word_is_lost(
    front_matter: Mapping[str, Any], frame: str, lines: list[tuple[str, str]], loose: bool
) -> None:
    block = ("\n\n" if loose else "\n").join(frame.format(*line) for line in lines)
    before = page_text(f"# A note\n\n{block}\n\nSome text.\n", **front_matter)
    after = migrate(before)
    body, said = body_and_block(after)
    allowed = {word for group in MAY_GO.values() for word in group.split()}
    for name, value in lines:
        dated = without_day(value.strip()) if "irection" in name or "方向" in name else None
        allowed |= words(value) - words(dated[0]) if dated else set()
    lost = words(block) - words(body) - words(said) - label_words(block) - allowed
    assert lost == set()


@given(FRONT_MATTERS, FRAMES, HEADERS, st.booleans(),
       st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))  # fmt: skip
def test_migrating_keeps_everything_else(
    front_matter: Mapping[str, Any],
    frame: str,
    lines: list[tuple[str, str]],
    loose: bool,
    end: str,
    mark: str,
) -> None:
    block = ("\n\n" if loose else "\n").join(frame.format(*line) for line in lines)
    page = page_text(f"# A note\n\n{block}\n\nSome text.\n\n- more: text", **front_matter)
    before = mark + page.replace("\n", end)
    after = migrate(before)
    assert migrate(after) == after
    assert after.startswith(mark)
    assert after.endswith(f"{end}Some text.{end}{end}- more: text{end}")
    assert len(re.findall(r"\r\n|\r|\n", after)) == after.count(end)
    old, new = (read_front_matter(text, "").values for text in (before, after))
    assert extends(new, old)
    kept = re.split(r"\r\n|\r|\n", after.removeprefix(mark))
    gone = [line for line in page.split("\n") if line not in kept]
    assert gone == [line for line in block.split("\n") if line not in kept]


def extends(new: Any, old: Any) -> bool:
    if not isinstance(old, Mapping):
        return bool(new == old)
    return all(key in new and extends(new[key], value) for key, value in old.items())

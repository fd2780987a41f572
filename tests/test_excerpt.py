"""Excerpts of notes as they are written on real sites."""

from __future__ import annotations

import pytest

from mkdocs_papernotes.bibliography.bibliography import read_bibliography
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.markup.excerpt import Excerpt, cut_automatically
from mkdocs_papernotes.markup.formula import within_line
from mkdocs_papernotes.markup.render import MarkdownOptions, render
from mkdocs_papernotes.text import joined, one_line

pytestmark = pytest.mark.pure

MARKDOWN = MarkdownOptions(
    ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
     "pymdownx.arithmatex", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight",
     "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"],
    {"pymdownx.arithmatex": {"generic": True}, "toc": {"permalink": True},
     "pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {"custom_checkbox": True}},
)  # fmt: skip


def html_of(text: str, options: MarkdownOptions = MARKDOWN) -> str:
    return render(text, options, lambda link: link).html


def cut(text: str, length: int = 150) -> Excerpt:
    return cut_automatically(html_of(text), "notes/a/", length)


# Lines as one


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("正文。\n第二段。", "正文。第二段。"),
        ("一行\n\n 又一行", "一行又一行"),
        ("正文。\nSecond.", "正文。Second."),
        ("使用 GPU\n推理", "使用 GPU 推理"),
        ("GPU\n（显存）", "GPU（显存）"),
        ("“你好。”\n然后", "“你好。”然后"),
        ("参见\n“GPT”", "参见 “GPT”"),
        ("ひらがな\nカタカナ", "ひらがなカタカナ"),
        ("한국어 문장.\n둘째 줄", "한국어 문장. 둘째 줄"),
        ("one\ntwo", "one two"),
        ("张 三  李四", "张 三 李四"),
    ],
)
def test_lines_are_joined_as_the_language_joins_them(lines: str, text: str) -> None:
    assert joined(lines.split("\n")) == text
    assert one_line(lines) == text


def test_an_excerpt_of_two_chinese_paragraphs_has_no_space_between_them() -> None:
    excerpt = cut("正文。\n\n第二段，*强调*。\n\n- 一\n- 二\n\n第三段\n换行。GPU\n\nCPU")
    assert excerpt.paragraph == "正文。第二段，强调。一二第三段换行。GPU CPU"


@pytest.mark.parametrize(
    "description",
    [
        "  第一行，\n  第二行\n  第三行。",
        ">\n  第一行，\n  第二行\n  第三行。",
        "|\n  第一行，\n  第二行\n  第三行。",
        '"第一行，\n  第二行\n  第三行。"',
        "第一行，第二行第三行。",
    ],
)
def test_lines_of_front_matter_are_joined_without_a_space_too(description: str) -> None:
    found = read_front_matter(f"---\ndescription: {description}\n---\n", "a.md")
    assert one_line(found.raw["description"]) == "第一行，第二行第三行。"


def test_a_space_that_the_author_wrote_stays() -> None:
    found = read_front_matter("---\ntitle: 引言 第一章\nsummary: >\n  甲 乙\n---\n", "a.md")
    assert one_line(found.raw["title"]) == "引言 第一章"
    assert one_line(found.raw["summary"]) == "甲 乙"


def test_lines_of_a_bibliography_are_joined_without_a_space_too() -> None:
    entry = "@misc{a,\n title={注意力\n  机制},\n year=2020,\n abstract={摘要。\n Two\n lines}}\n"
    paper = read_bibliography(entry, "a.bib").papers["a"]
    assert (paper.title, paper.abstract) == ("注意力机制", "摘要。Two lines")


# Formulas within a line


@pytest.mark.parametrize(
    ("written", "within"),
    [
        (r"\begin{align}a&=b\\c&=d\end{align}", r"\begin{aligned}a&=b\\c&=d\end{aligned}"),
        (r"\begin{align*}a&=b\end{align*}", r"\begin{aligned}a&=b\end{aligned}"),
        (r"\begin{flalign}a&=b\end{flalign}", r"\begin{aligned}a&=b\end{aligned}"),
        (r"\begin{alignat}{2}a&=b\end{alignat}", r"\begin{alignedat}{2}a&=b\end{alignedat}"),
        (r"\begin{gather*}a\\b\end{gather*}", r"\begin{gathered}a\\b\end{gathered}"),
        (r"\begin{multline}a\\b\end{multline}", r"\begin{gathered}a\\b\end{gathered}"),
        (r"\begin{equation}a=b\tag{1}\label{eq:1}\end{equation}", "a=b"),
        (
            r"\begin{equation}\begin{split}a&=b\end{split}\end{equation}",
            r"\begin{aligned}a&=b\end{aligned}",
        ),
        (r"\begin{eqnarray}a&\le&b\end{eqnarray}", r"\begin{aligned}a&\le b\end{aligned}"),
        (r"\begin{aligned}a&=b\end{aligned}", r"\begin{aligned}a&=b\end{aligned}"),
        (r"\begin{cases}a\\b\end{cases}", r"\begin{cases}a\\b\end{cases}"),
        (r"a\tag{\text{loss}}\nonumber", "a"),
        (r"\begin{CD}A @>>> B\end{CD}", ""),
    ],
)
def test_display_environments_within_a_line(written: str, within: str) -> None:
    for opening, closing in (("\\[", "\\]"), ("$$", "$$"), ("\\(", "\\)"), ("", "")):
        assert within_line(f"{opening}\n{written}\n{closing}") == within
    paragraph = cut(f"Let\n\n$$\n{written}\n$$\n\nbe.").paragraph
    formula = f'<span class="arithmatex">\\({within.replace("&", "&amp;")}\\)</span>'
    assert paragraph == (f"Let {formula} be." if within else "Let be.")


# Tabs


@pytest.mark.parametrize("alternate", [True, False])
def test_nested_tabs_keep_their_labels(alternate: bool) -> None:
    tabs = (
        '=== "Out"\n\n    Text O.\n\n    === "In 1"\n\n        Text 1.\n\n    === "In 2"\n\n'
        '        Text 2.\n\n=== "Other"\n\n    Text X.\n'
    )
    options = MarkdownOptions(
        MARKDOWN.extensions, {"pymdownx.tabbed": {"alternate_style": alternate}}
    )
    excerpt = cut_automatically(html_of(tabs, options), "notes/a/", 150)
    assert excerpt.paragraph == "Out Text O. In 1 Text 1. In 2 Text 2. Other Text X."
    assert "tabbed" not in excerpt.html
    assert "<label" not in excerpt.html

"""Excerpts of notes as they are written on real sites."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.bibliography.bibliography import read_bibliography
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.handwritten.rendered import drop_header
from mkdocs_papernotes.markup.excerpt import Excerpt, cut_at_marker, cut_automatically
from mkdocs_papernotes.markup.formula import within_line
from mkdocs_papernotes.markup.leftovers import CAPPED
from mkdocs_papernotes.markup.measure import measure
from mkdocs_papernotes.markup.paragraphs import plain_paragraphs
from mkdocs_papernotes.markup.render import MarkdownOptions, render
from mkdocs_papernotes.text import joined, one_line
from tests.test_handwritten import FACTS, SHAPES

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
    return cut_automatically(html_of(text), "notes/a/", length, drop_header=drop_header)


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
    assert excerpt.paragraph == "正文。第二段，强调。一；二；第三段换行。GPU CPU"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## 一、问题\n\n注意力。", "一、问题：注意力。"),
        ("## 为什么？\n\n注意力。", "为什么？注意力。"),
        ("## GPU\n\n注意力。", "GPU 注意力。"),
        ("- 一\n    - 二\n- 三。\n\n注意力。", "一；二；三。注意力。"),
        ("术语\n:   解释", "术语：解释"),
        ("## Why\n\n- One\n- Two", "Why One Two"),
    ],
)
def test_what_would_be_read_as_one_phrase_has_a_mark_between(text: str, line: str) -> None:
    assert cut(text).paragraph == line


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


# The ceiling, and where a text is cut

SENTENCE = "This has nine words, see Fig. 3 of Doe et al. or e.g. J. Roe. "
SENTENCES = SENTENCE * 60
HAN = "注意力机制把词元（token）彼此联系起来，“代价是平方级的。”"


def size(excerpt: Excerpt) -> int:
    return measure(re.sub(r"<[^<>]*>", "", excerpt.paragraph)).units


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (SENTENCES, "J. Roe."),
        (HAN * 60, "代价是平方级的。”"),
        (f"**{SENTENCES.strip()}**", "J. Roe."),
        (f"- {SENTENCES}\n    - nested\n", "J. Roe."),
        (f"> {SENTENCES}", "J. Roe."),
        (f"<center>{SENTENCES}</center>", "J. Roe."),
        (f"Text without a block of its own<br>{SENTENCES}", "J. Roe."),
        (f"[{SENTENCES.strip()}](https://example.org/)", "J. Roe."),
        (f"({SENTENCES.strip()})", "J. Roe."),
        ("What is it? " * 200, "What is it?"),
        ("Есть слова. " * 400, "слова."),
        ("यह वाक्य है। " * 300, "है।"),
        ("word " * 600, " word…"),
        ("word, " * 600, " word…"),
        ("词" * 900, "词词…"),
        ("词，" * 900, "词，词…"),
        ("x" * 10_000, "xxx…"),
        ("อักษรไทย" * 900, "…"),
        ("word $x_i$ and " * 300, "…"),
        ("# T\n\n## " + "word " * 600, " word…"),
    ],
)
def test_a_long_paragraph_is_cut(text: str, end: str) -> None:
    excerpt = cut(text)
    assert excerpt.paragraph.endswith(end)
    assert 0 < size(excerpt) <= 300
    assert size(excerpt) > 100 or "…" in end
    assert len(excerpt.paragraph) < 10 * 300
    assert not excerpt.complete
    parser = html5lib.HTMLParser()
    parser.parseFragment(excerpt.html)
    assert parser.errors == []


def test_a_cut_parts_no_formula_no_code_and_no_link() -> None:
    for part in ("[two. Words](https://example.org/)", "`a. B`", "$a. B$", "(in. Brackets)"):
        shown = html_of(part)[len("<p>") : -len("</p>")]
        for sentence in ("It is", "it is"):
            for words in range(0, 12, 2):
                html = cut("word " * words + f"{part} {sentence}. " * 30, 20).html
                rest = html.replace(shown, "")
                assert re.fullmatch(r"<p>(?:(?:word| |[Ii]t|is|\.)*)…?</p>", rest)
                assert shown in html


@pytest.mark.parametrize("unread", ["$$x. Y$$", "$x. Y$", r"\\(x. Y\\)", r"\\[x. Y\\]"])
def test_a_formula_that_is_left_to_a_script_is_not_cut(unread: str) -> None:
    html = render(f"Words {unread} and " * 300, MarkdownOptions(), lambda link: link).html
    found = cut_automatically(html, "notes/a/", 20).html
    assert found.count("x. Y") == found.count("x.") >= 3


@pytest.mark.parametrize(
    "block",
    [
        "$$\n" + "x_i + " * 1700 + "x\n$$",
        "```\n" + "line\n" * 200 + "```",
        "|a|b|\n|-|-|\n" + "|x|y|\n" * 200,
    ],
)
def test_a_block_that_is_too_long_and_not_divided_is_left_out(block: str) -> None:
    alone = cut(f"# T\n\n## Heading\n\n{block}")
    assert (alone.html, alone.complete) == ("", False)
    above = cut(f"{block}\n\nText below.")
    assert (above.paragraph, above.complete) == ("Text below.", False)
    below = cut(f"{SENTENCE * 8}\n\n{block}\n\nText below.")
    assert below.paragraph == (SENTENCE * 8).strip()


@pytest.mark.parametrize("part", ["$" + "x_i + " * 1700 + "x$", "`" + "code " * 900 + "`"])
@pytest.mark.parametrize("length", [1, 30, 150])
def test_a_part_of_a_line_that_is_too_long_is_left_out(part: str, length: int) -> None:
    assert cut(f"# T\n\n## Heading\n\n{part}", length).html == ""
    assert cut(f"{part}\n\nText.", length).html == "<p>Text.</p>"
    assert cut(f"- {part}\n\nText.", length).html == "<p>Text.</p>"
    assert cut(f"Let {part} be.", length).paragraph in ("Let…", "Let be.")


def test_an_excerpt_does_not_end_in_what_leads_on() -> None:
    for last in ("## Heading", "The steps are:", "**Bold heading**"):
        excerpt = cut(f"{SENTENCE * 9}\n\n{last}\n\n{SENTENCES}")
        assert excerpt.paragraph.endswith("J. Roe.")


def test_an_excerpt_at_a_marker_stays_whole() -> None:
    text = f"Author: Jo Roe\n\n![](a.png) ![](b.png)\n\n{SENTENCES}\n\n<!-- more -->\n\nRest."
    excerpt = cut_at_marker(html_of(text), "notes/a/")
    assert excerpt is not None
    assert excerpt.html.count("<img") == 2
    assert excerpt.html.count("Roe.") == 60
    assert "Author: Jo Roe" in excerpt.html
    assert CAPPED not in excerpt.html


PARAGRAPHS = st.sampled_from(
    ["word " * 7, SENTENCE * 3, HAN * 4, SENTENCES, HAN * 90, "词" * 500, "y" * 4000,
     "- item\n" * 40, f"- {SENTENCES}\n    - {HAN}\n", f"> {SENTENCES}\n>\n> - {HAN}\n",
     "## Heading", "$$\n" + "x + " * 900 + "x\n$$", "![](a.png)", "The steps are:",
     "|a|b|\n|-|-|\n|1|2|", "```\na\n```", "[a](b/) " * 200, f"!!! note\n    {SENTENCES}"]
)  # fmt: skip


@given(st.lists(PARAGRAPHS, max_size=6), st.integers(1, 200))
def test_no_automatic_excerpt_is_longer_than_twice_its_length(
    paragraphs: list[str], length: int
) -> None:
    excerpt = cut("\n\n".join(paragraphs), length)
    assert size(excerpt) <= 2 * length
    assert len(excerpt.html) < 60 * length + 6000
    assert excerpt.html.count("<img") <= 1


# What is left out


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[TOC]\n\nText.", "<p>Text.</p>"),
        ("[toc]\n\nText.", "<p>Text.</p>"),
        ("[Toc]\n\n[[toc]]\n\n[[_TOC_]]\n\n${toc}\n\nText.", "<p>Text.</p>"),
        ("@[toc](目录)\n\n【toc】\n\nText.", "<p>Text.</p>"),
        ("* TOC {:toc}\n\nText.", "<p>Text.</p>"),
        ("## 目录\n\n- [A](#a)\n    - [B](#b)\n\nText.", "<p>Text.</p>"),
        ("The marker [toc] is a word.", "<p>The marker [toc] is a word.</p>"),
        ("Text[^1] here[^2].\n\n[^1]: Footnote.", "<p>Text here.</p>"),
        ("Text.\n\n[^3]: Nowhere used.", "<p>Text.</p>"),
        ("Text {.lead} and {: .x } end", "<p>Text  and  end</p>"),
        ("Text\n\n<p></p>\n<p>&nbsp;</p>\n<div><p><br></p></div>", "<p>Text</p>"),
        ("{% raw %}Text{% endraw %} {{< figure src=x >}}end", "<p>Text end</p>"),
        ("- [ ] one\n- [x] two", "<ul class=\"task-list\"><li> one</li><li> two</li></ul>"),
        ("|a|b|c|d|e|\n|-|-|-|-|-|\n|1|2|3|4|5|\n\nTable 1: Five columns\n\nText.", "<p>Text.</p>"),
        ("---\n\nText.", "<p>Text.</p>"),
        ("Text `[^1]` and `{% x %}`.", "<p>Text <code>[^1]</code> and <code>{% x %}</code>.</p>"),
        ("Text <iframe src='x'></iframe><video src='y'></video>end", "<p>Text end</p>"),
        ("<div hidden>No</div>\n\n<p style='display: none'>No</p>\n\nText.", "<p>Text.</p>"),
    ],
)  # fmt: skip
def test_leftovers(text: str, html: str) -> None:
    excerpt = cut(f"# T\n\n{text}")
    assert re.sub(r"\s*\n\s*", "", excerpt.html) == html


PICTURE = f'<img alt="" class="{CAPPED}" src="pn-root:notes/a/1.png">'


@pytest.mark.parametrize(
    ("text", "html", "line"),
    [
        ("![](1.png), ![](2.png)、![](3.png)", f"<p>{PICTURE}</p>", ""),
        ("![](1.png) and ![](2.png)", f"<p>{PICTURE}</p>", ""),
        ("![](1.png){width=50%}\n\nText.", f"<p>{PICTURE}</p><p>Text.</p>", "Text."),
        ("![](1.png)\n\n![](2.png), ![](3.png)\n\nText.", f"<p>{PICTURE}</p><p>Text.</p>", "Text."),
        ("![](1.png)\n\n*Figure 1: One*", f"<p>{PICTURE}</p><p><em>Figure 1: One</em></p>", ""),
        ("![](1.png)\n\nText.\n\n![](2.png)\n\n图 2：无", f"<p>{PICTURE}</p><p>Text.</p>", "Text."),
        ("[![](1.png)](https://e.org/)\n\nText.",
         f'<p><a href="https://e.org/">{PICTURE}</a></p><p>Text.</p>', "Text."),
        ("[![x](https://img.shields.io/x.svg)](https://e.org/) ![](1.png)",
         f"<p>{PICTURE}</p>", ""),
        ("<figure><img src='1.png'><figcaption><p>Fig. 1: One</p></figcaption></figure>",
         f"<figure>{PICTURE}<figcaption><p>Fig. 1: One</p></figcaption></figure>", ""),
        ("![](1.png)\n\n<figure><img src='2.png'><figcaption>Two</figcaption></figure>",
         f"<p>{PICTURE}</p>", ""),
    ],
)  # fmt: skip
def test_of_pictures_the_first_stays(text: str, html: str, line: str) -> None:
    excerpt = cut(text)
    found = re.sub(r"<img [^<>]*>", PICTURE, re.sub(r"\s*\n\s*", "", excerpt.html))
    assert found == html
    assert excerpt.paragraph == line
    assert "1.png" in excerpt.html


def test_a_picture_for_each_colour_scheme_stays() -> None:
    html = cut("![](1.png#only-light)![](2.png#only-dark)![](3.png#only-light)").html
    assert re.findall(r"(\d)\.png", html) == ["1", "2"]


UNREAD = (
    '!!! note "A title"\n    Text.',
    "??? note\n    Text.",
    '=== "A tab"\n    Text.',
    "Text.[^1]",
    "[^1]: Footnote.\n\nText.",
    "*[HTML]: Hyper\n\nText.",
    "Text. {: .lead }",
    "Text. {.lead}",
    "[toc]\n\nText.",
    "[TOC]\n\nText.",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nText.",
    "a | b\n--- | ---\n1 | 2\n\nText.",
    "{% note %}Text.{% endnote %}",
    "::: tip\nText.\n:::",
    "> [!NOTE]\n> Text.",
    "![[plot.png]]\n\nText.%%a remark%%",
    "- [ ] Text.",
)


@pytest.mark.parametrize("text", UNREAD)
def test_syntax_that_no_extension_has_read_is_left_out(text: str) -> None:
    html = html_of(text, MarkdownOptions())
    assert cut_automatically(html, "notes/a/", 150).paragraph == "Text."


@pytest.mark.parametrize(
    "text",
    ["What!!! Really???", "a === b", "Costs 5%% or 6%", "A [!] b", "x | y", "Set {x | y}, {.5}"],
)
def test_what_is_no_syntax_stays(text: str) -> None:
    assert cut_automatically(html_of(text, MarkdownOptions()), "a/", 150).paragraph == text


# The title


@pytest.mark.parametrize(
    ("text", "title", "line"),
    [
        ("# The *Title*!\n\nText.", "the title", "Text."),
        ("# A longer title\n\nText.", "A title", "Text."),
        ("Text.\n\n# The title\n\nMore.", "The title", "Text. More."),
        ("# Problem\n\nOne.\n\n# Solution\n\nTwo.", "The title", "Problem One. Solution Two."),
        ("# The title\n\nOne.\n\n# Solution\n\nTwo.", "The title", "One. Solution Two."),
    ],
)
def test_an_excerpt_does_not_repeat_the_title(text: str, title: str, line: str) -> None:
    assert cut_automatically(html_of(text), "notes/a/", 150, title).paragraph == line


# Hand-written headers

OTHER_SHAPES = {
    "labels": "**作者**：张三，李四\n**机构**：清华大学\n**发布时间**：2026年1月",
    "an empty label": "**作者**：\n**论文**：*A Study of Rivers*",
    "a quote": "> **论文**：*A Study of Rivers*\n>\n> **作者**：张三\n>\n"
    "> **🔗** [arXiv](https://arxiv.org/abs/2106.01234) | [代码](https://github.com/a/b)\n>\n"
    "> 发布时间：2026年1月",
    "links": "[Paper](https://arxiv.org/abs/2106.01234) · [Code](https://github.com/a/b)",
    "pictures": "📄 [论文](https://a.org/x) 💻 [代码](https://github.com/a/b)\n\n📅 2026年1月",
    "links in brackets": "**Links**: [[Paper]](https://a.org/x) [[Code]](https://github.com/a/b)",
    "a date": "发布时间：2026年1月",
    "a line": "*Published: March 2, 2026 · Author: Jo Doe · Tags: a, b*",
    "other labels": "标签：甲、乙\n\n状态：已读",
    "breaks": "**Venue:** ICML 2024  \n**Speakers:** Ana Silva  \n**Slides:** https://a.org/1.pdf",
    "an admonition": '!!! info "论文信息"\n\n    - **作者**：张三\n    - **会议**：ICML 2026',
    "terms": "作者\n:   张三\n\n会议\n:   ICML 2026",
    "a nested list": "- **Paper**: A Study\n- **Links**:\n    - arXiv: 2106.01234\n- **Tags**: a",
    "a section": "## 基本信息\n\n| 项目 | 内容 |\n|---|---|\n| 论文 | A Study |\n"
    "| 作者 | Jo Roe |\n\n---",
    "a line of dates": "*2026年1月2日 · 张三*\n\n📅 2026-01-02 | 👤 张三 | ⏱ 5 min",
    "words and a date": "Originally published on January 2, 2026",
    "other labels below": "> Authors: Jo Roe\n> arXiv: 2106.01234\n> Status/Venue: Preprint",
    "languages": "[English](a.md) | 中文\n\n**Reading time:** 5 min",
    "words above": "论文信息\n\n- 标题：A Study of Rivers\n- 会议：ICML",
    "code marks": "`论文`：A Study of Rivers\n`作者`：张三",
    "one line": "**作者：** 张三，**单位：** 清华大学，**时间：** 2026年1月",
    "centred": '<p align="center"><b>论文</b>：A Study of Rivers<br><b>作者</b>：张三</p>',
    "a tagline above": "一句话的简介\n\n论文：A Study of Rivers\n作者：Ana Silva\n会议：ICML 2026",
}
ALL_SHAPES = OTHER_SHAPES | {
    name: shape.format(**FACTS | {"authors": "Ana Silva, Wei Chen"})
    for name, shape in SHAPES.items()
}


@pytest.mark.parametrize("shape", ALL_SHAPES)
def test_an_automatic_excerpt_begins_below_a_header(shape: str) -> None:
    excerpt = cut(f"# 标题\n\n{ALL_SHAPES[shape]}\n\n正文从这里开始。\n\n第二段。")
    assert excerpt.paragraph == "正文从这里开始。第二段。"
    assert re.sub(r"\s", "", excerpt.html) == "<p>正文从这里开始。</p><p>第二段。</p>"
    assert not excerpt.complete


def test_a_text_in_the_paragraph_of_a_header_stays() -> None:
    excerpt = cut("论文：A Study of Rivers\n**作者**：Ana Silva\n正文*从*这里开始。\n第二行。")
    assert excerpt.html == "<p>正文<em>从</em>这里开始。\n第二行。</p>"


@pytest.mark.parametrize(
    "text",
    [
        "摘要：本文研究了稀疏注意力。",
        "Note: this is an aside.",
        "**TL;DR**: We propose a method. It works.",
        "一句话总结：我们研究了冬季的河流。",
        "In January 2026 we began to read about rivers, and wrote this.",
        "2026年1月，我们开始读关于河流的论文。",
        "问：论文的作者是谁？\n\n答：不知道。",
        "## One\n\n- 论文：[A](https://arxiv.org/abs/2310.06770)\n\n## Two\n\n- 论文：B",
        "Paper: A Study\nAuthors: Jo Roe",
        "Words that open a text.\n\nAuthor: Jo Roe",
        f"{SENTENCE * 4}\n\nText: with a colon.",
    ],
)
def test_a_text_without_a_header_stays_as_it_is(text: str) -> None:
    html = html_of(f"# T\n\n{text}")
    assert cut(f"# T\n\n{text}") == cut_automatically(html, "notes/a/", 150)


@pytest.mark.parametrize("between", ["&#0;", "\0", "</body>", "<html>", "&#0;\0<html>"])
def test_what_stands_around_something_left_out_makes_no_reference(between: str) -> None:
    cut = cut_automatically(f"<p>a&#{between}1; b&#x{between}2 c</p>", "notes/a/", 30)
    assert cut is not None
    assert not re.search("[\x00-\x08\x0e-\x1f]", cut.html)


PIECES = (
    *("word ", "字词。", "a\n", "\n", " ", '"q"', "'", "—", "；", "！", "!", "?", "…", "é", "(c)"),
    *("<strong>b</strong>", "<em>x y</em>", "<code>c &lt; d</code>", "&amp;", "&gt;", "&quot;"),
    *(
        f'<span class="arithmatex">{x}</span>'
        for x in (r"\(x &lt; 1\)", r"\[a\]", r"\(\begin{CD}\)")
    ),
    *("</p>\n<p>", "</p><p>", "<strong>whole</strong></p>\n<p>", "Figure 1: ", "图 3：", "[TOC]"),
    *("[", "]", "{", "}", "$x$", "*[", "[^1]", "![", "%%", "=", "#", "1. ", "stochastic ", "toc"),
    *("<strong> </strong>", "<em></em>", "<code> </code>", "</strong>", "<p>", "<br />"),
    *("<a href='x'>l</a>", "\u3000", "\xa0"),
)
OPENINGS = (
    "",
    "\n",
    "<h1>T</h1>\n",
    '<h1 id="t">T<a class="headerlink" href="#t">&para;</a></h1>\n',
)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(OPENINGS))
@example("**A** `b` &lt; &amp; <strong>c</strong> 字", OPENINGS[2])
def test_ordinary_paragraphs_are_cut_as_by_the_parser(inner: str, opening: str) -> None:
    html = f"{opening}<p>{inner}</p>\n"
    if found := plain_paragraphs(html):
        # the comment has it parsed, and is left out
        parsed = cut_at_marker(f"<!-- -->{html}<!-- more --><p>More.</p>", "notes/a/", "T")
        assert parsed == Excerpt(found.html, found.line, complete=False)


def test_ordinary_paragraphs_are_not_parsed() -> None:
    html = '<h1>T</h1>\n<p>A <strong>b</strong> &amp; <code>c</code> <span class="arithmatex">'
    assert plain_paragraphs(html + "\\(x\\)</span>.</p>\n<p>字</p>\n") == (
        '<p>A <strong>b</strong> &amp; <code>c</code> <span class="arithmatex">\\(x\\)</span>.</p>'
        "\n<p>字</p>",
        'A b &amp; c <span class="arithmatex">\\(x\\)</span>. 字',
    )
    for other in ("<p>[a](b)", "<p><a>b</a></p>", "<ul></ul>", "<p>a</p>b", "", "<p></p>"):
        assert plain_paragraphs(other) is None

"""Line breaks within Chinese and Japanese paragraphs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_papernotes.markup import line_breaks
from mkdocs_papernotes.markup.extensions import MarkdownOptions, new_markdown
from mkdocs_papernotes.markup.purity import known_pure, survives_reset
from mkdocs_papernotes.markup.render import render

pytestmark = pytest.mark.pure

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.arithmatex", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite",
    "pymdownx.superfences", "pymdownx.tasklist",
)  # fmt: skip
CONFIGS = {"pymdownx.arithmatex": {"generic": True}}
PLAIN = MarkdownOptions(EXTENSIONS, CONFIGS)
JOINING = MarkdownOptions((*EXTENSIONS, line_breaks.NAME), CONFIGS)


def html(text: str, options: MarkdownOptions = JOINING) -> str:
    return render(text, options, str).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中文。\n{.note}", '<p class="note">中文。</p>'),
        ("中\n文`x`。\n{: #here }\n\n后", '<p id="here">中文<code>x</code>。</p>\n<p>后</p>'),
        ("中文。\n{甲}，\n乙", "<p>中文。{甲}，乙</p>"),
        ("中文\n续行", "<p>中文续行</p>"),
        ("中文，\n续行", "<p>中文，续行</p>"),
        ("他说\n“好”", "<p>他说“好”</p>"),
        ("他说“好”\n然后", "<p>他说“好”然后</p>"),
        ("中文 \n\t 续行", "<p>中文续行</p>"),
        ("日本語の\nかな\nカナ", "<p>日本語のかなカナ</p>"),
        ("一\n二\n三", "<p>一二三</p>"),
        ("用 vLLM，\nPagedAttention", "<p>用 vLLM，PagedAttention</p>"),
        ("中文\nvLLM", "<p>中文\nvLLM</p>"),
        ("vLLM\n中文", "<p>vLLM\n中文</p>"),
        ("two\nlines", "<p>two\nlines</p>"),
        ("한국어\n문장", "<p>한국어\n문장</p>"),
        ("『책』\n문장", "<p>『책』\n문장</p>"),
        ("中文\n**重点**\n后文", "<p>中文<strong>重点</strong>后文</p>"),
        ("中文**重点\n仍是重点**后文", "<p>中文<strong>重点仍是重点</strong>后文</p>"),
        ("中文\n[链接\n文字](a.md)", '<p>中文<a href="a.md">链接文字</a></p>'),
        ("中文  \n续行", "<p>中文<br />\n续行</p>"),
        ("中文<br>\n续行", "<p>中文<br>\n续行</p>"),
        ("中文\n`代码`\n后文", "<p>中文\n<code>代码</code>\n后文</p>"),
        ("中文\n$x$\n后文", '<p>中文\n<span class="arithmatex">\\(x\\)</span>\n后文</p>'),
        ("`中文\n代码`", "<p><code>中文\n代码</code></p>"),
        ("    中文\n    代码", None),
        ("```\n中文\n代码\n```", None),
        ("$$\n中\n文\n$$", None),
        ("<div>\n中文\n续行\n</div>", None),
        ("<pre>\n中文\n续行\n</pre>", None),
        ("|甲|乙|\n|-|-|\n|一|二|\n|三|四|", None),
        ("- 甲\n- 乙\n\n1. 丙\n2. 丁", None),
        ("- 甲\n  续\n- 乙", "<ul>\n<li>甲续</li>\n<li>乙</li>\n</ul>"),
        ("> 甲\n> 乙", "<blockquote>\n<p>甲乙</p>\n</blockquote>"),
        ("甲\n\n乙", "<p>甲</p>\n<p>乙</p>"),
        ("![图\n片](a.png)\n文", '<p><img alt="图\n片" src="a.png" />\n文</p>'),
    ],
)
def test_line_breaks(text: str, expected: str | None) -> None:
    """`None`: as it is without the extension."""
    assert html(text) == (expected if expected is not None else html(text, PLAIN))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("词[^1]\n续[^1]，\n行", "词1续1，行"), ("word[^1]\n词[^1]\nnext", "word1\n词1\nnext")],
)
def test_marks_of_footnotes_stand_between_letters_that_touch(text: str, expected: str) -> None:
    found = html(f"{text}\n\n[^1]: 注\n    文")
    assert re.sub("<.*?>", "", found.partition("</p>")[0]) == expected
    assert "注文" in found


def test_off_changes_nothing() -> None:
    assert html("中文\n续行", PLAIN) == "<p>中文\n续行</p>"


def test_what_is_rendered_is_kept() -> None:
    """The extension depends on the text alone, and has a key of its own in the cache."""
    assert known_pure(JOINING) == ""
    assert survives_reset(JOINING)
    converter = new_markdown(JOINING)
    assert converter.convert("甲\n乙") == converter.reset().convert("甲\n乙") == "<p>甲乙</p>"


MARKS = ("*", "**", "`", "$", "- ", "> ", "|", "[", "](x)", "\\", "# ", "<b>", "</b>", "&amp;")
SPACES = ("\n", " ", "  \n", "\n\n", "    ", "```\n", "!!! note\n    ")
PIECES = st.sampled_from(("甲", "，", "“", "”", "…", "a", "한", *MARKS, *SPACES))


@example("甲```\n```\n甲")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_only_white_space_goes(text: str) -> None:
    """All that is shown stays, in its order; and what is left out are line breaks of the source."""
    before, after = html(text, PLAIN), html(text)
    assert re.sub(r"\s", "", before) == re.sub(r"\s", "", after)
    assert len(before) - len(after) <= len(text)
    shown = unescape(re.sub(r"<pre.*?</pre>|<code.*?</code>", "#", after, flags=re.DOTALL))
    assert not re.search(
        r"甲[ \t]*\n[ \t]*甲", re.sub(r"<br ?/?>", "#", re.sub("<table.*", "", shown))
    )

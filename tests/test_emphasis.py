"""Emphasis in Chinese texts that stays as asterisks: what is told, and what is not."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.markup.emphasis import Unread, unread_emphasis
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.fragment import parse
from mkdocs_papernotes.markup.render import render

pytestmark = pytest.mark.pure

IS_STRICT = find_spec("pymdownx.delimiterprocessor") is not None
"""Whether `betterem` follows CommonMark; versions before that read more."""
LEAVES = "underscore" if IS_STRICT else "all"
"""The setting of `smart_enable` with which asterisks are left."""
SMART = ("underscore", "all", "asterisk", "none")
OTHERS = ("attr_list", "footnotes", "md_in_html", "smarty", "tables", "pymdownx.superfences")


def options(smart: str) -> MarkdownOptions:
    """Python-Markdown's own emphasis for an empty word, else that of `pymdownx.betterem`."""
    if not smart:
        return MarkdownOptions(OTHERS)
    better = {"pymdownx.betterem": {"smart_enable": smart}}
    return MarkdownOptions((*OTHERS, "pymdownx.betterem"), better)


def html(text: str, smart: str = LEAVES) -> str:
    return render(text, options(smart), str).html


def found(text: str, smart: str = LEAVES) -> list[Unread]:
    return list(unread_emphasis(text, html(text, smart), lambda line: html(line, smart)))


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("**重点。**后文", "**重点**。"),
        ("前文**“引文”**后文", "“**引文**”"),
        ("前文**（重点）**后文", "（**重点**）"),
        ("前文**《书名》**后文", "《**书名**》"),
        ("前文***重点。***后文", "***重点***。"),
        ("前文**重点：**后文", "**重点**："),
        ("前文** 重点 **后文", "**重点**"),
        ("前文**“甲”与“乙”**后文", "<strong>“甲”与“乙”</strong>"),
        ("前文**《甲》和乙**后文", "<strong>《甲》和乙</strong>"),
        ("- 前文**重点。**后文", "**重点**。"),
        ("1. **重点。**后文", "**重点**。"),
        ("> **重点。**后文", "**重点**。"),
        ("## **重点。**后文", "**重点**。"),
        ("| 甲 |\n| - |\n| **重点。**后文 |", "**重点**。"),
        ("**[重点](a.md)。**后文", "**[重点](a.md)**。"),
        ("**用 `a**b` 时。**后文", "**用 `a**b` 时**。"),
        ("**重点。**English", "**重点**。"),
        ("上一行\n**重点。**后文", "**重点**。"),
        ("*重点。*后文", "*重点*。"),
        ("前文*“引文”*后文", "“*引文*”"),
        ("前文*《甲》和《乙》*后文", "<em>《甲》和《乙》</em>"),
        ("- 价值 Q*。\n- *重点。*后文", "*重点*。"),
    ],
)
def test_what_stays_is_told(text: str, better: str) -> None:
    (unread,) = found(text)

    assert text[unread.place :].startswith(unread.written)
    assert unread.written.startswith("*")
    assert unread.better == better or (not IS_STRICT and unread.better.startswith("<"))
    fixed = text.replace(unread.written, unread.better)
    assert "**" not in shown(html(fixed))
    assert "*重" not in shown(html(fixed))
    assert found(fixed) == []


@pytest.mark.parametrize("smart", ["", *SMART])
@pytest.mark.parametrize(
    "text",
    [
        "**重点**。后文",
        "前文“**引文**”后文",
        "**重点。** 后文",
        "**“引文”**，后文",
        "`**重点。**后文`",
        "```\n**重点。**后文\n```",
        "    **重点。**后文",
        "<div>**重点。**后文</div>",
        "<!-- **重点。**后文 -->",
        r"\*\*重点。\*\*后文",
        "2 ** 3 与 4 ** 5",
        "用 **kwargs 传参",
        "**a.**b",
        "**重点。\n\n后文**",
        "策略π*，价值Q*。两者",
        "Q*（s，a）与V*（s）的关系",
        "A*（搜索）和B*（规划）",
        "“甲*”和“乙*”",
        "长*宽*高",
        "* 甲。\n* 乙",
        "`*重点。*后文`",
    ],
)
def test_what_does_not_is_not(text: str, smart: str) -> None:
    assert found(text, smart) == []


@pytest.mark.parametrize("text", ["**重点。**后文", "前文**“引文”**后文", "前文**（重点）**后文"])
def test_pythons_own_emphasis_is_read(text: str) -> None:
    """Only `pymdownx.betterem`, which is part of `pymdownx.extra`, leaves it as it is."""
    assert found(text, "") == []
    assert all(len(found(text, smart)) == 1 for smart in (SMART if IS_STRICT else SMART[1:3]))


def test_words_side_by_side() -> None:
    """`smart_enable: all` reads no emphasis within a word, and Chinese has no spaces."""
    (unread,) = found("前文**重点**后文", "all")

    assert unread.better == "<strong>重点</strong>"
    assert found("前文**重点**后文", "underscore") == []


def test_each_is_told_with_its_place() -> None:
    text = "**甲。**乙\n\n`**丙。**丁`\n\n**戊**。\n\n己**“庚”**辛\n"

    assert [unread.written for unread in found(text)] == ["**甲。**", "**“庚”**"]
    assert [text.count("\n", 0, unread.place) for unread in found(text)] == [0, 6]


def shown(of: str) -> str:
    """The text of some HTML outside code."""
    root = parse(of)
    for code in list(root.iter("code", "pre")):
        code.drop_tree()
    return str(root.text_content())


LETTERS = ("甲", "乙", "a", "1", "。", "，", "“", "”", "（", "）", " ", "\n", "\n\n", "    ")
MARKS = (
    "**",
    "***",
    "*",
    "`",
    "_",
    "[",
    "](x)",
    "\\",
    "- ",
    "> ",
    "<b>",
    "</b>",
    "&amp;",
    "|",
    "1. ",
)
PIECES = st.sampled_from((*LETTERS, "**", *MARKS))


@given(st.lists(PIECES, max_size=24).map("".join), st.sampled_from(("", *SMART)))
def test_what_is_told_is_shown(text: str, smart: str) -> None:
    """Each message is about asterisks that are on the page, outside code."""
    unread = found(text, smart)
    page = shown(html(text, smart))
    strong = [one for one in unread if one.written.startswith("**")]

    assert len(strong) * 2 <= page.count("**")
    assert (len(unread) - len(strong)) * 2 <= page.count("*")
    for one in unread:
        assert text[one.place : one.place + len(one.written)] == one.written
        assert one.written.startswith("*")
        assert one.written.endswith("*")
        beginning = re.match(r"\*+[甲乙a1。，“”（）]*", one.written)
        assert beginning
        assert beginning[0] in shown(html(text, smart))


@given(st.lists(PIECES, max_size=24).map("".join), st.sampled_from(("", *SMART)))
def test_what_is_read_is_not_told(text: str, smart: str) -> None:
    """Without asterisks on the page outside code, nothing is told."""
    page = shown(html(text, smart))
    kept = found(text, smart)
    assert "**" in page or not [one for one in kept if one.written.startswith("**")]
    assert "*" in page or kept == []

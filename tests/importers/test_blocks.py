"""Blocks are on the new site what they were for CommonMark."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.body import Body
from tests.importers.places import converted
from tests.importers.rendered import as_common_mark, as_new_site

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n- b\n- c", "a\n\n- b\n- c"),
        ("a\n1. b", "a\n\n1. b"),
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   - b\n2. c", "1. a\n    - b\n2. c"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("- a\n\n  b\n- c", "- a\n\n    b\n\n- c"),
        ("- a\nb", "- a\n    b"),
        ("> a\nb", "> a\n> b"),
        ("a\n> b", "a\n\n> b"),
        ("- a\n  > b", "- a\n\n    > b"),
        ("- ```\n  a\n  ```", "- <!-- -->\n\n    ```\n    a\n    ```"),
        ("# A\nb\n## C\nd", "# A\n\nb\n\n## C\n\nd"),
        (" ## A ##", "## A"),
        ("# C#", "# C\\#"),
        ("# A {b, c}", "# A \\{b, c}"),
        ("# A {#b}", "# A {#b}"),
        ("### 标题{#id}", "### 标题 {#id}"),
        ("# A\\{#b}", "# A\\{#b}"),
        ("#tag", "\\#tag"),
        ("A\nb\n===", "# A b"),
        ("A\n===\nb", "A\n===\n\nb"),
        ("* * *", "---"),
        ("a\n\n    code\n\n- b\n\n<!-- -->\n\n    c", "a\n\n    code\n\n- b\n\n<!-- -->\n\n    c"),
        ("a\n| b |\n|---|\n| c |", "a\n\n| b |\n|---|\n| c |"),
        ("| `a\\|b` |\n|---|\n| c {d} |", "| `a|b` |\n|---|\n| c \\{d} |"),
        ("a\\\nb", "a  \nb"),
        ("a  \nb", "a  \nb"),
        ("a\n{b}", "a\n\\{b}"),
        ("[^1]: a\n[^2]: b", "[^1]: a\n[^2]: b"),
        ("[^1]: a\n\n    b", "[^1]: a\n\n    b"),
        ('!!! note "A"\n    - b\n      - c', '!!! note "A"\n    - b\n        - c'),
        ("> [!note]- A\n> b\n> - c", "> [!note]- A\n> b\n>\n> - c"),
        ("> [!NOTE]\n> b", "> [!NOTE]\n> b"),
        ("<div>\n\n*a*\n\n</div>", "<div markdown>\n\n*a*\n\n</div>"),
        ("<div>\n*a*\n</div>", "<div>\n*a*\n</div>"),
        ("<p>a\n\nb", "<p>a</p>\n\nb"),
        ("<div>\n\na", "<div markdown>\n\na\n\n</div>"),
        (
            "<table><tr><td>\n\n- a\n\n</td></tr></table>",
            '<table markdown><tr markdown><td markdown="block">\n\n- a\n\n</td></tr></table>',
        ),
        ("[TOC]\n\na", "\na"),
        ("@[toc](目录)\n\na", "@[toc](目录)\n\na"),
        ("<!-- toc -->\n\na", "<!-- toc -->\n\na"),
        ("::: tip A\n- b\n  - c\n:::\nd", '!!! tip "A"\n    - b\n        - c\n\nd'),
        ("::: details\na\n:::", "??? note\n    a"),
    ],
)
def test_a_block(old: str, new: str) -> None:
    assert converted(old)[0].strip("\n") == new.strip("\n")


_STARTS = ("", "", "", "  ", "   ", "    ", "> ", "- ", "1. ", "2) ", "* ", "3. ", "# ", "> - ")
_TEXTS = (
    *(
        "a",
        "b c",
        "a *x* b",
        "`c d`",
        "中文",
        "a **b** c",
        "x_y_z",
        "2 * 3",
        "<v, w>",
        "a\\",
        "#tag",
    ),
    *("---", "===", "{x}", "x: y", "\\*z\\*", "[l](u)", "a* b*", "1) z", "# H #", "H {x}", "C#"),
    *("**“甲”**乙", "a\\<b", "- [l](u)"),
)
lines = st.builds("{}{}{}".format, *map(st.sampled_from, (_STARTS, _TEXTS, ("\n", "\n\n"))))
texts = st.lists(lines, max_size=8).map("".join)


@settings(max_examples=80)
@given(texts)
def test_blocks_are_what_they_were(text: str) -> None:
    plain = text.replace("**“甲”**", "甲")  # CommonMark does not read it as it was meant

    assert as_new_site(converted(plain)[0]) == as_common_mark(plain)


_MARKS = ("\n", "\n\n", "$", "$$", "\\(", "\\)", "[", "](", ")", "![", "<b>", "</b>", "<!--", "-->")
_MORE_MARKS = ("*", "_", "|", "|---|\n", "`", "&", ":::", "{", "}", "\t", "\\", "\ue000", "~")
_PIECES = st.sampled_from((*_TEXTS, *_STARTS, *_MARKS, *_MORE_MARKS))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", html.unescape(text)))


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_no_word_is_lost_or_added(text: str) -> None:
    new, _ = converted(text)

    assert words(new) == words(text)


_HOSTILE = st.text("ab01 \n\t-+*>#`~|$\\[](){}<>/!:=\"'&_^\ue000\ue001中。", max_size=60)


@given(_HOSTILE, st.sampled_from(["hexo", "github", "kramdown", "markdown"]))
def test_any_text_is_converted(text: str, anchors: str) -> None:
    _, problems = converted(text, anchors=anchors)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


_CODE = st.lists(st.text("ab -*_<>$[](){}#&\\|1.中~", max_size=12), max_size=4)


@given(_CODE, st.sampled_from([("", ""), ("- a\n\n  ", "  "), ("1. ", "   "), ("> ", "> ")]))
def test_code_is_not_touched(code: list[str], prefixes: tuple[str, str]) -> None:
    first, others = prefixes
    lines = [f"{first}```` x", *(f"{others}{line}" for line in code), f"{others}````", ""]

    new = converted("\n".join(lines))[0]

    shown = "\n".join(line.expandtabs(4).rstrip() for line in code).strip("\n")
    seen = as_new_site(new)
    assert shown == "\n".join(x.rstrip() for x in seen[seen.index("<pre>") + 1].split("\n"))


@given(_HOSTILE)
def test_a_body_gives_its_text_back(text: str) -> None:
    assert Body(text).restored() == text

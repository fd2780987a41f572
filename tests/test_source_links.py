"""Links to pages in a Markdown text, and the sentences around them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.markup.known_links import KnownLinks
from mkdocs_papernotes.markup.link_sentence import LONGEST
from mkdocs_papernotes.markup.source_links import leads_to_page, source_links
from tests.timing import seconds

pytestmark = pytest.mark.pure

SITE = ("https://example.org/lab/",)


def targets(text: str) -> list[str]:
    return [link.target for link in source_links(text, SITE)]


def sentence(text: str) -> str:
    (link,) = source_links(text, SITE)
    return link.sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", "b.md"),
        ("[a](b.md#part)", "b.md#part"),
        ("[a](<b c.md>)", "b c.md"),
        ("[a](b c.md)", "b c.md"),
        ("[a](b_(c).md)", "b_(c).md"),
        (r"[a](b\_c.md)", "b_c.md"),
        ("[a](b.md?x=1&amp;y)", "b.md?x=1&y"),
        ("[a](b.md 'A title')", "b.md"),
        ('[a](b.md\n"A title")', "b.md"),
        ("[a [b] c](b.md)", "b.md"),
        ("[![a](a.png)](b.md)", "b.md"),
        ("[a](../b/)", "../b/"),
        ("[a](/lab/notes/b/)", "/lab/notes/b/"),
        ("[a](b.ipynb)", "b.ipynb"),
        ("[a](b.html)", "b.html"),
        ("[a](https://example.org/lab/b/)", "https://example.org/lab/b/"),
        ("<https://example.org/lab/b/>", "https://example.org/lab/b/"),
        ("<a class=x href='../b/'>a</a>", "../b/"),
        ('<A HREF="../b/?x&amp;y">a</A>', "../b/?x&y"),
        ("[a][b c]\n\n[B  c]: b.md", "b.md"),
        ("[a] [b]\n\n[b]: <b.md> 'A title'", "b.md"),
        ("[b][]\n\n[b]: b.md", "b.md"),
        ("[b]\n\n[b]:\n  b.md", "b.md"),
        ("> - [a](b.md)", "b.md"),
        ("!!! note\n    [a](b.md)", "b.md"),
        ("- x\n\n    [a](b.md)", "b.md"),
        ('??? note "A [title](b.md)"\n    x', "b.md"),
        ("`` ` `` [a](b.md) `c`", "b.md"),
        ("`[a](b.md)", "b.md"),
        ("```\n[a](b.md)", "b.md"),
        ("<!-- [a](b.md)", "b.md"),
        ("`<!--` [a](b.md) `-->`", "b.md"),
        ("| a | b |\n|---|---|\n| [a](b.md) | c |", "b.md"),
        ("见[文](中文.md)。", "中文.md"),
    ],
)
def test_a_link_is_found(text: str, expected: str) -> None:
    assert targets(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[a](https://example.com/b.md)",
        "[a](//example.org/lab/b/)",
        "[a](mailto:a@b.md)",
        "[a](#part)",
        "[a](b.pdf)",
        "[a](data.csv)",
        "![a](b.md)",
        "![a][b]\n\n[b]: b.md",
        r"\[a](b.md)",
        "`[a](b.md)`",
        "``[a](b.md) ` ``",
        "```\n[a](b.md)\n```",
        "~~~~ md\n[a](b.md)\n~~~\n~~~~",
        "- x\n\n    ```\n    [a](b.md)\n    ```",
        "> ```\n> [a](b.md)\n> ```",
        "<!-- [a](b.md) -->",
        "<!--\n\n[a](b.md)\n\n-->",
        "<pre>\n[a](b.md)\n</pre>",
        "x\n\n    [a](b.md)",
        "- x\n\n        [a](b.md)",
        "[a](b.md",
        "[a] (b.md)",
        "[b]: b.md",
        "[^1]: A footnote.",
        "$[a]$ (b.md)",
    ],
)
def test_what_is_no_link_to_a_page_is_not_found(text: str) -> None:
    assert targets(text) == []


def test_links_are_in_order_with_their_lines() -> None:
    text = "# T\n\n[a](a.md) and\n[b](b.md)\n\n```\n[no](no.md)\n```\n\n- [c](c.md)\n- [d](d.md)\n"
    found = [(link.target, link.line) for link in source_links(text)]
    assert found == [("a.md", 3), ("b.md", 4), ("c.md", 10), ("d.md", 11)]


def test_the_full_address_counts_only_for_the_site_itself() -> None:
    assert leads_to_page("https://example.org/lab/a/", SITE)
    assert not leads_to_page("https://example.org/lab/a/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two [a](b.md) more. Three.", "Two a more."),
        ("One.\n\nTwo\n[a](b.md)\nmore.\n\nThree.", "Two a more."),
        (
            "As et al. 2020 and Fig. 3 [say](b.md), e.g. so. Next.",
            "As et al. 2020 and Fig. 3 say, e.g. so.",
        ),
        ("前文。正如[某文](b.md)\n所说，很重要！后文。", "正如某文所说，很重要！"),
        ("见“甲。乙”和[某文](b.md)（一。二）之后？好。", "见“甲。乙”和某文（一。二）之后？"),
        ("A **bold [*link*](b.md)** and `code. X` here. No.", "A bold link and code. X here."),
        ("[A. B](b.md) is one. No.", "A. B is one."),
        ("With $a_i b_*$ and $x. Y$ in [it](b.md). No.", "With $a_i b_*$ and $x. Y$ in it."),
        (r"With \(a_i. B\) in [it](b.md). No.", r"With \(a_i. B\) in it."),
        ("It costs $5 and [that](b.md) costs $6. No.", "It costs $5 and that costs $6."),
        ("- one. [a](b.md) two\n- three", "a two"),
        ("12. [a](b.md) two", "a two"),
        ("- [x] [a](b.md) is done", "a is done"),
        ("## About [a](b.md)\nText.", "About a"),
        ("> Said [a](b.md)\n> so. Or not.", "Said a so."),
        ("> [!NOTE]\n> Said [a](b.md).", "Said a."),
        ("Text[^1].\n\n[^1]: See [a](b.md). Or not.", "See a."),
        ("| x | y |\n|---|---|\n| u | v [a](b.md) w |", "v a w"),
        ("See [w](https://x.org/), ![p](p.png) and [a](b.md){ .c }[^1].", "See w, and a."),
        ("See [w][] and [a][r].\n[w]: https://x.org/\n\n[r]: b.md", "See w and a."),
        (
            "==Marked== ~~gone~~ :material-check: [a](b.md) &lt;b&gt; <b>c</b>.",
            "Marked gone a <b> c.",
        ),
        ("It is [a](b.md) <!-- TODO. Secret -->\nhere.", "It is a here."),
        (r"A \*star\* [a](b.md).", "A *star* a."),
        ("<https://example.org/lab/b/> says so.", "https://example.org/lab/b/ says so."),
        ("[![a](a.png)](b.md)", ""),
        ("[![a](a.png) Look](b.md). No.", "Look."),
    ],
)
def test_the_sentence_is_plain_text(text: str, expected: str) -> None:
    assert sentence(text) == expected


@pytest.mark.parametrize("word", ["word ", "很长的一句话，"])
def test_of_a_long_sentence_what_is_next_to_the_link_is_kept(word: str) -> None:
    found = sentence(f"{word * 200}[the link](b.md) {word * 200}.")
    assert "the link" in found
    assert found.startswith("…")
    assert found.endswith("…")
    assert LONGEST / 2 < len(found) < LONGEST + 20


PARTS = st.sampled_from(
    [
        *("[a](b.md)", "[", "](", ")", "`", "```\n", "~~~\n", "<!--", "-->", "$", "\\", "![", "]"),
        *(
            "\n",
            "\n\n",
            "    ",
            "- ",
            "> ",
            "| ",
            "|---|\n",
            "# ",
            "[r]: b.md\n",
            "[r]",
            "<a href=b>",
        ),
        *(
            "</a>",
            "</pre>",
            "<pre>",
            "*",
            "**",
            "_",
            "==",
            "word",
            ". ",
            "。",
            "中",
            "\ue000",
            "\U000f0000",
        ),
    ]
)


@given(st.lists(PARTS, max_size=30))
def test_any_text_is_read(parts: list[str]) -> None:
    text = "".join(parts)
    for link in source_links(text, SITE):
        assert 1 <= link.line <= text.count("\n") + 1
        assert leads_to_page(link.target, SITE)
        assert "\n" not in link.sentence
        assert not set("\ue000\ue001\U000f0000") & set(link.sentence)


@given(st.lists(PARTS, max_size=12))
def test_a_paragraph_is_read_as_if_it_stood_alone(parts: list[str]) -> None:
    """Unless code or a comment begins before it, or a label is defined there."""
    before = "".join(parts)
    if any(mark in before for mark in ("`", "~~~", "<", "[r]:")) or "    " in before:
        return
    found = [
        link.sentence for link in source_links(f"{before}\n\nOne. See [a](b.md), it is so. Two.")
    ]
    assert found[-1] == "See a, it is so."


def test_texts_without_links_to_pages_take_next_to_no_time() -> None:
    """Less than it takes to find the words of a text."""
    section = (
        "## Part\n\n" + "Some **words** of a `text`. " * 40 + "\n\n```python\nx = [1](2)\n```\n\n"
    )
    text = section * 8 + "[Web](https://example.com/a.md) ![p](p.png)\n"

    def links() -> list[object]:
        return [*source_links(text, SITE)]

    assert links() == []
    words = re.compile(r"\w+")
    assert seconds(links, times=20) < seconds(lambda: words.findall(text), times=20)


def test_a_text_is_read_again_only_when_it_has_changed() -> None:
    known = KnownLinks()
    first = known.of("a.md", "[a](b.md)", SITE)
    assert known.of("a.md", "".join(["[a]", "(b.md)"]), SITE) is first
    assert known.of("a.md", "[a](c.md)", SITE)[0].target == "c.md"
    assert known.of("a.md", "[a](c.md)", ("https://example.net/",)) is not first
    known.keep_only(["b.md"])
    assert known.of("a.md", "[a](b.md)", SITE) is not first

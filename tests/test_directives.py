"""Comments that ask for a list: what is read of them, and where the list is put."""

from __future__ import annotations

import re

import html5lib
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.directives.list_directive import OPTIONS, ListDirective
from mkdocs_papernotes.directives.reading import BEGINNING, read_list, written
from mkdocs_papernotes.markup.comments import find_comments, is_printed, replace_comments

pytestmark = pytest.mark.pure


def told(text: str, line: int = 5) -> list[str]:
    return [str(problem) for problem in read_list(text, "about.md", line)[1]]


def read(options: str) -> ListDirective:
    directive, problems = read_list(f" papernotes/list {options} ", "about.md", 1)
    assert problems == []
    assert directive is not None
    return directive


# Reading


def test_a_list_without_options_is_a_list_of_all_notes() -> None:
    assert read("") == read("{}") == ListDirective()


def test_every_option() -> None:
    directive = read(
        "{ limit: 5, offset: 2, tags: [moe, serving], direction: Agents, author: Ada Novak,\n"
        "  year: 2026, paper: 2404.16710, state: [to-read, Reading], sort: rating,\n"
        "  languages: all, style: table, group: week }"
    )
    assert directive == ListDirective(
        5, 2, ("moe", "serving"), ("Agents",), ("Ada Novak",), ("2026",), ("2404.16710",),
        ("to-read", "reading"), "rating", "all", "table", "week",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "paper"),
    [
        ("{paper: 2404.16710}", "2404.16710"),
        ("{paper: [2404.16710]}", "2404.16710"),
        ("{paper: 1706.0376}", "1706.0376"),
        ('{paper: "10.1000/a:b"}', "10.1000/a:b"),
    ],
)
def test_an_arxiv_id_is_no_number(options: str, paper: str) -> None:
    assert read(options).paper == (paper,)


def test_names_that_yaml_takes_for_other_things_are_names() -> None:
    assert read("{tags: [2026, on, 2026-01-01, null]}").tags == ("2026", "on", "2026-01-01", "null")


def test_an_option_without_a_value_has_its_default() -> None:
    assert read("{limit: , style: ''}") == ListDirective()


def test_the_name_may_be_in_capitals_and_directly_before_the_options() -> None:
    assert read_list("Papernotes/List{limit: 1}", "a.md", 1)[0] == ListDirective(1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("papernotes/lst", "about.md:5: there is no directive “papernotes/lst”. Did you mean"),
        ("papernotes/", "about.md:5: there is no directive “papernotes/”"),
        ("papernotes/list {limi: 5}", "about.md:5: a list has no option “limi”. Did you mean"),
        ("papernotes/list {tag: moe}", "a list has no option “tag”. Did you mean “tags”?"),
        ("papernotes/list {limit:5}", "“limit:5”. Did you mean “limit: 5”?"),
        ("papernotes/list {moe}", "The options are limit, offset, tags"),
        ("papernotes/list {\n\nstyle: title}", "about.md:7: style: “title” is not one of titles"),
        ("papernotes/list {style: title}", "Did you mean “titles”?"),
        ("papernotes/list {languages: en}", "languages: “en” is not one of current, all, paired"),
        ("papernotes/list {limit: 0}", "about.md:5: limit: must be a whole number of at least 1"),
        ("papernotes/list {limit: -1}", "limit: must be a whole number"),
        ("papernotes/list {offset: some}", "offset: must be a whole number of at least 0"),
        ("papernotes/list {year: 26}", "about.md:5: year: must be a year of four digits, not “26”"),
        ("papernotes/list {tags: {a: b}}", "about.md:5: tags: must be a text, or several"),
        ("papernotes/list {state: done}", "about.md:5: state: “done” is not one of to-read"),
        ("papernotes/list {tags: [moe}", "about.md:5: the options of the list cannot be read: a"),
        ("papernotes/list limit: 5", "about.md:5: the options of the list cannot be read: they"),
        ("papernotes/list {limit: 5} x", "the options of the list cannot be read"),
        ("papernotes/list {limit: 5，style: titles}", "about.md:5: there is a full-width “，”"),
        ("papernotes/list {limit：5}", "there is a full-width “：” between the options"),
        ("papernotes/list ｛limit: 5｝", "there is a full-width “｛” between the options"),
        ("papernotes/list {a: &x [1], b: *x, limit: 2, limit: 3}", "the key is also on line 5"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_is_meant(text: str, message: str) -> None:
    assert any(message in problem for problem in told(text)), told(text)


def test_the_other_options_count_beside_a_wrong_one() -> None:
    directive, problems = read_list("papernotes/list {limit: 3, style: wide}", "a.md", 1)
    assert directive == ListDirective(limit=3)
    assert [problem.code for problem in problems] == ["PN265"]


def test_a_directive_whose_place_is_unknown_is_told_without_a_line() -> None:
    assert told("papernotes/list {limit: x, limi: 4}", 0) == [
        "about.md: a list has no option “limi”. Did you mean “limit”? [PN264]",
        "about.md: limit: must be a whole number of at least 1, not “x” [PN266]",
    ]


def test_places_in_a_file_are_those_outside_of_code() -> None:
    body = (
        "One\n<!-- papernotes/list -->\n```\n<!-- papernotes/list {limit: 1} -->\n```\n"
        "`<!-- papernotes/list {limit: 2} -->` and <!-- papernotes/list {\nlimit: 3} --> it\n"
        "<!-- other -->\n~~~~\n```\n<!-- papernotes/list {limit: 4} -->\n"
    )
    assert list(written(body, 11)) == [
        (" papernotes/list ", 12),
        (" papernotes/list {\nlimit: 3} ", 16),
    ]


MARKS = """{ } [ ] , : ' " & * ! | > - # % @ ` ： ， ？ << 1e9 0x1f ? ~ \\ &a *a !!int 9999999999"""
PIECES = st.one_of(
    st.sampled_from([option.name for option in OPTIONS]),
    st.sampled_from([*MARKS.split(), " ", "\n", "\t", "\x00", "\x85", "\u2028"]),
    st.sampled_from(["limit: 5", "tags: [moe]", ": ", ", ", "{", "}"]),
    st.text(max_size=8),
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=25).map(lambda found: "".join(found))
)


@given(TEXTS, st.integers(0, 3))
def test_no_text_raises(text: str, line: int) -> None:
    for written_text in (f" papernotes/list {text}", f"papernotes/list {{{text}}}", text):
        directive, problems = read_list(written_text, "a.md", line)
        assert directive is not None or problems
        assert all("\n" not in str(problem) for problem in problems)
        assert all(problem.line >= line for problem in problems if line)


# Where a list is put

LIST = '<div class="list"><h3>One</h3></div>'
FORM = re.compile(r"\s*x\b")


def put(html: str) -> str:
    comments = find_comments(html, FORM)
    return replace_comments(html, comments, [f"[{comment.level}]" for comment in comments])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!-- x -->", "[2]"),
        ("<p><!-- x --></p>", "[2]"),
        ("<p>a <!-- x --></p>", "<p>a </p>[2]"),
        ('<p id="i"><!-- x --> b</p>', '[2]<p id="i"> b</p>'),
        ('<p id="i">a <!-- x --> b</p>', '<p id="i">a </p>[2]<p> b</p>'),
        ("<p>a <em>b <!-- x --> c</em></p>", "<p>a <em>b </em></p>[2]<p><em> c</em></p>"),
        ("<p>a <!-- x --> <!-- x --> b</p>", "<p>a </p>[2] [2]<p> b</p>"),
        ("<p><!-- x --> <!-- x --></p>", "[2] [2]"),
        ("<h1>T</h1><!-- x -->", "<h1>T</h1>[2]"),
        ("<h2>T <!-- x --></h2><p>b</p>", "<h2>T </h2>\n[3]<p>b</p>"),
        ("<h6>T</h6><!-- x -->", "<h6>T</h6>[6]"),
        ("<ul><li>a <!-- x --></li></ul>", "<ul><li>a [2]</li></ul>"),
        ("<ul><!-- x --><li>a</li></ul>", "<ul><li>a</li></ul>\n[2]"),
        ("<dl><dt><!-- x --></dt><dd>a</dd></dl>b", "<dl><dt></dt><dd>a</dd></dl>\n[2]b"),
        ("<table><tr><td><!-- x --></td></tr></table>", "<table><tr><td>[2]</td></tr></table>"),
        ("<table><tr><th><!-- x --></th></tr></table>", "<table><tr><th></th></tr></table>\n[2]"),
        ("<table><tr><!-- x --></tr></table>", "<table><tr></tr></table>\n[2]"),
        ("<details><summary><!-- x -->a</summary>b</details>",
         "<details><summary>a</summary>\n[2]b</details>"),
        ("<a href='b'>c <!-- x --></a>", "<a href='b'>c </a>[2]"),
        ("<div><p>a<div><!-- x --></div></div>", "<div><p>a<div>[2]</div></div>"),
        ("<pre><!-- x --></pre>", "<pre>&lt;!-- x --&gt;</pre>"),
        ("<p><code>a <!-- x --></code></p>", "<p><code>a &lt;!-- x --&gt;</code></p>"),
        ("<pre>&lt;!-- x --&gt;</pre>", "<pre>&lt;!-- x --&gt;</pre>"),
        ("<script>'<!-- x -->'</script>", "<script>'<!-- x -->'</script>"),
        ("<textarea><!-- x --></textarea>", "<textarea><!-- x --></textarea>"),
        ('<p title="<!-- x -->">a</p>', '<p title="<!-- x -->">a</p>'),
        ("<!-- y <!-- x --> -->", "<!-- y <!-- x --> -->"),
        ("<!--> <!-- x -->", "<!--> [2]"),
        ("a <!-- x", "a <!-- x"),
    ],
)  # fmt: skip
def test_a_block_is_put_where_it_may_stand(html: str, expected: str) -> None:
    assert put(html) == expected


def test_what_is_printed_as_text_is_found_outside_of_code() -> None:
    pattern = re.compile("&lt;!-- x")
    assert is_printed("<p>a &lt;!-- x --&gt;</p>", pattern)
    assert not is_printed("<p><code>&lt;!-- x --&gt;</code></p>", pattern)
    assert not is_printed('<p title="&lt;!-- x">a</p>', pattern)


DIRECTIVE = "<!-- papernotes/list {limit: 1} -->"
SURROUNDINGS = (
    *("{}", "a {} b", "*a {} b*", "**{}**", "# T {}", "T {}\n===", "> {}", "> a {}", "- {}"),
    *("- a\n\n    {}", "1. a {}\n2. b", "| a | {} |\n|---|---|\n| {} | b |", "[a {}](b)", "{}\n{}"),
    *("a\n{}\nb", "`{}`", "``a {}``", "```\n{}\n```", "    {}", "<pre>{}</pre>", "<div>{}</div>"),
    *('<div markdown="1">\n{}\n</div>', "<p>{}", "a[^1]\n\n[^1]: {}", "a\n:   {}", "<b>{}</b>"),
    *("!!! note\n    {}", '!!! note "{}"', "<details><summary>{}</summary></details>", "{} {}"),
    *("![{}](a.png)", '<a title="{}">b</a>', "*[HTML]: {}\n\nHTML", "a  \n{}", "<ul>{}</ul>"),
    *("term {}\n: a", "~~~{}\nb\n~~~", "<svg>{}</svg>", "<!-- {} -->", "&lt;{}", "a{}b", "\\{}"),
)
EXTENSIONS = (
    "tables",
    "footnotes",
    "def_list",
    "admonition",
    "md_in_html",
    "abbr",
    "attr_list",
    "toc",
)
ONLY_THERE = ("list", "One")


@given(
    st.lists(st.sampled_from(SURROUNDINGS), min_size=1, max_size=4), st.sampled_from(["\n\n", "\n"])
)
def test_a_list_anywhere_in_markdown_leaves_valid_html(found: list[str], between: str) -> None:
    text = between.join(one.replace("{}", DIRECTIVE) for one in found)
    html = markdown.markdown(text, extensions=EXTENSIONS)
    comments = find_comments(html, BEGINNING)
    result = replace_comments(html, comments, [LIST] * len(comments))
    before, after = errors(html), errors(result)
    assert after <= before, f"{text!r}: {result}: {after - before}"
    shown = sum(not comment.is_code for comment in comments)
    assert result.count(LIST) == shown


def errors(html: str) -> set[str]:
    """The kinds of mistakes in HTML."""
    parser = html5lib.HTMLParser()
    parser.parseFragment(html)
    return {code for _, code, _ in parser.errors}


TAGS = """<p> </p> <em> </em> <ul> <li> </ul> <table> <td> </td> <h2> </h2> a <pre> </pre> <br>
<a 'b <!-- --> <script> </script> <svg/> " <DIV> </DIV>"""


@given(st.lists(st.sampled_from([*TAGS.split(), "<!-- x -->"]), max_size=20))
def test_no_html_raises_and_no_text_is_lost(pieces: list[str]) -> None:
    html = "".join(pieces)
    result = put(html)
    assert result.count("a") >= html.count("a")
    assert is_printed(html, FORM) in (True, False)

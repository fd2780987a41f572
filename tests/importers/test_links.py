"""Links and pictures of an old text lead to their new places."""

from __future__ import annotations

import pytest

from tests.importers.places import converted

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("![a](fig%201.png)", "![a](new/fig%201.png)"),
        ("![a](fig 1.png)", "![a](new/fig%201.png)"),
        ("![a](<fig 1.png>)", "![a](new/fig%201.png)"),
        ('![a](fig%201.png "T (x)")', '![a](new/fig%201.png "T (x)")'),
        ("![a](fig%201.png 'T')", "![a](new/fig%201.png 'T')"),
        ("![a](a(b).png)", "![a](new/a%28b%29.png)"),
        (r"![a](a\(b\).png)", "![a](new/a%28b%29.png)"),
        ("![a](fig%201.png =300x200)", "![a](new/fig%201.png){width=300 height=200}"),
        ("![a](fig%201.png =50%x)", "![a](new/fig%201.png){width=50%}"),
        ('![a](fig%201.png "T" =x20)', '![a](new/fig%201.png "T"){height=20}'),
        ("![a](fig%201.png){width=300}", "![a](new/fig%201.png){width=300}"),
        ("![a](../img/fig%201.png?raw=true)", "![a](new/fig%201.png)"),
        ("![a](C:\\Users\\_me\\fig 1.png)", "![a](new/fig%201.png)"),
        ("![a](file:///C:/Users/me/fig%201.png)", "![a](new/fig%201.png)"),
        ("![a](.\\img\\图.png)", "![a](new/%E5%9B%BE.png)"),
        ("[a](/2019/adam/)", "[a](adam.md)"),
        ("[a](https://old.example/2019/adam/?from=feed#why)", "[a](adam.md#why)"),
        ("[a](paper.pdf#page=2)", "[a](new/paper.pdf#page=2)"),
        ("[a `]` b](/2019/adam/)", "[a `]` b](adam.md)"),
        ("[![a](fig%201.png)](/2019/adam/)", "[![a](new/fig%201.png)](adam.md)"),
        ("[a][1]\n\n[1]: /2019/adam/ 'T'", "[a][1]\n\n[1]: adam.md 'T'"),
        ("![a][Fig]\n\n[fig]: <fig%201.png>", "![a][Fig]\n\n[fig]: new/fig%201.png"),
        (
            "<https://old.example/2019/adam/>",
            "[https://old.example/2019/adam/](adam.md)",
        ),
        ("In https://old.example/2019/adam/。", "In [https://old.example/2019/adam/](adam.md)。"),
        ("https://other.example/", "https://other.example/"),
        (
            "[https://old.example/2019/adam/](paper.pdf)",
            "[https://old.example/2019/adam/](new/paper.pdf)",
        ),
        ("[a](https://other.example/a_(b))", "[a](https://other.example/a_(b))"),
        ("[a](#why), [b](mailto:a@b.example)", "[a](#why), [b](mailto:a@b.example)"),
        ('<a href="/2019/adam/#why">x</a>', '<a href="../adam/#why">x</a>'),
        (
            "<video src='film.mp4' controls></video>",
            '<video src="../new/film.mp4" controls></video>',
        ),
        (
            "<!-- ![a](fig 1.png) <img src=fig.png> -->",
            "<!-- ![a](fig 1.png) <img src=fig.png> -->",
        ),
        ("`![a](fig%201.png)`", "`![a](fig%201.png)`"),
        ("f(x)[0](fig 1)", "f(x)[0](fig 1)"),
    ],
)
def test_new_places(old: str, new: str) -> None:
    text, problems = converted(old)

    assert text == new
    assert problems == []


@pytest.mark.parametrize(
    ("old", "name", "values"),
    [
        ("\n![a](img/no.png)", "import-picture-missing", {"file": "img/no.png"}),
        ("\n![a](%E5%9B%BE2.png)", "import-picture-missing", {"file": "图2.png"}),
        ("\n<img alt=x src=no.png>", "import-picture-missing", {"file": "no.png"}),
        ("\n![](//h.example/a.png)", "import-picture-elsewhere", {"address": "//h.example/a.png"}),
        ("\n[a](../no.html)", "import-link-missing", {"address": "../no.html"}),
        ("\n[a]: ../no.html", "import-link-missing", {"address": "../no.html"}),
        (
            "\n[a](<java script:alert(1)>)",
            "import-markup-left",
            {"construct": "java script:alert(1)"},
        ),
        ("\n<script>a</script>", "import-markup-left", {"construct": "<script>"}),
        ("\n<b onclick='x'>a</b>", "import-markup-left", {"construct": "<b onclick='x'>"}),
        (
            "\n<iframe src='https://v.example/'></iframe>",
            "import-markup-left",
            {"construct": "<iframe src='https://v.example/'>"},
        ),
    ],
)
def test_what_leads_nowhere(old: str, name: str, values: dict[str, str]) -> None:
    _, problems = converted(old, line=7)

    assert [(each.name, each.line, each.values) for each in problems] == [(name, 8, values)]


@pytest.mark.parametrize(
    ("anchors", "heading", "old", "new"),
    [
        ("hexo", "Hello World", "Hello-World", "hello-world"),
        ("hexo", "1. 方法（一）", "1-方法（一）", "1-方法一"),
        ("hexo", "C++ & Crème", "C-Creme", "c--crème"),
        ("github", "Über `x_y` **b**", "über-x_y-b", ""),
        ("markdown", "方法 A", "a", "方法-a"),
        ("kramdown", "A: *b*", "a-b", ""),
    ],
)
def test_anchors_of_headings(anchors: str, heading: str, old: str, new: str) -> None:
    text, problems = converted(f"[a](#{old})\n\n## {heading}\n", anchors=anchors)

    assert text.startswith(f"[a](#{new or old})\n")
    told = [(each.line, each.values) for each in problems]
    assert told == ([(3, {"old": old, "new": new})] if new else [])


def test_anchors_of_equal_headings() -> None:
    _, problems = converted("# A\n\n# A\n\n# B {#C}\n", anchors="github")

    assert [each.values for each in problems] == [{"old": "a-1", "new": "a_1"}]


@pytest.mark.parametrize(
    "text", ["- a\n  - b\n", "a\n- b", "[toc]\n", "$ x = 1 $", "<div>\n\n*a*\n\n</div>", "a* b*"]
)
def test_texts_of_mkdocs_keep_their_blocks(text: str) -> None:
    assert converted(text, is_markdown_of_mkdocs=True)[0] == text

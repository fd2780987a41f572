"""`papernotes export`: notes for elsewhere, as Markdown and HTML."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.markup.portable import Dialect, portable, split_title
from tests.build_site import SITE_URL, Project
from tests.test_commands import SCHEMA
from tests.test_new import _MAIN


def address(target: str) -> str | None:
    """The full address of a target as a site would find it; `lost.md` is nowhere."""
    if "://" in target:
        return target
    return None if target.startswith("lost") else f"https://x.org/{target}"


def exported(text: str, **dialect: bool) -> str:
    return portable(text, address, str.capitalize, Dialect(**dialect))


CONVERTED = {
    # links and pictures
    "[a](b.md)": "[a](https://x.org/b.md)",
    '[a](b.md "t")': '[a](https://x.org/b.md "t")',
    "[a](<b c.md>)": "[a](https://x.org/b%20c.md)",
    "[`a`](b.md)": "[`a`](https://x.org/b.md)",
    "[![x](p.png)](b.md)": "[![x](https://x.org/p.png)](https://x.org/b.md)",
    "![x](p_(1).png){ width=30 }": "![x](https://x.org/p_%281%29.png)",
    "[a](lost.md) and ![b](lost.png)": "a and b",
    "[a][k]\n\n[k]: b.md": "[a][k]\n\n[k]: https://x.org/b.md",
    "![d](p.png#only-dark)![l](q.png#only-light)": "![l](https://x.org/q.png)",
    '<img src="p.png" alt="x">': '<img src="https://x.org/p.png" alt="x">',
    '<figure markdown="span">\n![x](p.png)\n</figure>': (
        "<figure>\n![x](https://x.org/p.png)\n</figure>"
    ),
    "[a](https://y.org/b.md)": "[a](https://y.org/b.md)",
    "text](b.md)": "text](b.md)",
    # formulas
    r"\(a\) and $b$": "$a$ and $b$",
    "\\[\na\n\\]": "$$\na\n$$",
    "> \\[a\\]\n\n- \\[b\\]": "> $$a$$\n\n- $$b$$",
    "```math\na & b\n```": "$$\na & b\n$$",
    "> ~~~ math\n> a\n> ~~~": "> $$\n> a\n> $$",
    "x\n\n\\begin{align}\na &= b\n\\end{align}\n\ny": (
        "x\n\n$$\n\\begin{align}\na &= b\n\\end{align}\n$$\n\ny"
    ),
    # comments and what styles the page
    "a\n\n<!-- more -->\n\nb": "a\n\nb",
    "a\n\n<!-- papernotes: ignore PN104 -->\n<!-- papernotes/list -->\n\nb": "a\n\nb",
    "a <!-- x --> b": "a  b",
    "# T {#t}\n\na {.b}\n{: .c }": "# T\n\na {.b}",
    "**a**{ .b }[c](d.md){.e}": "**a**[c](https://x.org/d.md)",
    "[TOC]\n\na": "a",
    ":material-school: a": "a",
    # boxes
    '!!! note "A *b*"\n    c\n\n    - d\n\ne': "> **A *b***\n>\n> c\n>\n> - d\n\ne",
    "??? tip\n    a": "> **Tip**\n>\n> a",
    '!!! note ""\n    a': "> a",
    "!!! note\n    a\n\n    !!! tip\n        b": "> **Note**\n>\n> a\n>\n> > **Tip**\n> >\n> > b",
    "!!! note\n    ```py\n    !!! tip\n    ```": "> **Note**\n>\n> ```py\n> !!! tip\n> ```",
    "a\n!!! note\n    b\nc": "a\n\n> **Note**\n>\n> b\n\nc",
    '=== "A"\n    b\n=== "C"\n    d': "**A**\n\nb\n\n**C**\n\nd",
    "> [!NOTE]\n> a": "> **Note**\n>\n> a",
    "> [!tip]- T\n> a": "> **T**\n>\n> a",
    "/// note | T\n    open: true\na\n///\n": "> **T**\n>\n> a",
    "/// caption\nFigure 1\n///": "Figure 1",
}


@pytest.mark.parametrize(("text", "expected"), CONVERTED.items())
def test_what_only_the_site_understands_is_converted(text: str, expected: str) -> None:
    assert exported(text) == expected


def test_lines_of_chinese_are_joined_where_the_site_joins_them() -> None:
    text = "# 标题\n第一行，\n第二行\n  续“行\nabc\n行”\n\n- 项\n- 目\n\n```\n代\n码\n```"
    joined = "# 标题\n第一行，第二行续“行\nabc\n行”\n\n- 项\n- 目\n\n```\n代\n码\n```"
    assert exported(text, joins_lines=True) == joined
    assert exported(text) == text


UNTOUCHED = (
    "```md\n[a](b.md) \\(c\\) <!-- d -->\n!!! note\n    e\n[TOC]\n```",
    "`[a](b.md)` and ``\\(c\\) <!-- d -->``",
    "text\n\n    [a](b.md)\n    <!-- c -->\n    \\(d\\)",
    "~~~\n```math\na\n```\n~~~",
    r"a \[b\]",
    "\\[see\\] there",
    "there\n\\[see\\]",
    "$a](b)$",
    "a { b } c {d=1}",
    "| a | b |\n| - | - |\n| `x|y` | \\| |",
    "[^1]\n\n[^1]: note",
    "<https://x.org/a> & <b>c</b>",
    "!!!\n??? \n///\n> [!]",
)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_all_else_stays(text: str) -> None:
    assert exported(text) == text.strip()


def test_without_formulas_and_attributes_they_are_text() -> None:
    text = r"\(a\) **b**{ .c }"
    assert exported(text, formulas=False, attributes=False) == text


@given(st.lists(st.from_regex(r"\A[a-z 一-龥]{1,12}[.。]?\Z"), max_size=6), st.data())
def test_words_survive_in_their_order(words: list[str], data: st.DataObject) -> None:
    """Text between constructs is there, whatever these are."""
    constructs = st.sampled_from([*CONVERTED, *UNTOUCHED, "", "`", "$", "[", "](", "<!--", "```"])
    marked = [f"W{number}{word.strip()}Z" for number, word in enumerate(words)]
    parts = [part for word in marked for part in (data.draw(constructs), word)]
    result = exported("\n\n".join(parts))
    if not {"<!--", "```", "`", "$", "](", "["} & set(parts):
        places = [result.find(word) for word in marked]
        assert -1 not in places
        assert places == sorted(places)


@given(st.text(alphabet="ab\n >`~$\\([])!*{}<-/|=\"'#:.", max_size=60))
def test_nothing_makes_it_fail_and_plain_text_survives(text: str) -> None:
    result = exported(text)
    assert result == result.strip("\n")


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("# A $b$\n\nc", "# A $b$", "\nc"),
        ("<!-- x -->\n\nA\n===\nc", "# A", "c"),
        ("<h1>A</h1>\nc", "", "c"),
        ("## A\nb", "", "## A\nb"),
    ],
)
def test_the_heading_that_opens_a_text(text: str, heading: str, rest: str) -> None:
    assert split_title(text) == (heading, rest)


PAPER = {
    "title": "Adam: A *Method*",
    "authors": ["Diederik P. Kingma", "Jimmy Ba"],
    "arxiv": "1412.6980",
    "venue": "ICLR 2015",
}
BODY = """\
Above. ![figure](fig.png) [gpipe](gpipe.md#why), [draft](draft.md), [the list](../index.md).

<!-- more -->

\\(x\\)

```python
[x](gpipe.md)
```
"""


@pytest.fixture(scope="module", params=["suffix", "folder", "none"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    layout = request.param
    project = Project(tmp_path_factory.mktemp("a site") / layout)
    project.configure(layout, papernotes={"formulas": "katex"})
    names = {
        "suffix": ("notes/{}.md", "notes/{}.zh.md"),
        "folder": ("en/notes/{}.md", "zh/notes/{}.md"),
        "none": ("notes/{}.md", "notes/{}-zh.md"),
    }[layout]
    for name in names:
        lang = "lang: zh\n" if "-zh" in name else ""
        for slug, extra, body in (
            ("adam", f"paper: {json.dumps(PAPER)}\n", BODY),
            ("gpipe", "", "## Why\n\nText."),
            ("draft", "draft: true\n", "Text."),
        ):
            text = f"---\ntitle: {slug}_1 of *us*\ndate: 2026-04-16\n{lang}{extra}---\n\n{body}"
            project.write(name.format(slug), text)
    project.write(f"{'en/' if layout == 'folder' else ''}notes/fig.png", b"")
    return project


def run(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in the folder of the site."""
    return subprocess.run(
        [sys.executable, "-c", _MAIN, "export", *arguments],
        cwd=project.folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_note_in_each_structure(project: Project, tmp_path: Path) -> None:
    layout = project.folder.name
    english, chinese = {
        "suffix": ("notes/adam.md", "notes/adam.zh.md"),
        "folder": ("en/notes/adam.md", "zh/notes/adam.md"),
        "none": ("notes/adam.md", "notes/adam-zh.md"),
    }[layout]
    done = run(project, f"docs/{english}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "# adam_1 of \\*us\\*\n\n"
        "> Paper: [Adam: A \\*Method\\*](https://arxiv.org/abs/1412.6980)"
        " · Diederik P. Kingma, Jimmy Ba · ICLR 2015\n\n"
        f"Above. ![figure]({SITE_URL}notes/fig.png) [gpipe]({SITE_URL}notes/gpipe/#why), draft,"
        f" [the list]({SITE_URL}).\n\n"
        "$x$\n\n```python\n[x](gpipe.md)\n```\n\n"
        f"First published at <{SITE_URL}notes/adam/>\n"
    )
    target = tmp_path / "新 folder" / "adam.md"
    other = run(project, chinese, "-o", str(target))
    assert other.returncode == 0
    assert other.stdout.startswith("Wrote ")
    text = target.read_text("utf-8")
    assert text.splitlines()[-1].startswith(f"首发于 <{SITE_URL}")
    assert f"![figure]({SITE_URL}notes/fig.png)" in text
    assert [path.name for path in target.parent.iterdir()] == ["adam.md"]


def test_html_and_json(project: Project) -> None:
    source = min(project.docs.rglob("adam.md")).relative_to(project.docs)
    done = run(project, str(source), "--to", "html", "--format", "json", "-q")
    document = json.loads(done.stdout)
    jsonschema.validate(document, SCHEMA)
    root = lxml.html.fromstring(f"<div>{document['text']}</div>")
    assert done.returncode == document["exit_code"] == 0
    assert {name for each in root.iter() for name in each.attrib} <= {"href", "src", "alt"}
    assert "<p>$x$</p>" in document["text"]
    assert root.xpath("string(.//pre/code)").strip() == "[x](gpipe.md)"
    assert all(link.startswith("https://") for link in root.xpath("//a/@href | //img/@src"))
    assert document["address"] == f"{SITE_URL}notes/adam/"


def test_what_cannot_be_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path).configure(plugins=["papernotes"], site_url=None)
    monkeypatch.chdir(tmp_path)

    def refused(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["export", *arguments])
        assert (done.exit_code, done.stdout) == (1, "")
        return done.stderr

    project.note("adam.md")
    project.note("draft.md", draft=True)
    project.note("secret.md", password="x")
    assert "site_url" in refused("docs/notes/adam.md")
    assert "site_url" in refused("notes/adam")
    assert "not published" in refused("docs/notes/draft.md")
    assert "not published" in refused("notes/secret.md")
    assert "Did you mean notes/adam.md?" in refused("docs/notes/adma.md")
    project.write("about.md", "Text.")
    assert "no note of the site" in refused("about.md")
    assert CliRunner().invoke(main, ["export"]).exit_code == 2
    project.configure(plugins=["papernotes", {"encryptcontent": {"global_password": "x"}}])
    assert "encrypted" in refused("docs/notes/adam.md")
    project.configure()
    own = project.docs / "notes/adam.md"
    before = own.read_bytes()
    assert "note itself" in refused("notes/adam.md", "-o", "docs/notes/adam.md")
    assert "cannot be written" in refused("notes/adam.md", "-o", "docs/notes/adam.md/x.md")
    assert own.read_bytes() == before


def test_an_original_elsewhere_was_first(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", original_url="https://blog.example.org/a", unlisted=True, excerpt=False)
    last = run(project, "notes/a.md").stdout.splitlines()[-1]
    assert last == "First published at <https://blog.example.org/a>"

"""Titles: of notes and lists, as plain text, and where they stand on a page."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data

from mkdocs_papernotes import open_site
from mkdocs_papernotes.bibliography.formula import formula_text, with_plain_formulas
from mkdocs_papernotes.markup.heading import HeadingReader, same_title
from mkdocs_papernotes.markup.opening import split_after_heading
from mkdocs_papernotes.markup.render import MarkdownOptions
from tests.build_site import Built, Page, Project, page_text

# Formulas in titles


@pytest.mark.pure
@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("On $x^2$ and \\(O(n\\log n)\\)", "On x² and O(n log n)"),
        ("$\\alpha$-divergence in $\\mathbb{R}^d$", "α-divergence in ℝ^d"),
        ("$\\frac{1}{2}$, $\\sqrt{n+1}$", "1/2, √(n+1)"),
        ("$x_{t+1}$, $W_Q$, $L_2$", "x_(t+1), W_Q, L₂"),
        ("$\\text{KL}(p \\| q)$", "KL(p | q)"),
        ("$k$-means", "k-means"),
        ("Costs $5 or $10", "Costs $5 or $10"),
        ("US$5 and US$10", "US$5 and US$10"),
        ("Costs $5 or 10$", "Costs $5 or 10$"),
        ("One $ only", "One $ only"),
        ("$5, \\( abc \\) and \\(", "$5, abc and \\("),
        ("\\( and $x$", "\\( and x"),
        ("注意力$x_1$机制", "注意力x₁机制"),
    ],
)
def test_formulas_in_titles(title: str, plain: str) -> None:
    assert with_plain_formulas(title) == plain


@pytest.mark.pure
@given(st.text(st.sampled_from("\\{}^_$ ab1()&~"), max_size=30))
def test_any_formula_can_be_read(tex: str) -> None:
    assert "\n" not in formula_text(tex)


# As MkDocs reads them

EXTENSIONS: dict[str, dict[str, Any]] = {
    "toc": {"permalink": True},
    "tables": {},
    "fenced_code": {},
    "attr_list": {},
    "footnotes": {},
    "md_in_html": {},
    "smarty": {},
    "abbr": {},
    "pymdownx.tilde": {},
    "pymdownx.caret": {},
    "pymdownx.emoji": {},
    "pymdownx.arithmatex": {"generic": True},
}
DEFAULT: dict[str, dict[str, Any]] = {"toc": {}, "tables": {}, "fenced_code": {}}
TEXTS = [
    "# snake\\_case *emph* H~2~O [^1] :smile: `code` &amp; <b>bold</b>\n\n[^1]: A note.",
    "# A title #",
    "# Learn C\\#",
    "# Learn C#",
    "#hashtag",
    "# A title {: #id }",
    "# A title {: .a data-toc-label='Other' }",
    "# [Adam][1] and [it](x.md)\n\n[1]: https://example.org",
    "# HTML is ...\n\n*[HTML]: A language",
    "# ![A picture](a.png) and text",
    "# **Spec**__Guard__ snake_case_name",
    "# a < b & c > d",
    "# Hello <!-- a remark --> World",
    "# “Quoted” -- \"and\" 'more'...",
    "# 推测解码（一）：*入门*",
    "# AT&T and R&D &copy;",
    "# A \\*star\\*",
    "# x^2^ and y~i~",
    "Setext *title*\n====\n\nText.",
    "Two\nlines\n====\n\nText.",
    "## Second level",
    "\n\n# After blank lines",
    "# <small>Small</small> caps",
    "# https://example.org/a_b_c",
    "# T\n# U",
    "``` \n# code\n```",
    "# ",
    " # Indented",
    "# Trailing backslash\\",
    "# [^1]\n\n[^1]: Only a note.",
]


def title_of_mkdocs(tmp_path: Path, text: str, extensions: dict[str, dict[str, Any]]) -> str | None:
    """The title that MkDocs takes from a text; `None` if it takes the name of the file."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Lab", "docs_dir": str(tmp_path), "plugins": []})
    config.validate()
    config.markdown_extensions = [*extensions]
    config.mdx_configs = extensions
    (tmp_path / "page.md").write_text(text, "utf-8")
    file = File("page.md", str(tmp_path), str(tmp_path), use_directory_urls=True)
    page = MkDocsPage(None, file, config)
    page.read_source(config)
    page.render(config, Files([file]))
    return page._title_from_render or None


@pytest.mark.pure
@pytest.mark.parametrize("extensions", [EXTENSIONS, DEFAULT], ids=["many", "few"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_title_reads_as_in_mkdocs(
    tmp_path: Path, text: str, extensions: dict[str, dict[str, Any]]
) -> None:
    found = HeadingReader(MarkdownOptions([*extensions], extensions)).first(text)
    own = found.text if found and found.opens else None
    expected = title_of_mkdocs(tmp_path, text, extensions)
    assert own == (html.unescape(expected) if expected is not None else None)


PARTS = st.sampled_from(
    """
    *|**|_|`|\\|&|<b>|</b>|[x](y)|[^1]|~2~|^2^|:smile:|$x$|#|文|“|--|<!-- x -->|![alt](p.png)
    {|}|!|(|]|&lt;|_a|word
    """.replace("\n", "|").split("|")
)
ONCE = [HealthCheck.function_scoped_fixture]


@pytest.mark.pure
@settings(max_examples=60, deadline=None, suppress_health_check=ONCE)
@given(st.lists(PARTS, min_size=1, max_size=7))
def test_any_title_reads_as_in_mkdocs(tmp_path: Path, parts: list[str]) -> None:
    text = f"# {''.join(parts)}\n\n[^1]: A note.\n"
    found = HeadingReader(MarkdownOptions([*EXTENSIONS], EXTENSIONS)).first(text)
    expected = title_of_mkdocs(tmp_path, text, EXTENSIONS)
    assert ((found and found.text) or "") == html.unescape(expected or "").strip()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "title", "opens"),
    [
        ('<h1 align="center">A <b>b</b> &amp; c</h1>\n\nText.', "A b & c", True),
        ("<!-- a remark -->\n\n# T", "T", True),
        ('<div align="center">\n<h1>T</h1>\n</div>', "T", False),
        ('<h1><img src="a.png" alt="Logo"></h1>', "Logo", True),
        ("<h1>\nOver\nlines\n</h1>", "Over lines", True),
        ("[![b](b.svg)](x)\n\n# T", "T", False),
        ("# ![](a.png)\n\nText.", "", True),
        ("Text.\n\n<!--\n# hidden\n-->\n\n# T", "T", False),
        ("`<h1>`", "", False),
    ],
)
def test_other_openings(text: str, title: str, opens: bool) -> None:
    found = HeadingReader().first(text)
    assert found
    assert (found.text, found.opens) == (title, opens)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Why Adam?", "why  *Adam*", True),
        ("$x$ [link](y)", "x link", True),
        ("ＡＢＣ 论文", "abc论文", True),
        ("A", "B", False),
        ("?", "!", False),
        ("Adam", "Adam again", False),
    ],
)
def test_titles_that_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) == same


@pytest.mark.pure
@pytest.mark.parametrize(
    ("html_text", "before"),
    [
        ("<p>x</p><h1>T</h1><p>y</p>", "<p>x</p><h1>T</h1>"),
        ("<div><p>a<h1>T</h1>b<br></div><p>y</p>", "<div><p>a<h1>T</h1>b<br></div>"),
        ("<!-- <h1>no</h1> --><p>x</p><h1>T</h1>y", "<!-- <h1>no</h1> --><p>x</p><h1>T</h1>"),
        ("</div><h1>T</h1>y", "</div><h1>T</h1>"),
        ("<p>x</p>", ""),
        ("<div><h1>T</h1>", ""),
        ("<!-- <h1>T</h1>", ""),
    ],
)
def test_the_split_after_a_heading_anywhere(html_text: str, before: str) -> None:
    assert split_after_heading(html_text, anywhere=True) == (
        before,
        html_text.removeprefix(before),
    )


# On pages

MARKDOWN = ["attr_list", "footnotes", "md_in_html", {"toc": {"permalink": True}}]
PROBLEM = "# Problem\n\nOf text.\n\n## Detail\n\nMore.\n\n# Answer & b\n\nSee [it](#problem)."
NOTES = {
    "problem.md": ("Answer & b", PROBLEM),
    "own.md": ("own title", "# *Own* title\n\nText.\n\n## Part\n\nMore."),
    "none.md": ("A title", "Text.\n\n## Part\n\nMore."),
    "footnote.md": (None, "# Read[^1] it\n\nText.\n\n[^1]: A note."),
    "html.md": (None, '<div align="center">\n<h1>Raw &amp; <b>x</b></h1>\n</div>\n\nText.'),
    "badge.md": (None, "[![b](b.svg)](https://example.org)\n\n# Badge\n\nText."),
}
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture(scope="module", params=["material", "mkdocs"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("titles"))
    project.configure("none", theme=request.param, markdown_extensions=MARKDOWN)
    for source, (title, body) in NOTES.items():
        project.note(source, body, title=title)
    project.write("notes/b.svg", SVG)
    return project.build()


def note_page(built: Built, name: str) -> Page:
    return built.page(f"notes/{name}/index.html")


def test_the_title_in_front_matter_is_above_a_text_that_opens_with_a_part(built: Built) -> None:
    page = note_page(built, "problem")
    headings = page.all("h1")
    assert page.texts("h1") == ["Answer & b", "Problem", "Answer & b"]
    assert [heading.get("id") for heading in headings] == ["answer-b_1", "problem", "answer-b"]
    assert "pn-header" in headings[0].getnext().get("class")
    assert page.text("title") == "Answer & b - Lab notes"
    contents = [link.get("href") for link in page.all("nav a, .toc a, #toc-collapse a")]
    own = [link for link in contents if link in {"#problem", "#detail", "#answer-b"}]
    assert own[:3] == ["#problem", "#detail", "#answer-b"]
    entries = {
        e["location"]: e["title"] for e in built.search_entries if "/problem/" in e["location"]
    }
    assert html.unescape(entries["notes/problem/"]) == "Answer & b"
    assert entries["notes/problem/#problem"] == "Problem"
    assert html.unescape(entries["notes/problem/#answer-b"]) == "Answer & b"


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("own", "Own title", "own title"),
        ("none", "A title", "A title"),
        ("footnote", "Read1 it", "Read it"),
        ("html", "Raw & x", "Raw & x"),
        ("badge", "Badge", "Badge"),
    ],
)
def test_a_page_has_one_title(built: Built, name: str, heading: str, title: str) -> None:
    page = note_page(built, name)
    assert page.texts("h1") == [heading]
    assert page.text("title") == f"{title} - Lab notes"
    assert title in built.page("archive/index.html").titles
    header = page.one(".pn-header")
    assert header.getparent().get("align") is None
    assert page.one("h1") in [*header.getprevious().iter("h1")]
    ids = [element.get("id") for element in page.all("article [id], [role=main] [id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("![Logo](logo.svg)\n\n# Welcome\n\nText.", "Welcome"),
        ("# Welcome\n\nText.", "Welcome"),
        ("Welcome\n=======\n\nText.", "Welcome"),
        ("<!-- a remark -->\n\n# Welcome\n\nText.", "Welcome"),
        ("[![b](logo.svg)](https://example.org)\n\n# Welcome", "Welcome"),
        ('<h1 align="center">Welcome</h1>\n\nText.', "Welcome"),
        (
            '<p align="center"><img src="logo.svg"></p>\n\n<h1 align="center">Welcome</h1>',
            "Welcome",
        ),
        ('<div markdown="1" align="center">\n\n# Welcome\n\n</div>\n\nText.', "Welcome"),
        ("---\ntitle: Home\n---\n# Welcome\n\nText.", "Welcome"),
        ("---\ntitle: Home\n---\nText.", "Home"),
        ("Text.\n\n## Part", "Notes"),
        ("<!-- # Welcome -->\n\nText.", "Notes"),
    ],
)
def test_a_home_page_has_one_title(tmp_path: Path, text: str, heading: str) -> None:
    project = Project(tmp_path).configure("none", markdown_extensions=MARKDOWN)
    project.write("index.md", text)
    project.write("logo.svg", SVG)
    project.note("a.md", "# A")
    page = project.build().page("index.html")
    assert page.texts("h1") == [heading]
    assert page.titles == ["A"]


# Never worse than MkDocs

ODD = {
    "a-b_c.md": "Text.",
    "CamelCase.md": "Text.",
    "2023-02-03-dated.md": "Text.",
    "index-of-x.md": "Text.",
    "heading.md": "# A *title* with `code` &amp; more\n\nText.",
    "setext.md": "A title\n=======\n\nText.",
    "second.md": "## Second level\n\n# First level",
    "front.md": "---\ntitle: From *front* matter\n---\n# A heading\n\nText.",
    "number.md": "---\ntitle: 2024\n---\nText.",
    "picture.md": "# ![A picture](../p.svg)\n\nText.",
    "link.md": "# [Adam][1]\n\n[1]: https://example.org",
    "attributes.md": "# A title {: #id .x }\n\nText.",
    "raw.md": "<h1>As HTML</h1>\n\nText.",
    "after.md": "Text first.\n\n# Title below\n\nText.",
    "empty.md": "",
    "comment.md": "<!-- a -->\n\n# Behind a comment\n\nText.",
    "broken.md": "---\ntitle: A: B\ndate: 2026-04-16\n---\n# Broken\n\nText.",
    "trailing.md": "# C\\#\n\nText.",
    "cjk.md": "# 推测解码（一）：**入门**\n\n正文。",
    "folder/index.md": "# In a folder\n\nText.",
}
BETTER = {
    "2023-02-03-dated.md": "Dated",
    "second.md": "First level",
    "raw.md": "As HTML",
    "after.md": "Title below",
    "comment.md": "Behind a comment",
    "broken.md": "A: B",
}
"""Where MkDocs takes the name of the file, or prints front matter as text."""


def test_titles_are_never_worse_than_those_of_mkdocs(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", markdown_extensions=MARKDOWN, site_name="Lab")
    for source, text in ODD.items():
        project.write(f"notes/{source}", text)
    project.write("p.svg", SVG)

    def without_ours(config: MkDocsConfig) -> None:
        plugin = config.plugins.pop("papernotes")
        for methods in config.plugins.events.values():
            methods[:] = [method for method in methods if getattr(method, "__self__", 0) != plugin]

    plain = project.build("plain", strict=False, change=without_ours)
    ours = project.build("ours", strict=False)
    for source in ODD:
        path = f"notes/{source.removesuffix('.md').removesuffix('/index')}/index.html"
        theirs, own = (site.page(path).text("title") for site in (plain, ours))
        expected = f"{BETTER[source]} - Lab" if source in BETTER else theirs
        assert own == expected, source
        assert (theirs == own) == (source not in BETTER), source


def test_titles_that_plugins_and_snippets_put_into_the_text(tmp_path: Path) -> None:
    project = Project(tmp_path)
    (tmp_path / "snippet.txt").write_text("# From a *snippet*\n\nText.", "utf-8")
    (tmp_path / "hook.py").write_text(
        "def on_page_markdown(markdown, **_):\n"
        "    return markdown.replace('{{x}}', '2 & 3').replace('@@', '# From a plugin')\n",
        "utf-8",
    )
    snippets = {"pymdownx.snippets": {"base_path": [str(tmp_path)]}}
    project.configure("none", markdown_extensions=[snippets, *MARKDOWN], hooks=["hook.py"])
    project.note("snippet.md", '--8<-- "snippet.txt"\n\nMore.')
    project.note("macro.md", "# Part {{x}}\n\nText.")
    project.note("plugin.md", "@@\n\nText.")
    project.note("stated.md", "@@\n\nText.", title="From *a* Plugin")
    project.note("other.md", "@@\n\nText.", title="Another")
    built = project.build()
    for name, headings, title in (
        ("snippet", ["From a snippet"], "From a snippet"),
        ("macro", ["Part 2 & 3"], "Part 2 & 3"),
        ("plugin", ["From a plugin"], "From a plugin"),
        ("stated", ["From a plugin"], "From *a* Plugin"),
        ("other", ["Another", "From a plugin"], "Another"),
    ):
        page = note_page(built, name)
        assert page.texts("h1") == headings
        assert page.text("title") == f"{title} - Lab notes"
    assert "From a snippet" in built.page("archive/index.html").titles


DATES = {
    "date: 2026-04-16": "2026-04-16T00:00",
    "date: 2026-04-16 10:30:00": "2026-04-16T10:30",
    "date: 2026-04-16T10:30:00Z": "2026-04-16T10:30",
    "date: '2026-04-16'": "2026-04-16T00:00",
    "created: 2026-04-16": "2026-04-16T00:00",
    "date: {created: 2026-04-16}": "2026-04-16T00:00",
    "lastmod: 2026-04-17\ndate: 2026-04-16": "2026-04-16T00:00",
    "title: A: B\ndate: 2026-04-16": "2026-04-16T00:00",
    "title: A\n": None,
}


@pytest.mark.pure
def test_dates_are_those_that_mkdocs_reads(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    for number, block in enumerate(DATES):
        project.write(f"notes/n{number}.md", f"---\n{block}\n---\nText.\n")
    notes = {note.source: note.date for note in open_site(tmp_path).notes}
    for number, (block, expected) in enumerate(DATES.items()):
        found = notes[f"notes/n{number}.md"]
        assert (f"{found:%Y-%m-%dT%H:%M}" if found else None) == expected, block
        _, meta = get_data(f"---\n{block}\n---\nText.\n")
        if isinstance(meta.get("date"), date):
            assert found is not None
            assert found.date() == date(*meta["date"].timetuple()[:3])


# In `nav:`


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_the_page_of_a_list_without_a_title_has_that_of_the_navigation(
    tmp_path: Path, layout: str
) -> None:
    nav = [{"Start": "index.md"}, {"Everything": "archive.md"}]
    chinese = {"locale": "zh", "name": "中文", "nav_translations": {"Start": "开始"}}
    english = {"locale": "en", "name": "English", "default": True}
    project = Project(tmp_path).configure(layout, nav=nav, i18n={"languages": [english, chinese]})
    start = "en/" if layout == "folder" else ""
    project.write(f"{start}index.md", "Welcome.")
    project.write(f"{start}archive.md", "# All notes\n\nBy date.")
    project.note("x.md", "# X")
    if layout != "none":
        project.write("zh/index.md" if layout == "folder" else "index.zh.md", "欢迎。")
    built = project.build(strict=False)
    assert built.page("index.html").texts("h1") == ["Start"]
    assert built.page("archive/index.html").texts("h1") == ["All notes"]
    if layout != "none":
        assert built.page("zh/index.html").texts("h1") == ["开始"]
        assert built.page("zh/archive/index.html").texts("h1") == ["归档"]


OWN_MENU = {"nav": ["index.md", {"最好的": "notes/x.md"}, {"目录": "notes/own.md"}]}
TRANSLATED_MENU = {"nav_translations": {"First & best": "最好的"}}


@pytest.mark.parametrize(
    ("layout", "chinese"),
    [
        ("suffix", TRANSLATED_MENU),
        ("suffix", OWN_MENU),
        ("folder", TRANSLATED_MENU),
        ("folder", OWN_MENU),
        ("none", {}),
    ],
)
def test_a_note_without_a_title_has_that_of_the_navigation(
    tmp_path: Path, layout: str, chinese: dict[str, Any]
) -> None:
    nav = ["index.md", {"First & best": "notes/x.md"}, {"Menu": [{"Short": "notes/own.md"}]}]
    if layout == "none":
        nav.append({"最好的": "notes/x.zh.md"})  # each file is a page of its own
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "zh", "name": "中文", **chinese},
    ]
    project = Project(tmp_path).configure(layout, nav=nav, i18n={"languages": languages})
    for source, zh_source, heading in (("x", "x.zh", ""), ("own", "own.zh", "# Own\n\n")):
        names = (f"en/notes/{source}.md", f"zh/notes/{source}.md")
        if layout != "folder":
            names = (f"notes/{source}.md", f"notes/{zh_source}.md")
        for name in names:
            project.write(name, page_text(f"{heading}Text.", date="2026-04-16"))
    project.note("stated.md", title="Stated")
    built = project.build()
    assert {"First & best", "Own"} <= {*built.page("archive/index.html").titles}
    english, translated = built.page("notes/x/index.html"), "zh/notes/x/index.html"
    assert english.texts("h1") == ["First & best"]
    if layout == "none":
        translated = "notes/x.zh/index.html"
    else:
        assert "最好的" in built.page("zh/archive/index.html").titles
    assert built.page(translated).texts("h1") == ["最好的"]
    assert "First & best" in {entry["title"] for entry in built.search_entries}
    read = {note.title for note in open_site(tmp_path).notes}
    assert read == {"First & best", "最好的", "Own", "Stated"}

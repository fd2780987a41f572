"""`[[wikilinks]]` and `![[embeds]]`: where they lead, what is left alone, what is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from mkdocs_papernotes import open_site
from mkdocs_papernotes.markup.anchors import AnchorReader
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.prose import ASIDE, prose
from mkdocs_papernotes.markup.wikilinks import Wikilink, link, plain, with_links
from tests.build_site import PNG, Built, Project, page_text, text_of

LAYOUTS = ("suffix", "folder", "none")
ADAM = """Text of Adam.

## Why a root?

## The `beta` terms {#beta}

## Why a root?
"""
MAIN = """By name [[adam]], by path [[2026/adam]], by case [[ADAM]], as a file [[adam.md|Adam]].

By title [[Why Adam divides by a root]], by alias [[Adaptive moments]], by key [[@kingma2014adam]].

To a heading [[adam#Why a root]], [[adam#The beta terms|terms]], [[adam#Why a root?#Nothing]].

Here [[#Own heading]] and [[about]], [[about|*About* us]].

## Own heading

| a | b |
| --- | --- |
| [[adam\\|Table text]] | `[[adam]]` |

![[figure one.png|400]] ![[dot.png|A dot|40x30]] ![[adam]] [[paper.pdf]]

Left alone: \\[[adam]] [[1]](https://example.org) and `[[adam]]`.

```
[[adam]]
```

Missing: [[adan]] and [[nothing like this|some *text*]] and ![[lost.png]] and [[twice]].

## On [[adam]]

See [[#On adam]], and [what [[adam]]
says](2026/adam.md).
"""
LINE = MAIN.split("\n")


def _sources(layout: str) -> Mapping[str, str | bytes]:
    """The files of a site by the paths that a layout of languages gives them."""

    def path(source: str, language: str) -> str:
        if layout == "folder":
            return f"{language}/{source}"
        return source if language == "en" else source.replace(".md", ".zh.md")

    paper = {"title": "Adam", "authors": ["Diederik P. Kingma"], "date": "2014-12-22"}
    paper |= {"citation_key": "kingma2014adam"}
    day = {"date": "2026-04-16"}
    english = {"title": "Why Adam divides by a root", "aliases": ["Adaptive moments"], **day}
    shared = "en/" if layout == "folder" else ""
    return {
        path("notes/2026/adam.md", "en"): page_text(ADAM, **english, paper=paper),
        path("notes/2026/adam.md", "zh"): page_text(
            "正文。\n\n## 为何开方", title="开方之由", **day
        ),
        path("notes/main.md", "en"): page_text(MAIN, title="Main", **day),
        path("notes/main.md", "zh"): page_text("见 [[adam]] 与 [[关于]]。", title="主", **day),
        path("notes/a/twice.md", "en"): page_text("One.", title="One", **day),
        path("notes/b/twice.md", "en"): page_text("Two.", title="Two", **day),
        path("notes/hidden.md", "en"): page_text(
            "No.", title="Secret", aliases=["Alias of it"], draft=True, **day
        ),
        path("about.md", "en"): (
            "# About this site\n\nSee [[main]] and [[hidden]], [[secret]], [[alias of it]].\n"
        ),
        path("about.md", "zh"): "# 关于\n\n见 [[main]]。\n",
        path("archive/index.md", "en"): "# All notes\n\nBegin with [[adam]].\n",
        f"{shared}media/figure one.png": PNG,
        f"{shared}media/dot.png": PNG,
        f"{shared}media/paper.pdf": b"%PDF-1.4",
    }


def _project(folder: Path, layout: str) -> Project:
    project = Project(folder)
    for source, text in _sources(layout).items():
        project.write(source, text)
    options = {"wikilinks": True, "attachments": "media"}
    locales = {"locales": ["en", "zh"]} if layout == "none" else {}
    extensions = ["tables", "fenced_code"]
    return project.configure(
        layout, papernotes=options | locales, markdown_extensions=extensions, theme="material"
    )


@pytest.fixture(scope="module", params=LAYOUTS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _project(tmp_path_factory.mktemp("wiki"), request.param).build(strict=False)


def _file(built: Built, path: str, language: str = "en") -> str:
    """The file of a page; without static-i18n a Chinese one has its suffix in its name."""
    if language == "en":
        return f"{path}/index.html"
    found = f"zh/{path}/index.html"
    return found if built.has(found) else f"{path}.zh/index.html"


def _links(built: Built, path: str, language: str = "en") -> dict[str, str]:
    """The addresses of the links in the text of a page, below the site's root, by their texts."""
    file = _file(built, path, language)
    base = f"/{file.removesuffix('index.html')}"
    return {
        text_of(link): urljoin(base, link.get("href")).removeprefix("/")
        for link in built.page(file).all("article > p a[href], article td a[href]")
    }


def _url(built: Built, path: str, language: str = "en") -> str:
    return _file(built, path, language).removesuffix("index.html")


def test_names_lead_to_pages(built: Built) -> None:
    found, adam = _links(built, "notes/main"), _url(built, "notes/2026/adam")
    title = "Why Adam divides by a root"
    assert {name: found[name] for name in (title, "Adam", "Adaptive moments", "Table text")} == {
        title: adam,
        "Adam": adam,
        "Adaptive moments": adam,
        "Table text": adam,
    }
    assert found["About this site"] == found["About us"] == _url(built, "about")
    page = built.page(_file(built, "notes/main"))
    # by name, path, case, title and key, and the note that would be embedded
    assert page.texts("article > p > a").count(title) == 6
    assert "<em>About</em> us</a>" in page.html


def test_headings_lead_to_anchors(built: Built) -> None:
    found, adam = _links(built, "notes/main"), _url(built, "notes/2026/adam")
    title = "Why Adam divides by a root"
    assert found[f"{title} › Why a root"] == f"{adam}#why-a-root"
    assert found["terms"] == f"{adam}#beta"
    assert found[f"{title} › Nothing"] == adam
    assert found["Own heading"].endswith("#own-heading")
    ids = built.page(_file(built, "notes/2026/adam")).ids
    assert {"why-a-root", "beta", "why-a-root_1"} <= ids
    assert "own-heading" in built.page(_file(built, "notes/main")).ids


def test_a_heading_shows_what_its_links_say_and_keeps_its_anchor(built: Built) -> None:
    page = built.page(_file(built, "notes/main"))
    assert (page.text("h2#on-adam"), page.text("h2#on-adam a")) == ("On adam", "adam")
    assert _links(built, "notes/main")["On adam"].endswith("#on-adam")


def test_in_the_text_of_a_link_is_no_other_link(built: Built) -> None:
    assert _links(built, "notes/main")["what adam says"] == _url(built, "notes/2026/adam")


def test_a_link_leads_to_the_language_of_its_page(built: Built) -> None:
    found = _links(built, "notes/main", "zh")
    assert found["开方之由"] == _url(built, "notes/2026/adam", "zh")
    assert found["关于"] == _url(built, "about", "zh")
    assert _links(built, "about", "zh")["主"] == _url(built, "notes/main", "zh")
    assert _links(built, "about")["Main"] == _url(built, "notes/main")
    assert _links(built, "archive")["Why Adam divides by a root"] == _url(built, "notes/2026/adam")


def test_embeds(built: Built) -> None:
    page = built.page(_file(built, "notes/main"))
    shown = [
        (img.get("src"), img.get("alt"), img.get("width"), img.get("height"))
        for img in page.all("article > p img")
    ]
    assert shown == [
        ("../../media/figure%20one.png", "figure one", "400", None),
        ("../../media/dot.png", "A dot", "40", "30"),
    ]
    assert built.has("media/figure one.png")
    assert _links(built, "notes/main")["paper.pdf"] == "media/paper.pdf"


def test_what_is_no_link_stays(built: Built) -> None:
    page = built.page(_file(built, "notes/main"))
    texts = page.texts("article > p")
    left = next(text for text in texts if text.startswith("Left"))
    missing = next(text for text in texts if text.startswith("Missing"))
    assert left == "Left alone: [[adam]] [1] and [[adam]]."
    assert missing == "Missing: adan and some text and lost.png and twice."
    assert page.texts("article > pre, article > .highlight") == ["[[adam]]"]
    assert "Secret" not in "".join(map(built.text, built.html_files))
    assert "See Main and hidden, secret, alias of it." in built.page(_file(built, "about")).texts(
        "article > p"
    )


def _line(start: str) -> int:
    """The line of the file on which a line of the text stands, behind those of front matter."""
    return 6 + next(number for number, line in enumerate(LINE) if line.startswith(start))


def test_problems_say_where_and_what(built: Built) -> None:
    told = [
        record.message.removeprefix("papernotes: ").removeprefix("warning: ")
        for record in built.singles
        if "PN28" in record.message
    ]
    folder = "en/" if any(message.startswith("en/") for message in told) else ""
    main = f"{folder}notes/main.md"
    missing, embedded, heading = map(_line, ("Missing:", "![[", "To a heading"))
    expected = [
        f"{main}:{missing}: [[adan]]: no page has this name, title, alias or citation key",
        f"{main}:{missing}: [[nothing like this|some *text*]]: no page has this name, title, "
        "alias or citation key",
        f"{main}:{missing}: ![[lost.png]]: the docs folder has no such file",
        f"{main}:{missing}: [[twice]]: this may be any of {folder}notes/a/twice.md, "
        f"{folder}notes/b/twice.md",
        f"{main}:{heading}: [[adam#Why a root?#Nothing]]: {folder}notes/2026/adam.md has no "
        "such heading, so the link leads to the page itself",
        f"{main}:{embedded}: ![[adam]]: pages cannot be embedded, so this is a link to the page",
        *(
            f"{folder}about.md:3: [[{name}]]: the note is not published, so its name is not a link "
            "[PN285]"
            for name in ("hidden", "secret", "alias of it")
        ),
    ]
    assert sorted(message.partition(". ")[0] for message in told) == sorted(expected)
    assert any("Did you mean “adam”?" in message for message in told)


FILES = {
    "index.md": "# Home",
    "about.md": "# About",
    "b/x/index.md": "# In a folder",
    "notes/a/x.md": "Text.",
    "notes/a/x.zh.md": "正文。",
    "notes/q/y.md": "One.",
    "notes/r/y.md": "Two.",
    "notes/p.md": page_text("Text.", title="P", paper={"title": "Q", "citation_key": "ada2020"}),
}


@pytest.mark.pure
@pytest.mark.parametrize(
    ("name", "page", "expected"),
    [
        ("a/x", "notes/main.md", "a/x.md"),
        ("./a/x", "notes/main.md", "a/x.md"),
        ("../b/x", "notes/main.md", "../b/x/index.md"),
        ("b/x/index", "notes/main.md", "../b/x/index.md"),
        ("In a folder", "notes/main.md", "../b/x/index.md"),
        ("x", "notes/main.md", None),
        ("x", "b/x/main.md", "index.md"),  # in its own folder
        ("x", "notes/a/main.md", "x.md"),
        ("y", "notes/main.md", None),
        ("y", "notes/q/main.md", "y.md"),
        ("r/y", "notes/q/main.md", "../r/y.md"),
        ("x.zh", "notes/main.md", "a/x.zh.md"),
        ("index", "notes/main.md", "../index.md"),
        ("archive", "notes/main.md", "../archive/index.md"),
        ("@ada2020", "about.md", "notes/p.md"),
        ("../nowhere", "about.md", None),
    ],
)
def test_which_page_a_name_means(
    tmp_path: Path, name: str, page: str, expected: str | None
) -> None:
    project = Project(tmp_path).configure("suffix", papernotes={"wikilinks": True})
    for source, text in FILES.items():
        project.write(source, text)
    site = open_site(tmp_path)
    found = site.wikilinks.linked(f"[[{name}|there]]", page, "en")
    assert found.text == (f"[there]({expected})" if expected else "there")
    assert len(found.problems) == (0 if expected else 1)


def test_off_by_default(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "See [[b]] and ![[x.png]].")
    project.note("b.md")
    page = project.build().page("notes/a/index.html")
    assert "See [[b]] and ![[x.png]]." in page.text("body")


def _with_names(text: str, **names: str) -> str:
    """The text with `names` of wikilinks replaced, and all others in angle brackets."""
    return with_links(text, lambda found: names.get(found.name, f"<{found.name}>"))


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [[x]] b", "a <x> b"),
        ("[[x]][[y]]", "<x><y>"),
        ("![[x]]", "<x>"),
        ("`[[x]]` ``a ` [[x]]`` [[y]]", "`[[x]]` ``a ` [[x]]`` <y>"),
        ("```\n[[x]]\n```\n[[y]]", "```\n[[x]]\n```\n<y>"),
        ("~~~md\n```\n[[x]]\n~~~", "~~~md\n```\n[[x]]\n~~~"),
        ("    [[x]]\n\n[[y]]", "    [[x]]\n\n<y>"),
        ("- a\n\n    [[y]]\n\n        [[x]]", "- a\n\n    <y>\n\n        [[x]]"),
        ("!!! note\n    [[y]]", "!!! note\n    <y>"),
        ("> [[y]]\n>\n>     [[x]]", "> <y>\n>\n>     [[x]]"),
        ("$a_{[[x]]}$ costs $5 [[y]]", "$a_{[[x]]}$ costs $5 <y>"),
        ("$$\n[[x]]\n$$ \\(a[[x]]\\) \\[ [[x]] \\]", "$$\n[[x]]\n$$ \\(a[[x]]\\) \\[ [[x]] \\]"),
        ("<!-- [[x]]\n\n[[x]] --> [[y]]", "<!-- [[x]]\n\n[[x]] --> <y>"),
        ("a <!-- [[x]] --> [[y]]", "a <!-- [[x]] --> <y>"),
        ("<div>\n[[x]]\n</div>\n\n[[y]]", "<div>\n[[x]]\n</div>\n\n<y>"),
        ("<div markdown>\n[[y]]\n</div>", "<div markdown>\n<y>\n</div>"),
        ('<i title="[[x]]">[[y]]</i>', '<i title="[[x]]"><y></i>'),
        ("<code>[[x]]</code>", "<code>[[x]]</code>"),
        ("\\[[x]]", "\\[[x]]"),
        ("[[1]](x.md) [[2]][ref]", "[[1]](x.md) [[2]][ref]"),
        ("[[a\nb]] [[]] [[ ]] [[|x]]", "[[a\nb]] [[]] [[ ]] [[|x]]"),
        ("中文[[x]]中文", "中文<x>中文"),
    ],
)
def test_where_wikilinks_are_read(text: str, expected: str) -> None:
    assert _with_names(text) == expected


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [[x]]\n\nb", ""),
        ("# a [[x]]", "heading"),
        ("> ## [[x]] b ##", "heading"),
        ("a [[x]]\n---\nb", "heading"),
        ("a [[x]]\n\n---\nb", ""),
        ("[a [[x]] b](c.md)", "link"),
        ("[a\nb [[y]] [[x]]][c] b", "link"),
        ("# [a ![[x]]](c.md)", "heading link"),
        ("[a\n\nb [[x]]](c.md)", ""),
        ("- [ ] [[x]] [c](d.md)", ""),
        ("[c](d.md) [[x]] [c](d.md)", ""),
        ("[[y]][[x]][[z]] (a)", ""),
    ],
)
def test_where_a_wikilink_stands(text: str, expected: str) -> None:
    found: dict[str, Wikilink] = {}
    with_links(text, lambda link: found.setdefault(link.name, link).written)
    is_in = {"heading": found["x"].is_in_heading, "link": found["x"].is_in_link}
    assert " ".join(name for name, is_true in is_in.items() if is_true) == expected


@pytest.mark.pure
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[[a]]", ("a", "", "", "", "")),
        ("[[a|b]]", ("a", "", "b", "", "")),
        ("[[a\\|b]]", ("a", "", "b", "", "")),
        ("[[ a # c | b ]]", ("a", "c", "b", "", "")),
        ("[[a#c#d]]", ("a", "d", "", "", "")),
        ("[[#c]]", ("", "c", "", "", "")),
        ("[[a|400]]", ("a", "", "400", "", "")),
        ("![[a.png|400]]", ("a.png", "", "", "400", "")),
        ("![[a.png|400x300]]", ("a.png", "", "", "400", "300")),
        ("![[a.png|A b|400]]", ("a.png", "", "A b", "400", "")),
        ("![[a.png|A b]]", ("a.png", "", "A b", "", "")),
    ],
)
def test_parts_of_a_wikilink(written: str, expected: tuple[str, ...]) -> None:
    found: list[Wikilink] = []
    with_links(f"x {written} y", lambda link: found.append(link) or "")
    (link,) = found
    assert (link.name, link.heading, link.text, link.width, link.height) == expected
    assert (link.written, link.place) == (written, 2)


BLOCKS = (
    "word [[P]] and `a [[C]] b` [[P]]",
    "```py\nx = [[C]]\n```",
    "~~~\n[[C]]\n\n```\n[[C]]\n~~~",
    "    code [[C]]\n\n    more [[C]]",
    "- item [[P]]\n\n    para [[P]]\n\n        code [[C]]",
    "- item\n    - sub [[P]]\n    - `[[C]]`",
    "!!! note\n    text [[P]]\n\n    more [[P]]\n\n        code [[C]]",
    "> quote [[P]]\n>\n>     code [[C]]",
    "$$\na [[C]] b\n$$",
    "x $a[[C]]b$ costs $5 [[P]]",
    "<!-- c [[C]]\n\n[[C]] -->",
    "<div>\n[[C]]\n\n<div>x</div>\n[[C]]</div>",
    "<details markdown>\n<summary>[[P]]</summary>\n\ntext [[P]]\n</details>",
    "# head [[P]]",
    "| a | b |\n|---|---|\n| [[P]] | `[[C]]` |",
    "1. one [[P]]\nlazy\n\n    two [[P]]",
    "text ``a ` [[C]] `` and <code>[[C]]</code>",
    "[^1]: foot [[P]]\n\n    more [[P]]",
    'text <b title="[[C]]">x</b> [[P]]',
    "term\n:   def [[P]]\n\n    more [[P]]",
)
EXTENSIONS = [
    "pymdownx.superfences",
    *("tables", "admonition", "footnotes", "md_in_html", "attr_list", "def_list"),
    "pymdownx.arithmatex",
]


@pytest.mark.pure
@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), max_size=6))
def test_exactly_the_prose_is_changed(blocks: list[str]) -> None:
    """What Python-Markdown renders as code, formula, comment or HTML keeps its brackets."""
    text = "\n\nend of block\n\n".join(blocks)
    assert _with_names(text, P="prose") == text.replace("[[P]]", "prose")
    html = Markdown(extensions=EXTENSIONS).convert(_with_names(text, P="prose", C="CODE"))
    assert "CODE" not in html


PIECES = (
    *"`$<>!|#\\\n \t\0字",
    *("``", "```", "\n\n", "    ", "> ", "- ", "~~~", "$$", "\\(", "\\]", "[[", "]]", "[[a]]"),
    *("<!--", "-->", "<code>", "</code>", "<div>", "</div>", "[[a|b]]"),
)


@pytest.mark.pure
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nothing_is_lost(text: str) -> None:
    found: list[str] = []

    def keep(link: Wikilink) -> str:
        found.append(link.written)
        assert text.startswith(link.written, link.place)
        return link.written

    assert with_links(text, keep) == text
    shown = prose(text)
    assert len(shown) == len(text)
    assert all(a in (b, ASIDE) and (b != "\n" or a == b) for a, b in zip(shown, text, strict=True))


@pytest.mark.pure
@settings(max_examples=200, deadline=None)
@given(st.text("ab*_`[]<>&#!|~^$=:@.-+()\\{}1 中", min_size=1, max_size=12))
def test_a_plain_text_is_shown_as_it_is(text: str) -> None:
    html = Markdown(extensions=EXTENSIONS).convert(link(plain(text), "x.md"))
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    assert " ".join(root.text_content().split()) == " ".join(text.split())
    assert [a.get("href") for a in root.iter("a")] == ["x.md"]


@pytest.mark.pure
@pytest.mark.parametrize("permalink", [False, True])
def test_anchors_are_those_of_the_rendered_text(*, permalink: bool) -> None:
    text = (
        "# One *two* `three`\n\n## A: b?\n\n## A: b?\n\n## 中文\n\n## 中文二\n\n"
        "### Own {#mine}\n\nUnder\n-----\n\n```\n# no\n```\n\n"
        "## Link [x](y.md) and $k$ ##\n\n- item\n\n    ## In item\n"
    )
    options = MarkdownOptions(
        ["toc", "attr_list", "pymdownx.superfences"], {"toc": {"permalink": permalink}}
    )
    html = Markdown(
        extensions=[*options.extensions], extension_configs=options.extension_configs
    ).convert(text)
    rendered = re.findall(r'<h[1-6] id="([^"]+)"', html)
    assert [anchor.id for anchor in AnchorReader(options).anchors(text)] == rendered

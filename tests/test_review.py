"""The pages for the author: the state of translations, and a note beside its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.assembly.review import ReviewPages
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.render import render
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS as OPTIONS_OF_SITE
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.twins.marks import Mark, marked_html, pieces, with_marks
from mkdocs_papernotes.twins.parts import Kind, Twin
from mkdocs_papernotes.views.templating import Templates
from tests.browser import SCHEMES, Opener, Scheme, served, violations
from tests.build_site import Built, Project
from tests.shared import Shared

LAYOUTS = ("suffix", "folder", "none")
ENGLISH = """\
# Adam

Opening, with a [link](../about.md).

## Results

It is 2.16× faster, see [the code](https://example.org/code/1).

| model | score |
| --- | ---: |
| a | 68.9% |

Then $\\alpha d + 1$ remain:

$$
x = \\frac{a}{b}
$$

```python
x = step(1)
```

### Only here

More.
"""
CHINESE = """\
# Adam 算法

开头，[链接](../about.md)。

## 结果

快 2.61 倍，见[代码](https://example.org/code/2)。

| 模型 | 分数 |
| --- | ---: |
| a | 68.9% |

剩下 $\\alpha d - 1$ 个：

$$
x = \\frac{b}{a}
$$

```python
x = step(2)
```
"""
EXAMPLE_NOTES = Path(__file__).parent.parent / "example_site" / "docs" / "notes"
OPTIONS = MarkdownOptions(
    (
        *("admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc"),
        *("pymdownx.arithmatex", "pymdownx.highlight", "pymdownx.superfences"),
    ),
    {"pymdownx.arithmatex": {"generic": True}},
)
EXTENSIONS = ["tables", "fenced_code", {"pymdownx.arithmatex": {"generic": True}}]


def write(project: Project, layout: str, **options: object) -> Project:
    def source(path: str, language: str) -> str:
        if layout == "folder":
            return f"{language}/{path}"
        return path if language == "en" else path.replace(".md", f".{language}.md")

    paper = "paper: {title: Adam, arxiv: '1412.6980'}"
    notes = (
        ("notes/adam.md", "en", f"title: <b>Adam</b>\n{paper}", ENGLISH),
        ("notes/adam.md", "zh", "title: Adam 算法\nsource_revision: 2026-04-20", CHINESE),
        ("notes/alone.md", "en", "title: Alone", "# Alone\n\nText.\n"),
        ("notes/hidden.md", "en", "title: Hidden\nunlisted: true", "Secret.\n"),
        ("notes/hidden.md", "zh", "title: 隐藏\nunlisted: true", "秘密。\n"),
    )
    for path, language, keys, body in notes:
        head = f"---\ndate: 2026-04-16\nupdated: 2026-05-01\n{keys}\n---\n\n"
        project.write(source(path, language), head + body)
    for language in ("en", "zh"):
        project.write(source("about.md", language), "# About\n\nText.\n")
    return project.configure(layout, markdown_extensions=EXTENSIONS, **options)


def pages_of(folder: Path, *problems: Problem, public: bool = False) -> ReviewPages:
    site = open_site(folder / "mkdocs.yml")
    return ReviewPages(site, Templates(), problems, lambda root: "", public=public)


def tree(html: str) -> HtmlElement:
    return lxml.html.document_fromstring(html)


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.pure
def test_status(tmp_path: Path, layout: str) -> None:
    write(Project(tmp_path), layout, papernotes={"locales": ["en", "zh"]})
    folder = "en/" if layout == "folder" else ""
    problem = Problem("undated-note", f"{folder}notes/alone.md", 3)
    pages = pages_of(tmp_path, problem).pages
    assert {"status/", "zh/status/", "review/notes/adam/", "zh/review/notes/adam/"} <= pages.keys()
    assert "review/notes/alone/" not in pages
    page = tree(pages["status/"]())
    assert page.xpath("//meta[@name='robots'][@content='noindex']")
    rows = [row.text_content().split() for row in page.xpath("//tbody/tr")]
    assert rows == [["English", "3", "0", "0", "0"], ["中文", "2", "1", "0", "0"]]
    items = {
        heading.get("id"): " ".join(heading.getnext().text_content().split())
        for heading in page.xpath("//h2")
    }
    assert items["missing"] == "Alone not in Chinese"
    assert items["outlines"] == "Adam 算法 Compare"
    assert str(problem) in items["problems"]
    assert "译文状况" in pages["zh/status/"]()


@pytest.mark.pure
def test_what_differs_is_marked_on_both_sides(tmp_path: Path, layout: str) -> None:
    write(Project(tmp_path), layout, papernotes={"locales": ["en", "zh"]})
    html = pages_of(tmp_path).pages["review/notes/adam/"]()
    page = tree(html)
    assert not re.search("[\ue000-\uf8ff\U000f0000-\U0010fffd]", html)
    assert "<h1>&lt;b&gt;Adam&lt;/b&gt;</h1>" in html
    assert page.xpath("//nav//a[@href='https://arxiv.org/pdf/1412.6980']")
    marked = [mark.text_content() for mark in page.xpath("//mark")]
    assert marked == [
        "2.16×", "the code", "\\(\\alpha d + 1\\)", "2.61 倍", "代码", "\\(\\alpha d - 1\\)",
    ]  # fmt: skip
    assert [each.tag for each in page.xpath("//*[@data-pn-differs]")] == [
        "div", "pre", "h5", "div", "pre",
    ]  # fmt: skip
    targets = page.xpath("//tbody//a[starts-with(@href, '#')]/@href")
    ids = page.xpath("//@id")
    assert len(ids) == len({*ids})
    assert {target[1:] for target in targets} <= {*ids}
    links = page.xpath("//div[@lang='zh']//a[text()='链接']/@href")
    assert links == ["../../../about.zh/" if layout == "none" else "../../../zh/about/"]


@pytest.mark.pure
def test_sections_stand_side_by_side(tmp_path: Path) -> None:
    write(Project(tmp_path), "suffix")
    page = tree(pages_of(tmp_path).pages["zh/review/notes/adam/"]())
    sections = page.xpath("//div[@class='pn-section']")
    heads = [
        [each.text_content() for each in section.xpath(".//h3 | .//h4 | .//h5")]
        for section in sections
    ]
    assert heads == [["Adam", "Adam 算法"], ["Results", "Only here", "结果"]]


@pytest.mark.pure
def test_public_pages_leave_out_what_lists_do_not_quote(tmp_path: Path) -> None:
    write(Project(tmp_path), "suffix")
    mine, public = pages_of(tmp_path), pages_of(tmp_path, public=True)
    assert "review/notes/hidden/" in mine.pages
    assert "review/notes/hidden/" not in public.pages
    assert "Hidden" not in public.pages["status/"]()


@pytest.mark.pure
def test_a_page_of_the_author_stays(tmp_path: Path) -> None:
    project = write(Project(tmp_path), "suffix")
    project.write("status.md", "# Mine\n")
    assert "status/" not in pages_of(tmp_path).pages


_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_NOTES = [
    *sorted(EXAMPLE_NOTES.glob("2026/*.md"))[::2],
    EXAMPLE_NOTES.parent / "guide/theming.zh.md",
]


def _without_spans(html: str) -> str:
    """A rendered text without the colours of code, which marks at its end may change."""
    return re.sub(r"</?span[^<>]*>", "", html)


@pytest.mark.pure
@pytest.mark.parametrize("path", _NOTES, ids=lambda path: path.name)
def test_marks_change_no_text(path: Path) -> None:
    """However much is marked: all numbers, formulas, figures, links, code and headings."""
    body = read_front_matter(path.read_text("utf-8"), path.name).body
    twin = Twin(body)
    sections = [*twin.outline.walk()]
    spans: list[tuple[Kind, int, int]]
    spans = [("number", each.start, each.end) for each in twin.numbers if not each.quiet]
    spans += [(each.kind, each.start, each.end) for each in twin.parts]
    spans += [("outline", each.heading.start, 0) for each in sections if each.heading]
    marks = [Mark(kind, (at, end), f"pn-{n}", "2") for n, (kind, at, end) in enumerate(spans)]
    html = render(with_marks(body, marks, sections), OPTIONS, str).html
    plain = render(body, OPTIONS, str).html
    assert _without_spans(_PRIVATE.sub("", html)) == _without_spans(plain)
    marked = marked_html(html, marks)
    found = len(re.findall(r'<mark id="pn-|class="pn-anchor"', marked))
    assert found >= 0.95 * len(marks)
    assert not _PRIVATE.search("".join(pieces(marked, sections, "x-").values()))


def _files(site: Built) -> dict[str, bytes]:
    paths = (path for path in site.site_dir.rglob("*") if path.is_file())
    files = {path.relative_to(site.site_dir).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in files.items() if not name.endswith(".gz")}


def build(project: Project) -> Built:
    options = {"review": "build"}
    return write(project, "suffix", theme="material", papernotes=options).build(strict=False)


@pytest.fixture(scope="module")
def built(shared: Shared) -> Built:
    return shared.built("review", build)


def test_pages_are_added_to_a_build_and_nothing_else_is(built: Built, tmp_path: Path) -> None:
    project = write(Project(tmp_path), "suffix", theme="material")
    without, files = _files(project.build(strict=False)), _files(built)
    more = files.keys() - without.keys()
    folders = ("", "zh/")
    names = ("status/index.html", "review/notes/adam/index.html")
    assert more == {f"{folder}{name}" for folder in folders for name in names}
    assert [name for name in without if without[name] != files[name]] == []


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with served(Path(built.site_dir)) as found:
        yield found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["status/", "zh/review/notes/adam/"])
def test_axe_finds_nothing(open_page: Opener, address: str, path: str, scheme: Scheme) -> None:
    for width in (360, 1280):
        page = open_page(f"{address}{path}", (width, 900), scheme=scheme)
        assert violations(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.pure
@pytest.mark.parametrize(
    ("given", "value", "message"),
    [
        ("build", "build", ""),
        (False, "", ""),
        (None, "serve", ""),
        (True, "serve", "“True” is not one of serve, build, false"),
        ("always", "serve", "“always” is not one of serve, build, false"),
    ],
)
def test_option(given: object, value: str, message: str) -> None:
    read = read_options(OPTIONS_OF_SITE, {"review": given})
    assert read.values["review"] == value
    assert [str(error) for _, error in read.errors] == ([message] if message else [])

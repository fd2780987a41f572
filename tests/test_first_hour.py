"""The site that `papernotes init` makes, in a browser: column, header, weight, paper."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from mkdocs_papernotes.commands.main import main
from tests.browser import LAPTOP, Opener, lines, served, settle
from tests.build_site import Project
from tests.shared import Shared

WIDTHS = (320, 360, 768, 959, 960, 1024, 1219, 1220, 1280, 1600, 1920)
PAGES = ("", "archive/", "papers/", "notes/double-descent/", "about/")
DAY = "2026-04-11"
FULLEST = "notes/2026/pagedattention/"


def build_new(folder: Path) -> None:
    """The new site below `tabs/`, and below `plain/` without tabs."""
    source = folder.parent / f"{folder.name}-source"
    arguments = ["--author", "Lin Wei", "--site-url", "https://example.org/lab/"]
    made = CliRunner().invoke(main, ["init", str(source), *arguments])
    assert made.exit_code == 0, made.output
    for name in ("tabs", "plain"):
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / name)],
            cwd=source,
            check=True,
        )
        settings = source / "mkdocs.yml"
        settings.write_text(
            settings.read_text("utf-8").replace("    - navigation.tabs\n", ""), "utf-8"
        )


@pytest.fixture(scope="module")
def new_site(shared: Shared) -> Iterator[str]:
    with served(shared.folder("new", build_new)) as address:
        yield address


@pytest.mark.parametrize("look", ["tabs", "plain"])
def test_all_pages_begin_at_the_same_edge(open_page: Opener, new_site: str, look: str) -> None:
    found: dict[int, set[int]] = {width: set() for width in WIDTHS}
    sizes: dict[int, set[str]] = {width: set() for width in WIDTHS}
    page = open_page(f"{new_site}{look}/")
    heading = page.locator("article h1")
    for language in ("", "zh/"):
        for path in PAGES:
            page.goto(f"{new_site}{look}/{language}{path}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                left, size = heading.evaluate(
                    """(e) => [Math.round(e.getBoundingClientRect().left),
                               getComputedStyle(e).fontSize]"""
                )
                found[width].add(left)
                sizes[width].add(size)
    assert {width: len(edges) for width, edges in found.items()} == dict.fromkeys(WIDTHS, 1), found
    assert {len(each) for each in sizes.values()} == {1}, sizes


@pytest.mark.parametrize("language", ["", "zh/"])
def test_the_text_of_the_fullest_note_begins_in_the_upper_half(
    open_page: Opener, language: str
) -> None:
    page = open_page(language + FULLEST, (1280, 900))
    settle(page)
    box = page.locator(".pn-header + p").bounding_box()
    assert box is not None
    assert box["y"] < 480


def test_the_paper_takes_at_most_five_lines(open_page: Opener) -> None:
    page = open_page(FULLEST, LAPTOP)
    shown = page.locator(".pn-fields--paper").evaluate(
        """(list) => {
            const middles = [];
            const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const holder = walker.currentNode.parentElement;
                if (getComputedStyle(holder).clipPath !== "none") continue;
                const range = document.createRange();
                range.selectNodeContents(walker.currentNode);
                for (const {top, bottom, width} of range.getClientRects())
                    if (width > 1) middles.push((top + bottom) / 2);
            }
            middles.sort((a, b) => a - b);
            return middles.filter((y, n) => n === 0 || y - middles[n - 1] > 8).length;
        }"""
    )
    assert shown <= 5


def test_what_is_folded_is_on_paper_and_opens_without_a_script(open_page: Opener) -> None:
    page = open_page(FULLEST, LAPTOP, javascript=False)
    affiliations = page.locator("[data-field=affiliations]")
    assert not affiliations.is_visible()
    page.locator(".pn-more--fields").click()
    assert affiliations.is_visible()
    page.locator(".pn-more--fields").click()
    page.emulate_media(media="print")
    assert affiliations.is_visible()
    assert page.locator(".pn-printed").inner_text().endswith("2026-04-11")
    page.set_viewport_size({"width": 560, "height": 800})
    assert len(page.locator(".pn-printed time").evaluate("(e) => [...e.getClientRects()]")) == 1


@pytest.mark.parametrize("note", [FULLEST, "notes/2026/pipedream/", "notes/2025/dpo/"])
def test_no_chinese_title_ends_with_a_line_of_one_character(open_page: Opener, note: str) -> None:
    page = open_page(f"zh/{note}")
    title = page.locator("article h1")
    for width in range(320, 801, 20):
        page.set_viewport_size({"width": width, "height": 800})
        last = title.evaluate(
            """(heading) => {
                const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), tops = [];
                while (walker.nextNode()) {
                    const text = walker.currentNode, range = document.createRange();
                    if (text.parentNode.matches(".headerlink")) continue;
                    for (let n = 0; n < text.length; n++) {
                        range.setStart(text, n);
                        range.setEnd(text, n + 1);
                        tops.push(range.getBoundingClientRect().bottom);
                    }
                }
                return tops.filter((bottom) => bottom > tops.at(-1) - 8).length;
            }"""
        )
        assert last >= 2, width


@pytest.mark.parametrize("language", ["", "zh/"])
def test_the_line_about_the_note_is_at_most_two_lines_on_a_phone(
    open_page: Opener, language: str
) -> None:
    page = open_page(language + FULLEST)
    about, languages = page.locator(".pn-fields--note"), page.locator(".pn-translations")
    for width in (320, 360, 412):
        page.set_viewport_size({"width": width, "height": 800})
        assert lines(about) <= 2, width
        line, link = about.bounding_box(), languages.bounding_box()
        assert line is not None
        assert link is not None
        assert link["y"] < line["y"] + 8
        assert link["x"] + link["width"] == width - 16


@pytest.mark.parametrize("language", ["", "zh/"])
def test_the_fullest_note_prints_on_a_few_pages(browser: Browser, site: str, language: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site}{language}{FULLEST}")
        settle(page)
        document = page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", document))
    assert 2 <= pages <= 7


def test_weights(browser: Browser, site: str) -> None:
    """What a page transfers besides pictures and the search index, compressed."""
    for path, most in (("notes/2025/voyager/", 150_000), (FULLEST, 300_000)):
        with browser.new_context() as context:
            page = context.new_page()
            weights: dict[str, int] = {}

            def weigh(response: object, weights: dict[str, int] = weights) -> None:
                request = response.request  # type: ignore[attr-defined]
                if request.resource_type != "image" and "/search/" not in request.url:
                    weights[request.url] = len(gzip.compress(response.body()))  # type: ignore[attr-defined]

            page.on("response", weigh)
            page.goto(site + path, wait_until="networkidle")
            assert sum(weights.values()) <= most, weights


PLOT = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"/>'
CODE = "x = 'a line of code that is longer than any column of text, and goes on for a while'"
TABLE = f"| a | b |\n| --- | --- |\n| {'word ' * 30} | {'w' * 90} |"
TERMS = " + ".join(r"\sum_{k=1}^{N} a_k" for _ in range(12))
ALIGNED = f"$$\n\\begin{{align}}\nh(x) &= {TERMS} \\\\\n &= y\n\\end{{align}}\n$$"
CAPTIONS = """
![A](plot.svg "A caption that is longer than its picture")

![B](plot.svg)

/// caption
A caption that is longer than its picture
///
"""


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with MkDocs' own theme."""
    project = Project(tmp_path_factory.mktemp("built-in")).configure(
        "none",
        languages=("en",),
        papernotes={"formulas": "katex"},
        markdown_extensions=[
            "tables",
            {"pymdownx.arithmatex": {"generic": True}},
            "pymdownx.blocks.caption",
            {"pymdownx.highlight": {"linenums": True}},
            "pymdownx.superfences",
        ],
    )
    project.write("notes/plot.svg", PLOT)
    project.note("a.md", f"# A\n\nText.\n\n{TABLE}\n\n```python\n{CODE}\n```\n{CAPTIONS}")
    people = ["Maximiliana Konstantinopoulou-Featherstonehaugh von Hohenzollern", "Ada Lovelace"]
    project.note(
        "formula.md", f"# F\n\n{ALIGNED}\n\nText.", authors=people, direction="Systems", date=DAY
    )
    with served(project.build().site_dir) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_wide_stays_in_the_column_of_the_built_in_theme(
    open_page: Opener, built_in: str, width: int
) -> None:
    page = open_page(built_in, (width, 800))
    for path in ("notes/a/", ""):
        page.goto(built_in + path)
        text = page.locator("p", has_text="Text.").last.bounding_box()
        block = page.locator(".highlight").bounding_box()
        assert text is not None
        assert block is not None
        assert block["x"] + block["width"] <= text["x"] + text["width"] + 1
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", ["", "archive/", "notes/formula/"])
def test_a_wide_formula_scrolls_in_the_built_in_theme(
    open_page: Opener, built_in: str, path: str
) -> None:
    page = open_page(built_in + path, LAPTOP)
    formula = page.locator(".arithmatex[data-wide]")
    formula.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    column = page.locator("[data-key='notes/formula']").bounding_box()
    box = formula.bounding_box()
    assert column is not None
    assert box is not None
    assert box["x"] + box["width"] <= column["x"] + column["width"] + 1
    assert formula.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")


def test_both_kinds_of_captions_look_the_same(open_page: Opener, built_in: str) -> None:
    page = open_page(f"{built_in}notes/a/", LAPTOP)
    shapes = page.locator("figure").evaluate_all(
        """(all) => all.map((figure) => {
            const [picture, text] = ["img", "figcaption"].map((part) => figure.querySelector(part));
            const [above, below] = [picture, text].map((e) => e.getBoundingClientRect());
            return [picture.src, getComputedStyle(text).fontSize, below.top - above.bottom,
                    above.left, below.left, below.width, below.height].map(String);
        })"""
    )
    assert len(shapes) == 2
    assert shapes[0] == shapes[1]


# The first and the last line of each element, as left edge, right edge and middle.
LINES = """(parts) => parts.map((part) => {
    const boxes = [...part.getClientRects()].filter(({width}) => width > 1);
    return [boxes[0], boxes.at(-1)]
        .map(({left, right, top, bottom}) => [left, right, (top + bottom) / 2]);
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_line_about_a_note_breaks_only_where_it_is_full(
    open_page: Opener, built_in: str, width: int
) -> None:
    page = open_page(f"{built_in}notes/formula/", (width, 800))
    fields = page.locator(".pn-fields--note dd")
    boxes = fields.evaluate_all(LINES)
    line = page.locator(".pn-fields--note").bounding_box()
    assert line is not None
    assert len(boxes) == 4
    for (_, (_, end, above)), ((start, right, below), _) in pairwise(boxes):
        if below - above < 8:  # on one line, with room for the dot
            assert 10 < start - end < 25
        else:
            assert start == pytest.approx(line["x"], abs=1)  # the dot before it is clipped
            assert end + 10 + (right - start) > line["x"] + line["width"]
    assert len({round(middle) for _, (_, _, middle) in boxes}) <= (2 if width == 1280 else 3)


def test_links_of_the_paper_stand_on_lines_of_one_height(open_page: Opener) -> None:
    page = open_page(FULLEST, (360, 800))
    named = ", ".join(f"[data-field={name}] dd" for name in ("venue", "arxiv", "doi"))
    parts = page.locator(f":is({named}, .pn-link):visible")
    middles = sorted({round(last[2]) for _, last in parts.evaluate_all(LINES)})
    steps = {below - above for above, below in pairwise(middles) if below - above > 4}
    assert len(steps) == 1
    assert min(steps) >= 24


def test_titles_have_one_size_and_badges_one_line(open_page: Opener, new_site: str) -> None:
    page = open_page(f"{new_site}tabs/", (360, 800))
    heights = page.locator(".pn-badges").evaluate_all("(all) => all.map((e) => e.offsetHeight)")
    assert len(heights) == 2
    assert len(set(heights)) == 1
    sizes = set()
    for path in PAGES:
        page.goto(f"{new_site}tabs/{path}")
        sizes.add(page.locator("article h1").evaluate("(e) => getComputedStyle(e).fontSize"))
    assert len(sizes) == 1

"""The site that `papernotes init` makes, in a browser: column, header, weight, paper."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from mkdocs_papernotes.commands.main import main
from tests.browser import LAPTOP, Opener, lines, served, settle, style
from tests.build_site import Project
from tests.shared import Shared

WIDTHS = (320, 360, 768, 959, 960, 1024, 1219, 1220, 1280, 1600, 1920)
PAGES = ("", "archive/", "papers/", "notes/double-descent/", "about/")
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
    for language in ("", "zh/"):
        for path in PAGES:
            page.goto(f"{new_site}{look}/{language}{path}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                left = page.locator("article h1").evaluate(
                    "(e) => Math.round(e.getBoundingClientRect().left)"
                )
                found[width].add(left)
                sizes[width].add(style(page.locator("article h1"), "font-size"))
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
                const text = heading.firstChild, tops = [];
                for (let n = 0; n < text.length; n++) {
                    const range = document.createRange();
                    range.setStart(text, n);
                    range.setEnd(text, n + 1);
                    tops.push(range.getBoundingClientRect().bottom);
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


def test_wide_code_and_tables_stay_in_the_column_of_the_built_in_theme(
    open_page: Opener, tmp_path: Path
) -> None:
    project = Project(tmp_path).configure(
        "none",
        languages=("en",),
        markdown_extensions=[
            "tables",
            {"pymdownx.highlight": {"linenums": True}},
            "pymdownx.superfences",
        ],
    )
    code = "x = 'a line of code that is longer than any column of text, and goes on for a while'"
    table = f"| a | b |\n| --- | --- |\n| {'word ' * 30} | {'w' * 90} |"
    project.note("a.md", f"# A\n\nText.\n\n{table}\n\n```python\n{code}\n```")
    with served(project.build().site_dir) as address:
        page = open_page(f"{address}notes/a/")
        for path in ("notes/a/", ""):
            page.goto(address + path)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                text = page.locator("p", has_text="Text.").bounding_box()
                block = page.locator(".highlight").bounding_box()
                assert text is not None
                assert block is not None
                assert block["x"] + block["width"] <= text["x"] + text["width"] + 1
                assert page.evaluate("document.documentElement.scrollWidth") == width

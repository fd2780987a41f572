"""Links between the versions of a note lead to the section that the reader is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from tests.browser import SCHEMES, Opener, Scheme, served, violations
from tests.build_site import Built, Project
from tests.samples import crossed
from tests.shared import Shared

ENGLISH = ("## Method", "### First", "### Second", "## Results {#res}", "### One", "### Two")
CHINESE = ("## 方法", "### 第一", "### 第二", "## 结果 {#res}", "### 其一", "### 其二")


def text(headings: Sequence[str], words: str) -> str:
    return "# T\n\nOpening.\n\n" + "\n\n".join(f"{line}\n\n{words * 60}" for line in headings)


def build(project: Project) -> Built:
    project.note("same.md", text(ENGLISH, "Some words here. "))
    project.note("same.zh.md", text(CHINESE, "一些文字在这里。"))
    project.note("other.md", text(ENGLISH, "Some words here. "))
    project.note("other.zh.md", text(["## 引子", *CHINESE], "一些文字在这里。"))
    extensions = ["attr_list", "toc"]
    return project.configure("suffix", theme="material", markdown_extensions=extensions).build()


@pytest.fixture(scope="module")
def address(shared: Shared) -> Iterator[str]:
    with served(Path(shared.built("same-place", build).site_dir)) as found:
        yield found


def switch(page: Page, *, by_theme: bool) -> None:
    """Follow the link to the other version, in the header of the theme or of the note.

    Not with the mouse: where its target moves, Playwright scrolls the page and tries again.
    """
    link = ".md-header .md-select__link[hreflang=zh]" if by_theme else ".pn-translations a"
    page.evaluate("(link) => document.querySelector(link).click()", link)


@pytest.mark.parametrize("by_theme", [True, False], ids=["switcher", "translation"])
@pytest.mark.parametrize(
    ("name", "place", "there", "heading"),
    [
        ("same", "method", "#_1", "方法"),
        ("same", "second", "#_3", "第二"),
        ("same", "two", "#_5", "其二"),
        ("other", "two", "#_6", "其二"),  # below a heading whose id is the same in both
        ("other", "second", "", ""),  # the outlines differ
    ],
)
def test_links_lead_to_the_same_section(
    open_page: Opener,
    address: str,
    name: str,
    place: str,
    there: str,
    heading: str,
    *,
    by_theme: bool,
) -> None:
    page = open_page(f"{address}notes/{name}/")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", place)
    switch(page, by_theme=by_theme)
    expect(page).to_have_url(f"{address}zh/notes/{name}/{there}")
    if heading:
        target = page.locator(f'[id="{there[1:]}"]')
        expect(target).to_contain_text(heading)
        expect(target).to_be_in_viewport()
        page.go_back()
        expect(page).to_have_url(f"{address}notes/{name}/")


def test_who_scrolls_up_to_a_link_is_still_in_the_section(open_page: Opener, address: str) -> None:
    page = open_page(f"{address}notes/same/")
    page.evaluate("document.getElementById('two').scrollIntoView()")
    page.wait_for_function("window.scrollY > 0")
    page.clock.install()
    page.evaluate("dispatchEvent(new Event('scroll'))")
    page.clock.run_for(200)
    page.evaluate("scrollTo(0, 0)")
    switch(page, by_theme=False)
    expect(page).to_have_url(f"{address}zh/notes/same/#_5")


def test_at_the_top_and_without_scripts_links_lead_to_the_note(
    open_page: Opener, address: str
) -> None:
    for javascript in (True, False):
        page = open_page(f"{address}notes/same/", javascript=javascript)
        page.locator(".pn-translations a").click()
        expect(page).to_have_url(f"{address}zh/notes/same/")


# The example site

EXAMPLES = [
    ("zh/notes/2024/gpipe/", ".pn-notice", "这篇笔记目前只有英语版本。"),
    ("notes/2024/lats/", ".pn-notice", "This note is only available in Chinese."),
    ("zh/notes/2026/sarathi-serve/", ".pn-behind", "原文已于2026年3月28日更新"),
    ("zh/notes/2026/toolformer/", ".pn-statement", "机器翻译，2026年1月20日经人工校对"),
]
OF_THE_THEME = {"aria-dialog-name", "color-contrast", "landmark-unique"}
"""Rules of axe that pages of plain Material violate: its search, colours of code, its tags."""


@crossed(example=EXAMPLES, scheme=SCHEMES, together=1)
def test_the_example_says_what_translations_are_and_axe_finds_nothing(
    open_page: Opener, example: tuple[str, str, str], scheme: Scheme
) -> None:
    path, selector, words = example
    page = open_page(path, scheme=scheme)
    expect(page.locator(selector)).to_be_visible()
    expect(page.locator(selector)).to_have_text(words)
    assert violations(page).keys() <= OF_THE_THEME
    assert violations(page, selector) == {}


def test_the_example_has_feeds_with_the_original_of_each_note(site: str) -> None:
    with urlopen(f"{site}feed-all.xml") as answer:
        feed = etree.fromstring(answer.read())
    alternates = "{*}entry/{*}link[@rel='alternate']"
    found = {
        link.get("href", "").partition("/notes/")[2]: link for link in feed.iterfind(alternates)
    }
    assert found["2025/voyager/"].get("hreflang") == "zh"
    assert found["2026/toolformer/"].get("hreflang") == "en"

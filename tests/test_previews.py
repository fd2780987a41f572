"""Previews: the card of a note on links to it, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import (
    LAPTOP,
    PATIENCE,
    PHONE,
    SCHEMES,
    Log,
    Opener,
    Scheme,
    served,
    settle,
    style,
    tab_to,
    violations,
)
from tests.build_site import Built, Project
from tests.samples import crossed
from tests.shared import Shared

NOTE = "notes/2026/pagedattention/"
TITLE = "Speculative decoding: let a small model guess and the large one check"
WORDS = {
    "": (TITLE, "Yaniv Leviathan, Matan Kalman, Yossi Matias · ICML 2023", "Generating"),
    "zh/": (
        "投机解码：小模型先猜，大模型来批",
        "Yaniv Leviathan、Matan Kalman、Yossi Matias · ICML 2023",
        "生成 K 个",
    ),
}
"""What the card of a note shows, by the folder of the language."""
LONG = 5_000
"""Milliseconds of the page's clock in which every card that is to open has opened."""


def link_to(page: Page, end: str) -> Locator:
    return page.locator(f"article > ul a[href$='{end}']").first


def card(page: Page) -> Locator:
    return page.locator(".pn-card")


def pages_of(log: Log) -> list[str]:
    """The pages that were fetched, beside what the theme fetches for its search."""
    return [url for url in log.requests if "/assets/" not in url and "/search/" not in url]


@crossed(prefix=[*WORDS], size=[LAPTOP, PHONE], scheme=[*SCHEMES], together=1)
def test_a_card_by_mouse(
    open_page: Opener, prefix: str, size: tuple[int, int], scheme: Scheme
) -> None:
    page = open_page(prefix + NOTE, size, scheme=scheme)
    settle(page)
    link = link_to(page, "speculative-decoding/")
    with Log(page, page.url.partition("/mkdocs-papernotes")[0]) as log:
        link.hover()
        expect(card(page)).to_be_visible()
    assert not log.problems
    assert [url.rpartition("/notes/")[2] for url in pages_of(log)] == ["2026/speculative-decoding/"]

    title, paper, beginning = WORDS[prefix]
    expect(card(page).locator(".pn-card__title")).to_have_text(title)
    expect(card(page).locator(".pn-card__paper")).to_have_text(paper)
    expect(card(page).locator(".pn-card__text")).to_contain_text(beginning)
    expect(card(page)).to_have_attribute("lang", "zh" if prefix else "en")
    expect(link).to_have_attribute("aria-describedby", "pn-card")
    settle(page)
    assert not violations(page, ".pn-card")
    assert "region" not in violations(page)
    box = card(page).bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= size[0] - box["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]

    card(page).locator(".pn-card__title").hover()  # it can be read, and copied from
    expect(card(page)).to_be_visible()
    page.locator("h1").hover()
    expect(card(page)).to_have_count(0)
    expect(link).not_to_have_attribute("aria-describedby", "pn-card")


def test_a_card_by_keyboard(open_page: Opener) -> None:
    """It opens with the focus, closes with Escape or the next link, and does not keep the focus."""
    page = open_page(NOTE)
    link, other = link_to(page, "speculative-decoding/"), link_to(page, "lora/")
    tab_to(page, link, seen=False)
    expect(card(page)).to_contain_text(TITLE)
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(other).to_be_focused()
    expect(card(page)).to_contain_text("LoRA")
    page.keyboard.press("Shift+Tab")
    expect(card(page)).to_contain_text(TITLE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/speculative-decoding/")


def test_a_click_follows_the_link_at_once(open_page: Opener) -> None:
    page = open_page(NOTE)
    link = link_to(page, "speculative-decoding/")
    link.hover()
    expect(card(page)).to_be_visible()
    link.click()
    page.wait_for_url("**/speculative-decoding/")
    page.go_back()
    expect(card(page)).to_have_count(0)


def test_a_card_moves_only_where_it_may(open_page: Opener) -> None:
    for motion, name in ((True, "pn-card"), (False, "none")):
        page = open_page(NOTE, motion=motion)
        link_to(page, "speculative-decoding/").hover()
        assert style(card(page), "animation-name") == name


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        (NOTE, "a.headerlink"),
        ("notes/2026/speculative-decoding/", ".footnote-ref"),
        (NOTE, ".pn-translations a"),
        (NOTE, ".pn-fields a[href^='https://arxiv.org']"),
        (NOTE, ".pn-field[data-field='direction'] a"),
        (NOTE, ".md-tabs a"),
        ("", ".pn-entry__title a"),
        ("archive/", ".pn-pager a"),
    ],
)
def test_links_without_a_card(open_page: Opener, path: str, selector: str) -> None:
    """The page's own anchors, its other languages, other sites, menus, titles of entries."""
    page = open_page(path)
    page.clock.install()
    with Log(page, page.url) as log:
        page.locator(selector).first.hover(force=True)
        page.clock.run_for(LONG)
    expect(card(page)).to_have_count(0)
    assert pages_of(log) == []


def test_no_card_for_a_finger(browser: Browser, site: str) -> None:
    width, height = PHONE
    with browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": width, "height": height}
    ) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(site + NOTE)
        page.evaluate("addEventListener('click', (event) => event.preventDefault())")
        page.clock.install()
        with Log(page, site) as log:
            link_to(page, "speculative-decoding/").tap()
            page.clock.run_for(LONG)
        expect(card(page)).to_have_count(0)
        assert pages_of(log) == []


def build_instant(project: Project) -> Built:
    """Material with instant navigation, in one language; an ordinary page links to a note."""
    project.configure(
        "none",
        theme="material",
        theme_options={"features": ["navigation.instant"]},
        site_url="http://127.0.0.1/lab/",
    )
    paper = {"title": "A paper", "authors": ["Ada Novak"], "venue": "ICML 2023"}
    project.note("one.md", "Text of one.\n\n[Two](two.md)", title="One & <i>all</i>", paper=paper)
    project.note("two.md", "Text of two.\n\n[One](one.md#x)", title="Two", date="2026-04-15")
    project.write("about.md", "# About\n\n[One](notes/one.md), [two](notes/two.md)\n")
    return project.build("served/lab", strict=False)


@pytest.fixture(scope="module")
def instant_site(shared: Shared) -> Iterator[str]:
    built = shared.built("instant", build_instant)
    with served(built.site_dir.parent) as address:
        yield f"{address}lab/"


def test_with_instant_navigation_on_ordinary_pages(open_page: Opener, instant_site: str) -> None:
    page = open_page(f"{instant_site}about/")
    page.evaluate("window.kept = true")
    page.locator("article p a").first.hover()
    expect(card(page).locator(".pn-card__title")).to_have_text("One & <i>all</i>")
    expect(card(page).locator(".pn-card__paper")).to_have_text("Ada Novak · ICML 2023")
    page.locator("article p a").first.click()
    page.wait_for_url("**/notes/one/")
    expect(card(page)).to_have_count(0)
    page.locator("article > p a").first.hover()
    expect(card(page).locator(".pn-card__title")).to_have_text("Two")


def test_with_the_built_in_theme(open_page: Opener, shared: Shared) -> None:
    def build(project: Project) -> Built:
        project.configure("none", theme="mkdocs", theme_options={"highlightjs": False})
        project.note("one.md", "Text of one.\n\n[Two](two.md)", title="One")
        project.note("two.md", "Text of two.", title="Two", date="2026-04-15")
        return project.build("served/lab")

    built = shared.built("previews-built-in", build)
    with served(built.site_dir.parent) as address:
        page = open_page(f"{address}lab/notes/one/")
        page.locator("p a", has_text="Two").first.hover()
        expect(card(page)).to_contain_text("Text of two.")


def test_off_by_option(tmp_path: Path) -> None:
    for previews in (True, False):
        project = Project(tmp_path / str(previews))
        project.configure("none", papernotes={"previews": previews})
        project.note("one.md", paper={"title": "A paper", "authors": ["Ada Novak"]})
        html = project.build().text("notes/one/index.html")
        assert ("previews.js" in html) is previews
        assert ('data-paper="Ada Novak"' in html) is previews

"""Series, related notes and backlinks in Chromium, on the example site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import (
    LAPTOP,
    PHONE,
    SCHEMES,
    Opener,
    Scheme,
    by_keyboard,
    follow_link,
    overflowing,
    served,
    style,
    tab_to,
    violations,
)
from tests.build_site import Built, Project
from tests.samples import crossed
from tests.shared import Shared

PART = "notes/2025/zero/"
THREADS = (".pn-series", ".pn-related", ".pn-backlinks")


@pytest.mark.parametrize("language", ["", "zh/"])
def test_a_series_is_followed_by_keyboard(open_page: Opener, site: str, language: str) -> None:
    page = open_page(f"{language}{PART}")
    expect(page.locator(".pn-series li")).to_have_count(4)
    parts = page.locator(".pn-series li a")
    following = follow_link(page, parts.nth(1), by_keyboard)
    assert following == f"{site}{language}notes/2025/megatron-lm/"
    expect(page.locator(".pn-series [aria-current=page]")).to_have_count(1)
    last = follow_link(page, page.locator(".pn-series li a").last, by_keyboard)
    assert last == f"{site}{language}notes/2026/pipedream/"
    series = follow_link(page, page.locator(".pn-series__name a"), by_keyboard)
    assert series == f"{site}{language}topics/series/training-on-many-gpus/"


def test_a_phone_shows_the_parts_when_asked_to(open_page: Opener) -> None:
    page = open_page(PART, PHONE)
    parts = page.locator(".pn-series__parts")
    expect(parts).to_be_hidden()
    expect(page.locator(".pn-series__part")).to_be_visible()
    page.locator(".pn-series__part").click()
    expect(parts).to_be_visible()
    page.locator("#pn-series").focus()
    page.keyboard.press("Space")
    expect(parts).to_be_hidden()
    assert overflowing(page) == []


def test_a_phone_without_javascript_shows_them_too(open_page: Opener) -> None:
    page = open_page(PART, PHONE, javascript=False)
    expect(page.locator(".pn-series__parts")).to_be_hidden()
    page.locator(".pn-series__part").click()
    expect(page.locator(".pn-series__parts")).to_be_visible()


@crossed(path=[PART, f"zh/{PART}"], size=[LAPTOP, PHONE], scheme=SCHEMES, together=1)
def test_axe_finds_nothing_in_threads(
    open_page: Opener, path: str, size: tuple[int, int], scheme: Scheme
) -> None:
    page = open_page(path, size, scheme=scheme)
    if size == PHONE:
        page.locator(".pn-series__part").click()
    for part in THREADS:
        assert violations(page, part) == {}
    assert overflowing(page) == []


def test_a_backlink_leads_to_the_note_that_mentions_this_one(open_page: Opener, site: str) -> None:
    page = open_page("notes/2024/gpipe/")
    link = page.locator(".pn-backlinks li > a").first
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}notes/**")
    expect(page.locator("article")).to_contain_text("GPipe")


def test_the_print_keeps_the_line_of_the_series(open_page: Opener) -> None:
    page = open_page(PART)
    page.emulate_media(media="print")
    expect(page.locator(".pn-series__part")).to_be_visible()
    for part in (".pn-series__parts", ".pn-related", ".pn-backlinks"):
        assert style(page.locator(part), "display") == "none"


def build_topics(project: Project) -> Built:
    """Two pages of a term, which has a name and an address of its own in each language."""
    names = {"en": "MoE", "zh": {"name": "混合专家", "slug": "混合专家"}}
    project.configure(
        languages=("en", "zh", "ja"),
        theme="material",
        site_url="http://127.0.0.1/lab/",
        papernotes={"topics": {"per_page": 2}, "terms": {"moe": names}},
    )
    for day in range(1, 4):
        date = f"2026-04-{day:02}"
        project.note(f"{day}.md", f"# Note {day}", date=date, tags=["MoE"])
        project.note(f"{day}.zh.md", f"# 笔记 {day}", date=date, tags=["混合专家"])
        project.note(f"{day}.ja.md", f"# ノート {day}", date=date)
    return project.build("served/lab")


@pytest.fixture(scope="module")
def topics_site(shared: Shared) -> Iterator[str]:
    built = shared.built("topics", build_topics)
    with served(built.site_dir.parent) as address:
        yield f"{address}lab/"


def test_the_second_page_of_a_term_leads_to_that_in_the_other_language(
    open_page: Opener, topics_site: str
) -> None:
    """From a note to its tag, to page 2, to the other language, to a note there, and back."""
    page = open_page(f"{topics_site}notes/2/")
    follow_link(page, page.locator(".md-tags a"), by_keyboard)
    second = follow_link(page, page.locator(".pn-pager a[rel=next]").first, by_keyboard)
    assert second == f"{topics_site}topics/tags/moe/page/2/"

    follow_link(page, page.locator(".md-select__link[hreflang=zh]"), by_keyboard)
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator("h1")).to_have_text("混合专家")
    expect(page.locator(".pn-pager [aria-current=page]")).to_have_text("2")
    expect(page.locator(".pn-entry__title")).to_have_text(["笔记 1"])

    follow_link(page, page.locator(".md-select__link[hreflang=en]"), by_keyboard)
    assert page.url == second
    expect(page.locator(".pn-entry__title")).to_have_text(["Note 1"])


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_the_badges_of_three_languages_stay_beside_the_entry(
    open_page: Opener, topics_site: str, size: tuple[int, int]
) -> None:
    page = open_page(f"{topics_site}topics/tags/moe/", size)
    expect(page.locator(".pn-entry").first.locator(".pn-badge")).to_have_count(3)
    assert overflowing(page) == []

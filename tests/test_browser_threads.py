"""Series, related notes and backlinks in Chromium, on the example site."""

from __future__ import annotations

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
    style,
    tab_to,
    violations,
)
from tests.samples import crossed

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

"""What readers see and do: the example site, and a site with the built-in theme, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import expect

from tests.browser import (
    EXAMPLE,
    LAPTOP,
    OURS,
    PHONE,
    SCHEMES,
    WATCH_SHIFTS,
    Follow,
    Log,
    Opener,
    Pages,
    Scheme,
    build_example,
    by_keyboard,
    by_mouse,
    follow_link,
    height,
    lines,
    overflowing,
    scroll_through,
    served,
    settle,
    shifts,
    short_index,
    small_targets,
    style,
    violations,
)
from tests.build_site import Built, Project
from tests.samples import crossed
from tests.shared import Shared

# Pages of the example site.
NOTE = "notes/2026/pagedattention/"
LAST = "archive/page/3/"
LISTS = ("", "archive/page/2/", "zh/", "zh/archive/page/2/")
NOTES = (NOTE, f"zh/{NOTE}")


def build_plain(folder: Path) -> None:
    example: dict[str, Any] = yaml_load(EXAMPLE.read_text("utf-8"))
    config = {
        "INHERIT": str(EXAMPLE),
        "docs_dir": str(EXAMPLE.parent / "docs"),
        "strict": False,
        "nav": [{"About": "about.md"}],
        "plugins": [name for name in example["plugins"] if "papernotes" not in name],
    }
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    build_example(folder / "mkdocs.yml", folder / "served" / "mkdocs-papernotes")


@pytest.fixture(scope="module")
def plain_site(shared: Shared) -> Iterator[str]:
    """The address of the example site as Material builds it without the plugin."""
    with served(shared.folder("plain", build_plain) / "served", short_index(shared)) as address:
        yield f"{address}mkdocs-papernotes/"


def build_built_in(project: Project) -> Built:
    project.configure(theme="mkdocs", theme_options={"highlightjs": False})
    paper = {
        "title": "A paper of many words",
        "authors": [{"name": "Ada Lovelace", "affiliations": ["home"]}, {"name": "Alan Turing"}],
        "affiliations": [{"id": "home", "name": "A house"}],
        "arxiv": "2309.06180",
        "venue": {"title": "A conference"},
        "links": {"pdf": "https://example.org/paper.pdf"},
    }
    for day in range(1, 9):
        date = f"2026-04-{day:02}"
        text = f"# Note {day}\n\nWhat it says.\n\n<!-- more -->\n\n" + "And more of it.\n\n" * 40
        project.note(f"note-{day}.md", text, date=date, paper=paper, direction="Systems")
        project.note(
            f"note-{day}.zh.md", f"# Paper {day}：笔记\n\n说了什么。\n\n还说了什么。", date=date
        )
    return project.build("served/lab")


@pytest.fixture(scope="module")
def built_in_site(shared: Shared) -> Iterator[str]:
    """The address of a site in two languages with MkDocs' built-in theme."""
    built = shared.built("built-in", build_built_in)
    with served(built.site_dir.parent) as address:
        yield f"{address}lab/"


@crossed(size=[LAPTOP, PHONE], follow=[by_mouse, by_keyboard], together=1)
def test_from_the_stream_to_a_note_its_translation_the_archive_and_back(
    open_page: Opener, site: str, size: tuple[int, int], follow: Follow
) -> None:
    page = open_page("", size)
    entry = page.locator(".pn-entry", has=page.locator(".pn-badge[hreflang=zh]")).first
    both = entry.get_attribute("data-key")
    title = entry.locator(".pn-entry__title a")
    heading = title.inner_text()

    note = follow_link(page, title, follow)
    expect(page.locator("h1")).to_contain_text(heading)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".pn-header")).to_have_attribute("data-key", str(both))

    twin = follow_link(page, page.locator(".pn-translations a[hreflang=zh]"), follow)
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator(".pn-header")).to_have_attribute("data-key", str(both))
    expect(page.locator(".pn-translations a")).to_have_text("English")

    menu = ".md-tabs__link" if size == LAPTOP else ".md-sidebar--primary a.md-nav__link"
    archive = follow_link(page, page.locator(f"{menu}[href$='archive/']"), follow)
    assert archive == f"{site}zh/archive/"
    expect(page.locator(".pn-pager [aria-current=page]")).to_have_text("1")

    last = follow_link(page, page.locator(".pn-pager li:not(.pn-pager__end) >> text=3"), follow)
    assert last == f"{site}zh/{LAST}"
    expect(page.locator(".pn-list")).to_have_attribute("data-page", "3")
    expect(page.locator(".pn-pager [aria-current=page]")).to_have_text("3")
    expect(page.locator(".pn-list__page")).to_have_text("第 3 页，共 3 页")
    expect(page.locator(".pn-entry__title").first).to_be_visible()

    for address in (archive, twin, note, site):
        page.go_back()
        page.wait_for_url(address)
    expect(title).to_be_visible()
    assert title.inner_text() == heading


@pytest.mark.parametrize(
    ("path", "language", "target", "follow"),
    [
        (LAST, "zh", f"zh/{LAST}", by_mouse),
        (f"zh/{LAST}", "en", LAST, by_keyboard),
        (NOTE, "zh", f"zh/{NOTE}", by_keyboard),
        (f"zh/{NOTE}", "en", NOTE, by_mouse),
        ("page/2/", "zh", "zh/page/2/", by_mouse),
    ],
)
def test_the_switcher_of_the_theme_leads_to_the_same_page_in_the_other_language(
    open_page: Opener, site: str, path: str, language: str, target: str, follow: Follow
) -> None:
    page = open_page(path, PHONE)
    link = page.locator(f".md-select__link[hreflang={language}]")
    if follow is by_mouse:
        page.locator(".md-header .md-select > button").hover()

    assert follow_link(page, link, follow) == site + target

    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(OURS).first).to_be_attached()


@pytest.mark.parametrize("path", [*LISTS, *NOTES, "about/", "notes/2024/orca/"])
def test_a_page_asks_no_other_host_and_makes_no_error(
    open_page: Opener, site: str, path: str
) -> None:
    page = open_page("about/")
    with Log(page, site) as log:
        # the index is the last that Material asks for
        with page.expect_response("**/search_index.json"):
            page.goto(site + path)
        settle(page)
    elsewhere = page.locator("link:is([rel*=preconnect], [rel*=prefetch])[href^='http']")

    assert log.problems == []
    assert {urljoin(site, path), f"{site}assets/papernotes/papernotes.css"} <= set(log.requests)
    assert elsewhere.count() == 0


@pytest.mark.parametrize("path", [*LISTS, *NOTES, "archive/", "about/"])
def test_nothing_is_wider_than_the_screen_or_than_what_holds_it(
    open_page: Opener, path: str
) -> None:
    page = open_page(path)
    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        page.evaluate("scrollTo({left: 1000, behavior: 'instant'})")
        inside, outside = page.evaluate(
            "() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]"
        )
        assert (inside, outside) == (width, width)
        assert page.evaluate("scrollX") == 0, width
        assert overflowing(page) == [], width


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_our_elements_do_not_jump(open_page: Opener, site: str, size: tuple[int, int]) -> None:
    page = open_page("about/", size, script=WATCH_SHIFTS)
    # a formula grows when the site's own script typesets it
    page.route(re.compile("/(katex|formulas)[^/]*[.]js$"), lambda route: route.abort())
    for path in (*LISTS[:2], *NOTES):
        page.goto(site + path)
        settle(page)
        scroll_through(page)
        assert shifts(page) == [], path

    # A shift would have been seen:
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.evaluate(
        """() => requestAnimationFrame(() => requestAnimationFrame(() =>
            document.querySelector("h1").insertAdjacentHTML("beforebegin",
                "<div style='height: 90px'></div>")))"""
    )
    page.wait_for_function("() => window.shifts.length > 0")


@pytest.fixture(scope="module")
def plain_rules(pages: Pages, plain_site: str) -> Callable[[str, Scheme], set[str]]:
    """The rules of axe that a page of plain Material violates."""
    known: dict[tuple[str, Scheme], set[str]] = {}

    def rules(path: str, scheme: Scheme) -> set[str]:
        if (path, scheme) not in known:
            with pages.lent() as opened:
                page = opened(plain_site + path, scheme=scheme)
                expect(page.locator("h1")).to_be_visible()
                assert page.locator(OURS).count() == 0
                known[path, scheme] = set(violations(page))
        return known[path, scheme]

    return rules


@crossed(path=[*LISTS[:2], *NOTES, "about/", "zh/about/"], scheme=SCHEMES, together=1)
def test_axe_finds_nothing_of_ours(
    open_page: Opener, path: str, scheme: Scheme, plain_rules: Callable[[str, Scheme], set[str]]
) -> None:
    page = open_page(path, scheme=scheme)
    colours = {"light": "default", "dark": "slate"}
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", colours[scheme])
    # a list has no counterpart without the plugin: an ordinary page stands for it
    counterpart = path if path in NOTES else "about/"

    assert violations(page, OURS) == {}
    beyond = violations(page)
    assert {rule: beyond[rule] for rule in beyond.keys() - plain_rules(counterpart, scheme)} == {}


@pytest.mark.parametrize("path", [LISTS[3], NOTES[0], "about/"])
def test_axe_finds_nothing_of_ours_on_a_phone(open_page: Opener, path: str) -> None:
    assert violations(open_page(path, PHONE), OURS) == {}


def test_lists_and_notes_work_without_javascript(open_page: Opener, site: str) -> None:
    page = open_page("", PHONE, javascript=False)
    assert page.locator("html.no-js").count() == 1

    entry = page.locator(".pn-entry").first
    for part in ("time", ".pn-badge", ".pn-entry__title a", ".pn-entry__excerpt p >> nth=0"):
        expect(entry.locator(part).first).to_be_visible()
    entry.locator(".pn-entry__more a").click()
    expect(page.locator(".pn-header [data-field=title] dd")).to_be_visible()
    expect(page.locator(".pn-header [data-field=authors] dd")).to_be_visible()
    expect(page.locator(".pn-neighbours a").first).to_be_visible()

    page.locator(".pn-translations a").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator(".pn-translations a")).to_have_text("English")

    page.goto(f"{site}archive/")
    expect(page.locator(".pn-entry__excerpt").first).to_be_visible()
    page.locator(".pn-pager a[rel=next]").click()
    page.wait_for_url(f"{site}archive/page/2/")
    expect(page.locator(".pn-list__page")).to_have_text("Page 2 / 3")
    page.locator(".pn-entry__title a").first.click()
    expect(page.locator(".pn-header")).to_be_visible()


def test_the_progress_bar_follows_the_scrolling(open_page: Opener) -> None:
    page = open_page(NOTE)
    bar = page.locator(".pn-progress")
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.pn-progress')).transform).a"
    assert page.evaluate(scale) == 0

    for share in (0.25, 0.5, 1, 0):
        page.evaluate(
            """(share) => {
                const {scrollHeight, clientHeight} = document.documentElement;
                scrollTo({top: share * (scrollHeight - clientHeight), behavior: "instant"});
            }""",
            share,
        )
        page.wait_for_function(f"(share) => Math.abs({scale} - share) < 0.005", arg=share)

    assert bar.text_content() == ""
    assert bar.get_attribute("aria-hidden") == "true"
    assert height(bar) <= 4
    assert style(bar, "pointer-events") == "none"
    assert style(bar, "background-color") != "rgba(0, 0, 0, 0)"


def test_the_progress_bar_knows_where_a_page_was_opened(open_page: Opener) -> None:
    page = open_page(NOTE)
    fragment = page.locator("article h2[id]").last.get_attribute("id")

    page = open_page(f"{NOTE}#{fragment}")

    share = (
        "() => new DOMMatrix(getComputedStyle(document.querySelector('.pn-progress')).transform).a"
    )
    page.wait_for_function("scrollY > 100")
    page.wait_for_function(f"({share})() > 0.1")
    assert 0.1 < page.evaluate(share) <= 1


def test_there_is_no_progress_bar_with_reduced_motion(open_page: Opener) -> None:
    page = open_page(NOTE, motion=False)
    bar = page.locator(".pn-progress")
    scroll_through(page)

    assert style(bar, "display") == "none"
    assert bar.evaluate("(e) => e.style.transform") == ""


@crossed(path=["archive/", "zh/archive/"], shown=[(LAPTOP, 4), (PHONE, 2)], together=1)
def test_excerpts_of_the_archive_are_clamped_on_the_screen_only(
    open_page: Opener, path: str, shown: tuple[tuple[int, int], int]
) -> None:
    size, most = shown
    page = open_page(path, size)
    excerpts = page.locator(".pn-entry__excerpt").all()
    longest = max(excerpts, key=lambda excerpt: len(excerpt.text_content() or ""))

    assert max(map(lines, excerpts)) == most
    assert longest.evaluate("(e) => e.scrollHeight > e.clientHeight + 5")
    for excerpt in excerpts:
        assert re.search(r"[.!?:。！？：)”）]$", (excerpt.text_content() or "").strip())

    page.emulate_media(media="print")

    assert lines(longest) > most
    for excerpt in excerpts:
        assert excerpt.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")


@pytest.mark.parametrize(
    ("path", "chrome", "text"),
    [
        ("archive/page/2/", (".pn-pager",), (".pn-entry__title", ".pn-entry__excerpt", ".pn-year")),
        ("", (".pn-pager",), (".pn-entry__title", ".pn-entry__excerpt", "time")),
        (
            NOTE,
            (".pn-neighbours", ".pn-progress", ".pn-translations"),
            (".pn-header [data-field=authors]", ".pn-header [data-field=arxiv]"),
        ),
    ],
)
def test_the_print_holds_the_text_and_no_navigation(
    open_page: Opener, path: str, chrome: tuple[str, ...], text: tuple[str, ...]
) -> None:
    page = open_page(path)
    for part in (*chrome, *text):
        assert style(page.locator(part).first, "display") != "none", part

    page.emulate_media(media="print")

    for part in chrome:
        assert style(page.locator(part).first, "display") == "none", part
    for part in text:
        expect(page.locator(part).first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "size"), [("", LAPTOP), ("zh/", PHONE), (LISTS[3], LAPTOP), (LISTS[1], PHONE)]
)
def test_badges_are_of_one_size(open_page: Opener, path: str, size: tuple[int, int]) -> None:
    page = open_page(path, size)
    sizes = page.locator(".pn-badge").evaluate_all(
        "(all) => all.map((e) => [e.textContent, e.offsetWidth, e.offsetHeight])"
    )

    assert {text for text, _, _ in sizes} == {"EN", "中"}
    assert len({width for _, width, _ in sizes}) == 1, sizes
    assert len({height for _, _, height in sizes}) == 1, sizes


@crossed(path=LISTS, size=[LAPTOP, PHONE, (320, 640)], together=1)
def test_links_in_lists_can_be_hit(open_page: Opener, path: str, size: tuple[int, int]) -> None:
    assert small_targets(open_page(path, size), ".pn-list") == []


@crossed(path=LISTS, size=[LAPTOP, PHONE], together=1)
def test_the_pager_begins_where_the_list_does(
    open_page: Opener, path: str, size: tuple[int, int]
) -> None:
    page = open_page(path, size)
    edges = page.locator(".pn-list, .pn-pager ul, .pn-pager li:first-child").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect().left)"
    )
    assert len(edges) == 3
    assert len(set(edges)) == 1, edges


@crossed(path=LISTS[:2], scheme=SCHEMES, together=1)
def test_titles_are_in_the_colour_of_text(open_page: Opener, path: str, scheme: Scheme) -> None:
    page = open_page(path, scheme=scheme)
    page.locator("article.md-content__inner").evaluate(
        "(e) => e.insertAdjacentHTML('beforeend', '<p id=text>A <a href=#text>link</a></p>')"
    )
    text, link = (style(page.locator(part), "color") for part in ("#text", "#text a"))
    assert text != link

    colours = page.locator(".pn-entry__title a").evaluate_all(
        "(all) => [...new Set(all.map((e) => getComputedStyle(e).color))]"
    )
    assert colours == [text]
    assert style(page.locator(".pn-entry__title").first, "font-weight") == "600"


@crossed(path=["archive/", "archive/page/2/"], prefix=["", "zh/"], together=1)
def test_a_phone_shows_four_entries_of_the_archive(
    open_page: Opener, prefix: str, path: str
) -> None:
    page = open_page(prefix + path, (360, 800))
    boxes = page.locator(".pn-entry").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])"
    )

    assert len(boxes) == 12
    for (top, _), (_, bottom) in zip(boxes, boxes[3:], strict=False):
        assert bottom - top <= 800


@pytest.mark.parametrize(
    ("path", "language", "twin"),
    [
        ("", "en", "zh/"),
        ("archive/page/2/", "en", "zh/archive/page/2/"),
        ("notes/note-3/", "en", "zh/notes/note-3/"),
        ("zh/notes/note-3/", "zh", "notes/note-3/"),
    ],
)
def test_the_built_in_theme_shows_lists_notes_and_languages(
    open_page: Opener, built_in_site: str, path: str, language: str, twin: str
) -> None:
    page = open_page(built_in_site + path, PHONE)

    expect(page.locator("html")).to_have_attribute("lang", language)
    if "/note-" in path:
        expect(page.locator(".pn-header [data-field=arxiv]")).to_be_visible()
    else:
        expect(page.locator(".pn-entry__title a").first).to_be_visible()
        expect(page.locator(".pn-pager [aria-current=page]")).to_be_visible()
    assert overflowing(page) == []
    for scheme in SCHEMES:
        page.locator("html").evaluate("(e, scheme) => (e.dataset.bsTheme = scheme)", scheme)
        assert violations(page, OURS) == {}, scheme

    other = page.locator(".pn-translations a")
    with Log(page, built_in_site) as log:
        assert follow_link(page, other, by_mouse) == built_in_site + twin
        settle(page)
    assert log.problems == []


@crossed(path=["papers/", "zh/papers/", "archive/", ""], size=[LAPTOP, PHONE], together=1)
def test_the_built_in_theme_shows_lists_without_an_empty_box(
    open_page: Opener, built_in_site: str, path: str, size: tuple[int, int]
) -> None:
    page = open_page(built_in_site + path, size)
    expect(page.locator(".bs-sidebar")).to_be_hidden()
    assert overflowing(page) == []
    for scheme in SCHEMES:
        page.locator("html").evaluate("(e, scheme) => (e.dataset.bsTheme = scheme)", scheme)
        assert violations(page, OURS) == {}, scheme
    assert small_targets(page, ".pn-list, .pn-papers") == []


def test_the_built_in_theme_keeps_a_table_of_contents(
    open_page: Opener, built_in_site: str
) -> None:
    page = open_page(f"{built_in_site}notes/note-3/")
    expect(page.locator(".bs-sidebar")).to_be_visible()

"""A site of extremes: nothing overflows, overlaps or jumps, however long, short or wide it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from mkdocs_papernotes.options.settings import TERM_KINDS
from mkdocs_papernotes.terms.slug import slug_of
from tests.browser import (
    SCHEMES,
    WATCH_SHIFTS,
    Opener,
    Scheme,
    overflowing,
    scroll_through,
    served,
    settle,
    shifts,
    violations,
)
from tests.build_site import PNG, Built, Project
from tests.samples import crossed
from tests.shared import Shared

WIDTHS = (320, 360, 768, 1280)
LONG_TITLE = (
    "On the unreasonable difficulty of giving a short title to a paper that compares forty-one "
    "retrieval-augmented speculative decoding strategies over heterogeneous accelerators"
)
LONG_TITLE_ZH = (
    "论在异构加速器上比较四十一种检索增强的投机解码策略，"
    "并为之取一个足够简短的标题何以如此不近情理地困难：三行的标题"
)
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
FORMULA = "$$\n" + " + ".join(f"x_{{{n}}}^{{{n}}}" for n in range(60)) + "\n$$"
TABLE = "\n".join(
    [
        "| " + " | ".join(f"column {n}" for n in range(20)) + " |",
        "|" + "---|" * 20,
        "| " + " | ".join(f"value {n}" for n in range(20)) + " |",
    ]
)
CODE = "```python\nanswer = " + " + ".join(f"compute({n})" for n in range(40)) + "\n```"
IMAGE = "![A plot](plot.png){ width=2000 }"
TALL_IMAGE = '![A tall plot](plot.png){ style="float: left; width: 200px; height: 3000px" }'
PAPER = {
    "title": LONG_TITLE,
    "authors": [
        {
            "name": f"Author Number {n}",
            "affiliations": [f"p{n % 12}"],
            "orcid": "0000-0002-1825-0097" if n % 3 == 0 else None,
            "corresponding": n == 0,
            "equal_contributor": n < 4,
        }
        for n in range(40)
    ],
    "affiliations": [{"id": f"p{n}", "name": f"Institute of {WORD[: 20 + n]}"} for n in range(12)],
    "date": "2026-04-16",
    "arxiv": "2604.15244v3",
    "doi": "10.1145/" + "1234567890." * 12 + "1",
    "categories": ["cs.AI", "cs.CL", "cs.LG"],
    "venue": {"title": LONG_TITLE, "short_title": "Symposium on Long Names 2026"},
    "pages": 120,
    "read_version": "v2",
    "focus": "How long things may be",
    "contribution": "A site of extremes, " * 10,
    "abstract": "What they did. " * 60,
    "links": dict.fromkeys(
        ("pdf", "code", "dataset", "slides", "video", "poster", "project", WORD[:30]),
        "https://example.org/x",
    ),
}
TAGS = ["a tag", LONG_TITLE, WORD]
TOPICS = ("topics/", "topics/tags/", f"topics/directions/{slug_of(WORD)}/")
PAGES = ("", "archive/", "papers/", *TOPICS, "notes/long/", "notes/short/", "notes/wide/")


def build_extremes(project: Project) -> Built:
    project.configure(
        theme="material",
        papernotes={"topics": {"kinds": [*TERM_KINDS], "authors": {"min_notes": 1}}},
        markdown_extensions=[
            "attr_list",
            "tables",
            {"pymdownx.arithmatex": {"generic": True}},
            "pymdownx.superfences",
        ],
    )
    project.write("index.md", "# Notes\n\nA text of the author's own above the stream.\n\n" + TABLE)
    project.write("index.zh.md", "# 笔记\n\n作者自己写在列表上方的文字。")
    project.write("archive.md", f"# {LONG_TITLE}\n\nA text above the archive.")
    project.write("notes/plot.png", PNG)
    marks = {"state": "reading", "rating": 5, "updated": "2026-05-01", "pin": True}
    body = f"Text.\n\n{FORMULA}\n\n<!-- more -->\n\nMore."
    for suffix, title in (("", LONG_TITLE), (".zh", LONG_TITLE_ZH)):
        people = [{"name": f"Reviewer {n}", "orcid": "0000-0002-1825-0097"} for n in range(4)]
        values = {
            "authors": people,
            "direction": WORD,
            "paper": PAPER,
            "tags": TAGS,
            **marks,
        }
        project.note(f"long{suffix}.md", body, title=title, **values)
        project.note(f"short{suffix}.md", "", title="Why" if not suffix else "何")
        wide = "\n\n".join(["One line.", IMAGE, TABLE, CODE, FORMULA, f"{WORD}{WORD}{WORD}"])
        project.note(f"wide{suffix}.md", wide, title=WORD, date=None)
    project.note("tall.md", f"{TALL_IMAGE}\n\nOne line.", title="Tall", date="2030-01-01")
    return project.build(strict=False)


@pytest.fixture(scope="module")
def extremes(shared: Shared) -> Iterator[str]:
    """The address of the site."""
    with served(shared.built("extremes", build_extremes).site_dir) as address:
        yield address


def at(open_page: Opener, address: str, width: int, scheme: Scheme = "light") -> Page:
    page = open_page(address, (width, 800), scheme=scheme, script=WATCH_SHIFTS)
    settle(page)
    return page


# Visible boxes that hold text of ours and cover each other, though none holds the other.
OVERLAPS = """() => {
    const shown = (e) => {
        const {clipPath, position} = getComputedStyle(e);
        return e.checkVisibility({opacityProperty: true}) && clipPath === "none"
            && position !== "fixed";
    };
    const found = [];
    for (const parent of document.querySelectorAll(".pn-header, .pn-fields, .pn-field dd, "
            + ".pn-entry, .pn-entry__meta, .pn-list, .pn-filter, .pn-papers tr, .pn-pager ul")) {
        const boxes = [...parent.children].filter(shown).map((e) => [e, e.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && box.height > 1);
        boxes.forEach(([one, a], n) => boxes.slice(n + 1).forEach(([other, b]) => {
            const inline = [one, other].some((e) => getComputedStyle(e).display === "inline");
            const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (!inline && x > 2 && y > 2)
                found.push(`${one.outerHTML.slice(0, 80)} / ${other.outerHTML.slice(0, 80)}`);
        }));
    }
    return found;
}"""


@crossed(path=PAGES, language=["", "zh/"], together=1)
def test_nothing_overflows_or_overlaps(
    open_page: Opener, extremes: str, path: str, language: str
) -> None:
    page = at(open_page, f"{extremes}{language}{path}", WIDTHS[-1])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        for unfolded in (False, True):
            page.evaluate(
                """(open) => {
                    document.querySelectorAll(".pn-header details").forEach((e) => e.open = open);
                    const all = document.querySelector(".pn-all");
                    if (all) all.checked = open;
                }""",
                unfolded,
            )
            where = (width, unfolded)
            # the theme's drawer may be on its way out
            page.wait_for_function(
                "(width) => document.documentElement.scrollWidth === width", arg=width
            )
            assert overflowing(page) == [], where
            assert page.evaluate(OVERLAPS) == [], where


@crossed(path=["", "zh/notes/long/", "papers/", *TOPICS], scheme=SCHEMES, together=1)
def test_axe_finds_nothing(open_page: Opener, extremes: str, path: str, scheme: Scheme) -> None:
    page = at(open_page, extremes + path, 360, scheme)
    for selector in (".pn-list", ".pn-header", ".pn-papers"):
        if page.locator(selector).count():
            found = violations(page, selector)
            # Material makes its wide tables scroll so everywhere.
            scrolling = found.pop("scrollable-region-focusable", [])
            assert all("md-typeset__scrollwrap" in html for html in scrolling)
            assert found == {}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_jumps(open_page: Opener, extremes: str, path: str) -> None:
    page = at(open_page, extremes + path, 360)
    scroll_through(page)
    assert shifts(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_picture_of_an_excerpt_is_capped_and_stays_in_its_entry(
    open_page: Opener, extremes: str, width: int
) -> None:
    page = at(open_page, extremes, width)
    entry = page.locator(".pn-entry[data-key='notes/tall']")
    picture, whole = entry.locator("img").bounding_box(), entry.bounding_box()
    assert picture
    assert whole
    assert 100 < picture["height"] <= 340
    assert picture["y"] + picture["height"] <= whole["y"] + whole["height"]


def test_a_note_without_an_excerpt_is_listed_with_its_title(
    open_page: Opener, extremes: str
) -> None:
    page = at(open_page, f"{extremes}archive/", 360)
    entry = page.locator(".pn-entry[data-key='notes/short'][lang=en]")
    expect(entry.locator(".pn-entry__title")).to_have_text("Why")
    expect(entry.locator(".pn-entry__excerpt, .pn-entry__more")).to_have_count(0)

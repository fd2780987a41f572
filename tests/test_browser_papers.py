"""What readers do with papers: citations, the table, folded headers, search, print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import (
    LAPTOP,
    PATIENCE,
    REMEMBER_WRITTEN,
    SCHEMES,
    Log,
    Opener,
    Scheme,
    height,
    overflowing,
    served,
    small_targets,
    style,
    tab_to,
    violations,
)
from tests.build_site import Project
from tests.samples import crossed

NOTE = "notes/2026/pagedattention/"
SMALL = (360, 800)


# Citations


def open_citations(page: Page) -> Locator:
    """The opened disclosure, by keyboard."""
    cite = page.locator(".pn-cite")
    tab_to(page, cite.locator("summary"))
    page.keyboard.press("Enter")
    expect(cite).to_have_attribute("open", "")
    return cite


@pytest.mark.parametrize(("prefix", "copied"), [("", "Copied: BibTeX"), ("zh/", "已复制：BibTeX")])
def test_bibtex_is_copied_by_keyboard(
    browser: Browser, site: str, prefix: str, copied: str
) -> None:
    with browser.new_context(permissions=["clipboard-write"]) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script(REMEMBER_WRITTEN)
        page.goto(site + prefix + NOTE)
        cite = open_citations(page)
        tab_to(page, cite.locator("[data-format='cite.bib'] .pn-copy"))
        page.keyboard.press("Enter")

        # what a screen reader is told
        expect(cite.get_by_role("status")).to_have_text(copied)
        (entry,) = bibtexparser.parse_string(page.evaluate("window.written")).entries
        assert entry.key == "kwon2023efficient"
        assert entry["doi"] == "10.1145/3600006.3613165"


def test_citations_are_files(open_page: Opener, tmp_path: Path) -> None:
    page = open_page(NOTE)
    cite = open_citations(page)
    for name, file_name in (
        ("cite.bib", "kwon2023efficient.bib"),
        ("cite.ris", "kwon2023efficient.ris"),
        ("cite.json", "kwon2023efficient.json"),
        ("note.bib", "wei2026pagedattentionx6e7b4f.bib"),
    ):
        format_ = cite.locator(f"[data-format='{name}']")
        tab_to(page, format_.locator("a"))
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename == file_name
        download.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_text("utf-8") == format_.locator("code").text_content()


def test_citations_open_without_javascript(open_page: Opener) -> None:
    page = open_page(NOTE, javascript=False)
    page.locator(".pn-cite summary").click()
    expect(page.locator("[data-format='cite.bib'] code")).to_contain_text("@inproceedings{")
    expect(page.locator("[data-format='cite.bib'] a")).to_be_visible()
    expect(page.locator(".pn-copy").first).to_be_hidden()


@crossed(path=[NOTE, f"zh/{NOTE}"], scheme=SCHEMES, together=1)
def test_axe_finds_nothing_in_an_open_header(open_page: Opener, path: str, scheme: Scheme) -> None:
    page = open_page(path, scheme=scheme)
    page.evaluate("document.querySelectorAll('.pn-header details').forEach((e) => e.open = true)")
    assert violations(page, ".pn-header") == {}
    assert overflowing(page) == []


# The table of papers


def titles(page: Page) -> list[str]:
    return page.locator("tbody tr:not([hidden]) .pn-papers__title").all_inner_texts()


def test_the_table_is_sorted_by_keyboard(open_page: Opener) -> None:
    page = open_page("papers/")
    whole = titles(page)
    assert len(whole) >= 16
    years = [row.get_attribute("data-date") for row in page.locator("tbody tr").all()]
    assert years == sorted(years, key=str, reverse=True)
    head = page.locator("th[data-column=title]")
    tab_to(page, head.locator("button"))
    for order, reverse in (("ascending", False), ("descending", True)):
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", order)
        expect(page.locator("th[aria-sort]")).to_have_count(1)
        assert titles(page) == sorted(whole, key=str.casefold, reverse=reverse)


def test_the_table_is_filtered_by_keyboard(open_page: Opener) -> None:
    page = open_page("papers/")
    whole = titles(page)
    tab_to(page, page.locator(".pn-filter [name=text]"))
    page.keyboard.type("memory kwon")
    expect(page.locator(".pn-papers__count")).to_have_text(f"1 of {len(whole)} papers")
    assert titles(page) == [
        "Efficient Memory Management for Large Language Model Serving with PagedAttention"
    ]
    page.keyboard.press("Enter")  # a form without a target: the page stays
    expect(page).to_have_url(re.compile("/papers/$"))
    for _ in "memory kwon":
        page.keyboard.press("Backspace")
    expect(page.locator(".pn-papers__count")).to_have_text(f"{len(whole)} papers")

    tab_to(page, page.locator(".pn-filter [name=year]"))
    page.keyboard.type("2023")
    expect(page.locator(".pn-papers__count")).to_contain_text(" of ")
    shown = page.locator("tbody tr:not([hidden])").all()
    assert shown
    assert {row.get_attribute("data-year") for row in shown} == {"2023"}


@pytest.mark.parametrize("name", ["venue", "direction", "state", "rating"])
def test_the_table_is_filtered_by(open_page: Opener, name: str) -> None:
    page = open_page("zh/papers/")
    select = page.locator(f".pn-filter [name={name}]")
    value = select.locator("option").nth(1).get_attribute("value")
    select.select_option(value)
    expect(page.locator(".pn-papers__count")).to_contain_text("显示")
    for row in page.locator("tbody tr").all():
        fits = value in str(row.get_attribute(f"data-{name}")).split("\n")
        assert row.is_visible() == fits


def test_the_table_is_filtered_by_names_with_any_sign(open_page: Opener, tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    for number, sign in enumerate("|,;&\"'\\<"):
        name = f"RL {sign} LLM"
        paper = {"title": f"Paper {number}", "venue": name, "arxiv": f"2401.0000{number}"}
        project.note(f"a{number}.md", f"# Note {number}", paper=paper, direction=name)
        project.note(f"b{number}.md", f"# Other {number}", paper=paper, direction="Other")
    with served(project.build().site_dir) as address:
        page = open_page(f"{address}papers/")
        for select in page.locator(".pn-filter [name=venue], .pn-filter [name=direction]").all():
            for value in select.locator("option").all()[1:]:
                select.select_option(value.get_attribute("value"))
                shown = page.locator(".pn-papers tbody tr:not([hidden])")
                expect(shown).to_have_count(8 if value.text_content() == "Other" else 1)
            select.select_option("")


def test_the_table_can_be_read_without_javascript(open_page: Opener) -> None:
    page = open_page("papers/", javascript=False)
    assert len(titles(page)) >= 16
    expect(page.locator(".pn-filter")).to_be_hidden()
    link = page.locator("tbody tr", has_text="PagedAttention").locator(".pn-papers__note a").first
    link.click()
    expect(page.locator(".pn-header")).to_have_attribute("data-key", NOTE.strip("/"))


@crossed(
    path=["papers/", "zh/papers/"],
    size=[LAPTOP, (768, 800), SMALL, (320, 700)],
    scheme=SCHEMES,
    together=1,
)
def test_axe_finds_nothing_in_the_table(
    open_page: Opener, path: str, size: tuple[int, int], scheme: Scheme
) -> None:
    page = open_page(path, size, scheme=scheme)
    assert violations(page, ".pn-papers") == {}
    assert overflowing(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert small_targets(page, ".pn-papers") == []


def test_the_table_is_searched_by_what_describes_a_paper(open_page: Opener) -> None:
    page = open_page("papers/")
    search = page.get_by_role("searchbox", name="Search")
    expect(search).to_have_attribute("placeholder", "Title, author, venue, …")
    for words, found in {
        "kwon sosp": 1,
        "2309.06180": 1,
        "给 KV 缓存装上虚拟内存": 1,  # the title of its note in Chinese
        "agents voyager": 1,
        "english": 0,
        "中文": 0,
    }.items():
        search.fill(words)
        expect(page.locator(".pn-papers tbody tr:visible")).to_have_count(found)


@pytest.mark.parametrize("path", ["papers/", "zh/papers/"])
def test_the_table_is_a_list_on_a_phone(open_page: Opener, path: str) -> None:
    for size, shown in ((SMALL, "block"), (LAPTOP, "table")):
        page = open_page(path, size)
        assert style(page.locator(".pn-papers table"), "display") == shown
    page = open_page(path, SMALL)
    for row in page.locator(".pn-papers tbody tr").all()[:3]:
        edges = {
            round(cell.bounding_box()["x"])
            for cell in row.locator("> :is(td:first-child, td:last-child)").all()
        }
        assert edges == {16}
    assert style(page.locator(".pn-papers"), "font-variant-numeric") == "tabular-nums"


def test_two_thousand_papers_are_sorted_and_filtered_at_once(
    open_page: Opener, tmp_path: Path
) -> None:
    """Within the tenth of a second that feels immediate (Nielsen), with room for slow machines."""
    project = Project(tmp_path).configure("none", languages=("en",))
    for number in range(20):
        project.note(
            f"n{number}.md",
            f"# Note {number}",
            paper={"title": f"Paper {number}", "arxiv": f"2401.{number:05}", "date": "2024-01-02"},
        )
    built = project.build()
    with served(built.site_dir) as address:
        page = open_page(f"{address}papers/")
        spent: dict[str, Any] = page.evaluate(
            """() => {
                const body = document.querySelector(".pn-papers tbody");
                const rows = [...body.rows];
                for (let copy = 1; copy < 100; copy++)
                    for (const row of rows) {
                        const other = row.cloneNode(true);
                        other.querySelector(".pn-papers__title").textContent += ` ${copy}`;
                        body.append(other);
                    }
                const timed = (act) => {
                    const begin = performance.now();
                    act();
                    document.body.getBoundingClientRect();
                    return performance.now() - begin;
                };
                const text = document.querySelector(".pn-filter [name=text]");
                const type = () => {
                    text.value = "paper 7";
                    text.dispatchEvent(new Event("input", {bubbles: true}));
                };
                const sort = () => document.querySelector(".pn-sort").click();
                type();  // the first time collects the texts of the rows
                return {rows: body.rows.length, filter: timed(type), sort: timed(sort)};
            }"""
        )
    assert spent["rows"] == 2000
    assert spent["filter"] < 1000, spent
    assert spent["sort"] < 1500, spent


# The header


def test_authors_fold_after_three_on_a_phone_without_a_script(open_page: Opener) -> None:
    page = open_page(NOTE, SMALL, javascript=False)
    last = page.locator("[data-field=authors] .pn-author", has_text="Ion Stoica")
    expect(page.locator(".pn-author:visible")).to_have_count(3)
    expect(page.locator(".pn-more--some")).to_have_text("and 6 more")
    expect(page.locator("[data-field=pages]")).to_be_hidden()
    tab_to(page, page.locator("#pn-all"), seen=False)
    page.keyboard.press("Space")
    expect(last).to_be_visible()
    expect(page.locator("[data-field=pages]")).to_be_visible()
    expect(page.locator(".pn-more__close")).to_be_visible()
    expect(page.locator(".pn-more__open")).to_be_hidden()
    page.keyboard.press("Space")
    expect(last).to_be_hidden()


def test_the_focus_of_the_fold_is_seen(open_page: Opener) -> None:
    page = open_page(NOTE, SMALL)
    label = page.locator(".pn-more--fields")
    before = style(label, "outline-style")
    tab_to(page, page.locator("#pn-all"), seen=False)
    assert (before, style(label, "outline-style")) == ("none", "solid")


def test_a_laptop_shows_all_but_authors_beyond_the_limit(open_page: Opener, tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",), papernotes={"max_authors": 5})
    people = [f"Author Number{n}" for n in range(40)]
    project.note("a.md", "# A", paper={"title": "Of many", "authors": people})
    built = project.build()
    with served(built.site_dir) as address:
        for width, shown, more in ((1280, 5, "and 35 more"), (360, 3, "and 37 more")):
            page = open_page(f"{address}notes/a/", (width, 800), javascript=False)
            expect(page.locator(".pn-author:visible")).to_have_count(shown)
            label = page.locator("[data-field=authors] .pn-more:visible")
            expect(label).to_have_text(more)
            label.click()
            expect(page.locator(".pn-author:visible")).to_have_count(40)
            assert overflowing(page) == []


@pytest.mark.parametrize("path", [NOTE, f"zh/{NOTE}", "notes/2026/layerskip/"])
def test_a_phone_shows_the_first_lines_of_a_note_on_its_first_screen(
    open_page: Opener, path: str
) -> None:
    page = open_page(path, SMALL)
    first = page.locator(".pn-header + p")
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + 2 * float(style(first, "line-height").removesuffix("px")) <= SMALL[1]


def test_buttons_can_be_hit_with_a_thumb(open_page: Opener) -> None:
    page = open_page(NOTE, SMALL)
    page.locator(".pn-cite summary").click()
    for button in page.locator(".pn-link, .pn-copy, .pn-more--fields, .pn-cite summary").all():
        assert height(button) >= 44, button.inner_text()


@crossed(path=[NOTE, f"zh/{NOTE}"], size=[LAPTOP, SMALL], together=1)
def test_links_of_the_header_can_be_hit(
    open_page: Opener, path: str, size: tuple[int, int]
) -> None:
    page = open_page(path, size)
    hit = """(e) => {
        const {left, right, top, bottom} = e.getClientRects()[0];
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const at = (dx, dy) => e.contains(document.elementFromPoint(x + dx, y + dy));
        return at(-11.5, 0) && at(11.5, 0) && at(0, -11.5) && at(0, 11.5);
    }"""
    links = page.locator(".pn-header a:visible, .pn-header .pn-more:visible").all()
    assert [link.inner_text() for link in links if not link.evaluate(hit)] == []


# Looks


def test_figures_stand_on_white_in_the_dark(open_page: Opener) -> None:
    for scheme, colour in (("dark", "rgb(255, 255, 255)"), ("light", "rgba(0, 0, 0, 0)")):
        page = open_page(NOTE, scheme=scheme)
        figure = page.locator(".pn-header ~ p img, .pn-header ~ figure img").first
        assert style(figure, "background-color") == colour


def test_a_formula_in_a_list_is_typeset(open_page: Opener) -> None:
    page = open_page("archive/")
    formula = page.locator(".pn-entry__excerpt .katex-html").first
    expect(formula).to_be_visible()
    assert "\\" not in formula.inner_text()


def test_the_table_of_papers_is_as_wide_as_the_paper(open_page: Opener) -> None:
    page = open_page("papers/", (718, 1000))
    page.emulate_media(media="print")
    box = page.locator(".pn-papers__table").bounding_box()
    assert box is not None
    assert box["width"] >= 710


def test_print_shows_where_links_lead(open_page: Opener) -> None:
    page = open_page(NOTE)
    page.emulate_media(media="print")
    link = page.locator("[data-field=arxiv] a")
    shown = link.evaluate("(e) => getComputedStyle(e, '::after').content")
    assert "https://arxiv.org/abs/2309.06180" in shown or "attr(href)" in shown
    for hidden in (".pn-cite", ".pn-pager", ".pn-progress", ".pn-translations"):
        assert page.locator(f"{hidden}:visible").count() == 0


@pytest.mark.parametrize("path", ["", "archive/", "zh/"])
def test_a_list_is_one_column_in_the_middle_without_sidebars(open_page: Opener, path: str) -> None:
    page = open_page(path)
    assert page.locator(".md-sidebar:visible").count() == 0
    box = page.locator(".pn-list").bounding_box()
    assert box is not None
    assert abs(box["x"] + box["width"] / 2 - LAPTOP[0] / 2) < 20


@pytest.mark.parametrize("path", [NOTE, "archive/"])
def test_a_line_has_at_most_seventy_letters(open_page: Opener, path: str) -> None:
    page = open_page(path)
    selector = ".pn-header + p" if path == NOTE else ".pn-entry__excerpt"
    longest = page.locator(selector).first.evaluate(
        """(e) => {
            const range = document.createRange();
            const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
            const lines = {};
            while (walker.nextNode()) {
                const node = walker.currentNode;
                for (let i = 0; i < node.length; i++) {
                    range.setStart(node, i);
                    range.setEnd(node, i + 1);
                    const {bottom} = range.getBoundingClientRect();
                    const line = Math.round(bottom / 10);
                    lines[line] = (lines[line] ?? 0) + 1;
                }
            }
            return Math.max(...Object.values(lines));
        }"""
    )
    assert 40 < longest <= 78


# Search


def test_a_chinese_search_finds_a_note(open_page: Opener, searched_site: str) -> None:
    page = open_page(f"{searched_site}zh/about/")
    with Log(page, searched_site) as log:
        page.goto(f"{searched_site}zh/")
        page.locator(".md-search__input").click()
        # what is typed while the index is being read is not searched for
        expect(page.locator(".md-search-result__meta")).to_have_text("键入以开始搜索")
        page.keyboard.type("虚拟内存")
        page.keyboard.press("Shift")  # as an input method would, which the typing lacks
        found = page.locator(".md-search-result__link[href*='zh/notes/2026/pagedattention/']")
        expect(found.first).to_be_visible()
    assert log.problems == []


# Instant navigation

# What takes the clicks on an element in its place.
_COVERED = """(e) => {
    const {left, top, width, height} = e.getClientRects()[0];
    return [...Array(Math.floor(width)).keys()]
        .map((x) => document.elementFromPoint(left + x, top + height / 2))
        .filter((there) => !e.contains(there))
        .map((there) => there.outerHTML);
}"""
_MACHINES = """() => ({
    cards: [...document.querySelectorAll("meta[property='og:title']")].map((e) => e.content),
    graphs: [...document.querySelectorAll("script[type='application/ld+json']")]
        .map((e) => JSON.parse(e.textContent)["@graph"][0].headline),
    spans: document.querySelectorAll("span.Z3988").length,
    told: window.told,
    same: window.same === 1,
})"""


def test_instant_navigation_brings_formulas_citations_and_metadata_along(
    browser: Browser, tmp_path: Path
) -> None:
    """Material replaces the page without loading it; without static-i18n, where it warns."""
    with served(tmp_path) as address, browser.new_context() as context:
        project = Project(tmp_path / "source").configure(
            "none",
            languages=("en",),
            theme="material",
            theme_options={"features": ["navigation.instant"]},
            site_url=f"{address}lab/",
            papernotes={"formulas": "katex", "macros": {r"\half": r"\frac{1}{2}"}},
            markdown_extensions=[{"pymdownx.arithmatex": {"generic": True}}],
        )
        for name in ("one", "two"):
            paper = {"title": f"Paper {name}", "arxiv": "1706.03762"}
            text = "Formulas: " + "$x^\\half$ " * 9
            project.note(f"{name}.md", f"# Note {name}\n\n{text}", paper=paper)
        (project.build().site_dir).rename(tmp_path / "lab")

        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script(
            "window.told = 0; document.addEventListener('ZoteroItemUpdated', () => window.told++)"
        )
        page.goto(f"{address}lab/")
        page.evaluate("window.same = 1")
        expect(page.locator(".pn-entry__excerpt .katex").first).to_be_visible()
        assert page.evaluate(_MACHINES)["spans"] == 0

        for title in ("Note one", "Note two"):
            page.locator("a:visible", has_text=title).first.click()
            expect(page.locator("h1")).to_contain_text(title)
            expect(page.locator("article p .katex .mfrac").last).to_be_visible()
            assert page.locator(".pn-cite summary").evaluate(_COVERED) == []
            page.wait_for_function("(title) => document.title.startsWith(title)", arg=title)
            found = page.evaluate(_MACHINES)
            assert found["cards"] == [title]
            assert found["graphs"] == [title]
            assert (found["spans"], found["same"]) == (2, True)
            open_citations(page)
            expect(page.locator(".pn-copy").first).to_be_visible()
        assert found["told"] >= 3

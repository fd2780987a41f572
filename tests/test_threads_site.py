"""Series, related notes and backlinks on the pages of built sites, in all structures."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS
from tests.build_site import Built, Page, Project, page_text
from tests.shared import Shared

SITES = {"suffix": "material", "folder": "mkdocs", "none": "readthedocs"}
HEADER, SERIES, RELATED, BACKLINKS, NEIGHBOURS = (
    *(".pn-header", ".pn-series", ".pn-related", ".pn-backlinks", ".pn-neighbours"),
)


def write(project: Project, layout: str) -> None:
    """Four parts of a series, one in one language; notes that mention others; some hidden."""

    def note(name: str, language: str, body: str, **front_matter: object) -> None:
        if layout == "none" and language == "zh":
            body = body.replace(".md)", ".zh.md)")
        path = f"{language}/notes/{name}.md" if layout == "folder" else f"notes/{name}.md"
        if layout != "folder" and language == "zh":
            path = f"notes/{name}.zh.md"
        date = front_matter.pop("date", "2026-01-09")
        project.write(path, page_text(body, date=date, **front_matter))

    for part in (1, 2, 4):
        series = {"name": "Serving", "part": part}
        note(
            f"part{part}",
            "en",
            f"# Part no {part}\n\nText.",
            series=series,
            date=f"2026-01-0{part}",
        )
        note(f"part{part}", "zh", f"# 之{part}\n\n文字。", date=f"2026-01-0{part}")
    note("part3", "en", "# Only English", series={"name": "serving", "part": 3}, date="2026-01-03")
    note(
        "mention",
        "en",
        "# <i>R&D</i>\n\nBefore. If $x<y$ & `<b>`, then [*part*](part1.md) says “so”. After.",
        tags=["rare"],
    )
    note("twin", "zh", "# 只有中文\n\n前文。见[这里](part1.md)，就是如此。后文。", tags=["rare"])
    note("closed", "en", "# Closed\n\nSecret of [it](part1.md).", excerpt=False)
    note("hidden", "en", "# Never told\n\nSecret of [it](part1.md).", unlisted=True)
    note("later", "en", "# Not yet\n\nSecret of [it](part1.md).", publish="2999-01-01")
    note("alone", "en", "# Alone\n\nNothing.")


def build(project: Project, layout: str) -> Built:
    papernotes = {"topics": True, "terms": {"serving": {"en": "Serving", "zh": "推理服务"}}}
    if layout == "none":
        papernotes["locales"] = ["en", "zh"]  # type: ignore[assignment]
    project.configure(layout, theme=SITES[layout], papernotes=papernotes)
    write(project, layout)
    return project.build()


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, shared: Shared) -> Built:
    layout = request.param
    return shared.built(f"threads-{layout}", lambda project: build(project, layout))


def page_of(site: Built, name: str, language: str = "en") -> Page:
    """The page of a note, wherever its structure puts it."""
    paths = (f"zh/notes/{name}/", f"notes/{name}.zh/") if language == "zh" else (f"notes/{name}/",)
    (path,) = [found for path in paths if site.has(found := f"{path}index.html")]
    return site.page(path)


def test_everything_stands_in_its_place(site: Built) -> None:
    page = page_of(site, "part1")
    html = page.html
    places = [html.index(f'"{part}') for part in ("pn-header", "pn-series")]
    places += [html.index("Text.</p>")]
    places += [html.index(part) for part in ("pn-related", "pn-backlinks", '"pn-neighbours')]
    assert places == sorted(places)
    empty = page_of(site, "alone")
    for selector in (SERIES, RELATED, BACKLINKS):
        assert empty.all(selector) == []


def test_the_parts_of_a_series_are_the_same_in_both_languages(site: Built) -> None:
    for language, part in (("en", "Part 2 of 4"), ("zh", "第 2 篇，共 4 篇")):
        page = page_of(site, "part2", language)
        assert page.texts(".pn-series__part") == [part]
        assert page.texts(".pn-series [aria-current]") == [
            "Part no 2" if language == "en" else "之2"
        ]
        ends = []
        for link in page.all(".pn-series li a"):
            found = site.resolve(link.get("href"), page.path)
            assert found is not None
            assert site.has(found[0])
            ends.append(site.page(found[0]).texts("h1")[0].strip("¶ "))
        titles = {
            "en": ["Part no 1", "Only English", "Part no 4"],
            "zh": ["之1", "Only English", "之4"],
        }
        assert ends == titles[language]
        (name,) = page.all(".pn-series__name a")
        found = site.resolve(name.get("href"), page.path)
        assert found is not None
        assert site.has(found[0])
    assert page.texts(".pn-series .pn-badge") == ["EN"]


def test_a_series_is_paired(site: Built) -> None:
    """The pages of a series in two languages lead to each other."""
    page = page_of(site, "part2")
    found = site.resolve(page.one(".pn-series__name a").get("href"), page.path)
    assert found is not None
    alternates = {
        link.get("hreflang"): link.get("href") for link in site.page(found[0]).all("link[hreflang]")
    }
    assert {"en", "zh"} <= alternates.keys()


def test_sentences_are_text(site: Built) -> None:
    for language in ("en", "zh"):
        page = page_of(site, "part1", language)
        titles = page.texts(".pn-backlinks li > a")
        assert sorted(titles) == ["Closed", "R&D", "只有中文"]
        sentences = {
            quote.get("lang"): quote.text_content() for quote in page.all(".pn-backlinks__sentence")
        }
        assert sentences == {
            "en": "If $x<y$ & <b>, then part says “so”.",
            "zh": "见这里，就是如此。",
        }
        assert "<q><i>" not in page.html


def test_related_notes_say_why_in_the_language_of_the_page(site: Built) -> None:
    english, chinese = page_of(site, "mention"), page_of(site, "twin", "zh")
    assert {*english.texts(".pn-related__why")} == {"mentioned in this note", "also on rare"}
    assert {*chinese.texts(".pn-related__why")} == {"本篇提到了它", "同样谈到rare"}


def test_nothing_hidden_is_told(site: Built) -> None:
    for page in site.pages:
        if "/hidden" not in page.path:
            assert "Never told" not in page.html, page.path
        if "/closed" not in page.path and "/hidden" not in page.path:
            assert "Secret" not in page.html, page.path
        assert "Not yet" not in page.html
    hidden = page_of(site, "hidden")
    for selector in (SERIES, RELATED, BACKLINKS):
        assert hidden.all(selector) == []


def test_search_finds_texts_and_not_what_others_say(site: Built) -> None:
    for entry in site.search_entries:
        if "part1" in entry["location"]:
            assert "mention" not in entry["text"]
            assert "so" not in entry["text"]


def test_templates_of_before_still_serve(tmp_path: Path) -> None:
    """A footer of an author's own names the neighbours as it always did."""
    project = Project(tmp_path)
    project.configure(theme="mkdocs", theme_options={"custom_dir": str(tmp_path / "theme")})
    folder = tmp_path / "theme" / "papernotes"
    folder.mkdir(parents=True)
    text = "{% if older %}<b id=x>{{ older.text }} {{ older.href }}</b>{% endif %}{{ metadata }}"
    (folder / "footer.html").write_text(text, "utf-8")
    project.note("a.md", "# A", date="2026-01-01")
    project.note("b.md", "# B", date="2026-01-02")
    page = project.build().page("notes/b/index.html")
    assert page.texts("#x") == ["A ../../notes/a/"]


def test_of_many_mentions_the_newest_are_shown_and_the_others_folded(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(theme="mkdocs")
    project.note("a.md", "# A")
    for day in range(1, 14):
        project.note(f"n{day}.md", f"# N{day}\n\n[A](a.md)", date=f"2026-01-{day:02}")
    page = project.build().page("notes/a/index.html")
    assert page.texts(".pn-backlinks > ul a") == [f"N{day}" for day in range(13, 3, -1)]
    assert page.texts(".pn-backlinks details a") == ["N3", "N2", "N1"]
    assert page.texts(".pn-backlinks summary") == ["3 more"]


def test_options_turn_lists_off(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure(papernotes={"related": False, "backlinks": False, "neighbours": "series"})
    write(project, "suffix")
    site = project.build()
    page = page_of(site, "part4")
    assert page.all(RELATED) == page.all(BACKLINKS) == []
    assert page.texts(".pn-neighbours__previous") == ["Previous Only English"]
    chinese = page_of(site, "part4", "zh").one(".pn-neighbours__previous")
    assert chinese.get("hreflang") == "en"
    assert chinese.get("target") == "_self"


@pytest.mark.pure
@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("related", True, "must be `false` or a whole number of at least 1, not True"),
        ("related", 0, "must be `false` or a whole number of at least 1, not 0"),
        ("backlinks", 5, "must be true or false"),
        ("neighbours", "date", "is not one of language, tags"),
    ],
)
def test_wrong_options_are_told(option: str, value: object, told: str) -> None:
    ((name, error),) = read_options(OPTIONS, {option: value}).errors
    assert name == option
    assert told in str(error.problem("mkdocs.yml", 0, option))

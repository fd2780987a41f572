"""Lists in the text of pages: which notes stand in them, how they look, and where they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.build_site import Built, Page, Project, page_file, page_text, text_of
from tests.previewed import Preview
from tests.shared import Shared


def listing(**options: Any) -> str:
    return f"<!-- papernotes/list {json.dumps(options, ensure_ascii=False)} -->"


def source(layout: str, path: str, language: str = "en") -> str:
    """The file of a page; `path` has no ending."""
    if layout == "folder":
        return f"{language}/{path}.md"
    return f"{path}.md" if language == "en" else f"{path}.{language}.md"


def write(
    project: Project, layout: str, path: str, body: str, language: str = "en", **values: Any
) -> None:
    project.write(source(layout, path, language), page_text(body, **values))


def titles(page: Page, place: int = 0) -> list[str]:
    """The titles in one of the lists of a page."""
    found = page.all(".pn-embed")[place]
    links = found.cssselect(".pn-titles a, .pn-entry__title a, .pn-notes__title a")
    return [text_of(link) for link in links]


# The list of recent notes on the author's old site: eight titles, then more with excerpts

RECENT = """\
# Recent

<!-- papernotes/list { limit: 8, languages: all } -->

<!-- papernotes/list { offset: 8, limit: 2, languages: all, style: excerpts } -->
"""
NOTES = (
    ("Paged tables", "en", "04-27", ""),
    ("分页表", "zh", "04-26", ""),
    ("Sorted experts", "en", "04-25", ""),
    ("有序的专家", "zh", "04-25", ""),
    ("A queue for tokens", "en", "04-23", ""),
    ("Low ranks", "en", "04-22", ""),
    ("Pipes of experts", "en", "04-21", ""),
    ("Balanced copies", "en", "04-20", ""),
    ("Worlds that agents model", "en", "04-19", "Agents act in worlds.\n\n- One level\n- Two\n"),
    ("离线奖励", "zh", "04-18", "奖励来自离线轨迹。"),
    ("Too old", "en", "04-17", "Not shown."),
)
RECENT_TEXT = """\
Paged tables
分页表 中
Sorted experts
有序的专家 中
A queue for tokens
Low ranks
Pipes of experts
Balanced copies
April 19, 2026 1 min read Agents EN
Worlds that agents model
Ada Novak, Bruno Kim · arXiv:2604.00009
Agents act in worlds. One level Two
Read more »
April 18, 2026 1 min read 中
离线奖励
奖励来自离线轨迹。
Read more »"""


def build_recent(project: Project) -> Built:
    for number, (title, language, day, text) in enumerate(NOTES):
        paper = {
            "title": "Worlds",
            "authors": ["Ada Novak", "Bruno Kim"],
            "arxiv": "2604.00009",
        }
        project.note(
            f"n{number}{'.zh' if language == 'zh' else ''}.md",
            f"{text}\n\n<!-- more -->\n\nMore.",
            title=title,
            date=f"2026-{day}",
            direction="Agents" if number == 8 else None,
            paper=paper if number == 8 else None,
        )
    project.write("recent.md", RECENT)
    return project.configure().build()


@pytest.fixture(scope="module")
def recent(shared: Shared) -> Built:
    return shared.built("recent-list", build_recent)


def test_eight_titles_then_notes_with_excerpts(recent: Built) -> None:
    page = recent.page("recent/index.html")
    lines = ".pn-titles__entry, .pn-entry > *"
    assert "\n".join(text_of(line) for line in page.all(lines)) == RECENT_TEXT
    assert len(page.all(".pn-embed")) == 2


def test_entries_say_their_language(recent: Built) -> None:
    page = recent.page("recent/index.html")
    assert [e.get("lang") for e in page.all(".pn-titles__entry")][:4] == ["en", "zh", "en", "zh"]
    assert [e.get("lang") for e in page.all(".pn-entry")] == ["en", "zh"]
    assert page.one('.pn-entry[lang="zh"] .pn-entry__meta').get("lang") == "en"


def test_the_copy_for_another_language_has_the_same_notes(recent: Built) -> None:
    page = recent.page("zh/recent/index.html")
    assert titles(page, 0) == [title for title, *_ in NOTES[:8]]
    assert "2026年4月19日" in page.texts(".pn-entry__meta")[0]
    assert page.texts(".pn-entry__more") == ["阅读全文 »", "阅读全文 »"]
    assert recent.resolve(page.all(".pn-titles a")[1].get("href"), page.path) == (
        "zh/notes/n1/index.html",
        "",
    )


# Which notes


def build_choices(project: Project) -> Built:
    paper = {"title": "Drafts that check", "authors": ["Grace Silva"], "arxiv": "2404.16710"}
    doi = {"title": "Slow disks", "authors": ["Ivan Tanaka"], "doi": "10.1000/Disk"}
    note = project.note
    note(
        "a.md", title="A", date="2026-04-10", tags=["MoE", "serving"], direction="Agents", rating=2
    )
    note("a.zh.md", title="甲", date="2026-04-10", tags=["混合专家"])
    note("b.md", title="B", date="2026-04-09", tags=["serving"], state="to-read", paper=paper)
    note("c.md", title="C", date="2025-12-31", updated="2026-05-01", rating=5, direction="Agents")
    note("c.zh.md", title="丙", date="2026-01-01", paper=doi)
    note("d.zh.md", title="丁", date="2026-04-08", tags=["moe"], state="reading")
    note("e.md", title="e", date=None, authors=[{"name": "Lin Wei"}], paper="silva2023")
    note("hidden.md", title="Hidden", tags=["moe", "secret"], unlisted=True)
    note("draft.md", title="Draft", tags=["moe"], draft=True)
    note("late.md", title="Late", tags=["moe"], publish="2199-01-01")
    project.write("asking.md", "\n\n".join(listing(**options) for options, _ in CHOICES))
    (project.folder / "papers.bib").write_text(
        "@misc{silva2023,\n title = {Small},\n author = {Silva, Grace}\n}\n", "utf-8"
    )
    built = project.configure(papernotes={"bibliography": "papers.bib"}).build(strict=False)
    assert len(built.problems) == 1, built.problems  # the note without a date
    return built


@pytest.fixture(scope="module")
def choices(shared: Shared) -> Built:
    return shared.built("list-choices", build_choices)


CHOICES: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({}, ["A", "B", "丁", "C", "e"]),
    ({"languages": "all"}, ["A", "甲", "B", "丁", "丙", "C", "e"]),
    ({"languages": "current"}, ["A", "B", "C", "e"]),
    ({"limit": 2}, ["A", "B"]),
    ({"limit": 2, "offset": 3}, ["C", "e"]),
    ({"offset": 9}, []),
    ({"limit": "all"}, ["A", "B", "丁", "C", "e"]),
    ({"tags": "moe"}, ["A", "丁"]),
    ({"tags": ["moe", "serving"]}, ["A", "B", "丁"]),
    ({"tags": "混合专家"}, ["A"]),
    ({"tags": "serving", "direction": "agents"}, ["A"]),
    ({"direction": "Agents"}, ["A", "C"]),
    ({"direction": "Agents", "languages": "current"}, ["A", "C"]),
    ({"author": "Grace Silva"}, ["B", "e"]),
    ({"author": "Lin Wei"}, ["e"]),
    ({"year": 2025}, ["C"]),
    ({"year": [2025, 2026], "languages": "all"}, ["A", "甲", "B", "丁", "丙", "C"]),
    ({"year": 2019}, []),
    ({"paper": "2404.16710"}, ["B"]),
    ({"paper": "https://arxiv.org/abs/2404.16710v2"}, ["B"]),
    ({"paper": "10.1000/disk"}, ["C"]),
    ({"paper": "silva2023"}, ["e"]),
    ({"state": ["reading", "to-read"]}, ["B", "丁"]),
    ({"state": "read"}, []),
    ({"sort": "rating"}, ["C", "A", "B", "丁", "e"]),
    ({"sort": "title"}, ["A", "B", "C", "e", "丁"]),
    ({"sort": "updated"}, ["C", "A", "B", "丁", "e"]),
)


@pytest.mark.parametrize("place", range(len(CHOICES)))
def test_a_list_holds_what_it_asks_for(choices: Built, place: int) -> None:
    options, expected = CHOICES[place]
    assert titles(choices.page("asking/index.html"), place) == expected, options


def test_a_copy_shows_the_notes_in_its_language(choices: Built) -> None:
    page = choices.page("zh/asking/index.html")
    place = [options for options, _ in CHOICES].index({"direction": "Agents"})
    assert titles(page, place) == ["甲", "丙"]
    assert titles(page, place + 1) == ["甲", "丙"]


def test_a_list_without_notes_says_so(choices: Built) -> None:
    page = choices.page("asking/index.html")
    assert set(page.texts(".pn-embed__none")) == {"No posts."}
    assert set(choices.page("zh/asking/index.html").texts(".pn-embed__none")) == {"暂无笔记。"}


def test_names_that_no_note_has_are_told_once(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", title="A", tags=["moe"], paper={"title": "T", "arxiv": "2404.16710"})
    wrong = listing(tags=["moee"], paper="2404.16711", direction="Agents", author="Ada")
    project.write("about.md", f"---\ntitle: About\n---\n\nText.\n\n```\n{wrong}\n```\n\n{wrong}\n")
    built = project.build(strict=False)
    assert built.problems == [
        "papernotes: about.md:11: tags: no listed note has “moee”. Did you mean “moe”? [PN269]",
        "papernotes: about.md:11: direction: no listed note has “Agents”. Write the name as notes "
        "have it, or remove it [PN269]",
        "papernotes: about.md:11: author: no listed note has “Ada”. Write the name as notes have "
        "it, or remove it [PN269]",
        "papernotes: about.md:11: paper: no listed note has “2404.16711”. Did you mean "
        "“2404.16710”? [PN269]",
    ]
    assert "暂无笔记" in built.text("zh/about/index.html")


# How they look


def build_styles(project: Project) -> Built:
    note = project.note
    note("a.md", "## Part\n\nWords.\n\n<!-- more -->\n\nX", title="A & B", date="2026-04-27",
         direction="Agents", state="read", rating=4)  # fmt: skip
    note("a.zh.md", "正文。", title="甲", date="2026-04-27", direction="Agents")
    note("b.md", title="B", date="2026-04-21", direction="Systems")
    note("c.md", title="C", date="2026-04-19", direction="agents")
    note("d.md", title="D", date=None)
    project.write("page.md", PAGE)
    return project.configure(theme="material").build(strict=False)


PAGE = f"""\
# Page

{listing(style="entries", group="year")}

## Below

Text {listing(style="excerpts", limit=1)} and more.

### Further below

{listing(style="table")}

{listing(group="week")}

{listing(group="direction", languages="all")}

## Last {listing(limit=1)}
"""


@pytest.fixture(scope="module")
def styled(shared: Shared) -> Built:
    return shared.built("list-styles", build_styles)


@pytest.fixture(scope="module")
def styles(styled: Built) -> Page:
    return styled.page("page/index.html")


def headings(page: Page) -> list[tuple[str, str]]:
    found = page.all("article h1, article h2, article h3, article h4, article h5, article h6")
    return [(str(heading.tag), text_of(heading)) for heading in found]


def test_headings_stand_below_that_of_the_section(styles: Page) -> None:
    assert headings(styles) == [
        *(("h1", "Page"), ("h2", "2026"), ("h3", "A & B"), ("h3", "B"), ("h3", "C")),
        *(("h2", "Undated"), ("h3", "D")),
        *(("h2", "Below"), ("h3", "A & B"), ("h4", "Part")),
        ("h3", "Further below"),
        *(("h4", "Week of April 27, 2026"), ("h4", "Week of April 20, 2026")),
        *(("h4", "Week of April 13, 2026"), ("h4", "Undated")),
        *(("h4", "Agents"), ("h4", "Systems"), ("h4", "Other directions")),
        ("h2", "Last"),
    ]


def test_headings_of_lists_are_in_no_table_of_contents(styles: Page) -> None:
    assert styles.texts(".md-sidebar--secondary .md-nav__link") == [
        "Below",
        "Further below",
        "Last",
    ]


def test_lists_are_not_in_the_search_of_material(styled: Built) -> None:
    found = {e["location"]: e["text"] for e in styled.search_entries if e["location"][:4] == "page"}
    assert all("papernotes" not in text and "Words" not in text for text in found.values())
    assert set(found) == {"page/", "page/#below", "page/#further-below", "page/#last"}


def test_spellings_of_a_direction_are_one_group(styles: Page) -> None:
    groups = styles.all(".pn-embed")[4].cssselect("ul")
    assert [[text_of(a) for a in group.cssselect("a")] for group in groups] == [
        ["A & B", "甲", "C"],
        ["B"],
        ["D"],
    ]


def test_a_table_has_the_columns_in_which_there_is_something(styles: Page) -> None:
    assert styles.texts(".pn-notes th") == ["Note", "Date", "State", "Rating", "Languages"]
    rows = [[text_of(cell) for cell in row.cssselect("td")] for row in styles.all("tbody tr")]
    assert rows[0] == ["A & B", "2026-04-27", "Read", "★★★★☆", "EN中"]
    assert rows[3] == ["D", "", "", "", "EN"]


def test_text_around_a_list_stays_in_paragraphs(styles: Page) -> None:
    lists = styles.all(".pn-embed")
    assert text_of(lists[1].getprevious()) == "Text"
    assert text_of(lists[1].getnext()) == "and more."
    parser = html5lib.HTMLParser(strict=False)
    start = styles.html.index('<article class="md-content__inner')
    parser.parseFragment(styles.html[start : styles.html.index("</article>\n", start)])
    wrong = {code for _, code, _ in parser.errors} - {"expected-closing-tag-but-got-eof"}
    assert wrong == set()


# Where they stand


def build_places(project: Project, layout: str, *, directory_urls: bool) -> Built:
    listed = listing(style="excerpts", languages="all")

    def put(path: str, language: str, body: str, **values: Any) -> None:
        write(project, layout, path, body, language, **values)

    for language in ("en", "zh"):
        end = ".zh.md" if language == "zh" and layout != "folder" else ".md"
        for name, day in (("one", 10), ("two", 11)):
            body = f"Beginning {name} [to the other](two{end}).\n\n<!-- more -->\n\nRest."
            put(f"notes/{name}", language, body, title=f"{name} {language}", date=f"2026-04-{day}")
        body = f"Words about it.\n\n{listed}\n\nAnd then."
        values = {"title": f"Mine {language}", "date": "2026-04-20", "tags": ["listing"]}
        put("notes/mine", language, body, **values)
        put("archive/index", language, f"# All {language}\n\nAbove.\n\n{listed}")
        put("about", language, f"# About {language}\n\nAsks.\n\n{listed}\n\nAnd then.")
    put("only", "en", f"# Only here\n\n{listed}")
    put("deep/er/page", "en", f"# Deep\n\n{listed}\n\n`{listed}`\n\n    {listed}\n")
    papernotes = {"locales": ["en", "zh"]} if layout == "none" else {}
    options: dict[str, Any] = {"use_directory_urls": directory_urls, "papernotes": papernotes}
    return project.configure(layout, **options).build()


@pytest.fixture(scope="module", params=["suffix", "folder", "none", "suffix-flat"])
def places(request: pytest.FixtureRequest, shared: Shared) -> tuple[Built, str]:
    layout, _, flat = request.param.partition("-")
    name = f"list-places-{request.param}"
    return shared.built(
        name, lambda project: build_places(project, layout, directory_urls=not flat)
    ), request.param


def path(stem: str, kind: str) -> str:
    """The file of a page in one of the sites."""
    if kind == "none" and stem.startswith("zh/") and "archive" not in stem:
        stem = f"{stem.removeprefix('zh/')}.zh"
    return page_file(stem, directory_urls=kind != "suffix-flat")


ALL = ["Mine en", "Mine zh", "two en", "two zh", "one en", "one zh"]


def test_lists_stand_on_pages_of_every_kind(places: tuple[Built, str]) -> None:
    built, kind = places
    for stem in ("about", "only", "deep/er/page", "archive/index", "notes/mine"):
        page = built.page(path(stem, kind))
        expected = ALL[2:] if stem == "notes/mine" else ALL
        assert titles(page) == expected, stem
    for stem in ("zh/about", "zh/archive/index", "zh/notes/mine"):
        found = titles(built.page(path(stem, kind)))
        assert sorted(found) == sorted(ALL[2:] if stem.endswith("mine") else ALL), stem
        assert found[0].endswith("zh")


def test_excerpts_of_languages_built_later_are_there(places: tuple[Built, str]) -> None:
    built, kind = places
    for stem in ("about", "zh/about", "notes/mine", "zh/notes/mine"):
        page = built.page(path(stem, kind))
        shown = [text for text in page.texts(".pn-embed .pn-entry__excerpt") if "Words" not in text]
        assert shown == ["Beginning two to the other.", "Beginning two to the other.",
                         "Beginning one to the other.", "Beginning one to the other."]  # fmt: skip
        assert "pn-placeholder" not in page.html


def test_links_lead_from_the_page_that_shows_them(places: tuple[Built, str]) -> None:
    built, _ = places
    for page in built.pages:
        for element in page.all(".pn-embed a"):
            target = built.resolve(element.get("href"), page.path)
            assert target is not None
            assert built.has(target[0]), f"{page.path}: {element.get('href')}"
            other = element.get("target") == "_self"
            assert other == (is_chinese(target[0]) != is_chinese(page.path))


def is_chinese(path: str) -> bool:
    return path.startswith("zh/") or ".zh/" in path


def test_code_shows_what_is_written(places: tuple[Built, str]) -> None:
    built, kind = places
    page = built.page(path("deep/er/page", kind))
    written = listing(style="excerpts", languages="all")
    assert page.texts("p code") == [written]
    assert page.texts("pre") == [written]
    assert len(page.all(".pn-embed")) == 1


def test_lists_are_in_no_excerpt_and_in_no_search(places: tuple[Built, str]) -> None:
    built, kind = places
    archive = built.page(path("archive/index", kind))
    assert text_of(archive.all(".pn-list article .pn-entry__excerpt")[0]).startswith("Words about")
    texts = {
        entry["location"]: entry["text"]
        for entry in built.search_entries
        if entry["location"].startswith(("about", "notes/mine"))
    }
    assert texts
    for location, text in texts.items():
        assert "Beginning" not in text, location
        assert "list" not in text, location
    assert "And then." in " ".join(texts.values())


def test_lists_are_in_no_feed(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    feed = "plugins:\n- rss: {use_git: false, abstract_chars_count: 60}\n"
    (tmp_path / "mkdocs.yml").write_text(config.replace("plugins:\n", feed), "utf-8")
    project.note("a.md", "Other words.", title="A")
    project.write("about.md", f"# About\n\nWords.\n\n{listing(style='excerpts')}\n\n`{listing()}`")
    built = project.build(strict=False)
    feed = built.text("feed_rss_created.xml")
    (about,) = (item for item in feed.split("<item>") if "<title>About" in item)
    assert "Words." in about
    assert "style" not in about
    assert "Other words" not in about
    assert len(built.page("about/index.html").all(".pn-embed")) == 1


# Problems of rendering


def test_a_comment_that_an_extension_removes_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", markdown_extensions=["pymdownx.striphtml"])
    project.write("about.md", f"---\ntitle: About\n---\nText.\n\n{listing(limit=1)}\n")
    assert project.build(strict=False).problems == [
        "papernotes: about.md:6: a Markdown extension removed the comment with “papernotes/list”, "
        "so there is no list. Remove the extension (perhaps `pymdownx.striphtml`) [PN271]"
    ]


def test_a_comment_that_is_printed_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.write("about.md", "# About\n\nText <!-- papernotes/list {\n\nlimit: 1} --> more.\n")
    (problem,) = project.build(strict=False).problems
    assert problem.startswith("papernotes: about.md:3: “papernotes/list” is printed as text")


def test_an_encrypted_page_has_no_lists_and_this_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", theme="material")
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"{config}- encryptcontent\n", "utf-8")
    project.write("about.md", page_text(f"# About\n\n{listing()}", password="secret words"))
    project.note("a.md", title="Other")
    built = project.build(strict=False)
    told = [problem for problem in built.problems if "about.md" in problem]
    assert told == [
        "papernotes: about.md:7: the page is encrypted, so there is no list in the place of "
        "“papernotes/list”. Move the list to a page without a password [PN272]"
    ]
    assert "pn-embed" not in built.text("about/index.html")


def test_a_page_about_lists_has_no_problems(tmp_path: Path) -> None:
    code = f"`{listing(limi=1)}`\n\n```\n{listing(limi=1)}\n```\n\n    {listing(limi=1)}\n"
    project = Project(tmp_path).configure("none")
    project.write("about.md", f"# About\n\n{code}\n<pre>{listing(limi=1)}</pre>\n")
    page = project.build().page("about/index.html")
    assert page.html.count("&lt;!-- papernotes/list") == 4
    assert page.html.count("papernotes/list") == 4


# Under `mkdocs serve`


def test_drafts_are_listed_with_a_mark_in_a_preview(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", title="A", draft=True)
    styles = ("titles", "entries", "excerpts", "table")
    project.write("about.md", "\n\n".join(listing(style=style) for style in styles))
    page = project.build(command="serve", strict=False).page("about/index.html")
    assert page.texts(".pn-embed .pn-mark--draft") == ["Draft"] * 4
    page = project.build("built").page("about/index.html")
    assert page.texts(".pn-embed__none") == ["No posts."] * 4


def test_a_save_shows_in_lists_of_any_page(tmp_path: Path) -> None:
    """Also on a page that has an unlisted copy of another language in the search index."""
    project = Project(tmp_path).configure()
    listed = listing(style="excerpts")
    project.note("a.md", "Old words.", title="A")
    project.note("b.md", f"Text.\n\n{listed}", title="B")
    project.write("about.md", f"# About\n\n{listed}")
    project.write("titles.md", f"# Titles\n\n{listing()}")
    preview = Preview(project)
    site = tmp_path / "served"
    written = (site / "titles/index.html").stat().st_mtime_ns
    project.note("a.md", "New words.", title="A")
    assert preview.rebuild()
    for path in ("about", "zh/about", "notes/b", ""):
        text = (site / path / "index.html").read_text("utf-8")
        assert "New words." in text, path
        assert "Old words." not in text, path
    assert (site / "titles/index.html").stat().st_mtime_ns == written
    built = preview.served()
    assert not [e for e in built.search_entries if e["location"].startswith("zh/about")]

    project.note("b.md", f"Text.\n\n{listing(limit=1)}", title="B")
    assert preview.rebuild()
    assert "New words." not in preview.served().text("notes/b/index.html")
    preview.close()

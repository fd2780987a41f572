"""A note's page: header, translations, neighbours, and nothing from front matter as markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest

from mkdocs_papernotes.options.settings import TERM_KINDS
from tests.build_site import SITE_URL, Built, Page, Project, page_text, text_of
from tests.shared import Shared

PAPER = {
    "title": "Verification-Aware Speculative Decoding",
    "authors": [
        {"name": "Kiran Purohit", "affiliations": ["kgp"]},
        {"name": "Ramasuri Narayanam", "affiliations": ["ibm", "kgp"]},
    ],
    "affiliations": [{"id": "kgp", "name": "IIT Kharagpur"}, {"id": "ibm", "name": "IBM Research"}],
    "date": "2026-04-16",
    "arxiv": "2604.15244v2",
    "doi": "10.1145/3341301.3359646",
    "categories": ["cs.AI", "cs.CL"],
    "venue": {
        "title": "International Conference on Machine Learning",
        "short_title": "ICML 2026",
        "url": "https://icml.cc/",
    },
    "pages": 10,
    "focus": "Speed",
    "contribution": "A verifier",
    "abstract": "What they did.",
    "links": {
        "pdf": "https://arxiv.org/pdf/2604.15244",
        "code": "https://example.org/code",
        "slides": "files/talk.pdf",
        "Demo": "https://example.org/demo",
    },
}
NOTE = {
    "authors": ["Lin Wei"],
    "direction": "Reasoning",
    "updated": "2026-05-01",
    "translator": "Ada Novak",
}


def build_notes(project: Project) -> Built:
    project.note("older.md", "# Older\n\nText.", date="2026-01-01")
    project.note("older.zh.md", "# 较旧\n\n文字。", date="2026-01-01")
    body = "# SpecGuard\n\n" + "word " * 460
    project.note("spec.md", body, date="2026-04-28", paper=PAPER, **NOTE)
    body = "# 推测解码\n\n" + "推测解码" * 800
    paper = {"title": "验证感知推测解码"}
    project.note("spec.zh.md", body, date="2026-04-28", paper=paper, authors=["林薇", "王一"])
    project.note("spec.zh-TW.md", "# 推測解碼\n\n文字。", date="2026-04-28")
    project.note("newer.md", "# Newer\n\nText.", date="2026-05-01")
    project.note("newest.zh.md", "# 最新\n\n文字。", date="2026-06-01")
    project.write("notes/files/talk.pdf", b"%PDF-1.4")
    return project.configure(languages=("en", "zh", "zh-TW"), theme="material").build()


@pytest.fixture(scope="module")
def site(shared: Shared) -> Built:
    """A paper that is described in English only, and notes around it."""
    return shared.built("notes", build_notes)


def fields(page: Page) -> dict[str, tuple[str, str]]:
    """Label and text of each field of a note's header."""
    found = {}
    for item in page.all(".pn-header div[data-field]"):
        (label,), (value,) = item.cssselect("dt"), item.cssselect("dd")
        found[item.get("data-field")] = (text_of(label), text_of(value))
    return found


def test_fields_in_english(site: Built) -> None:
    found = fields(site.page("notes/spec/index.html"))
    names = "Kiran Purohit (IIT Kharagpur), Ramasuri Narayanam (IBM Research, IIT Kharagpur)"
    assert found.pop("links")[0] == "Links"
    assert found == {
        "title": ("Paper", PAPER["title"]),
        "authors": ("Authors", names),
        "venue": ("Venue", "ICML 2026 International Conference on Machine Learning"),
        "date": ("Published", "April 16, 2026"),
        "arxiv": ("arXiv", "2604.15244v2 [cs.AI]"),
        "doi": ("DOI", "10.1145/3341301.3359646"),
        "categories": ("Subjects", "cs.AI, cs.CL"),
        "pages": ("Pages", "10"),
        "focus": ("Focus", "Speed"),
        "contribution": ("Key contribution", "A verifier"),
        "note_authors": ("Written by", "Lin Wei"),
        "translator": ("Translator", "Ada Novak"),
        "note_date": ("Written on", "April 28, 2026"),
        "updated": ("Updated", "May 1, 2026"),
        "direction": ("Direction", "Reasoning"),
        "reading_time": ("Reading time", "2 min read"),
    }


def test_fields_in_chinese_with_the_paper_of_the_pair(site: Built) -> None:
    found = fields(site.page("zh/notes/spec/index.html"))
    assert found["title"] == ("论文", "验证感知推测解码")
    names = "Kiran Purohit（IIT Kharagpur）、Ramasuri Narayanam（IBM Research、IIT Kharagpur）"
    assert found["authors"] == ("作者", names)
    assert found["date"] == ("发表日期", "2026年4月16日")
    assert found["arxiv"] == ("arXiv 编号", "2604.15244v2 [cs.AI]")
    assert found["venue"][0] == "会议/期刊"
    assert found["note_authors"] == ("作者", "林薇、王一")
    assert found["note_date"] == ("发表于", "2026年4月28日")
    assert found["reading_time"] == ("阅读时长", "阅读时长约 8 分钟")


def test_fields_in_traditional_chinese(site: Built) -> None:
    found = fields(site.page("zh-TW/notes/spec/index.html"))
    assert found["title"][0] == "論文"
    assert found["date"] == ("發表日期", "2026年4月16日")
    assert found["venue"][0] == "會議／期刊"
    assert found["pages"] == ("頁數", "10")
    assert found["reading_time"] == ("閱讀時長", "閱讀時長約 1 分鐘")


@pytest.mark.parametrize("prefix", ["", "zh/", "zh-TW/"])
def test_links_of_the_paper(site: Built, prefix: str) -> None:
    page = site.page(f"{prefix}notes/spec/index.html")
    links = {a.get("data-link"): a.get("href") for a in page.all("[data-field=links] a")}
    slides = site.resolve(links.pop("slides"), page.path)
    assert slides is not None
    assert site.has(slides[0])
    assert links == {
        "pdf": "https://arxiv.org/pdf/2604.15244",
        "code": "https://example.org/code",
        "demo": "https://example.org/demo",
    }
    (arxiv,) = page.all("[data-field=arxiv] a")
    assert arxiv.get("href") == "https://arxiv.org/abs/2604.15244v2"
    (doi,) = page.all("[data-field=doi] a")
    assert doi.get("href") == "https://doi.org/10.1145/3341301.3359646"
    (venue,) = page.all("[data-field=venue] a")
    assert venue.get("href") == "https://icml.cc/"


def test_words_for_links(site: Built) -> None:
    english, chinese = (site.page(f"{p}notes/spec/index.html") for p in ("", "zh/"))
    assert english.texts("[data-field=links] a") == ["PDF", "Code", "Slides", "Demo"]
    assert chinese.texts("[data-field=links] a") == ["PDF", "代码", "幻灯片", "Demo"]


def test_many_authors_have_numbered_affiliations(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    authors = [{"name": f"A{n}", "affiliations": [f"Place {n % 2}"]} for n in range(5)]
    project.note("a.md", "# A note", paper={"authors": authors})
    found = fields(project.build().page("notes/a/index.html"))
    assert found["authors"][1].startswith("A01")
    assert "Place 0" in found["affiliations"][1]
    assert "Place 1" in found["affiliations"][1]


@pytest.mark.parametrize("file", ["notes/older/index.html", "notes/spec/index.html"])
def test_one_header_after_the_heading(site: Built, file: str) -> None:
    page = site.page(file)
    (header,) = page.all(".pn-header")
    assert header.get("data-key") == file.removesuffix("/index.html")
    assert page.html.index("</h1>") < page.html.index('class="pn-header"')
    assert len(page.all("h1")) == 1
    before = header.getprevious()
    assert before is not None
    assert before.tag == "h1"


def test_translations_are_named_in_their_own_language(site: Built) -> None:
    page = site.page("notes/spec/index.html")
    links = [(a.get("hreflang"), text_of(a)) for a in page.all(".pn-translations a")]
    assert links == [("zh", "中文"), ("zh-TW", "繁體中文")]
    assert not site.page("notes/newer/index.html").all(".pn-translations")


def neighbours(site: Built, file: str) -> dict[str, str]:
    page = site.page(file)
    found = {}
    for link in page.all(".pn-neighbours a"):
        target = site.resolve(link.get("href"), file)
        assert target is not None
        found[link.get("rel")] = target[0]
    return found


def test_neighbours_are_of_the_same_language(site: Built) -> None:
    assert neighbours(site, "notes/spec/index.html") == {
        "prev": "notes/older/index.html",
        "next": "notes/newer/index.html",
    }
    assert neighbours(site, "zh/notes/spec/index.html") == {
        "prev": "zh/notes/older/index.html",
        "next": "zh/notes/newest/index.html",
    }
    assert neighbours(site, "notes/older/index.html") == {"next": "notes/spec/index.html"}
    assert neighbours(site, "notes/newer/index.html") == {"prev": "notes/spec/index.html"}


def test_reading_time_counts_words_and_characters(site: Built) -> None:
    page = site.page("index.html")
    (time,) = page.entry("推测解码").cssselect(".pn-entry__time")
    assert text_of(time) == "8 min read"


def test_what_the_header_says_is_not_searched(site: Built) -> None:
    texts = [e["text"] + e["title"] for e in site.search_entries if "spec" in e["location"]]
    assert texts
    assert not [text for text in texts if "Kharagpur" in text or "Lin Wei" in text]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_titles_in_the_search_are_what_their_script_shows(tmp_path: Path, theme: str) -> None:
    project = Project(tmp_path).configure("none", theme=theme)
    project.note("a.md", title="a < b & c")
    found = [e["title"] for e in project.build().search_entries if e["location"] == "notes/a/"]
    # MkDocs' script escapes what Material's takes for HTML
    assert found == ["a < b & c" if theme == "mkdocs" else "a &lt; b &amp; c"]


def test_readers_of_other_languages_are_sent_to_a_version_that_exists(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(languages=("en", "zh", "zh-TW"))
    for language in ("zh", "zh-TW"):
        project.note(f"a.{language}.md", "# 甲")
    project.note("b.md", "# B")
    project.note("b.zh.md", "# 乙")
    built = project.build()
    alternates = built.page("zh/notes/a/index.html").hreflang
    assert alternates.keys() == {"zh", "zh-TW", "x-default"}
    assert alternates["x-default"] == f"{SITE_URL}zh/notes/a/"
    assert built.page("zh/notes/b/index.html").hreflang["x-default"] == f"{SITE_URL}notes/b/"


# Titles


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("From front matter", "Text.", "From front matter"),
        ("From front matter", "# From the text\n\nText.", "From front matter"),
        ("From the text", "# *From* the  Text\n\nText.", "From the Text"),
        (None, "# From the text\n\nText.", "From the text"),
        (None, "From the text\n=============\n\nText.", "From the text"),
        (None, "Text.", "On reading"),
        ("In front", "Text.\n\n# Further down\n\nMore.", "In front"),
    ],
)
def test_the_heading(
    tmp_path: Path, theme: str, title: str | None, body: str, expected: str
) -> None:
    project = Project(tmp_path)
    project.note("on-reading.md", body, title=title)
    project.configure("none", languages=("en",), theme=theme)
    built = project.build()
    page = built.page("notes/on-reading/index.html")
    first = page.all("h1")[0]
    assert text_of(first) == expected
    assert "pn-header" in (first.getnext().get("class") or "")
    assert page.texts("h1").count(expected) == 1
    listed = built.page("archive/index.html").titles
    assert listed == [title or expected]


# Nothing from front matter reaches a page as markup

SCRIPT = "<script>alert(1)</script>"
ATTACK = f'x"></title></textarea>{SCRIPT}<img src=x onerror=alert(1)><b>bold</b>'


def attacks() -> Mapping[str, Any]:
    return {
        "title": f"</title>{SCRIPT}",
        "description": f"'\" {ATTACK}",
        "author": ATTACK,
        "authors": [ATTACK],
        "translator": ATTACK,
        "direction": ATTACK,
        "translation_key": ATTACK,
        "tags": [f"t{ATTACK}", {ATTACK: [ATTACK]}],
        "subtitle": ATTACK,
        "paper": {
            "title": ATTACK,
            "authors": [{"name": ATTACK, "affiliations": [ATTACK]}, ATTACK],
            "affiliations": [{"id": "x", "name": ATTACK}],
            "venue": {"title": ATTACK, "short_title": ATTACK},
            "categories": [ATTACK],
            "pages": ATTACK,
            "focus": ATTACK,
            "contribution": ATTACK,
            "abstract": ATTACK,
            "links": {
                f"pdf{ATTACK}": "https://example.org/x?a=1&b=%22%3E",
                "code": "https://example.org/",
            },
        },
    }


def elements(root: Any) -> Iterator[Any]:
    for element in root.iter():
        if isinstance(element.tag, str):
            yield element


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("opening", ["", "# A heading\n\n"])
def test_front_matter_is_text(tmp_path: Path, theme: str, opening: str) -> None:
    project = Project(tmp_path)
    project.note("a.md", f"{opening}Text.", **attacks())
    project.note("b.md", "# Harmless\n\nText.", date="2026-01-01")
    project.note("c.zh.md", "# 无害", translation_key=ATTACK)
    options = {
        "topics": {"kinds": [*TERM_KINDS], "authors": {"min_notes": 1}},
        "terms": {"t": {"en": ATTACK, "zh": {"name": ATTACK}, "also": [f"t{ATTACK}"]}},
    }
    built = project.configure(theme=theme, papernotes=options).build(strict=False)
    for warning in built.problems:
        assert "notes/a.md" in warning
        assert any(key in warning for key in ("paper.categories", "paper.pages", " tags: "))
    assert built.has("topics/tags/t/index.html")
    for page in built.pages:
        tree = html5lib.parse(page.html, treebuilder="lxml", namespaceHTMLElements=False)
        for element in elements(tree):
            assert "onerror" not in element.attrib, page.path
            if element.get("type") == "application/ld+json":
                assert "<" not in (element.text or "")  # text of data, which runs nothing
            elif element.tag in {"script", "b"}:
                assert "alert(1)" not in (element.text or "")
                assert "bold" not in (element.text or ""), page.path
            assert not (element.tag == "img" and element.get("src") == "x")
    page = built.page("notes/a/index.html")
    assert SCRIPT in text_of(page.one("head > title"))
    assert fields(page)["title"][1] == ATTACK
    described = page.all("head meta[name=description]")
    assert [meta.get("content") for meta in described] == [f"'\" {ATTACK}"]
    shown = built.page("archive/index.html").titles
    assert f"</title>{SCRIPT}" in shown


BAD_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x",
    "\\\\evil.example\\x",
]


@pytest.mark.parametrize("link", BAD_LINKS)
def test_links_that_must_not_be_followed(tmp_path: Path, link: str) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    paper = {"venue": {"title": "V", "url": link}, "links": {"pdf": link}}
    project.note("a.md", "# A note", original_url=link, paper=paper)
    built = project.build(strict=False)
    for key in ("original_url", "paper.links.pdf", "paper.venue.url"):
        told = [text for text in built.problems if "notes/a.md" in text and key in text]
        assert len(told) == 1, (key, built.problems)
    page = built.page("notes/a/index.html")
    assert not page.all(".pn-original")
    hrefs = [a.get("href") for a in page.all("a[href], link[href]")]
    for href in hrefs:
        assert "evil" not in href
        assert urlsplit(href.strip().lower()).scheme in {"", "http", "https"}


def test_a_link_to_a_missing_file_is_dropped_with_a_warning(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.note("a.md", "# A note", paper={"links": {"slides": "talk.pdf"}})
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "notes/a.md" in warning
    assert "talk.pdf" in warning
    assert not built.page("notes/a/index.html").all("[data-field=links] a")


# Below the text


def test_original_article(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    url = "https://old.example.org/2020/a?x=1&y=2"
    project.note("a.md", "# A note", original_url=url)
    project.note("a.zh.md", "# 笔记", original_url=url)
    built = project.build()
    for prefix, words in (("", "Original article"), ("zh/", "旧站链接")):
        page = built.page(f"{prefix}notes/a/index.html")
        (link,) = page.all(".pn-original a")
        assert link.get("href") == url
        assert page.text(".pn-original").startswith(words)
        assert page.html.index("pn-header") < page.html.index("pn-original")


# Without site_url


@pytest.mark.parametrize("layout", ["suffix", "none"])
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_without_site_url_nothing_absolute_is_written(
    tmp_path: Path, layout: str, theme: str
) -> None:
    project = Project(tmp_path).configure(layout, site_url=None, theme=theme)
    project.note("a.md", "# A note")
    project.note("a.zh.md", "# 笔记")
    built = project.attempt(strict=True)
    assert built.exit_code == 0, built.log
    for page in built.pages:
        assert page.canonical is None, page.path
        assert page.hreflang == {}, page.path
    told = [
        record for record in built.records if "papernotes: `site_url` is not set" in record.message
    ]
    assert [record.level for record in told] == ["INFO"]


# Navigation


@pytest.mark.parametrize("layout", ["suffix", "none"])
@pytest.mark.parametrize(
    ("nav", "options", "missing"),
    [
        (None, {}, 3),
        (None, {"notes_in_nav": True}, 0),
        ([{"Notes": ["notes/a.md", "notes/b.md"]}], {}, 0),
        (["notes/a.md"], {}, 0),  # the author has chosen
    ],
)
def test_a_build_says_which_notes_it_leaves_out_of_the_navigation(
    tmp_path: Path,
    layout: str,
    nav: list[Any] | None,
    options: dict[str, Any],
    missing: int,
) -> None:
    project = Project(tmp_path).configure(layout, nav=nav, papernotes=options)
    project.write("index.md", "# Home")
    project.note("a.md")
    project.note("a.zh.md")
    project.note("b.md")
    project.note("hidden.md", unlisted=True)
    told = [text for text in project.attempt().messages if "PN109" in text]
    assert [f"navigation ({missing})" in text for text in told] == ([True] if missing else [])


def test_a_navigation_that_a_plugin_makes_counts(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", hooks=["hook.py"])
    (tmp_path / "hook.py").write_text(
        "def on_files(files, config):\n    config.nav = ['notes/a.md']\n", "utf-8"
    )
    project.note("a.md")
    project.note("b.md")
    (told,) = [text for text in project.attempt().messages if "PN109" in text]
    assert told.startswith("papernotes: notes are not in the navigation (1), such as notes/b.md. ")
    assert "notes_in_nav: true" in told


def nav_targets(built: Built, file: str) -> list[str]:
    page = built.page(file)
    links = page.all(".navbar a.nav-link[href], .navbar a.dropdown-item[href]")
    found = [built.resolve(link.get("href"), file) for link in links]
    return [target[0] for target in found if target and target[0] != file]


def test_notes_stay_out_of_the_nav_which_is_said_once(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    for name in ("a", "b"):
        project.note(f"{name}.md", f"# {name}")
        project.note(f"{name}.zh.md", f"# {name}")
    built = project.build()
    assert nav_targets(built, "notes/a/index.html") == ["index.html", "archive/index.html"]
    told = [record.level for record in built.records if "notes_in_nav" in record.message]
    assert told == ["INFO"]


def test_notes_in_nav(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(papernotes={"notes_in_nav": True})
    project.note("a.md", "# A")
    project.note("b.md", "# B")
    project.note("b.zh.md", "# 乙")
    built = project.build()
    assert "notes/b/index.html" in nav_targets(built, "notes/a/index.html")
    assert "zh/notes/b/index.html" in nav_targets(built, "zh/index.html")


@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_explicit_nav_entries_keep_their_titles(tmp_path: Path, layout: str) -> None:
    nav = [{"Home": "index.md"}, {"Best": [{"The best of all": "notes/a.md"}]}, "notes/b.md"]
    project = Project(tmp_path).configure(layout, nav=nav)
    project.write("index.md", "# Home")
    project.note("a.md", "# A")
    project.note("b.md", "# B")
    project.note("c.md", "# C")
    built = project.build()
    page = built.page("index.html")
    shown = {
        text_of(a): built.resolve(a.get("href"), page.path) for a in page.all(".navbar a[href]")
    }
    assert shown["The best of all"] == ("notes/a/index.html", "")
    assert shown["B"] == ("notes/b/index.html", "")
    assert "notes/c/index.html" not in nav_targets(built, "index.html")


def test_a_title_in_the_navigation_is_text_in_every_language(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(nav=["index.md", "notes/only.md"])
    project.write("index.md", "# Home")
    project.note("only.zh.md", title="a < b & <i>c</i>")
    built = project.build()
    for path in ("index.html", "zh/index.html"):
        page = built.page(path)
        entries = [
            text_of(a)
            for a in page.all(".navbar a[href]")
            if built.resolve(a.get("href"), path) == ("zh/notes/only/index.html", "")
        ]
        assert "a < b & <i>c</i>" in entries


# Left out


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_drafts_and_notes_to_come_are_left_out(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout)
    folder = layout == "folder"
    for name, front in (
        ("shown", {}),
        ("draft", {"draft": True}),
        ("later", {"publish": "2999-01-01"}),
        ("out", {"publish": "2020-01-01"}),
    ):
        english, chinese = (
            (f"en/notes/{name}.md", f"zh/notes/{name}.md")
            if folder
            else (f"notes/{name}.md", f"notes/{name}.zh.md")
        )
        project.write(english, page_text(f"# {name}", date="2026-01-01", **front))
        project.write(chinese, page_text(f"# {name} 中", date="2026-01-01"))
    built = project.build()
    assert built.page("archive/index.html").titles == [
        "draft 中",
        "later 中",
        "out",
        "out 中",
        "shown",
        "shown 中",
    ]
    assert not [
        file for file in built.html_files if file.startswith(("notes/draft/", "notes/later/"))
    ]
    chinese = "notes/draft.zh/index.html" if layout == "none" else "zh/notes/draft/index.html"
    page = built.page(chinese)
    assert not page.all(".pn-translations")
    assert "en" not in page.hreflang
    assert f"{SITE_URL}notes/draft/" not in built.sitemap


def test_an_unlisted_note_is_written_but_nowhere_named(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.note("a.md", "# A note")
    project.note("secret.md", "# Secret", unlisted=True, tags=["hidden"])
    built = project.build()
    assert built.has("notes/secret/index.html")
    assert built.page("archive/index.html").titles == ["A note"]
    assert built.page("index.html").titles == ["A note"]
    assert "secret" not in built.text("sitemap.xml")
    assert not [e for e in built.search_entries if "secret" in e["location"]]


def test_an_unlisted_note_is_not_found_with_material(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", theme="material", languages=("en",))
    project.write("tags.md", "# Tags\n\n<!-- material/tags -->")
    project.note("a.md", "# A note", tags=["shown"])
    project.note("secret.md", "# Secret\n\n## Part", unlisted=True, tags=["hidden"])
    built = project.build()
    assert "shown" in built.text("tags/index.html")
    assert "hidden" not in built.page("tags/index.html").text("article")
    found = {entry["location"] for entry in built.search_entries}
    assert "notes/a/" in found
    assert not [location for location in found if "secret" in location or "archive" in location]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_page_without_a_translation_is_found_once(tmp_path: Path, theme: str) -> None:
    project = Project(tmp_path).configure(theme=theme)
    project.write("about.md", "# About\n\nText.\n\n## Part")
    built = project.build()
    assert built.has("zh/about/index.html")
    found = {entry["location"].partition("#")[0] for entry in built.search_entries}
    assert found >= {"about/"}
    assert "zh/about/" not in found


@pytest.mark.parametrize(("count", "folded"), [(4, False), (5, True)])
def test_the_header_folds_on_a_phone_from_the_fifth_author(
    tmp_path: Path, count: int, folded: bool
) -> None:
    project = Project(tmp_path).configure("none")
    authors = [f"Ada {letter}" for letter in "ABCDE"[:count]]
    project.note("a.md", "# A", paper={"title": "T", "authors": authors})
    page = project.build().page("notes/a/index.html")
    assert len(page.all(".pn-person")) == count
    assert bool(page.all(".pn-all")) == folded


# Overrides


@pytest.mark.parametrize("hidden", ["en", "zh"])
def test_a_listed_note_does_not_name_its_unlisted_version(tmp_path: Path, hidden: str) -> None:
    project = Project(tmp_path).configure(papernotes={"archive": {"languages": "paired"}})
    project.note("a.md", "# A", unlisted=hidden == "en" or None)
    project.note("a.zh.md", "# 甲", unlisted=hidden == "zh" or None)
    built = project.build()
    pages = {"en": "notes/a/index.html", "zh": "zh/notes/a/index.html"}
    for path in pages.values():
        assert not built.page(path).all(".pn-translations")
        assert built.page(path).hreflang == {}
    for path in ("archive/index.html", "zh/archive/index.html"):
        links = built.page(path).all(".pn-list a[href]")
        targets = {target[0] for a in links if (target := built.resolve(a.get("href"), path))}
        assert pages["zh" if hidden == "en" else "en"] in targets
        assert pages[hidden] not in targets


def test_a_partial_is_overridden_from_custom_dir(tmp_path: Path) -> None:
    overrides = tmp_path / "overrides"
    (overrides / "papernotes").mkdir(parents=True)
    partial = "<section class='pn-header mine' data-key='{{ key }}'>{{ note.title }}!</section>"
    (overrides / "papernotes" / "header.html").write_text(partial, "utf-8")
    project = Project(tmp_path).configure(theme_options={"custom_dir": str(overrides)})
    project.note("a.md", "# A <note>", original_url="https://example.org/old")
    page = project.build().page("notes/a/index.html")
    header = page.one(".pn-header")
    assert header.get("class") == "pn-header mine"
    assert header.get("data-key") == "notes/a"
    assert text_of(header).endswith("!")
    assert page.all(".pn-original")


# Links between languages


def test_links_to_pages_of_another_language_say_so(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note(
        "a.md",
        "# A note\n\n[关于](../about.zh.md) [about](../about.md) [乙](b.zh.md)"
        " [归档](../zh/archive/index.md) [archive](../archive/index.md)",
    )
    project.note("b.zh.md", "# 乙")
    project.write("about.md", "# About\n\n[关于](about.zh.md) [A](notes/a.md)")
    project.write("about.zh.md", "# 关于\n\n[about](about.md)")
    built = project.build()
    expected = {
        "notes/a/index.html": {
            "关于": "_self",
            "about": None,
            "乙": "_self",
            "归档": "_self",
            "archive": None,
        },
        "about/index.html": {"关于": "_self", "A": None},
        "about.zh/index.html": {"about": "_self"},
    }
    for file, links in expected.items():
        found = {text_of(a): a.get("target") for a in built.page(file).all("p > a[href]")}
        assert {text: found[text] for text in links} == links, file


def test_a_page_may_name_its_language(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# 甲", lang="zh", translation_key="a")
    project.note("b.md", "# A", translation_key="a")
    built = project.build()
    page = built.page("notes/a/index.html")
    assert page.lang == "zh"
    assert fields(page)["note_date"][0] == "发表于"
    assert page.hreflang == {
        "en": f"{SITE_URL}notes/b/",
        "zh": f"{SITE_URL}notes/a/",
        "x-default": f"{SITE_URL}notes/b/",
    }


def test_the_switcher_needs_no_host(site: Built) -> None:
    """A site that is looked at elsewhere than at `site_url` has a working switcher, too."""
    for page in site.pages:
        if page.path.endswith("404.html"):
            continue
        links = [link.get("href") for link in page.all("a.md-select__link")]
        assert len(links) == 3, page.path
        for link in links:
            assert not link.startswith(("/", "http")), (page.path, link)
            target = site.resolve(link, page.path)
            assert target is not None
            assert site.has(target[0]), (page.path, link)


def test_the_switcher_of_a_missing_page_leads_home(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("suffix", theme="material")
    project.note("a.md", "# A")
    project.note("a.zh.md", "# 甲")
    page = project.build().page("404.html")
    links = [link.get("href") for link in page.all("a.md-select__link")]
    assert links == ["/lab/", "/lab/zh/"]

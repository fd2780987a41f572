"""Translations that say what they are: originals, models, reviews."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timezone
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.etree
import pytest

from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.catalog.originals import original_of
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.metadata.sitemap import rewrite_sitemap
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.notes.statements import statements
from mkdocs_papernotes.site.alternates import Alternates
from tests.build_site import PNG, SITE_URL, Built, Page, Project, page_text
from tests.samples import full, sample
from tests.shared import Shared

LAYOUTS = ("suffix", "folder", "none")


def source(layout: str, name: str, language: str, default: str = "en") -> str:
    """The path of a note in a language, below the docs folder."""
    if layout == "folder":
        return f"{language}/notes/{name}.md"
    return f"notes/{name}.md" if language == default else f"notes/{name}.{language}.md"


def read(block: str, language: str = "en") -> tuple[Note, list[str]]:
    """A note with this front matter, and the names of its problems."""
    text = f"---\ntitle: A\ndate: 2026-05-01\n{block}\n---\n\nText.\n"
    front_matter = read_front_matter(text, f"notes/a.{language}.md")
    location = Location(f"notes/a.{language}.md", language, "notes/a", f"{language}/notes/a/")
    note, problems = read_note(location, front_matter, timezone.utc)
    return note, [problem.name for problem in problems]


def versions(**blocks: str) -> dict[str, Note]:
    return {language: read(block, language)[0] for language, block in blocks.items()}


# Originals


@pytest.mark.pure
@pytest.mark.parametrize(
    ("blocks", "primary", "original"),
    [
        ({"en": "", "zh": ""}, "en", "en"),
        ({"en": "", "zh": ""}, "zh", "zh"),
        ({"en": "", "zh": ""}, "ja", "en"),
        ({"en": "translator: Ada", "zh": ""}, "en", "zh"),
        ({"en": "translation: model", "zh": ""}, "en", "zh"),
        ({"en": "translation: {by: person}", "zh": ""}, "en", "zh"),
        ({"en": "translator: Ada", "zh": "translator: 王一"}, "zh", "zh"),
        ({"en": "original: zh", "zh": ""}, "en", "zh"),
        ({"en": "", "zh": "original: Chinese"}, "en", "zh"),
        ({"en": "", "zh": "original: zh-CN"}, "en", "zh"),
        ({"en": "original: en\ntranslator: Ada", "zh": ""}, "zh", "en"),
        ({"en": "original: ja", "zh": ""}, "en", None),
        ({"en": "", "zh": "", "ja": "original: ja"}, "en", "ja"),
        ({"en": "original: soon", "zh": ""}, "zh", "zh"),
    ],
)
def test_the_original_among_versions(
    blocks: dict[str, str], primary: str, original: str | None
) -> None:
    found = original_of(versions(**blocks), primary)
    assert (found and found.language) == original


@pytest.mark.pure
def test_a_word_that_is_no_language_is_reported() -> None:
    note, problems = read("original: https://example.org/paper")
    assert (note.original_language, problems) == ("", ["original-not-a-language"])
    assert read("original: zh")[1] == read("original: no")[1] == []
    assert (
        read("original: no")[0].original_language == "no"
    )  # Norwegian, which YAML takes for false
    assert read("original_url: https://example.org/")[0].original_language == ""


# Models and reviews


@pytest.mark.pure
@pytest.mark.parametrize(
    ("block", "english", "chinese", "waits"),
    [
        ("translation: {by: model, reviewed: false}", "machine translation, not reviewed",
         "机器翻译，未经人工校对", True),
        ("translation: model", "machine translation, not reviewed", "机器翻译，未经人工校对", True),
        ("translation: {by: model, reviewed: true}", "machine translation, reviewed",
         "机器翻译，已经人工校对", False),
        ("translation: {by: model, reviewed: 2026-05-02}",
         "machine translation, reviewed on May 2, 2026", "机器翻译，2026年5月2日经人工校对", False),
        ("origin: {by: model, reviewed: 2026-05-02}",
         "written by a model, reviewed on May 2, 2026",
         "由模型撰写，2026年5月2日经人工审阅", False),
        ("origin: model", "written by a model, not reviewed", "由模型撰写，未经人工审阅", True),
        ("translation: {by: person}", "", "", False),
        ("translation: {by: person, reviewed: false}", "", "", True),
        ("translation: {reviewed: }", "machine translation, not reviewed",
         "机器翻译，未经人工校对", True),
        ("title: B", "", "", False),
    ],
)  # fmt: skip
def test_what_readers_are_told(block: str, english: str, chinese: str, waits: bool) -> None:
    note, problems = read(block)
    assert problems == []
    assert ", ".join(statements(note, labels_for("en"))) == english
    assert ", ".join(statements(note, labels_for("zh"))) == chinese
    assert note.waits_for_review == waits


@pytest.mark.pure
def test_a_sentence_is_in_one_language() -> None:
    """English for a language without words, unless the author has given some."""
    note, _ = read("origin: {by: model, reviewed: 2026-05-02}")
    (english,) = statements(note, labels_for("ja"))
    assert english == "written by a model, reviewed on May 2, 2026"
    key = "provenance.origin.reviewed_on"
    assert statements(note, labels_for("ja", {"ja": {key: "{date}"}})) == ("2026年5月2日",)
    assert "2026年5月2日" in statements(note, labels_for("zh-TW"))[0]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("block", "problems"),
    [
        ("translation: {by: model, reviewed: soon}", ["expected-date"]),
        ("translation: {by: model, reviewed: 2026-13-45}", ["impossible-date"]),
        ("translation: {by: model, reviewd: true}", ["unknown-key"]),
        ("translation: {by: GPT}", ["not-a-maker"]),
        ("translation: [model]", ["expected-provenance"]),
        ("translation: true", ["expected-provenance"]),
        ("transaltion: {by: model}", ["unknown-key"]),
        ("Translation: {by: model, reviewed: true}", ["unknown-key"]),
        ("orgin: model", ["unknown-key"]),
    ],
)
def test_in_doubt_a_note_waits_for_a_review(block: str, problems: list[str]) -> None:
    note, found = read(block)
    assert found == problems
    assert note.waits_for_review


@pytest.mark.pure
@pytest.mark.parametrize(
    ("block", "waits"),
    [
        ("translation: {by: model", True),
        ("description: {by: model", False),
        ("translations: x\n  y: {", True),
    ],
)
def test_in_doubt_means_keys_that_are_lost_as_well(block: str, waits: bool) -> None:
    assert read(block)[0].waits_for_review is waits


def opened(folder: Path, notes: dict[str, str], **options: Any) -> Site:
    project = Project(folder).configure("none", locales=None, papernotes=options)
    for name, text in notes.items():
        project.write(f"notes/{name}", text)
    return open_site(folder, now=datetime(2026, 6, 1, tzinfo=timezone.utc))


@pytest.mark.pure
def test_a_review_that_is_required(tmp_path: Path) -> None:
    notes = {
        "a.md": page_text("# A", date=date(2026, 5, 1), translation={"by": "model"}),
        "b.md": page_text(
            "# B", date=date(2026, 5, 1), translation={"by": "model", "reviewed": date(2026, 5, 2)}
        ),
        "c.md": page_text("# C", date=date(2026, 5, 1)),
    }
    site = opened(tmp_path, notes, require_review=True)
    assert [note.source for note in site.notes] == ["notes/b.md", "notes/c.md"]
    assert site.library.held_back == {"notes/a.md"}
    (problem,) = [each for each in site.problems if each.name == "unreviewed-note"]
    assert (problem.source, problem.line, problem.key) == ("notes/a.md", 3, "translation")
    assert len(opened(tmp_path, notes).notes) == 3


@pytest.mark.pure
def test_originals_of_a_site(tmp_path: Path) -> None:
    def names(**options: Any) -> list[str]:
        site = opened(tmp_path, notes, **options)
        assert site.catalog.original(site.notes[0]) is not None
        return [each.name for each in site.problems if each.severity == "warning"]

    notes = {"a.md": page_text("# A", date="2026-05-01", original="en"), "a.zh.md": "# 甲"}
    assert names() == names(primary="zh") == ["undated-note"]
    assert names(primary="ja") == ["primary-not-in-site", "undated-note"]
    notes["a.zh.md"] = page_text("# 甲", date="2026-05-01", original="zh")
    assert names() == ["originals-disagree"]


@pytest.mark.pure
def test_a_list_that_has_each_note_once_has_the_original(tmp_path: Path) -> None:
    notes = {
        "a.md": page_text("# A", date="2026-05-01", original="zh"),
        "a.zh.md": page_text("# 甲", date="2026-05-01"),
        "b.md": page_text("# B", date="2026-05-01"),
        "b.zh.md": page_text("# 乙", date="2026-05-01"),
        "c.zh.md": page_text("# 丙", date="2026-05-01", lang="ja"),
    }
    for primary, b in (("", "notes/b.md"), ("zh", "notes/b.zh.md")):
        catalog = opened(tmp_path, notes, primary=primary).catalog
        sources = [note.source for note in catalog.select("ja", "paired")]
        assert sources == ["notes/a.zh.md", b, "notes/c.zh.md"]
        assert catalog.select("en", "paired")[0].source == "notes/a.md"


# Pages


def write_pairs(project: Project, layout: str, default: str = "en") -> None:
    def note(name: str, language: str, **keys: Any) -> None:
        text = page_text(f"# {name} {language}\n\nText.", date="2026-05-01", **keys)
        project.write(source(layout, name, language, default), text)

    note("machine", "en")
    note("machine", "zh", translation={"by": "model", "reviewed": False})
    note("chinese", "en")
    note("chinese", "zh", original="zh")
    note("old", "en", updated=date(2026, 5, 9))
    note("old", "zh", updated=date(2026, 5, 8))
    note("drawn", "en", origin={"by": "model", "reviewed": date(2026, 5, 2)})


@pytest.fixture(scope="module", params=LAYOUTS)
def pairs(request: pytest.FixtureRequest, shared: Shared) -> Built:
    layout: str = request.param

    def build(project: Project) -> Built:
        write_pairs(project, layout)
        options = {"stream": {"languages": "paired"}}
        return project.configure(layout, papernotes=options).build()

    return shared.built(f"translations-{layout}", build)


def address(built: Built, name: str, language: str) -> str:
    """The path of the page of a note, in each of the structures."""
    plain = f"notes/{name}.{language}/index.html"
    prefix = "" if language == "en" else f"{language}/"
    return plain if built.has(plain) else f"{prefix}notes/{name}/index.html"


def graph(page: Page) -> dict[str, Any]:
    (script,) = page.all('script[type="application/ld+json"]')
    note: dict[str, Any] = json.loads(str(script.text_content()))["@graph"][0]
    return note


def test_pages_say_what_a_model_made(pairs: Built) -> None:
    page = pairs.page(address(pairs, "machine", "zh"))
    assert [each.text_content() for each in page.all(".pn-header .pn-statement")] == [
        "机器翻译，未经人工校对"
    ]
    note = graph(page)
    assert note["creativeWorkStatus"] == "机器翻译，未经人工校对"
    assert note["digitalSourceType"].endswith("/TrainedAlgorithmicMediaDigitalSource")
    drawn = pairs.page(address(pairs, "drawn", "en"))
    told = "written by a model, reviewed on May 2, 2026"
    assert [each.text_content() for each in drawn.all(".pn-statement")] == [told]
    plain = pairs.page(address(pairs, "machine", "en"))
    assert not plain.all(".pn-statement")
    assert "creativeWorkStatus" not in graph(plain)


def test_a_translation_says_that_its_original_has_changed(pairs: Built) -> None:
    (line,) = pairs.page(address(pairs, "old", "zh")).all(".pn-header .pn-behind")
    assert line.text_content() == "原文已于2026年5月9日更新"
    (link,) = line.cssselect("a")
    target = urljoin(f"/{address(pairs, 'old', 'zh')}", link.get("href"))
    assert target == f"/{address(pairs, 'old', 'en')}".removesuffix("index.html")
    assert (link.get("hreflang"), link.get("target")) == ("en", "_self")
    assert not pairs.page(address(pairs, "old", "en")).all(".pn-behind")
    assert not pairs.page(address(pairs, "machine", "zh")).all(".pn-behind")


def test_feeds_say_what_a_model_made_and_have_the_original_of_each_pair(pairs: Built) -> None:
    chinese = (Path(pairs.site_dir) / "zh/feed.xml").read_text("utf-8")
    assert chinese.count("机器翻译，未经人工校对") == 1
    tree = lxml.etree.parse(Path(pairs.site_dir) / "feed-all.xml")
    found = {link.get("href") for link in tree.iterfind("{*}entry/{*}link[@rel='alternate']")}
    originals = {("machine", "en"), ("chinese", "zh"), ("old", "en"), ("drawn", "en")}
    pages = {address(pairs, *each).removesuffix("index.html") for each in originals}
    assert found & {f"{SITE_URL}{page}" for page in pages} == {f"{SITE_URL}{p}" for p in pages}


def test_search_engines_are_told_which_note_is_the_original(pairs: Built) -> None:
    for name, original, translation in (("machine", "en", "zh"), ("chinese", "zh", "en")):
        first = graph(pairs.page(address(pairs, name, original)))
        second = graph(pairs.page(address(pairs, name, translation)))
        assert [work["@id"] for work in first["workTranslation"]] == [second["@id"]]
        assert second["translationOfWork"]["@id"] == first["@id"]
        assert "translationOfWork" not in first
        assert "workTranslation" not in second


# Notices

SITES = [*product(LAYOUTS, [("en", "zh"), ("zh", "en"), ("en", "zh", "ja")])]
SAMPLE = [*sample(SITES, 1), ("suffix", ("en", "zh", "ja"))]


def write_singles(project: Project, layout: str, languages: tuple[str, ...]) -> None:
    """Notes that are there in one language, with links and pictures, beside one that is in all."""
    default = languages[0]

    def note(name: str, language: str, text: str, **keys: Any) -> None:
        source_ = source(layout, name, language, default)
        body = f"# {name} & {language}\n\n{text}"
        project.write(source_, page_text(body, date="2026-05-01", **keys))

    for language in languages:
        note("all", language, "Text.")
        if layout == "folder":
            project.write(f"{language}/notes/dot.png", PNG)
    project.write("notes/dot.png", PNG)
    for language in ("en", "zh"):
        other = Path(source(layout, "all", language, default)).name
        text = f"Words of {language}. [All]({other}) ![](dot.png)\n\n## Part\n\n[Gone](gone.md)"
        note(f"only-{language}", language, text, tags=["t"])
    for language in languages:
        other = f"{language}/about.md" if layout == "folder" else f"about.{language}.md"
        project.write("about.md" if other == f"about.{default}.md" else other, "# About\n\nUs.")
    ordinary = f"{default}/contact.md" if layout == "folder" else "contact.md"
    project.write(ordinary, "# Contact\n\nUs.")
    for number in range(13):
        note(f"n{number}", "en", "Text.")
    note("hidden", "en", "Text.", unlisted=True)
    note("draft", "en", "Text.", draft=True)
    note("closed", "en", "Secret words.", excerpt=False)
    note("moved", "en", "Text.", url="/2024/moved/")


@pytest.fixture(
    scope="module",
    params=[pytest.param(site, marks=() if site in SAMPLE else full) for site in SITES],
    ids=lambda site: f"{site[0]}-{'-'.join(site[1])}",
)
def singles(request: pytest.FixtureRequest, shared: Shared) -> tuple[Built, str, tuple[str, ...]]:
    layout, languages = request.param

    def build(project: Project) -> Built:
        write_singles(project, layout, languages)
        options: dict[str, Any] = {
            "untranslated": "notice",
            "archive": {"languages": "current"},
        }
        if layout == "none":
            options["locales"] = list(languages)
        project.configure(layout, languages=languages, theme="material", papernotes=options)
        return project.build(strict=False)

    name = f"notices-{layout}-{'-'.join(languages)}"
    return shared.built(name, build), layout, languages


def page_path(layout: str, name: str, language: str, default: str) -> str:
    if language == default:
        return f"notes/{name}/index.html"
    if layout == "none":
        return f"notes/{name}.{language}/index.html"
    return f"{language}/notes/{name}/index.html"


ONLY = {
    "en": {"zh": "这篇笔记目前只有英语版本。", "ja": "This note is only available in English."},
    "zh": {
        "en": "This note is only available in Chinese.",
        "ja": "This note is only available in Chinese.",
    },
}


def test_there_is_a_notice_in_each_other_language(
    singles: tuple[Built, str, tuple[str, ...]],
) -> None:
    built, layout, languages = singles
    for written in ("en", "zh"):
        own = page_path(layout, f"only-{written}", written, languages[0])
        original = f"{SITE_URL}{own.removesuffix('index.html')}"
        for language in languages:
            page = built.page(page_path(layout, f"only-{written}", language, languages[0]))
            assert page.one("html").get("lang") == language
            assert [link.get("href") for link in page.all("link[rel=canonical]")] == [original]
            assert not page.all("link[hreflang]")
            if language == written:
                assert not page.all(".pn-notice")
                continue
            (notice,) = page.all(".pn-notice")
            assert notice.text_content() == ONLY[written][language]
            (text,) = page.all(".pn-untranslated")
            assert text.get("lang") == page.one("h1").get("lang") == written
            assert f"Words of {written}." in text.text_content()
            assert page.one("h1").text_content().startswith(f"only-{written} & {written}")
            assert not page.all(".pn-header[data-key], script[type='application/ld+json'], .md-tag")


def test_links_and_pictures_of_notices_are_those_of_the_note(
    singles: tuple[Built, str, tuple[str, ...]],
) -> None:
    built, layout, languages = singles
    told = [problem for problem in built.problems if "gone" in problem]
    assert len(told) == 2, "once for each note"
    for written in ("en", "zh"):
        for language in set(languages) - {written}:
            path = page_path(layout, f"only-{written}", language, languages[0])
            page = built.page(path)
            (picture,) = page.all(".pn-untranslated img")
            assert built.has(urljoin(f"/{path}", picture.get("src"))[1:])
            (link, gone) = page.all(".pn-untranslated p a")
            target = urljoin(f"/{path}", link.get("href"))
            assert f"{target}index.html" == "/" + page_path(layout, "all", written, languages[0])
            assert gone.get("href") == "gone.md"


def test_notices_are_in_no_sitemap_search_or_list(
    singles: tuple[Built, str, tuple[str, ...]],
) -> None:
    built, layout, languages = singles
    sitemap = (Path(built.site_dir) / "sitemap.xml").read_text("utf-8")
    index = json.loads((Path(built.site_dir) / "search/search_index.json").read_text("utf-8"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    for written in ("en", "zh"):
        for language in languages:
            path = page_path(layout, f"only-{written}", language, languages[0])
            url = path.removesuffix("index.html")
            assert (f"<loc>{SITE_URL}{url}<" in sitemap) == (language == written)
            assert (url in found) == (language == written)
    notices = [path for path in built.html_files if built.page(path).all(".pn-notice")]
    assert len(notices) > 5
    for feed in Path(built.site_dir).rglob("feed*.xml"):
        urls = {f"{SITE_URL}{path.removesuffix('index.html')}" for path in notices}
        told = set(re.findall(r"https://[^\"<\s]*", feed.read_text("utf-8")))
        assert told
        assert not told & urls
    for path in built.html_files:
        if path not in notices:
            for link in built.page(path).all(".md-content a[href]"):
                target = urljoin(f"/{path}", link.get("href")).split("#")[0][1:] + "index.html"
                assert not (built.has(target) and built.page(target).all(".pn-notice"))


def test_the_language_switcher_leads_to_notices(
    singles: tuple[Built, str, tuple[str, ...]],
) -> None:
    built, layout, languages = singles
    if layout == "none":
        return
    for language in languages:
        path = page_path(layout, "only-zh", language, languages[0])
        links = {
            link.get("hreflang"): urljoin(f"/{path}", link.get("href"))
            for link in built.page(path).all(".md-select__link")
        }
        assert links == {
            tag: "/" + page_path(layout, "only-zh", tag, languages[0]).removesuffix("index.html")
            for tag in languages
        }


def test_what_has_no_notice_and_what_has_no_text(
    singles: tuple[Built, str, tuple[str, ...]],
) -> None:
    built, layout, languages = singles
    for name in ("hidden", "draft"):
        assert not built.has(page_path(layout, name, "zh", languages[0]))
    closed = built.page(page_path(layout, "closed", "zh", languages[0]))
    assert closed.all(".pn-notice")
    assert "Secret words" not in closed.one("body").text_content()
    moved = "notes/moved/index.html" if languages[0] == "zh" else "zh/2024/moved/index.html"
    assert built.page(moved).all(".pn-notice")


# Addresses for search engines, and readers who are lost


def sitemap_of(built: Built) -> dict[str, list[tuple[str, str]]]:
    """The versions that the sitemap names, by the address of each page."""
    tree = lxml.etree.parse(Path(built.site_dir) / "sitemap.xml")
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in tree.getroot():
        address = entry.findtext("{*}loc")
        assert address is not None
        assert address not in found
        found[address] = [
            (link.get("hreflang", ""), link.get("href", ""))
            for link in entry.findall("{http://www.w3.org/1999/xhtml}link")
        ]
    return found


def test_the_sitemap_names_the_same_versions_as_the_heads_of_pages(
    singles: tuple[Built, str, tuple[str, ...]],
) -> None:
    built, _, languages = singles
    sitemap = sitemap_of(built)
    heads = {
        f"{SITE_URL}{path.removesuffix('index.html')}": [
            (link.get("hreflang"), link.get("href"))
            for link in built.page(path).all("link[hreflang]")
        ]
        for path in built.html_files
    }
    assert len(sitemap) > 10
    assert {address: heads[address] for address in sitemap} == sitemap
    for address in heads.keys() - sitemap.keys():
        assert not heads[address]
    for address, versions in sitemap.items():
        assert all(sitemap[other] == versions for _, other in versions), "they link to each other"
        if versions:
            assert address in dict(versions).values()
            assert dict(versions)["x-default"] == dict(versions)[languages[0]]


def test_the_page_for_what_is_not_there(singles: tuple[Built, str, tuple[str, ...]]) -> None:
    built, _, languages = singles
    page = built.page("404.html")
    assert page.one("html").get("lang") == languages[0]
    words = {"en": "404 - Page not found", "zh": "404 - 找不到页面"}
    assert page.one("h1").text_content() == words[languages[0]]
    links = {link.get("hreflang"): link.get("href") for link in page.all(".pn-translations a")}
    assert links == {tag: f"/lab/{tag}/" for tag in languages[1:]}
    assert not page.all("link[hreflang], link[rel=canonical]")


def test_the_theme_speaks_the_language_of_each_page(
    singles: tuple[Built, str, tuple[str, ...]],
) -> None:
    built, _, _ = singles
    words = {"en": "Search", "zh": "搜索", "ja": "検索"}
    for path in built.html_files:
        page = built.page(path)
        (field,) = page.all("input.md-search__input")
        assert field.get("placeholder") == words[str(page.one("html").get("lang"))], path


@pytest.mark.pure
def test_a_sitemap_of_any_form() -> None:
    alternates = Alternates(
        "en", "https://x.org/a/", {"en": "https://x.org/a/?1&2", "zh": "z"}, "z"
    )
    xml = (
        '<urlset xmlns="s">\n  <url>\n    <loc>https://x.org/a/</loc>\n'
        '    <xhtml:link rel="alternate" hreflang="de" href="d"/>\n  </url>\n'
        "  <url><loc>https://x.org/b/</loc></url>\n</urlset>"
    )
    found = rewrite_sitemap(xml, {"https://x.org/a/": alternates})
    tree = lxml.etree.fromstring(found.encode())
    assert [link.get("href") for link in tree[0][1:]] == ["https://x.org/a/?1&2", "z", "z"]
    assert [link.get("hreflang") for link in tree[0][1:]] == ["en", "zh", "x-default"]
    assert [child.text for child in tree[1]] == ["https://x.org/b/"]
    assert rewrite_sitemap("<urlset/>", {}) == "<urlset/>"


@pytest.mark.pure
def test_a_notice_takes_no_address_from_another_page(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"untranslated": "notice"})
    project.write("notes/a.md", page_text("# A", date="2026-05-01"))
    project.write("notes/b.md", page_text("# B", date="2026-05-01", url="/notes/a.zh/"))
    project.write("notes/c.zh.md", page_text("# 丙", date="2026-05-01"))
    found = {(each.note.source, each.language): each.url for each in open_site(tmp_path).notices}
    assert found == {
        ("notes/b.md", "zh"): "zh/notes/a.zh/",
        ("notes/c.zh.md", "en"): "notes/c/",
    }

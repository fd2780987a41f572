"""Feeds of built sites, as feed readers see them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring
from mkdocs.commands.build import build as mkdocs_build
from playwright.sync_api import Browser

from mkdocs_papernotes import open_site
from tests.browser import served
from tests.build_site import PNG, SITE_URL, Built, Project, page_text, settings
from tests.samples import crossed
from tests.shared import Shared

DATA = Path(__file__).parent / "data" / "feeds"
NS = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA = etree.RelaxNG(etree.parse(DATA / "atom.rng"))
JSON_SCHEMA = Draft202012Validator(json.loads((DATA / "json-feed.json").read_text("utf-8")))
MARKDOWN = ["attr_list", "footnotes", "tables", {"pymdownx.arithmatex": {"generic": True}}]
TAG = "tag:example.org,2026:/lab/"
MATH = re.compile(
    r"""&lt;math alttext="([^"]*)".*?&lt;/math&gt;|<math alttext=\\"(.*?)\\".*?</math>"""
)
"""A formula in a feed in XML or JSON, with its TeX."""


def entries_of(built: Built, path: str) -> list[etree._Element]:
    """The entries of an Atom feed, which is checked on the way."""
    root = etree.fromstring(built.files[path])
    SCHEMA.assertValid(root)
    assert root.find("a:link[@rel='self']", NS).get("href") == SITE_URL + path
    found = root.findall("a:entry", NS)
    ids = [entry.findtext("a:id", namespaces=NS) for entry in found]
    assert len(set(ids)) == len(ids)
    updated = root.findtext("a:updated", namespaces=NS)
    times = [entry.findtext("a:updated", namespaces=NS) for entry in found]
    assert updated == max(times, default="2026-01-01T00:00:00+00:00")
    return found


def titles(built: Built, path: str) -> list[str]:
    return [entry.findtext("a:title", "", NS) for entry in entries_of(built, path)]


def content(built: Built, path: str, title: str) -> HtmlElement:
    """The text of an entry as HTML."""
    (entry,) = (e for e in entries_of(built, path) if e.findtext("a:title", "", NS) == title)
    return fragment_fromstring(entry.findtext("a:content", "", NS), create_parent="div")


def feed_links(built: Built, path: str) -> dict[str, str]:
    """The titles of the feeds that the head of a page links to, by address."""
    found = built.page(path).all("head link[rel=alternate][type]:not([hreflang])")
    return {link.get("href"): link.get("title") for link in found}


def source(layout: str, language: str, default: str, name: str) -> str:
    """The path of a note's file."""
    if layout == "folder":
        return f"{language}/notes/{name}.md"
    return f"notes/{name}.md" if language == default else f"notes/{name}.{language}.md"


def write_notes(project: Project, layout: str, default: str) -> None:
    """A pair, one note in each language alone, and notes that belong in no feed."""

    def note(name: str, language: str, body: str = "Some text.", **given: Any) -> None:
        front_matter = {"date": "2026-04-16", **given}
        project.write(source(layout, language, default, name), page_text(body, **front_matter))

    beside = "../assets/pic.png"
    body = (
        "Text with $x^2$, a [link](b.md), a [heading](#method) and ![a picture]("
        f"{beside}).\n\n$$\n\\begin{{aligned}}a&=b\\end{{aligned}}\n$$\n\n## Method\n\n"
        "Much more.[^1]\n\n[^1]: A footnote.\n"
    )
    paper = {"title": "A paper on $x^2$", "arxiv": "2604.15244"}
    said = {"authors": ["Lin Wei"], "description": "What A says.", "updated": "2026-05-02"}
    note("a", "en", body, title="Note A", paper=paper, tags=["kv cache", "R&D"], **said)
    note("a", "zh", "正文。", title="笔记甲", translator="魏琳", date="2026-04-17")
    note("b", "en", "Only in English.", title="Note B", date="2026-04-15")
    note("c", "zh", "只有中文。", title="笔记丙", date="2026-04-14 08:30")
    note("quiet", "en", "Nobody may quote this.", title="Quiet", excerpt=False, date="2026-04-13")
    note("draft", "en", title="A draft", draft=True)
    note("later", "en", title="Later", publish="2999-01-01")
    note("unlisted", "en", title="Unlisted", unlisted=True)
    folder = f"{default}/" if layout == "folder" else ""
    project.write(f"{folder}assets/pic.png", PNG)


def built_site(shared: Shared, layout: str, default: str, **options: Any) -> Built:
    def build(project: Project) -> Built:
        write_notes(project, layout, default)
        languages = ("en", "zh") if default == "en" else ("zh", "en")
        given = {"locales": [*languages], "feeds": {"json": True}, **options}
        project.configure(
            layout, languages=languages, papernotes=given, markdown_extensions=MARKDOWN
        )
        return project.build(strict=False)

    return shared.built(f"feeds-{layout}-{default}-{'-'.join(options)}", build)


@crossed(layout=["suffix", "folder", "none"], default=["en", "zh"])
def test_each_language_has_a_feed_and_all_have_one(
    shared: Shared, layout: str, default: str
) -> None:
    built = built_site(shared, layout, default)
    other = "zh" if default == "en" else "en"
    path = {default: "feed.xml", other: f"{other}/feed.xml"}
    assert titles(built, path["en"]) == ["Note A", "Note B", "Quiet"]
    assert titles(built, path["zh"]) == ["笔记甲", "笔记丙"]
    assert titles(built, "feed-all.xml") == ["Note A", "Note B", "笔记丙", "Quiet"]
    for name in path.values():
        data = json.loads(built.text(name.replace(".xml", ".json")))
        JSON_SCHEMA.validate(data)
        assert [item["title"] for item in data["items"]] == titles(built, name)
    assert not [message for message in built.problems if "feed" in message]


@crossed(layout=["suffix", "folder", "none"], default=["en", "zh"])
def test_entries_say_what_is_known_of_notes(shared: Shared, layout: str, default: str) -> None:
    built = built_site(shared, layout, default)
    english = "feed.xml" if default == "en" else "en/feed.xml"
    entry = entries_of(built, english)[0]
    address = built.page(_page(built, "Note A")).canonical
    (translation,) = entry.findall("a:link[@hreflang='zh']", NS)

    def found(path: str) -> list[str]:
        return [str(value) for value in entry.xpath(path, namespaces=NS)]

    assert found("a:id/text()") == [f"{TAG}notes/a:en"]
    assert found("a:link[@rel='alternate']/@href") == [address]
    assert translation.get("href") == built.page(_page(built, "笔记甲")).canonical
    assert translation.get("title") == "笔记甲"
    assert "https://arxiv.org/abs/2604.15244" in found("a:link[@rel='related']/@href")
    assert found("a:published/text()") == ["2026-04-16T00:00:00+00:00"]
    assert found("a:updated/text()") == ["2026-05-02T00:00:00+00:00"]
    assert found("a:author/a:name/text()") == ["Lin Wei"]
    assert found("a:category/@term") == ["kv cache", "R&D"]
    assert found("a:summary/text()") == ["What A says."]
    (summary,) = entries_of(built, english)[1].xpath("a:summary/text()", namespaces=NS)
    assert summary == "Only in English."


def _page(built: Built, title: str) -> str:
    (found,) = (
        page.path for page in built.pages if page.texts("article.pn-note h1, h1")[:1] == [title]
    )
    return found


@crossed(layout=["suffix", "folder", "none"], default=["en", "zh"])
def test_the_text_is_whole_and_its_addresses_are_full(
    shared: Shared, layout: str, default: str
) -> None:
    built = built_site(shared, layout, default)
    english = "feed.xml" if default == "en" else "en/feed.xml"
    html = content(built, english, "Note A")
    assert "Much more." in html.text_content()
    assert "A footnote." in html.text_content()
    (about,) = html.cssselect('a[href="https://arxiv.org/abs/2604.15244"]')
    assert about.text == "A paper on x²"
    assert not html.cssselect("h1")
    links = [str(link) for _, _, link, _ in html.iterlinks()]
    assert links
    for link in links:
        assert link.startswith(("https://arxiv.org/", SITE_URL))
        file = built.resolve(link, "")
        assert not file or built.has(file[0]), link
    assert [m.get("alttext") for m in html.iter("math")] == [
        "x^2",
        r"\begin{aligned}a&=b\end{aligned}",
    ]
    assert "Text with x2," in html.text_content()
    assert "\\begin" not in html.text_content()


GOLDEN_ADDRESSES = {
    "folder": [],
    "suffix": [],
    "none": [("/zh/notes/a/", "/notes/a.zh/"), ("/zh/notes/c/", "/notes/c.zh/")],
}
"""How addresses of notes differ from those of the golden feeds."""


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
@pytest.mark.parametrize("name", ["feed-all.xml", "feed-all.json"])
def test_a_whole_feed_in_each_structure(shared: Shared, layout: str, name: str) -> None:
    """Formulas stand in the golden files as TeX: MathML differs between versions of math-core."""
    text = built_site(shared, layout, "en").text(name)
    for ours, theirs in GOLDEN_ADDRESSES[layout]:
        text = text.replace(theirs, ours)
    found = MATH.sub(lambda math: math[1] or math[2], text)
    assert found == (DATA / name).read_text("utf-8")


def test_a_text_that_may_not_be_quoted_is_in_no_feed(shared: Shared) -> None:
    for layout, default in (("suffix", "en"), ("none", "en")):
        built = built_site(shared, layout, default)
        for path in ("feed.xml", "feed.json", "feed-all.xml"):
            assert "Quiet" in built.text(path)
            assert "Nobody may quote this." not in built.text(path)
            for title in ("A draft", "Later", "Unlisted"):
                assert title not in built.text(path)


def test_the_feed_of_all_names_the_other_languages(shared: Shared) -> None:
    built = built_site(shared, "suffix", "en")
    html = content(built, "feed-all.xml", "Note A")
    (link,) = html.cssselect("p:last-child a[hreflang]")
    assert (link.get("hreflang"), link.text) == ("zh", "中文")
    assert link.get("href") == f"{SITE_URL}zh/notes/a/"
    assert not content(built, "feed-all.xml", "Note B").cssselect("a[hreflang]")
    assert not content(built, "feed.xml", "Note A").cssselect("a[hreflang]")


@crossed(layout=["suffix", "folder", "none"], default=["en", "zh"])
def test_every_page_links_the_feeds_of_its_language(
    shared: Shared, layout: str, default: str
) -> None:
    built = built_site(shared, layout, default)
    for page in built.pages:
        language = "zh" if (page.lang or "").startswith("zh") else "en"
        folder = "" if language == default else f"{language}/"
        assert [*feed_links(built, page.path)] == [
            f"{SITE_URL}{folder}feed.xml",
            f"{SITE_URL}{folder}feed.json",
            f"{SITE_URL}feed-all.xml",
            f"{SITE_URL}feed-all.json",
        ], page.path


def test_feeds_of_languages_can_be_told_apart(shared: Shared) -> None:
    built = built_site(shared, "suffix", "en")
    assert [*feed_links(built, "zh/index.html").values()] == [
        "Lab notes（中文）",
        "Lab notes（中文）",
        "Lab notes (all languages)",
        "Lab notes (all languages)",
    ]
    assert feedparser.parse(built.files["feed.xml"]).feed.title == "Lab notes (English)"


def test_three_languages(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("suffix", languages=("zh", "en", "zh-TW"))
    project.note("a.md", title="甲")
    project.note("a.en.md", title="A", translator="Ada")
    project.note("a.zh-TW.md", title="甲 TW")
    project.note("b.zh-TW.md", title="乙 TW", date="2026-04-15")
    project.note("c.en.md", title="C", date="2026-04-14", original="zh-TW")
    project.note("c.zh-TW.md", title="丙 TW", date="2026-04-14")
    built = project.build()
    assert titles(built, "feed.xml") == ["甲"]
    assert titles(built, "en/feed.xml") == ["A", "C"]
    assert titles(built, "zh-TW/feed.xml") == ["甲 TW", "乙 TW", "丙 TW"]
    assert titles(built, "feed-all.xml") == ["甲", "乙 TW", "丙 TW"]
    assert entries_of(built, "zh-TW/feed.xml")[0].get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    ) == ("zh-TW")
    links = content(built, "feed-all.xml", "甲").cssselect("a[hreflang]")
    assert [link.get("hreflang") for link in links] == ["en", "zh-TW"]


@pytest.mark.parametrize("count", [0, 1, 20, 116], ids=lambda count: f"{count}-notes")
def test_the_newest_twenty(tmp_path: Path, count: int) -> None:
    project = Project(tmp_path).configure("none")
    for number in range(count):
        day = date(2026, 1, 1) + timedelta(days=number)
        project.note(f"n{number}.md", title=f"Note {number}", date=day.isoformat())
    project.write("index.md", "# Home\n")
    built = project.build()
    newest = [f"Note {number}" for number in reversed(range(count))][:20]
    assert titles(built, "feed.xml") == newest
    assert not built.has("feed-all.xml")
    assert not feedparser.parse(built.files["feed.xml"]).bozo


def test_more_addresses_for_those_who_have_subscribed(tmp_path: Path) -> None:
    feeds = {"also_at": ["atom.xml", "rss2.xml", "old/index.xml"], "count": 1, "all": "every.xml"}
    project = Project(tmp_path).configure("suffix", papernotes={"feeds": feeds})
    project.note("a.md", title="A")
    project.note("a.zh.md", title="甲")
    project.note("b.md", title="B", date="2026-04-15")
    built = project.build()
    for path in ("feed.xml", "atom.xml", "old/index.xml"):
        assert titles(built, path) == ["A"]
        assert titles(built, f"zh/{path}") == ["甲"]
    found = feedparser.parse(built.files["zh/rss2.xml"])
    assert (found.version, found.entries[0].title) == ("rss20", "甲")
    assert found.entries[0].id == f"{TAG}notes/a:zh"
    assert built.has("every.xml")
    assert not built.has("feed-all.xml")
    assert f"{SITE_URL}atom.xml" not in feed_links(built, "notes/a/index.html")
    opened = open_site(project.folder)
    assert {"atom.xml", "zh/rss2.xml"} <= {output.address for output in opened.outputs}


@pytest.mark.parametrize(
    ("feeds", "address", "title"),
    [
        ({"also_at": ["atom.xml", "zh/atom.xml"]}, "zh/atom.xml", "甲"),
        ({"also_at": ["zh/feed.xml"]}, "zh/feed.xml", "甲"),
        ({"also_at": ["feed-all.xml"]}, "feed-all.xml", "甲"),
        ({"all": "feed.xml"}, "feed.xml", "A"),
        ({"path": "topics/tags/moe/feed.xml", "terms": ["tags"]}, "topics/tags/moe/feed.xml", "A"),
    ],
)
def test_two_feeds_at_one_address(
    tmp_path: Path, feeds: dict[str, object], address: str, title: str
) -> None:
    project = Project(tmp_path).configure("none", papernotes={"topics": True, "feeds": feeds})
    project.note("a.md", title="A", tags=["moe"])
    project.note("b.md", title="B", date="2026-04-15")
    project.note("a.zh.md", title="甲", original="zh")
    opened = open_site(tmp_path)
    told = [problem for problem in opened.problems if problem.severity == "warning"]
    assert {(problem.code, problem.values["address"]) for problem in told} >= {("PN658", address)}
    assert {problem.code for problem in told} == {"PN658"}
    built = project.build(strict=False)
    assert titles_at(built, address)[0] == title
    assert not [problem for problem in built.problems if "PN65" in problem and "658" not in problem]


def titles_at(built: Built, path: str) -> list[str]:
    return [entry.title for entry in feedparser.parse(built.files[path]).entries]


def test_feeds_with_excerpts(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(
        papernotes={"feeds": {"content": "excerpt"}}, markdown_extensions=MARKDOWN
    )
    text = "The beginning, $x$, [b](b.md).\n\n<!-- more -->\n\nThe rest.\n"
    project.note("a.md", text, title="A")
    project.note("b.md", "All of it.", title="B", date="2026-04-15")
    built = project.build()
    entries = entries_of(built, "feed.xml")
    a, b = (entry.find("a:summary[@type='html']", NS).text for entry in entries)
    assert f'<a href="{SITE_URL}notes/b/">b</a>' in a
    assert a.count("<math") == 1
    assert "The rest." not in built.text("feed.xml")
    assert f'<a href="{SITE_URL}notes/a/">Read more »</a>' in a
    assert b == "<p>All of it.</p>"


def test_ids_outlive_renames(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("new/a.md", title="A", feed_id="notes/a")
    project.note("b.md", title="B", date="2026-04-15", feed_id="https://old.example.org/?p=3")
    project.note("c.md", title="C", date="2026-04-14", translation_key="moe")
    project.note("d.zh.md", title="丙", translation_key="moe")
    built = project.build()
    ids = [entry.findtext("a:id", "", NS) for entry in entries_of(built, "feed.xml")]
    assert ids == [f"{TAG}notes/a:en", "https://old.example.org/?p=3", f"{TAG}moe:en"]
    (chinese,) = entries_of(built, "zh/feed.xml")
    assert chinese.findtext("a:id", "", NS) == f"{TAG}moe:zh"


def test_addresses_that_are_none_by_the_letter_are_encoded(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"feeds": {"json": True}})
    paper = {"title": "T", "url": "https://example.org/p q?a=1&b=<2>|{x}"}
    author = {"name": "Ada", "url": "https://example.org/a b#é"}
    project.note("a.md", title="A", authors=[author], paper=paper)
    (entry,) = entries_of(project.build(), "feed.xml")
    (link,) = entry.findall("a:link[@rel='related']", NS)
    assert link.get("href") == "https://example.org/p%20q?a=1&b=%3C2%3E%7C%7Bx%7D"
    assert entry.findtext("a:author/a:uri", "", NS) == "https://example.org/a%20b#é"


def test_one_feed_id_for_two_notes_is_a_problem(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", title="A")
    project.note("b.md", title="B", feed_id="notes/a", date="2026-04-15")
    built = project.build(strict=False)
    assert [re.sub(r"^papernotes: ", "", problem) for problem in built.problems] == [
        "notes/b.md:4: feed_id: notes/a.md has the same feed id, so that feed readers would take"
        " both for one note. Give each note one of its own [PN654]"
    ]
    ids = [entry.findtext("a:id", "", NS) for entry in entries_of(built, "feed.xml")]
    assert ids == [f"{TAG}notes/a:en", f"{TAG}notes/b:en"]


def test_notes_without_a_date_are_told(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", title="A", date=None)
    project.note("b.md", title="B", date=None)
    built = project.build(strict=False)
    assert titles(built, "feed.xml") == []
    told = [record.message for record in built.singles if "[PN301]" in record.message]
    assert len(told) == 2
    assert all("is in no feed" in message for message in told)


def test_without_an_address_of_the_site_there_is_none(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(site_url=None)
    project.note("a.md")
    built = project.build()
    assert not [path for path in built.files if "feed" in path]
    assert sum("no canonical addresses" in message for message in built.messages) == 1
    assert not feed_links(built, "notes/a/index.html")


def test_feeds_can_be_turned_off(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(papernotes={"feeds": False})
    project.note("a.md")
    built = project.build()
    assert not [path for path in built.files if "feed" in path]
    assert not feed_links(built, "notes/a/index.html")


def test_a_file_of_the_author_stays_and_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(papernotes={"feeds": {"also_at": "atom.xml"}})
    project.note("a.md")
    project.write("atom.xml", "mine")
    project.write("feed.xml", "mine, too")
    built = project.build(strict=False)
    assert (built.text("atom.xml"), built.text("feed.xml")) == ("mine", "mine, too")
    assert built.has("zh/feed.xml")
    assert sum("[PN651]" in problem for problem in built.problems) == 2
    assert f"{SITE_URL}feed.xml" not in feed_links(built, "notes/a/index.html")


def test_a_file_of_another_plugin_stays_and_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(hooks=["hook.py"])
    (tmp_path / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    (Path(config.site_dir) / 'feed.xml').write_text('theirs')\n",
        "utf-8",
    )
    project.note("a.md")
    built = project.build(strict=False)
    assert built.text("feed.xml") == "theirs"
    assert [problem[-7:] for problem in built.problems] == ["[PN652]"]


def test_terms_have_feeds_on_request(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(
        papernotes={"topics": True, "feeds": {"terms": ["tags", "directions", "series", "states"]}}
    )
    project.note("a.md", title="A", tags=["KV cache"], direction="Serving")
    project.note("a.zh.md", title="甲")
    series = {"name": "MoE", "part": 1}
    project.note("b.md", title="B", tags=["kv-cache"], date="2026-04-15", series=series)
    project.note("c.md", title="C", date="2026-04-14", series={"name": "MoE", "part": 2})
    project.note("d.md", title="D", date="2026-04-16", series={"name": "MoE", "part": 3})
    built = project.build(strict=False)
    assert titles(built, "topics/series/moe/feed.xml") == ["D", "B", "C"]
    assert titles(built, "topics/tags/kv-cache/feed.xml") == ["A", "B"]
    assert titles(built, "topics/directions/serving/feed.xml") == ["A"]
    assert titles(built, "zh/topics/tags/kv-cache/feed.xml") == ["甲"]
    assert feed_links(built, "topics/tags/kv-cache/index.html") == {
        f"{SITE_URL}topics/tags/kv-cache/feed.xml": "KV cache · Lab notes",
        f"{SITE_URL}feed.xml": "Lab notes (English)",
        f"{SITE_URL}feed-all.xml": "Lab notes (all languages)",
    }
    assert [problem[-7:] for problem in built.problems if "PN65" in problem] == ["[PN657]"]
    (chinese,) = entries_of(built, "zh/feed.xml")  # has the tags of its translation
    assert chinese.xpath("a:category/@term", namespaces=NS) == ["KV cache"]


def test_addresses_that_end_in_html(tmp_path: Path) -> None:
    feeds = {"terms": ["tags"], "json": True}
    project = Project(tmp_path).configure(
        papernotes={"topics": True, "feeds": feeds}, use_directory_urls=False
    )
    project.note("a.md", "[b](b.md)", title="A", tags=["moe"])
    project.note("b.md", title="B", date="2026-04-15")
    built = project.build()
    assert titles(built, "topics/tags/moe/feed.xml") == ["A"]
    (link,) = content(built, "feed.xml", "A").iter("a")
    assert link.get("href") == f"{SITE_URL}notes/b.html"
    assert f"{SITE_URL}topics/tags/moe/feed.json" in feed_links(built, "topics/tags/moe/index.html")
    for page in built.pages:
        for address in feed_links(built, page.path):
            assert address.removeprefix(SITE_URL) in built.files


def test_encrypted_texts_are_in_no_feed(tmp_path: Path) -> None:
    config = settings()
    config["plugins"].insert(1, {"encryptcontent": {"encryption_info_message": "locked"}})
    project = Project(tmp_path).configure(plugins=config["plugins"])
    project.note("a.md", "The secret.", title="A", password="x", description="Open words.")
    project.note("b.md", "In the open.", title="B", date="2026-04-15")
    built = project.build(strict=False)
    a, b = entries_of(built, "feed.xml")
    assert a.find("a:content", NS) is None
    assert a.findtext("a:summary", "", NS) == "Open words."
    assert "In the open." in b.findtext("a:content", "", NS)
    assert "The secret." not in built.text("feed.xml")


def test_the_rss_plugin_beside_it(tmp_path: Path) -> None:
    config = settings()
    config["plugins"].append({"rss": {"match_path": "notes/.*", "use_git": False}})
    project = Project(tmp_path).configure(plugins=config["plugins"])
    project.note("a.md", "Some text.", title="A")
    built = project.build(strict=False)
    assert not [problem for problem in built.problems if "[PN65" in problem]
    assert titles(built, "feed.xml") == ["A"]
    assert built.has("feed_rss_created.xml")


# A second reader, a browser, git


def test_rss_parser_reads_the_same(shared: Shared, browser: Browser) -> None:
    built = built_site(shared, "suffix", "en")
    page = browser.new_page()
    page.add_script_tag(path=DATA / "rss-parser.min.js")
    script = "text => new RSSParser().parseString(text)"
    for path in ("feed.xml", "zh/feed.xml", "feed-all.xml"):
        found: Mapping[str, Any] = page.evaluate(script, built.text(path))
        entries = entries_of(built, path)
        assert found["feedUrl"] == SITE_URL + path
        assert [item["title"] for item in found["items"]] == titles(built, path)
        for item, entry in zip(found["items"], entries, strict=True):
            assert item["id"] == entry.findtext("a:id", "", NS)
            assert item["link"] == entry.find("a:link[@rel='alternate']", NS).get("href")
            assert item.get("content", "") == entry.findtext("a:content", "", NS)
            assert item["pubDate"][:10] == entry.findtext("a:published", "", NS)[:10]
    page.close()


def test_a_click_on_a_feed_shows_its_notes(shared: Shared, browser: Browser) -> None:
    built = built_site(shared, "suffix", "en")
    with served(built.site_dir) as address:
        page = browser.new_page()
        for path, hint, title in (
            ("feed.xml", "This is a feed.", "Note A"),
            ("zh/feed.xml", "这是本站的订阅源。", "笔记甲"),
        ):
            page.goto(f"{address}{path}")
            shown = "getComputedStyle(document.documentElement, '::before').content"
            assert hint in page.evaluate(shown)
            assert page.locator("entry > title").first.text_content() == title
            assert page.locator("entry > title").first.is_visible()
            assert page.locator("entry > summary").first.is_visible()
            assert not page.locator("entry > content").first.is_visible()
        page.close()


def git(folder: Path, *arguments: str) -> None:
    roles = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    who = {f"GIT_{role}": "a@b.c" for role in roles}
    subprocess.run(["git", *arguments], cwd=folder, check=True, env={**os.environ, **who})


def renamed(built: Built) -> Iterator[str]:
    yield from (problem for problem in built.problems if "[PN655]" in problem)


@pytest.fixture
def repository(tmp_path: Path) -> Project:
    """A site in git with a note that was renamed after it was published."""
    project = Project(tmp_path).configure()
    project.note("a 甲.md", title="A", date="2026-04-20")
    project.note("b.md", title="B")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (project.docs / "notes/new").mkdir()
    git(tmp_path, "mv", "docs/notes/a 甲.md", "docs/notes/a2.md")
    git(tmp_path, "commit", "-qm", "second")
    git(tmp_path, "mv", "docs/notes/a2.md", "docs/notes/new/a3.md")
    git(tmp_path, "commit", "-qm", "third")
    return project


def test_a_renamed_note_is_a_problem(repository: Project) -> None:
    (problem,) = renamed(repository.build(strict=False))
    assert "notes/new/a3.md: feed_id: the note was notes/a 甲.md until 2" in problem
    assert "Add “feed_id: notes/a 甲” to its front matter" in problem
    assert any(problem.code == "PN655" for problem in open_site(repository.folder).problems)
    repository.note("new/a3.md", title="A", feed_id="notes/a 甲", date="2026-04-20")
    built = repository.build(target="again")
    first, _ = entries_of(built, "feed.xml")
    assert first.findtext("a:id", "", NS) == f"{TAG}notes/a%20%E7%94%B2:en"


@pytest.mark.parametrize("key", ["translation_key", "feed_id"])
def test_a_note_with_a_key_may_be_renamed(repository: Project, key: str) -> None:
    repository.note("new/a3.md", title="A", **{key: "a"})
    assert not [*renamed(repository.build())]


def test_a_note_that_is_where_it_was_is_no_problem(repository: Project) -> None:
    git(repository.folder, "mv", "docs/notes/new/a3.md", "docs/notes/a 甲.md")
    git(repository.folder, "mv", "docs/notes/b.md", "docs/notes/b")
    (repository.docs / "notes/b").rename(repository.docs / "notes/b.md")
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "-qm", "back")
    assert not [*renamed(repository.build())]


@pytest.mark.parametrize(
    ("path", "keys", "is_told"),
    [
        ("notes/a.md", {"date": "2026-04-20"}, True),
        ("notes/a.md", {"date": "2026-04-20", "draft": True}, False),
        ("notes/a.md", {"date": "2026-04-20", "unlisted": True}, False),
        ("notes/a.md", {"date": "2026-04-20", "publish": "2999-01-01"}, False),
        ("notes/a.md", {"title": "A"}, False),
        ("drafts/a.md", {"date": "2026-04-20"}, False),
    ],
)
def test_a_note_that_was_in_no_feed_may_be_renamed(
    tmp_path: Path, path: str, keys: dict[str, object], *, is_told: bool
) -> None:
    project = Project(tmp_path).configure("none")
    text = "Many words, of which most stay.\n" * 9
    project.write(path, page_text(f"# A\n\n{text}", **keys))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (project.docs / path).unlink()
    project.note("b.md", f"# A\n\n{text}")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "second")
    codes = [problem.code for problem in open_site(tmp_path).problems]
    assert ("PN655" in codes) == is_told


def test_a_shallow_clone_shows_no_renames(repository: Project, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository.folder}", str(clone))
    assert not [*renamed(Project(clone).build())]


def test_without_git_nothing_is_said(repository: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not [*renamed(repository.build())]


# Saves while `serve` runs


@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_a_save_changes_the_feeds_of_the_note(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path)
    write_notes(project, layout, "en")
    project.write("atom.xml", "mine")
    feeds = {"also_at": ["atom.xml", "rss2.xml"], "json": True, "terms": ["tags"]}
    project.configure(
        layout,
        papernotes={"locales": ["en", "zh"], "topics": True, "feeds": feeds},
        markdown_extensions=MARKDOWN,
    )
    config = project.load(strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    site = tmp_path / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*feed*.xml")}
    path = project.docs / "notes/a.md"
    path.write_text(path.read_text("utf-8").replace("Much more.", "Much $y$ more."), "utf-8")
    plugin: Any = config.plugins["papernotes"]
    assert plugin.quick.render(plugin.quick.new_texts({"notes/a.md"}))
    plugin.quick.wait()
    changed = {
        path.relative_to(site).as_posix()
        for path, at in before.items()
        if path.stat().st_mtime_ns != at
    }
    assert changed == {
        *("feed.xml", "feed-all.xml"),
        *("topics/tags/kv-cache/feed.xml", "topics/tags/r-and-d/feed.xml"),
    }
    clean = project.build("clean", strict=False)
    names = [name for name in clean.files if re.search(r"feed|atom|rss", name)]
    assert len(names) > 10
    for name in names:
        assert (site / name).read_bytes() == clean.files[name], name
    assert "Much <math" in clean.text("rss2.xml").replace("&lt;", "<")
    assert clean.text("atom.xml") == "mine"

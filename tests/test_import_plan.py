"""Where the parts of an old site go: names, addresses, pairs, terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.importers.claims import Claims, dest
from mkdocs_papernotes.importers.manifest import (
    Decision,
    Entry,
    Manifest,
    UnreadableManifestError,
    read_manifest,
)
from mkdocs_papernotes.importers.menu import NewMenu
from mkdocs_papernotes.importers.names import folded, safe_file, safe_page
from mkdocs_papernotes.importers.old_site import MenuEntry, OldFile, OldPage, OldSite, OldTerm
from mkdocs_papernotes.importers.page_languages import languages_of
from mkdocs_papernotes.importers.page_places import PagePlaces
from mkdocs_papernotes.importers.plan import Plan, Wishes, plan_of
from mkdocs_papernotes.importers.site_files import SiteFiles
from mkdocs_papernotes.languages.tags import looks_like_locale
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.structure import split_suffix
from mkdocs_papernotes.starter.new_site import NewSite
from tests.timing import takes_less_than

pytestmark = pytest.mark.pure

_NONE = Wishes()
URL = "https://old.example.org/blog/"


def page(source: str, **given: Any) -> OldPage:
    """A post; by default it has the name of its file, and the address that follows from it."""
    name = source.removeprefix("posts/").rsplit(".", 1)[0]
    own = {
        "name": name,
        "body": "Text.",
        "address": f"old/{name}/",
        "resources": (f"posts/{name}",),
    }
    return OldPage(source, **(own | given))


def site(*pages: OldPage, **given: Any) -> OldSite:
    return OldSite(pages, **({"url": URL, "languages": ("en",)} | given))


def planned(
    old: OldSite, wishes: Wishes = _NONE, pairs: Mapping[str, str] | None = None, lang: str = ""
) -> Plan:
    own = {each.source: each.pair for each in old.pages if each.pair}
    return plan_of(old, languages_of(old, lang), own | dict(pairs or {}), wishes)


def sources(plan: Plan) -> list[str]:
    return [each.placed.source for each in plan.pages]


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.name, problem.source) for problem in plan.problems]


# Names of files


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2019/adam", "2019/adam"),
        ("注意力 机制(上) & 下", "注意力 机制(上) & 下"),
        ("what?", "what-"),
        ("a:b/c*d", "a-b/c-d"),
        ("con", "con-"),
        ("a/NUL.txt", "a/NUL-.txt"),
        ("end.", "end"),
        ("a./b ", "a/b"),
        ("../../etc/passwd", "etc/passwd"),
        ("/a//b/", "a/b"),
        ("..\\a\\b", "a/b"),
        (".hidden", "hidden"),
        ("intro.js", "intro-js"),
        ("v1.0", "v1.0"),
        ("a.zh-CN", "a-zh-CN"),
        ("???", "-"),
        ("", "unnamed"),
        ("...", "unnamed"),
    ],
)
def test_names_of_pages(given: str, wanted: str) -> None:
    name, reason = safe_page(given)
    assert name == wanted
    assert safe_page(name) == (name, "")
    assert bool(reason) == (given.strip("/").replace("//", "/") not in {wanted, *_UNTOLD})


_UNTOLD = {"../../etc/passwd", "..\\a\\b", ""}
"""What is changed without a word: no file of a site has such a path."""


@given(st.text(max_size=300))
def test_every_name_is_one_that_all_systems_have(text: str) -> None:
    for make in (safe_page, safe_file):
        path, _ = make(text)
        assert path
        assert make(path) == (path, "")
        for part in path.split("/"):
            assert part not in {"", ".", ".."}
            assert part == part.strip()
            assert part[-1] != "."
            assert not set(part) & set('\\:*?"<>|\0\n')
            assert len(part.encode()) < 240
    path, _ = safe_page(text)
    assert split_suffix(f"{path}.md") == (path, "")


def test_names_of_files_keep_their_endings() -> None:
    assert safe_file("img/fig.zh.png")[0] == "img/fig-zh.png"
    assert safe_file("img/fig.zh.png", by_language=False) == ("img/fig.zh.png", "")
    assert safe_file("a/notes.md")[0] == "a/notes-md.txt"
    assert safe_file("jquery.min.js")[0] == "jquery.min.js"
    assert safe_file(f"{'长' * 200}.png")[0].endswith("长.png")
    assert not looks_like_locale(safe_file("a.de.b.fr.css")[0].split(".")[-2])


def test_no_two_pages_have_one_file() -> None:
    plan = planned(
        site(
            page("posts/a?.md"),
            page("posts/a*.md"),
            page("posts/A-.md"),
            page("posts/x/index.md", name="x"),
            page("posts/x.md"),
        )
    )
    assert sources(plan) == [
        "notes/a-.md",
        "notes/a--2.md",
        "notes/A--3.md",
        "notes/x.md",
        "notes/x-2.md",
    ]
    changed = [source for name, source in told(plan) if name == "import-name-changed"]
    assert changed == [f"posts/{name}.md" for name in ("a?", "a*", "A-", "x")]


@given(st.lists(st.text(alphabet="aA.?/zh-", min_size=1, max_size=6), max_size=12))
def test_every_page_has_a_file_of_its_own(names: list[str]) -> None:
    pages = [page(f"posts/{number}.md", name=name) for number, name in enumerate(names)]
    plan = planned(site(*pages))
    found = sources(plan)
    assert len({folded(each) for each in found}) == len(names)
    assert all(each.startswith("notes/") for each in found)


def test_an_index_of_notes_is_named_after_its_folder() -> None:
    plan = planned(site(page("posts/adam/index.md"), page("posts/README.md")))
    assert sources(plan) == ["notes/adam.md", "notes/README-note.md"]


def test_other_pages_are_where_they_were() -> None:
    about = page("about/index.md", name="about", is_note=False, address="about/")
    plan = planned(site(about, page("cv.md", name="cv", is_note=False, address="cv.html")))
    assert sources(plan) == ["about.md", "cv.md"]
    assert [dict(each.values) for each in plan.pages] == [{}, {"redirect_from": "/cv.html"}]


# Languages and pairs


def test_pairs_differ_in_the_language_alone() -> None:
    zh = page("posts/yadang.md", language="zh-CN", pair="adam", address="zh/yadang/")
    en = page("posts/adam.md", language="en-US", pair="adam", address="adam/")
    plan = planned(site(zh, en, page("posts/sgd.md"), languages=("en",)))
    assert plan.structure == "suffix"
    assert plan.languages == ("en", "zh")
    assert sources(plan) == ["notes/adam.zh.md", "notes/adam.md", "notes/sgd.md"]
    assert told(plan) == [("import-name-changed", "posts/yadang.md")]
    plan = planned(site(zh, en, languages=("en",)), Wishes("folder"))
    assert sources(plan) == ["zh/notes/adam.md", "en/notes/adam.md"]
    plan = planned(site(zh, en, languages=("en",)), Wishes("none"))
    assert sources(plan) == ["notes/adam.zh.md", "notes/adam.md"]


def test_a_pair_has_each_language_once() -> None:
    pages = [page(f"posts/{name}.md", pair="one") for name in "ab"]
    plan = planned(site(*pages))
    assert sources(plan) == ["notes/a.md", "notes/b.md"]


def test_pairs_in_a_file_count_more_than_those_found() -> None:
    pages = [
        page("posts/a.md", language="en", pair="a"),
        page("posts/b.md", language="zh", pair="a"),
        page("posts/c.md", language="zh"),
    ]
    plan = planned(site(*pages), pairs={"posts/a.md": "x", "posts/c.md": "x"})
    assert sources(plan) == ["notes/a.md", "notes/b.zh.md", "notes/a.zh.md"]


def test_the_language_of_a_page() -> None:
    chinese = "这是一篇用中文写的笔记，讲的是随机梯度下降，以及它为什么有效。" * 3
    english = "This is a note in English, and it is about the descent of gradients. " * 3
    pages = [
        page("posts/a.md", body=chinese),
        page("posts/b.md", body=english, language="en"),
        page("posts/c.md", body=english),
        page("posts/d.md", body=chinese),
        page("posts/e.md", body="x"),
    ]
    assert planned(site(*pages, languages=("zh-CN", "en"))).languages == ("zh", "en")
    found = languages_of(site(*pages, languages=("zh-CN",)), "")
    assert [*found.by_source.values()] == ["zh", "en", "zh", "zh", "zh"]
    assert not found.problems
    guessed = languages_of(site(*pages[:1], *pages[2:], languages=()), "")
    assert [*guessed.by_source.values()] == ["zh", "en", "zh", "zh"]
    assert [each.source for each in guessed.problems] == ["posts/c.md"]
    assert languages_of(site(*pages, languages=()), "zh-CN").all == ("zh",)
    doubted = languages_of(site(pages[0], pages[3], languages=("en",)), "")
    assert doubted.all == ("en",)
    assert [each.name for each in doubted.problems] == ["import-language-doubted"]


# Addresses


def test_old_addresses_lead_to_the_new_ones() -> None:
    plan = planned(
        site(
            page("posts/a.md", address="2019/03/a/", aliases=("a.html", "中文/页/", "50%/")),
            page("posts/b.md", address="notes/b/", aliases=("notes/b/index.html",)),
            page("posts/c.md", address="2019/03/a/index.html", aliases=("archive/", "A.html")),
            page("posts/d.md", address="", values={"draft": True}),
            page("posts/e.md", address="old/e.php", aliases=("a?p=1",)),
        )
    )
    assert [each.values.get("redirect_from") for each in plan.pages] == [
        ["/2019/03/a/", "/a.html", "/中文/页/", "/50%25/"],
        None,
        None,
        None,
        None,
    ]
    taken, lost = "import-address-taken", "import-address-lost"
    assert told(plan) == [(taken, "posts/c.md")] * 3 + [(lost, "posts/e.md")] * 2
    owners = [each.values["other"] for each in plan.problems[:3]]
    assert owners == ["posts/a.md", "the list archive", "posts/a.md"]


def test_old_addresses_that_differ_in_case_alone_are_kept() -> None:
    tags = {"x": "LLM", "y": "llm", "z": "llm"}
    spelt = [page(f"posts/{name}.md", values={"tags": [tag]}) for name, tag in tags.items()]
    terms = [OldTerm("tags", tag, f"tags/{tag}/") for tag in ("LLM", "llm")]
    own = page("posts/a.md", address="2019/A/", aliases=("2019/a/", "2019/A/"))
    plan = planned(site(own, *spelt, terms=tuple(terms)))
    assert plan.pages[0].values["redirect_from"] == ["/2019/A/", "/2019/a/"]
    assert plan.redirects == dict.fromkeys(("tags/LLM/", "tags/llm/"), "topics/tags/llm/")
    assert told(plan) == []
    other = page("posts/b.md", address="2019/a/", aliases=("Tags/llm/",))
    plan = planned(site(own, other, *spelt, terms=tuple(terms), lists=("2019/a/",)))
    assert plan.redirects == {}
    lost = [("import-address-lost", "")] * 2
    assert told(plan) == [("import-address-taken", "posts/b.md"), *lost]


def test_addresses_are_kept_if_asked() -> None:
    plan = planned(
        site(
            page("posts/a.md", address="2019/a/", aliases=("a/",)),
            page("posts/b.md", address="topics/tags/b/"),
            page("posts/c.md", address="2019/a/"),
            page("posts/d.md", address="notes/d/"),
            page("about.md", name="about", is_note=False, address="me.html"),
        ),
        Wishes(keep_urls=True, original_url=True),
    )
    values = [
        {key: each.values.get(key) for key in ("url", "redirect_from") if key in each.values}
        for each in plan.pages
    ]
    assert values == [
        {"url": "/2019/a/", "redirect_from": "/a/"},
        {},
        {},
        {},
        {"redirect_from": "/me.html"},
    ]
    assert [each.values.get("original_url") for each in plan.pages] == [
        f"{URL}2019/a/",
        f"{URL}topics/tags/b/",
        f"{URL}2019/a/",
        f"{URL}notes/d/",
        None,
    ]


def test_notes_in_no_list_keep_their_addresses() -> None:
    plan = planned(site(page("posts/a.md", values={"unlisted": True}), page("posts/b.md")))
    assert [each.values.get("url") for each in plan.pages] == ["/old/a/", None]


def test_front_matter_says_what_readers_and_feeds_know_the_note_by() -> None:
    given = {"title": "A", "draft": None}
    plan = planned(
        site(
            page("posts/a.md", values=given, feed_id="https://old/a", thread="/a/"),
            page("posts/b.md", values={"comments": False}, thread="/b/", address=""),
        )
    )
    assert list(plan.pages[0].values.items()) == [
        ("title", "A"),
        ("redirect_from", "/old/a/"),
        ("feed_id", "https://old/a"),
        ("comments", {"id": "/a/"}),
    ]
    assert plan.pages[1].values == {"comments": False}


def test_lists_and_terms_lead_to_the_new_lists() -> None:
    en = page(
        "posts/a.md",
        values={"tags": ["C++", "LLM serving"], "direction": "Systems", "date": date(2019, 5, 1)},
        pair="a",
    )
    zh = page(
        "posts/b.md",
        values={"tags": ["C++", "大模型"], "direction": "系统"},
        pair="a",
        language="zh",
    )
    draft = page("posts/c.md", values={"tags": ["secret"], "draft": True})
    terms = (
        OldTerm("tags", "c++", "tags/C/"),
        OldTerm("tags", "大模型", "zh/tags/大模型/"),
        OldTerm("tags", "secret", "tags/secret/"),
        OldTerm("directions", "Systems", "categories/Systems/"),
    )
    lists = ("", "archives/", "archive/", "page/1/", "page/2/", "archives/2019/05/", "2018/")
    plan = planned(site(en, zh, draft, terms=terms, lists=lists))
    assert plan.redirects == {
        "archives/": "archive/",
        "archives/2019/05/": "topics/years/2019/",
        "2018/": "archive/",
        "page/1/": "/",
        "page/2/": "/",
        "tags/secret/": "topics/tags/",
        "tags/C/": "topics/tags/c-plus-plus/",
        "zh/tags/大模型/": "zh/topics/tags/llm-serving/",
        "categories/Systems/": "topics/directions/systems/",
    }
    assert plan.terms.entries == (
        "llm-serving: {en: LLM serving, zh: 大模型}",
        "systems: {en: Systems, zh: 系统}",
    )


def test_terms_that_stand_beside_several_others_are_not_proposed() -> None:
    tags = [("x", "甲"), ("x", "乙"), ("y", "丙")]
    pages = []
    for number, (en, zh) in enumerate(tags):
        pair = str(number)
        pages.append(page(f"posts/{number}.md", values={"tags": [en]}, pair=pair))
        pages.append(page(f"posts/{number}z.md", values={"tags": [zh]}, pair=pair, language="zh"))
    assert planned(site(*pages)).terms.entries == ("y: {en: y, zh: 丙}",)


def test_feeds_stay_where_they_were() -> None:
    feeds = ("atom.xml", "feed.xml", "zh/atom.xml", "feed/", "rss2.xml")
    en, zh = page("posts/a.md"), page("posts/b.md", language="zh")
    plan = planned(site(en, zh, feeds=feeds))
    assert plan.also_at == ("atom.xml", "rss2.xml")
    assert [each.values["name"] for each in plan.problems] == ["feed/"]


# Files


def test_files_of_a_page_go_beside_it_and_others_stay() -> None:
    files = (
        OldFile("posts/a?/fig 1.png", "2019/a/fig 1.png", "posts/a?.md"),
        OldFile("posts/a?/deep/x.png", "2019/a/deep/x.png", "posts/a?.md"),
        OldFile("static/images/logo.png", "images/logo.png"),
        OldFile("static/CNAME", "CNAME"),
        OldFile("static/feed.xml", "feed.xml"),
        OldFile("static/archive.html", "archive/index.html"),
        OldFile("static/main.css", "assets/stylesheets/main.css"),
        OldFile("static/up.png", "../../up.png"),
        OldFile("static/Images/Logo.png", "Images/Logo.png"),
        OldFile("static/about.html", "about/index.html"),
    )
    about = page("about.md", name="about", is_note=False, address="about/")
    plan = planned(site(page("posts/a?.md", resources=("posts/a?",)), about, files=files))
    assert {each.old.source: each.path for each in plan.files} == {
        "posts/a?/fig 1.png": "notes/a-/fig 1.png",
        "posts/a?/deep/x.png": "notes/a-/deep/x.png",
        "static/images/logo.png": "images/logo.png",
        "static/CNAME": "CNAME",
        "static/up.png": "up.png",
        "static/Images/Logo.png": "Images/Logo-2.png",
        "static/about.html": "about/index-2.html",
    }
    left = [source for name, source in told(plan) if name == "import-file-left"]
    assert left == ["static/feed.xml", "static/archive.html", "static/main.css"]


def test_equal_files_of_a_pair_are_one() -> None:
    pages = [
        page("posts/a.md", pair="a", resources=("posts/a",)),
        page("posts/b.md", pair="a", resources=("posts/b",), language="zh"),
    ]
    files = tuple(OldFile(f"posts/{x}/fig.png", f"{x}/fig.png", f"posts/{x}.md") for x in "ab")
    old = site(*pages, files=files)
    pairs = {each.source: each.pair for each in pages}
    for same, wanted in ((True, "fig.png"), (False, "fig-2.png")):
        plan = plan_of(old, languages_of(old, ""), pairs, Wishes(), lambda *_, same=same: same)
        assert [each.path for each in plan.files] == ["notes/a/fig.png", f"notes/a/{wanted}"]


# Links


@pytest.fixture(scope="module")
def links() -> Plan:
    files = (
        OldFile("source/posts/a/fig 1.png", "2019/a/fig 1.png", "source/posts/a.md"),
        OldFile("source/posts/图/图 (1).png", "2020/图/图 (1).png", "source/posts/2020/图.md"),
        OldFile("source/images/Logo.PNG", "images/Logo.PNG"),
        OldFile("source/files/a%20b.pdf", "files/a%20b.pdf"),
    )
    pages = (
        page("source/posts/a.md", name="a", address="2019/a/", resources=("source/posts/a",)),
        page(
            "source/posts/2020/图.md",
            name="2020/图",
            address="2020/图/",
            aliases=("alias.html",),
            resources=("source/posts/图",),
        ),
        page("source/posts/zh.md", name="zh", address="zh/x.html", language="zh"),
        page("source/about/index.md", name="about", address="about/", is_note=False),
        page("source/posts/b.fx/README.md", name="b-fx"),
    )
    terms = (OldTerm("tags", "t", "tags/t/"),)
    return planned(
        site(*pages, files=files, lists=("archives/",), feeds=("atom.xml",), terms=terms)
    )


@pytest.mark.parametrize(
    ("seen_from", "address", "wanted"),
    [
        (0, "/2020/图/", "2020/图.md"),
        (0, "/2020/%E5%9B%BE/index.html#a", "2020/图.md#a"),
        (0, "/blog/2020/图", "2020/图.md"),
        (0, "https://old.example.org/blog/2020/图/?x=1#b", "2020/图.md?x=1#b"),
        (0, "//www.old.example.org/blog/2020/图/", "2020/图.md"),
        (0, "https://old.example.org/2020/图/", None),
        (0, "https://other.example.org/blog/2020/图/", None),
        (0, "../../2020/图/", "2020/图.md"),
        (0, "/alias.html", "2020/图.md"),
        (0, "/alias", "2020/图.md"),
        (0, "2020/图.md#c", "2020/图.md#c"),
        (0, "/posts/2020/图.md", "2020/图.md"),
        (1, "../a.md", "../a.md"),
        (1, "../a", "../a.md"),
        (0, "b.fx", "b-fx.md"),
        (0, "b.fx/#c", "b-fx.md#c"),
        (1, "../b.fx/", "../b-fx.md"),
        (1, "/2019/a", "../a.md"),
        (1, "/about/", "../../about.md"),
        (3, "/2019/a/", "notes/a.md"),
        (3, "/archives/", "archive/index.md"),
        (3, "/", "index.md"),
        (3, "https://old.example.org/blog", "index.md"),
        (3, "/atom.xml", f"{URL}atom.xml"),
        (0, "/nope/", None),
        (0, "", None),
        (0, "#here", None),
        (0, "mailto:a@example.org", None),
        (0, "javascript:alert(1)", None),
        (0, "http://[", None),
        (0, "/zh/x.html", "zh.md"),
    ],
)
def test_links_to_pages(links: Plan, seen_from: int, address: str, wanted: str | None) -> None:
    places = PagePlaces(links.places, links.pages[seen_from].placed)
    assert places.page(address) == wanted


@pytest.mark.parametrize(
    ("seen_from", "address", "wanted"),
    [
        (0, "fig 1.png", "a/fig%201.png"),
        (0, "fig%201.png", "a/fig%201.png"),
        (0, "a/fig 1.png", "a/fig%201.png"),
        (0, "./a/fig%201.png", "a/fig%201.png"),
        (0, "/2019/a/fig%201.png", "a/fig%201.png"),
        (0, "C:\\Users\\me\\blog\\source\\posts\\a\\fig 1.png", "a/fig%201.png"),
        (0, "/Users/me/blog/source/posts/a/fig 1.png", "a/fig%201.png"),
        (0, "D:/elsewhere/Logo.PNG", "../images/Logo.PNG"),
        (0, "..\\images\\Logo.PNG", "../images/Logo.PNG"),
        (0, "/images/logo.png", "../images/Logo.PNG"),
        (0, "/blog/images/Logo.PNG?w=3", "../images/Logo.PNG"),
        (0, "https://old.example.org/blog/images/Logo.PNG", "../images/Logo.PNG"),
        (0, "https://elsewhere.example.org/images/Logo.PNG", None),
        (0, "/files/a%20b.pdf", "../files/a-20b.pdf"),
        (1, "图 (1).png", "图/图%20%281%29.png"),
        (1, "../a/fig 1.png", "../a/fig%201.png"),
        (0, "nowhere.png", None),
        (0, "../../../../etc/passwd", None),
    ],
)
def test_links_to_files(links: Plan, seen_from: int, address: str, wanted: str | None) -> None:
    places = PagePlaces(links.places, links.pages[seen_from].placed)
    assert places.file(address) == wanted


def test_pages_are_found_by_name_or_title() -> None:
    plan = planned(
        site(
            page("posts/2019/adam.md", values={"title": "Why Adam?"}),
            page("posts/sgd.md", values={"title": "Twice"}),
            page("posts/sgd2.md", values={"title": "Twice"}),
            page("posts/untitled.md"),
        )
    )
    places = PagePlaces(plan.places, plan.pages[1].placed)
    assert places.named("adam") == places.named("Why Adam?") == "2019/adam.md"
    assert places.named("Twice") is None
    assert places.named("") is None
    titles = [
        places.title(name) for name in ("2019/adam.md", "adam", "Why Adam?", "untitled", "no")
    ]
    assert titles == ["Why Adam?", "Why Adam?", "Why Adam?", "", ""]


def test_the_folder_of_a_page_may_stand_for_its_file() -> None:
    """As in sites on GitHub Pages, where an address works without its end."""
    pages = (page("posts/a/_index.md", address="x/a.html"), page("posts/b.md", address="y/b.html"))
    plan = planned(site(*pages))
    found = PagePlaces(plan.places, plan.pages[1].placed).page("a#c")
    assert found
    assert found.endswith("#c")


def test_links_in_tags_are_seen_from_the_published_page(links: Plan) -> None:
    here, _, zh, about, _ = (PagePlaces(links.places, each.placed) for each in links.pages)
    assert here.in_tag("2020/图.md#c") == "../2020/图/#c"
    assert here.in_tag("a/fig%201.png") == "fig%201.png"
    assert zh.in_tag("a/fig%201.png") == "../../../notes/a/fig%201.png"
    assert about.in_tag("notes/a.md") == "../notes/a/"
    assert about.in_tag("index.md") == "../"
    assert here.in_tag("https://example.org/") == "https://example.org/"


def test_pages_by_name_and_source(links: Plan) -> None:
    places = PagePlaces(links.places, links.pages[0].placed)
    assert places.named("图") == "2020/图.md"
    assert places.named("A") == "a.md"
    assert places.named("nope") is None
    assert places.source("source/posts/2020/图.md") == "2020/图.md"
    assert places.source("posts/2020/图.md") is None


@given(st.text(max_size=60))
def test_no_address_is_too_much(text: str) -> None:
    old = site(page("posts/a.md"), files=(OldFile("x.png", "x.png"),))
    plan = planned(old)
    places = PagePlaces(plan.places, plan.pages[0].placed)
    for found in (places.page(text), places.file(text)):
        assert (
            found is None
            or found.split("#")[0].split("?")[0] in {"a.md", "../x.png"}
            or (found.startswith(("../index.md", URL)))
        )


def test_addresses_of_many_pages_are_found_at_once() -> None:
    count = 5_000
    pages = [page(f"posts/{n}/x.md", name=f"{n}/x", address=f"old/{n}/") for n in range(count)]
    files = tuple(
        OldFile(f"posts/{n}/x/fig.png", f"{n}.png", f"posts/{n}/x.md") for n in range(count)
    )

    def find() -> None:
        plan = planned(site(*pages, files=files))
        for number, each in enumerate(plan.pages):
            places = PagePlaces(plan.places, each.placed)
            other = (number * 7) % count
            assert places.page(f"/old/{other}/") is not None
            assert places.page("/nope/") is None
            assert places.file("fig.png") is not None
            assert places.file("C:\\Users\\x\\nope.png") is None

    assert takes_less_than(10, find)


# Who has which file


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("", "index.html"),
        ("a/", "a/index.html"),
        ("a", "a/index.html"),
        ("a.html", "a.html"),
        ("v1.0", "v1.0/index.html"),
        ("a/index.html", "a/index.html"),
        ("50%/x", "50%/x/index.html"),
        ("atom.xml", "atom.xml"),
    ],
)
def test_the_file_at_an_address(address: str, wanted: str) -> None:
    assert dest(address) == wanted


def test_claims_see_files_in_place_of_folders() -> None:
    claims = Claims(("en", "zh"), {"": 2, "archive": 1})
    claims.add("a/b.html", "one")
    assert claims.owner("A/B.html") == "one"
    assert claims.owner("a/b.html/index.html") == "one"
    assert claims.owner("a") == "one"
    assert claims.owner("a/c.html") == ""
    assert claims.owner("zh/archive/index.html") == "the list archive"
    assert claims.owner("zh/page/2/index.html") == "a list"
    assert claims.owner("zh/page/3/index.html") == ""
    assert claims.owner("page/1/index.html") == ""
    assert claims.owner("archive/page/2/index.html") == ""
    assert claims.owner("fr/archive/index.html") == ""


# The manifest


@pytest.mark.parametrize(
    ("entry", "new", "there", "wanted"),
    [
        (None, "n", None, "write"),
        (None, "n", "n", "same"),
        (None, "n", "x", "foreign"),
        (Entry("o"), "n", None, "deleted"),
        (Entry("o"), "n", "o", "write"),
        (Entry("o"), "n", "n", "same"),
        (Entry("o"), "n", "x", "edited"),
        (Entry("o"), "o", "x", "keep"),
        (Entry("o", is_deleted=True), "n", None, "deleted"),
        (Entry("o", is_deleted=True), "n", "x", "foreign"),
    ],
)
def test_what_becomes_of_a_file(
    entry: Entry | None, new: str, there: str | None, wanted: Decision
) -> None:
    manifest = Manifest("hexo", {"a": entry} if entry else {})
    assert manifest.decision("a", new, there) == wanted


def test_a_manifest_is_read_as_it_was_written() -> None:
    entries = {"b": Entry("1", "x.md", "2"), "a 笔记": Entry("3", is_deleted=True)}
    manifest = Manifest("hugo", entries)
    assert read_manifest(manifest.text()) == manifest
    assert manifest.text().index("a 笔记") < manifest.text().index('"b"')


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2}', '{"version": 1, "files": 3}', "[" * 100_000, "\0"],
)
def test_a_broken_manifest_is_said(text: str) -> None:
    with pytest.raises(UnreadableManifestError):
        read_manifest(text)


# The files of the new site


def config(old: OldSite, *texts: str) -> str:
    files = SiteFiles(planned(old), datetime(2026, 4, 28), texts)
    return files.contents()["mkdocs.yml"].decode()


def test_the_menu_has_the_old_entries_and_the_lists() -> None:
    menu = (
        MenuEntry("Home", ""),
        MenuEntry("categories", "categories/"),
        MenuEntry("归档: 全部", "archives/"),
        MenuEntry("About", "/about/"),
        MenuEntry("Gone", "gone/"),
        MenuEntry("GitHub", "https://github.com/x"),
        MenuEntry("Here", f"{URL}about/"),
    )
    old = site(
        page("posts/a.md", values={"direction": "d"}),
        page("about.md", name="about", is_note=False, address="about/"),
        menu=menu,
        lists=("archives/",),
        terms=(OldTerm("directions", "d", "categories/d/"),),
        languages=("zh",),
    )
    text = config(old)
    assert text[text.index("nav:") : text.index("plugins:")].strip().split("\n") == [
        "nav:",
        "  - 笔记: index.md",
        "  - 主题: topics/index.md",
        '  - "归档: 全部": archive/index.md',
        "  - 关于: about.md",
        '  - GitHub: "https://github.com/x"',
        "  - 论文: papers/index.md",
    ]


def test_the_configuration_has_only_the_extensions_that_the_texts_need() -> None:
    old = site(page("posts/a.md"))
    plain = config(old, "a ~ b ~ c == x 10:30:45 <https://example.org> [x](https://x.org)")
    for word in ("tilde", "nl2br", "mark", "emoji", "magiclink", "keys", "tabbed"):
        assert f"- pymdownx.{word}" not in plain
    text = config(
        old, "~~out~~ ==in== :smile: https://example.org ++ctrl+c++", '\n=== "Tab"\n\n*[A]: B\n'
    )
    for word in ("tilde", "mark", "emoji", "magiclink", "keys", "tabbed"):
        assert f"- pymdownx.{word}" in text
    assert "- abbr" in text
    assert "cjk_line_breaks: join" in plain
    broken = config(site(page("posts/a.md"), breaks=True))
    assert "- nl2br" in broken
    assert "\n      cjk_line_breaks: join" not in broken


def test_the_copyright_is_that_of_the_newest_note() -> None:
    posts = [
        page(f"posts/{year}.md", values={"date": date(year, 1, 1)}) for year in (2019, 2021, 2030)
    ]
    assert '© 2021 Lin Wei"' in config(site(*posts, author="Lin Wei"))


def test_entries_of_an_old_menu_are_translated_by_what_they_lead_to() -> None:
    menu = (("Archives", "archive/index.md"), ("Code", "https://example.org/"))
    site = NewSite(("en", "zh"), "suffix", "UTC", date(2026, 4, 16), menu=menu)

    assert [language.translations for language in site.languages] == [{}, {"Archives": "归档"}]


def test_an_entry_of_a_menu_that_leads_nowhere_is_told_once() -> None:
    menu = (
        MenuEntry("About", "about/"),
        MenuEntry("Friends", "links/"),
        MenuEntry("Old", "old/"),
        MenuEntry("Mail", "mailto:me@example.org"),
        MenuEntry("RSS", "/atom.xml"),
    )
    told = Problem("import-setting-left", values={"name": "menu.Old", "reason": "it is gone"})
    about = page("about.md", name="about", address="about/", is_note=False)
    old = site(about, menu=menu, problems=(told,), feeds=("atom.xml",))
    found = NewMenu(planned(old)).dead()

    assert [problem.message for problem in found] == [
        "`menu.Friends` was not taken over: there is no page or file at /links/",
        "`menu.Mail` was not taken over: there is no page or file at mailto:me@example.org",
        "`menu.RSS` was not taken over: readers find the feed without a link to it",
    ]


def test_an_entry_of_a_menu_may_lead_to_a_file() -> None:
    cv = OldFile("source/cv 2024.pdf", "cv 2024.pdf")
    menu = (MenuEntry("CV", "/cv%202024.pdf"),)
    new = NewMenu(planned(site(page("a.md"), menu=menu, files=(cv,))))

    assert ("CV", "cv 2024.pdf") in list(new.entries())
    assert list(new.dead()) == []

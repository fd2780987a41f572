"""The archive and the stream: what stands on their pages, in which order and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import html5lib
import lxml.html
import pytest

from tests.build_site import (
    PNG,
    Built,
    Page,
    Project,
    excerpt_of,
    page_text,
    text_of,
)
from tests.samples import crossed
from tests.shared import Shared

NEWEST = date(2026, 4, 28)


def write_pairs(project: Project, count: int, body: str = "Some text.") -> None:
    """Notes in both languages, a week between them; `n00` is the newest."""
    for number in range(count):
        day = NEWEST - timedelta(days=7 * number)
        for language, name in (("", "Note"), (".zh", "笔记")):
            title = f"{name} {number}"
            project.note(f"n{number:02}{language}.md", f"# {title}\n\n{body}", date=day)


def build(folder: Path, papernotes: Mapping[str, Any] | None = None, **options: Any) -> Built:
    return Project(folder).configure(papernotes=papernotes, **options).build()


# 116 posts


def build_posts(project: Project) -> Built:
    write_pairs(project, 58)
    return project.configure(theme="material").build()


@pytest.fixture(scope="module")
def posts(shared: Shared) -> Built:
    """58 notes in two languages; the archive is an entry of the theme's navigation, too."""
    return shared.built("posts", build_posts)


def test_page_3_of_116_posts(posts: Built) -> None:
    page = posts.page("archive/page/3/index.html")
    assert page.text(".pn-list__page") == "Page 3 / 10"
    assert page.text(".pn-list__total") == "116 posts in total. Keep on posting."
    assert page.text(".pn-list__range") == "Showing posts 25–36 of 116."


def test_page_3_of_116_posts_in_chinese(posts: Built) -> None:
    page = posts.page("zh/archive/page/3/index.html")
    assert page.text(".pn-list__page") == "第 3 页，共 10 页"
    assert page.text(".pn-list__total") == "目前共计 116 篇笔记。继续努力。"
    assert page.text(".pn-list__range") == "第 25～36 篇，共 116 篇。"


def test_sentences_stand_in_order_each_by_itself(posts: Built) -> None:
    page = posts.page("archive/page/3/index.html")
    found = page.all(".pn-list__page, .pn-list__total, .pn-list__range, .pn-year, .pn-pager")
    classes = [element.get("class").split()[0] for element in found]
    assert classes[:4] == ["pn-list__page", "pn-list__total", "pn-list__range", "pn-year"]
    assert classes[-1] == "pn-pager"
    for element in found[:3]:
        inside = element.cssselect(".pn-list__page, .pn-list__total, .pn-list__range")
        assert inside == [element]


def test_last_page_shows_what_is_left(posts: Built) -> None:
    page = posts.page("archive/page/10/index.html")
    assert page.text(".pn-list__range") == "Showing posts 109–116 of 116."
    assert len(page.keys) == 8
    assert not posts.has("archive/page/11/index.html")


@pytest.mark.parametrize(("prefix", "order"), [("", ["en", "zh"]), ("zh/", ["zh", "en"])])
def test_pairs_stay_together_the_readers_language_first(
    posts: Built, prefix: str, order: list[str]
) -> None:
    keys = posts.page(f"{prefix}archive/index.html").keys
    for number in range(2, 10):
        keys += posts.page(f"{prefix}archive/page/{number}/index.html").keys
    keys += posts.page(f"{prefix}archive/page/10/index.html").keys
    assert keys == [(f"notes/n{n:02}", language) for n in range(58) for language in order]


@pytest.mark.parametrize(
    ("prefix", "one", "several"), [("", "1 post", "{} posts"), ("zh/", "1 篇", "{} 篇")]
)
def test_years_are_counted_and_repeated_on_the_next_page(
    posts: Built, prefix: str, one: str, several: str
) -> None:
    days = [NEWEST - timedelta(days=7 * n) for n in range(58) for _ in "ab"]
    years = Counter(day.year for day in days)
    assert len(years) == 2
    for number in range(1, 11):
        tail = f"page/{number}/" if number > 1 else ""
        page = posts.page(f"{prefix}archive/{tail}index.html")
        shown = dict.fromkeys(day.year for day in days[12 * number - 12 : 12 * number])
        expected = [f"{y} " + (one if years[y] == 1 else several.format(years[y])) for y in shown]
        assert page.texts(".pn-year") == expected


def test_an_archive_entry_has_badge_day_and_title(posts: Built) -> None:
    page = posts.page("archive/index.html")
    english, chinese = page.all("article.pn-entry")[:2]
    assert [
        text_of(english.cssselect(".pn-badge")[0]),
        text_of(chinese.cssselect(".pn-badge")[0]),
    ] == [
        "EN",
        "中",
    ]
    (time,) = english.cssselect("time")
    assert time.get("datetime") == "2026-04-28"
    assert text_of(time) == "04-28"
    assert text_of(english.cssselect(".pn-entry__title a")[0]) == "Note 0"


def test_languages_of_entries_are_marked(posts: Built) -> None:
    page = posts.page("zh/archive/index.html")
    chinese, english = page.all("article.pn-entry")[:2]
    assert (chinese.get("lang"), english.get("lang")) == ("zh", "en")
    assert chinese.cssselect(".pn-entry__title a")[0].get("target") is None
    assert english.cssselect(".pn-entry__title a")[0].get("target") == "_self"


def pager_links(page: Page) -> dict[str, str]:
    return {text_of(link): link.get("href") for link in page.all(".pn-pager a")}


def test_pager_in_the_middle(posts: Built) -> None:
    page = posts.page("archive/page/5/index.html")
    links = pager_links(page)
    numbers = [text for text in links if text.isdigit()]
    assert "5" not in numbers
    assert {"4", "6", "1", "10"} <= set(numbers)
    for text, href in links.items():
        target = posts.resolve(href, page.path)
        assert target is not None
        number = {"First": 1, "Last": 10, "Previous": 4, "Next": 6}.get(text) or int(text)
        tail = f"page/{number}/" if number > 1 else ""
        assert target[0] == f"archive/{tail}index.html", text
    assert page.text(".pn-pager [aria-current=page]") == "5"
    assert {"First", "Last", "Previous", "Next"} <= set(links)
    (previous,) = page.all(".pn-pager a[rel=prev]")
    (following,) = page.all(".pn-pager a[rel=next]")
    assert (text_of(previous), text_of(following)) == ("Previous", "Next")


def test_pager_at_the_ends(posts: Built) -> None:
    first, last = (posts.page(f"archive/{p}index.html") for p in ("", "page/10/"))
    assert not first.all(".pn-pager a[rel=prev]")
    assert len(first.all(".pn-pager a[rel=next]")) == 1
    assert len(last.all(".pn-pager a[rel=prev]")) == 1
    assert not last.all(".pn-pager a[rel=next]")
    assert first.text(".pn-pager [aria-current=page]") == "1"
    assert last.text(".pn-pager [aria-current=page]") == "10"


def test_pager_speaks_the_pages_language(posts: Built) -> None:
    links = pager_links(posts.page("zh/archive/page/5/index.html"))
    assert {"第一页", "上一页", "下一页", "最后一页"} <= set(links)


def test_the_stream_is_on_the_home_page(posts: Built) -> None:
    page = posts.page("index.html")
    stream = page.one(".pn-list")
    assert stream.get("data-view") == "stream"
    assert (stream.get("data-page"), stream.get("data-pages")) == ("1", "10")
    assert len(page.keys) == 12
    assert posts.page("page/10/index.html").one(".pn-list").get("data-page") == "10"
    assert posts.page("zh/page/2/index.html").one(".pn-list").get("data-page") == "2"


@pytest.mark.parametrize(
    ("file", "title"),
    [("archive/index.html", "Archive"), ("zh/archive/index.html", "归档")],
)
def test_the_archive_is_titled_in_its_language(posts: Built, file: str, title: str) -> None:
    assert posts.page(file).text("h1") == title
    assert title in text_of(posts.page(file).one("head > title"))


# Sentences


def sentences(tmp_path: Path, count: int, **archive: Any) -> tuple[list[str], list[str]]:
    """Total and range of the first page of the archive of `count` English notes, both languages."""
    project = Project(tmp_path)
    for number in range(count):
        project.note(f"n{number}.md", f"# Note {number}\n\nText.")
    built = build(tmp_path, {"archive": archive})
    pages = [built.page(f"{prefix}archive/index.html") for prefix in ("", "zh/")]
    english, chinese = (p.texts(".pn-list__total, .pn-list__range") for p in pages)
    return english, chinese


def test_sentences_follow_each_other_as_the_language_has_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_pairs(project, 1)
    built = build(tmp_path, {})
    for path, counts in (
        ("", "2 posts in total. Keep on posting. Showing posts 1–2 of 2."),
        ("zh/", "目前共计 2 篇笔记。继续努力。第 1～2 篇，共 2 篇。"),
    ):
        assert counts in text_of(built.page(f"{path}archive/index.html").one(".pn-list"))


def test_no_posts(tmp_path: Path) -> None:
    english, chinese = sentences(tmp_path, 0)
    assert english == ["No posts."]
    assert chinese == ["暂无笔记。"]


def test_one_post(tmp_path: Path) -> None:
    english, chinese = sentences(tmp_path, 1)
    assert english[0] == "1 post in total. Keep on posting."
    assert chinese[0] == "目前共计 1 篇笔记。继续努力。"


def test_no_posts_in_the_stream(tmp_path: Path) -> None:
    built = build(tmp_path)
    page = built.page("index.html")
    assert page.one(".pn-list").get("data-total") == "0"
    assert "No posts." in text_of(page.one(".pn-list"))
    assert "暂无笔记。" in text_of(built.page("zh/index.html").one(".pn-list"))


def test_the_authors_note_stands_in_the_paragraph_of_the_range(tmp_path: Path) -> None:
    note = {"en": "Old posts link back.", "zh": "旧文链接到原文。"}
    english, chinese = sentences(tmp_path, 3, list_note=note)
    assert english[1] == "Showing posts 1–3 of 3. Old posts link back."
    assert chinese[1] == "第 1～3 篇，共 3 篇。旧文链接到原文。"


def test_a_note_is_left_out_in_languages_it_does_not_name(tmp_path: Path) -> None:
    english, chinese = sentences(tmp_path, 3, list_note={"en": "Old posts link back."})
    assert english[1] == "Showing posts 1–3 of 3. Old posts link back."
    assert chinese[1] == "第 1～3 篇，共 3 篇。"


@pytest.mark.parametrize(
    ("pairs", "english", "chinese"),
    [
        (1, "Um..!", "嗯……！"),
        (15, "Um..!", "嗯……！"),
        (16, "OK!", "还行！"),
        (26, "Nice!", "不错！"),
        (58, "Good!", "很好！"),
        (66, "Great!", "非常好！"),
        (106, "Excellent!", "太棒了！"),
    ],
)
def test_cheer(tmp_path: Path, pairs: int, english: str, chinese: str) -> None:
    project = Project(tmp_path)
    write_pairs(project, pairs)
    project.write("index.md", "# Home")
    built = build(tmp_path, {"archive": {"cheer": True, "per_page": 50}, "stream": False})
    count = 2 * pairs
    total = built.page("archive/index.html").text(".pn-list__total")
    assert total == f"{english} {count} posts in total. Keep on posting."
    total = built.page("zh/archive/index.html").text(".pn-list__total")
    assert total == f"{chinese}目前共计 {count} 篇笔记。继续努力。"


def test_nobody_is_cheered_for_nothing(tmp_path: Path) -> None:
    english, _ = sentences(tmp_path, 0, cheer=True)
    assert english == ["No posts."]


def test_short_counts_say_each_number_once(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_pairs(project, 16)
    archive = {"counts": "short", "list_note": {"zh": "中英文笔记并列排列。"}, "cheer": True}
    built = build(tmp_path, {"archive": archive})
    found = {}
    for path in ("archive/", "archive/page/3/", "zh/archive/"):
        page = built.page(f"{path}index.html")
        found[path] = page.texts(".pn-list > p")
    assert found == {
        "archive/": ["32 notes · page 1 of 3"],
        "archive/page/3/": ["32 notes · page 3 of 3"],
        "zh/archive/": ["共 32 篇 · 第 1/3 页 · 中英文笔记并列排列。"],
    }


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [(0, "No posts.", "暂无笔记。"), (1, "1 note", "共 1 篇"), (2, "2 notes", "共 2 篇")],
)
def test_short_counts_of_one_page(tmp_path: Path, count: int, english: str, chinese: str) -> None:
    assert sentences(tmp_path, count, counts="short") == ([english], [chinese])


# Which notes, in which order


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A pair, and notes of one language."""
    project = Project(tmp_path_factory.mktemp("mixed"))
    project.note("both.md", "# Both", date="2026-01-03")
    project.note("both.zh.md", "# 两种", date="2026-01-03")
    project.note("english.md", "# English", date="2026-01-02")
    project.note("chinese.zh.md", "# 中文", date="2026-01-01")
    return project


@pytest.mark.parametrize(
    ("choice", "english", "chinese"),
    [
        ("all", ["Both", "两种", "English", "中文"], ["两种", "Both", "English", "中文"]),
        ("current", ["Both", "English"], ["两种", "中文"]),
        ("paired", ["Both", "English", "中文"], ["两种", "English", "中文"]),
    ],
)
@pytest.mark.parametrize("view", ["archive", "stream"])
def test_languages_of_a_list(
    mixed: Project, view: str, choice: str, english: list[str], chinese: list[str]
) -> None:
    mixed.configure(papernotes={view: {"languages": choice}})
    built = mixed.build()
    path = "archive/" if view == "archive" else ""
    for prefix, titles in (("", english), ("zh/", chinese)):
        page = built.page(f"{prefix}{path}index.html")
        assert page.titles == titles
        assert page.one(".pn-list").get("data-total") == str(len(titles))


def test_badges_of_a_paired_entry_lead_to_each_language(mixed: Project) -> None:
    mixed.configure(papernotes={"archive": {"languages": "paired"}})
    built = mixed.build()
    for prefix, title, crossing in (("", "Both", "zh"), ("zh/", "两种", "en")):
        page = built.page(f"{prefix}archive/index.html")
        badges = page.entry(title).cssselect("a.pn-badge")
        targets = {text_of(b): built.resolve(b.get("href"), page.path) for b in badges}
        assert targets == {
            "EN": ("notes/both/index.html", ""),
            "中": ("zh/notes/both/index.html", ""),
        }
        selves = {b.get("hreflang") for b in badges if b.get("target") == "_self"}
        assert selves == {crossing}
        (badge,) = page.entry("English").cssselect(".pn-badge")
        assert text_of(badge) == "EN"


def test_undated_notes_are_last(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", "# Undated one", date=None)
    project.note("b.md", "# Old one", date="1999-12-31")
    project.note("c.md", "# New one", date="2026-01-01")
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "notes/a.md" in warning
    page = built.page("archive/index.html")
    assert page.titles == ["New one", "Old one", "Undated one"]
    headings = page.texts(".pn-year")
    assert [h.split()[0] for h in headings] == ["2026", "1999", "Undated"]
    assert not page.entry("Undated one").cssselect("time")
    chinese = built.page("zh/archive/index.html").texts(".pn-year")
    assert chinese[-1].startswith("未注明日期")
    assert built.page("index.html").titles == ["New one", "Old one", "Undated one"]


def test_pinned_notes_are_first_in_the_stream_only(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# Newest", date="2026-03-01")
    project.note("b.md", "# Pinned", date="2026-02-01", pin=True)
    project.note("c.md", "# Oldest", date="2026-01-01")
    built = build(tmp_path)
    assert built.page("index.html").titles == ["Pinned", "Newest", "Oldest"]
    assert built.page("archive/index.html").titles == ["Newest", "Pinned", "Oldest"]
    assert "Pinned" in built.page("index.html").text("article:first-of-type .pn-entry__meta")


def test_times_and_time_zones_count(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# Midnight", date="2026-04-16")
    project.note("b.md", "# Noon", date="2026-04-16 12:00")
    project.note("c.md", "# Evening before", date="2026-04-15 18:00:00 +00:00")
    built = build(tmp_path, {"timezone": "Asia/Shanghai"})
    page = built.page("archive/index.html")
    assert page.titles == ["Noon", "Evening before", "Midnight"]
    (time,) = page.entry("Evening before").cssselect("time")
    assert time.get("datetime") == "2026-04-16"


def test_notes_of_one_day_are_ordered_by_key(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for name in ("b", "a", "c"):
        project.note(f"{name}.zh.md", f"# {name} 中")
        project.note(f"{name}.md", f"# {name}")
    built = build(tmp_path)
    assert built.page("archive/index.html").titles == ["a", "a 中", "b", "b 中", "c", "c 中"]
    chinese = built.page("zh/archive/index.html").titles
    assert chinese == ["a 中", "a", "b 中", "b", "c 中", "c"]


def test_an_explicit_key_pairs_notes_of_different_names(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("one.md", "# One", translation_key="specguard")
    project.note("anders.zh.md", "# 一", translation_key="specguard")
    built = build(tmp_path)
    assert built.page("archive/index.html").keys == [("specguard", "en"), ("specguard", "zh")]
    page = built.page("notes/one/index.html")
    (link,) = page.all(".pn-translations a[hreflang=zh]")
    target = built.resolve(link.get("href"), page.path)
    assert target == ("zh/notes/anders/index.html", "")
    assert page.one(".pn-header").get("data-key") == "specguard"


def test_three_languages_and_both_scripts_of_chinese(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for suffix in ("", ".zh", ".zh-TW", ".ja"):
        project.note(f"n{suffix}.md", f"# Title{suffix}")
    built = build(tmp_path, languages=("en", "zh", "zh-TW", "ja"))
    page = built.page("zh-TW/archive/index.html")
    assert page.text("h1") == "文章彙整"
    assert [lang for _, lang in page.keys] == ["zh-TW", "en", "zh", "ja"]
    assert page.texts(".pn-badge") == ["繁", "EN", "简", "JA"]
    assert page.text(".pn-list__total") == "目前共計 4 篇筆記。繼續努力。"
    assert page.lang == "zh-TW"


# The same site every time


def test_two_builds_are_equal_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path)
    write_pairs(project, 7)
    project.note("pin.md", "# Pinned", pin=True, tags=["b", "a"])
    project.configure(theme="material")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    sites = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        built = project.run("--strict", target=f"site-{seed}")
        assert built.exit_code == 0, built.log
        sites.append(built.files)
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_note_does_not_grow_with_the_number_of_notes(tmp_path: Path, theme: str) -> None:
    sizes = []
    for count in (10, 50):
        project = Project(tmp_path / str(count))
        project.note("x.md", "# A note\n\nText.", date="2030-01-01")
        project.note("x.zh.md", "# 笔记\n\n文字。", date="2030-01-01")
        write_pairs(project, count - 1)
        few_lists = {"stream": {"per_page": 100}, "archive": {"per_page": 100}}
        built = build(project.folder, few_lists, theme=theme)
        sizes.append(len(built.text("notes/x/index.html")))
    assert abs(sizes[1] - sizes[0]) < 200


# The author's own page at a list's path


@crossed(layout=["suffix", "folder", "none"], name=["archive", "archive/index"], urls=[True, False])
def test_the_authors_text_stands_above_the_list(
    tmp_path: Path, layout: str, name: str, urls: bool
) -> None:
    project = Project(tmp_path)
    for language, title, text in (
        ("en", "Everything", "All that I wrote."),
        ("zh", "全部文章", "我写的一切。"),
    ):
        folder = layout == "folder"
        prefix, suffix = (f"{language}/", "") if folder else ("", ".zh" * (language == "zh"))
        project.write(f"{prefix}{name}{suffix}.md", f"# {title}\n\n{text}\n")
        for number in range(3):
            source = f"{prefix}notes/n{number}{suffix}.md"
            project.write(source, page_text(f"# N{number}", date="2026-01-01"))
    options = {"archive": {"per_page": 4}}
    built = build(tmp_path, options, layout=layout, use_directory_urls=urls)

    second = "page/2/index.html" if urls else "page/2.html"
    for prefix, title, text in (
        ("", "Everything", "All that I wrote."),
        ("zh/", "全部文章", "我写的一切。"),
    ):
        page = built.page(f"{prefix}archive/index.html")
        assert page.text("h1") == title
        assert title in page.text("head > title")
        assert len(page.keys) == 4
        assert page.html.index(text) < page.html.index('class="pn-list"')
        later = built.page(f"{prefix}archive/{second}")
        assert text not in later.html
        assert len(later.keys) == 2
    assert [file for file in built.html_files if file.endswith(("archive.html", ".zh.html"))] == [
        file
        for file in built.html_files
        if layout == "none"
        and file.startswith("notes/n")
        and not urls
        and file.endswith(".zh.html")
    ]


@crossed(
    layout=["suffix", "none"], urls=[True, False], written=[None, "archive.md", "archive/index.md"]
)
def test_nav_and_links_name_the_first_page(
    tmp_path: Path, layout: str, urls: bool, written: str | None
) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# A note\n\nSee the [archive](../archive/index.md).")
    project.write("index.md", "# Home\n\nTo the [archive](archive/index.md).")
    if written:
        project.write(written, "# Everything\n\nAll that I wrote.")
    nav = [{"Start": "index.md"}, {"All notes": "archive/index.md"}]
    built = build(tmp_path, layout=layout, use_directory_urls=urls, nav=nav)
    home = built.page("index.html")
    links = [a for a in home.all("a[href]") if text_of(a) == "All notes"]
    assert links
    links += [a for a in home.all("p a[href]") if text_of(a) == "archive"]
    for link in links:
        assert built.resolve(link.get("href"), home.path) == ("archive/index.html", "")
    assert len(links) > 1
    assert not built.has("archive.html")
    assert built.page("archive/index.html").titles == ["A note"]


@pytest.mark.parametrize("languages", ["one", "both"])
@pytest.mark.parametrize("urls", [True, False], ids=["directories", "flat"])
def test_nav_may_name_the_authors_own_file(tmp_path: Path, urls: bool, languages: str) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# A note")
    project.write("index.md", "# Home\n\nTo the [archive](archive.md).")
    project.write("archive.md", "# Everything\n\nAll that I wrote.")
    if languages == "both":
        project.write("archive.zh.md", "# 全部文章\n\n我写的一切。")
    nav = [{"Start": "index.md"}, {"All notes": "archive.md"}]
    built = build(tmp_path, use_directory_urls=urls, nav=nav)
    for prefix in ("", "zh/"):
        home = built.page(f"{prefix}index.html")
        links = {text_of(a): a.get("href") for a in home.all(".navbar a.nav-link[href]")}
        targets = {text: built.resolve(link, home.path) for text, link in links.items()}
        assert (f"{prefix}archive/index.html", "") in targets.values()
        assert prefix or targets["All notes"] == ("archive/index.html", "")
    assert "All that I wrote." in built.page("archive/index.html").html


def test_one_language_may_have_a_text_of_its_own(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# A note")
    project.write("archive.md", "# Everything\n\nAll that I wrote.")
    built = build(tmp_path)
    assert built.page("archive/index.html").text("h1") == "Everything"
    chinese = built.page("zh/archive/index.html")
    assert chinese.text("h1") == "归档"
    assert "All that I wrote." not in chinese.html


# Where lists are


def test_no_archive(tmp_path: Path) -> None:
    Project(tmp_path).note("a.md", "# A note")
    built = build(tmp_path, {"archive": False})
    assert not [file for file in built.html_files if "archive" in file]
    assert built.page("index.html").titles == ["A note"]


def test_no_stream_leaves_the_home_page_alone(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# A note")
    project.write("index.md", "# Home\n\nWelcome.")
    project.write("index.zh.md", "# 首页\n\n欢迎。")
    built = build(tmp_path, {"stream": False})
    for file in ("index.html", "zh/index.html"):
        assert not built.page(file).all(".pn-list")
    assert "Welcome." in built.page("index.html").html
    assert not [file for file in built.html_files if "page/" in file]


@pytest.mark.parametrize("urls", [True, False], ids=["directories", "flat"])
@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_lists_elsewhere(tmp_path: Path, layout: str, urls: bool) -> None:
    project = Project(tmp_path)
    folder = layout == "folder"
    for language, suffix in (("en", ""), ("zh", ".zh")):
        prefix = f"{language}/" if folder else ""
        suffix = "" if folder else suffix
        project.write(f"{prefix}index{suffix}.md", "# Home\n\nWelcome.")
        for n in range(2):
            text = page_text(f"# N{n}", date="2026-01-01")
            project.write(f"{prefix}notes/n{n}{suffix}.md", text)
    options = {"stream": {"path": "blog/all", "per_page": 3}, "archive": {"path": "list"}}
    built = build(tmp_path, options, layout=layout, use_directory_urls=urls)
    second = "page/2/index.html" if urls else "page/2.html"
    for prefix in ("", "zh/"):
        if built.has(home := f"{prefix}index.html"):
            assert not built.page(home).all(".pn-list")
        assert len(built.page(f"{prefix}blog/all/index.html").keys) == 3
        assert len(built.page(f"{prefix}blog/all/{second}").keys) == 1
        assert len(built.page(f"{prefix}list/index.html").keys) == 4


def test_a_home_page_with_its_own_template_keeps_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# A note")
    project.write("index.md", page_text("# Home", template="home.html"))
    overrides = tmp_path / "overrides"
    overrides.mkdir()
    (overrides / "home.html").write_text("<html><body>My own home</body></html>", "utf-8")
    project.configure(theme_options={"custom_dir": str(overrides)})
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "index.md" in warning
    assert "template" in warning
    assert "stream" in warning
    assert "My own home" in built.text("index.html")
    assert "pn-list" not in built.text("index.html")
    assert built.page("archive/index.html").titles == ["A note"]


@pytest.mark.parametrize("fallback", [True, False])
@pytest.mark.parametrize("layout", ["suffix", "folder"])
def test_a_home_page_with_its_own_template_keeps_its_copies(
    tmp_path: Path, layout: str, fallback: bool
) -> None:
    project = Project(tmp_path)
    start = "en/" if layout == "folder" else ""
    project.write(f"{start}index.md", page_text("# Home\n\nWelcome.", template="main.html"))
    built = project.configure(layout, fallback=fallback).build(strict=False)
    home = built.page("zh/index.html")
    assert ("Welcome." in home.html) == fallback
    assert (home.all(".pn-list") == []) == fallback


@pytest.mark.parametrize("layout", ["suffix", "folder"])
def test_a_text_above_a_list_that_other_languages_lack_is_told(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path)
    start = "en/" if layout == "folder" else ""
    project.write(f"{start}index.md", "# Home\n\nWelcome.")
    project.write(f"{start}archive.md", "# All notes")
    built = build(tmp_path, layout=layout)
    (told,) = [record for record in built.records if "PN667" in record.message]
    assert told.level == "INFO"
    assert f"{start}index.md: in zh, " in told.message


def test_several_folders_of_notes(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("papers/a.md", page_text("# A paper", date="2026-01-02"))
    project.write("talks/deep/b.md", page_text("# A talk", date="2026-01-01"))
    project.write("other/c.md", page_text("# A page"))
    project.write("other/d.md", page_text("# A note, too", date="2025-01-01", papernotes=True))
    project.write("talks/e.md", page_text("# No note", papernotes=False))
    project.write("talks/index.md", page_text("# Talks"))
    built = build(tmp_path, {"notes_dir": ["papers", "talks"]})
    assert built.page("archive/index.html").titles == ["A paper", "A talk", "A note, too"]


def test_a_bundle_is_a_note_with_its_images(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("bundle/index.md", "# A bundle\n\n![A plot](plot.png)")
    project.write("notes/bundle/plot.png", PNG)
    project.note("section/index.md", "# A section", date=None)
    project.note("section/a.md", "# A note")
    built = build(tmp_path)
    assert sorted(built.page("archive/index.html").titles) == ["A bundle", "A note"]
    page = built.page("index.html")
    (image,) = page.entry("A bundle").cssselect("img")
    assert built.resolve(image.get("src"), page.path) == ("notes/bundle/plot.png", "")


# Excerpts

RICH = """\
# The title

A [link](other.md#there), ![a picture](img/plot.png) and `code`.[^1]

## A heading {: #deep }

- one
- two

[to the top](#deep)

<!-- more -->

What is left out.

[^1]: A footnote.
"""


def build_rich(project: Project) -> Built:
    project.note("rich.md", RICH, title="The title")
    project.note("rich.zh.md", RICH.replace("The title", "标题"), title="标题")
    project.note("other.md", "# Other\n\nAll of it.\n\n## There {: #there }")
    project.write("notes/img/plot.png", PNG)
    return project.configure(
        markdown_extensions=["attr_list", "footnotes", "tables"],
        papernotes={"archive": {"excerpt": ["marker", "auto"]}},
    ).build()


@pytest.fixture(scope="module")
def rich(shared: Shared) -> Built:
    return shared.built("rich", build_rich)


@pytest.mark.parametrize("file", ["index.html", "zh/index.html"])
@pytest.mark.parametrize("title", ["The title", "标题"])
def test_links_and_images_of_an_excerpt_resolve(rich: Built, file: str, title: str) -> None:
    page = rich.page(file)
    own = "zh/" * (title == "标题")
    (excerpt,) = page.entry(title).cssselect(".pn-entry__excerpt")
    targets = {text_of(a): rich.resolve(a.get("href"), file) for a in excerpt.cssselect("a")}
    assert targets.pop("link") == ("notes/other/index.html", "there")
    assert targets.pop("to the top") == (f"{own}notes/rich/index.html", "deep")
    for target in targets.values():  # of the footnote
        assert target is not None
        assert target[0] == f"{own}notes/rich/index.html"
        assert target[1] in rich.page(target[0]).ids
    (image,) = excerpt.cssselect("img")
    found = rich.resolve(image.get("src"), file)
    assert found is not None
    assert rich.has(found[0])


def test_an_excerpt_is_rich_but_has_no_ids_and_no_title(rich: Built) -> None:
    (excerpt,) = rich.page("index.html").entry("The title").cssselect(".pn-entry__excerpt")
    assert [text_of(li) for li in excerpt.cssselect("ul > li")] == ["one", "two"]
    assert excerpt.cssselect("code")
    assert not excerpt.cssselect("[id], [name]")
    assert "The title" not in text_of(excerpt)
    assert "What is left out" not in text_of(excerpt)
    headings = [h.tag for h in excerpt.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert headings == ["h3"]


def test_no_page_has_an_id_twice(rich: Built) -> None:
    for page in rich.pages:
        ids = Counter(element.get("id") for element in page.all("[id]"))
        assert [name for name, times in ids.items() if times > 1] == [], page.path


def test_read_more_where_text_was_left_out(rich: Built) -> None:
    for file, words in (("index.html", "Read more »"), ("zh/index.html", "阅读全文 »")):
        page = rich.page(file)
        for title in ("The title", "标题"):
            (more,) = page.entry(title).cssselect(".pn-entry__more")
            assert text_of(more) == words
            (link,) = more.cssselect("a")
            assert title in link.get("aria-label")
            target = rich.resolve(link.get("href"), file)
            prefix = "zh/" * (title == "标题")
            assert target == (f"{prefix}notes/rich/index.html", "")
        assert not page.entry("Other").cssselect(".pn-entry__more")


def test_the_archive_has_plain_paragraphs(rich: Built) -> None:
    (excerpt,) = rich.page("archive/index.html").entry("The title").cssselect(".pn-entry__excerpt")
    assert excerpt.tag == "p"
    assert len(excerpt) == 0
    text = text_of(excerpt)
    assert "A heading" in text
    assert "one two" in text
    assert "The title" not in text
    assert not rich.page("archive/index.html").all(".pn-entry__more")


def one_excerpt(tmp_path: Path, body: str, *, view: str = "stream", **options: Any) -> Any:
    """The entry of a single English note, and all of the page that it stands on."""
    project = Project(tmp_path)
    front = options.pop("front", {})
    project.note("a.md", body, **{"title": "T", **front})
    built = build(
        tmp_path,
        {**options.pop("papernotes", {}), view: options.pop("list", {})},
        languages=("en",),
        layout="none",
        markdown_extensions=[
            "tables",
            "footnotes",
            "attr_list",
            {"pymdownx.arithmatex": {"generic": True}},
            "pymdownx.superfences",
            "pymdownx.highlight",
        ],
    )
    return built.page("index.html" if view == "stream" else "archive/index.html").entry("T")


@pytest.mark.parametrize(
    "marker", ["<!-- more -->", "<!--more-->", "<!-- MORE -->", "<!--More -->"]
)
def test_spellings_of_the_marker(tmp_path: Path, marker: str) -> None:
    entry = one_excerpt(tmp_path, f"Above.\n\n{marker}\n\nBelow.")
    assert excerpt_of(entry) == "<p>Above.</p>"
    assert entry.cssselect(".pn-entry__more")


def test_a_marker_in_code_is_no_marker(tmp_path: Path) -> None:
    entry = one_excerpt(tmp_path, "Above.\n\n```\n<!-- more -->\n```\n\nBelow.")
    assert "Below." in excerpt_of(entry)
    assert not entry.cssselect(".pn-entry__more")


def test_a_marker_at_the_end_leaves_nothing_out(tmp_path: Path) -> None:
    entry = one_excerpt(tmp_path, "# T\n\nAll of it.\n\n<!-- more -->\n")
    assert excerpt_of(entry) == "<p>All of it.</p>"
    assert not entry.cssselect(".pn-entry__more")


@pytest.mark.parametrize(
    ("view", "order", "expected"),
    [
        ("stream", None, "Above."),
        ("archive", None, "Described."),
        ("stream", ["description", "marker"], "Described."),
        ("archive", ["marker", "description"], "Above."),
        ("stream", ["auto"], "Above. Below."),
        ("archive", ["auto", "description"], "Above. Below."),
    ],
)
def test_order_in_which_an_excerpt_is_looked_for(
    tmp_path: Path, view: str, order: list[str] | None, expected: str
) -> None:
    options = {"excerpt": order} if order else {}
    body = "# T\n\nAbove.\n\n<!-- more -->\n\nBelow."
    entry = one_excerpt(
        tmp_path, body, view=view, list=options, front={"description": "Described."}
    )
    (excerpt,) = entry.cssselect(".pn-entry__excerpt")
    assert " ".join(excerpt.itertext()).split() == expected.split()


def test_without_marker_the_stream_takes_the_description(tmp_path: Path) -> None:
    front = {"description": "What <it> & that says."}
    entry = one_excerpt(tmp_path, "Text.", front=front)
    (excerpt,) = entry.cssselect(".pn-entry__excerpt")
    assert text_of(excerpt) == "What <it> & that says."
    assert entry.cssselect(".pn-entry__more")


@pytest.mark.parametrize("length", [10, 40, 100])
def test_automatic_excerpts_end_near_the_wanted_length(tmp_path: Path, length: int) -> None:
    body = "\n\n".join(f"Paragraph {n} has exactly nine words in it, always." for n in range(40))
    entry = one_excerpt(tmp_path, body, papernotes={"excerpt_length": length})
    (excerpt,) = entry.cssselect(".pn-entry__excerpt")
    words = len(text_of(excerpt).split())
    assert abs(words - length) <= 9
    assert text_of(excerpt).endswith("always.")
    assert entry.cssselect(".pn-entry__more")


def test_chinese_is_measured_by_characters(tmp_path: Path) -> None:
    body = "\n\n".join("这一段一共有十个汉字" for _ in range(40))
    entry = one_excerpt(tmp_path, body, papernotes={"excerpt_length": 100})
    (excerpt,) = entry.cssselect(".pn-entry__excerpt")
    assert 90 <= len("".join(excerpt.itertext()).replace("\n", "")) <= 110


def test_a_short_note_is_shown_whole(tmp_path: Path) -> None:
    entry = one_excerpt(tmp_path, "# T\n\nOnly this.\n\n- and\n- that")
    (excerpt,) = entry.cssselect(".pn-entry__excerpt")
    assert text_of(excerpt) == "Only this. and that"
    assert not entry.cssselect(".pn-entry__more")


BLOCKS = {
    "formula": "$$\n" + "a + b + c + d + e \\\\\n" * 10 + "$$",
    "code": "```python\n" + "print(1, 2, 3, 'four')\n" * 20 + "```",
    "table": "| a | b |\n|---|---|\n" + "| one | two |\n" * 20,
    "list": "\n".join(f"- item {n} of [many](#x)" for n in range(20)),
}


@pytest.mark.parametrize("kind", BLOCKS)
@pytest.mark.parametrize("length", [3, 15, 60])
def test_a_cut_never_splits_a_block(tmp_path: Path, kind: str, length: int) -> None:
    body = f"Opening words here.\n\n{BLOCKS[kind]}\n\n" + "Closing words. " * 200
    entry = one_excerpt(tmp_path, body, papernotes={"excerpt_length": length})
    html = excerpt_of(entry)
    parser = html5lib.HTMLParser()
    parser.parseFragment(html)
    assert parser.errors == []
    if kind == "formula" and "arithmatex" in html:
        assert html.count("a + b + c") == 10
    if kind == "code" and "<code" in html:
        assert text_of(lxml.html.fragment_fromstring(html, create_parent=True)).count("four") == 20
    if kind == "table" and "<table" in html:
        assert html.count("<tr") == 21
    assert html.count("<a ") == html.count("</a>")


def test_the_compact_line_of_the_paper(tmp_path: Path) -> None:
    paper = {
        "title": "P",
        "authors": [{"name": f"Author {letter}"} for letter in "ABCDE"],
        "arxiv": "2604.15244",
    }
    entry = one_excerpt(tmp_path, "Text.", front={"paper": paper})
    text = text_of(entry)
    assert "Author A" in text
    assert "Author E" not in text
    assert "2604.15244" in text


def test_excerpts_of_the_language_built_later(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("a.zh.md", "# 甲\n\n上文 **重点** [链接](b.md)。\n\n<!-- more -->\n\n下文。")
    project.note("b.md", "# B\n\nAbove *it*.\n\n<!-- more -->\n\nBelow.")
    built = build(tmp_path)
    for prefix in ("", "zh/"):
        page = built.page(f"{prefix}index.html")
        entry = page.entry("甲")
        (excerpt,) = entry.cssselect(".pn-entry__excerpt")
        assert [text_of(e) for e in excerpt.cssselect("strong")] == ["重点"]
        assert "下文" not in text_of(excerpt)
        (link,) = excerpt.cssselect("a")
        assert built.resolve(link.get("href"), page.path) == ("notes/b/index.html", "")
        assert "Above it." in text_of(page.entry("B"))
        assert "pn-placeholder" not in page.html


def test_two_years_meet_on_a_page(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for number, day in enumerate(["2026-01-02", "2026-01-01", "2025-12-31", "2025-12-30"]):
        project.note(f"n{number}.md", f"# N{number}", date=day)
    built = build(tmp_path, {"archive": {"per_page": 3}}, layout="none", languages=("en",))
    assert built.page("archive/index.html").texts(".pn-year") == ["2026 2 posts", "2025 2 posts"]
    assert built.page("archive/page/2/index.html").texts(".pn-year") == ["2025 2 posts"]
    assert built.page("archive/page/2/index.html").titles == ["N3"]


def test_a_wrong_option_is_named(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(papernotes={"archive": {"languages": "both"}})
    built = project.attempt()
    assert built.exit_code != 0
    assert "languages" in built.log
    assert "Traceback" not in built.log


@pytest.mark.parametrize("hide", [None, "navigation", ["navigation", "footer"], {"a": 1}])
def test_a_list_keeps_what_its_author_hides(tmp_path: Path, hide: object) -> None:
    project = Project(tmp_path).configure("none", theme="material", languages=("en",))
    project.note("a.md", "# A\n\nText.")
    project.write("archive.md", page_text("# Archive", hide=hide))
    page = project.build().page("archive/index.html")
    assert page.one(".md-sidebar--secondary").get("hidden") is not None
    navigation_hidden = page.one(".md-sidebar--primary").get("hidden") is not None
    assert navigation_hidden == ("navigation" in str(hide))


def test_sidebars_without_anything_in_them_are_hidden_beside_tabs(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# A\n\nText.")
    project.write("about.md", "# About")
    for features, hidden in (([], False), (["navigation.tabs"], True)):
        project.configure(theme="material", theme_options={"features": features})
        built = project.build()
        for path in ("notes/a/index.html", "archive/index.html", "zh/archive/index.html"):
            sidebar = built.page(path).one(".md-sidebar--primary")
            assert (sidebar.get("hidden") is not None) == hidden, path
        assert built.page("about/index.html").one(".md-sidebar--primary").get("hidden") is None

"""Comments: the options, which pages have them, and what a thread is called."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from lxml.html import HtmlElement

from mkdocs_papernotes.comments import language_of
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS, settings_of, suggested_option
from tests.build_site import Built, Project, settings
from tests.shared import Shared

GISCUS = {"repo": "octo/notes", "repo_id": "R_kgDOabc", "category_id": "DIC_kwDOabc"}
WALINE = {"server": "https://comments.example.org/"}
BOTH = {"en": "giscus", "zh": "waline", "giscus": GISCUS, "waline": WALINE}


def problems(comments: Any) -> list[str]:
    read = read_options(OPTIONS, {"comments": comments})
    told = [f"{name}: {error} {error.remedy}" for name, error in read.errors]
    assert bool(told) is (settings_of(read.values).comments is None)
    return told + [f"{name}? {suggested_option(name)}" for name in read.unknown]


@pytest.mark.pure
@pytest.mark.parametrize(
    "comments",
    [
        {"giscus": GISCUS},
        {"waline": WALINE},
        BOTH,
        {"en": "giscus", "zh": False, "giscus": GISCUS, "consent": True, "thread": "note"},
        {"zh-Hant": "waline", "waline": {**WALINE, "options": {"pageSize": 5}}},
        {"giscus": {**GISCUS, "dark": "https://example.org/dark.css", "input": "top"}},
        {"giscus": {**GISCUS, "repo_id": "MDEwOlJlcG9zaXRvcnkzNTE5NTgwNTM="}},
    ],
)
def test_settings_that_are_complete(comments: Any) -> None:
    assert problems(comments) == []


@pytest.mark.pure
def test_no_comments_without_the_option() -> None:
    for given in ({}, {"comments": False}, {"comments": None}):
        read = read_options(OPTIONS, given)
        assert not read.errors
        assert settings_of(read.values).comments is None


@pytest.mark.pure
@pytest.mark.parametrize(
    ("comments", "told"),
    [
        ("giscus", ["comments.giscus.repo: `repo` is missing", "giscus.app", "repo_id"]),
        ("giscsu", ["comments: “giscsu” is not one of giscus", "Did you mean “giscus”?"]),
        ({"en": "walin"}, ["comments.en: “walin”", "Did you mean “waline”?"]),
        ({"giscus": {"repo": "octo/notes"}}, ["comments.giscus.repo_id:", "comments.giscus.cat"]),
        ({"zh": "waline", "giscus": GISCUS}, ["comments.waline.server: `server` is missing"]),
        ({"giscus": GISCUS, "waline": WALINE}, ["comments: does not say which", "{giscus:"]),
        (True, ["comments: does not say which of giscus"]),
        (7, ["comments: must be a mapping"]),
        ({"giscus": {**GISCUS, "repo": "notes"}}, ["comments.giscus.repo: “notes”", "octocat/"]),
        (
            {"giscus": {**GISCUS, "repo_id": "DIC_kwDOabc", "category_id": "R_kgDOabc"}},
            ["giscus.repo_id: “DIC_", "giscus.category_id: “R_", "`data-repo-id`"],
        ),
        ({"waline": {"server": "comments.example.org"}}, ["waline.server: must be an address"]),
        ({"waline": {"server": "javascript:alert(1)"}}, ["waline.server: must be an address"]),
        ({"waline": {**WALINE, "script": "javascript:x"}}, ["comments.waline.script:"]),
        ({"giscus": {**GISCUS, "light": "a b"}}, ["comments.giscus.light:"]),
        ({"giscus": {**GISCUS, "thread": "pair"}}, ["comments.giscus.thread? comments.thread"]),
    ],
)
def test_settings_that_are_wrong(comments: Any, told: list[str]) -> None:
    found = "\n".join(_problems(comments))
    for part in told:
        assert part in found, found


def _problems(comments: Any) -> list[str]:
    read = read_options(OPTIONS, {"comments": comments})
    told = [f"{name}: {error} {error.remedy}" for name, error in read.errors]
    return told + [f"{name}? {suggested_option(name)}" for name in read.unknown]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("tag", "giscus", "waline"),
    [
        ("en", "en", "en-US"),
        ("en-GB", "en", "en-US"),
        ("zh", "zh-CN", "zh-CN"),
        ("zh_Hans", "zh-CN", "zh-CN"),
        ("zh-Hant", "zh-TW", "zh-TW"),
        ("zh-HK", "zh-HK", "zh-TW"),
        ("ja", "ja", "jp-JP"),
        ("el", "gr", "en-US"),
        ("pt", "pt", "pt-BR"),
        ("tlh", "en", "en-US"),
    ],
)
def test_the_language_follows_the_page(tag: str, giscus: str, waline: str) -> None:
    assert (language_of("giscus", tag), language_of("waline", tag)) == (giscus, waline)


# Pages


HOSTILE = "\"><script>alert('x')</script>"


def build_commented(project: Project) -> Built:
    """A site in two languages: giscus in English, Waline in Chinese."""
    papernotes = {"comments": BOTH, "untranslated": "notice"}
    project.configure(papernotes=papernotes)
    project.note("pair.md", "Text.\n")
    project.note("pair.zh.md", "文字。\n", original_url="https://old.example.org/2019/pair.html")
    project.note("alone.md", "Only here.\n")
    project.note("named.md", "Old.\n", comments={"id": HOSTILE})
    project.note("named.zh.md", "旧。\n")
    project.note("silent.md", "Nobody answers.\n", comments=False)
    project.note("silent.zh.md", "没有。\n")
    project.write("about.md", "---\ncomments: true\n---\n\n# About\n")
    project.write("plain.md", "# Plain\n")
    return project.build()


@pytest.fixture(scope="module")
def commented(shared: Shared) -> Built:
    return shared.built("commented", build_commented)


def file(path: str) -> str:
    return f"{path}index.html"


def box(built: Built, path: str) -> HtmlElement | None:
    found = built.page(file(path)).all(".pn-comments")
    assert len(found) < 2
    return found[0] if found else None


def thread(built: Built, path: str) -> str:
    found = box(built, path)
    assert found is not None
    return str(found.get("data-thread"))


def test_a_pair_has_one_thread_in_the_system_of_each_language(commented: Built) -> None:
    english, chinese = box(commented, "notes/pair/"), box(commented, "zh/notes/pair/")
    assert english is not None
    assert chinese is not None
    assert english.get("data-thread") == chinese.get("data-thread") == "notes/pair"
    assert (english.get("data-provider"), english.get("data-lang")) == ("giscus", "en")
    assert (chinese.get("data-provider"), chinese.get("data-lang")) == ("waline", "zh-CN")
    assert english.get("data-repo-id") == "R_kgDOabc"
    assert chinese.get("data-server") == "https://comments.example.org"
    assert english.cssselect("h2")[0].text == "Comments"
    assert chinese.cssselect("h2")[0].text == "评论"


def test_without_scripts_there_is_a_link_to_github_or_nothing(commented: Built) -> None:
    english, chinese = box(commented, "notes/pair/"), box(commented, "zh/notes/pair/")
    assert english is not None
    assert chinese is not None
    (link,) = english.cssselect("a")
    address = link.get("href")
    assert address.startswith("https://github.com/octo/notes/discussions?")
    assert '"notes/pair"' in unquote(address)
    assert english.get("hidden") is None
    assert chinese.get("hidden") is not None


def test_a_name_of_a_thread_is_that_of_both_and_stays_text(commented: Built) -> None:
    assert thread(commented, "notes/named/") == thread(commented, "zh/notes/named/") == HOSTILE
    assert "<script>alert" not in commented.text("notes/named/index.html")


def test_which_pages_have_comments(commented: Built) -> None:
    with_comments = {
        page.removesuffix("index.html")
        for page in commented.html_files
        if "pn-comments" in commented.text(page)
    }
    english = {"notes/pair/", "notes/alone/", "notes/named/", "about/"}
    # a note is read as a copy in Chinese, too, and so is an ordinary page
    chinese = {f"zh/{page}" for page in english} | {"zh/notes/silent/"}
    assert with_comments == english | chinese
    assert thread(commented, "zh/notes/alone/") == thread(commented, "notes/alone/")
    assert thread(commented, "zh/about/") == thread(commented, "about/") == "about"


def test_the_scripts_are_on_the_site(commented: Built) -> None:
    found = box(commented, "zh/notes/pair/")
    assert found is not None
    for name in ("script", "styles"):
        path = re.sub(r"^(\.\./)+", "", str(found.get(f"data-{name}")))
        assert (commented.site_dir / path).is_file(), path
    scripts = commented.page(file("notes/pair/")).all("script[src$='papernotes/comments.js']")
    assert len(scripts) == 1


def test_a_site_without_the_option_has_none_of_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure()
    project.note("a.md")
    built = project.build()
    assert "comments" not in built.text("notes/a/index.html").lower()
    assert not (built.site_dir / "assets/papernotes/comments.js").exists()
    assert not (built.site_dir / "assets/papernotes/waline").exists()


@pytest.mark.parametrize(
    ("kind", "note", "translation"),
    [
        ("note", "lab/notes/pair/", "lab/zh/notes/pair/"),
        ("pathname", "2019/pair", "2019/pair"),
    ],
)
def test_threads_by_note_and_by_old_path(
    tmp_path: Path, kind: str, note: str, translation: str
) -> None:
    project = Project(tmp_path)
    project.configure("folder", papernotes={"comments": {"giscus": GISCUS, "thread": kind}})
    project.write("en/notes/pair.md", "---\ndate: 2026-01-01\n---\nText.\n")
    old = "original_url: https://old.example.org/2019/pair.html"
    project.write("zh/notes/pair.md", f"---\ndate: 2026-01-01\n{old}\n---\n文字。\n")
    built = project.build()
    assert thread(built, "notes/pair/") == note
    assert thread(built, "zh/notes/pair/") == translation
    assert not (built.site_dir / "assets/papernotes/waline").exists()


def test_consent_asks_before_anything_is_loaded(tmp_path: Path) -> None:
    project = Project(tmp_path)
    comments = {"waline": {**WALINE, "options": {"meta": ["nick"]}}, "consent": True}
    project.configure("none", theme="material", papernotes={"comments": comments})
    project.note("a.md")
    found = box(project.build(), "notes/a/")
    assert found is not None
    (asked,) = found.cssselect(".pn-comments__consent")
    assert "comments.example.org" in asked.text_content()
    assert asked.cssselect("button")[0].text == "Load comments"
    assert json.loads(str(found.get("data-options"))) == {"meta": ["nick"]}


def test_a_theme_with_comments_of_its_own_keeps_them(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure(
        "none",
        theme="material",
        theme_options={"custom_dir": str(project.folder / "theme")},
        papernotes={"comments": {"giscus": GISCUS}},
    )
    project.note("a.md")
    partial = project.folder / "theme/partials/comments.html"
    partial.parent.mkdir(parents=True)
    partial.write_text("{# mine #}", "utf-8")
    assert box(project.build(), "notes/a/") is not None
    partial.write_text("<p id=mine></p>", "utf-8")
    built = project.build(strict=False)
    assert box(built, "notes/a/") is None
    assert len(built.page(file("notes/a/")).all("#mine")) == 1
    assert any("PN172" in said and "partials/comments.html" in said for said in built.warnings)


def test_partials_of_the_author(tmp_path: Path) -> None:
    """Another system of comments, and a counter of visits."""
    project = Project(tmp_path)
    project.configure(
        "suffix", theme_options={"custom_dir": str(project.folder / "theme")}, papernotes={}
    )
    project.note("a.md")
    project.note("a.zh.md", "文字。\n")
    project.write("index.md", "# Hello\n")
    folder = project.folder / "theme/papernotes"
    folder.mkdir(parents=True)
    (folder / "comments.html").write_text(
        '<div class="mine" data-thread="{{ thread }}" lang="{{ language }}"></div>', "utf-8"
    )
    (folder / "analytics.html").write_text(
        '<script defer src="https://count.example.org/c.js"></script>\n'
        "<script>\n  const text = `a\n b`; // {{ language }}\n</script>",
        "utf-8",
    )
    built = project.build()
    for path, language in (("notes/a/", "en"), ("zh/notes/a/", "zh")):
        (mine,) = built.page(file(path)).all(".mine")
        assert (mine.get("data-thread"), mine.get("lang")) == ("notes/a", language)
    for page in built.html_files:
        head = built.text(page).partition("</head>")[0]
        assert ("count.example.org" in head) is (page != "404.html"), page
        assert page == "404.html" or "`a\n b`" in head
        assert "mine" not in built.text(page) or "notes/a/" in page


def test_drafts_and_encrypted_notes_have_no_comments(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("none", papernotes={"comments": {"giscus": GISCUS}})
    project.note("draft.md", draft=True)
    project.note("open.md")
    project.build(command="serve")
    built = project.build(command="serve")
    assert box(built, "notes/draft/") is None
    assert box(built, "notes/open/") is not None


def test_what_does_not_fit_the_site_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path)
    waline = {**WALINE, "script": "assets/waline.js", "styles": "https://example.org/w.css"}
    comments = {"en": "waline", "fr": False, "waline": waline}
    project.configure(papernotes={"comments": comments})
    project.note("a.md", comments="disqus")
    told = "\n".join(record.message for record in project.build(strict=False).records)
    assert "papernotes.comments.fr" in told
    assert "papernotes.comments.waline.script" in told
    assert "assets/waline.js" in told
    assert "w.css" not in told
    assert "PN335" in told


def test_a_changed_option_changes_kept_pages(tmp_path: Path) -> None:
    project = Project(tmp_path)

    def pages() -> dict[str, str]:
        built = project.build()
        return {page: built.text(page) for page in built.html_files}

    def configure(**comments: Any) -> None:
        options = {"comments": {"giscus": GISCUS, **comments}}
        project.configure("none", theme="material", papernotes=options)

    configure()
    project.note("a.md")
    first = pages()
    assert pages() == first
    configure(consent=True)
    assert "pn-comments__consent" in pages()["notes/a/index.html"]
    configure()
    assert pages() == first
    project.note("a.md", comments=yaml.safe_load("{id: old}"))
    assert 'data-thread="old"' in pages()["notes/a/index.html"]


def test_encrypted_pages_have_no_comments(tmp_path: Path) -> None:
    """Whoever reads the page may read the comments, but they stand on another server in clear."""
    config = settings(papernotes={"comments": {"giscus": GISCUS}, "untranslated": "notice"})
    options = {"encryption_info_message": "locked", "password_inventory": {"all": "y"}}
    config["plugins"].insert(1, {"encryptcontent": options})
    project = Project(tmp_path).configure(plugins=config["plugins"])
    project.note("closed.md", "The secret.", title="A", password="x")
    project.note("shared.md", "The secret.", title="B", level="all")
    project.note("open.md", "In the open.", title="C", date="2026-04-15")
    built = project.build(strict=False)
    for path in ("notes/closed/", "zh/notes/closed/", "notes/shared/", "zh/notes/shared/"):
        assert box(built, path) is None, path
    assert box(built, "notes/open/") is not None
    assert box(built, "zh/notes/open/") is not None

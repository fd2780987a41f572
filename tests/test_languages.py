"""The language of a note, however its file, its folder or its front matter spells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.site.source_file import SourceFile
from mkdocs_papernotes.site.structure import (
    FolderStructure,
    PlainStructure,
    Structure,
    SuffixStructure,
)
from tests.build_site import SITE_URL, Project, page_text

SIMPLIFIED = [
    "zh",
    "ZH",
    "zh-CN",
    "zh_CN",
    "zh-cn",
    "zh_cn",
    "zh-Hans",
    "ZH-HANS",
    "zh-Hans-CN",
    "cn",
]
TRADITIONAL = ["zh-TW", "zh_tw", "zh-Hant", "ZH-HANT-TW"]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("texts", "tags", "found"),
    [
        (SIMPLIFIED, ["en", "zh"], "zh"),
        (SIMPLIFIED, ["en", "zh-CN", "zh-TW"], "zh-CN"),
        (TRADITIONAL, ["en", "zh-CN", "zh-TW"], "zh-TW"),
        (TRADITIONAL, ["en", "zh"], ""),
        (["zh-CN"], ["zh", "zh-CN"], "zh-CN"),
        (["EN", "en-US", "en_us"], ["en", "zh"], "en"),
        (["en-GB", "ai", "v2", "", "english", "eng", "15244", "z"], ["en", "zh"], ""),
        (["pt-BR", "PT"], ["pt"], "pt"),
        (["pt-PT"], ["pt"], ""),
        (["jp", "ja-JP"], ["ja"], "ja"),
    ],
)
def test_the_tag_that_is_meant(texts: list[str], tags: list[str], found: str) -> None:
    assert {text: matching(text, tags) for text in texts} == dict.fromkeys(texts, found)


@pytest.mark.pure
@given(st.text(max_size=12))
def test_any_text_can_be_looked_up(text: str) -> None:
    assert matching(text, ["en", "zh"]) in {"", "en", "zh"}


# Language, path and address of a note

BUILT = Languages(("en", "zh"), "en")
SUFFIX = SuffixStructure(BUILT, ("en", "zh"))
FOLDER = FolderStructure(BUILT, ("en", "zh"))
PLAIN = PlainStructure("en", ("en", "zh"))
ANY = PlainStructure("en")


@pytest.mark.pure
@pytest.mark.parametrize(
    ("structure", "source", "declared", "language", "path", "url"),
    [
        (SUFFIX, "notes/a.zh.md", "", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "notes/a.ZH.md", "", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "notes/a.zh_CN.md", "", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "notes/a/index.Zh.md", "", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "notes/a.EN.md", "", "en", "notes/a", "notes/a/"),
        (SUFFIX, "notes/a.fr.md", "", "fr", "notes/a", "fr/notes/a/"),
        (SUFFIX, "notes/a.md", "", "en", "notes/a", "notes/a/"),
        (SUFFIX, "notes/a.md", "zh", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "notes/a.md", "Chinese", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "notes/a.md", "fr", "en", "notes/a", "notes/a/"),
        (SUFFIX, "notes/a.zh.md", "en", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "notes/a.ZH.md", "en", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "cn/notes/a.md", "", "zh", "notes/a", "zh/notes/a/"),
        (SUFFIX, "en/notes/a.md", "", "en", "notes/a", "en/notes/a/"),
        (SUFFIX, "other/notes/a.md", "", "en", "other/notes/a", "other/notes/a/"),
        (FOLDER, "zh/notes/a.md", "", "zh", "notes/a", "zh/notes/a/"),
        (FOLDER, "ZH/notes/a.md", "", "zh", "notes/a", "zh/notes/a/"),
        (FOLDER, "cn/notes/a.md", "", "zh", "notes/a", "zh/notes/a/"),
        (FOLDER, "notes/a.md", "zh", "zh", "notes/a", "zh/notes/a/"),
        (FOLDER, "notes/a.zh.md", "", "zh", "notes/a", "zh/notes/a/"),
        (FOLDER, "en/notes/a.md", "zh", "en", "notes/a", "notes/a/"),
        (FOLDER, "fr/notes/a.md", "zh", "fr", "notes/a", "fr/notes/a/"),
        (PLAIN, "notes/a.ZH.md", "", "zh", "notes/a", "notes/a.ZH/"),
        (PLAIN, "notes/a.md", "zh_CN", "zh", "notes/a", "notes/a/"),
        (PLAIN, "cn/notes/a.md", "", "zh", "notes/a", "cn/notes/a/"),
        (PLAIN, "cn/notes/a.en.md", "", "en", "cn/notes/a", "cn/notes/a.en/"),
        (ANY, "notes/a.ZH-tw.md", "", "zh-TW", "notes/a", "notes/a.ZH-tw/"),
        (ANY, "notes/a.v2.md", "", "en", "notes/a.v2", "notes/a.v2/"),
        (ANY, "zh/notes/a.md", "", "en", "zh/notes/a", "zh/notes/a/"),
    ],
)
def test_where_a_note_is(
    structure: Structure, source: str, declared: str, language: str, path: str, url: str
) -> None:
    page = structure.location(SourceFile(source, bytes), declared)
    assert structure.note_location(page, declared) == Location(source, language, path, url)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("structure", "source", "declared", "problem"),
    [
        (SUFFIX, "notes/a.md", "zh", None),
        (SUFFIX, "notes/a.md", "fr", "language-not-in-site"),
        (SUFFIX, "notes/a.zh.md", "en", "language-contradicts-name"),
        (SUFFIX, "notes/a.ZH.md", "en", "language-contradicts-name"),
        (SUFFIX, "notes/a.zh.md", "zh-CN", None),
        (SUFFIX, "notes/a.zh.md", "Chinese", None),
        (FOLDER, "zh/notes/a.md", "en", "language-contradicts-name"),
        (PLAIN, "notes/a.zh.md", "en", None),
        (PLAIN, "notes/a.zh.md", "fr", "unknown-language"),
    ],
)
def test_what_is_wrong_with_lang(
    structure: Structure, source: str, declared: str, problem: str | None
) -> None:
    page = structure.location(SourceFile(source, bytes), declared)
    found = structure.check_declared(structure.note_location(page, declared), declared, 2)
    assert (found.name if found else None) == problem


@pytest.mark.pure
def test_lang_of_a_page_that_is_no_note() -> None:
    page = SUFFIX.location(SourceFile("about.md", bytes), "zh")
    found = SUFFIX.check_declared(page, "zh", 2)
    assert found
    assert found.name == "language-of-ordinary-page"


# Built

NOTES = {
    "notes/a.md": ("A", {}),
    "notes/a.ZH.md": ("甲", {}),
    "notes/b.zh_CN.md": ("乙", {}),
    "notes/c.zh-cn.md": ("丙", {}),
    "notes/e.md": ("戊", {"lang": "zh"}),
    "notes/f.md": ("己", {"language": "zh-CN"}),
    "notes/h.md": ("H", {"language": "python"}),
    "cn/notes/x.md": ("辛", {}),
}
TITLES = {title: "en" if title.isascii() else "zh" for title, _ in NOTES.values()}


@pytest.mark.parametrize(
    ("layout", "fallback"),
    [("suffix", True), ("suffix", False), ("folder", True), ("folder", False), ("none", True)],
)
def test_every_note_is_built_in_its_language(tmp_path: Path, layout: str, fallback: bool) -> None:
    project = Project(tmp_path)
    options = {"locales": ["en", "zh"]} if layout == "none" else {}
    project.configure(layout, fallback=fallback, papernotes=options)
    for source, (title, front_matter) in NOTES.items():
        link = "[a](a.md)" if source.startswith("notes/") else ""
        text = page_text(f"# {title}\n\nSee {link}.", date="2026-04-16", **front_matter)
        project.write(source, text)
    built = project.build()
    assert not built.problems
    for page in (built.page("archive/index.html"), built.page("zh/archive/index.html")):
        tags = [entry.get("lang") for entry in page.all("article.pn-entry")]
        assert dict(zip(page.titles, tags, strict=True)) == TITLES
    if layout != "none":
        assert built.page("notes/a/index.html").hreflang.keys() >= {"en", "zh"}
        assert not [file for file in built.html_files if "ZH" in file or "cn" in file]
        stated = built.page("zh/notes/e/index.html")
        assert stated.lang == "zh"
        assert "../a/" in [link for _, link in stated.links]
        assert [url for url in built.sitemap if "notes/e/" in url] == [f"{SITE_URL}zh/notes/e/"]

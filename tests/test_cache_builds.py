"""A build with a cache writes what one without writes, and tells the same, whatever has changed.

One site is edited step by step. After each step it is built with the cache of all steps before, and
without one.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BaseLoader, Environment, Template
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.lists import ListPage
from mkdocs_papernotes.views.list_kind import ListContext
from mkdocs_papernotes.views.note_list import NoteList
from tests.build_site import OFFLINE, Built, Project, parse_log
from tests.edited_site import BIBLIOGRAPHY, COMMENTS, Edited, Step, check_equal, png, write_site
from tests.generate import note_text

FULL = pytest.mark.full
LAYOUTS, THEMES = ("suffix", "folder", "none"), ("material", "mkdocs")
SAMPLE = ("suffix", "mkdocs")
STEPS: dict[str, Step] = {}


def step(function: Step) -> Step:
    STEPS[function.__name__] = function
    return function


def uncached(config: MkDocsConfig) -> None:
    config.plugins["papernotes"].config["cache"] = False


@pytest.fixture(autouse=True, scope="module")
def one_clock() -> Iterator[None]:
    """The same time for all builds: home pages and the sitemap say when they were built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        yield


def check(site: Edited) -> None:
    warm = site.project.build("warm", strict=False)
    clean = site.project.build("clean", strict=False, change=uncached)
    check_equal(warm, clean)


# Texts and front matter


@step
def nothing(site: Edited) -> None:
    pass


@step
def edits_a_text(site: Edited) -> None:
    site.write("notes/note-0002.md", site.read("notes/note-0002.md") + "\nAt the end.\n")


@step
def lengthens_a_text_below_its_excerpt(site: Edited) -> None:
    """Lists show how long it takes to read the note."""
    assert "<!-- more -->" in site.read("notes/note-0002.md")
    more = "A sentence of seven words, no more. " * 300
    site.write("notes/note-0002.md", f"{site.read('notes/note-0002.md')}\n{more}\n")


@step
def removes_all_below_an_excerpt(site: Edited) -> None:
    """Lists show no link to the rest."""
    beginning = site.read("notes/note-0003.md").partition("<!-- more -->")[0]
    site.write("notes/note-0003.md", f"{beginning}<!-- more -->\n")


@step
def removes_a_text(site: Edited) -> None:
    front_matter = site.read("notes/note-0004.md").partition("\n---\n")[0]
    site.write("notes/note-0004.md", f"{front_matter}\n---\n")


@step
def edits_the_beginning_of_a_text(site: Edited) -> None:
    site.replace("notes/picture.md", "What it shows", "另一种说法", "zh")


@step
def edits_a_title(site: Edited) -> None:
    site.replace("notes/picture.md", "Picture en", "Another picture")


@step
def edits_a_date(site: Edited) -> None:
    site.replace("notes/note-0003.md", "date: ", "date: 2024-12-31 #", "zh")


@step
def moves_a_note_between_others(site: Edited) -> None:
    site.replace("notes/picture.md", "date: '2025-11-10'", "date: '2025-12-30'")


@step
def edits_a_description(site: Edited) -> None:
    site.replace("notes/note-0001.md", "description: ", "description: New words. ")


@step
def edits_tags(site: Edited) -> None:
    site.replace("notes/linking.md", "- links", "- other links")


@step
def edits_what_a_list_asks_for(site: Edited) -> None:
    site.replace("about.md", "limit: 4, style: excerpts", "limit: 5, style: entries")
    site.replace("notes/cited.md", "tags: [links]", "paper: 2403.00001", "zh")


@step
def translates_a_tag(site: Edited) -> None:
    site.replace("notes/linking.md", "- links", "- 链接", "zh")


@step
def pairs_the_two(site: Edited) -> None:
    table = "links: {en: Links, zh: 链接, also: [other links]}\nalignment: {zh: 对齐}\n"
    (site.project.folder / "terms.yml").write_text(table, "utf-8")


@step
def describes_a_term(site: Edited) -> None:
    table = "links: {en: {name: Links, description: 'See *[it](notes/linking.md)*.'}, zh: 链接}\n"
    (site.project.folder / "terms.yml").write_text(table, "utf-8")


@step
def gives_a_note_a_direction(site: Edited) -> None:
    site.replace("notes/note-0001.md", "title: ", "direction: Far away\ntitle: ")


@step
def unpins_and_rates(site: Edited) -> None:
    site.replace("notes/picture.md", "pinned: true", "pinned: false")
    site.replace("notes/picture.md", "rating: 3", "rating: 5")


@step
def gives_a_note_the_paper_of_another(site: Edited) -> None:
    site.replace("notes/note-0004.md", "arxiv: ", "arxiv: '2403.00001' #")


@step
def publishes_a_draft(site: Edited) -> None:
    site.replace("notes/draft.md", "draft: true", "draft: false")


@step
def lists_a_hidden_note(site: Edited) -> None:
    site.replace("notes/hidden.md", "unlisted: true", "unlisted: false")


# What notes show of others


@step
def links_one_note_to_another(site: Edited) -> None:
    text = "\nIt began with [a picture](picture.md).\n"
    if site.layout == "none":
        text = text.replace("picture.md", "picture.zh.md")
    site.write("notes/note-0005.md", site.read("notes/note-0005.md", "zh") + text, "zh")


@step
def edits_the_sentence_around_a_link(site: Edited) -> None:
    site.replace("notes/note-0005.md", "It began with", "It ended with", "zh")


@step
def links_twice_and_from_the_translation(site: Edited) -> None:
    text = "\nSee [it](picture.md), and [again](picture.md#part).\n"
    site.write("notes/note-0005.md", site.read("notes/note-0005.md") + text)


@step
def keeps_a_text_to_its_page(site: Edited) -> None:
    site.replace("notes/note-0005.md", "---\n", "---\nexcerpt: false\n")


@step
def hides_a_note_that_mentions_another(site: Edited) -> None:
    site.replace("notes/note-0005.md", "---\n", "---\nunlisted: true\n", "zh")


@step
def removes_a_link(site: Edited) -> None:
    site.replace("notes/note-0005.md", "See [it](picture.md), and [again](picture.md#part).", "")


@step
def makes_a_series(site: Edited) -> None:
    for part, name in enumerate(("cited", "linking", "note-0001"), 1):
        site.replace(f"notes/{name}.md", "---\n", f"---\nseries: {{name: Firsts, part: {part}}}\n")


@step
def reorders_a_series(site: Edited) -> None:
    site.replace("notes/cited.md", "name: Firsts, part: 1", "name: Firsts, part: 9")


@step
def gives_notes_a_direction(site: Edited) -> None:
    for name in ("note-0003", "note-0006"):
        site.replace(f"notes/{name}.md", "---\n", "---\ndirection: Rare things\n", "zh")


@step
def walks_within_a_series(site: Edited) -> None:
    site.options.update(neighbours="series", related=3)
    site.configure()


@step
def shows_no_backlinks(site: Edited) -> None:
    site.options.update(neighbours="language", related=False, backlinks=False)
    site.configure()


@step
def adds_a_paper_with_a_similar_key(site: Edited) -> None:
    """The citation keys of two papers get longer, so that they differ."""
    paper = (
        "paper: {title: Attention and more, authors: [Ada Novak], date: 2024, arxiv: '2403.99999'}"
    )
    site.write(
        "notes/similar.md", f"---\ntitle: Similar\ndate: 2021-01-01\n{paper}\n---\n\nText.\n"
    )


# Files


@step
def renames_a_note(site: Edited) -> None:
    site.path("notes/note-0002.md").rename(site.path("notes/renamed.md"))
    site.path("notes/note-0002.md", "zh").rename(site.path("notes/renamed.md", "zh"))
    site.replace("notes/renamed.md", "---\n", "---\naliases: [/notes/note-0002/]\n")


@step
def deletes_the_end_of_a_link(site: Edited) -> None:
    site.delete("notes/note-0001.md", "zh")


@step
def deletes_a_heading_that_others_link_to(site: Edited) -> None:
    site.replace("notes/picture.md", "## Part\n", "")


@step
def deletes_what_front_matter_links_to(site: Edited) -> None:
    (site.project.docs / site.asset("img/slides.pdf")).unlink()


@step
def deletes_what_the_link_of_a_venue_leads_to(site: Edited) -> None:
    (site.project.docs / site.asset("img/venue.pdf")).unlink()


@step
def restores_what_front_matter_links_to(site: Edited) -> None:
    site.project.write(site.asset("img/slides.pdf"), b"%PDF-1.5")


@step
def links_to_a_note_in_front_matter(site: Edited) -> None:
    site.replace("notes/cited.md", "---\n", "---\noriginal_url: hidden.md\n")


@step
def changes_the_address_of_what_front_matter_links_to(site: Edited) -> None:
    site.replace("notes/hidden.md", "---\n", "---\nurl: notes/elsewhere/\n")


@step
def translates_a_note(site: Edited) -> None:
    site.write("notes/hidden.md", "---\ntitle: 隐藏\ndate: 2025-10-02\n---\n\n文字。\n", "zh")


@step
def adds_a_note(site: Edited) -> None:
    site.write("notes/new.md", note_text(9, "en", (40, 50)))


@step
def replaces_a_picture(site: Edited) -> None:
    site.project.write(site.asset("img/plot.png"), png(320, 200))


@step
def edits_the_file_of_authors(site: Edited) -> None:
    path = site.project.docs / ".authors.yml"
    path.write_text(path.read_text("utf-8").replace("Lin Wei", "Wei Lin"), "utf-8")


@step
def edits_the_bibliography(site: Edited) -> None:
    text = BIBLIOGRAPHY.replace("Small models", "Little models").replace("2023}", "2022}")
    (site.project.folder / "papers.bib").write_text(text, "utf-8")


@step
def edits_the_page_of_a_list(site: Edited) -> None:
    site.replace("archive/index.md", "# All of it", "# Everything")


@step
def edits_an_ordinary_page(site: Edited) -> None:
    site.replace("about.md", "About", "On me")


@step
def says_what_a_translation_is(site: Edited) -> None:
    """The note says who translated it; its original was updated, and later another one is."""
    path = "notes/note-0005.md"
    site.replace(path, "---\n", "---\ntranslation: {by: model, reviewed: false}\n", "zh")
    site.replace(path, "---\n", "---\nupdated: 2031-01-01\n")


@step
def says_that_it_is_the_original(site: Edited) -> None:
    site.replace("notes/note-0005.md", "---\n", "---\noriginal: zh\n", "zh")


@step
def names_a_thread_and_moves_comments_to_a_page(site: Edited) -> None:
    """The thread of a pair is named by the translation."""
    site.replace("notes/note-0005.md", "---\n", "---\ncomments: {id: /old/}\n", "zh")
    site.replace("notes/note-0003.md", "---\n", "---\ncomments: false\n")
    site.write("about.md", f"---\ncomments: true\n---\n{site.read('about.md')}")


# Configuration


@step
def changes_options(site: Edited) -> None:
    labels = {"en": {"read_more": "Go on"}, "zh": {"callout.tip": "小窍门"}}
    feeds = {"content": "excerpt", "json": True, "terms": ["directions"]}
    site.options.update(max_authors=1, excerpt_length=12, archive={"per_page": 3}, labels=labels)
    site.options.update(primary="zh", feeds=feeds)
    site.options["comments"] = {**COMMENTS, "consent": True}
    site.configure()


@step
def shows_notices(site: Edited) -> None:
    site.options.update(untranslated="notice", require_review=True)
    site.configure()


@step
def edits_a_note_that_has_a_notice(site: Edited) -> None:
    site.write("notes/hidden.md", site.read("notes/hidden.md", "zh") + "\n文。\n", "zh")
    site.replace("notes/picture.md", "title: Picture zh", "title: 图", "zh")


@step
def changes_extensions(site: Edited) -> None:
    site.config["markdown_extensions"] = [
        *("admonition", "attr_list", "footnotes", "smarty", "pymdownx.details"),
        {"toc": {"permalink": "¶"}},
        {"pymdownx.arithmatex": {"generic": False}},
    ]
    site.configure()


@step
def breaks_lines_of_chinese(site: Edited) -> None:
    broken = "第一行，\n第二行。**重点。**后文\n"
    for path in ("notes/linking.md", "about.md"):
        site.write(path, f"{site.read(path, 'zh')}\n{broken}", "zh")


@step
def joins_lines_of_chinese(site: Edited) -> None:
    site.options["cjk_line_breaks"] = "join"
    site.configure()


@step
def leaves_asterisks(site: Edited) -> None:
    extensions = [*site.config["markdown_extensions"], "pymdownx.betterem"]
    site.config["markdown_extensions"] = extensions
    site.configure()


@step
def changes_the_site(site: Edited) -> None:
    nav = [{"Home": "index.md"}, {"Who": "about.md"}]
    site.config.update(site_name="Other notes", copyright="All of us", nav=nav)
    site.configure()


@step
def lists_notes_in_the_navigation(site: Edited) -> None:
    site.config.pop("nav", None)
    site.options["notes_in_nav"] = True
    site.configure()


@step
def edits_a_title_in_the_navigation(site: Edited) -> None:
    site.replace("notes/linking.md", "title: Links en", "title: Links as ever")


@step
def changes_what_is_said_of_a_language(site: Edited) -> None:
    chinese = {"locale": "zh", "name": "汉语", "site_name": "笔记", "site_description": "都在这里"}
    chinese["nav_translations"] = {"Who": "谁"}
    site.chinese.update(chinese)
    site.configure()


@step
def builds_one_language_less(site: Edited) -> None:
    site.chinese["build"] = False
    site.configure()


@step
def builds_it_again(site: Edited) -> None:
    site.chinese["build"] = True
    site.configure()


@step
def adds_a_plugin_that_is_not_known(site: Edited) -> None:
    (site.project.folder / "hook.py").write_text(
        "def on_page_markdown(markdown, page, **_):\n    return markdown + '\\n\\nFrom a hook.'\n"
    )
    site.config["hooks"] = ["hook.py"]
    site.configure()


@step
def edits_what_it_takes_from_a_text(site: Edited) -> None:
    (site.project.folder / "hook.py").write_text(
        "def on_page_markdown(markdown, page, **_):\n    return markdown.replace('word ', '')\n"
    )
    check(site)
    site.write("notes/cited.md", site.read("notes/cited.md") + "\n" + "word " * 3000)


@step
def edits_it(site: Edited) -> None:
    (site.project.folder / "hook.py").write_text(
        "def on_page_context(context, page, **_):\n    page.title = 'Title of a hook'\n"
    )


@step
def removes_it(site: Edited) -> None:
    del site.config["hooks"]
    site.configure()


# Templates


@step
def adds_a_template_of_ours(site: Edited) -> None:
    site.config["theme"] = {"name": site.theme, "custom_dir": f"{site.theme}/overrides"}
    site.template("papernotes/translations.html", "<p>Other languages.</p>")
    site.configure()


@step
def edits_a_template_of_ours(site: Edited) -> None:
    site.template("papernotes/translations.html", "<p>Languages.</p>")
    site.template("papernotes/comments.html", "<p>{{ thread }} {{ url }}</p>")
    site.template("papernotes/analytics.html", '<meta name="counted" content="{{ language }}">')


@step
def edits_a_template_of_the_theme(site: Edited) -> None:
    site.template("main.html", '{% extends "base.html" %}{% block footer %}End.{% endblock %}')


@step
def edits_a_template_that_prints_the_text(site: Edited) -> None:
    site.template("main.html", "{{ page.content }} {{ page.markdown | length }} {{ nav | length }}")


def steps(site: Edited) -> Iterator[str]:
    """Take all steps; returns what went wrong."""
    for name, take in STEPS.items():
        take(site)
        try:
            check(site)
        except AssertionError as error:
            yield f"{name}:\n{error}"


def test_after_each_edit_the_site_is_that_of_a_clean_build(tmp_path: Path) -> None:
    wrong = [*steps(write_site(tmp_path / "site", *SAMPLE))]
    assert not wrong, "\n\n".join(wrong)


@FULL
@pytest.mark.parametrize(
    ("layout", "theme"),
    [(layout, theme) for layout in LAYOUTS for theme in THEMES if (layout, theme) != SAMPLE],
)
def test_after_each_edit_any_site_is_that_of_a_clean_build(
    tmp_path: Path, layout: str, theme: str
) -> None:
    wrong = [*steps(write_site(tmp_path / "site", layout, theme))]
    assert not wrong, "\n\n".join(wrong)


TAG_STEPS: dict[str, Step] = {
    "nothing": lambda site: None,
    "a page of tags": lambda site: site.write("tags.md", "# Tags\n\n<!-- material/tags -->\n"),
    "another tag": lambda site: site.replace("notes/linking.md", "- links", "- other"),
    "another heading": lambda site: site.replace("tags.md", "# Tags", "# All tags"),
    "another page": lambda site: site.path("tags.md").rename(site.path("labels.md")),
    "another title": lambda site: site.replace("notes/note-0001.md", "title: ", "title: A "),
    "another text": lambda site: site.replace("notes/picture.md", "More.", "Less."),
    "no page": lambda site: site.delete("labels.md"),
}


def test_tags_of_material_are_those_of_a_clean_build(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", pairs=2, has_tags=True)
    for name, take in TAG_STEPS.items():
        take(site)
        try:
            check(site)
        except AssertionError as error:
            raise AssertionError(name) from error


# The cache itself


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garble(path: Path) -> None:
    """Change every twentieth byte of what is kept, and leave what the file is."""
    data = bytearray(path.read_bytes())
    data[8192::20] = bytes(255 - byte for byte in data[8192::20])
    path.write_bytes(data)


def _be_another(path: Path) -> None:
    path.write_text("This is a text.\n" * 1000, "utf-8")


def _be_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _be_locked(path: Path) -> None:
    """As another build has it that was killed while it wrote."""
    path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(600))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A site that was built with a cache."""
    site = write_site(tmp_path_factory.mktemp("filled") / "site")
    site.project.build("warm", strict=False)
    return site


@pytest.fixture(scope="module")
def clean(filled: Edited) -> Built:
    return filled.project.build("clean", strict=False, change=uncached)


@pytest.fixture
def cache(filled: Edited) -> Iterator[Path]:
    """The file of the cache, which a test may damage."""
    path = filled.project.folder / ".cache" / "papernotes" / "results.sqlite"
    data = path.read_bytes()
    yield path
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_truncate, _garble, _be_another, _be_a_folder, _be_locked])
def test_a_damaged_cache_changes_nothing(
    filled: Edited, clean: Built, cache: Path, damage: Callable[[Path], None]
) -> None:
    damage(cache)
    for _ in range(2):
        built = filled.project.build("warm", strict=False)
        check_equal(built, clean)


def test_pages_of_another_version_are_not_used(
    filled: Edited, clean: Built, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every program counts, and every file of the package."""
    with sqlite3.connect(cache) as connection:
        (before,) = connection.execute("SELECT count(*) FROM results").fetchone()
    monkeypatch.setattr("mkdocs_papernotes.cache.store.programs", lambda: b"another version")
    check_equal(filled.project.build("warm", strict=False), clean)
    with sqlite3.connect(cache) as connection:
        (after,) = connection.execute("SELECT count(*) FROM results").fetchone()
    assert after == 2 * before


def test_a_cache_that_cannot_be_written_changes_nothing(
    filled: Edited, clean: Built, cache: Path
) -> None:
    """A file in the place of its folder stands for one that the user may not write; root may."""
    data = cache.read_bytes()
    shutil.rmtree(cache.parent)
    cache.parent.write_text("", "utf-8")
    built = filled.project.build("warm", strict=False)
    cache.parent.unlink()
    cache.parent.mkdir()
    cache.write_bytes(data)
    check_equal(built, clean)
    assert [message for message in built.messages if "PN194" in message]


@pytest.mark.parametrize(
    ("folder", "is_kept"),
    [("docs/cache", False), ("site/cache", False), ("docs/.cache", True), ("../cache", True)],
)
def test_a_cache_is_never_published(tmp_path: Path, folder: str, is_kept: bool) -> None:
    project = Project(tmp_path / "project").configure("none", papernotes={"cache_dir": folder})
    project.note("a.md", "# A\n\nText.")
    project.note("draft.md", "# Draft\n\nA secret.", draft=True)
    for _ in range(2):  # what the first one writes, the second would copy
        built = project.attempt(target="site")
    assert not [path for path in built.files if "results" in path]
    assert ("PN199" in built.log) == (not is_kept)
    assert (project.folder / folder / "results.sqlite").is_file() == is_kept


@pytest.mark.parametrize(
    ("template", "is_kept"),
    [
        ("<p>All pages, now {{ page.title }}</p>{% block content %}{% endblock %}", True),
        ("<p>{{ pages | length }}</p>", False),
        ("<p>Built{%\n set day = build_date_utc %}</p>", False),
    ],
)
def test_code_of_templates_decides_whether_pages_are_kept(
    tmp_path: Path, template: str, is_kept: bool
) -> None:
    project = Project(tmp_path)
    project.note("a.md", "# A\n\nText.")
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "main.html").write_text(template, "utf-8")
    project.configure("none", theme="mkdocs", theme_options={"custom_dir": "overrides"})
    assert ("PN196" in project.attempt().log) == (not is_kept)


def _site_with_an_ordinary_page(folder: Path, theme: str) -> Project:
    project = Project(folder).configure("suffix", theme=theme)
    project.note("a.md", "# A\n\nText.")
    project.write("about.md", "# About\n\nText.")
    return project


def test_a_site_that_has_not_changed_needs_no_template_of_the_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _site_with_an_ordinary_page(tmp_path, "material")
    loaded: list[str] = []
    load = BaseLoader.load

    def spy(loader: BaseLoader, environment: Environment, name: str, *rest: Any) -> Template:
        loaded.append(name)
        return load(loader, environment, name, *rest)

    monkeypatch.setattr(BaseLoader, "load", spy)
    first = project.build("first", strict=False)
    assert {"main.html", "404.html"} <= {*loaded}
    loaded.clear()
    check_equal(project.build("second", strict=False), first)
    assert not {"main.html", "404.html", "base.html"}.intersection(loaded)
    project.write("about.md", "# About\n\nOther text.")
    assert "Other text" in project.build("second", strict=False).text("about/index.html")


def test_only_lists_that_show_a_text_are_rendered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = {name: {"languages": "paired"} for name in ("stream", "archive")}
    project = Project(tmp_path).configure("suffix", theme="material", papernotes=lists)
    for source in ("a.md", "a.zh.md", "b.md"):
        project.note(source, "# A\n\nText.")
    rendered: set[str] = set()
    render = NoteList.render

    def spy(view: NoteList, page: ListPage[Note], context: ListContext) -> str:
        rendered.add(page.url)
        return render(view, page, context)

    monkeypatch.setattr(NoteList, "render", spy)

    def after_edit_of(source: str) -> set[str]:
        rendered.clear()
        project.note(source, f"# A\n\nText of {source}, edited.")
        warm = project.build("warm", strict=False)
        again = {*rendered}
        check_equal(warm, project.build("clean", strict=False, change=uncached))
        return again

    every = {"./", "archive/", "zh/", "zh/archive/"}
    project.build("warm", strict=False)
    assert rendered == every
    assert after_edit_of("a.md") == {"./", "archive/"}
    assert after_edit_of("a.zh.md") == {"zh/", "zh/archive/"}
    assert after_edit_of("b.md") == every, "readers of Chinese get it in English"


@pytest.mark.parametrize("page", ["404.html", "about/index.html", "archive/index.html"])
def test_pages_follow_the_configuration(tmp_path: Path, page: str) -> None:
    project = _site_with_an_ordinary_page(tmp_path, "material")
    project.build("site", strict=False)
    project.configure("suffix", theme="material", copyright="All rights reversed")
    assert "All rights reversed" in project.build("site", strict=False).text(page)


def test_a_home_page_says_when_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _site_with_an_ordinary_page(tmp_path, "mkdocs")
    for day, seconds in (("2026-01-01", "1767225600"), ("2026-01-02", "1767312000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        assert f"Build Date UTC : {day}" in project.build("site", strict=False).text("index.html")


def test_without_a_cache_nothing_is_left(filled: Edited, clean: Built, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    site.options["cache"] = False
    site.configure()
    check_equal(site.project.build("warm", strict=False), clean)
    assert not (site.project.folder / ".cache").exists()


# Processes


KILLED = """
import os, signal, sys
from mkdocs.__main__ import cli
from mkdocs_papernotes.cache.store import Store
# when the new results are in the file, but not yet for good
Store._tidy = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
cli(sys.argv[1:])
"""


TAKING = """
import os, sys
from mkdocs.__main__ import cli
from mkdocs_papernotes.adapter.page_cache import PageCache
build, take = os.getpid(), PageCache.take_ahead
def told(pages, page, key):
    take(pages, page, key)
    if key:
        by = "the build" if os.getpid() == build else "a copy"
        print(f"taken by {by}: {page.file.dest_uri}", flush=True)
PageCache.take_ahead = told
cli(sys.argv[1:])
"""


def start(site: Edited, target: str, *before: str) -> subprocess.Popen[str]:
    """Start a build in a process of its own, in which workers may help."""
    folder = site.project.folder
    arguments = ("build", "-f", str(folder / "mkdocs.yml"), "-d", str(folder / target))
    return subprocess.Popen(
        [sys.executable, *(before or ("-m", "mkdocs")), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(OFFLINE)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def wait(site: Edited, target: str, process: subprocess.Popen[str]) -> Built:
    """Wait for the end of a build."""
    told, _ = process.communicate(timeout=300)
    assert process.returncode == 0, told
    return Built(site.project.folder / target, tuple(parse_log(told)))


def run(site: Edited, target: str) -> Built:
    return wait(site, target, start(site, target))


def without_a_cache(site: Edited) -> Built:
    """The site as one process builds it without a cache."""
    before = dict(site.options)
    site.options.update(cache=False, workers=1)
    site.configure()
    built = run(site, "clean")
    site.options.clear()
    site.options.update(before)
    site.configure()
    return built


def remove_cache(site: Edited) -> None:
    shutil.rmtree(site.project.folder / ".cache", ignore_errors=True)


def check_processes(
    folder: Path, layout: str, theme: str, workers: Sequence[int], pairs: int
) -> None:
    """Any number of workers, two builds at once and killed ones end in the same site."""
    site = write_site(folder / "site", layout, theme, pairs=pairs)
    site.options["notes_in_nav"] = True  # so that the navigation shows which page it is
    site.configure()
    clean = without_a_cache(site)
    for count in workers:
        remove_cache(site)
        site.options["workers"] = count
        site.configure()
        check_equal(run(site, "cold"), clean)
        check_equal(run(site, "warm"), clean)
    remove_cache(site)
    process = start(site, "killed")
    assert process.stdout
    next(line for line in process.stdout if "Building documentation" in line)
    process.kill()
    process.communicate()
    assert start(site, "killed", "-c", KILLED).wait(300) == -signal.SIGKILL
    both = start(site, "one"), start(site, "two")
    check_equal(wait(site, "one", both[0]), clean)
    check_equal(wait(site, "two", both[1]), clean)
    check_equal(run(site, "warm"), clean)
    for number in range(1, pairs + 1):  # the texts of one language are missing from the cache
        path = f"notes/note-{number:04}.md"
        site.write(path, f"{site.read(path)}\nOne more sentence.\n")
    check_equal(run(site, "warm"), without_a_cache(site))


def test_other_processes_take_no_pages_from_each_other(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    site.options["workers"] = 2
    site.configure()
    process = start(site, "warm", "-c", TAKING)
    log, _ = process.communicate(timeout=300)
    assert process.returncode == 0, log
    taken = [line for line in log.splitlines() if line.startswith("taken by ")]
    assert [line for line in taken if line.startswith("taken by the build")], log
    assert not [line for line in taken if line.startswith("taken by a copy")]


def test_workers_and_other_builds_change_nothing(tmp_path: Path) -> None:
    check_processes(tmp_path, "none", "mkdocs", [4], pairs=10)


@FULL
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_workers_and_other_builds_change_nothing_on_any_site(
    tmp_path: Path, layout: str, theme: str
) -> None:
    check_processes(tmp_path, layout, theme, [1, 2, 4], pairs=30)

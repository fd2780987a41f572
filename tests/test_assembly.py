"""A site is assembled without MkDocs, and says the same as a build with it."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

import mkdocs_papernotes
from mkdocs_papernotes import ListPage, Note, Site, open_site
from mkdocs_papernotes.adapter import plugin
from mkdocs_papernotes.adapter.plugin import PapernotesPlugin
from mkdocs_papernotes.assembly.output import Output, register_outputs, write_outputs
from mkdocs_papernotes.assembly.renderer import Renderer
from mkdocs_papernotes.assembly.site import KINDS, assemble
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.options.table import OPTIONS, settings_of
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import AnyList, SiteList
from mkdocs_papernotes.views.list_kind import ListContext, ListKind
from mkdocs_papernotes.views.templating import Templates
from tests.build_site import Page, Project
from tests.generate import configuration, write_config, write_notes

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "example_site"


def codes(site: Site) -> list[str]:
    return [problem.name for problem in site.problems]


# The public door


def test_the_example_site_is_open_to_programs() -> None:
    site = open_site(EXAMPLE)
    assert [str(problem) for problem in site.problems] == []
    assert {note.language for note in site.notes} == {"en", "zh"}
    assert {(version.list.key, version.language) for version in site.lists} >= {
        ("archive", "en"),
        ("archive", "zh"),
        ("stream", "en"),
        ("papers", "zh"),
    }
    assert all(work.paper.title for work in site.papers)
    texts = {output.address: output.content for output in site.outputs}
    assert texts["papers.bib"] is not None
    assert texts["papers.bib"]().startswith("@")
    assert texts["archive/"] is None


def test_mkdocs_is_not_imported(tmp_path: Path) -> None:
    code = (
        "import sys, json; from mkdocs_papernotes import open_site; site = open_site(sys.argv[1]);"
        "[output.content() for output in site.outputs if output.content];"
        "print(json.dumps([len(site.notes), sorted({name.split('.')[0] for name in sys.modules})]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, EXAMPLE], capture_output=True, check=True, cwd=tmp_path
    )
    notes, modules = json.loads(done.stdout)
    assert notes == len(open_site(EXAMPLE).notes)
    assert not {"mkdocs", "properdocs", "material", "mkdocs_static_i18n"} & set(modules)
    assert "mkdocs_papernotes" in modules


@pytest.mark.parametrize("pairs", [100, pytest.param(1000, marks=pytest.mark.full)])
def test_many_notes_are_opened(tmp_path: Path, pairs: int) -> None:
    write_notes(tmp_path / "docs", pairs, words=(40, 60))
    write_config(tmp_path / "mkdocs.yml", configuration())
    site = open_site(tmp_path / "mkdocs.yml")
    assert len(site.notes) == 2 * pairs
    assert len(site.papers) == pairs
    archive = site.lists_by_key["archive"]["en"]
    assert len(archive.urls) == math.ceil(2 * pairs / 12)
    assert sum(len(page.pager.items) for page in archive.pages) == 2 * pairs
    # three files for the paper of a pair, one for each note, three for all papers, one for feeds
    files = 3 * pairs + 2 * pairs + 3 + 1
    assert sum(output.content is not None for output in site.outputs) == files
    assert not [problem for problem in site.problems if problem.severity != "info"]


def test_what_other_plugins_do_is_said_not_to_be_seen(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", plugins=["search", "gen-files", "papernotes"])
    project.note("a.md")
    (problem,) = open_site(tmp_path).problems
    assert problem.name == "plugins-not-seen"
    assert "gen-files" in problem.message
    assert "search" not in problem.message


def test_the_public_names_are_those_that_are_listed() -> None:
    for name in mkdocs_papernotes.__all__:
        found = getattr(mkdocs_papernotes, name)
        assert found.__doc__, f"{name} has no docstring"
    assert "open_site" in mkdocs_papernotes.__all__


# mkdocs.yml


def write_yaml(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_parents_variables_and_unknown_tags_are_read_as_mkdocs_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PN_TEST_PER_PAGE", "3")
    write_yaml(
        tmp_path / "base.yml",
        "site_name: Base\nsite_url: https://example.org/\ndocs_dir: texts\n"
        "plugins:\n  papernotes: {archive: {per_page: 5, path: all}, cite: false}\n",
    )
    write_yaml(
        tmp_path / "mkdocs.yml",
        "INHERIT: base.yml\n"
        "markdown_extensions:\n"
        "  - toc:\n"
        "      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
        "  - pymdownx.emoji:\n"
        "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
        "plugins:\n  papernotes: {archive: {per_page: !ENV [PN_TEST_PER_PAGE, 12]}}\n",
    )
    write_yaml(tmp_path / "texts" / "notes" / "a.md", "---\ndate: 2026-01-01\n---\n# A\n")
    site = open_site(tmp_path)
    assert codes(site) == []
    assert site.settings.archive is not None
    assert (site.settings.archive.per_page, site.settings.archive.path) == (3, "all")
    assert site.settings.cite is False
    assert [note.source for note in site.notes] == ["notes/a.md"]
    assert Project(tmp_path).load().plugins["papernotes"].config["archive"]["per_page"] == 3


def test_nothing_that_the_file_names_is_called(tmp_path: Path) -> None:
    made = tmp_path / "made"
    write_yaml(
        tmp_path / "mkdocs.yml",
        f"extra: !!python/object/apply:os.mkdir [{made}]\nplugins: [papernotes]\n"
        "site_url: https://example.org/\n",
    )
    assert codes(open_site(tmp_path)) == ["docs-folder-missing"]
    assert not made.exists()


def test_a_link_to_a_note_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", "# A")
    (tmp_path / "docs/notes/b.md").symlink_to("gone.md")
    site = open_site(tmp_path)
    assert "unreadable-page" in codes(site)
    assert [note.source for note in site.notes] == ["notes/a.md"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (None, "configuration-missing"),
        ("site_name: [x", "configuration-unreadable"),
        ("site_name: \x00", "configuration-unreadable"),
        ("INHERIT: mkdocs.yml", "configuration-inherits-itself"),
        ("INHERIT: other.yml", "configuration-missing"),
        ("site_name: x\nplugins: [papernotes]", "docs-folder-missing"),
        ("site_name: x", "plugin-not-used"),
        ("plugins: [{papernotes: {enabled: false}}]", "plugin-not-used"),
        ("- a\n- b", "plugin-not-used"),
        ("plugins: [papernotes, {i18n: {languages: [{locale: en}]}}]", "no-default-language"),
        ("plugins: [papernotes, {i18n: {languages: 3}}]", "no-default-language"),
        ("plugins: [papernotes, {i18n: }]", "no-default-language"),
    ],
)
def test_a_bad_configuration_is_a_problem(tmp_path: Path, text: str | None, name: str) -> None:
    if text is not None:
        write_yaml(tmp_path / "mkdocs.yml", text)
    site = open_site(tmp_path)
    assert name in codes(site)
    assert list(site.notes) == []
    found = next(problem for problem in site.problems if problem.name == name)
    assert found.source.endswith(".yml")
    assert str(found)


def test_a_plugin_that_is_turned_off_does_not_count(tmp_path: Path) -> None:
    write_yaml(
        tmp_path / "mkdocs.yml",
        "plugins:\n  papernotes: {enabled: true}\n  i18n: {enabled: false, languages: 3}\n"
        "site_url: https://example.org/\n",
    )
    write_yaml(tmp_path / "docs" / "notes" / "a.zh.md", "---\ndate: 2026-01-01\n---\n# A\n")
    site = open_site(tmp_path)
    assert codes(site) == []
    assert site.structure.languages_in_one_build


def test_readme_gives_way_to_an_index_and_excluded_files_are_left_out(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(
        "none",
        exclude_docs="/notes/private/\n*.tmp.md\n/notes/y/index.md\n",
        draft_docs="sketch*.md\n",
    )
    for source in ("a.md", "private/b.md", "c.tmp.md", "sketch.md", ".hidden.md", "x/README.md"):
        project.note(source)
    for source in ("x/index.md", "y/index.md", "y/README.md"):
        project.note(source)
    built = project.build(strict=False)
    site = open_site(tmp_path)
    sources = ["notes/a.md", "notes/x/index.md", "notes/y/README.md"]
    assert sorted(note.source for note in site.notes) == sources
    assert all(built.has(output.path) for output in site.outputs)
    preview = open_site(tmp_path, preview=True)
    assert "notes/sketch.md" in {note.source for note in preview.notes}


# Options


WRONG = [
    {"notes_dir": 3},
    {"archive": {"per_page": 0}},
    {"archive": "yes"},
    {"stream": {"languages": "both", "per_page": -1}},
    {"timezone": "Shanghai"},
    {"locales": ["english"]},
    {"cite": "yes"},
    {"max_authors": True},
    {"labels": {"en": {"archive": "{x}", "nope": "y"}}},
    {"metadata": {"coins": 1}},
    {"papers": {"path": "../x"}},
    {"papers": {"path": "index.html"}},
    {"archive": {"path": "reading/404.html/x"}},
    {"archive": {"path": "a" * 300}},
    {"archive": {"path": "文" * 100}},
    {"stream": {"path": "a/" * 2000}},
    {"stream": {"path": "a\0b"}},
    {"stream": {"path": "a?b"}},
    {"archive": {"list_note": 3}},
    {"archive": {"excerpt": "summary"}},
    {"cache": "yes"},
    {"cache_dir": 3},
    {"workers": 0},
    {"workers": "many"},
    {"workers": True},
]


@pytest.mark.parametrize("options", WRONG, ids=str)
def test_both_ways_in_say_the_same_of_a_wrong_option(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    project = Project(tmp_path).configure("none", papernotes=options)
    project.note("a.md")
    site = open_site(tmp_path)
    wrong = [problem for problem in site.problems if problem.severity == "error"]
    assert wrong
    errors, _ = PapernotesPlugin().load_config(options, str(tmp_path / "mkdocs.yml"))
    told = " ".join(str(error) for _, error in errors)
    for problem in wrong:
        assert problem.message in told
        assert problem.code in told
    assert site.notes, "what is wrong has its default"


def test_all_wrong_options_are_told_at_once(tmp_path: Path) -> None:
    options = {"related": "many", "feeds": {"content": "all"}, "neighbours": "tag", "cite": True}
    errors, _ = PapernotesPlugin().load_config(options, str(tmp_path / "mkdocs.yml"))
    assert [name for name, _ in errors] == ["related", "neighbours", "feeds"]


def test_the_defaults_of_the_table_are_the_settings() -> None:
    assert settings_of(read_options(OPTIONS, {}).values) == Settings()


@pytest.mark.parametrize(("given", "count"), [("auto", 0), (1, 1), (16, 16)])
def test_workers_are_counted_or_left_to_the_machine(given: object, count: int) -> None:
    found = read_options(OPTIONS, {"workers": given, "cache": False, "cache_dir": "../kept"})
    settings = settings_of(found.values)
    assert (settings.workers, settings.cache, settings.cache_dir) == (count, False, "../kept")


def test_unknown_options_are_named(tmp_path: Path) -> None:
    Project(tmp_path).configure("none", papernotes={"note_dir": "x", "archive": {"perpage": 3}})
    site = open_site(tmp_path)
    found = [problem.message for problem in site.problems if problem.name == "unknown-option"]
    assert [text.rpartition(" ")[2].strip("“”") for text in found] == [
        "note_dir",
        "archive.perpage",
    ]


def test_a_language_that_is_known_and_not_built_is_no_mistake(tmp_path: Path) -> None:
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "zh", "name": "中文", "build": False},
        {"locale": "null", "name": "Code", "fixed_link": "https://example.org"},
    ]
    project = Project(tmp_path).configure("suffix", i18n={"languages": languages})
    for name in ("a.md", "a.zh.md", "b.fr.md"):
        project.note(name)
    site = open_site(tmp_path)
    found = [problem for problem in site.problems if problem.name == "language-not-built"]
    assert [problem.source for problem in found] == ["notes/b.fr.md"]
    assert found[0].values["known"] == ["en", "zh"]
    assert [note.source for note in site.notes] == ["notes/a.md"]


# The same as with MkDocs


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_the_index_of_a_folder_is_a_note_where_it_stands_alone(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path).configure("none")
    for source in (f"alone/{name}", f"several/{name}", "several/page.md"):
        project.note(source, date=None)
    sources = [note.source for note in open_site(tmp_path).notes]
    assert sources == [f"notes/alone/{name}", "notes/several/page.md"]


@pytest.mark.parametrize("structure", ["suffix", "folder", "none"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_output_is_where_a_build_writes_it(
    tmp_path: Path, structure: str, directory_urls: bool
) -> None:
    project = Project(tmp_path).configure(
        structure, use_directory_urls=directory_urls, papernotes={"archive": {"per_page": 2}}
    )
    for number in range(4):
        for language in ("en", "zh"):
            source = f"n{number}.md"
            if structure == "folder":
                source = f"../{language}/notes/{source}"
            elif language == "zh":
                source = f"n{number}.zh.md"
            paper = {"title": f"Paper {number}"} if language == "en" else None
            project.note(source, f"# Note {number}", paper=paper, date=f"2026-04-0{number + 1}")
    built = project.build()
    site = open_site(tmp_path)
    missing = [output.path for output in site.outputs if not built.has(output.path)]
    assert not missing
    pages = {output.path for output in site.outputs if output.path.endswith(".html")}
    assert pages == set(built.html_files) - {"404.html"}
    for output in site.outputs:
        if output.content:
            assert built.files[output.path] == output.content().encode()


def test_the_locale_of_a_theme_is_a_language(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", theme_options={"locale": "pt_BR"})
    project.note("a.md", "# A")
    project.note("b.pt-BR.md", "# B")
    site = open_site(tmp_path)
    assert site.languages.tags == ("pt-BR",)
    built = project.build()
    assert built.page("archive/index.html").titles == ["A", "B"]
    assert all(built.has(output.path) for output in site.outputs)
    assert not built.has("pt-BR/archive/index.html")


# Addresses of one's own


PERMALINKS = [
    ("/2024/05/adam/", "2024/05/adam/index.html"),
    ("2024/05/adam.html", "{prefix}2024/05/adam.html"),
    ("posts/亚当", "{prefix}posts/亚当/index.html"),
]


@pytest.mark.parametrize("structure", ["suffix", "folder", "none"])
@pytest.mark.parametrize(("url", "file"), PERMALINKS)
def test_a_note_stands_at_the_address_that_it_asks_for(
    tmp_path: Path, structure: str, url: str, file: str
) -> None:
    project = Project(tmp_path).configure(structure)
    folder = "../zh/notes/" if structure == "folder" else ""
    english = "../en/notes/" if structure == "folder" else ""
    suffix = "" if structure == "folder" else ".zh"
    project.note(f"{english}adam.md", "# Adam")
    project.note(f"{folder}adam{suffix}.md", "# 亚当", url=url, paper={"title": "P"})
    project.note(f"{folder}other{suffix}.md", f"# 别的\n\n[亚当](adam{suffix}.md)")
    built = project.build()
    path = file.format(prefix="zh/")
    site = open_site(tmp_path)
    note = next(note for note in site.notes if note.permalink)
    assert Output(note.url, "").path == path
    page = built.page(path)
    assert page.text("h1") == "亚当"
    assert page.hreflang["en"].endswith("/lab/notes/adam/")
    assert page.canonical in built.sitemap
    english_page = built.page("notes/adam/index.html")
    assert english_page.hreflang["zh"] == page.canonical
    for source in ("zh/archive/index.html", "archive/index.html", "zh/notes/other/index.html"):
        if source == "zh/notes/other/index.html" and structure == "none":
            source = "notes/other.zh/index.html"
        linked = {built.resolve(link, source) for _, link in built.page(source).links}
        assert (path, "") in linked, source
    for link in page.all(".pn-cite a[download]"):
        found = built.resolve(link.get("href"), path)
        assert found is not None
        assert built.has(found[0])


def test_two_notes_at_one_address_are_named_both(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", url="/x/")
    project.note("b.md", url="/x/")
    (problem,) = [p for p in open_site(tmp_path).problems if p.severity == "error"]
    assert (problem.source, problem.name) == ("notes/a.md", "same-address")
    assert "notes/b.md" in problem.message
    done = project.run()
    assert done.exit_code == 1
    assert "notes/b.md" in " ".join(done.warnings)


def test_two_notes_of_one_key_at_one_address_are_told_once(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", url="/x/", translation_key="k")
    project.note("b.md", url="/x/", translation_key="k")
    project.note("c.md", translation_key="other")
    project.note("d.md", translation_key="other")
    found = [p.name for p in open_site(tmp_path).problems if p.severity == "error"]
    assert sorted(found) == ["same-address", "same-translation-key"]


# One owner for each address


def pages(*addresses: str) -> Iterator[Output]:
    for number, address in enumerate(addresses):
        yield Output(address, f"n{number}.md", f"n{number}.md")


@pytest.mark.parametrize(
    ("address", "other", "name"),
    [
        ("a/", "a/", "same-address"),
        ("a/", "a/index.html", "same-address"),
        ("%E4%B8%AD/", "%e4%b8%ad/", "same-address"),
        ("A/", "a/", "address-differs-in-case"),
        ("%C3%A9/", "e%CC%81/", "address-differs-in-case"),
    ],
)
def test_a_contested_address_names_both_owners(address: str, other: str, name: str) -> None:
    (problem,) = register_outputs(pages(address, other), ()).problems
    assert problem.name == name
    assert problem.source == "n0.md"
    assert "n1.md" in problem.message


def test_a_contested_address_is_told_at_a_file_that_can_be_changed() -> None:
    listed = Output("a/", "the list `archive`")
    (problem,) = register_outputs([listed, *pages("a/")], ()).problems
    assert problem.source == "n0.md"
    assert "the list `archive`" in problem.message


def test_a_file_in_the_place_of_a_folder_is_told_once() -> None:
    cite = Output("a/cite.bib", "a.md", content=lambda: "x", overridable=True)
    below = [*pages("a/cite.bib/", "a/cite.bib/more/")]
    (problem,) = register_outputs([cite, *below], ()).problems
    assert problem.name == "file-at-folder"
    assert "a.md would be written to a/cite.bib, where n0.md needs a folder" in problem.message
    author = Output("a", "a", "a")
    (problem,) = register_outputs(pages("a/b/"), [author]).problems
    assert (problem.name, problem.source) == ("file-at-folder", "a")
    assert not register_outputs([], [author, *pages("a/b/")]).problems


@pytest.mark.parametrize(
    ("option", "path", "files", "owners"),
    [
        ("archive", "zh", {}, ("the list `archive`", "the list `stream`")),
        ("archive", "papers", {}, ("the list `archive`", "the list `papers`")),
        ("papers", "page/2", {}, ("the list `papers`", "the list `stream`")),
        ("papers", "archive/page/2", {}, ("the list `archive`", "the list `papers`")),
        ("archive", "papers.bib", {}, ("the list of papers", "the list `archive`")),
        ("archive", "zh/about", {"about.md": "# About"}, ("the copy of about.md in zh", "archive")),
        ("archive", "x", {"x/index.html": "<p>"}, ("x/index.html", "the list `archive`")),
        ("archive", "x", {"x": "text"}, ("x would be", "the list `archive`")),
        ("archive", "x", {"zh.md": "# Z"}, ("zh.md", "the list `stream`")),
        ("archive", "x", {"notes/u.md": "---\nurl: /x/\n---"}, ("notes/u.md", "archive")),
        ("archive", "x", {"notes/n1.ZH.md": "#1", "notes/n1.zh.md": "#2"}, ("ZH.md", "zh.md")),
    ],
)
def test_every_output_has_one_owner(
    tmp_path: Path, option: str, path: str, files: dict[str, str], owners: tuple[str, str]
) -> None:
    small = {"archive": {"per_page": 2}, "stream": {"per_page": 2}, "papers": {}}
    small[option]["path"] = path
    project = Project(tmp_path).configure("suffix", papernotes=small)
    for number in range(3):
        project.note(f"n{number}.md", paper={"title": f"P{number}"})
    for source, text in files.items():
        project.write(source, text)
    errors = [p.message for p in open_site(tmp_path).problems if p.severity == "error"]
    assert errors
    assert all(owner in errors[0] for owner in owners), errors[0]


@pytest.mark.parametrize(
    "extensions",
    [
        ["pymdownx.tilde", {"pymdownx.arithmatex": {"generic": True}}],
        {"pymdownx.tilde": {}},
        ["no.such.extension", "pymdownx.tilde"],
        [{"pymdownx.tilde": {"no_such_option": 1}}, {"pymdownx.tilde": {}}],
    ],
)
def test_headings_are_read_with_the_extensions_of_the_site(
    tmp_path: Path, extensions: object
) -> None:
    project = Project(tmp_path).configure("none", markdown_extensions=extensions)
    project.note("a.md", "# H~2~O")
    assert [note.title for note in open_site(tmp_path).notes] == ["H2O"]


def test_a_note_at_the_path_of_a_list_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"archive": {"path": "notes/all"}})
    project.note("all.md")
    assert [problem.name for problem in open_site(tmp_path).problems] == ["note-at-list"]
    project.note("all.md", date=None)
    assert codes(open_site(tmp_path)) == ["no-notes"]


def test_what_a_build_remarks_on_is_told_without_mkdocs_too(tmp_path: Path) -> None:
    write_yaml(tmp_path / "mkdocs.yml", "plugins: [papernotes]\n")
    assert codes(open_site(tmp_path)) == ["docs-folder-missing", "no-site-url"]
    note = "---\ndate: 2026-01-01\n---\n# A\n"
    write_yaml(tmp_path / "docs" / "index.md", "# Home\n")
    assert codes(open_site(tmp_path)) == ["no-notes", "no-site-url"]
    write_yaml(tmp_path / "docs" / "notes" / "a.md", note)
    assert codes(open_site(tmp_path)) == ["no-site-url"]
    write_yaml(tmp_path / "mkdocs.yml", "plugins: [papernotes]\nsite_url: https://example.org/\n")
    assert codes(open_site(tmp_path)) == []
    (tmp_path / "mkdocs.yml").unlink()
    assert codes(open_site(tmp_path)) == ["configuration-missing"]


def test_a_citation_beside_a_file_that_differs_in_case_is_written() -> None:
    cite = Output("a/cite.bib", "a.md", content=lambda: "x", overridable=True)
    author = Output("a/Cite.bib", "a/Cite.bib", "a/Cite.bib")
    found = register_outputs([cite], [author])
    assert found.outputs == (cite,)
    assert [problem.name for problem in found.problems] == ["address-differs-in-case"]


def test_a_file_of_the_author_stays_where_a_citation_would_stand() -> None:
    cite = Output("a/cite.bib", "a.md", content=lambda: "x", overridable=True)
    author = Output("a/cite.bib", "a/cite.bib", "a/cite.bib")
    found = register_outputs([cite], [author])
    assert found.outputs == ()
    assert [problem.name for problem in found.problems] == ["file-at-output"]


def test_a_file_that_another_plugin_wrote_stays(tmp_path: Path) -> None:
    (tmp_path / "cite.bib").write_text("theirs", "utf-8")
    output = Output("cite.bib", "a.md", content=lambda: "ours")
    (problem,) = write_outputs([output], tmp_path)
    assert problem.name == "output-taken"
    assert (tmp_path / "cite.bib").read_text("utf-8") == "theirs"


OPTIONS_AT_ODDS: list[tuple[dict[str, Any], Sequence[str]]] = [
    ({"archive": {"path": "x"}, "stream": {"path": "x"}}, ("archive", "stream")),
    ({"archive": {"path": "notes/a"}}, ("archive",)),
    ({"archive": {"path": "zh"}}, ("archive", "stream")),
    ({"papers": {"path": "archive/page/2"}, "archive": {"per_page": 1}}, ("papers", "archive")),
]


@pytest.mark.parametrize(("options", "owners"), OPTIONS_AT_ODDS, ids=str)
def test_lists_that_claim_an_address_of_others_stop_a_build(
    tmp_path: Path, options: dict[str, Any], owners: Sequence[str]
) -> None:
    project = Project(tmp_path).configure("suffix", papernotes=options)
    project.note("a.md", paper={"title": "P"})
    project.note("a.zh.md")
    project.note("b.md")
    found = [str(p) for p in open_site(tmp_path).problems if p.name == "same-address"]
    if options["archive"].get("path") == "notes/a":
        assert not found, "the page is the text above the list"
        return
    assert found
    assert all(any(owner in text for text in found) for owner in owners)


# A kind of list from outside


def unread(content: Content) -> Iterator[AnyList]:
    def entries(language: str) -> list[Note]:
        notes = content.catalog.select(language, "paired")
        return [note for note in notes if note.state == "to-read"]

    yield SiteList(
        "unread", "to-read", entries, lambda labels: "To read", render_unread, per_page=1
    )


def render_unread(page: ListPage[Note], context: ListContext) -> str:
    return context.templates.render("unread", page=page, notes=page.pager.items)


UNREAD = ListKind(paths=lambda settings: ["to-read"], lists=unread)


def test_a_kind_of_list_is_added_from_outside(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    for name in ("a", "b", "c"):
        project.note(f"{name}.md", f"# {name}", state="to-read" if name != "c" else "read")
    project.note("a.zh.md", "# 甲", state="to-read")
    project.write("to-read/index.zh.md", "# 待读\n")
    write_yaml(
        tmp_path / "theme" / "papernotes" / "unread.html",
        "<ul class=unread>{% for note in notes %}<li>{{ note.title }}</li>{% endfor %}</ul>",
    )
    site = open_site(tmp_path, kinds=(*KINDS, UNREAD))
    english, chinese = site.lists_by_key["unread"]["en"], site.lists_by_key["unread"]["zh"]
    assert english.urls == ("to-read/", "to-read/page/2/")
    assert chinese.title == "待读"
    renderer = Renderer(site, Templates([str(tmp_path / "theme")]))
    first, placeholders = renderer.list_page(next(english.pages), "", {})
    assert not placeholders
    assert Page("", first).texts("h1, .unread li") == ["To read", "a"]
    page = list(english.pages)[1]
    assert site.versions.of_list(page) == {"en": "to-read/page/2/", "zh": "zh/to-read/page/2/"}
    assert "to-read/page/2/index.html" in {output.path for output in site.outputs}


@pytest.mark.parametrize("shown", [True, False])
def test_a_build_shows_the_kind_and_the_navigation_only_what_it_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: bool
) -> None:
    def lists(content: Content) -> Iterator[AnyList]:
        for listed in unread(content):
            yield replace(listed, in_navigation=shown)

    kinds = (*KINDS, ListKind(UNREAD.paths, lists))
    monkeypatch.setattr(plugin, "assemble", partial(assemble, kinds=kinds))
    theme = {"custom_dir": str(tmp_path / "theme")}
    project = Project(tmp_path).configure("none", theme="material", theme_options=theme)
    write_yaml(tmp_path / "theme" / "papernotes" / "unread.html", "<p class=unread>here</p>")
    project.note("a.md", "# A", state="to-read")
    page = project.build().page("to-read/index.html")
    assert page.text(".unread") == "here"
    menu = set(page.texts(".md-nav--primary .md-nav__link"))
    assert ("To read" in menu) is shown


def test_hundreds_of_lists_cost_no_more_than_their_entries(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    for number in range(20):
        project.note(f"n{number}.md", f"# {number}")
    asked: list[str] = []

    def many(content: Content) -> Iterator[AnyList]:
        notes = content.catalog.notes

        def entries(key: str) -> list[Note]:
            asked.append(key)
            return list(notes[:2])

        for number in range(400):
            key = f"topics/{number}"
            yield SiteList(
                key, key, lambda language, key=key: entries(key), lambda labels: "x", render_unread
            )

    site = open_site(tmp_path, kinds=(*KINDS, ListKind(lambda settings: [], many)))
    assert len(site.lists) == 402
    assert len(asked) == 400, "each list is asked once for its entries"
    assert codes(site) == []


# Without MkDocs altogether


def test_a_front_end_of_its_own_shows_the_whole_site(tmp_path: Path) -> None:
    write_notes(tmp_path / "docs", 58, words=(60, 120))
    write_config(tmp_path / "mkdocs.yml", configuration())
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.plain_site", tmp_path, tmp_path / "site"],
        capture_output=True,
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    assert done.stderr == b""
    notes, outputs = map(int, done.stdout.split())
    assert notes == 116
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert len(files) == outputs
    read = {
        path.relative_to(tmp_path / "site").as_posix(): Page(path.name, path.read_text("utf-8"))
        for path in files
        if path.suffix == ".html"
    }
    note = read["notes/note-0004/index.html"]
    assert note.one(".pn-header [data-field=authors]") is not None
    assert note.all("nav a[rel=alternate]")[0].get("href") == "../../zh/notes/note-0004/"
    assert set(note.hreflang) == {"en", "zh", "x-default"}
    archive = read["zh/archive/page/2/index.html"]
    assert len(archive.all("article.pn-entry")) == 12
    assert all(archive.texts(".pn-entry__excerpt"))
    assert "pn-placeholder" not in archive.html
    assert len((ROOT / "tests" / "plain_site.py").read_text("utf-8").splitlines()) <= 150


def test_the_time_of_opening_decides_what_is_published(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", publish="2030-01-01")
    assert not open_site(tmp_path, now=datetime(2029, 12, 31, tzinfo=timezone.utc)).notes
    assert open_site(tmp_path, now=datetime(2030, 1, 1, tzinfo=timezone.utc)).notes
    assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))

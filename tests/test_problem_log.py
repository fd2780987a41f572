"""Problems in the log of a build: at its end, one line a kind, and no half-made page after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from tests.build_site import Project
from tests.test_single_faults import CASES


def undated(project: Project, count: int) -> None:
    for number in range(count):
        project.note(f"n{number}.md", f"# {number}", date=None)


def test_many_problems_of_a_kind_are_one_line(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    undated(project, 30)
    project.note("link.md", "# Link", original_url="javascript:x")
    built = project.build(strict=False)
    assert len(built.warnings) == 2
    (grouped,) = [text for text in built.warnings if "PN301" in text]
    assert "30 notes without a date: notes/n0.md, notes/n1.md, notes/n10.md and 27 more" in grouped
    assert "--verbose" in grouped
    (alone,) = [text for text in built.warnings if "PN301" not in text]
    assert "notes/link.md:3: original_url: " in alone
    assert len([text for text in built.problems if "PN301" in text]) == 30


HEADER = "**Authors**: Ada Example\n**Venue**: ICLR 2026\n**arXiv**: 2604.{:05}\n\n---\n"


def write_old_notes(project: Project) -> None:
    """645 undated notes in two languages, most with headers, some with misspelt keys."""
    for number in range(645):
        name = f"n{number}.zh.md" if number % 3 == 0 else f"n{number}.md"
        header = HEADER.format(number) if number < 561 else "Text."
        keys = {"autors": ["Ada"]} if number < 300 else {}
        project.note(name, f"# {number}\n\n{header}\nText.", date=None, **keys)


@pytest.mark.parametrize("layout", ["suffix", pytest.param("none", marks=pytest.mark.full)])
def test_a_site_of_old_notes_prints_a_screen_of_messages(tmp_path: Path, layout: str) -> None:
    options = {"cite": False, "stream": False, "archive": {"per_page": 100}}
    project = Project(tmp_path).configure(layout, papernotes=options)
    write_old_notes(project)
    built = project.attempt()
    shown = [record.message for record in built.records if record.level != "DEBUG"]
    ours = [text for text in shown if text.startswith("papernotes: ")]
    assert len(ours) == 4
    navigation, undated, unknown, header = sorted(ours, key=lambda text: text[-7:])
    assert undated.startswith("papernotes: 645 notes without a date: notes/n0.zh.md, ")
    assert "300 unknown keys: notes/n0.zh.md:2, " in unknown
    assert "Did you mean “authors”? --verbose shows each" in unknown
    assert "561 notes with a hand-written header" in header
    assert "navigation (645)" in navigation


@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_faults_of_every_kind_together_do_not_fill_more(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout)
    for name, (text, *_) in CASES.items():
        for number in range(2):
            project.write(f"notes/{name}-{number}.md", text)
    built = project.attempt()
    shown = [record.message for record in built.records if record.level != "DEBUG"]
    ours = [text for text in shown if text.startswith("papernotes: ")]
    assert len(ours) == 20
    assert " problems of " in ours[-1]
    codes = {code for _, _, _, code in CASES.values()} - {""}
    assert not [code for code in codes if not any(code in text for text in built.problems)]


def test_verbose_shows_each(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    undated(project, 5)
    done = project.run("--verbose")
    for number in range(5):
        assert f"notes/n{number}.md: date: " in done.log


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_problems_are_told_once_and_after_all_languages(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout)
    folder = "../en/notes/" if layout == "folder" else ""
    project.note(f"{folder}a.md", "# A", date=None)
    project.note(f"{folder}b.md", "# B", paper={"arxiv": "9"})
    built = project.build(strict=False)
    ours = [number for number, text in enumerate(built.messages) if "[PN" in text]
    assert len([text for text in built.messages if "PN301" in text]) == 1
    assert len(built.warnings) == 2
    others = [number for number, text in enumerate(built.messages) if "Building '" in text]
    assert not others or min(ours) > max(others)


def test_problems_are_told_where_a_build_stops(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", date=None)
    project.note("x.md", url="/x/")
    project.note("y.md", url="/x/")
    done = project.run()
    assert done.exit_code == 1
    assert [text for text in done.warnings if "PN301" in text]
    assert [text for text in done.warnings if "notes/x.md and notes/y.md" in text]
    assert "Traceback" not in done.log


def test_a_strict_build_that_stops_leaves_no_half_made_page(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("suffix")
    project.note("a.md", "# A\n\nText of A.")
    project.note("only.zh.md", "# 只有\n\n文字 [没有](missing.md)。")
    stopped = project.run("--strict", target="stopped")
    assert stopped.exit_code == 1
    assert stopped.html_files
    assert not [path for path, content in stopped.files.items() if b"pn-placeholder" in content]
    assert not stopped.has("archive/index.html"), "it waited for an excerpt in Chinese"
    built = project.run(target="built")
    assert built.exit_code == 0
    assert "文字" in built.page("archive/index.html").text(".pn-list")


STOP = """
import sys


def on_env(env, config, files):
    if config.plugins["i18n"].current_language == "zh":
        {}
"""


@pytest.mark.parametrize("stop", ["raise RuntimeError", "raise KeyboardInterrupt", "sys.exit(3)"])
def test_a_build_that_is_broken_off_leaves_no_half_made_page(tmp_path: Path, stop: str) -> None:
    project = Project(tmp_path).configure("suffix", hooks=["hooks.py"])
    (tmp_path / "hooks.py").write_text(STOP.format(stop), "utf-8")
    project.note("a.md", "# A\n\nText of A.")
    project.note("only.zh.md", "# 只有\n\n文字。")
    stopped = project.run()
    assert stopped.exit_code != 0
    assert stopped.has("notes/a/index.html")
    assert not [path for path, content in stopped.files.items() if b"pn-placeholder" in content]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_what_the_switcher_has_of_one_page_is_not_left_to_the_next(
    tmp_path: Path, theme: str
) -> None:
    given = [{"name": "Elsewhere", "link": "https://example.org/", "lang": "fr"}]
    project = Project(tmp_path).configure("none", theme=theme, extra={"alternate": given})
    project.note("a.md")
    project.note("a.zh.md")
    project.note("b.md")
    seen: list[MkDocsConfig] = []
    project.build(change=seen.append)
    assert seen[0].extra["alternate"] == given


def test_notes_that_are_held_back_are_told_in_a_line_of_their_own(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", theme="mkdocs")
    for name, key in (("a", "tags"), ("b", "drafts"), ("c", "drafts")):
        project.write(f"notes/{name}.md", f"---\ntitle: Has: colon\n{key}: true\n---\n\nText.\n")
    built = project.build(strict=False)
    (held,) = (line for line in built.warnings if "not published" in line)
    assert "notes/b.md:2" in held
    assert "notes/c.md:2" in held
    assert "notes/a.md" not in held
    assert not built.has("notes/b/index.html")


def test_an_empty_table_of_papers_has_a_page_where_that_is_asked_for(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(papernotes={"papers": {"empty": True}})
    project.note("a.md", "# A\n\nText.")
    built = project.build()
    for path in ("papers/index.html", "zh/papers/index.html"):
        assert built.page(path).one(".pn-papers").get("data-total") == "0"


def test_a_note_that_names_a_missing_entry_is_told_though_its_twin_has_a_title(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path).configure(theme="mkdocs", papernotes={"bibliography": "papers.bib"})
    (project.folder / "papers.bib").write_text("@misc{known, title={K}}\n", "utf-8")
    project.note("a.md", "# A\n\nText.", paper={"title": "T"})
    project.note("a.zh.md", "# 甲\n\n文。", paper="nosuchkey")
    (warning,) = project.build(strict=False).warnings
    assert "notes/a.zh.md" in warning
    assert "nosuchkey" in warning


def test_a_strict_build_that_fails_tells_its_problems_once(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", theme="mkdocs")
    project.note("a.md", "# A", paper={"title": "T", "links": {"pdf": "paper.pdf"}})
    failed = project.run("--strict")
    assert failed.exit_code == 1
    assert failed.log.count("[PN701]") == 1

"""Files with something wrong in them: one warning that names file and line, and a whole site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from tests.build_site import Built, Project, text_of
from tests.samples import crossed
from tests.shared import Shared

GOOD = "---\ntitle: Good\ndate: 2026-01-01\n---\n\nA good note.\n"


@dataclass(frozen=True)
class Case:
    """A file, what its warning says, and what its page shows."""

    name: str
    text: str | bytes
    place: str
    """File and line as the warning names them."""
    says: str
    """A word of the warning."""
    hidden: tuple[str, ...] = ()
    """Parts of the block that must not be printed."""
    title: str | None = "Kept"
    """Title in the archive; `None` where the file is left out."""
    shown: str = "The text."


CASES = [
    Case(
        "broken.md",
        "---\ntitle: Kept\ndate: 2026-01-02\nauthors: [Ada, Bob\n---\n\nThe text.\n",
        "notes/broken.md:4",
        "bracket",
        ("authors:", "Ada"),
    ),
    Case(
        "colon.md",
        "---\ndate: 2026-01-02\ntitle: Kept: a study\n---\n\nThe text.\n",
        "notes/colon.md:3",
        "quotes",
        ("date:",),
        title="Kept: a study",
    ),
    Case(
        "unclosed.md",
        "---\ntitle: Kept\ndate: 2026-01-02\n\nThe text.\n",
        "notes/unclosed.md:1",
        "closed",
        ("title:", "date:"),
    ),
    Case(
        "impossible.md",
        "---\ntitle: Kept\ndate: 2026-02-30\n---\n\nThe text.\n",
        "notes/impossible.md:3",
        "does not exist",
        ("date:",),
    ),
    Case(
        "month.md",
        "---\ntitle: Kept\ndate: 2026-13-01\n---\n\nThe text.\n",
        "notes/month.md:3",
        "does not exist",
        ("date:",),
    ),
    Case(
        "duplicate.md",
        "---\ntitle: Lost\ndate: 2026-01-02\ntitle: Kept\n---\n\nThe text.\n",
        "notes/duplicate.md:4",
        "title",
        ("title:", "Lost"),
    ),
    Case(
        "nested.md",
        "---\ntitle: Kept\ndate: 2026-01-02\npaper:\n  title: A\n  title: B\n---\n\nThe text.\n",
        "notes/nested.md:6",
        "paper.title",
        ("paper:",),
    ),
    Case(
        "tab.md",
        "---\ntitle: Kept\ndate: 2026-01-02\npaper:\n\ttitle: A\n---\n\nThe text.\n",
        "notes/tab.md:5",
        "tab",
        ("paper:",),
    ),
    Case(
        "gbk.md",
        b"---\ntitle: Kept\ndate: 2026-01-02\n---\n\n" + "文字".encode("gbk"),
        "notes/gbk.md:6",
        "UTF-8",
        title=None,
    ),
    Case(
        "arxiv.md",
        "---\ntitle: Kept\ndate: 2026-01-02\npaper:\n  arxiv: not an id\n---\n\nThe text.\n",
        "notes/arxiv.md:5",
        "paper.arxiv",
        ("not an id",),
    ),
    Case(
        "paper.md",
        "---\ntitle: Kept\ndate: 2026-01-02\npaper: Some title\n---\n\nThe text.\n",
        "notes/paper.md:4",
        "paper",
        ("Some title",),
    ),
    Case(
        "template.md",
        "---\ntitle: Kept\ndate: 2026-01-02\ntemplate: nope.html\n---\n\nThe text.\n",
        "notes/template.md",
        "nope.html",
        ("template:",),
    ),
    Case(
        "undated.md",
        "---\ntitle: Kept\n---\n\nThe text.\n",
        "notes/undated.md",
        "date",
        ("title:",),
    ),
]


def build_all(project: Project) -> Built:
    project.configure("none", languages=("en",), papernotes={"archive": {"per_page": 50}})
    project.write("notes/good.md", GOOD)
    for case in CASES:
        project.write(f"notes/{case.name}", case.text)
    return project.attempt()


@pytest.fixture(scope="module")
def all_at_once(shared: Shared) -> Built:
    """One site with every bad file in it."""
    return shared.built("bad", build_all)


def test_the_build_goes_on(all_at_once: Built) -> None:
    assert all_at_once.exit_code == 0, all_at_once.log
    assert "Traceback" not in all_at_once.log
    page = all_at_once.page("archive/index.html")
    titles = sorted(title for case in CASES if (title := case.title))
    assert sorted(page.titles) == sorted(["Good", *titles])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_warning_names_file_and_line(all_at_once: Built, case: Case) -> None:
    told = [text for text in all_at_once.problems if f"notes/{case.name}" in text]
    assert len(told) == 1, told
    assert case.place in told[0]
    assert case.says in told[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_block_is_not_printed(all_at_once: Built, case: Case) -> None:
    file = f"notes/{case.name.removesuffix('.md')}/index.html"
    if case.title is None:
        assert not all_at_once.has(file)
        return
    page = all_at_once.page(file)
    text = text_of(page.one("[role=main]"))
    assert case.shown in text
    assert page.text("h1") == case.title
    for part in case.hidden:
        assert part not in text


@crossed(case=CASES, layout=["suffix", "folder"], together=1, ids=lambda v: getattr(v, "name", v))
def test_beside_static_i18n_it_is_said_once_too(tmp_path: Path, case: Case, layout: str) -> None:
    project = Project(tmp_path).configure(layout)
    folder = "en/" if layout == "folder" else ""
    project.write(f"{folder}notes/{case.name}", case.text)
    project.write(f"{folder}notes/good.md", GOOD)
    built = project.build(strict=False)
    assert len(built.warnings) == 1, built.warnings
    assert case.place in built.warnings[0]
    for prefix in ("", "zh/"):
        titles = built.page(f"{prefix}archive/index.html").titles
        assert sorted(titles) == sorted(filter(None, ["Good", case.title]))


def test_a_template_is_asked_for_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A theme has thousands of files, so that a list of them for each note takes its time."""
    listed: list[object] = []
    list_templates = Environment.list_templates

    def counted(env: Environment, *arguments: Any, **options: Any) -> list[str]:
        listed.append(env)
        return list_templates(env, *arguments, **options)

    monkeypatch.setattr(Environment, "list_templates", counted)
    project = Project(tmp_path).configure("none", languages=("en",))
    project.write("notes/none.md", GOOD.replace("date:", "template:\ndate:"))
    project.write("notes/own.md", GOOD.replace("date:", "template: main.html\ndate:"))
    built = project.build()

    assert built.page("archive/index.html").titles == ["Good", "Good"]
    assert len(listed) <= 1, "at most once in a build"


@pytest.mark.parametrize("block", ["- one\n- two", "just: a\n- mixture", "[a, b]", "{: }", "? x"])
def test_a_block_that_is_no_mapping(tmp_path: Path, block: str) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.write("notes/list.md", f"---\n{block}\n---\n\n# Kept\n\nThe text.\n")
    built = project.attempt()
    assert built.exit_code == 0, built.log
    assert "Traceback" not in built.log
    assert [text for text in built.warnings if "notes/list.md" in text]
    assert built.page("archive/index.html").titles == ["Kept"]


def test_toml_is_not_read(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    text = '+++\ntitle = "Lost"\ndate = 2026-01-02\n+++\n\n# Kept\n\nThe text.\n'
    project.write("notes/toml.md", text)
    built = project.build(strict=False)
    (told,) = [warning for warning in built.warnings if "TOML" in warning]
    assert "notes/toml.md:1" in told
    text = text_of(built.page("notes/toml/index.html").one("[role=main]"))
    assert "+++" not in text
    assert "Lost" not in text
    assert "The text." in text


def test_warnings_count_under_strict(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.write("notes/broken.md", CASES[0].text)
    built = project.run("--strict")
    assert built.exit_code != 0
    assert "Traceback" not in built.log
    assert "notes/broken.md" in built.log


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
@pytest.mark.parametrize("name", ["gpt.ai.md", "plot.tr.md"])
def test_a_name_that_is_taken_for_a_language(tmp_path: Path, layout: str, name: str) -> None:
    project = Project(tmp_path)
    locales = ["en", "zh"] if layout == "none" else []
    project.configure(layout, papernotes={"locales": locales})
    source = f"ai/notes/{name}" if layout == "folder" else f"notes/{name}"
    project.write(source, GOOD)
    project.write("en/notes/other.md" if layout == "folder" else "notes/other.md", GOOD)
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert (source if layout != "folder" else "ai/") in warning


NO_PROBLEM = {
    "bom.md": b"\xef\xbb\xbf---\ntitle: Kept\ndate: 2026-01-02\n---\n\nThe text.\n",
    "crlf.md": b"---\r\ntitle: Kept\r\ndate: 2026-01-02\r\n---\r\n\r\nThe text.\r\n",
    "both.md": b"\xef\xbb\xbf---\r\ntitle: Kept\r\ndate: 2026-01-02\r\n---\r\n\r\nThe text.\r\n",
    "cr.md": b"---\rtitle: Kept\rdate: 2026-01-02\r---\r\rThe text.\r",
    "hide.md": b"---\ntitle: Kept\ndate: 2026-01-02\nhide: true\n---\n\nThe text.\n",
    "search.md": b"---\ntitle: Kept\ndate: 2026-01-02\nsearch: true\n---\n\nThe text.\n",
    "searches.md": b"---\ntitle: Kept\ndate: 2026-01-02\nsearch: [a]\n---\n\nThe text.\n",
    "dots.md": b"---\ntitle: Kept\ndate: 2026-01-02\n...\n\nThe text.\n",
    "number.md": b"---\ntitle: Kept\ndate: 2026-01-02\ntags: 7\nauthors: 12\n---\n\nThe text.\n",
}


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_files_that_are_fine(tmp_path: Path, theme: str) -> None:
    project = Project(tmp_path).configure("none", languages=("en",), theme=theme)
    for name, content in NO_PROBLEM.items():
        project.write(f"notes/{name}", content)
    built = project.attempt(strict=True)
    assert built.exit_code == 0, built.log
    assert "Traceback" not in built.log
    assert built.page("archive/index.html").titles == ["Kept"] * len(NO_PROBLEM)
    for name in NO_PROBLEM:
        page = built.page(f"notes/{name.removesuffix('.md')}/index.html")
        text = text_of(
            page.one(".md-content, [role=main]") if theme == "material" else page.one("[role=main]")
        )
        assert "The text." in text
        assert "title:" not in text
        assert "\ufeff" not in page.html


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"---\n---\n"])
@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_empty_files(tmp_path: Path, layout: str, content: bytes) -> None:
    project = Project(tmp_path).configure(layout)
    project.write("notes/on-nothing.md", content)
    built = project.build(strict=False)
    # nothing is wrong with it but that it has no date
    (warning,) = built.warnings
    assert "notes/on-nothing.md" in warning
    assert "date" in warning
    assert built.page("notes/on-nothing/index.html").text("h1") == "On nothing"


@pytest.mark.parametrize(
    "text", ["---\n\nA rule opens this text.\n", "---\nA rule.\n---\n\nText.\n"]
)
def test_a_rule_is_no_block(tmp_path: Path, text: str) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.write("notes/rule.md", text)
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "date" in warning
    assert "rule" in text_of(built.page("notes/rule/index.html").one("[role=main]")).lower()


# Conflicts


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_two_notes_with_one_key_and_language(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout)
    folder = "en/" if layout == "folder" else ""
    text = "---\ntitle: Good\ndate: 2026-01-01\ntranslation_key: same\n---\n\nText.\n"
    project.write(f"{folder}notes/one.md", text)
    project.write(f"{folder}notes/two.md", text)
    built = project.attempt()
    assert built.exit_code != 0
    assert f"{folder}notes/one.md" in built.log
    assert f"{folder}notes/two.md" in built.log
    assert "same" in built.log
    assert "Traceback" not in built.log


def test_two_notes_at_one_address(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.write("notes/one.md", GOOD)
    project.write("notes/one/index.md", GOOD)
    built = project.attempt()
    assert built.exit_code != 0
    assert "notes/one.md" in built.log
    assert "notes/one/index.md" in built.log
    assert "Traceback" not in built.log


def test_pages_that_are_no_notes_may_be_unreadable_too(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.write("about.md", "文字".encode("gbk"))
    project.write("notes/good.md", GOOD)
    built = project.attempt()
    assert built.exit_code == 0, built.log
    (warning,) = built.warnings
    assert "about.md" in warning
    assert "UTF-8" in warning
    assert "Traceback" not in built.log
    assert built.page("archive/index.html").titles == ["Good"]


def test_the_message_for_a_conflict_is_short(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    for name in ("one", "two", "three"):
        project.note(f"{name}.md", f"# {name}", translation_key="same")
    built = project.attempt()
    errors = [record for record in built.records if record.level == "ERROR"]
    told = [record for record in errors if "same" in record.message]
    assert len(told) == 1
    for name in ("one", "two", "three"):
        assert f"notes/{name}.md" in told[0].message


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_the_block_of_an_ordinary_page_is_not_printed_either(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout)
    project.note("a.md", "# A note")
    folder = "en/" if layout == "folder" else ""
    project.write(f"{folder}about.md", "---\ntitle: [Broken\ndate: 2026-01-01\n---\n\n# About\n")
    project.write(f"{folder}day.md", "---\ndate: 2023-02-29\n---\n\n# A day\n")
    built = project.build(strict=False)
    assert any("about.md:" in warning for warning in built.warnings)
    assert "2026-01-01" not in text_of(built.page("about/index.html").one("[role=main]"))
    assert "2023-02-29" not in text_of(built.page("day/index.html").one("[role=main]"))


def test_the_text_of_a_list_is_no_note(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.note("a.md", "# A note")
    project.write("index.md", "---\ntitle: Home\npapernotes: true\n---\n\nWelcome.\n")
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "index.md:3: papernotes" in warning
    assert built.page("index.html").titles == ["A note"]
    assert "Welcome." in text_of(built.page("index.html").one("[role=main]"))

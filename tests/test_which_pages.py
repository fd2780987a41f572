"""Which pages below `notes_dir` are notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mkdocs_papernotes import open_site
from tests.build_site import Project, page_text


def sources(project: Project, layout: str = "suffix", **options: Any) -> tuple[set[str], list[str]]:
    """The notes of a site, and the pages that are said to be none."""
    site = open_site(project.configure(layout, papernotes=options).folder)
    left_out = [found.source for found in site.problems if found.name == "index-not-a-note"]
    return {note.source for note in site.notes}, sorted(left_out)


@pytest.mark.parametrize("name", ["index.md", "README.md", "index.zh.md"])
@pytest.mark.parametrize(
    ("front_matter", "is_note"),
    [
        ({}, False),
        ({"title": "T", "description": "D", "tags": ["x"], "hide": ["toc"]}, False),
        ({"date": None}, False),
        ({"date": "2026-04-16"}, True),
        ({"paper": "key"}, True),
        ({"authors": ["Lin Wei"]}, True),
        ({"author": "Lin Wei"}, True),
        ({"state": "read"}, True),
        ({"original_url": "https://example.org"}, True),
        ({"papernotes": True}, True),
        ({"unlisted": True}, True),
        ({"Unlisted": True}, True),
    ],
)
def test_the_index_of_a_section(
    tmp_path: Path, name: str, front_matter: dict[str, Any], is_note: bool
) -> None:
    project = Project(tmp_path)
    project.write(f"notes/llama/{name}", page_text("# Llama", **front_matter))
    project.note("llama/resources/paper.md")
    found, left_out = sources(project)
    index = f"notes/llama/{name}"
    assert found == {"notes/llama/resources/paper.md"} | ({index} if is_note else set())
    assert left_out == ([] if is_note else [index])


def test_the_index_of_a_section_that_is_kept_back_is_not_published(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.write("notes/llama/index.md", page_text("# Secret", draft=True, date="2026-04-16"))
    project.note("llama/part.md")
    built = project.build()
    assert "notes/llama/index.html" not in built.html_files
    assert not [page.path for page in built.pages if "Secret" in page.html]


def test_a_translation_makes_an_index_a_note(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("notes/a/index.md", page_text("# A", date="2026-04-16"))
    project.write("notes/a/index.zh.md", "# 甲")
    project.note("a/part.md")
    assert sources(project) == ({"notes/a/index.md", "notes/a/index.zh.md", "notes/a/part.md"}, [])


def test_indexes_of_other_kinds(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for source in (
        "index.md",  # of the folder of all notes
        "alone/index.md",
        "2023-02-03-x/index.md",
        "2023-02-03-x/part.md",
        "archive/index.md",
        "section/README.md",
        "section/part.md",
    ):
        project.write(f"notes/{source}", "# A title\n\nText.")
    project.write("notes/no/index.md", page_text("# No", papernotes=False, date="2026-04-16"))
    project.note("no/part.md")
    found, left_out = sources(project, archive={"path": "notes/archive"})
    assert found == {
        "notes/alone/index.md",
        "notes/2023-02-03-x/index.md",
        "notes/2023-02-03-x/part.md",
        "notes/section/part.md",
        "notes/no/part.md",
    }
    assert left_out == ["notes/index.md", "notes/section/README.md"]

"""What other plugins see of notes and lists: ordinary pages with a source and a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.build_site import Project

HOOKS = """
import json
import os

from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

seen = {"types": [], "sources": [], "texts": {}, "titles": {}}


@event_priority(-500)
def on_nav(nav, config, files):
    pages = [file.page for file in files.documentation_pages() if file.page]
    seen["types"] += [type(page) is Page for page in pages]
    seen["titles"] |= {page.file.src_uri: page.title for page in nav.pages}
    return nav


def on_page_content(html, page, config, files):
    seen["texts"][page.file.src_uri] = html
    seen["sources"].append([page.file.src_uri, page.file.generated_by, page.file.abs_src_path])


@event_priority(-150)
def on_post_build(config):
    exists = [os.path.isfile(path) for _, _, path in seen["sources"]]
    with open(config.site_dir + "/../seen.json", "w", encoding="utf-8") as file:
        json.dump({**seen, "exists": exists}, file)
"""


def seen(project: Project) -> dict[str, object]:
    (project.folder / "hooks.py").write_text(HOOKS, "utf-8")
    project.build()
    found: dict[str, object] = json.loads((project.folder / "seen.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_pages_are_ordinary_until_the_navigation_is_made(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout, hooks=["hooks.py"])
    folder = "../en/notes/" if layout == "folder" else ""
    project.note(f"{folder}a.md", "# A")
    project.note(f"{folder}b.md", "# B", paper={"title": "P"})
    found = seen(project)
    assert found["types"]
    assert all(found["types"])


@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_a_list_has_a_source_and_a_heading(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout, hooks=["hooks.py"])
    project.note("a.md", "# A")
    found = seen(project)
    assert all(found["exists"])
    generated = {source for source, by, _ in found["sources"] if by == "papernotes"}
    assert "archive/index.md" in generated
    for source in generated:
        assert found["texts"][source].startswith('<h1 id="')
    left = [path for _, by, path in found["sources"] if by == "papernotes" and Path(path).exists()]
    assert not left, "the source of lists is gone when the build ends"


def test_a_note_keeps_the_title_that_the_navigation_gives_it(tmp_path: Path) -> None:
    nav = [{"Given": "notes/a.md"}, "notes/b.md", {"All": "archive/index.md"}]
    project = Project(tmp_path).configure("none", hooks=["hooks.py"], nav=nav)
    project.note("a.md", "# A")
    project.note("b.md", "# B")
    built_titles = seen(project)["titles"]
    assert built_titles["notes/a.md"] == "Given"
    assert built_titles["archive/index.md"] == "All"

"""Material's blog plugin beside ours: in folders of their own, and in the same one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_papernotes import open_site
from tests.build_site import Project, page_text


def write(folder: Path, blog: dict[str, Any], posts: str, **papernotes: Any) -> Project:
    """A site with a note in `notes` and two posts."""
    project = Project(folder).configure("none", theme="material", papernotes=papernotes)
    file = folder / "mkdocs.yml"
    config = yaml.safe_load(file.read_text("utf-8"))
    config["plugins"].insert(0, {"blog": blog})
    file.write_text(yaml.safe_dump(config), "utf-8")
    day = date(2026, 1, 1)
    for name in ("One", "Two"):
        project.write(f"{posts}/{name}.md", page_text(f"# Post {name}\n\nText.", date=day))
    project.note("a.md", "# A note", date=day)
    return project


@pytest.mark.parametrize(
    ("blog", "posts", "notes_dir", "titles"),
    [
        ({"blog_dir": "notes"}, "notes/posts", "notes", ["A note"]),
        ({}, "blog/posts", "blog/posts", []),
        ({"blog_dir": ".", "post_dir": "notes"}, "notes", "notes", []),
    ],
)
def test_a_shared_folder_is_told(
    tmp_path: Path, blog: dict[str, Any], posts: str, notes_dir: str, titles: list[str]
) -> None:
    project = write(tmp_path, blog, posts, notes_dir=notes_dir)
    built = project.build(strict=False)
    (told,) = [text for text in built.problems if "PN301" not in text]
    assert f"the pages below {posts} belong to Material's plugin `blog`" in told
    assert f"set `notes_dir` to another folder than {notes_dir} " in told
    assert built.page("archive/index.html").titles == titles
    names = [problem.name for problem in open_site(tmp_path).problems]
    assert "notes-in-blog" in names


@pytest.mark.parametrize(
    ("blog", "posts"),
    [({}, "blog/posts"), ({"blog_dir": "notes", "post_dir": "posts"}, "posts")],
)
def test_in_separate_folders_both_work(tmp_path: Path, blog: dict[str, Any], posts: str) -> None:
    project = write(tmp_path, blog, posts)
    built = project.build()
    folder = blog.get("blog_dir", "blog")
    assert built.page("archive/index.html").titles == ["A note"]
    assert {"Post One", "Post Two"} <= set(built.page(f"{folder}/index.html").texts("h2"))
    assert built.has(f"{folder}/2026/01/01/post-one/index.html")
    site = open_site(tmp_path)
    assert [note.title for note in site.notes] == ["A note"]

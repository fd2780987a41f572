"""What a whole site does with Chinese typography in its sources."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.commands.build import build as mkdocs_build

from mkdocs_papernotes import open_site
from tests.build_site import Project, text_of

BETTER = [{"pymdownx.betterem": {"smart_enable": "all"}}]
TEXT = "第一行，\n第二行 vLLM\n第三行。\n"
UNREAD = "开头。\n\n**重点。**后文\n"


@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_lines_are_joined_everywhere(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path)
    project.note("a.zh.md", f"# 甲\n\n{TEXT}")
    project.write("about.zh.md", f"# 关于\n\n{TEXT}")
    prefix, end = ("zh/", "") if layout == "suffix" else ("", ".zh")
    joined, kept = "第一行，第二行 vLLM 第三行。", "第一行， 第二行 vLLM 第三行。"
    for value, text in ({"papernotes": {"cjk_line_breaks": "join"}}, joined), ({}, kept):
        site = project.configure(layout, **value).build()
        for path in (f"{prefix}notes/a{end}/index.html", f"{prefix}about{end}/index.html"):
            paragraphs = [" ".join(text_of(p).split()) for p in site.page(path).all("p")]
            assert text in paragraphs, path
        index = json.loads((site.site_dir / "search/search_index.json").read_text("utf-8"))
        searched = " ".join(entry["text"] for entry in index["docs"])
        assert (joined.split()[0] in searched) == (text == joined)


@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_asterisks_are_told_with_file_and_line(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(layout, markdown_extensions=BETTER)
    project.note("a.zh.md", f"# 甲\n\n{UNREAD}")
    project.write("about.zh.md", f"# 关于\n\n{UNREAD}")
    message = "“**重点。**” is shown with its asterisks. Write “**重点**。” [PN710]"
    for _ in range(2):  # the second build has its texts from the cache
        told = sorted(line for line in project.build(strict=False).problems if "PN710" in line)
        note = project.docs / "notes/a.zh.md"
        line = note.read_text("utf-8").split("\n").index("**重点。**后文") + 1
        assert told == [
            f"papernotes: about.zh.md:5: {message}",
            f"papernotes: notes/a.zh.md:{line}: {message}",
        ]


def test_a_save_tells_of_asterisks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    project = Project(tmp_path).configure("none", markdown_extensions=BETTER)
    project.note("a.md", "# 甲\n\n正文。")
    config = project.load(strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config, serve_url="http://127.0.0.1:8000/")
    assert "PN710" not in caplog.text
    project.note("a.md", f"# 甲\n\n{UNREAD}")
    quick = config.plugins["papernotes"].quick  # type: ignore[attr-defined]
    assert quick.render(quick.new_texts({"notes/a.md"}))
    quick.wait()
    assert "PN710" in caplog.text
    caplog.clear()
    project.note("a.md", f"# 甲\n\n<!-- papernotes: ignore PN710 -->\n\n{UNREAD}")
    assert quick.render(quick.new_texts({"notes/a.md"}))
    quick.wait()
    assert "PN710" not in caplog.text


@pytest.mark.parametrize(
    ("toc", "heading", "is_told"),
    [
        ("toc", "## 方法", True),
        ("toc", "## 方法 {#method}", False),
        ("toc", "## 方法 Method", False),
        ("toc", "## Method", False),
        ("toc", "## ？", False),
        ("toc", "```\n## 方法\n```", False),
        ("slugify_unicode", "## 方法", False),
        ("pymdownx", "## 方法", False),
    ],
)
def test_numbers_as_anchors_are_told(
    tmp_path: Path, toc: str, heading: str, *, is_told: bool
) -> None:
    tags = {
        "toc": "  - toc:\n      permalink: true\n",
        "slugify_unicode": "  - toc:\n      slugify: "
        "!!python/name:markdown.extensions.toc.slugify_unicode\n",
        "pymdownx": "  - toc:\n      slugify: "
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n",
    }
    path = tmp_path / "mkdocs.yml"
    path.write_text(
        f"site_name: x\nplugins: [papernotes]\nmarkdown_extensions:\n  - attr_list\n{tags[toc]}",
        "utf-8",
    )
    project = Project(tmp_path)
    project.note("a.md", f"# A\n\n{heading}\n\n[[a]]")
    project.note("b.md", f"# B\n\n{heading}\n\n正文。")
    told = [str(one) for one in open_site(tmp_path).problems if one.code == "PN711"]
    assert len(told) == is_told
    if told:
        assert told[0].startswith("mkdocs.yml: markdown_extensions: “方法” in notes/")
        assert "has the anchor “_1”" in told[0]


def test_links_to_headings_are_found_where_slugify_is_a_tag(tmp_path: Path) -> None:
    """A program that opens the site does not know what stands behind a tag."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nplugins: [{papernotes: {wikilinks: true}}]\nmarkdown_extensions:\n"
        "  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify_unicode\n",
        "utf-8",
    )
    project = Project(tmp_path)
    project.note("a.md", "# A\n\n[[b#方法]]")
    project.note("b.md", "# B\n\n## 方法\n")
    site = open_site(tmp_path)
    (note,) = (note for note in site.notes if note.source == "notes/a.md")
    assert "b.md#方法" in unquote(site.wikilinks.of_note(note))

"""`markdown: true`: notes in Markdown beside their pages, `llms.txt`, and the button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.assembly.portable_notes import PortableNotes
from tests.browser import (
    PATIENCE,
    REMEMBER_WRITTEN,
    Opener,
    served,
    small_targets,
    tab_to,
    violations,
)
from tests.build_site import SITE_URL, Built, Project
from tests.shared import Shared

LLMS = f"""\
# Lab notes

> What we read.

## English

- [A \\[new\\] way]({SITE_URL}notes/adam/index.md): Adam
- [Quiet]({SITE_URL}notes/quiet/)

## 中文

- [新办法]({SITE_URL}zh/notes/adam/index.md): 简介
"""


def build(project: Project) -> Built:
    project.configure(
        theme="material", site_description="What we read.", papernotes={"markdown": True}
    )
    paper = {"title": "Adam", "arxiv": "1412.6980"}
    project.note("adam.md", "To [it](quiet.md).", title="A [new] way", paper=paper)
    project.note("adam.zh.md", "正文。", title="新办法", description="简介")
    project.note("quiet.md", "Text.", title="Quiet", excerpt=False, date="2026-01-01")
    project.note("hidden.md", "Text.", unlisted=True)
    project.note("draft.md", "Text.", draft=True)
    return project.build()


@pytest.fixture(scope="module")
def built(shared: Shared) -> Built:
    return shared.built("markdown copies", build)


def test_each_open_note_has_a_copy(built: Built) -> None:
    copies = {name for name in built.files if name.endswith((".md", "llms.txt"))}
    assert copies == {"notes/adam/index.md", "zh/notes/adam/index.md", "llms.txt"}
    assert built.text("notes/adam/index.md") == (
        "# A \\[new\\] way\n\n"
        "> Paper: [Adam](https://arxiv.org/abs/1412.6980) · arXiv:1412.6980\n\n"
        f"To [it]({SITE_URL}notes/quiet/).\n\n"
        f"First published at <{SITE_URL}notes/adam/>\n"
    )
    assert built.text("llms.txt") == LLMS
    site = open_site(built.site_dir.parent)
    notes = PortableNotes(site)
    for note in site.notes:
        if (name := f"{note.url}index.md") in copies:
            assert built.text(name) == notes.markdown(note)


def test_nothing_else_knows_of_them(built: Built) -> None:
    for name in ("sitemap.xml", "search/search_index.json", "feed.xml"):
        assert "index.md" not in built.text(name)
    assert "pn-markdown" not in built.text("notes/quiet/index.html")


def test_it_is_off_by_default_and_needs_an_address(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md")
    built = project.build()
    assert not [name for name in built.files if name.endswith((".md", "llms.txt"))]
    assert "pn-markdown" not in built.text("notes/a/index.html")
    project.configure("none", site_url=None, papernotes={"markdown": True})
    built = project.build()
    assert not [name for name in built.files if name.endswith((".md", "llms.txt"))]
    assert len([each for each in built.records if "notes in Markdown" in each.message]) == 1


def test_a_file_of_the_author_is_kept(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"markdown": True})
    project.note("a.md")
    project.write("llms.txt", "mine")
    built = project.build(strict=False)
    assert built.text("llms.txt") == "mine"
    assert len(built.warnings) == 1
    assert built.has("notes/a/index.md")


# In the browser


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with served(built.site_dir) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "name", "copied"),
    [
        ("notes/adam/", "Copy as Markdown", "Copied: Markdown"),
        ("zh/notes/adam/", "复制为 Markdown", "已复制：Markdown"),
    ],
)
def test_a_note_is_copied_by_keyboard(
    browser: Browser, built: Built, address: str, path: str, name: str, copied: str
) -> None:
    with browser.new_context(permissions=["clipboard-write"]) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script(REMEMBER_WRITTEN)
        page.goto(address + path)
        button = page.get_by_role("button", name=name)
        tab_to(page, button)
        page.keyboard.press("Enter")
        expect(page.locator(".pn-markdown").get_by_role("status")).to_have_text(copied)
        text = page.evaluate("window.written")
        assert text.replace("\r\n", "\n") == built.text(f"{path}index.md")
        expect(button).to_be_focused()


def test_without_a_clipboard_it_is_selected_or_opened(
    browser: Browser, address: str, built: Built
) -> None:
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined});")
        page.goto(f"{address}notes/adam/")
        page.evaluate(
            "document.execCommand = () => (window.was = document.activeElement.value, true)"
        )
        page.get_by_role("button", name="Copy as Markdown").click()
        expect(page.locator(".pn-markdown").get_by_role("status")).to_have_text("Copied: Markdown")
        assert page.evaluate("window.was") == built.text("notes/adam/index.md")
        page.goto(f"{address}zh/notes/adam/")
        page.evaluate("document.execCommand = () => false")
        with page.expect_request("**/index.md"):
            page.get_by_role("button", name="复制为 Markdown").click()


def test_it_is_there_for_scripts_only_and_large_enough(
    browser: Browser, open_page: Opener, address: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}notes/adam/")
        expect(page.locator(".pn-markdown")).to_be_hidden()
    page = open_page(f"{address}notes/adam/", (360, 800))
    expect(page.locator(".pn-markdown")).to_be_visible()
    assert not small_targets(page, ".pn-markdown", 44)
    assert not violations(page, ".pn-header")

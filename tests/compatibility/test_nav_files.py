"""Which notes the files of awesome-nav and awesome-pages name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_papernotes.adapter.nav_files import NavFiles

pytestmark = pytest.mark.pure

NOTES = ("notes/a.md", "notes/b.md", "notes/deep/c.md", "about.md")


def nav_files_of(text: str | bytes, path: str, options: dict[str, Any]) -> NavFiles:
    """What a file at `path` names, for the plugin that reads it, which has these options."""
    config: Any = MkDocsConfig()
    options["filename"] = path.rpartition("/")[2]
    name = "awesome-nav" if path.endswith(".nav.yml") else "awesome-pages"
    config.plugins = {name: SimpleNamespace(config=options)}
    sources = [File(source, "docs", "site", use_directory_urls=True) for source in NOTES]
    nav = File(path, "docs", "site", use_directory_urls=True)
    nav.content_bytes = text.encode() if isinstance(text, str) else text
    return NavFiles(Files([*sources, nav]), config)


def named(text: str | bytes, path: str = ".nav.yml", *, unlisted: bool = False) -> set[str]:
    nav_files = nav_files_of(text, path, {})
    notes: list[Any] = [SimpleNamespace(source=source, unlisted=unlisted) for source in NOTES[:3]]
    return {note.source for note in notes if nav_files.name(note)}


ALL = {*NOTES[:3]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nav: [index.md, '*']", set()),
        ("nav: ['**/*.md']", set()),
        ("nav: [notes/a.md]", {"notes/a.md"}),
        ("nav:\n  - Titled: notes/a.md", {"notes/a.md"}),
        ("nav:\n  - Part:\n    - notes/a.md\n    - notes/deep", {"notes/a.md", "notes/deep/c.md"}),
        ("nav: [notes]", ALL),
        ("nav: [notes/]", ALL),
        ("nav: [./notes]", ALL),
        ("nav: [note]", set()),
        ("nav: [notes/*.md]", ALL),
        ("nav: [notes/**/*.md]", ALL),
        ("nav: [notes/a*]", {"notes/a.md"}),
        ("nav: ['notes/@(a|b).md']", ALL),
        ("nav:\n  - glob: notes/*\n    ignore: notes/a.md", ALL),
        ("nav:\n  - glob: '*'\n    ignore: notes/a.md", set()),
        ("title: notes\nignore: notes", set()),
        ("nav: [..., '... | notes/*']", set()),
        ("nav: [1, null, {2: 3}]", set()),
        ("- notes", set()),
        ("nav: [notes", set()),
        (b"nav: [notes]\n# \xff", ALL),
        ("", set()),
    ],
)
def test_what_a_file_names(text: str | bytes, expected: set[str]) -> None:
    assert named(text) == expected


def test_names_are_those_of_its_folder() -> None:
    assert named("nav: [a.md]", "notes/.nav.yml") == {"notes/a.md"}
    assert named("nav: [deep]", "notes/.pages") == {"notes/deep/c.md"}
    assert named("nav: [a.md]", ".pages") == set()


def test_the_older_key_of_awesome_pages_names_notes_too() -> None:
    assert named("arrange: [a.md, deep]", "notes/.pages") == {"notes/a.md", "notes/deep/c.md"}
    assert named("arrange: [a.md]\nnav: [b.md]", "notes/.pages") == {"notes/b.md"}


@pytest.mark.parametrize(
    ("text", "missing", "strict"),
    [
        ("nav: [a.md]", "notes/a.md", False),
        ("nav: [deep]", "notes/deep/c.md", False),
        ("nav: [a.md]", "notes/b.md", True),
        ("nav: ['...']", "notes/a.md", True),
    ],
)
def test_a_name_of_a_note_that_is_held_back_does_not_end_the_build(
    text: str, missing: str, strict: bool
) -> None:
    options: dict[str, Any] = {"strict": True}
    nav_files_of(text, "notes/.pages", options).may_lack({missing})
    assert options["strict"] == strict


def test_an_unlisted_note_is_named_only_by_itself() -> None:
    assert named("nav: [notes]", unlisted=True) == set()
    assert named("nav: [notes/a.md, notes/*]", unlisted=True) == {"notes/a.md"}

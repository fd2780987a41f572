"""Sites with another plugin, each in every layout, to be built with papernotes and without."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PIL import ImageFont

from tests.build_site import PNG, Project, page_text, settings

LAYOUTS = ("none", "suffix", "folder")
LANGUAGES = ("en", "zh")
HOME = ("none", "index")
DRAFT = "notes/d"
"""A note that is held back, on some sites."""
HIDDEN = "notes/c"
"""An unlisted note."""
ENGLISH = "<en>/"
"""Stands for the folder of English pages, in `mkdocs.yml`, in pages and in files beside them."""


@dataclass(frozen=True)
class Neighbour:
    """A plugin, and a site that uses it."""

    name: str
    plugins: tuple[Any, ...]
    """Its entries under `plugins:`."""
    theme: str = "mkdocs"
    pages: Mapping[str, str] = field(default_factory=dict)
    """Texts of English pages, by path without `.md`, in the place of those that all sites have."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    """Other files of the docs folder of English."""
    beside: Mapping[str, str | bytes] = field(default_factory=dict)
    """Files beside `mkdocs.yml`."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Options of `mkdocs.yml`."""
    shows: Mapping[str, str] = field(default_factory=dict)
    """What shows that the plugin is at work: a text in a file of the site, by the file's path."""
    needs_ours: bool = False
    """Whether it has something to do only with papernotes."""
    lists_lack: str | None = None
    """What no list without a text by the author shows."""
    at_work: tuple[str, ...] = LAYOUTS
    """The layouts in which the plugin works; the others are built all the same."""
    written: tuple[str, ...] = ()
    """Files that the plugin writes, as patterns; each has a match."""
    varies: tuple[str, ...] = ()
    """Files that may differ, as patterns."""
    git: bool = False
    """Whether the site is in a Git repository."""

    def __str__(self) -> str:
        return self.name


def write(project: Project, neighbour: Neighbour, layout: str) -> Project:
    """Write the site of a neighbour, all but `mkdocs.yml`."""
    folder = english(layout)
    for language in LANGUAGES:
        for stem, text in pages_of(neighbour, layout, language).items():
            project.write(source(layout, stem, language), text.replace(ENGLISH, folder))
    project.write(f"{folder}notes/figure.png", PNG)
    for path, content in neighbour.files.items():
        project.write(f"{folder}{path}", content)
    for path, content in neighbour.beside.items():
        target = project.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = content.replace(ENGLISH, folder) if isinstance(content, str) else content
        target.write_bytes(text.encode() if isinstance(text, str) else text)
    if neighbour.git:
        commit(project.folder)
    return project


def configure(project: Project, neighbour: Neighbour, layout: str, place: str | None) -> None:
    """Write the `mkdocs.yml` of a neighbour. Papernotes stands at `place`; `None` is without it."""
    others = {"plugins": _plugins(neighbour, layout, place), **neighbour.options}
    project.configure(layout, theme=neighbour.theme, **others)
    file = project.folder / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace(ENGLISH, english(layout)), "utf-8")


def english(layout: str) -> str:
    """The folder of English pages, below the docs folder."""
    return "en/" if layout == "folder" else ""


def _plugins(neighbour: Neighbour, layout: str, place: str | None) -> list[Any]:
    given = settings(layout, theme=neighbour.theme)["plugins"]
    ours = given.pop()
    if neighbour.name.startswith("tags"):
        given.remove("tags")
    if layout == "none":
        ours["papernotes"]["locales"] = list(LANGUAGES)
    if place == "before":
        return [*given, ours, *neighbour.plugins]
    return [*given, *neighbour.plugins, *([ours] if place == "after" else [])]


def pages_of(neighbour: Neighbour, layout: str, language: str) -> Mapping[str, str]:
    """The pages in a language; a site without i18n has only one home page."""
    if language == "en":
        return {**PAGES[language], **neighbour.pages}
    return {stem: text for stem, text in PAGES[language].items() if (layout, stem) != HOME}


def source(layout: str, stem: str, language: str) -> str:
    """Path of a page below the docs folder."""
    if layout == "folder":
        return f"{language}/{stem}.md"
    return f"{stem}.md" if language == "en" else f"{stem}.{language}.md"


def page_of(layout: str, stem: str, language: str) -> str:
    """Path of a page below the site's folder."""
    other = f"{stem}.{language}" if layout == "none" else f"{language}/{stem}"
    path = stem if language == "en" else other
    if path.rpartition("/")[2] == "index":
        return f"{path}.html"
    return f"{path}/index.html"


def commit(folder: Path) -> dict[str, str]:
    """Put a folder into a Git repository of its own, with one commit of a fixed date.

    Returns the environment in which Git knows who commits.
    """
    moment = "2026-05-01T12:00:00+00:00"
    who = {"NAME": "Ada", "EMAIL": "ada@example.org", "DATE": moment}
    environment = {f"GIT_{role}_{key}": who[key] for role in ("AUTHOR", "COMMITTER") for key in who}
    environment = {**os.environ, **environment}
    for command in ("init -q -b main", "add -A", "commit -q -m First"):
        subprocess.run(["git", *command.split()], cwd=folder, env=environment, check=True)
    return environment


PAGES: dict[str, dict[str, str]] = {
    "en": {
        "index": page_text("# Home\n\nWelcome. See the [first note](notes/a.md)."),
        "about": page_text(
            "# About\n\nWho we are. See the [first note](notes/a.md).", tags=["R&D", "vision"]
        ),
        "notes/a": page_text(
            "# First note\n\nIt goes on from [the second](b.md).\n\n![A figure](figure.png)",
            date="2026-04-16",
            description="What it says about <b>",
            tags=["R&D", "vision"],
            paper={"title": "A paper", "arxiv": "2401.00001"},
        ),
        "notes/b": page_text("# Second note\n\nNothing but text.", date="2026-04-15"),
        HIDDEN: page_text("# Hidden note\n\nOnly by link.", date="2026-04-14", unlisted=True),
    },
    "zh": {
        "index": page_text("# 首页\n\n欢迎。"),
        "notes/a": page_text("# 第一篇\n\n正文。", date="2026-04-16"),
    },
}
"""The pages that every site has, by language."""

HOOK = """
def on_page_markdown(markdown, **_):
    return markdown.replace("{hooked}", "A hook was here.")
"""
NOTEBOOK = json.dumps(
    {
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Lab book"]}],
        "metadata": {"kernelspec": {"display_name": "P", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)
GENERATE = """
import mkdocs_gen_files

with mkdocs_gen_files.open("generated/x.md", "w") as file:
    print("# Generated", file=file)
with mkdocs_gen_files.open("<en>/notes/g.md", "w") as file:
    print("---\\ndate: 2026-04-10\\n---\\n# Generated note\\n\\nText.", file=file)
"""


def _font() -> bytes:
    """A font, as Pillow brings one."""
    font: Any = ImageFont.load_default(12)
    return bytes(font.font_bytes)


NEIGHBOURS = (
    Neighbour(
        "rss",
        ({"rss": {"pretty_print": True}},),
        git=True,
        shows={"feed_rss_created.xml": "<title>First note</title>"},
        written=("feed_*.xml", "feed_*.json"),
    ),
    Neighbour(
        "redirects",
        (
            {
                "redirects": {
                    "redirect_maps": {
                        "old.md": "<en>/about.md",
                        "notes/older.md": "<en>/notes/a.md",
                        "elsewhere.md": "https://example.com/",
                    }
                }
            },
        ),
        written=("old/index.html", "notes/older/index.html", "elsewhere/index.html"),
    ),
    Neighbour(
        "redirects-to-lists",
        ({"redirects": {"redirect_maps": {"posts.md": "<en>/archive/index.md"}}},),
        shows={"posts/index.html": "/archive/"},
        needs_ours=True,
    ),
    Neighbour(
        "literate-nav",
        ("literate-nav",),
        files={"SUMMARY.md": "- [Start](index.md)\n- [Me](about.md)\n- notes/*.md\n"},
        pages={DRAFT: page_text("# A draft\n\nNot yet.", date="2026-04-10", draft=True)},
        shows={"about/index.html": ">Me<"},
    ),
    Neighbour(
        "awesome-nav",
        ("awesome-nav",),
        files={".nav.yml": "nav:\n  - index.md\n  - Me: about.md\n"},
        shows={"about/index.html": ">Me<"},
    ),
    Neighbour(
        "awesome-nav-with-notes",
        ("awesome-nav",),
        files={".nav.yml": "nav:\n  - index.md\n  - My title: notes/a.md\n  - Posts: notes\n"},
        shows={"about/index.html": ">My title<"},
        at_work=("none", "suffix"),
    ),
    Neighbour(
        "section-index",
        ("section-index",),
        theme="material",
        pages={"part/index": "# Part\n\nIts text.", "part/one": "# One\n\nText."},
        shows={"part/index.html": "Its text."},
    ),
    Neighbour(
        "gen-files",
        ({"gen-files": {"scripts": ["generate.py"]}},),
        beside={"generate.py": GENERATE},
        shows={"notes/g/index.html": "Generated note", "archive/index.html": "Generated note"},
        needs_ours=True,  # beside static-i18n the files would be left out
    ),
    Neighbour(
        "macros",
        ("macros",),
        options={"extra": {"answer": "forty-two"}},
        pages={
            "about": "# About\n\nIt is {{ answer }}.",
            "notes/m": page_text("# With a macro\n\nIt is {{ answer }}.", date="2026-04-10"),
        },
        shows={
            "about/index.html": "It is forty-two.",
            "notes/m/index.html": "It is forty-two.",
        },
    ),
    Neighbour(
        "include-markdown",
        ("include-markdown",),
        pages={
            "about": '# About\n\n{% include-markdown "<en>/notes/snippets/part.txt" %}\n',
            "notes/m": page_text(
                '# With a part\n\n{% include-markdown "./snippets/part.txt" %}', date="2026-04-10"
            ),
        },
        files={"notes/snippets/part.txt": "What is included."},
        shows={"notes/m/index.html": "What is included."},
    ),
    Neighbour(
        "table-reader",
        ("table-reader",),
        files={"notes/table.csv": "name,score\nours,99\n"},
        beside={"table.csv": "name,score\nours,99\n"},
        pages={
            "about": "# About\n\n{{ read_csv('table.csv') }}\n",
            "notes/m": page_text(
                "# With a table\n\n{{ read_csv('./table.csv') }}\n", date="2026-04-10"
            ),
        },
        shows={
            "about/index.html": ">ours</td>",
            "notes/m/index.html": ">ours</td>",
        },
    ),
    Neighbour("minify", ({"minify": {"minify_html": True}},)),
    Neighbour(
        "glightbox",
        ("glightbox",),
        shows={"notes/a/index.html": 'class="glightbox"'},
        written=("assets/javascripts/glightbox.min.js",),
    ),
    Neighbour(
        "git-revision-date-localized",
        ({"git-revision-date-localized": {"enable_creation_date": True}},),
        theme="material",
        git=True,
        lists_lack="git-revision-date-localized-plugin-date",
        pages={"about": "# About\n\nOf {{ git_revision_date_localized }}."},
        shows={"about/index.html": "May 1, 2026"},
    ),
    Neighbour(
        "git-revision-date",
        ("git-revision-date",),
        git=True,
        pages={"about": "# About\n\nOf {{ git_revision_date }}."},
        shows={"about/index.html": "Of 2026-05-01"},
    ),
    Neighbour(
        "git-authors",
        ("git-authors",),
        git=True,
        pages={"about": "# About\n\nBy {{ git_page_authors }}."},
        shows={"about/index.html": "Ada"},
    ),
    Neighbour(
        "statistics",
        ({"statistics": {"exclude_path": "part/"}},),
        theme="material",
        pages={
            "about": page_text("# About\n\n{{ pages }} pages.", statistics=True),
            "part/one": "# One\n\nText.",
        },
        shows={"about/index.html": "约 "},
    ),
    Neighbour(
        "encryptcontent",
        (
            {
                "encryptcontent": {
                    "selfhost": False,
                    "title_prefix": "[closed] ",
                    "search_index": "dynamically",
                }
            },
        ),
        pages={"closed": page_text("# Closed\n\nOnly with a password.", password="a b c")},
        shows={"closed/index.html": "encryptcontent"},
        varies=("*closed/index.html", "search/*", "assets/javascripts/*"),
    ),
    Neighbour(
        "jupyter",
        ("mkdocs-jupyter",),
        theme="material",
        files={"lab.ipynb": NOTEBOOK},
        shows={"lab/index.html": "Lab book"},
    ),
    Neighbour(
        "video",
        ("mkdocs-video",),
        pages={"about": "# About\n\n![type:video](https://example.com/v.mp4)\n"},
        shows={"about/index.html": "<iframe"},
    ),
    Neighbour(
        "exclude",
        ({"exclude": {"glob": ["*rough/*"]}},),
        pages={
            "rough/x": "# Rough",
            "notes/rough/y": page_text("# Rough note", date="2026-04-10"),
        },
    ),
    Neighbour(
        "meta",
        ("meta",),
        theme="material",
        files={"part/.meta.yml": "description: Of a folder\n"},
        pages={"part/one": "# One\n\nText."},
        shows={"part/one/index.html": 'content="Of a folder"'},
    ),
    Neighbour(
        "tags-allowed",
        ({"tags": {"tags_allowed": ["R&D", "vision"]}},),
        theme="material",
        pages={
            "about": page_text("# About\n\nWho we are.", tags=["R&D"]),
            "notes/m": page_text("# With tags\n\nText.", tags=["R&D"], date="2026-04-10"),
        },
        shows={"about/index.html": "md-tag"},
    ),
    Neighbour(
        "social",
        ("social",),
        theme="material",
        beside={".cache/plugin/social/fonts/Roboto/Regular.ttf": _font()},
        written=("assets/images/social/about.png",),
    ),
    Neighbour("offline", ("offline",), theme="material"),
    Neighbour(
        "blog",
        ({"blog": {"blog_dir": "<en>/diary"}},),
        theme="material",
        files={"diary/posts/p.md": page_text("# A post\n\nOf a day.", date=date(2026, 3, 1))},
        pages={"diary/index": "# Diary"},
        shows={"diary/index.html": "A post"},
        at_work=("none",),
    ),
    Neighbour("mike", ("mike",), theme="material"),
    Neighbour(
        "mkdocstrings",
        ({"mkdocstrings": {"handlers": {"python": {"paths": ["code"]}}}},),
        beside={"code/lonely.py": 'def work() -> None:\n    """Does the work."""\n'},
        pages={"about": "# About\n\n::: lonely\n"},
        shows={"about/index.html": "Does the work."},
    ),
    Neighbour(
        "simple-hooks",
        ({"mkdocs-simple-hooks": {"hooks": {"on_page_markdown": "hooked:on_page_markdown"}}},),
        beside={"hooked.py": HOOK},
        pages={"about": "# About\n\n{hooked}"},
        shows={"about/index.html": "A hook was here."},
    ),
    Neighbour(
        "hooks",
        (),
        options={"hooks": ["hooked.py"]},
        beside={"hooked.py": HOOK},
        pages={"about": "# About\n\n{hooked}"},
        shows={"about/index.html": "A hook was here."},
    ),
)

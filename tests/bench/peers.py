"""Other generators that research notes could be built with: `make bench-peers`.

Neither does what papernotes does. Material's blog plugin cannot be used beside static-i18n, so
there is a site for each language: no pairs, no list of both languages, no papers, no citations.
Zensical has no lists or tags either: it renders the notes and writes a search index.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench.contestant import Contestant
from tests.bench.sites import EXTENSIONS, Sites, mkdocs_command
from tests.generate import LANGUAGES, configuration, write_config

AUTHORS = {
    name: {"name": name, "description": "Writes here", "avatar": "https://example.org/me.png"}
    for name in ("Lin Wei", "林薇")
}


def peers(sites: Sites) -> list[Contestant]:
    """The peers that are installed here."""
    found = [material_blog(sites)]
    if find_spec("zensical"):
        found.append(zensical(sites))
    return found


def material_blog(sites: Sites) -> Contestant:
    """Material's blog with twelve posts a page and an archive, one site for each language."""
    blog = {
        "blog_dir": ".",
        "archive_date_format": "yyyy",
        "categories": False,
        "pagination_per_page": 12,
        "post_url_format": "notes/{file}",
    }
    folder = sites.folder / "blog"
    for language in LANGUAGES:
        docs = copy_language(sites, folder / language, "posts", language)
        (docs / "index.md").write_text("# Notes\n", encoding="utf-8")
        write_config(docs / ".authors.yml", {"authors": AUTHORS})
        write_site(folder / language, ["search", "tags", {"blog": blog}], language)
    return one_for_each_language(
        "Material blog", folder, [*mkdocs_command("build"), "-f", "mkdocs.yml"]
    )


def zensical(sites: Sites) -> Contestant:
    """Zensical, one site for each language, without what it keeps from earlier builds."""
    folder = sites.folder / "zensical"
    for language in LANGUAGES:
        copy_language(sites, folder / language, "notes", language)
        write_site(folder / language, ["search"], language)
    return one_for_each_language(
        "Zensical", folder, [sys.executable, "-m", "zensical", "build", "--clean"]
    )


def copy_language(sites: Sites, folder: Path, section: str, language: str) -> Path:
    """Copies the pages of one language to `folder`/docs, the notes to `section`; returns docs."""
    docs = folder / "docs"
    suffix = ".md" if language == "en" else f".{language}.md"
    for path in sites.docs.rglob("*.md"):
        stem, dot, rest = path.name.partition(".")
        if dot + rest == suffix:
            parent = docs / section if path.parent.name == "notes" else docs
            parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, parent / f"{stem}.md")
    return docs


def write_site(folder: Path, plugins: Sequence[Any], language: str) -> None:
    config = configuration(
        papernotes=False,
        plugins=list(plugins),
        markdown_extensions=EXTENSIONS,
        theme={"name": "material", "language": language},
    )
    del config["nav"], config["not_in_nav"]
    write_config(folder / "mkdocs.yml", config)


def one_for_each_language(name: str, folder: Path, command: Sequence[str | Path]) -> Contestant:
    """Runs the command in the folder of each language, one after the other."""
    build = shlex.join(map(str, command))
    script = " && ".join(f"cd {shlex.quote(str(folder / one))} && {build}" for one in LANGUAGES)
    en, zh = (folder / one / "site" for one in LANGUAGES)
    return Contestant(name, ["sh", "-c", script], en, more=(zh,))

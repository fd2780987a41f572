"""A site with everything that pages show of one another, for tests that edit it step by step."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.build_site import Built, Project, Record, page_text, settings
from tests.generate import LANGUAGES, note_text

PAIRS = 6
WORDS = (60, 90)
PAPER = {
    "title": "Attention that fades",
    "authors": ["Ada Novak", "Bruno Kim"],
    "date": "2024-03-01",
    "arxiv": "2403.00001",
}
BIBLIOGRAPHY = """\
@article{silva2023,
  title = {Small models},
  author = {Silva, Grace and Tanaka, Ivan},
  journal = {Journal of Tests},
  year = {2023},
  doi = {10.1000/small}
}
"""
COMMENTS = {
    "en": "giscus",
    "zh": "waline",
    "giscus": {"repo": "octo/notes", "repo_id": "R_kgDOabc", "category_id": "DIC_kwDOabc"},
    "waline": {"server": "https://comments.example.org"},
}
OF_NOTE = "<!-- papernotes/list {tags: [links], style: entries, languages: all} -->"
OF_ARCHIVE = "<!-- papernotes/list {limit: 3, style: table, sort: rating} -->"
OF_PAGE = (
    "<!-- papernotes/list {limit: 4, style: excerpts, languages: all} -->\n\n"
    "<!-- papernotes/list {offset: 4, group: year} -->"
)
"""The lists that pages ask for."""
CITING = "Short. https://arxiv.org/abs/2403.00001.\n"
AUTHORS = """\
authors:
  lin:
    name: Lin Wei
    url: about.md
    avatar: img/face.png
"""
EXTENSIONS: list[Any] = [
    *("admonition", "attr_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.details", "pymdownx.superfences"),
    {"pymdownx.arithmatex": {"generic": True}},
    {"toc": {"permalink": True}},
]


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass(frozen=True)
class Edited:
    """The sources of a site, and its configuration, which tests change."""

    project: Project
    layout: str = "suffix"
    theme: str = "material"
    config: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    chinese: dict[str, Any] = field(default_factory=dict)
    """What static-i18n is told of Chinese."""
    has_tags: bool = False
    """Whether Material's plugin lists the tags."""

    def source(self, path: str, language: str = "en") -> str:
        """A page below the docs folder; `path` is that of the English one in the suffix layout."""
        if self.layout == "folder":
            return f"{language}/{path}"
        return path if language == "en" else path.removesuffix(".md") + f".{language}.md"

    def asset(self, path: str) -> str:
        return f"en/{path}" if self.layout == "folder" else path

    def path(self, path: str, language: str = "en") -> Path:
        return self.project.docs / self.source(path, language)

    def read(self, path: str, language: str = "en") -> str:
        return self.path(path, language).read_text("utf-8")

    def write(self, path: str, text: str, language: str = "en") -> None:
        self.project.write(self.source(path, language), text)

    def replace(self, path: str, old: str, new: str, language: str = "en") -> None:
        """Replace a text that a page has."""
        text = self.read(path, language)
        assert old in text, f"{path} ({language}) has no {old!r}"
        self.write(path, text.replace(old, new, 1), language)

    def delete(self, path: str, language: str = "en") -> None:
        self.path(path, language).unlink()

    def template(self, name: str, text: str) -> None:
        """Write a template that replaces one of the theme."""
        path = self.project.folder / self.theme / "overrides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def configure(self) -> None:
        values = settings(self.layout, theme=self.theme)
        if not self.has_tags:
            values["plugins"] = [name for name in values["plugins"] if name != "tags"]
        papernotes = {
            "bibliography": "papers.bib",
            "excerpt_length": 20,
            "wikilinks": True,
            "mark_papers": True,
            "markdown": True,
            "comments": COMMENTS,
            "stream": {"per_page": 5},
            "archive": {"per_page": 8},
            "feeds": {"json": True, "terms": ["tags"], "also_at": ["rss.xml"]},
            "topics": {"kinds": ["tags", "directions", "years", "venues", "authors"]},
            **({"locales": ["en", "zh"]} if self.layout == "none" else {}),
            **self.options,
        }
        values["plugins"][-1] = {"papernotes": papernotes}
        if self.layout != "none":
            values["plugins"][-2]["i18n"]["languages"][1] |= self.chinese
        values |= {"markdown_extensions": EXTENSIONS, **self.config}
        text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
        (self.project.folder / "mkdocs.yml").write_text(text, "utf-8")


def write_site(
    folder: Path,
    layout: str = "suffix",
    theme: str = "material",
    *,
    pairs: int = PAIRS,
    has_tags: bool = False,
) -> Edited:
    """Write the site into an empty folder."""
    site = Edited(Project(folder), layout, theme, has_tags=has_tags)
    for number in range(1, pairs + 1):
        for language in LANGUAGES:
            site.write(f"notes/note-{number:04}.md", note_text(number, language, WORDS), language)
    for language in LANGUAGES:
        for path, text in _pages(site, language):
            site.write(path, text, language)
    project = site.project
    for name in ("plot.png", "face.png"):
        project.write(site.asset(f"img/{name}"), png(400, 300))
    for name in ("slides", "venue"):
        project.write(site.asset(f"img/{name}.pdf"), b"%PDF-1.4")
    project.write(".authors.yml", AUTHORS)
    (folder / "papers.bib").write_text(BIBLIOGRAPHY, "utf-8")
    site.configure()
    return site


def _pages(site: Edited, language: str) -> Iterator[tuple[str, str]]:
    """The pages that are not generated, by their paths."""
    other = "zh" if language == "en" else "en"
    twin = {
        "suffix": f"linking.{other}.md" if other == "zh" else "linking.md",
        "folder": f"../../{other}/notes/linking.md",
        "none": f"linking.{other}.md" if other == "zh" else "linking.md",
    }[site.layout]
    end = ".zh.md" if site.layout == "none" and language == "zh" else ".md"
    yield (
        "notes/linking.md",
        page_text(
            f"# Links {language}\n\nTo [one](note-0001{end}#nowhere), "
            f"[a part](picture{end}#part) and [the other]({twin}). "
            f"[[picture]]\n\n<!-- more -->\n\n[[note-0002]] [[Cited {language}|cited]]\n\n"
            "!!! tip\n    A tip.\n\nA footnote[^1].\n\n[^1]: Its text.\n",
            title=f"Links {language}",
            date="2025-11-20",
            authors=["lin"],
            tags=["links"],
            paper={
                **PAPER,
                "links": {"slides": "../img/slides.pdf"},
                "venue": {"title": "Tests", "url": "../img/venue.pdf"},
            },
        ),
    )
    yield (
        "notes/picture.md",
        page_text(
            "![A plot](../img/plot.png)\n\nWhat it shows: $x^2$.\n\n## Part\n\nMore.\n",
            title=f"Picture {language}",
            date="2025-11-10",
            state="read",
            rating=3,
            pinned=True,
            paper={**PAPER, "focus": "fading"} if language == "en" else None,
        ),
    )
    cited = {"citation_key": "silva2023"}
    if language == "zh":
        cited["title"] = "小模型"
    yield (
        "notes/cited.md",
        page_text(f"{CITING}\n{OF_NOTE}", title=f"Cited {language}", paper=cited),
    )
    yield "archive/index.md", page_text(f"# All of it {language}\n\nWhat I read.\n\n{OF_ARCHIVE}")
    text = f"# About {language}\n\nWho writes [notes](notes/picture{end}).\n\n{OF_PAGE}"
    yield "about.md", page_text(text)
    if language == "en":
        yield "notes/draft.md", page_text("Not yet.", title="A draft", draft=True)
        yield (
            "notes/hidden.md",
            page_text("Known to few.", title="Hidden", date="2025-10-01", unlisted=True),
        )


# Comparing builds

_TIMES = re.compile(r"\d+\.\d+ s(econds)?")
_OF_THE_CACHE = re.compile(r"\[PN19[4-8]\]|PN19[4-8]")


def told(records: tuple[Record, ...], *folders: str) -> list[str]:
    """What a build told, apart from times, its folders and its cache."""
    found: list[str] = []
    for record in records:
        message = _TIMES.sub("", record.message)
        for folder in folders:
            message = message.replace(folder, "site")
        if not _OF_THE_CACHE.search(message):
            found.append(f"{record.level}: {message}")
    return found


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that are in one tree only, or not the same to the byte."""
    return sorted(
        name
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name) and not name.endswith(".gz")
    )


def first_difference(one: bytes | None, other: bytes | None) -> str:
    """The first lines that are not the same."""
    if one is None or other is None:
        return "missing" if one is None else "should not be there"
    lines = zip(one.decode().splitlines(), other.decode().splitlines(), strict=False)
    return next((f"{a[:300]!r} for {b[:300]!r}" for a, b in lines if a != b), "length")


def check_equal(built: Built, clean: Built) -> None:
    """A site is the same as another one, and what was told, too."""
    found = [
        f"{name}: {first_difference(built.files.get(name), clean.files.get(name))}"
        for name in differences(built.files, clean.files)
    ]
    assert not found, "\n".join(found)
    folders = [str(built.site_dir), str(clean.site_dir)]
    assert told(built.records, *folders) == told(clean.records, *folders)


Step = Callable[[Edited], object]

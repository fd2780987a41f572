"""What is not wrong is not told, and one cause is not told twice across files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mkdocs_papernotes import open_site
from tests.build_site import SITE_URL, Project, page_text

D = {"date": "2026-04-16"}
OF_ARXIV = {"arxiv": "2401.00001", "doi": "10.48550/arXiv.2401.00001"}
OF_ACM = {"arxiv": "2401.00001v2", "doi": "10.1145/3341301.3359646"}


def paper(**values: object) -> str:
    return page_text("Text.", **D, paper={"title": "A", **values})


SITES: dict[str, tuple[str, dict[str, str], dict[str, Any], list[str]]] = {
    "DOIs of arXiv and of a publisher": (
        "none",
        {"notes/a.md": paper(**OF_ARXIV), "notes/b.md": paper(**OF_ACM)},
        {},
        [],
    ),
    "the same in two languages": (
        "suffix",
        {"notes/a.md": paper(**OF_ARXIV), "notes/a.zh.md": paper(**OF_ACM)},
        {},
        [],
    ),
    "two DOIs of publishers": (
        "suffix",
        {
            "notes/a.md": paper(doi="10.1145/1.2", arxiv="2401.00001"),
            "notes/a.zh.md": paper(doi="10.1145/1.3"),
        },
        {},
        ["PN604"],
    ),
    "two notes at one address": (
        "none",
        {
            "notes/a.md": page_text("A.", **D, url="/x/"),
            "notes/b.md": page_text("B.", **D, url="/x/"),
        },
        {},
        ["PN601"],
    ),
    "addresses that differ in case": (
        "none",
        {
            "notes/a.md": page_text("A.", **D, url="/x/"),
            "notes/b.md": page_text("B.", **D, url="/X/"),
        },
        {},
        ["PN602"],
    ),
    "a language that is configured, but not built": (
        "suffix",
        {"notes/a.md": paper(), "notes/a.de.md": paper()},
        {
            "i18n": {
                "languages": [
                    {"locale": "en", "name": "English", "default": True, "build": True},
                    {"locale": "de", "name": "Deutsch", "build": False},
                ]
            }
        },
        [],
    ),
    "plugins that leave the files as they are": (
        "none",
        {"notes/a.md": page_text("A.", **D)},
        {"plugins": ["material/search", "glightbox", "minify", "awesome-nav", "papernotes"]},
        [],
    ),
    "an entry that cannot be read": (
        "none",
        {
            "notes/a.md": page_text("A.", **D, paper="doe"),
            "lib.bib": "@article{doe title = {A}}",
        },
        {"papernotes": {"bibliography": "lib.bib"}},
        ["PN512"],
    ),
}


@pytest.mark.parametrize("name", SITES)
def test_what_a_site_is_told(tmp_path: Path, name: str) -> None:
    layout, files, options, codes = SITES[name]
    project = Project(tmp_path).configure(layout, **options)
    for source, text in files.items():
        project.write(source, text)
    assert [problem.code for problem in open_site(tmp_path).problems] == codes


BUILDS: dict[str, tuple[dict[str, str], dict[str, Any], list[str]]] = {
    "no notes": ({"index.md": "# Home"}, {}, ["PN108"]),
    "only drafts": ({"notes/a.md": page_text("A.", **D, draft=True)}, {}, []),
    "notes elsewhere": ({"blog/a.md": page_text("A.", **D)}, {}, ["PN120"]),
    "a language that is not there": (
        {"notes/a.fr.md": page_text("A.", **D)},
        {"layout": "suffix"},
        ["PN105"],
    ),
    "no address": ({"notes/a.md": page_text("A.", **D)}, {"site_url": None}, ["PN109", "PN110"]),
    "an address for each language": (
        {"notes/a.md": page_text("A.", **D)},
        {
            "layout": "suffix",
            "site_url": None,
            "i18n": {
                "languages": [
                    {
                        "locale": "en",
                        "name": "English",
                        "default": True,
                        "build": True,
                        "site_url": SITE_URL,
                    }
                ]
            },
        },
        ["PN109"],
    ),
}


@pytest.mark.parametrize("name", BUILDS)
def test_what_a_build_tells(tmp_path: Path, name: str) -> None:
    files, options, codes = BUILDS[name]
    project = Project(tmp_path).configure(**{"layout": "none", **options})
    for source, text in files.items():
        project.write(source, text)
    told = [text for text in project.attempt().messages if text.startswith("papernotes: ")]
    assert sorted(text[-6:-1] for text in told) == codes


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("www.example.org/a.pdf", "Did you mean “https://www.example.org/a.pdf”?"),
        ("github.com/a/b", "Did you mean “https://github.com/a/b”?"),
        ("slides.pdf", "Put the file there, write its path relative to this one, or write an"),
    ],
)
def test_an_address_without_https_is_guessed(tmp_path: Path, given: str, remedy: str) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", paper={"title": "A", "links": {"pdf": given}})
    (told,) = project.attempt().warnings
    assert f"paper.links.pdf: “{given}” is not a file of the site. {remedy}" in told

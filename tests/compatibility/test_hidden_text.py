"""What is unlisted, encrypted or kept back is in no list, index or feed of another plugin.

One site in two layouts, with mkdocs-rss-plugin, mkdocs-encryptcontent-plugin and Material's tags.
Each note has a word of its own in its text; the tests ask in which files that word is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_papernotes import open_site
from tests.build_site import Built, Project

BODY = """\
# {title}

{word} is said.

## Heading of {word}

$${word}$$

<!-- more -->

Again {word}.
"""
NOTES: dict[str, dict[str, Any]] = {
    "clear": {"topics": ["CLEARTOPIC"]},
    "password": {"password": "a&b<c>"},
    "level": {"level": "friends"},
    "obfuscated": {"obfuscate": "x"},
    "described": {"password": "x", "description": "Told to all.", "paper": {"title": "A paper"}},
    "unlisted": {"unlisted": True, "topics": ["UNLISTEDTOPIC"], "tags": ["UNLISTEDTAG"]},
    "doubtful": {"unlisted": "maybe"},
    "held": {"draft": "ture"},
    "silent": {"excerpt": False},
}
ENCRYPTED = ("password", "level", "obfuscated", "described")
FEEDS = ("feed_rss_created.xml", "feed_rss_updated.xml", "feed_json_created.json")
SEARCH = "search/search_index.json"


def word_of(name: str) -> str:
    return f"WORD{name.upper()}"


def feeds(**options: Any) -> dict[str, Any]:
    meta = {"as_creation": "date", "as_update": "date", "datetime_format": "%Y-%m-%d"}
    return {"rss": {"use_git": False, "date_from_meta": meta, **options}}


def build(folder: Path, layout: str, others: list[Any], **notes: dict[str, Any]) -> Built:
    """A site with other plugins before ours, which is strict about nothing."""
    project = Project(folder).configure(
        layout,
        theme="material",
        languages=("en", "zh"),
        papernotes={"notes_in_nav": True, "topics": True},
    )
    file = folder / "mkdocs.yml"
    config = yaml.safe_load(file.read_text("utf-8"))
    config["plugins"][-1:-1] = others
    config["plugins"].remove("tags")
    file.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")
    for name, values in notes.items():
        project.note(f"{name}.md", BODY.format(title=name, word=word_of(name)), **values)
    project.write("tags.md", "# Tags\n\n<!-- material/tags -->\n")
    return project.build(strict=False)


@pytest.fixture(scope="module", params=["none", "suffix"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    options = {"password_inventory": {"friends": "pass & word"}, "title_prefix": "[Locked] "}
    others = [
        feeds(),
        {"tags": {"tags_name_property": "topics"}},
        {"encryptcontent": options},
    ]
    return build(tmp_path_factory.mktemp("hidden"), request.param, others, **NOTES)


def files_with(site: Built, name: str) -> set[str]:
    """The files in which the word of a note's text is."""
    word = word_of(name).encode()
    return {path for path, content in site.files.items() if word in content}


def test_the_text_of_an_ordinary_note_is_everywhere(site: Built) -> None:
    found = files_with(site, "clear")
    assert {"index.html", "archive/index.html", "notes/clear/index.html", SEARCH, *FEEDS} <= found
    assert "CLEARTOPIC" in site.text("tags/index.html")


@pytest.mark.parametrize("name", ENCRYPTED)
def test_the_text_of_an_encrypted_note_is_nowhere(site: Built, name: str) -> None:
    page = f"notes/{name}/index.html"
    assert files_with(site, name) <= {page}
    # the plugin itself leaves the headings in the table of contents
    assert word_of(name) not in site.page(page).text("article")
    assert "application/ld+json" not in site.text(page) or not any(
        word_of(name) in text for text in site.page(page).texts("script")
    )
    for feed in FEEDS:
        assert name in site.text(feed)


def test_its_description_is_told(site: Built) -> None:
    for path in ("index.html", *FEEDS):
        assert "Told to all." in site.text(path)


def test_the_password_is_in_no_file(site: Built) -> None:
    for path, content in site.files.items():
        assert b"a&b<c>" not in content, path
        assert b"a&amp;b" not in content, path


@pytest.mark.parametrize("name", ["unlisted", "doubtful"])
def test_an_unlisted_note_is_on_its_page_alone(site: Built, name: str) -> None:
    page = f"notes/{name}/index.html"
    assert files_with(site, name) == {page}
    address = f"notes/{name}/".encode()
    elsewhere = {path for path, content in site.files.items() if address in content}
    assert {path for path in elsewhere if not path.startswith(f"notes/{name}/")} == set()
    for path, content in site.files.items():
        assert b"UNLISTEDT" not in content, path


def test_a_note_that_is_held_back_is_nowhere(site: Built) -> None:
    assert files_with(site, "held") == set()
    assert not [path for path in site.files if "held" in path]


def test_a_note_without_an_excerpt_has_none_in_feeds(site: Built) -> None:
    found = files_with(site, "silent")
    assert found == {"notes/silent/index.html", SEARCH}
    assert "silent" in site.text(FEEDS[0])


def test_what_meta_files_say_of_a_folder_counts(tmp_path: Path) -> None:
    lines = {"": "topics: [FOLDERTOPIC]", "held": "draft: true", "hidden": "unlisted: true"}
    for name, line in (lines | {"keyed": "level: a", "locked": "password: secret"}).items():
        folder = tmp_path / "docs/notes" / name
        folder.mkdir(parents=True)
        (folder / ".meta.yml").write_text(f"{line}\n", "utf-8")
    options = {"password_inventory": {"a": "pass"}}
    tags = {"tags": {"tags_name_property": "topics"}}
    others = ["meta", feeds(), tags, {"encryptcontent": options}]
    names = ("clear", "held/a", "hidden/a", "keyed/a", "locked/a")
    site = build(tmp_path, "none", others, **{name: {} for name in names})
    assert {"index.html", SEARCH, *FEEDS} <= files_with(site, "clear")
    assert "clear" in site.page("tags/index.html").text("article")
    assert files_with(site, "held/a") == set()
    for name in names[2:]:
        assert files_with(site, name) == {f"notes/{name}/index.html"}, name
    assert "hidden/a" not in site.page("tags/index.html").text("article")
    assert not [text for text in site.problems if "PN319" in text]
    listed = {note.title for note in open_site(tmp_path).notes if not note.unlisted}
    assert listed == {"clear", "keyed/a", "locked/a"}


def test_a_feed_of_whole_texts(tmp_path: Path) -> None:
    others = [feeds(abstract_chars_count=-1), {"encryptcontent": {}}]
    names = ("clear", "described", "unlisted", "silent")
    site = build(tmp_path, "none", others, **{name: NOTES[name] for name in names})
    assert {*FEEDS} <= files_with(site, "clear")
    for name in names[1:]:
        assert not {*FEEDS} & files_with(site, name), name


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ({"global_password": "secret"}, {}),
        ({"password_inventory": {"_global": "secret"}}, {}),
        ({"password_file": "passwords.yml"}, {"passwords.yml": "_global: secret\n"}),
    ],
)
def test_a_password_for_all_pages(
    tmp_path: Path, options: dict[str, Any], files: dict[str, str]
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    site = build(tmp_path, "none", [feeds(), {"encryptcontent": options}], clear={})
    assert files_with(site, "clear") == {"notes/clear/index.html"}

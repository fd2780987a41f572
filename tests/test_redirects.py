"""Which old addresses lead where, and what is said of the others; nothing is built."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_papernotes import open_site
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.notes.old_addresses import is_address
from mkdocs_papernotes.options import values
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.views.redirect_page import leads_to
from tests.build_site import page_text, settings
from tests.timing import seconds

pytestmark = pytest.mark.pure

LAYOUTS = ("suffix", "folder", "none")


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        ("/2019/03/old-post/", True),
        ("/old", True),
        ("old/", True),
        ("old/path.html", True),
        ("./old", True),
        ("../old/", True),
        ("https://example.org/lab/old/", True),
        ("旧/文章/", True),
        ("Adam", False),
        ("TCP/IP", False),
        ("CI/CD", False),
        ("a first look at index.html", False),
        ("what and/or means", False),
        ("2019/03/old-post", False),
        ("v1.0", False),
        ("自适应矩估计", False),
        ("...", False),
    ],
)
def test_which_aliases_are_addresses(alias: str, expected: bool) -> None:
    assert is_address(alias) == expected


def opened(
    folder: Path,
    notes: Mapping[str, Mapping[str, Any]],
    redirects: Mapping[str, str] | None = None,
    layout: str = "suffix",
    **options: Any,
) -> Site:
    """A site with notes by name, such as `adam` or `adam.zh`, and a page that is none."""
    config = settings(layout, papernotes={"redirects": dict(redirects or {})}, **options)
    files = {}
    for name, front_matter in notes.items():
        stem, _, language = name.partition(".")
        source = f"{name}.md" if layout != "folder" else f"{stem}.md"
        start = f"{language or 'en'}/" if layout == "folder" else ""
        text = page_text("Some text.", **{"date": "2026-04-16", **front_matter})
        files[f"{start}notes/{source}"] = text
    start = "en/" if layout == "folder" else ""
    files[f"{start}about.md"] = page_text("About.", aliases=["/me.html", "Me"])
    for path, text in files.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    return open_site(folder)


def leads(site: Site) -> dict[str, str]:
    """Where the files that the site writes at old addresses lead."""
    return {output.path: redirect.target for output, redirect in site.redirect_files()}


def told(site: Site) -> list[tuple[str, str, int, str]]:
    """The problems of redirects: name, file, line and key."""
    return [
        (problem.name, problem.source, problem.line, problem.key)
        for problem in site.problems
        if problem.code.startswith("PN66")
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_old_addresses_lead_to_the_language_that_names_them(layout: str, tmp_path: Path) -> None:
    english = ["Adam", "/2019/adam/", "adam.html", "../up/", "/旧 的/", "/%E6%97%A7/", "/here"]
    chinese = {"title": "Adam", "redirect_from": ["/2019/旧/", "adam.html"]}
    notes = {"adam": {"title": "Adam", "aliases": english}, "adam.zh": chinese}
    redirects = {
        "file/": f"{'en/' if layout == 'folder' else ''}notes/adam.md#proof",
        "/address/": "/notes/adam/?a=1",
        "list.html": "archive/",
        "zh/list/": "zh/archive/",
        "home.html": "/",
        "web/": "https://example.com/a?b=c#d",
        "chain/": "file/",
        "own/": "https://example.org/lab/notes/adam/",
    }
    site = opened(tmp_path, notes, redirects, layout)
    to_chinese = "notes/adam.zh/" if layout == "none" else "zh/notes/adam/"
    assert leads(site) == {
        "2019/adam/index.html": "notes/adam/",
        "adam.html": "notes/adam/",
        "up/index.html": "notes/adam/",
        "旧 的/index.html": "notes/adam/",
        "旧/index.html": "notes/adam/",
        "here/index.html": "notes/adam/",
        "2019/旧/index.html": to_chinese,
        "zh/adam.html": to_chinese,
        "me.html": "about/",
        "file/index.html": "notes/adam/#proof",
        "address/index.html": "notes/adam/?a=1",
        "list.html": "archive/",
        "zh/list/index.html": "zh/archive/",
        "home.html": "",
        "web/index.html": "https://example.com/a?b=c#d",
        "chain/index.html": "notes/adam/#proof",
        "own/index.html": "notes/adam/",
    }
    assert told(site) == []
    languages = {output.path: redirect.language for output, redirect in site.redirect_files()}
    assert {path for path, language in languages.items() if language == "zh"} == {
        "2019/旧/index.html", "zh/adam.html", "zh/list/index.html"
    }  # fmt: skip
    (note,) = (note for note in site.notes if note.language == "en")
    assert note.aliases == ("Adam",)


def test_without_directory_addresses(tmp_path: Path) -> None:
    notes = {"adam": {"aliases": ["/old/", "./first.html"]}}
    site = opened(tmp_path, notes, {"older.md": "notes/adam.md"}, use_directory_urls=False)
    target = "notes/adam.html"
    assert leads(site) == {
        "old/index.html": target,
        "notes/first.html": target,
        "older.html": target,
        "me.html": "about.html",
    }


def test_nothing_leads_to_what_is_not_for_everybody(tmp_path: Path) -> None:
    notes = {
        "draft": {"draft": True, "aliases": ["/one/"]},
        "later": {"publish": "2099-01-01", "redirect_from": "/two/"},
        "unlisted": {"unlisted": True, "aliases": ["/three/"]},
        "locked": {"password": "x", "aliases": ["/four/"]},
    }
    redirects = {"five/": "notes/draft.md", "six/": "/notes/unlisted/", "seven/": "notes/later/"}
    site = opened(tmp_path, notes, redirects)
    assert leads(site) == {"me.html": "about/"}
    assert [name for name, *_ in told(site)] == ["redirect-to-hidden"] * 3
    text = " ".join(output.address + output.owner for output in site.outputs)
    assert not {"one", "two", "three", "four", "five", "six", "seven"} & {*text.split("/")}
    preview = open_site(tmp_path, preview=True)
    assert leads(preview) == {"me.html": "about/"}


OUTSIDE = ["../../x", "/../x/", "/a/../b/", "/%2e%2e/x/", "/a\\b/", "//host/x/", "/?p=12", "/#x"]
BAD = [*OUTSIDE, "/", "/a.php", "/a<b/", "https://other.example/x/", f"/{'x' * 300}/", "/%zz/"]


def test_addresses_that_cannot_be(tmp_path: Path) -> None:
    site = opened(tmp_path, {"adam": {"redirect_from": BAD}})
    reported = [
        name for name, source, line, key in told(site) if (line, key) == (3, "redirect_from")
    ]
    # `../../x` is `/x/`, as in Hugo: above the root there is nothing
    assert leads(site) == {"x/index.html": "notes/adam/", "me.html": "about/"}
    assert reported == ["not-an-old-address"] * (len(BAD) - 1)
    option = opened(tmp_path, {"adam": {}}, dict.fromkeys(BAD, "notes/adam.md"))
    assert leads(option) == {"me.html": "about/"}
    assert [name for name, *_ in told(option)] == ["not-an-old-address"] * len(BAD)


def test_addresses_that_are_taken(tmp_path: Path) -> None:
    notes = {
        "adam": {"aliases": ["/notes/sgd/", "/notes/adam/", "/Archive/", "/twice/", "/twice/"]},
        "sgd": {"aliases": ["/twice/", "/zh/"]},
    }
    site = opened(tmp_path, notes, {"twice/": "notes/adam.md", "about/": "notes/adam.md"})
    assert leads(site) == {"twice/index.html": "notes/adam/", "me.html": "about/"}
    assert told(site) == [
        ("redirect-taken", "notes/adam.md", 3, "aliases"),
        ("redirect-taken", "notes/adam.md", 3, "aliases"),
        ("redirect-twice", "notes/sgd.md", 3, "aliases"),
        ("redirect-taken", "notes/sgd.md", 3, "aliases"),
        ("redirect-taken", "mkdocs.yml", 0, "papernotes.redirects"),
    ]
    taken = [str(problem) for problem in site.problems if problem.name == "redirect-taken"]
    assert "notes/sgd.md is at notes/sgd/" in taken[0]
    assert all(problem.severity != "error" for problem in site.problems)


def test_old_addresses_that_differ_in_case_alone_lead_to_one_page(tmp_path: Path) -> None:
    notes = {"adam": {"aliases": ["/Old/", "/old/"]}, "sgd": {"aliases": ["/OLD/"]}}
    option = {"tags/LLM/": "archive/", "tags/llm/": "archive/", "more/": "tags/llm/"}
    site = opened(tmp_path, notes, option)
    assert leads(site) == {
        "me.html": "about/",
        "Old/index.html": "notes/adam/",
        "old/index.html": "notes/adam/",
        "tags/LLM/index.html": "archive/",
        "tags/llm/index.html": "archive/",
        "more/index.html": "archive/",
    }
    assert told(site) == [("redirect-twice", "notes/sgd.md", 3, "aliases")]
    assert "address-differs-in-case" not in {problem.name for problem in site.problems}


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("notes/adm.md", "notes/adam.md"),
        ("notes/adm/", "notes/adam/"),
        ("Notes/Adam/", "notes/adam/"),
        ("javascript:alert(1)", ""),
        ("//evil.example/", ""),
        ("http://[", ""),
        ("nowhere/at/all/", ""),
        ("old/", ""),
    ],
)
def test_targets_that_do_not_exist(target: str, near: str, tmp_path: Path) -> None:
    site = opened(tmp_path, {"adam": {}}, {"old/": target})
    assert leads(site) == {"me.html": "about/"}
    (problem,) = (each for each in site.problems if each.name == "redirect-target-missing")
    assert problem.values["near"] == near
    assert problem.key == "papernotes.redirects"


@pytest.mark.parametrize("given", ["old/", ["old/"], {"old/": None}, {2019: "x"}, {"": "x"}])
def test_the_option_is_checked(given: object) -> None:
    with pytest.raises(BadValueError) as raised:
        values.redirects(given)
    assert raised.value.name == "option-redirects"


def test_pages_of_other_plugins_that_lead_to_the_same(tmp_path: Path) -> None:
    page = '<meta http-equiv="refresh" content="0; url=../../{}">'
    same = [page.format(url) for url in ("notes/adam/", "notes/adam/index.html", "notes/%61dam/")]
    assert all(leads_to(html, "old/x/", "notes/adam/") for html in same)
    other = [page.format("notes/sgd/"), "<p>Some page</p>", ""]
    assert not any(leads_to(html, "old/x/", "notes/adam/") for html in other)
    outside = '<meta http-equiv="refresh" content="0; url=https://example.com/x/">'
    assert leads_to(outside, "old/", "https://example.com/x/")


def test_thousands_take_linear_time(tmp_path: Path) -> None:
    def open_with(count: int) -> None:
        aliases = [f"/2019/{number}/" for number in range(count)]
        missing = {f"{number}.html": f"notes/a{number}/" for number in range(200)}
        site = opened(tmp_path, {"adam": {"aliases": aliases}}, missing)
        assert len(leads(site)) == count + 1

    few, many = (seconds(partial(open_with, count), times=3) for count in (1000, 4000))
    assert many < 10 * few

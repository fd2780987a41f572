"""Addresses of Hugo: each was seen on a page that Hugo 0.168 made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.importers.hugo.addresses import (
    Addressed,
    Style,
    address_of,
    alias_of,
    glob,
)
from mkdocs_papernotes.importers.hugo.configuration import Configuration, lower_keys
from mkdocs_papernotes.importers.hugo.names import (
    Spelling,
    content_name,
    encoded,
    path_part,
    sanitized,
)
from mkdocs_papernotes.importers.hugo.settings import settings_of

pytestmark = pytest.mark.pure

DAY = date(2019, 3, 7)


def style(**configuration: object) -> Style:
    return settings_of(Configuration(lower_keys(configuration))).style


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Social Media", "social-media"),
        ("C++ Smart Pointers", "c++-smart-pointers"),
        ("cin & cout is slow", "cin-cout-is-slow"),
        ("What's up? (1)", "whats-up-1"),
        ("强化学习 入门", "强化学习-入门"),
        ("“引号”，逗号。", "引号逗号"),
        ("ΟΔΟΣ", "οδοσ"),
        ("a%20b", "a%20b"),
        ("100% sure", "100-sure"),
        ("C#", "c#"),
        ("a - b", "a-b"),
        ("  x  ", "x"),
        ("é", "é"),
    ],
)
def test_a_part_of_an_address_is_made_as_hugo_makes_it(text: str, part: str) -> None:
    assert path_part(text, Spelling()) == part


def test_accents_and_capitals_stay_or_go_as_the_configuration_says() -> None:
    assert path_part("Élan Vital", Spelling(lower=False)) == "Élan-Vital"
    assert path_part("Élan Vital", Spelling(accents=False)) == "elan-vital"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/adam.md", ("posts", "adam", "", "md")),
        ("posts/adam.zh.md", ("posts", "adam", "zh", "md")),
        ("posts/v1.2.md", ("posts", "v1.2", "", "md")),
        ("posts/adam/index.en.md", ("posts/adam", "index", "en", "md")),
        ("_index.md", ("", "_index", "", "md")),
        ("zh.md", ("", "zh", "", "md")),
        ("a.ZH.markdown", ("", "a", "zh", "markdown")),
    ],
)
def test_the_parts_of_a_file_name(path: str, expected: tuple[str, ...]) -> None:
    name = content_name(path, {"en", "zh"})
    assert (name.folder, name.name, name.language, name.extension) == expected


@pytest.mark.parametrize(
    ("page", "configuration", "path"),
    [
        (Addressed("posts/Adam Notes"), {}, "posts/adam-notes/"),
        (Addressed("posts/cin & cout is slow"), {}, "posts/cin--cout-is-slow/"),
        (Addressed("posts/adam", slug="Why Adam"), {}, "posts/why-adam/"),
        (Addressed("posts/adam", prefix="zh"), {}, "zh/posts/adam/"),
        (Addressed("posts/adam"), {"uglyURLs": True}, "posts/adam.html"),
        (Addressed("posts/adam"), {"uglyURLs": {"posts": True}}, "posts/adam.html"),
        (Addressed("docs/adam"), {"uglyURLs": {"posts": True}}, "docs/adam/"),
        (Addressed("posts/Adam"), {"disablePathToLower": True}, "posts/Adam/"),
        (Addressed("posts", "section"), {}, "posts/"),
        (Addressed("", "home", prefix="zh"), {}, "zh/"),
        (Addressed("tags/Deep Learning", "term"), {}, "tags/deep-learning/"),
        (Addressed("posts/adam", url="/a/b"), {}, "a/b/"),
        (Addressed("posts/adam", url="/A b.html"), {}, "A b.html"),
        (Addressed("posts/adam", url="a/b/", prefix="zh"), {}, "zh/a/b/"),
        (Addressed("posts/adam", url="/a/b/", prefix="zh"), {}, "a/b/"),
        (Addressed("posts/adam", url="/zh/a/", prefix="zh"), {}, "zh/a/"),
        (Addressed("posts/adam", url="/../../x/"), {}, "x/"),
        (
            Addressed("posts/adam", url="/:year/:slug/", title="Why Adam", day=DAY),
            {},
            "2019/why-adam/",
        ),
        (
            Addressed("posts/adam", title="Why Adam", day=DAY, sections=("posts",)),
            {"permalinks": {"posts": "/:year/:month/:day/:title/"}},
            "2019/03/07/why-adam/",
        ),
        (
            Addressed("posts/2019/adam", day=DAY, sections=("posts", "2019"), file_name="adam"),
            {"permalinks": {"page": {"posts": "/:sections[1:]/:yearday/:filename"}}},
            "2019/66/adam/",
        ),
        (
            Addressed("posts/adam", slug="why", day=DAY, sections=("posts",)),
            {"permalinks": {"posts": "/:section/:monthname/:slugorcontentbasename.html"}},
            "posts/march/why.html/",
        ),
        (
            Addressed("posts/C++", title="C++", sections=("posts",)),
            {"permalinks": {"posts": "/p/:slug/"}},
            "p/c/",
        ),
        (
            Addressed("posts/adam", sections=("posts",)),
            {"permalinks": [{"target": {"path": "/posts/**"}, "pattern": "/x/:contentbasename"}]},
            "x/adam/",
        ),
        (
            Addressed("about", title="About me"),
            {"permalinks": {"/": "/pages/:title/"}},
            "pages/about-me/",
        ),
        (
            Addressed("tags/LLM", "term", title="LLM", sections=("tags",)),
            {"permalinks": {"tags": "/t/:slug/"}},
            "t/llm/",
        ),
        (Addressed("posts/index-x", slug="index", sections=("posts",)), {}, "posts/"),
    ],
)
def test_the_address_of_a_page(
    page: Addressed, configuration: dict[str, object], path: str
) -> None:
    assert address_of(page, style(**configuration)).path == path


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("posts/adam/", "posts/adam/"),
        ("posts/强化/", "posts/%E5%BC%BA%E5%8C%96/"),
        ("posts/c++/", "posts/c++/"),
        ("posts/c#/", "posts/c%23/"),
        ("posts/a(b)/", "posts/a(b)/"),
        ("posts/强(b)/", "posts/%E5%BC%BA%28b%29/"),
    ],
)
def test_links_and_ids_of_feeds_are_encoded_as_go_does_it(path: str, link: str) -> None:
    assert encoded(path) == link


@pytest.mark.parametrize(
    ("alias", "prefix", "expected"),
    [
        ("/old/adam/", "", ("old/adam/",)),
        ("/old/adam.html", "", ("old/adam.html",)),
        ("old-name", "", ("posts/old-name/",)),
        ("../old", "", ("old/",)),
        ("/old/", "zh", ("zh/old/", "old/")),
        ("/zh/old/", "zh", ("zh/zh/old/", "zh/old/")),
        ("/../../etc/passwd", "", ("etc/passwd/",)),
        ("https://example.org/x", "", ()),
        ("/", "", ()),
    ],
)
def test_aliases_are_below_the_root_or_beside_the_page(
    alias: str, prefix: str, expected: tuple[str, ...]
) -> None:
    address = address_of(Addressed("posts/adam", prefix=""), Style())
    assert alias_of(alias, address, prefix, ugly=False) == expected


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/posts/**", "/posts/2019/adam", True),
        ("/posts/*", "/posts/2019/adam", False),
        ("{/posts,/posts/**}", "/posts", True),
        ("/p?sts", "/posts", True),
        ("/posts", "/notes", False),
    ],
)
def test_patterns_of_paths(pattern: str, path: str, matches: bool) -> None:
    assert glob(pattern)(path) is matches


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_address_leads_out_of_the_site(path: str, slug: str, url: str) -> None:
    for page in (
        Addressed(path or "x", slug=slug),
        Addressed("x", url=url),
        Addressed("x", url="/" + url),
    ):
        found = address_of(page, Style()).path
        assert not found.startswith("/")
        if page.url:
            assert ".." not in found.split("/")
    for alias in (url, f"/{url}"):
        for found in alias_of(alias, address_of(Addressed("x"), Style()), "", ugly=False):
            assert not found.startswith("/")
            assert ".." not in found.split("/")


@given(st.text(max_size=60))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert sanitized(sanitized(text)) == sanitized(text)

"""Addresses of Jekyll's pages; the expected ones were written by Jekyll 4.3.1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError
from mkdocs_papernotes.importers.jekyll.permalinks import STYLES, Document, page_url, url_of
from mkdocs_papernotes.importers.jekyll.reading import read
from mkdocs_papernotes.importers.jekyll.slugs import slugify
from mkdocs_papernotes.importers.old_site import OldPage, OldSite

pytestmark = pytest.mark.pure


def site(folder: Path, files: Mapping[str, str]) -> OldSite:
    """The site that files make, by their paths."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read(Request(folder, now=datetime(2026, 1, 1)))


def post(**values: str) -> str:
    front = "".join(f"{key}: {value}\n" for key, value in values.items())
    return f"---\n{front}---\nText.\n"


def only(found: OldSite) -> OldPage:
    assert len(found.pages) == 1
    return found.pages[0]


DATES = {
    "2020-01-01 20:00:00": "2020/01/02/04-00",
    "2020-01-02 20:00": "2020/01/02/20-00",
    "2020-01-03T20:00:00Z": "2020/01/04/04-00",
    "2020-01-04 20:00:00 +0800": "2020/01/04/20-00",
    "2020-01-05": "2020/01/05/00-00",
    "2020-1-6 20:00:00": "2020/01/07/04-00",
    "2020/01/07 20:00:00": "2020/01/07/20-00",
    "'2020-01-08 20:00:00'": "2020/01/08/20-00",
    "2020-02-30": "2020/03/01/00-00",
    "Jan 10, 2020": "2020/01/10/00-00",
    "2020-01-11 20:00:00 -0500": "2020/01/12/09-00",
}


@pytest.mark.parametrize("date", DATES)
def test_dates(tmp_path: Path, date: str) -> None:
    """What has no zone is in UTC if YAML reads it as a time, else in the site's zone."""
    config = "timezone: Asia/Shanghai\npermalink: /:year/:month/:day/:hour-:minute/:title/\n"
    page = only(site(tmp_path, {"_config.yml": config, "_posts/2020-1-1-a.md": post(date=date)}))
    assert page.address == f"{DATES[date]}/a/"


PLACEHOLDERS = (
    "/:collection/:categories/:slugified_categories/:year-:i_month-:i_day-:short_year-:y_day-:week-"
    ":w_year-:w_day-:short_month-:long_month-:short_day-:long_day/:name/:title/:slug/:path:output_ext"
)
PLACES = {
    "_posts/sub/2019-12-30-Hello_World & me 中文 C++...md": (
        {"categories": "[Foo Bar, C++, foo bar]", "category": "x y"},
        "posts/foo bar/c++/x y/foo-bar/c/x-y/2019-12-30-19-364-01-2020-1-Dec-December-Mon-Monday/"
        "2019-12-30-hello-world-me-中文-c/Hello_World-&-me-中文-C++/hello-world-me-中文-c/"
        "sub/2019-12-30-Hello_World & me 中文 C++.html",
    ),
    "es/_posts/2021-01-03-x-.md": (
        {"categories": "one Two", "slug": "My Slug"},
        "posts/es/one/two/es/one/two/2021-1-3-21-003-53-2020-7-Jan-January-Sun-Sunday/"
        "2021-01-03-x/My-Slug/my-slug/es/2021-01-03-x-.html",
    ),
    "_notes/deep/2021-01-03-no te.md": ({}, "notes/deep/2021-01-03-no te.html"),
    "docs/my page.md": ({}, "docs/my page.html"),
    "docs/a.md": ({"permalink": "/a%20b/c d..e./x/"}, "a b/c d/ex/"),
    "docs/b.md": ({"permalink": "b"}, "b.html"),
    "docs/index.md": ({}, "docs/"),
}


@pytest.mark.parametrize("path", PLACES)
def test_placeholders(tmp_path: Path, path: str) -> None:
    values, expected = PLACES[path]
    config = f"permalink: {PLACEHOLDERS}\ncollections: {{notes: {{output: true}}}}\n"
    assert only(site(tmp_path, {"_config.yml": config, path: post(**values)})).address == expected


STYLED = {
    "date": ("c/2020/02/03/t-x.html", "p.html"),
    "pretty": ("c/2020/02/03/t-x/", "p/"),
    "ordinal": ("c/2020/034/t-x.html", "p.html"),
    "weekdate": ("c/2020/W06/Mon/t-x.html", "p.html"),
    "none": ("c/t-x.html", "p.html"),
    "/blog/:title": ("blog/t-x.html", "p.html"),
    "/blog/:title/": ("blog/t-x/", "p/"),
}


@pytest.mark.parametrize("style", STYLED)
def test_styles(tmp_path: Path, style: str) -> None:
    files = {
        "_config.yml": f"permalink: {style}\n",
        "_posts/2020-02-03-t-x.md": post(category="c"),
        "p.md": post(title="P"),
    }
    found = site(tmp_path, files)
    assert tuple(page.address for page in found.pages) == STYLED[style]


def test_an_address_without_an_ending_is_kept_too(tmp_path: Path) -> None:
    files = {"_config.yml": "permalink: /blog/:title\n", "_posts/2020-02-03-t.md": post()}
    assert only(site(tmp_path, files)).aliases == ("blog/t",)


def test_defaults_by_scope(tmp_path: Path) -> None:
    config = """
defaults:
  - scope: {path: "", type: posts}
    values: {permalink: "/all/:title/", author: Ann}
  - scope: {path: _posts/old}
    values: {permalink: "/old/:title/"}
"""
    files = {
        "_config.yml": config,
        "_posts/2020-01-01-a.md": post(),
        "_posts/old/2020-01-01-b.md": post(author="Bo"),
    }
    found = site(tmp_path, files)
    assert [page.address for page in found.pages] == ["all/a/", "old/b/"]
    assert [page.values["authors"] for page in found.pages] == [["Ann"], ["Bo"]]


def test_redirects_and_feed(tmp_path: Path) -> None:
    files = {
        "_config.yml": "url: https://a.example\nbaseurl: /b\nplugins: [jekyll-feed]\n",
        "_posts/2020-01-01-x y.md": post(
            redirect_from="[/old/, 'https://a.example/b/older.html', 'https://other.example/z']",
            slug="S t",
        ),
        "gone.md": post(redirect_to="/2020/01/01/S-t.html"),
    }
    page = only(site(tmp_path, files))
    assert page.aliases == ("old/", "older.html", "gone.html")
    assert page.feed_id == "https://a.example/b/2020/01/01/S%20t"


def test_an_unknown_placeholder_is_told(tmp_path: Path) -> None:
    found = site(
        tmp_path, {"_config.yml": "permalink: /:blog/\n", "_posts/2020-01-01-x.md": post()}
    )
    assert only(found).address == ""
    assert "import-address-unknown" in [problem.name for problem in found.problems]


def test_no_site(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSiteError, match="no _config"):
        read(Request(tmp_path))
    (tmp_path / "_config.yml").write_text("a: [\n")
    with pytest.raises(UnreadableSiteError, match="line 2"):
        read(Request(tmp_path))


SLUGS = {
    ("The _config.yml file", "default"): "the-config-yml-file",
    ("The _config.yml file", "pretty"): "the-_config.yml-file",
    ("The _config.yml file", "ascii"): "the-config-yml-file",
    ("The  _config.yml file", "raw"): "the-_config.yml-file",
    ("Über C++, 中文", "default"): "über-c-中文",
    ("Über C++, 中文", "latin"): "uber-c",
    ("Über C++, 中文", "ascii"): "ber-c",
    ("A B", "none"): "a b",
}


@pytest.mark.parametrize(("text", "mode"), SLUGS)
def test_slugs(text: str, mode: str) -> None:
    assert slugify(text, mode) == SLUGS[text, mode]


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3), st.sampled_from([*STYLES]))
def test_any_name_gives_a_clean_address(slug: str, categories: list[str], style: str) -> None:
    document = Document("posts", f"/{slug}", slug, datetime(2020, 2, 3), categories)
    url = url_of(STYLES[style], document.placeholders())
    assert url.startswith("/")
    assert "/../" not in url
    assert page_url("/:name/", {"name": slug}).startswith("/")

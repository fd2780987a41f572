"""Sites of Hexo as they are read: addresses, keys, terms, files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha1
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError
from mkdocs_papernotes.importers.hexo.addresses import normal
from mkdocs_papernotes.importers.hexo.globs import matches
from mkdocs_papernotes.importers.hexo.permalink import fill, parse
from mkdocs_papernotes.importers.hexo.reading import read
from mkdocs_papernotes.importers.hexo.slugs import slugize
from mkdocs_papernotes.importers.old_site import OldPage, OldSite

pytestmark = pytest.mark.pure

NOW = datetime(2026, 1, 2, 3, 4)
EXAMPLE = Path(__file__).parent / "old_sites" / "hexo-next"


def site(folder: Path, files: Mapping[str, str]) -> OldSite:
    """The site in a folder with these files; its `_config.yml` may be among them."""
    for name, text in {"_config.yml": "timezone: Asia/Shanghai\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "source").mkdir(exist_ok=True)
    return read(Request(folder, now=NOW))


def post(folder: Path, front: str, config: str = "", name: str = "adam") -> OldPage:
    """A post with this front matter on a site with this configuration."""
    text = f"---\n{front}\n---\nText.\n"
    files = {f"source/_posts/{name}.md": text}
    if config:
        files["_config.yml"] = config
    return next(page for page in site(folder, files).pages if page.is_note)


def told(old: OldSite) -> list[tuple[str, str]]:
    return [(problem.name, problem.source) for problem in old.problems]


DATED = "title: Adam, 方法!\ndate: 2019-03-04 05:06:07"


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        (":year/:month/:day/:title/", "2019/03/04/opt/adam/"),
        (":year/:i_month/:i_day/:name.html", "2019/3/4/adam.html"),
        ("p/:post_title/index.html", "p/adam-方法/"),
        (":category/:hour:minute:second/", "optim/050607/"),
        ("posts/:abbrlink.html", "posts/4a17b156.html"),
        (":lang/:title/", "en/opt/adam/"),
        ("/:timestamp/", "1551647167/"),
        (":hash/", f"{sha1(b'opt/adam1551647167').hexdigest()[:12]}/"),
    ],
)
def test_the_address_of_a_post_is_what_the_pattern_says(
    tmp_path: Path, pattern: str, address: str
) -> None:
    config = (
        f"timezone: Asia/Shanghai\npermalink: {pattern}\n"
        "category_map: {优化: optim}\npermalink_defaults: {lang: en}\n"
    )
    found = post(tmp_path, f"{DATED}\nabbrlink: 4a17b156\ncategories: 优化", config, "opt/adam")
    assert found.address == address


def test_the_example_is_read_as_hexo_reads_it() -> None:
    old = read(Request(EXAMPLE, now=NOW))
    by_name = {page.name: page for page in old.pages}
    assert by_name["own-permalink"].address == "essays/own.html"
    assert by_name["int-permalink"].address == "2048/"
    assert by_name["2019/rivers"].address == "2019/05/06/2019/rivers/"
    assert by_name["rolled-over"].values["date"] == datetime(2023, 3, 1, 8)
    assert by_name["adam"].feed_id == "https://he.example.org/blog/2019/03/04/adam/"
    assert [file.owner for file in old.files if file.source.endswith("fig.png")] == [
        "source/_posts/adam.md"
    ]
    assert (old.url, old.timezone, old.license) == (
        "https://he.example.org/blog/",
        "Asia/Shanghai",
        "CC-BY-NC-SA-4.0",
    )


def test_a_folder_without_a_configuration_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSiteError, match=r"_config\.yml"):
        read(Request(tmp_path))


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("categories: [优化, 随机优化]", ("优化", ["随机优化"])),
        ("categories: [[A, B], [C]]\ntags: x", ("A", ["x", "B", "C"])),
        ("categories: A\ntags: [A, 2020, null]", ("A", ["A", "2020"])),
        ("category: 7\ntag: t", ("7", ["t"])),
        ("categories:\ntags:", (None, None)),
    ],
)
def test_the_first_category_is_the_direction(
    tmp_path: Path, front: str, expected: tuple[object, object]
) -> None:
    values = post(tmp_path, f"{DATED}\n{front}").values
    assert (values.get("direction"), values.get("tags")) == expected


@pytest.mark.parametrize(
    ("front", "key", "value"),
    [
        ("sticky: 100", "pin", True),
        ("top: true", "pin", True),
        ("sticky: 0", "pin", None),
        ("hidden: true", "unlisted", True),
        ("hide: false", "unlisted", None),
        ("published: false", "draft", True),
        ("published: no?", "draft", True),
        ("draft: ture", "draft", True),
        ("password: secret", "draft", True),
        ('password: ""', "draft", None),
        ("excerpt: Of <b>moments</b>.", "description", "Of moments."),
        ("abstract: A\nexcerpt: E\ndescription: D", "description", "D"),
        ("cover: /img/a.png", "image", "/img/a.png"),
        ("cover: false\nthumbnail: b.png", "image", "b.png"),
        ("photos:\n- c.png\n- d.png", "image", "c.png"),
        ("copyright: false", "license", False),
        ("copyright: true", "license", None),
        ("comments: false", "comments", False),
        ("author: Ana Silva", "authors", ["Ana Silva"]),
        ("toc: false", "hide", ["toc"]),
        ("updated: 2019-03-05", "updated", date(2019, 3, 5)),
        ("updated: 2019-03-04 05:06:07", "updated", None),
        ("link: https://example.net/x", "original_url", "https://example.net/x"),
        ("mathjax: true", "mathjax", None),
        ("typora-copy-images-to: x", "typora-copy-images-to", None),
        ("template: home.html", "template", None),
        ("mood: fine", "mood", "fine"),
    ],
)
def test_keys_of_hexo_and_its_themes(tmp_path: Path, front: str, key: str, value: object) -> None:
    assert post(tmp_path, f"{DATED}\n{front}").values.get(key) == value


@given(st.text(max_size=60))
def test_a_slug_is_part_of_an_address(text: str) -> None:
    slug = slugize(text)
    assert "/" not in slug
    assert "--" not in slug
    assert slugize(slug) == slug


@given(st.text(":/-ayetil_.", max_size=30), st.text("a/-1290", max_size=20))
def test_what_is_read_from_a_name_gives_the_name_again(pattern: str, path: str) -> None:
    found = parse(pattern, path)
    if found is not None and len(set(found)) == pattern.count(":"):
        assert fill(pattern, found.__getitem__) == path


@given(st.text(max_size=60))
def test_an_address_stays_below_the_root(path: str) -> None:
    address = normal(path)
    assert not address.startswith("/")
    assert ".." not in address.split("/")
    assert "\\" not in address


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("novel/a.md", "novel/*", True),
        ("novel/a/b.md", "novel/*", False),
        ("novel/a/b.md", "novel/**", True),
        ("x/y/README.md", "**/README.md", True),
        ("README.md", "*.{md,html}", True),
        ("a.md", "!b.md", True),
    ],
)
def test_patterns_of_paths(path: str, pattern: str, fits: bool) -> None:
    assert matches(path, pattern) is fits

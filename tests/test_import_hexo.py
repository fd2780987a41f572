"""Sites of Hexo as they are read: addresses, keys, terms, files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timezone
from hashlib import sha1
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError
from mkdocs_papernotes.importers.globs import matches
from mkdocs_papernotes.importers.hexo.addresses import normal
from mkdocs_papernotes.importers.hexo.comments import comments_of
from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.menus import menu_of
from mkdocs_papernotes.importers.hexo.pages import Site, page_of_post
from mkdocs_papernotes.importers.hexo.permalink import fill, parse
from mkdocs_papernotes.importers.hexo.posts import Post
from mkdocs_papernotes.importers.hexo.reading import read
from mkdocs_papernotes.importers.hexo.rights import license_of
from mkdocs_papernotes.importers.hexo.slugs import slugize
from mkdocs_papernotes.importers.hexo.terms import Categories
from mkdocs_papernotes.importers.markup import convert_markdown
from mkdocs_papernotes.importers.old_site import OldPage, OldSite
from mkdocs_papernotes.importers.source import Source
from tests.importers.places import SomePlaces

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


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("theme: next\ntheme_config:\n  menu: {home: / || fa, 笔记: /n/ || x}", ["Home", "笔记"]),
        (
            "language: zh-CN\ntheme: next\ntheme_config:\n  menu:\n    archives: /archives/\n"
            "    Docs: {default: /docs/ || book, Start: start/ || flag}",
            ["归档", "Docs", "Start"],
        ),
        (
            "theme: fluid\ntheme_config: {navbar: {menu: [{key: about, link: /about/}, "
            "{name: More, submenu: [{name: X, link: https://example.net}]}]}}",
            ["About", "X"],
        ),
        (
            "theme: butterfly\ntheme_config:\n  menu:\n    List || fa:\n    - Music || /m/",
            ["Music"],
        ),
    ],
)
def test_the_menu_of_a_theme(tmp_path: Path, config: str, expected: list[str]) -> None:
    assert [entry.title for entry in site(tmp_path, {"_config.yml": config}).menu] == expected


def test_no_entry_of_the_menu_is_lost_silently(tmp_path: Path) -> None:
    menu = "{Mail: 'mailto:me@example.org', Lab: //lab.example.org/, Book: https://e.org/a b}"
    old = site(tmp_path, {"_config.yml": f"theme: next\ntheme_config: {{menu: {menu}}}"})
    shown = {entry.title: entry.target for entry in old.menu}
    assert shown["Lab"] == "https://lab.example.org/"
    assert shown["Book"] == "https://e.org/a%20b"
    assert shown["Mail"] == "mailto:me@example.org"


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("creative_commons: {license: by-nc-sa, post: true}", "CC-BY-NC-SA-4.0"),
        ("creative_commons: {license: by-nc-sa, post: false}", ""),
        ("creative_commons: {license: zero, sidebar: true}", "CC0-1.0"),
        (
            "post_copyright: {enable: true, license: CC BY-NC-SA 3.0, "
            "license_url: https://creativecommons.org/licenses/by-nc-sa/3.0/}",
            "CC-BY-NC-SA-3.0",
        ),
        ("post_copyright: {enable: false, license: CC BY 4.0}", ""),
        ("post: {copyright: {enable: true, license: BY}}", "CC-BY-4.0"),
    ],
)
def test_the_licence_of_a_theme(tmp_path: Path, theme: str, expected: str) -> None:
    files = {"_config.yml": "theme: next\n", "_config.next.yml": theme}
    assert site(tmp_path, files).license == expected


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        ("{}", ("atom.xml",)),
        ("{type: rss2}", ("rss2.xml",)),
        ("{type: [atom, rss2], path: [a/feed, r.xml]}", ("a/feed.xml", "r.xml")),
        ("{type: atom, path: [x.xml]}", ("atom.xml",)),
        ("{enable: false}", ()),
    ],
)
def test_feeds_are_where_their_plugin_puts_them(
    tmp_path: Path, feed: str, expected: tuple[str, ...]
) -> None:
    package = '{"dependencies": {"hexo-generator-feed": "^3.0.0"}}'
    files = {"_config.yml": f"feed: {feed}\n", "package.json": package}
    assert site(tmp_path, files).feeds == expected


@pytest.mark.parametrize(
    ("renderer", "formula"),
    [("pandoc", r"$Global\_X_{in}$"), ("marked", "$Global_X_{in}$")],
)
def test_pandoc_leaves_the_backslashes_of_formulas(
    tmp_path: Path, renderer: str, formula: str
) -> None:
    package = f'{{"dependencies": {{"hexo-renderer-{renderer}": "^0.4.0"}}}}'
    text = f"---\n{DATED}\n---\n$Global\\_X_{{in}}$\n"
    page = site(tmp_path, {"package.json": package, "source/_posts/adam.md": text}).pages[0]
    body = Body(page.body, page.line)
    convert_markdown(body, page, SomePlaces(), lambda *_, **__: None, anchors="hexo")
    assert body.restored().strip() == formula


GISCUS = "giscus: {enable: true, repo: a/b, repo_id: R_1234567, category_id: DIC_1234567%s}"


@pytest.mark.parametrize(
    ("theme", "thread"),
    [
        (GISCUS % "", "blog/2019/03/04/%E6%96%B9/"),
        (GISCUS % ", mapping: 'og:title'", "Adam, 方法!"),
        (GISCUS % ", mapping: number", ""),
        ("waline: {enable: true, serverURL: https://c.example.net/}", "/blog/2019/03/04/方/"),
        (
            "comments: {use: Waline}\nwaline: {serverURL: https://c.example.net}",
            "/blog/2019/03/04/方/",
        ),
        ("waline: {enable: false, serverURL: https://c.example.net}", ""),
    ],
)
def test_threads_of_comments_keep_their_names(tmp_path: Path, theme: str, thread: str) -> None:
    files = {
        "_config.yml": "url: https://x.example.org/blog\ntheme: next\n",
        "_config.next.yml": theme,
        "source/_posts/方.md": f"---\n{DATED}\n---\n",
    }
    assert site(tmp_path, files).pages[0].thread == thread


def test_dates_in_addresses_are_those_of_the_computer_that_built_the_site(tmp_path: Path) -> None:
    text = "---\ndate: 2019-03-04 05:06:07\n---\n"
    workflow = "steps:\n- run: npx hexo generate\n"
    found = site(
        tmp_path, {"source/_posts/adam.md": text, ".github/workflows/site.yml": workflow}
    ).pages[0]
    assert found.address == "2019/03/03/adam/"
    assert found.aliases == ("2019/03/04/adam/",)
    (tmp_path / ".github/workflows/site.yml").write_text(f"env: {{TZ: Asia/Shanghai}}\n{workflow}")
    assert read(Request(tmp_path)).pages[0].address == "2019/03/04/adam/"


def test_lists_of_terms_and_times_have_their_pages(tmp_path: Path) -> None:
    posts = {
        f"source/_posts/{number}.md": f"---\ndate: 2019-03-0{number} 10:00\n"
        "tags: [C++, Ünï/x]\ncategories: [A, B]\n---\n"
        for number in range(1, 4)
    }
    old = site(tmp_path, {"_config.yml": "per_page: 2\ntag_map: {C++: cpp}", **posts})
    found = {(term.kind, term.name, term.address) for term in old.terms}
    assert found == {
        ("tags", "", "tags/"),
        ("directions", "", "categories/"),
        ("tags", "C++", "tags/cpp/"),
        ("tags", "C++", "tags/cpp/page/2/"),
        ("tags", "Ünï/x", "tags/Uni-x/"),
        ("tags", "Ünï/x", "tags/Uni-x/page/2/"),
        ("directions", "A", "categories/A/"),
        ("directions", "A", "categories/A/page/2/"),
        ("tags", "B", "categories/A/B/"),
        ("tags", "B", "categories/A/B/page/2/"),
    }
    folders = ("archives/", "archives/2019/", "archives/2019/03/")
    pages = {f"{folder}{page}" for folder in folders for page in ("", "page/2/")}
    assert set(old.lists) == {"page/2/", *pages}


def test_files_belong_to_their_posts(tmp_path: Path) -> None:
    old = site(
        tmp_path,
        {
            "_config.yml": "post_asset_folder: true\npermalink: :title.html\n",
            "source/_posts/a.md": "---\ndate: 2019-03-04\n---\n",
            "source/_posts/a/图 1.png": "",
            "source/_posts/shared/x.png": "",
            "source/_data/links.yml": "",
            "source/game/index.html": "<p>",
        },
    )
    assert {(file.source, file.address, file.owner) for file in old.files} == {
        ("source/_posts/a/图 1.png", "a/图 1.png", "source/_posts/a.md"),
        ("source/_posts/shared/x.png", "notes/shared/x.png", ""),
        ("source/game/index.html", "game/index.html", ""),
    }
    assert ("import-file-left", "source/_data/") in told(old)


def test_files_of_a_draft_may_have_stayed_beside_the_posts(tmp_path: Path) -> None:
    old = site(
        tmp_path,
        {
            "source/_drafts/raft.md": "![](raft/log.png)",
            "source/_posts/raft/log.png": "",
            "source/_posts/adam.md": "Text.",
            "source/_drafts/adam.md": "Text.",
            "source/_posts/adam/fig.png": "",
        },
    )
    owners = {file.source.rpartition("/")[2]: file.owner for file in old.files}
    assert owners == {"log.png": "source/_drafts/raft.md", "fig.png": "source/_posts/adam.md"}
    raft = next(page for page in old.pages if page.name == "raft")
    assert raft.resources == ("source/_posts/raft", "source/_posts")


def test_pictures_of_the_theme_come_if_a_page_shows_them(tmp_path: Path) -> None:
    old = site(
        tmp_path,
        {
            "_config.yml": "theme: next\nurl: https://x.example.org/blog\n",
            "themes/next/source/images/a b.png": "",
            "themes/next/source/images/cover.jpg": "",
            "themes/next/source/images/logo.png": "",
            "source/_posts/a.md": "---\ncover: /blog/images/cover.jpg\n---\n![](/images/a%20b.png)",
        },
    )
    assert [file.address for file in old.files] == ["images/a b.png", "images/cover.jpg"]


def test_what_hexo_reads_without_a_word_is_not_told(tmp_path: Path) -> None:
    old = site(
        tmp_path,
        {
            "_config.yml": "new_post_name: :year-:month-:day-:title.md",
            "source/_posts/2019-03-04-a.md": "title: No first fence\ntags:\n\t- tab\n---\nText.\n",
        },
    )
    assert (told(old), old.pages[0].address) == ([], "2019/03/04/a/")
    assert (old.pages[0].values["date"], old.pages[0].values["tags"]) == (date(2019, 3, 4), ["tab"])


def test_drafts_secrets_and_the_future_are_held_back(tmp_path: Path) -> None:
    front = "---\ndate: {}\n{}\n---\n"
    old = site(
        tmp_path,
        {
            "_config.yml": "future: false\nencrypt: {tags: [{name: diary, password: x}]}\n",
            "source/_drafts/d.md": "Draft.",
            "source/_posts/f.md": front.format("2099-01-01", ""),
            "source/_posts/s.md": front.format("2019-01-01", "tags: [diary]"),
            "source/_posts/r.md": front.format("2019-01-01", "redirect: /elsewhere/"),
            "source/_posts/u.MD": front.format("2019-01-01", ""),
        },
    )
    assert all(page.values["draft"] is True for page in old.pages)
    held = {source for name, source in told(old) if name == "import-held-back"}
    assert held == {f"source/_posts/{name}" for name in ("f.md", "s.md", "r.md", "u.MD")}


def test_each_language_may_have_a_configuration(tmp_path: Path) -> None:
    old = site(
        tmp_path,
        {
            "_config.yml": "url: https://x.example.org\nlanguage: zh-CN\n",
            "_config.en.yml": "url: https://x.example.org/en\nlanguage: en\nsource_dir: english\n",
            "source/_posts/a.md": "---\ndate: 2019-03-04\n---\n",
            "english/_posts/a.md": "---\ndate: 2019-03-04\n---\n",
        },
    )
    assert [page.address for page in old.pages] == ["en/2019/03/04/a/", "2019/03/04/a/"]
    assert old.pages[0].feed_id == "https://x.example.org/en/2019/03/04/a/"
    assert (old.languages, old.pages[0].language) == (("zh-CN", "en"), "en")


@pytest.mark.parametrize(
    ("name", "front", "language", "plain"),
    [
        ("en/adam", "", "en", "adam"),
        ("zh-CN/adam", "", "zh", "adam"),
        ("adam.en", "", "en", "adam"),
        ("known-en", "", "en", "known"),
        ("when-in", "", "", "when-in"),
        ("adam-en", "", "", "adam-en"),
        ("go/adam", "", "", "go/adam"),
        ("en/adam", "lang: zh-CN", "zh", "en/adam"),
        ("adam", "language: en", "en", "adam"),
    ],
)
def test_languages_in_names(
    tmp_path: Path, name: str, front: str, language: str, plain: str
) -> None:
    files = {
        "source/_posts/known.md": "Text.",
        f"source/_posts/{name}.md": f"---\ndate: 2019-03-04\n{front}\n---\nText.\n",
    }
    found = {page.source: page for page in site(tmp_path, files).pages}
    page = found[f"source/_posts/{name}.md"]
    assert (page.language, page.name) == (language, plain)


KEYS = [
    "title",
    "date",
    "tags",
    "categories",
    "permalink",
    "abbrlink",
    "lang",
    "layout",
    "published",
    "draft",
    "hidden",
    "password",
    "sticky",
    "top",
    "description",
    "excerpt",
    "cover",
    "photos",
    "copyright",
    "copyright_url",
    "link",
    "comments",
    "toc",
    "search",
    "author",
    "updated",
    "aliases",
    "redirect",
    "mood",
    "series",
    "state",
    "template",
    "typora-root-url",
    "type",
]
SCALARS = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.dates()),
    st.datetimes(timezones=st.sampled_from([None, timezone.utc])),
    st.sampled_from(
        ["2019-03-04 05:06", "/a/b/", "../x", "https://x.org/a", "zh-CN", "a\\b", "\0"]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
SETTINGS = [
    "title",
    "url",
    "root",
    "permalink_defaults",
    "pretty_urls",
    "tag_dir",
    "category_dir",
    "archive_dir",
    "filename_case",
    "render_drafts",
    "post_asset_folder",
    "future",
    "category_map",
    "tag_map",
    "per_page",
    "language",
    "timezone",
    "feed",
    "author",
    "encrypt",
    "alias",
    "theme_config",
]
THEME = [
    "menu",
    "navbar",
    "creative_commons",
    "post_copyright",
    "post",
    "article",
    "comments",
    "comment",
    "giscus",
    "waline",
    "valine",
    "social",
]
PATTERNS = (
    ":year/:title/",
    ":category/:hash.html",
    ":lang/:id",
    ":x_:abbrlink",
    ":i_day:post_title",
)


@given(
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=7),
    st.dictionaries(st.sampled_from(SETTINGS), VALUES, max_size=7),
    st.dictionaries(st.sampled_from(THEME), VALUES, max_size=5),
    st.sampled_from(PATTERNS),
    st.text(min_size=1, max_size=15),
)
def test_whatever_stands_in_front_matter_and_settings_can_be_read(
    front: dict[str, object],
    settings: dict[str, object],
    theme: dict[str, object],
    pattern: str,
    path: str,
) -> None:
    values = {**settings, "permalink": pattern, "new_post_name": f"{pattern.strip('/')}.md"}
    configuration = Configuration(values, theme, frozenset({"hexo-generator-feed"}))
    assert isinstance(menu_of(configuration), tuple)
    assert isinstance(license_of(configuration), str)
    found = Post(Source(f"source/_posts/{path}.md", front), path, False, configuration)
    categories = Categories(configuration)
    categories.add(found.hierarchies)
    common = Site(configuration, comments_of(configuration), NOW, frozenset({"source"}))
    for page in page_of_post(found, categories, common):
        for address in (page.address, *page.aliases):
            assert not address.startswith("/")
            assert ".." not in address.split("/")
    assert all(problem.message for problem in common.problems)


@pytest.mark.parametrize(
    ("text", "reason"), [("title: [x\n", "line 2: "), ("- a\n", "it holds no settings")]
)
def test_a_configuration_that_is_wrong_is_told_with_its_line(
    text: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "_config.yml").write_text(text, "utf-8")
    with pytest.raises(UnreadableSiteError) as caught:
        read(Request(tmp_path))
    assert str(caught.value).startswith(f"_config.yml: {reason}")
    assert str(caught.value).endswith(". Correct it, and run the command again")

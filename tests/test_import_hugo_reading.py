"""Sites of Hugo are read as Hugo itself reads them.

The addresses, aliases, files and ids of feeds were seen in what Hugo 0.168 made of these sites.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError
from mkdocs_papernotes.importers.hugo.reading import read
from mkdocs_papernotes.importers.old_site import OldPage, OldSite

pytestmark = pytest.mark.pure

NOW = datetime(2026, 6, 1)


def site_of(root: Path, files: Mapping[str, str], **request: Any) -> OldSite:
    """The site with these files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read(Request(root, now=NOW, **request))


def post(title: str = "Title", more: str = "", day: str = "2021-03-04T01:02:03+08:00") -> str:
    return f'---\ntitle: "{title}"\ndate: {day}\n{more}---\nText.\n'


def page_of(site: OldSite, source: str) -> OldPage:
    return next(page for page in site.pages if page.source == f"content/{source}")


def one(root: Path, text: str, configuration: str = 'baseURL = "https://e.org/"\n') -> OldPage:
    """The only post of a site."""
    site = site_of(root, {"hugo.toml": configuration, "content/posts/a.md": text})
    return page_of(site, "posts/a.md")


def told(site: OldSite, *names: str) -> list[tuple[str, int, str]]:
    return [
        (problem.source, problem.line, problem.message)
        for problem in site.problems
        if problem.name in names
    ]


CONFIGURATION = """
baseURL = "https://e.org/blog/"
title = "A"
timeZone = "Asia/Shanghai"
[permalinks]
posts = "/:year/:month/:day/:slug/"
notes = "/n/:yearday/:title"
deep = "/d/:sections[1:]/:contentbasename/"
tags = "/topic/:slug/"
[uglyURLs]
ugly = true
[taxonomies]
tag = "tags"
category = "categories"
serie = "series"
"""
FILES = {
    "hugo.toml": CONFIGURATION,
    "content/posts/First Post.md": post(
        "First: A Post!",
        "tags: [Deep Learning, C++]\ncategories: [A, B]\nseries: [S One]\n"
        "aliases: [/old/x, rel, ../up/rel2, /p.html]\n",
    ),
    "content/posts/late.md": post("late", day="2021-01-01T23:30:00-08:00"),
    "content/posts/bundle (a)/index.md": post("Bundle A", "slug: My Bundle\n"),
    "content/posts/bundle (a)/Pic One.PNG": "x",
    "content/posts/bundle (a)/sub dir/B (c).txt": "x",
    "content/posts/loose File.png": "x",
    "content/posts/_index.md": "---\ntitle: Posts\naliases: [/articles/]\n---\n",
    "content/notes/什么 是 Adam？.md": post("什么 是 Adam？（一）"),
    "content/deep/a/_index.md": post("Section"),
    "content/deep/a/b/c.md": post("Deep"),
    "content/ugly/u.md": post("Ugly", "aliases: [/ug/x, y]\n"),
    "content/ugly/b/index.md": post("Ugly B"),
    "content/ugly/b/c.png": "x",
    "content/root.md": post("Root page"),
    "static/img/A b.png": "x",
    "static/CNAME": "e.org",
}


def test_addresses_aliases_files_and_ids(tmp_path: Path) -> None:
    site = site_of(tmp_path, FILES)

    addresses = {page.source.removeprefix("content/"): page.address for page in site.pages}
    assert addresses == {
        "posts/First Post.md": "2021/03/04/first-a-post/",
        "posts/late.md": "2021/01/01/late/",
        "posts/bundle (a)/index.md": "2021/03/04/my-bundle/",
        "notes/什么 是 Adam？.md": "n/63/什么-是-adam一/",
        "deep/a/_index.md": "deep/a/",
        "deep/a/b/c.md": "d/a/c/",
        "ugly/u.md": "ugly/u.html",
        "ugly/b/index.md": "ugly/b.html",
        "root.md": "root/",
    }
    first = page_of(site, "posts/First Post.md")
    assert first.aliases == ("old/x/", "2021/03/04/rel/", "2021/03/up/rel2/", "p.html")
    assert page_of(site, "ugly/u.md").aliases == ("ug/x.html", "ugly/y.html")
    chinese = page_of(site, "notes/什么 是 Adam？.md")
    assert chinese.feed_id == (
        "https://e.org/blog/n/63/%E4%BB%80%E4%B9%88-%E6%98%AF-adam%E4%B8%80/"
    )
    files = {file.source: (file.address, file.owner) for file in site.files}
    bundle = "content/posts/bundle (a)/"
    assert files == {
        f"{bundle}Pic One.PNG": ("2021/03/04/my-bundle/Pic One.PNG", f"{bundle}index.md"),
        f"{bundle}sub dir/B (c).txt": (
            "2021/03/04/my-bundle/sub dir/B (c).txt",
            f"{bundle}index.md",
        ),
        "content/posts/loose File.png": ("posts/loose File.png", ""),
        "content/ugly/b/c.png": ("ugly/b/c.png", "content/ugly/b/index.md"),
        "static/img/A b.png": ("img/A b.png", ""),
        "static/CNAME": ("CNAME", ""),
    }


def test_lists_terms_and_feeds(tmp_path: Path) -> None:
    site = site_of(tmp_path, FILES)

    assert {(term.kind, term.name, term.address) for term in site.terms} == {
        ("tags", "Deep Learning", "topic/deep-learning/"),
        ("tags", "C++", "topic/c/"),
        ("directions", "A", "categories/a/"),
        ("tags", "B", "categories/b/"),
        ("series", "S One", "series/s-one/"),
    }
    assert {"posts/", "articles/", "notes/", "tags/", "categories/"} <= set(site.lists)
    assert site.feeds[0] == "index.xml"
    assert "posts/index.xml" in site.feeds


def test_long_lists_have_numbered_pages(tmp_path: Path) -> None:
    files = {f"content/posts/{number}.md": post(more="tags: [x]\n") for number in range(12)}
    site = site_of(tmp_path, {"config.yaml": "pagination: {path: p, pagerSize: 5}\n", **files})

    assert {"p/1/", "p/3/", "posts/p/2/"} <= set(site.lists)
    assert "p/4/" not in site.lists
    assert "tags/x/p/2/" in {term.address for term in site.terms}


def test_bundles_belong_to_their_pages(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "hugo.toml": "",
            "content/posts/adam/index.md": post(),
            "content/posts/adam/part.md": "A part.",
            "content/posts/sgd.md": post(),
            "content/posts/sgd/fig.png": "x",
        },
    )

    assert page_of(site, "posts/adam/index.md").resources == ("content/posts/adam",)
    assert page_of(site, "posts/sgd.md").resources == ("content/posts/sgd",)
    assert page_of(site, "posts/adam/index.md").name == "adam"
    assert [message for *_, message in told(site, "import-file-left")] == [
        "content/posts/adam/part.md was not taken over: it is a part of another page, and was none"
        " itself"
    ]


TWO_LANGUAGES = {
    "config/_default/hugo.yaml": (
        "baseURL: https://e.org/\ntitle: Both\ndefaultContentLanguage: en\n"
        'frontmatter: {date: [":filename", ":default"]}\n'
    ),
    "config/_default/languages.toml": (
        '[en]\nweight = 1\n[zh-cn]\nweight = 2\ntitle = "两种"\nlanguageCode = "zh-CN"\n'
        "[de]\ndisabled = true\n"
    ),
    "config/_default/menus.en.toml": (
        '[[main]]\nname = "Blog"\npageRef = "/blog"\nweight = 2\n'
        '[[main]]\nname = "Sub"\nurl = "/x"\nparent = "Blog"\n'
        '[[main]]\nname = "Code"\nurl = "https://git.example.org"\nweight = 1\n'
    ),
    "config/_default/params.toml": 'author = "Lin"\nmainSections = ["blog"]\n',
    "config/production/params.toml": 'description = "What I read"\n',
    "content/blog/_index.md": "---\ntitle: Blog\n---\n",
    "content/blog/2021-05-06-hello-world.md": "---\ntitle: Hello\n---\nx\n",
    "content/blog/2021-05-06-hello-world.zh-cn.md": (
        "---\ntitle: 你好\naliases: [/旧/, rel]\n---\nx\n"
    ),
    "content/blog/2021-05-06-hello-world.de.md": "---\ntitle: Hallo\n---\nx\n",
    "content/blog/2021-07-09-b/index.en.md": "---\ntitle: B\n---\nx\n",
    "content/blog/2021-07-09-b/index.zh-cn.md": "---\ntitle: B\nurl: /zh-cn/bb/\n---\nx\n",
    "content/blog/2021-07-09-b/pic.png": "x",
    "content/other/a.md": "---\ntranslationKey: K\n---\nx",
    "content/other/b.zh-cn.md": "---\ntranslationKey: k\nurl: r/x\n---\nx",
    "content/about.md": "+++\ntitle = 'About'\nmenus = 'main'\nweight = 3\n+++\nx",
}


def test_two_languages(tmp_path: Path) -> None:
    site = site_of(tmp_path, TWO_LANGUAGES)

    found = {
        page.source.removeprefix("content/"): (page.language, page.address, page.pair)
        for page in site.pages
    }
    first, second = "blog/2021-05-06-hello-world", "blog/2021-07-09-b"
    assert found == {
        f"{first}.md": ("en", "blog/hello-world/", first),
        f"{first}.zh-cn.md": ("zh", "zh-cn/blog/hello-world/", first),
        f"{second}/index.en.md": ("en", "blog/b/", second),
        f"{second}/index.zh-cn.md": ("zh", "zh-cn/bb/", second),
        "other/a.md": ("en", "other/a/", "k"),
        "other/b.zh-cn.md": ("zh", "zh-cn/r/x/", "k"),
        "about.md": ("en", "about/", ""),
    }
    assert site.languages == ("en", "zh")
    assert (site.name, site.author, site.description) == ("Both", "Lin", "What I read")
    assert [(entry.title, entry.target) for entry in site.menu] == [
        ("Code", "https://git.example.org"),
        ("Blog", "blog/"),
        ("About", "about/"),
    ]
    hello = page_of(site, f"{first}.zh-cn.md")
    assert hello.aliases == ("zh-cn/旧/", "旧/", "zh-cn/blog/rel/")
    assert hello.values["date"] == date(2021, 5, 6)
    assert [page.source for page in site.pages if page.is_note] == [
        f"content/{name}"
        for name in (
            f"{first}.md",
            f"{first}.zh-cn.md",
            f"{second}/index.en.md",
            f"{second}/index.zh-cn.md",
        )
    ]
    assert ("content/" + first + ".de.md") in [
        source for source, *_ in told(site, "import-file-left")
    ]
    assert site.feeds[:2] == ("index.xml", "zh-cn/index.xml")


@pytest.mark.parametrize(
    ("mounts", "files"),
    [
        ("", ("content/en/posts/a.md", "content/zh/posts/a.md")),
        (
            '[[module.mounts]]\nsource = "texts/en"\ntarget = "content"\nlang = "en"\n'
            '[[module.mounts]]\nsource = "texts/zh"\ntarget = "content"\n'
            "sites = {matrix = {languages = ['zh']}}\n",
            ("texts/en/posts/a.md", "texts/zh/posts/a.md"),
        ),
    ],
)
def test_folders_of_languages(tmp_path: Path, mounts: str, files: tuple[str, str]) -> None:
    configuration = (
        'defaultContentLanguage = "zh"\ndefaultContentLanguageInSubdir = true\n'
        '[languages.en]\ncontentDir = "content/en"\n[languages.zh]\ncontentDir = "content/zh"\n'
    )
    site = site_of(
        tmp_path, {"hugo.toml": configuration + mounts, **{file: post() for file in files}}
    )

    assert [(page.source, page.language, page.address) for page in site.pages] == [
        (files[0], "en", "en/posts/a/"),
        (files[1], "zh", "zh/posts/a/"),
    ]
    assert {page.pair for page in site.pages} == {"posts/a"}
    assert {page.name for page in site.pages} == {"a"}
    assert site.languages == ("zh", "en")


@pytest.mark.parametrize(
    ("configuration", "language"),
    [
        ('languageCode = "zh-cn"', "zh"),
        ('languageCode = "en-us"', ""),  # as `hugo new site` writes it
        ('languageCode = "en-us"\ndefaultContentLanguage = "en"', "en"),
        ('locale = "en-GB"', "en"),
        ("", ""),
    ],
)
def test_the_language_of_a_site_with_one(tmp_path: Path, configuration: str, language: str) -> None:
    assert one(tmp_path, post(), configuration).language == language


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "+++\ntitle = 'T'\ndate = 2021-03-04\n[params]\nmath = true\nauthor = 'Lin'\n+++\nx",
            {"title": "T", "date": date(2021, 3, 4), "authors": ["Lin"]},
        ),
        (
            '{"title": "T", "Date": "2021-03-04", "Tags": ["a"]}\n\nx',
            {"title": "T", "date": date(2021, 3, 4), "tags": ["a"]},
        ),
        (
            "---\ncategories: [A, B]\ntags: [c, A]\nseries: [S]\nseries_order: 2\n---\nx",
            {"direction": "A", "tags": ["B", "c", "A"], "series": {"name": "S", "part": 2}},
        ),
        (
            "---\ndescription: D\nsummary: D\nshowToc: true\nShowReadingTime: true\n---\nx",
            {"description": "D"},
        ),
        ("---\nsummary: <b>S</b>\n---\nx", {"description": "S"}),
        ("---\nauthor: '<a href=\"/\">Lin</a>'\n---\nx", {"authors": ["Lin"]}),
        ("---\nauthors: [{name: Lin}, Wei]\n---\nx", {"authors": ["Lin", "Wei"]}),
        ("---\ncover: {image: /a.png, hidden: true}\n---\nx", {"image": "/a.png"}),
        ("---\nfeaturedImage: /a.png\n---\nx", {"image": "/a.png"}),
        ("---\nimages: [/a.png]\n---\nx", {"image": "/a.png"}),
        ("---\nlicense: CC BY-SA 4.0\n---\nx", {"license": "CC-BY-SA-4.0"}),
        ("---\ncomments: false\n---\nx", {"comments": False}),
        ("---\ncomment: {enable: false}\n---\nx", {"comments": False}),
        ("---\nbuild: {list: never}\n---\nx", {"unlisted": True}),
        ("---\ntoc: false\n---\nx", {"hide": ["toc"]}),
        ("---\nslug: s\nurl: /u/\naliases: [/b/]\ntype: posts\nweight: 0\n---\nx", {}),
        ("---\ntags: [null]\nimage:\nkeywords: []\n---\nx", {}),
        ("---\npinned: true\n---\nx", {"pin": True}),
    ],
)
def test_front_matter_becomes_ours(tmp_path: Path, text: str, values: dict[str, object]) -> None:
    site = site_of(tmp_path, {"hugo.toml": "", "content/posts/a.md": text})

    assert page_of(site, "posts/a.md").values == values
    assert told(site, "import-key-kept", "import-key-dropped") == []


def test_what_has_no_place_is_kept_or_left_out_and_told(tmp_path: Path) -> None:
    text = "---\ntitle: T\nlayout: wide\nMood: good\ncover:\n  image: a.png\n  alt: A\n---\nx"
    site = site_of(tmp_path, {"hugo.toml": "", "content/posts/a.md": text})
    values = page_of(site, "posts/a.md").values

    assert values == {
        "title": "T",
        "image": "a.png",
        "Mood": "good",
        "cover": {"image": "a.png", "alt": "A"},
    }
    assert told(site, "import-key-kept", "import-key-dropped") == [
        (
            "content/posts/a.md",
            3,
            "`layout` was left out: the theme has no layouts to choose from",
        ),
        (
            "content/posts/a.md",
            4,
            "`Mood` has no effect here and stays in the front matter",
        ),
        (
            "content/posts/a.md",
            5,
            "`cover` has no effect here and stays in the front matter",
        ),
    ]


@pytest.mark.parametrize(
    ("more", "is_held", "has_address"),
    [
        ("draft: true\n", True, False),
        ("draft: ture\n", True, True),
        ("draft: 'true'\n", True, False),
        ("draft: false\n", False, True),
        ("published: false\n", True, False),
        ("publishDate: 2030-01-01\n", True, False),
        ("expiryDate: 2020-01-01\n", True, False),
        ("expiryDate: 2030-01-01\n", False, True),
        ("headless: true\n", True, False),
        ("_build: {render: never}\n", True, False),
        ("password: secret\n", True, True),
    ],
)
def test_what_was_not_published_is_a_draft(
    tmp_path: Path, more: str, is_held: bool, has_address: bool
) -> None:
    page = one(tmp_path, post(more=more))

    assert page.values.get("draft", False) is is_held
    assert bool(page.address) is has_address


def test_dates_in_the_future_hold_back_unless_the_site_built_them(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    text = post(day="2026-07-01")

    assert one(tmp_path / "a", text).values["draft"] is True
    assert "draft" not in one(tmp_path, text, "buildFuture = true\n").values


def test_sections_hand_values_down(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "hugo.yaml": "cascade: {target: {path: /x/**}, params: {author: Site}}\n",
            "content/x/_index.md": "---\ncascade: {tags: [a], author: Section}\n---\n",
            "content/x/deep/_index.md": (
                "---\ncascade:\n- target: {kind: page}\n  url: /deep/:slug/\n---\n"
            ),
            "content/x/deep/a.md": post("Why A", "tags: [own]\n"),
            "content/x/b.md": post("B"),
        },
    )

    deep = page_of(site, "x/deep/a.md")
    assert (deep.values["tags"], deep.values["authors"], deep.address) == (
        ["own"],
        ["Section"],
        "deep/why-a/",
    )
    assert page_of(site, "x/b.md").values["tags"] == ["a"]


def test_which_pages_are_notes(tmp_path: Path) -> None:
    undated = "---\ntitle: U\n---\nx"
    files = {
        "content/posts/a.md": post(),
        "content/posts/b.md": undated,
        "content/docs/c.md": undated,
        "content/about.md": post(),
        "content/archives.md": "---\ntitle: Archive\nlayout: archives\n---\n",
        "content/search.md": "---\ntitle: Search\nlayout: search\n---\n",
    }
    site = site_of(tmp_path, {"hugo.toml": "", **files})

    assert {page.source for page in site.pages if page.is_note} == {
        "content/posts/a.md",
        "content/posts/b.md",
    }
    assert {page.source for page in site.pages if not page.is_note} == {
        "content/docs/c.md",
        "content/about.md",
    }
    assert "archives/" in site.lists


def test_weight_puts_a_few_notes_first(tmp_path: Path) -> None:
    files = {f"content/posts/{number}.md": post() for number in range(9)}
    few = site_of(
        tmp_path / "a", {"hugo.toml": "", **files, "content/posts/0.md": post(more="weight: 1\n")}
    )
    many = {name: post(more="weight: 1\n") for name in files}
    ordered = site_of(tmp_path / "b", {"hugo.toml": "", **many})

    assert [page.source for page in few.pages if page.values.get("pin")] == ["content/posts/0.md"]
    assert not any(page.values.get("pin") for page in ordered.pages)
    assert len(told(ordered, "import-key-kept")) == 9


def test_authors_by_their_pages_and_data(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "hugo.toml": "",
            "data/authors/lin.json": '{"name": "Lin Wei"}',
            "content/authors/admin/_index.md": "---\ntitle: Mei Tan\n---\nI am.",
            "content/posts/a.md": post(more="authors: [lin, admin, Ada]\n"),
        },
    )

    assert page_of(site, "posts/a.md").values["authors"] == ["Lin Wei", "Mei Tan", "Ada"]


def test_comments_and_other_settings(tmp_path: Path) -> None:
    configuration = """
    baseURL = "https://e.org/blog/"
    copyright = 'CC <a href="https://creativecommons.org/licenses/by-nc/4.0/">BY-NC</a>'
    googleAnalytics = "UA-1"
    [params.page.comment.giscus]
    enable = true
    repo = "lin/notes"
    repoId = "R_kgDO"
    category = "Announcements"
    categoryId = "DIC_kwDO"
    [params.page.comment.gitalk]
    enable = false
    owner = "lin"
    [params.page.comment.utterances]
    enable = true
    repo = "lin/old"
    """
    site = site_of(tmp_path, {"hugo.toml": configuration, "content/posts/a.md": post()})

    assert site.options == {
        "comments": {
            "giscus": {
                "repo": "lin/notes",
                "repo_id": "R_kgDO",
                "category": "Announcements",
                "category_id": "DIC_kwDO",
            }
        }
    }
    assert page_of(site, "posts/a.md").thread == "/blog/posts/a/"
    assert site.license == "CC-BY-NC-4.0"
    assert {message.partition(" was")[0] for *_, message in told(site, "import-setting-left")} == {
        "`utterances`",
        "`googleAnalytics`",
    }


def test_times_are_those_of_the_site(tmp_path: Path) -> None:
    page = one(tmp_path, post(day="2021-03-04T23:30:00Z"), 'timeZone = "Asia/Shanghai"\n')

    assert page.values["date"] == datetime(2021, 3, 5, 7, 30)


def test_offsets_of_dates_tell_the_time_zone(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"hugo.toml": "", "content/posts/a.md": post()})

    assert site.timezone == "Asia/Shanghai"


def test_texts_in_other_formats_are_told(tmp_path: Path) -> None:
    files = {f"content/posts/a.{ending}": "x" for ending in ("org", "adoc", "html", "rst")}
    site = site_of(tmp_path, {"hugo.toml": "", **files})

    assert {source for source, *_ in told(site, "import-file-left")} == set(files)


def test_pictures_among_the_assets_come_if_a_text_names_them(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "hugo.toml": "",
            "assets/img/a.png": "x",
            "assets/img/b.png": "x",
            "assets/main.scss": "x",
            "content/posts/a.md": post() + '\n{{< figure src="img/a.png" >}}\n',
        },
    )

    assert [(file.source, file.address) for file in site.files] == [
        ("assets/img/a.png", "img/a.png")
    ]


def test_nothing_outside_the_site_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x", "utf-8")
    (outside / "menus.toml").write_text('[[main]]\nname = "Secret"\n', "utf-8")
    root = tmp_path / "site"
    (root / "config" / "_default").mkdir(parents=True)
    (root / "static").symlink_to(outside)
    (root / "config" / "_default" / "menus.toml").symlink_to(outside / "menus.toml")
    site = site_of(root, {"config/_default/hugo.toml": "", "content/posts/a.md": post()})

    assert site.files == ()
    assert site.menu == ()
    assert [source for source, *_ in told(site, "import-outside")] == ["static"]


def test_a_folder_without_configuration_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSiteError, match=r"hugo\.toml"):
        read(Request(tmp_path))
    (tmp_path / "hugo.toml").write_text("title = \n", "utf-8")
    with pytest.raises(UnreadableSiteError, match=r"hugo\.toml: it cannot be read, see line 1"):
        read(Request(tmp_path))


@pytest.mark.parametrize(
    "configuration",
    [
        "[languages]\nen = 1\n[permalinks]\nposts = 3\nx = {y = [1]}\n",
        'languages = "x"\nmodule = 1\ntaxonomies = [1]\nmenus = {main = 3}\n',
        'baseURL = "http://[::1"\ncontentDir = "../.."\nstaticDir = ["/etc", 3]\n',
        'timeZone = "Nowhere"\nmainSections = 7\ncascade = [1, {target = 2}]\n',
    ],
)
def test_a_configuration_that_makes_no_sense_is_survived(
    tmp_path: Path, configuration: str
) -> None:
    site = site_of(tmp_path, {"hugo.toml": configuration, "content/posts/a.md": post()})

    assert all(not file.source.startswith("/") for file in site.files)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = """
    title date lastmod publishDate expiryDate draft url slug aliases tags categories series weight
    cover image images author authors description summary build headless menu params cascade
    translationKey lang password license comments toc layout type published series_order
"""


@given(st.dictionaries(st.sampled_from(KEYS.split()), VALUES, max_size=6))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_front_matter_is_read(tmp_path: Path, values: dict[str, object]) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://e.org/"\n[permalinks]\nposts = "/:year/:slug/"\n',
        "content/posts/_index.md": json.dumps({"cascade": values}) + "\n",
        "content/posts/a.md": json.dumps(values) + "\n\nText.\n",
    }
    page = page_of(site_of(tmp_path, files), "posts/a.md")

    for address in (page.address, *page.aliases):
        assert not address.startswith("/")
        assert ".." not in address.split("/")

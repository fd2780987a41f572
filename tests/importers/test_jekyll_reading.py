"""What is read of a Jekyll site: front matter, languages, pairs, lists, terms, menus, comments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.generator import Request, teller
from mkdocs_papernotes.importers.jekyll.addresses import places_of
from mkdocs_papernotes.importers.jekyll.comments import comments_of
from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.feeds import terms
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.reading import read
from mkdocs_papernotes.importers.jekyll.tree import entries_of
from mkdocs_papernotes.importers.jekyll.values import values_of
from mkdocs_papernotes.importers.old_site import MenuEntry, OldPage, OldSite, OldTerm
from mkdocs_papernotes.importers.settings import Settings
from mkdocs_papernotes.importers.source import Source
from mkdocs_papernotes.problems.problem import Problem

pytestmark = pytest.mark.pure


def site(folder: Path, files: Mapping[str, str]) -> OldSite:
    """The site that files make, by their paths."""
    for path, text in {"_config.yml": "", **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read(Request(folder, now=datetime(2026, 1, 1)))


def by_source(found: OldSite) -> dict[str, OldPage]:
    return {page.source: page for page in found.pages}


def told(found: OldSite, name: str) -> list[str]:
    return [problem.message for problem in found.problems if problem.name == name]


FRONT: dict[str, dict[str, Any]] = {
    "title: T": {"title": "T"},
    "layout: post": {"title": "Some Thing"},
    "tags: a b": {"tags": ["a", "b"]},
    "tags: [a b, c]": {"tags": ["a b", "c"]},
    "tag: a b\ntags: [c]": {"tags": ["a b"]},
    "categories: Notes ML\ntags: [x, Notes]": {"direction": "Notes", "tags": ["x", "ML"]},
    "category: deep learning": {"direction": "deep learning"},
    "published: false": {"draft": True},
    "draft: ture": {"draft": True},
    "hidden: true": {"unlisted": True},
    "pin: true": {"pin": True},
    "last_modified_at: 2020-02-03": {"updated": date(2020, 2, 3)},
    "excerpt: A *text*.": {"description": "A *text*."},
    "author: {name: Ann, url: 'https://a.example', email: a@b.c}": {
        "authors": [{"name": "Ann", "url": "https://a.example"}]
    },
    "authors: [ann, Bo]": {"authors": [{"name": "Ann A", "orcid": "0000-0001"}, "Bo"]},
    "image: {path: a.png, alt: x}": {"image": "/a.png"},
    "image: a.png\nmedia_subpath: /img/x": {"image": "/img/x/a.png"},
    "header: {teaser: /t.png}": {"image": "/t.png"},
    "image: 'https://a.example/b.png'": {"image": "https://a.example/b.png"},
    "canonical_url: 'https://a.example/b/'": {"original_url": "https://a.example/b/"},
    "comments: false": {"comments": False},
    "toc: true\nmath: true\nuse_math: true\nmermaid: true": {},
    "date: 2020-01-05 10:00:00 +0800": {
        "date": datetime.fromisoformat("2020-01-05T10:00:00+08:00")
    },
    "my_key: x": {"my_key": "x"},
    "rating: many": {},
}


@pytest.mark.parametrize("front", FRONT)
def test_front_matter(tmp_path: Path, front: str) -> None:
    files = {
        "_data/authors.yml": "ann: {name: Ann A, orcid: 0000-0001}\n",
        "_posts/2020-01-02-some-thing.md": f"---\n{front}\n---\nText.\n",
    }
    found = site(tmp_path, files)
    values = dict(found.pages[0].values)
    expected = {"title": "Some Thing", "date": date(2020, 1, 2), **FRONT[front]}
    assert values == expected


def test_what_is_kept_and_left_out_is_told(tmp_path: Path) -> None:
    text = "---\nmy_key: x\nrating: many\nlayout: distill\n---\nText.\n"
    found = site(tmp_path, {"_posts/2020-01-02-a.md": text})
    assert told(found, "import-key-kept") == [
        "`my_key` has no effect here and stays in the front matter"
    ]
    assert len(told(found, "import-key-dropped")) == 2


def test_a_heading_is_the_title(tmp_path: Path) -> None:
    found = site(tmp_path, {"_posts/2020-01-02-a.md": "---\nlayout: post\n---\n\n# Own\n"})
    assert "title" not in found.pages[0].values


def test_what_was_not_published(tmp_path: Path) -> None:
    post = "---\ntitle: T\n---\nText.\n"
    files = {
        "_drafts/a.md": post,
        "_posts/no date.md": post,
        "_posts/2999-01-01-ahead.md": post,
        "_posts/2020-01-01-hidden.md": post.replace("title", "published: false\ntitle"),
        "_posts/2020-01-01-picture.png": "",
        "_plans/b.md": post,
    }
    found = site(tmp_path, files)
    assert {page.address for page in found.pages} == {""}
    assert all(page.values["draft"] for page in found.pages)
    assert len(found.pages) == 4
    assert len(told(found, "import-held-back")) == 2
    assert "_posts/2020-01-01-picture.png" in told(found, "import-file-left")[0]


POLYGLOT = (
    "languages: [en, zh-CN, fr]\ndefault_lang: en\npermalink: /:title/\nlang_from_path: true\n"
)


def test_polyglot(tmp_path: Path) -> None:
    """Other languages are below their folder, and have the pages of the default one, too."""
    files = {
        "_config.yml": POLYGLOT,
        "_posts/en/2020-01-01-a.md": "---\ntitle: A\n---\nText.\n",
        "_posts/zh-CN/2020-01-01-a.md": "---\ntitle: 甲\n---\n字。\n",
        "about.fr.md": "---\nlang: fr\npermalink: /about/\nredirect_from: /moi/\n---\nMoi.\n",
        "about.en.md": "---\nlang: en\npermalink: /about/\n---\nMe.\n",
    }
    pages = by_source(site(tmp_path, files))
    english, chinese = pages["_posts/en/2020-01-01-a.md"], pages["_posts/zh-CN/2020-01-01-a.md"]
    assert (english.address, english.aliases) == ("a/", ("fr/a/",))
    assert (chinese.address, chinese.aliases) == ("zh-CN/a/", ())
    assert english.pair == chinese.pair != ""
    assert (english.language, chinese.language) == ("en", "zh")
    assert english.name == chinese.name == "2020-01-01-a"
    assert pages["about.fr.md"].address == "fr/about/"
    assert pages["about.en.md"].aliases == ("zh-CN/about/",)


PAIRS = {
    "ref": ("lang: en\nref: x", "lang: zh\nref: x"),
    "address": ("lang: en\npermalink: /a/", "lang: zh\npermalink: /z/\nen_url: /a/"),
    "name": ("lang: en", "lang: zh"),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_pairs(tmp_path: Path, kind: str) -> None:
    names = ("2020-01-01-slug-en", "2020-01-01-slug-zh")
    files = {
        f"_posts/{name}.md": f"---\n{front}\n---\nText.\n"
        for name, front in zip(names, PAIRS[kind], strict=True)
    }
    first, second = site(tmp_path, files).pages
    assert (first.language, second.language) == ("en", "zh")
    assert first.name == second.name == "2020-01-01-slug"
    assert first.pair == second.pair
    assert bool(first.pair) == (kind != "name")


def test_collections(tmp_path: Path) -> None:
    config = "collections: {papers: {output: true}, projects: {output: true}, staff: {}}\n"
    page = "---\ntitle: T\n---\nText.\n"
    files = {
        "_config.yml": config,
        "_papers/a.md": "---\ndate: 2020-01-01\n---\nText.\n",
        "_projects/b.md": page,
        "_projects/b.png": "",
        "_staff/c.md": page,
    }
    found = site(tmp_path, files)
    assert [(each.name, each.is_note) for each in found.pages] == [
        ("papers/a", True),
        ("projects/b", False),
    ]
    assert [file.address for file in found.files] == ["projects/b.png"]
    assert "`staff` is not published" in told(found, "import-file-left")[0]


def test_lists_terms_and_feeds(tmp_path: Path) -> None:
    config = """
url: https://a.example
plugins: [jekyll-paginate]
paginate: 1
jekyll-archives: {enabled: [tags, categories, year]}
"""
    post = "---\ntags: [deep learning]\ncategories: [C++]\n---\nText.\n"
    feed = (
        "---\n---\n<rss>{% for post in site.posts %}<guid>{{ post.url }}</guid>{% endfor %}</rss>\n"
    )
    files = {
        "_config.yml": config,
        "_posts/2020-01-01-a.md": post,
        "_posts/2021-01-01-b.md": post,
        "rss.xml": feed,
        "archive.md": "---\n---\n{% for post in site.posts %}{{ post }}{% endfor %}\n",
        "staff.md": "---\n---\n{% for each in site.data.staff %}{{ each }}{% endfor %}\n",
        "tag/x.md": "---\nlayout: tag-page\ntag: x\n---\n",
        "assets/a.scss": "---\n---\n",
        "README.md": "# Repository\n",
    }
    found = site(tmp_path, files)
    assert found.lists == ("archive.html", "page2/", "2020/", "2021/")
    assert found.terms == (
        OldTerm("tags", "deep learning", "tag/deep-learning/"),
        OldTerm("directions", "C++", "category/c/"),
        OldTerm("tags", "x", "tag/x.html"),
    )
    assert found.feeds == ("rss.xml",)
    assert found.pages[0].feed_id == "https://a.example/c++/2020/01/01/a.html"
    assert len(found.pages) == 2
    assert len(told(found, "import-file-left")) == 4


MENUS: dict[str, tuple[dict[str, str], tuple[MenuEntry, ...]]] = {
    "data": (
        {
            "_data/navigation.yml": (
                "main:\n  - {title: Posts, url: /posts/}\n"
                "  - {title: Code, url: 'https://code.example'}\n  - {title: Up, url: '#'}\n"
            )
        },
        (MenuEntry("Posts", "posts/"), MenuEntry("Code", "https://code.example")),
    ),
    "languages": (
        {
            "_config.yml": "lang: zh\n",
            "_data/nav.yml": "header:\n  - {titles: {en: All, zh: 全部}, url: /all/}\n",
        },
        (MenuEntry("全部", "all/"),),
    ),
    "pages": (
        {
            "b.md": "---\ntitle: B\nnav: true\nnav_order: 1\n---\nText.\n",
            "a.md": "---\ntitle: A\nnav: true\nnav_order: 2\n---\nText.\n",
        },
        (MenuEntry("B", "b.html"), MenuEntry("A", "a.html")),
    ),
    "settings": (
        {"_config.yml": "baseurl: /x\nnavbar-links: {About: about, Top: /x/top/}\n"},
        (MenuEntry("About", "about"), MenuEntry("Top", "top/")),
    ),
}


@pytest.mark.parametrize("kind", MENUS)
def test_menus(tmp_path: Path, kind: str) -> None:
    files, expected = MENUS[kind]
    assert site(tmp_path, files).menu == expected


GISCUS = {
    "giscus: {repo: a/b, repo_id: R, category: C, category_id: D, mapping: pathname}": "x/2020/a",
    "comments: {provider: giscus, giscus: {repo_id: R, category_name: C, category_id: D}}\n"
    "repository: a/b": "x/2020/a",
    "comments: {active: giscus, giscus: {repo: a/b, repo_id: R, category: C, category_id: D, "
    "mapping: title}}": "",
}


@pytest.mark.parametrize("given_settings", GISCUS)
def test_comments(tmp_path: Path, given_settings: str) -> None:
    config = f"baseurl: /x\npermalink: /:year/:title.html\n{given_settings}\n"
    found = site(tmp_path, {"_config.yml": config, "_posts/2020-01-01-a.md": "---\n---\nText.\n"})
    option = {"repo": "a/b", "repo_id": "R", "category": "C", "category_id": "D"}
    assert found.options == {"comments": {"giscus": option}}
    assert found.pages[0].thread == GISCUS[given_settings]


def test_other_comments_are_told(tmp_path: Path) -> None:
    config = "disqus_shortname: abc\nutterances: {repo: }\n"
    found = site(tmp_path, {"_config.yml": config})
    assert any("`disqus_shortname`" in message for message in told(found, "import-setting-left"))
    assert not any("utterances" in message for message in told(found, "import-setting-left"))


def test_excerpt_marker_of_the_site(tmp_path: Path) -> None:
    text = "---\n---\n`<!--cut-->`\n\nA.\n\n<!--cut-->\n\nB.\n"
    files = {"_config.yml": "excerpt_separator: <!--cut-->\n", "_posts/2020-01-01-a.md": text}
    body = site(tmp_path, files).pages[0].body
    assert body == "`<!--cut-->`\n\nA.\n\n<!-- more -->\n\nB.\n"


def test_what_jekyll_scholar_reads(tmp_path: Path) -> None:
    files = {
        "_config.yml": "scholar: {source: /_refs/, bibliography: b.bib}\nlicense: by-sa\n",
        "_refs/a.bib": "",
        "_refs/b.bib": "",
        "about.md": "---\ntitle: Me\n---\n"
        + "Some words of mine. " * 20
        + "{% for a in b %}{% endfor %}\n",
    }
    found = site(tmp_path, files)
    assert [(file.source, file.address) for file in found.files] == [
        ("_refs/b.bib", "b.bib"),
        ("_refs/a.bib", "a.bib"),
    ]
    assert any("docs/b.bib" in message for message in told(found, "import-setting-left"))
    assert found.license == "CC BY-SA 4.0"
    assert [page.source for page in found.pages] == ["about.md"]


def test_the_site_itself(tmp_path: Path) -> None:
    config = """
title: {en: Lab, zh: 实验室}
lang: en
author: ann
timezone: Nowhere/Land
kramdown: {hard_wrap: true}
source: src
"""
    files = {
        "_config.yml": config,
        "CNAME": "lab.example.org\n",
        "src/_data/authors.yml": "ann: {name: Ann A}\n",
        "src/_posts/2020-01-01-a.md": "---\n---\nText.\n",
        "src/img/a.png": "",
        "src/css/site.css": "",
        "src/css/demo.css": "",
        "src/page.html": '---\ntitle: P\n---\n<link href="css/demo.css">\n\n    <b>deep</b>\n',
    }
    found = site(tmp_path, files)
    assert (found.name, found.author) == ("Lab", "Ann A")
    assert (found.url, found.timezone, found.breaks) == ("https://lab.example.org/", "", True)
    assert [(file.source, file.address) for file in found.files] == [
        ("src/css/demo.css", "css/demo.css"),
        ("src/img/a.png", "img/a.png"),
    ]
    pages = by_source(found)
    assert pages["src/_posts/2020-01-01-a.md"].name == "2020-01-01-a"
    assert pages["src/page.html"].body.startswith("<div>\n")


@pytest.mark.parametrize(
    "config",
    [
        "title: [a]\ncollections: x\ndefaults: y\nexclude: 3\nauthor: []\npaginate: z\n",
        "- a\n",
        "a",
    ],
)
def test_settings_of_the_wrong_kind(tmp_path: Path, config: str) -> None:
    found = site(
        tmp_path, {"_config.yml": config, "_posts/2020-01-01-a.md": "---\ntags: {a: 1}\n---\n"}
    )
    assert len(found.pages) == 1


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=True),
    st.text(max_size=12),
    st.dates(),
    st.datetimes(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "title",
        "date",
        "tags",
        "tag",
        "categories",
        "category",
        "author",
        "authors",
        "image",
        "header",
        "published",
        "draft",
        "hidden",
        "permalink",
        "slug",
        "lang",
        "ref",
        "en_url",
        "redirect_from",
        "redirect_to",
        "layout",
        "license",
        "excerpt",
        "media_subpath",
        "pagination",
        "page_id",
        "x",
    ]
)
SETTINGS = st.sampled_from(
    [
        "title",
        "url",
        "baseurl",
        "permalink",
        "collections",
        "defaults",
        "exclude",
        "include",
        "lang",
        "languages",
        "timezone",
        "paginate",
        "feed",
        "giscus",
        "comments",
        "author",
        "scholar",
        "source",
        "jekyll-archives",
        "navbar-links",
        "markdown_ext",
        "collections_dir",
        "destination",
        "license",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=6), st.dictionaries(SETTINGS, VALUES, max_size=5))
def test_any_values_are_survived(front: dict[str, Any], configured: dict[str, Any]) -> None:
    """Values of any kind, in front matter and settings, are read without an error."""
    configuration = Configuration(Settings(configured))
    source = Source("_posts/2020-01-01-a.md", front, {}, "Text.\n")
    entries = entries_of(["_posts/2020-01-01-a.md", "b.md"], configuration)
    items = [Item(entry, source, configuration) for entry in entries]
    places = places_of(items, configuration)
    problems: list[Problem] = []
    for item in items:
        place = places[item.entry.path]
        assert not place.address.startswith("/")
        assert ".." not in place.address.split("/")
        assert place.address.isprintable()
        values = values_of(item, {}, datetime(2026, 1, 1), teller("a.md", problems))
        assert all(isinstance(key, str) for key in values)
        assert not item.name.startswith(("/", "_"))
    assert isinstance(comments_of(configuration).option, Mapping)
    assert len(list(terms(items, configuration))) < 20
    assert all(problem.message for problem in problems)

"""Sites with Material's blog; the addresses are those of sites that mkdocs-material 9.7 built."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.extensions import extension_lines
from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError, teller
from mkdocs_papernotes.importers.material_blog.conversion import convert
from mkdocs_papernotes.importers.material_blog.generator import GENERATOR
from mkdocs_papernotes.importers.material_blog.reading import read
from mkdocs_papernotes.importers.old_site import OldPage, OldSite, OldTerm
from mkdocs_papernotes.problems.problem import Problem
from tests.importers.places import SomePlaces

pytestmark = pytest.mark.pure

OWN = Path(__file__).parents[1] / "old_sites" / "material-blog"
POSTS = {
    "one.md": (
        "---\ndate: 2023-01-02\ncategories: [Deep Learning, 数学]\nauthors: [ann]\n---\n\n"
        "# The *first* `post`: C++ & more\n\nText\n"
    ),
    "sub/two.md": (
        "---\ndate:\n  created: 2023-02-03 18:30:00\ncategories: [数学]\n"
        "title: 第二篇 文章\n---\nText\n"
    ),
    "three_post-x.md": "---\ndate: 2024-12-31 23:30:00+00:00\nauthors: [bo]\n---\nNo heading\n",
    "four.md": (
        "---\ndate: 2024-03-04\nslug: My/Slug\ncategories: [A/B]\nauthors: [ann, bo]\n---\n# 4\n"
    ),
    "draft.md": "---\ndate: 2024-03-04\ndraft: true\n---\n# D\n",
    "future.md": "---\ndate: 2999-03-04\n---\n# F\n",
    "sub/README.md": "---\ndate: 2022-03-04\n---\n# readme\n",
    "sub/pic.png": "",
}
PEOPLE = "authors:\n  ann: {name: Ann A}\n  bo: {name: Bo, slug: bobo}\n"


def written(folder: Path, files: Mapping[str, str]) -> OldSite:
    """The site that files make, by their paths."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read(Request(folder, now=datetime(2026, 1, 1)))


def site(folder: Path, options: str, place: str, more: str = "", language: str = "en") -> OldSite:
    """A site with the posts in a folder."""
    config = f"theme: {{name: material, language: {language}}}\n{more}\nplugins:\n"
    config += "".join(f"  - blog: {line}\n" for line in options.splitlines())
    files = {f"docs/{place}/{path}": text for path, text in POSTS.items()}
    return written(folder, {"mkdocs.yml": config, "docs/a.md": "# A\n", **files})


def addresses(found: OldSite) -> list[str]:
    return [page.address for page in found.pages if page.is_note]


def test_formats_of_addresses(tmp_path: Path) -> None:
    options = (
        "{post_url_format: '{categories}/{date}/{file}', post_url_max_categories: 2, "
        "archive_url_date_format: 'yyyy/MM', archive_url_format: 'arch/{date}', "
        "categories_url_format: 'c/{slug}', pagination_per_page: 1, authors_profiles: true}"
    )
    (tmp_path / "docs/blog").mkdir(parents=True)
    (tmp_path / "docs/blog/.authors.yml").write_text(PEOPLE)
    found = site(tmp_path, options, "blog/posts")
    assert addresses(found) == [
        "",
        "blog/ab/2024/03/04/four/",
        "blog/2999/03/04/future/",
        "blog/deep-learning/数学/2023/01/02/one/",
        "blog/2022/03/04/",
        "blog/数学/2023/02/03/two/",
        "blog/2024/12/31/three_post-x/",
    ]
    assert set(found.lists) == {
        "blog/",
        *(f"blog/page/{number}/" for number in range(2, 7)),
        *(f"blog/arch/{day}/" for day in ("2024/03", "2999/03", "2023/01", "2022/03", "2023/02")),
        "blog/arch/2024/12/",
        "blog/author/ann/",
        "blog/author/ann/page/2/",
        "blog/author/bobo/",
        "blog/author/bobo/page/2/",
        "blog/c/数学/page/2/",
    }
    assert found.terms == (
        OldTerm("directions", "A/B", "blog/c/ab/"),
        OldTerm("directions", "Deep Learning", "blog/c/deep-learning/"),
        OldTerm("directions", "数学", "blog/c/数学/"),
    )
    assert [file.address for file in found.files] == ["blog/sub/pic.png", ".authors.yml"]


def test_a_blog_at_the_root(tmp_path: Path) -> None:
    options = (
        "{blog_dir: ., post_url_date_format: 'yyyy/MMM/d', pagination_url_format: 'p{page}', "
        "pagination_per_page: 2}"
    )
    found = site(tmp_path, options, "posts", "use_directory_urls: false", "zh")
    assert addresses(found) == [
        "",
        "2024/3月/4/My/Slug.html",
        "2999/3月/4/f.html",
        "2023/1月/2/the-first-post-c--more.html",
        "2022/3月/4/readme.html",
        "2023/2月/3/第二篇-文章.html",
        "2024/12月/31/three-post-x.html",
    ]
    assert found.lists[:3] == ("p2/", "p3/", "archive/2024.html")
    assert found.languages == ("zh",)


def test_slugs_of_other_functions(tmp_path: Path) -> None:
    options = (
        "{blog_dir: x/blog, post_dir: '{blog}/entries', post_url_format: '{slug}', "
        "post_slugify_separator: _, draft_if_future_date: true, post_slugify: "
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}}"
    )
    found = site(tmp_path, options, "x/blog/entries")
    assert addresses(found) == [
        "",
        "x/blog/My/Slug/",
        "",
        "x/blog/The_first_post_C__more/",
        "x/blog/readme/",
        "x/blog/第二篇_文章/",
        "x/blog/Three_post_x/",
    ]


def test_unknown_slugs_are_told_and_nothing_is_called(tmp_path: Path) -> None:
    option = "{post_slugify: !!python/name:os.getcwd , categories: false}"
    found = site(tmp_path, option, "blog/posts")
    told = [problem for problem in found.problems if problem.name == "import-address-unknown"]
    assert len(told) == 5
    assert "os.getcwd" in told[0].message
    assert "blog/2024/03/04/My/Slug/" in addresses(found)


def test_two_blogs_in_two_languages(tmp_path: Path) -> None:
    config = (
        "site_url: https://a.example/b/\nplugins:\n  - rss\n  - blog: {blog_dir: en/blog}\n"
        "  - blog: {blog_dir: zh/blog}\n"
    )
    post = "---\ndate: 2023-01-02\nslug: one\n---\n# One\n"
    files = {f"docs/{tag}/blog/posts/one.md": post for tag in ("en", "zh")}
    found = written(tmp_path, {"mkdocs.yml": config, **files})
    assert found.languages == ("en", "zh")
    assert [(page.name, page.language, page.address) for page in found.pages] == [
        ("one", "en", "en/blog/2023/01/02/one/"),
        ("one", "zh", "zh/blog/2023/01/02/one/"),
    ]
    assert found.pages[0].feed_id == "https://a.example/b/en/blog/2023/01/02/one/"
    assert found.feeds[0] == "feed_rss_created.xml"


def test_our_own_site(tmp_path: Path) -> None:
    shutil.copytree(OWN, tmp_path / "site")
    found = read(Request(tmp_path / "site"))
    pages = {page.source.removeprefix("docs/"): page for page in found.pages}
    assert (found.name, found.author, found.license) == ("Reading room", "Kai Berg", "CC BY-SA 4.0")
    assert [entry.target for entry in found.menu] == ["", "blog/", "about/"]
    assert pages["blog/posts/2023/second.md"].address == "blog/2023/02/03/the-second-evening/"
    assert pages["blog/posts/2023/second.md"].values == {
        "date": datetime(2023, 2, 3, 18, 30),
        "updated": date(2023, 2, 5),
        "authors": ["kai"],
        "direction": "Books",
        "tags": ["Evenings"],
    }
    first = pages["blog/posts/first.md"]
    assert first.values["pin"] is True
    assert first.values["readtime"] == 5
    kept = [problem.key for problem in found.problems if problem.name == "import-key-kept"]
    assert kept == ["readtime", "links"]
    assert "blog/index.md" not in pages
    assert not pages["about.md"].is_note


def page_of(folder: Path, front: str, body: str = "# T\n") -> tuple[OldPage, OldSite]:
    found = written(
        folder,
        {"mkdocs.yml": "plugins: [blog]\n", "docs/blog/posts/a.md": f"---\n{front}---\n{body}"},
    )
    return found.pages[0], found


@pytest.mark.parametrize("given", ["ture", "'on hold'", "[]"])
def test_what_may_be_a_draft_is_one(tmp_path: Path, given: str) -> None:
    page, found = page_of(tmp_path, f"date: 2023-01-01\ndraft: {given}\n")
    assert page.values["draft"] is True
    assert "import-held-back" in [problem.name for problem in found.problems]


def test_keys_of_the_theme_stay_without_a_word(tmp_path: Path) -> None:
    page, found = page_of(tmp_path, "date: 2023-01-01\nhide: [toc]\nstatus: new\n")
    assert (page.values["hide"], page.values["status"]) == (["toc"], "new")
    assert found.problems == ()


def test_dates_that_cannot_be_read(tmp_path: Path) -> None:
    page, found = page_of(tmp_path, "date: soon\n")
    assert page.address == ""
    assert [problem.name for problem in found.problems] == ["import-date-unread"]


def test_front_matter_of_folders(tmp_path: Path) -> None:
    """A draft by `.meta.yml` is one; lists are added to those of the post."""
    post = "---\ndate: 2023-01-01\ncategories: [B]\nslug: a\n---\n# A\n"
    files = {
        "mkdocs.yml": "plugins: [meta, blog]\n",
        "docs/blog/posts/.meta.yml": "categories: [A]\n",
        "docs/blog/posts/drafts/.meta.yml": "draft: true\n",
        "docs/blog/posts/a.md": post,
        "docs/blog/posts/drafts/b.md": post,
    }
    first, second = written(tmp_path, files).pages
    assert (first.values["direction"], first.values["tags"]) == ("A", ["B"])
    assert first.address == "blog/2023/01/01/a/"
    assert (second.values["draft"], second.address) == (True, "")


def test_posts_in_folders_of_languages(tmp_path: Path) -> None:
    post = "---\ndate: 2023-01-01\nslug: a\n---\n# A\n"
    paths = ("en/a.md", "zh/a.md", "ml/b.md")
    files = {f"docs/blog/posts/{path}": post for path in paths}
    found = written(tmp_path, {"mkdocs.yml": "plugins: [blog]\n", **files})
    names = [(page.name, page.language) for page in found.pages]
    assert names == [("a", "en"), ("ml/b", ""), ("a", "zh")]


def test_inherited_configuration(tmp_path: Path) -> None:
    files = {
        "base.yml": "site_name: Base\nsite_url: https://a.example\n",
        "mkdocs.yml": "INHERIT: base.yml\nsite_name: !ENV [NAME, Own]\nplugins: [material/blog]\n",
        "docs/index.md": "# Home\n",
    }
    found = written(tmp_path, files)
    assert (found.name, found.url) == ("Own", "https://a.example/")


def test_giscus_of_the_theme(tmp_path: Path) -> None:
    script = (
        '<script data-repo="a/b" data-repo-id="R" data-category-id="C" data-mapping="pathname">'
    )
    files = {
        "mkdocs.yml": (
            "site_url: https://a.example/b/\ntheme: {name: material, custom_dir: over}\n"
            "plugins: [blog]\n"
        ),
        "over/partials/comments.html": script,
        "docs/blog/posts/a.md": "---\ndate: 2023-01-01\nslug: a\n---\n# A\n",
    }
    found = written(tmp_path, files)
    option = {"giscus": {"repo": "a/b", "repo_id": "R", "category_id": "C"}}
    assert found.options == {"comments": option}
    assert found.pages[0].thread == "b/blog/2023/01/01/a/"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "no mkdocs.yml"),
        ({"mkdocs.yml": "plugins: [search]\n"}, "papernotes import markdown"),
        ({"mkdocs.yml": "plugins: [blog]\n"}, "no folder docs"),
        ({"mkdocs.yml": "plugins: [blog\n"}, "line 2"),
    ],
)
def test_no_site(tmp_path: Path, files: Mapping[str, str], reason: str) -> None:
    with pytest.raises(UnreadableSiteError, match=reason):
        written(tmp_path, files)


def test_texts() -> None:
    """A link to the blog's own page leads to the list; what needs more than we have is told."""
    text = (
        "[all](../../blog/index.md#x) [here](index.md) and `[c](blog/index.md)`\n\n"
        '{{ macro }}\n\n--8<-- "a.md"\n\n```\n{{ macro }}\n```\n'
    )
    problems: list[Problem] = []
    body = Body(text)
    page = OldPage("docs/a/b/c.md", "c", text)
    convert(body, page, SomePlaces(pages={"/blog/": "archive.md"}), teller("c.md", problems))
    assert body.restored() == text.replace("(../../blog/index.md#x)", "(/blog/#x)")
    told = [(problem.line, problem.values["construct"]) for problem in problems]
    assert told == [(5, '--8<-- "a.md"'), (3, "{{ macro }}")]


def test_braces_of_a_formula_are_no_macro() -> None:
    problems: list[Problem] = []
    text = "${{\\Sigma}}$\n\n$$\n{{\\Sigma}} = {{a}}\n$$\n\n{{ macro }} and \\({{b}}_1\\)\n"
    convert(Body(text), OldPage("c.md", "c", text), SomePlaces(), teller("c.md", problems))
    assert [(each.line, each.values["construct"]) for each in problems] == [(7, "{{ macro }}")]


def test_icons_stay_icons() -> None:
    texts = ["A :smile:", "and :material-rocket-launch:."]
    lines = extension_lines(texts, breaks=False)
    assert "    emoji_index: !!python/name:material.extensions.emoji.twemoji" in lines
    assert len([line for line in lines if "pymdownx.emoji:" in line]) == 1
    assert not any("material.ext" in line for line in extension_lines(texts[:1], breaks=False))


def test_the_command_knows_it() -> None:
    assert (GENERATOR.name, GENERATOR.is_markdown_of_mkdocs) == ("material-blog", True)

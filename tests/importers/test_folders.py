"""Folders of Markdown: plain ones, vaults, sites of MkDocs, books."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.folders.conversion import convert
from mkdocs_papernotes.importers.folders.generator import GENERATOR
from mkdocs_papernotes.importers.folders.keys import take
from mkdocs_papernotes.importers.folders.vault import without_private_marks
from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError, teller
from mkdocs_papernotes.importers.old_site import OldPage, OldSite
from mkdocs_papernotes.importers.source import Source, source_of
from mkdocs_papernotes.problems.problem import Problem

pytestmark = pytest.mark.pure

ENGLISH = "We show that the model is trained with a new objective, and that it needs no labels."
CHINESE = "我们提出了一个新的模型，它的训练不需要标注。"


def site_of(folder: Path, files: dict[str, str]) -> OldSite:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return GENERATOR.read(Request(folder))


def page_of(site: OldSite, source: str) -> OldPage:
    return next(page for page in site.pages if page.source == source)


def told(site: OldSite, source: str) -> list[str]:
    return [problem.name for problem in site.problems if problem.source == source]


def test_a_plain_folder(tmp_path: Path) -> None:
    site = site_of(
        tmp_path / "my notes 笔记",
        {
            "README.md": "# Notes\n\n- [Adam](adam.md)\n",
            "adam.md": "---\ndate: 2020-01-02\n---\n# Adam\n",
            "2023-02-03-log.md": "text\n",
            "2022-01-02-x/index.md": "text\n",
            "x-210311.md": "# X\n",
            "llama/README.md": "---\ndate: 2023-05-06\n---\n",
            "llama/resources/paper.md": "# The dump\n",
            "section/README.md": "# A section\n",
            "section/a.md": "# A\n",
            "section/b.md": "# B\n",
            "drafts/c.md": "# C\n",
            "img/net.png": "",
            "data.csv": "",
            "code/run.py": "",
            "empty.md": "",
            "adam2.md": "[the data](data.csv)\n",
            ".github/x.md": "# X\n",
            "CONTRIBUTING.md": "# X\n",
        },
    )
    notes = {page.source: page.name for page in site.pages if page.is_note}
    pages = {page.source: page.name for page in site.pages if not page.is_note}

    assert notes == {
        "adam.md": "adam",
        "adam2.md": "adam2",
        "2023-02-03-log.md": "2023-02-03-log",
        "2022-01-02-x/index.md": "2022-01-02-x",
        "x-210311.md": "x-210311",
        "llama/README.md": "llama",
        "section/a.md": "section/a",
        "section/b.md": "section/b",
        "drafts/c.md": "drafts/c",
    }
    assert pages == {
        "README.md": "overview",
        "llama/resources/paper.md": "notes/llama/resources/paper",
        "section/README.md": "notes/section/index",
    }
    assert {file.source: file.address for file in site.files} == {
        "img/net.png": "notes/img/net.png",
        "data.csv": "notes/data.csv",
    }
    assert page_of(site, "2023-02-03-log.md").values == {"title": "Log", "date": date(2023, 2, 3)}
    assert page_of(site, "x-210311.md").values == {"date": date(2021, 3, 11)}
    assert page_of(site, "drafts/c.md").values["draft"] is True
    assert page_of(site, "llama/resources/paper.md").values == {"papernotes": False}
    assert told(site, "adam.md") == []
    assert told(site, "section/a.md") == ["import-undated"]
    assert told(site, "x-210311.md") == ["import-date-found"]
    assert told(site, "empty.md") == told(site, "code/run.py") == ["import-file-left"]
    assert told(site, "CONTRIBUTING.md") == ["import-file-left"]


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (
            {"a.md": ENGLISH, "a.zh.md": CHINESE},
            {"a.md": ("a", ""), "a.zh.md": ("a", "zh")},
        ),
        ({"a.md": "Short.", "a.zh.md": "短"}, {"a.md": ("a", "en"), "a.zh.md": ("a", "zh")}),
        (
            {"zh-cn/a.md": CHINESE, "en/b/a.md": ENGLISH},
            {"zh-cn/a.md": ("a", "zh"), "en/b/a.md": ("b/a", "en")},
        ),
        # Czech, or computer science
        (
            {"cs/a.md": ENGLISH, "v1.is.md": ENGLISH},
            {"cs/a.md": ("cs/a", ""), "v1.is.md": ("v1.is", "")},
        ),
        ({"a.md": f"---\nlang: zh_CN\n---\n{ENGLISH}"}, {"a.md": ("a", "zh")}),
    ],
)
def test_languages(
    tmp_path: Path, files: dict[str, str], names: dict[str, tuple[str, str]]
) -> None:
    site = site_of(tmp_path, files)

    assert {page.source: (page.name, page.language) for page in site.pages} == names


def test_a_vault(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            ".obsidian/app.json": '{"attachmentFolderPath": "files/pics"}',
            ".obsidian/templates.json": '{"folder": "tpl"}',
            ".trash/x.md": "gone",
            "tpl/note.md": "# {{title}}",
            "Adam.md": "---\ncreated: 2022-05-06\naliases: [Adam optimiser]\ntags: a b/c\n"
            "cssclass: wide\n---\nText ^id\n\n%% private %%\n\n"
            "#d/e `#f` [x](y#g) #1 C# $#h$ #d/e\n\n"
            "```dataview\nlist\n```\n",
            "files/pics/a b.png": "",
        },
    )
    page = page_of(site, "Adam.md")

    assert [page.source for page in site.pages] == ["Adam.md"]
    assert page.values == {
        "title": "Adam",
        "date": date(2022, 5, 6),
        "tags": ["a", "b/c", "d/e"],
        "aliases": ["Adam optimiser"],
        "cssclass": "wide",
    }
    assert page.body.startswith("Text <!-- ^id -->\n\n<!-- private -->\n\n#d/e")
    assert [(each.name, each.line) for each in site.problems if each.source == "Adam.md"] == [
        ("import-key-kept", 5),
        ("import-left", 13),
    ]
    assert site.options == {"wikilinks": True, "attachments": "notes/files/pics"}
    assert told(site, "tpl/note.md") == ["import-file-left"]


MKDOCS = """
site_name: Notes
site_url: https://example.org/notes
site_author: Ana
use_directory_urls: false
theme: {name: material, custom_dir: x}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: en, name: English}
        - {locale: zh-TW, name: 中文, default: true}
  - redirects: {redirect_maps: {old.md: notes/shan.md}}
  - minify
nav:
  - 首頁: index.md
  - 筆記: [{山: notes/shan.md}]
  - Elsewhere: https://example.org
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - mdx_unknown
"""


def test_a_site_of_mkdocs(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "mkdocs.yml": MKDOCS,
            "docs/index.md": "# 首頁\n",
            "docs/notes/shan.md": "---\ndate: 2024-01-02\nhide: [toc]\n"
            "template: x.html\n---\n山很高。\n",
            "docs/notes/lake.md": "# 湖\n",
            "docs/notes/lake.en.md": "# Lake\n",
            "docs/guide.md": "# Guide\n",
            "docs/x.css": "",
            "README.md": "# Repository\n",
        },
    )

    assert (site.name, site.url, site.author) == ("Notes", "https://example.org/notes/", "Ana")
    assert site.languages == ("zh-Hant", "en")
    assert site.is_markdown_of_mkdocs
    assert {page.source: (page.is_note, page.name, page.address) for page in site.pages} == {
        "docs/guide.md": (False, "guide", "guide.html"),
        "docs/index.md": (False, "index", "index.html"),
        "docs/notes/lake.en.md": (True, "lake", "en/notes/lake.html"),
        "docs/notes/lake.md": (True, "lake", "notes/lake.html"),
        "docs/notes/shan.md": (True, "shan", "notes/shan.html"),
    }
    shan = page_of(site, "docs/notes/shan.md")
    assert shan.aliases == ("old.html", "en/notes/shan.html")
    assert shan.values == {"title": "山", "date": date(2024, 1, 2), "hide": ["toc"]}
    assert told(site, "docs/notes/shan.md") == ["import-key-dropped"]
    assert [(file.source, file.address) for file in site.files] == [("docs/x.css", "x.css")]
    assert [(entry.title, entry.target) for entry in site.menu] == [
        ("首頁", "index.html"),
        ("筆記", "notes/shan.html"),
        ("Elsewhere", "https://example.org"),
    ]
    assert {problem.key for problem in site.problems if problem.source == "mkdocs.yml"} == {
        "plugins.minify",
        "markdown_extensions.mdx_unknown",
        "theme.custom_dir",
        "nav",
    }


def test_a_site_of_mkdocs_has_what_its_configuration_inherits(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "base.yml": "site_name: Notes\nsite_url: !ENV [URL, 'https://e.org/']\nsite_author: A",
            "mkdocs.yml": "INHERIT: base.yml\nsite_author: !ENV [NAME, 林维]",
            "docs/a.md": "# A\n",
        },
    )
    assert (site.name, site.url, site.author) == ("Notes", "https://e.org/", "林维")


def test_a_site_whose_pages_are_all_alike_has_notes(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, {"mkdocs.yml": "site_name: X", "docs/index.md": "# X", "docs/a/b.md": "# B"}
    )

    assert {page.name: page.is_note for page in site.pages} == {"a/b": True, "index": False}


def test_a_book(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "book.toml": '[book]\ntitle = "论文"\nauthors = ["Ana"]\nlanguage = "en"\n',
            "src/SUMMARY.md": "- [A](a/b.md)\n",
            "src/a/README.md": "# A\n",
            "src/a/b.md": "# B\n",
            "src/assets/x.png": "",
        },
    )

    assert (site.name, site.author, site.languages) == ("论文", "Ana", ())
    assert {page.source: page.address for page in site.pages} == {
        "src/a/README.md": "a/index.html",
        "src/a/b.md": "a/b.html",
    }
    assert [file.address for file in site.files] == ["assets/x.png"]


ZOLA = """
base_url = "https://example.org/z/"
title = "Zola"
default_language = "en"
generate_feeds = true
[languages.zh]
[extra]
x = 1
"""


def test_a_site_of_zola(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "config.toml": ZOLA,
            "content/_index.md": '+++\ntitle = "Home"\n+++\n',
            "content/blog/_index.md": '+++\nsort_by = "date"\n+++\n',
            "content/blog/2020-01-02-A_b.md": '+++\ntitle = "A"\naliases = ["old/a"]\n'
            '[taxonomies]\ntags = ["t"]\ncategories = ["AI"]\n'
            "[extra]\nmath = true\nmood = 1\n+++\nx\n",
            "content/blog/c/index.md": "+++\ndate = 2020-01-03\n+++\n# C\n",
            "content/blog/c/index.zh.md": "+++\ndate = 2020-01-03\n+++\n# 丙\n",
            "content/blog/笔记.md": "+++\ndate = 2020-01-04\n+++\n# D\n",
            "content/about.md": '+++\npath = "me"\n+++\n# Me\n',
            "content/blog/c/x.png": "",
            "static/img/y.png": "",
        },
    )

    assert (site.name, site.url, site.languages) == ("Zola", "https://example.org/z/", ("en", "zh"))
    assert (site.feeds, site.lists) == (("atom.xml",), ("blog/",))
    assert {page.source: (page.is_note, page.name, page.address) for page in site.pages} == {
        "content/about.md": (False, "about", "me/"),
        "content/blog/2020-01-02-A_b.md": (True, "2020-01-02-A_b", "blog/a-b/"),
        "content/blog/c/index.md": (True, "c", "blog/c/"),
        "content/blog/c/index.zh.md": (True, "c", "zh/blog/c/"),
        "content/blog/笔记.md": (True, "笔记", ""),
    }
    page = page_of(site, "content/blog/2020-01-02-A_b.md")
    assert page.values == {
        "title": "A",
        "date": date(2020, 1, 2),
        "direction": "AI",
        "tags": ["t"],
        "mood": 1,
    }
    assert page.aliases == ("old/a",)
    assert told(site, "content/blog/笔记.md") == ["import-address-unknown"]
    assert {file.address for file in site.files} == {"blog/c/x.png", "img/y.png"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"_config.yml": "", "source/_posts/a.md": ""}, "papernotes import hexo"),
        ({"mkdocs.yml": "a: [", "docs/a.md": ""}, "mkdocs.yml cannot be read: line 2"),
        ({"mkdocs.yml": "docs_dir: ../x"}, "docs_dir"),
    ],
)
def test_folders_that_are_no_folders_of_notes(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    with pytest.raises(UnreadableSiteError, match=message):
        site_of(tmp_path, files)


def taken(front_matter: str, kind: str = "plain") -> tuple[dict[str, object], list[str]]:
    source = source_of(f"---\n{front_matter}---\n".encode(), "a.md")
    assert isinstance(source, Source)
    problems: list[Problem] = []
    found = take(source, teller("a.md", problems), zone="Asia/Shanghai", kind=kind)
    return found.values, [problem.name for problem in problems]


@pytest.mark.parametrize(
    ("front_matter", "values", "problems"),
    [
        ("date: 2023-02-29\n", {"date": date(2023, 3, 1)}, ["import-date-changed"]),
        ("date: soon\n", {}, ["import-date-unread"]),
        (
            "创建时间: 2020-01-02\nlastmod: 2020-02-03\n",
            {"date": date(2020, 1, 2), "updated": date(2020, 2, 3)},
            [],
        ),
        ("date: {created: 2020-01-02}\n", {"date": {"created": date(2020, 1, 2)}}, []),
        (
            "categories: [AI, [LLM, 2019]]\ntags: a，b\n",
            {"direction": "AI", "tags": ["a", "b", "LLM", "2019"]},
            [],
        ),
        ("tags: '#a #b'\n", {"tags": ["a", "b"]}, []),
        ("summary: |\n  one\n  two\n", {"description": "one two"}, []),
        ("status: Read\n", {"state": "read"}, []),
        ("title: {a: b}\n", {}, ["import-key-dropped"]),
        ("lang: klingon\n", {}, ["import-key-dropped"]),
        ("sticky: 100\ncover: /a.png\n", {"image": "/a.png", "pin": True}, []),
        ("image: {path: a.png}\n", {"image": {"path": "a.png"}}, []),
        ("status: done\n", {}, ["import-key-dropped"]),
        ("url: https://x.org/1\n", {"link": "https://x.org/1"}, ["import-key-kept"]),
        ("publish: false\ndraft: ture\n", {"publish": False, "draft": "ture"}, []),
        ("mathjax: true\nmood: good\n", {"mood": "good"}, ["import-key-kept"]),
        ("paper: {arxiv: '1706.03762'}\n", {"paper": {"arxiv": "1706.03762"}}, []),
    ],
)
def test_keys(front_matter: str, values: dict[str, object], problems: list[str]) -> None:
    assert taken(front_matter) == (values, problems)


KEYS = st.text(max_size=3) | st.sampled_from(
    [
        *("date", "created", "title", "tags", "categories", "lang", "aliases", "redirect_from"),
        *("permalink", "cover", "status", "url", "template", "summary", "author", "draft"),
        *("published", "taxonomies", "extra", "translationKey", "ref", "日期", "lastmod"),
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=300)
@given(
    st.dictionaries(KEYS, VALUES, max_size=6),
    st.sampled_from(["plain", "vault", "mkdocs", "mdbook", "zola"]),
)
def test_no_front_matter_raises(values: dict[str, object], kind: str) -> None:
    problems: list[Problem] = []
    found = take(Source("a.md", values), teller("a.md", problems), zone="", kind=kind)

    assert all(str(problem) for problem in problems)
    assert all(isinstance(address, str) for address in (found.address, *found.aliases))
    drafts = [key for key in ("draft", "published") if values.get(key) is not None]
    assert all(key in found.values or found.values.get("date") for key in drafts)


@pytest.mark.parametrize(
    "text",
    ["$$\nA\n ^T\n$$\n", "`a ^b`\n", "```\n%%\nx\n%%\n```\n", "2 ^ 3\n", "100%% sure\n"],
)
def test_what_is_no_mark_of_obsidian(text: str) -> None:
    assert without_private_marks(text) == text


class NoPlaces:
    """Knows one page that has another name now."""

    def named(self, name: str) -> str | None:
        return "../new%20name.zh.md" if name == "Old?" else None

    def source(self, source: str) -> str | None:
        return "x.md" if source == "content/a b.md" else None


def converted(text: str) -> tuple[str, list[str]]:
    body, problems = Body(text), list[Problem]()
    convert(body, OldPage("a.md", "a", text), NoPlaces(), teller("a.md", problems))  # type: ignore[arg-type]
    return body.restored(), [problem.name for problem in problems]


@pytest.mark.parametrize(
    ("text", "result", "problems"),
    [
        ("[[Old?]] [[Old?#H|x]] [[Other]]", "[[new name|Old?]] [[new name#H|x]] [[Other]]", []),
        ("`[[Old?]]`", "`[[Old?]]`", []),
        (
            '{% hint style="warning" %}\nCare.\n\nMore.\n{% endhint %}\n',
            "> [!warning]\n> Care.\n>\n> More.\n",
            [],
        ),
        ("[a](@/a%20b.md#h) [c](@/c.md)", "[a](/content/a%20b.md#h) [c](@/c.md)", []),
        ('{{ youtube(id="x") }}', '{{ youtube(id="x") }}', ["import-left"]),
        ("{{#include x.rs}}", "{{#include x.rs}}", ["import-left"]),
    ],
)
def test_constructs(text: str, result: str, problems: list[str]) -> None:
    assert converted(text) == (result, problems)


PIECES = st.sampled_from(
    [
        *("%%", "^id", "\n", " ", "word", "`", "```\n", "-->", "<!--", "[[Old?]]", "]]", "|"),
        *("{% hint", ' style="x" %}', "{% endhint %}", "{{#", "}}"),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_no_word_is_lost(text: str) -> None:
    assert without_private_marks(text).count("word") == text.count("word")
    assert without_private_marks(text).count("\n") == text.count("\n")
    assert converted(text)[0].count("word") == text.count("word")


def test_a_folder_without_texts_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "figure.png").write_bytes(b"")
    with pytest.raises(UnreadableSiteError, match="no Markdown files"):
        GENERATOR.read(Request(tmp_path))

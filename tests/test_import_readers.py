"""Whole sites of other generators, imported and built: nothing of them is lost."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from mkdocs_papernotes.commands import import_site
from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.importers.pictures import fetch_pictures
from mkdocs_papernotes.importers.source import read_source
from tests.build_site import PNG, Built, Page, Project, text_of
from tests.old_site import GENERATORS, old_site
from tests.services import Answer, serving
from tests.shared import Shared

UNDATED = ("---\n", "---\ndate: 2020-01-01\n")

DEALT_WITH: dict[str, dict[str, list[tuple[str, str]]]] = {
    "hexo-next": {
        "notes/pictures.md": [
            ("![on a disk](C:%5CUsers%5Che%5CDesktop%5Cdesk.png)\n", ""),
            ("![missing](nowhere.png)\n", ""),
            ("[link to nothing](/blog/2001/01/01/gone/)", "link to nothing"),
        ],
        "notes/colon.md": [UNDATED],
        "notes/empty.md": [("", "---\ndate: 2020-01-01\n---\n")],
        "notes/half.md": [UNDATED],
        "notes/secret.md": [("password: swordfish\n", "")],
    },
    "jekyll": {
        "notes/lab.md": [UNDATED],
    },
    "folders": {
        f"notes/{name}.md": [("# ", "---\ndate: 2020-01-01\n---\n\n# ")]
        for name in ("birds", "birds.zh", "whales", "jing.zh", "gb.zh")
    },
    "vault": {
        "notes/papers/Momentum.md": [("# ", "---\ndate: 2020-01-01\n---\n\n# ")],
    },
}
"""What the author changes after the report has named it: pictures and links to nothing, dates."""


WITH_UNREADABLE = ("folders",)
"""Sites that get a file that is no text, which is an error."""


def run(*arguments: str | Path, exit_code: int = 0) -> dict[str, Any]:
    """Run the command; its result as programs get it."""
    done = CliRunner().invoke(main, ["import", *map(str, arguments), "--format", "json"])
    assert done.exit_code == exit_code, done.output + str(done.exception)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def digests(folder: Path) -> dict[str, str]:
    """What is in each file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Moved:
    """An old site, and the new one that was made of it and built."""

    name: str
    old: Path
    new: Path
    built: Built

    @property
    def sources(self) -> dict[str, list[str]]:
        """The new files of each old one."""
        files = json.loads((self.new / "papernotes-import.json").read_text("utf-8"))["files"]
        found: dict[str, list[str]] = {}
        for path, entry in files.items():
            if source := entry.get("source"):
                source = re.sub(r" \([\w-]+\)$", "", source)  # the language of a part of a file
                found.setdefault(source, []).append(path)
        return found


def build_moved(name: str, project: Project) -> Built:
    """Import a site, do what the report asks for, and build strictly."""
    work = project.folder
    old = old_site(name, work / "旧 站")
    project = Project(work / "新 站")
    if name in WITH_UNREADABLE:
        (old / "noise.md").write_bytes(bytes(range(128, 256)) * 4)
    before = digests(old)
    run(GENERATORS[name], old, project.folder, exit_code=name in WITH_UNREADABLE)
    assert digests(old) == before, "the old site is only read"
    for path, changes in DEALT_WITH.get(name, {}).items():
        page = project.docs / path
        text = page.read_text("utf-8")
        for before, after in changes:
            assert before in text, path
            text = text.replace(before, after, 1)
        page.write_text(text, "utf-8")
    return project.build()


@pytest.fixture
def moved(request: pytest.FixtureRequest, shared: Shared) -> Moved:
    name = request.param
    built = shared.built(f"import-{name}", partial(build_moved, name))
    work = shared.root / f"import-{name}"
    return Moved(name, work / "旧 站" / name, work / "新 站", built)


every_site = pytest.mark.parametrize("moved", GENERATORS, indirect=True)


# Words

_NOT_WORDS = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{[:#.].*?\}|<!--.*?-->|<[^<>]*>|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|\$\$.*?\$\$|\$[^$\n]+\$|\\\\?\(.*?\)|\\\[.*?\\\]|https?://\S+|\[\[?toc\]?\]|\[![A-Za-z]+\][-+]?"
    r"|\{ ?\w+=.*?\}|\{class=.*?\}|:\w+:|%%.*?%%|!?\[\[.*?\]\]|\^[\w-]+|^(?:!!!|\?\?\?\+?) \w+"
    r"|^(```|~~~).*$|^[ >]*\d+[.)](?= )|\* TOC$|---|~~",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


def words(text: str) -> Counter[str]:
    """The words of a text, and each Chinese character."""
    return Counter(re.findall(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+", text))


@every_site
def test_every_word_is_on_a_new_page(moved: Moved) -> None:
    """On those of its own file; of drafts, and of those beside them, in the file itself."""
    looked_at = 0
    for source, paths in moved.sources.items():
        if not source.endswith(".md"):
            continue
        read = read_source(moved.old, source)
        assert read is not None
        body = read.body
        for before, _ in DEALT_WITH.get(moved.name, {}).get(paths[0].removeprefix("docs/"), ()):
            if before.startswith("!["):
                picture = re.escape(before.partition("]")[0])
                body = re.sub(f"^{picture}.*$", "", body, flags=re.MULTILINE)
        expected = words(_NOT_WORDS.sub(" ", body))
        there = words("\n".join(shown(moved, path) for path in paths))
        assert not expected - there, f"{source}: {expected - there}"
        looked_at += sum(expected.values())
    assert looked_at > 10


def shown(moved: Moved, path: str) -> str:
    """The text of a page; of one that is not built, its file."""
    text = (moved.new / path).read_text("utf-8")
    stem = path.removeprefix("docs/").removesuffix(".md")
    for page in pages_of(moved.built, stem):
        alts = [image.get("alt", "") for image in page.all("img")]
        return " ".join((*page.one("body").itertext(), *alts))
    return text


def pages_of(built: Built, stem: str) -> list[Page]:
    """The page of a file, if it was built."""
    name, _, language = stem.rpartition(".")
    candidates = [f"{stem}/index.html", f"{stem}.html"]
    if re.fullmatch(r"[a-z]{2}", language):
        candidates.append(f"{language}/{name}/index.html")
    if stem.endswith("index"):
        candidates.append(f"{stem[:-5]}index.html")
    return [built.page(path) for path in candidates if built.has(path)]


# Constructs as readers see them

SEEN: dict[str, list[tuple[str, str, list[str]]]] = {
    "hexo-next": [
        ("notes/adam/", "img@alt", ["损失曲线", "曲线 二", "光杆图片名"]),
        (
            "notes/adam/",
            ".admonition > p:last-child",
            ["注意：动量要做偏差修正。", "先调学习率，再调其他。"],
        ),
        ("notes/adam/", "details.warning > p", ["学习率太大时会发散。"]),
        ("notes/adam/", "details.warning summary", ["小心"]),
        ("notes/adam/", "div.plain", ["花括号 {{ user.name }} 与 {% if %} 原样显示"]),
        ("notes/adam/", "p > code", ["{% asset_img x.png %}"]),
        ("notes/adam/", "pre", ["{% raw %}{{ title }}{% endraw %}"]),
        (
            "en/notes/attention/",
            "li",
            ["queries", "keys projected scaled", "projected", "scaled", "values"],
        ),
        (
            "en/notes/attention/",
            "img@alt",
            ["relative folder", "a dot", "absolute", "with the root"],
        ),
        ("notes/pictures/", "ol > li", ["first", "second"]),
        ("notes/pictures/", "blockquote", ["Centred words of a quotation."]),
        ("notes/pictures/", "img@alt", ["on another host", "with a tag"]),
        ("notes/pictures/", "pre", ['print("in a code block of Hexo")']),
        ("notes/both/", "h2", ["原因"]),
        ("en/notes/both/", "h2", ["Why"]),
        ("notes/注意力 机制(上) & 下/", "img@alt", ["图", "宽图"]),
        ("notes/2019/rivers/", "td", ["甲", "10", "乙", "20"]),
        ("notes/marker-in-code/", "p > code", ["<!-- more -->"]),
    ],
    "hugo-papermod": [
        ("notes/lichen/", "img@alt", ["A stone"]),
        ("notes/lichen/", "figcaption em", ["grey"]),
        ("notes/lichen/", ".arithmatex", [r"\(r = a / t\)"]),
        ("notes/lichen/", ".admonition > p:last-child", ["Never scrape it off."]),
        ("notes/lichen/", "p > a@href", ["../moss/", "../bundle/#roots"]),
        ("notes/lichen/", "h2@id", ["how"]),
        ("notes/lichen/", "p.wide", ["A paragraph with a class."]),
        ("notes/lichen/", "del", ["gone"]),
        ("notes/lichen/", "p > code", ["{{< figure >}}"]),
        ("zh/notes/lichen/", "p > a@href", ["../moss/"]),
        ("notes/moss/", ".arithmatex", [r"\( a^2 + b \)", r"\[ a^2 + b^2 \]"]),
        ("zh/notes/moss/", "h1", ["背阴处的苔藓"]),
        ("notes/bundle/", "img@alt", ["a root"]),
        ("zh/notes/bundle/", "img@alt", ["根"]),
    ],
    "jekyll": [
        ("notes/2018-02-03-proteins/", "p.lead", ["A funnel of energies."]),
        ("notes/2018-02-03-proteins/", "h2@id", ["landscape"]),
        ("notes/2018-02-03-proteins/", "strong.red", ["that"]),
        ("notes/2018-02-03-proteins/", ".arithmatex", [r"\[ E = - \sum_i h_i \]"]),
        ("notes/2018-02-03-proteins/", "img@alt", ["a protein", "the same", ""]),
        ("notes/2018-02-03-proteins/", "figcaption", ["A figure of the theme"]),
        (
            "notes/2018-02-03-proteins/",
            ".admonition.warning > p:last-child",
            ["A warning of kramdown."],
        ),
        ("notes/2018-02-03-proteins/", "dt", ["Term"]),
        ("notes/2018-02-03-proteins/", "a[target=_blank]", ["this"]),
        ("notes/2019-04-05-cells/", "p", ["One cell becomes two."]),
        ("zh/notes/2019-04-05-cells/", "p", ["一个细胞变成两个。"]),
    ],
    "material-blog": [
        ("notes/first/", ".admonition > p", ["A box", "Bring a chair."]),
        ("notes/first/", "details.tip > p", ["And a lamp."]),
        ("notes/first/", ".tabbed-labels label", ["Tea", "Coffee"]),
        ("notes/first/", "p > a@href", ["../2023/second/#words"]),
        ("notes/first/", "img@width", ["300"]),
        ("notes/2023/second/", "h2", ["Words"]),
    ],
    "folders": [
        ("notes/whales/", "img@alt", ["w"]),
        ("zh/notes/jing/", "img@alt", ["w"]),
        ("notes/birds/", "h1", ["Birds"]),
        ("zh/notes/birds/", "h1", ["鸟"]),
        ("zh/notes/zola/", "h1", ["像 Zola 那样"]),
        ("notes/llama/", "p > a", ["the paper"]),
        ("notes/llama/", "p > a@href", ["resources/paper/"]),
        (
            "links/",
            "p > a@href",
            ["../overview/", "../notes/whales/#whales-sing", "../notes/img/paper.pdf"],
        ),
        ("zh/notes/gb/", "h1", ["旧电脑上的笔记"]),
    ],
    "vault": [
        ("notes/papers/Adam/", "mark", ["marked"]),
        (
            "notes/papers/Adam/",
            "p > a@href",
            ["../Momentum/", "../Momentum/#nesterov", "../Momentum/"],
        ),
        ("notes/papers/Adam/", "img@width", ["200"]),
        ("notes/papers/Adam/", "summary", ["Folded"]),
        ("notes/papers/Adam/", "li", ["to do", "done"]),
        ("notes/papers/Momentum/", "h2", ["Nesterov"]),
        ("zh/notes/2022-06-07/", "p", ["日记里没有标题，只有一行字，写于某个夏天。"]),
    ],
    "mkdocs-i18n": [
        ("notes/shan/", "h1", ["山"]),
        ("en/notes/shan/", "h1", ["Mountains"]),
        ("en/notes/only/", "h1", ["Only here"]),
    ],
}
"""What is in the text of a page: file, selector (with an attribute) and the texts it finds."""


@pytest.mark.parametrize(
    ("moved", "path", "selector", "texts"),
    [(name, *row) for name, rows in SEEN.items() for row in rows],
    indirect=["moved"],
)
def test_readers_see_what_they_saw(
    moved: Moved, path: str, selector: str, texts: list[str]
) -> None:
    page = moved.built.page(f"{path}index.html")
    selector, _, attribute = selector.partition("@")
    found = [
        each
        for each in page.all(f"article.md-content__inner {selector}")
        if not any(
            above.get("class", "").startswith("pn-") for above in (each, *each.iterancestors())
        )
    ]
    assert [each.get(attribute) if attribute else text_of(each) for each in found] == texts


@every_site
def test_pictures_and_links_lead_to_files(moved: Moved) -> None:
    for page in moved.built.pages:
        for element, link in page.links:
            parts = urlsplit(urljoin(quote(f"/{page.path}"), link))
            if parts.netloc or parts.scheme or element.tag not in ("a", "img"):
                continue
            path = unquote(parts.path).lstrip("/")
            path = f"{path}index.html" if not path or path.endswith("/") else path
            assert moved.built.has(path), f"{page.path} leads to {link}"


# Addresses

ADDRESSES: dict[str, dict[str, str]] = {
    "hexo-next": {
        "2019/03/04/adam/": "notes/adam/",
        "2020/02/04/注意力 机制(上) & 下/": "notes/注意力 机制(上) & 下/",
        "2019/05/06/2019/rivers/": "notes/2019/rivers/",
        "2020/02/03/attention/": "en/notes/attention/",
        "2021/09/10/both/": "notes/both/",
        "2023/03/01/rolled-over/": "notes/rolled-over/",
        "2048/": "notes/int-permalink/",
        "essays/own.html": "notes/own-permalink/",
        "about/": "about/",
        "archives/": "archive/",
        "tags/Adam/": "topics/tags/adam/",
        "categories/optimisation/": "topics/directions/优化/",
        "categories/模型/注意力/": "topics/tags/注意力/",
    },
    "hugo-papermod": {
        "2021/03/lichen-on-stones/": "notes/lichen/",
        "old/lichen/": "notes/lichen/",
        "2021/05/shade-moss/": "notes/moss/",
        "zh/tai-xian/": "zh/notes/moss/",
        "zh/2021/03/石上的地衣/": "zh/notes/lichen/",
        "2021/07/a-bundle-of-roots/": "notes/bundle/",
        "about/": "about/",
        "tags/lichen/": "topics/tags/lichen/",
        "categories/biology/": "topics/directions/biology/",
    },
    "jekyll": {
        "biology/structure/2018/02/03/proteins.html": "notes/2018-02-03-proteins/",
        "old/proteins/": "notes/2018-02-03-proteins/",
        "en/cells/": "notes/2019-04-05-cells/",
        "zh/cells/": "zh/notes/2019-04-05-cells/",
        "about/": "about/",
    },
    "material-blog": {
        "blog/2023/01/02/the-first/": "notes/first/",
        "blog/2023/02/03/the-second-evening/": "notes/2023/second/",
        "blog/2023/02/04/第二次聚会/": "notes/2023/di-er-ci/",
        "about/": "about/",
    },
}


@pytest.mark.parametrize(
    ("moved", "old", "new"),
    [(name, *row) for name, rows in ADDRESSES.items() for row in rows.items()],
    indirect=["moved"],
)
def test_an_old_address_leads_to_the_new_page(moved: Moved, old: str, new: str) -> None:
    page = moved.built.page(f"{old}index.html" if old.endswith("/") else old)
    if old != new:
        (refresh,) = page.all("meta[http-equiv=refresh]")
        target = refresh.get("content").partition("url=")[2]
        assert unquote(urlsplit(urljoin(quote(f"/{page.path}"), target)).path) == f"/{new}"
    assert moved.built.has(f"{new}index.html")


FEEDS = {
    "hexo-next": ("atom.xml", "https://he.example.org/blog/2023/03/01/rolled-over/", "何青"),
    "hugo-papermod": ("index.xml", "https://mei.example.org/2021/05/shade-moss/", "Mei Tan"),
    "jekyll": ("feed.xml", "https://lab.example.org/notes/en/cells-en", "Ana Silva"),
}


@pytest.mark.parametrize("moved", FEEDS, indirect=True)
def test_subscribers_get_no_old_post_again(moved: Moved) -> None:
    path, identifier, author = FEEDS[moved.name]
    feed = moved.built.text(path)
    assert f"<id>{identifier}</id>" in feed
    assert f"<name>{author}</name>" in feed


# Pictures of other hosts


def test_pictures_of_other_hosts_are_one_copy_for_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {
        "/a.png": Answer(PNG, headers={"Content-Type": "image/png"}),
        "/page.png": Answer(b"<html>", headers={"Content-Type": "text/html"}),
    }
    old, new = tmp_path / "old", tmp_path / "new"
    monkeypatch.setenv("NO_PROXY", "*")
    fetch = partial(fetch_pictures, is_allowed=lambda address: True, sleep=lambda seconds: None)
    monkeypatch.setattr(import_site, "fetch_pictures", fetch)
    with serving(answers.__getitem__) as service:
        posts = old / "source" / "_posts"
        posts.mkdir(parents=True)
        (old / "_config.yml").write_text("url: https://he.example.org\n", "utf-8")
        for name, lang in (("a", "en"), ("a.zh", "zh")):
            text = f"![one]({service.address}/a.png) ![two]({service.address}/page.png)"
            head = f"---\ntitle: A\ndate: 2020-01-01\nlang: {lang}\n---\n\n"
            (posts / f"{name}.md").write_text(f"{head}{text}\n", "utf-8")
        run("hexo", old, new)
        assert not service.asked, "only if it is asked for"
        result = run("hexo", old, new, "--fetch-images")
        assert sorted(path for path, _, _ in service.asked) == ["/a.png", "/page.png"]
        again = run("hexo", old, new, "--fetch-images")
        asked = [path for path, _, _ in service.asked]
        assert asked.count("/a.png") == 1, "what is here is not asked for again"
    told = [each["message"] for each in result["problems"] if each["code"] == "PN819"]
    assert (
        told
        == [f"{service.address}/page.png was not fetched: the answer is text/html, not a picture"]
        * 2
    )
    assert again["files"] == []
    assert (new / "docs/notes/a/a.png").read_bytes() == PNG
    for name in ("a.md", "a.zh.md"):
        text = (new / "docs/notes" / name).read_text("utf-8")
        assert f"![one](a/a.png) ![two]({service.address}/page.png)" in text

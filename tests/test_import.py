"""`papernotes import`: whole sites become new ones, again and again, whatever comes between."""

from __future__ import annotations

import itertools
import json
import os
import posixpath
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import validate

from mkdocs_papernotes.addresses import dest_of
from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.importers import generators, pictures
from mkdocs_papernotes.importers.manifest import NAME as MANIFEST
from mkdocs_papernotes.importers.pictures import Fetched
from mkdocs_papernotes.importers.report import NAME as REPORT
from tests.build_site import PNG, Built, Project
from tests.test_commands import SCHEMA
from tests.test_init import without_the_rights_of_root
from tests.timing import takes_less_than

_STUB = "tests.stub_generator"
_MAIN = f"""
import sys
from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.importers import generators
generators.MODULES["markdown"] = {_STUB!r}
main()
"""

SITE = """\
name: 旧博客 "of" mine
description: 记录
author: 林未
url: https://old.example.org/blog/
languages: [zh-CN, en]
timezone: Asia/Shanghai
license: CC-BY-NC-SA-4.0
menu: [[Home, ""], [关于, about/], [归档, archives/], [GitHub, "https://github.com/x"]]
feeds: [atom.xml, rss2.xml]
lists: [archives/]
terms: [[tags, 优化, tags/优化/], [tags, Deep Learning, tags/DL/], [directions, 论文, cat/论文/]]
breaks: true
options: {archive: {cheer: true}, stream: {per_page: 5}}
"""
FILES: dict[str, str | bytes] = {
    "site.yml": SITE,
    "posts/adam.md": """\
---
title: Adam 论文
date: 2019-03-01 10:00:00
tags: [优化, 深度学习]
direction: 论文
mood: fine
_address: 2019/03/adam/
_aliases: [adam.html, "p/a:b", 旧/亚当/]
_pair: adam
_feed_id: "https://old.example.org/blog/2019/03/adam/"
_thread: /blog/2019/03/adam/
---

正文，见 [另一篇](/blog/2019/04/sgd/#方法) 和 ![图](fig 1.png)。
第二行 ~~删除~~ :smile: ==高亮== https://example.org/

{% unknown x %}

[关于](/about/) [标签](/blog/tags/优化/) [归档](https://old.example.org/blog/archives/index.html)
![](C:\\Users\\me\\posts\\adam\\fig 1.png) ![](/blog/images/logo.png) [英文](/en-only.html)
""",
    "posts/adam/fig 1.png": PNG,
    "posts/adam-en.md": """\
---
title: The Adam paper
date: 2019-03-01 10:00:00
tags: [Optimisation, Deep Learning]
direction: Papers
_address: en/2019/03/adam/
_language: en
_pair: adam
---

Some text, see [the other](../../../../2019/04/sgd/) and [the first](/2019/03/adam/).
""",
    "posts/2019/梯度 下降?.md": """\
---
title: SGD
date: 2019-04-01 10:00:00
tags: [优化]
_address: 2019/04/sgd/
---

# SGD

前一篇：[adam](/2019/03/adam/)。[源](../adam.md)

## 方法
""",
    "posts/english.md": """\
---
title: English only
date: 2020-04-01
_address: en-only.html
_language: en
---

Only in English: [about](/about/), [home](/), [SGD](/2019/04/sgd/#方法).
""",
    "posts/draft.md": """\
---
title: Draft
date: 2021-01-01
draft: true
tags: [secret]
---

Not yet.
""",
    "about.md": """\
---
title: 关于
_address: about/index.html
---

# 关于

[一](/2019/03/adam/)
""",
    "static/images/logo.png": PNG,
    "static/CNAME": b"old.example.org\n",
    "static/.well-known/security.txt": b"Contact: mailto:a@example.org\n",
}
OLD_ADDRESSES = [
    "2019/03/adam/",
    "adam.html",
    "旧/亚当/",
    "en/2019/03/adam/",
    "2019/04/sgd/",
    "en-only.html",
    "about/",
    "archives/",
    "tags/优化/",
    "tags/DL/",
    "cat/论文/",
    "atom.xml",
    "rss2.xml",
    "images/logo.png",
    "CNAME",
    ".well-known/security.txt",
]


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(generators.MODULES, "markdown", _STUB)


def old_site(folder: Path, **others: str | bytes) -> Path:
    """The old site in a folder."""
    for name, text in {**FILES, **others}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def imported(
    old: Path, new: Path, *options: str, code: int = 0, generator: str = "markdown"
) -> Result:
    result = CliRunner().invoke(main, ["import", generator, str(old), str(new), *options])
    assert result.exit_code == code, result.output
    return result


def as_json(
    old: Path, new: Path, *options: str, code: int = 0, generator: str = "markdown"
) -> dict[str, Any]:
    options = ("--format", "json", *options)
    found = json.loads(imported(old, new, *options, code=code, generator=generator).stdout)
    validate(found, SCHEMA)
    assert found["exit_code"] == code
    return dict(found)


def state(folder: Path) -> dict[str, bytes]:
    """What is in a folder, but for what a build makes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in {"site", ".cache"}
    }


# The new site


@pytest.fixture(scope="module", params=["", "--keep-urls", "--structure=folder"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, imported and built with `--strict`."""
    folder = tmp_path_factory.mktemp("旧的 blog")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(generators.MODULES, "markdown", _STUB)
        options = [request.param] if request.param else []
        imported(old_site(folder / "old"), folder / "new site", *options)
    return Project(folder / "new site").build(strict=True)


def test_every_old_address_leads_somewhere(built: Built) -> None:
    for address in OLD_ADDRESSES:
        path = dest_of(address)
        assert built.has(path), address
        if path.endswith(".html") and "http-equiv=refresh" in (text := built.text(path)):
            target = re.search(r"url=([^\"'#>]+)", text)
            assert target is not None, address
            assert built.resolve(target[1], path), (address, target[1])


def test_links_and_pictures_are_whole(built: Built) -> None:
    for path in built.html_files:
        for element, link in built.page(path).links:
            if element.tag in {"a", "img"} and not link.startswith(("http", "#", "mailto")):
                assert built.resolve(link, path), (path, link)


def test_the_new_site_is_that_of_its_author(built: Built) -> None:
    home = built.page("index.html")
    assert home.lang == "zh"
    assert home.texts(".md-tabs__item") == [
        "笔记",
        "关于",
        "归档",
        "GitHub",
        "论文",
        "主题",
    ]
    assert "© 2020 林未" in home.text(".md-copyright")
    entries = built.page("archive/index.html")
    assert '旧博客 "of" mine' in entries.text("title")
    assert not any("Draft" in text for text in entries.texts(".pn-entry"))
    feed = built.text("atom.xml")
    assert "https://old.example.org/blog/2019/03/adam/" in feed


# Again


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    old, new = old_site(tmp_path / "old"), tmp_path / "new"
    first = as_json(old, new)
    assert first["imported"] == {
        "notes": 5,
        "pages": 1,
        "files": 4,
        "languages": ["zh", "en"],
        "written": len(state(new)) - 1,
        "unchanged": 0,
    }
    assert {each["action"] for each in first["files"]} == {"created"}
    before = state(new)
    times = {path: path.stat().st_mtime_ns for path in new.rglob("*")}
    second = as_json(old, new)
    assert second["files"] == []
    assert second["imported"]["written"] == 0
    assert second["problems"] == first["problems"]
    assert state(new) == before
    assert {path: path.stat().st_mtime_ns for path in new.rglob("*")} == times
    assert state(old) == state(old_site(tmp_path / "again"))


def test_new_and_changed_posts_come_and_edited_ones_stay(tmp_path: Path) -> None:
    old, new = old_site(tmp_path / "old"), tmp_path / "new"
    imported(old, new)
    notes = new / "docs/notes"
    (notes / "adam.md").write_text("Mine.", "utf-8")
    (notes / "english.en.md").write_text("Mine, too.", "utf-8")
    (notes / "draft.md").unlink()
    for name in ("adam", "2019/梯度 下降?", "draft"):
        with (old / f"posts/{name}.md").open("a", encoding="utf-8") as post:
            post.write("\n新的一句。\n")
    (old / "posts/new.md").write_text("---\ntitle: New\ndate: 2024-01-01\n---\nNew.\n", "utf-8")
    (old / "posts/english.md").unlink()
    for _ in range(2):
        found = as_json(old, new)
        assert (notes / "adam.md").read_text("utf-8") == "Mine."
        assert (notes / "english.en.md").read_text("utf-8") == "Mine, too."
        assert not (notes / "draft.md").exists()
        assert "新的一句" in (notes / "2019/梯度 下降-.md").read_text("utf-8")
        assert (notes / "new.md").exists()
        codes = [each["code"] for each in found["problems"]]
        assert (codes.count("PN841"), codes.count("PN843")) == (1, 1)
    assert found["files"] == []
    assert "docs/notes/adam.md was edited" in (new / REPORT).read_text("utf-8")


def test_ticks_in_the_report_stay(tmp_path: Path) -> None:
    old, new = old_site(tmp_path / "old"), tmp_path / "new"
    imported(old, new)
    report = new / REPORT
    text = report.read_text("utf-8")
    assert text.count("- [ ] ") == 2
    assert "[line 20](docs/notes/adam.md#L20): left as it was: {% unknown x %}" in text
    assert (new / "docs/notes/adam.md").read_text("utf-8").split("\n")[19] == "{% unknown x %}"
    ticked = text.replace("- [ ] [line 20]", "- [x] [line 20]")
    report.write_text(ticked, "utf-8")
    assert as_json(old, new)["files"] == []
    with (old / "posts/english.md").open("a", encoding="utf-8") as post:
        post.write("\n{% another %}\n")
    imported(old, new)
    assert report.read_text("utf-8").count("- [x] [line 20]") == 1
    assert report.read_text("utf-8").count("- [ ] ") == 2


def test_files_in_the_way_are_kept(tmp_path: Path) -> None:
    old, new = old_site(tmp_path / "old"), tmp_path / "new"
    mine = {"mkdocs.yml": "site_name: Mine\n", "docs/notes/adam.md": "Mine.\n"}
    for name, text in mine.items():
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_text(text, "utf-8")
    (new / "docs/about.md").mkdir()
    for _ in range(2):
        found = as_json(old, new)
        told = [each["message"] for each in found["problems"] if each["code"] == "PN842"]
        assert sorted(text.split(" ")[0] for text in told) == [
            "docs/about.md",
            "docs/notes/adam.md",
            "mkdocs.yml",
        ]
    assert {name: (new / name).read_text("utf-8") for name in mine} == mine
    assert found["files"] == []


def test_a_run_that_was_killed_is_repeated(tmp_path: Path) -> None:
    others = {
        f"posts/{number}.md": f"---\ntitle: {number}\ndate: 2020-01-01\n---\n\nText {number}.\n"
        for number in range(120)
    }
    old, whole = old_site(tmp_path / "old", **others), tmp_path / "whole"
    imported(old, whole)
    wanted = state(whole)
    new = tmp_path / "new"
    for least in (1, 40, 90):
        command = [sys.executable, "-c", _MAIN, "import", "markdown", str(old), str(new)]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while run.poll() is None and sum(1 for _ in new.rglob("*.md")) < least:
            time.sleep(0.005)
        run.send_signal(signal.SIGKILL) if os.name == "posix" else run.kill()
        run.wait()
        for name, content in state(new).items():
            assert name == MANIFEST or content == wanted.get(name) or ".papernotes-" in name
    imported(old, new)
    left = state(new)
    assert {name: text for name, text in left.items() if ".papernotes-" not in name} == wanted


# Where it writes


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    old, new = old_site(tmp_path / "old"), tmp_path / "new"
    result = imported(old, new, "--dry-run")
    assert not new.exists()
    assert "+title: Adam 论文\n" in result.stdout
    assert "Would write" in result.stderr
    assert "Binary file" in result.stdout
    assert as_json(old, new, "--dry-run")["imported"]["written"] > 10


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_folder_that_is_read_only_is_said_once(tmp_path: Path) -> None:
    old, new = old_site(tmp_path / "old"), tmp_path / "只读 new"
    new.mkdir()
    new.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, "import", "markdown", str(old), str(new), "-q"],
        capture_output=True,
        encoding="utf-8",
        preexec_fn=without_the_rights_of_root,
        check=False,
    )
    new.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.count("cannot be written: Permission denied. Choose a folder") == 1
    assert "Traceback" not in done.stderr
    assert not list(new.iterdir())


def test_links_out_of_the_folders_are_not_followed(tmp_path: Path) -> None:
    old, new, away = old_site(tmp_path / "old"), tmp_path / "new", tmp_path / "away"
    away.mkdir()
    (away / "secret.txt").write_text("secret", "utf-8")
    (old / "static/link.txt").symlink_to(away / "secret.txt")
    (new / "docs").mkdir(parents=True)
    (new / "docs/images").symlink_to(away)
    (new / "docs/CNAME").symlink_to(away / "CNAME")
    found = as_json(old, new, code=1)
    assert [path.name for path in away.iterdir()] == ["secret.txt"]
    assert not (new / "docs/link.txt").exists()
    assert [each["message"] for each in found["problems"] if each["code"] == "PN838"] == [
        "static/link.txt was not followed: it leads out of the site's folder"
    ]
    assert len(found["errors"]) == 1
    assert "outside the site's folder: a link leads to" in found["errors"][0]
    assert [each["code"] for each in found["problems"]].count("PN842") == 1
    (new / "docs/images").unlink()
    (new / "docs/CNAME").unlink()
    as_json(old, new)
    assert (new / "docs/images/logo.png").read_bytes() == PNG


@pytest.mark.parametrize(
    ("source", "folder", "told"),
    [
        ("old", "old", "is in the old site's folder"),
        ("old", "old/new", "is in the old site's folder"),
        ("new/docs/old", "new", "is in the docs folder of the new site"),
        ("old", "old/site.yml", "is not a folder"),
        ("none", "new", "does not exist"),
    ],
)
def test_folders_that_cannot_be(tmp_path: Path, source: str, folder: str, told: str) -> None:
    if source != "none":
        old_site(tmp_path / source)
    result = imported(tmp_path / source, tmp_path / folder, code=2)
    assert told in " ".join(result.stderr.split())


def test_an_old_site_may_be_beside_the_docs_folder(tmp_path: Path) -> None:
    imported(old_site(tmp_path / "new/old"), tmp_path / "new")
    assert (tmp_path / "new/docs/notes/adam.md").exists()


def test_what_is_no_site_is_said(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    result = imported(tmp_path / "old", tmp_path / "new", code=1)
    assert result.stderr.endswith("papernotes: There is no site.yml.\n")
    old = old_site(tmp_path / "old")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / MANIFEST).write_text("{}", "utf-8")
    result = imported(old, tmp_path / "new", code=1)
    assert "cannot be read: it is not what an import writes. Restore it" in result.stderr
    assert not (tmp_path / "new/docs").exists()


# Pairs, pictures, and how much


def test_pairs_are_named_in_a_file(tmp_path: Path) -> None:
    old = old_site(tmp_path / "old", **{"posts/two words.md": "---\ntitle: 两\n---\n\n字\n"})
    pairs = tmp_path / "pairs.txt"
    pairs.write_text('# mine\nposts/english.md "posts/two words.md"\n\n', "utf-8")
    imported(old, tmp_path / "new", "--pairs", str(pairs))
    notes = tmp_path / "new/docs/notes"
    assert (notes / "two words.md").exists()
    assert (notes / "two words.en.md").exists()
    for text, told in (
        ("# mine\nposts/english.md\n", "line 2 does not name two files"),
        ("a.md b.md", "there is no page a.md in the old site"),
        ("'unclosed a.md", "line 1 does not name two files"),
    ):
        pairs.write_text(text, "utf-8")
        result = imported(old, tmp_path / "other", "--pairs", str(pairs), code=1)
        assert f"pairs.txt: {told}" in result.stderr


def test_pictures_of_other_hosts_come_and_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far, gone = "https://p.example.net/a%20b.png", "https://p.example.net/gone.png"
    text = f"---\ntitle: Far\n---\n\n![]({far}) ![]({gone})\n"
    old, new = old_site(tmp_path / "old", **{"posts/far.md": text}), tmp_path / "new"
    asked: list[str] = []

    def fetch(addresses: list[str], **_: object) -> dict[str, Fetched]:
        asked.extend(addresses)
        answers = {far: Fetched(PNG, ".png"), gone: Fetched(failure="it is gone")}
        return {address: answers[address] for address in addresses}

    monkeypatch.setattr("mkdocs_papernotes.commands.import_site.fetch_pictures", fetch)
    codes = [each["code"] for each in as_json(old, new)["problems"]]
    assert codes.count("PN818") == 2
    assert asked == []
    note = new / "docs/notes/far.md"
    for options, questions in ((["--fetch-images"], 2), ([], 2), (["--fetch-images"], 3)):
        found = as_json(old, new, *options)
        assert len(asked) == questions
        assert f"![](far/a-b.png) ![]({gone})" in note.read_text("utf-8")
        assert (new / "docs/notes/far/a-b.png").read_bytes() == PNG
        codes = [each["code"] for each in found["problems"]]
        assert codes.count("PN819" if options else "PN818") == 1
    assert [posixpath.basename(each["path"]) for each in found["files"]] == [REPORT]
    assert pictures.fetch_pictures is not fetch


@pytest.mark.full
def test_hundreds_of_posts_take_seconds(tmp_path: Path) -> None:
    body = "正文和 [链接](/n/1/)，$x^2$。\n\n" * 40
    others: dict[str, str | bytes] = {
        f"posts/n/{number}.md": f"---\ntitle: {number}\ndate: 2020-01-01\n---\n\n{body}"
        for number in range(800)
    }
    old = old_site(tmp_path / "old", **others)
    new = (tmp_path / f"new-{number}" for number in itertools.count())

    assert takes_less_than(20, lambda: imported(old, next(new)))


def test_the_configuration_is_read_as_yaml(tmp_path: Path) -> None:
    imported(old_site(tmp_path / "old"), tmp_path / "new")
    text = re.sub(r"!!python/\S+", "", (tmp_path / "new/mkdocs.yml").read_text("utf-8"))
    found = yaml.safe_load(text)
    assert found["site_name"] == '旧博客 "of" mine'
    assert found["site_url"] == "https://old.example.org/blog/"
    options = next(each["papernotes"] for each in found["plugins"] if "papernotes" in each)
    assert options["archive"] == {"cheer": True}
    assert options["stream"] == {"languages": "paired", "per_page": 5}
    assert options["license"] == "CC-BY-NC-SA-4.0"
    assert options["feeds"] == {"also_at": ["atom.xml", "rss2.xml"]}
    assert options["redirects"]["tags/DL/"] == "topics/tags/deep-learning/"
    assert found["exclude_docs"] == "!/.well-known/\n"

"""`papernotes adopt`: which headers move, where the paper goes, and what is left alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.handwritten.adoption import Adoption
from tests.build_site import Project, page_text, settings
from tests.test_commands import SCHEMA
from tests.test_handwritten import (
    FRAMES,
    FRONT_MATTERS,
    HEADERS,
    MAY_GO,
    body_and_block,
    label_words,
    words,
)
from tests.test_new import _MAIN

PLACES = {
    "suffix": ("notes/a.md", "notes/a.zh.md"),
    "folder": ("en/notes/a.md", "zh/notes/a.md"),
    "none": ("notes/a.md", "notes/a.zh.md"),
}
CODE = "```text\nPaper: In code\narXiv: 1412.6980\n```\n"
ENGLISH = f"""---
title:   "Rivers"  # mine
date: 2026-04-16
---

# Rivers

- Paper: A Study of Rivers
- Authors: Ana Silva, Wei Chen
- arXiv: 1706.03762
- Mood: fine

Text.  \t

{CODE}"""
CHINESE = f"""# 河流

> 论文标题：河流研究
> arXiv：1706.03762
> 发表会议：ICML 2026
> 分类：cs.LG
> 代码：https://github.com/a/b

正文。

{CODE}"""
ENGLISH_AFTER = f"""---
title:   "Rivers"  # mine
date: 2026-04-16
paper:
  title: A Study of Rivers
  authors:
    - Ana Silva
    - Wei Chen
  arxiv: "1706.03762"
  categories: [cs.LG]
  links:
    code: https://github.com/a/b
---

# Rivers

- Mood: fine

Text.  \t

{CODE}"""
CHINESE_AFTER = f"""---
paper:
  title: 河流研究
  venue: ICML 2026
---

# 河流

正文。

{CODE}"""


def site_in(folder: Path, layout: str = "suffix", **papernotes: Any) -> Project:
    project = Project(folder)
    project.docs.mkdir(parents=True)
    if layout == "none":
        papernotes["locales"] = ["en", "zh"]
    text = yaml.safe_dump(settings(layout, papernotes=papernotes), allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = site_in(tmp_path / "site")
    for source, text in zip(PLACES["suffix"], (ENGLISH, CHINESE), strict=True):
        project.write(source, text)
    return project


def texts(project: Project) -> dict[str, str]:
    found = (path for path in project.docs.rglob("*") if path.is_file())
    return {path.relative_to(project.docs).as_posix(): path.read_bytes().decode() for path in found}


def adopt(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["adopt", "-f", str(project.folder), *arguments])


def run(project: Project, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", options.pop("code", _MAIN), "adopt", *arguments],
        cwd=project.folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,
    )


@pytest.mark.parametrize("layout", PLACES)
def test_headers_move_and_the_paper_is_in_one_file(tmp_path: Path, layout: str) -> None:
    project = site_in(tmp_path / "我的 notes", layout)
    english, chinese = PLACES[layout]
    project.write(english, ENGLISH)
    project.write(chinese, "\ufeff" + CHINESE.replace("\n", "\r\n"))
    done = run(project, "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"Changed docs/{english}",
        f"Changed docs/{chinese}",
        f"docs/{english}:17: this line stays in the text: “Mood” is not a known label. "
        "Write into front matter what it says, and delete it, or keep it [PN803]",
    ]
    after = texts(project)
    assert after[english] == ENGLISH_AFTER
    assert after[chinese] == "\ufeff" + CHINESE_AFTER.replace("\n", "\r\n")
    found = open_site(project.folder)
    papers = {note.language: found.catalog.paper(note) for note in found.notes}
    assert (papers["en"].title, papers["zh"].title) == ("A Study of Rivers", "河流研究")
    assert papers["zh"].authors == papers["en"].authors
    codes = {problem.code for problem in found.problems if problem.source}
    assert codes <= {"PN301", "PN711"}, "the date of the note, and an option of Markdown"
    again = adopt(project, "--yes")
    assert (again.exit_code, again.output) == (0, "No hand-written header is to be moved.\n")
    assert texts(project) == after


def test_a_diff_to_accept(project: Project) -> None:
    before = texts(project)
    refused = adopt(project)
    assert refused.exit_code == 1
    assert "nothing was written. To accept the changes, use --yes" in refused.output
    assert "+  arxiv:" in refused.output
    shown = run(project, "--dry-run")
    assert shown.returncode == 0
    assert texts(project) == before
    subprocess.run(
        ["git", "apply", "-"], input=shown.stdout.encode(), cwd=project.folder, check=True
    )
    assert texts(project) == dict(
        zip(PLACES["suffix"], (ENGLISH_AFTER, CHINESE_AFTER), strict=True)
    )


if os.name == "posix":

    def test_each_file_is_asked_for(project: Project) -> None:
        terminal, end = os.openpty()
        os.write(terminal, b"n\ny\n")
        done = run(project, stdin=end)
        os.close(terminal)
        os.close(end)
        assert done.returncode == 0, done.stderr
        assert "Change docs/notes/a.md? [Y/n]:" in done.stdout
        after = texts(project)
        assert after["notes/a.md"] == ENGLISH, "refused"
        values = read_front_matter(after["notes/a.zh.md"], "").values
        assert values["paper"]["arxiv"] == "1706.03762", "so the paper is in the other file"

    def test_a_link_out_of_the_site_is_followed_only_when_asked(project: Project) -> None:
        vault = project.folder.parent / "vault"
        (project.docs / "notes").rename(vault)
        (project.docs / "notes").symlink_to(vault)
        refused = adopt(project, "--yes")
        assert refused.exit_code == 1
        assert "a link leads to" in refused.output
        assert (vault / "a.md").read_text("utf-8") == ENGLISH
        assert adopt(project, "--yes", "--follow-links", str(vault)).exit_code == 0
        assert (vault / "a.md").read_text("utf-8") == ENGLISH_AFTER


def test_paths(project: Project) -> None:
    project.write("about.md", ENGLISH)
    project.write("notes/b.md", ENGLISH)
    before = texts(project)
    result = adopt(project, "--yes", str(project.docs / "notes/b.md"))
    assert result.exit_code == 0, result.output
    assert {name for name, text in texts(project).items() if text != before[name]} == {"notes/b.md"}
    wrong = adopt(project, "--yes", str(project.docs / "about.md"))
    assert wrong.exit_code == 1
    assert "about.md is not a note of this site" in wrong.output
    assert adopt(project, str(project.docs / "none.md")).exit_code == 2


def test_translations_that_disagree(project: Project) -> None:
    project.write("notes/a.zh.md", CHINESE.replace("1706.03762", "1412.6980"))
    result = adopt(project, "--yes", "--format", "json")
    document = json.loads(result.stdout)
    jsonschema.validate(document, SCHEMA)
    assert result.exit_code == 1
    assert [Path(each["path"]).name for each in document["files"]] == ["a.md"]
    told = [each for each in document["problems"] if each["code"] == "PN804"]
    assert [each["line"] for each in told] == [3, 4, 5, 6, 7]
    for each in told:
        assert "notes/a.md names another paper under “paper.arxiv”" in each["message"]
    assert texts(project)["notes/a.zh.md"].startswith("# 河流\n\n> 论文标题")
    annotated = adopt(project, "--yes", "--format", "github")
    assert "::warning file=" in annotated.output


def test_a_paper_in_the_bibliography(tmp_path: Path) -> None:
    project = site_in(tmp_path / "site", bibliography="papers.bib")
    entry = "@misc{rivers, title={A Study of Rivers}, author={Silva, Ana and Chen, Wei},\n"
    (project.folder / "papers.bib").write_text(entry + " eprint={1706.03762}}\n", "utf-8")
    project.write("notes/a.md", ENGLISH.replace("date: 2026-04-16\n", "paper: rivers\n"))
    result = adopt(project, "--yes")
    after = texts(project)["notes/a.md"]
    assert result.exit_code == 0, result.output
    assert after == ENGLISH_AFTER.replace(
        ENGLISH_AFTER[ENGLISH_AFTER.index("date:") : ENGLISH_AFTER.index("---\n\n")],
        "paper: rivers\n",
    )


def test_front_matter_that_cannot_be_extended(project: Project) -> None:
    project.write("notes/a.md", ENGLISH.replace("date:", "x: &a {pages: 3}\npaper: *a\ndate:"))
    project.write("notes/a.zh.md", "# 河流\n")
    before = texts(project)
    result = adopt(project, "--yes")
    assert result.exit_code == 1
    assert "a.md:10: the hand-written header stays: `paper` is the same value" in result.output
    assert texts(project) == before


def test_a_command_that_is_killed_leaves_whole_files(project: Project) -> None:
    before = texts(project)
    kill = (
        "import os, signal\nfrom mkdocs_papernotes.commands import changes\n"
        f"changes.os.fsync = lambda handle: os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
    )
    done = run(project, "--yes", code=kill + _MAIN)
    assert done.returncode == -signal.SIGKILL
    found = {name: text for name, text in texts(project).items() if name.endswith(".md")}
    assert found == before
    assert adopt(project, "--yes").exit_code == 0
    assert texts(project)["notes/a.md"] == ENGLISH_AFTER


def test_a_folder_that_is_read_only(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    before = texts(project)
    monkeypatch.setattr("mkdocs_papernotes.commands.changes.replace_file", refuse)
    result = adopt(project, "--yes")
    assert result.exit_code == 1
    assert "cannot be written: Permission denied" in result.output
    assert texts(project) == before


# Pairs


def test_a_translation_says_more_than_front_matter() -> None:
    before = {
        "a.md": page_text("Text.", paper={"title": "A", "year": 2026, "links": {"pdf": "a.pdf"}}),
        "a.zh.md": "arXiv：1706.03762\n发表日期：2026-04-16\n代码：https://github.com/a/b\n页数：12\n",
    }
    after = adopted(before, (True, True))
    assert read_front_matter(after["a.md"], "").values["paper"] == {
        "title": "A",
        "year": 2026,
        "links": {"pdf": "a.pdf", "code": "https://github.com/a/b"},
        "arxiv": "1706.03762",
        "pages": 12,
    }
    own = read_front_matter(after["a.zh.md"], "").values
    assert own == {"paper": {"date": date(2026, 4, 16)}}, "more exact"
    assert adopted(after, (True, True)) == after


@given(
    FRONT_MATTERS,
    FRAMES,
    st.tuples(HEADERS, HEADERS),
    st.tuples(st.booleans(), st.booleans()),
)
def test_no_word_of_a_pair_is_lost(
    front_matter: Mapping[str, Any],
    frame: str,
    pair: tuple[list[tuple[str, str]], list[tuple[str, str]]],
    accepted: tuple[bool, bool],
) -> None:
    blocks = ["\n".join(frame.format(*line) for line in lines) for lines in pair]
    before = {
        source: page_text(f"# A note\n\n{block}\n\nText.\n", **values)
        for source, block, values in zip(
            ("a.md", "a.zh.md"), blocks, (front_matter, {}), strict=True
        )
    }
    after = adopted(before, accepted)
    read = {source: body_and_block(text) for source, text in after.items()}
    said = "\n".join(block for _, block in read.values())
    allowed = {word for group in MAY_GO.values() for word in group.split()}
    for lines in pair:
        for name, value in lines:
            if "irection" in name or "方向" in name:
                allowed |= words(value)
    for (body, _), block in zip(read.values(), blocks, strict=True):
        assert words(block) - words(body) - words(said) - label_words(block) - allowed == set()
    for source, text in before.items():
        old, new = (read_front_matter(each, "").values for each in (text, after[source]))
        assert old.items() <= {**new, "paper": old.get("paper", {})}.items()
    assert adopted(after, accepted) == after


def adopted(before: Mapping[str, str], accepted: tuple[bool, bool]) -> dict[str, str]:
    """The two texts as they are once their author has agreed to the changes of one, or both."""
    adoption, after = Adoption(before), dict(before)
    for number, (source, accepts) in enumerate(zip(before, accepted, strict=True)):
        text = adoption.migration(source, [*before][number + 1 :]).text
        if accepts:
            adoption.accept(source, text)
            after[source] = text
    return after

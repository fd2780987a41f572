"""Dates of Hugo's pages that come from their last commit, with `:git`."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

from mkdocs_papernotes.importers.generator import Request
from mkdocs_papernotes.importers.hugo.reading import read

_TIME = "2021-05-06T10:00:00Z"


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Lin", "-c", "user.email=lin@example.org")
    times = {"GIT_COMMITTER_DATE": _TIME, "GIT_AUTHOR_DATE": _TIME}
    command = ["git", "-C", str(folder), *names, *arguments]
    subprocess.run(command, check=True, env={**os.environ, **times}, capture_output=True)


def test_a_date_from_git_is_told(tmp_path: Path) -> None:
    configuration = 'enableGitInfo = true\n[frontmatter]\ndate = ["date", ":git"]\n'
    (tmp_path / "hugo.toml").write_text(configuration, "utf-8")
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "posts" / "a.md").write_text("---\ntitle: A\n---\nx", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "A")

    site = read(Request(tmp_path))

    assert site.pages[0].values["date"] == datetime(2021, 5, 6, 10)
    assert [problem.message for problem in site.problems] == [
        "the date 2021-05-06 10:00:00 comes from the last commit of its file"
    ]

"""Notes of a folder that is a repository of Git."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from mkdocs_papernotes.importers.folders.generator import GENERATOR
from mkdocs_papernotes.importers.generator import Request


def test_the_first_commit_dates_a_note(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    when = "2021-03-04T05:06:07+00:00"
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    environment = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "HOME": str(tmp_path)}
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "A"]):
        subprocess.run([*git, *command], check=True, env={"PATH": "/usr/bin:/bin", **environment})

    site = GENERATOR.read(Request(tmp_path))

    assert [page.values for page in site.pages] == [{"date": date(2021, 3, 4)}]
    assert [problem.name for problem in site.problems] == ["import-date-found"]

"""What other systems do otherwise: Windows reads and writes files in an encoding of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build_site import Project

SAME_MOMENT = {"SOURCE_DATE_EPOCH": "1800000000", "NO_MKDOCS_2_WARNING": "1"}
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site with Chinese in each of its files."""
    project = Project(tmp_path)
    project.note("first.md", "# 第一\n\nText.", paper={"citation_key": "zhang"})
    project.note("first.zh.md", "# 第一篇\n\n一些文字。", authors=["zhang"])
    project.write(".authors.yml", "authors:\n  zhang:\n    name: 张三\n")
    (tmp_path / "refs.bib").write_bytes("@article{zhang,\n title = {论文}}\n".encode())
    options = {"bibliography": "refs.bib", "labels": {"zh": {"archive": "全部"}}}
    return project.configure("suffix", papernotes=options)


MKDOCS = "from mkdocs.__main__ import cli; cli()"
# What Python lacks on Windows
WITHOUT = """
import os, signal
for module, names in ((os, ("fork", "pread", "sched_getaffinity")), (signal, ("SIGKILL",))):
    for name in names:
        vars(module).pop(name, None)
"""


def build(
    project: Project, target: str, environment: dict[str, str], before: str = ""
) -> dict[str, bytes]:
    """Every file of the site, built in a process of its own after the code `before`."""
    command = [sys.executable, "-c", before + MKDOCS, "build", "--strict", "-d", target]
    done = subprocess.run(
        command,
        cwd=project.folder,
        env={**os.environ, **SAME_MOMENT, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    folder = project.folder / target
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_files_are_utf_8_whatever_the_system_prefers(project: Project) -> None:
    written = build(project, "ascii", ASCII)

    assert written == build(project, "utf8", {"PYTHONUTF8": "1"})
    assert "论文" in written["papers.bib"].decode("utf-8")
    assert "张三" in written["zh/notes/first/index.html"].decode("utf-8")
    assert "全部" in written["zh/archive/index.html"].decode("utf-8")


def test_a_system_without_copies_of_processes_builds_the_same(project: Project) -> None:
    for number in range(30):
        project.note(f"{number}.md", f"# Number {number}\n\nText.", date=f"2026-01-{number + 1:02}")
    windows = build(project, "windows", {}, WITHOUT)
    (project.folder / ".cache/papernotes/results.sqlite").unlink()

    assert windows == build(project, "linux", {})

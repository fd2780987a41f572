"""What is imported, in a process of its own: no more than what a site uses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build_site import Project

IMPORTED = "import sys; print(*(name for name in {names!r} if name in sys.modules))"
BUILD = """
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config("mkdocs.yml")
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


def imported(code: str, folder: Path, *names: str) -> list[str]:
    """Those of the packages that `code` imports when it runs in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", code + IMPORTED.format(names=names)],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.note("first.md", title="First", paper={"arxiv": "2604.15244"})
    project.note("first.zh.md", title="第一篇")
    return project


@pytest.mark.parametrize("layout", ["none", "suffix"])
def test_static_i18n_is_imported_only_where_it_is_used(layout: str, project: Project) -> None:
    project.configure(layout)

    found = imported(BUILD, project.folder, "mkdocs_papernotes", "mkdocs_static_i18n")

    assert (project.folder / "site" / "archive" / "index.html").is_file()
    assert found == ["mkdocs_papernotes"] + ["mkdocs_static_i18n"] * (layout != "none")


def test_material_is_imported_only_where_it_is_used(project: Project) -> None:
    project.configure("none", theme="mkdocs")

    assert imported(BUILD, project.folder, "mkdocs", "material") == ["mkdocs"]

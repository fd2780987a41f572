"""What the workflow runs is there to be run, on all that the package says it supports."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_papernotes.options.settings import Settings

pytestmark = pytest.mark.pure

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
JOBS: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
)["jobs"]
PAGES: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "pages.yml").read_text("utf-8")
)["jobs"]
CACHE = "actions/cache@"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def check_cache(steps: list[dict[str, Any]], folder: str) -> None:
    """Each run of a workflow begins with the newest cache, and saves what it ends with."""
    (place,) = (n for n, step in enumerate(steps) if step.get("uses", "").startswith(CACHE))
    with_ = steps[place]["with"]
    assert with_["path"] == folder
    key, prefix = with_["key"], with_["restore-keys"]
    assert key == prefix + "${{ github.run_id }}-${{ github.run_attempt }}", "new in each run"
    assert "${{" not in prefix, "found by every run"
    built = [n for n, step in enumerate(steps) if "mkdocs build" in step.get("run", "")]
    assert [place < n for n in built] == [True]


def commands(job: str) -> list[str]:
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step]


def combinations(job: str) -> list[dict[str, str]]:
    """The values of a job's matrix, one mapping for each run."""
    matrix = JOBS[job]["strategy"]["matrix"]
    if "include" in matrix:
        return matrix["include"]
    ((name, values),) = matrix.items()
    return [{name: value} for value in values]


def filled(command: str, values: dict[str, str]) -> str:
    """A command as one run of the matrix has it."""
    return re.sub(r"\$\{\{ matrix\.(\w+) \}\}", lambda match: values[match[1]], command)


def test_every_target_of_make_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    run = [
        filled(command, values)
        for job in JOBS
        for values in combinations(job)
        for command in commands(job)
    ]
    targets = {target for command in run for target in re.findall(r"^make (\S+)", command)}

    assert targets == {"test", "test-lowest", "test-newest"}
    for target in targets:
        assert re.search(rf"^(?:\S+ )*{target}(?: \S+)*:", makefile, re.MULTILINE), target


def test_every_python_is_tried() -> None:
    prefix = "Programming Language :: Python :: "
    classifiers = [line.removeprefix(prefix) for line in PROJECT["project"]["classifiers"]]
    named = [version for version in classifiers if re.fullmatch(r"3\.\d+", version)]
    versions = {values["versions"]: values["python"] for values in combinations("versions")}

    assert [values["python"] for values in combinations("test")] == named
    assert versions == {"lowest": named[0], "newest": named[-1]}
    assert PROJECT["project"]["requires-python"] == f">={named[0]}"


def test_windows_and_macos_are_tried_without_make() -> None:
    assert {values["system"] for values in combinations("systems")} == {
        "windows-latest",
        "macos-latest",
    }
    assert commands("systems") == [
        'python -m pip install -e ".[dev]"',
        "python -m pytest -m pure",
        "python -m mkdocs build --strict -f example_site/mkdocs.yml",
    ]


def test_what_a_run_has_rendered_is_kept_for_the_next() -> None:
    check_cache(PAGES["build"]["steps"], f"example_site/{Settings().cache_dir}")
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert f"{Settings().cache_dir.split('/')[0]}/" in ignored

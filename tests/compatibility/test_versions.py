"""The versions that the tests are run with are those that `pyproject.toml` allows."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[2]
TRIED = {"properdocs"}
"""Packages that a site may use instead of one that is required."""


@cache
def requirements() -> dict[str, Requirement]:
    """What the package needs, and what it can use, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    tools = [Requirement(line) for line in extras["dev"]]
    ours = (line for name in ("bib", "mathml", "net", "pdf", "zh") for line in extras[name])
    needed = [*project["dependencies"], *ours]
    found = [Requirement(line) for line in needed] + [r for r in tools if r.name in TRIED]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


@cache
def constraints(name: str) -> dict[str, Version]:
    """The versions of `tests/constraints/{name}.txt`."""
    text = (ROOT / "tests" / "constraints" / f"{name}.txt").read_text("utf-8")
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            requirement = Requirement(line)
            (pin,) = requirement.specifier
            assert pin.operator == "==", line
            found[canonicalize_name(requirement.name)] = Version(pin.version)
    return found


def lowest(requirement: Requirement) -> Version:
    """The lower bound of a requirement, which must have one."""
    bounds = [Version(s.version) for s in requirement.specifier if s.operator == ">="]
    assert len(bounds) == 1, f"{requirement} has no lower bound, or several"
    return bounds[0]


def test_the_lowest_versions_are_the_lower_bounds() -> None:
    bounds = {name: lowest(requirement) for name, requirement in requirements().items()}

    assert constraints("lowest") == bounds


@pytest.mark.parametrize("name", requirements())
def test_the_newest_versions_are_allowed(name: str) -> None:
    newest = constraints("newest")

    assert newest.keys() == constraints("lowest").keys()
    assert requirements()[name].specifier.contains(newest[name])
    assert newest[name] >= constraints("lowest")[name]


def test_a_minor_release_of_static_i18n_waits_for_its_test() -> None:
    """Names that it does not promise are in `mkdocs_papernotes/adapter/internals.py`."""
    newest = constraints("newest")["mkdocs-static-i18n"]
    following = f"{newest.major}.{newest.minor + 1}"

    assert not requirements()["mkdocs-static-i18n"].specifier.contains(following)

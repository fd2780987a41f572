"""`make quick` runs the tests that neither build a site nor need a browser, and all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

TESTS = Path(__file__).parent
SLOW = re.compile(
    r"^from tests\.(bench\.\w+|browser|generate) |"
    r"\bProject\b|\bmkdocs_build\b|\bsubprocess\.|\bplaywright\b",
    re.MULTILINE,
)
"""What a module needs for building a site, starting a program or opening a page."""
MARK = "pytestmark = pytest.mark.pure\n"


MODULES = sorted(set(TESTS.rglob("test_*.py")) - {Path(__file__)})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_quick_tests_are_the_pure_ones(path: Path) -> None:
    text = path.read_text("utf-8")
    needs = SLOW.search(text)

    if MARK in text:
        assert not needs, f"{path.name} is marked as pure, but needs {needs and needs[0]!r}"
    else:
        assert needs, f"{path.name} needs nothing slow: mark it with {MARK!r}"

"""What all test modules need to be set before they run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import hypothesis
import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Opener, Pages, chromium, example, served, short_index
from tests.shared import Shared

# Material tells about MkDocs 2 at every build.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

_MEMORY = Path("/dev/shm")  # Linux keeps its files in memory
_ROOM = 4 * 2**30
"""Bytes that must be free there: sites of tests that passed are removed, and need a quarter."""

# Thousands of small sites are written and removed, which on many a disk takes longer than building.
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM and os.access(_MEMORY, os.W_OK):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# The same examples every time, and no folder of them in the checkout.
for name, examples in (("sample", 30), ("all", 1000)):
    hypothesis.settings.register_profile(
        name, derandomize=True, database=None, deadline=None, max_examples=examples
    )
hypothesis.settings.load_profile("sample")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all",
        action="store_true",
        help="run every combination of layouts, themes, sizes …, and many more examples",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--all"):
        hypothesis.settings.load_profile("all")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is beyond the samples, unless `--all` is given."""
    if config.getoption("--all"):
        return
    beyond = [item for item in items if item.get_closest_marker("full")]
    if beyond:
        config.hook.pytest_deselected(items=beyond)
        items[:] = [item for item in items if not item.get_closest_marker("full")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Sites that are built once for all processes of the run."""
    own = tmp_path_factory.getbasetemp()
    return Shared(own.parent if hasattr(request.config, "workerinput") else own)


@pytest.fixture(scope="session")
def site(shared: Shared) -> Iterator[str]:
    """The address of the example site, in which little can be searched."""
    with served(example(shared), short_index(shared)) as address:
        yield f"{address}mkdocs-papernotes/"


@pytest.fixture
def searched_site(shared: Shared) -> Iterator[str]:
    """The address of the example site with all that can be searched."""
    with served(example(shared)) as address:
        yield f"{address}mkdocs-papernotes/"


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Pages:
    return Pages(browser)


@pytest.fixture
def open_page(request: pytest.FixtureRequest, pages: Pages) -> Iterator[Opener]:
    """Opens pages, of the example site unless the address is a whole one; see `Pages`."""
    with pages.lent() as opened:

        def open_address(path: str, *arguments: Any, **options: Any) -> Page:
            if "://" not in path:
                path = urljoin(request.getfixturevalue("site"), path)
            return opened(path, *arguments, **options)

        yield open_address

"""What all test modules need to be set before they run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urljoin

import hypothesis
import pytest
from playwright.sync_api import Browser, Page

from tests.browser import EXAMPLE, LAPTOP, PATIENCE, Opener, Scheme, build_example, chromium, served
from tests.shared import Shared

# Material tells about MkDocs 2 at every build.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

# The same examples every time, and no folder of them in the checkout.
hypothesis.settings.register_profile("same", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all",
        action="store_true",
        help="run full products of layouts, themes, sizes …, not a sample of each",
    )


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
    """The address of the example site."""
    folder = shared.folder(
        "example", lambda folder: build_example(EXAMPLE, folder / "mkdocs-papernotes")
    )
    with served(folder) as address:
        yield f"{address}mkdocs-papernotes/"


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Opener]:
    """Opens pages, of the example site unless the address is a whole one, in windows of theirs."""
    contexts = []

    def opened(
        path: str,
        size: tuple[int, int] = LAPTOP,
        *,
        scheme: Scheme = "light",
        javascript: bool = True,
        motion: bool = True,
        script: str | None = None,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="no-preference" if motion else "reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        response = page.goto(urljoin(site, path))
        assert response is not None
        assert response.ok, f"{response.status} {response.url}"
        return page

    yield opened
    for context in contexts:
        context.close()

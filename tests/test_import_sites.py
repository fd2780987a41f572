"""The small sites of other generators: imported, built, and found at every address they had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from mkdocs_papernotes.importers.claims import dest
from mkdocs_papernotes.importers.generator import Request
from mkdocs_papernotes.importers.generators import generator_named
from mkdocs_papernotes.importers.names import AUTHORS
from mkdocs_papernotes.importers.old_site import OldSite
from mkdocs_papernotes.importers.report import NAME as REPORT
from tests.build_site import Built, Project
from tests.old_site import GENERATORS, old_site
from tests.test_import import as_json, state

_REFRESH = re.compile(r"http-equiv=\"?refresh\"? content=\"0; url=([^\"#]*)")
_FILE = re.compile(r"(?:^|[ '\"(])((?:[\w.()& -]+/)*[^/ '\"]+\.md)")


@dataclass(frozen=True)
class Moved:
    """A site that has moved."""

    name: str
    old: Path
    new: Path

    @cached_property
    def site(self) -> OldSite:
        return generator_named(GENERATORS[self.name]).read(Request(self.old))

    @cached_property
    def built(self) -> Built:
        return Project(self.new).build(strict=False)


def moved(name: str, folder: Path) -> Moved:
    old, new = old_site(name, folder), folder / "新的 site"
    as_json(old, new, generator=GENERATORS[name])
    return Moved(name, old, new)


@pytest.fixture(scope="module", params=list(GENERATORS))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Moved:
    return moved(request.param, tmp_path_factory.mktemp(request.param))


def test_every_old_address_is_still_one(site: Moved) -> None:
    old, built = site.site, site.built
    notes = [page for page in old.pages if not page.values.get("draft") and page.address]
    addresses = [page.address for page in notes]
    addresses += [alias for page in notes for alias in page.aliases]
    addresses += [*old.lists, *old.feeds]
    files = [each.address for each in old.files if not each.owner and each.address != AUTHORS]
    report = (site.new / REPORT).read_text("utf-8")
    for address, path in (
        *((each, dest(each)) for each in addresses),
        *zip(files, files, strict=True),
    ):
        if not built.has(path):
            assert address in report, address
        elif path.endswith(".html") and (target := _REFRESH.search(built.text(path))):
            assert built.resolve(target[1], path), (address, target[1])


def test_a_second_import_changes_nothing(site: Moved) -> None:
    before = state(site.new)
    found = as_json(site.old, site.new, generator=GENERATORS[site.name])
    assert found["files"] == []
    assert state(site.new) == before


def test_what_a_strict_build_would_say_is_in_the_report(site: Moved) -> None:
    todo = (site.new / REPORT).read_text("utf-8").partition("## For your information")[0]
    for problem in site.built.problems:
        files = _FILE.findall(problem)
        assert files, problem
        assert any(f"docs/{file}" in todo for file in files), problem

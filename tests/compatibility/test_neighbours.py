"""Papernotes beside other plugins: their warnings, links and files are those of the site without.

Each site is built twice, with papernotes and without it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from lxml.html import HtmlElement, tostring

from tests.build_site import SITE_URL, Built, Page, Project
from tests.compatibility.neighbours import (
    DRAFT,
    HIDDEN,
    LANGUAGES,
    LAYOUTS,
    NEIGHBOURS,
    Neighbour,
    commit,
    configure,
    page_of,
    pages_of,
    write,
)
from tests.samples import full

GUIDE = Path(__file__).parents[2] / "example_site" / "docs" / "guide"
MAIN = {"mkdocs": "[role=main]", "material": ".md-content"}


@dataclass(frozen=True)
class Pair:
    """A site that was built with papernotes and without."""

    neighbour: Neighbour
    layout: str
    ours: Built
    before: Built

    def is_copy(self, path: str) -> bool:
        """Whether a file belongs to the copy of a note, which papernotes does not make."""
        if self.layout == "none":
            return False
        here, there = (pages_of(self.neighbour, self.layout, tag) for tag in LANGUAGES)
        return any(f"zh/{stem}" in path for stem in here.keys() - there if "notes/" in stem)

    def may_differ(self, path: str) -> bool:
        """Whether a file may differ; of lists of pages it is enough that they lose nothing."""
        lists = ("*sitemap.xml*", "*search/search_index.*", "feed_*", "tags.json")
        patterns = (*lists, *self.neighbour.varies)
        return any(fnmatchcase(path, pattern) for pattern in patterns)


def told(pair: Pair) -> Iterator[str]:
    """No warning comes of us."""
    if pair.ours.exit_code != pair.before.exit_code:
        yield f"the build ends with {pair.ours.exit_code}, not {pair.before.exit_code}"
    yield from (line for line in pair.ours.warnings if line not in pair.before.warnings)


def links(pair: Pair) -> Iterator[str]:
    """No link is dead that was not."""
    known = {target for target, _ in _dead(pair.before)}
    for target, page in _dead(pair.ours):
        if target not in known:
            yield f"{page} leads to {target}, where nothing is"


def _dead(built: Built) -> Iterator[tuple[str, str]]:
    for path in built.html_files:
        page = built.page(path)
        for _, link in page.links:
            found = built.resolve(link, path)
            if found and not built.has(found[0]):
                yield found[0], path


def files(pair: Pair) -> Iterator[str]:
    """Every file is written that was, and those that are no pages are the same."""
    for path, content in pair.before.files.items():
        if pair.is_copy(path) or DRAFT in path:
            continue
        if not pair.ours.has(path):
            yield f"{path} is missing"
        elif (
            not path.endswith(".html")
            and not pair.may_differ(path)
            and pair.ours.files[path] != content
        ):
            yield f"{path} differs"


def pages(pair: Pair) -> Iterator[str]:
    """The text of every page that is not ours is the same; that of a note is all there."""
    for before in pair.before.pages:
        if pair.ours.has(before.path) and not pair.may_differ(before.path):
            yield from _compare(before, pair.ours.page(before.path), MAIN[pair.neighbour.theme])


def _compare(before: Page, ours: Page, selector: str) -> Iterator[str]:
    mains = [page.all(selector) for page in (before, ours)]
    if not mains[0]:
        if before.html != ours.html:
            yield f"{before.path} differs"
    elif ours.all(".pn-header, .pn-list"):
        text = _text(mains[1][0])
        for part in mains[0][0].cssselect("h1, p, li, td, pre"):
            if _text(part) not in text:
                yield f"{before.path} lost {_text(part)[:80]!r}"
    elif _html(mains[0][0]) != _html(mains[1][0]):
        yield f"{before.path}: {_html(mains[1][0])[:300]} instead of {_html(mains[0][0])[:300]}"


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _html(element: HtmlElement) -> str:
    for link in element.iter("a"):
        for name in ("href", "target"):  # a link to a note leads to its only version
            link.attrib.pop(name, None)
    text = tostring(element, encoding="unicode", with_tail=False)
    return " ".join(text.split())


def lists(pair: Pair) -> Iterator[str]:
    """Lists of pages have what they had; a feed has nothing else."""
    for name, addresses in LISTS.items():
        before, ours = addresses(pair.before), addresses(pair.ours)
        for address in sorted(before - ours):
            if not pair.is_copy(address) and HIDDEN not in address and DRAFT not in address:
                yield f"{address} left the {name}"
        if name == "feed":
            yield from (f"{address} is in the feed" for address in sorted(ours - before))


def _sitemap(built: Built) -> set[str]:
    return {*built.sitemap}


def _searched(built: Built) -> set[str]:
    if not built.has("search/search_index.json"):
        return set()
    return {entry["location"].partition("#")[0] for entry in built.search_entries}


def _feed(built: Built) -> set[str]:
    feeds = [text for path, text in built.files.items() if re.fullmatch(r"feed_.*\.xml", path)]
    return {link for feed in feeds for link in re.findall(r"<link>(.*?)</link>", feed.decode())}


def _tagged(built: Built) -> set[str]:
    if not built.has("tags.json"):
        return set()
    pages = json.loads(built.text("tags.json"))["mappings"]
    return {f"{page['item']['url']} with {page['tags']}" for page in pages}


LISTS: dict[str, Callable[[Built], set[str]]] = {
    "sitemap": _sitemap,
    "search": _searched,
    "feed": _feed,
    "list of tags": _tagged,
}


def hidden(pair: Pair) -> Iterator[str]:
    """Nothing leads to an unlisted note."""
    note = page_of(pair.layout, HIDDEN, "en")
    for page in pair.ours.pages:
        targets = {pair.ours.resolve(link, page.path) for _, link in page.links}
        if page.path != note and note in {target[0] for target in targets if target}:
            yield f"{page.path} leads to an unlisted note"


def work(pair: Pair) -> Iterator[str]:
    """The plugin is at work on both sites."""
    if pair.layout not in pair.neighbour.at_work:
        return
    for built in (pair.ours,) if pair.neighbour.needs_ours else (pair.ours, pair.before):
        for path, text in pair.neighbour.shows.items():
            if text not in built.text(path):
                yield f"{built.site_dir.name}/{path} lacks {text}"
        for pattern in pair.neighbour.written:
            if not any(fnmatchcase(path, pattern) for path in built.files):
                yield f"{built.site_dir.name} lacks {pattern}"


def generated(pair: Pair) -> Iterator[str]:
    """Plugins that ask Git add nothing to lists, so each build of them is the same."""
    if (unwanted := pair.neighbour.lists_lack) and unwanted in pair.ours.text("archive/index.html"):
        yield f"the archive has {unwanted}"


CHECKS = (told, links, files, pages, lists, hidden, work, generated)


def rows() -> Iterator[ParameterSet]:
    """Each neighbour in each structure, before us and after us.

    `make test` tries each once, where it does its work, and all structures and places in turn.
    """
    for number, neighbour in enumerate(NEIGHBOURS):
        places = [*product(LAYOUTS, ("before", "after"))]
        fitting = [place for place in places if place[0] in neighbour.at_work]
        kept = fitting[number % len(fitting)]
        for place in places:
            marks = () if place == kept else full
            name = "-".join([str(neighbour), *place])
            yield pytest.param(neighbour, *place, marks=marks, id=name)


@pytest.mark.parametrize(("neighbour", "layout", "place"), [*rows()])
def test_a_neighbour(
    neighbour: Neighbour,
    layout: str,
    place: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # some plugins look for the repository there
    project = write(Project(tmp_path), neighbour, layout)
    built = {}
    for target, where in (("before", None), ("ours", place)):
        configure(project, neighbour, layout, where)
        built[target] = project.attempt(target=target)
    pair = Pair(neighbour, layout, **built)
    assert pair.before.exit_code == 0, pair.before.log
    problems = [f"{check.__name__}: {text}" for check in CHECKS for text in check(pair)]
    assert not problems, f"{len(problems)} problems\n" + "\n".join(problems[:20])


@pytest.mark.parametrize("layout", [pytest.param("none", marks=full), "suffix"])
def test_mike_deploys_a_version(layout: str, tmp_path: Path) -> None:
    """Addresses have the version in them, in lists and in citations as in pages."""
    neighbour = Neighbour("mike", ("mike",), theme="material")
    project = write(Project(tmp_path), neighbour, layout)
    configure(project, neighbour, layout, "before")
    environment = commit(tmp_path) | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONUTF8": "1",
    }
    call = "from mike.driver import main; main()"
    subprocess.run(
        [sys.executable, "-c", call, "deploy", "1.0"], cwd=tmp_path, env=environment, check=True
    )

    def deployed(path: str) -> str:
        show = ["git", "show", f"gh-pages:1.0/{path}"]
        return subprocess.run(show, cwd=tmp_path, capture_output=True, check=True).stdout.decode()

    archive = Page("archive/index.html", deployed("archive/index.html"))
    assert archive.canonical == f"{SITE_URL}1.0/archive/"
    assert archive.hreflang["zh"] == f"{SITE_URL}1.0/zh/archive/"
    assert f"url = {{{SITE_URL}1.0/notes/a/}}" in deployed("notes/a/index.html")


@pytest.mark.pure
@pytest.mark.parametrize("page", ["plugins.md", "plugins.zh.md"])
def test_the_guide_names_each_neighbour(page: str) -> None:
    first, _, _ = (GUIDE / page).read_text("utf-8").partition("`print-site`")
    rows = [row for row in first.splitlines() if row.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])}
    used = {
        name
        for neighbour in NEIGHBOURS
        for entry in (*neighbour.plugins, *neighbour.options.keys() & {"hooks"})
        for name in (entry if isinstance(entry, dict) else [entry])
    }
    assert {name.removesuffix(":") for name in named} >= used

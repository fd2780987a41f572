"""Searching in Chromium: in both languages, for papers, with jieba and without."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from material.plugins.search import plugin as material
from playwright.sync_api import expect

from tests.browser import Opener, served
from tests.build_site import Built, Project
from tests.shared import Shared

PAPER = {
    "title": "Mixtures on many machines",
    "authors": ["Grace Hopper", "张伟"],
    "arxiv": "2401.01234",
}


def build_site(project: Project) -> Built:
    """One note on a paper in both languages, and one that has nothing of what is searched."""
    project.configure(theme="material", site_url="http://127.0.0.1/")
    text = "## Method\n\nWith expert parallelism every GPU holds some experts."
    project.note("moe.md", f"# Many experts\n\n{text}", paper=PAPER, tags=["expert parallelism"])
    text = "## 方法\n\n每张卡只放几位专家，这叫专家并行，可以配合自注意力的推测解码。"
    project.note("moe.zh.md", f"# 许多专家\n\n{text}", tags=["专家并行"])
    project.note("other.md", "# Another note\n\nOn something else.")
    project.note("other.zh.md", "# 另一篇\n\n谈别的事。")
    return project.build("served")


def build_without_jieba(project: Project) -> Built:
    with patch.object(material, "jieba", None):
        return build_site(project)


BUILDS = {"search-words": build_site, "search-characters": build_without_jieba}


@pytest.fixture(scope="module", params=BUILDS)
def address(request: pytest.FixtureRequest, shared: Shared) -> Iterator[str]:
    built = shared.built(request.param, BUILDS[request.param])
    with served(built.site_dir) as found:
        yield found


ENGLISH, CHINESE = "notes/moe/", "zh/notes/moe/"
FOUND = {
    "专家并行": [CHINESE],
    "expert parallel": [ENGLISH],
    "并行": [CHINESE],
    "2401.01234": [ENGLISH, CHINESE],
    "推测解码": [CHINESE],
    "Hopper": [ENGLISH, CHINESE],
    "自注意力": [CHINESE],
    "arXiv:2401.01234": [ENGLISH, CHINESE],
    "张伟": [ENGLISH, CHINESE],
    "parallelism": [ENGLISH],
    "mixtures on many machines": [ENGLISH, CHINESE],
}


@pytest.mark.parametrize(
    ("language", "waiting"), [("", "Type to start searching"), ("zh/", "键入以开始搜索")]
)
def test_a_reader_finds_the_note(
    open_page: Opener, address: str, language: str, waiting: str
) -> None:
    page = open_page(f"{address}{language}")
    field = page.locator(".md-search__input")
    field.click()
    # what is typed while the index is being read is not searched for
    expect(page.locator(".md-search-result__meta")).to_have_text(waiting)
    for query, expected in FOUND.items():
        field.fill(query)
        field.press("Shift")
        for path in expected:
            link = page.locator(f".md-search-result__link[href^='{address}{path}']")
            expect(link.first).to_be_visible()
        expect(page.locator(".md-search-result__item")).to_have_count(len(expected))

"""The pages of terms on a built site, and the links to them."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from watchdog.events import FileSystemEventHandler

from mkdocs_papernotes.adapter.watching import Changes, _observer
from tests.build_site import SITE_URL, Built, Page, Project, page_text, text_of

TERMS = """\
moe:
  en: {name: MoE, description: "Read *[the first](notes/a.md)* first."}
  zh: {name: 混合专家, slug: 混合专家}
  de: Expertenmischung
serving: {en: Serving, zh: 推理服务}
inside: {en: Inside vLLM, zh: 深入 vLLM}
"""
PAPER = {
    "title": "A paper",
    "authors": ["Ada Novak", "Bruno Kim"],
    "categories": ["cs.LG", "cs.DC"],
    "venue": {"title": "A symposium", "short_title": "SOSP ’23", "url": "https://sosp.example/"},
}


def write(project: Project) -> None:
    """Three notes in English and Chinese, one in German alone."""
    for number, name in enumerate(("a", "b", "c")):
        common: dict[str, Any] = {"date": f"2026-0{number + 1}-01"}
        project.note(
            f"{name}.md",
            f"# Note {name}\n\nText.",
            **common,
            tags=["MoE", f"only {name}"],
            direction="Serving",
            authors=["Lin Wei"],
            series={"name": "Inside vLLM", "part": 3 - number},
            paper=PAPER if name != "c" else {**PAPER, "authors": ["Ada Novak", "Chen Li"]},
        )
        project.note(f"{name}.zh.md", f"# 笔记 {name}\n\n正文。", **common, direction="推理服务")
    project.note("d.de.md", "# Note d\n\nEin Text.", date="2025-01-01", tags=["moe"])
    project.note("hidden.md", "# Hidden", tags=["MoE", "secret"], unlisted=True)
    project.write("topics/index.md", page_text("# What I read about\n\nIn order."))
    (project.folder / "terms.yml").write_text(TERMS, "utf-8")


@pytest.fixture(scope="module")
def watched() -> list[str]:
    return []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, watched: list[str]) -> Built:
    project = Project(tmp_path_factory.mktemp("terms"))
    write(project)
    kinds = ["tags", "directions", "series", "venues", "authors", "subjects", "note_authors"]
    project.configure(
        languages=("en", "zh", "de"),
        papernotes={
            "topics": {
                "kinds": kinds,
                "per_page": 2,
                "venues": {"path": "venues", "title": {"zh": "会议"}},
                "subjects": {"languages": "current"},
            }
        },
    )
    configs: list[MkDocsConfig] = []
    built = project.build(change=configs.append)
    watched += configs[0].watch
    return built


def links(page: Page, selector: str) -> dict[str, str]:
    """The texts of links, and the addresses that they lead to, from the root of the site."""
    return {text_of(a): a.get("href").replace("../", "") for a in page.all(selector)}


def test_the_file_of_terms_is_watched(site: Built, watched: list[str]) -> None:
    assert any(path.endswith("terms.yml") for path in watched)


def test_page_two_of_a_term_leads_to_page_two_in_each_language(site: Built) -> None:
    page = site.page("topics/tags/moe/page/2/index.html")
    expected = {
        "en": "topics/tags/moe/page/2/",
        "zh": "zh/topics/tags/%E6%B7%B7%E5%90%88%E4%B8%93%E5%AE%B6/page/2/",
        "de": "de/topics/tags/moe/page/2/",
    }
    found = {tag: url for tag, url in page.hreflang.items() if tag != "x-default"}
    assert found == {tag: f"{SITE_URL}{path}" for tag, path in expected.items()}
    for path in ("zh/topics/tags/混合专家", "de/topics/tags/moe"):
        assert site.page(f"{path}/page/2/index.html").hreflang == page.hreflang


@pytest.mark.parametrize(
    ("path", "heading", "titles"),
    [
        ("topics/tags/moe", "MoE", ["Note c", "Note b", "Note a", "Note d"]),
        ("zh/topics/tags/混合专家", "混合专家", ["笔记 c", "笔记 b", "笔记 a", "Note d"]),
        ("de/topics/tags/moe", "Expertenmischung", ["Note c", "Note b", "Note a", "Note d"]),
        ("topics/series/inside", "Inside vLLM", ["Note c", "Note b", "Note a"]),
        ("zh/topics/series/inside", "深入 vLLM", ["笔记 c", "笔记 b", "笔记 a"]),
        ("zh/venues/sosp", "SOSP", ["笔记 c", "笔记 b", "笔记 a"]),
        ("topics/note-authors/lin-wei", "Lin Wei", ["Note c", "Note b", "Note a"]),
    ],
)
def test_a_list_has_the_notes_of_its_term(
    site: Built, path: str, heading: str, titles: list[str]
) -> None:
    first = site.page(f"{path}/index.html")
    assert first.text("h1") == heading
    assert first.titles + site.page(f"{path}/page/2/index.html").titles == titles


def test_a_description_stands_above_the_first_page_only(site: Built) -> None:
    page = site.page("topics/tags/moe/index.html")
    assert links(page, "h1 ~ p em a") == {"the first": "notes/a/"}
    for path in ("topics/tags/moe/page/2", "zh/topics/tags/混合专家"):
        assert "first" not in site.page(f"{path}/index.html").text("h1 ~ .pn-list")


def test_an_index_has_each_term_with_its_notes(site: Built) -> None:
    tags = site.page("zh/topics/tags/index.html").texts(".pn-counts li")
    assert tags == ["混合专家 4", "only a 1", "only b 1", "only c 1"]
    overview = site.page("topics/index.html")
    assert overview.text("h1") == "What I read about"
    assert [text_of(e) for e in overview.all(".pn-year__name")] == [
        "Tags", "Directions", "Series", "Venues", "Authors of papers", "arXiv subjects",
        "Authors of notes",
    ]  # fmt: skip
    assert site.page("zh/venues/index.html").text("h1") == "会议"
    # the German note has no paper, and a list of the current language has no page without notes
    assert not site.has("de/topics/subjects/index.html")


def test_a_note_links_to_its_terms(site: Built) -> None:
    page = site.page("zh/notes/a/index.html")
    assert links(page, ".pn-tags a") == {
        "混合专家": "zh/topics/tags/%E6%B7%B7%E5%90%88%E4%B8%93%E5%AE%B6/",
        "only a": "zh/topics/tags/only-a/",
    }
    fields = {
        name: links(page, f"[data-field={name}] a")
        for name in ("direction", "venue", "authors", "categories")
    }
    assert fields == {
        "direction": {"推理服务": "zh/topics/directions/serving/"},
        "venue": {"SOSP ’23": "zh/venues/sosp/", "A symposium": "https://sosp.example/"},
        "authors": {
            "Ada Novak": "zh/topics/authors/ada-novak/",
            "Bruno Kim": "zh/topics/authors/bruno-kim/",
        },
        "categories": {
            "cs.LG": "zh/topics/subjects/cs.lg/",
            "cs.DC": "zh/topics/subjects/cs.dc/",
        },
    }
    assert "Chen Li" not in links(site.page("notes/c/index.html"), "[data-field=authors] a")
    stream = site.page("zh/index.html")
    assert links(stream, ".pn-entry__direction a")["推理服务"] == "zh/topics/directions/serving/"


def test_what_an_unlisted_note_alone_carries_is_nowhere(site: Built) -> None:
    assert not [path for path in site.html_files if "secret" in path]
    for path in site.html_files:
        if not path.startswith("notes/hidden"):
            assert "secret" not in site.text(path), path


def test_every_list_is_in_the_sitemap_and_none_in_the_search_index(site: Built) -> None:
    lists = [path for path in site.html_files if "topics/" in path or "venues/" in path]
    assert len(lists) > 40
    urls = {site.page(path).canonical for path in lists}
    assert urls <= set(site.sitemap)
    found = [entry["location"] for entry in site.search_entries if "topics/" in entry["location"]]
    assert {location.partition("#")[0] for location in found} <= {"topics/", "./topics/"}


def test_a_file_of_terms_that_is_written_later_is_seen(tmp_path: Path) -> None:
    seen = Event()
    handler = FileSystemEventHandler()
    handler.on_any_event = lambda event: seen.set()  # type: ignore[method-assign]
    observer = _observer(Changes(), None)
    observer.schedule(handler, str(tmp_path / "terms.yml"), recursive=True)
    observer.start()
    try:
        (tmp_path / "other.yml").write_text("a: b\n", "utf-8")
        (tmp_path / "terms.yml").write_text(TERMS, "utf-8")
        assert seen.wait(20)
    finally:
        observer.stop()
        observer.join()

"""Marks behind the addresses of papers that have notes: where they stand, and where they lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_papernotes.markup.addresses_in_text import addresses, mark_addresses
from tests.build_site import Built, Project

SPEC = "https://arxiv.org/abs/2404.16710"
DOI = "https://doi.org/10.1145/3600006.3613165"


def marked(html: str) -> str:
    return mark_addresses(html, lambda address: "*" if "2404.16710" in address else "")


@pytest.mark.pure
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f'<p><a href="{SPEC}">x</a> y</p>', f'<p><a href="{SPEC}">x</a>* y</p>'),
        (f"<p>See {SPEC}. Then</p>", f"<p>See {SPEC}*. Then</p>"),
        (f"<p>({SPEC}) 见{SPEC}。</p>", f"<p>({SPEC}*) 见{SPEC}。</p>"),
        (f"<p>{SPEC} {SPEC}</p><p>{SPEC}</p>", f"<p>{SPEC}* {SPEC}</p><p>{SPEC}*</p>"),
        (f'<p><a href="{SPEC}">{SPEC}</a></p>', f'<p><a href="{SPEC}">{SPEC}</a>*</p>'),
        (f"<h2>{SPEC}</h2><p><code>{SPEC}</code></p>", None),
        (f"<pre><code>{SPEC}</code></pre><!-- {SPEC} -->", None),
        (f'<p><a href="https://example.org/?u={SPEC}">x</a></p>', None),
        (f'<img alt="{SPEC}" src="x.png">', None),
        ("<p>https://arxiv.org/abs/2404.16711 https://arxiv.org/list/cs.CL</p>", None),
        (f"<!-- {SPEC}", None),
    ],
)
def test_where_marks_stand(html: str, expected: str | None) -> None:
    assert marked(html) == (expected or html)


@pytest.mark.pure
def test_addresses_are_read_without_what_follows() -> None:
    html = f'<a href="{SPEC}v2?a=1&amp;b">x</a> <p>{DOI}). https://arxiv.org/pdf/2404.16710v1.pdf,'
    assert list(addresses(html)) == [
        f"{SPEC}v2?a=1&b",
        DOI,
        "https://arxiv.org/pdf/2404.16710v1.pdf",
    ]


def _project(folder: Path, **options: object) -> Project:
    project = Project(folder).configure("suffix", papernotes={"mark_papers": True, **options})
    paper = {"title": "Layer skip", "authors": ["Ada Novak"], "date": "2024-04-25"}
    project.note("skip.md", "About it.", title="Skip", paper=paper | {"arxiv": "2404.16710"})
    project.note("skip.zh.md", "正文。", title="跳层")
    project.note("page.md", f"Own {DOI}.", title="Page", paper=paper | {"doi": DOI[16:]})
    project.note(
        "main.md",
        f"First <{SPEC}v2>, again [here](https://arxiv.org/pdf/2404.16710).\n\n"
        f"<!-- more -->\n\nThen [this](https://doi.org/10.48550/arXiv.2404.16710), {DOI} and "
        "https://arxiv.org/abs/2404.16711.\n",
        title="Main",
    )
    project.note("main.zh.md", f"见 <{SPEC}> 与 <{DOI}>。", title="主")
    project.write("about.md", f"# About\n\nSee <{SPEC}>.\n")
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _project(tmp_path_factory.mktemp("marks")).build(strict=False)


def _marks(built: Built, path: str) -> list[tuple[str | None, str | None, str | None]]:
    links = built.page(path).all(".pn-paper-note")
    return [(a.get("href"), a.get("aria-label"), a.get("hreflang")) for a in links]


def test_marks_lead_to_the_note_in_the_language_of_the_page(built: Built) -> None:
    skip = ("../../notes/skip/", "Note on this paper: Skip", None)
    page = ("../../notes/page/", "Note on this paper: Page", None)
    assert _marks(built, "notes/main/index.html") == [skip, skip, page]
    assert _marks(built, "zh/notes/main/index.html") == [
        ("../../../zh/notes/skip/", "关于该论文的笔记：跳层", None),
        ("../../../notes/page/", "关于该论文的笔记：Page", "en"),
    ]
    assert _marks(built, "about/index.html") == [("../notes/skip/", skip[1], None)]


def test_marks_are_only_in_texts(built: Built) -> None:
    """Neither the note's own paper is marked, nor headers, lists and what is searched."""
    for path in ("notes/skip/", "notes/page/", "", "archive/", "papers/", "zh/"):
        assert _marks(built, f"{path}index.html") == []
    assert "Note on this paper" not in built.text("search/search_index.json")


def test_off_by_default(tmp_path: Path) -> None:
    built = _project(tmp_path, mark_papers=False).build(strict=False)
    assert _marks(built, "notes/main/index.html") == []


def test_a_page_in_the_cache_changes_when_such_a_note_does(tmp_path: Path) -> None:
    project = _project(tmp_path)
    project.build(strict=False)
    for title in ("Other title", "Skip"):
        project.note(
            "skip.md", "About it.", title=title, paper={"title": "L", "arxiv": "2404.16710"}
        )
        built = project.build(strict=False)
        assert _marks(built, "notes/main/index.html")[0][1] == f"Note on this paper: {title}"
    (project.docs / "notes/skip.md").unlink()
    (project.docs / "notes/skip.zh.md").unlink()
    assert len(_marks(project.build(strict=False), "notes/main/index.html")) == 1

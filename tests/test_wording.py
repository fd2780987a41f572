"""Citations and metadata have a paper's own words, whichever of its notes translates them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from mkdocs_papernotes.catalog.wording import Wording, in_own_words, other_title, wordings
from mkdocs_papernotes.papers.paper import Author, Paper
from tests.build_site import Built, Project

ENGLISH, CHINESE = "On Deep Forests", "深度森林"
JANE = (Author("Jane Doe"),)
ZHOU = (Author("周志华"),)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("said", "title", "other"),
    [
        (
            [("en", Paper(title=ENGLISH, authors=JANE)), ("zh", Paper(title=CHINESE))],
            ENGLISH,
            CHINESE,
        ),
        (
            [("en", Paper(title=ENGLISH)), ("zh", Paper(title=CHINESE, authors=ZHOU))],
            CHINESE,
            ENGLISH,
        ),
        (
            [
                ("en", Paper(title=ENGLISH, authors=JANE)),
                ("zh", Paper(title=CHINESE, language="zh")),
            ],
            CHINESE,
            ENGLISH,
        ),
        (
            [("en", Paper(title=ENGLISH, language="zh-CN")), ("zh", Paper(title=CHINESE))],
            CHINESE,
            ENGLISH,
        ),
        ([("en", Paper(title=ENGLISH)), ("zh", Paper(title=f"{ENGLISH}!"))], ENGLISH, ""),
        ([("zh", Paper(title=CHINESE))], CHINESE, ""),
    ],
)
def test_the_words_of_the_papers_own_language(
    said: list[tuple[str, Paper]], title: str, other: str
) -> None:
    all_said = [Wording(language, paper) for language, paper in said]
    paper = in_own_words(all_said)
    assert (paper.title, other_title(paper, all_said)) == (title, other)
    assert paper.authors or not any(stated.authors for _, stated in said)


@pytest.mark.pure
def test_an_entry_keeps_its_words_where_the_note_translates_them() -> None:
    entry = Paper(title=ENGLISH, authors=JANE, citation_key="k")
    translated = list(wordings("zh", Paper(title=CHINESE, citation_key="k"), entry))
    assert in_own_words(translated).title == ENGLISH
    corrected = list(wordings("zh", Paper(title="On Deep Forest", citation_key="k"), entry))
    assert in_own_words(corrected).title == "On Deep Forest"


def site(tmp_path: Path, english: dict[str, Any], chinese: dict[str, Any]) -> Built:
    project = Project(tmp_path).configure(site_url="https://notes.example.org/")
    project.note("a.md", "# A", paper=english)
    project.note("a.zh.md", "# 甲", paper=chinese)
    return project.build()


@pytest.mark.parametrize("original", ["en", "zh"])
def test_both_pages_name_the_paper_alike(tmp_path: Path, original: str) -> None:
    english, chinese = {"title": ENGLISH}, {"title": CHINESE}
    {"en": english, "zh": chinese}[original]["authors"] = ["Jane Doe"]  # type: ignore[assignment]
    built = site(tmp_path, english, chinese)
    own, other = (ENGLISH, CHINESE) if original == "en" else (CHINESE, ENGLISH)
    bib = (built.site_dir / "notes/a/cite.bib").read_text("utf-8")
    assert f"  title = {{{own}}}" in bib.replace("{Deep}", "Deep")
    assert f"  titleaddon = {{{other}}}" in bib
    for path, shown in (("notes/a/index.html", ENGLISH), ("zh/notes/a/index.html", CHINESE)):
        html = (built.site_dir / path).read_text("utf-8")
        spans = re.findall(r'class="Z3988" title="([^"]+)"', html)
        assert parse_qs(spans[1].replace("&amp;", "&"))["rft.title"] == [own]
        (graph,) = re.findall(
            r"<script type=\"application/ld\+json\">(.*?)</script>", html, re.DOTALL
        )
        paper = json.loads(graph)["@graph"][1]
        assert (paper["name"], paper["alternateName"]) == (own, other)
        field = built.page(path).one("[data-field=title] dd")
        assert "".join(field.itertext()).strip() == shown

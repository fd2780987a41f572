"""Callouts without a title of their own have one in the language of the page."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.markup.titles import KINDS, NAME
from tests.build_site import Project, text_of

EXTENSIONS = ["admonition", "pymdownx.details", {"pymdownx.quotes": {"callouts": True}}]
TEXT = """
> [!tip]
> One.

!!! warning

    Two.

??? note

    Three.

> [!tip] My own tip
> Four.

!!! warning "Tip"

    Five.
"""


def rendered(text: str) -> str:
    return markdown.markdown(
        text,
        extensions=["admonition", "pymdownx.details", "pymdownx.quotes", "fenced_code", NAME],
        extension_configs={
            "pymdownx.quotes": {"callouts": True},
            NAME: {"words": {"tip": "提示", "note": "备注"}},
        },
    )


@pytest.mark.pure
@pytest.mark.parametrize("extensions", [[], ["admonition"], ["pymdownx.quotes"]])
def test_quotations_of_other_sites_are_left_alone(extensions: list[str]) -> None:
    html = markdown.markdown("> [!tip]\n> a", extensions=[*extensions, NAME])
    assert html == markdown.markdown("> [!tip]\n> a", extensions=extensions)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("> [!tip]\n> a", "提示"),
        ("> [!TIP]\n> a", "提示"),
        ("> [!tip]- \n> a", "提示"),
        ("> [!tip|wide]\n> a", "提示"),
        (">\n> [!tip]\n> a", "提示"),
        ("Before.\n> [!tip]\n> a", "提示"),
        ("- item\n\n    > [!tip]\n    > a", "提示"),
        ("> > [!tip]\n> > a", "提示"),
        ("!!! tip\n    a", "提示"),
        ("!!! Tip inline end\n    a", "提示"),
        ("Before.\n!!! tip\n    a\nAfter.", "提示"),
        ("??? tip\n    a", "提示"),
        ("???+ tip inline\n    a", "提示"),
        ("> [!tip] Tip\n> a", "Tip"),
        ("> [!tip]+ Mine\n> a", "Mine"),
        ('!!! tip "Tip"\n    a', "Tip"),
        ('??? tip "Tip"\n    a', "Tip"),
        ("> [!theorem]\n> a", "Theorem"),
        ("!!! theorem\n    a", "Theorem"),
        ("??? theorem\n    a", "Theorem"),
    ],
)
def test_the_title_of_a_callout(text: str, title: str) -> None:
    html = rendered(text)
    assert f">{title}<" in html
    assert html.count("提示") == (title == "提示")


@pytest.mark.pure
@pytest.mark.parametrize(
    "text",
    [
        "```\n> [!tip]\n!!! tip\n```",
        "    > [!tip]\n    > a",
        "    !!! tip",
        "Write `!!! tip` or `> [!tip]`.",
        '!!! tip ""\n    a',
        "> [tip]\n> a",
    ],
)
def test_what_is_no_callout_without_title_stays(text: str) -> None:
    assert "提示" not in rendered(text)


@pytest.mark.pure
@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
def test_every_kind_has_a_title(language: str) -> None:
    labels = labels_for(language)
    assert all(labels(f"callout.{kind}") for kind in KINDS)


@pytest.mark.parametrize("layout", ["suffix", "none"])
def test_titles_are_in_the_language_of_the_page(tmp_path: Path, layout: str) -> None:
    project = Project(tmp_path).configure(
        layout,
        markdown_extensions=EXTENSIONS,
        papernotes={"labels": {"zh": {"callout": {"note": "说明"}}}},
    )
    for name in ("notes/a", "about"):
        for end in (".md", ".zh.md"):
            project.write(f"{name}{end}", f"---\ndate: 2026-04-16\n---\n\n# A\n{TEXT}")
    site = project.build()
    chinese = ["提示", "警告", "说明", "My own tip", "Tip"]
    english = ["Tip", "Warning", "Note", "My own tip", "Tip"]
    pages = {"notes/a/index.html": english, "about/index.html": english}
    if layout == "suffix":
        pages |= {"zh/notes/a/index.html": chinese, "zh/about/index.html": chinese}
    else:
        pages |= {"notes/a.zh/index.html": chinese}
    for path, expected in pages.items():
        found = site.page(path).all(".admonition-title, details.note > summary")
        assert [text_of(title) for title in found] == expected, path


@pytest.mark.pure
def test_a_quote_is_a_quote_on_a_site_without_callouts() -> None:
    for extensions in ([NAME], ["pymdownx.quotes", NAME]):
        html = markdown.markdown("> [!tip]\n> a", extensions=extensions)
        assert html.startswith("<blockquote>")
        assert "[!tip]" in html

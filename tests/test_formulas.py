"""Formulas: KaTeX is written with the site, and fetched only where there is a formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import mkdocs_papernotes
from tests.build_site import Built, Project
from tests.katex_names import NAMES, names_in

ARITHMATEX = [{"pymdownx.arithmatex": {"generic": True}}]
KATEX = "assets/papernotes/katex/katex.min.js"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("formulas")).configure(
        papernotes={"formulas": "katex", "macros": {r"\less": "</script>"}},
        markdown_extensions=ARITHMATEX,
    )
    project.note("a.md", "# A\n\nFormula $x^2$.")
    project.note("a.zh.md", "# 甲\n\n没有。")
    project.write("about.md", "# About\n\nText.")
    return project.build()


@pytest.mark.parametrize(
    ("path", "has_formula"),
    [
        ("notes/a/index.html", True),
        ("index.html", True),
        ("zh/notes/a/index.html", False),
        ("about/index.html", False),
    ],
)
def test_pages_with_formulas_name_katex(site: Built, path: str, has_formula: bool) -> None:
    page = site.page(path)
    preloaded = [link.get("href") for link in page.all("head link[rel=preload]")]
    styles = [link.get("href") for link in page.all("head link[rel=stylesheet]")]
    assert any(href.endswith(KATEX) for href in preloaded) == has_formula
    assert any("katex" in href for href in styles) == has_formula
    for href in preloaded:
        assert (site.site_dir / path).parent.joinpath(href).is_file()


def test_katex_is_written_with_its_licence(site: Built) -> None:
    assert site.has(KATEX)
    assert site.has("assets/papernotes/katex/LICENSE")


def test_nothing_else_of_the_package_is_written(site: Built) -> None:
    """MkDocs copies every file of a theme's folder that is neither a template nor Python."""
    package = Path(mkdocs_papernotes.__file__).parent
    names = {path.name for path in package.rglob("*") if path.is_file()}
    ours = [path for path in site.files if not path.startswith("assets/") and Path(path).suffix]
    assert not [path for path in ours if Path(path).name in names and not path.endswith(".html")]


def test_macros_cannot_end_their_element(site: Built) -> None:
    (macros,) = site.page("about/index.html").all("head script.pn-macros")
    assert macros.text == r'{"\\less": "\u003c/script>"}'


def test_without_the_option_nothing_is_written(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", markdown_extensions=ARITHMATEX)
    project.note("a.md", "# A\n\nFormula $x^2$.")
    built = project.build()
    assert not built.has(KATEX)
    assert "papernotes/formulas.js" not in built.text("notes/a/index.html")


@pytest.mark.parametrize(
    ("extensions", "told"), [([], 1), (["pymdownx.arithmatex"], 1), (ARITHMATEX, 0)]
)
def test_formulas_that_nothing_marks_up_are_told_once(
    tmp_path: Path, extensions: list[object], told: int
) -> None:
    project = Project(tmp_path).configure(
        papernotes={"formulas": "katex"}, markdown_extensions=extensions
    )
    project.note("a.md", "# A\n\nFormula $x^2$ and $y^2$.")
    project.note("a.zh.md", "# 甲\n\n$x^2$。")
    attempt = project.attempt()
    assert not attempt.warnings
    found = [text for text in attempt.messages if "[PN140]" in text]
    assert len(found) == told
    assert all(text.startswith("papernotes: mkdocs.yml: formulas: ") for text in found)


def test_the_names_that_katex_knows_are_those_of_the_katex_that_is_shipped(
    browser: Browser,
) -> None:
    page = browser.new_page()
    found = names_in(page)
    page.close()
    assert found == NAMES.read_text("utf-8"), "run `python -m tests.katex_names`"

"""Sites of one language: that of the theme, and the only one that mkdocs-static-i18n builds."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mkdocs_papernotes import open_site
from tests.build_site import Built, Project

LANGUAGES = ("en", "zh", "de")
LISTS = {"index.html", "archive/index.html"}


def write(folder: Path, layout: str, only: str) -> Project:
    options = {"build_only_locale": only}
    project = Project(folder).configure(layout, languages=LANGUAGES, i18n=options)
    for name, languages in (("both", LANGUAGES), ("plain", ("en",)), ("other", (only,))):
        for language in languages:
            suffix = "" if language == "en" else f".{language}"
            stem = f"notes/{name}"
            path = f"{language}/{stem}" if layout == "folder" else f"{stem}{suffix}"
            text = f"---\ndate: 2026-01-01\n---\n\n# {name} {language}\n\nText of {language}.\n"
            project.write(f"{path}.md", text)
    return project


def without_ours(project: Project) -> Built:
    file = project.folder / "mkdocs.yml"
    text = file.read_text("utf-8")
    config = yaml.safe_load(text)
    config["plugins"].pop()
    file.write_text(yaml.safe_dump(config), "utf-8")
    built = project.build("plain", strict=False)
    file.write_text(text, "utf-8")
    return built


@pytest.mark.parametrize("only", LANGUAGES)
@pytest.mark.parametrize("layout", ["suffix", "folder"])
def test_the_pages_are_those_of_a_site_without_papernotes(
    tmp_path: Path, layout: str, only: str
) -> None:
    project = write(tmp_path, layout, only)
    plain = without_ours(project)
    built = project.build()
    expected = {page.path: page.texts("h1") for page in plain.pages if page.path not in LISTS}
    found = {page.path: page.texts("h1") for page in built.pages if page.path not in LISTS}
    assert found == expected
    titles = sorted(title for texts in expected.values() for title in texts)
    assert sorted(built.page("archive/index.html").titles) == titles
    if only != "de":  # where `x.md` comes after `x.de.md`, static-i18n takes `x.md`
        assert f"both {only}" in titles
    site = open_site(project.folder)
    assert not site.problems
    assert sorted(note.title for note in site.notes) == titles


@pytest.mark.parametrize(
    ("theme", "tag"),
    [
        ({"name": "mkdocs", "locale": "zh_CN"}, "zh-CN"),
        ({"name": "mkdocs", "locale": "zh_TW"}, "zh-TW"),
        ({"name": "mkdocs", "locale": "pt_BR"}, "pt-BR"),
        ({"name": "mkdocs", "locale": "sr_Latn"}, "sr-Latn"),
        ({"name": "readthedocs", "locale": "zh_Hans_CN"}, "zh-CN"),
        ({"name": "material", "language": "zh-Hans"}, "zh-Hans"),
        ({"name": "material", "language": "pt_BR"}, "pt-BR"),
        ({"name": "mkdocs"}, "en"),
    ],
)
def test_the_language_of_the_theme_is_that_of_the_site(
    tmp_path: Path, theme: dict[str, str], tag: str
) -> None:
    project = Project(tmp_path).configure("none")
    file = tmp_path / "mkdocs.yml"
    config = yaml.safe_load(file.read_text("utf-8")) | {"theme": theme}
    file.write_text(yaml.safe_dump(config), "utf-8")
    project.note("a.md", "# A")
    assert open_site(tmp_path).languages.tags == (tag,)
    assert project.build(strict=False).page("notes/a/index.html").lang == tag

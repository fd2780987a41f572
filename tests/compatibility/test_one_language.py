"""`build_only_locale` of mkdocs-static-i18n: one language, with the files that it takes for it."""

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

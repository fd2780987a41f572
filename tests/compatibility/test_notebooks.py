"""Notebooks are notes, which mkdocs-jupyter renders: with and without mkdocs-static-i18n."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from mkdocs_papernotes import open_site
from mkdocs_papernotes.front_matter.notebook import read_notebook
from tests.build_site import SITE_URL, Built, Project, text_of

FRONT_MATTER = "---\ntitle: 'From & the cell'\ndate: 2026-02-03\ntags: [x]\n---"


def notebook(*cells: tuple[str, str], **metadata: Any) -> str:
    """A notebook of cells, each with its type and its text."""
    code = {"outputs": [], "execution_count": None}
    found = [
        {"cell_type": kind, "id": str(number), "metadata": {}, "source": text.splitlines(True)}
        | (code if kind == "code" else {})
        for number, (kind, text) in enumerate(cells)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    values = {"kernelspec": kernel, **metadata}
    return json.dumps({"cells": found, "metadata": values, "nbformat": 4, "nbformat_minor": 5})


NOTEBOOKS = {
    "2026-03-04-nb.ipynb": notebook(
        ("markdown", "# A *notebook* < note\n\nWords of it, see [Plain](a.md)."),
        ("code", "print('OUTPUT')"),
        ("markdown", "## Next\n\nMore words."),
    ),
    "raw.ipynb": notebook(
        ("raw", FRONT_MATTER), ("markdown", "# Heading\n\nWords two."), ("raw", "---\nNOTHING")
    ),
    "markdown.ipynb": notebook(("markdown", f"{FRONT_MATTER}\n\nWords three.")),
    "metadata.ipynb": notebook(
        ("markdown", "Words four."),
        title="From metadata",
        date="2026-02-05",
        authors=[{"name": "Ada Lovelace"}],
    ),
    "draft.ipynb": notebook(("markdown", "# Draft\n\nSECRET"), draft=True),
    "held.ipynb": notebook(("raw", "---\ndraft: ture\n---"), ("markdown", "# Held\n\nSECRET")),
    "empty.ipynb": notebook(date="2026-01-01"),
}
EXCERPTS = {
    "A notebook < note": "Words of it, see Plain.",
    "From & the cell": "Words",
    "From metadata": "Words four.",
}


@pytest.fixture(scope="module", params=["none", "suffix", "folder"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    layout = request.param
    languages = ("en",) if layout == "none" else ("en", "zh")
    project = Project(tmp_path_factory.mktemp("notebooks"))
    project.configure(layout, theme="material", languages=languages)
    file = project.folder / "mkdocs.yml"
    config = yaml.safe_load(file.read_text("utf-8"))
    config["plugins"].insert(1, {"mkdocs-jupyter": {"cache": False, "theme": "light"}})
    file.write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    folder = "en/notes/" if layout == "folder" else "notes/"
    for name, text in NOTEBOOKS.items():
        project.write(f"{folder}{name}", text)
    project.write(f"{folder}a.md", "---\ndate: 2026-01-02\n---\n\n# Plain\n\n[](raw.ipynb)\n")
    project.write(f"{folder}train.py", "print('PROGRAM')\n")
    return project


@pytest.fixture(scope="module")
def site(project: Project) -> Built:
    return project.build(strict=False)


def test_the_lists_have_titles_dates_and_words(site: Built) -> None:
    page = site.page("index.html")
    for title, words in EXCERPTS.items():
        for entry in [e for e in page.all("article.pn-entry") if title in text_of(e)]:
            shown = text_of(entry)
            assert words in shown
            for wrong in ("¶", "---", "print", "OUTPUT", "In [", "cell_type", "NOTHING"):
                assert wrong not in shown, shown
    titles = site.page("archive/index.html").titles
    assert titles[0] == "A notebook < note"
    assert sorted(titles) == sorted(["Empty", "From & the cell", "Plain", *EXCERPTS])
    assert "SECRET" not in "".join(site.text(path) for path in site.html_files)


def test_its_page_is_rendered_and_has_a_header(site: Built) -> None:
    page = site.page("notes/2026-03-04-nb/index.html")
    assert text_of(page.one("head > title")) == "A notebook < note - Lab notes"
    heading = page.one("h1")
    assert text_of(heading).startswith("A notebook < note")
    assert "pn-header" in heading.getnext().get("class")
    assert "OUTPUT" in page.text("article")
    assert page.canonical == f"{SITE_URL}notes/2026-03-04-nb/"
    assert "Ada Lovelace" in site.page("notes/metadata/index.html").text("article")
    for path in site.html_files:
        assert not site.text(path).startswith("{"), path


def test_a_program_stays_outside(site: Built) -> None:
    (told,) = [record for record in site.singles if "PN153" in record.message]
    assert told.level == "INFO"
    assert "train.py" in told.message
    assert not [text for text in site.problems if "train" in text]
    assert "PROGRAM" not in site.text("index.html")


def test_open_site_sees_the_same_notes(project: Project, site: Built) -> None:
    notes = open_site(project.folder).notes
    titles = site.page("archive/index.html").titles
    assert sorted(note.title for note in notes) == sorted(titles)
    assert all(site.has(f"{note.url}index.html") for note in notes)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"cells": 3}', '{"cells": [1, {}]}'])
def test_what_is_no_notebook_has_no_text(text: str) -> None:
    found = read_notebook(text, "a.ipynb")
    assert (found.body, found.values) == ("", {})


def test_an_image_without_an_address_is_left_out() -> None:
    text = notebook(("markdown", "Text ![a figure](attachment:x.png) goes ![on](y.png)."))
    assert read_notebook(text, "a.ipynb").body == "Text  goes ![on](y.png)."


def test_both_places_of_front_matter_count() -> None:
    text = notebook(("raw", "---\ntitle: Cell\n---"), title="Metadata", unlisted=True)
    found = read_notebook(text, "a.ipynb")
    assert found.values == {"title": "Cell", "unlisted": True}
    assert [mention.subject for mention in found.mentions] == ["unlisted"]


def test_what_json_can_hold_and_front_matter_cannot_is_left_out() -> None:
    deep: Any = 1
    for _ in range(600):
        deep = [deep]
    text = notebook(("markdown", "# A \ud83d half"), deep=deep, draft=True)
    found = read_notebook(text, "a.ipynb")
    assert found.values == {"draft": True}
    assert found.body == "# A ? half"


def test_nothing_of_tools_is_front_matter() -> None:
    found = read_notebook(notebook(("markdown", "Text."), colab={"name": "x"}), "a.ipynb")
    assert found.values == {}

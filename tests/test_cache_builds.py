"""A build with a cache writes what one without writes, and tells the same, whatever has changed.

One site is edited step by step. After each step it is built with the cache of all steps before, and
without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from tests.edited_site import BIBLIOGRAPHY, Edited, Step, check_equal, png, write_site
from tests.generate import note_text

STEPS: dict[str, Step] = {}


def step(function: Step) -> Step:
    STEPS[function.__name__] = function
    return function


def uncached(config: MkDocsConfig) -> None:
    config.plugins["papernotes"].config["cache"] = False


@pytest.fixture(autouse=True)
def one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same time for all builds: home pages say when they were built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def check(site: Edited) -> None:
    warm = site.project.build("warm", strict=False)
    clean = site.project.build("clean", strict=False, change=uncached)
    check_equal(warm, clean)


# Texts and front matter


@step
def nothing(site: Edited) -> None:
    pass


@step
def edits_a_text(site: Edited) -> None:
    site.write("notes/note-0002.md", site.read("notes/note-0002.md") + "\nAt the end.\n")


@step
def edits_the_beginning_of_a_text(site: Edited) -> None:
    site.replace("notes/picture.md", "What it shows", "另一种说法", "zh")


@step
def edits_a_title(site: Edited) -> None:
    site.replace("notes/picture.md", "Picture en", "Another picture")


@step
def edits_a_date(site: Edited) -> None:
    site.replace("notes/note-0003.md", "date: ", "date: 2024-12-31 #", "zh")


@step
def moves_a_note_between_others(site: Edited) -> None:
    site.replace("notes/picture.md", "date: '2025-11-10'", "date: '2025-12-30'")


@step
def edits_a_description(site: Edited) -> None:
    site.replace("notes/note-0001.md", "description: ", "description: New words. ")


@step
def edits_tags(site: Edited) -> None:
    site.replace("notes/linking.md", "- links", "- other links")


@step
def unpins_and_rates(site: Edited) -> None:
    site.replace("notes/picture.md", "pinned: true", "pinned: false")
    site.replace("notes/picture.md", "rating: 3", "rating: 5")


@step
def gives_a_note_the_paper_of_another(site: Edited) -> None:
    site.replace("notes/note-0004.md", "arxiv: ", "arxiv: '2403.00001' #")


@step
def publishes_a_draft(site: Edited) -> None:
    site.replace("notes/draft.md", "draft: true", "draft: false")


@step
def lists_a_hidden_note(site: Edited) -> None:
    site.replace("notes/hidden.md", "unlisted: true", "unlisted: false")


@step
def adds_a_paper_with_a_similar_key(site: Edited) -> None:
    """The citation keys of two papers get longer, so that they differ."""
    paper = (
        "paper: {title: Attention and more, authors: [Ada Novak], date: 2024, arxiv: '2403.99999'}"
    )
    site.write(
        "notes/similar.md", f"---\ntitle: Similar\ndate: 2021-01-01\n{paper}\n---\n\nText.\n"
    )


# Files


@step
def renames_a_note(site: Edited) -> None:
    site.path("notes/note-0002.md").rename(site.path("notes/renamed.md"))
    site.path("notes/note-0002.md", "zh").rename(site.path("notes/renamed.md", "zh"))


@step
def deletes_the_end_of_a_link(site: Edited) -> None:
    site.delete("notes/note-0001.md", "zh")


@step
def deletes_a_heading_that_others_link_to(site: Edited) -> None:
    site.replace("notes/picture.md", "## Part\n", "")


@step
def deletes_what_front_matter_links_to(site: Edited) -> None:
    (site.project.docs / site.asset("img/slides.pdf")).unlink()


@step
def restores_what_front_matter_links_to(site: Edited) -> None:
    site.project.write(site.asset("img/slides.pdf"), b"%PDF-1.5")


@step
def links_to_a_note_in_front_matter(site: Edited) -> None:
    site.replace("notes/cited.md", "---\n", "---\noriginal: hidden.md\n")


@step
def changes_the_address_of_what_front_matter_links_to(site: Edited) -> None:
    site.replace("notes/hidden.md", "---\n", "---\nurl: notes/elsewhere/\n")


@step
def translates_a_note(site: Edited) -> None:
    site.write("notes/hidden.md", "---\ntitle: 隐藏\ndate: 2025-10-02\n---\n\n文字。\n", "zh")


@step
def adds_a_note(site: Edited) -> None:
    site.write("notes/new.md", note_text(9, "en", (40, 50)))


@step
def replaces_a_picture(site: Edited) -> None:
    site.project.write(site.asset("img/plot.png"), png(320, 200))


@step
def edits_the_file_of_authors(site: Edited) -> None:
    path = site.project.docs / ".authors.yml"
    path.write_text(path.read_text("utf-8").replace("Lin Wei", "Wei Lin"), "utf-8")


@step
def edits_the_bibliography(site: Edited) -> None:
    text = BIBLIOGRAPHY.replace("Small models", "Little models").replace("2023}", "2022}")
    (site.project.folder / "papers.bib").write_text(text, "utf-8")


@step
def edits_the_page_of_a_list(site: Edited) -> None:
    site.replace("archive/index.md", "# All of it", "# Everything")


@step
def edits_an_ordinary_page(site: Edited) -> None:
    site.replace("about.md", "About", "On me")


# Configuration


@step
def changes_options(site: Edited) -> None:
    labels = {"en": {"read_more": "Go on"}, "zh": {"callout.tip": "小窍门"}}
    site.options.update(max_authors=1, excerpt_length=12, archive={"per_page": 3}, labels=labels)
    site.configure()


@step
def changes_extensions(site: Edited) -> None:
    site.config["markdown_extensions"] = [
        *("admonition", "attr_list", "footnotes", "smarty", "pymdownx.details"),
        {"toc": {"permalink": "¶"}},
        {"pymdownx.arithmatex": {"generic": False}},
    ]
    site.configure()


@step
def changes_the_site(site: Edited) -> None:
    nav = [{"Home": "index.md"}, {"Who": "about.md"}]
    site.config.update(site_name="Other notes", copyright="All of us", nav=nav)
    site.configure()


@step
def lists_notes_in_the_navigation(site: Edited) -> None:
    site.config.pop("nav", None)
    site.options["notes_in_nav"] = True
    site.configure()


@step
def edits_a_title_in_the_navigation(site: Edited) -> None:
    site.replace("notes/linking.md", "title: Links en", "title: Links as ever")


# Templates


@step
def adds_a_template_of_ours(site: Edited) -> None:
    site.config["theme"] = {"name": site.theme, "custom_dir": f"{site.theme}/overrides"}
    site.template("papernotes/translations.html", "<p>Other languages.</p>")
    site.configure()


@step
def edits_a_template_of_ours(site: Edited) -> None:
    site.template("papernotes/translations.html", "<p>Languages.</p>")


@step
def edits_a_template_of_the_theme(site: Edited) -> None:
    site.template("main.html", '{% extends "base.html" %}{% block footer %}End.{% endblock %}')


@step
def edits_a_template_that_prints_the_text(site: Edited) -> None:
    site.template("main.html", "{{ page.content }} {{ page.markdown | length }} {{ nav | length }}")


def steps(site: Edited) -> Iterator[str]:
    """Take all steps; returns what went wrong."""
    for name, take in STEPS.items():
        take(site)
        try:
            check(site)
        except AssertionError as error:
            yield f"{name}:\n{error}"


def test_after_each_edit_the_site_is_that_of_a_clean_build(tmp_path: Path) -> None:
    wrong = [*steps(write_site(tmp_path / "site"))]
    assert not wrong, "\n\n".join(wrong)

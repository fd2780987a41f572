"""Other plugins see the front matter of a note as its author wrote it; templates print it as text.

One site is built for all of these tests, with plugins that use front matter and with notes whose
front matter is full of characters that HTML knows.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from markupsafe import escape
from PIL import ImageFont

from mkdocs_papernotes.adapter.printing import Printed
from tests.build_site import Built, Project, text_of

TITLE = """Q&A <img src=x onerror="alert(1)"> 'n' "more"!"""
VALUES = {
    "title": TITLE,
    "description": 'R&D: a < b, "so"',
    "author": ["Ada & Bob", "<b>Cy</b>"],
    "password_hint": "a&b",
    "subtitle": "<script>alert(1)</script>",
    "tags": ["R&D", "<b>x</b>/y"],
    "keywords": [{"<script>alert(1)</script>": 1}],
    "status": "R&D",
    "icon": "material/flask",
    "nested": {"R&D": [{"deep": "a&b"}], "text": "<script>alert(1)</script>"},
}
HOOKS = """
import copy
import json

from mkdocs.plugins import event_priority

seen = {}


def see(event, page):
    seen.setdefault(page.file.src_uri, {})[event] = [copy.deepcopy(page.meta), page.title]


def on_page_markdown(markdown, page, config, files):
    see("markdown", page)
    page.meta["added"] = "<b>by a plugin</b>"


def on_page_content(html, page, config, files):
    see("content", page)


def on_env(env, config, files):
    for file in files.documentation_pages():
        see("env", file.page)


@event_priority(-500)
def on_page_context(context, page, config, nav):
    see("context", page)
    page.meta["late"] = "late"
    if page.file.src_uri == "notes/d.md":
        page.meta |= {"title": "1 & D", "description": "A < B"}


def on_post_page(output, page, config):
    see("post_page", page)


@event_priority(-500)
def on_post_build(config):
    with open(config.site_dir + "/../seen.json", "w", encoding="utf-8") as file:
        json.dump(seen, file, default=str)
"""
MAIN = """
{% extends "base.html" %}
{% block announce %}{% if page %}
<i id="added">{{ page.meta.added }}</i>
<i id="late">{{ page.meta["late"] }}</i>
<i id="same">{{ "yes" if page.meta.status == "R&D" and "R&D" in page.meta.tags else "no" }}</i>
<i id="escaped">{{ page.title | e }}</i>
<i id="stripped">{{ page.title | striptags }}</i>
<i id="short">{{ page.meta.subtitle | truncate(20) }}</i>
<i id="nested">{{ page.meta.nested }}</i>
<i id="titles">{{ nav.pages | map(attribute="title") | join("; ") }}</i>
{% for post in nav.pages if post.meta.subtitle %}<i class="sub">{{ post.meta.subtitle }}</i>
{% endfor %}
{% endif %}{% endblock %}
"""
EVENTS = ("markdown", "content", "env", "context", "post_page")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("values"))
    project.configure(
        "none",
        languages=("en",),
        theme="material",
        theme_options={"custom_dir": "overrides", "features": ["navigation.footer"]},
        papernotes={"notes_in_nav": True},
        hooks=["hooks.py"],
        extra={"tags": {"R&D": "lab"}},
    )
    text = (project.folder / "mkdocs.yml").read_text("utf-8")
    font: Any = ImageFont.load_default(12)
    fonts = project.folder / ".cache/plugin/social/fonts/Roboto/Regular.ttf"
    fonts.parent.mkdir(parents=True)
    fonts.write_bytes(bytes(font.font_bytes))
    tags = '- tags: {tags_allowed: ["R&D", "<b>x</b>/y", "plain"], tags_hierarchy: true}'
    text = text.replace("- tags\n", f"{tags}\n- social\n")
    (project.folder / "mkdocs.yml").write_text(text, "utf-8")
    (project.folder / "overrides").mkdir()
    (project.folder / "overrides/main.html").write_text(MAIN, "utf-8")
    (project.folder / "hooks.py").write_text(HOOKS, "utf-8")
    project.note("a.md", "Text.", **VALUES)
    project.note("b.md", "# A plain note", tags=["plain"])
    project.note("c.md", "# Unlisted", tags=["R&D"], unlisted=True)
    project.note("d.md", "# D", description="D")
    project.write("tags.md", "# Tags\n\n<!-- material/tags -->\n")
    project.write("ordinary.md", "---\ntitle: A&amp;B\ntags: [plain]\n---\n\nText.\n")
    return project


@pytest.fixture(scope="module")
def site(project: Project) -> Built:
    return project.build()


@pytest.fixture(scope="module")
def seen(site: Built, project: Project) -> Any:
    return json.loads((project.folder / "seen.json").read_text("utf-8"))


@pytest.mark.parametrize("event", EVENTS)
def test_plugins_see_what_the_author_wrote(seen: Any, event: str) -> None:
    meta, title = seen["notes/a.md"][event]
    assert title == TITLE
    assert {key: meta[key] for key in VALUES} == VALUES
    assert meta["date"] == "2026-04-16"


def test_tags_are_those_of_the_author(site: Built) -> None:
    page = site.page("notes/a/index.html")
    assert page.texts(".md-tags .md-tag") == ["<b>x</b>/y", "R&D"]
    assert page.all(".md-tag--lab")
    listed = site.page("tags/index.html")
    assert {"R&D", "<b>x<", "<b>x</b>", "<b>x</b>/y"} <= set(listed.texts("article .md-tag"))
    assert TITLE in listed.texts("article li a")
    assert "Unlisted" not in listed.text("article")
    assert "R&D" in listed.texts(".md-nav--secondary .md-nav__link")


def test_nothing_from_front_matter_is_markup(site: Built) -> None:
    for page in site.pages:
        for element in elements(page.html):
            assert "onerror" not in element.attrib, page.path
            if element.tag in {"script", "b"}:
                text = element.text or ""
                assert "alert(1)" not in text or element.get("type") == "application/ld+json"
                assert text not in {"x", "Cy"}, page.path


def elements(text: str) -> Iterator[Any]:
    tree = html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)
    yield from (element for element in tree.iter() if isinstance(element.tag, str))


def test_templates_print_it_as_text(site: Built) -> None:
    page = site.page("notes/a/index.html")
    assert text_of(page.one("head > title")).startswith(f"{TITLE} - ")
    contents = {meta.get("name"): meta.get("content") for meta in page.all("head meta[name]")}
    assert contents["description"] == VALUES["description"]
    assert contents["author"] == "Ada & Bob, <b>Cy</b>"
    assert page.text("#same") == "yes"
    assert page.text("#escaped") == page.text("#stripped") == TITLE
    assert page.text("#short").startswith("<script>")
    assert "<script>alert(1)</script>" in page.text("#nested")
    assert TITLE in page.text("#titles")
    assert site.page("index.html").text(".sub") == VALUES["subtitle"]
    footer = site.page("notes/b/index.html").all(".md-footer__link")
    assert [link.get("aria-label") for link in footer if "Q&A" in link.get("aria-label")] == [
        f"Previous: {TITLE}"
    ]


def test_metadata_of_social_cards_is_text(site: Built) -> None:
    for path in ("notes/a/index.html", "tags/index.html"):
        found = {m.get("property"): m.get("content") for m in site.page(path).all("meta")}
        assert found["twitter:card"] == "summary_large_image"
    metas = site.page("notes/a/index.html").all("meta")
    found = {meta.get("property"): meta.get("content") for meta in metas}
    assert found["twitter:title"].startswith(TITLE)
    assert found["og:description"] == VALUES["description"]


def test_what_plugins_add_is_printed_as_it_is(site: Built) -> None:
    page = site.page("notes/a/index.html")
    assert [text_of(b) for b in page.all("#added b")] == ["by a plugin"]
    assert page.text("#late") == "late"
    changed = site.page("notes/d/index.html")
    assert text_of(changed.one("head > title")) == "1 & D - Lab notes"
    assert "A&amp;B - " in site.text("ordinary/index.html")


def test_the_search_of_material_is_given_html(site: Built) -> None:
    (entry,) = (e for e in site.search_entries if e["location"].startswith("notes/a/"))
    assert entry["title"] == html.escape(TITLE, quote=False)
    assert entry["tags"] == ["R&amp;D", "&lt;b&gt;x&lt;/b&gt;/y"]


def test_printed_text_is_the_text_and_its_html() -> None:
    printed = Printed("a & b")
    assert printed == "a & b"
    assert {printed: 1}["a & b"] == 1
    assert f"{printed}" == printed.lower() == str(escape(printed)) == "a &amp; b"
    assert printed != "a &amp; b"

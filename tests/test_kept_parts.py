"""The menu of the theme is rendered once for many pages: they are the same as without that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter import kept_parts
from mkdocs_papernotes.adapter.kept_parts import KeptParts
from tests.build_site import Project
from tests.edited_site import check_equal

NAV = [
    "index.md",
    {"Guide": ["guide/index.md", "guide/first.md", {"Deep": ["guide/deep/down.md"]}]},
    {"Picked": "notes/n1.md"},
    {"Elsewhere": "https://example.org/?a=1&b=2"},
]
FEATURES = ["navigation.sections", "navigation.indexes", "navigation.expand", "search.suggest"]


def site(folder: Path, **options: Any) -> Project:
    project = Project(folder)
    for name in ("index", "guide/index", "guide/first", "guide/deep/down"):
        for suffix in ("", ".zh"):
            project.write(f"{name}{suffix}.md", f"# About {name} & more\n\n## Part\n\nText.\n")
    for number in range(12):
        place = f"guide/n{number}" if number % 3 == 0 else f"n{number}"
        project.note(f"{place}.md", title=f"Note {number} & so on", tags=["one"])
        project.note(f"{place}.zh.md", title=f"笔记 {number}", tags=["one"])
    project.write("notes/guide/first/n.md", "---\ndate: 2026-01-01\n---\n\n# Deep\n")
    return project.configure(theme="material", **options)


def everywhere(config: MkDocsConfig) -> None:
    config.plugins["papernotes"].config["cache"] = False


def counted(patch: pytest.MonkeyPatch) -> list[object]:
    """Whether each part that was looked at could be kept."""
    rendered, results = KeptParts.rendered, []

    def render(self: KeptParts, *given: Any) -> Any:
        results.append(rendered(self, *given))
        return results[-1]

    patch.setattr(KeptParts, "rendered", render)
    patch.setattr(kept_parts, "_FEWEST", 8)
    patch.setattr(kept_parts, "_FEWEST_FOR_HEADER", 8)
    return results


TABS = [*FEATURES, "navigation.tabs", "navigation.tabs.sticky"]
PALETTE = [
    {"scheme": scheme, "toggle": {"icon": f"material/{icon}", "name": f"To {scheme} & back"}}
    for scheme, icon in (("default", "weather-night"), ("slate", "weather-sunny"))
]
THEMES: dict[str, dict[str, Any]] = {
    "plain": {"features": FEATURES, "logo": "assets/logo.png"},
    "tabs": {"features": TABS, "palette": PALETTE, "icon": {"alternate": "material/earth"}},
}


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("options", THEMES.values(), ids=THEMES)
def test_pages_have_the_menu_and_the_header_that_they_would_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], directory_urls: bool
) -> None:
    project = site(
        tmp_path,
        nav=NAV,
        repo_url="https://example.org/repo",
        theme_options=options,
        use_directory_urls=directory_urls,
        papernotes={"topics": True},
    )
    results = counted(monkeypatch)
    kept = project.build("kept", strict=False, change=everywhere)
    assert len(results) == 6  # header, search field and menu, in two languages
    assert None not in results
    monkeypatch.setattr(kept_parts, "_PARTS", {})
    check_equal(kept, project.build("plain", strict=False, change=everywhere))
    assert len(results) == 6


def test_a_page_outside_the_menu_may_have_a_title_from_its_text_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = site(tmp_path, nav=NAV, not_in_nav="/outside*")
    for number in range(6):
        head = f"---\ntitle: From & {number}\n---\n\n" if number % 2 else ""
        project.write(f"outside{number}.md", f"{head}# Text <b>{number}</b> & so on\n\nWords.\n")
    results = counted(monkeypatch)
    kept = project.build("kept", strict=False, change=everywhere)
    assert len(results) == 8  # a header for either kind
    assert None not in results
    monkeypatch.setattr(kept_parts, "_PARTS", {})
    check_equal(kept, project.build("plain", strict=False, change=everywhere))


HEADERS = {
    "another-title": "<header>{{ page.title | upper if page }}</header>",
    "page-in-part": "<header>{% include 'partials/logo.html' %}{{ page.url }}</header>",
    "other-part": "<header>{% include 'partials/own.html' %}</header>",
    "branches": "<header>{% if page.meta and page.meta.title %}A {{ page.meta.title }}"
    "{% else %}{{ page.title }}{% endif %}</header>",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_header_of_the_author_that_says_more_is_rendered_for_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    folder = tmp_path / "theme/partials"
    folder.mkdir(parents=True)
    (folder / "header.html").write_text(header)
    (folder / "own.html").write_text("{% if page %}{{ page.meta.title }}{% endif %}")
    project = site(tmp_path, theme_options={"custom_dir": str(tmp_path / "theme")})
    results = counted(monkeypatch)
    kept = project.build("kept", strict=False, change=everywhere)
    assert None not in results
    assert len(results) == 2  # the menu alone
    monkeypatch.setattr(kept_parts, "_PARTS", {})
    check_equal(kept, project.build("plain", strict=False, change=everywhere))


def test_where_most_pages_come_from_the_cache_the_menu_is_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = site(tmp_path)
    results = counted(monkeypatch)
    project.build(strict=False)
    assert results
    results.clear()
    project.note("n5.md", "Another text.", title="Note 5 & so on", tags=["one"])
    assert "Another text." in project.build(strict=False).text("notes/n5/index.html")
    assert not results


def test_a_menu_of_the_author_may_name_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = tmp_path / "theme/partials/nav.html"
    menu.parent.mkdir(parents=True)
    menu.write_text('<nav class="own">{{ page.title }} {{ config.site_name | upper }}</nav>')
    project = site(tmp_path, theme_options={"custom_dir": str(tmp_path / "theme")})
    results = counted(monkeypatch)
    built = project.build(strict=False, change=everywhere)
    for number in (1, 2, 10, 11):
        assert f">Note {number} &amp; so on LAB NOTES<" in built.text(f"notes/n{number}/index.html")
    assert len(results) == 4  # the header and the search field


def test_a_menu_that_asks_how_an_address_begins_is_rendered_for_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = tmp_path / "theme/partials/nav.html"
    menu.parent.mkdir(parents=True)
    menu.write_text('<nav class="own">{{ (nav.homepage.url | url).count("..") }}</nav>')
    project = site(tmp_path, theme_options={"custom_dir": str(tmp_path / "theme")})
    results = counted(monkeypatch)
    built = project.build(strict=False, change=everywhere)
    for place, depth in (("n10", 2), ("n11", 2), ("guide/n9", 3)):
        assert f'<nav class="own">{depth}<' in built.text(f"notes/{place}/index.html")
    assert None in results


def test_a_plugin_may_give_templates_pages_that_cannot_be_counted(tmp_path: Path) -> None:
    project = site(tmp_path, hooks=["hook.py"])
    (project.folder / "hook.py").write_text(
        "def on_page_context(context, page, config, nav):\n"
        "    context['pages'] = iter(context['pages'])\n"
    )
    built = project.build(strict=False)
    assert "Note 1 &amp; so on" in built.text("notes/n1/index.html")

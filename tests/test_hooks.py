"""Every hook of the plugin is needed: without it, a check fails that passes with it."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from mkdocs import utils
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter import search_entries
from mkdocs_papernotes.adapter.plugin import PapernotesPlugin
from mkdocs_papernotes.adapter.workers import Workers
from tests.build_site import Project, page_text, text_of

ORIGINAL_CLEAN_DIRECTORY = utils.clean_directory
# A check finds the site wrong, or there is no site: MkDocs' own `Abort` is no `Exception`.
BROKEN = (Exception, Abort)
CONFLICT = page_text("# Two", date="2026-01-01", translation_key="notes/a")


@dataclass(frozen=True)
class Run:
    """A site to check, and what is done to its plugin before each build."""

    project: Project
    change: Callable[[MkDocsConfig], None]


def built_page_holds(run: Run, file: str, text: str) -> None:
    built = run.project.build(change=run.change, strict=False)
    assert text in built.text(file)


# The checks, each with the site that it needs


def drafts_are_previewed(run: Run) -> None:
    run.project.note("a.md", "# A draft", draft=True)
    built = run.project.build(change=run.change, command="serve", strict=False)
    assert built.has("notes/a/index.html")


def the_style_sheet_is_linked(run: Run) -> None:
    run.project.note("a.md", "# A")
    built_page_holds(run, "archive/index.html", "papernotes.css")


def a_locale_unknown_to_the_theme_is_built(run: Run) -> None:
    languages = [
        {"locale": "en", "default": True, "name": "E"},
        {"locale": "zh-Hans", "name": "中"},
    ]
    run.project.configure(i18n={"languages": languages})
    run.project.note("a.zh-Hans.md", "# 甲")
    built_page_holds(run, "zh-Hans/archive/index.html", "归档")


def a_language_unknown_to_material_is_built(run: Run) -> None:
    languages = [
        {"locale": "en", "default": True, "name": "E"},
        {"locale": "zh-Hans", "name": "中"},
    ]
    run.project.configure(theme="material", i18n={"languages": languages})
    run.project.note("a.zh-Hans.md", "# 甲")
    built_page_holds(run, "zh-Hans/archive/index.html", "归档")


def a_refused_rebuild_keeps_the_last_site(run: Run) -> None:
    run.project.note("a.md", "# A", date="2026-01-01")
    run.project.build(change=run.change, command="serve")
    run.project.write("notes/b.md", CONFLICT)
    config = run.project.load(again=True)
    run.change(config)
    with pytest.raises((PluginError, Abort)):
        mkdocs_build(config)
    assert (run.project.folder / "site/notes/a/index.html").is_file()


def other_plugins_know_of_lists(run: Run) -> None:
    run.project.configure(hooks=["other.py"])
    text = "def on_files(files, config):\n    assert 'archive/index.md' in files.src_uris\n"
    (run.project.folder / "other.py").write_text(text, "utf-8")
    assert run.project.build(change=run.change).has("archive/index.html")


def notes_are_read(run: Run) -> None:
    run.project.note("a.md", "# A")
    built_page_holds(run, "archive/index.html", 'data-total="1"')


def lists_are_written(run: Run) -> None:
    run.project.note("a.md", "# A")
    assert run.project.build(change=run.change, strict=False).has("archive/index.html")


def the_pages_of_a_territory_are_in_its_navigation(run: Run) -> None:
    run.project.configure("folder", languages=("en", "zh-TW"))
    run.project.write("en/about.md", "# About")
    run.project.write("zh-TW/about.md", "# 關於")
    built = run.project.build(change=run.change, strict=False)
    assert "關於" in built.page("zh-TW/index.html").texts(
        ".navbar a.nav-link:not(.dropdown-toggle)"
    )


def the_archive_is_an_entry_of_its_own_in_the_navigation(run: Run) -> None:
    run.project.note("a.md", "# A")
    built = run.project.build(change=run.change)
    assert "Archive" in built.page("index.html").texts(".navbar a.nav-link:not(.dropdown-toggle)")


def notes_are_read_from_the_catalogue(run: Run) -> None:
    run.project.write("notes/a.md", "---\ntitle: A note\ntags: [a, b\n---\n\nText.\n")
    built = run.project.build(change=run.change, strict=False)
    assert "tags: [a" not in built.text("notes/a/index.html")


def the_title_of_an_authors_list_is_text(run: Run) -> None:
    run.project.note("a.md", "# A")
    text = page_text("All of it.", title="</title><script>alert(1)</script>")
    run.project.write("archive.md", text)
    built = run.project.build(change=run.change)
    assert not [e for e in built.page("archive/index.html").all("script") if "alert" in text_of(e)]


def the_stream_has_excerpts(run: Run) -> None:
    run.project.note("a.md", "# A\n\nWhat it says.")
    built_page_holds(run, "index.html", "What it says.")


def an_unknown_template_does_not_end_the_build(run: Run) -> None:
    run.project.note("a.md", "# A", template="nope.html")
    built_page_holds(run, "notes/a/index.html", "pn-header")


def pages_are_read_quickly_for_search(run: Run) -> None:
    run.project.note("a.md", "# A\n\nWhat it says.")
    with pytest.MonkeyPatch.context() as patch:
        read: list[str] = []
        patch.setattr(search_entries, "search_texts", lambda html: read.append(html))
        run.project.build(change=run.change)
    assert [html for html in read if "What it says." in html]


def pages_are_rendered_ahead(run: Run) -> None:
    given: list[int] = []

    class Recorded(Workers):
        def __init__(self, store: Any, tasks: Sequence[Any], count: int):
            given.append(len(tasks))
            super().__init__(store, (), 1)

    for number in range(20):
        run.project.note(f"{number}.md", f"# Number {number}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_papernotes.adapter.ahead.Workers", Recorded)
        # a browser of other tests runs in a thread, with which no process can be copied
        patch.setattr("mkdocs_papernotes.adapter.ahead.available_workers", lambda wanted: 2)
        run.project.build(change=run.change)
    texts, *pages = (count for count in given if count)
    assert texts == 20
    assert pages


def a_note_has_a_header(run: Run) -> None:
    run.project.note("a.md", "# A")
    built_page_holds(run, "notes/a/index.html", "pn-header")


class Feed(BasePlugin):  # type: ignore[type-arg]
    """Stands for mkdocs-rss-plugin: lists pages that are no drafts, by their front matter."""

    def __init__(self) -> None:
        self.config: Any = SimpleNamespace(abstract_chars_count=160)
        self.entries: list[str] = []
        self.drafts: list[str] = []

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        if page.meta.get("draft") is not True:
            self.entries.append(str(page.title))
        return html

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        self.drafts += [str(page.title)] if "draft" in page.meta else []
        return output


Feed.__module__ = "mkdocs_rss_plugin.plugin"


def feed_of_notes(run: Run) -> Feed:
    feed = Feed()

    def change(config: MkDocsConfig) -> None:
        config.plugins["rss"] = feed
        run.change(config)

    run.project.note("a.md", "# Listed")
    run.project.note("b.md", "# Unlisted", unlisted=True)
    run.project.build(change=change)
    assert "Listed" in feed.entries
    return feed


def an_unlisted_note_is_not_in_a_feed(run: Run) -> None:
    assert "Unlisted" not in feed_of_notes(run).entries


def what_a_feed_sees_is_gone_on_the_page(run: Run) -> None:
    assert feed_of_notes(run).drafts == []


def an_unlisted_note_has_no_tags(run: Run) -> None:
    run.project.configure(theme="material").note("a.md", "# Unlisted", tags=["x"], unlisted=True)
    run.project.write("tags.md", "# Tags\n\n<!-- material/tags -->\n")
    built = run.project.build(change=run.change)
    assert "Unlisted" not in built.page("tags/index.html").text("article")


def what_is_hidden_on_a_page_of_the_navigation_is_hidden(run: Run) -> None:
    run.project.configure(theme="material").note("a.md", "# A")
    built = run.project.build(change=run.change)
    assert built.page("archive/index.html").all(".md-sidebar--secondary[hidden]")


def an_unlisted_note_is_not_in_the_sitemap(run: Run) -> None:
    run.project.configure("none", languages=("en",))
    run.project.note("a.md", "# A")
    run.project.note("secret.md", "# Secret", unlisted=True)
    built = run.project.build(change=run.change)
    assert not [url for url in built.sitemap if "secret" in url]


def the_sitemap_has_a_default_version(run: Run) -> None:
    run.project.note("a.md", "# A")
    run.project.note("a.zh.md", "# 甲")
    built_page_holds(run, "sitemap.xml", 'hreflang="x-default"')


def hreflang_is_absolute(run: Run) -> None:
    run.project.note("a.md", "# A")
    run.project.note("a.zh.md", "# 甲")
    built = run.project.build(change=run.change)
    links = built.page("notes/a/index.html").hreflang
    assert links.get("zh") == "https://example.org/lab/zh/notes/a/"


def lists_are_not_searched(run: Run) -> None:
    run.project.note("a.md", "# A")
    built = run.project.build(change=run.change)
    assert not [e for e in built.search_entries if e["location"].startswith("archive/")]


def both_languages_are_searched(run: Run) -> None:
    run.project.configure(theme="material").note("a.md", "# A")
    run.project.note("a.zh.md", "# 甲")
    built = run.project.build(change=run.change)
    found = {entry["location"] for entry in built.search_entries}
    assert {"notes/a/", "zh/notes/a/"} <= found


def excerpts_of_a_language_built_later_are_filled_in(run: Run) -> None:
    run.project.note("a.zh.md", "# 甲\n\n要说的话。")
    built_page_holds(run, "index.html", "要说的话。")


def a_failed_build_leaves_nothing_behind(run: Run) -> None:
    run.project.note("a.md", "# A")
    run.project.note("b.zh.md", "# 乙")
    hook = run.project.folder / "hook.py"
    hook.write_text(
        "def on_page_markdown(markdown, page, **_):\n"
        "    if page.file.src_uri.endswith('b.zh.md'):\n"
        "        raise RuntimeError('a plugin that fails')\n",
        "utf-8",
    )
    run.project.configure(hooks=["hook.py"])
    with pytest.raises(RuntimeError, match="a plugin that fails"):
        run.project.build(change=run.change)
    assert utils.clean_directory is ORIGINAL_CLEAN_DIRECTORY


def serving_goes_on_after_a_refused_rebuild(run: Run) -> None:
    run.project.note("a.md", "# A", date="2026-01-01")
    run.project.build(change=run.change, command="serve")

    def rebuild() -> None:
        config = run.project.load(again=True)
        run.change(config)
        try:
            mkdocs_build(config)
        except PluginError as error:
            raise Abort(str(error)) from error

    config = run.project.load(again=True)
    run.change(config)
    server = LiveReloadServer(rebuild, "127.0.0.1", 0, config.site_dir)
    server.watch(config.docs_dir)
    server.watch(str(config.config_file_path))
    try:
        config.plugins.on_serve(server, config=config, builder=rebuild)
        run.project.write("notes/b.md", CONFLICT)
        server.builder()
    finally:
        server.shutdown()


def a_server_that_is_stopped_right_after_a_save_writes_nothing_more(run: Run) -> None:
    run.project.note("a.md", "# A note\n\nOld words.")
    run.project.build(change=run.change, command="serve")
    run.project.note("a.md", "# A note\n\nNew words.")
    config = run.project.load(again=True)
    run.change(config)
    plugin: Any = config.plugins["papernotes"]
    failed: list[object] = []
    with patch("threading.excepthook", failed.append):
        assert plugin.quick.render(plugin.quick.new_texts({"notes/a.md"}))
        config.plugins.on_shutdown()
        shutil.rmtree(config.site_dir)  # as `serve` does at its end
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.join()
    assert failed == []


CHECKS: dict[str, Callable[[Run], None]] = {
    "on_startup": drafts_are_previewed,
    "_configure": the_style_sheet_is_linked,
    "_before_i18n": a_locale_unknown_to_the_theme_is_built,
    "_after_i18n": a_language_unknown_to_material_is_built,
    "on_pre_build": a_refused_rebuild_keeps_the_last_site,
    "_announce_lists": other_plugins_know_of_lists,
    "_read_files": notes_are_read,
    "_arrange_files": lists_are_written,
    "_name_sections": the_pages_of_a_territory_are_in_its_navigation,
    "_unwrap_lists": the_archive_is_an_entry_of_its_own_in_the_navigation,
    "_bind_pages": notes_are_read_from_the_catalogue,
    "_print_text": the_title_of_an_authors_list_is_text,
    "on_page_markdown": an_unlisted_note_has_no_tags,
    "_show_to_feeds": an_unlisted_note_is_not_in_a_feed,
    "_finish_text": the_stream_has_excerpts,
    "_show_to_all": what_a_feed_sees_is_gone_on_the_page,
    "_check_templates": an_unknown_template_does_not_end_the_build,
    "_quicken_search": pages_are_read_quickly_for_search,
    "_take_page": pages_are_rendered_ahead,
    "_decorate_page": a_note_has_a_header,
    "_print_front_matter": what_is_hidden_on_a_page_of_the_navigation_is_hidden,
    "on_post_template": the_sitemap_has_a_default_version,
    "on_template_context": an_unlisted_note_is_not_in_the_sitemap,
    "on_post_page": hreflang_is_absolute,
    "_filter_search": lists_are_not_searched,
    "_search_again": both_languages_are_searched,
    "_finish": excerpts_of_a_language_built_later_are_filled_in,
    "on_build_error": a_failed_build_leaves_nothing_behind,
    "on_serve": serving_goes_on_after_a_refused_rebuild,
    "on_shutdown": a_server_that_is_stopped_right_after_a_save_writes_nothing_more,
}


def hooks() -> Iterator[str]:
    """Names of all methods that MkDocs calls."""
    for name in dir(PapernotesPlugin):
        if name.startswith("on_"):
            hook = vars(PapernotesPlugin)[name]
            methods = hook.methods if isinstance(hook, CombinedEvent) else (hook,)
            yield from (method.__name__ for method in methods)


def without(hook: str) -> Callable[[MkDocsConfig], None]:
    """Take one hook of the plugin out of a configuration."""

    def change(config: MkDocsConfig) -> None:
        plugin = config.plugins["papernotes"]
        for methods in config.plugins.events.values():
            ours = [m for m in methods if getattr(m, "__self__", None) is plugin]
            for method in ours:
                if method.__name__ == hook:
                    methods.remove(method)

    return change


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Builds that fail on purpose leave MkDocs as it was."""
    yield
    utils.clean_directory = ORIGINAL_CLEAN_DIRECTORY


def test_every_hook_has_a_check() -> None:
    assert set(hooks()) == set(CHECKS)


@pytest.mark.parametrize(
    ("hook", "check"), CHECKS.items(), ids=[check.__name__ for check in CHECKS.values()]
)
def test_hook(tmp_path: Path, hook: str, check: Callable[[Run], None]) -> None:
    for name, change in (("with", lambda _: None), ("without", without(hook))):
        project = Project(tmp_path / name).configure()
        run = Run(project, change)
        if name == "with":
            check(run)
            assert not gc.get_freeze_count()
        else:
            with pytest.raises(BROKEN):
                check(run)

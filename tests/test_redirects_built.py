"""The pages at old addresses, as sites are built with them and as readers meet them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from playwright.sync_api import expect

from mkdocs_papernotes import open_site
from tests.browser import Opener, served
from tests.build_site import SITE_URL, Built, Page, Project, page_text
from tests.shared import Shared

LAYOUTS = ("suffix", "folder", "none")


def project_of(project: Project, layout: str = "suffix", **options: Any) -> Project:
    """A site with a note in two languages, each of which names old addresses."""
    english = layout == "folder"
    project.configure(layout, **options)
    source = "en/notes/adam.md" if english else "notes/adam.md"
    translated = "zh/notes/adam.md" if english else "notes/adam.zh.md"
    for path, aliases in ((source, ["/a&b'/c/", "Adam", "old.html"]), (translated, ["/旧/"])):
        front_matter = {"title": "Adam", "date": "2026-04-16", "aliases": aliases}
        project.write(path, page_text("Some text.\n\n## Proof\n\nIt holds.", **front_matter))
    return project


def build(project: Project, layout: str) -> Built:
    redirects = {
        "code/": "https://example.com/'\"><script>alert(1)</script>?q=1",
        "list/": "archive/#end",
    }
    papernotes = {"redirects": redirects, "feeds": {"json": True}}
    return project_of(project, layout, papernotes=papernotes).build()


@pytest.fixture(scope="module", params=LAYOUTS)
def site(request: pytest.FixtureRequest, shared: Shared) -> tuple[str, Built]:
    name = f"redirects-{request.param}"
    return request.param, shared.built(name, lambda project: build(project, request.param))


def refresh(page: Page) -> str:
    (found,) = page.all('noscript > meta[http-equiv="refresh"]')
    return str(found.get("content")).removeprefix("0; url=")


def test_the_page_at_an_old_address(site: tuple[str, Built]) -> None:
    layout, built = site
    page = built.page("a&b'/c/index.html")
    assert refresh(page) == page.one("a").get("href") == "../../notes/adam/"
    assert page.canonical == f"{SITE_URL}notes/adam/" == page.text("a")
    assert page.one('meta[name="robots"]').get("content") == "noindex"
    assert page.lang == "en"
    assert page.text("title") == "This page has moved"
    translated = built.page("旧/index.html")
    target = "notes/adam.zh/" if layout == "none" else "zh/notes/adam/"
    assert (translated.lang, refresh(translated)) == ("zh", f"../{target}")
    assert translated.text("title") == "页面已移至新地址"
    assert refresh(built.page("old.html")) == "./notes/adam/"
    assert refresh(built.page("list/index.html")) == "../archive/#end"


def test_it_has_one_script_whatever_its_target_is(site: tuple[str, Built]) -> None:
    _, built = site
    for path in ("code/index.html", "a&b'/c/index.html"):
        assert len(built.page(path).all("script")) == 1
    target = "https://example.com/'%22%3E%3Cscript%3Ealert(1)%3C/script%3E?q=1"
    assert refresh(built.page("code/index.html")) == target


def test_nothing_lists_it(site: tuple[str, Built]) -> None:
    _, built = site
    listed = [*built.sitemap, *(entry["location"] for entry in built.search_entries)]
    feeds = "".join(path.read_text("utf-8") for path in built.site_dir.rglob("feed*"))
    assert "/notes/adam/" in feeds
    for old in ("a&b", "a%26b", "old.html", "旧", "%E6%97%A7", "code/", "list/"):
        assert not [address for address in listed if old in address]
        assert f"{SITE_URL}{old}" not in feeds


def with_redirects(project: Project, maps: dict[str, str], option: dict[str, str]) -> Built:
    project_of(project, papernotes={"redirects": option})
    path = project.folder / "mkdocs.yml"
    config = yaml.safe_load(path.read_text("utf-8"))
    config["plugins"].insert(1, {"redirects": {"redirect_maps": maps}})
    path.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    return project.build(strict=False)


def test_beside_mkdocs_redirects(tmp_path: Path) -> None:
    maps = {
        "old/same.md": "notes/adam.md",
        "old/other.md": "https://example.com/",
        "old/theirs.md": "notes/adam.md",
    }
    option = {"old/same.md": "notes/adam.md", "old/other/": "archive/", "old/ours/": "archive/"}
    built = with_redirects(Project(tmp_path), maps, option)
    assert [text for text in built.warnings if "PN" in text] == [
        "papernotes: old/other/index.html: another plugin wrote a file at old/other/, so the "
        "redirect from old/other/ (mkdocs.yml) is left out there. Remove one of the two [PN666]"
    ]
    for path in ("same", "other", "theirs"):
        assert "noindex" not in built.text(f"old/{path}/index.html")
    assert refresh(built.page("old/ours/index.html")) == "../../archive/"


def test_they_come_and_go_with_front_matter(tmp_path: Path) -> None:
    project = project_of(Project(tmp_path))
    assert project.build().has("old.html")
    text = (project.docs / "notes/adam.md").read_text("utf-8")
    project.write("notes/adam.md", text.replace("old.html", "older.html"))
    built = project.build()
    assert (built.has("old.html"), built.has("older.html")) == (False, True)


def test_serve_builds_anew_when_they_change(tmp_path: Path) -> None:
    project = project_of(Project(tmp_path), "none")
    config: MkDocsConfig = project.load(strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config, serve_url="http://127.0.0.1:8000/")
    plugin: Any = config.plugins["papernotes"]
    text = (project.docs / "notes/adam.md").read_text("utf-8")
    project.write("notes/adam.md", text.replace("It holds.", "It still holds."))
    assert plugin.quick.render(plugin.quick.new_texts({"notes/adam.md"}))
    plugin.quick.wait()
    assert (tmp_path / "site/old.html").is_file()
    project.write("notes/adam.md", text.replace("- old.html", "- older.html"))
    assert plugin.quick.new_texts({"notes/adam.md"}) is None


def test_the_template_can_be_replaced(tmp_path: Path) -> None:
    template = tmp_path / "theme/papernotes/redirect.html"
    template.parent.mkdir(parents=True)
    template.write_text("<p lang='{{ language }}'>{{ url }} {{ shown }}</p>", "utf-8")
    built = project_of(Project(tmp_path), theme_options={"custom_dir": "theme"}).build()
    root = lxml.html.fromstring(built.text("旧/index.html"))
    assert (root.get("lang"), root.text) == ("zh", f"../zh/notes/adam/ {SITE_URL}zh/notes/adam/")


@pytest.fixture(scope="module")
def without_address(shared: Shared) -> Built:
    """A site that is read from where it is served, as one without `site_url` can be."""

    def make(project: Project) -> Built:
        papernotes = {"redirects": {"list/": "archive/?page=1#end"}}
        return project_of(project, "suffix", site_url=None, papernotes=papernotes).build()

    return shared.built("redirects-browser", make)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("old.html", "notes/adam/"),
        ("old.html?q=%E6%97%A7&r=1#proof", "notes/adam/?q=%E6%97%A7&r=1#proof"),
        ("%E6%97%A7/?a=1", "zh/notes/adam/?a=1"),
        ("list/", "archive/?page=1#end"),
        ("list/?a=b#top", "archive/?page=1&a=b#top"),
    ],
)
def test_readers_are_led_on(old: str, new: str, without_address: Built, open_page: Opener) -> None:
    with served(without_address.site_dir) as address:
        page = open_page(f"{address}{old}")
        expect(page).to_have_url(f"{address}{new}")


def test_without_javascript(without_address: Built, open_page: Opener) -> None:
    with served(without_address.site_dir) as address:
        page = open_page(f"{address}old.html", javascript=False)
        expect(page).to_have_url(f"{address}notes/adam/")


def test_posts_of_a_blog_can_be_targets(tmp_path: Path) -> None:
    redirects = {"file/": "blog/posts/a.md", "address/": "blog/2026/04/16/a-post/"}
    project = Project(tmp_path)
    project.configure("none", theme="material", papernotes={"redirects": redirects})
    project.note("adam.md")
    project.write("blog/posts/a.md", "---\ndate: 2026-04-16\n---\n\n# A post\n\nText.\n")
    path = tmp_path / "mkdocs.yml"
    config = yaml.safe_load(path.read_text("utf-8"))
    config["plugins"].insert(1, "blog")
    path.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    built = project.build()
    for old in redirects:
        assert refresh(built.page(f"{old}index.html")) == "../blog/2026/04/16/a-post/"
    problems = open_site(tmp_path).problems
    assert "redirect-target-missing" not in {problem.name for problem in problems}

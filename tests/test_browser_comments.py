"""Comments in Chromium, with stubs in the place of giscus and of a server of Waline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser import (
    LAPTOP,
    PATIENCE,
    PHONE,
    SCHEMES,
    Opener,
    Scheme,
    by_mouse,
    follow_link,
    overflowing,
    served,
    style,
    violations,
)
from tests.build_site import Built, Project
from tests.shared import Shared

GISCUS, WALINE = "https://giscus.app", "https://comments.example.org"
COMMENTS: dict[str, Any] = {
    "giscus": {"repo": "octo/notes", "repo_id": "R_kgDOabc", "category_id": "DIC_kwDOabc"},
    "waline": {"server": WALINE},
}
LONG = "# {}\n\n" + "What it says.\n\n" * 120

# What a frame of giscus tells the page around it, and what it hears.
FRAME = """<!DOCTYPE html><html lang="en"><title>Comments</title><p>A comment.</p><script>
  const tell = (said) => parent.postMessage({giscus: said}, "*");
  addEventListener("message", ({data}) => {
    if (data.giscus?.setConfig) document.body.dataset.heard = data.giscus.setConfig.theme;
  });
  tell({resizeHeight: 321});
  document.querySelector("p").onclick = () => tell({signOut: true});
</script></html>"""
COMMENT = {
    "objectId": 1, "nick": "Ada", "comment": "<p>评论一条</p>", "time": 1767225600000,
    "like": 0, "avatar": "data:image/svg+xml,%3Csvg/%3E",
    "children": [], "link": "",
    "orig": "评论一条", "type": "guest", "status": "approved",
}  # fmt: skip


def build_material(project: Project) -> Built:
    """giscus in English, Waline in Chinese; notes that are some screens long."""
    palette = [
        {"scheme": scheme, "toggle": {"icon": "material/weather-night", "name": scheme}}
        for scheme in ("default", "slate")
    ]
    project.configure(
        theme="material",
        theme_options={"palette": palette},
        papernotes={"comments": {"en": "giscus", "zh": "waline", **COMMENTS}},
    )
    project.note("pair.md", LONG.format("Pair"))
    project.note("pair.zh.md", LONG.format("一对"))
    return project.build("served/lab")


def build_built_in(project: Project) -> Built:
    """MkDocs' own theme, with consent."""
    comments = {"en": "giscus", "zh": "waline", "consent": True, **COMMENTS}
    project.configure(
        theme_options={"user_color_mode_toggle": True, "highlightjs": False},
        papernotes={"comments": comments},
    )
    project.note("pair.md", "Text.")
    project.note("pair.zh.md", "文字。")
    return project.build("served/lab")


@pytest.fixture(scope="module")
def material(shared: Shared) -> Iterator[str]:
    with served(shared.built("comments-material", build_material).site_dir.parent) as address:
        yield f"{address}lab/"


@pytest.fixture(scope="module")
def built_in(shared: Shared) -> Iterator[str]:
    with served(shared.built("comments-built-in", build_built_in).site_dir.parent) as address:
        yield f"{address}lab/"


class Stubs:
    """Answers what a page asks of the two, refuses other hosts, and remembers every request."""

    def __init__(self, page: Page, address: str) -> None:
        self.asked: list[str] = []
        self._own, self._page = address, page
        page.route(lambda url: not url.startswith(address), self._answer)
        page.on("request", self._note)

    @property
    def hosts(self) -> set[str]:
        """The hosts but the site's own that were asked for anything."""
        found = {
            urlsplit(url)._replace(path="", query="", fragment="").geturl() for url in self.asked
        }
        return found - {self._own.removesuffix("/lab/"), "data:"}

    def of(self, host: str) -> list[str]:
        return [url for url in self.asked if url.startswith(host)]

    def wait_for(self, host: str, count: int = 1) -> None:
        """Wait until a host has been asked so many times."""
        while len(self.of(host)) < count:
            self._page.wait_for_event("request", timeout=PATIENCE)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        headers = {"access-control-allow-origin": "*", "access-control-allow-headers": "*"}
        if url.startswith(f"{GISCUS}/"):
            route.fulfill(content_type="text/html", body=FRAME)
        elif url.startswith(f"{WALINE}/api/comment"):
            data = {"count": 1, "data": [COMMENT], "page": 1, "pageSize": 10, "totalPages": 1}
            answer = json.dumps({"errno": 0, "errmsg": "", "data": data})
            route.fulfill(content_type="application/json", body=answer, headers=headers)
        else:
            route.abort()


def opened(
    open_page: Opener, address: str, path: str, *arguments: Any, **options: Any
) -> tuple[Page, Stubs]:
    """A page of the site with the stubs."""
    page = open_page(address, *arguments, **options)
    stubs = Stubs(page, address)
    page.goto(address + path)
    return page, stubs


def to_the_end(page: Page) -> None:
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")


def switch(page: Page) -> None:
    """Switch the colours of Material."""
    page.locator("[data-md-component=palette] label:visible").first.click()


def test_giscus_comes_when_the_reader_is_near(open_page: Opener, material: str) -> None:
    page, stubs = opened(open_page, material, "notes/pair/")
    expect(page.locator(".pn-comments h2")).to_have_text("Comments")
    expect(page.locator(".pn-comments__link a")).to_have_count(1)
    assert stubs.hosts == set()

    to_the_end(page)
    frame = page.locator(".pn-comments iframe")
    expect(frame).to_have_count(1)
    expect(frame).to_have_css("height", "321px")
    expect(page.locator(".pn-comments__link")).to_be_hidden()
    (asked,) = stubs.of(GISCUS)
    address, given = urlsplit(asked), parse_qs(urlsplit(asked).query)
    assert address.path == "/en/widget"
    assert given["term"] == ["notes/pair"]
    assert given["theme"] == ["light"]
    assert given["repo"] == ["octo/notes"]
    assert given["repoId"] == ["R_kgDOabc"]
    assert given["categoryId"] == ["DIC_kwDOabc"]
    assert given["origin"] == [f"{material}notes/pair/#pn-comments"]
    assert given["backLink"] == ["https://example.org/lab/notes/pair/"]
    assert stubs.hosts == {GISCUS}
    assert page.locator("script[src^='http']").count() == 0

    switch(page)
    expect(page.frame_locator(".pn-comments iframe").locator("body")).to_have_attribute(
        "data-heard", "dark"
    )


def test_who_has_signed_in_at_giscus_stays_so_until_they_sign_out(
    open_page: Opener, material: str
) -> None:
    page, stubs = opened(open_page, material, "notes/pair/?giscus=a%2Bb&x=1")
    page.wait_for_url(f"{material}notes/pair/?x=1")
    to_the_end(page)
    paragraph = page.frame_locator(".pn-comments iframe").locator("p")
    expect(paragraph).to_be_visible()
    assert parse_qs(urlsplit(stubs.of(GISCUS)[0]).query)["session"] == ["a+b"]
    with page.expect_request(f"{GISCUS}/**") as again:
        paragraph.click()
    assert "session" not in parse_qs(urlsplit(again.value.url).query)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_waline_comes_from_the_site_and_asks_its_server_alone(
    open_page: Opener, material: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    page, stubs = opened(open_page, material, "zh/notes/pair/", size)
    if scheme == "dark":
        switch(page)
    assert stubs.hosts == set()
    to_the_end(page)
    expect(page.locator(".pn-comments .wl-card .wl-content")).to_have_text("评论一条")
    expect(page.locator(".pn-comments .wl-btn.primary")).to_have_text("提交")
    asked = [parse_qs(urlsplit(url).query) for url in stubs.of(WALINE)]
    assert {path for each in asked for path in each["path"]} == {"notes/pair"}
    assert stubs.hosts == {WALINE}
    assert violations(page, ".pn-comments") == {}
    light = style(page.locator(".wl-panel"), "background-color")
    switch(page)
    expect(page.locator(".wl-panel")).not_to_have_css("background-color", light)
    assert overflowing(page) == []


@pytest.mark.parametrize("path", ["notes/pair/", "zh/notes/pair/"])
def test_nothing_is_loaded_before_the_reader_agrees(
    open_page: Opener, built_in: str, path: str
) -> None:
    page, stubs = opened(open_page, built_in, path, PHONE)
    to_the_end(page)
    button = page.locator(".pn-comments__load")
    expect(button).to_be_visible()
    expect(page.locator(".pn-comments__consent")).to_contain_text(
        "comments.example.org" if "zh/" in path else "giscus.app"
    )
    assert violations(page, ".pn-comments") == {}
    assert stubs.hosts == set()
    button.press("Enter")
    expect(page.locator(".pn-comments :is(iframe, .wl-card)").first).to_be_visible()
    expect(page.locator(".pn-comments__consent")).to_be_hidden()
    stubs.wait_for(WALINE if "zh/" in path else GISCUS)
    assert stubs.hosts == {WALINE if "zh/" in path else GISCUS}
    assert overflowing(page) == []


def test_a_server_that_does_not_answer_is_told(open_page: Opener, built_in: str) -> None:
    page, _ = opened(open_page, built_in, "zh/notes/pair/")
    page.route("**/waline.js", lambda route: route.abort())
    page.locator(".pn-comments__load").click()
    expect(page.locator(".pn-comments__failed")).to_have_text(
        "无法从 comments.example.org 加载评论。"
    )


@pytest.mark.parametrize(("path", "shown"), [("notes/pair/", 1), ("zh/notes/pair/", 0)])
def test_without_scripts_there_is_a_link_or_nothing(
    open_page: Opener, material: str, path: str, shown: int
) -> None:
    page = open_page(f"{material}{path}", javascript=False)
    expect(page.locator(".pn-comments:visible")).to_have_count(shown)
    expect(page.locator(".pn-comments a:visible")).to_have_count(shown)


def test_comments_are_not_printed(open_page: Opener, material: str) -> None:
    page = open_page(f"{material}notes/pair/")
    page.emulate_media(media="print")
    expect(page.locator(".pn-comments")).to_be_hidden()


def test_instant_navigation_brings_the_thread_of_the_next_note(
    open_page: Opener, tmp_path: Any
) -> None:
    project = Project(tmp_path)
    site_dir = tmp_path / "served"
    site_dir.mkdir()
    with served(site_dir) as address:
        project.configure(
            "none",
            theme="material",
            theme_options={"features": ["navigation.instant"]},
            papernotes={"comments": {"giscus": COMMENTS["giscus"]}},
            site_url=f"{address}lab/",
        )
        project.note("a.md", "# A", date="2026-01-01")
        project.note("b.md", "# B", date="2026-01-02")
        project.build("served/lab")
        page, stubs = opened(open_page, f"{address}lab/", "notes/a/")
        expect(page.locator(".pn-comments iframe")).to_have_count(1)
        page.evaluate("window.stayed = true")
        follow_link(page, page.locator(".pn-neighbours__next"), by_mouse)
        expect(page.locator("h1")).to_contain_text("B")
        expect(page.locator(".pn-comments iframe")).to_have_count(1)
        stubs.wait_for(GISCUS, 2)
        terms = [parse_qs(urlsplit(url).query)["term"][0] for url in stubs.of(GISCUS)]
        assert terms == ["notes/a", "notes/b"]
        assert page.evaluate("window.stayed") is True

"""Nothing that a browser loads comes from another host, unless the author asks for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import pytest

from tests import generate
from tests.browser import Log, Opener, example, scroll_through
from tests.build_site import Project
from tests.shared import Shared

# What a `link` must be for a browser to act on its address.
LOADED_LINKS = {
    *("stylesheet", "preload", "modulepreload", "prefetch", "prerender", "preconnect"),
    *("dns-prefetch", "icon", "apple-touch-icon", "mask-icon", "manifest", "search"),
}
ATTRIBUTES = {
    "src": "//*[@src]",
    "poster": "//*[@poster]",
    "background": "//*[@background]",
    "data": "//object[@data]",
    "href": "//*[local-name() = 'image' or local-name() = 'use'][@href]",
}
CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
IN_SCRIPT = re.compile(r"""["'`(](?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})(?=[/"'`:)])""")

# Scripts of the theme and others name hosts that they never ask; those are run in a browser below.
OUR_SCRIPTS = "assets/papernotes/*.js"


def addresses(html: str) -> Iterator[str]:
    """What a browser loads with a page, but for what its scripts ask for."""
    root = lxml.html.document_fromstring(html)
    for name, path in ATTRIBUTES.items():
        yield from (str(element.get(name)) for element in root.xpath(path))
    for element in root.xpath("//*[@srcset] | //*[@imagesrcset]"):
        candidates = str(element.get("srcset") or element.get("imagesrcset"))
        yield from (
            candidate.split()[0] for candidate in candidates.split(",") if candidate.split()
        )
    for link in root.xpath("//link[@href]"):
        if LOADED_LINKS & {*str(link.get("rel", "")).lower().split()}:
            yield str(link.get("href"))
    for refresh in root.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']"):
        yield str(refresh.get("content", "")).partition("=")[2].strip(" \"'")
    for frame in root.xpath("//iframe[@srcdoc]"):
        yield from addresses(str(frame.get("srcdoc")))
    styles = [*root.xpath("//@style"), *(each.text or "" for each in root.xpath("//style"))]
    for style in styles:
        yield from CSS.findall(str(style))
    for script in root.xpath("//script[not(@src)][not(@type) or contains(@type, 'javascript')]"):
        yield from in_script(script.text or "")


def in_script(text: str) -> Iterator[str]:
    """The hosts that a script names."""
    yield from (f"https://{host}" for host in IN_SCRIPT.findall(text))


def crawled(folder: Path, own: str) -> dict[str, list[str]]:
    """The addresses on other hosts that the files of a site load, each with these files."""
    readers = {".html": addresses, ".css": CSS.findall, ".js": in_script, ".svg": CSS.findall}
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        read = readers.get(path.suffix)
        if read and (path.suffix != ".js" or path.match(OUR_SCRIPTS)):
            for address in read(path.read_text("utf-8")):
                parts = urlsplit(address)
                if parts.netloc not in {"", own} and parts.scheme != "data":
                    found[address].append(path.relative_to(folder).as_posix())
    return dict(found)


@pytest.mark.pure
@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://other.example/x.js"></script>',
        '<img src="//other.example/x.png">',
        '<img srcset="a.png 1x, https://other.example/x.png 2x">',
        '<link rel="preconnect" href="https://other.example">',
        '<link rel="Shortcut Icon" href="https://other.example/i.png">',
        '<p style="background: url(https://other.example/x.png)">x</p>',
        "<style>@import 'https://other.example/x.css';</style>",
        '<script>fetch("https://other.example/x")</script>',
        '<iframe srcdoc="&lt;img src=//other.example/x&gt;"></iframe>',
        '<video poster="https://other.example/x.png"></video>',
        '<meta http-equiv="refresh" content="0; url=https://other.example/">',
        '<object data="https://other.example/x"></object>',
        '<svg><image href="https://other.example/x.png"/></svg>',
    ],
)
def test_the_crawler_finds_what_a_browser_loads(tmp_path: Path, html: str) -> None:
    (tmp_path / "index.html").write_text(f"<html><body>{html}</body></html>", "utf-8")
    (found,) = crawled(tmp_path, "example.org")
    assert urlsplit(found).netloc == "other.example"
    assert crawled(tmp_path, "other.example") == {}


@pytest.mark.pure
def test_the_crawler_leaves_what_a_browser_only_links_to(tmp_path: Path) -> None:
    html = """<a href="https://other.example">x</a><link rel="canonical" href="https://other.example/">
        <meta property="og:image" content="https://other.example/x.png"><img src="data:image/png,">
        <section data-server="https://other.example"></section><img src="own.png">"""
    (tmp_path / "index.html").write_text(f"<html><body>{html}</body></html>", "utf-8")
    assert crawled(tmp_path, "example.org") == {}


def test_the_example_site_loads_nothing_from_other_hosts(shared: Shared) -> None:
    assert crawled(example(shared), "papernotes.github.io") == {}


COMMENTS = {
    "en": "giscus",
    "zh": "waline",
    "giscus": {"repo": "octo/notes", "repo_id": "R_kgDOabc", "category_id": "DIC_kwDOabc"},
    "waline": {"server": "https://comments.example.net"},
}


@pytest.mark.parametrize(("theme", "comments"), [("material", False), ("mkdocs", COMMENTS)])
def test_a_generated_site_loads_nothing_from_other_hosts(
    tmp_path: Path, theme: str, comments: object
) -> None:
    """Not even one with comments, until their reader comes near to them."""
    project = Project(tmp_path)
    generate.write_notes(project.docs, 3, (90, 150))
    project.configure(
        theme=theme,
        theme_options={"highlightjs": False} if theme == "mkdocs" else {},
        papernotes={"topics": True, "formulas": "katex", "comments": comments},
    )
    built = project.build(strict=False)
    assert ("pn-comments" in built.text("notes/note-0001/index.html")) is bool(comments)
    assert crawled(built.site_dir, "example.org") == {}


def test_a_browser_asks_no_other_host(open_page: Opener, site: str) -> None:
    page = open_page("")
    paths = ["", "notes/2026/pagedattention/", "zh/notes/2026/pagedattention/", "papers/"]
    paths += ["archive/page/2/", "topics/", "guide/comments/", "404.html"]
    for path in paths:
        with Log(page, site) as log:
            page.goto(site + path)
            scroll_through(page)
            page.wait_for_load_state("networkidle")
        assert log.problems == [], path
        assert log.requests

"""What is shown of a note where it is shared, and the lines about its licence."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from mkdocs_papernotes.markup.image_size import Size, image_size
from mkdocs_papernotes.markup.images import images, with_lazy_images, with_sizes
from mkdocs_papernotes.markup.render import MarkdownOptions, render
from mkdocs_papernotes.metadata.description import beginning_of
from mkdocs_papernotes.metadata.head import Alternates, rewrite_head
from mkdocs_papernotes.metadata.license import License, license_of
from mkdocs_papernotes.metadata.picture import Picture
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS

from .build_site import SITE_URL, Built, Page, Project

CC_BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"


def png(width: int, height: int) -> bytes:
    """A whole picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def metas(page: Page) -> dict[str, str]:
    """The metas of a page by name or property; each of them stands once."""
    found: dict[str, str] = {}
    for meta in page.all("head meta"):
        name = meta.get("property") or meta.get("name")
        if name and name not in ("DC.creator", "og:locale:alternate", "article:tag"):
            assert name not in found, name
            found[name] = meta.get("content") or ""
    return found


def note_node(page: Page) -> dict[str, Any]:
    """The note in the page's JSON-LD."""
    text = page.one("script[type='application/ld+json']").text or ""
    node: dict[str, Any] = json.loads(text)["@graph"][0]
    return node


WORDS = (
    "The first sentence says little. " + "A second one goes on for a long while, " * 5 + "and ends."
)
FIGURE = "![A plot](../figures/plot.png)"
PAPER = {"title": "Adam", "arxiv": "1412.6980"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("shared"))
    project.configure(
        papernotes={"image": "figures/card.png", "license": "CC BY-SA 4.0"},
        site_description="All of our notes.",
        i18n={},
    )
    sizes = {"plot": (640, 400), "square": (400, 400), "small": (200, 200), "card": (1200, 630)}
    for name, size in sizes.items():
        project.write(f"figures/{name}.png", png(*size))
    project.note("text.md", f"# Text\n\n{WORDS}\n\n![](../figures/small.png)\n\n{FIGURE}")
    project.note("text.zh.md", "# 文\n\n第一句。第二句，$x^2$。\n\n![图](../figures/square.png)")
    project.note("said.md", f"# Said\n\n{WORDS}", description="In short.", license="MIT")
    project.note("said.zh.md", "# 说\n\n正文。", license="转载请注明出处。")
    project.note("paper.zh.md", "# 论文", license="https://example.org/terms")
    project.note("own.md", f"# Own\n\n{FIGURE}", image="../figures/square.png", authors=["Lin Wei"])
    project.note("web.md", "# Web\n\nWords.", image="https://example.org/x.png", license=False)
    project.note("paper.md", "# Paper", paper=PAPER)
    project.note("nothing.md", "# Nothing", license="All rights reserved <Lin>")
    hidden = f"# Hidden\n\nSecret words.\n\n{FIGURE}"
    project.note("unlisted.md", hidden, unlisted=True)
    project.note("quiet.md", hidden, excerpt=False, paper=PAPER)
    return project.build()


DESCRIPTIONS = {
    "notes/text/index.html": "The first sentence says little.",
    "zh/notes/text/index.html": "第一句。第二句，x²。",
    "notes/said/index.html": "In short.",
    "notes/web/index.html": "Words.",
    "notes/paper/index.html": "Adam",
    "notes/nothing/index.html": "All of our notes.",
    "notes/unlisted/index.html": "All of our notes.",
    "notes/quiet/index.html": "Adam",
}


@pytest.mark.parametrize("path", DESCRIPTIONS)
def test_a_description_is_never_empty(site: Built, path: str) -> None:
    page, expected = site.page(path), DESCRIPTIONS[path]
    found = metas(page)
    assert found["description"] == found["og:description"] == expected
    assert note_node(page)["description"] == expected


PICTURES = {
    "notes/text/index.html": ("figures/plot.png", 640, 400, "summary_large_image"),
    "zh/notes/text/index.html": ("figures/square.png", 400, 400, "summary"),
    "notes/own/index.html": ("figures/square.png", 400, 400, "summary"),
    "notes/said/index.html": ("figures/card.png", 1200, 630, "summary_large_image"),
    "notes/unlisted/index.html": ("figures/card.png", 1200, 630, "summary_large_image"),
    "notes/quiet/index.html": ("figures/card.png", 1200, 630, "summary_large_image"),
}


@pytest.mark.parametrize("path", PICTURES)
def test_a_note_is_shown_with_a_picture(site: Built, path: str) -> None:
    image, width, height, card = PICTURES[path]
    page = site.page(path)
    found = metas(page)
    assert found["og:image"] == note_node(page)["image"] == f"{SITE_URL}{image}"
    assert (found["og:image:width"], found["og:image:height"]) == (str(width), str(height))
    assert found["twitter:card"] == card


def test_the_size_of_a_picture_elsewhere_is_not_known(site: Built) -> None:
    found = metas(site.page("notes/web/index.html"))
    assert found["og:image"] == "https://example.org/x.png"
    assert not [name for name in found if name.startswith("og:image:")]
    assert found["twitter:card"] == "summary"


def test_the_hidden_is_not_told(site: Built) -> None:
    for path in ("notes/unlisted/index.html", "notes/quiet/index.html"):
        head, _, _ = site.text(path).partition("</head>")
        assert "Secret" not in head
        assert "plot.png" not in head


def terms(page: Page) -> list[tuple[str, str]]:
    return [
        (label.text_content(), text.text_content())
        for label, text in zip(page.all(".pn-terms dt"), page.all(".pn-terms dd"), strict=True)
    ]


def test_author_address_and_licence_stand_at_the_end(site: Built) -> None:
    own = site.page("notes/own/index.html")
    assert terms(own) == [
        ("Author: ", "Lin Wei"),
        ("Link: ", f"{SITE_URL}notes/own/"),
        ("Licence: ", "CC BY-SA 4.0"),
    ]
    assert own.one(".pn-terms a[rel='license']").get("href") == CC_BY_SA
    assert note_node(own)["license"] == CC_BY_SA
    assert terms(site.page("zh/notes/text/index.html")) == [
        ("本文链接：", f"{SITE_URL}zh/notes/text/"),
        ("版权声明：", "本文采用 CC BY-SA 4.0 许可协议。"),
    ]


def test_a_note_has_another_licence_or_none(site: Built) -> None:
    said, web = site.page("notes/said/index.html"), site.page("notes/web/index.html")
    assert note_node(said)["license"] == "https://spdx.org/licenses/MIT.html"
    assert not web.all(".pn-terms")
    assert "license" not in note_node(web)
    nothing = site.page("notes/nothing/index.html")
    assert terms(nothing)[-1] == ("Licence: ", "All rights reserved <Lin>")
    node = {"@type": "CreativeWork", "name": "All rights reserved <Lin>"}
    assert note_node(nothing)["license"] == node


@pytest.mark.parametrize(
    ("path", "words"), [("said", "转载请注明出处。"), ("paper", "https://example.org/terms")]
)
def test_words_of_the_authors_own_stand_in_no_sentence_of_ours(
    site: Built, path: str, words: str
) -> None:
    assert terms(site.page(f"zh/notes/{path}/index.html"))[-1] == ("版权声明：", words)


def test_a_picture_that_is_not_there_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = Project(tmp_path_factory.mktemp("missing"))
    project.configure("none", papernotes={"image": "card.png"}, site_url=None)
    project.note("a.md", "# A\n\nWords.", image="none.png")
    built = project.build(strict=False)
    assert [message for message in built.warnings if "PN154" in message]
    assert [message for message in built.warnings if "PN701" in message]
    found = metas(built.page("notes/a/index.html"))
    assert "og:image" not in found
    assert found["twitter:card"] == "summary"


# Words and licences, without a site


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("One. Two.", "One. Two."),
        ("Short one. " + "Word " * 60, "Short one."),
        ("word " * 60, "word " * 39 + "word…"),
        ("长" * 60 + "。" + "句" * 60 + "。", "长" * 60 + "。"),
        ("字" * 150, "字" * 99 + "…"),
    ],
)
def test_descriptions_end_with_a_sentence(text: str, expected: str) -> None:
    assert beginning_of(text) == expected
    assert len(beginning_of(text)) <= 201


LICENSES = {
    "CC-BY-4.0": License("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc by-nc-sa 4.0": License(
        "CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    ),
    "CC BY-ND 3.0": License("CC BY-ND 3.0", "https://creativecommons.org/licenses/by-nd/3.0/"),
    "CC0-1.0": License("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "apache-2.0": License("Apache-2.0", "https://spdx.org/licenses/Apache-2.0.html"),
    "https://example.org/terms": License("https://example.org/terms", "https://example.org/terms"),
    "javascript:alert(1)": License("javascript:alert(1)"),
    "CC BY": License("CC BY"),
    "保留所有权利。": License("保留所有权利。"),
    "": None,
}


@pytest.mark.pure
@pytest.mark.parametrize("text", LICENSES)
def test_well_known_licences_have_an_address(text: str) -> None:
    assert license_of(text) == LICENSES[text]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"license": 4}, "must be text, not 4"),
        ({"image": False}, "must be text, not False"),
        ({"image": "ftp://example.org/x.png"}, "“ftp://example.org/x.png” cannot be linked to"),
    ],
)
def test_wrong_values_of_the_options(options: dict[str, object], message: str) -> None:
    ((_, error),) = read_options(OPTIONS, options).errors
    assert str(error.problem()).startswith(message)


@pytest.mark.pure
def test_values_of_the_options() -> None:
    values = read_options(OPTIONS, {"license": False, "image": "/a/b.png"}).values
    assert (values["license"], values["image"]) == ("", "a/b.png")


CARD = """<html><head>
<meta property="og:image" content="https://example.org/card.png" >
<meta property="og:image:type" content="image/png" >
<meta property="og:image:width" content="1200" >
<meta name="twitter:card" content="summary_large_image" >
<meta name="twitter:image" content="https://example.org/card.png" >
</head></html>"""
OURS = """<meta property="og:image" content="https://example.org/own.png">
<meta property="og:image:width" content="400">
<meta name="twitter:card" content="summary">"""


@pytest.mark.pure
def test_beside_a_card_each_stands_once() -> None:
    kept = rewrite_head(CARD, Alternates("en"), OURS)
    replaced = rewrite_head(CARD, Alternates("en"), OURS, keep_card=False)
    for html, picture, width, card in (
        (kept, "card.png", "1200", "summary_large_image"),
        (replaced, "own.png", "400", "summary"),
    ):
        assert html.count('"og:image"') == html.count('"twitter:card"') == 1
        assert f'"og:image" content="https://example.org/{picture}"' in html
        assert html.count('"og:image:width"') == 1
        assert f'"og:image:width" content="{width}"' in html
        assert f'"twitter:card" content="{card}"' in html
    assert "card.png" not in replaced
    assert "og:image:type" not in replaced


@pytest.mark.pure
def test_images_are_found_where_they_are_shown() -> None:
    html = """<p><img alt="a > b" src='x.png'/><!-- <img src=no.png> --></p>
    <script>"<img src='no.png'>"</script><code>&lt;img src=no.png></code><IMG SRC=y&amp;z.gif>
    <STYLE>a::after{content:"<img src=no.png>"}</style ><img = src=z.png/>
    <imgx src=no.png><img src="no.png" """
    assert [image.src for image in images(html)] == ["x.png", "y&z.gif", "z.png/"]
    for image in images(html):
        assert html[image.end :].startswith((">", "/>"))


# Pictures in texts


@pytest.mark.pure
def test_pictures_say_their_size_and_wait_until_they_are_near() -> None:
    html = (
        '<img class="twemoji" src="e.png"><img src="a.png" /><img src=b.png>'
        '<img src="c.png" width="9"><img src="d.png" style="max-width:5em" loading=eager>'
        '<img src="data:image/png;base64,AA=="><img src="none.png">'
    )
    assert with_sizes(html, lambda src: None if "none" in src else Size(30, 20)) == (
        '<img class="twemoji" src="e.png"><img src="a.png" width="30" height="20" />'
        '<img src=b.png width="30" height="20" loading="lazy">'
        '<img src="c.png" width="9" loading="lazy">'
        '<img src="d.png" style="max-width:5em" loading=eager>'
        '<img src="data:image/png;base64,AA=="><img src="none.png" loading="lazy">'
    )
    assert with_lazy_images('<img src="a.png">') == '<img src="a.png" loading="lazy">'


DRAWINGS = {
    '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="320px"/>': Size(720, 320),
    '<?xml version="1.0"?><!-- x --><svg width="3in" height="2.54cm">': Size(288, 96),
    '<svg viewBox="0 0 720 320.4"/>': Size(720, 320),
    '<svg width="100%" height="100%" viewBox="0,0,360,160"/>': Size(360, 160),
    '<svg width="72pt" viewBox="0 0 10 5"/>': Size(96, 48),
    '<svg viewBox="0 0 24 24"/>': None,  # in units of the drawing, perhaps
    '<svg width="10em" height="5em"/>': None,
    '<svg width="0" height="5"/>': None,
    "<svg/>": None,
    "no drawing": None,
    "": None,
}


@pytest.mark.pure
@pytest.mark.parametrize("text", DRAWINGS)
def test_sizes_of_drawings(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(text, "utf-8")
    assert image_size(file) == DRAWINGS[text]


@pytest.mark.pure
def test_sizes_of_photographs(tmp_path: Path) -> None:
    for name, content in {"a.png": png(3, 2), "b.png": b"", "c.jpg": b"no photograph"}.items():
        (tmp_path / name).write_bytes(content)
    assert image_size(tmp_path / "a.png") == Size(3, 2)
    for name in ("b.png", "c.jpg", "none.png", "none.svg"):
        assert image_size(tmp_path / name) is None


CAPTIONS = {
    '![A](a.png "What it shows")': '<figure><img alt="A" src="a.png" />'
    "<figcaption>What it shows</figcaption></figure>",
    '[![A](a.png "A < B")](b.png)': '<figure><a href="b.png"><img alt="A" src="a.png" /></a>'
    "<figcaption>A &lt; B</figcaption></figure>",
    '![A](a.png "C"){ width=30 }': '<figure><img alt="A" src="a.png" width="30" />'
    "<figcaption>C</figcaption></figure>",
    '![A](a.png "Of $x^2$ here")': '<figure><img alt="A" src="a.png" /><figcaption>Of '
    '<span class="arithmatex">\\(x^2\\)</span> here</figcaption></figure>',
    "![A](a.png)": '<p><img alt="A" src="a.png" /></p>',
    '![A](a.png "C") and text': '<p><img alt="A" src="a.png" title="C" /> and text</p>',
    '![A](a.png "C"){ align=left }': '<p><img align="left" alt="A" src="a.png" title="C" /></p>',
    '![A](a.png "C")\n{: .wide }': '<p class="wide"><img alt="A" src="a.png" title="C" /></p>',
    '<figure markdown>\n\n![A](a.png "C")\n\n</figure>': "<figure>\n"
    '<p><img alt="A" src="a.png" title="C" /></p>\n</figure>',
}


@pytest.mark.pure
@pytest.mark.parametrize("text", CAPTIONS)
def test_a_title_of_a_picture_that_stands_alone_is_its_caption(text: str) -> None:
    extensions = ("attr_list", "md_in_html", "pymdownx.arithmatex")
    options = MarkdownOptions(extensions, {"pymdownx.arithmatex": {"generic": True}})
    assert render(text, options, lambda link: link).html == CAPTIONS[text]


@pytest.mark.pure
def test_captions_of_another_extension_stay() -> None:
    text = '![A](a.png "C")\n\n/// caption\nA caption\n///'
    options = MarkdownOptions(("pymdownx.blocks.caption",))
    html = render(text, options, lambda link: link).html
    assert html.count("<figure") == html.count("<figcaption") == 1
    assert 'title="C"' in html


def test_pictures_of_a_site(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("suffix", theme="mkdocs", languages=("en", "zh"))
    project.write("notes/plot.png", png(640, 400))
    project.write(
        "notes/a b.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"/>'
    )
    body = '![](a%20b.svg)\n\n![Plot](plot.png "Rises")'
    project.note("a.md", f"# A\n\nWords.\n\n{body}\n\n<img src='../plot.png'>")
    project.note("a.zh.md", f"# 甲\n\n文字。\n\n{body}")
    built = project.build()
    expected = [("300", "200", None), ("640", "400", "lazy"), ("640", "400", "lazy")]
    for path, count in (("notes/a/index.html", 3), ("zh/notes/a/index.html", 2)):
        page = built.page(path)
        found = [tuple(map(image.get, ("width", "height", "loading"))) for image in page.all("img")]
        assert found == expected[:count]
        assert page.text("figure figcaption") == "Rises"
    listed = built.page("index.html").all(".pn-entry__excerpt img")[0]
    assert [listed.get(name) for name in ("width", "height", "loading")] == ["300", "200", "lazy"]
    assert listed.get("style") == "max-width:min(100%,30em)"


@pytest.mark.pure
def test_wide_pictures() -> None:
    sizes = {(1200, 630): True, (800, 600): True, (500, 500): False, (0, 0): False, (0, 9): False}
    assert {size: Picture("x", *size).is_wide for size in sizes} == sizes

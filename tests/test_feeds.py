"""Feeds as values: their ids, their texts, and their files, read back with real parsers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree

from mkdocs_papernotes import open_site
from mkdocs_papernotes.assembly import feed_texts
from mkdocs_papernotes.assembly.renderer import Renderer
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.feeds import mathml
from mkdocs_papernotes.feeds.entry import Feed, FeedEntry, FeedLink, FeedPerson, rfc3339
from mkdocs_papernotes.feeds.formats import ATOM, JSON, RSS, FeedFormat, format_of
from mkdocs_papernotes.feeds.identity import entry_id, feed_id
from mkdocs_papernotes.feeds.mathml import Formulas
from mkdocs_papernotes.feeds.stylesheet import stylesheet
from mkdocs_papernotes.feeds.text import feed_text
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.markup.fragment import parse, text_of
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS, settings_of
from mkdocs_papernotes.text import one_line, writable
from mkdocs_papernotes.views.templating import Templates

pytestmark = pytest.mark.pure

DATA = Path(__file__).parent / "data" / "feeds"
NS = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://example.org/lab/"
URL = f"{SITE}notes/a/"
SHANGHAI = timezone(timedelta(hours=8))
ENTRY = FeedEntry(
    id="tag:example.org,2026:/lab/notes/a:en",
    url=URL,
    title="A < B & C",
    language="en",
    published=datetime(2026, 4, 16, 9, 30, tzinfo=SHANGHAI),
    updated=datetime(2026, 5, 2, tzinfo=SHANGHAI),
    authors=(FeedPerson("Lin Wei", "https://lin.example.org/"), FeedPerson("Ada")),
    translators=(FeedPerson("魏琳"),),
    tags=("kv cache", "R&D"),
    summary="One sentence.",
    content="<p>Text &amp; more ]]&gt;</p>",
    related=(
        FeedLink("https://doi.org/10.1145/1", "The paper"),
        FeedLink(f"{SITE}zh/notes/a/", "甲", "zh"),
    ),
)
FEED = Feed(
    id="tag:example.org,2026:/lab/feed/en",
    title="Lab notes",
    description="Notes of a lab.",
    language="en",
    author="Lab notes",
    url=f"{SITE}feed.xml",
    home=SITE,
    stylesheet="assets/papernotes/feed.css",
    entries=(ENTRY,),
)
SCHEMA = etree.RelaxNG(etree.parse(DATA / "atom.rng"))
JSON_SCHEMA = Draft202012Validator(json.loads((DATA / "json-feed.json").read_text("utf-8")))


def xml(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8"))


def check_valid(feed: Feed) -> None:
    """Every format of a feed keeps to its schema."""
    SCHEMA.assertValid(xml(ATOM.write(feed)))
    JSON_SCHEMA.validate(json.loads(JSON.write(feed)))
    assert not feedparser.parse(RSS.write(feed).encode("utf-8")).bozo


# Ids


@pytest.mark.parametrize(
    ("given_id", "key", "language", "expected"),
    [
        ("", "notes/a", "en", "tag:example.org,2026:/lab/notes/a:en"),
        ("", "notes/甲 乙", "zh", "tag:example.org,2026:/lab/notes/%E7%94%B2%20%E4%B9%99:zh"),
        ("notes/old", "notes/a", "en", "tag:example.org,2026:/lab/notes/old:en"),
        ("a:b", "notes/a", "en", "a:b"),
        ("https://old.example.org/?p=12", "x", "zh", "https://old.example.org/?p=12"),
        ("https://old.example.org/a b<c>", "x", "zh", "https://old.example.org/a%20b%3Cc%3E"),
        ("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "x", "zh", None),
        ("", "x:zh", "en", "tag:example.org,2026:/lab/x%3Azh:en"),
    ],
)
def test_the_id_of_a_note(given_id: str, key: str, language: str, expected: str | None) -> None:
    assert entry_id(SITE, given_id, key, language) == (expected or given_id)


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://Example.org:8000/", "tag:example.org,2026:/feed/zh"),
        ("http://论文.example/a/b/", "tag:xn--7dv436f.example,2026:/a/b/feed/zh"),
        ("https://example.org/my notes", "tag:example.org,2026:/my%20notes/feed/zh"),
    ],
)
def test_the_id_of_a_feed(site: str, expected: str) -> None:
    assert feed_id(site, "zh") == expected


@given(st.lists(st.tuples(st.text(min_size=1), st.sampled_from(["en", "zh"])), unique=True))
def test_different_keys_have_different_ids(keys: list[tuple[str, str]]) -> None:
    keys = [(writable(key), language) for key, language in keys]
    ids = {entry_id(SITE, "", key, language) for key, language in keys}
    assert len(ids) == len(set(keys))
    assert all(each.isascii() and " " not in each for each in ids)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("feed.xml", ATOM),
        ("atom.xml", ATOM),
        ("index.xml", ATOM),
        ("rss2.xml", RSS),
        ("feed.rss", RSS),
        ("blog/RSS/index.xml", RSS),
        ("feed.json", JSON),
        ("rss.json", JSON),
    ],
)
def test_a_path_says_the_format(path: str, expected: FeedFormat) -> None:
    assert format_of(path) is expected


# Files


def test_an_atom_feed_says_everything() -> None:
    root = xml(ATOM.write(FEED))
    check_valid(FEED)

    def found(path: str) -> list[str]:
        return [str(value) for value in root.xpath(path, namespaces=NS)]

    assert found("@xml:lang") == ["en"]
    assert found("a:title/text()") == ["Lab notes"]
    assert found("a:updated/text()") == ["2026-05-02T00:00:00+08:00"]
    assert found("a:link[@rel='self']/@href") == [f"{SITE}feed.xml"]
    assert found("a:link[@rel='alternate']/@href") == [SITE]
    assert found("a:entry/@xml:lang") == ["en"]
    assert found("a:entry/a:published/text()") == ["2026-04-16T09:30:00+08:00"]
    assert found("a:entry/a:link[@rel='alternate']/@href") == [URL]
    assert found("a:entry/a:link[@rel='related']/@href") == [link.url for link in ENTRY.related]
    assert found("a:entry/a:link[@hreflang='zh']/@title") == ["甲"]
    assert found("a:entry/a:author/a:name/text()") == ["Lin Wei", "Ada"]
    assert found("a:entry/a:author/a:uri/text()") == ["https://lin.example.org/"]
    assert found("a:entry/a:contributor/a:name/text()") == ["魏琳"]
    assert found("a:entry/a:category/@term") == ["kv cache", "R&D"]
    assert found("a:entry/a:content[@type='html']/text()") == [ENTRY.content]
    assert found("a:entry/a:summary/text()") == ["One sentence."]


def test_a_feed_in_json_says_everything() -> None:
    found = json.loads(JSON.write(FEED))
    assert found["language"] == "en"
    assert (found["feed_url"], found["home_page_url"]) == (FEED.url, FEED.home)
    (item,) = found["items"]
    assert item["id"] == ENTRY.id
    assert item["date_published"] == "2026-04-16T09:30:00+08:00"
    assert item["date_modified"] == "2026-05-02T00:00:00+08:00"
    assert item["authors"][0] == {"name": "Lin Wei", "url": "https://lin.example.org/"}
    assert item["content_html"] == ENTRY.content
    assert item["tags"] == ["kv cache", "R&D"]


@pytest.mark.parametrize("form", [ATOM, RSS], ids=lambda form: form.name)
def test_feedparser_gives_back_what_went_in(form: FeedFormat) -> None:
    found = feedparser.parse(form.write(FEED).encode("utf-8"))
    assert not found.bozo
    assert found.feed.title == "Lab notes"
    assert found.feed.subtitle == "Notes of a lab."
    (entry,) = found.entries
    assert entry.id == ENTRY.id
    assert entry.link == URL
    assert entry.title == "A < B & C"
    assert [tag.term for tag in entry.tags] == ["kv cache", "R&D"]
    assert entry.published_parsed[:5] == (2026, 4, 16, 1, 30)
    assert entry.content[0].value == "<p>Text &amp; more ]]&gt;</p>"
    assert entry.summary == "One sentence."


def test_an_excerpt_is_a_summary() -> None:
    feed = replace(FEED, entries=(replace(ENTRY, is_excerpt=True),))
    check_valid(feed)
    for form in (ATOM, RSS):
        (entry,) = feedparser.parse(form.write(feed).encode("utf-8")).entries
        assert entry.summary == "<p>Text &amp; more ]]&gt;</p>"
        assert "content" not in entry
    assert json.loads(JSON.write(feed))["items"][0]["content_html"] == ENTRY.content


def test_a_description_that_looks_like_html_is_read_as_it_is() -> None:
    words = "What <b> & &amp; mean, x < y."
    feed = replace(FEED, entries=(replace(ENTRY, summary=words),))
    for form in (ATOM, RSS):
        (entry,) = feedparser.parse(form.write(feed).encode("utf-8")).entries
        shown = entry.summary
        if entry.summary_detail.type == "text/html":
            shown = text_of(parse(shown))
        assert shown == words


def test_an_entry_without_a_text_has_its_description() -> None:
    feed = replace(FEED, entries=(replace(ENTRY, content=""),))
    check_valid(feed)
    assert "content" not in feedparser.parse(ATOM.write(feed).encode("utf-8")).entries[0]
    assert json.loads(JSON.write(feed))["items"][0]["content_text"] == "One sentence."


def test_a_feed_without_entries_is_valid_and_always_the_same() -> None:
    feed = replace(FEED, entries=())
    check_valid(feed)
    assert "<updated>2026-01-01T00:00:00+00:00</updated>" in ATOM.write(feed)
    assert json.loads(JSON.write(feed))["items"] == []


def test_a_feed_of_all_languages_names_the_language_of_each_entry() -> None:
    feed = replace(FEED, language="", entries=(ENTRY, replace(ENTRY, id="x:y", language="zh_TW")))
    check_valid(feed)
    root = xml(ATOM.write(feed))
    languages = root.xpath("a:entry/@xml:lang", namespaces=NS)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") is None
    assert languages == ["en", "zh-TW"]
    assert "<dc:language>zh-TW</dc:language>" in RSS.write(feed)
    assert json.loads(JSON.write(feed))["items"][1]["language"] == "zh-TW"


def test_offsets_with_seconds_are_written_in_utc() -> None:
    moment = datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert rfc3339(moment) == "1899-12-31T15:54:17+00:00"
    feed = replace(FEED, entries=(replace(ENTRY, published=moment, updated=moment),))
    check_valid(feed)
    assert "Sun, 31 Dec 1899 15:54:17 +0000" in RSS.write(feed)


HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"']\0\x01\x1b\u202e\u2066\ud800\ufffe中é\r\n"))
)
TEXTS = HOSTILE.map(one_line)
ENTRIES = st.builds(
    FeedEntry,
    id=TEXTS.map(lambda text: entry_id(SITE, text, "x", "en")),
    url=st.just(URL),
    title=TEXTS,
    language=st.sampled_from(["en", "zh", "zh_TW"]),
    published=st.datetimes(timezones=st.sampled_from([timezone.utc, SHANGHAI])),
    updated=st.datetimes(timezones=st.sampled_from([timezone.utc, SHANGHAI])),
    authors=st.lists(st.builds(FeedPerson, name=TEXTS.filter(bool)), max_size=2).map(tuple),
    tags=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
    summary=TEXTS,
    content=HOSTILE,
    is_excerpt=st.booleans(),
)


@given(st.lists(ENTRIES, max_size=3), TEXTS)
@example([replace(ENTRY, title="]]> <b>&amp;</b> \u202eevil", content="a ]]> b \x01\ud800")], "]]>")
def test_any_text_comes_back_as_it_went_in(entries: list[FeedEntry], title: str) -> None:
    feed = replace(FEED, title=title or "x", entries=tuple(entries))
    SCHEMA.assertValid(root := xml(ATOM.write(feed)))
    found = root.findall("a:entry", NS)
    for element, entry in zip(found, entries, strict=True):
        assert (element.findtext("a:title", namespaces=NS) or "") == entry.title
        assert element.xpath("a:category/@term", namespaces=NS) == [*entry.tags]
        kind = "summary" if entry.is_excerpt else "content"
        text = element.findtext(f"a:{kind}", "", NS) if entry.content else ""
        assert text in {writable(entry.content), "", entry.summary}
    data = json.loads(JSON.write(feed))
    JSON_SCHEMA.validate(data) if all(e.content or e.summary for e in entries) else None
    for item, entry in zip(data["items"], entries, strict=True):
        assert item.get("title", "") == entry.title
        assert item.get("content_html", "") == writable(entry.content)
    items = xml(RSS.write(feed)).findall("channel/item")
    assert [item.findtext("title") or "" for item in items] == [e.title for e in entries]


@given(st.lists(ENTRIES, min_size=1, max_size=3))
def test_feedparser_reads_any_feed(entries: list[FeedEntry]) -> None:
    feed = replace(FEED, entries=tuple(replace(entry, content="") for entry in entries))
    found = feedparser.parse(ATOM.write(feed).encode("utf-8"))
    assert not found.bozo
    assert [entry.id for entry in found.entries] == [entry.id for entry in entries]
    assert [entry.get("title", "") for entry in found.entries] == [e.title for e in entries]
    assert [[tag.term for tag in entry.get("tags", [])] for entry in found.entries] == [
        [*dict.fromkeys(entry.tags)] for entry in entries
    ]


# Texts


def text(html: str, title: str = "") -> str:
    formulas = Formulas({"\\R": "\\mathbb{R}"})
    return feed_text(html, URL, title, lambda tex, block: formulas.html(tex, displayed=block))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><a href="../b/#x">b</a></p>', f'<p><a href="{SITE}notes/b/#x">b</a></p>'),
        ('<p><a href="#x">b</a></p>', f'<p><a href="{URL}#x">b</a></p>'),
        ('<p><a href="/x">b</a></p>', '<p><a href="https://example.org/x">b</a></p>'),
        ('<p><a href="mailto:a@b.c">b</a></p>', '<p><a href="mailto:a@b.c">b</a></p>'),
        ('<p><a href="javascript:alert(1)">b</a></p>', "<p><a>b</a></p>"),
        ('<p><a href="https://[">b</a></p>', "<p><a>b</a></p>"),
        (
            '<p><img src="../../i.png" srcset="i.png, ../j.png 2x, data:image/png;base64,AA 3x">',
            f'<p><img src="{SITE}i.png" srcset="{URL}i.png, {SITE}notes/j.png 2x,'
            ' data:image/png;base64,AA 3x"></p>',
        ),
        (
            '<video poster="p.png" src="v.mp4"><source src="v.webm"></video>',
            f'<video poster="{URL}p.png" src="{URL}v.mp4"><source src="{URL}v.webm"></video>',
        ),
        (
            '<iframe src="https://video.example/1" title="A talk"></iframe>',
            '<a href="https://video.example/1">A talk</a>',
        ),
        ('<h1 id="a">A</h1>\n<p>b</p>', "<p>b</p>"),
        ('<h2 id="s">S<a class="headerlink" href="#s">¶</a></h2>', "<h2>S</h2>"),
        ('<p onclick="x()" style="color:red" data-x="1" class="c">b</p>', "<p>b</p>"),
        ('<table><tr><td style="text-align: right;">1</td></tr></table>', None),
        ("<p>a<script>x()</script><!-- more -->b</p><style>p{}</style>", "<p>ab</p>"),
        ('<p style="display:none">a</p><p hidden>b</p><p>c</p>', "<p>c</p>"),
        (
            '<ul><li><label><input type="checkbox" checked disabled> done</label></li>'
            '<li><input type="checkbox"> not yet</li></ul>',
            "<ul><li><label>☑ done</label></li><li>☐ not yet</li></ul>",
        ),
        (
            '<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1'
            '</pre></div></td><td class="code"><div><pre><span></span><code><span class="n">x'
            "</span></code></pre></div></td></tr></table><p>b</p>",
            "<pre><code>x</code></pre><p>b</p>",
        ),
        (
            '<p>a<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
            '<div class="footnote"><hr><ol><li id="fn:1"><p>b&#160;'
            '<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>',
            f'<p>a<sup><a href="{URL}#fn:1">1</a></sup></p>'
            "<div><hr><ol><li><p>b\xa0</p></li></ol></div>",
        ),
        (
            '<p><span class="twemoji"><svg viewBox="0 0 1 1"><path d="M0"/></svg></span>a '
            '<img alt="😄" class="twemoji" src="https://cdn.example/1.svg"></p>',
            "<p>a 😄</p>",
        ),
        ("<p>]]&gt; &lt;b&gt; \x01\ud800&#x202e;</p>", "<p>]]&gt; &lt;b&gt; \u202e</p>"),
        ("<p>\ufdd10\ufdd2</p>", "<p>0</p>"),
    ],
)
def test_a_text_for_readers(html: str, expected: str | None) -> None:
    assert text(html, "A") == (html if expected is None else expected)


def test_content_tabs_stand_below_each_other() -> None:
    html = (
        '<div class="tabbed-set"><input type="radio"><div class="tabbed-labels"><label>One</label>'
        '<label>Two</label></div><div class="tabbed-content"><div class="tabbed-block"><p>a</p>'
        '</div><div class="tabbed-block"><p>b</p></div></div></div>'
    )
    assert text(html).replace("<div>", "").replace("</div>", "") == (
        "<p><strong>One</strong></p><p>a</p><p><strong>Two</strong></p><p>b</p>"
    )


@given(st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'=/abimgpsrc \ufdd1\ufdd2$\\"))))
def test_any_text_can_be_in_a_feed(html: str) -> None:
    content = text(html)
    feed = replace(FEED, entries=(replace(ENTRY, content=content),))
    (found,) = xml(ATOM.write(feed)).findall("a:entry", NS)
    assert found.findtext("a:content", "", NS) == content
    assert "\ufdd1" not in content


# Formulas


def formulas_of(html: str) -> Iterator[str]:
    yield from etree.HTML(f"<body>{html}</body>").xpath("//math/@alttext")


def test_a_formula_stands_in_a_text_once() -> None:
    html = text(r'<p>a <span class="arithmatex">\(x^2\)</span> b</p>')
    assert html.startswith('<p>a <math alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math> b')
    assert html.count("x^2") == 1
    html = text(
        r'<div class="arithmatex">\[\begin{aligned}a&amp;=b\\c&amp;=\R\end{aligned}\]</div>'
    )
    assert [*formulas_of(html)] == [r"\begin{aligned}a&=b\\c&=\R\end{aligned}"]
    assert 'display="block"' in html
    assert "ℝ" in html
    assert "arithmatex" not in html


def test_formulas_as_scripts_are_converted_too() -> None:
    html = text('<p><script type="math/tex">x</script></p>')
    assert html == '<p><math alttext="x"><mi>x</mi></math></p>'


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\(\foo{x} < 1\)", r"<code>\foo{x} &lt; 1</code>"),
        (r"\(\frac{1}\)", r"<code>\frac{1}</code>"),
        (r"\(}{\)", "<code>}{</code>"),
        (
            r"\[\begin{CD}A @>>> B\end{CD}\]",
            r"<code>\[\begin{CD}A @&gt;&gt;&gt; B\end{CD}\]</code>",
        ),
        (r"\(\eqref{a}\)", r"<code>\eqref{a}</code>"),
        (r"\(\href{javascript:alert(1)}{x}\)", r"<code>\href{javascript:alert(1)}{x}</code>"),
    ],
)
def test_what_cannot_be_converted_stays_tex(tex: str, expected: str) -> None:
    assert Formulas({}).html(tex, displayed=False) == expected
    assert Formulas({}).html(tex, displayed=True) == f"<p>{expected}</p>"


def test_numbers_of_equations_are_left_out() -> None:
    html = Formulas({}).html(
        r"\[\begin{equation}x\label{eq:1}\tag{7}\end{equation}\]", displayed=True
    )
    assert html == '<math alttext="x" display="block"><mi>x</mi></math>'


def test_a_macro_that_is_wrong_spoils_no_other_formula() -> None:
    formulas = Formulas({"\\bad": "{", "\\R": "\\mathbb{R}", "\\*": "x", "\\two": "#1#1"})
    assert "ℝ" in formulas.html(r"\(\R\)", displayed=False)
    assert formulas.html(r"\(\two{a}\)", displayed=False).count("<mi>a</mi>") == 2


def test_without_the_package_formulas_are_tex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mathml, "LatexToMathML", None)
    formulas = Formulas({})
    assert not formulas.is_converter_missing
    assert formulas.html(r"\(a<b\)", displayed=False) == "<code>a&lt;b</code>"
    assert formulas.is_converter_missing


@given(st.text(st.sampled_from("ab12\\{}^_&$#%<>\"'~ \n()[]|中") | st.characters(), max_size=30))
def test_any_formula_is_html_of_one_element(tex: str) -> None:
    html = Formulas({}).html(writable(tex), displayed=False)
    (element,) = etree.HTML(f"<body>{html}</body>").find("body")
    assert element.tag in {"math", "code"}


# Options and the style sheet


def read(feeds: object) -> tuple[Any, list[str]]:
    found = read_options(OPTIONS, {"feeds": feeds})
    return settings_of(found.values).feeds, [str(error.problem()) for _, error in found.errors]


def test_options_of_feeds() -> None:
    feeds, errors = read({"also_at": ["/atom.xml", "rss2.xml"], "all": False, "json": True})
    assert not errors
    assert feeds.also_at == ("atom.xml", "rss2.xml")
    assert (feeds.path, feeds.all_path, feeds.count, feeds.content) == ("feed.xml", "", 20, "full")
    assert read(False) == (None, [])


@pytest.mark.parametrize(
    "path", ["", "feed", "feed/", "../feed.xml", "a/../feed.xml", "feed.html", ".xml", "a?b.xml", 3]
)
def test_a_path_that_is_none_of_a_feed(path: object) -> None:
    feeds, errors = read({"path": path})
    assert feeds.path == "feed.xml"
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("content", "whole"), ("count", 0), ("json", "yes"), ("terms", "taggs"), ("all", True)),
        *(("also_at", "feed"), ("also_at", [3]), ("path", "feed.json")),
    ],
)
def test_wrong_options_of_feeds(option: str, value: object) -> None:
    _, errors = read({option: value})
    assert len(errors) == 1


def test_the_style_sheet_speaks_the_languages_of_the_site() -> None:
    css = stylesheet([labels_for("en"), labels_for("zh"), labels_for("zh_TW")])
    assert 'feed::before, rss::before { content: "This is a feed.' in css
    assert ':is(feed, rss):lang(zh)::before { content: "这是本站的订阅源。' in css
    assert ":is(feed, rss):lang(zh-TW)::before" in css
    renamed = {"en": {"feed.hint": 'A "feed" \\ <b>'}}
    assert r'content: "A \22 feed\22  \5c  \3c b>"' in stylesheet([labels_for("en", renamed)])


# Texts that are kept for the next build


def feed_files(folder: Path, **options: Any) -> tuple[list[str], list[str]]:
    """The files of a site's feeds, with a cache in its folder, and the names of their problems."""
    text = "---\ntitle: {0}\ndate: 2026-05-02\n---\n\n# {0}\n\nText of {0} with $x^2$.\n"
    for name in ("a", "b"):
        path = folder / f"docs/notes/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(name), encoding="utf-8")
    config = {"site_name": "x", "site_url": SITE, "plugins": [{"papernotes": options}]}
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    site = open_site(folder)
    store = Store(folder / "cache")
    renderer = Renderer(site, Templates(), store=store)
    for note in site.notes:
        html = f'<h1>{note.title}</h1><p><span class="arithmatex">\\({note.title}^2\\)</span></p>'
        renderer.note_text(note, html)
    outputs = [*renderer.feed_outputs()]
    files = [output.content() for output in outputs if output.content]
    store.close()
    return files, [problem.name for problem in renderer.feed_problems()]


def test_the_next_build_has_the_same_texts_without_converting_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, _ = feed_files(tmp_path)
    assert "&lt;math" in "".join(files)
    with monkeypatch.context() as patch:
        patch.delattr(feed_texts, "feed_text")  # or it would be called
        assert feed_files(tmp_path)[0] == files
    monkeypatch.setattr(feed_texts, "feed_text", lambda *_: "converted again")
    converted, _ = feed_files(tmp_path, macros={"\\R": "r"})
    assert "converted again" in "".join(converted)


def test_each_build_tells_that_formulas_are_not_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mathml, "LatexToMathML", None)
    first, second = feed_files(tmp_path), feed_files(tmp_path)
    assert first == second
    assert second[1] == ["formulas-as-tex"]

"""The parts that know nothing of MkDocs, in tables and in properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timezone
from importlib.resources import files
from itertools import pairwise
from random import Random
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import html5lib
import markdown
import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from mkdocs_papernotes.addresses import absolute, list_dest, normal, relative, url_of
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.dates import PartialDate, long_date, parse_moment
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.source import SourceCache
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.languages.tags import badges, best_match, looks_like_locale, own_name
from mkdocs_papernotes.markup.excerpt import Excerpt, cut_at_marker, cut_automatically
from mkdocs_papernotes.markup.heading import HeadingReader
from mkdocs_papernotes.markup.language_links import mark_language_links
from mkdocs_papernotes.markup.measure import measure, reading_minutes
from mkdocs_papernotes.markup.render import MarkdownOptions, render
from mkdocs_papernotes.metadata.head import Alternates, rewrite_head
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.site.pagination import paginate
from tests.build_site import page_text

pytestmark = pytest.mark.pure

# Front matter

KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(
    lambda key: key not in {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=12)
VALUES = st.recursive(
    st.one_of(WORDS, st.integers(-9999, 9999), st.booleans(), st.dates()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)
BODIES = st.from_regex(r"[A-Za-z ]{1,20}(\n[A-Za-z#* 文字-]{0,20}){0,5}", fullmatch=True)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5), BODIES)
def test_front_matter_is_read_back(values: dict[str, object], body: str) -> None:
    found = read_front_matter(page_text(body, **values), "x.md")
    assert found.values == values
    assert found.body.strip() == body.strip()
    assert found.problems == ()


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5), BODIES)
def test_line_ends_and_byte_order_marks_make_no_difference(
    values: dict[str, object], body: str
) -> None:
    text = page_text(body, **values)
    expected = read_front_matter(text, "x.md")
    for variant in (text.replace("\n", "\r\n"), f"\ufeff{text}", text.replace("\n", "\r")):
        assert read_front_matter(variant, "x.md") == expected


@given(st.dictionaries(KEYS, WORDS, min_size=1, max_size=5))
def test_lines_of_keys(values: dict[str, str]) -> None:
    text = page_text("Text.", **values)
    found = read_front_matter(text, "x.md")
    for key in values:
        assert text.split("\n")[found.lines[key] - 1].startswith(f"{key}:")


LINES = st.sampled_from(
    [
        "---",
        "---",
        "...",
        "+++",
        "",
        "title: A",
        "title: B: C",
        "date: 2026-02-30",
        "tags: [a, b",
        "- item",
        "  nested: x",
        "\ttabbed: x",
        "# Heading",
        "Some text.",
        "? key",
        "key: |",
        "key: &a *a",
        "<<: 1",
        "!!python/object:x y: z",
        "[a]: b",
        "'",
        "\u0007",
        "标题：文字",
        "? [a, b]\n: c",
    ]
)


@given(st.lists(LINES, max_size=9))
def test_reading_never_fails(lines: list[str]) -> None:
    found = read_front_matter("\n".join(["---", *lines]), "x.md")
    assert isinstance(found.body, str)
    for problem in found.problems:
        assert problem.source == "x.md"
        assert 1 <= problem.line <= len("\n".join(lines).split("\n")) + 2


@given(st.text())
@example("---\n- a\n---\n")
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read_front_matter(text, "x.md").body, str)


@given(st.text(st.characters(codec="utf-8")))
def test_text_without_a_block_stays_as_it_is(text: str) -> None:
    assume("\r" not in text and text.strip())
    text = f"Text. {text}"
    found = read_front_matter(text, "x.md")
    assert found.values == {}
    assert found.body == text


@pytest.mark.parametrize(
    ("block", "line", "kept"),
    [
        ("title: A\ndate: [2026\nlang: en", 4, {"title": "A", "lang": "en"}),
        ("title: A\ntitle: B", 3, {"title": "B"}),
        ("title: A\npaper:\n  doi: 1\n  doi: 2", 5, {"title": "A", "paper": {"doi": 2}}),
        ("title: A\npaper:\n\tdoi: x", 4, {"title": "A"}),
        ("title: 'A", 2, {}),
    ],
)
def test_what_can_be_read_is_kept(block: str, line: int, kept: dict[str, object]) -> None:
    found = read_front_matter(f"---\n{block}\n---\n\nText.\n", "x.md")
    assert len(found.problems) == 1
    (problem,) = found.problems
    assert problem.source == "x.md"
    assert abs(problem.line - line) <= 1
    assert problem.remedy
    assert {key: found.values.get(key) for key in kept} == kept
    assert found.body.strip() == "Text."


@pytest.mark.parametrize(
    "text",
    [
        "Text.\nMore.",
        "---\ntitle: A\n---\nText.\nMore.",
        "\n---\ntitle: A\n---\n\n\nText.\nMore.",
        "---\r\ntitle: A\r\n...\r\nText.\r\nMore.",
        "---\ntitle: A\n\nText.\nMore.",
        "title: A\n\nText.\nMore.",
        "+++\ntitle = 'A'\n+++\n\nText.\nMore.",
    ],
)
def test_the_line_in_which_the_text_begins(text: str) -> None:
    found = read_front_matter(text, "x.md")
    assert found.body == "Text.\nMore."
    assert text.splitlines()[found.body_line - 1] == "Text."


@pytest.mark.parametrize(
    ("block", "keys"),
    [
        ("title: A\ntags: [x]", {"title", "tags"}),
        ("date: 2026-04-16\ntags: [x]", {"date", "tags"}),
        ("Note: this opens a text\nthat goes on", set()),
        ("tags: [x]", set()),
    ],
)
def test_a_block_without_a_fence_has_a_title_or_a_date(block: str, keys: set[str]) -> None:
    found = read_front_matter(f"{block}\n\nText.\n", "x.md")
    assert found.values.keys() == keys
    assert found.body == ("Text.\n" if keys else f"{block}\n\nText.\n")


def test_a_source_is_parsed_once_for_as_long_as_it_stays_the_same() -> None:
    cache = SourceCache()
    first = cache.read("x.md", b"---\ntitle: A\n---\n")
    assert cache.read("x.md", b"---\ntitle: A\n---\n") is first
    changed = cache.read("x.md", b"---\ntitle: B\n---\n")
    assert changed is not None
    assert changed.values == {"title": "B"}
    cache.keep_only(set())
    assert cache.read("x.md", b"---\ntitle: B\n---\n") is not changed
    assert cache.read("y.md", b"\xff\xfe") is None


# Headings


@pytest.mark.parametrize(
    ("text", "title", "opens"),
    [
        ("# A title", "A title", True),
        ("# A title #", "A title", True),
        ("\n\n# A title\n\nText.", "A title", True),
        ("A title\n=======\n\nText.", "A title", True),
        ("<!-- a remark -->\n\n# A title", "A title", True),
        ("Text first.\n\n# A title", "A title", False),
        ("# **Spec** [Guard](x.md)", "Spec Guard", True),
        ("# On `x_i` &amp; *more*", "On x_i & more", True),
        ("# A title {: #id }", "A title", True),
        ("# snake_case_name", "snake_case_name", True),
        ("```\n# no title\n```\n\n# A title", "A title", False),
        ("~~~ python\n# no title\n~~~\n", None, False),
        ("$$\n# no title\n$$\n\n# A title", "A title", False),
        ("<pre>\n# no title\n</pre>\n\n# A title", "A title", False),
        ("<pre>text</pre>\n# A title", "A title", False),
        ("## Second level", None, False),
        ("#hashtag", "hashtag", True),
        ("", None, False),
    ],
)
def test_first_heading(text: str, title: str | None, opens: bool) -> None:
    found = HeadingReader().first(text)
    if title is None:
        assert found is None
    else:
        assert found is not None
        assert (found.text, found.opens) == (title, opens)


# Lengths


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("", 0, 0),
        ("one two three", 3, 0),
        ("it's well-known", 2, 0),
        ("推测解码", 0, 4),
        ("推测解码，又快又好。", 0, 8),
        ("用 GPU 推理", 1, 3),
        ("ひらがなカタカナ", 0, 8),
        ("3.14 and 42", 3, 0),
    ],
)
def test_measure(text: str, words: int, characters: int) -> None:
    assert measure(text) == (words, characters)


@given(st.lists(st.sampled_from(["word", "文", "GPU", "漢字", "3.5", "état"]), max_size=20))
def test_measures_add_up(parts: list[str]) -> None:
    total = measure(" ".join(parts))
    assert total.words == sum(measure(part).words for part in parts)
    assert total.characters == sum(measure(part).characters for part in parts)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("word", 1),
        ("word " * 2300, 10),
        ("文" * 3200, 8),
        ("```\n" + "word " * 2300 + "\n```\n\nword", 1),
        ("~~~\n" + "word " * 2300 + "\n~~~\n\nword", 1),
        ("$$\n" + "x + y " * 2300 + "\n$$\n\nword", 1),
        ("word " * 1150 + "文" * 2000, 10),
    ],
)
def test_reading_minutes(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes


# Excerpts

BLOCKS = st.sampled_from(
    [
        "A paragraph of some words, *emphasis* and `code`.",
        "A [link](other/#x) and ![image](img/plot.png) in it.",
        "中文段落，**重点**和公式 $x_i < y$ 都在。",
        "- one\n- two\n\n    deeper\n\n    1. first\n    2. second",
        "1. first\n2. second",
        "> quoted\n>\n> > twice\n>\n> - a list",
        "```python\nif a < b:\n    print('<p>')\n```",
        "| a | b |\n|---|---|\n| 1 | `x|y` |",
        "## A heading {: #a }",
        "### A deeper one",
        "$$\n\\sum_{i=1}^n x_i < 1\n$$",
        "!!! note\n    An admonition.\n\n    Its second part.",
        "Term\n:   Its definition.",
        "A line  \nbroken, with a footnote.[^1]",
        '<div class="x" markdown>\nInside *here*.\n</div>',
        "<figure><img src='a.png' srcset='a.png 1x, b.png 2x' alt=''></figure>",
        "---",
        "Text with <kbd>Ctrl</kbd> &amp; &lt;entities&gt; <br> and <!-- a remark --> end.",
    ]
)
DOCUMENTS = st.lists(BLOCKS, max_size=8)
MARKDOWN = MarkdownOptions(
    ["attr_list", "admonition", "def_list", "footnotes", "md_in_html", "tables", "toc",
     "pymdownx.arithmatex", "pymdownx.superfences", "pymdownx.highlight"],
    {"pymdownx.arithmatex": {"generic": True}, "toc": {"permalink": True}},
)  # fmt: skip
URL = "notes/2026/x/"


def html_of(blocks: list[str], *, title: bool = True) -> str:
    noted = "[^1]" in "".join(blocks)
    ending = ["[^1]: A footnote."] * noted
    text = "\n\n".join(["# The H1 of it"] * title + blocks + ending)
    return render(text, MARKDOWN, lambda link: link).html


def check_excerpt(excerpt: Excerpt) -> None:
    for html in (excerpt.html, excerpt.paragraph):
        parser = html5lib.HTMLParser()
        parser.parseFragment(html)
        assert parser.errors == [], (html, parser.errors)
        assert not re.search(r"<[^>]*\s(?:id|name)=", html), html
        assert "The H1 of it" not in html
        assert html.count("\\(") == html.count("\\)")
        assert html.count("\\[") == html.count("\\]")
        assert "footnote-backref" not in html
    assert not re.search(r"<h[12]\b", excerpt.html)
    assert not re.search(r"<(?!/?span)\w", excerpt.paragraph), excerpt.paragraph
    assert "\n" not in excerpt.paragraph


def letters(html: str) -> str:
    """The text of HTML without white space, without titles and footnotes."""
    html = re.sub(r'<h1\b.*?</h1>|<div class="footnote">.*?</div>', "", html, flags=re.DOTALL)
    html = re.sub(r'<a class="headerlink".*?</a>|<sup id="fnref.*?</sup>', "", html)
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    tree = html5lib.parseFragment(html, treebuilder="lxml")
    text = "".join(part if isinstance(part, str) else "".join(part.itertext()) for part in tree)
    return "".join(text.split())


@given(DOCUMENTS, st.integers(20, 60), st.booleans())
def test_an_automatic_cut_is_whole(blocks: list[str], length: int, title: bool) -> None:
    html = html_of(blocks, title=title)
    excerpt = cut_automatically(html, URL, length)
    check_excerpt(excerpt)
    whole, part = letters(html), letters(excerpt.html)
    assert whole.startswith(part.removesuffix("…"))
    if excerpt.complete:
        assert part == whole
    if part != whole:
        assert not excerpt.complete


@given(DOCUMENTS, DOCUMENTS, st.sampled_from(["<!-- more -->", "<!--MORE-->"]))
def test_a_cut_at_the_marker_is_what_stands_above(
    above: list[str], below: list[str], marker: str
) -> None:
    html = html_of([*above, marker, *below])
    excerpt = cut_at_marker(html, URL)
    if excerpt is None:
        assert not letters(html_of(above))
        return
    check_excerpt(excerpt)
    assert letters(excerpt.html) == letters(html_of(above))
    if letters(html_of(below)):
        assert not excerpt.complete
    elif not below and "[^1]" not in "".join(above):
        assert excerpt.complete


@pytest.mark.parametrize(
    "block",
    [
        "- above\n- <!-- more -->\n- below",
        "- above <!-- more --> below\n- more below",
        "> above\n>\n> <!-- more -->\n>\n> below",
        "above <!-- more --> below",
        "!!! note\n    above\n\n    <!-- more -->\n\n    below",
        "<div markdown>\nabove\n\n<!-- more -->\n\nbelow\n</div>",
    ],
)
def test_a_marker_inside_a_block_leaves_it_whole(block: str) -> None:
    excerpt = cut_at_marker(html_of([block, "the end"]), URL)
    assert excerpt is not None
    check_excerpt(excerpt)
    assert letters(excerpt.html).removeprefix("Note") == "above"
    assert not excerpt.complete


@pytest.mark.parametrize(
    ("below", "complete"),
    [
        ("", True),
        ("\n<p> </p>\n<hr>", True),
        ("<p>Below.</p>", False),
        ('<p><img src="plot.png" alt=""></p>', False),
        ("<svg viewBox='0 0 1 1'></svg>", False),
        ("<video src='talk.mp4'></video>", False),
    ],
)
def test_pictures_below_the_marker_are_left_out_too(below: str, complete: bool) -> None:
    excerpt = cut_at_marker(f"<p>Above.</p>\n<!-- more -->\n{below}", URL)
    assert excerpt is not None
    assert excerpt.html == "<p>Above.</p>"
    assert excerpt.complete == complete


def test_headings_keep_their_ranks_apart() -> None:
    excerpt = cut_automatically(html_of(["## Two", "### Three", "#### Four", "Text."]), URL, 99)
    assert re.findall(r"<(h\d)", excerpt.html) == ["h3", "h4", "h5"]


@pytest.mark.parametrize("page_url", ["./", "archive/", "zh/archive/page/3/", "archive/index.html"])
@pytest.mark.parametrize(
    "link",
    [
        "other/",
        "../../about/",
        "../../../about/",
        "../../../../about/",
        "../../../../../../about/?q=1#there",
        "img/../../../../../z.html",
        "../../..",
        "../../../..",
        "../../../.",
        "#part",
        "../y/#z",
        "img/a%20b.png",
        "https://e.org/",
        "/x",
    ],
)
def test_links_of_an_excerpt_lead_where_they_led(page_url: str, link: str) -> None:
    html = f'<p><a href="{link}">there</a></p>'
    excerpt = cut_automatically(html, URL, 99)
    (found,) = re.findall(r'href="([^"]*)"', excerpt.html_for(page_url, other_language=False))
    root = "https://example.org/lab/"
    assert urljoin(urljoin(root, page_url), found) == urljoin(urljoin(root, URL), link)


def test_links_of_an_excerpt_in_another_language_say_so() -> None:
    html = (
        '<p><a href="../y/">site</a> <a href="https://e.org/">web</a> '
        '<a href="../../../../up/">above</a></p>'
    )
    excerpt = cut_automatically(html, URL, 99)
    crossing = excerpt.html_for("zh/", other_language=True)
    assert re.findall(r'<a [^>]*target="_self"[^>]*>(\w+)', crossing) == ["site"]
    assert "target" not in excerpt.html_for("zh/", other_language=False)


def test_srcset_is_rebased() -> None:
    html = '<p><img src="a.png" srcset="a.png 1x, b.png 2x" alt=""></p>'
    shown = cut_automatically(html, "notes/x/", 99).html_for("archive/", other_language=False)
    (srcset,) = re.findall(r'srcset="([^"]*)"', shown)
    assert [part.split()[0] for part in srcset.split(", ")] == [
        "../notes/x/a.png",
        "../notes/x/b.png",
    ]


def test_a_paragraph_keeps_formulas_and_leaves_out_tables() -> None:
    html = html_of(["Let $a < b$ be.", "| x |\n|---|\n| cell |", "## Then", "- item"])
    paragraph = cut_automatically(html, URL, 99).paragraph
    assert paragraph == 'Let <span class="arithmatex">\\(a &lt; b\\)</span> be. Then item'


# Rendering


@given(DOCUMENTS)
def test_rendering_is_a_function_of_its_inputs(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    first, second = (render(text, MARKDOWN, lambda link: f"to/{link}") for _ in "ab")
    assert first.html == second.html
    assert first.addresses == second.addresses
    for link, address in first.addresses.items():
        assert address == f"to/{link}"
        assert f"to/{link}" in first.html


def test_rendering_agrees_with_markdown() -> None:
    text = "# A\n\n[b](c.md) ![d](e.png)\n\n- f"
    expected = markdown.markdown(text, extensions=["toc"])
    found = render(text, MarkdownOptions(["toc"]), lambda link: link)
    assert found.html == expected
    assert found.opening_heading == "A"
    assert "a" in found.anchors


# Crossing links


@pytest.mark.parametrize(
    ("link", "marked"),
    [
        ("../../zh/notes/a/", True),
        ("../../zh/notes/a/#x", True),
        ("../b/", False),
        ("https://example.org/zh/notes/a/", False),
        ("#x", False),
    ],
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_mark_language_links(link: str, marked: bool, quote: str) -> None:
    languages = {"zh/notes/a/": "zh", "notes/b/": "en", "notes/c/": "en"}
    html = f'<p><a class="x" href={quote}{link}{quote}>there</a></p>'
    once = mark_language_links(html, "notes/c/", "en", languages)
    assert ('target="_self"' in once) == marked
    assert mark_language_links(once, "notes/c/", "en", languages) == once


def test_a_place_without_a_link_is_not_marked() -> None:
    html = '<p><a id="x"></a><a name="y">z</a></p>'
    assert mark_language_links(html, "zh/notes/c/", "zh", {"": "en", "zh/notes/c/": "zh"}) == html


# Pages of a list


@given(st.lists(st.integers(), max_size=200), st.integers(1, 30))
def test_pages_concatenate_to_the_list(items: list[int], per_page: int) -> None:
    pagers = paginate(items, per_page)
    assert [item for pager in pagers for item in pager.items] == items
    assert [pager.number for pager in pagers] == list(range(1, len(pagers) + 1))
    for pager in pagers:
        assert (pager.pages, pager.total) == (len(pagers), len(items))
        assert len(pager.items) == per_page or pager.number == len(pagers)
        if pager.items:
            assert list(pager.items) == items[pager.first - 1 : pager.last]
    assert pagers[0].previous is None
    assert pagers[-1].next is None


@given(st.integers(1, 60), st.data())
def test_the_window_of_a_pager(pages: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, pages))
    window = paginate(range(pages), 1)[number - 1].window()
    numbers = [n for n in window if n is not None]
    assert numbers == sorted(set(numbers))
    assert {1, number, pages} <= set(numbers)
    assert {n for n in (number - 1, number + 1) if 1 <= n <= pages} <= set(numbers)
    for before, after in pairwise(window):
        if before is not None and after is not None:
            assert after == before + 1
        else:
            assert before is not None or after is not None


# The catalogue


def make_note(path: str, language: str, key: str, day: date | None, pinned: bool = False) -> Note:
    source = f"{path}.{language}.md"
    values = {"translation_key": key or None, "date": day, "pin": pinned or None}
    page = read_front_matter(page_text("Text.", **values), source)
    location = Location(source, language, path, f"{language}/{path}/")
    note, _ = read_note(location, page, timezone.utc)
    return note


LANGUAGES = ("en", "zh", "ja")


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    notes = {}
    days = st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 4))
    for path in draw(st.sets(st.sampled_from(["n/a", "n/b", "n/c", "n/d", "m/a"]), max_size=5)):
        for language in draw(st.sets(st.sampled_from(LANGUAGES), min_size=1)):
            key = draw(st.sampled_from(["", "", "one", "two"]))
            note = make_note(path, language, key, draw(days), draw(st.booleans()))
            notes[note.source] = note
    catalog = Catalog(tuple(notes.values()), LANGUAGES)
    versions = [(catalog.key(note), note.language) for note in catalog.notes]
    assume(len(set(versions)) == len(versions))
    return catalog


@given(catalogs())
def test_pairing_is_symmetric(catalog: Catalog) -> None:
    for note in catalog.notes:
        assert catalog.versions(note)[note.language] is note
        for other in catalog.translations(note):
            assert note in catalog.translations(other)
            assert other.language != note.language
            assert catalog.key(other) == catalog.key(note)


@given(catalogs(), st.sampled_from(LANGUAGES))
def test_selections(catalog: Catalog, language: str) -> None:
    everything = catalog.select(language, "all")
    assert {note.source for note in everything} == {note.source for note in catalog.notes}
    current = catalog.select(language, "current")
    assert current == tuple(note for note in everything if note.language == language)
    paired = catalog.select(language, "paired")
    keys = [catalog.key(note) for note in paired]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {catalog.key(note) for note in catalog.notes}
    for note in paired:
        assert note.language == language or language not in catalog.versions(note)


@given(catalogs(), st.sampled_from(LANGUAGES), st.randoms())
def test_order(catalog: Catalog, language: str, random: Random) -> None:
    notes = catalog.select(language, "all")
    shuffled = list(catalog.notes)
    random.shuffle(shuffled)
    again = Catalog(tuple(shuffled), LANGUAGES).select(language, "all")
    assert [note.source for note in again] == [note.source for note in notes]
    for one, two in pairwise(notes):
        if one.date is None or two.date is None:
            assert two.date is None
        elif one.date == two.date:
            assert catalog.key(one) <= catalog.key(two)
            if catalog.key(one) == catalog.key(two):
                assert two.language != language
        else:
            assert one.date > two.date
    pinned = [note.pinned for note in catalog.select(language, "all", pinned_first=True)]
    assert pinned == sorted(pinned, reverse=True)


@given(catalogs())
def test_neighbours(catalog: Catalog) -> None:
    for note in catalog.notes:
        older, newer = catalog.neighbours(note)
        if older is not None:
            assert older.language == note.language
            assert catalog.neighbours(older)[1] is note
        if newer is not None:
            assert catalog.neighbours(newer)[0] is note


def test_the_twin_of_a_note_with_a_key_takes_it_over() -> None:
    english, chinese = make_note("n/a", "en", "spec", None), make_note("n/a", "zh", "", None)
    catalog = Catalog((english, chinese), LANGUAGES)
    assert catalog.key(chinese) == catalog.key(english) == "spec"


def test_a_note_does_not_take_over_a_key_that_its_language_has_already() -> None:
    english, chinese = make_note("n/a", "en", "spec", None), make_note("n/a", "zh", "", None)
    other = make_note("n/b", "zh", "spec", None)
    for notes in ((english, chinese, other), (other, chinese, english)):
        catalog = Catalog(notes, LANGUAGES)
        assert catalog.translations(english) == (other,)
        assert catalog.translations(chinese) == ()


# Dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-16", "2026-04-16T00:00:00+08:00"),
        ("2026-4-6", "2026-04-06T00:00:00+08:00"),
        ("2026/04/16", "2026-04-16T00:00:00+08:00"),
        ("2026-04-16 10:30", "2026-04-16T10:30:00+08:00"),
        ("2026-04-16T10:30:05Z", "2026-04-16T18:30:05+08:00"),
        ("2026-04-16 20:00:00 -05:00", "2026-04-17T09:00:00+08:00"),
        ("2026-04-16 10:30:00 +0800", "2026-04-16T10:30:00+08:00"),
    ],
)
def test_moments(text: str, expected: str) -> None:
    assert parse_moment(text, ZoneInfo("Asia/Shanghai")).isoformat() == expected


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "soon", "", "2026", "16.4.2026"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_moment(text, timezone.utc)


@given(st.datetimes(timezones=st.just(timezone.utc)))
def test_moments_are_read_back(moment: datetime) -> None:
    assume(1 < moment.year < 9999)
    whole = moment.replace(microsecond=0)
    assert parse_moment(whole.isoformat(), timezone.utc) == whole


@pytest.mark.parametrize(
    ("text", "english", "chinese", "traditional"),
    [
        ("2026", "2026", "2026年", "2026年"),
        ("2026-04", "April 2026", "2026年4月", "2026年4月"),
        ("2026-04-16", "April 16, 2026", "2026年4月16日", "2026年4月16日"),
    ],
)
def test_dates_of_papers(text: str, english: str, chinese: str, traditional: str) -> None:
    found = PartialDate.parse(text)
    assert str(found) == text
    assert long_date(found, "en") == english
    assert long_date(found, "zh") == chinese
    assert long_date(found, "zh-TW") == traditional


@pytest.mark.parametrize(
    ("language", "year"),
    [
        ("ja", "2026年"),
        ("ko", "2026년"),
        ("bg", "2026\u202fг."),
        ("lv", "2026. g."),
        ("no", "2026"),
    ],
)
def test_a_year_alone_is_written_as_its_language_does(language: str, year: str) -> None:
    assert long_date(PartialDate(2026), language) == year


@pytest.mark.parametrize(
    "text", ["26", "2026-13", "2026-00", "2026-02-00", "2026-02-30", "April 2026", ""]
)
def test_what_is_no_date_of_a_paper(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate.parse(text)


# Languages


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["en", "zh"], ["EN", "中"]),
        (["en", "zh-CN"], ["EN", "中"]),
        (["en", "zh-TW"], ["EN", "中"]),
        (["zh", "zh-TW", "en"], ["简", "繁", "EN"]),
        (["zh-Hans", "zh-Hant"], ["简", "繁"]),
        (["en", "ja", "de"], ["EN", "JA", "DE"]),
        (["en-US", "en-GB"], ["EN-US", "EN-GB"]),
    ],
)
def test_badges(tags: list[str], expected: list[str]) -> None:
    assert list(badges(tags).values()) == expected


@given(st.sets(st.sampled_from(["en", "en-GB", "zh", "zh-CN", "zh-TW", "zh-Hant", "ja", "fr"])))
def test_badges_tell_languages_apart(tags: set[str]) -> None:
    found = badges(sorted(tags))
    assert found.keys() == tags
    assert len(set(found.values())) == len(tags)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("zh", "中文"),
        ("zh-TW", "繁體中文"),
        ("zh-Hans", "简体中文"),
        ("ja", "日本語"),
    ],
)
def test_names_of_languages(tag: str, name: str) -> None:
    assert own_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "match"),
    [
        ("zh-CN", "zh"),
        ("zh-Hans", "zh"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("en-GB", "en"),
        ("xx", None),
    ],
)
def test_best_match(tag: str, match: str | None) -> None:
    assert best_match(tag, ["en", "zh", "zh-Hant", "zh-TW"]) == match


@pytest.mark.parametrize(
    ("text", "expected"),
    [("en", True), ("zh-TW", True), ("zh-Hans", True), ("ai", True), ("EN", False), ("v2", False)],
)
def test_what_looks_like_a_locale(text: str, expected: bool) -> None:
    assert looks_like_locale(text) == expected


def words(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            part = "" if key in {"zero", "one", "other"} else f".{key}"
            yield from words(inner, path + part)
    elif not isinstance(value, list):
        yield path, str(value)


@pytest.mark.parametrize("name", ["zh", "zh-Hant"])
def test_translated_words_fill_in_the_same_values(name: str) -> None:
    folder = files("mkdocs_papernotes") / "locales"
    english = yaml.safe_load((folder / "en.yml").read_text("utf-8"))
    values: dict[str, set[str]] = {}
    for path, text in words(english):
        values.setdefault(path, set()).update(re.findall(r"{(\w+)}", text))
    for path, text in words(yaml.safe_load((folder / f"{name}.yml").read_text("utf-8"))):
        assert set(re.findall(r"{(\w+)}", text)) <= values[path], path


def test_words_that_a_language_lacks_are_english() -> None:
    assert labels_for("fr")("archive") == "Archive"
    assert labels_for("zh-CN")("archive") == "归档"
    assert labels_for("zh-HK")("archive") == "文章彙整"
    with pytest.raises(KeyError):
        labels_for("en")("no such word")


# Links in front matter


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://example.org/a", "web"),
        ("HTTP://example.org", "web"),
        ("mailto:a@example.org", "web"),
        ("files/talk.pdf", "site"),
        ("../a.md#b", "site"),
        ("/img/a.png", "site"),
        ("javascript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/a", None),
        ("/\\example.org", None),
        ("https:", None),
        ("ftp://example.org", None),
        ("", None),
    ],
)
def test_kinds_of_links(link: str, kind: str | None) -> None:
    assert Link(link, "x.md").kind == kind


@given(st.text(st.characters(codec="ascii"), max_size=12), st.text(max_size=10))
def test_scripts_are_never_links(before: str, after: str) -> None:
    link = f"{before}:{after}"
    scheme = re.sub(r"[\x00-\x20]", "", before).lower()
    if Link(link, "x.md").kind == "web":
        assert scheme in {"http", "https", "mailto"}
    if scheme in {"javascript", "data", "vbscript"}:
        assert Link(link, "x.md").kind is None


# Heads

HEADS = [
    "<!doctype html><html lang=en class=no-js><head><meta charset=utf-8>"
    '<link rel=canonical href=https://x.org/a/><link rel="alternate" hreflang="zh" href="../zh/">'
    '<link rel="alternate" type="application/rss+xml" href="feed.xml"><title>A</title></head>'
    '<body><link rel="canonical" href="in-body"></body></html>',
    "<html><head></head><body></body></html>",
    '<html class="x"\n lang=\'fr\'>\n<head>\n<link\nrel="canonical"\nhref="x">\n</head></html>',
    "no html at all",
]


@pytest.mark.parametrize("html", HEADS)
@pytest.mark.parametrize(
    "versions", [{}, {"en": "https://x.org/a/?b&c", "zh": "https://x.org/zh/a/"}]
)
def test_rewriting_a_head_twice_changes_nothing(html: str, versions: dict[str, str]) -> None:
    default = versions.get("en")
    alternates = Alternates("zh-TW", versions.get("zh"), versions, default)
    once = rewrite_head(html, alternates)
    assert rewrite_head(once, alternates) == once
    tree = html5lib.parse(once, treebuilder="lxml", namespaceHTMLElements=False).getroot()
    if "<head" in html:
        assert tree.get("lang") == "zh-TW"
        links = [link for link in tree.find("head").iter("link") if link.get("type") is None]
        found = {link.get("hreflang", "canonical"): link.get("href") for link in links}
        expected = {**versions, "x-default": default, "canonical": versions.get("zh")}
        assert found == {key: url for key, url in expected.items() if url}
        assert len(links) == len(found)
    assert ("feed.xml" in once) == ("feed.xml" in html)
    assert ("in-body" in once) == ("in-body" in html)


# Addresses

SEGMENTS = st.lists(st.from_regex(r"[a-z0-9%-]{1,6}", fullmatch=True), max_size=4)


@given(SEGMENTS, SEGMENTS, st.booleans(), st.booleans())
def test_a_relative_link_leads_to_its_target(
    target: list[str], base: list[str], flat_target: bool, flat_base: bool
) -> None:
    urls = []
    for parts, flat in ((target, flat_target), (base, flat_base)):
        url = "/".join(parts)
        urls.append(f"{url}.html" if parts and flat else f"{url}/" if parts else "./")
    found = relative(urls[0], urls[1])
    root = "https://example.org/lab/"
    assert urljoin(root + normal(urls[1]), found) == root + normal(urls[0])
    assert not found.startswith("/")


@pytest.mark.parametrize(
    ("prefix", "path", "number", "directories", "flat"),
    [
        ("", "archive", 1, "archive/", "archive/index.html"),
        ("", "archive", 2, "archive/page/2/", "archive/page/2.html"),
        ("zh", "archive", 1, "zh/archive/", "zh/archive/index.html"),
        ("", "", 1, "./", "index.html"),
        ("", "", 2, "page/2/", "page/2.html"),
        ("zh", "", 2, "zh/page/2/", "zh/page/2.html"),
    ],
)
def test_addresses_of_lists(
    prefix: str, path: str, number: int, directories: str, flat: str
) -> None:
    for expected, urls in ((directories, True), (flat, False)):
        dest = list_dest(prefix, path, number, directory_urls=urls)
        assert url_of(dest, directory_urls=urls) == expected


@pytest.mark.parametrize("site_url", ["https://example.org/lab/", "https://example.org/lab"])
def test_full_addresses(site_url: str) -> None:
    assert absolute("./", site_url) == "https://example.org/lab/"
    assert absolute("zh/notes/a/", site_url) == "https://example.org/lab/zh/notes/a/"

"""What search finds on a page is what the search plugins' own parsers find in its HTML."""

from __future__ import annotations

import json
import re
from functools import wraps
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown
from material.plugins.search import plugin as material
from mkdocs.contrib.search import search_index as mkdocs
from mkdocs.structure.toc import get_toc

from mkdocs_papernotes.adapter import plugin, search_entries
from mkdocs_papernotes.adapter.printing import Printing
from mkdocs_papernotes.adapter.search import escape_texts
from mkdocs_papernotes.adapter.search_entries import quicken
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.markup.search_sections import search_sections
from mkdocs_papernotes.markup.search_texts import search_texts
from tests.build_site import Project
from tests.timing import takes_less_than

pure = pytest.mark.pure

Found = list[tuple[str | None, list[str], list[str], bool]]


def parsed(parser: HTMLParser, html: str) -> Any:
    parser.feed(html)
    parser.close()
    return parser


def of_material(html: str) -> Found | None:
    """What Material's parser finds, or `None` where it raises an error."""
    try:
        found = parsed(material.Parser(), html).data
    except ValueError:
        return None
    return [(part.id, part.title, part.text, part.is_excluded()) for part in found]


def our_sections(html: str) -> Found | None:
    found = search_sections(html)
    if found is None:
        return None
    return [(part.id, part.title, part.text, part.is_excluded()) for part in found]


def texts(found: Any) -> object:
    return found.stripped_html, [(part.id, part.title, part.text) for part in found.data]


def check_agreement(html: str) -> bool:
    """All that is found is what the plugins find; returns whether anything was found at all."""
    sections, found = our_sections(html), search_texts(html)
    assert sections is None or sections == of_material(html)
    assert found is None or texts(found) == texts(parsed(mkdocs.ContentParser(), html))
    return sections is not None and found is not None


# What Markdown writes

EXTENSIONS = [
    "admonition",
    "attr_list",
    "footnotes",
    "def_list",
    "tables",
    "toc",
    "md_in_html",
    "pymdownx.arithmatex",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
]
OPTIONS = {
    "toc": {"permalink": "¶"},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.highlight": {"linenums": True, "anchor_linenums": True},
}
NOTE = """
# A note on attention { data-foo="a>b" }

Text with `code`, $x < y$ and 中文，“引用”。 A line\
break, H~2~O, &amp; & <b>bold</b> <br> <img src=a.png width=100>. A footnote.[^1]

$$
\\sum_{i<n} x_i
$$

## Method { data-search-exclude }

```python linenums="1" hl_lines="2"
def attend(q, k):

    return q @ k  # <here>
```

!!! note "A title"
    - [x] done
    - [ ] to do

      1. deep

### 结果 :smile:

| a | b |
|---|:-:|
| 1 | <svg viewBox="0 0 24 24"><path d="M1 1"/></svg> |

??? tip
    === "One"
        `#!python len(x)`
    === "Two"
        Term
        :   Definition

<div data-search-exclude>
<div><h2 id="hidden">Hidden</h2></div>
No longer hidden, as Material has it.
</div>

<!-- a comment -->

## <a href="#x">Linked</a> heading

<details><summary>More</summary><p> </p></details>

[^1]: Its text.
"""


@pure
def test_a_note_with_everything_is_read() -> None:
    html = markdown(NOTE, extensions=EXTENSIONS, extension_configs=OPTIONS)

    assert check_agreement(html)
    assert [part.id for part in search_sections(html) or ()] == [
        *(None, "method", "_1", "hidden", "linked-heading"),
    ]
    assert html.count("<svg")
    assert html.count("linenodiv")
    assert html.count("headerlink")


PIECES = st.sampled_from(
    [*NOTE.strip().split("\n\n"), "plain", "    code", "> quote", "* a\n* b", "<p>", "</div>"]
)


@pure
@given(st.lists(PIECES, max_size=12).map("\n\n".join))
def test_what_markdown_writes_is_read_as_the_plugins_do(text: str) -> None:
    check_agreement(markdown(text, extensions=EXTENSIONS, extension_configs=OPTIONS))


# HTML of any kind

NAMES = ["p", "code", "pre", "li", "ol", "ul", "sub", "div", "span", "a", "h1", "h2", "h6", "em"]
NAMES += ["td", "svg", "path", "object", "details", "hx"]
VOID = ["br", "img", "hr", "input", "wbr"]
TEXT_INSIDE = ["script", "style", "textarea", "title", "iframe", "noscript"]
ATTRIBUTES = """
id="x"|id="y z"|id=""|id|id=q|ID="Up"|class="headerlink"|class='headerlink'|class="linenodiv"
class="n k"|data-search-exclude|data-search-exclude="1"|Data-Search-Exclude=""|href="a>b"
title="<p>"|width=100|checked|viewBox="0 0 1 1"|id="1" id="2"|:class="x"
"""
ODD_ATTRIBUTES = """
class="linenodi&#118;"|id="a&ltb"|id="a&lt;"|x="|x=a/b|x==y|a=b/|é="1"|/|=|x='|"|x= y|\xa0id="n"
"""
TEXTS = ["word", " ", "\n", "  a\nb ", "&amp;", "&lt;p&gt;", "&", "&#1;", "&copy", "中文。", ">"]
ODD = """
<|< |a<b|<>|</>|</ p>|<P>|</DIV>|<!-->|<!--->|<!---->|<!-- a -- b -->|<!-- a --->|<!-- open
<?x?>|<![CDATA[x]]>|<!DOCTYPE html>|<!x>|<p|<p x="|</p|</p x>|<p\tid="t">|<p\fid="f">|\0|\r
"""


def divided(written: str) -> list[str]:
    return re.split(r"[|\n]", written.strip("\n"))


KNOWN = [f" {attribute}" for attribute in divided(ATTRIBUTES)]
ANY = [*KNOWN, *(f" {attribute}" for attribute in divided(ODD_ATTRIBUTES))]


def tag(names: list[str], attributes: list[str]) -> st.SearchStrategy[str]:
    return st.builds(
        "<{}{}{}>".format,
        st.sampled_from(names),
        st.lists(st.sampled_from(attributes), max_size=2).map("".join),
        st.sampled_from(["", "", "", "/", " /", "\n"]),
    )


def end_tag(names: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(names).map("</{}>".format)


def elements(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, attributes, parts: f"<{name}{attributes}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.one_of(st.just(""), st.sampled_from(KNOWN)),
        st.lists(inside, max_size=4),
    )


TAME = st.recursive(
    st.one_of(st.sampled_from([*TEXTS, "<!-- c -->", "<p> </p>"]), tag(VOID, KNOWN)),
    elements,
)
WILD = st.one_of(
    TAME,
    st.sampled_from(divided(ODD)),
    tag([*NAMES, *VOID, *TEXT_INSIDE], ANY),
    end_tag([*NAMES, *VOID, *TEXT_INSIDE]),
)


@pure
@given(st.lists(TAME, max_size=8).map("".join))
@example('<div><h2 id="a">A</h2>inside</div>outside')
@example('<h2 id="a">A<code></code></h2>x<p> </p><p><em></em></p>')
@example("<div data-search-exclude><div>a</div>b</div>c")
@example("<pre><code>a\n <span> </span>\n\n</code></pre>")
@example('<h1 id="a">A<a class="headerlink" href="#a"><b>¶</b></a></h1><h1>B</h1>')
def test_balanced_html_is_read_as_the_plugins_do(html: str) -> None:
    check_agreement(html)


@pure
@given(st.lists(WILD, max_size=12).map("".join))
@example("<p><h2 id='x'></p></h2></p>")
def test_any_other_html_is_read_so_or_not_at_all(html: str) -> None:
    check_agreement(html)


@pure
@given(st.text(alphabet="<>/!-=\"'&;# \npa1h2id", max_size=40))
def test_any_characters_are_read_so_or_not_at_all(html: str) -> None:
    check_agreement(html)


@pure
@pytest.mark.parametrize("name", TEXT_INSIDE)
def test_elements_with_text_inside_are_left_to_the_plugins(name: str) -> None:
    assert search_sections(f"<p>a</p><{name}><p>b</p></{name}>") is None
    assert search_texts(f"<p>a</p><{name}><p>b</p></{name}>") is None


# The indexes of the plugins


def page(html: str = "", **values: Any) -> Any:
    """A page as the plugins see it, with a heading of the anchor `a`."""
    toc = get_toc([{"level": 1, "id": "a", "name": "A", "children": []}])
    given = {"content": html, "url": "x/", "title": "X", "meta": {}, "toc": toc}
    return SimpleNamespace(**given | values)


def new_index(kind: str = "material") -> Any:
    return material.SearchIndex() if kind == "material" else mkdocs.SearchIndex(indexing="full")


NOTHING_KEPT = Store(None)


def quickened(index: Any, store: Any = NOTHING_KEPT) -> Any:
    config: Any = SimpleNamespace(plugins={"search": SimpleNamespace(search_index=index)})
    quicken(config, store)
    return index


def entries(index: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = index.entries if hasattr(index, "entries") else index._entries
    return found


PAGES = [
    page('<h1 id="a">A 中文分词</h1><p>b</p><h2 id="b">B</h2>c'),
    page("<p>no heading</p>", meta={"title": "Given", "tags": ["t", 1, None, ["x"]]}),
    page("<p>a</p>", meta={"search": {"boost": 2, "exclude": False}}),
    page("<p>a</p>", meta={"search": {"exclude": True}}),
    page('<p>a</p><h2 id="a" data-search-exclude>b</h2><script>1 < 2</script>', title=None),
    page(""),
]


@pure
@pytest.mark.parametrize("kind", ["material", "mkdocs"])
def test_an_index_has_the_entries_that_its_plugin_writes(kind: str) -> None:
    plain, quick = new_index(kind), quickened(new_index(kind))
    for each in PAGES:
        plain.add_entry_from_context(each)
        quick.add_entry_from_context(each)

    assert entries(quick) == entries(plain)
    assert len(entries(quick)) > len(PAGES) - 2
    assert "add_entry_from_context" in vars(quick)


def is_left_to_the_plugin(index: Any) -> bool:
    """Whether the plugin itself reads the HTML of pages."""
    with (
        patch.object(search_entries, "search_sections", side_effect=AssertionError),
        patch.object(search_entries, "search_texts", side_effect=AssertionError),
    ):
        for each in PAGES:
            index.add_entry_from_context(each)
    return len(entries(index)) > len(PAGES) - 2


@pure
@pytest.mark.parametrize("kind", ["material", "mkdocs"])
def test_an_index_of_another_source_is_left_to_its_plugin(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_entries, "_digest", lambda module, name: "another")

    assert is_left_to_the_plugin(quickened(new_index(kind)))


@pure
@pytest.mark.parametrize(
    ("kind", "owner", "name"),
    [
        ("material", material.Parser, "handle_data"),
        ("material", material.SearchIndex, "create_entry_for_section"),
        ("material", material.Element, "__eq__"),
        ("material", material, "void"),
        ("mkdocs", mkdocs.ContentParser, "handle_data"),
    ],
)
def test_an_index_that_another_plugin_has_changed_is_left_to_its_plugin(
    kind: str, owner: Any, name: str
) -> None:
    original = getattr(owner, name)

    @wraps(original)
    def other(*arguments: Any) -> Any:
        return original(*arguments)

    with patch.object(owner, name, other if callable(original) else {"br"}):
        assert is_left_to_the_plugin(quickened(new_index(kind)))


@pure
def test_the_index_of_another_plugin_is_left_alone() -> None:
    class SearchIndex(material.SearchIndex):  # type: ignore[misc]
        pass

    assert "add_entry_from_context" not in vars(quickened(SearchIndex()))
    assert vars(quickened(SimpleNamespace())) == {}


@pure
@pytest.mark.parametrize("kind", ["material", "mkdocs"])
def test_entries_that_were_kept_need_no_html_read(kind: str) -> None:
    store = Kept()
    first = quickened(new_index(kind), store)
    for each in PAGES:
        first.add_entry_from_context(each)
    second = quickened(new_index(kind), store)
    with (
        patch.object(search_entries, "search_sections", side_effect=AssertionError),
        patch.object(search_entries, "search_texts", side_effect=AssertionError),
    ):
        for each in PAGES:
            second.add_entry_from_context(each)

    assert entries(second) == entries(first)
    is_left_out = kind == "material"  # one page says so; MkDocs' own plugin does not know that
    assert len(store.values) == len(PAGES) - is_left_out


@pure
@pytest.mark.parametrize("kind", ["material", "mkdocs"])
def test_half_a_surrogate_pair_is_kept(kind: str) -> None:
    store, odd = Kept(), page("<p>中 \ud800</p>")
    first, second = (quickened(new_index(kind), store) for _ in range(2))
    first.add_entry_from_context(odd)
    second.add_entry_from_context(odd)
    assert entries(second) == entries(first)
    assert "中".encode() in next(iter(store.values.values()))


class Kept:
    """A store in memory."""

    is_open = True
    key = staticmethod(Store.key)

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.values.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.values[key] = value


@pure
@pytest.mark.parametrize(
    "change",
    [
        {"content": "<p>b</p>"},
        {"url": "y/"},
        {"title": "Y"},
        {"meta": {"title": "Y"}},
        {"meta": {"tags": ["1"]}},
        {"meta": {"tags": [1]}},
        {"meta": {"search": {"boost": 2}}},
        {"toc": get_toc([{"level": 1, "id": "b", "name": "A", "children": []}])},
        {"toc": get_toc([{"level": 1, "id": "a", "name": "B", "children": []}])},
    ],
    ids=lambda change: "-".join(change),
)
def test_whatever_changes_a_page_changes_its_key(change: dict[str, Any]) -> None:
    store = Kept()
    index = quickened(new_index(), store)
    index.add_entry_from_context(page("<p>a</p>"))
    index.add_entry_from_context(page(**{"html": "<p>a</p>"} | change))

    assert len(store.values) == 2


@pure
def test_a_boost_that_json_does_not_have_is_not_kept() -> None:
    store = Kept()
    index = quickened(new_index(), store)
    index.add_entry_from_context(page("<p>a</p>", meta={"search": {"boost": {1, 2}}}))

    assert store.values == {}
    assert index.entries[0]["boost"] == {1, 2}


@pure
def test_words_added_to_the_dictionary_of_jieba_change_every_key(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    store = Kept()
    for text in ("", "云计算 5", "云计算 6"):
        words.write_text(text, "utf-8")
        index = quickened(material.SearchIndex(jieba_dict=str(words)), store)
        index.add_entry_from_context(page("<p>a</p>"))

    assert len(store.values) == 3


# A site

BODY = """# Über *A & B* {zh}

Text with `code` and $x$.

## Part { data-search-exclude }

Hidden.

## Another

```python
x = 1
```
"""


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_the_index_of_a_site_is_the_one_that_its_plugin_writes(tmp_path: Path, theme: str) -> None:
    project = Project(tmp_path)
    project.note("a.md", BODY, tags=["x & y"], search={"boost": 2})
    project.note("a.zh.md", BODY.replace("{zh}", "中文分词"))
    project.note("b.md", BODY + "\n<script>1 < 2</script>\n")
    project.note("c.md", BODY, search={"exclude": True})
    project.write("about.md", "# About\n\nText.")
    project.configure(
        theme=theme, markdown_extensions=["attr_list", "fenced_code", {"toc": {"permalink": True}}]
    )
    parser = material.Parser if theme == "material" else mkdocs.ContentParser
    with patch.object(HTMLParser, "feed", autospec=True, side_effect=HTMLParser.feed) as feed:
        quick = project.build("quick").site_dir / "search/search_index.json"
    with patch.object(plugin, "quicken"):
        plain = project.build("plain").site_dir / "search/search_index.json"

    assert json.loads(quick.read_bytes()) == json.loads(plain.read_bytes())
    assert len(json.loads(quick.read_bytes())["docs"]) > 5
    left = [html for of, html in (call.args for call in feed.call_args_list) if type(of) is parser]
    assert left
    assert all("<script>" in html for html in left)


# Titles and tags of front matter


@pure
def test_a_text_is_from_front_matter_if_one_there_begins_with_it() -> None:
    printing = Printing(["R&D/theory", "A & B"])

    assert [printing.is_raw(text) for text in ("R&D", "R&D/theory", "A & B")] == [True] * 3
    assert not any(printing.is_raw(text) for text in ("R", "A & C", "& B", "R&D/theory/x", "Z&"))


@pure
def test_thousands_of_titles_are_looked_up_in_a_moment() -> None:
    texts = [f"What's {number} in it" for number in range(20_000)]
    sections = [{"title": f"Section's {number}", "text": ""} for number in range(20_000)]
    config: Any = SimpleNamespace(
        plugins={"search": SimpleNamespace(search_index=SimpleNamespace(entries=sections))}
    )

    def escape() -> None:
        escape_texts(config, Printing(texts).is_raw)

    assert takes_less_than(5, escape)  # comparing each with each takes a minute

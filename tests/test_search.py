"""What search finds: both languages, the words of terms, and notes by their papers."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search import plugin as material
from mkdocs.contrib.search import search_index as mkdocs

from mkdocs_papernotes.adapter.search_entries import quicken
from mkdocs_papernotes.adapter.search_options import SEPARATOR, set_search_options
from mkdocs_papernotes.adapter.segmenter import JiebaSegmenter
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.languages.searched import searched_languages
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Author, Paper
from mkdocs_papernotes.people.scripts import HAN
from mkdocs_papernotes.terms.chinese_words import by_character, words_in
from mkdocs_papernotes.views.search_line import search_line
from tests.build_site import Built, Project
from tests.shared import Shared

pure = pytest.mark.pure

TEXT = "我们用专家并行训练，不用推测解码。"
WORDS = frozenset(("专家并行", "推测解码"))


def divided(text: str) -> list[str]:
    return [word for word in text.split("\u200b") if word]


# Chinese in words


@pure
def test_the_words_of_a_site_are_words_to_jieba() -> None:
    segment = JiebaSegmenter(material, WORDS)
    found = divided(segment(TEXT))

    assert {*found} >= WORDS
    assert "".join(found) == TEXT
    assert segment.other_words(["", segment(TEXT)], ("专家并行",)) == "专家 并行"
    assert segment.other_words([segment("专家")], ("专家并行",)) == ""


@pure
@pytest.mark.parametrize(
    "text", ["", "plain", "无监督的预训练", "并行 GPU，显存不足", "<p>专家</p>"]
)
def test_a_text_without_them_is_divided_as_the_plugin_does_it(text: str) -> None:
    assert JiebaSegmenter(material, WORDS)(text) == material.SearchIndex()._segment_chinese(text)


@pure
def test_jieba_itself_learns_nothing() -> None:
    before = material.SearchIndex()._segment_chinese(TEXT)
    JiebaSegmenter(material, WORDS | {"用专家"})(TEXT)

    assert material.SearchIndex()._segment_chinese(TEXT) == before


@pure
def test_without_jieba_every_character_is_a_word() -> None:
    assert divided(by_character("用GPU训练，<p>好")) == [*"用", "GPU", *"训练", "，<p>", "好"]


@pure
@given(st.text(st.sampled_from("a1 <p>,，。\u200b专家并行𠀀々ー한é")))
def test_every_character_has_one_space_around_it(text: str) -> None:
    space = "\u200b"
    runs = re.sub(f"[{HAN}]+", lambda run: f"{space}{space.join(run[0])}{space}", text)
    assert by_character(text) == runs.replace(space * 2, space).strip(space)


@pure
def test_words_are_found_in_html_whatever_stands_between_them() -> None:
    assert words_in(f"<p>{TEXT}</p>", WORDS) == ("专家并行", "推测解码")
    assert words_in('<b class="x">专家</b>并行 <i>推测</i> 解码', WORDS) == ("专家并行",)
    assert words_in("<p>English</p>", WORDS) == ()


# The line about a paper


PAPER = Paper(
    title="Attention",
    authors=(Author("Ashish Vaswani"), Author("张伟")),
    arxiv=ArxivId.parse("1706.03762v5"),
    doi=Doi.parse("10.1000/x<y"),
)


@pure
@pytest.mark.parametrize(
    ("title", "paper", "expected"),
    [
        ("A note", PAPER, "Attention · Ashish Vaswani, 张伟 · arXiv 1706.03762 · DOI 10.1000/x<y"),
        ("Attention", Paper(title="Attention"), ""),
        ("A note", Paper(doi=Doi.parse("10.48550/arXiv.1706.03762")), ""),
        ("A note", Paper(), ""),
    ],
)
def test_the_line_has_what_the_title_does_not_say(title: str, paper: Paper, expected: str) -> None:
    note: Any = SimpleNamespace(title=title)
    assert search_line(note, paper) == expected


def page(html: str) -> Any:
    return SimpleNamespace(content=html, url="a/", title="A", meta={}, toc=[])


def indexed(index: Any, line: str = "", html: str = "<p>b</p>", **plugins: Any) -> Any:
    config: Any = SimpleNamespace(plugins={"search": SimpleNamespace(search_index=index)} | plugins)
    quicken(config, Store(None), WORDS, lambda page: line)
    index.add_entry_from_context(page(html))
    return index


def material_index() -> Any:
    fields = {"title": {"boost": 1.0}}
    return material.SearchIndex(separator=SEPARATOR, lang=["en"], pipeline=[], fields=fields)


@pure
def test_the_first_entry_of_a_note_has_the_line() -> None:
    html = '<h1 id="a">A</h1>b<h2 id="c">C</h2>d'
    first, second = indexed(material_index(), "x < y · 专家并行", html).entries
    assert first["text"] == "b<p>x &lt; y · \u200b专家并行\u200b</p>"
    assert second["text"] == "d"
    first, *_ = indexed(mkdocs.SearchIndex(indexing="full"), "x < y", html)._entries
    assert first["text"].endswith("\nx < y")


@pure
def test_a_page_without_its_first_section_has_no_line() -> None:
    html = '<h1 id="a" data-search-exclude>A</h1>b<h2 id="c">C</h2>d'
    assert [e["text"] for e in indexed(material_index(), "x", html).entries] == ["d"]


@pure
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p data-search-exclude="a" id="b">x</p>', '<p id="b">x</p>'),
        ('<p>data-search-exclude="a"</p>', "<p></p>"),
        ("<p data-search-exclude>x</p>", "<p data-search-exclude>x</p>"),
        ("<p>x</p>", "<p>x</p>"),
    ],
)
def test_a_page_loses_the_attributes_that_the_plugin_removes(html: str, expected: str) -> None:
    plugin: Any = material.SearchPlugin()
    plugin.config = SimpleNamespace(enabled=True)
    plugin.search_index = indexed(material_index())
    shown = page(html)
    plugin.on_page_context({}, page=shown, config=None, nav=None)
    assert shown.content == expected


# The file of the index


@pure
def test_chinese_is_written_as_it_is() -> None:
    index = indexed(material_index(), html=f"<p>{TEXT}</p>")
    text = index.generate_search_index(None).encode("utf-8").decode()
    fields = {"title": {"boost": 1.0}, "words": {"boost": 1.0}}

    assert "专家并行" in text
    assert json.loads(text) == json.loads(material.SearchIndex.generate_search_index(index, None))
    assert json.loads(text)["config"]["fields"] == fields


@pure
def test_half_a_surrogate_pair_is_escaped() -> None:
    index = indexed(material_index())
    index.entries[0]["tags"] = ["\ud800"]
    assert r"\ud800" in index.generate_search_index(None)


@pure
def test_it_is_ascii_beside_plugins_that_read_it_in_the_encoding_of_the_system() -> None:
    index = indexed(material_index(), html=f"<p>{TEXT}</p>", encryptcontent=None)
    assert index.generate_search_index(None).isascii()


# Options


def options(languages: tuple[str, ...], **given: Any) -> dict[str, Any]:
    config = {"lang": None, "separator": None, "pipeline": None} | given
    site: Any = SimpleNamespace(plugins={"search": SimpleNamespace(config=config)})
    set_search_options(site, languages)
    return config


@pure
def test_a_site_with_chinese_needs_no_setting() -> None:
    own = {"lang": ["en"], "separator": SEPARATOR, "pipeline": ["stopWordFilter"]}
    assert options(("en", "zh")) == own
    assert options(("zh-Hant",)) == own


@pure
def test_what_the_author_set_counts() -> None:
    given = {"lang": ["en", "zh"], "separator": "x", "pipeline": ["stemmer"]}
    assert options(("en", "zh"), **given) == given
    assert options(("en", "zh"), lang=["zh"])["pipeline"] == []


@pure
def test_other_sites_have_the_defaults_of_the_plugin() -> None:
    assert options(("de",)) == {"lang": None, "separator": None, "pipeline": None}
    assert options(("en", "de-CH"))["lang"] == ["en", "de"]
    assert options(("en", "de-CH"))["separator"] is None
    assert searched_languages(["tlh"]) == ["en"]


@pure
def test_the_script_of_mkdocs_is_not_left_alone_with_chinese() -> None:
    for languages, expected in ((("zh",), ["en", "zh"]), (("en",), None)):
        config: dict[str, Any] = {"lang": None}
        site: Any = SimpleNamespace(plugins={"search": SimpleNamespace(config=config)})
        set_search_options(site, languages)
        assert config["lang"] == expected


# A site


def build_site(project: Project) -> Built:
    """Notes with terms, one of them on a paper, one unlisted, and a page in one language."""
    project.configure(theme="material", papernotes={"terms": {"ep": {"zh": "专家并行"}}})
    paper = {"title": "On <experts>", "authors": ["Ada Lovelace"], "arxiv": "2401.01234"}
    project.note("a.md", "# A\n\nText.\n\n## Part\n\nMore.", paper=paper, tags=["ep"])
    project.note("a.zh.md", f"# 笔记\n\n{TEXT}", tags=["专家并行"])
    hidden = {"title": "Secret paper", "arxiv": "2401.09999"}
    project.note("b.md", "# B\n\nHidden.", paper=hidden, unlisted=True)
    project.write("about.md", "# About\n\nOnly here.")
    return project.build()


@pytest.fixture(scope="module")
def site(shared: Shared) -> Built:
    return shared.built("search", build_site)


def test_notes_of_both_languages_are_found_by_their_paper(site: Built) -> None:
    line = "<p>On &lt;experts&gt; · Ada Lovelace · arXiv 2401.01234</p>"
    texts = {entry["location"]: entry["text"] for entry in site.search_entries}
    assert [url for url, text in texts.items() if text.endswith(line)] == [
        *("notes/a/", "zh/notes/a/"),
    ]
    assert "2401.09999" not in site.text("search/search_index.json")


def test_the_names_of_terms_are_words(site: Built) -> None:
    index = json.loads(site.text("search/search_index.json"))
    (entry,) = [each for each in index["docs"] if each["location"] == "zh/notes/a/"]
    assert "\u200b专家并行\u200b" in entry["text"]
    assert entry["words"] == "专家 并行"
    assert index["config"]["lang"] == ["en"]
    assert r"\u200b" in index["config"]["separator"]


def test_no_section_stands_in_the_index_twice(site: Built, tmp_path: Any) -> None:
    project = Project(tmp_path).configure(theme="material", i18n={"reconfigure_search": False})
    project.write("about.md", "# About\n\nOnly here.")
    project.note("a.md", "# A")
    for built in (site, project.build()):
        places = [entry["location"] for entry in built.search_entries]
        assert "about/" in places
        assert "zh/about/" not in places
        assert len(places) == len(set(places))


def test_a_build_without_jieba_says_so_once(tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(material, "jieba", None)
    built = build_site(Project(tmp_path))
    told = [text for text in built.messages if "PN161" in text]
    assert len(told) == 1
    index = json.loads(built.text("search/search_index.json"))
    (entry,) = [each for each in index["docs"] if each["location"] == "zh/notes/a/"]
    assert "\u200b专\u200b家\u200b并\u200b行\u200b" in entry["text"]
    assert entry["words"] == "专家并行"


@pytest.mark.parametrize("words", [["推测解码"], ["推测解码", "用专家"]])
def test_a_change_of_terms_reaches_an_index_of_kept_entries(
    site: Built, tmp_path: Any, words: list[str]
) -> None:
    project = Project(tmp_path)
    build_site(project)
    terms = {word: {"zh": word, "also": [word]} for word in words}
    project.configure(theme="material", papernotes={"terms": terms, "cache": True})
    again = project.build().text("search/search_index.json")
    project.configure(theme="material", papernotes={"terms": terms, "cache": False})

    assert again == project.build("clean").text("search/search_index.json")
    assert again != site.text("search/search_index.json")

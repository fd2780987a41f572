"""Citations: names and keys in tables, files read back by the parsers that people use."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person, parse_string
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from mkdocs_papernotes import open_site
from mkdocs_papernotes.citation.bibtex import bibtex_entry, write_bibtex
from mkdocs_papernotes.citation.csl import csl_item, write_csl
from mkdocs_papernotes.citation.key import with_keys
from mkdocs_papernotes.citation.reference import (
    Reference,
    note_reference,
    paper_reference,
    safe_key,
)
from mkdocs_papernotes.citation.ris import ris_record, write_ris
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import PAPER_TYPES, Author, Paper, Venue
from mkdocs_papernotes.people.enumeration import is_only_et_al
from mkdocs_papernotes.people.names import Name, split_name

pytestmark = pytest.mark.pure

GOLDENS = Path(__file__).parent / "data" / "citation"


def people(*names: str) -> tuple[Author, ...]:
    return tuple(map(Author, names))


def web(url: str) -> Link:
    return Link(url, "notes/x.md")


ATTENTION = Paper(
    title="Attention Is All You Need",
    authors=people(
        "Ashish Vaswani",
        "Noam Shazeer",
        "Niki Parmar",
        "Jakob Uszkoreit",
        "Llion Jones",
        "Aidan N. Gomez",
        "Łukasz Kaiser",
        "Illia Polosukhin",
    ),
    date=PartialDate(2017, 6, 12),
    arxiv=ArxivId("1706.03762", "v7"),
    categories=("cs.CL", "cs.LG"),
    abstract="The best performing models also connect the encoder and decoder.\nWe propose …",
    links=(("code", web("https://github.com/tensorflow/tensor2tensor")),),
)
PAGED_ATTENTION = Paper(
    title="Efficient Memory Management for Large Language Model Serving with PagedAttention",
    authors=people("Woosuk Kwon", "Zhuohan Li", "Ying Sheng", "Ion Stoica"),
    date=PartialDate(2023, 10, 23),
    arxiv=ArxivId("2309.06180"),
    doi=Doi("10.1145/3600006.3613165"),
    categories=("cs.LG",),
    venue=Venue("Proceedings of the 29th Symposium on Operating Systems Principles", "SOSP 2023"),
    page="611–626",
    publisher="Association for Computing Machinery",
)
THESIS = Paper(
    type="thesis",
    title="Architectural Styles and the Design of Network-based Software Architectures",
    authors=people("Roy Thomas Fielding"),
    date=PartialDate(2000),
    venue=Venue("University of California, Irvine"),
    pages="162",
    url=web("https://ics.uci.edu/~fielding/pubs/dissertation/top.htm"),
)
JOURNAL = Paper(
    title="Visualizing Data using t-SNE",
    authors=people("Laurens van der Maaten", "Hinton, Geoffrey"),
    date=PartialDate(2008, 11),
    venue=Venue("Journal of Machine Learning Research", "JMLR"),
    volume="9",
    issue="86",
    page="2579-2605",
    links=(
        ("code", web("code/tsne.zip")),
        ("pdf", web("https://jmlr.org/papers/volume9/vandermaaten08a/vandermaaten08a.pdf")),
    ),
)
CHINESE = Paper(
    title="基于分歧的半监督学习",
    authors=people("周志华"),
    date=PartialDate(2013),
    doi=Doi("10.3724/SP.J.1004.2013.01871"),
    venue=Venue("自动化学报"),
    volume="39",
    issue="11",
    page="1871–1878",
)
OLD_STYLE = Paper(
    title="The Large $N$ Limit of Superconformal Field Theories and Supergravity",
    authors=people("Juan M. Maldacena"),
    date=PartialDate(1997, 11, 27),
    arxiv=ArxivId("hep-th/9711200"),
)
ONLY_A_TITLE = Paper(title="C++ & the 100% Solution")
NOTE = note_reference(
    title="读 PagedAttention：一页一页的 KV 缓存",
    authors=["周忠柱", "Kiran Purohit"],
    translators=["Jane O'Brien"],
    url="https://notes.example.org/zh/2026/paged-attention/",
    site_name="Research Notes & Reviews",
    language="zh_CN",
    date=date(2026, 4, 27),
)
KNOWN = with_keys(
    {
        **{
            paper.title: paper_reference(paper)
            for paper in (
                ATTENTION,
                PAGED_ATTENTION,
                THESIS,
                JOURNAL,
                CHINESE,
                OLD_STYLE,
                ONLY_A_TITLE,
            )
        },
        "note": NOTE,
    }
)

# Goldens


@pytest.mark.parametrize(
    ("write", "name"),
    [(write_bibtex, "works.bib"), (write_ris, "works.ris"), (write_csl, "works.json")],
)
def test_well_known_works(write: Any, name: str) -> None:
    expected = (GOLDENS / name).read_text("utf-8")
    assert write(KNOWN.values()) == expected
    assert write(reversed(KNOWN.values())) == expected


# Names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ashish Vaswani", Name("Vaswani", "Ashish")),
        ("Donald E. Knuth", Name("Knuth", "Donald E.")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("John von  Neumann", Name("Neumann", "John", "von")),
        ("Laurens van der Maaten", Name("Maaten", "Laurens", "van der")),
        ("van der Maaten, Laurens", Name("Maaten", "Laurens", "van der")),
        ("Laurens Van der Maaten", Name("Maaten", "Laurens", "Van der")),
        ("Jean de la Fontaine", Name("Fontaine", "Jean", "de la")),
        ("Charles-Jean de la Vallée Poussin", Name("Vallée Poussin", "Charles-Jean", "de la")),
        ("Muhammad al-Khwarizmi", Name("Khwarizmi", "Muhammad", "al-")),
        ("Gerard 't Hooft", Name("Hooft", "Gerard", "'t")),
        ("José Ortega y Gasset", Name("Ortega y Gasset", "José")),
        ("van Rossum", Name("Rossum", "", "van")),
        ("Nguyen Van Anh", Name("Anh", "Nguyen Van")),
        ("danah boyd", Name("boyd", "danah")),
        ("Conan O'Brien", Name("O'Brien", "Conan")),
        ("Jean-Pierre Serre", Name("Serre", "Jean-Pierre")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "", "Jr.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("Henry Louis Gates III", Name("Gates", "Henry Louis", "", "III")),
        ("John Doe Sr.", Name("Doe", "John", "", "Sr.")),
        ("Vaswani, Ashish", Name("Vaswani", "Ashish")),
        ("Vincent {van Gogh}", Name("van Gogh", "Vincent")),
        ("{van Gogh}, Vincent", Name("van Gogh", "Vincent")),
        ("Plato", Name(literal="Plato")),
        ("OpenAI", Name(literal="OpenAI")),
        ("{Barnes and Noble}", Name(literal="Barnes and Noble")),
        ("The vLLM Team", Name(literal="The vLLM Team")),
        ("ATLAS Collaboration", Name(literal="ATLAS Collaboration")),
        ("Max Planck Institute", Name(literal="Max Planck Institute")),
        ("Google, Inc.", Name(literal="Google, Inc.")),
        ("Meta AI", Name(literal="Meta AI")),
        ("周忠柱", Name(literal="周忠柱")),
        ("欧阳 修", Name(literal="欧阳 修")),
        ("周，忠柱", Name("周", "忠柱")),
        ("山田太郎", Name(literal="山田太郎")),
        ("김철수", Name(literal="김철수")),
        ("通义千问团队", Name(literal="通义千问团队")),
        ("et al.", Name(literal="et al.")),
        ("Knuth, , Jr.", Name(literal="Knuth Jr.")),
        ("Knuth, Jr., {}", Name("Knuth", "Jr.")),
        ("Donald Knuth,", Name("Knuth", "Donald")),
        ("{Sand, Sea}, {A, B}", Name("Sand, Sea", "A, B")),
        ("{, }", Name()),
    ],
)
def test_names(text: str, name: Name) -> None:
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("author", "name"),
    [
        (Author("周忠柱", family="周", given="忠柱"), Name("周", "忠柱")),
        (Author("周忠柱", family="周"), Name("周", "忠柱")),
        (Author("Zhou Zhongzhu", given="Zhongzhu"), Name("Zhou", "Zhongzhu")),
        (
            Author("Gabriel García Márquez", family="García Márquez"),
            Name("García Márquez", "Gabriel"),
        ),
        (Author("Vincent van Gogh", family="van Gogh"), Name("Gogh", "Vincent", "van")),
        (Author("Linh Van", family="Van"), Name("Van", "Linh")),
        (Author("Adriaan van", family="van"), Name("van", "Adriaan")),
        (Author("Grace Hopper", family="{}"), Name("Hopper", "Grace")),
        (Author("Grace Hopper"), Name("Hopper", "Grace")),
    ],
)
def test_stated_names_win(author: Author, name: Name) -> None:
    assert facts.author_name(author) == name


# Keys


def keys(*papers: Paper) -> list[str]:
    """The keys of papers, in their order."""
    found = with_keys({str(at): paper_reference(paper) for at, paper in enumerate(papers)})
    return [found[str(at)].key for at in range(len(papers))]


@pytest.mark.parametrize(
    ("author", "year", "title", "key"),
    [
        ("Ashish Vaswani", 2017, "Attention Is All You Need", "vaswani2017attention"),
        ("Laurens van der Maaten", 2008, "Visualizing Data", "vandermaaten2008visualizing"),
        ("Karl Weierstraß", 1885, "Über die analytische Darstellbarkeit", "weierstrass1885uber"),
        ("Søren Ørsted", 1999, "The Łódź Model", "orsted1999lodz"),
        ("Ngô Đình", 2020, "On the Æther", "dinh2020aether"),
        ("Conan O'Brien", 2020, "Don’t Stop", "obrien2020dont"),
        ("Muhammad al-Khwarizmi", 2020, "3D Algebra", "alkhwarizmi2020algebra"),
        ("Jane Doe", 2020, "A C++ Primer", "doe2020primer"),
        ("The ATLAS Collaboration", 2012, "Observation of a Particle", "atlas2012observation"),
        ("Пётр Капица", 2020, "Sound", "paper2020sound"),
        ("Research Team of Xiaomi", 2025, "MiMo", "xiaomi2025mimo"),
        ("The University of Tokyo", 2020, "Sound", "tokyo2020sound"),
        ("R Core Team", 2024, "R: A Language", "rcore2024language"),
        ("3M Company", 2020, "Sound", "3m2020sound"),
        ("Team GLM", 2024, "ChatGLM", "glm2024chatglm"),
        ("Gemini Team, Google", 2023, "Gemini", "gemini2023gemini"),
        ("DeepSeek-AI", 2024, "DeepSeek-V3 Technical Report", "deepseek2024deepseek"),
        ("OpenAI", 2023, "GPT-4 Technical Report", "openai2023gpt"),
        ("Google Research", 2020, "Sound", "google2020sound"),
        ("Institute for Advanced Study", 2020, "Sound", "advanced2020sound"),
        ("The Research Team", 2020, "Sound", "research2020sound"),
        ("{Barnes and Noble}", 2020, "Sound", "barnes2020sound"),
        ("Aristotle", 1998, "Metaphysics", "aristotle1998metaphysics"),
        ("X", 2020, "Sound", "x2020sound"),
        ("国家统计局 NBS", 2020, "Sound", "nbs2020sound"),
        ("国家统计局", 2020, "Sound", "paper2020sound"),
        ("García Márquez, Gabriel", 1967, "Cien años", "garciamarquez1967cien"),
        ("José Ortega y Gasset", 1930, "La rebelión", "ortegaygasset1930la"),
        ("Martin Luther King Jr.", 1963, "Strength", "king1963strength"),
        ("", 2020, "To Be or Not to Be", "paper2020not"),
        (f"Jane {'Doe' * 30}", 2020, "x" * 300, f"{'doe' * 10}2020{'x' * 30}"),
    ],
)
def test_keys(author: str, year: int, title: str, key: str) -> None:
    paper = Paper(title=title, authors=people(author), date=PartialDate(year))
    assert keys(paper) == [key]


@pytest.mark.parametrize(
    ("family", "key"),
    [
        ("Research Team of Xiaomi", "xiaomi2020sound"),
        ("The LLaMA Team", "llama2020sound"),
        ("DeepSeek AI", "deepseek2020sound"),
        ("García Márquez", "garciamarquez2020sound"),
        ("van der Maaten", "vandermaaten2020sound"),
    ],
)
def test_an_organisation_stated_as_a_family_name_is_a_name_in_one_piece(
    family: str, key: str
) -> None:
    author = Author(family, family=family)
    assert keys(Paper(title="Sound", authors=(author,), date=PartialDate(2020))) == [key]


def test_keys_of_titles_without_a_latin_word() -> None:
    zhou = Paper(title="论文", authors=people("Zhongzhu Zhou"), date=PartialDate(2026))
    assert keys(
        Paper(**{**vars(zhou), "arxiv": ArxivId("2604.15244")}),
        Paper(**{**vars(zhou), "doi": Doi("10.1145/3600006.3613165")}),
    ) == ["zhou2026arxiv260415244", "zhou2026doi36000063613165"]
    (key,) = keys(zhou)
    assert re.fullmatch("zhou2026x[0-9a-f]{6}", key)
    assert keys(zhou, Paper(**{**vars(zhou), "title": "另一篇"}))[0] == key


def test_a_latin_word_in_a_chinese_title_is_no_key() -> None:
    paper = Paper(title="基于 LLM 的论文阅读", authors=people("周忠柱"), date=PartialDate(2026))
    (key,) = keys(paper)
    assert re.fullmatch("paper2026x[0-9a-f]{6}", key)


def test_keys_do_not_depend_on_other_papers() -> None:
    papers = [
        Paper(title=f"Deep {at}", authors=people("Li Wei"), date=PartialDate(2020, 1, at + 1))
        for at in range(29)
    ]
    all_keys = keys(*papers)
    assert len(set(all_keys)) == 29
    assert all(re.fullmatch("wei2020deepx[0-9a-f]{6}", key) for key in all_keys)
    assert keys(*papers[1:]) == all_keys[1:]
    assert keys(*papers[:-1]) == all_keys[:-1]
    assert keys(papers[0]) == ["wei2020deep"]


def test_keys_of_notes_never_change() -> None:
    notes = {
        str(at): note_reference(
            title="Reading papers",
            authors=["Li Wei"],
            url=f"https://example.org/notes/{at}/",
            site_name="",
            language="en",
            date=date(2020, 1, 1 + at),
        )
        for at in range(5)
    }
    found = with_keys(notes)
    for name, note in notes.items():
        assert with_keys({name: note})[name].key == found[name].key
        assert re.fullmatch("wei2020readingx[0-9a-f]{6}", found[name].key)


def test_only_works_that_nothing_tells_apart_are_numbered() -> None:
    twice = Paper(title="Deep", authors=people("Li Wei"), date=PartialDate(2020))
    first, second = keys(twice, twice)
    assert second == f"{first}a"


def test_stated_keys_win() -> None:
    old = Paper(title="Deep", authors=people("Li Wei"), date=PartialDate(2020))
    new = Paper(title="Wide", date=PartialDate(2024), citation_key="WEI2020Deep")
    first, second = keys(old, new)
    assert second == "WEI2020Deep"
    assert re.fullmatch("wei2020deepx[0-9a-f]{6}", first)
    twice = {"a": paper_reference(new), "b": paper_reference(new), "c": paper_reference(old)}
    found = [with_keys(twice)[name].key for name in "abc"]
    assert found[0] == "WEI2020Deep"
    assert re.fullmatch("WEI2020Deepx[0-9a-f]{6}", found[1])
    assert found[2] == first


def test_a_note_never_changes_the_key_of_a_paper() -> None:
    paper = Paper(title="Deep", authors=people("Li Wei"), date=PartialDate(2026))
    note = note_reference(
        title="Deep", authors=["Li Wei"], url="", site_name="", language="en", date=date(2026, 1, 1)
    )
    found = with_keys({"a": note, "b": paper_reference(paper)})
    assert found["b"].key == "wei2026deep"
    assert re.fullmatch("wei2026deepx[0-9a-f]{6}", found["a"].key)


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ("vaswani2017", "vaswani2017"),
        ("DBLP:conf/nips/VaswaniSPUJGKP17", "DBLP:conf/nips/VaswaniSPUJGKP17"),
        ("a b, {c}\\d%#~\n", "abcd"),
        ("周2026", "周2026"),
    ],
)
def test_safe_keys(stated: str, key: str) -> None:
    assert safe_key(stated) == key
    assert paper_reference(Paper(citation_key=stated)).key == key


# What is exported


def test_only_addresses_on_the_web_are_exported() -> None:
    site, mail = web("files/paper.pdf"), web("mailto:a@example.org")
    assert paper_reference(Paper(url=site, links=(("pdf", mail),))).url == ""
    paper = Paper(url=mail, links=(("pdf", site), ("project", web("https://example.org"))))
    assert paper_reference(paper).url == "https://example.org"
    assert (
        note_reference(title="", authors=[], url="notes/x/", site_name="", language="en").url == ""
    )


def test_addresses_hold_nothing_that_ends_a_field() -> None:
    url = "https://example.org/~a_b/%7Bx%7D?q={1}&r=a b\\c#d\n"
    reference = paper_reference(
        Paper(url=web(url), doi=Doi("10.1000/a_{b}%\\c<d>"), citation_key="k")
    )
    address = "https://doi.org/10.1000/a_%7Bb%7D%25%5Cc%3Cd%3E"
    assert reference.url == address
    assert "  doi = {10.1000/a_%7Bb%7D%%5Cc<d>},\n" in bibtex_entry(reference)
    assert csl_item(reference)["DOI"] == "10.1000/a_{b}%\\c<d>"
    expected = "https://example.org/~a_b/%7Bx%7D?q=%7B1%7D&r=a%20b%5Cc#d"
    assert f"  url = {{{expected}}},\n" in bibtex_entry(paper_reference(Paper(url=web(url))))


@pytest.mark.parametrize(
    ("paper", "doi", "url"),
    [
        (
            Paper(arxiv=ArxivId("2604.15244", "v2")),
            "10.48550/arXiv.2604.15244",
            "https://arxiv.org/abs/2604.15244",
        ),
        (
            Paper(arxiv=ArxivId("2604.15244"), venue=Venue("ICML 2026")),
            "",
            "https://arxiv.org/abs/2604.15244",
        ),
        (
            Paper(arxiv=ArxivId("2604.15244"), doi=Doi("10.1000/x"), venue=Venue("ICML 2026")),
            "10.1000/x",
            "https://doi.org/10.1000/x",
        ),
    ],
)
def test_a_preprint_is_at_arxiv_and_a_published_paper_at_its_publisher(
    paper: Paper, doi: str, url: str
) -> None:
    reference = paper_reference(paper)
    assert (reference.doi, reference.url) == (doi, url)


@pytest.mark.parametrize(
    ("page", "pages", "first", "last"),
    [
        ("611–626", "611--626", "611", "626"),
        ("611 -- 626", "611--626", "611", "626"),
        ("611-626", "611--626", "611", "626"),
        ("A-12–A-20", "A-12--A-20", "A-12", "A-20"),
        ("42", "42", "42", None),
        ("1-5, 7-9", "1-5, 7-9", "1-5, 7-9", None),
    ],
)
def test_page_ranges(page: str, pages: str, first: str, last: str | None) -> None:
    reference = paper_reference(Paper(page=page, citation_key="k"))
    assert f"  pages = {{{pages}}},\n" in bibtex_entry(reference)
    (record,) = rispy.loads(ris_record(reference))
    assert (record["start_page"], record.get("end_page")) == (first, last)


@pytest.mark.parametrize(
    ("author", "source"),
    [
        (Author("Laurens van der Maaten"), "van der Maaten, Laurens"),
        (Author("Martin Luther King, Jr."), "King, Jr., Martin Luther"),
        (Author("Jean-Pierre Serre"), "Serre, Jean-Pierre"),
        (Author("Muhammad al-Khwarizmi"), "{al-Khwarizmi}, Muhammad"),
        (Author("周忠柱"), "{周忠柱}"),
        (Author("周忠柱", family="周", given="忠柱"), "周, 忠柱"),
        (Author("García Márquez", family="García Márquez"), "{García Márquez}"),
        (Author("AT&T Labs"), "{AT\\&T Labs}"),
        (Author("x", family="Barnes and Noble", given="A, B"), "{Barnes and Noble}, {A, B}"),
        (Author("{Sand and Sea}"), "{Sand and Sea}"),
    ],
)
def test_names_in_bibtex(author: Author, source: str) -> None:
    entry = bibtex_entry(paper_reference(Paper(authors=(author,))))
    assert f"  author = {{{source}}},\n" in entry


def test_others_stand_only_where_an_author_says_so() -> None:
    said = paper_reference(Paper(authors=people("Ada Lovelace", "et al.")))
    assert "  author = {Lovelace, Ada and others},\n" in bibtex_entry(said)
    assert "others" not in write_bibtex(KNOWN.values())


def test_authors_who_are_not_named() -> None:
    reference = paper_reference(Paper(authors=people("Jane Doe"), others=True, citation_key="k"))
    assert "  author = {Doe, Jane and others},\n" in bibtex_entry(reference)
    assert csl_item(reference)["author"] == [{"family": "Doe", "given": "Jane"}]
    assert rispy.loads(ris_record(reference))[0]["authors"] == ["Doe, Jane"]


@pytest.mark.parametrize(
    ("paper", "entry", "ris", "lines"),
    [
        (Paper(type="book", venue=Venue("MIT Press")), "book", "BOOK", ["publisher = {MIT Press}"]),
        (
            Paper(type="book", venue=Venue("LNCS"), publisher="Springer", pages="300"),
            "book",
            "BOOK",
            ["publisher = {Springer}", "series = {LNCS}", "pagetotal = {300}"],
        ),
        (
            Paper(type="dataset", venue=Venue("Zenodo")),
            "dataset",
            "DATA",
            ["publisher = {Zenodo}"],
        ),
        (
            Paper(type="software", publisher="GitHub"),
            "software",
            "COMP",
            ["organization = {GitHub}"],
        ),
        (
            Paper(type="patent", number="US 1234", publisher="Example AG"),
            "patent",
            "PAT",
            ["number = {US 1234}", "holder = {Example AG}"],
        ),
        (Paper(type="webpage", venue=Venue("Blog")), "online", "ELEC", ["organization = {Blog}"]),
        (
            Paper(type="thesis", genre="Master's thesis", venue=Venue("MIT")),
            "mastersthesis",
            "THES",
            ["school = {MIT}"],
        ),
        (
            Paper(type="thesis", genre="硕士学位论文", venue=Venue("清华大学")),
            "mastersthesis",
            "THES",
            ["school = {清华大学}", "type = {硕士学位论文}"],
        ),
        (
            Paper(type="report", number="TR-7", venue=Venue("INRIA"), genre="Research Report"),
            "techreport",
            "RPRT",
            ["number = {TR-7}", "institution = {INRIA}", "type = {Research Report}"],
        ),
        (
            Paper(venue=Venue("PLOS ONE"), eid="e0123"),
            "article",
            "JOUR",
            ["journal = {PLOS ONE}", "eid = {e0123}"],
        ),
        (
            Paper(venue=Venue("Under review at ICLR 2027"), arxiv=ArxivId("2604.15244")),
            "misc",
            "UNPD",
            ["howpublished = {arXiv:2604.15244}", "note = {Under review at ICLR 2027}"],
        ),
        (Paper(venue=Venue("bioRxiv")), "misc", "UNPD", ["howpublished = {bioRxiv}"]),
    ],
)
def test_types(paper: Paper, entry: str, ris: str, lines: list[str]) -> None:
    reference = paper_reference(paper, "k")
    text = bibtex_entry(reference)
    assert text.startswith(f"@{entry}{{k,")
    for line in lines:
        assert f"  {line},\n" in text
    assert "publisher = {arXiv}" not in text
    assert ris_record(reference).startswith(f"TY  - {ris}\n")
    item = csl_item(reference)
    assert item["type"] == facts.kind(paper)
    assert item.get("genre", "") == paper.genre
    if paper.number or paper.eid:
        assert item["number"] == (paper.number or paper.eid)


@pytest.mark.parametrize(
    ("tag", "langid"),
    [("en", "english"), ("zh-CN", "chinese"), ("zh-TW", "chinese-traditional"), ("de", "ngerman")],
)
def test_languages_of_papers(tag: str, langid: str) -> None:
    reference = paper_reference(Paper(language=tag, title="T"), "k")
    assert f"  langid = {{{langid}}},\n" in bibtex_entry(reference)
    assert "language =" not in bibtex_entry(reference)
    assert csl_item(reference)["language"] == tag
    assert rispy.loads(ris_record(reference))[0]["language"] == tag


def test_suffixes_are_fields_of_their_own() -> None:
    author = Author("Martin Example", suffix="Jr.")
    reference = paper_reference(Paper(authors=(author, *people("Ada B. Lovelace PhD"))), "k")
    assert "author = {Example, Jr., Martin and Lovelace, PhD, Ada B.}" in bibtex_entry(reference)
    first, second = csl_item(reference)["author"]  # type: ignore[misc, attr-defined]
    assert first == {"family": "Example", "given": "Martin", "suffix": "Jr."}
    assert second == {"family": "Lovelace", "given": "Ada B.", "suffix": "PhD"}


@pytest.mark.parametrize(
    ("title", "protected", "source"),
    [
        ("The Adam Optimizer", ("The Adam Optimizer",), "{The Adam Optimizer}"),
        ("The Adam Optimizer", ("Adam",), "The {Adam} Optimizer"),
        ("On GPT and $x$", ("GPT and $x$",), "On {GPT and $x$}"),
        ("Adam & Eve", ("Adam & Eve", "Eve"), "{Adam \\& Eve}"),
        ("Another title", ("Adam",), "Another title"),
    ],
)
def test_the_authors_own_braces_are_kept(
    title: str, protected: tuple[str, ...], source: str
) -> None:
    paper = Paper(title=title, protected=protected)
    assert f"  title = {{{source}}},\n" in bibtex_entry(paper_reference(paper))


def test_a_paper_of_which_nothing_is_known() -> None:
    reference = with_keys({"": paper_reference(Paper())})[""]
    assert reference.key.startswith("paperx")
    (entry,) = read_bibtexparser(bibtex_entry(reference))
    assert entry["fields"] == {}
    assert rispy.loads(ris_record(reference))[0]["id"] == reference.key


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("BERT: Pre-training of Deep Transformers", "{BERT}: Pre-training of Deep Transformers"),
        ("PagedAttention for GPT-4o", "{PagedAttention} for {GPT}-4o"),
        ("With Sarathi-Serve and t-SNE", "With {Sarathi-Serve} and t-{SNE}"),
        ("O'Brien's A* and X-Ray-based iOS", "{O'Brien}'s {A*} and {X-Ray}-based {iOS}"),
        ("C++, C# and R in T5 on an A100", "{C++}, {C\\#} and {R} in {T5} on an {A100}"),
        ("A Title Case Title", "A Title Case Title"),
        ("O($n^2$) and $\\mathcal{O}(n)$", "{O}({$n^2$}) and {$\\mathcal{O}(n)$}"),
        ("From $5 to $10", "From \\$5 to \\$10"),
        ("Half $a{b$ a formula", "Half \\$a{\\textbraceleft}b\\$ a formula"),
        ("No $50% off$ here", "No \\$50\\% off\\$ here"),
        ("{x} and y", "\\{x\\} and y"),
        ("}x{", "{\\textbraceright}x{\\textbraceleft}"),
        ("a_b ~ c^d \\ e", "a\\_b {\\textasciitilde} c{\\textasciicircum}d {\\textbackslash} e"),
        ("a < b | c > d", "a {\\textless} b {\\textbar} c {\\textgreater} d"),
        ("the --fast flag", "the -{}-fast flag"),
        ("one\nline \u2028 only", "one line only"),
        ("基于 LLM 的 “注意力”", "基于 {LLM} 的 “注意力”"),
    ],
)
def test_titles_in_bibtex(title: str, source: str) -> None:
    assert f"  title = {{{source}}},\n" in bibtex_entry(paper_reference(Paper(title=title)))


# Read back by others

_MACROS = get_default_latex_context_db()
_MACROS.add_context_category(
    "text symbols",
    prepend=True,
    macros=[
        MacroTextSpec(name, simplify_repl=char)
        for name, char in (
            ("textless", "<"),
            ("textgreater", ">"),
            ("textbar", "|"),
            ("textbraceleft", "{"),
            ("textbraceright", "}"),
            ("textasciicircum", "^"),
        )
    ],
)
_DECODER = LatexNodes2Text(_MACROS, math_mode="verbatim", strict_latex_spaces=True)


def decoded(source: str) -> str:
    """What LaTeX prints for a field, its formulas as they are written."""
    return str(_DECODER.latex_to_text(source))


def read_bibtexparser(text: str) -> list[dict[str, Any]]:
    """Entries as bibtexparser reads them, their names as (surname, suffix, given)."""
    library = bibtexparser.parse_string(
        text,
        append_middleware=[middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()],
    )
    assert library.failed_blocks == []
    assert library.comments == []
    found = []
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        names = {
            role: [
                (parts.von + parts.last, parts.jr, parts.first) for parts in fields.pop(role, [])
            ]
            for role in ("author", "translator")
        }
        found.append({"key": entry.key, "type": entry.entry_type, "fields": fields, **names})
    return found


def read_pybtex(text: str) -> list[dict[str, Any]]:
    """The same as pybtex reads them."""

    def parts(person: Person) -> tuple[list[str], list[str], list[str]]:
        surname = [*person.prelast_names, *person.last_names]
        return surname, person.lineage_names, [*person.first_names, *person.middle_names]

    return [
        {
            "key": key,
            "type": entry.type,
            "fields": dict(entry.fields),
            "author": [parts(person) for person in entry.persons.get("author", [])],
            "translator": [  # to pybtex a text like any other
                parts(Person(name)) for name in split_name_list(entry.fields.get("translator", ""))
            ],
        }
        for key, entry in parse_string(text, "bibtex").entries.items()
    ]


def spoken(name: Name) -> tuple[str, str, str]:
    return name.surname, name.suffix, name.given


PIECES = (
    r"C++ GPT-4 & % # _ $ ~ ^ \ | { } {x} $x^2$ $\alpha_{1}$ $5 -- --- `` '' ?` ' "
    r'"quoted" <b> 周忠柱 论文 ， @misc{ @ = , ; and \textbf{a} \& \{ é Ł × &amp; : ( ) [ a b'
)
TEXTS = st.one_of(
    st.lists(
        st.sampled_from([*PIECES.split(), " ", " and ", "\n", "\r\n", "\u2028", "\x00", "TY  - "]),
        max_size=8,
    ).map("".join),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cn"]), max_size=12),
)
NAMES = TEXTS | st.sampled_from(
    [
        "Ashish Vaswani",
        "Laurens van der Maaten",
        "Muhammad al-Khwarizmi",
        "King, Jr., Martin Luther",
        "Plato",
        "周忠柱",
        "周, 忠柱",
        "The vLLM Team",
        "Barnes and Noble, Inc.",
    ]
)
DATES = st.dates() | st.integers(1000, 9999)


def day_of(day: date | int | None) -> PartialDate | None:
    if isinstance(day, date):
        return PartialDate(day.year, day.month, day.day)
    return PartialDate(day) if day else None


def paper_of(
    kind: Any, title: str, text: str, names: list[str], day: Any, arxiv: Any, doi: str, key: str
) -> Paper:
    """A paper with `text` wherever there is no special one."""
    family, given, *others = names
    return Paper(
        type=kind,
        title=title,
        authors=(Author(text, family=family, given=given), *people(*others)),
        date=day_of(day),
        arxiv=arxiv,
        doi=Doi(doi) if doi else None,
        categories=("cs.CL",),
        venue=Venue(text, title),
        volume=text,
        issue=text,
        page=text,
        pages=text,
        eid=title,
        number=text[:3],
        genre=title,
        language="zh-TW",
        others=len(text) % 3 == 0,
        protected=(text, title[1:4]),
        publisher=text if len(text) % 2 else "",
        abstract=text,
        url=web(f"https://example.org/{text}"),
        citation_key=key,
    )


PAPERS = st.builds(
    paper_of,
    st.sampled_from(("", *PAPER_TYPES)),
    TEXTS,
    TEXTS,
    st.lists(NAMES, min_size=2, max_size=4),
    st.none() | DATES,
    st.sampled_from([None, ArxivId("2604.15244", "v2"), ArxivId("hep-th/9901001")]),
    st.just("") | st.from_regex(r"10\.[0-9]{4}/[a-zA-Z0-9._;()/:<>%#&~{}\\-]{1,9}", fullmatch=True),
    st.just("") | TEXTS,
)
NOTES = st.builds(
    lambda title, text, names, day: note_reference(
        title=title,
        authors=names[:1],
        translators=names[1:],
        url=f"https://example.org/{text}",
        site_name=text,
        language="zh_TW",
        date=day,
    ),
    TEXTS,
    TEXTS,
    st.lists(NAMES, max_size=3),
    st.none() | st.dates(),
)


def in_order(found: tuple[Reference, ...]) -> list[Reference]:
    keyed = with_keys({str(at): reference for at, reference in enumerate(found)})
    return sorted(keyed.values(), key=lambda reference: reference.key)


REFERENCES = st.tuples(PAPERS.map(paper_reference), NOTES).map(in_order)


CONTAINERS = {
    "article": "",
    "article-journal": "journal",
    "paper-conference": "booktitle",
    "chapter": "booktitle",
    "thesis": "series",
    "report": "series",
    "book": "series",
    "dataset": "series",
    "software": "series",
    "patent": "series",
    "webpage": "organization",
    "post-weblog": "howpublished",
}


@pytest.mark.parametrize("read", [read_bibtexparser, read_pybtex])
@given(references=REFERENCES)
def test_bibtex_is_read_back(read: Any, references: list[Reference]) -> None:
    entries = read(write_bibtex(references))
    assert [entry["key"] for entry in entries] == [reference.key for reference in references]
    for entry, reference in zip(entries, references, strict=True):
        fields = entry["fields"]
        assert decoded(fields.get("title", "")) == reference.title
        for role, names in (("author", reference.authors), ("translator", reference.translators)):
            found = [tuple(decoded(" ".join(part)) for part in parts) for parts in entry[role]]
            if role == "author" and reference.others:
                assert found.pop() == ("others", "", "")
            assert found == [
                ("others", "", "") if is_only_et_al(name.literal) else spoken(name)
                for name in names
            ]
        assert fields.get("year", "") == (f"{reference.date.year:04}" if reference.date else "")
        assert fields.get("eprint", "") == reference.arxiv
        assert fields.get("url", "") == reference.url
        assert unquoted(fields.get("doi", "")) == unquoted(reference.doi)
        if reference.container:
            assert decoded(fields.get(CONTAINERS[reference.type], "")) == reference.container
        assert decoded(fields.get("number", "")) == (reference.issue or reference.number)
        assert decoded(fields.get("eid", "")) == reference.eid
        assert decoded(fields.get("note", "")) == reference.note
        if reference.type == "article" and reference.arxiv and reference.publisher == "arXiv":
            assert fields["howpublished"] == f"arXiv:{reference.arxiv}"


def unquoted(doi: str) -> str:
    for code, char in (("%7B", "{"), ("%7D", "}"), ("%5C", "\\")):
        doi = doi.replace(code, char)
    return doi


@given(REFERENCES)
def test_ris_is_read_back(references: list[Reference]) -> None:
    text = write_ris(references)
    records = rispy.loads(text)
    assert [record["id"] for record in records] == [reference.key for reference in references]
    assert text.count("ER  - \n") >= len(references)
    for record, reference in zip(records, references, strict=True):
        assert record.get("title", "") == reference.title
        assert record.get("authors", []) == [name.inverted for name in reference.authors]
        assert record.get("year", "") == (f"{reference.date.year:04}" if reference.date else "")
        assert record.get("date", "").replace("/", "-").rstrip("-") == str(reference.date or "")
        assert record.get("doi", "") == reference.doi
        url = reference.url.replace(";", "%3B")
        assert record.get("urls", []) == ([url] if url else [])
        assert record.get("accession_number", "").removeprefix("arXiv:") == reference.arxiv
        assert record.get("abstract", "") == reference.abstract
        if reference.type in ("report", "patent"):
            assert record.get("issn", "") == reference.number
        assert record.get("secondary_title", "") == reference.container


_TEXT = {"type": "string", "minLength": 1, "pattern": r"^\S.*$"}
_NAMES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "anyOf": [
            {
                "type": "object",
                "required": [key],
                "properties": dict.fromkeys(known, _TEXT),
                "additionalProperties": False,
            }
            for key, *known in (("family", "family", "given", "suffix"), ("literal", "literal"))
        ]
    },
}
_CSL_TEXTS = ["DOI", "URL", "abstract", "archive", "archive_location", "container-title"]
_CSL_TEXTS += ["container-title-short", "issue", "language", "number", "number-of-pages", "page"]
_CSL_TEXTS += ["publisher", "title", "volume", "genre", "note", "collection-title"]
CSL_SCHEMA = {
    # What of the CSL 1.0.2 data schema (citation-style-language/schema) a paper or a note needs:
    # the same names and kinds of values, and no others
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "minLength": 1},
            "type": {"enum": [*PAPER_TYPES, "post-weblog"]},
            "author": _NAMES,
            "translator": _NAMES,
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {
                            "type": "array",
                            "items": {"type": "integer", "minimum": 1},
                            "minItems": 1,
                            "maxItems": 3,
                        },
                    }
                },
            },
            **dict.fromkeys(_CSL_TEXTS, _TEXT),
        },
    },
}


@given(REFERENCES)
def test_csl_json_is_read_back(references: list[Reference]) -> None:
    items = json.loads(write_csl(references))
    Draft7Validator(CSL_SCHEMA).validate(items)
    assert [item["id"] for item in items] == [reference.key for reference in references]
    for item, reference in zip(items, references, strict=True):
        assert item["type"] == reference.type
        assert item.get("title", "") == reference.title
        assert item.get("DOI", "") == reference.doi
        assert item.get("URL", "") == reference.url
        assert item.get("language", "") == reference.language
        assert reference.arxiv_label in (item.get("number", ""), item.get("archive_location", ""))
        assert item.get("genre", "") == reference.genre
        assert item.get("note", "") == reference.note
        container = item.get("container-title", item.get("collection-title", ""))
        assert container == reference.container
        for role, names in (("author", reference.authors), ("translator", reference.translators)):
            found = [
                part.get("literal")
                or f"{part['family']}|{part.get('given', '')}|{part.get('suffix', '')}"
                for part in item.get(role, [])
            ]
            assert found == [
                name.literal or f"{name.surname}|{name.given}|{name.suffix}" for name in names
            ]
        day = reference.date
        parts = [part for part in (day.year, day.month, day.day) if part] if day else []
        assert item.get("issued", {"date-parts": [[]]})["date-parts"] == [parts]


@given(st.lists(PAPERS, max_size=4), st.randoms(use_true_random=False))
def test_keys_are_unique_and_do_not_depend_on_the_order(papers: list[Paper], random: Any) -> None:
    references = {f"note-{at}": paper_reference(paper) for at, paper in enumerate(papers)}
    found = with_keys(references)
    assert list(found) == list(references)
    assert len({item.key.casefold() for item in found.values()}) == len(papers)
    for item in found.values():
        assert item.key
        assert item.key == safe_key(item.key)
    shuffled = list(references.items())
    random.shuffle(shuffled)
    assert with_keys(dict(shuffled)) == found


@given(NAMES)
def test_no_part_of_a_name_is_lost(text: str) -> None:
    def letters(value: str) -> list[str]:
        return sorted(char for char in value if char.isalnum())

    name = split_name(text)
    assert letters(name.inverted) == letters(text)


def test_a_note_is_cited_with_the_names_as_their_parts_are_stated(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Notes\nsite_url: https://example.org/\nplugins: [papernotes]\n", "utf-8"
    )
    note = tmp_path / "docs" / "notes" / "a.md"
    note.parent.mkdir(parents=True)
    note.write_text(
        "---\ntitle: A\ndate: 2026-04-16\ntranslator: {name: Li Lei}\n"
        "authors: [{name: Ana Maria Costa Silva, family: Costa Silva}]\n---\n\nText.\n",
        "utf-8",
    )
    site = open_site(tmp_path)
    assert site.problems == ()
    (output,) = (output for output in site.outputs if output.address == "notes/a/note.bib")
    assert "author = {Costa Silva, Ana Maria}" in str(output.content())

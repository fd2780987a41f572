"""Bibliographies: what is read from the files that reference managers and publishers write."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latexencode import UnicodeToLatexEncoder

from mkdocs_papernotes.bibliography.bibliography import (
    Bibliography,
    merge,
    nearest_key,
    read_bibliography,
)
from mkdocs_papernotes.bibliography.latex import decode, decode_verbatim
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper, Venue
from mkdocs_papernotes.text import shortened

pytestmark = pytest.mark.pure

DATA = Path(__file__).parent / "data" / "bibliography"
PREPRINT = {"type": "article", "title": "Attention Is All You Need", "arxiv": "1706.03762"}
PAGED = {
    "type": "paper-conference",
    "title": "Efficient Memory Management for Large Language Model Serving with PagedAttention",
    "doi": "10.1145/3600006.3613165",
    "venue": ("Proceedings of the 29th Symposium on Operating Systems Principles", "SOSP '23"),
    "page": "611–626",
}
PAGED_AUTHORS = (
    "Woosuk Kwon, Zhuohan Li, Siyuan Zhuang, Ying Sheng, Lianmin Zheng, Cody Hao Yu,"
    " Joseph Gonzalez, Hao Zhang, Ion Stoica"
)


def said(paper: Paper) -> dict[str, object]:
    """What a paper says, but for its key, in plain values."""
    values: dict[str, object] = {
        "type": paper.type,
        "title": paper.title,
        "authors": ", ".join(author.name for author in paper.authors),
        "venue": (paper.venue.title, paper.venue.short_title) if paper.venue else "",
        "categories": paper.categories,
        "url": paper.url.target if paper.url else "",
        "links": {kind: link.target for kind, link in paper.links},
    }
    for name in ("date", "arxiv", "doi", "volume", "issue", "page", "pages", "publisher"):
        values[name] = str(getattr(paper, name) or "")
    values["abstract"] = paper.abstract
    return {name: value for name, value in values.items() if value}


def read(text: str, source: str = "papers.bib") -> Bibliography:
    return read_bibliography(text, source)


def read_entry(fields: str, entry_type: str = "misc") -> Paper:
    """The paper of an entry in which nothing is wrong."""
    found = read(f"@{entry_type}{{key,\n{fields}\n}}")
    assert found.problems == ()
    return found.papers["key"]


def places(found: Bibliography) -> list[tuple[int, str, str]]:
    """Line, key and message of each problem, which all must have a remedy and the file's name."""
    for problem in found.problems:
        assert problem.source in {"papers.bib", "papers.json"}
        assert problem.remedy
    return [(problem.line, problem.key, problem.message) for problem in found.problems]


# Files as tools write them


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("better-bibtex.bib", "vaswaniAttentionAllYou2023", {**PREPRINT, "date": "2023-08"}),
        (
            "better-bibtex.bib",
            "fieldingArchitecturalStyles2000",
            {
                "type": "thesis",
                "title": "Architectural Styles and the Design of Network-based Software"
                " Architectures",
                "authors": "Roy Thomas Fielding",
                "date": "2000",
                "publisher": "University of California, Irvine",
            },
        ),
        ("better-biblatex.bib", "vaswaniAttentionAllYou2023", {**PREPRINT, "date": "2023-08-02"}),
        (
            "better-biblatex.bib",
            "kwonEfficientMemoryManagement2023",
            {
                **PAGED,
                "authors": PAGED_AUTHORS,
                "date": "2023-10-23",
                "publisher": "ACM",
                "url": "https://dl.acm.org/doi/10.1145/3600006.3613165",
            },
        ),
        ("zotero.bib", "vaswani_attention_2023", {**PREPRINT, "date": "2023-08"}),
        (
            "google-scholar.bib",
            "vaswani2017attention",
            {
                "type": "article-journal",
                "title": "Attention is all you need",
                "authors": "Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit,"
                " Llion Jones, Aidan N Gomez, Łukasz Kaiser, Illia Polosukhin",
                "venue": ("Advances in neural information processing systems", ""),
                "volume": "30",
                "date": "2017",
            },
        ),
        (
            "google-scholar.bib",
            "touvron2023llama",
            {
                "type": "article",
                "title": "Llama: Open and efficient foundation language models",
                "authors": "Hugo Touvron, Thibaut Lavril, Gautier Izacard, Xavier Martinet,"
                " Marie-Anne Lachaux, Timothée Lacroix, Baptiste Rozière, Naman Goyal,"
                " Eric Hambro, Faisal Azhar",
                "arxiv": "2302.13971",
                "date": "2023",
            },
        ),
        (
            "google-scholar.bib",
            "周飞燕2017卷积神经网络研究综述",
            {
                "type": "article-journal",
                "title": "卷积神经网络研究综述",
                "authors": "周飞燕, 金林鹏, 董军",
                "venue": ("计算机学报", ""),
                "volume": "40",
                "issue": "6",
                "page": "1229–1251",
                "date": "2017",
            },
        ),
        ("dblp.bib", "DBLP:journals/corr/VaswaniSPUJGKP17", {**PREPRINT, "date": "2017"}),
        (
            "dblp.bib",
            "DBLP:conf/miccai/RonnebergerFB15",
            {
                "type": "paper-conference",
                "title": "U-Net: Convolutional Networks for Biomedical Image Segmentation",
                "authors": "Olaf Ronneberger, Philipp Fischer, Thomas Brox",
                "venue": (
                    "Medical Image Computing and Computer-Assisted Intervention - MICCAI 2015"
                    " - 18th International Conference Munich, Germany, October 5 - 9, 2015,"
                    " Proceedings, Part III",
                    "",
                ),
                "doi": "10.1007/978-3-319-24574-4_28",
                "volume": "9351",
                "page": "234–241",
                "publisher": "Springer",
                "date": "2015",
            },
        ),
        (
            "acl.bib",
            "devlin-etal-2019-bert",
            {
                "type": "paper-conference",
                "title": "BERT: Pre-training of Deep Bidirectional Transformers for Language"
                " Understanding",
                "authors": "Jacob Devlin, Ming-Wei Chang, Kenton Lee, Kristina Toutanova",
                "venue": (
                    "Proceedings of the 2019 Conference of the North American Chapter of the"
                    " Association for Computational Linguistics: Human Language Technologies,"
                    " Volume 1 (Long and Short Papers)",
                    "",
                ),
                "doi": "10.18653/v1/N19-1423",
                "url": "https://aclanthology.org/N19-1423/",
                "page": "4171–4186",
                "publisher": "Association for Computational Linguistics",
                "date": "2019-06",
                "abstract": "We introduce a new language representation model called BERT.",
            },
        ),
        (
            "arxiv.bib",
            "touvron2023llamaopenefficientfoundation",
            {
                "type": "article",
                "title": "LLaMA: Open and Efficient Foundation Language Models",
                "arxiv": "2302.13971",
                "categories": ("cs.CL",),
                "date": "2023",
            },
        ),
        (
            "crossref.bib",
            "LeCun_2015",
            {
                "type": "article-journal",
                "title": "Deep learning",
                "authors": "Yann LeCun, Yoshua Bengio, Geoffrey Hinton",
                "venue": ("Nature", ""),
                "doi": "10.1038/nature14539",
                "volume": "521",
                "issue": "7553",
                "page": "436–444",
                "publisher": "Springer Science and Business Media LLC",
                "date": "2015-05",
            },
        ),
        (
            "pmlr.bib",
            "pmlr-v139-radford21a",
            {
                "type": "paper-conference",
                "title": "Learning Transferable Visual Models From Natural Language Supervision",
                "venue": (
                    "Proceedings of the 38th International Conference on Machine Learning",
                    "",
                ),
                "volume": "139",
                "page": "8748–8763",
                "publisher": "PMLR",
                "date": "2021-07-18",
                "url": "https://proceedings.mlr.press/v139/radford21a.html",
                "links": {
                    "pdf": "http://proceedings.mlr.press/v139/radford21a/radford21a.pdf",
                },
            },
        ),
        (
            "acm.bib",
            "10.1145/3600006.3613165",
            {
                **PAGED,
                "authors": PAGED_AUTHORS,
                "date": "2023",
                "pages": "16",
                "publisher": "Association for Computing Machinery",
            },
        ),
        ("zotero.json", "vaswaniAttentionAllYou2023", {**PREPRINT, "date": "2023-08-02"}),
        (
            "zotero.json",
            "kwonEfficientMemoryManagement2023",
            {
                **PAGED,
                "authors": PAGED_AUTHORS,
                "date": "2023-10-23",
                "publisher": "ACM",
                "url": "https://dl.acm.org/doi/10.1145/3600006.3613165",
            },
        ),
        (
            "crossref.json",
            "lecun2015",
            {
                "type": "article-journal",
                "title": "Deep learning",
                "authors": "Yann LeCun, Yoshua Bengio, Geoffrey Hinton",
                "venue": ("Nature", ""),
                "doi": "10.1038/nature14539",
                "volume": "521",
                "issue": "7553",
                "page": "436–444",
                "publisher": "Springer Science and Business Media LLC",
                "date": "2015-05-27",
            },
        ),
    ],
)
def test_files_of_tools(name: str, key: str, expected: dict[str, object]) -> None:
    content = (DATA / name).read_bytes()
    found = read_bibliography(content, name)
    assert found.problems == ()
    paper = found.papers[key]
    assert paper.citation_key == key
    values = said(paper)
    for left_to_others in {"authors", "abstract"} - expected.keys():
        values.pop(left_to_others, None)
    assert values == expected
    assert key in content.decode().split("\n")[found.lines[key] - 1] or name.endswith(".json")
    assert found.sources[key] == name


@pytest.mark.parametrize("name", ["better-bibtex.bib", "better-biblatex.bib", "zotero.bib"])
def test_one_paper_in_the_notations_of_zotero(name: str) -> None:
    paper = next(iter(read_bibliography((DATA / name).read_bytes(), name).papers.values()))
    expected = read_bibliography((DATA / "zotero.json").read_bytes(), "zotero.json")
    assert paper.authors == expected.papers["vaswaniAttentionAllYou2023"].authors
    assert [author.family for author in paper.authors[:2]] == ["Vaswani", "Shazeer"]


def test_where_a_link_was_written() -> None:
    found = read_bibliography((DATA / "acl.bib").read_bytes(), "acl.bib")
    link = found.papers["devlin-etal-2019-bert"].url
    assert link is not None
    assert (link.source, link.line, link.key) == ("acl.bib", 15, "devlin-etal-2019-bert.url")


def test_an_affiliation_and_an_orcid_of_crossref() -> None:
    item = {
        "id": "a",
        "author": [
            {
                "family": "Carberry",
                "given": "Josiah",
                "ORCID": "http://orcid.org/0000-0002-1825-0097",
                "affiliation": [{"name": "Brown University"}],
            }
        ],
    }
    (author,) = read(json.dumps(item), "papers.json").papers["a"].authors
    assert str(author.orcid) == "0000-0002-1825-0097"
    assert [place.name for place in author.affiliations] == ["Brown University"]


# Fields


@pytest.mark.parametrize(
    ("fields", "arxiv", "categories"),
    [
        ("eprint = {2604.15244v2}, archiveprefix = {arXiv}", "2604.15244v2", ()),
        ("eprint = {2604.15244}", "2604.15244", ()),
        ("eprint = {arXiv:2604.15244}", "2604.15244", ()),
        ("eprint = {hep-th/9901001}, eprinttype = {arxiv}", "hep-th/9901001", ()),
        ("eprint = {2604.15244}, primaryclass = {cs.AI}", "2604.15244", ("cs.AI",)),
        ("eprint = {2604.15244}, eprintclass = {hep-ex}", "2604.15244", ("hep-ex",)),
        ("number = {arXiv:2604.15244}", "2604.15244", ()),
        ("note = {arXiv:2604.15244 [cs]}", "2604.15244", ()),
        ("note = {arXiv:2604.15244 [cs.AI]}", "2604.15244", ("cs.AI",)),
        ("journal = {arXiv preprint arXiv:2604.15244}", "2604.15244", ()),
        ("journal = {arXiv:hep-th/9901001}", "hep-th/9901001", ()),
        ("journal = {arXiv e-prints}, eid = {arXiv:2604.15244}", "2604.15244", ()),
        ("journal = {ArXiv}, volume = {abs/2604.15244}", "2604.15244", ()),
        ("howpublished = {arXiv:2604.15244}", "2604.15244", ()),
        ("doi = {10.48550/arXiv.2604.15244}", "2604.15244", ()),
        ("url = {https://doi.org/10.48550/arXiv.2604.15244}", "2604.15244", ()),
        ("url = {https://arxiv.org/pdf/2604.15244v1}", "2604.15244v1", ()),
        (r"howpublished = {\url{http://arxiv.org/abs/2604.15244}}", "2604.15244", ()),
        ("eprint = {2286541}, eprinttype = {jstor}", "", ()),
        ("note = {An extension of arXiv:2604.15244}", "", ()),
        ("url = {https://arxiv.org/list/cs.AI/recent}", "", ()),
    ],
)
def test_where_an_arxiv_id_may_be(fields: str, arxiv: str, categories: tuple[str, ...]) -> None:
    paper = read_entry(fields, "article")
    assert str(paper.arxiv or "") == arxiv
    assert paper.categories == categories
    assert facts.kind(paper) == ("article" if arxiv else "article-journal")
    assert (paper.doi, paper.venue, paper.volume, paper.issue) == (None, None, "", "")


def test_a_published_paper_with_an_eprint_keeps_its_venue() -> None:
    paper = read_entry("journal = {TMLR}, eprint = {2604.15244}, doi = {10.1000/182}", "article")
    assert (facts.kind(paper), str(paper.arxiv), str(paper.doi)) == (
        "article-journal",
        "2604.15244",
        "10.1000/182",
    )
    assert paper.venue
    assert paper.venue.title == "TMLR"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date = {2026-04-16}", "2026-04-16"),
        ("date = {2026-04}", "2026-04"),
        ("date = {2026-04-16/2026-04-18}", "2026-04-16"),
        ("date = {2026/}", "2026"),
        ("date = {../2026-05}", "2026-05"),
        ("date = {2026-04~}", "2026-04"),
        ("date = {2026-XX-XX}", "2026"),
        ("date = {2026-21}", "2026"),
        ("date = {2026-24}", "2026"),
        ("date = {2026-04-16T10:00:00Z}", "2026-04-16"),
        ("date = {2026-00-00}", "2026"),
        ("year = 2026", "2026"),
        ("year = {2026a}", "2026"),
        ("year = {c. 2026}", "2026"),
        ('year = "2026", month = apr', "2026-04"),
        ("year = 2026, month = {4}", "2026-04"),
        ("year = 2026, month = {April}", "2026-04"),
        ("year = 2026, month = April", "2026-04"),
        ("year = 2026, month = {Sept.}", "2026-09"),
        ('year = 2026, month = "16~" # apr', "2026-04-16"),
        ('year = 2026, month = apr # "~16--18"', "2026-04-16"),
        ("year = 2026, month = apr, day = 16", "2026-04-16"),
        ("year = 2026, month = {Spring}", "2026"),
        ("year = 2026, date = {2025-12}", "2025-12"),
        ("year = {}, month = apr", ""),
    ],
)
def test_dates(fields: str, expected: str) -> None:
    assert str(read_entry(fields).date or "") == expected


@pytest.mark.parametrize(
    ("own", "of_the_proceedings", "expected"),
    [
        ("", "year = 2018, month = jul", "2018-07"),
        ("", "date = {2018-07-10}", "2018-07-10"),
        ("year = 2017,", "date = {2018-07-10}", "2017"),
        ("year = 2017,", "year = 2018, month = jul", "2017"),
        ("date = {2017-12},", "year = 2018, month = jul", "2017-12"),
    ],
)
def test_a_date_of_the_proceedings_is_never_mixed_with_that_of_the_paper(
    own: str, of_the_proceedings: str, expected: str
) -> None:
    found = read(
        f"@inproceedings{{a,\n{own} crossref = {{p}}\n}}\n\n"
        f"@proceedings{{p,\ntitle = {{ICML}}, {of_the_proceedings}\n}}"
    )
    assert found.problems == ()
    assert str(found.papers["a"].date) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2026, 4, 16]]}, "2026-04-16"),
        ({"date-parts": [["2026", "4"]]}, "2026-04"),
        ({"date-parts": [[2026, 4, 16], [2026, 4, 18]]}, "2026-04-16"),
        ({"date-parts": [[2026, 0]]}, "2026"),
        ({"date-parts": [[None]]}, ""),
        ({"raw": "2026-04-16"}, "2026-04-16"),
        ({"raw": "2026/04/16"}, "2026-04-16"),
        ({"literal": "April 16, 2026"}, "2026-04-16"),
        ({"literal": "16 April 2026"}, "2026-04-16"),
        ("2026-04", "2026-04"),
        (2026, "2026"),
        (None, ""),
    ],
)
def test_dates_of_csl(issued: object, expected: str) -> None:
    found = read(json.dumps([{"id": "a", "issued": issued}]), "papers.json")
    assert found.problems == ()
    assert str(found.papers["a"].date or "") == expected


@given(st.text("0123456789-/~XT: JanuaryMai²٣", max_size=16))
def test_a_date_is_one_of_the_calendar_or_is_quoted_as_none(text: str) -> None:
    found = read(json.dumps({"id": "a", "issued": text}), "papers.json")
    date = found.papers["a"].date
    if date is not None:
        assert 1 <= date.year <= 9999
        assert date.month is None or 1 <= date.month <= 12
    elif text.strip():
        assert places(found) == [(1, "a.issued", f"“{shortened(text)}” is not a date")]


@pytest.mark.parametrize(
    ("text", "name", "family", "given_name"),
    [
        ("Knuth, Donald E.", "Donald E. Knuth", "Knuth", "Donald E."),
        ("Donald E. Knuth", "Donald E. Knuth", "", ""),
        ("van der Berg, Jan", "Jan van der Berg", "van der Berg", "Jan"),
        ("{van der Berg}, Jan", "Jan van der Berg", "van der Berg", "Jan"),
        ("Simon {Peyton Jones}", "Simon Peyton Jones", "Peyton Jones", "Simon"),
        ("King, Jr., Martin Luther", "Martin Luther King, Jr.", "King", "Martin Luther"),
        ("Beeblebrox, IV, Zaphod", "Zaphod Beeblebrox, IV", "Beeblebrox", "Zaphod"),
        ("{OpenAI}", "OpenAI", "", ""),
        ("{Gemini Team}", "Gemini Team", "", ""),
        ("{Barnes and Noble}", "Barnes and Noble", "", ""),
        (r"{\'E}mile Zola", "Émile Zola", "", ""),
        (r"Erd{\H o}s, P{\'a}l", "Pál Erdős", "Erdős", "Pál"),
        ("{周忠柱}", "周忠柱", "", ""),
        ("周 忠柱", "周忠柱", "", ""),
        ("周, 忠柱", "周忠柱", "周", "忠柱"),
        ("周，忠柱", "周忠柱", "周", "忠柱"),
        ("김, 철수", "김철수", "김", "철수"),
        ("family=Vries, given=Jan, prefix=de, useprefix=true", "Jan de Vries", "de Vries", "Jan"),
        ("given=Anna, family={Smith, Jones}", "Anna Smith, Jones", "Smith, Jones", "Anna"),
        ("family=King, given=Martin, suffix=Jr.", "Martin King, Jr.", "King", "Martin"),
        ("Plato", "Plato", "", ""),
    ],
)
def test_names(text: str, name: str, family: str, given_name: str) -> None:
    for more in ("", " and others", " and et al."):
        (author,) = read_entry(f"author = {{{text}{more}}}").authors
        assert (author.name, author.family, author.given) == (name, family, given_name)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("A B and  C D\n  and\tE F", ["A B", "C D", "E F"]),
        ("A B and and C D and", ["A B", "C D"]),
        ("{A and B} and C D", ["A and B", "C D"]),
        ("Anderson, A and Sandy, B", ["A Anderson", "B Sandy"]),
        (" ", []),
    ],
)
def test_lists_of_names(names: str, expected: list[str]) -> None:
    assert [author.name for author in read_entry(f"author = {{{names}}}").authors] == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("张三,李四", ["张三", "李四"]),
        ("张三，李四，王小明", ["张三", "李四", "王小明"]),
        ("张三；李四", ["张三", "李四"]),
        ("张三、李四 and 王五", ["张三", "李四", "王五"]),
        ("欧阳,明远", ["欧阳明远"]),
        ("周, 忠柱", ["周忠柱"]),
    ],
)
def test_lists_of_chinese_names(names: str, expected: list[str]) -> None:
    assert [author.name for author in read_entry(f"author = {{{names}}}").authors] == expected


def test_and_others_says_that_there_are_more() -> None:
    paper = read_entry("author = {Doe, Jane and others}")
    assert ([author.name for author in paper.authors], paper.others) == (["Jane Doe"], True)
    assert not read_entry("author = {Doe, Jane}").others
    assert not read_entry("author = {others}").others
    items = [{"id": "a", "author": [{"family": "Doe", "given": "Jane"}, {"literal": "others"}]}]
    assert read(json.dumps(items), "papers.json").papers["a"].others


def test_institutions_and_suffixes() -> None:
    paper = read_entry("author = {{{The Example Consortium}} and Example, Jr., Martin}")
    consortium, martin = paper.authors
    assert (consortium.name, consortium.organisation) == ("The Example Consortium", True)
    assert (martin.suffix, martin.organisation) == ("Jr.", False)


@pytest.mark.parametrize(
    ("entry", "fields", "expected"),
    [
        ("mastersthesis", "school = {MIT}", {"type": "thesis", "genre": "Master's thesis"}),
        (
            "mastersthesis",
            "type = {Diploma thesis}",
            {"type": "thesis", "genre": "Diploma thesis"},
        ),
        ("thesis", "type = {mathesis}", {"type": "thesis", "genre": "Master's thesis"}),
        ("phdthesis", "school = {MIT}", {"genre": "PhD thesis", "publisher": "MIT"}),
        ("book", "publisher = {P}, series = {S}", {"type": "book", "venue": Venue("S")}),
        ("dataset", "publisher = {Zenodo}", {"type": "dataset", "publisher": "Zenodo"}),
        ("software", "url = {https://x.org}", {"type": "software"}),
        ("patent", "number = {US 1}, holder = {H}", {"number": "US 1", "publisher": "H"}),
        ("online", "organization = {Site}", {"type": "webpage", "venue": Venue("Site")}),
        ("techreport", "number = {TR-7}", {"type": "report", "number": "TR-7", "issue": ""}),
        ("article", "journal = {J}, eid = {e012}", {"eid": "e012", "venue": Venue("J")}),
        ("article", "journal = {J}, booktitle = {B}", {"venue": Venue("J")}),
        ("inproceedings", "journal = {J}, booktitle = {B}", {"venue": Venue("B")}),
        ("misc", "langid = {ngerman}", {"language": "de"}),
        ("misc", "language = {chinese}", {"language": "zh"}),
    ],
)
def test_what_entries_are(entry: str, fields: str, expected: dict[str, object]) -> None:
    paper = read_entry(fields, entry)
    assert {name: getattr(paper, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("The {Adam} Optimizer", ("Adam",)),
        ("{The {Adam} Optimizer}", ("The Adam Optimizer",)),
        (r"{\"O}l und {G{\"o}del}", ("Gödel",)),
        (r"\emph{The {GPT} x} {lower}", ("GPT",)),
        ("On {$X$ in A} and $a_{B}$", ("$X$ in A",)),
    ],
)
def test_words_in_braces(title: str, protected: tuple[str, ...]) -> None:
    assert read_entry(f"title = {{{title}}}").protected == protected


def test_commands_within_commands_end_somewhere() -> None:
    assert read_entry("title = {" + r"\emph{" * 2000 + "GPT" + "}" * 2001).protected == ()


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("1947（民国三十六年）", PartialDate(1947)),
        ("1957-1990", PartialDate(1957)),
        ("1957–1990", PartialDate(1957)),
        ("2020 (2nd ed.)", PartialDate(2020)),
    ],
)
def test_the_leading_year_counts(year: str, expected: PartialDate) -> None:
    assert read_entry(f"year = {{{year}}}").date == expected
    assert read_entry(f"date = {{{year}}}").date == expected


@pytest.mark.parametrize("commas", [", ,", ",,", ",\n ,", ", , ,\n"])
def test_a_comma_too_many(commas: str) -> None:
    found = read(f"@misc{{a, title={{R}}{commas} number={{3}}, year=x}}\n@misc{{b, title={{B}}}}")
    assert found.papers["a"].title == "R"
    assert found.papers["a"].issue == "3"
    assert found.papers["b"].title == "B"
    (problem,) = found.problems
    assert problem.line == 1 + commas.count("\n")
    assert read_entry("title = {One,, two}").title == "One,, two"


WORD = st.sampled_from(["Anderson", "Émile", "Jean-Luc", "O'Neil", "D.", "Vandenberg", "Ng", "Öz"])
PARTICLE = st.sampled_from(["", "von ", "van der ", "de la "])
NAMES = st.tuples(PARTICLE, WORD, st.lists(WORD, min_size=1, max_size=2)).map(
    lambda parts: (f"{parts[0]}{parts[1]}", " ".join(parts[2]))
)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_names_are_split_as_bibtex_splits_them(names: list[tuple[str, str]]) -> None:
    written = [f"{family}, {given_name}" for family, given_name in names]
    authors = read_entry(f"author = {{{' and '.join(written)}}}").authors
    parts = [parse_single_name_into_parts(name) for name in written]
    assert [author.name for author in authors] == [part.merge_first_name_first for part in parts]
    assert [(author.family, author.given) for author in authors] == names


@pytest.mark.parametrize(
    ("item", "name", "family", "given_name"),
    [
        ({"family": "Knuth", "given": "Donald E."}, "Donald E. Knuth", "Knuth", "Donald E."),
        (
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            "Jan van der Berg",
            "van der Berg",
            "Jan",
        ),
        (
            {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
            "Vincent van Gogh",
            "Gogh",
            "Vincent van",
        ),
        (
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            "Martin King, Jr.",
            "King",
            "Martin",
        ),
        ({"literal": "Gemini Team"}, "Gemini Team", "", ""),
        ({"family": "周", "given": "忠柱"}, "周忠柱", "周", "忠柱"),
        ({"name": "OpenAI"}, "OpenAI", "", ""),
    ],
)
def test_names_of_csl(item: dict[str, str], name: str, family: str, given_name: str) -> None:
    (author,) = read(json.dumps([{"id": "a", "author": [item]}]), "papers.json").papers["a"].authors
    assert (author.name, author.family, author.given) == (name, family, given_name)


@pytest.mark.parametrize(
    ("fields", "page", "pages"),
    [
        ("pages = {1--15}", "1–15", ""),
        ("pages = {1-15}", "1–15", ""),
        ("pages = {1 – 15}", "1–15", ""),
        ("pages = {7,41,73--97}", "7,41,73–97", ""),
        ("pages = {12:1--12:15}", "12:1–12:15", ""),
        ("pages = {e12-34-x}", "e12-34-x", ""),
        ("pages = {103}", "103", ""),
        ("pages = {15 pages}", "", "15"),
        ("pagetotal = {214}", "", "214"),
        ("pages = {611--626}, numpages = {16}", "611–626", "16"),
    ],
)
def test_pages(fields: str, page: str, pages: str) -> None:
    paper = read_entry(fields, "article")
    assert (paper.page, paper.pages) == (page, pages)


def test_the_pages_of_a_thesis_are_a_count() -> None:
    assert read_entry("pages = {162}", "phdthesis").pages == "162"


@pytest.mark.parametrize(
    ("fields", "title", "short"),
    [
        ("booktitle = {P}, series = {SOSP '19}", "P", "SOSP '19"),
        ("booktitle = {P}, series = {OSDI'20}", "P", "OSDI'20"),
        ("booktitle = {P}, series = {ICML 2026}", "P", "ICML 2026"),
        ("booktitle = {P}, series = {LNCS 8614}", "P", ""),
        ("booktitle = {P}, series = {Lecture Notes in Computer Science}", "P", ""),
        ("journaltitle = {Journal}, shortjournal = {J.}", "Journal", "J."),
        ("journal = {Nature}, shortjournal = {Nature}", "Nature", ""),
        ("eventtitle = {ICML 2026}", "ICML 2026", ""),
    ],
)
def test_venues(fields: str, title: str, short: str) -> None:
    venue = read_entry(fields, "inproceedings").venue
    assert venue
    assert (venue.title, venue.short_title) == (title, short)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("url = {https://a.org/~b--c}", {"url": "https://a.org/~b--c"}),
        (r"url = {https://a.org/a\_b\%20c\#d\&e}", {"url": "https://a.org/a_b%20c#d&e"}),
        (r"url = {\url{https://a.org/{\textasciitilde}b}}", {"url": "https://a.org/~b"}),
        (r"url = {https://a.org/$\sim$b}", {"url": "https://a.org/~b"}),
        (r"howpublished = {\url{https://a.org/b}}", {"url": "https://a.org/b"}),
        ("howpublished = {Online: https://a.org/b.}", {"url": "https://a.org/b"}),
        ("howpublished = {Lecture}", {}),
        ("url = {https://a.org/b.pdf}", {"links": {"pdf": "https://a.org/b.pdf"}}),
        ("url = {https://doi.org/10.1000/182}", {"doi": "10.1000/182"}),
        ("doi = {https://doi.org/10.1000/a%3Cb}", {"doi": "10.1000/a<b"}),
        (r"doi = {10.1000/a\_b{\textless}c}", {"doi": "10.1000/a_b<c"}),
        (
            "software = {https://a.org/code}, pdf = {local.pdf}, slides = {s.pdf}",
            {"links": {"code": "https://a.org/code"}},
        ),
        ("file = {C:\\a.pdf}, keywords = {a, b}, urldate = {x}", {}),
    ],
)
def test_addresses(fields: str, expected: dict[str, object]) -> None:
    assert said(read_entry(fields)) == expected


@pytest.mark.parametrize(
    ("entry_type", "fields", "expected"),
    [
        ("article", "journal = {Nature}", "article-journal"),
        ("Article", "eprint = {2604.15244}", "article"),
        ("INPROCEEDINGS", "eprint = {2604.15244}", "paper-conference"),
        ("conference", "", "paper-conference"),
        ("mastersthesis", "school = {MIT}", "thesis"),
        ("thesis", "institution = {MIT}", "thesis"),
        ("techreport", "institution = {MIT}, number = {7}", "report"),
        ("report", "institution = {arXiv}, number = {arXiv:2604.15244}", "article"),
        ("incollection", "booktitle = {B}", "chapter"),
        ("unpublished", "", "article"),
        ("online", "eprint = {2604.15244}", "article"),
        ("misc", "", ""),
        ("proceedings", "publisher = {ACM}", "book"),
        ("mvproceedings", "", "book"),
        ("mvreference", "", "book"),
        ("bookinbook", "booktitle = {B}", "chapter"),
        ("suppcollection", "booktitle = {B}", "chapter"),
        ("inreference", "booktitle = {An Encyclopedia}", "chapter"),
        ("preprint", "eprint = {2604.15244}", "article"),
        ("webpage", "url = {https://a.org/}", "webpage"),
        ("data", "publisher = {Zenodo}", "dataset"),
    ],
)
def test_types(entry_type: str, fields: str, expected: str) -> None:
    paper = read_entry(fields, entry_type)
    assert paper.type == expected
    assert paper.issue == ""


# LaTeX


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Schr{\"o}dinger", "Schrödinger"),
        (r"Schr\"odinger and Schr\"{o}dinger", "Schrödinger and Schrödinger"),
        (r"{\'e}\'e\'{e}{\'{e}}", "éééé"),
        (r"\'{\i}\'\i na\"\i ve", "íínaïve"),
        (r"\v{s}\c{c}\c c\H{o}\k{a}\r{a}\u{g}\=a\.z\d{s}\~n\^o\`a", "šççőąåğāżṣñôà"),
        (r"\o{} \O resund \ss{} \l \AA{}lesund {\ae}", "ø Øresund ß łÅlesund æ"),
        ("1--2 and 3---4", "1–2 and 3—4"),
        ("Knuth~D. ``quoted'' `single'", "Knuth D. “quoted” ‘single’"),
        (r"R\&D 50\% a\_b \#1 \$5 \{x\}", "R&D 50% a_b #1 $5 {x}"),
        ("50% of R&D costs $5", "50% of R&D costs $5"),
        ("{{BERT}} on {GPU}s", "BERT on GPUs"),
        ("Bounds of $x^2$ and $O(n_{k})$", "Bounds of $x^2$ and $O(n_{k})$"),
        (r"$\beta$-VAE, a $<$ b, {$\alpha$} $\to$ \alpha", "β-VAE, a < b, α → α"),
        (r"\emph{a} \textbf{b} {\em c} {\it d} \textsc{e}", "a b c d e"),
        (r"See \url{https://a.org/~b_c--d} and \href{https://a.org}{this}", None),
        (r"C{\texttt{++}} and \LaTeX{} \textbackslash n", "C++ and LaTeX \\n"),
        (r"a{\textless}b{\textgreater}c {\textasciitilde}5 x\textsuperscript{2}", "a<b>c ~5 x2"),
        (r"-{}-flag \- J.\,K. a\ b", "--flag  J. K. a b"),
        (r"\unknown{x} \noindent", r"x \noindent"),
        ("周忠柱：《深度学习》", "周忠柱：《深度学习》"),
        ("豈𠮷", "豈𠮷"),  # compatibility characters, which composing would replace
        ("it's", "it's"),
        (r"\'{\^e}", "ế"),
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"\`{\u{a}} \v{\i}", "ằ ǐ"),
        (r"\mathbb{R} and \foo{bar}", "R and bar"),
        (r"\foo bar", r"\foo bar"),
        (r"$\mathbb{R}$", r"$\mathbb{R}$"),
    ],
)
def test_latex_becomes_text(latex: str, text: str | None) -> None:
    assert decode(latex) == (text or "See https://a.org/~b_c--d and this")


LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
MORE_LETTERS = (
    "\u0100\u0101\u0102\u0103\u0104\u0105ĆćČčĎďĐđĒēĘęĚěĞğĪīİıĶķŁłŃńŇňŌōŐőŒœŘřŚśŞşŠšŢţŤť"
    "ŪūŮůŹźŻżŽž &%#_{}~^\\<>|“”‘–—abcXYZ中文"
)


@given(st.text(st.sampled_from(LETTERS + MORE_LETTERS), max_size=20))
def test_what_is_written_as_latex_is_read_back(text: str) -> None:
    encoder = UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)
    assert decode(encoder.unicode_to_latex(text)) == text


@given(st.text(st.characters(exclude_characters="\\{}$~`'-")))
def test_text_without_latex_stays(text: str) -> None:
    assert decode(text) == text
    assert decode_verbatim(text) == text.strip()


PLAIN = st.text(st.sampled_from('ab XY09,.:;()[]/?!+*=@&%<>"中文é'), min_size=1, max_size=30)


@given(PLAIN, PLAIN)
def test_plain_titles_are_read_back(title: str, subtitle: str) -> None:
    paper = read_entry(f"title = {{{title}}},\nsubtitle={{{subtitle}}}")
    expected = [" ".join(text.split()) for text in (title, subtitle)]
    assert paper.title == ": ".join(text for text in expected if text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<i>In vivo</i> CO<sub>2</sub>", "In vivo CO2"),
        ('The <span class="nocase">iPhone</span>', "The iPhone"),
        ("AT&amp;T &lt;3 &#233; R&D", "AT&T <3 é R&D"),
        ("vector<int> if a <b and c> d", "vector<int> if a <b and c> d"),
        ("a\n  b\tc\u0000", "a b c"),
    ],
)
def test_html_becomes_text(title: str, expected: str) -> None:
    found = read(json.dumps({"id": "a", "title": title}), "papers.json")
    assert found.papers["a"].title == expected


def test_an_abstract_of_crossref() -> None:
    abstract = (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title>"
        "<jats:p>To <jats:italic>see</jats:italic>.</jats:p><jats:p>More.</jats:p></jats:sec>"
    )
    found = read(json.dumps({"id": "a", "abstract": abstract}), "papers.json")
    assert found.papers["a"].abstract == "Aim To see. More."


# Values


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ('title = "A {B} C"', "A B C"),
        ('title = "A {"}B{"} C"', 'A "B" C'),
        ("title = {A} # { } # {B}", "A B"),
        ('title = icml # " 2026"', "ICML 2026"),
        ("title = ICML", "ICML"),
        ("title = 2026", "2026"),
        ('TITLE = {a, b = c # "d"}', 'a, b = c # "d"'),
    ],
)
def test_values(fields: str, title: str) -> None:
    found = read(f"@string{{icml = {{ICML}}}}\n@misc{{a,\n{fields}}}\n@misc{{b, title={{B}}}}")
    assert found.problems == ()
    assert found.papers["a"].title == title
    assert found.papers["b"].title == "B"


def test_abbreviations_count_from_where_they_stand() -> None:
    found = read(
        '@string(a = "A")\n@misc{x, title = a # b}\n@string{B = a # "B"}\n@misc{y, title = b}'
    )
    assert found.papers["y"].title == "AB"
    assert places(found) == [
        (2, "x.title", "the value is left out because the abbreviation “b” is unknown")
    ]


# What is wrong


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("@misc{a,\n title = {A", [(3, "a", "a brace is never closed, so the entry is left out")]),
        ("@misc{a,\n title = {A}", [(3, "a", "a brace is never closed, so the entry is left out")]),
        (
            '@misc{a,\n title = "A,}',
            [(3, "a", "a quotation mark is never closed, so the entry is left out")],
        ),
        ("@misc{title = {A}}", [(3, "", "the entry has no key and is left out")]),
        ("@misc{, title = {A}}", [(3, "", "the entry has no key and is left out")]),
        (
            "@misc{a\n title = {A}}",
            [(3, "a", "a comma is missing after the key, so the entry is left out")],
        ),
        ("@string{a = {A}", [(3, "a", "a brace is never closed, so the entry is left out")]),
        (
            "@misc a, title = {A}}",
            [(3, "", "“@misc a, title = {A}}” looks like an entry, but cannot be read as one")],
        ),
        (
            "@misc{a,\n year 2026}",
            [
                (
                    3,
                    "a",
                    "the entry cannot be read (Expected a `=` after entry key `year 2026`, but"
                    " found the end of the entry (`}`)) and is left out",
                )
            ],
        ),
    ],
)
def test_a_broken_entry_costs_itself(broken: str, expected: list[tuple[int, str, str]]) -> None:
    found = read(f"@misc{{before, title={{B}}}}\n\n{broken}\n@misc{{after, title={{C}}}}\n")
    assert [paper.title for paper in found.papers.values()] == ["B", "C"]
    assert places(found) == expected


@pytest.mark.parametrize(
    ("fields", "expected", "kept"),
    [
        (
            "title = {A}\n  year = 2026,\n  volume = {3}",
            [(4, "a.year", "a comma is missing before the field")],
            {"title": "A", "date": "2026", "volume": "3"},
        ),
        (
            "title = {A}},\n year = 2026",
            [(3, "a", "fields after the end of the entry are left out")],
            {"title": "A"},
        ),
        (
            "title = {A} {B}, year = 2026",
            [(3, "a.title", "“{B}” after the value cannot be read")],
            {"title": "A", "date": "2026"},
        ),
        (
            "title = {A},\nTitle = {B}",
            [(4, "a.Title", "the field is also on line 3, whose value is used")],
            {"title": "A"},
        ),
        (
            "title = {A},\njournal = acm",
            [(4, "a.journal", "the value is left out because the abbreviation “acm” is unknown")],
            {"title": "A"},
        ),
        (
            "doi = {10.1},\nurl = {https://doi.org/10.1000/182}",
            [(3, "a.doi", "“10.1” is not a DOI")],
            {"doi": "10.1000/182"},
        ),
        (
            "title = {A},\nurl = {www.a.org}",
            [(4, "a.url", "“www.a.org” is not a web address")],
            {"title": "A"},
        ),
        (
            "title = {A},\nurl = {javascript:alert(1)}",
            [(4, "a.url", "“javascript:alert(1)” is not a web address")],
            {"title": "A"},
        ),
        (
            "title = {A},\nyear = {in press}",
            [(4, "a.year", "“in press” is not a date")],
            {"title": "A"},
        ),
        ("year = 2026,\nmonth = {13}", [(4, "a.month", "“13” is not a month")], {"date": "2026"}),
        (
            "year = 2026, month = feb, day = 31",
            [(3, "a.month", "“February 31” is not a day of 2026")],
            {"date": "2026"},
        ),
        (
            "eprint = {2604.15244},\ndoi = {10.48550/arXiv.2604.15245}",
            [
                (
                    4,
                    "a.doi",
                    "arXiv:2604.15245 contradicts “eprint”, "
                    "which says arXiv:2604.15244 and is used",
                )
            ],
            {"type": "article", "arxiv": "2604.15244"},
        ),
        (
            "author = {Ashish Vaswani, Noam Shazeer, Niki Parmar}",
            [
                (
                    3,
                    "a.author",
                    "“Ashish Vaswani, Noam Shazeer, Niki Parmar” looks like several authors",
                )
            ],
            {"authors": "Ashish Vaswani, Noam Shazeer, Niki Parmar"},
        ),
        (
            "author = {Vaswani, Ashish et al.}",
            [(3, "a.author", "“Vaswani, Ashish et al.” looks like several authors")],
            {"authors": "Vaswani, Ashish et al."},
        ),
        (
            "eprint = {2604.15244},\nprimaryclass = {cs.AI; cx.AI}",
            [(4, "a.primaryclass", "arXiv has no archive “cx”")],
            {"type": "article", "arxiv": "2604.15244", "categories": ("cs.AI",)},
        ),
        (
            "author = {Jane Doe; John Smith}",
            [(3, "a.author", "“Jane Doe; John Smith” looks like several authors")],
            {"authors": "Jane Doe; John Smith"},
        ),
        ("crossref = {b}", [(3, "a.crossref", "there is no entry “b” in this file")], {}),
    ],
)
def test_a_bad_field_costs_itself(
    fields: str, expected: list[tuple[int, str, str]], kept: dict[str, object]
) -> None:
    found = read(f"\n@misc{{a,\n{fields}}}\n@misc{{after, title={{C}}}}")
    assert places(found) == expected
    assert said(found.papers["a"]) == kept
    assert "after" in found.papers


def test_a_bad_arxiv_id_is_told_where_it_stands() -> None:
    found = read("@misc{Knuth1984,\n eprint = {26.1},\n archiveprefix = {arXiv},\n title={A}}")
    ((line, key, message),) = places(found)
    assert (line, key) == (2, "Knuth1984.eprint")
    assert "26.1" in message
    assert said(found.papers["Knuth1984"]) == {"title": "A"}


def test_the_first_definition_of_a_key_counts() -> None:
    found = read("@misc{a, title={A}}\n@misc{a, title={B}, title={C}}\n@misc{A, title={D}}")
    assert {key: paper.title for key, paper in found.papers.items()} == {"a": "A", "A": "D"}
    assert places(found) == [
        (2, "a", "the key is already used on line 1, so this entry is left out")
    ]
    items = json.dumps([{"id": "a", "title": "A"}, {"id": "a", "title": "B"}], indent=1)
    found = read(items, "papers.json")
    assert found.papers["a"].title == "A"
    assert places(found) == [
        (6, "a", "the key is already used on line 2, so this entry is left out")
    ]


@pytest.mark.parametrize(
    "content",
    [
        "@misc{a, title={A}}\n\n@misc{b, title={B}, doi={x}}\n",
        "\ufeff@misc{a, title={A}}\n\n@misc{b, title={B}, doi={x}}\n",
        "@misc{a, title={A}}\r\n\r\n@misc{b, title={B}, doi={x}}\r\n",
        "@misc{a, title={A}}\r\r@misc{b, title={B}, doi={x}}\r",
    ],
)
def test_line_ends_and_byte_order_marks(content: str) -> None:
    for written in (content, content.encode()):
        found = read_bibliography(written, "papers.bib")
        assert found.lines == {"a": 1, "b": 3}
        assert [problem.line for problem in found.problems] == [3]


def test_bytes_that_are_not_utf8_cost_their_entry() -> None:
    text = (
        "@string{u = {Köln}}\n@misc{a, title={A}, publisher=u}\n% für\n"
        "@misc{b,\n title={Größe}}\n@misc{ü, title={x"
    )
    found = read_bibliography(text.encode("latin-1"), "papers.bib")
    assert said(found.papers["a"]) == {"title": "A"}
    assert places(found) == [
        (1, "u", "the abbreviation is not UTF-8 and is left out"),
        (2, "a.publisher", "the value is left out because the abbreviation “u” is unknown"),
        (4, "b", "the entry is not UTF-8 and is left out"),
        (6, "\ufffd", "a brace is never closed, so the entry is left out"),
    ]
    for problem in found.problems:
        assert str(problem).encode()
    assert "UTF-8" in found.problems[0].remedy


@pytest.mark.parametrize("source", ["papers.bib", "papers.json"])
def test_a_file_in_another_encoding(source: str) -> None:
    content = '[{"id": "a", "title": "@misc{a, title={A}}"}]'.encode("utf-16")
    found = read_bibliography(content, source)
    assert found.papers == {}
    assert places(found) == [(1, "", "the file is not UTF-8 and is left out")]


@pytest.mark.parametrize(
    ("content", "source"),
    [("", "papers.bib"), (" \r\n", "papers.json"), ("% none yet\n", "papers.bib")],
)
def test_a_file_without_entries_is_no_warning(content: str, source: str) -> None:
    found = read_bibliography(content, source)
    assert places(found) == [(0, "", "there are no entries in the file")]
    assert found.problems[0].severity == "info"


def test_a_file_of_an_unknown_kind() -> None:
    (problem,) = read_bibliography("x", "papers.ris").problems
    assert "its format is unknown" in problem.message
    assert ".bib" in problem.remedy


def test_comments_are_no_entries() -> None:
    found = read(
        "% Encoding: UTF-8\nFor me@example.org, see {x = y}\n@comment{jabref-meta: a;}\n"
        '@preamble{"\\newcommand{x}"}\n@Comment{\n@misc{a, title={A}}\n}\n'
    )
    assert found.problems == ()
    assert list(found.papers) == ["a"]  # as BibTeX reads it


def test_nothing_is_logged_but_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert len(read("@misc{a, title={A").problems) == 1
    assert caplog.records == []


def test_without_bibtexparser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "mkdocs_papernotes.bibliography.bibtex_file", raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == "bibtexparser"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    found = read("@misc{a, title={A}}")
    assert found.papers == {}
    (problem,) = found.problems
    assert str(problem) == (
        "papers.bib: reading papers.bib needs bibtexparser 2.1 or later. "
        'Install it with pip install "mkdocs-papernotes[bib]" [PN501]'
    )
    assert problem.severity == "error"
    assert read('{"id": "a"}', "papers.json").papers


# CSL-JSON


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ('[{"id": "a"},\n {"id": "b"}]', {"a": 1, "b": 2}, []),
        ('{"items": [\n{"id": "a"}], "version": 1}', {"a": 2}, []),
        ('{"version": [1],\n"items": [{"id": "a"}]}', {"a": 2}, []),
        ('\n{"id": 7, "title": "A"}', {"7": 2}, []),
        ("[]", {}, [(0, "", "there are no entries in the file")]),
        (
            '[{"id": "a"},\n{"title": "B"}]',
            {"a": 1},
            [(2, "", "the item has no id and is left out")],
        ),
        ('["x",\n{"id": "b"}]', {"b": 2}, [(1, "", "the item is not an object and is left out")]),
        (
            '[{"id": "a"},\n{"id": "b",}, {"id": "c"}]',
            {"a": 1},
            [(2, "", "the JSON cannot be read (")],
        ),
        ('[{"id": "a"}\n{"id": "b"}]', {"a": 1}, [(2, "", "the JSON cannot be read (")]),
        ('[{"id": "a"}]\n]', {"a": 1}, [(2, "", "the JSON cannot be read (")]),
        ("[" * 100_000, {}, [(1, "", "the JSON cannot be read")]),
        (
            f'[{{"id": "a"}},\n1{"0" * 5000}]',
            {"a": 1},
            [(1, "", "the JSON cannot be read")],
        ),
        ("{1: 2}", {}, [(1, "", "the JSON cannot be read (")]),
        ("<html>", {}, [(1, "", "the JSON cannot be read (")]),
        ('[{"id": "a"}, {"id": "\\ud800"}]', {"a": 1}, [(1, "\ufffd", "the item is not UTF-8")]),
        (
            '{"id": "a", "title": {"x": 1}, "author": [1, {"given": ""}], "issued": "soon"}',
            {"a": 1},
            [
                (1, "a.title", "must be text"),
                (1, "a.author", "an author has no name"),
                (1, "a.author", "an author has no name"),
                (1, "a.issued", "“soon” is not a date"),
            ],
        ),
        (
            '{"id": "a", "DOI": "x", "author": [{"family": "A", "ORCID": "y"}]}',
            {"a": 1},
            [(1, "a.author.ORCID", "“y” is no"), (1, "a.DOI", "“x” is not a DOI")],
        ),
        ('{"id": "a", "volume": NaN, "title": ["T"], "event": {"name": "E"}}', {"a": 1}, []),
    ],
)
def test_json_files(text: str, keys: dict[str, int], expected: list[tuple[int, str, str]]) -> None:
    found = read(text, "papers.json")
    assert found.lines == keys
    assert [problem[:2] for problem in places(found)] == [problem[:2] for problem in expected]
    for (_, _, message), (_, _, start) in zip(places(found), expected, strict=True):
        assert message.startswith(start)


# Several files


def test_merging() -> None:
    one = read_bibliography("@misc{a, title={A}}\n@misc{b, title={B}, doi={x}}", "one.bib")
    two = read_bibliography('[{"id": "c"},\n{"id": "b", "title": "other"}]', "two.json")
    found = merge([one, two])
    assert list(found.papers) == ["a", "b", "c"]
    assert found.papers["b"].title == "B"
    assert (found.sources["b"], found.lines["b"]) == ("one.bib", 2)
    assert (found.sources["c"], found.lines["c"]) == ("two.json", 1)
    *_, problem = found.problems
    assert str(problem) == (
        "two.json:2: b: the key is already used in one.bib, line 2, so this entry is left out. "
        "Remove one of the two entries [PN505]"
    )
    assert found.problems[:-1] == one.problems
    assert merge([]) == Bibliography()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("Knuth1985", "Knuth1984"),
        ("knuth1984", "Knuth1984"),
        ("vaswaniAttentionAllYou2017", "vaswaniAttentionAllYou2023"),
        ("something-else", ""),
    ],
)
def test_the_nearest_key(key: str, expected: str) -> None:
    keys = ("Knuth1984", "vaswaniAttentionAllYou2023", "周飞燕2017")
    found = read("\n".join(f"@misc{{{known}, title={{A}}}}" for known in keys))
    assert nearest_key(found, key) == expected


# Anything


PIECES = st.sampled_from(
    [
        "@misc{",
        "@article(",
        "@string{",
        "@comment{",
        "@preamble{",
        "\n@misc{a,",
        "@",
        "{",
        "}",
        "(",
        ")",
        '"',
        ",",
        "=",
        "#",
        "\\",
        "$",
        "\n",
        " ",
        "a",
        "title",
        "author = {A and B, C}",
        "year = ",
        "2026",
        "month=apr",
        "eprint = {2604.15244}",
        "doi = {10.1000/182}",
        "url = {http://[}",
        "crossref = {a}",
        "\\'",
        "\\url{",
        "\\i",
        "文",
        "\udc80",
        "\u0000",
    ]
)


def check(found: Bibliography, text: str) -> None:
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert found.papers.keys() == found.lines.keys() == found.sources.keys()
    assert all(1 <= line <= count for line in found.lines.values())
    assert all(0 <= problem.line <= count for problem in found.problems)
    assert all(problem.message and problem.remedy for problem in found.problems)
    texts: Iterable[object] = (*found.papers.items(), *found.problems)
    assert "".join(str(item) for item in texts).encode()


@given(st.lists(PIECES, max_size=25).map("".join))
@example("@misc{a,url={http://[}}")
@example("@misc{\udc80 a = {b}}")
def test_any_bibtex_can_be_read(text: str) -> None:
    check(read(text), text)


@given(st.text(), st.sampled_from(["papers.bib", "papers.json"]))
def test_any_text_can_be_read(text: str, source: str) -> None:
    check(read_bibliography(text, source), text)
    assert read_bibliography(text, source) == read_bibliography(text.encode(), source)


@given(st.binary(), st.sampled_from(["papers.bib", "papers.json"]))
def test_any_bytes_can_be_read(content: bytes, source: str) -> None:
    check(read_bibliography(content, source), content.decode("latin-1"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "name", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
CSL_NAMES = ["id", "title", "author", "issued", "DOI", "URL", "page", "container-title", "type"]


@given(st.lists(st.dictionaries(st.sampled_from(CSL_NAMES), JSON, max_size=4), max_size=2))
def test_any_items_can_be_read(items: list[dict[str, object]]) -> None:
    text = json.dumps([*items, {"id": "last item", "title": "Good"}])
    found = read(text, "papers.json")
    check(found, text)
    assert found.papers["last item"].title == "Good"


@given(st.lists(PIECES, max_size=15).map("".join))
def test_an_entry_beside_a_broken_one_survives(broken: str) -> None:
    text = f"@misc{{first one, title={{A}}}}\n{broken}\n@misc{{last one, title={{B}}}}\n"
    found = read(text)
    check(found, text)
    assert found.papers["first one"].title == "A"
    assert found.papers["last one"].title == "B"

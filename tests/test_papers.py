"""The `paper:` block: identifiers in every form, checks, and pairs that contradict themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timezone
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.checks.contradictions import find_contradicting_versions
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.reader import Block, Report
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.notes.keys import NOTE_KEYS
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.category import parse_category
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi, parse_ror
from mkdocs_papernotes.papers.paper import Affiliation, Author, Paper, agree
from mkdocs_papernotes.papers.reading import read_paper
from mkdocs_papernotes.people.enumeration import is_only_et_al, is_several_people, omits_people
from mkdocs_papernotes.people.names import Name
from mkdocs_papernotes.people.orcid import Orcid
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import joined
from mkdocs_papernotes.views.author_line import author_line, first_authors

pytestmark = pytest.mark.pure

# arXiv ids


@pytest.mark.parametrize(
    ("text", "identifier", "category"),
    [
        ("2604.15244", "2604.15244", ""),
        ("2604.15244v2", "2604.15244v2", ""),
        ("2604.15244V2", "2604.15244v2", ""),
        ("2604.15244 v12", "2604.15244v12", ""),
        ("  2604.15244\n", "2604.15244", ""),
        ("2604.15244.pdf", "2604.15244", ""),
        ("2604.15244.", "2604.15244", ""),
        ("0704.0001", "0704.0001", ""),
        ("1412.6980", "1412.6980", ""),
        ("1501.00001", "1501.00001", ""),
        ("arXiv:2604.15244", "2604.15244", ""),
        ("arXiv: 2604.15244", "2604.15244", ""),
        ("arxiv 2604.15244", "2604.15244", ""),
        ("arXiv：2604.15244", "2604.15244", ""),
        ("ARXIV:2604.15244V1", "2604.15244v1", ""),
        ("arXiv:2604.15244 [cs.AI]", "2604.15244", "cs.AI"),
        ("arXiv:2604.15244v1 [cs.ai]", "2604.15244v1", "cs.AI"),
        ("arXiv:2604.15244v1 [cs.AI] 16 Apr 2026", "2604.15244v1", "cs.AI"),
        ("2604.15244 (cond-mat.Str-El)", "2604.15244", "cond-mat.str-el"),
        ("arXiv preprint arXiv:2604.15244", "2604.15244", ""),
        ("CoRR, abs/2604.15244", "2604.15244", ""),
        ("<https://arxiv.org/abs/2604.15244>", "2604.15244", ""),
        ("\u200b2604.15244\ufeff", "2604.15244", ""),
        ("arXiv:\u00a02604.15244", "2604.15244", ""),
        ("２６０４.１５２４４", "2604.15244", ""),
        ("https://arxiv.org/abs/2604.15244", "2604.15244", ""),
        ("http://arxiv.org/abs/2604.15244v1", "2604.15244v1", ""),
        ("arxiv.org/abs/2604.15244", "2604.15244", ""),
        ("https://www.arxiv.org/abs/2604.15244/", "2604.15244", ""),
        ("https://export.arxiv.org/abs/2604.15244", "2604.15244", ""),
        ("https://cn.arxiv.org/abs/2604.15244", "2604.15244", ""),
        ("https://arxiv.org/abs/arXiv:2604.15244", "2604.15244", ""),
        ("https://arxiv.org/abs/2604.15244?context=cs.LG", "2604.15244", ""),
        ("https://arxiv.org/pdf/2604.15244v1.pdf", "2604.15244v1", ""),
        ("https://arxiv.org/pdf/2604.15244v1.pdf?download=1#page=3", "2604.15244v1", ""),
        ("https://arxiv.org/html/2604.15244v1#S3.F2", "2604.15244v1", ""),
        ("https://arxiv.org/e-print/2604.15244", "2604.15244", ""),
        ("https://arxiv.org/format/2604.15244", "2604.15244", ""),
        ("https://www.alphaxiv.org/abs/2604.15244v3", "2604.15244v3", ""),
        ("https://alphaxiv.org/overview/2604.15244", "2604.15244", ""),
        ("https://ar5iv.labs.arxiv.org/html/2604.15244", "2604.15244", ""),
        ("https://ar5iv.org/abs/2604.15244", "2604.15244", ""),
        ("https://huggingface.co/papers/2604.15244", "2604.15244", ""),
        ("https://papers.cool/arxiv/2604.15244", "2604.15244", ""),
        ("10.48550/arXiv.2604.15244", "2604.15244", ""),
        ("10.48550/ARXIV.2604.15244", "2604.15244", ""),
        ("doi:10.48550/arXiv.2604.15244", "2604.15244", ""),
        ("https://doi.org/10.48550/arXiv.2604.15244", "2604.15244", ""),
        ("https://doi.org/10.48550%2FarXiv.2604.15244", "2604.15244", ""),
        ("hep-th/9901001", "hep-th/9901001", ""),
        ("HEP-TH/9901001v3", "hep-th/9901001v3", ""),
        ("hep-th/9108001", "hep-th/9108001", ""),
        ("arXiv:quant-ph/0703001", "quant-ph/0703001", ""),
        ("math/0309136", "math/0309136", ""),
        ("math.GT/0309136", "math/0309136", "math.GT"),
        ("math.gt/0309136", "math/0309136", "math.GT"),
        ("cs/0112017v1", "cs/0112017v1", ""),
        ("cmp-lg/9404001", "cmp-lg/9404001", ""),
        ("https://arxiv.org/abs/cs.AI/0112017", "cs/0112017", "cs.AI"),
        ("https://arxiv.org/pdf/hep-th/9901001v3.pdf", "hep-th/9901001v3", ""),
        ("https://arxiv.org/abs/hep-th%2F9901001", "hep-th/9901001", ""),
        ("10.48550/arXiv.hep-th/9901001", "hep-th/9901001", ""),
    ],
)
def test_arxiv_ids(text: str, identifier: str, category: str) -> None:
    found = ArxivId.parse(text)
    assert str(found) == identifier
    assert found.category == category
    assert found.key == identifier.partition("v")[0]
    assert found.url == f"https://arxiv.org/abs/{identifier}"
    assert ArxivId.parse(found.url) == ArxivId(found.id, found.version)
    assert ArxivId.parse(found.doi.url).id == found.id


@pytest.mark.parametrize(
    ("text", "says", "remedy"),
    [
        ("", "is not an arXiv id", "in quotes"),
        ("arxiv", "is not an arXiv id", "in quotes"),
        ("15244", "is not an arXiv id", "in quotes"),
        ("26.15244", "is not an arXiv id", "in quotes"),
        ("2604.15244v0", "is not an arXiv id", "in quotes"),
        ("2604.15244 2604.15245", "is not an arXiv id", "in quotes"),
        ("https://example.org/2604.15244", "is not an arXiv id", "in quotes"),
        ("https://notarxiv.org/abs/2604.15244", "is not an arXiv id", "in quotes"),
        ("https://arxiv.org/list/cs.AI/recent", "is not an arXiv id", "in quotes"),
        ("10.1145/3341301.3359646", "is not an arXiv id", "in quotes"),
        ("hep-th/99010", "is not an arXiv id", "in quotes"),
        ("٢٦٠٤.١٥٢٤٤", "is not an arXiv id", "in quotes"),
        ("2604.1524", "4 instead of 5 digits", 'in quotes, as "2604.15240"'),
        ("2604.1", "1 instead of 5 digits", 'in quotes, as "2604.10000"'),
        ("arXiv:2604.1524", "4 instead of 5 digits", 'in quotes, as "2604.15240"'),
        ("1501.0001", "4 instead of 5 digits", 'in quotes, as "1501.00010"'),
        ("0905.123", "3 instead of 4 digits", 'in quotes, as "0905.1230"'),
        ("704.0001", "lacks a digit before", 'in quotes, as "0704.0001"'),
        ("912.345", "lacks a digit before", 'in quotes, as "0912.3450"'),
        ("1412.12345", "5 instead of 4 digits", "since January 2015"),
        ("2604.152440", "6 instead of 5 digits", "since January 2015"),
        ("2613.15244", "month 13", "copy it"),
        ("2600.15244", "month 00", "copy it"),
        ("hep-th/9913001", "month 13", "copy it"),
        ("0612.1234", "before April 2007", "hep-th/9901001"),
        ("0703.0001", "before April 2007", "hep-th/9901001"),
        ("math/0704123", "since April 2007, ids have another form", "0704.0001"),
        ("cs/2604152", "since April 2007, ids have another form", "0704.0001"),
        ("hep-th/9107001", "before August 1991", "arXiv"),
        ("hep-xx/9901001", "no archive “hep-xx”", "“hep-ex”"),
        ("biology/9901001", "no archive “biology”", "The archives are astro-ph, "),
        ("2604.15244 [ml.AI]", "no archive “ml”", ""),
    ],
)
def test_what_is_no_arxiv_id(text: str, says: str, remedy: str) -> None:
    with pytest.raises(BadValueError) as caught:
        ArxivId.parse(text)
    assert says in str(caught.value)
    assert remedy in caught.value.remedy


@st.composite
def arxiv_ids(draw: st.DrawFn) -> str:
    """Any id that there can be, old or new."""
    months = st.integers(1, 12)
    if draw(st.booleans()):
        archive = draw(st.sampled_from(["hep-th", "math", "cs", "astro-ph", "q-bio", "cmp-lg"]))
        year = draw(st.integers(1992, 2006))
        return f"{archive}/{year % 100:02}{draw(months):02}{draw(st.integers(1, 999)):03}"
    year = draw(st.integers(2008, 2040))
    width = 5 if year >= 2015 else 4
    number = draw(st.integers(1, 10**width - 1))
    return f"{year % 100:02}{draw(months):02}.{number:0{width}}"


FORMS = st.sampled_from(
    [
        "{}",
        "arXiv:{}",
        "arxiv: {}",
        "https://arxiv.org/abs/{}",
        "http://export.arxiv.org/pdf/{}.pdf",
        "https://arxiv.org/html/{}/?x=1#S2",
        "https://huggingface.co/papers/{}",
        "10.48550/arXiv.{}",
        "https://doi.org/10.48550/ARXIV.{}",
    ]
)


@given(arxiv_ids(), FORMS, st.sampled_from(["", "v1", "v23"]))
def test_every_form_of_an_id_is_the_same_id(identifier: str, form: str, version: str) -> None:
    found = ArxivId.parse(form.format(identifier + version))
    assert (found.id, found.version) == (identifier, version)
    plain = ArxivId.parse(identifier)
    assert found.key == plain.key
    assert f"{found.month.year % 100:02}{found.month.month:02}" in identifier


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("hep-th/9108001", PartialDate(1991, 8)),
        ("hep-th/9912001", PartialDate(1999, 12)),
        ("hep-th/0001001", PartialDate(2000, 1)),
        ("hep-th/0703001", PartialDate(2007, 3)),
        ("0704.0001", PartialDate(2007, 4)),
        ("9108.00001", PartialDate(2091, 8)),
    ],
)
def test_the_month_of_an_id(text: str, month: PartialDate) -> None:
    assert ArxivId.parse(text).month == month


@given(arxiv_ids().filter(lambda identifier: "/" not in identifier))
def test_a_number_that_lost_its_zeros_is_never_taken_for_another_id(identifier: str) -> None:
    number = str(float(identifier))
    if number == identifier:
        assert ArxivId.parse(number).id == identifier
        return
    with pytest.raises(BadValueError) as caught:
        ArxivId.parse(number)
    assert f'"{identifier}"' in caught.value.remedy


# DOIs


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("doi:10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("DOI: 10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("doi 10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("info:doi/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("https://doi.org/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("http://dx.doi.org/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("https://www.doi.org/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("doi.org/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("https://doi.org/10.1145%2F3341301.3359646", "10.1145/3341301.3359646"),
        ("https://doi.org/10.1145/3341301.3359646?nosfx=y#top", "10.1145/3341301.3359646"),
        ("https://dl.acm.org/doi/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("https://dl.acm.org/doi/pdf/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("http://doi.acm.org/10.1145/3341301.3359646", "10.1145/3341301.3359646"),
        ("http://dx.doi.org/10.1000/a%3Cb", "10.1000/a<b"),
        ("10.1000.10/123", "10.1000.10/123"),
        ("10.1145/3341301.3359646.", "10.1145/3341301.3359646"),
        ("10.1145/3341301.3359646),", "10.1145/3341301.3359646"),
        ("(doi:10.1145/3341301.3359646).", "10.1145/3341301.3359646"),
        ("<https://doi.org/10.1145/3341301.3359646>", "10.1145/3341301.3359646"),
        ("10.1145/3341301.3359646。", "10.1145/3341301.3359646"),
        ("10.1016/S0140-6736(05)67889-7", "10.1016/S0140-6736(05)67889-7"),
        ("10.1016/0021-9991(81)90128(5)", "10.1016/0021-9991(81)90128(5)"),
        ("10.1002/(SICI)1097(199806)49:8<693::AID>3.0.CO;2-O",) * 2,
    ],
)
def test_dois(text: str, identifier: str) -> None:
    found = Doi.parse(text)
    assert found.id == identifier
    assert Doi.parse(found.url) == found
    assert not set("<>\"' ") & set(found.url)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.1/x",
        "11.1145/x",
        "10.1145/",
        "10.1145/.,)",
        "10.1145/a b",
        "10.1145",
        "doi",
        "١٠.1145/x",
        "https://doi.org/",
        "https://example.org/10.1145/3341301",
        "10.1145/a\x00b",
    ],
)
def test_what_is_no_doi(text: str) -> None:
    with pytest.raises(BadValueError, match=r"is not a DOI"):
        Doi.parse(text)


def test_dois_are_compared_without_case() -> None:
    one, other = Doi.parse("10.1109/SC41405.2020.00024"), Doi.parse("10.1109/sc41405.2020.00024")
    assert one == other
    assert len({one, other}) == 1
    assert one.key == other.key
    assert str(one) == "10.1109/SC41405.2020.00024"
    assert one != Doi.parse("10.1109/SC41405.2020.00025")


def test_dois_of_arxiv() -> None:
    assert Doi.parse("10.48550/ARXIV.2604.15244").is_arxiv
    assert not Doi.parse("10.1145/3341301.3359646").is_arxiv
    assert str(ArxivId.parse("2604.15244v2").doi) == "10.48550/arXiv.2604.15244"


# ORCIDs, ROR ids, categories


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097",
        "http://www.orcid.org/0000-0002-1825-0097/",
        "orcid.org/0000-0002-1825-0097",
        "ORCID: 0000-0002-1825-0097",
        "0000‐0002‐1825‐0097",
        "0000000218250097",
    ],
)
def test_orcids(text: str) -> None:
    found = Orcid.parse(text)
    assert str(found) == "0000-0002-1825-0097"
    assert found.url == "https://orcid.org/0000-0002-1825-0097"


def test_an_orcid_may_end_in_x() -> None:
    assert str(Orcid.parse("0000-0002-1694-233x")) == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "text", ["", "0000-0002-1825", "0000-0002-1825-00977", "X000-0002-1825-0097"]
)
def test_what_is_no_orcid(text: str) -> None:
    with pytest.raises(BadValueError, match=r"is not an ORCID iD"):
        Orcid.parse(text)


@given(st.sampled_from(["0000000218250097", "0000000151093700", "000000021694233X"]), st.data())
def test_one_wrong_digit_of_an_orcid_is_found(digits: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 14))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    with pytest.raises(BadValueError, match=r"has the check digit . instead of ."):
        Orcid.parse(digits[:place] + wrong + digits[place + 1 :])


def test_the_check_digit_that_is_due_is_told() -> None:
    with pytest.raises(BadValueError, match=r"check digit 8 instead of 7"):
        Orcid.parse("0000-0002-1825-0098")
    with pytest.raises(BadValueError, match=r"check digit 0 instead of X"):
        Orcid.parse("0000-0002-1694-2330")


def test_ror_ids() -> None:
    for text in ("03w5sq511", "ror.org/03w5sq511", "https://ror.org/03W5SQ511/"):
        assert parse_ror(text) == "https://ror.org/03w5sq511"
    for text in ("", "3w5sq511", "https://example.org/03w5sq511", "03w5sq51x"):
        with pytest.raises(BadValueError, match=r"is not a ROR id"):
            parse_ror(text)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("cs.AI", "cs.AI"),
        ("CS.ai", "cs.AI"),
        ("hep-th", "hep-th"),
        ("cond-mat.str-el", "cond-mat.str-el"),
        ("q-bio.qm", "q-bio.QM"),
        ("physics.acc-ph", "physics.acc-ph"),
        ("math-ph", "math-ph"),
    ],
)
def test_categories(text: str, category: str) -> None:
    assert parse_category(text) == category


@pytest.mark.parametrize("text", ["", "cs.", ".AI", "cs AI", "ai.CS", "68T05", "人工智能"])
def test_what_is_no_category(text: str) -> None:
    with pytest.raises(BadValueError, match=r"is not an arXiv category|has no archive"):
        parse_category(text)


# Several people in one string


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace and Charles Babbage",
        "Choi & Park",
        "Choi ＆ Park",
        "A. Lovelace, C. Babbage and A. De Morgan",
        "Lovelace, Ada and Babbage, Charles",
        "Ada Lovelace, Charles Babbage",
        "Ada Lovelace, Charles Babbage, Mary Somerville",
        "Doe, J., Roe, R.",
        "Sammy Davis, Jr., Ada Lovelace",
        "Donald E. Knuth; Leslie Lamport",
        "张三；李四",
        "张三、李四",
        "张三，李四",
        "张三, 李四",
    ],
)
def test_several_people(name: str) -> None:
    assert is_several_people(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Ada Lovelace",
        "Anderson Sandra",
        "Knuth, Donald E.",
        "García Márquez, Gabriel",
        "Lloyd Webber, Andrew J.",
        "de la Cruz, Juan Carlos",
        "van der Berg, Jan Willem",
        "Martin Luther King, Jr.",
        "King, Jr., Martin Luther",
        "Henry Gates III",
        "Jane Doe, Ph.D.",
        "John Smith, University of London",
        "Office of Science and Technology",
        "Research and Development Team",
        "Ho-Ching, Wu",
        "AT&T",
        "周忠柱",
        "周, 忠柱",
        "欧阳娜娜",
        "李和平",
        "Jean-Paul · Sartre",
        "Ada Lovelace,",
    ],
)
def test_one_person(name: str) -> None:
    assert not is_several_people(name)


def test_a_double_family_name_among_inverted_names() -> None:
    assert is_several_people("Márquez Pérez, Anselma Rute")
    assert not is_several_people("Márquez Pérez, Anselma Rute", inverted=True)
    assert is_several_people("García, Gabriel and Knuth, Donald", inverted=True)


def test_who_is_left_out() -> None:
    for name in (
        "Chu et al.",
        "Chu et al",
        "Chu, et. al.",
        "Chu and others",
        "周忠柱等",
        "周忠柱等人",
    ):
        assert omits_people(name)
        assert not is_only_et_al(name)
    for name in ("et al.", "et al", "等", "others", "and others", "..."):
        assert is_only_et_al(name)
    for name in ("Al Gore", "Etta Alvarez", "Otherson", "等等力巌"):
        assert not omits_people(name)
        assert not is_only_et_al(name)


# The block

ZONE = timezone.utc


def read(block: str, source: str = "notes/x.md") -> tuple[Paper, list[Problem]]:
    """The paper of a note, and the problems of its `paper:` block, which begins on line 4."""
    text = f"---\ntitle: A\ndate: 2026-05-01\npaper:\n{block}\n---\n\nText.\n"
    front_matter = read_front_matter(text, source)
    assert front_matter.problems == ()
    note, problems = read_note(Location(source, "en", "notes/x", "notes/x/"), front_matter, ZONE)
    assert note.paper is not None
    return note.paper, list(problems)


def paper_of(
    value: object,
    raw: Mapping[str, str] | None = None,
    lines: Mapping[str, int] | None = None,
    today: date | None = None,
) -> tuple[Paper | None, list[Problem]]:
    """The paper that a value of `paper` describes, and what is wrong with it."""
    report = Report("x.md", raw or {}, lines or {})
    page = Block({"paper": value}, NOTE_KEYS, report)
    return read_paper(page, today), report.problems


FULL = """\
  type: paper-conference
  title: "Attention:
    all   you need"
  authors:
    - Ada Lovelace
    - name: Kiran Purohit
      affiliations: [iitkgp, Some Place Else]
      orcid: https://orcid.org/0000-0002-1825-0097
      corresponding: true
      equal_contributor: yes
    - {family: 周, given: 忠柱, affiliation: iitkgp}
    - {family: von Neumann, given: John}
  affiliations:
    - {id: iitkgp, name: IIT Kharagpur, ror: 03w5sq511}
  issued: 2026-04
  arxiv: 2604.15240
  doi: https://doi.org/10.1145/3341301.3359646
  categories: cs.ai, cs.LG
  venue: {title: International Conference, short_title: ICML 2026, url: "https://icml.cc/"}
  volume: 07
  issue: 1
  page: 1--15
  pages: 15 pages
  publisher: ACM
  focus: Decoding
  contribution: >
    A faster
    way
  abstract: |
    First line
    and second.

    Next.
  url: paper.pdf
  links: {pdf: a.pdf, demo: "https://example.org/"}
  citation_key: purohit2026:a+b
  read_version: 2
"""


def test_a_whole_block() -> None:
    paper, problems = read(FULL)
    assert problems == []
    place = Affiliation("IIT Kharagpur", "https://ror.org/03w5sq511")
    assert paper.authors == (
        Author("Ada Lovelace"),
        Author(
            "Kiran Purohit",
            affiliations=(place, Affiliation("Some Place Else")),
            orcid=Orcid("0000-0002-1825-0097"),
            corresponding=True,
            equal=True,
        ),
        Author("周忠柱", affiliations=(place,), family="周", given="忠柱"),
        Author("John von Neumann", family="von Neumann", given="John"),
    )
    assert paper.type == "paper-conference"
    assert paper.title == "Attention: all you need"
    assert paper.date == PartialDate(2026, 4)
    assert paper.arxiv == ArxivId("2604.15240")
    assert paper.doi == Doi("10.1145/3341301.3359646")
    assert paper.categories == ("cs.AI", "cs.LG")
    assert paper.venue is not None
    assert (paper.venue.title, paper.venue.short) == ("International Conference", "ICML 2026")
    assert paper.venue.link is not None
    assert (paper.volume, paper.issue, paper.page, paper.pages) == ("07", "1", "1–15", "15")
    assert (paper.publisher, paper.focus) == ("ACM", "Decoding")
    assert paper.contribution == "A faster way"
    assert paper.abstract == "First line and second.\n\nNext."
    assert paper.url is not None
    assert paper.url.target == "paper.pdf"
    assert [(kind, link.target) for kind, link in paper.links] == [
        ("pdf", "a.pdf"),
        ("demo", "https://example.org/"),
    ]
    assert (paper.citation_key, paper.read_version) == ("purohit2026:a+b", "v2")


LONG = "x" * 5000


@pytest.mark.parametrize(
    ("block", "line", "key", "says", "remedy"),
    [
        ("  arxiv: 2604.1524", 5, "arxiv", "4 instead of 5 digits", '"2604.15240"'),
        ('  arxiv: "2604.1524"', 5, "arxiv", "4 instead of 5 digits", '"2604.15240"'),
        ("  title: B\n  arxiv: 2613.15244", 6, "arxiv", "month 13", "copy it"),
        ("  arxiv: [2604.15244]", 5, "arxiv", "must be text", "one line"),
        ("  arxiv: true", 5, "arxiv", "“true” is not an arXiv id", "in quotes"),
        (f"  arxiv: {LONG}", 5, "arxiv", "xxx…” is not an arXiv id", "in quotes"),
        ("  doi: 10.1145/", 5, "doi", "is not a DOI", "10.1145/3341301.3359646"),
        ("  doi: 10.48550/arXiv.2613.15244", 5, "doi", "month 13", "copy it"),
        ("  arxiv: '2604.15244'\n  doi: 10.48550/arXiv.2604.15245", 6, "doi", "but `arxiv`", "one"),
        ("  date: 2026-02-30", 5, "date", "“2026-02-30” is not a date", "YYYY-MM-DD"),
        ("  date: April 2026", 5, "date", "“April 2026” is not a date", "YYYY-MM-DD"),
        ("  year: 26", 5, "year", "“26” is not a date", "YYYY"),
        ("  issued: {date-parts: [[2026]]}", 5, "issued", "must be text", "one line"),
        (
            "  date: 2026-04\n  year: 2025",
            6,
            "year",
            "“2025” contradicts `date`, which says “2026-04”",
            "Remove",
        ),
        ("  type: conference-paper", 5, "type", "unknown type", "“paper-conference”"),
        ("  type: preprint", 5, "type", "unknown type “preprint”", "“article”"),
        ("  type: poem", 5, "type", "unknown type “poem”", "article, paper-conference"),
        ("  tilte: B", 5, "tilte", "unknown key", "“title”"),
        ("  Title: B", 5, "Title", "unknown key", "“title”"),
        ("  journal: B", 5, "journal", "unknown key", "“venue”"),
        ("  zzz: B", 5, "zzz", "unknown key", "“Front matter”"),
        ("  1: B", 5, "1", "unknown key", "“Front matter”"),
        ("  categories: [cs.AI, xx.AI]", 5, "categories", "no archive “xx”", "astro-ph"),
        ("  categories: cs.AI; cz.LG", 5, "categories", "no archive “cz”", "astro-ph"),
        ("  categories: [[cs.AI]]", 5, "categories", "must be text", "[cs.AI, cs.LG]"),
        ("  venue: {titel: B, title: C}", 5, "venue.titel", "unknown key", "“title”"),
        ("  venue:\n    url: https://icml.cc/", 5, "venue", "has no title", "title: …"),
        (
            "  venue:\n    title: B\n    url: ftp://x/",
            7,
            "venue.url",
            "“ftp://x/” cannot be linked to",
            "https",
        ),
        ("  venue: [B]", 5, "venue", "must be text", "one line"),
        ("  pages: 1-15", 5, "pages", "is a range of pages, not their number", "“page: 1–15”"),
        ("  pages: many", 5, "pages", "“many” is not a number of pages", "pages: 15"),
        ("  pages: 0", 5, "pages", "“0” is not a number of pages", "pages: 15"),
        ("  links: a.pdf", 5, "links", "must be lines such as “pdf: https://…”", "each line"),
        ("  links:\n    pdf: javascript:x()", 6, "links.pdf", "cannot be linked to", "https"),
        ("  links:\n    pdf: [a.pdf]", 6, "links.pdf", "must be text", "one line"),
        ("  links:\n    vidoe: a.mp4", 6, "links.vidoe", "has no label", "“video”"),
        ("  links:\n    ' ': a.pdf", 5, "links", "the link has no kind", "pdf: https://…"),
        ("  url: data:text/html,x", 5, "url", "cannot be linked to", "https"),
        ("  citation_key: a b", 5, "citation_key", "“a b” is not a citation key", "without spaces"),
        ("  read_version: second", 5, "read_version", "“second” is not a version", "v2"),
        ("  read_version: 1.5", 5, "read_version", "“1.5” is not a version", "v2"),
        ("  title: [B]", 5, "title", "must be text", "one line"),
        ("  title: {B: C}", 5, "title", "must be text", "one line"),
        (
            "  authors: [Ada and Bob]",
            5,
            "authors",
            "author 1 (Ada and Bob): “Ada",
            "an item",
        ),
        ("  authors: A. B., C. Doe and D. Roe", 5, "authors", "several people", "an item"),
        ("  authors:\n    - {name: Ada and Bob}", 5, "authors", "several people", "family: …"),
        ("  authors: [Chu et al.]", 5, "authors", "stands for several authors", "each author"),
        ("  authors: [Ada, et al., Bob]", 5, "authors", "author 2 (et al.)", "Name all"),
        ("  authors: [周忠柱等]", 5, "authors", "stands for several authors", "each author"),
        ("  authors: [Ada, 5]", 5, "authors", "author 2: the name is missing", "name: …"),
        ("  authors: [no]", 5, "authors", "author 1: the name is missing", "in quotes"),
        (
            "  authors: [{orcid: 0000-0002-1825-0097}]",
            5,
            "authors",
            "the name is missing",
            "name: …",
        ),
        ("  authors: [{name: Ada, nmae: B}]", 5, "authors", "(Ada), nmae: unknown key", "“name”"),
        (
            "  authors: [{name: Ada, orcid: 0000-0002-1825-0098}]",
            5,
            "authors",
            "instead of 7",
            "orcid.org",
        ),
        (
            "  authors: [{name: Ada, corresponding: '*'}]",
            5,
            "authors",
            "must be true or false",
            "true",
        ),
        ("  authors: [{name: Ada, affiliations: [[a]]}]", 5, "authors", "must be text", "an id"),
        (
            "  authors: [{name: Ada, affiliation: {nme: B, name: C}}]",
            5,
            "authors",
            "affiliation, nme: unknown key",
            "“name”",
        ),
        (
            "  affiliations: [{id: iitkgp, name: IIT}]\n  authors:\n"
            "    - {name: Ada, affiliations: [iitkgp]}\n    - {name: Bob, affiliations: [iitkpg]}",
            6,
            "authors",
            "author 2 (Bob): no affiliation has the id “iitkpg”",
            "“iitkgp”",
        ),
        (
            "  affiliations: [{id: iitkgp, name: IIT}]\n  authors:\n"
            "    - {name: Ada, affiliations: [iitkgp, other]}",
            6,
            "authors",
            "no affiliation has the id “other”",
            "`affiliations:`",
        ),
        (
            "  authors: [{name: Ada, affiliations: [a]}]\n"
            "  affiliations: [{id: a, name: B, rorr: x}]",
            6,
            "affiliations",
            "affiliation 1, rorr: unknown key",
            "“ror”",
        ),
        (
            "  authors: [{name: Ada, affiliations: [a]}]\n"
            "  affiliations: [{id: a, name: B, ror: x}]",
            6,
            "affiliations",
            "affiliation 1, ror: “x” is not a ROR id",
            "https://ror.org/",
        ),
        (
            "  authors: [{name: Ada, affiliations: [a]}]\n"
            "  affiliations: [{id: a, name: B}, {id: a, name: C}]",
            6,
            "affiliations",
            "affiliation 2: an earlier affiliation has the id “a”",
            "of its own",
        ),
        (
            "  affiliations: [B]",
            5,
            "affiliations",
            "no author has the affiliation “B”",
            "Give its id to an author",
        ),
        ("  affiliations: [{ror: 03w5sq511}]", 5, "affiliations", "the name is missing", "name: …"),
    ],
)
def test_what_is_wrong_is_told_once(
    block: str, line: int, key: str, says: str, remedy: str
) -> None:
    paper, problems = read(f"{block}\n  publisher: Kept")
    assert len(problems) == 1
    (problem,) = problems
    assert (problem.source, problem.line, problem.key) == ("notes/x.md", line, f"paper.{key}")
    assert problem.severity == "warning"
    assert says in problem.message
    assert remedy in problem.remedy
    assert len(str(problem)) < 600
    assert paper.publisher == "Kept"


@pytest.mark.parametrize(
    "block",
    [
        "  arxiv: 2604.15240",
        "  arxiv: 2604.10000",
        "  arxiv: 0704.0010",
        "  date: 2026-01-01\n  arxiv: '2604.15244'",
        "  date: 2026-04-16\n  year: 2026",
        "  doi: 10.48550/arXiv.2604.15244\n  arxiv: 2604.15244v3",
        "  title:\n  authors:\n  links:\n  venue:\n  date: ~\n  arxiv: ''",
        "  links: {demo: a.html, model: b.bin, code2: c.py, PDF: d.pdf, data: e.csv}",
        "  links: {pdf: ~}",
        "  pages: 10页",
        "  page: e17",
        "  authors: [{name: Ada, affiliations: [MIT]}]",
        "  authors: [{name: Ada, affiliations: [deepmind]}]",
        "  authors: [{name: Ada, affiliations: [1]}]\n  affiliations: [{id: 1, name: B}]",
        "  authors: [{name: Ada, affiliations: [B C]}]\n  affiliations: [B C]",
        "  authors: [{name: Ada, affiliations: [b, MIT]}]\n  affiliations: [{id: b, name: B}]",
        "  authors: ['Knuth, Donald E.', 'García Márquez, Gabriel José']",
        "  authors: [{family: Johnson & Johnson}]",
        "  authors: {name: Ada}",
        "  authors: Ada",
        "  type: Article",
        "  citation_key: DBLP:conf/icml/Purohit26",
        "  read_version: V2",
    ],
)
def test_what_is_right_is_not_reported(block: str) -> None:
    assert read(block)[1] == []


def test_what_a_bad_value_leaves() -> None:
    assert read("  pages: 1-15")[0].page == "1–15"
    assert read("  pages: 1-15\n  page: 3-4")[0].page == "3–4"
    assert read("  date: 2026-02-30\n  year: 2026")[0].date == PartialDate(2026)
    assert read("  categories: [cs.AI, xx.AI, cs.LG]")[0].categories == ("cs.AI", "cs.LG")
    assert [a.name for a in read("  authors: [Ada and Bob, et al., 5, Eve]")[0].authors] == [
        "Ada and Bob",
        "Eve",
    ]
    paper = read(
        "  authors: [{name: Ada, orcid: 1, affiliations: [b, c]}]\n  affiliations: [{id: b}]"
    )[0]
    assert paper.authors == (Author("Ada", (Affiliation("b"), Affiliation("c"))),)
    paper = read("  arxiv: '2604.15244'\n  doi: 10.48550/arXiv.2604.15245")[0]
    assert (paper.arxiv, paper.doi) == (ArxivId("2604.15244"), None)
    assert [kind for kind, _ in read("  links: {vidoe: a.mp4, code: ftp://x/}")[0].links] == [
        "vidoe"
    ]


def test_a_doi_of_arxiv_says_the_id() -> None:
    paper, problems = read("  doi: https://doi.org/10.48550/ARXIV.2604.15244v2.")
    assert problems == []
    assert paper.arxiv == ArxivId("2604.15244", "v2")
    assert str(paper.doi) == "10.48550/arXiv.2604.15244"
    paper, (problem,) = read("  arxiv: 2613.15244\n  doi: 10.48550/arXiv.2604.15244")
    assert problem.key == "paper.arxiv"
    assert paper.arxiv == ArxivId("2604.15244")


def test_numbers_in_a_merged_mapping_have_lost_their_zero() -> None:
    block = "  <<: {arxiv: 2604.15240}\n  title: B"
    paper, (problem,) = read(block)
    assert paper.title == "B"
    assert '"2604.15240"' in problem.remedy
    assert problem.line == 4


@pytest.mark.parametrize(
    ("arxiv", "told"),
    [
        ("2604.15244", False),
        ("2605.00001", False),
        ("2606.00001", False),
        ("2607.00001", True),
        ("2705.00001", True),
        ("9912.12345", True),
        ("hep-th/9901001", False),
    ],
)
def test_ids_from_the_future(arxiv: str, told: bool) -> None:
    today = date(2026, 5, 31)
    for key, value in (("arxiv", arxiv), ("doi", f"10.48550/arXiv.{arxiv}")):
        paper, problems = paper_of({key: value}, lines={"paper": 3}, today=today)
        assert [(p.line, p.key) for p in problems] == [(3, f"paper.{key}")] * told
        assert all("in the future" in p.message for p in problems)
        assert paper is not None
        assert paper.arxiv == ArxivId(arxiv)
        assert paper_of({key: value}) == (paper, [])


def test_january_follows_december() -> None:
    value = {"arxiv": "2701.00001"}
    assert paper_of(value, today=date(2026, 12, 1))[1] == []
    assert len(paper_of(value, today=date(2026, 11, 30))[1]) == 1


# What stands for the whole block


@pytest.mark.parametrize("text", ["purohit2026", "DBLP:conf/icml/P26", "a_b.c+d-e", "'2026'"])
def test_a_string_is_a_citation_key(text: str) -> None:
    front_matter = read_front_matter(f"---\npaper: {text}\n---\n", "x.md")
    found = paper_of(front_matter.values["paper"], front_matter.raw)
    assert found == (Paper(citation_key=text.strip("'")), [])


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Some title", "`title: …`"),
        ("推测解码综述", "`title: …`"),
        ("https://example.org/a", "`title: …`"),
        ("[a, b]", "`title: …`"),
        ("true", "`title: …`"),
        ("5", "`title: …`"),
        ("2026-04-16", "`title: …`"),
        ("2604.15240", '`arxiv: "2604.15240"`'),
        ("arXiv:2604.15244", '`arxiv: "2604.15244"`'),
        ("https://arxiv.org/abs/2604.15244", '`arxiv: "2604.15244"`'),
        ("10.1145/3341301.3359646", '`doi: "10.1145/3341301.3359646"`'),
    ],
)
def test_what_else_stands_for_a_block_is_told(text: str, remedy: str) -> None:
    front_matter = read_front_matter(f"---\ntitle: A\npaper: {text}\n---\n", "x.md")
    paper, (problem,) = paper_of(front_matter.values["paper"], front_matter.raw, front_matter.lines)
    assert paper is None
    given = "[…]" if text.startswith("[") else text
    said = f"must be a mapping, not “{given}”"
    assert (problem.line, problem.key, problem.message) == (3, "paper", said)
    assert remedy in problem.remedy


@pytest.mark.parametrize("value", [None, "", "  "])
def test_nothing_is_no_paper(value: object) -> None:
    assert paper_of(value) == (None, [])


# Anything at all

NAMES = """
    type title authors affiliations date issued year arxiv doi categories venue volume issue page
    pages publisher focus contribution abstract url links citation_key read_version name family
    given affiliation orcid corresponding equal_contributor id ror short_title pdf code
"""
KEYS = st.sampled_from(NAMES.split())
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=5),
    st.text(max_size=30),
    st.sampled_from(
        ["2604.15244", "10.48550/arXiv.2613.1", "a and b", "A, B；C", "1-15", "et al."]
    ),
    st.sampled_from(
        ["https://", "http://[", "//x", "\\", "%", "x" * 10**5, "\ud800", "v2", "[cs.AI]"]
    ),
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS | SCALARS.filter(lambda key: key == key), inner, max_size=5)
        | st.sets(st.text(max_size=3), max_size=2)
    ),
    max_leaves=8,
)


def check(value: object) -> tuple[Paper | None, list[Problem]]:
    """Reads a value, and checks what holds for whatever comes out."""
    paper, problems = paper_of(value, lines={"paper": 2}, today=date(2026, 5, 1))
    for problem in problems:
        assert (problem.source, problem.line) == ("x.md", 2)
        assert problem.key.startswith("paper")
        assert problem.message
        assert problem.remedy
        assert len(str(problem)) < 800
    for author in paper.authors if paper else ():
        assert author.name
    return paper, problems


@given(JUNK)
def test_any_value_can_be_read(value: object) -> None:
    check(value)


@given(st.dictionaries(KEYS, JUNK, min_size=1, max_size=3))
def test_any_mapping_can_be_read(value: dict[str, object]) -> None:
    assert check(value)[0] is not None


def test_numbers_that_python_does_not_write_can_be_read() -> None:
    huge = 16**5000
    paper, problems = check({**dict.fromkeys(GOOD, huge), huge: [huge]})
    assert paper == Paper()
    assert {problem.key for problem in problems} >= {f"paper.{key}" for key in GOOD} | {"paper.?"}
    assert check(huge)[0] is None


def test_values_that_contain_themselves_can_be_read() -> None:
    row: list[object] = []
    row.append(row)
    block: dict[Any, object] = dict.fromkeys(GOOD, row)
    assert check(block)[0] == Paper()
    block["links"] = block["venue"] = block["authors"] = block["affiliations"] = block
    assert check(block)[0] is not None
    assert check(row)[0] is None


GOOD: Mapping[str, Any] = {
    "type": "thesis",
    "title": "A title",
    "authors": [{"name": "Ada Lovelace", "orcid": "0000-0002-1825-0097"}, "周忠柱"],
    "date": date(2026, 4, 16),
    "arxiv": "2604.15244v2",
    "doi": "10.1145/3341301.3359646",
    "categories": ["cs.AI"],
    "venue": {"title": "ICML"},
    "volume": "7",
    "issue": 3,
    "page": "1–15",
    "pages": 15,
    "publisher": "ACM",
    "focus": "F",
    "contribution": "C",
    "abstract": "One.\n\nTwo.",
    "url": "https://example.org/",
    "links": {"pdf": "a.pdf"},
    "citation_key": "key",
    "read_version": "v2",
}
TOGETHER = {"arxiv": {"arxiv", "doi"}, "doi": {"arxiv", "doi"}, "pages": {"page", "pages"}}
"""Fields that say something of each other."""


@given(st.dictionaries(st.sampled_from(sorted(GOOD)) | st.text(max_size=9), JUNK, max_size=3))
@example({"arxiv": 2604.1524, "tilte": [[]], "categories": {"a": None}})
def test_good_fields_beside_bad_ones_stay(bad: dict[str, object]) -> None:
    whole, problems = check(GOOD)
    assert problems == []
    paper, _ = check({**GOOD, **bad})
    touched = set().union(*(TOGETHER.get(key, {key}) for key in bad))
    for key in GOOD.keys() - touched:
        assert getattr(paper, key) == getattr(whole, key)
        assert getattr(paper, key)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)


@given(
    st.lists(TEXTS, min_size=1, max_size=5),
    st.sampled_from([" ", "\n", "\t  \n ", "\u3000", "\x07"]),
)
def test_texts_are_set_on_one_line(words: list[str], gap: str) -> None:
    paper, problems = check(
        {"title": gap.join(["", *words, ""]), "abstract": "\n \n\n".join(words)}
    )
    assert paper is not None
    assert problems == []
    assert paper.title == (joined(words) if "\n" in gap else " ".join(words))
    assert paper.abstract == "\n\n".join(words)


# Contradictions in a pair


def pair(english: str, chinese: str, *others: tuple[str, str]) -> list[Problem]:
    """What is contradictory in the notes of a pair, each given as the lines of its block."""
    notes: list[Note] = []
    for language, block in (("en", english), ("zh", chinese), *others):
        source = f"notes/x.{language}.md"
        text = f"---\ntitle: A\npaper:\n{block}\n---\n\nText.\n"
        location = Location(source, language, "notes/x", f"{language}/notes/x/")
        notes.append(read_note(location, read_front_matter(text, source), ZONE)[0])
    languages = ("en", "zh", *(language for language, _ in others))
    return list(find_contradicting_versions(Catalog(tuple(reversed(notes)), languages)))


@pytest.mark.parametrize(
    ("english", "chinese", "key", "values"),
    [
        ("  arxiv: '2604.15244'", "  arxiv: '2604.15245'", "arxiv", "2604.15245 2604.15244"),
        ("  doi: 10.48550/arXiv.2604.15244", "  arxiv: '2604.15245'", "arxiv", "2604.15245"),
        ("  doi: 10.1145/1.2", "  doi: 10.1145/1.3", "doi", "10.1145/1.3 10.1145/1.2"),
        ("  citation_key: a", "  citation_key: b", "citation_key", "b a"),
        ("  type: thesis", "  type: report", "type", "report thesis"),
        ("  date: 2026-04-16", "  date: 2026-04-17", "date", "2026-04-17 2026-04-16"),
        ("  date: 2026-04", "  issued: 2026-05-01", "issued", "2026-05-01 2026-04"),
        ("  date: 2026-04", "  year: 2025", "year", "2025 2026-04"),
        ("  pages: 10", "  pages: 11", "pages", "11 10"),
        ("  page: 1-10", "  page: 1-11", "page", "1–11 1–10"),
    ],
)
def test_contradictions(english: str, chinese: str, key: str, values: str) -> None:
    (problem,) = pair(f"  title: T\n{english}", chinese)
    assert (problem.source, problem.line) == ("notes/x.zh.md", 4)
    assert problem.key == f"paper.{key}"
    assert "notes/x.en.md:5" in problem.message
    for value in values.split():
        assert f"“{value}”" in problem.message
    assert problem.remedy
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("  arxiv: 2604.15244v1", "  arxiv: https://arxiv.org/abs/2604.15244v2"),
        ("  arxiv: math.GT/0309136", "  arxiv: math/0309136"),
        ("  arxiv: '2604.15244'", "  doi: 10.48550/arXiv.2604.15244"),
        ("  doi: 10.1145/a.B", "  doi: https://doi.org/10.1145/A.b"),
        ("  date: 2026-04", "  date: 2026-04-16"),
        ("  year: 2026", "  issued: 2026-04"),
        ("  title: A", "  title: 甲"),
        ("  authors: [A]", "  authors: [甲]"),
        ("  venue: A\n  focus: A\n  abstract: A", "  venue: 甲\n  focus: 甲\n  abstract: 甲"),
        ("  links: {pdf: a.pdf}", "  links: {pdf: b.pdf}"),
        ("  pages: 10", "  pages: ten"),
        ("  page: 1-10", "  page: 1–10"),
        ("  type: thesis", "  title: 甲"),
    ],
)
def test_what_does_not_contradict(english: str, chinese: str) -> None:
    assert pair(english, chinese) == []


def test_two_dois_of_arxiv_contradict_each_other_once() -> None:
    (problem,) = pair("  doi: 10.48550/arXiv.2604.15244", "  doi: 10.48550/arXiv.2604.15245")
    assert (problem.key, problem.line) == ("paper.doi", 4)


def test_every_field_and_every_language_is_told_once() -> None:
    english = "  type: thesis\n  pages: 10\n  year: 2026"
    chinese = "  type: report\n  pages: 11\n  date: 2026-04"
    traditional = "  type: chapter\n  title: 甲\n  date: 2026-05"
    problems = pair(english, chinese, ("zh-TW", traditional))
    assert [(problem.source, problem.key, problem.line) for problem in problems] == [
        ("notes/x.zh.md", "paper.type", 4),
        ("notes/x.zh.md", "paper.pages", 5),
        ("notes/x.zh-TW.md", "paper.type", 4),
        ("notes/x.zh-TW.md", "paper.date", 6),
    ]
    assert "notes/x.zh.md:6" in problems[-1].message


def test_notes_of_different_pairs_may_differ() -> None:
    notes = []
    for name, block in (("a", "type: thesis"), ("b", "type: report"), ("c", "")):
        text = f"---\ntitle: A\npaper:\n  {block}\n---\n\nText.\n"
        location = Location(f"{name}.md", "en", name, f"{name}/")
        notes.append(read_note(location, read_front_matter(text, location.source), ZONE)[0])
    assert list(find_contradicting_versions(Catalog(tuple(notes), ("en",)))) == []


@pytest.mark.parametrize(
    ("blocks", "works"),
    [
        (["doi: 10.1145/ABC.1", "doi: 10.1145/abc.1"], ["ab"]),
        (["arxiv: '2604.15244v1'", "arxiv: '2604.15244v2'"], ["ab"]),
        (["citation_key: x", "citation_key: X"], ["a", "b"]),
        (["doi: 10.1145/1.2", "arxiv: '2604.15244'"], ["a", "b"]),
        (
            ["doi: 10.1145/1.2", "arxiv: '2604.15244'", "{doi: 10.1145/1.2, arxiv: '2604.15244'}"],
            ["abc"],
        ),
        (["title: T", "title: T"], ["a", "b"]),
    ],
)
def test_notes_discuss_one_paper_if_they_share_an_identifier(
    blocks: list[str], works: list[str]
) -> None:
    notes = []
    for name, block in zip("abc", blocks, strict=False):
        text = f"---\ntitle: A\npaper:\n  {block}\n---\n\nText.\n"
        location = Location(f"{name}.md", "en", name, f"{name}/")
        notes.append(read_note(location, read_front_matter(text, location.source), ZONE)[0])
    found = Works(Catalog(tuple(notes), ("en",)))
    assert ["".join(work.notes) for work in found.all] == works


DATES = st.builds(
    PartialDate,
    st.integers(2020, 2021),
    st.none() | st.integers(1, 2),
    st.none() | st.integers(1, 2),
).filter(lambda found: found.month is not None or found.day is None)


@given(DATES, DATES)
def test_dates_agree_if_one_begins_the_other(one: PartialDate, other: PartialDate) -> None:
    begins = str(one).startswith(str(other)) or str(other).startswith(str(one))
    assert agree(one, other) == agree(other, one) == begins


def test_what_is_said_of_authors() -> None:
    paper, problems = read(
        "  authors:\n    - {name: Martin Example, suffix: Jr.}\n"
        "    - {literal: Blue Sky}\n    - et al."
    )
    assert problems == []
    assert paper.others
    jr, blue_sky = paper.authors
    assert (jr.name, jr.suffix, jr.organisation) == ("Martin Example", "Jr.", False)
    assert (blue_sky.name, blue_sky.organisation) == ("Blue Sky", True)


@pytest.mark.parametrize(
    ("written", "language"),
    [("zh", "zh"), ("zh-TW", "zh-TW"), ("English", "en"), ("ngerman", "de"), ("中文", "zh")],
)
def test_languages(written: str, language: str) -> None:
    assert read(f"  language: {written}") == (Paper(language=language), [])


def test_a_language_that_is_none() -> None:
    paper, (problem,) = read("  language: Klingonese")
    assert paper.language == ""
    assert (problem.name, problem.line) == ("not-a-language", 5)


def test_others_belong_to_the_list_that_says_so() -> None:
    entry = Paper(authors=(Author("Ada"),), others=True)
    assert Paper().inherit([entry]).others
    assert not Paper(authors=(Author("Bob"),)).inherit([entry]).others


@pytest.mark.parametrize(
    ("last", "language", "shown"),
    [
        (Author("Lin Wei"), "en", "Lin Wei et al."),
        (Author("林薇"), "en", "林薇 et al."),
        (Author("Lin Wei"), "zh", "Lin Wei 等"),
        (Author("林薇"), "zh", "林薇等"),
        (Author("林薇"), "zh-TW", "林薇等"),
        (Author("林薇", corresponding=True), "zh", "林薇*等"),
        (Author("Lin Wei", (Affiliation("清华"),)), "zh", "Lin Wei（清华）等"),
    ],
)
def test_no_space_stands_between_chinese_names_and_others(
    last: Author, language: str, shown: str
) -> None:
    labels = labels_for(language)
    assert author_line([last], labels, 5, others=True).striptags() == shown


@pytest.mark.parametrize(
    ("name", "language", "shown"),
    [
        ("Lin Wei", "en", "林薇, Lin Wei et\N{NO-BREAK SPACE}al."),
        ("Lin Wei", "zh", "林薇、Lin Wei\N{NO-BREAK SPACE}等"),
        ("张伟", "zh", "林薇、张伟等"),
    ],
)
def test_no_space_stands_between_the_first_authors_and_others(
    name: str, language: str, shown: str
) -> None:
    paper = Paper(authors=(Author("林薇"), Author(name)), others=True)
    assert first_authors(paper, labels_for(language)) == shown


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Gómez Ejemplo, José María", "Gómez Ejemplo", "José María"),
        ("Silva Santos, João", "Silva Santos", "João"),
    ],
)
def test_families_of_two_words_are_no_list(name: str, family: str, given: str) -> None:
    paper, problems = read(f'  authors: "{name}"')
    assert problems == []
    (author,) = paper.authors
    assert facts.author_name(author) == Name(family, given)


def test_authors_that_two_notes_have_alike_are_told_of_for_each() -> None:
    block = "  authors:\n    - Jane Doe, John Smith\n    - name: B\n      affiliations: [X]\n"
    found = [read(block, source) for source in ("notes/x.md", "notes/x.zh.md")]
    assert [[p.source for p in problems] for _, problems in found] == [
        ["notes/x.md"],
        ["notes/x.zh.md"],
    ]
    right = block.replace("Jane Doe, John Smith", "Jane Doe")
    first, second, other = (read(text)[0] for text in (right, right, right.replace("[X]", "[Y]")))
    assert first.authors == second.authors != other.authors
    of_others = read("  authors: [A, et al.]")[0], read("  authors: [A, et al.]")[0]
    assert all(paper.others and len(paper.authors) == 1 for paper in of_others)


def test_two_full_names_are_a_list() -> None:
    _, (problem,) = read('  authors: "Jane Doe, John Smith"')
    assert problem.name == "several-people"
    _, (problem,) = read('  authors: "María Gómez, José Ejemplo"')
    assert problem.name == "several-people"

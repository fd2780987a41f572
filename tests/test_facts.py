"""The facts of a paper that depend on who asks: one table for each, a column for each purpose."""

from __future__ import annotations

import pytest

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Author, Paper, PaperType, Venue
from mkdocs_papernotes.people.names import Name

pytestmark = pytest.mark.pure

ARXIV = ArxivId("2604.15244", "v2")
DOI = Doi("10.1145/3341301")
ABS, ABS_V2 = "https://arxiv.org/abs/2604.15244", "https://arxiv.org/abs/2604.15244v2"
RESOLVED = "https://doi.org/10.1145/3341301"
WEB = "https://example.org/paper"
ICML = Venue("ICML 2026")


def web(url: str) -> Link:
    return Link(url, "notes/x.md")


@pytest.mark.parametrize(
    ("paper", "kind"),
    [
        (Paper(), "article"),
        (Paper(venue=ICML), "paper-conference"),
        (Paper(venue=Venue("Nature")), "article-journal"),
        (Paper(venue=Venue("Transactions on Machine Learning Research")), "article-journal"),
        (Paper(venue=Venue("Annual Review of Statistics")), "article-journal"),
        (Paper(venue=Venue("自动化学报")), "article-journal"),
        (Paper(venue=Venue("Some Notes", "JMLR")), "article-journal"),
        (Paper(venue=ICML, volume="97"), "article-journal"),
        (Paper(type="thesis", venue=Venue("Nature")), "thesis"),
    ],
)
def test_kinds(paper: Paper, kind: PaperType) -> None:
    assert facts.kind(paper) == kind
    assert facts.is_preprint(paper) == (kind == "article")


@pytest.mark.parametrize(
    "name",
    [
        "Journal of Machine Learning",
        "IEEE Transactions on Robotics",
        "IEEE Trans. Robot.",
        "Pattern Recognition Letters",
        "IEEE Signal Processing Magazine",
        "SIAM Review",
        "The Annals of Statistics",
        "Proceedings of the IEEE",
        "Proceedings of the VLDB Endowment",
        "Proceedings of the National Academy of Sciences",
        "Nature",
        "Science",
        "TMLR",
        "JMLR",
        "TPAMI",
        "TACL",
        "PVLDB",
        "计算机学报",
        "電子學報",
        "控制理论期刊",
    ],
)
def test_names_of_journals(name: str) -> None:
    assert facts.kind(Paper(venue=Venue(name))) == "article-journal"


@pytest.mark.parametrize("name", ["Proceedings of the ACM Web Conference", "TransNet", "Sciences"])
def test_names_that_only_look_like_those_of_journals(name: str) -> None:
    assert facts.kind(Paper(venue=Venue(name))) == "paper-conference"


@pytest.mark.parametrize(
    ("name", "is_arxiv"),
    [
        ("arXiv", True),
        ("arxiv.org", True),
        ("arXiv preprint arXiv:2604.15244", True),
        ("CoRR", True),
        ("CoRR abs/2604.15244", True),
        ("Corrosion Science", False),
        ("The arXiv of the Future", False),
    ],
)
def test_arxiv_is_no_journal(name: str, is_arxiv: bool) -> None:
    assert facts.names_arxiv(name) == is_arxiv


@pytest.mark.parametrize(
    ("paper", "permanent", "record", "reading", "cited"),
    [
        (Paper(arxiv=ARXIV), (ABS,), ABS_V2, ABS_V2, ABS),
        (Paper(doi=DOI), (RESOLVED,), RESOLVED, RESOLVED, RESOLVED),
        (Paper(arxiv=ARXIV, doi=DOI), (ABS, RESOLVED), RESOLVED, ABS_V2, ABS),
        (Paper(arxiv=ARXIV, doi=DOI, venue=ICML), (ABS, RESOLVED), RESOLVED, ABS_V2, RESOLVED),
        (Paper(arxiv=ARXIV, venue=ICML), (ABS,), ABS_V2, ABS_V2, ABS),
        (Paper(url=web(WEB)), (), "", "", WEB),
        (Paper(url=web("x.pdf"), links=(("project", web(WEB)),)), (), "", "", WEB),
        (Paper(), (), "", "", ""),
    ],
)
def test_addresses(
    paper: Paper, permanent: tuple[str, ...], record: str, reading: str, cited: str
) -> None:
    assert facts.permanent_urls(paper) == permanent
    assert facts.record_url(paper) == record
    assert facts.reading_url(paper) == reading
    assert facts.cited_url(paper) == cited


@pytest.mark.parametrize(
    ("paper", "publisher", "cited", "container", "cited_container"),
    [
        (Paper(arxiv=ARXIV), "arXiv", "arXiv", None, ""),
        (Paper(arxiv=ARXIV, publisher="ACM"), "ACM", "ACM", None, ""),
        (Paper(arxiv=ARXIV, venue=ICML), "", "", ICML, "ICML 2026"),
        (Paper(type="article", venue=Venue("bioRxiv")), "", "bioRxiv", Venue("bioRxiv"), ""),
        (Paper(type="thesis", venue=Venue("MIT")), "MIT", "MIT", None, ""),
        (Paper(type="report", venue=Venue("INRIA"), publisher="X"), "X", "X", None, "INRIA"),
        (Paper(type="thesis"), "", "", None, ""),
    ],
)
def test_publishers_and_containers(
    paper: Paper, publisher: str, cited: str, container: Venue | None, cited_container: str
) -> None:
    assert facts.publisher(paper) == publisher
    assert facts.cited_publisher(paper) == cited
    assert facts.container(paper) == container
    assert facts.cited_container(paper) == cited_container


@pytest.mark.parametrize(
    ("paper", "doi"),
    [
        (Paper(arxiv=ARXIV), Doi("10.48550/arXiv.2604.15244")),
        (Paper(arxiv=ARXIV, doi=DOI), DOI),
        (Paper(arxiv=ARXIV, venue=ICML), None),
        (Paper(), None),
    ],
)
def test_a_preprint_has_the_doi_that_arxiv_registers(paper: Paper, doi: Doi | None) -> None:
    assert facts.registered_doi(paper) == doi


@pytest.mark.parametrize(
    ("paper", "primary", "cited"),
    [
        (Paper(arxiv=ArxivId("2604.15244"), categories=("cs.CL", "cs.LG")), "cs.CL", "cs.CL"),
        (Paper(arxiv=ArxivId("2604.15244", category="cs.AI")), "cs.AI", "cs.AI"),
        (Paper(arxiv=ArxivId("hep-th/9901001")), "", "hep-th"),
        (Paper(arxiv=ArxivId("2604.15244")), "", ""),
        (Paper(categories=("cs.CL",)), "cs.CL", "cs.CL"),
        (Paper(), "", ""),
    ],
)
def test_categories(paper: Paper, primary: str, cited: str) -> None:
    assert (facts.primary_category(paper), facts.cited_category(paper)) == (primary, cited)


def test_a_paper_is_known_by_its_title_or_an_identifier() -> None:
    for paper in (Paper(title="T"), Paper(doi=DOI), Paper(arxiv=ARXIV)):
        assert facts.is_identified(paper)
    for paper in (Paper(), Paper(citation_key="k", venue=ICML, url=web(WEB))):
        assert not facts.is_identified(paper)


def test_names_of_authors() -> None:
    assert facts.author_name(Author("Ada Lovelace")) == Name("Lovelace", "Ada")
    assert facts.author_name(Author("周忠柱", family="周")) == Name("周", "忠柱")

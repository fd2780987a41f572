"""The facts of a paper that depend on who asks: one table for each, a column for each purpose."""

from __future__ import annotations

import pytest

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Author, Paper, PaperType, Venue
from mkdocs_papernotes.papers.venues import names_arxiv
from mkdocs_papernotes.people.names import Name

pytestmark = pytest.mark.pure

ARXIV = ArxivId("2604.15244", "v2")
DOI = Doi("10.1145/3341301")
ABS = "https://arxiv.org/abs/2604.15244"
ARXIV_DOI = "https://doi.org/10.48550/arXiv.2604.15244"
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
        (Paper(venue=ICML, volume="97"), "paper-conference"),
        (Paper(venue=Venue("Some Notes"), volume="97"), "article-journal"),
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
    ("name", "kind"),
    [
        (
            "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition",
            "paper-conference",
        ),
        (
            "Proceedings of the 41st International Conference on Machine Learning",
            "paper-conference",
        ),
        ("Advances in Neural Information Processing Systems 37", "paper-conference"),
        ("Findings of the Association for Computational Linguistics", "paper-conference"),
        ("Workshop on Peer Review in Science", "paper-conference"),
        ("NeurIPS 2025 Datasets and Benchmarks Track", "paper-conference"),
        ("SOSP '23", "paper-conference"),
        ("全国软件工程大会", "paper-conference"),
        ("Proceedings of the IEEE", "article-journal"),
        ("Proceedings of the VLDB Endowment", "article-journal"),
        ("Proceedings of the ACM on Programming Languages", "article-journal"),
        ("Proceedings of the National Academy of Sciences", "article-journal"),
        ("IEEE Access", "article-journal"),
        ("IEEE Trans. Softw. Eng.", "article-journal"),
        ("PNAS", "article-journal"),
        ("PLOS ONE", "article-journal"),
        ("Communications of the ACM", "article-journal"),
        ("ACM Computing Surveys", "article-journal"),
        ("Machine Learning", "article-journal"),
        ("中国科学：信息科学", "article-journal"),
        ("Under review", "article"),
        ("Under review at ICLR 2027", "article"),
        ("Submitted to ICLR 2026", "article"),
        ("ACL Rolling Review", "article"),
        ("审稿中", "article"),
        ("arXiv", "article"),
        ("arXiv preprint arXiv:1706.03762", "article"),
        ("CoRR", "article"),
        ("bioRxiv", "article"),
        ("SSRN", "article"),
    ],
)
def test_what_a_venue_says(name: str, kind: PaperType) -> None:
    assert facts.kind(Paper(venue=Venue(name))) == kind


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
    assert names_arxiv(name) == is_arxiv


@pytest.mark.parametrize(
    ("paper", "permanent", "url"),
    [
        (Paper(arxiv=ARXIV), (ABS, ARXIV_DOI), ABS),
        (Paper(doi=DOI), (RESOLVED,), RESOLVED),
        (Paper(arxiv=ARXIV, doi=DOI), (ABS, RESOLVED), ABS),
        (Paper(arxiv=ARXIV, doi=DOI, venue=ICML), (ABS, RESOLVED), RESOLVED),
        (Paper(arxiv=ARXIV, venue=ICML), (ABS,), ABS),
        (Paper(url=web(WEB)), (), WEB),
        (Paper(url=web("x.pdf"), links=(("project", web(WEB)),)), (), WEB),
        (Paper(), (), ""),
    ],
)
def test_addresses(paper: Paper, permanent: tuple[str, ...], url: str) -> None:
    assert facts.permanent_urls(paper) == permanent
    assert facts.url(paper) == url


def test_a_file_of_the_site_is_an_address_where_it_can_be_resolved() -> None:
    paper = Paper(url=web("x.pdf"), links=(("project", web(WEB)),))
    assert facts.url(paper, lambda link: f"../{link.target}") == "../x.pdf"


@pytest.mark.parametrize(
    ("paper", "publisher", "container", "status"),
    [
        (Paper(arxiv=ARXIV), "arXiv", None, ""),
        (Paper(arxiv=ARXIV, publisher="ACM"), "ACM", None, ""),
        (Paper(arxiv=ARXIV, venue=ICML), "", ICML, ""),
        (Paper(venue=Venue("CoRR")), "arXiv", None, ""),
        (Paper(venue=Venue("bioRxiv")), "bioRxiv", None, ""),
        (Paper(type="article", arxiv=ARXIV, venue=ICML), "arXiv", ICML, ""),
        (Paper(arxiv=ARXIV, venue=Venue("Under review")), "arXiv", None, "Under review"),
        (Paper(venue=Venue("Under review")), "", None, "Under review"),
        (Paper(type="thesis", venue=Venue("MIT")), "MIT", None, ""),
        (Paper(type="thesis", venue=Venue("MIT"), publisher="MIT"), "MIT", None, ""),
        (Paper(type="report", venue=Venue("RR"), publisher="INRIA"), "INRIA", Venue("RR"), ""),
        (Paper(type="dataset", venue=Venue("Zenodo")), "Zenodo", None, ""),
        (Paper(venue=Venue("Nature"), publisher="Nature"), "Nature", Venue("Nature"), ""),
        (Paper(type="webpage", venue=Venue("A Blog")), "", Venue("A Blog"), ""),
        (Paper(type="thesis"), "", None, ""),
    ],
)
def test_publishers_and_containers(
    paper: Paper, publisher: str, container: Venue | None, status: str
) -> None:
    assert facts.publisher(paper) == publisher
    assert facts.container(paper) == container
    assert facts.status(paper) == status


@pytest.mark.parametrize(
    ("paper", "doi"),
    [
        (Paper(arxiv=ARXIV), ARXIV.doi),
        (Paper(arxiv=ARXIV, doi=DOI), DOI),
        (Paper(arxiv=ARXIV, venue=ICML), None),
        (Paper(arxiv=ARXIV, doi=ARXIV.doi, venue=ICML), None),
        (Paper(), None),
    ],
)
def test_a_preprint_has_the_doi_that_arxiv_registers(paper: Paper, doi: Doi | None) -> None:
    assert facts.doi(paper) == doi


@pytest.mark.parametrize(
    ("paper", "category"),
    [
        (Paper(arxiv=ArxivId("2604.15244"), categories=("cs.CL", "cs.LG")), "cs.CL"),
        (Paper(arxiv=ArxivId("2604.15244", category="cs.AI")), "cs.AI"),
        (Paper(arxiv=ArxivId("hep-th/9901001")), "hep-th"),
        (Paper(arxiv=ArxivId("2604.15244")), ""),
        (Paper(categories=("cs.CL",)), "cs.CL"),
        (Paper(), ""),
    ],
)
def test_categories(paper: Paper, category: str) -> None:
    assert facts.primary_category(paper) == category


def test_a_paper_is_known_by_its_title_or_an_identifier() -> None:
    for paper in (Paper(title="T"), Paper(doi=DOI), Paper(arxiv=ARXIV)):
        assert facts.is_identified(paper)
    for paper in (Paper(), Paper(citation_key="k", venue=ICML, url=web(WEB))):
        assert not facts.is_identified(paper)


def test_names_of_authors() -> None:
    assert facts.author_name(Author("Ada Lovelace")) == Name("Lovelace", "Ada")
    assert facts.author_name(Author("周忠柱", family="周")) == Name("周", "忠柱")


@pytest.mark.parametrize(
    ("author", "is_institution"),
    [
        (Author("The Example Consortium"), True),
        (Author("Blue Sky", organisation=True), True),
        (Author("Ada Lovelace"), False),
        (Author("周忠柱"), False),
    ],
)
def test_institutions(author: Author, is_institution: bool) -> None:
    assert facts.is_institution(author) == is_institution

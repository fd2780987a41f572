"""Looking papers up: what services answer, and how they are asked."""

from __future__ import annotations

import builtins
import dataclasses
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.reader import Block, Report
from mkdocs_papernotes.front_matter.splicing import splice
from mkdocs_papernotes.lookups import client as client_module
from mkdocs_papernotes.lookups.answer import AnswerError
from mkdocs_papernotes.lookups.arxiv import query, read_atom
from mkdocs_papernotes.lookups.client import (
    ARXIV,
    ZOTERO,
    Client,
    LookupFailedError,
    NotFoundError,
    user_agent,
)
from mkdocs_papernotes.lookups.crossref import read_crossref
from mkdocs_papernotes.lookups.datacite import read_datacite
from mkdocs_papernotes.lookups.lookup import (
    highlights_in_zotero,
    identifier,
    look_up,
    look_up_in_zotero,
)
from mkdocs_papernotes.lookups.publication import with_publication
from mkdocs_papernotes.lookups.zotero import Highlight, ItemAddress, read_item
from mkdocs_papernotes.notes.keys import NOTE_KEYS
from mkdocs_papernotes.papers.facts import author_name
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper, Venue
from mkdocs_papernotes.papers.reading import read_paper
from mkdocs_papernotes.papers.writing import paper_values
from mkdocs_papernotes.people.names import Name
from mkdocs_papernotes.problems.problem import Problem
from tests.services import RECORDED, Answer, in_turn, recorded, serving

pytestmark = pytest.mark.pure

LAYERSKIP = ArxivId("2404.16710")
ITEM = ItemAddress("users/0", "ABCD2345")
TITLE = "LayerSkip: Enabling Early Exit Inference and Self-Speculative Decoding"


def read_again(paper: Paper) -> tuple[Paper | None, list[Problem]]:
    """The paper that a note with this paper in its front matter has, and problems."""
    found = read_front_matter(splice("", {"paper": paper_values(paper)}), "x.md")
    report = Report("x.md", found.raw, found.lines, list(found.problems))
    return read_paper(Block(found.values, NOTE_KEYS, report)), report.problems


def without_places(paper: Paper | None) -> Paper:
    """A paper without the places of its links and the parts of its names."""
    assert paper is not None
    place = {"source": "", "line": 0, "key": ""}
    return dataclasses.replace(
        paper,
        links=tuple((kind, dataclasses.replace(link, **place)) for kind, link in paper.links),
        url=dataclasses.replace(paper.url, **place) if paper.url else None,
        authors=tuple(
            dataclasses.replace(author, family="", given="", suffix="") for author in paper.authors
        ),
        protected=(),
    )


def names(paper: Paper | None) -> list[Name]:
    return [author_name(author) for author in paper.authors] if paper else []


def test_an_answer_of_arxiv() -> None:
    (entry,) = read_atom((RECORDED / "arxiv.xml").read_bytes())
    paper = entry.paper
    assert (paper.title, paper.arxiv, paper.read_version) == (TITLE, LAYERSKIP, "v4")
    assert [author.name for author in paper.authors] == [
        "Mostafa Elhoushi", "Akshat Shrivastava", "Carole-Jean Wu",
    ]  # fmt: skip
    assert [place.name for place in paper.authors[1].affiliations] == ["Meta"]
    assert (paper.date, entry.updated) == (PartialDate(2024, 4, 25), PartialDate(2024, 10, 18))
    assert paper.categories == ("cs.CL", "cs.AI")
    assert paper.doi == Doi("10.18653/v1/2024.acl-long.681")
    assert (paper.pages, entry.comment) == ("27", "ACL 2024, 27 pages")
    assert paper.abstract.startswith("We present LayerSkip, an end-to-end solution to speed-up")
    assert not entry.is_withdrawn
    assert query([LAYERSKIP, ArxivId("hep-th/9901001", "v2")]) == {
        "id_list": "2404.16710,hep-th/9901001v2",
        "max_results": "2",
    }


ENTRY = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>%b</entry></feed>"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not valid XML"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "not valid XML"),
        (b"<html><body>Sorry</body></html>", "not an Atom feed"),
        ((RECORDED / "arxiv-error.xml").read_bytes(), "incorrect id format for 1234.12345"),
        (
            b"<!DOCTYPE f [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
            b"<f>&b;</f>",
            "not an Atom feed",
        ),
    ],
)
def test_answers_of_arxiv_that_are_none(content: bytes, message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        read_atom(content)


def test_values_from_the_network_are_not_trusted() -> None:
    """Texts come out of the note as they went in, whatever YAML would make of them."""
    title = "\u202e{{ x }}: 'y' # &amp; &lt;script&gt;\n--- |&gt; *a !!python/object:os.system"
    entry = f"<id>http://arxiv.org/abs/2404.16710v1</id><title>{title}</title>"
    (found,) = read_atom(ENTRY % (entry + "<link href='file:///etc/passwd'/>").encode())
    assert found.paper.links[0][1].target == "https://arxiv.org/pdf/2404.16710"
    paper, problems = read_again(found.paper)
    assert problems == []
    assert without_places(paper) == without_places(found.paper)
    assert "<script>" in found.paper.title
    assert not read_atom(ENTRY % b"<id>../../etc</id><title>x</title>")
    assert not read_atom(ENTRY % b"<id>http://arxiv.org/abs/2404.99999</id>"), "no title"


def test_an_answer_of_crossref() -> None:
    paper = read_crossref((RECORDED / "crossref.json").read_bytes())
    assert paper.title.endswith("Large Language Model Serving with PagedAttention")
    assert (paper.type, paper.page, paper.publisher) == ("paper-conference", "611–626", "ACM")
    assert paper.venue
    assert paper.venue.title == "Proceedings of the 29th Symposium on Operating Systems Principles"
    assert paper.venue.short_title == "SOSP '23"
    assert paper.date == PartialDate(2023, 10, 23)
    assert paper.abstract == "High throughput serving of LLMs & more."
    first, second, third = paper.authors
    assert (first.name, str(first.orcid)) == ("Woosuk Kwon", "0000-0002-1825-0097")
    assert [place.name for place in first.affiliations] == ["UC Berkeley"]
    assert (second.name, third.name, third.organisation) == ("Zhuohan Li", "The vLLM Team", True)
    assert paper.citation_key == ""


def test_an_answer_of_datacite() -> None:
    paper = read_datacite((RECORDED / "datacite.json").read_bytes())
    assert (paper.title, paper.type) == ("A Dataset of Early Exits", "dataset")
    assert [(author.name, author.organisation) for author in paper.authors] == [
        ("Jane Doe", False), ("CERN Open Data", True), ("Wei Li", False),
    ]  # fmt: skip
    assert (paper.publisher, paper.date) == ("Zenodo", PartialDate(2019, 6, 17))
    assert paper.abstract == "Exits, early."


def test_an_answer_of_zotero() -> None:
    paper = read_item((RECORDED / "zotero-item.json").read_bytes())
    assert (paper.title, paper.arxiv, paper.type) == (TITLE, LAYERSKIP, "article")
    assert [author.name for author in paper.authors] == ["Mostafa Elhoushi", "Meta AI"]
    assert (paper.citation_key, paper.publisher) == ("elhoushi2024layerskip", "")


@pytest.mark.parametrize("read", [read_crossref, read_datacite, read_item])
@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b'{"data": []}', b"[" * 100_000])
def test_other_answers_are_refused(read: Any, content: bytes) -> None:
    with pytest.raises(AnswerError):
        read(content)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["crossref", "datacite", "zotero-item"]), st.data())
def test_answers_with_anything_in_them(name: str, data: st.DataObject) -> None:
    """Fields may hold anything: what cannot be read is left out, and the rest is a valid note."""
    read = {"crossref": read_crossref, "datacite": read_datacite, "zotero-item": read_item}[name]
    answer = json.loads((RECORDED / f"{name}.json").read_bytes())
    fields = answer.get("message") or answer["data"].get("attributes") or answer["data"]
    for key in data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=3)):
        fields[key] = data.draw(_JSON)
    try:
        paper = read(json.dumps(answer).encode())
    except AnswerError:
        return
    again, _ = read_again(paper)
    assert (again or Paper()).title == paper.title


@pytest.mark.parametrize("name", ["arxiv", "crossref", "datacite", "zotero-item"])
def test_papers_are_read_again_as_they_are_written(name: str) -> None:
    content = next(RECORDED.glob(f"{name}.[xj]*")).read_bytes()
    read = {"crossref": read_crossref, "datacite": read_datacite, "zotero-item": read_item}
    paper = read_atom(content)[0].paper if name == "arxiv" else read[name](content)
    again, problems = read_again(paper)
    assert problems == []
    assert without_places(again) == without_places(paper)
    assert names(again) == names(paper)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2404.16710v2", ArxivId("2404.16710", "v2")),
        ("https://arxiv.org/abs/2404.16710", LAYERSKIP),
        ("10.48550/arXiv.2404.16710", LAYERSKIP),
        ("https://doi.org/10.1145/3600006.3613165", Doi("10.1145/3600006.3613165")),
        ("../../etc/passwd", None),
        ("2404.99", None),
    ],
)
def test_identifiers(text: str, found: object) -> None:
    assert identifier(text) == found


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("ABCD2345", "/api/users/0/items/ABCD2345"),
        ("zotero://select/library/items/ABCD2345", "/api/users/0/items/ABCD2345"),
        ("zotero://select/groups/42/items/ABCD2345", "/api/groups/42/items/ABCD2345"),
        ("https://www.zotero.org/someone/items/ABCD2345", "/api/users/0/items/ABCD2345"),
        ("https://www.zotero.org/groups/42/lab/items/ABCD2345/", "/api/groups/42/items/ABCD2345"),
        ("abcd", ""),
        ("ABCD2345/children", ""),
        ("../items/ABCD2345", ""),
    ],
)
def test_items_of_zotero(text: str, path: str) -> None:
    found = ItemAddress.parse(text)
    assert (found.path if found else "") == path


class Asker:
    """A client whose waits take no time, and that keeps what it says and how long it waits."""

    def __init__(self, folder: Path):
        self.now, self.waits, self.said = 1_000_000_000.0, [], []  # type: ignore[var-annotated]
        self.client = Client(
            self.said.append, sleep=self.sleep, clock=lambda: self.now, paces=folder
        )

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 1))
        self.now += seconds


@pytest.fixture
def asker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asker:
    monkeypatch.delenv("PAPERNOTES_PACE", raising=False)
    for service in (client_module.CROSSREF, client_module.DATACITE):
        monkeypatch.setenv(service.variable, "http://127.0.0.1:1")  # where nobody answers
    return Asker(tmp_path)


def test_arxiv_is_asked_once_in_three_seconds(
    asker: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(in_turn(recorded("arxiv.xml"))) as service:
        monkeypatch.setenv(ARXIV.variable, service.address)
        monkeypatch.setenv("PAPERNOTES_EMAIL", "me@example.org")
        assert look_up(LAYERSKIP, asker.client).title == TITLE
        assert asker.waits == []
        asker.now += 1
        look_up(LAYERSKIP, asker.client)
        assert asker.waits == [2.0]
        other = Asker(tmp_path)  # another command, a second later
        other.now = asker.now + 1
        look_up(LAYERSKIP, other.client)
        assert other.waits == [2.0]
        path, _, agent = service.asked[0]
    assert path == "/api/query?id_list=2404.16710&max_results=1"
    assert agent == user_agent()
    assert agent.startswith("papernotes/")
    assert "mailto:me@example.org" in agent


@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        ([Answer(status=429, headers={"Retry-After": "7"})], [7.0]),
        ([Answer(status=500), Answer(status=503)], [3.0, 6.0]),
        (
            [Answer(status=503, headers={"Retry-After": "Sun, 09 Sep 2001 01:46:50 GMT"})],
            [10.0],  # the clock says 01:46:40
        ),
        ([Answer(status=502, headers={"Retry-After": "soon"})], [3.0]),
    ],
)
def test_an_overloaded_service_is_asked_again(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, answers: list[Answer], waits: list[float]
) -> None:
    with serving(in_turn(*answers, recorded("arxiv.xml"))) as service:
        monkeypatch.setenv(ARXIV.variable, service.address)
        assert look_up(LAYERSKIP, asker.client).title == TITLE
    assert asker.waits == waits
    assert len(asker.said) == len(answers)
    assert asker.said[0].startswith("arXiv is overloaded; asking again in")


@pytest.mark.parametrize(
    ("answer", "message", "asked"),
    [
        (Answer(status=500), "arXiv is overloaded. Try it later", 4),
        (Answer(status=429, headers={"Retry-After": "3600"}), "overloaded. Try it later", 1),
        (Answer(status=400), "answers with the error 400", 1),
        (Answer(b"<feed"), "cannot be understood: the answer is not valid XML", 1),
        (Answer(b"x" * 10_001), "too large", 1),
        (Answer(status=302, headers={"Location": "https://evil.example/"}), "another place", 1),
        (Answer(status=302, headers={"Location": "http://arxiv.org/x"}), "another place", 1),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "another place", 1),
        (Answer(status=302, headers={"Location": "https://arxiv.org:8443/"}), "another place", 1),
        (Answer(status=301, headers={"Location": "/api/query"}), "redirects again and again", 4),
    ],
)
def test_answers_that_end_in_a_message(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, answer: Answer, message: str, asked: int
) -> None:
    with serving(in_turn(answer)) as service:
        monkeypatch.setenv(ARXIV.variable, service.address)
        monkeypatch.setattr(client_module, "_LARGEST", 10_000)
        with pytest.raises(LookupFailedError, match=message):
            look_up(LAYERSKIP, asker.client)
        assert len(service.asked) == asked


def test_a_redirect_within_the_service_is_followed(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = Answer(status=301, headers={"Location": "/api/query?moved"})
    with serving(in_turn(moved, recorded("arxiv.xml"))) as service:
        monkeypatch.setenv(ARXIV.variable, service.address)
        assert look_up(LAYERSKIP, asker.client).title == TITLE
        assert [path for path, _, _ in service.asked][1] == "/api/query?moved"


@pytest.mark.parametrize("slow", [{"seconds": 30}, {"pause": 0.05}])
def test_a_slow_service_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: dict[str, float]
) -> None:
    monkeypatch.setenv("PAPERNOTES_PATIENCE", "0.01")  # twenty seconds take a fifth of one
    answer = dataclasses.replace(recorded("arxiv.xml"), **slow)
    with serving(in_turn(answer)) as service:
        monkeypatch.setenv(ARXIV.variable, service.address)
        with pytest.raises(LookupFailedError, match="does not answer in time"):
            look_up(LAYERSKIP, Client(paces=tmp_path))


def test_without_a_network(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    monkeypatch.setenv(ARXIV.variable, address)
    monkeypatch.setenv(ZOTERO.variable, address)
    with pytest.raises(LookupFailedError, match=r"arXiv .* cannot be reached.*--offline"):
        look_up(LAYERSKIP, asker.client)
    with pytest.raises(LookupFailedError, match=r"Zotero .* cannot be reached.*Start Zotero"):
        look_up_in_zotero(ITEM, asker.client)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAPERNOTES_ARXIV_URL", "http://[::bad"),
        ("PAPERNOTES_ARXIV_URL", "nonsense"),
        ("HTTPS_PROXY", "nonsense://x"),
        ("SSL_CERT_FILE", "/nowhere/cert.pem"),
    ],
)
def test_a_wrong_environment_is_told(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(ARXIV.variable, "https://arxiv.invalid")
    monkeypatch.setenv(name, value)
    with pytest.raises(LookupFailedError, match=r"arXiv .* cannot be reached"):
        look_up(LAYERSKIP, asker.client)


def test_the_pace_is_kept_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    asker = Asker(tmp_path / "file")
    with serving(in_turn(recorded("arxiv.xml"))) as service:
        monkeypatch.setenv(ARXIV.variable, service.address)
        look_up(LAYERSKIP, asker.client)
        look_up(LAYERSKIP, asker.client)
    assert asker.waits == [3.0]


def test_without_httpx(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any) -> Any:
        if name == "httpx":
            raise ImportError(name)
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LookupFailedError, match=r"pip install 'mkdocs-papernotes\[net\]'"):
        look_up(LAYERSKIP, asker.client)


def test_what_no_service_knows(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Answer(b"<feed xmlns='http://www.w3.org/2005/Atom'/>")
    with serving(lambda path: empty if "/api/" in path else Answer(status=404)) as service:
        for found in (ARXIV, client_module.CROSSREF, client_module.DATACITE):
            monkeypatch.setenv(found.variable, service.address)
        with pytest.raises(NotFoundError, match=r"arXiv has no paper 2404\.16710"):
            look_up(LAYERSKIP, asker.client)
        with pytest.raises(NotFoundError, match="neither Crossref nor DataCite"):
            look_up(Doi("10.1/x?y#z"), asker.client)
        assert [path for path, _, _ in service.asked][1:] == [
            "/works/10.1%2Fx%3Fy%23z",
            "/dois/10.1%2Fx%3Fy%23z",
        ]


def test_a_doi_is_looked_up_at_datacite_if_crossref_does_not_know_it(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(
        lambda path: recorded("datacite.json") if "/dois/" in path else Answer(status=404)
    ) as service:
        for found in (client_module.CROSSREF, client_module.DATACITE):
            monkeypatch.setenv(found.variable, service.address)
        assert look_up(Doi("10.5281/zenodo.3247835"), asker.client).title.startswith("A Dataset")


def test_a_preprint_has_the_place_of_its_publication(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = {"found": recorded("crossref-layerskip.json"), "other": recorded("crossref.json")}
    for name, answer in {**works, "none": Answer(status=404)}.items():
        with serving(
            lambda path, answer=answer: answer if "/works/" in path else recorded("arxiv.xml")
        ) as service:
            for found in (ARXIV, client_module.CROSSREF):
                monkeypatch.setenv(found.variable, service.address)
            paper = look_up(LAYERSKIP, asker.client)
            assert service.asked[1][0] == "/works/10.18653%2Fv1%2F2024.acl-long.681"
        assert (paper.title, paper.date) == (TITLE, PartialDate(2024, 4, 25))
        assert paper.venue
        if name == "found":
            assert paper.venue.title.startswith("Proceedings of the 62nd Annual Meeting")
            assert (paper.type, paper.page) == ("paper-conference", "12622–12642")
        else:
            assert paper.venue.title == "Proceedings of ACL 2024, pages 12622-12642"
            assert (paper.type, paper.page) == ("", "")


_PREPRINT = Paper(title="On Exits", date=PartialDate(2023, 12, 1), pages="9")


@pytest.mark.parametrize(
    ("said", "publication", "venue", "date"),
    [
        ("", None, None, PartialDate(2023, 12, 1)),
        ("Nature 2023", None, "Nature 2023", PartialDate(2023, 12, 1)),
        ("Nature 1", None, "Nature 1", PartialDate(2023, 12, 1)),
        ("Nature 1 (2024)", None, None, PartialDate(2023, 12, 1)),
        ("Nature", ("On exits.", PartialDate(2024, 2)), "Nature!", PartialDate(2024, 2)),
        ("Nature", ("On exits.", PartialDate(2023)), "Nature!", PartialDate(2023, 12, 1)),
        ("Nature", ("On Exits", None), "Nature!", PartialDate(2023, 12, 1)),
        ("Nature", ("Something else", PartialDate(2024)), "Nature", PartialDate(2023, 12, 1)),
    ],
)
def test_place_and_year_belong_together(
    said: str, publication: tuple[str, PartialDate | None] | None, venue: str, date: PartialDate
) -> None:
    preprint = dataclasses.replace(_PREPRINT, venue=Venue(said) if said else None)
    other = None
    if publication:
        other = Paper(title=publication[0], date=publication[1], venue=Venue("Nature!"))
    found = with_publication(preprint, other)
    assert (found.venue.title if found.venue else None, found.date) == (venue, date)
    assert (found.title, found.pages) == ("On Exits", "9")


def test_highlights(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(path: str) -> Answer:
        name = "annotations" if "PDFA2345" in path else "children" if "children" in path else "item"
        return recorded(f"zotero-{name}.json")

    with serving(answer) as service:
        monkeypatch.setenv(ZOTERO.variable, service.address)
        assert look_up_in_zotero(ITEM, asker.client).title == TITLE
        assert highlights_in_zotero(ITEM, asker.client) == [
            Highlight("# the <b>first</b> passage", "", "3"),
            Highlight("the second passage of two lines", "Is that so?", "7"),
        ]
        assert [path for path, _, _ in service.asked] == [
            "/api/users/0/items/ABCD2345",
            "/api/users/0/items/ABCD2345/children",
            "/api/users/0/items/PDFA2345/children",
        ]


def test_zotero_says_what_to_do(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(in_turn(Answer(status=403), Answer(status=404))) as service:
        monkeypatch.setenv(ZOTERO.variable, service.address)
        with pytest.raises(LookupFailedError, match="allow other applications"):
            look_up_in_zotero(ITEM, asker.client)
        with pytest.raises(NotFoundError, match="no item ABCD2345 in “My Library”"):
            look_up_in_zotero(ITEM, asker.client)

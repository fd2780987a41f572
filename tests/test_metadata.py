"""What a note page carries for machines, read back with real parsers."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree.ElementTree import Element

import html5lib
import pytest
from babel import localedata
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_papernotes.dates import PartialDate, long_date
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.languages.tags import badges, own_name
from mkdocs_papernotes.metadata.formats import body_markup, head_markup
from mkdocs_papernotes.metadata.head import Alternates, rewrite_head
from mkdocs_papernotes.metadata.license import License
from mkdocs_papernotes.metadata.open_graph import locale_code
from mkdocs_papernotes.metadata.picture import Picture
from mkdocs_papernotes.metadata.record import NoteRecord, PersonRecord
from mkdocs_papernotes.options.settings import METADATA_FORMATS
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Affiliation, Author, Paper, PaperType, Venue
from mkdocs_papernotes.people.orcid import Orcid

pytestmark = pytest.mark.pure

DATA = Path(__file__).parent / "data" / "metadata"
SITE = "https://notes.example.org"
EN_URL = f"{SITE}/notes/specguard/"
ZH_URL = f"{SITE}/zh/notes/specguard/"
VERSIONS = {"en": EN_URL, "zh": ZH_URL}
SHANGHAI = timezone(timedelta(hours=8))

KGP = Affiliation("IIT Kharagpur", "https://ror.org/03w5sq511")
SPECGUARD = Paper(
    title="SpecGuard: Verification-Aware Speculative Decoding",
    authors=(
        Author("Kiran Purohit", (KGP,), Orcid("0000-0002-1825-0097"), corresponding=True),
        Author("Ludwig van der Berg", (Affiliation("IBM Research"), KGP)),
        Author("周忠柱"),
    ),
    date=PartialDate(2026, 4, 16),
    arxiv=ArxivId("2604.15244", "v2", "cs.AI"),
    categories=("cs.AI",),
    abstract="What they did.",
)
PIPEDREAM = Paper(
    title='PipeDream: "Generalized" pipelines for $x<y$ & more',
    authors=(Author("Deepak Narayanan"),),
    date=PartialDate(2019, 10),
    arxiv=ArxivId("1806.03377"),
    doi=Doi("10.1145/3341301.3359646"),
    venue=Venue("Symposium on Operating Systems Principles", "SOSP 2019"),
    page="1–15",
    publisher="ACM",
)
ENGLISH = NoteRecord(
    title="Reading SpecGuard",
    language="en",
    url=EN_URL,
    date=datetime(2026, 4, 27, 23, 30, tzinfo=SHANGHAI),
    updated=datetime(2026, 5, 2, 9, 0, tzinfo=SHANGHAI),
    authors=(
        PersonRecord(
            "Ada Lovelace",
            "https://ada.example.org/",
            Orcid("0000-0001-5109-3700"),
            f"{SITE}/ada.png",
        ),
    ),
    description="Why it is fast.",
    tags=("decoding", "C++"),
    site_name="Notes",
    image=Picture(f"{SITE}/cover.png", 1200, 630),
    license=License("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    versions=VERSIONS,
    translation_urls=(ZH_URL,),
    paper=SPECGUARD,
)
CHINESE = dataclasses.replace(
    ENGLISH,
    title="读《SpecGuard》：为什么快",
    language="zh",
    url=ZH_URL,
    updated=None,
    translators=(PersonRecord("王小明"),),
    description="它为什么快。",
    tags=("解码",),
    image=None,
    original_url=EN_URL,
    translation_urls=(),
)
ALONE = NoteRecord(
    title="A thought",
    language="zh-TW",
    url=f"{SITE}/notes/thought/",
    date=datetime(2026, 1, 2, tzinfo=SHANGHAI),
    site_name="Notes",
)
PUBLISHED = NoteRecord(
    title="“PipeDream”, <em>again</em> & </script><!-- $x<y$",
    language="en",
    url=f"{SITE}/notes/pipedream/",
    date=datetime(2026, 3, 1, tzinfo=SHANGHAI),
    authors=(PersonRecord("Ada Lovelace"), PersonRecord("Grace Hopper")),
    site_name="Notes",
    versions={"en": f"{SITE}/notes/pipedream/"},
    paper=PIPEDREAM,
)
RECORDS = {"en": ENGLISH, "zh": CHINESE, "alone": ALONE, "published": PUBLISHED}


def parsed(html: str) -> Element:
    """The document that a browser sees."""
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def page_of(record: NoteRecord) -> Element:
    head, body = head_markup(record), body_markup(record)
    return parsed(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")


def metas(page: Element) -> list[tuple[str, str]]:
    return [
        (meta.get("name") or meta.get("property", ""), meta.get("content", ""))
        for meta in page.iter("meta")
    ]


def graph(page: Element) -> list[dict[str, Any]]:
    (script,) = page.iter("script")
    assert script.get("type") == "application/ld+json"
    document = json.loads(script.text or "")
    assert document["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


def contexts(page: Element) -> list[dict[str, list[str]]]:
    """The context objects of the page's spans, which show and say nothing."""
    spans = list(page.iter("span"))
    for span in spans:
        assert span.get("class") == "Z3988"
        assert span.get("aria-hidden") == "true"
        assert not span.text
        assert not len(span)
    return [parse_qs(span.get("title", ""), strict_parsing=True, errors="strict") for span in spans]


# The whole of it


@pytest.mark.parametrize("name", RECORDS)
def test_the_markup_is_what_was_read_and_approved(name: str) -> None:
    record = RECORDS[name]
    markup = f"{head_markup(record)}\n{body_markup(record)}\n"
    assert markup == (DATA / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("left_out", METADATA_FORMATS)
def test_each_format_can_be_turned_off(left_out: str) -> None:
    formats = [name for name in METADATA_FORMATS if name != left_out]
    head, body = head_markup(ENGLISH, formats), body_markup(ENGLISH, formats)
    marks = {
        "dublin_core": "DC.title" in head or "z:itemType" in head,
        "open_graph": "og:title" in head or "article:" in head,
        "coins": "Z3988" in body,
        "json_ld": "ld+json" in head,
    }
    assert marks == {name: name != left_out for name in METADATA_FORMATS}
    assert head_markup(ENGLISH, ()) == body_markup(ENGLISH, ()) == ""


def test_without_an_address_of_the_site_nothing_claims_one() -> None:
    record = dataclasses.replace(
        ENGLISH,
        url=None,
        versions={},
        translation_urls=(),
        image=None,
        authors=(PersonRecord("Ada"),),
    )
    page = page_of(record)
    keys = {key for key, _ in metas(page)}
    assert {"og:title", "og:locale", "DC.title"} <= keys
    assert keys.isdisjoint({"og:url", "og:locale:alternate", "og:image"})
    note, paper = graph(page)
    assert not {"@id", "url", "mainEntityOfPage"} & set(note)
    assert note["about"] == {"@id": paper["@id"]}
    assert "rft_id" not in contexts(page)[0]


# Head: beside what the theme and other plugins wrote

SOCIAL = """<!doctype html><html lang="en"><head>
  <meta charset="utf-8">
  <meta name="description" content="Why it is fast.">
  <meta name="author" content="Ada Lovelace">
  <title>Reading SpecGuard</title>
<meta property="og:type" content="website" />
<meta property="og:title" content="Reading - a > b - Notes" />
<meta property="og:description" content="None" />
<meta property="og:image" content="https://notes.example.org/assets/card.png" />
<meta property="og:image:width" content="1200" />
<meta property=og:url content=https://notes.example.org/old/>
<meta name="twitter:title" content='property="og:title"' />
<meta name='dc.title' content='The paper'>
</head><body></body></html>"""


def test_metas_of_others_give_way_and_the_card_stays() -> None:
    html = rewrite_head(SOCIAL, Alternates("en"), head_markup(ENGLISH))
    found = metas(parsed(html))
    keys = [key.lower() for key, _ in found]
    for key in ("og:type", "og:title", "og:description", "og:url", "dc.title", "og:image"):
        assert keys.count(key) == 1, key
    values = dict(found)
    assert values["og:type"] == "article"
    assert values["og:title"] == values["DC.title"] == "Reading SpecGuard"
    assert values["og:url"] == EN_URL
    assert values["og:image"] == f"{SITE}/assets/card.png"
    assert values["og:image:width"] == "1200"
    assert values["description"] == "Why it is fast."
    assert values["author"] == "Ada Lovelace"
    assert values["twitter:title"] == 'property="og:title"'
    assert 'charset="utf-8"' in html
    assert graph(parsed(html)) == graph(page_of(ENGLISH))


def test_a_picture_of_the_note_where_nobody_drew_a_card() -> None:
    html = rewrite_head("<html><head></head></html>", Alternates("en"), head_markup(ENGLISH))
    assert dict(metas(parsed(html)))["og:image"] == f"{SITE}/cover.png"


@pytest.mark.parametrize(
    ("versions", "tags"),
    [
        ({}, []),
        ({"en": EN_URL}, []),
        ({"en": EN_URL, "zh_CN": f"{SITE}/zh/x/"}, ["en", "zh-CN", "x-default"]),
    ],
)
def test_languages_are_told_where_there_are_several(
    versions: dict[str, str], tags: list[str]
) -> None:
    alternates = Alternates("en", EN_URL, versions, versions.get("en"))
    html = rewrite_head("<html><head></head></html>", alternates)
    assert re.findall('hreflang="([^"]*)"', html) == tags
    assert re.findall('rel="canonical" href="([^"]*)"', html) == [EN_URL]


def test_a_page_without_more_metadata_keeps_its_metas() -> None:
    html = rewrite_head(SOCIAL, Alternates("en"))
    assert metas(parsed(html)) == metas(parsed(SOCIAL))


# Dublin Core and Open Graph


def test_the_metas_speak_of_the_note_and_never_of_the_paper() -> None:
    found = metas(page_of(ENGLISH))
    values = dict(found)
    assert values["z:itemType"] == "blogPost"
    assert values["DC.title"] == "Reading SpecGuard"
    assert [value for key, value in found if key == "DC.creator"] == ["Ada Lovelace"]
    for author in SPECGUARD.authors:
        assert author.name not in values.values()
    assert SPECGUARD.title not in values.values()


def test_dates_are_days_of_the_sites_time_zone() -> None:
    values = dict(metas(page_of(ENGLISH)))
    assert values["article:published_time"] == values["DC.date"] == "2026-04-27"
    assert values["article:modified_time"] == "2026-05-02"


@pytest.mark.parametrize("name", RECORDS)
def test_no_name_is_one_that_claims_the_page_to_be_the_paper(name: str) -> None:
    page = page_of(RECORDS[name])
    assert not [key for key, _ in metas(page) if "citation" in key.lower()]
    assert not [element for element in page.iter() if element.get("prefix")]


LOCALES = {
    "en": "en_US",
    "en-GB": "en_GB",
    "zh": "zh_CN",
    "zh_CN": "zh_CN",
    "zh-Hans": "zh_CN",
    "zh-TW": "zh_TW",
    "zh-Hant": "zh_TW",
    "zh-HK": "zh_HK",
    "pt-BR": "pt_BR",
    "eo": "",
    "qq": "",
}


@pytest.mark.parametrize("tag", LOCALES)
def test_locale_codes_name_a_country(tag: str) -> None:
    assert locale_code(tag) == LOCALES[tag]


def test_every_language_of_babel_has_names_and_dates() -> None:
    for name in localedata.locale_identifiers():
        for tag in (name, name.replace("_", "-"), name.partition("_")[0]):
            assert re.fullmatch("(?:[a-z]{2,3}_[A-Z]{2})?", locale_code(tag)), tag
            assert own_name(tag), tag
            assert badges([tag, "en-XX"])[tag], tag
            assert labels_for(tag)("archive"), tag
            for date in (PartialDate(2026), PartialDate(2026, 4), PartialDate(2026, 4, 16)):
                assert long_date(date, tag), tag


def test_norwegian_has_a_country_under_each_of_its_names() -> None:
    assert [locale_code(tag) for tag in ("no", "nb", "nn")] == ["no_NO", "nb_NO", "nn_NO"]


def test_alternate_locales_are_those_of_the_other_versions() -> None:
    versions = {"en": "a", "zh": "b", "zh-CN": "c", "zh-Hant": "d"}
    found = metas(page_of(dataclasses.replace(ENGLISH, versions=versions)))
    assert [value for key, value in found if key == "og:locale"] == ["en_US"]
    assert [value for key, value in found if key == "og:locale:alternate"] == ["zh_CN", "zh_TW"]


# COinS


def test_two_context_objects_the_note_first() -> None:
    note, paper = contexts(page_of(CHINESE))
    assert note["rft.type"] == ["blogPost"]
    assert note["rft.title"] == ["读《SpecGuard》：为什么快"]
    assert note["rft_id"] == [ZH_URL]
    assert note["rft.contributor"] == ["王小明"]
    assert paper["rft.type"] == ["preprint"]
    assert paper["rft.publisher"] == ["arXiv"]
    assert paper["rft.au"] == ["Purohit, Kiran", "van der Berg, Ludwig", "周忠柱"]
    assert paper["rft_id"] == [
        "info:doi/10.48550/arXiv.2604.15244",
        "https://arxiv.org/abs/2604.15244",
    ]
    for context in (note, paper):
        assert context["ctx_ver"] == ["Z39.88-2004"]


@pytest.mark.parametrize("paper", [None, Paper(), Paper(doi=Doi("10.1145/1"))])
def test_a_note_alone_where_no_paper_can_be_named(paper: Paper | None) -> None:
    (note,) = contexts(page_of(dataclasses.replace(ENGLISH, paper=paper)))
    assert note["rft.type"] == ["blogPost"]


KINDS: dict[PaperType, dict[str, str]] = {
    "article": {"rft_val_fmt": "info:ofi/fmt:kev:mtx:dc", "rft.title": "T"},
    "paper-conference": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:book",
        "rft.genre": "proceeding",
        "rft.atitle": "T",
        "rft.btitle": "V",
    },
    "article-journal": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:journal",
        "rft.genre": "article",
        "rft.atitle": "T",
        "rft.jtitle": "V",
    },
    "thesis": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dissertation",
        "rft.title": "T",
        "rft.inst": "V",
    },
    "report": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:book",
        "rft.genre": "report",
        "rft.btitle": "T",
        "rft.publisher": "V",
    },
    "chapter": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:book",
        "rft.genre": "bookitem",
        "rft.atitle": "T",
        "rft.btitle": "V",
    },
    "book": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:book",
        "rft.genre": "book",
        "rft.btitle": "T",
        "rft.publisher": "V",
    },
    "dataset": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "dataset",
        "rft.title": "T",
        "rft.publisher": "V",
    },
    "software": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "computerProgram",
        "rft.title": "T",
        "rft.publisher": "V",
    },
    "patent": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:patent",
        "rft.title": "T",
        "rft.assignee": "V",
    },
    "webpage": {
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "webpage",
        "rft.title": "T",
        "rft.source": "V",
    },
}


@pytest.mark.parametrize("kind", KINDS)
def test_published_papers_have_their_own_formats(kind: PaperType) -> None:
    paper = Paper(type=kind, title="T", doi=Doi("10.1/a<b>"), venue=Venue("V"), page="1–15")
    found = contexts(page_of(dataclasses.replace(ENGLISH, paper=paper)))[1]
    assert found.items() >= {key: [value] for key, value in KINDS[kind].items()}.items()
    assert found["rft_id"] == ["info:doi/10.1/a<b>", facts.url(paper)]
    assert found["rft.pages"] == ["1-15"]


def test_the_doi_of_a_preprint_is_not_that_of_the_published_paper() -> None:
    paper = dataclasses.replace(PIPEDREAM, doi=None)
    found = contexts(page_of(dataclasses.replace(PUBLISHED, paper=paper)))[1]
    assert found["rft_id"] == ["https://arxiv.org/abs/1806.03377"]


# JSON-LD


@cache
def vocabulary() -> dict[str, Any]:
    text = (DATA / "schema-org.json").read_text(encoding="utf-8")
    types: dict[str, Any] = json.loads(text)["types"]
    return types


def ancestors(name: str) -> Iterator[str]:
    """The type and those that it is one of."""
    yield name
    for parent in vocabulary()[name]["parents"]:
        yield from ancestors(parent)


def ranges_of(kind: str, key: str) -> set[str]:
    """What the values of a property may be; empty where the type has no such property."""
    found = [vocabulary()[name]["properties"].get(key, "") for name in ancestors(kind)]
    return set(" ".join(found).split())


def check_node(node: dict[str, Any], types: dict[str, str]) -> None:
    """Every property belongs to the node's type, and its values to the property's range."""
    for key, value in node.items():
        if key.startswith("@"):
            continue
        ranges = ranges_of(node["@type"], key)
        assert ranges, f"{key} is no property of {node['@type']}"
        for item in value if isinstance(value, list) else [value]:
            check_value(key, item, ranges, types)


def check_value(key: str, value: object, ranges: set[str], types: dict[str, str]) -> None:
    if isinstance(value, dict):
        kind = value["@type"] if "@type" in value else types[value["@id"]]
        assert ranges & set(ancestors(kind)), f"{key} cannot be a {kind}"
        check_node({"@type": kind, **value}, types)
        return
    if isinstance(value, int):
        assert "Integer" in ranges
        return
    assert isinstance(value, str)
    if "Date" in ranges:
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", value)
    elif "Text" not in ranges:
        is_member = any(kind.endswith("Enumeration") for kind in ranges)
        assert "URL" in ranges or is_member, f"{key} cannot be text"
        assert re.match(r"https?://", value)


def check_graph(nodes: list[dict[str, Any]]) -> None:
    """The graph keeps to the vocabulary, and every reference leads to one of its nodes."""
    types = {node["@id"]: node["@type"] for node in nodes if "@id" in node}
    for node in nodes:
        check_node(node, types)
    assert nodes[0]["@type"] == "BlogPosting"
    assert len(types) + ("@id" not in nodes[0]) == len(nodes)


@pytest.mark.parametrize("name", RECORDS)
def test_the_graph_keeps_to_the_vocabulary(name: str) -> None:
    check_graph(graph(page_of(RECORDS[name])))


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_of_paper_keeps_to_the_vocabulary(kind: PaperType) -> None:
    paper = dataclasses.replace(
        PIPEDREAM,
        type=kind,
        volume="4",
        issue="2",
        venue=Venue("V", "V 19", Link("https://v.example.org/", "x.md")),
    )
    nodes = graph(page_of(dataclasses.replace(PUBLISHED, paper=paper)))
    check_graph(nodes)
    assert nodes[1]["name"] == paper.title


def test_the_vocabulary_would_find_what_is_not_in_it() -> None:
    for wrong in (
        {"@type": "BlogPosting", "itemReviewed": "x"},
        {"@type": "ScholarlyArticle", "numberOfPages": "10"},
        {"@type": "BlogPosting", "translator": {"@type": "Blog"}},
        {"@type": "BlogPosting", "translationOfWork": "Reading SpecGuard"},
    ):
        with pytest.raises(AssertionError):
            check_node(wrong, {})


def test_a_note_is_about_its_paper_and_cites_it() -> None:
    note, paper = graph(page_of(PUBLISHED))
    assert note["about"] == note["citation"] == {"@id": paper["@id"]}
    assert paper["@type"] == "ScholarlyArticle"
    assert paper["@id"] == "https://arxiv.org/abs/1806.03377"
    assert paper["url"] == "https://doi.org/10.1145/3341301.3359646"
    assert paper["sameAs"] == ["https://doi.org/10.1145/3341301.3359646"]
    assert [author["name"] for author in note["author"]] == ["Ada Lovelace", "Grace Hopper"]
    assert [author["name"] for author in paper["author"]] == ["Deepak Narayanan"]
    assert paper["datePublished"] == "2019-10"


def test_a_pair_refers_to_each_other_by_the_ids_of_its_pages() -> None:
    english, chinese = graph(page_of(ENGLISH))[0], graph(page_of(CHINESE))[0]
    assert [(work["@id"], work["inLanguage"]) for work in english["workTranslation"]] == [
        (chinese["@id"], chinese["inLanguage"])
    ]
    assert chinese["translationOfWork"]["@id"] == english["@id"]
    assert [person["name"] for person in chinese["translator"]] == ["王小明"]
    assert "translationOfWork" not in english
    assert "workTranslation" not in chinese


def test_notes_on_two_versions_of_a_paper_are_about_one() -> None:
    first = dataclasses.replace(SPECGUARD, arxiv=ArxivId("2604.15244", "v1"))
    nodes = graph(page_of(dataclasses.replace(ENGLISH, paper=first)))
    assert nodes[1]["@id"] == graph(page_of(ENGLISH))[1]["@id"]


@pytest.mark.parametrize("address", [EN_URL, EN_URL.rstrip("/"), ZH_URL])
def test_the_paper_is_never_under_an_address_of_the_note(address: str) -> None:
    paper = Paper(title="T", url=Link(address, "x.md"))
    page = page_of(dataclasses.replace(ENGLISH, paper=paper))
    note, found = graph(page)
    assert found["@id"] == "_:paper"
    assert "url" not in found
    assert note["@id"] == EN_URL
    assert "rft_id" not in contexts(page)[1]


def test_a_paper_with_only_a_page_of_its_own() -> None:
    paper = Paper(title="T", url=Link("https://openreview.net/forum?id=a&b", "x.md"))
    page = page_of(dataclasses.replace(ENGLISH, paper=paper))
    note, found = graph(page)
    assert note["about"] == {"@id": found["@id"]} == {"@id": "_:paper"}
    assert found["url"] == "https://openreview.net/forum?id=a&b"
    assert contexts(page)[1]["rft_id"] == ["https://openreview.net/forum?id=a&b"]


def test_an_issue_of_a_volume_of_a_journal() -> None:
    paper = Paper(title="T", venue=Venue("Journal of Tests"), volume="4", issue="2", page="1–9")
    found = graph(page_of(dataclasses.replace(ENGLISH, paper=paper)))[1]
    assert found["pagination"] == "1–9"
    issue = found["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "2")
    volume = issue["isPartOf"]
    assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", "4")
    assert volume["isPartOf"] == {"@type": "Periodical", "name": "Journal of Tests"}


# Any text at all

ANY = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["</script>", "<!--", "]]>", "\u2028", "'\"><b>", "&amp;", "a\nb", "\0", "\ud800", "%2B+C++"]
)
READABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=40
).filter(str.strip)
PEOPLE = st.lists(st.builds(PersonRecord, ANY), max_size=2).map(tuple)
LINKS = st.none() | st.builds(Link, ANY, st.just("x.md"))
PAPERS = st.builds(
    Paper,
    type=st.sampled_from(["", *KINDS]),
    title=ANY,
    authors=st.lists(
        st.builds(Author, ANY, st.lists(st.builds(Affiliation, ANY), max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    date=st.none() | st.builds(PartialDate, st.integers(1, 9999)),
    arxiv=st.none() | st.just(ArxivId("2604.15244")),
    doi=st.none() | st.just(Doi("10.1145/3341301")),
    venue=st.none() | st.builds(Venue, ANY, ANY, LINKS),
    volume=ANY,
    issue=ANY,
    page=ANY,
    publisher=ANY,
    url=LINKS,
)
NOTES = st.builds(
    NoteRecord,
    title=ANY,
    language=st.sampled_from(["en", "zh", "zh_TW"]),
    url=st.none() | st.just(EN_URL),
    date=st.none() | st.datetimes(),
    authors=PEOPLE,
    translators=PEOPLE,
    description=ANY,
    tags=st.lists(ANY, max_size=2).map(tuple),
    site_name=ANY,
    paper=st.none() | PAPERS,
)


@given(NOTES)
def test_no_text_breaks_out_of_its_place(record: NoteRecord) -> None:
    head, body = head_markup(record), body_markup(record)
    html = f"<!doctype html><html><head>{head}</head><body>{body}<p>end</p></body></html>"
    assert html.encode()
    page = parsed(html)
    assert {element.tag for element in page.iter()} <= {
        *("html", "head", "body", "meta", "script", "span", "p")
    }
    assert len(page.findall("head/meta")) == head.count("<meta ")
    assert page.findtext("body/p") == "end"
    (script,) = page.iter("script")
    assert not set(script.text or "") & set("<>&\u2028\u2029")
    check_graph(graph(page))
    assert len(contexts(page)) == len(page.findall("body/span"))
    assert not any("citation" in key.lower() for key, _ in metas(page))


@given(READABLE, READABLE)
@example("“Quotes” \"'< & </script> $x<y$ \u2028 中文　标题", "</title><b>")
def test_texts_are_read_back_whole(title: str, paper_title: str) -> None:
    paper = dataclasses.replace(SPECGUARD, title=paper_title)
    page = page_of(dataclasses.replace(ENGLISH, title=title, paper=paper))
    values = dict(metas(page))
    note, about = graph(page)
    first, second = contexts(page)
    expected = " ".join(title.split())
    assert {values["DC.title"], values["og:title"], note["headline"]} == {expected}
    assert first["rft.title"] == [expected]
    expected = " ".join(paper_title.split())
    assert about["name"] == about["headline"] == expected
    assert second["rft.title"] == [expected]

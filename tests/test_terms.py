"""Terms: which notes carry them, under which names, keys and slugs."""

from __future__ import annotations

from datetime import timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note, Series
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.options.table import OPTIONS, settings_of
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import list_version
from mkdocs_papernotes.terms.kinds import venue_series
from mkdocs_papernotes.terms.slug import slug_of, unique_slugs
from mkdocs_papernotes.terms.spelling import folded, folded_name
from mkdocs_papernotes.terms.table import TermTable, read_terms_file, read_terms_option
from mkdocs_papernotes.terms.terms import Terms
from mkdocs_papernotes.views.term_lists import TERM_LISTS

pytestmark = pytest.mark.pure


def note(name: str, front_matter: str = "", language: str = "en") -> Note:
    suffix = "" if language == "en" else f".{language}"
    path = f"notes/{name}"
    location = Location(f"{path}{suffix}.md", language, path, f"{language}/{path}/")
    page = read_front_matter(f"---\ntitle: {name}\n{front_matter}\n---\ntext\n", location.source)
    found, problems = read_note(location, page, timezone.utc)
    assert {problem.name for problem in problems} <= {"undated-note"}
    return found


def terms_of(*notes: Note, table: str = "", **options: Any) -> Terms:
    found = read_terms_file(table, "terms.yml") if table else TermTable()
    return Terms(Catalog(notes, ("en", "zh")), settings(**options), found)


def settings(**options: Any) -> Settings:
    read = read_options(OPTIONS, options)
    assert not read.errors, read.errors
    assert not read.unknown
    return settings_of(read.values)


def listed(terms: Terms, kind: str, language: str = "en") -> dict[str, list[str]]:
    """The notes of each term of a kind by its name, in order."""
    return {
        term.name(language): [each.source for each in terms.notes(term, language, "paired")]
        for term in terms.of_kind(kind, language)
    }


@pytest.mark.parametrize(
    "spelling",
    [
        "LLM serving",
        "llm-serving",
        "LLM_Serving",
        "ＬＬＭ　Ｓｅｒｖｉｎｇ",
        "LLMServing",
        "Llm ‑ serving",
    ],
)
def test_spellings_of_one_term_are_folded_to_one_text(spelling: str) -> None:
    assert folded(spelling) == "llmserving"


@pytest.mark.parametrize(
    ("text", "fold"), [("-", "-"), ("C++", "c++"), ("大模型 推理", "大模型推理")]
)
def test_no_spelling_is_folded_to_nothing(text: str, fold: str) -> None:
    assert folded(text) == fold


def test_words_of_a_persons_name_stay_apart() -> None:
    assert folded_name("Li-Na") == folded_name("li  na") == "li na"
    assert folded_name("Lina") == "lina"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("LLM serving", "llm-serving"),
        ("大模型推理服务", "大模型推理服务"),
        ("KV 缓存", "kv-缓存"),
        ("cs.LG", "cs.lg"),
        ("Bhargav S. Gulavani", "bhargav-s-gulavani"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("../a/b", "a-b"),
        ("?!", "u3f-u21"),
        ("🔥", "u1f525"),
        (".", "u2e"),
    ],
)
def test_a_slug_keeps_letters_of_any_language_and_is_never_empty(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_slug_fits_the_name_of_a_file() -> None:
    assert 0 < len(slug_of("大" * 500).encode()) <= 150


def test_slugs_that_many_terms_want_are_numbered_and_given_ones_come_first() -> None:
    wanted = {"c": "c", "a": "x", "b": "x", "d": "x"}
    assert unique_slugs(wanted, {"d": "x", "c": "x-2"}) == {
        "c": "x-2", "d": "x", "a": "x-3", "b": "x-4"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("ICLR 2015", "ICLR"),
        ("SOSP ’23", "SOSP"),
        ("SOSP'23", "SOSP"),
        ("NeurIPS (2017)", "NeurIPS"),
        ("Nature", "Nature"),
        ("2024", "2024"),
    ],
)
def test_a_venue_is_a_term_without_the_year(name: str, series: str) -> None:
    assert venue_series(name) == series


def test_a_note_without_a_key_has_the_terms_of_its_translations() -> None:
    terms = terms_of(
        note("a", "tags: [MoE, serving]\ndirection: LLM serving"),
        note("a", language="zh"),
        note("b", "tags: [MoE]"),
        note("b", "tags: [专家]", language="zh"),
        note("c", "tags: [MoE]"),
        note("c", "tags: []", language="zh"),
    )
    assert listed(terms, "tags", "zh") == {
        "MoE": ["notes/a.zh.md", "notes/b.md", "notes/c.md"],
        "serving": ["notes/a.zh.md"],
        "专家": ["notes/b.zh.md"],
    }
    assert listed(terms, "directions", "zh") == {"LLM serving": ["notes/a.zh.md"]}


def test_what_an_unlisted_note_says_lists_nothing() -> None:
    terms = terms_of(
        note("a", "unlisted: true\ntags: [secret, MoE]"),
        note("a", language="zh"),
        note("b", "tags: [MoE]"),
    )
    assert listed(terms, "tags") == {"MoE": ["notes/b.md"]}
    assert terms.find("tags", "secret") is None
    (moe,) = terms.of_note(terms.catalog.notes[0], "tags")
    assert moe.name("en") == "MoE"


TABLE = """
llm-serving:
  en: LLM serving
  zh: {name: 大模型推理服务, slug: 推理服务, description: "关于 **推理** 的笔记。"}
  also: [LLM Serving Systems]
moe: Mixture of experts
"""


def test_the_table_pairs_terms_across_languages() -> None:
    terms = terms_of(
        note("a", "tags: [llm serving systems]"),
        note("b", "tags: [大模型推理服务, MoE]", language="zh"),
        note("c", "direction: LLM-Serving"),
        table=TABLE,
    )
    found = terms.find("tags", "LLM SERVING")
    assert found is terms.find("tags", "大模型推理服务")
    assert found
    assert found.key == "llm-serving"
    assert (found.name("en"), found.name("zh"), found.name("fr")) == (
        "LLM serving", "大模型推理服务", "LLM serving"
    )  # fmt: skip
    assert (found.slug("en"), found.slug("zh")) == ("llm-serving", "推理服务")
    assert found.description("zh") == "关于 **推理** 的笔记。"
    assert not found.description("en")
    assert listed(terms, "tags", "zh") == {
        "大模型推理服务": ["notes/a.md", "notes/b.zh.md"],
        "Mixture of experts": ["notes/b.zh.md"],
    }
    assert terms.find("directions", "llm serving systems")


def test_the_option_and_the_file_have_the_same_form() -> None:
    option = read_terms_option({"moe": {"en": "MoE", "zh": "混合专家"}}, "mkdocs.yml")
    file = read_terms_file("moe: {en: MoE, zh: 混合专家}\n", "terms.yml")
    assert (
        option.entries["moe"].names == file.entries["moe"].names == {"en": "MoE", "zh": "混合专家"}
    )
    assert (option + read_terms_file("moe: Other", "terms.yml")).entries["moe"].names["zh"]


@pytest.mark.parametrize(
    ("text", "line", "key", "message"),
    [
        ("moe: [a, b]\n", 1, "moe", "PN251"),
        ("a: b\nmoe:\n  alos: [x]\n", 3, "moe.alos", "Did you mean “also”?"),
        ("moe:\n  en: {nmae: x}\n", 2, "moe.en.nmae", "Did you mean “name”?"),
        ("moe:\n  also: [{x: y}]\n", 2, "moe.also", "must be text"),
        ("moe: {en: MoE\n", 1, "", "PN2"),
    ],
)
def test_mistakes_in_the_table_are_told_with_their_place(
    text: str, line: int, key: str, message: str
) -> None:
    (problem,) = read_terms_file(text, "terms.yml").problems
    assert (problem.source, problem.line) == ("terms.yml", line)
    assert key in problem.key
    assert message in str(problem)


def test_a_spelling_of_two_terms_is_told_and_the_first_one_keeps_it() -> None:
    table = "moe: {en: MoE}\nexperts: {en: Experts, also: [m-o-e]}\n"
    terms = terms_of(note("a", "tags: [moe]"), table=table)
    (problem,) = terms.problems
    assert (problem.line, problem.key, problem.code) == (2, "experts", "PN255")
    assert [term.key for term in terms.of_kind("tags")] == ["moe"]


def test_a_file_of_terms_that_cannot_be_read_is_not_called_front_matter() -> None:
    (problem,) = read_terms_file("- moe\n", "terms.yml").problems
    assert str(problem).startswith("terms.yml:1: there are no “key: value” lines.")


def test_a_language_that_the_site_does_not_have_is_told() -> None:
    notes = note("a.md", "tags: [moe]"), note("a.zh.md", "tags: [moe]", "zh")
    told = said(*notes, table="moe: {en: MoE, zh-Hans: 混合专家}\nad: {en: Ad, cn: 广告}")
    assert told == [
        "terms.yml:2: ad.cn: “cn” is not a language of this site, so what is said in it is not "
        "used. Write one of en, zh, or remove it [PN256]"
    ]


def test_mistakes_in_the_option_are_told_with_their_place() -> None:
    (problem,) = read_terms_option({"moe": {"alos": "x"}}, "mkdocs.yml").problems
    assert str(problem).startswith("mkdocs.yml: papernotes.terms.moe.alos: ")


def test_the_default_order_is_by_count_and_years_are_newest_first() -> None:
    notes = [
        note("a", "date: 2024-01-01\ntags: [z, b]"),
        note("b", "date: 2026-01-01\ntags: [z, a]"),
        note("c", "date: 2025-01-01\ntags: [B]"),
        note("d", "date: 2025-02-01"),
    ]
    assert [*listed(terms_of(*notes), "tags")] == ["B", "z", "a"]
    assert [*listed(terms_of(*notes), "years")] == ["2026", "2025", "2024"]
    by_name = terms_of(*notes, topics={"tags": {"order": "name"}, "years": {"order": "count"}})
    assert [*listed(by_name, "tags")] == ["B", "a", "z"]
    assert [*listed(by_name, "years")] == ["2025", "2024", "2026"]


def test_a_series_is_in_the_order_of_its_parts_then_of_its_dates() -> None:
    terms = terms_of(
        note("late", "date: 2026-03-01\nseries: Inside vLLM"),
        note("second", "date: 2026-01-01\nseries: {name: inside vLLM, part: 2}"),
        note("second", "date: 2026-01-01", language="zh"),
        note("first", "date: 2026-02-01\nseries: {name: Inside vLLM, part: 1}"),
        note("early", "date: 2025-03-01\nseries: Inside vLLM"),
    )
    assert listed(terms, "series", "zh") == {
        "Inside vLLM": [
            "notes/first.md", "notes/second.zh.md", "notes/early.md", "notes/late.md"
        ]
    }  # fmt: skip


def test_the_keys_of_a_note() -> None:
    found = note("a", "tags: [MoE, 2024, MoE]\nseries: {name: X, part: 03}\naliases: The paper")
    assert found.tags == ("MoE", "2024")
    assert found.series == Series("X", 3)
    assert found.aliases == ("The paper",)
    assert note("b", "tags: MoE\nseries: X").series == Series("X")


def test_kinds_that_are_on() -> None:
    def on(topics: object) -> list[str]:
        return [kind.name for kind in terms_of(note("a"), topics=topics).kinds]

    assert on({}) == on(None) == on(True) == ["tags", "directions", "years", "series"]
    assert on(False) == []
    assert on({"tags": False, "venues": True}) == ["directions", "years", "series", "venues"]
    assert on({"kinds": ["venues", "tags"], "states": {"min_notes": 3}}) == [
        "venues", "tags", "states"
    ]  # fmt: skip


def test_options_of_a_kind_default_to_those_of_topics() -> None:
    topics = settings(
        topics={
            "path": "t",
            "per_page": 5,
            "tags": {"languages": "all"},
            "authors": {"path": "who"},
        }
    ).topics
    assert topics
    tags, authors = topics.kinds["tags"], topics.kinds["authors"]
    assert (tags.list.path, tags.list.per_page, tags.list.languages) == ("t/tags", 5, "all")
    assert (authors.list.path, authors.list.languages, authors.min_notes) == ("who", "paired", 2)
    assert settings().topics == Settings().topics


def test_there_are_pages_from_the_least_number_of_notes_on() -> None:
    notes = [note(name, f"authors: [Lin Wei, {name}]") for name in ("a", "b")]
    terms = terms_of(*notes, topics={"note_authors": {"min_notes": 2}})
    pages = [term.name("en") for term in terms.of_kind("note_authors") if terms.has_pages(term)]
    assert pages == ["Lin Wei"]
    assert not terms_of(*notes).has_pages(terms.of_kind("note_authors")[0])


# Messages


def said(*notes: Note, table: str = "") -> list[str]:
    return [str(problem) for problem in terms_of(*notes, table=table).problems]


def test_spellings_that_are_read_as_one_are_told_once_with_both() -> None:
    notes = [
        note("a", "tags: [LLM serving]"),
        note("b", "tags: [LLM serving]"),
        note("c", "date: 2026-01-01\ntags: [llm-serving]"),
    ]
    (message,) = said(*notes)
    assert message.startswith("notes/c.md:4: tags: “llm-serving” is read as the same term")
    assert "“LLM serving” in notes/a.md" in message
    assert said(*notes, table="llm: {en: LLM serving, also: [llm-serving]}") == []


def test_a_mapping_is_proposed_for_tags_in_the_same_place() -> None:
    notes = [
        note("a", "direction: Serving\ntags: [serving, 'yes: no']"),
        note("a", "direction: 推理\ntags: [推理服务, 是]", language="zh"),
    ]
    serving, other = sorted(said(*notes), key=len, reverse=True)
    line = "serving: {en: serving, zh: 推理服务, also: [推理]}"
    assert f"If they are one term, write in terms.yml: {line} [PN254]" in serving
    assert 'yes-no: {en: "yes: no", zh: 是}' in other
    assert said(*notes, table=f"{line}\nyes-no: {{en: 'yes: no', zh: 是}}\n") == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a, b", "甲"),  # not in the same place
        ("a, b", "a, b"),  # one term in both
        ("a", "乙"),  # beside another one elsewhere
    ],
)
def test_nothing_is_proposed_in_doubt(english: str, chinese: str) -> None:
    others = [note("z", "tags: [a]"), note("z", "tags: [丙]", language="zh")]
    pair = [note("a", f"tags: [{english}]"), note("a", f"tags: [{chinese}]", language="zh")]
    assert not any("PN254" in text for text in said(*pair, *(others if chinese == "乙" else ())))


# Any catalogue

SPELLINGS = ("MoE", "moe", "M-o e", "专家", "serving", "推理", "cs.LG", "C++", "C#", "?!", "-")
PAIRED = "moe: {en: MoE, zh: 专家}\n"

spelt = st.none() | st.lists(st.sampled_from(SPELLINGS), max_size=4)
pairs = st.lists(st.tuples(spelt, spelt, st.booleans(), st.booleans()), min_size=1, max_size=12)


def written(pair: int, tags: list[str] | None, language: str, *, unlisted: bool) -> Note:
    lines = ["date: 2026-01-01", f"unlisted: {str(unlisted).lower()}"]
    lines += [f"tags: {[*tags]}"] if tags is not None else []
    return note(f"n{pair:02}", "\n".join(lines), language)


def carried(notes: list[Note], table: bool) -> dict[str, set[str]]:
    """The notes that carry each tag, found one by one: pairs by what their tags are folded to."""
    found: dict[str, set[str]] = {}
    for each in notes:
        others = [other for other in notes if other.location.path == each.location.path]
        tags = each.tags
        if "tags" not in each.values:
            heard = [other.tags for other in others if other is not each and not other.unlisted]
            tags = next((tags for tags in heard if tags), ())
        for tag in tags if not each.unlisted else ():
            fold = folded(tag)
            key = "moe" if table and fold in ("moe", "专家") else fold
            found.setdefault(key, set()).add(each.source)
    return found


@limits(max_examples=60, deadline=None)
@given(pairs=pairs, table=st.booleans(), per_page=st.integers(1, 3))
def test_the_pages_of_each_term_hold_exactly_the_notes_that_carry_it(
    pairs: list[tuple[list[str] | None, list[str] | None, bool, bool]], table: bool, per_page: int
) -> None:
    notes: list[Note] = []
    for number, (english, chinese, hides_english, has_chinese) in enumerate(pairs):
        notes.append(written(number, english, "en", unlisted=hides_english))
        if has_chinese:
            notes.append(written(number, chinese, "zh", unlisted=False))
    terms = terms_of(*notes, table=PAIRED if table else "", topics={"per_page": per_page})
    languages = Languages(("en", "zh"), "en")
    content = Content(terms.catalog, Works(terms.catalog), languages, terms.settings, terms)
    expected = carried(notes, table)
    assert {term.key for term in terms.of_kind("tags")} == expected.keys()
    addresses: set[str] = set()
    for listed in TERM_LISTS.lists(content):
        if not listed.key.startswith("topics/tags/"):
            continue
        carriers = expected[listed.key.removeprefix("topics/tags/")]
        counts = set()
        for language in languages.tags:
            version = list_version(listed, language, languages)
            assert version
            shown = [each for page in version.pages for each in page.pager.items]
            assert {each.source for each in shown} <= carriers
            paths = {each.location.path for each in notes if each.source in carriers}
            assert sorted(each.location.path for each in shown) == sorted(paths)
            counts.add(len(shown))
            assert len(version.urls) == -(-len(shown) // per_page)
            assert addresses.isdisjoint(version.urls)
            addresses.update(version.urls)
        assert len(counts) == 1

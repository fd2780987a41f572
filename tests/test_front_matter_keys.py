"""The tables of keys, what reads by them, and the JSON Schema that follows from them."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mkdocs_papernotes.front_matter.keys import Key, Table
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.reader import Block, Report
from mkdocs_papernotes.notes.keys import NOTE_KEYS, PAGE_KEYS
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.permalink import parse_permalink
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.notes.schema import FILE, schema_text
from mkdocs_papernotes.papers.keys import PAPER_KEYS
from mkdocs_papernotes.people.keys import PERSON_KEYS
from mkdocs_papernotes.people.person import People, read_people
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem

pytestmark = pytest.mark.pure

EXAMPLE = Path(__file__).parent.parent / "example_site" / "docs"


def read(block: str, people: People | None = None) -> tuple[Note, list[Problem]]:
    """A note with this front matter below a title and a date, which are lines 2 and 3."""
    text = f"---\ntitle: A\ndate: 2026-05-01\n{block}\n---\n\nText.\n"
    front_matter = read_front_matter(text, "notes/a.md")
    assert front_matter.problems == ()
    location = Location("notes/a.md", "en", "notes/a", "notes/a/")
    note, problems = read_note(location, front_matter, timezone.utc, people)
    return note, list(problems)


# Tables


def every_table(table: Table, path: str = "") -> list[tuple[str, Table]]:
    """A table and those of its keys, with dotted names."""
    keys = [*table, *([table.any] if table.any else [])]
    found = [(path or "page", table)]
    for key in keys:
        if key.keys is not None:
            found += every_table(key.keys, f"{path}.{key.name}")
    return found


TABLES = every_table(PAGE_KEYS)


@pytest.mark.parametrize(("path", "table"), TABLES, ids=[path for path, _ in TABLES])
def test_a_name_belongs_to_one_key(path: str, table: Table) -> None:
    names = [name for key in table for name in key.names]
    assert len(names) == len(set(names))
    for key in table:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", key.name), path
        assert key.meaning
        assert (key.type == "choice") == bool(key.choices), key.name
        assert not set(key.meant) & set(names), f"{key.name} is suggested for a name that is read"
        assert key.keys is not None or key.type not in {"mapping", "entry", "entries"}


@pytest.mark.parametrize(
    ("table", "name", "suggestion"),
    [
        (NOTE_KEYS, "titel", "title"),
        (NOTE_KEYS, "Date", "date"),
        (NOTE_KEYS, "drfat", "draft"),
        (NOTE_KEYS, "autor", "author"),
        (NOTE_KEYS, "permalink", "url"),
        (NOTE_KEYS, "layout", ""),
        (PAPER_KEYS, "Journal", "venue"),
        (PAPER_KEYS, "eprint", "arxiv"),
        (PAPER_KEYS, "isued", "issued"),
        (PERSON_KEYS, "ulr", "url"),
        (PERSON_KEYS, "zzz", ""),
    ],
)
def test_the_key_that_was_meant(table: Table, name: str, suggestion: str) -> None:
    assert table.suggestion(name) == suggestion


def test_what_a_table_accepts() -> None:
    assert NOTE_KEYS.accepts("anything")
    assert "anything" not in NOTE_KEYS
    assert PERSON_KEYS.accepts("email")
    assert not PERSON_KEYS.accepts("mail")
    assert PAPER_KEYS["year"].name == "date"
    with pytest.raises(KeyError):
        PAPER_KEYS["tilte"]


# The reader

COLOURS = Table(
    (
        Key("name", "text", "a name", aliases=("title", "label")),
        Key("kind", "choice", "a kind", choices=("warm-red", "blue")),
        Key("mixed", "flag", "whether it is mixed"),
        Key("parts", "entries", "its parts", keys=Table((Key("share", "text", "a share"),))),
    )
)


def colour(**values: object) -> tuple[Block, list[Problem]]:
    report = Report("x.md", {}, {"colour": 7, "colour.kind": 9})
    return Block(values, COLOURS, report, "colour"), report.problems


def test_the_first_name_that_has_a_value_is_read() -> None:
    block, _ = colour(label="L", title="T", name=None)
    assert block.names("name") == ["title", "label"]
    assert block.text("name") == "T"
    assert block.text("label") == "L"


def test_only_keys_of_the_table_are_read() -> None:
    block, _ = colour(nmae="N")
    with pytest.raises(KeyError):
        block.text("nmae")


def test_choices() -> None:
    assert colour(kind="Warm red")[0].choice("kind", "unknown-type") == "warm-red"
    assert colour(kind=" ")[0].choice("kind", "unknown-type") is None
    block, problems = colour(kind="bleu")
    assert block.choice("kind", "unknown-type") is None
    (problem,) = problems
    assert (problem.key, problem.line) == ("colour.kind", 9)
    assert problem.remedy == "Did you mean “blue”?"


@pytest.mark.parametrize("value", [True, "true", " Yes ", "on", 1])
def test_flags_that_are_set(value: object) -> None:
    block, problems = colour(mixed=value)
    assert block.flag("mixed")
    assert problems == []


@pytest.mark.parametrize("value", [False, "no", "OFF", 0, None, ""])
def test_flags_that_are_not_set(value: object) -> None:
    block, problems = colour(mixed=value)
    assert not block.flag("mixed", unclear=True)
    assert block.flag("mixed", default=True) == (value in (None, ""))
    assert problems == []


@pytest.mark.parametrize(
    ("value", "given"), [("ture", "ture"), (2, "2"), ([True], "[…]"), ({}, "{…}")]
)
def test_flags_that_say_neither(value: object, given: str) -> None:
    block, problems = colour(mixed=value)
    assert block.flag("mixed", unclear=True)
    assert not block.flag("mixed")
    assert problems[0].message == f"must be true or false, not “{given}”"
    assert problems[0].remedy == "Write “mixed: true” or “mixed: false”"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One\nline.", "One line."),
        ("\n\nOne.\n \n\n  Two\nlines.\n\n", "One.\n\nTwo lines."),
        ("One.\n\n\x07\n\nTwo.", "One.\n\nTwo."),
        (" \n\n ", ""),
    ],
)
def test_paragraphs_have_one_blank_line_between(text: str, paragraphs: str) -> None:
    assert colour(name=text)[0].paragraphs("name") == paragraphs


def test_mappings_in_a_list_are_told_apart() -> None:
    block, problems = colour(parts=[{"share": 1, "shade": 2}])
    part = block.entry("parts", block.listed("parts")[0], "part 1")
    part.check_keys()
    assert part.text("share") == "1"
    assert str(problems[0]).startswith("x.md:7: colour.parts: part 1, shade: unknown key. Did you")


# Notes and people


def test_keys_of_other_tools_are_allowed() -> None:
    assert read("categories: [a]\nlayout: post\nstatus: new\nmine: B\ntitle2: C")[1] == []


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("titel: B", "title"),
        ("autors: [A]", "authors"),
        ("transation_key: a", "translation_key"),
        ("Description: A", "description"),
        ("unlsited: maybe", ""),
        ("pni: true", ""),
    ],
)
def test_the_key_that_was_probably_meant_is_suggested(line: str, key: str) -> None:
    problems = [(problem.line, problem.remedy) for problem in read(line)[1]]
    assert problems == ([(4, f"Did you mean “{key}”?")] if key else [])


def test_a_reading_state_has_a_key_of_its_own() -> None:
    (problem,) = read("status: To read")[1]
    assert (problem.line, problem.remedy) == (4, "Write “state: to-read”")


@pytest.mark.parametrize("key", ["draft", "unlisted"])
def test_a_note_is_held_back_where_a_flag_is_unclear(key: str) -> None:
    note, (problem,) = read(f"{key}: ture")
    assert getattr(note, key)
    assert (problem.line, problem.key) == (4, key)
    assert "ture" in problem.message
    assert not getattr(read("pin: true")[0], key)


def test_metadata_is_there_unless_it_is_refused() -> None:
    assert read("pin: false")[0].has_metadata
    for value in ("false", "no", "'false'"):
        assert not read(f"metadata: {value}")[0].has_metadata
    note, (problem,) = read("metadata: flase")
    assert note.has_metadata
    assert problem.key == "metadata"


@pytest.mark.parametrize(
    ("block", "written", "updated"),
    [
        ("date: 2026-04-02", "2026-04-02", ""),
        ("date: {created: 2026-04-02}", "2026-04-02", ""),
        ("date: {created: 2026-04-02, updated: 2026-04-03}", "2026-04-02", "2026-04-03"),
        ("date: {created: 2026-04-02, custom: 1}\nupdated: 2026-04-04", "2026-04-02", "2026-04-04"),
    ],
)
def test_dates(block: str, written: str, updated: str) -> None:
    front_matter = read_front_matter(f"---\n{block}\n---\n", "a.md")
    note, problems = read_note(Location("a.md", "en", "a", "a/"), front_matter, timezone.utc)
    assert problems == ()
    assert note.date == datetime.fromisoformat(f"{written}T00:00+00:00")
    assert (f"{note.updated:%Y-%m-%d}" if note.updated else "") == updated


@pytest.mark.parametrize(
    ("block", "name", "key", "line"),
    [
        ("title: A", "undated-note", "date", 0),
        ("date:", "undated-note", "date", 2),
        ("date: ' '", "undated-note", "date", 2),
        ("date:\n  updated: 2026-04-03", "undated-note", "date", 2),
        ("date:\n  created: soon", "expected-date", "date.created", 3),
        ("date: soon", "expected-date", "date", 2),
        ("date: [2026]", "expected-date", "date", 2),
    ],
)
def test_a_date_that_is_not_there_is_told_once(block: str, name: str, key: str, line: int) -> None:
    front_matter = read_front_matter(f"---\n{block}\n---\n", "a.md")
    note, (problem,) = read_note(Location("a.md", "en", "a", "a/"), front_matter, timezone.utc)
    assert note.date is None
    assert (problem.name, problem.key, problem.line) == (name, key, line)


@pytest.mark.parametrize(
    ("block", "written", "updated"),
    [
        ("lastmod: 2026-04-05T10:00:00+08:00", None, "2026-04-05"),
        ("last_modified_at: 2026-04-05", None, "2026-04-05"),
        ("lastUpdated: 2026-04-05", None, "2026-04-05"),
        ("lastUpdated: false", None, None),
        ("modified: [a]", None, None),
        ("updated: 2026-04-05\nlastmod: 2026-04-06", None, "2026-04-05"),
        ("date created: 2026-04-05\ndate modified: 2026-04-06", "2026-04-05", "2026-04-06"),
        ("created: 2026-04-05T07:00", "2026-04-05", None),
        ("created: by hand", None, None),
        ("pubDatetime: 2026-04-05\nmodDatetime: 2026-04-06", "2026-04-05", "2026-04-06"),
        ("Created: 2026-04-05\nUpdated: 2026-04-06", "2026-04-05", "2026-04-06"),
        ("createdAt: 2026-04-05\nupdatedAt: 2026-04-06", "2026-04-05", "2026-04-06"),
        ("创建时间: 2026-04-05 10:00\n更新时间: 2026-04-06", "2026-04-05", "2026-04-06"),
        ("date: 2026-04-01\ncreated: 2026-04-05", "2026-04-01", None),
    ],
)
def test_dates_under_keys_of_other_tools(
    block: str, written: str | None, updated: str | None
) -> None:
    front_matter = read_front_matter(f"---\n{block}\n---\n", "a.md")
    note, problems = read_note(Location("a.md", "en", "a", "a/"), front_matter, timezone.utc)
    assert [problem.name for problem in problems] == ([] if written else ["undated-note"])
    assert (f"{note.date:%Y-%m-%d}" if note.date else None) == written
    assert (f"{note.updated:%Y-%m-%d}" if note.updated else None) == updated


OTHER_TOOLS = """
    abbrlink abstract alias aliases aside audio author_profile banner bibliography bibtex boost
    build canonicalURL canonical_url cascade categories category citation class code comment
    comments conference copyright cover created createdAt created_at creation_date csl cssclass
    cssclasses ctime custom_edit_url date_created date_modified disableNunjucks display
    editLink enableToc en_url excerpt_separator expiryDate extra featured featuredImage
    featured_image has_children headless heroImage hidden hideSummary hide_table_of_contents
    icon id image images img importance insert_anchor_links isCJKLanguage katex keywords
    kanban-plugin language lastUpdated last_modified last_modified_at last_update lastmod
    layout linkTitle links locale markup math mathjax menu modDatetime modified modified_at
    mtime nav_exclude nav_order nocite ogImage outputs page_id paginate_by params parent path
    pdf permalink photos pinned poster postSlug prev project pubDate pubDatetime read_time
    readtime redirect_from ref related render resources reward search_index series share
    showToc sidebar sidebar_label sidebar_position sitemap slides slug socialImage source
    sticky subtitle summary tagline taxonomies thumbnail tldr toc toc_sticky top translationKey
    tikzjax type typora-root-url uid up updated updatedAt updatedDate updated_at url usemath
    venue video weight year zh_url 日期 标题 标签 分类 作者
"""


def test_keys_of_other_tools_are_no_mistakes() -> None:
    for name in OTHER_TOOLS.split():
        assert not [found.key for found in read(f"{name}: x")[1] if found.name == "unknown-key"]


@pytest.mark.parametrize(
    ("path", "written", "title"),
    [
        ("notes/2023-02-03-on-reading", "2023-02-03", "On reading"),
        ("notes/2023-2-3_On_reading", "2023-02-03", "On reading"),
        ("notes/2023.02.03 - On reading", "2023-02-03", "On reading"),
        ("notes/2023 02 03 reading", "2023-02-03", "Reading"),
        ("notes/20230203-x", "2023-02-03", "X"),
        ("notes/202302031200 x", "2023-02-03", "X"),
        ("notes/20230203120059", "2023-02-03", "2023-02-03"),
        ("notes/2023-02-03论文", "2023-02-03", "论文"),
        ("notes/2023年2月3日-论文", "2023-02-03", "论文"),
        ("notes/2023-02-03", "2023-02-03", "2023-02-03"),
        ("notes/meeting 2023-02-03", "2023-02-03", "Meeting 2023 02 03"),
        ("notes/2022-01-02-x/figures", "2022-01-02", "Figures"),
        ("notes/2023/02/03/x", "2023-02-03", "X"),
        ("notes/2023/02/03/x/y", "2023-02-03", "Y"),
        ("notes/2023/02/03", "2023-02-03", "03"),
        ("2023-02-03-x", "2023-02-03", "X"),
        # no dates
        ("notes/2023-02-30-x", None, "2023 02 30 x"),
        ("notes/2023-13-01-x", None, "2023 13 01 x"),
        ("notes/2023/02/x", None, "X"),
        ("notes/2024/01-intro", None, "01 intro"),
        ("notes/2302.01318-x", None, "2302.01318 x"),
        ("notes/20230203x", None, "20230203x"),
        ("notes/120230203", None, "120230203"),
        ("notes/2023-02-031", None, "2023 02 031"),
        ("notes/2023-x", None, "2023 x"),
    ],
)
def test_dates_and_titles_of_file_names(path: str, written: str | None, title: str) -> None:
    location = Location(f"{path}.md", "en", path, f"{path}/")
    note, problems = read_note(location, read_front_matter("Text.", "a.md"), timezone.utc)
    assert (f"{note.date:%Y-%m-%d}" if note.date else None) == written
    assert note.title == title
    assert [problem.name for problem in problems] == ([] if written else ["undated-note"])


def test_a_date_that_is_stated_counts_before_one_in_the_name() -> None:
    location = Location("2023-02-03-x.md", "en", "2023-02-03-x", "2023-02-03-x/")
    for block, day in (("date: 2026-04-16", 16), ("created: 2026-04-17", 17), ("date:", 3)):
        page = read_front_matter(f"---\n{block}\n---\n", location.source)
        note, problems = read_note(location, page, timezone.utc)
        assert note.date
        assert (note.date.day, problems) == (day, ())


def test_picture_and_licence_of_a_note() -> None:
    for block in ("image: a.png", "image: {path: a.png, alt: A}"):
        note, problems = read(block)
        assert (note.image.target if note.image else "", problems) == ("a.png", [])
    for block, name in (("image: [a.png]", "expected-text"), ("image: 'x:a'", "not-a-link")):
        note, problems = read(block)
        assert (note.image, [problem.name for problem in problems]) == (None, [name])
    licences = {"": None, "license: false": "", "license: CC BY 4.0": "CC BY 4.0"}
    assert {block: read(block)[0].license for block in licences} == licences
    assert [problem.name for problem in read("license: [MIT]")[1]] == ["expected-text"]


def test_people_of_a_note() -> None:
    people, _ = read_people("authors:\n  lin: {name: Lin Wei}", "authors.yml")
    note, problems = read("authors: [lin, Ada, {name: Eva, url: about.md}]", people)
    assert [person.name for person in note.authors] == ["Lin Wei", "Ada", "Eva"]
    assert problems == []
    assert [person.name for person in read("author: Ada")[0].authors] == ["Ada"]
    assert [person.name for person in read("authors: []\nauthor: Ada")[0].authors] == ["Ada"]
    assert [person.name for person in read("translator: {name: Ada}")[0].translators] == ["Ada"]


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("authors: [Ada, {name: ''}]", "authors: author 2: this person has no name"),
        ("authors: [{name: [Ada]}]", "authors: author 1, name: must be text"),
        (
            "authors: [{name: Ada, ulr: x}]",
            "authors: author 1, ulr: unknown key",
        ),
        ("authors: [[Ada]]", "authors: must be text"),
        ("translator: {orcid: 1}", "translator: translator 1: this person has no name"),
        ("title2: x\nauthor: [{name: Ada, url: 'ftp://x'}]", "author: author 1, url: “ftp://x”"),
    ],
)
def test_what_is_wrong_with_people(block: str, says: str) -> None:
    _, problems = read(block)
    assert len(problems) == 1
    assert says in str(problems[0])


# Addresses of their own


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/2024/05/adam/", "/2024/05/adam/"),
        ("/2024/05/adam", "/2024/05/adam/"),
        ("2024/05/adam.html", "2024/05/adam.html"),
        ("adam", "adam/"),
        (" /adam/ ", "/adam/"),
        ("/2604.15244", "/2604.15244/"),
        ("/v1.0", "/v1.0/"),
        ("/node.js/", "/node.js/"),
        ("/adam/index.html", "/adam/"),
        ("adam/index.html", "adam/"),
        ("my-index.html", "my-index.html"),
        ("/2024/%E6%B7%B1%E5%BA%A6/", "/2024/深度/"),
        ("/a%20b", "/a b/"),
        ("/caf\u0065\u0301/", "/café/"),
        ("/100%25/", "/100%/"),
        (f"/{'a' * 99}/{'b' * 98}/", f"/{'a' * 99}/{'b' * 98}/"),
    ],
)
def test_permalinks(text: str, path: str) -> None:
    assert parse_permalink(text) == path
    note, problems = read(f"url: {json.dumps(text)}")
    assert (note.permalink, problems) == (path, [])


@pytest.mark.parametrize(
    ("text", "name", "remedy"),
    [
        ("https://example.org/adam/", "address-not-a-path", "without a host"),
        ("//example.org/adam/", "address-part", "single slashes"),
        ("mailto:a", "address-not-a-path", "/2024/05/adam/"),
        ("/", "address-not-a-path", "/2024/05/adam/"),
        ("index.html", "address-not-a-path", "/2024/05/adam/"),
        ("/index.html", "address-not-a-path", "/2024/05/adam/"),
        ("/adam?p=1", "address-not-a-path", "“?”"),
        ("/adam%3Fp=1", "address-not-a-path", "“?”"),
        ("/adam#top", "address-not-a-path", "“#”"),
        ("\\adam", "address-not-a-path", "backslash"),
        ("/a\u202eb/", "address-not-a-path", "/2024/05/adam/"),
        ("/a%00b/", "address-not-a-path", "/2024/05/adam/"),
        ("/a%0Ab/", "address-not-a-path", "/2024/05/adam/"),
        ("/a\u200bb/", "address-not-a-path", "/2024/05/adam/"),
        ("/../adam/", "address-part", "“..”"),
        ("/index.html/", "address-part", "folder"),
        ("/404.html/adam/", "address-part", "folder"),
        ("/sitemap.xml/", "address-part", "folder"),
        ("/%2e%2e/adam/", "address-part", "“..”"),
        ("..%2fadam/", "address-part", "“..”"),
        ("./adam/", "address-part", "“.”"),
        ("/a//b/", "address-part", "single slashes"),
        ("/adam//", "address-part", "single slashes"),
        ("/a /b/", "address-part", "single slashes"),
        ("/adam./", "address-part", "“.”"),
        (".html", "address-part", "“.”"),
        ("/" + "深" * 90, "address-part", "single slashes"),
        ("/adam.php", "address-extension", "/adam.php/"),
        ("/adam.HTML", "address-extension", ".html"),
        (f"/{'a' * 99}/{'b' * 99}/", "address-too-long", "at most 200"),
        ("/100%/", "address-encoding", "characters themselves"),
        ("/%FF/", "address-encoding", "characters themselves"),
    ],
)
def test_what_is_no_permalink(text: str, name: str, remedy: str) -> None:
    with pytest.raises(BadValueError) as raised:
        parse_permalink(text)
    assert raised.value.name == name
    assert remedy in raised.value.remedy


def test_a_bad_permalink_is_told_with_its_line() -> None:
    note, (problem,) = read("pin: true\nurl: https://example.org/adam/")
    assert note.permalink == ""
    assert (problem.source, problem.line, problem.key) == ("notes/a.md", 5, "url")
    assert problem.severity == "warning"
    assert "the note keeps its usual address" in problem.message
    for wrong in ("[adam]", '"/a\\x07b/"', '"/a\\nb/"'):
        note, (problem,) = read(f"url: {wrong}")
        assert (note.permalink, problem.key) == ("", "url")


@given(st.text(st.sampled_from("ab/.%2eE深 ?#\\:\u202e\x00") | st.characters(), max_size=300))
@example("%25" * 80)
def test_whatever_is_written_leads_below_the_root(text: str) -> None:
    path = ""
    with suppress(BadValueError):
        path = parse_permalink(text)
    if not path:
        return
    assert path.endswith(("/", ".html"))
    parts = path.removeprefix("/").removesuffix("/").split("/")
    assert all(part.strip(". ") and len(part.encode()) < 255 for part in parts)
    assert not set(path) & set('\\?#:"<>|*\x00\n\x7f\u202e')
    assert parse_permalink(quote(path)) == parse_permalink(path.replace("%", "%25")) == path


# The JSON Schema

SCHEMA = json.loads(FILE.read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def as_json(value: Any) -> Any:
    """A value of YAML as JSON has it."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def is_valid(values: dict[str, Any]) -> bool:
    return bool(VALIDATOR.is_valid(as_json(values)))


def test_the_file_is_what_the_tables_say() -> None:
    remedy = "write it anew with `python -m mkdocs_papernotes.notes.schema`"
    assert FILE.read_text("utf-8") == schema_text(), remedy


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert SCHEMA["$defs"].keys() == {"person", "paper", "author", "affiliation", "venue"}
    assert "#/$defs/paper" in json.dumps(SCHEMA["properties"]["paper"])


def example_pages() -> list[Path]:
    return sorted(path for path in EXAMPLE.rglob("*.md") if path.read_bytes().startswith(b"---"))


def test_every_page_of_the_example_is_valid() -> None:
    pages = example_pages()
    assert len(pages) > 20
    for path in pages:
        values = read_front_matter(path.read_text("utf-8"), str(path)).values
        errors = [error.message for error in VALIDATOR.iter_errors(as_json(values))]
        assert errors == [], path


def guide_examples() -> list[tuple[str, str]]:
    """Key and value of the examples in the guide's tables of a note and of a paper, as YAML."""
    text = (EXAMPLE / "guide" / "front-matter.md").read_text("utf-8")
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    found = []
    for table, prefix in zip((tables[0], tables[1], tables[3]), ("", "", "paper"), strict=True):
        for row in table.splitlines()[2:]:
            keys, examples, _ = (cell.strip() for cell in row.strip("| ").split(" | "))
            key = re.findall(r"`([^`]+)`", keys)[0]
            for value in re.findall(r"`([^`]+)`", examples):
                line = value if "." in key else f"{key}: {value}"
                found.append((f"{prefix}.{key}", f"paper: {{{line}}}" if prefix else line))
    return found


@pytest.mark.parametrize(("key", "text"), guide_examples())
def test_the_examples_of_the_guide_are_valid(key: str, text: str) -> None:
    assert is_valid(yaml.safe_load(text)), key
    if key not in {".title", ".date", ".date.created", ".date.updated"}:  # which `read` adds
        names = [problem.name for problem in read(text)[1]]
        assert names == ["unused-affiliation"] * (key == "paper.affiliations")


@pytest.mark.parametrize(
    "text",
    [
        "draft: ture",
        "pin: 1",
        "date: soon",
        "date: 2026",
        "date: {created: soon}",
        "title: [A]",
        "description: {a: b}",
        "state: skimmed",
        "rating: 6",
        "rating: good",
        "url: https://example.org/",
        "url: //example.org/",
        "url: adam?p=1",
        "original_url: javascript:alert(1)",
        "original_url: //example.org",
        "authors: [{nmae: Ada}]",
        "authors: [{name: Ada, url: ftp://x}]",
        "authors: true",
        "paper: [A]",
        "paper: {tilte: B}",
        "paper: {journal: B}",
        "paper: {type: poem}",
        "paper: {date: April 2026}",
        "paper: {title: [B]}",
        "paper: {authors: [[Ada]]}",
        "paper: {authors: [{name: Ada, corresponding: maybe}]}",
        "paper: {authors: [{name: Ada, affiliation: {nme: B}}]}",
        "paper: {affiliations: [{id: a, rorr: b}]}",
        "paper: {venue: {titel: B}}",
        "paper: {venue: [B]}",
        "paper: {links: a.pdf}",
        "paper: {links: {pdf: 'data:text/html,x'}}",
        "paper: {read_version: second}",
        "paper: {citation_key: a b}",
        "paper: {arxiv: [2604.15244]}",
    ],
)
def test_what_is_wrong_is_not_valid(text: str) -> None:
    assert not is_valid(yaml.safe_load(text))


@pytest.mark.parametrize(
    "text",
    [
        "anything: {a: [b]}",
        "hide: toc",
        "date: '2026-04-16T10:30:00+08:00'",
        "date: 2026/4/6 10:30",
        "paper: kingma2014adam",
        "paper: {year: 2026, authors: Ada, venue: ICML, links: {demo: a.html, pdf: null}}",
        "paper: {authors: [{name: Ada, affiliations: [{name: B, ror: 03w5sq511}, c]}]}",
        "paper: {arxiv: 2604.15244, volume: 7, read_version: 2}",
        "authors: {name: Ada, email: ada@example.org}",
        "original_url: HTTPS://example.org",
    ],
)
def test_what_is_right_is_valid(text: str) -> None:
    assert is_valid(yaml.safe_load(text))


@pytest.mark.parametrize("name", [name for key in PAGE_KEYS for name in key.names])
def test_a_key_without_a_value_is_valid(name: str) -> None:
    assert is_valid({name: None})
    problems = read(f"{name}:")[1] if name not in {"title", "date"} else []
    assert problems == []


def test_every_key_is_explained_to_an_editor() -> None:
    found = {**SCHEMA["properties"], **SCHEMA["$defs"]["paper"]["properties"]}
    assert found["direction"]["description"] == NOTE_KEYS["direction"].meaning
    assert found["year"]["description"] == "the same as `date`"
    for name, schema in found.items():
        assert len(schema["description"]) > 5, name

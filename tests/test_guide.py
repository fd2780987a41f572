"""The user's guide says all there is to say, in both languages, and its examples are valid."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from jinja2.meta import find_undeclared_variables

from mkdocs_papernotes.adapter.surroundings import _EARLY_EVENTS, _KNOWN, _LATE_EVENTS
from mkdocs_papernotes.cache.store import LARGEST
from mkdocs_papernotes.citation.citations import Citation
from mkdocs_papernotes.front_matter.keys import Key, Table
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.notes.keys import NOTE_KEYS, THEME_KEYS
from mkdocs_papernotes.options.option import Option, read_options
from mkdocs_papernotes.options.settings import ON_BY_DEFAULT, TERM_KINDS
from mkdocs_papernotes.options.table import OPTIONS, settings_of
from mkdocs_papernotes.papers.keys import (
    AFFILIATION_KEYS,
    AUTHOR_KEYS,
    LINK_KEYS,
    PAPER_KEYS,
    VENUE_KEYS,
)
from mkdocs_papernotes.people.keys import PERSON_KEYS
from mkdocs_papernotes.problems.catalogue import Message, messages
from mkdocs_papernotes.views.header_fields import HeaderField
from mkdocs_papernotes.views.license_lines import LicenseLine
from mkdocs_papernotes.views.note_list import Entry, Year
from mkdocs_papernotes.views.note_view import CitedAs
from mkdocs_papernotes.views.page_link import PageLink
from mkdocs_papernotes.views.paper_filters import Choice
from mkdocs_papernotes.views.paper_row import NoteGroup, NoteLink, Row

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mkdocs_papernotes"
GUIDE = ROOT / "example_site" / "docs" / "guide"
LANGUAGES = {"en": "{}.md", "zh": "{}.zh.md"}
PAGES = sorted(path.stem for path in GUIDE.glob("*.md") if "." not in path.stem)

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def read(page: str, language: str) -> str:
    return (GUIDE / LANGUAGES[language].format(page)).read_text("utf-8")


def where(page: str, language: str) -> str:
    return f"example_site/docs/guide/{LANGUAGES[language].format(page)}"


def without_code(text: str) -> str:
    return re.sub(r"^( *)(```+|~~~+).*?^\1\2 *$", "", text, flags=re.DOTALL | re.MULTILINE)


def table_rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of every table."""
    for line in without_code(text).splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("| "))]


def named(cell: str) -> set[str]:
    """The code spans of a text."""
    return set(re.findall(r"`([^`]+)`", cell))


def listed(names: Iterable[str]) -> str:
    return "".join(f"\n  {name}" for name in sorted(names))


# Pages


def test_every_page_stands_in_both_languages_with_the_same_headings() -> None:
    chinese = {path.name.removesuffix(".zh.md") for path in GUIDE.glob("*.zh.md")}
    assert set(PAGES) == chinese, "each page of the guide has an English and a Chinese file"
    for page in PAGES:
        ranks = {
            language: re.findall(r"^#+(?= )", without_code(read(page, language)), re.MULTILINE)
            for language in LANGUAGES
        }
        assert ranks["en"] == ranks["zh"], f"{page}: headings differ between the languages"


@in_both_languages
def test_links_between_pages_lead_somewhere(language: str) -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+\.md)", without_code(read(page, language))):
            path = GUIDE / target
            assert path.is_file(), f"{where(page, language)} links to {target}"
            assert ".zh." not in target, f"{where(page, language)}: write {target} without .zh"


@in_both_languages
def test_rows_of_a_table_have_the_cells_of_its_head(language: str) -> None:
    """A row with more cells than the head would lose them on the page."""
    for page in PAGES:
        for table in re.findall(r"(?:^\|.*\n)+", without_code(read(page, language)), re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(widths) == 1, f"{where(page, language)}: {table.splitlines()[0]}"


def test_the_deployment_page_uses_the_actions_of_the_workflow() -> None:
    used = re.findall(
        r"uses: (\S+)", (ROOT / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    )
    for language in LANGUAGES:
        shown = re.findall(r"uses: (\S+)", read("deployment", language))
        assert shown == used, where("deployment", language)


# Options


def option_defaults(options: Iterable[Option] = OPTIONS, prefix: str = "") -> dict[str, Any]:
    """Defaults as `mkdocs.yml` would have them, by dotted names; those of groups first.

    Kinds of terms all have the same options, and a table of their own.
    """
    found: dict[str, Any] = {}
    for option in options:
        if prefix == "topics." and option.name in TERM_KINDS:
            continue
        default, name = option.default, f"{prefix}{option.name}"
        found[name] = list(default) if isinstance(default, tuple) else default
        found |= option_defaults(option.options, f"{name}.")
    return found


@in_both_languages
def test_every_option_is_described_with_its_default(language: str) -> None:
    page = read("options", language)
    rows = {cells[0].strip("`"): cells for cells in table_rows(page) if cells[0].startswith("`")}
    expected = option_defaults()
    missing = expected.keys() - rows.keys()
    assert not missing, f"not in the table of {where('options', language)}:{listed(missing)}"
    unknown = {name for name in rows if re.fullmatch(r"[a-z_.]+", name)}
    unknown -= {*expected, *TERM_KINDS}
    assert not unknown, f"no options, but in {where('options', language)}:{listed(unknown)}"
    for name, default in expected.items():
        stated = yaml.safe_load(rows[name][2].strip("`"))
        assert stated == default, f"{where('options', language)}: default of {name}"


@in_both_languages
def test_every_option_has_a_section_of_its_own(language: str) -> None:
    headings = re.findall(r"^#+ +`([a-z_]+)`", read("options", language), re.MULTILINE)
    missing = {name.rpartition(".")[2] for name in option_defaults()} - set(headings)
    assert not missing, f"no heading in {where('options', language)}:{listed(missing)}"


@in_both_languages
def test_every_kind_of_terms_is_described_with_its_defaults(language: str) -> None:
    page = read("options", language).partition("{#topics-options}")[2]
    rows = {cells[0].strip("`"): cells for cells in table_rows(page)}
    every = settings_of(read_options(OPTIONS, {"topics": {"kinds": [*TERM_KINDS]}}).values).topics
    assert every
    for name, kind in every.kinds.items():
        _, _, is_on, path, order, least = rows.pop(name)
        stated = (is_on in ("yes", "是"), path.strip("`"), order.strip("`"), int(least))
        assert stated == (name in ON_BY_DEFAULT, kind.list.path, kind.order, kind.min_notes), name
    headings = set(re.findall(r"^### `([a-z_]+)`", read("options", language), re.MULTILINE))
    for group in OPTIONS:
        for kind_options in (inner for inner in group.options if inner.name in TERM_KINDS):
            assert {option.name for option in kind_options.options} <= headings


@in_both_languages
def test_plugins_beside_which_pages_are_kept_are_named(language: str) -> None:
    known = {name.rpartition("/")[2] for name in _KNOWN} - {"papernotes"}
    missing = known.union(_EARLY_EVENTS, _LATE_EVENTS) - named(read("speed", language))
    assert not missing, f"not in {where('speed', language)}:{listed(missing)}"


@in_both_languages
def test_the_size_of_the_cache_is_stated(language: str) -> None:
    assert f"{LARGEST >> 20} MB" in read("speed", language)


class _AnyTag(yaml.SafeLoader):
    """Reads `!!python/…` as nothing, which is enough to look at a plugin's options."""


_AnyTag.add_multi_constructor("", lambda loader, suffix, node: None)


def papernotes_options(block: str) -> Iterator[Any]:
    """The options of each `papernotes` entry under `plugins` in a YAML text."""
    config = yaml.load(block, Loader=_AnyTag)
    plugins = config.get("plugins", []) if isinstance(config, dict) else []
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if entry == "papernotes":
            yield {}
        elif isinstance(entry, dict) and "papernotes" in entry:
            yield entry["papernotes"] or {}


@in_both_languages
def test_configurations_are_valid(language: str) -> None:
    checked = 0
    for page in PAGES:
        text = read(page, language)
        for block in re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            for options in papernotes_options(block):
                checked += 1
                found = read_options(OPTIONS, options)
                assert not found.errors + found.unknown, f"{where(page, language)}:\n{block}"
    assert checked > 5


# Front matter

Keys = dict[str, Key]


def keys_by_name(*tables: Table) -> Keys:
    """The keys of tables by all their names; those of a date or a series are dotted."""
    found: Keys = {}
    for table in tables:
        found |= {name: key for key in table for name in key.names}
    for outer in ("date", "series"):
        if (inner := found.get(outer)) and inner.keys:
            found |= {f"{outer}.{key.name}": key for key in inner.keys}
    return found


FRONT_MATTER: tuple[Keys, ...] = (
    keys_by_name(NOTE_KEYS),
    keys_by_name(THEME_KEYS),
    keys_by_name(PERSON_KEYS),
    keys_by_name(PAPER_KEYS),
    keys_by_name(AUTHOR_KEYS, AFFILIATION_KEYS, VENUE_KEYS),
)
"""The keys that each table of the page on front matter describes, in its order."""


def key_tables(language: str) -> list[list[list[str]]]:
    """The rows of each table of the page on front matter, without the two of its head."""
    text = without_code(read("front-matter", language))
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [list(table_rows(table))[2:] for table in tables]


@in_both_languages
def test_every_front_matter_key_is_described(language: str) -> None:
    tables, page = key_tables(language), where("front-matter", language)
    for rows, keys in zip(tables, FRONT_MATTER, strict=True):
        described = [name for cells in rows for name in named(cells[0])]
        missing, unknown = keys.keys() - set(described), set(described) - keys.keys()
        assert not missing, f"no row of a table in {page} begins with:{listed(missing)}"
        assert not unknown, f"nothing reads these keys, which {page} describes:{listed(unknown)}"
        assert len(described) == len(set(described)), f"{page} describes a key twice"


@in_both_languages
def test_every_choice_is_named(language: str) -> None:
    text = named(without_code(read("front-matter", language)))
    for keys in FRONT_MATTER:
        for key in keys.values():
            assert {choice for choice in key.choices if isinstance(choice, str)} <= text, key.name
    assert {key.name for key in LINK_KEYS} <= text


def test_keys_mean_what_the_guide_says() -> None:
    for rows, keys in zip(key_tables("en"), FRONT_MATTER, strict=True):
        for cells in rows:
            said = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", re.sub(r", see \[.*", "", cells[2]))
            names = named(cells[0])
            meanings = {key.meaning for name, key in keys.items() if name in names}
            if all(keys[name].name == name.rpartition(".")[2] for name in names):
                assert meanings == {said}, cells[0]


# Messages

_SECTION = re.compile(
    r"^### (?P<code>PN\d{3})(?:: | )(?P<title>.+) \{#(?P<id>\w+)\}\n\n"
    r"```text\n(?P<message>(?:.+\n)+)```\n\n"
    r"(?P<text>(?:(?!#).*\n)+)",
    re.MULTILINE,
)


def sections(language: str) -> list[re.Match[str]]:
    """The sections of the page on messages, one for each code."""
    return list(_SECTION.finditer(read("troubleshooting", language)))


def as_pattern(text: str) -> str:
    """A regular expression for what is made of the text of a message when it is filled in."""
    return "".join(
        re.escape(literal) + ("" if name is None else ".+")
        for literal, name, _, _ in Formatter().parse(text)
    )


def says(message: Message, text: str) -> bool:
    """Whether a text is a message with one of its remedies, and its code."""
    endings = [f". {remedy}" for remedy in (message.remedy, message.near) if remedy]
    endings += [f". {message.remedy}{message.lost}"] if message.remedy else [""]
    return any(
        re.fullmatch(f"{as_pattern(message.message + ending)} \\[{message.code}\\]", text)
        for ending in endings
    )


@in_both_languages
def test_every_code_has_a_section_in_the_order_of_the_catalogue(language: str) -> None:
    codes = re.findall(r"^#+ (PN\d{3})\b", read("troubleshooting", language), re.MULTILINE)
    assert codes == [message.code for message in messages().values()]
    assert [section["code"] for section in sections(language)] == codes
    for section in sections(language):
        assert section["id"] == section["code"].lower(), "its address is that of the code"


@in_both_languages
def test_every_message_is_quoted_and_explained(language: str) -> None:
    page = where("troubleshooting", language)
    for section, message in zip(sections(language), messages().values(), strict=True):
        quoted = " ".join(section["message"].split())
        assert says(message, quoted), f"{page}: {quoted!r} is not what {message.code} says"
        assert re.search("[\u4e00-\u9fff]", section["text"]) or language == "en", section["code"]


@in_both_languages
@pytest.mark.parametrize("page", PAGES)
def test_messages_quoted_elsewhere_are_what_the_build_says(page: str, language: str) -> None:
    """With what stands before them: severity, plugin, file, line and key."""
    by_code = {message.code: message for message in messages().values()}
    text = read(page, language)
    assert set(re.findall(r"\bPN\d{3}\b", text)) <= by_code.keys()
    for block in re.findall(r"^```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        for match in re.finditer(
            r"(.+?)(?: --verbose shows each)? \[(PN\d{3})\]", block, re.DOTALL
        ):
            words, message = " ".join(match[1].split()), by_code[match[2]]
            each = any(says(message, f"{end} [{message.code}]") for end in endings_of(words))
            remedy = f"(?:{as_pattern(message.remedy)}|Did you mean “[^”]+”\\?)"
            several = rf".*\b\d+ {as_pattern(message.summary)}: .*(?:\. {remedy}|\({remedy}\))\.?"
            assert each or re.fullmatch(several, words), f"{where(page, language)}: {words}"


def endings_of(words: str) -> Iterator[str]:
    """The text from each of its beginnings: all of it, and what follows each colon."""
    parts = words.split(": ")
    return (": ".join(parts[number:]) for number in range(len(parts)))


def test_the_titles_of_messages_are_those_of_the_log() -> None:
    titles = [section["title"] for section in sections("en")]
    assert titles == [message.summary for message in messages().values()]


# Theming

GIVEN_TO_PARTIALS = (
    Entry,
    Year,
    HeaderField,
    LicenseLine,
    CitedAs,
    Citation,
    Row,
    NoteGroup,
    NoteLink,
    Choice,
    PageLink,
)


def label_rows(language: str) -> dict[str, list[str]]:
    """The tables of labels, known by their four columns: key, English, simplified, traditional."""
    rows = [cells for cells in table_rows(read("theming", language)) if len(cells) == 4]
    return {cells[0].strip("`"): cells[1:] for cells in rows if cells[0].startswith("`")}


def forms_of(word: Any) -> list[str]:
    """A word, its forms for different numbers, or the words that `cheer` chooses from."""
    if isinstance(word, dict):
        return list(dict.fromkeys(word.values()))
    return [step["word"] for step in word] if isinstance(word, list) else [word]


def stated_forms(cell: str) -> list[str]:
    """What a cell says; forms stand one below the other, and spaces at an end are in quotes."""
    forms = [form.strip("`") for form in cell.split("<br>")]
    return [yaml.safe_load(form) if form.startswith('"') else form for form in forms]


@in_both_languages
def test_every_label_is_listed(language: str) -> None:
    words = [labels_for(tag)._words for tag in ("en", "zh", "zh-Hant")]
    rows, page = label_rows(language), where("theming", language)
    missing, unknown = words[0].keys() - rows.keys(), rows.keys() - words[0].keys()
    assert not missing, f"not in a table of {page}:{listed(missing)}"
    assert not unknown, f"no labels, but in {page}:{listed(unknown)}"
    for key, cells in rows.items():
        expected = [forms_of(known[key]) for known in words]
        assert [stated_forms(cell) for cell in cells] == expected, f"{page}: {key}"


@in_both_languages
def test_every_partial_and_every_variable_is_listed(language: str) -> None:
    partials = {path.name for path in (PACKAGE / "templates" / "papernotes").glob("*.html")}
    style = PACKAGE / "templates" / "assets" / "papernotes" / "papernotes.css"
    variables = set(re.findall(r"--pn-[a-z-]+", style.read_text("utf-8")))
    firsts = {cells[0].strip("`") for cells in table_rows(read("theming", language))}
    listed_here = {name for name in firsts if name.endswith(".html") or name.startswith("--pn-")}
    page = where("theming", language)
    missing, unknown = (partials | variables) - listed_here, listed_here - (partials | variables)
    assert not missing, f"not in a table of {page}:{listed(missing)}"
    assert not unknown, f"neither partials nor variables, but in {page}:{listed(unknown)}"


@in_both_languages
def test_everything_that_partials_get_is_named(language: str) -> None:
    environment = Environment()
    environment.filters |= {"tag": str, "kept_end": str}
    names = {
        name
        for path in (PACKAGE / "templates" / "papernotes").glob("*.html")
        for name in find_undeclared_variables(environment.parse(path.read_text("utf-8")))
    }
    names |= {field.name for value in GIVEN_TO_PARTIALS for field in dataclasses.fields(value)}
    missing = names - named(without_code(read("theming", language)))
    assert not missing, f"not in {where('theming', language)}:{listed(missing)}"


@in_both_languages
def test_every_class_that_is_named_exists(language: str) -> None:
    templates = (PACKAGE / "templates" / "papernotes").glob("*.html")
    code = [*templates, *PACKAGE.rglob("*.py")]
    known = {name for path in code for name in re.findall(r"pn-[a-z_-]+", path.read_text("utf-8"))}
    for page in PAGES:
        unknown = set(re.findall(r"(?<!-)\bpn-[a-z_-]+", read(page, language))) - known
        assert not unknown, (
            f"classes that nothing has, in {where(page, language)}:{listed(unknown)}"
        )

"""The user's guide says all there is to say, in both languages, and its examples are valid."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from jinja2.meta import find_undeclared_variables
from mkdocs.config.base import Config

from mkdocs_papernotes.adapter.config import (
    ArchiveConfig,
    MetadataConfig,
    PapernotesConfig,
    PapersConfig,
    StreamConfig,
)
from mkdocs_papernotes.citation.citations import Citation
from mkdocs_papernotes.front_matter.keys import Key, Table
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.notes.keys import NOTE_KEYS, THEME_KEYS
from mkdocs_papernotes.papers.keys import (
    AFFILIATION_KEYS,
    AUTHOR_KEYS,
    LINK_KEYS,
    PAPER_KEYS,
    VENUE_KEYS,
)
from mkdocs_papernotes.people.keys import PERSON_KEYS
from mkdocs_papernotes.site.alternates import Version
from mkdocs_papernotes.views.header_fields import Field
from mkdocs_papernotes.views.list_view import Entry, Year
from mkdocs_papernotes.views.note_view import CitedAs
from mkdocs_papernotes.views.papers_view import Choice, Row

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mkdocs_papernotes"
GUIDE = ROOT / "example_site" / "docs" / "guide"
LANGUAGES = {"en": "{}.md", "zh": "{}.zh.md"}
NESTED: dict[str, type[Config]] = {
    "archive": ArchiveConfig,
    "stream": StreamConfig,
    "papers": PapersConfig,
    "metadata": MetadataConfig,
}
"""Options that have options of their own."""
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


def test_the_deployment_page_uses_the_actions_of_the_workflow() -> None:
    used = re.findall(
        r"uses: (\S+)", (ROOT / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    )
    for language in LANGUAGES:
        shown = re.findall(r"uses: (\S+)", read("deployment", language))
        assert shown == used, where("deployment", language)


# Options


def option_defaults() -> dict[str, Any]:
    found = dict(defaults_of(PapernotesConfig))
    for name, config_class in NESTED.items():
        found |= {f"{name}.{key}": value for key, value in defaults_of(config_class)}
    return found


def defaults_of(config_class: type[Config]) -> Iterator[tuple[str, Any]]:
    for name, option in config_class._schema:
        default = option.default
        yield name, list(default) if isinstance(default, tuple) else default


@in_both_languages
def test_every_option_is_described_with_its_default(language: str) -> None:
    page = read("options", language)
    rows = {cells[0].strip("`"): cells for cells in table_rows(page) if cells[0].startswith("`")}
    expected = option_defaults()
    missing = expected.keys() - rows.keys()
    assert not missing, f"not in the table of {where('options', language)}:{listed(missing)}"
    unknown = {name for name in rows if re.fullmatch(r"[a-z_.]+", name)} - expected.keys()
    assert not unknown, f"no options, but in {where('options', language)}:{listed(unknown)}"
    for name, default in expected.items():
        stated = yaml.safe_load(rows[name][2].strip("`"))
        assert stated == default, f"{where('options', language)}: default of {name}"


@in_both_languages
def test_every_option_has_a_section_of_its_own(language: str) -> None:
    headings = re.findall(r"^#+ +`([a-z_]+)`", read("options", language), re.MULTILINE)
    missing = {name.rpartition(".")[2] for name in option_defaults()} - set(headings)
    assert not missing, f"no heading in {where('options', language)}:{listed(missing)}"


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
                config = PapernotesConfig()
                config.load_dict(options)
                errors, warnings = config.validate()
                assert not errors + warnings, f"{where(page, language)}:\n{block}"
                for name, config_class in NESTED.items():
                    known = {key for key, _ in config_class._schema}
                    given = options.get(name) if isinstance(options.get(name), dict) else {}
                    assert given.keys() <= known, f"{where(page, language)}:\n{block}"
    assert checked > 5


# Front matter

Keys = dict[str, Key]


def keys_by_name(*tables: Table) -> Keys:
    """The keys of tables by all their names; those of a date are dotted."""
    found: Keys = {}
    for table in tables:
        found |= {name: key for key in table for name in key.names}
    if (day := found.get("date")) and day.keys:
        found |= {f"date.{key.name}": key for key in day.keys}
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

_REPORTS = {
    *("Problem", "trouble", "problem", "ValidationError", "PluginError"),
    *("BadValueError", "ValueError", "ComposerError", "parsed"),
}
_LOG_METHODS = {"warning", "info", "error"}
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Texts = Iterator[tuple[str, str]]


def name_of(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        is_log = isinstance(function.value, ast.Name) and function.value.id == "log"
        return f"log.{function.attr}" if is_log else function.attr
    return function.id if isinstance(function, ast.Name) else ""


class Module:
    """Finds the texts of messages in a module, wherever in a function they are put together.

    Texts are followed from the arguments of a report back through local variables and constants,
    through what functions return, here or in the module that they are imported from, and, where a
    report is made of a function's own parameters, forward to the function's callers.
    """

    def __init__(self, path: Path):
        self.name = str(path.relative_to(ROOT))
        tree = ast.parse(path.read_text("utf-8"))
        self.functions: dict[str, list[_Function]] = {}
        self.constants: dict[str, ast.expr] = {}
        self.imports: dict[str, str] = {}
        """The modules of the package that names come from."""
        for node in ast.walk(tree):
            if isinstance(node, _Function):
                self.functions.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.ImportFrom) and node.module in modules():
                self.imports |= {alias.name: node.module for alias in node.names}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.constants[node.targets[0].id] = node.value
        self.reports = _REPORTS | {f"log.{method}" for method in _LOG_METHODS}
        self._seen: set[tuple[int, str]] = set()
        """Names that were followed already, by the line of their function; 0 for returned texts."""
        self._add_own_reports()

    def _add_own_reports(self) -> None:
        """Count a function as a report where one of its parameters becomes part of a message."""
        before = -1
        while before != len(self.reports):
            before = len(self.reports)
            for name, functions in self.functions.items():
                if any(self._passes_on(function) for function in functions):
                    self.reports.add(name)

    def _passes_on(self, function: _Function) -> bool:
        texts = {
            argument.arg
            for argument in function.args.args
            if argument.arg in {"message", "remedy", "trouble"}
        }
        return any(
            isinstance(node, ast.Name) and node.id in texts
            for call in self._report_calls(function)
            for node in ast.walk(call)
        )

    def _report_calls(self, function: _Function) -> Iterator[ast.Call]:
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and name_of(node) in self.reports:
                yield node

    def messages(self) -> _Texts:
        """Where each text is, and the longest constant piece of it."""
        for functions in self.functions.values():
            for function in functions:
                for call in self._report_calls(function):
                    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
                        yield from self._texts(argument, function)

    def _texts(self, value: ast.AST, function: _Function | None) -> _Texts:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield f"{self.name}:{value.lineno}", value.value
        elif isinstance(value, ast.JoinedStr):
            pieces = [part.value for part in value.values if isinstance(part, ast.Constant)]
            yield f"{self.name}:{value.lineno}", max(map(str, pieces), key=len, default="")
            for part in value.values:
                if isinstance(part, ast.FormattedValue):
                    yield from self._texts(part.value, function)
        elif isinstance(value, ast.Name):
            yield from self._named(value.id, function)
        elif isinstance(value, ast.Call):
            yield from self._called(value, function)
        elif not isinstance(value, ast.Subscript):
            yield from self._children(value, function)

    def _children(self, value: ast.AST, function: _Function | None) -> _Texts:
        for child in ast.iter_child_nodes(value):
            yield from self._texts(child, function)

    def _called(self, call: ast.Call, function: _Function | None) -> _Texts:
        name = name_of(call)
        if name in {"split", "compile"}:  # words and patterns are no messages
            return
        if name in self.functions:
            yield from self._returned(name)
        elif name in self.imports:
            yield from modules()[self.imports[name]]()._returned(name)
        yield from self._children(call, function)

    def _named(self, name: str, function: _Function | None) -> _Texts:
        if function is not None:
            yield from self._assigned(name, function)
        if name in self.constants:
            yield from self._texts(self.constants[name], None)
        elif name in self.imports:
            yield from modules()[self.imports[name]]()._named(name, None)

    def _assigned(self, name: str, function: _Function) -> _Texts:
        if (function.lineno, name) in self._seen:
            return
        self._seen.add((function.lineno, name))
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                targets = node.targets
            elif isinstance(node, ast.NamedExpr):
                targets = [node.target]
            else:
                continue
            names = {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
            if name in names:
                yield from self._texts(node.value, function)

    def _returned(self, name: str) -> _Texts:
        if (0, name) in self._seen:
            return
        self._seen.add((0, name))
        for function in self.functions.get(name, []):
            for node in ast.walk(function):
                if isinstance(node, (ast.Return, ast.Yield)) and node.value is not None:
                    yield from self._texts(node.value, function)


@cache
def modules() -> dict[str, Callable[[], Module]]:
    """The modules of the package by their dotted names, each read when it is asked for.

    Those that say why a hand-written header cannot move are left out: a build moves none.
    """
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): cache(partial(Module, path))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent.name != "handwritten" or path.name == "report.py"
    }


@cache
def messages() -> dict[str, str]:
    """The longest constant piece of every text of a message, and where the code has it."""
    found: dict[str, str] = {}
    for module in modules().values():
        for place, text in module().messages():
            text = " ".join(text.split())
            if " " in text:  # keys, severities and separators have none
                found.setdefault(text, place)
    return found


def test_messages_are_found_wherever_the_code_has_them() -> None:
    for text in (
        "the note has no date and is listed last",
        "Add a line such as “date: 2026-04-16”",
        "; left out until then:",
        "Write an address that begins with https://, or the path of a file of the site",
        "Indent with spaces, not tabs",
        "the block is never closed",
        "Write the block as YAML between “---” lines",
        "” is not an arXiv id",
        "” is not an ORCID iD",
        "” lacks a digit before the point",
        "Did you mean “",
        "no bibliography has the key “",
        "unknown abbreviation “",
        "; did you mean",
        "Write YYYY, YYYY-MM or YYYY-MM-DD",
        "has the same translation key “",
        "papernotes: the site cannot be built as it is; see the errors above",
        "the file is not UTF-8 and is left out",
        "expected a whole number from 1, got",
        "The last good site is served until this is repaired.",
    ):
        assert text in messages(), "the search for messages in this test has to be mended"


@in_both_languages
def test_every_message_is_explained(language: str) -> None:
    page = " ".join(read("troubleshooting", language).split())
    missing = {f"{text!r} ({place})" for text, place in messages().items() if text not in page}
    told = f"{where('troubleshooting', language)} does not quote these messages"
    assert not missing, f"{told} (file and line of the code):{listed(missing)}"


# Theming

GIVEN_TO_PARTIALS = (Entry, Year, Field, CitedAs, Citation, Row, Choice, Version)


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
    environment.filters["tag"] = str
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

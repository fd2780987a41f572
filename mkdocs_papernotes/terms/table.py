"""The author's table of terms, from the option `terms` or the file `terms_file`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mkdocs_papernotes.front_matter.keys import Key, Table
from mkdocs_papernotes.front_matter.parsing import BLOCK, read_block
from mkdocs_papernotes.front_matter.reader import Block, Report, plain, shown
from mkdocs_papernotes.languages.tags import looks_like_locale
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.terms.slug import slug_of
from mkdocs_papernotes.terms.spelling import folded
from mkdocs_papernotes.text import one_line

_NAME_KEYS = Table(
    (
        Key("name", "text", "the name of a term in one language"),
        Key("slug", "text", "the last part of its address in that language"),
        Key("description", "paragraphs", "a text above its list, in Markdown"),
    )
)
_TERM_KEYS = Table(
    (Key("also", "texts", "other spellings of the term"),),
    any=Key("", "entry", "its name in one language", keys=_NAME_KEYS),
)
_OPTION = "papernotes.terms"
_TABLE = Table(any=Key("", "mapping", "a term", keys=_TERM_KEYS))


@dataclass(frozen=True)
class TermEntry:
    """What the table says of a term. The language `""` is any."""

    key: str
    source: str = ""
    line: int = 0
    path: str = ""
    """The dotted name of the entry, for messages."""
    names: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that stands for the term."""
        return (self.key, *self.names.values(), *self.also)


@dataclass(frozen=True)
class TermTable:
    """The entries of the table, by key, and the problems with them."""

    entries: Mapping[str, TermEntry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: TermTable) -> TermTable:
        """Both tables; an entry of the first one replaces that of the other."""
        return TermTable({**other.entries, **self.entries}, (*self.problems, *other.problems))


def spellings_of_two_terms(table: TermTable) -> Iterator[Problem]:
    """Each spelling that a second entry claims, where the first one has it."""
    owners: dict[str, TermEntry] = {}
    for entry in table.entries.values():
        for spelling in entry.spellings:
            first = owners.setdefault(folded(spelling), entry)
            if first is not entry:
                values = {"given": spelling, "first": first.key}
                yield Problem("spelling-of-two-terms", entry.source, entry.line, entry.path, values)


def read_terms_file(text: str, source: str) -> TermTable:
    """Read a file of terms."""
    found = read_block(text, source)
    # the file is no front matter
    problems = [replace(each, key="") if each.key == BLOCK else each for each in found.problems]
    report = Report(source, found.raw, found.lines, problems)
    return _read(Block(found.values, _TABLE, report), report)


def read_terms_option(values: Mapping[Any, Any], source: str) -> TermTable:
    """Read the option `terms` in the configuration file `source`."""
    report = Report(source, {}, {})
    return _read(Block(values, _TABLE, report, _OPTION), report, f"{_OPTION}.")


def _read(block: Block, report: Report, prefix: str = "") -> TermTable:
    entries = {entry.key: entry for entry in _entries(block, report, prefix)}
    return TermTable(entries, tuple(report.problems))


def _entries(table: Block, report: Report, prefix: str) -> Iterator[TermEntry]:
    for written in table:
        value, path = table.get(written), prefix + written
        entry = TermEntry(one_line(written), report.source, report.lines.get(path, 0), path)
        if isinstance(value, Mapping):
            yield _with_names(entry, table.inner(written, value))
        elif name := one_line(plain(value) or ""):
            yield replace(entry, names={"": name})
        elif value is None:
            yield entry
        else:
            table.problem(written, "expected-term", given=shown(value))


def _with_names(entry: TermEntry, block: Block) -> TermEntry:
    """The entry with what its mapping says in each language."""
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for language in block:
        if language in _TERM_KEYS:
            continue
        if not looks_like_locale(language):
            near = _TERM_KEYS.suggestion(language)
            block.problem(language, "expected-term-language", given=language, near=near)
            continue
        value = block.get(language)
        is_mapping = isinstance(value, Mapping)
        inner = block.inner(language, value if is_mapping else {})
        inner.check_keys()
        if name := inner.text("name") if is_mapping else block.text(language):
            names[language] = name
        if slug := inner.text("slug"):
            slugs[language] = slug_of(slug)
        if description := _markdown(inner):
            descriptions[language] = description
    also = tuple(_also(block))
    return replace(entry, names=names, slugs=slugs, descriptions=descriptions, also=also)


def _markdown(block: Block) -> str:
    """The description with its lines, which Markdown needs."""
    value = block.get("description")
    return value.strip() if isinstance(value, str) else block.text("description")


def _also(block: Block) -> Iterator[str]:
    for item in block.listed("also"):
        if text := one_line(plain(item) or ""):
            yield text
        elif item is not None:
            block.problem("also", "expected-text", given=shown(item))

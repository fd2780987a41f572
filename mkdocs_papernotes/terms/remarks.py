"""What a site is told of its terms: spellings that were read as one, and pairs to be mapped."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.languages.tags import best_match
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.terms.kinds import TermKind
from mkdocs_papernotes.terms.slug import slug_of
from mkdocs_papernotes.terms.spelling import folded
from mkdocs_papernotes.terms.table import TermTable

Spelt = Mapping[str, Sequence[str]]
"""The terms of each note as it spells them itself, by source."""

_PLAIN = re.compile(r"[^\W_][\w .+/&()·-]*")
"""A text that YAML reads as text without quotes, and not as anything else."""
_NOT_TEXT = re.compile(r"true|false|yes|no|on|off|null|[\d.+-]+(?:e\d+)?", re.IGNORECASE)


def spellings_of_one_term(
    catalog: Catalog, kind: TermKind, spelt: Spelt, table: TermTable
) -> Iterator[Problem]:
    """Each spelling that is read as the same term as a more frequent one.

    Those that the author's table has are meant.
    """
    known = {spelling for entry in table.entries.values() for spelling in entry.spellings}
    notes: dict[str, dict[str, list[Note]]] = defaultdict(lambda: defaultdict(list))
    for note in catalog.notes:
        for spelling in spelt[note.source] if not note.unlisted else ():
            notes[kind.fold(spelling)][spelling].append(note)
    for spellings in notes.values():
        first, *others = sorted(spellings, key=lambda text: (-len(spellings[text]), text))
        for other in others:
            if other not in known:
                note = spellings[other][0]
                values = {"given": other, "first": first, "file": spellings[first][0].source}
                line = note.line_of.get(kind.key, 0)
                yield Problem("spellings-of-one-term", note.source, line, kind.key, values)


def languages_not_of_site(table: TermTable, languages: Sequence[str]) -> Iterator[Problem]:
    """Each language in which the author's table says something that no reader of a site gets."""
    said = [
        (entry, {*entry.names, *entry.slugs, *entry.descriptions})
        for entry in table.entries.values()
    ]
    written = {language for _, found in said for language in found if language}
    unread = {each for each in written if not any(best_match(one, [each]) for one in languages)}
    for entry, found in said:
        for language in sorted(found & unread):
            key = f"{entry.path}.{language}"
            values = {"given": language, "known": languages}
            yield Problem("term-language-not-of-site", entry.source, entry.line, key, values)


@dataclass(frozen=True)
class Pair:
    """Terms that may be each other's translations."""

    note: Note
    kind: TermKind
    names: Mapping[str, str]
    """As one pair of notes spells them, by language."""


def pairs_to_be_mapped(
    catalog: Catalog, kind: TermKind, spelt: Spelt, keys: Mapping[str, str]
) -> Iterator[Pair]:
    """Each group of terms that stand in the same place in the notes of a pair, in every pair.

    `keys` are the keys of terms by spelling. Terms that stand beside several others are left alone,
    and so are those that the table has: `keys` lacks them.
    """
    partners: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    found: dict[tuple[tuple[str, str], ...], Pair] = {}
    for versions in catalog.by_key.values():
        for row in _rows(versions, spelt):
            group = tuple((language, keys.get(text, "")) for language, text in row.items())
            if len({key for _, key in group}) < 2 or not all(key for _, key in group):
                continue
            for each in group:
                partners[each].update(other for other in group if other is not each)
            found.setdefault(group, Pair(next(iter(versions.values())), kind, row))
    for group, pair in found.items():
        if all(len(partners[each]) == len(group) - 1 for each in group):
            yield pair


def proposals(pairs: Iterable[Pair], file: str) -> Iterator[Problem]:
    """A line of the table in `file` for each pair; pairs of several kinds may share a line."""
    by_name: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_name[folded(next(iter(pair.names.values())))].append(pair)
    for same in by_name.values():
        first = same[0]
        every = dict.fromkeys(name for pair in same for name in pair.names.values())
        known = set(map(folded, first.names.values()))
        also = [name for name in every if folded(name) not in known]
        names = [*dict.fromkeys(first.names.values())]
        line = entry_line(first.names, also)
        values = {"given": names[0], "others": names[1:], "mapping": line, "table": file}
        note, key = first.note, first.kind.key
        yield Problem("terms-to-be-paired", note.source, note.line_of.get(key, 0), key, values)


def _rows(versions: Mapping[str, Note], spelt: Spelt) -> Iterator[dict[str, str]]:
    """The terms in the same place in the notes of a pair, if all have the same number of them."""
    said = {
        language: spelt[note.source]
        for language, note in versions.items()
        if spelt[note.source] and not note.unlisted
    }
    if len(said) > 1 and len({len(terms) for terms in said.values()}) == 1:
        for row in zip(*said.values(), strict=True):
            yield dict(zip(said, row, strict=True))


def entry_line(names: Mapping[str, str], also: Sequence[str]) -> str:
    """A line of the table: `llm-serving: {en: LLM serving, zh: 大模型推理服务}`."""
    shown = [f"{language}: {scalar(name)}" for language, name in names.items()]
    shown += [f"also: [{', '.join(map(scalar, also))}]"] if also else []
    return f"{scalar(slug_of(next(iter(names.values()))))}: {{{', '.join(shown)}}}"


def scalar(text: str) -> str:
    """A text as YAML, quoted only if it has to be."""
    is_plain = _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text) and text == text.strip()
    return text if is_plain else json.dumps(text, ensure_ascii=False)

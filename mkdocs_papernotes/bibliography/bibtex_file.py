"""BibTeX and BibLaTeX files, as Zotero, Better BibTeX, Google Scholar and publishers write them.

bibtexparser, an optional dependency, splits the file into blocks, and recovers after broken ones;
their contents are interpreted here. Importing this module without bibtexparser 2 raises
`ImportError`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from mkdocs_papernotes.bibliography.author_field import read_author_field
from mkdocs_papernotes.bibliography.bibtex_value import Evaluated, evaluate
from mkdocs_papernotes.bibliography.dating import MONTHS, read_date, read_year, within
from mkdocs_papernotes.bibliography.entry import Entry, EntryField
from mkdocs_papernotes.bibliography.latex import decode, decode_verbatim, protected
from mkdocs_papernotes.bibliography.markup import plain
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.papers.paper import Author, PaperType
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem

_TYPES: dict[str, PaperType] = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "book": "book",
    "booklet": "book",
    "manual": "book",
    "collection": "book",
    "mvbook": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "incollection": "chapter",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "chapter",
    "suppperiodical": "article-journal",
    "unpublished": "article",
    # not of BibTeX or BibLaTeX, but written by exporters
    "preprint": "article",
    "webpage": "webpage",
    "data": "dataset",
}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_TEXT_NAMES = """
    title subtitle booktitle journaltitle journal shortjournal series eventtitle volume number
    issue eid pages pagetotal numpages publisher institution school organization abstract note
    eprinttype archiveprefix eprintclass primaryclass type langid language holder assignee
"""
_VERBATIM_NAMES = """
    doi url eprint howpublished pdf code software slides video poster website
"""
_INHERITED_NAMES = """
    booktitle publisher series volume number journal journaltitle eventtitle date year month
"""
_TEXTS, _VERBATIM = set(_TEXT_NAMES.split()), set(_VERBATIM_NAMES.split())
_KNOWN = _TEXTS | _VERBATIM | {"author", "date", "year", "month", "day", "crossref"}
_DATES = {"date", "year", "month"}

_COMMAS = re.compile(r",[\s,]*")
_NEXT_FIELD = re.compile(r"[A-Za-z][\w-]*\s*=|\}")
_MISSED = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*=\s*(?=\S)")
_OPENING = re.compile(r"@(?P<type>\w*)\s*[{(]\s*(?P<key>[^\s,={}\"()]*)\s*(?P<next>[^,]?)")
_LOOKS_LIKE_FIELDS = re.compile(r"[,}\s]*[A-Za-z][\w-]*\s*=")
_LOOKS_LIKE_ENTRY = re.compile(r"^[ \t]*(@.*)", re.MULTILINE)
_OPEN, _CLOSED, _QUOTE = (re.compile(rf"(?<!\\){mark}") for mark in (r"\{", r"\}", '"'))
_UNDECODED = re.compile("[\ud800-\udfff]")


def read_bibtex(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file, and its problems; broken entries are left out.

    Lines end in `\\n`. Bytes that are not UTF-8 are lone surrogates, as with `surrogateescape`.
    """
    with _quiet():
        blocks = parse_string(_without_empty_fields(text), parse_stack=[]).blocks
    reader = _BlockReader(source)
    for block in blocks:
        reader.read(block)
    return [reader.entry(raw) for raw in reader.raw.values()], reader.problems


def _without_empty_fields(text: str) -> str:
    """The text with one comma for several between fields, over which bibtexparser loses the entry.

    Lines stay where they are.
    """
    return _COMMAS.sub(
        lambda match: (
            "," + match[0][1:].replace(",", " ")
            if "," in match[0][1:] and _NEXT_FIELD.match(text, match.end())
            else match[0]
        ),
        text,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep bibtexparser from logging what it skips, which is reported as problems."""
    logger = logging.getLogger("bibtexparser.splitter")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


class _Value(NamedTuple):
    """A field: its name and LaTeX as written, and its line."""

    name: str
    text: str
    line: int


@dataclass(frozen=True)
class _Raw:
    """An entry as written, with its fields by name in lower case."""

    key: str
    type: str
    line: int
    values: dict[str, _Value]


class _BlockReader:
    """Reads blocks one by one, collecting entries and problems."""

    def __init__(self, source: str):
        self.source = source
        self.raw: dict[str, _Raw] = {}
        self.problems: list[Problem] = []
        self.strings = {word.lower(): name for name in MONTHS for word in (name[:3], name)}
        self.previous: model.Block | None = None

    def report(
        self, name: str, line: int, key: str, values: Mapping[str, object] | None = None
    ) -> None:
        key = _UNDECODED.sub("\ufffd", key)
        self.problems.append(Problem(name, self.source, line, key, values or {}))

    def read(self, block: model.Block) -> None:
        """Take what a part of the file says: an entry, a word for a text, a comment."""
        if isinstance(block, model.ParsingFailedBlock):
            block = block.ignore_error_block or block  # repeated keys are readable
        if isinstance(block, model.Entry):
            self.keep(block)
        elif isinstance(block, model.String):
            self.string(block)
        elif isinstance(block, model.ParsingFailedBlock):
            self.broken(block)
        elif isinstance(block, model.ImplicitComment):
            self.comment(block)
        self.previous = block

    # Blocks

    def keep(self, block: model.Entry) -> None:
        """Keep the fields of an entry as they are written; report one that cannot be kept."""
        line, known = _line(block), self.raw.get(block.key)
        if not block.key:
            self.report("entry-without-key", line, "")
        elif _UNDECODED.search(block.raw or ""):
            self.report("entry-not-utf8", line, block.key)
        elif known:
            self.report("repeated-entry", line, block.key, {"line": known.line})
        else:
            raw = _Raw(block.key, block.entry_type.lower(), line, {})
            for field in block.fields:
                self.assign(raw, field.key, str(field.value), (field.start_line or 0) + 1)
            self.raw[raw.key] = raw

    def string(self, block: model.String) -> None:
        if _UNDECODED.search(block.raw or ""):
            self.report("abbreviation-not-utf8", _line(block), block.key)
            return
        found = evaluate(block.value, self.strings)
        if not self.unknown(found, _line(block), block.key):
            self.strings[block.key.lower()] = found.text

    def broken(self, block: model.ParsingFailedBlock) -> None:
        opening = _OPENING.match(block.raw or "")
        if opening is None or opening["type"].lower() in {"comment", "preamble"}:
            return  # not an entry
        name, values = _fault(block, opening)
        key = "" if name == "entry-without-key" else opening["key"]
        self.report(name, _line(block), key, values)

    def comment(self, block: model.ImplicitComment) -> None:
        """Report a comment (any text between entries) that looks like an entry or its fields."""
        line = _line(block)
        if isinstance(self.previous, model.Entry) and _LOOKS_LIKE_FIELDS.match(block.comment):
            self.report("fields-after-entry", line, self.previous.key)
        for match in _LOOKS_LIKE_ENTRY.finditer(block.comment):
            place = line + block.comment.count("\n", 0, match.start(1))
            self.report("looks-like-entry", place, "", {"given": match[1]})

    # Values

    def assign(self, raw: _Raw, name: str, written: str, line: int) -> None:
        """Keep a field, and fields that end up in its value because a comma is missing."""
        while True:
            found = evaluate(written, self.strings)
            self.keep_value(raw, name, found, line)
            if not found.rest:
                return
            missed = _MISSED.match(found.rest)
            if missed is None:
                self.report("text-after-value", line, f"{raw.key}.{name}", {"given": found.rest})
                return
            lead = len(written) - len(found.rest) + missed.start("name")
            line += written.count("\n", 0, lead)
            name, written = missed["name"], found.rest[missed.end() :]
            self.report("no-comma-before-field", line, f"{raw.key}.{name}", {"field": name})

    def keep_value(self, raw: _Raw, name: str, found: Evaluated, line: int) -> None:
        """Give an entry the value of a field; a second one is reported and left out."""
        lower = name.lower()
        if lower not in _KNOWN:
            return
        if lower in raw.values:
            first = {"line": raw.values[lower].line}
            self.report("repeated-field", line, f"{raw.key}.{name}", first)
        elif not self.unknown(found, line, f"{raw.key}.{name}"):
            raw.values[lower] = _Value(name, found.text, line)

    def unknown(self, found: Evaluated, line: int, key: str) -> bool:
        """Whether a value has unknown abbreviations, which are reported."""
        if found.unknown:
            self.report("unknown-abbreviation", line, key, {"given": found.unknown[0]})
        return bool(found.unknown)

    # Entries

    def entry(self, raw: _Raw) -> Entry:
        """The entry with its texts decoded, and with what it takes from its `crossref`."""
        values = self.inherit(raw)
        fields = {}
        for name, value in values.items():
            if name in _TEXTS:
                fields[name] = EntryField(value.name, plain(decode(value.text)), value.line)
            elif name in _VERBATIM:
                text = " ".join(decode_verbatim(value.text).split())
                fields[name] = EntryField(value.name, text, value.line)
        authors, others = self.authors(raw)
        return Entry(
            source=self.source,
            key=raw.key,
            line=raw.line,
            type=_TYPES.get(raw.type, ""),
            fields=fields,
            genre=_GENRES.get(raw.type, ""),
            protected=_protected(values),
            authors=authors,
            others=others,
            date=self.date(raw, values),
        )

    def inherit(self, raw: _Raw) -> Mapping[str, _Value]:
        """The fields, completed from the proceedings that `crossref` names, as in DBLP's files."""
        link = raw.values.get("crossref")
        if link is None or not link.text.strip():
            return raw.values
        parent = self.raw.get(link.text.strip())
        if parent is None:
            values = {"given": link.text.strip()}
            self.report("unknown-crossref", link.line, f"{raw.key}.{link.name}", values)
            return raw.values
        dated = bool(_DATES & raw.values.keys())
        names = [name for name in _INHERITED_NAMES.split() if not (dated and name in _DATES)]
        found = {name: parent.values[name] for name in names if name in parent.values}
        if "title" in parent.values:
            found.setdefault("booktitle", parent.values["title"])
        return {**found, **raw.values}

    def authors(self, raw: _Raw) -> tuple[tuple[Author, ...], bool]:
        """The authors, and whether the entry says that there are more."""
        value = raw.values.get("author")
        if value is None:
            return (), False
        authors, others, doubtful = read_author_field(value.text)
        for name in doubtful:
            key = f"{raw.key}.{value.name}"
            self.report("looks-like-several-authors", value.line, key, {"given": name})
        return authors, others

    def date(self, raw: _Raw, values: Mapping[str, _Value]) -> PartialDate | None:
        """The date from `date`, or from `year`, `month` and `day`."""
        date = self.parsed(raw, values.get("date"), read_date)
        year = date or self.parsed(raw, values.get("year"), read_year)
        if date or year is None or year.month:
            return year
        day = decode_verbatim(values["day"].text) if "day" in values else ""
        month = self.parsed(raw, values.get("month"), partial(within, year, day=day))
        return month or year

    def parsed(
        self, raw: _Raw, value: _Value | None, read: Callable[[str], PartialDate]
    ) -> PartialDate | None:
        text = decode_verbatim(value.text) if value else ""
        if value is None or not text:
            return None
        try:
            return read(text)
        except BadValueError as error:
            self.report(error.name, value.line, f"{raw.key}.{value.name}", error.values)
            return None


def _protected(values: Mapping[str, _Value]) -> tuple[str, ...]:
    titles = (values[name].text for name in ("title", "subtitle") if name in values)
    return tuple(text for title in titles for part in protected(title) if (text := plain(part)))


def _fault(
    block: model.ParsingFailedBlock, opening: re.Match[str]
) -> tuple[str, Mapping[str, object]]:
    """Why a block cannot be read: the name of a message, and the values of its placeholders."""
    raw = block.raw or ""
    if "," not in raw and opening["next"] and opening["type"].lower() != "string":
        if opening["next"] == "=":
            return "entry-without-key", {}
        return "no-comma-after-key", {"entry": opening["key"]}
    if len(_OPEN.findall(raw)) > len(_CLOSED.findall(raw)):
        return "unclosed-brace", {}
    if len(_QUOTE.findall(raw)) % 2:
        return "unclosed-quotation", {}
    return "unreadable-entry", {"reason": getattr(block.error, "abort_reason", "").rstrip(". ")}


def _line(block: model.Block) -> int:
    return (block.start_line or 0) + 1

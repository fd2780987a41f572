"""CSL-JSON files, as Zotero, Better BibTeX and Crossref write them.

The variables are those of https://docs.citationstyles.org/en/stable/specification.html.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from json import JSONDecodeError
from typing import Any

from mkdocs_papernotes.bibliography.author_field import literal, named
from mkdocs_papernotes.bibliography.dating import read_date
from mkdocs_papernotes.bibliography.entry import Entry, EntryField
from mkdocs_papernotes.bibliography.json_items import read_items
from mkdocs_papernotes.bibliography.markup import plain
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.papers.paper import Affiliation, Author, PaperType
from mkdocs_papernotes.people.enumeration import is_only_et_al
from mkdocs_papernotes.people.orcid import Orcid
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem

_TYPES: dict[str, PaperType] = {
    "article": "article",
    "manuscript": "article",
    "article-journal": "article-journal",
    "article-magazine": "article-journal",
    "article-newspaper": "article-journal",
    "paper-conference": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "chapter": "chapter",
    "book": "book",
    "monograph": "book",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "webpage": "webpage",
    "post": "webpage",
    "post-weblog": "webpage",
    # Crossref's names
    "posted-content": "article",
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "book-chapter": "chapter",
}
_FIELDS = {
    "title": "title",
    "container-title": "journaltitle",
    "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal",
    "collection-title": "series",
    "event-title": "eventtitle",
    "event": "eventtitle",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "genre": "type",
    "language": "language",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "publisher": "publisher",
    "abstract": "abstract",
    "DOI": "doi",
    "URL": "url",
    "note": "note",
    "archive": "eprinttype",
    "archive_location": "eprint",
}
"""The BibLaTeX field of each CSL variable."""
_UNDECODED = re.compile("[\ud800-\udfff]")


def read_csl(text: str, source: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of an array, of `{"items": […]}` or of a single object, and the problems.

    A broken item is left out; after a JSON syntax error the rest of the file is ignored.
    """
    reader = _ItemReader(source)
    line, position = 1, 0
    try:
        for start, item in read_items(text):
            line, position = line + text.count("\n", position, start), start
            reader.read(item, line)
    except JSONDecodeError as error:
        reader.report("json-syntax", error.lineno, "", {"reason": error.msg})
    except (ValueError, RecursionError):
        reader.report("json-limits", line, "")
    return reader.entries, reader.problems


class _ItemReader:
    """Reads items one by one, collecting entries and problems."""

    def __init__(self, source: str):
        self.source = source
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []

    def report(
        self, name: str, line: int, key: str, values: Mapping[str, object] | None = None
    ) -> None:
        self.problems.append(Problem(name, self.source, line, key, values or {}))

    def read(self, item: object, line: int) -> None:
        """Take an entry of the file, or report why it is none."""
        if not isinstance(item, Mapping):
            self.report("json-item", line, "")
            return
        key = _text(item.get("citation-key")) or _text(item.get("id"))
        if not key:
            self.report("item-without-id", line, "")
        elif _UNDECODED.search(json.dumps(item, ensure_ascii=False)):
            self.report("item-not-utf8", line, _UNDECODED.sub("\ufffd", key))
        else:
            self.entries.append(self.entry(item, key, line))

    def entry(self, item: Mapping[str, Any], key: str, line: int) -> Entry:
        """The entry of an item; values that are neither text nor number are reported."""
        entry = Entry(self.source, key, line, _TYPES.get(_text(item.get("type")), ""))
        fields: dict[str, EntryField] = {}
        for name, ours in _FIELDS.items():
            value = item.get(name)
            if text := plain(_text(value)):
                fields.setdefault(ours, EntryField(name, text, line))
            elif isinstance(value, (Mapping, list)) and value:
                self.report("json-text", line, f"{key}.{name}")
        authors, others = self.authors(entry, item.get("author"))
        return dataclasses.replace(
            entry,
            fields=fields,
            authors=authors,
            others=others,
            date=self.date(entry, item.get("issued")),
        )

    def authors(self, entry: Entry, value: object) -> tuple[tuple[Author, ...], bool]:
        """The authors, and whether the item says that there are more."""
        found = []
        for item in value if isinstance(value, list) else [value]:
            author = self.author(entry, item) if isinstance(item, Mapping) else None
            if author and author.name:
                found.append(author)
            elif item is not None:
                self.report("json-author", entry.line, f"{entry.key}.author")
        names = tuple(author for author in found if not is_only_et_al(author.name))
        return names, bool(names) and len(names) < len(found)

    def author(self, entry: Entry, item: Mapping[str, Any]) -> Author:
        """The author of a CSL name variable: an organisation, or a name in parts."""

        def part(*names: str) -> str:
            return " ".join(text for name in names if (text := plain(_text(item.get(name)))))

        whole_name = part("literal") or part("name")  # Crossref has organisations as `name`
        family = part("non-dropping-particle", "family")
        given = part("given", "dropping-particle")
        author = literal(whole_name) if whole_name else named(given, family, part("suffix"))
        orcid = None
        if text := part("ORCID"):
            try:
                orcid = Orcid.parse(text)
            except BadValueError as error:
                self.report(error.name, entry.line, f"{entry.key}.author.ORCID", error.values)
        places = item.get("affiliation")
        names = [plain(_text(place)) for place in (places if isinstance(places, list) else ())]
        known = tuple(Affiliation(name) for name in names if name)
        return dataclasses.replace(author, orcid=orcid, affiliations=known)

    def date(self, entry: Entry, value: object) -> PartialDate | None:
        """A date from `date-parts` (for a range, its start), `raw`, `literal` or plain text."""
        text = _text(value)
        if isinstance(value, Mapping):
            text = _text(value.get("raw")) or _text(value.get("literal"))
            parts = value.get("date-parts")
            first = parts[0] if isinstance(parts, list) and parts else None
            if isinstance(first, list) and first and first[0] is not None:
                text = "-".join(_text(part) for part in first if _text(part))
        if not text:
            return None
        try:
            return read_date(text)
        except BadValueError as error:
            self.report("json-date", entry.line, f"{entry.key}.issued", error.values)
            return None


def _text(value: object) -> str:
    """A text or number; for Crossref, also the first one of a list, or the `name` of an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip()

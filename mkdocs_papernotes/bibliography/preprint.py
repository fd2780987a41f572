"""Finds the arXiv id of an entry in the various fields that may hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mkdocs_papernotes.bibliography.entry import Entry, EntryField
from mkdocs_papernotes.papers.category import parse_category
from mkdocs_papernotes.papers.identifiers import ARXIV_DOIS, ArxivId
from mkdocs_papernotes.papers.venues import names_arxiv
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem

_ID = re.compile(
    r"(?<![\w./])(?:\d{4}\.\d{4,5}|[a-z-]{1,16}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?(?![\w.]*\w)"
)
_TAGGED = re.compile(r"arxiv:\s*(\S+(?:\s+\[[\w.-]+\])?)", re.IGNORECASE)
_PAGES = re.compile(r"/(abs|pdf|html|format|e-print)/.")
_WHOLE = {"cs", "econ", "eess", "math", "nlin", "physics", "q-bio", "q-fin", "stat"}
"""Archives with subject classes. Zotero exports only the archive, which is no category then."""


def find_arxiv(entry: Entry) -> tuple[ArxivId | None, tuple[str, ...], tuple[Problem, ...]]:
    """The entry's arXiv id without a category, its categories, and their problems.

    Zotero, Google Scholar, DBLP, ADS and arXiv put the id into `eprint`, `number`, `journal`,
    `volume`, `note`, or a DOI or address at arXiv.
    """
    best: tuple[ArxivId, EntryField] | None = None
    problems = []
    for found, text in _candidates(entry):
        try:
            arxiv = ArxivId.parse(text)
        except BadValueError as error:
            problems.append(entry.problem(error.name, found, error.values))
            continue
        if best is None:
            best = arxiv, found
        elif arxiv.id.lower() != best[0].id.lower():
            values = {"given": arxiv, "counts": best[0], "field": best[1].name}
            problems.append(entry.problem("two-arxiv-ids", found, values))
    if best is None:
        return None, (), tuple(problems)
    classes, class_problems = _classes(entry)
    if best[0].category not in ("", *_WHOLE, *classes):
        classes.append(best[0].category)
    without_class = ArxivId.parse(str(best[0]))
    return without_class, tuple(classes), (*problems, *class_problems)


def _classes(entry: Entry) -> tuple[list[str], list[Problem]]:
    classes: list[str] = []
    problems = []
    found = entry.find("eprintclass", "primaryclass")
    for name in re.split(r"[;,\s]+", found.text) if found else ():
        try:
            category = parse_category(name)
        except BadValueError as error:
            problems.append(entry.problem(error.name, found, error.values))
            continue
        if category not in (*_WHOLE, *classes):
            classes.append(category)
    return classes, problems


def is_arxiv_page(address: str) -> bool:
    """Whether an address is a paper's page at arXiv."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = (parts.hostname or "").removeprefix("www.").removeprefix("export.")
    return host == "arxiv.org" and _PAGES.match(parts.path) is not None


def _candidates(entry: Entry) -> Iterator[tuple[EntryField, str]]:
    """Fields that seem to hold an arXiv id, each with the text of the id."""
    archive = entry.text("eprinttype", "archiveprefix").lower()
    eprint = entry.find("eprint")
    if eprint and (archive.startswith("arxiv") or (not archive and _ID.match(eprint.text))):
        yield eprint, eprint.text
    for name in ("eprint", "number", "eid", "pages", "note"):
        found = entry.find(name)
        if found and (match := _TAGGED.match(found.text)):
            yield found, match[1].rstrip(".,;")
    for name in ("journaltitle", "journal", "booktitle", "howpublished", "volume"):
        found = entry.find(name)
        if found and (names_arxiv(found.text) or found.text.startswith("abs/")):
            match = _ID.search(found.text.replace("abs/", " ").replace(":", " "))
            if match:
                yield found, match[0]
    doi, url = entry.find("doi"), entry.find("url", "howpublished")
    for found in (doi, url):
        if found and (ARXIV_DOIS.lower() in found.text.lower() or is_arxiv_page(found.text)):
            yield found, found.text

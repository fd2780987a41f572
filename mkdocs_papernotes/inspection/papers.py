"""Papers that are older than their arXiv ids, and papers with several notes or entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.catalog.works import Work
from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem


def early_papers(site: Site) -> Iterator[Problem]:
    """Each note whose paper is dated before the month of its arXiv id.

    One that was published elsewhere may be older than its preprint.
    """
    for note in site.notes:
        paper = note.paper
        if paper is None or not (paper.date and paper.arxiv) or site.catalog.paper(note).venue:
            continue
        if _is_before(paper.date, paper.arxiv.month):
            values = {
                "given": str(paper.date),
                "month": str(paper.arxiv.month),
                "id": paper.arxiv.id,
            }
            line = note.line_of.get("paper.date", 0)
            yield Problem("paper-before-arxiv", note.source, line, "paper.date", values)


def _is_before(day: PartialDate, month: PartialDate) -> bool:
    return (day.year, day.month or 12) < (month.year, month.month or 1)


def repeated_papers(site: Site) -> Iterator[Problem]:
    """Each note on a paper on which another note in its language is older."""
    for work in site.papers:
        yield from _of_work(work)


def _of_work(work: Work) -> Iterator[Problem]:
    by_language: dict[str, list[Note]] = defaultdict(list)
    for versions in work.notes.values():
        for language, note in versions.items():
            by_language[language].append(note)
    for notes in by_language.values():
        for note in notes[:-1]:  # newest first
            values = {"other": notes[-1].source}
            line = note.line_of.get("paper", 0)
            yield Problem("paper-in-two-notes", note.source, line, "paper", values)

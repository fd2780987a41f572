"""Shows the state of a site's notes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import NoReturn

from mkdocs_papernotes.assembly.behind import find_behind
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.catalog.behind import Behind
from mkdocs_papernotes.catalog.status import Coverage, NoteStatus, coverage, statuses
from mkdocs_papernotes.catalog.week import Day, week
from mkdocs_papernotes.commands.opened import OpenedSite
from mkdocs_papernotes.commands.output import Output, from_here
from mkdocs_papernotes.commands.table import table
from mkdocs_papernotes.inspection.translations import behind_translations, missing_translations
from mkdocs_papernotes.lookups.arxiv import ArxivEntry
from mkdocs_papernotes.lookups.client import ARXIV, Client, LookupFailedError
from mkdocs_papernotes.lookups.lookup import versions_at_arxiv
from mkdocs_papernotes.lookups.news import News, batches, news
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem

_WIDTH = 80
"""Columns of a table that goes to a file or to another program."""
_SERVICE = replace(
    ARXIV, unreachable="Is the network there? Without --online, nothing is looked up"
)


class StatusReport:
    """What there is to say of a site's notes."""

    def __init__(self, opened: OpenedSite, output: Output):
        self._opened, self._site, self._output = opened, opened.site, output
        self._news: list[tuple[NoteStatus, News]] = []

    @cached_property
    def _behind(self) -> Mapping[str, Behind]:
        behind, problems = find_behind(self._site, self._opened.docs, Store(None))
        for problem in problems:
            self._output.problem(self._opened.located(problem))
        return behind

    @cached_property
    def _statuses(self) -> tuple[NoteStatus, ...]:
        return tuple(statuses(self._site.catalog, self._behind))

    @cached_property
    def _coverage(self) -> tuple[Coverage, ...]:
        languages = self._site.languages
        names = {language: languages.name(language) for language in languages.tags}
        return tuple(coverage(self._statuses, names))

    @cached_property
    def _week(self) -> tuple[Day, ...]:
        today = datetime.now(self._site.settings.timezone).date()
        notes = (status.original for status in self._statuses)
        return tuple(week(notes, self._site.settings.schedule, today))

    def show(self, *, online: bool) -> None:
        """Print the notes and the week, and if `online`, what arXiv says of the papers."""
        for lines in (self._notes(), self._summary(), self._problems(), self._days()):
            self._say(lines)
        if online:
            self._ask()
            for problem in self._reported():
                self._output.problem(self._opened.located(problem))

    def end(self, fail_on: Collection[str]) -> NoReturn:
        """End the command; it has failed if versions are in one of the states `fail_on`."""
        for problem in self._failures(fail_on):
            self._output.problem(self._opened.located(problem))
        self._output.end(
            notes=[self._note_values(status) for status in self._statuses],
            coverage=[vars(each) for each in self._coverage],
            week=[self._day_values(day) for day in self._week],
            news=[self._news_values(*each) for each in self._news],
        )

    def _failures(self, fail_on: Collection[str]) -> Iterator[Problem]:
        """The versions that are missing or behind, if the command fails on them."""
        languages = self._site.languages.tags
        if "missing" in fail_on:
            yield from missing_translations(self._site, languages)
        if "behind" in fail_on:
            named = {note.source: note.language for note in self._site.notes}
            yield from behind_translations(self._behind, named, languages)

    # For people

    def _say(self, lines: Iterator[str]) -> None:
        """Print lines, with an empty one below them."""
        found = [*lines]
        for line in found:
            self._output.say(line)
        if found:
            self._output.say("")

    def _notes(self) -> Iterator[str]:
        languages = self._site.languages.tags
        rows = [
            (_day(status.original), *status.states.values(), status.original.title)
            for status in self._statuses
        ]
        if rows:
            yield from table([("date", *languages, "note"), *rows], _columns())

    def _summary(self) -> Iterator[str]:
        for each in self._coverage:
            counts = (
                (each.notes, "note" if each.notes == 1 else "notes"),
                (each.missing, "missing"),
                (each.behind, "behind"),
                (each.drafts, "draft" if each.drafts == 1 else "drafts"),
            )
            told = ", ".join(f"{count} {name}" for count, name in counts if count)
            yield f"{each.name} ({each.language}): {told or 'no notes'}"

    def _problems(self) -> Iterator[str]:
        """That the site has problems, which may be why a note is not in the table."""
        problems = self._opened.ignored().without(dict.fromkeys(self._site.problems))
        if count := sum(problem.severity != "info" for problem in problems):
            yield f"The site has {count} problem{'s' if count > 1 else ''}: run papernotes check."

    def _days(self) -> Iterator[str]:
        """The week, if there is a plan for it."""
        if not self._site.settings.schedule:
            return
        rows = []
        for day in self._week:
            titles = [note.title for note in day.notes] or [_no_notes(day)]
            mark = "today" if day.day == day.today else ""
            for number, title in enumerate(titles):
                first = (mark, f"{day.day:%a %d %b}", day.direction)
                rows.append((*(first if number == 0 else ("", "", "")), title))
        yield f"The week of {self._week[0].day.isoformat()}"
        yield from table(rows, _columns())

    def _reported(self) -> Iterator[Problem]:
        for status, found in self._news:
            note, key = status.original, "paper.arxiv"
            values = {"id": found.arxiv, "news": found}
            yield Problem("paper-has-news", note.source, note.line_of.get(key, 0), key, values)

    # arXiv

    def _ask(self) -> None:
        """Find out what is new of the papers; says so if arXiv cannot be asked."""
        catalog = self._site.catalog
        papers = [(status, catalog.paper(status.original)) for status in self._statuses]
        questions = [*batches(paper.arxiv for _, paper in papers if paper.arxiv)]
        client = Client(self._output.progress)
        entries: dict[str, ArxivEntry] = {}
        count = sum(map(len, questions))
        if count:
            self._output.progress(f"Asking arXiv about {count} paper{'s' if count > 1 else ''} …")
        try:
            with self._output.each(questions, "arXiv") as ids:
                for each in ids:
                    entries |= versions_at_arxiv(each, client, _SERVICE)
        except LookupFailedError as error:
            self._output.error(f"{error}.")
            return
        found = ((status, news(paper, entries)) for status, paper in papers)
        self._news = [(status, each) for status, each in found if each]
        if not self._news:
            self._output.say("arXiv has nothing new of these papers.")

    # For programs

    def _path(self, note: Note) -> str:
        return from_here(self._opened.docs / note.source)

    def _note_values(self, status: NoteStatus) -> dict[str, object]:
        return {
            "key": status.key,
            "title": status.original.title,
            "date": _day(status.original) or None,
            "versions": {
                language: self._version_values(status, language) for language in status.languages
            },
        }

    def _version_values(self, status: NoteStatus, language: str) -> dict[str, object]:
        note = status.versions.get(language)
        behind = status.behind.get(note.source) if note else None
        return {
            "state": status.states[language],
            "path": self._path(note) if note else None,
            "behind_since": behind.updated.isoformat() if behind else None,
        }

    def _day_values(self, day: Day) -> dict[str, object]:
        return {
            "date": day.day.isoformat(),
            "direction": day.direction,
            "notes": [self._path(note) for note in day.notes],
            "empty": day.is_empty,
        }

    def _news_values(self, status: NoteStatus, found: News) -> dict[str, object]:
        return {
            "path": self._path(status.original),
            "arxiv": found.arxiv.id,
            "read": found.read,
            "latest": found.latest,
            "newer": found.is_newer,
            "updated": str(found.updated) if found.updated else None,
            "withdrawn": found.is_withdrawn,
            "published": found.published,
        }


def _day(note: Note) -> str:
    return note.date.date().isoformat() if note.date else ""


def _no_notes(day: Day) -> str:
    return "(empty)" if day.is_empty else ""


def _columns() -> int:
    """The width of the terminal."""
    return shutil.get_terminal_size((_WIDTH, 0)).columns if sys.stdout.isatty() else _WIDTH

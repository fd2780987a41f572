"""Moves the hand-written headers of a site's notes, as far as their author agrees."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from mkdocs_papernotes.catalog.status import NoteStatus, statuses
from mkdocs_papernotes.commands.changes import Change, diff_of
from mkdocs_papernotes.commands.opened import OpenedSite
from mkdocs_papernotes.commands.output import Output, from_here
from mkdocs_papernotes.handwritten.adoption import Adoption
from mkdocs_papernotes.handwritten.header import find_header
from mkdocs_papernotes.handwritten.migration import LeftLine, Migration
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.writing import paper_values
from mkdocs_papernotes.problems.problem import Problem


class Adopter:
    """Goes through the notes of a site."""

    def __init__(self, site: OpenedSite, output: Output, *, accept_all: bool, follow_links: bool):
        self._site, self._output, self._follow_links = site, output, follow_links
        self._accept_all = accept_all or output.dry_run
        self._asks = output.can_ask and not self._accept_all
        self._refused = not (self._accept_all or self._asks)
        if self._refused:
            output.dry_run = True

    def run(self, paths: Sequence[Path]) -> NoReturn:
        """Change the notes in `paths`, or all of them, and end the command."""
        chosen = self._chosen(paths)
        pairs = [
            status
            for status in statuses(self._site.site.catalog, {})
            if any(note.source in chosen for note in status.versions.values())
        ]
        changes: list[Change] = []
        problems: list[Problem] = []
        if self._asks:
            for status in pairs:
                found, told = self._pair(status, chosen)
                self._write(found, told)
                changes += found
        else:
            with self._output.each(pairs, "Reading") as each:
                for status in each:
                    found, told = self._pair(status, chosen)
                    changes += found
                    problems += told
            self._write(changes, problems)
        self._end(changes)

    def _end(self, changes: Sequence[Change]) -> NoReturn:
        if self._refused and changes:
            self._output.error("nothing was written. To accept the changes, use --yes")
        elif not changes:
            self._output.say("No hand-written header is to be moved.")
        self._output.end()

    def _write(self, changes: Sequence[Change], problems: Sequence[Problem]) -> None:
        self._output.write(changes, self._site.roots, follow_links=self._follow_links)
        for problem in problems:
            self._output.problem(self._site.located(problem))

    def _chosen(self, paths: Sequence[Path]) -> Collection[str]:
        """The sources of the notes in `paths`; says which paths have none."""
        notes = [note for note in self._site.site.notes if not note.is_notebook]
        if not paths:
            return {note.source for note in notes}
        files = {note.source: (self._site.docs / note.source).resolve() for note in notes}
        chosen: set[str] = set()
        for path in paths:
            root = path.resolve()
            found = {source for source, file in files.items() if file.is_relative_to(root)}
            if not found:
                what = "has no notes" if path.is_dir() else "is not a note"
                self._output.error(f"{from_here(path)} {what} of this site")
            chosen |= found
        return chosen

    # The versions of a note

    def _pair(
        self, status: NoteStatus, chosen: Collection[str]
    ) -> tuple[list[Change], list[Problem]]:
        """The changes that are accepted of a note in all its languages, and what is to be said."""
        if not any(map(self._has_header, status.versions.values())):
            return [], []
        contents = dict(self._contents(status))
        adoption = Adoption(
            {source: content.decode() for source, content in contents.items()}, self._entry
        )
        changes: list[Change] = []
        problems: list[Problem] = []
        left = [source for source in contents if source in chosen]
        while left:
            source = left.pop(0)
            found = adoption.migration(source, left)
            change = Change(self._site.docs / source, found.text.encode(), contents[source])
            is_changed = change.after != change.before
            if is_changed and self._is_accepted(change):
                adoption.accept(source, found.text)
                changes.append(change)
            is_written = change in changes and not self._output.dry_run
            problems += _problems(source, found, is_written=is_written)
        return changes, problems

    def _has_header(self, note: Note) -> bool:
        """Whether a note has a header; what is not Markdown has none."""
        page = self._site.site.library.pages.get(note.source)
        return page is not None and find_header(page.front_matter.body) is not None

    def _contents(self, status: NoteStatus) -> Iterator[tuple[str, bytes]]:
        """The files of a note, that of the original first."""
        notes = [status.original, *status.versions.values()]
        for note in dict.fromkeys(notes):
            if content := self._content(note):
                yield note.source, content

    def _content(self, note: Note) -> bytes:
        """What a file holds; nothing if it cannot be read as text."""
        if note.is_notebook:
            return b""
        try:
            content = (self._site.docs / note.source).read_bytes()
            content.decode()
        except (OSError, UnicodeDecodeError):
            return b""
        return content

    def _entry(self, key: str) -> Mapping[str, Any]:
        """The paper with a key in the bibliography."""
        paper = self._site.site.catalog.bibliography.papers.get(key)
        return paper_values(paper) if paper else {}

    def _is_accepted(self, change: Change) -> bool:
        """Whether the author agrees to a change, if there is one to ask."""
        if not self._asks:
            return True
        name = from_here(change.path)
        click.echo(diff_of(change, name), nl=False)
        return click.confirm(f"Change {name}?", default=True)


def _problems(source: str, found: Migration, *, is_written: bool) -> Iterator[Problem]:
    """What is to be said of a file whose header has moved, or has not."""
    if found.problem:
        yield Problem("header-stays", source, found.line, values={"reason": found.problem})
    for left in found.left:
        name = "contested-header-line" if left.is_contested else "header-line-stays"
        yield Problem(name, source, _line(left, is_written), values={"reason": left.reason})


def _line(left: LeftLine, is_written: bool) -> int:
    return left.line_after if is_written else left.line

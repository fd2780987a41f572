"""Writes a new note, in each language, unless there is one on the paper already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click
from jinja2 import TemplateError

from mkdocs_papernotes.catalog.same_paper import notes_on
from mkdocs_papernotes.commands.bibliography_entry import SiteBibliography
from mkdocs_papernotes.commands.changes import Change
from mkdocs_papernotes.commands.new_request import NewRequest
from mkdocs_papernotes.commands.opened import OpenedSite
from mkdocs_papernotes.commands.output import Output, from_here
from mkdocs_papernotes.commands.paper_source import PaperSource
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.values import WEEKDAYS
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.papers.writing import paper_values
from mkdocs_papernotes.site.note_files import is_note_path, note_source, twin_source
from mkdocs_papernotes.starter.new_note import (
    MissingTemplateError,
    NewNote,
    body_template,
    slug_for,
)

TEMPLATES = "note-templates"
"""The folder with the author's own templates, beside `mkdocs.yml`."""


@dataclass(frozen=True)
class NoteWriter:
    """Writes the note that was asked for."""

    request: NewRequest
    site: OpenedSite
    output: Output
    languages: tuple[str, ...]
    """The first is that of the note which is written; the others are drafts."""

    def write(self) -> NoReturn:
        """Write the note in all languages, and end the command."""
        source = PaperSource(self.request, self.output)
        known = source.known()
        self._stop_at_notes(known)
        paper = source.paper(known)
        self._stop_at_notes(paper)
        bib, _ = self.request.entry
        key, changes = SiteBibliography(self.site, self.output).entry(paper, bib)
        stem = self._stem(paper)
        for number, language in enumerate(self.languages):
            note = NewNote(
                paper,
                language,
                self._today,
                key=key,
                holds_paper=number == 0,
                is_stub=number > 0,
                authors=self._authors,
                direction=self._direction(language),
                highlights=source.highlights,
            )
            path = self.site.docs / note_source(self.site.site.structure, stem, language)
            changes.append(Change(path, self._text(note).encode()))
        self._write(changes)
        if not paper.title:
            self.output.say("Fill in the title and the authors: nothing was looked up.")
        self.output.end(paper=paper_values(paper), existing=[])

    def _write(self, changes: Sequence[Change]) -> None:
        self.output.write(changes, self.site.roots, follow_links=self.request.follow_links)

    # Notes that are there

    def _stop_at_notes(self, paper: Paper) -> None:
        """End the command if there are notes on the paper: with their missing languages, if any."""
        catalog = self.site.site.catalog
        existing = notes_on(catalog, paper)
        if not existing:
            return
        names = [from_here(self.site.docs / note.source) for note in existing]
        present = {note.language for note in existing}
        missing = [language for language in self.languages if language not in present]
        found = [
            {"path": name, "language": note.language}
            for name, note in zip(names, existing, strict=True)
        ]
        where = ", ".join(names)
        if not missing:
            self.output.error(f"there is a note on this paper already: {where}")
        elif self.request.lang or self._agrees(where, missing):
            self.output.say(f"There is a note on this paper: {where}")
            self._write([self._twin(existing[0], language) for language in missing])
        else:
            self.output.error(
                f"there is a note on this paper already: {where}. "
                f"To add the missing language, use --lang {','.join(missing)}"
            )
        self.output.end(paper=paper_values(catalog.paper(existing[0])), existing=found)

    def _agrees(self, where: str, missing: Sequence[str]) -> bool:
        """Whether the author, if there is one to ask, wants the missing languages only."""
        if not self.output.can_ask:
            return False
        question = f"There is a note on this paper: {where}. Add it in {', '.join(missing)}?"
        return click.confirm(question, default=True)

    def _twin(self, note: Note, language: str) -> Change:
        """The draft of another language beside a note."""
        stated = note.values.get("paper")
        new = NewNote(
            self.site.site.catalog.paper(note),
            language,
            note.date.date() if note.date else self._today,
            title=note.title,
            key=stated if isinstance(stated, str) else "",
            holds_paper=False,
            is_stub=True,
            authors=self._authors,
            direction=self._translated(note.direction, language),
            values={"translation_key": note.translation_key},
        )
        source = twin_source(self.site.site.structure, note, language)
        return Change(self.site.docs / source, self._text(new).encode())

    # The note

    def _stem(self, paper: Paper) -> str:
        """The path of the note without language and extension."""
        folder = self.site.site.settings.notes_dir[0] if self.site.site.settings.notes_dir else ""
        start = f"{folder}/" if folder not in ("", ".") else ""
        if self.request.slug:
            return start + self.request.slug
        slug = slug_for(paper)
        if not is_note_path(slug):
            slug = f"note-{slug}".rstrip("-")
        names = (f"{start}{slug}", *(f"{start}{slug}-{number}" for number in range(2, 1000)))
        return next((name for name in names if self._is_free(name)), names[0])

    def _is_free(self, stem: str) -> bool:
        structure, docs = self.site.site.structure, self.site.docs
        tags = {*self.languages, *self.site.site.languages.tags}
        sources = [note_source(structure, stem, tag) for tag in tags]
        return not any((docs / source).exists() for source in sources) and not any(
            (docs / source.removesuffix(".md")).exists() for source in sources
        )

    def _text(self, note: NewNote) -> str:
        name = "stub" if note.is_stub else self.request.template
        try:
            return note.text(self._template(name, note.language))
        except MissingTemplateError:
            self.output.fail(f"there is no template {name} in {TEMPLATES}/ beside mkdocs.yml.")
        except (OSError, UnicodeDecodeError) as error:
            self.output.fail(f"the template {name} cannot be read: {error}.")
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            place = f"{name}:{line}" if line else name
            self.output.fail(f"the template {place} is wrong: {error}.")
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            self.output.fail(f"the template {name} is wrong: {error}.")

    def _template(self, name: str, language: str) -> str:
        path = Path(name)
        if path.suffix and path.is_file():
            return path.read_text("utf-8")
        if not is_note_path(name):
            raise MissingTemplateError(name)
        return body_template(name, language, [self.site.folders.config / TEMPLATES])

    @property
    def _today(self) -> date:
        return datetime.now(self.site.site.settings.timezone).date()

    @property
    def _authors(self) -> tuple[str, ...]:
        """The author of the site's notes, if the file of authors has only one."""
        people, _ = self.site.folders.people(self.site.site.settings)
        return tuple(people.known) if len(people.known) == 1 else ()

    def _direction(self, language: str) -> str:
        day = WEEKDAYS[self._today.weekday()]
        named = self.request.direction or self.site.site.settings.schedule.get(day, "")
        return self._translated(named, language)

    def _translated(self, direction: str, language: str) -> str:
        """A direction by its name in a language, as the table of terms has it."""
        for entry in self.site.site.library.terms.entries.values():
            if direction and direction in entry.spellings:
                return entry.names.get(language) or entry.names.get("") or direction
        return direction

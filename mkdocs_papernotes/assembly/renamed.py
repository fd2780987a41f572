"""Notes that git shows to be renamed: feed readers would take them for new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.front_matter.source import SourceCache
from mkdocs_papernotes.git.history import Change
from mkdocs_papernotes.git.repository import Contents, GitError, Repository
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.note_pages import SourcePage, note_pages
from mkdocs_papernotes.site.source_file import SourceFile

_DAYS = 30
"""How long before the newest commit a rename is looked for. After that its readers have seen the
note again, and another id would show it to them once more."""


def find_renamed(site: Site, docs: Path) -> Sequence[Problem]:
    """A problem for each note of a feed whose id is another one since it was renamed.

    `docs` is the docs folder. Without git, in a shallow clone and outside a repository none is
    found.
    """
    sources = site.feeds.sources if site.feeds else frozenset()
    notes = [note for note in site.notes if note.source in sources and _has_id_of_path(note, site)]
    try:
        return [*_problems(site, notes, docs)] if notes else []
    except GitError:
        return []


def _has_id_of_path(note: Note, site: Site) -> bool:
    return not note.feed_id and site.catalog.key(note) == note.location.path


def _problems(site: Site, notes: Sequence[Note], docs: Path) -> Iterator[Problem]:
    repository = Repository.of(docs)
    with repository.contents() as contents:
        newest = contents.seconds_of(repository.head) or 0
        history = repository.history(since=max(newest - _DAYS * 24 * 60 * 60, 1))
        for note in notes:
            renames = [change for change in history.changes(note.source) if change.is_rename]
            # Readers know the note by the path at which they have first seen it.
            first = (each for each in reversed(renames) if _was_shown(each, note, site, contents))
            rename = next(first, None)
            if rename and (path := _former_path(rename, note, site)):
                day = datetime.fromtimestamp(renames[0].seconds, site.settings.timezone).date()
                values = {"other": rename.old_path, "day": day.isoformat(), "given": path}
                yield Problem("renamed-in-feeds", note.source, key="feed_id", values=values)


def _location(rename: Change, note: Note, site: Site) -> Location:
    """Where a note was before a rename."""
    file = SourceFile(rename.old_path, lambda: b"", True)
    structure = site.structure
    return structure.note_location(structure.location(file, note.language), note.language)


def _former_path(rename: Change, note: Note, site: Site) -> str:
    """The path that a note had; empty if it is the same, or was in another language."""
    location = _location(rename, note, site)
    same_language = location.language == note.language
    return location.path if same_language and location.path != note.location.path else ""


def _was_shown(rename: Change, note: Note, site: Site, contents: Contents) -> bool:
    """Whether a note was in a feed before a rename, as far as its file says."""
    content = contents.read(rename.old)
    page = None if content is None else SourceCache().read(rename.old_path, content)
    if page is None:
        return True
    location, settings = _location(rename, note, site), site.settings
    pages = {rename.old_path: SourcePage(location, page)}
    if not note_pages(pages, site.languages, settings, ())[0]:
        return False
    before, _ = read_note(location, page, settings.timezone)
    moment = datetime.fromtimestamp(rename.seconds, settings.timezone)
    is_held_back = settings.require_review and before.waits_for_review
    is_listed = before.date is not None and not before.unlisted
    return is_listed and before.is_public(moment) and not is_held_back

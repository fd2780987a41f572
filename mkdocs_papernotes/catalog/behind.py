"""Translations whose originals have changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.git.history import Change, History, Order
from mkdocs_papernotes.notes.note import Note


@dataclass(frozen=True, eq=False)
class Behind:
    """What a translation has missed."""

    original: Note
    updated: date
    """When the original was changed last."""


@dataclass(frozen=True)
class Past:
    """What is known of the history of the site's files."""

    history: History
    changes_text: Callable[[Change, str], bool]
    """Whether a change of the file at a path, relative to the docs folder, is one of its words."""
    seconds_of: Callable[[str], int | None]
    """When a commit was made, since the epoch; `None` for an unknown one."""


def pairs(catalog: Catalog) -> Iterator[tuple[Note, Note]]:
    """Each original with each of its translations that may be behind."""
    for note in catalog.notes:
        original = catalog.original(note)
        if original is None or original is note or note.translation_current:
            continue
        if note.source in (each.source for each in catalog.linked_versions(original).values()):
            yield original, note


def asks_for_history(original: Note, note: Note) -> bool:
    """Whether what the two notes say is not enough."""
    if isinstance(note.source_revision, str) or not original.updated:
        return True
    return not (note.source_revision or note.updated)


class Judge:
    """Says whether translations are behind, from what notes say and from what Git knows."""

    def __init__(self, zone: tzinfo, past: Past | None):
        self._zone, self._past = zone, past
        self.unknown: list[Note] = []
        """The notes that name commits which do not exist."""

    def find(self, catalog: Catalog) -> dict[str, Behind]:
        """The translations that are behind, by source."""
        found = ((note, self.judge(original, note)) for original, note in pairs(catalog))
        return {note.source: behind for note, behind in found if behind}

    def judge(self, original: Note, note: Note) -> Behind | None:
        """What a translation has missed, if anything."""
        if isinstance(note.source_revision, str):
            return self._since_commit(original, note, note.source_revision)
        if note.source_revision or note.updated or original.updated:
            return self._since_day(original, note)
        return self._by_history(original, note)

    def _since_day(self, original: Note, note: Note) -> Behind | None:
        """The original has changed on a day after that of the translation."""
        day = note.source_revision if isinstance(note.source_revision, date) else None
        if day is None:
            moment = note.updated or self._changed(note) or note.date
            day = moment.date() if moment else None
        changed = original.updated or self._rewritten(original)
        if day is None or changed is None or changed.date() <= day:
            return None
        return Behind(original, changed.date())

    def _changed(self, note: Note) -> datetime | None:
        """When the words of a note were changed last, as far as Git knows."""
        last = next(self._of_words(note), None)
        return self._moment(last) if last else None

    def _rewritten(self, note: Note) -> datetime | None:
        """The same, but a note that is new has not been rewritten."""
        last = next(self._of_words(note), None)
        return self._moment(last) if last and not last.is_first else None

    def _since_commit(self, original: Note, note: Note, commit: str) -> Behind | None:
        past = self._past
        if past is None:
            return None
        order, seconds = past.history.order_of(commit), None
        if order is None:
            seconds = past.seconds_of(commit)
            if seconds is None:
                self.unknown.append(note)
                return None
        changes = self._changes(original)
        later = (each for each in changes if _is_after(each, order, seconds))
        return self._behind(original, later)

    def _by_history(self, original: Note, note: Note) -> Behind | None:
        """The original has a change that is newer than all of the translation.

        The texts of changes are looked at only where it depends on them.
        """
        own = self._changes(note)
        if not own:
            return None  # not in the repository yet
        since = own[-1].order
        found = self._behind(
            original, (each for each in self._changes(original) if each.order < since)
        )
        if found is None:
            return None
        last = next(self._of_words(original))
        followed = (each for each in self._of_words(note) if each.order <= last.order)
        return None if any(followed) else found

    def _behind(self, original: Note, changes: Iterable[Change]) -> Behind | None:
        """What the first of the changes that is one of words makes of a translation."""
        newest = next((each for each in changes if self._is_of_words(each, original)), None)
        if newest is None or newest.is_first:
            return None
        return Behind(original, self._moment(newest).date())

    def _changes(self, note: Note) -> Sequence[Change]:
        return self._past.history.changes(note.source) if self._past else ()

    def _of_words(self, note: Note) -> Iterator[Change]:
        return (each for each in self._changes(note) if self._is_of_words(each, note))

    def _is_of_words(self, change: Change, note: Note) -> bool:
        """Whether a change counts: one of white space or front matter alone does not."""
        if change.is_first:
            return True
        if change.is_skipped or change.old == change.new or self._past is None:
            return False
        return self._past.changes_text(change, note.source)

    def _moment(self, change: Change) -> datetime:
        return datetime.fromtimestamp(change.seconds, self._zone)


def _is_after(change: Change, order: Order | None, seconds: int | None) -> bool:
    if order is not None:
        return change.order < order
    return seconds is not None and change.seconds > seconds

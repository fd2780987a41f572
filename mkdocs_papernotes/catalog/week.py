"""A week of notes beside the author's plan for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.values import WEEKDAYS


@dataclass(frozen=True)
class Day:
    """A day of the week."""

    day: date
    direction: str
    """What the plan has for it; empty if it has nothing."""
    notes: tuple[Note, ...]
    today: date

    @property
    def weekday(self) -> str:
        """Its name in the plan, such as `mon`."""
        return WEEKDAYS[self.day.weekday()]

    @property
    def is_empty(self) -> bool:
        """Whether the plan asked for a note and there is none; a day to come is not empty yet."""
        return bool(self.direction) and not self.notes and self.day <= self.today


def week(notes: Iterable[Note], schedule: Mapping[str, str], today: date) -> Iterator[Day]:
    """The days from Monday to Sunday, with the notes that have their dates.

    `schedule` has directions by day, see the option; `today` is a day in the site's time zone.
    """
    dated = [note for note in notes if note.date]
    monday = today - timedelta(days=today.weekday())
    for number, name in enumerate(WEEKDAYS):
        day = monday + timedelta(days=number)
        found = tuple(note for note in dated if note.date and note.date.date() == day)
        yield Day(day, schedule.get(name, ""), found, today)

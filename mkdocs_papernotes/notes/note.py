"""A note: one Markdown page in one language, as the catalogue knows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any, Literal

from mkdocs_papernotes.dates import parse_moment
from mkdocs_papernotes.front_matter.link import REMEDY, Link
from mkdocs_papernotes.front_matter.parsing import FrontMatter
from mkdocs_papernotes.markup.heading import first_heading
from mkdocs_papernotes.markup.measure import reading_minutes
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.papers.reading import read_paper
from mkdocs_papernotes.people.person import People, Person, read_person
from mkdocs_papernotes.problems.problem import Problem

State = Literal["to-read", "reading", "read"]
STATES: tuple[State, ...] = ("to-read", "reading", "read")


@dataclass(frozen=True)
class Place:
    """Where a page stands: its file, its language, and its address in that language's build."""

    source: str
    """Path of the file below the docs folder."""
    language: str
    """Language tag, as the author wrote it."""
    path: str
    """Path without language and extension, `notes/2026/specguard`; empty for the home page."""
    url: str
    """Address below the site's root, percent-encoded; `./` for the root itself."""


@dataclass(frozen=True, eq=False)
class Note:
    """Everything that lists, headers and metadata say of a note. Texts are plain, not HTML."""

    place: Place
    title: str
    opens_with_title: bool
    """Whether the text itself begins with an H1."""
    titled_by_heading: bool
    """Whether the title is that of an H1 in the text, for want of one in the front matter."""
    body: str
    """The Markdown below the front matter."""
    values: Mapping[str, Any]
    """All of the front matter, for the theme and for other plugins."""
    date: datetime | None
    """When it was written, in the site's time zone."""
    updated: datetime | None = None
    publish: datetime | None = None
    description: str = ""
    authors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    direction: str = ""
    explicit_key: str = ""
    permalink: str = ""
    """The address that it asks for; see `site.permalink`."""
    pinned: bool = False
    draft: bool = False
    unlisted: bool = False
    state: State | None = None
    """How far the paper was read."""
    rating: int = 0
    """What the note's author makes of the paper, 1 to 5; 0 for not said."""
    describes_itself: bool = True
    """Whether its page carries metadata for machines."""
    original: Link | None = None
    """The article that this note was first published as."""
    paper: Paper | None = None
    line_of: Mapping[str, int] = field(default_factory=dict)
    """Lines of the front matter's keys."""

    @property
    def source(self) -> str:
        return self.place.source

    @property
    def language(self) -> str:
        return self.place.language

    @property
    def url(self) -> str:
        return self.place.url

    @cached_property
    def reading_minutes(self) -> int:
        return reading_minutes(self.body)

    @cached_property
    def has_text(self) -> bool:
        """Whether there is more to read than the title."""
        text = re.sub(r"<!--.*?-->", "", self.body, flags=re.DOTALL).strip()
        return "\n" in text if self.opens_with_title else bool(text)

    def is_public(self, now: datetime) -> bool:
        """Whether a build at `now` shows the note: no draft, and not to be published later."""
        return not self.draft and (self.publish is None or self.publish <= now)


def read_note(
    place: Place,
    front_matter: FrontMatter,
    zone: tzinfo,
    people: People | None = None,
    today: date | None = None,
) -> tuple[Note, tuple[Problem, ...]]:
    """The note at `place`, and what is wrong with its front matter (beyond YAML itself).

    `people` are those of the `authors_file`. With `today`, papers from a later month are reported.
    """
    reader = _Reader(place.source, front_matter, zone, people or People())
    heading = first_heading(front_matter.body)
    paper, paper_problems = read_paper(
        reader.values.get("paper"),
        front_matter.raw,
        front_matter.lines,
        place.source,
        today=today,
    )
    note = Note(
        place=place,
        title=reader.text("title") or (heading.text if heading else "") or _file_title(place.path),
        opens_with_title=bool(heading and heading.opens),
        titled_by_heading=bool(heading and heading.text) and not reader.text("title"),
        body=front_matter.body,
        values=front_matter.values,
        date=reader.date(),
        updated=reader.moment("updated") or reader.moment("date.updated"),
        publish=reader.moment("publish"),
        description=" ".join(reader.text("description").split()),
        authors=reader.people("authors") or reader.people("author"),
        translators=reader.people("translator"),
        direction=reader.text("direction"),
        explicit_key=reader.text("translation_key"),
        pinned=reader.flag("pin"),
        draft=reader.flag("draft"),
        unlisted=reader.flag("unlisted"),
        state=reader.state(),
        rating=reader.rating(),
        describes_itself=reader.values.get("metadata") is not False,
        original=reader.link("original_url"),
        paper=paper,
        line_of=front_matter.lines,
    )
    return note, (*reader.problems, *paper_problems)


def _file_title(path: str) -> str:
    name = path.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").strip()
    return name.capitalize() if name.lower() == name else name


class _Reader:
    """Reads page-level keys, collecting problems."""

    def __init__(self, source: str, front_matter: FrontMatter, zone: tzinfo, people: People):
        self.source, self.front_matter, self.zone = source, front_matter, zone
        self.known = people
        self.values = front_matter.values
        self.problems: list[Problem] = []

    def trouble(self, key: str, message: str, remedy: str) -> None:
        line = self.front_matter.lines.get(key, 0)
        self.problems.append(Problem.plain(self.source, line, key, message, remedy))

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if isinstance(value, (list, dict)):
            self.trouble(key, "expected text", "Write one line of text")
            return ""
        return "" if value is None else self.front_matter.raw.get(key, str(value)).strip()

    def link(self, key: str) -> Link | None:
        text = self.text(key)
        link = Link(text, self.source, self.front_matter.lines.get(key, 0), key)
        if text and link.kind is None:
            self.trouble(key, f"“{text}” is not a link to follow", REMEDY)
            return None
        return link if text else None

    def people(self, key: str) -> tuple[Person, ...]:
        """People by short name, by full name, or each described by a mapping."""
        value = self.values.get(key)
        found = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                lines = self.front_matter.lines
                person, problems = read_person(item, self.source, lines, key)
                self.problems += problems
                found += [person] if person else []
            elif item:
                name = str(item).strip()
                if near := self.known.near(name):
                    message = f"no author “{name}” in {self.known.source}"
                    self.trouble(key, message, f"Did you mean {near}?")
                found.append(self.known.find(name))
        return tuple(found)

    def state(self) -> State | None:
        text = self.text("state").lower()
        found = next((state for state in STATES if state == text.replace(" ", "-")), None)
        if text and found is None:
            self.trouble("state", f"“{text}” is no state", f"Write one of {', '.join(STATES)}")
        return found

    def rating(self) -> int:
        text = self.text("rating")
        if text and text not in set("12345"):
            self.trouble("rating", f"“{text}” is no rating", "Write a number from 1 to 5")
            return 0
        return int(text or 0)

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        return value is True or str(value).strip().lower() in {"true", "yes", "on", "1"}

    def date(self) -> datetime | None:
        """The note's date; Material's blog also writes `date: {created: …}`."""
        nested = isinstance(self.values.get("date"), dict)
        moment = self.moment("date.created" if nested else "date")
        told = any(problem.key.startswith("date") for problem in self.problems)
        if moment is None and not told:
            message = "the note has no date and is listed last"
            self.problems.append(
                Problem.plain(
                    self.source, 0, "date", message, "Add a line such as “date: 2026-04-16”"
                )
            )
        return moment

    def moment(self, key: str) -> datetime | None:
        """The instant under a key, in the site's time zone."""
        text = self.front_matter.raw.get(key, "").strip()
        if not text or text in {"null", "~"}:
            if self.values.get(key):
                self.trouble(key, "expected a date", "Write it as 2026-04-16 or 2026-04-16 10:30")
            return None
        try:
            return parse_moment(text, self.zone)
        except (ValueError, OverflowError) as error:
            self.trouble(
                key, f"impossible date: {error}", "Write a day of the calendar, as 2026-04-16"
            )
            return None

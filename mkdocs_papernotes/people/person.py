"""The people who write notes, from `authors_file` or a note's front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.parsing import read_block
from mkdocs_papernotes.front_matter.reader import Block, Report
from mkdocs_papernotes.people.keys import AUTHORS_FILE_KEYS
from mkdocs_papernotes.people.names import Name, stated_name
from mkdocs_papernotes.people.orcid import Orcid
from mkdocs_papernotes.people.scripts import joined
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class Person:
    """A person who writes or translates notes."""

    name: str
    url: Link | None = None
    avatar: Link | None = None
    """A picture: a file of the site, or a web address."""
    orcid: Orcid | None = None
    family: str = ""
    given: str = ""
    """The parts of the name, as far as they are stated."""

    @property
    def parts(self) -> Name:
        """The name in its parts, as stated or else split."""
        return stated_name(self.name, self.family, self.given)


@dataclass(frozen=True)
class People:
    """The people in `authors_file`, by the short names that notes use."""

    source: str = ""
    known: Mapping[str, Person] = field(default_factory=dict)

    def find(self, name: str) -> Person:
        """The person with a short name, or else a person called `name`."""
        return self.known.get(name) or Person(name)

    def near(self, name: str) -> str:
        """The short name that `name` may be a misspelling of; otherwise an empty text."""
        if not self.known or name in self.known or " " in name or not name.islower():
            return ""
        return next(iter(get_close_matches(name, self.known, 1, 0.8)), "")


def read_people(text: str, source: str) -> tuple[People, tuple[Problem, ...]]:
    """Read an `authors_file`, which has the format of Material's blog plugin.

    Below `authors:` are short names, and below each of them the keys of a person.
    """
    found = read_block(text, source)
    report = Report(source, found.raw, found.lines, list(found.problems))
    block = Block(found.values, AUTHORS_FILE_KEYS, report)
    entries = block.get("authors")
    if isinstance(entries, Mapping):
        people = People(source, dict(_known(block.inner("authors", entries))))
        return people, tuple(report.problems)
    if not found.problems:
        report.problems.append(Problem("no-authors", source, 1, "authors"))
    return People(source), tuple(report.problems)


def _known(people: Block) -> Iterator[tuple[str, Person]]:
    """The people in a mapping, with their short names; those without a name are left out."""
    for short in people:
        value = people.get(short)
        inner = people.inner(short, value if isinstance(value, Mapping) else {})
        if person := read_person(inner):
            yield short, person


def read_person(block: Block) -> Person | None:
    """Read a person from a mapping.

    Wrong values are reported and ignored; without a name the result is `None`.
    """
    before = block.reported
    block.check_keys()
    family, given = block.text("family"), block.text("given")
    name = block.text("name") or joined(family, given)
    if not name:
        if block.reported == before:
            block.problem("", "nameless-person")
        return None
    url, avatar = block.link("url"), block.link("avatar")
    return Person(name, url, avatar, block.parsed("orcid", Orcid.parse), family, given)

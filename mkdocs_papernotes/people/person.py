"""The people who write notes, as `authors_file` or a note's front matter names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.parsing import read_block
from mkdocs_papernotes.front_matter.reader import Block, Report
from mkdocs_papernotes.people.keys import AUTHORS_FILE_KEYS
from mkdocs_papernotes.people.orcid import Orcid
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class Person:
    """Somebody who writes or translates notes."""

    name: str
    url: Link | None = None
    avatar: Link | None = None
    """A picture, a file of the site or an address on the web."""
    orcid: Orcid | None = None


@dataclass(frozen=True)
class People:
    """The people of a site by the short names that notes use for them."""

    source: str = ""
    known: Mapping[str, Person] = field(default_factory=dict)

    def find(self, name: str) -> Person:
        """The person of a short name, or one of that very name."""
        return self.known.get(name) or Person(name)

    def near(self, name: str) -> str:
        """The short name that `name` may have been meant for; empty for any other text."""
        if not self.known or name in self.known or " " in name or not name.islower():
            return ""
        return next(iter(get_close_matches(name, self.known, 1, 0.8)), "")


def read_people(text: str, source: str) -> tuple[People, tuple[Problem, ...]]:
    """The people of an `authors_file`, in the form that Material's blog plugin gives it.

    `authors:` holds short names, and below each `name`, `url`, `avatar` and `orcid`.
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
    """The people of a mapping by their short names; those without a name are left out."""
    for short in people:
        value = people.get(short)
        inner = people.inner(short, value if isinstance(value, Mapping) else {})
        if person := read_person(inner):
            yield short, person


def read_person(block: Block) -> Person | None:
    """A person as a mapping; what is wrong costs only itself, but for a missing name."""
    block.check_keys()
    name, value = block.text("name"), block.get("name")
    if not name:
        if value is None or isinstance(value, str):
            block.problem("", "nameless-person")
        return None
    url, avatar = block.link("url"), block.link("avatar")
    return Person(name, url, avatar, block.parsed("orcid", Orcid.parse))

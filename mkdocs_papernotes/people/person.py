"""The people who write notes, as `authors_file` or a note's front matter names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from mkdocs_papernotes.front_matter.link import REMEDY, Link
from mkdocs_papernotes.front_matter.parsing import read_block
from mkdocs_papernotes.papers.identifiers import Orcid
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem

_KEYS = ("name", "url", "avatar", "orcid")
_OTHERS = {"description", "slug", "email"}
"""What Material's blog plugin, whose file this is, may say besides."""


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
    block = read_block(text, source)
    problems = list(block.problems)
    entries = block.values.get("authors")
    if not isinstance(entries, Mapping):
        if not problems:
            remedy = "Begin with “authors:” and below it a short name, indented"
            problems.append(Problem.plain(source, 1, "authors", "there are no authors", remedy))
        return People(source), tuple(problems)
    known = {}
    for short, value in entries.items():
        path = f"authors.{short}"
        person, found = read_person(value, source, block.lines, path)
        problems += found
        if person:
            known[str(short)] = person
    return People(source, known), tuple(problems)


def read_person(
    value: object, source: str, lines: Mapping[str, int], path: str
) -> tuple[Person | None, list[Problem]]:
    """A person as a mapping; what is wrong costs only itself, but for a missing name.

    `path` is the dotted name of the mapping, `lines` are those of the file's keys.
    """
    line = lines.get(path, lines.get(path.partition(".")[0], 0))
    if not isinstance(value, Mapping) or not _text(value.get("name")):
        return None, [
            Problem.plain(source, line, path, "an author without a name", "Add “name: …”")
        ]
    problems = []
    for key in value:
        if key not in _KEYS and key not in _OTHERS:
            near = get_close_matches(str(key), _KEYS, 1)
            remedy = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(_KEYS)}"
            problems.append(Problem.plain(source, line, path, f"unknown key “{key}”", remedy))
    links: dict[str, Link | None] = {}
    for key in ("url", "avatar"):
        text = _text(value.get(key))
        place = f"{path}.{key}"
        link = Link(text, source, lines.get(place, line), place)
        links[key] = link if text and link.kind else None
        if text and not link.kind:
            message = f"“{text}” is not a link to follow"
            problems.append(Problem.plain(source, link.line, place, message, REMEDY))
    orcid = None
    if text := _text(value.get("orcid")):
        try:
            orcid = Orcid.parse(text)
        except BadValueError as error:
            place = f"{path}.orcid"
            line = lines.get(place, line)
            problems.append(Problem.plain(source, line, place, str(error), error.remedy))
    return Person(_text(value["name"]), links["url"], links["avatar"], orcid), problems


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()

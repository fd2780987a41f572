"""Moves the handwritten header in a note's file to front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.splicing import Keys, splice
from mkdocs_papernotes.handwritten.block import body_start, file_lines
from mkdocs_papernotes.handwritten.header import HandwrittenHeader, find_header
from mkdocs_papernotes.handwritten.proposal import Proposal, Stated, propose


@dataclass(frozen=True)
class LeftLine:
    """A line of a header that stays where it is."""

    line: int
    """In the file as it was, counted from 1."""
    line_after: int
    """In the file as it is to be."""
    reason: str
    is_contested: bool = False
    """Whether something else is stated elsewhere, as in the translation."""


@dataclass(frozen=True)
class Migration:
    """A file without its handwritten header."""

    text: str
    left: tuple[LeftLine, ...] = ()
    line: int = 0
    """Where the first header was, in the file as it was; 0 without one."""
    problem: str = ""
    """Why front matter cannot be extended, as the end of a sentence; then the text is the old one.
    """


def migrate(source_text: str, *, twin: HandwrittenHeader | None = None) -> str:
    """The file with the proposals of `propose` applied, see `migration`."""
    return migration(source_text, twin=twin).text


def migration(
    source_text: str,
    *,
    twin: HandwrittenHeader | None = None,
    elsewhere: Sequence[Stated] = (),
    facts: Mapping[str, Any] | None = None,
) -> Migration:
    """The file with the proposals of `propose` applied, and what stays.

    `facts` are more keys of the paper, which are added with those of the first header.

    It is unchanged if there is nothing to add or the front matter cannot be extended. Line ends, a
    byte order mark, existing front matter and the rest of the text are kept. A second header of the
    same paper, as in files with both languages, moves as well, so migrating again changes nothing.
    """
    moving = _Moving(source_text)
    problem = ""
    try:
        while moving.goes_on(twin, elsewhere, facts or {}):
            facts = None
    except ValueError as error:
        problem = str(error)
    return Migration(moving.text, tuple(moving.left), moving.line, problem)


class _Moving:
    """A file whose headers move one after the other."""

    def __init__(self, text: str):
        self.text = text
        self._numbers = [*range(1, len(file_lines(text)) + 1)]
        """The original number of each line; 0 for one that is new."""
        self._left: dict[int, tuple[str, bool]] = {}
        self.line = 0

    def goes_on(
        self,
        twin: HandwrittenHeader | None,
        elsewhere: Sequence[Stated],
        facts: Mapping[str, Any],
    ) -> bool:
        """Move the first header; returns whether that has changed the file."""
        front_matter = read_front_matter(self.text, "")
        header = find_header(front_matter.body)
        if header is None:
            return False
        proposal = propose(front_matter.values, header, twin=twin, elsewhere=elsewhere)
        proposal = proposal.with_facts(facts)
        body = self._numbers[body_start(self.text, front_matter) :]
        self.line = self.line or body[header.first]
        for number, reason in proposal.undecided:
            self._left.setdefault(body[number], (reason, number in proposal.contested))
        before, self.text = self.text, apply(self.text, proposal)
        dropped = set(proposal.drop)
        body = [line for at, line in enumerate(body) if at not in dropped]
        self._numbers = [0] * (len(file_lines(self.text)) - len(body)) + body
        return self.text != before

    @property
    def left(self) -> Iterator[LeftLine]:
        """The lines of the headers that are still there, in their order."""
        for at, line in enumerate(self._numbers, 1):
            if line in self._left:
                yield LeftLine(line, at, *self._left[line])


def apply(text: str, proposal: Proposal) -> str:
    """The file with a proposal applied, which must have been made for this text.

    Raises `ValueError` with the reason if the front matter cannot be extended.
    """
    front_matter = read_front_matter(text, "")
    longer = with_values(text, proposal.values)
    start = body_start(longer, front_matter)
    drop = {start + number for number in proposal.drop}
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = file_lines(longer.removeprefix(mark))
    return mark + "".join(line for number, line in enumerate(lines) if number not in drop)


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """The file with new keys in its front matter; raises `ValueError` if it cannot take them."""
    return splice(text, dict(_changes(read_front_matter(text, "").values, values)))


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any], above: Keys = ()
) -> Iterator[tuple[str | Keys, object]]:
    """The values to set, by keys; those of a mapping that is there are added to it."""
    for key, value in new.items():
        inner = old.get(key)
        if isinstance(value, Mapping) and isinstance(inner, Mapping):
            yield from _changes(inner, value, (*above, key))
        else:
            yield (*above, key), value

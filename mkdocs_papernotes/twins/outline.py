"""The outlines of two versions of a note, and which of their headings belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.markup.anchors import WrittenHeading, headings
from mkdocs_papernotes.markup.heading import plain_text
from mkdocs_papernotes.markup.prose import Span


@dataclass(frozen=True, eq=False)
class Section:
    """A heading with the text below it, up to the next heading of any level."""

    heading: WrittenHeading | None
    """`None` for the whole text."""
    span: Span
    """Where its own text is, with the heading."""
    children: tuple[Section, ...] = ()
    """The sections one level below."""

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def words(self) -> str:
        """The heading as plain text."""
        return plain_text(self.heading.text) if self.heading else ""

    def walk(self) -> Iterator[Section]:
        """It and all sections below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(text: str, shown: str = "") -> Section:
    """The sections of a Markdown text; `shown` is its prose, if it is known.

    An H1 that is the first heading is the title of the text, and none of its sections.
    """
    found = [*headings(text, shown)]
    if found and found[0].level == 1:
        del found[0]
    ends = [*(heading.start for heading in found), len(text)]
    below, _ = _children(found, ends, 0, 0)
    return Section(None, (0, ends[0]), below)


def _children(
    found: Sequence[WrittenHeading], ends: Sequence[int], at: int, level: int
) -> tuple[tuple[Section, ...], int]:
    """The sections below a level from the heading `at` on, and the number of the next heading."""
    children = []
    while at < len(found) and found[at].level > level:
        heading, span = found[at], (ends[at], ends[at + 1])
        below, at = _children(found, ends, at + 1, heading.level)
        children.append(Section(heading, span, below))
    return tuple(children), at


def matched(one: Section, other: Section) -> Mapping[Section, Section]:
    """The sections of an outline, each with its counterpart in another one, as far as they agree.

    Headings with the same `{#id}`, or with the same words, belong together. Of all others, those do
    whose parents belong together and have as many sections in both outlines, and which have the
    same place among them and the same level. The script for links between translations has the
    same rule, with the ids of the headings on the page.
    """
    found = {one: other, **_by_name(one, other)}
    taken = {*found.values()}
    for section in one.walk():
        there = found.get(section)
        if there is None or len(there.children) != len(section.children):
            continue
        for child, counterpart in zip(section.children, there.children, strict=True):
            if child.level == counterpart.level and child not in found and counterpart not in taken:
                found[child] = counterpart
                taken.add(counterpart)
    return found


def _by_name(one: Section, other: Section) -> dict[Section, Section]:
    """The sections that have the same name, which no other section has."""
    here, there = _named(one), _named(other)
    return {here[name]: there[name] for name in here if name in there}


def _named(root: Section) -> dict[str, Section]:
    names = [(_name(section), section) for section in root.walk()]
    counts = Counter(name for name, _ in names)
    return {name: section for name, section in names if name and counts[name] == 1}


def _name(section: Section) -> str:
    """The id that a heading has of its author, or its words, which the page makes an id of."""
    if section.heading and section.heading.id:
        return f"#{section.heading.id}"
    return section.words.casefold()

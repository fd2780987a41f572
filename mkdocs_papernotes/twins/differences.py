"""What two versions of a note say differently, section by section.

Precise rather than eager: what one version leaves out is told apart from what the two contradict
each other in, and words for numbers, which nobody has to repeat in digits, are never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.twins.compared_numbers import different_numbers
from mkdocs_papernotes.twins.compared_parts import different_parts
from mkdocs_papernotes.twins.outline import Section, matched
from mkdocs_papernotes.twins.parts import Kind, Twin
from mkdocs_papernotes.twins.passage import Passage


@dataclass(frozen=True)
class Place:
    """Something in one of the versions."""

    written: str
    line: int
    """Of the file, counted from 1."""
    start: int
    """Where it begins in the text below the front matter."""
    end: int


@dataclass(frozen=True)
class Difference:
    """What one version has, and what the other has instead; `None` if it has nothing."""

    kind: Kind
    one: Place | None
    other: Place | None

    @property
    def is_contradiction(self) -> bool:
        """Whether both say something. If not, one of them has more than the other."""
        return self.one is not None and self.other is not None


@dataclass(frozen=True, eq=False)
class SectionPair:
    """Sections that belong together, with those below them that have no counterpart."""

    one: Section
    other: Section
    spans: tuple[Span, ...]
    """Where the text of the first is."""
    other_spans: tuple[Span, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two versions of a note, section beside section."""

    pairs: tuple[SectionPair, ...]
    """In the order of the first version; the first pair is what is above all sections."""
    unmatched: tuple[Difference, ...]
    """Headings that have no counterpart."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All of them, in the order of the first version."""
        return (*(each for pair in self.pairs for each in pair.differences), *self.unmatched)


def compared(one: Twin, other: Twin) -> Comparison:
    """Two versions of a note, with all that they say differently."""
    found = matched(one.outline, other.outline)
    alone = [section for section in one.outline.walk() if section not in found]
    counterparts = {*found.values()}
    alone_there = [section for section in other.outline.walk() if section not in counterparts]
    unmatched = (
        *(Difference("outline", _heading(one, section), None) for section in alone),
        *(Difference("outline", None, _heading(other, section)) for section in alone_there),
    )
    pairs = []
    for section in one.outline.walk():
        if section in found:
            there = found[section]
            spans = (*_spans(section, {*alone}),), (*_spans(there, {*alone_there}),)
            differences = (*_differences(one, other, *spans),)
            pairs.append(SectionPair(section, there, *spans, differences))
    return Comparison((*pairs,), unmatched)


def _spans(section: Section, alone: set[Section]) -> Iterator[Span]:
    """Where a section is, with the sections directly below it that have no counterpart."""
    yield section.span
    for child in section.children:
        if child in alone:
            yield from _spans(child, alone)


def _heading(twin: Twin, section: Section) -> Place:
    assert section.heading is not None
    start = section.heading.start
    end = twin.text.find("\n", start)
    end = len(twin.text) if end < 0 else end
    return Place(section.words, twin.line(start), start, end)


def _differences(
    one: Twin, other: Twin, spans: Sequence[Span], other_spans: Sequence[Span]
) -> Iterator[Difference]:
    passages = Passage.of(one, spans), Passage.of(other, other_spans)
    numbers: Kind = "number"
    found = [(numbers, pair) for pair in different_numbers(*passages)]
    found += different_parts(*passages)
    for kind, (here, there) in sorted(found, key=_order):
        yield Difference(kind, _place(one, here, kind), _place(other, there, kind))


def _order(difference: tuple[Kind, tuple[Span | None, Span | None]]) -> tuple[int, int]:
    one, other = difference[1]
    return (one or other or (0, 0))[0], (other or (0, 0))[0]


def _place(twin: Twin, span: Span | None, kind: Kind) -> Place | None:
    if span is None:
        return None
    written = twin.text[slice(*span)]
    if kind == "code":  # without its fences
        written = "\n".join(written.split("\n")[1:-1])
    return Place(" ".join(written.split()), twin.line(span[0]), *span)


def contradictions(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Those in which both versions say something."""
    return (each for each in differences if each.is_contradiction)

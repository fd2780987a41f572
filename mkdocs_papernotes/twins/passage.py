"""A part of a note that is compared with its counterpart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.twins.blocks import Block
from mkdocs_papernotes.twins.numbers import Number
from mkdocs_papernotes.twins.parts import Kind, Part, Twin, is_among, is_within


@dataclass(frozen=True, eq=False)
class Passage:
    """What is in the sections of a version that belong together."""

    twin: Twin
    parts: Sequence[Part]
    numbers: Sequence[Number]
    blocks: Sequence[Block]
    spans: Sequence[Span]

    @classmethod
    def of(cls, twin: Twin, spans: Sequence[Span]) -> Passage:
        """What is within some spans of the text of a version."""
        parts, numbers = twin.between(spans)
        blocks = [
            block
            for block in twin.blocks
            if any(start <= block.start < end for start, end in spans)
        ]
        return cls(twin, parts, numbers, blocks, spans)

    @property
    def loud(self) -> Sequence[Number]:
        """The numbers that the other version should have, too."""
        return [number for number in self.numbers if not number.quiet]

    def has(self, number: Number) -> bool:
        """Whether it has a number, in digits or in words."""
        if is_among(number, self.numbers):
            return True
        words = self.twin.number_words
        return is_among(number, (word for word in words if is_within(word.start, self.spans)))

    def of_kind(self, kind: Kind) -> list[Part]:
        return [part for part in self.parts if part.kind == kind]

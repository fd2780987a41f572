"""A part of a note that is compared with its counterpart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.twins.blocks import Block
from mkdocs_papernotes.twins.numbers import Number
from mkdocs_papernotes.twins.parts import Kind, Part, Twin


@dataclass(frozen=True, eq=False)
class Passage:
    """What is in the sections of a version that belong together."""

    twin: Twin
    parts: Sequence[Part]
    numbers: Sequence[Number]
    blocks: Sequence[Block]

    @classmethod
    def of(cls, twin: Twin, spans: Sequence[Span]) -> Passage:
        """What is within some spans of the text of a version."""
        parts, numbers = twin.between(spans)
        blocks = [
            block
            for block in twin.blocks
            if any(start <= block.start < end for start, end in spans)
        ]
        return cls(twin, parts, numbers, blocks)

    @property
    def loud(self) -> Sequence[Number]:
        """The numbers that the other version should have, too."""
        return [number for number in self.numbers if not number.quiet]

    def of_kind(self, kind: Kind) -> list[Part]:
        return [part for part in self.parts if part.kind == kind]

    def numbers_in(self, block: Block) -> Iterator[Number]:
        return (each for each in self.loud if block.start <= each.start < block.end)

"""A construct of an old generator as it was found in a text."""

from __future__ import annotations

from dataclasses import dataclass

DEEPEST = 12
"""Blocks within blocks; what is deeper is left as it is."""


@dataclass(frozen=True)
class Tag:
    """A tag, a shortcode, an expression or an element. Places are those in the text."""

    name: str
    """`note`; `{{` and `{#` for expressions and comments, `<div` and `<details` for elements, `:::`
    for containers."""
    rest: str
    """What follows the name up to the end of the opening tag."""
    first: int
    """Where the opening tag begins."""
    opened: int
    """Where it ends."""
    closed: int
    """Where the closing tag begins; for a tag without one the same as `opened`."""
    last: int
    """Where all of it ends."""
    children: tuple[Tag, ...] = ()

    @property
    def has_body(self) -> bool:
        """Whether there is a closing tag."""
        return self.last > self.closed

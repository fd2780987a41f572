"""The picture that stands for a note where it is shared."""

from __future__ import annotations

from dataclasses import dataclass

_WIDE = 4 / 3
"""From this ratio on, a picture loses less above a text (2:1) than beside it (1:1)."""


@dataclass(frozen=True)
class Picture:
    """A picture by its full address; its size in pixels is 0 where it is unknown."""

    url: str
    width: int = 0
    height: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether it is shown above a text, and not as a small square beside it."""
        return bool(self.height) and self.width / self.height >= _WIDE

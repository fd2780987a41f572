"""What was read from a piece of a handwritten header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Values = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Reading:
    """The values of a piece of a line, by dotted front matter key, and its remaining words."""

    values: Values = ()
    rest: str = ""
    """Words that are in none of the values."""
    reason: str = ""
    """Why there are no values, or why they are not all."""
    says_nothing: bool = False
    """Whether the piece only states that there is no value, as in `代码：没找到`."""
    cites: bool = False
    """Whether the piece cites the paper instead of giving its title: `Chu et al., 2026`."""

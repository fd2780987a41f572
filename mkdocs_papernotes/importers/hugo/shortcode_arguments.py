"""The arguments of a shortcode: `name="value"`, or values by their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w.-]{1,60})=[ \t\n]{0,9})?
        (?:\\?"(?P<quoted>(?:[^"\\]|\\.)*)"|`(?P<raw>[^`]*)`|(?P<word>[^\s"`]+))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r'\\(["\\])')


@dataclass(frozen=True)
class Arguments:
    """The arguments of one shortcode."""

    named: dict[str, str] = field(default_factory=dict)
    """By names in lower case."""
    positional: list[str] = field(default_factory=list)

    def get(self, *names: str) -> str:
        """The first that is not empty of those with some names; else an empty text."""
        return next((each for name in names if (each := self.named.get(name.lower(), ""))), "")

    def at(self, place: int) -> str:
        """The one at a place, from 0; empty if there are fewer."""
        return self.positional[place] if place < len(self.positional) else ""

    def either(self, place: int, *names: str) -> str:
        """One by its name, else by its place."""
        return self.get(*names) or self.at(place)

    def flag(self, *names: str) -> bool | None:
        """Whether one is true or false; `None` if it is missing."""
        text = self.get(*names).lower()
        return None if not text else text in {"true", "1", "yes", "on", "open"}


def arguments_of(text: str) -> Arguments:
    """The arguments in what follows the name of a shortcode."""
    named: dict[str, str] = {}
    positional: list[str] = []
    for match in _ARGUMENT.finditer(text):
        value = match["word"] or match["raw"] or ""
        if match["quoted"] is not None:
            value = _ESCAPE.sub(r"\1", match["quoted"])
        if match["name"]:
            named.setdefault(match["name"].lower(), value)
        else:
            positional.append(value)
    return Arguments(named, positional)

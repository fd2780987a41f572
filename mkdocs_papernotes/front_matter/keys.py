"""Tables of keys: what may be written in front matter, and what it means.

What reads front matter, suggests keys for misspelt ones, describes them in the guide and checks
drafts in an editor (the JSON Schema) follows these tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mkdocs_papernotes.text import nearest

_ALIKE = 0.65
"""So that two letters may be swapped in a word of three."""

Type = Literal[
    "text",  # on one line; a number or a date counts as it was typed
    "paragraphs",  # a text of which the blank lines are kept
    "texts",  # a list of texts, or one text
    "flag",  # true or false
    "moment",  # a day, perhaps with a time
    "date",  # a year, a month or a day
    "choice",  # one of the key's `choices`
    "link",  # an address on the web, or the path of a file of the site
    "mapping",  # a mapping of the key's `keys`
    "entry",  # the same, or a text that stands for it
    "entries",  # a list of entries, or one entry
    "any",  # whatever another tool reads
]


@dataclass(frozen=True)
class Key:
    """A key of front matter."""

    name: str
    type: Type
    meaning: str
    """A phrase in English, with code between backquotes; the guide's tables say the same."""
    aliases: tuple[str, ...] = ()
    """Other names of the key. Which of several counts is up to what reads it."""
    meant: tuple[str, ...] = ()
    """What other formats call it; it is suggested for these names, which are not read."""
    choices: tuple[str | int, ...] = ()
    """All the values that a `choice` may have."""
    pattern: str = ""
    """A regular expression for text, as JSON Schema has them (ECMA-262)."""
    keys: Table | None = None
    """The keys of a mapping, of an entry, or of each of several entries."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Table:
    """The keys of one kind of mapping."""

    keys: tuple[Key, ...] = ()
    any: Key | None = None
    """What the names are that are made up by the author, such as short names of people."""
    ignored: tuple[str, ...] = field(default=(), kw_only=True)
    """Names that other tools read; nothing is said of them."""
    open: bool = field(default=False, kw_only=True)
    """Whether other tools read any names whatever, so that an unknown one is no mistake."""

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def __contains__(self, name: object) -> bool:
        """Whether a key or one of its aliases has that name."""
        return name in self._by_name

    def __getitem__(self, name: str) -> Key:
        """The key of that name; raises `KeyError` where a mapping cannot have it."""
        if self.any is not None:
            return self._by_name.get(name, self.any)
        return self._by_name[name]

    def accepts(self, name: str) -> bool:
        """Whether the name may stand in such a mapping."""
        known = name in self or name in self.ignored
        return known or self.open or self.any is not None

    def suggestion(self, name: str) -> str:
        """The key that was probably meant by an unknown name; empty where none is like it."""
        meant = next((key.name for key in self.keys if name.lower() in key.meant), "")
        return meant or nearest(name, self._by_name, _ALIKE)

    @cached_property
    def _by_name(self) -> dict[str, Key]:
        return {name: key for key in self.keys for name in key.names}

"""Tables of keys: their names, types and meanings.

The reader, the suggestions for misspelt keys and the JSON Schema are driven by these tables, and
the guide is checked against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mkdocs_papernotes.text import nearest

_ALIKE = 0.65
"""Low enough for a word of three letters with two of them swapped."""

Type = Literal[
    "text",  # on one line; a number or a date is taken as it was typed
    "paragraphs",  # a text that keeps its blank lines
    "texts",  # a list of texts, or one text
    "text or false",
    "flag",  # true or false
    "flag or moment",
    "flag or mapping",  # true, false or a mapping of the key's `keys`
    "moment",  # a day, perhaps with a time
    "date",  # a year, a month or a day
    "choice",  # one of the key's `choices`
    "link",  # an address on the web, or the path of a file of the site
    "mapping",  # a mapping of the key's `keys`
    "entry",  # such a mapping, or a text that stands for it
    "entries",  # a list of entries, or one entry
    "any",  # whatever another tool reads
]


@dataclass(frozen=True)
class Key:
    """A key of front matter."""

    name: str
    type: Type
    meaning: str
    """A phrase in English with code in backquotes, the same as in the guide's tables."""
    aliases: tuple[str, ...] = ()
    """Other names of the key. The reader decides which of several is used."""
    meant: tuple[str, ...] = ()
    """Names in other formats. They are not read, but this key is suggested for them."""
    choices: tuple[str | int, ...] = ()
    """All the values that a `choice` may have."""
    pattern: str = ""
    """A regular expression (ECMA-262) for the text, for the JSON Schema."""
    keys: Table | None = None
    """The keys of a mapping, of an entry, or of each of several entries."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Table:
    """The keys of one kind of mapping."""

    keys: tuple[Key, ...] = ()
    any: Key | None = None
    """The type of keys whose names the author makes up, such as short names of people."""
    ignored: tuple[str, ...] = field(default=(), kw_only=True)
    """Keys of other tools: they are accepted and not read."""
    open: bool = field(default=False, kw_only=True)
    """Whether unknown keys are accepted, because other tools may read them."""

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys)

    def __contains__(self, name: object) -> bool:
        """Whether `name` is a key of the table or an alias."""
        return name in self._by_name

    def __getitem__(self, name: str) -> Key:
        """The key with that name or alias; raises `KeyError` if there is none."""
        if self.any is not None:
            return self._by_name.get(name, self.any)
        return self._by_name[name]

    def names(self, name: str) -> tuple[str, ...]:
        """The names under which a key is read: its own and its aliases, or the alias given."""
        if name not in self._names:
            key = self[name]
            self._names[name] = key.names if key.name == name else (name,)
        return self._names[name]

    def accepts(self, name: str) -> bool:
        """Whether a mapping may have a key `name`."""
        known = name in self or name in self.ignored
        return known or self.open or self.any is not None

    def suggestion(self, name: str) -> str:
        """The key that was probably meant by an unknown name; empty if none is similar."""
        meant = next((key.name for key in self.keys if name.lower() in key.meant), "")
        return meant or nearest(name, self._by_name, _ALIKE)

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _by_name(self) -> dict[str, Key]:
        return {name: key for key in self.keys for name in key.names}

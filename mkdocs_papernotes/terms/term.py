"""A term: what all notes that carry it have in common, with a name for each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from mkdocs_papernotes.languages.tags import best_match

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Term:
    """A term of one kind. Names and slugs are by language; the language `""` is any."""

    kind: str
    """The name of its kind, such as `tags`."""
    key: str
    """Unique in its kind: the key in the author's table, or the folded spelling."""
    names: Mapping[str, str]
    slugs: Mapping[str, str]
    """The last part of the address, unique in its kind and language."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    """Markdown."""
    spellings: tuple[str, ...] = ()
    """As notes spell it, the most frequent one first."""
    is_mapped: bool = False
    """Whether the author's table has it."""

    def name(self, language: str) -> str:
        """The name for readers of a language; one in another language if it has none there."""
        found = of_language(self.names, language)
        return found or next(iter(self.names.values()), "") or self.key

    def language_of_name(self, language: str) -> str:
        """The language of `name(language)`; empty if it is not known, as with names of people."""
        if of_language(self.names, language) or "" in self.names:
            return language if "" not in self.names else ""
        return next(iter(self.names), "")

    def slug(self, language: str) -> str:
        return of_language(self.slugs, language) or self.key

    def description(self, language: str) -> str:
        """Its description in a language, as Markdown; empty if it has none there."""
        return of_language(self.descriptions, language) or ""


def of_language(values: Mapping[str, str], language: str) -> str:
    """The value for a language, or for the one that is nearest to it, or for any; else empty."""
    if language in values:
        return values[language]
    named = [name for name in values if name]
    near = best_match(language, named) if named else None
    return values.get(near or "") or values.get("", "")

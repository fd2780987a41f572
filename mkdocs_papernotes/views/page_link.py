"""A link to a page in another language, or to a neighbour in the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageLink:
    """A link, and the language of the page that it leads to."""

    language: str
    text: str
    href: str

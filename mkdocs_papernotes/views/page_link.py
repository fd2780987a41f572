"""Links from a page to other pages of the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageLink:
    """A link to another page."""

    language: str
    """The language of the page that it leads to."""
    text: str
    href: str
    """Relative to the page that shows the link."""

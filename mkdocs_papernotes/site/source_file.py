"""The source files of a site, before they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""How the names of files end that MkDocs takes for Markdown; plugins make pages of other files."""


@dataclass(frozen=True)
class SourceFile:
    """A file in the docs folder, or one that another plugin adds to the site."""

    path: str
    """Path below the docs folder, with forward slashes."""
    read: Callable[[], bytes]
    """Returns the content as bytes; called for pages only."""
    is_page: bool = True
    """Whether it is a Markdown file that becomes a page."""
    is_included: bool = True
    """Whether this build publishes it."""
    is_draft: bool = False
    """Whether only a preview includes it."""
    is_generated: bool = False
    """Whether another plugin added it, so that it is not in the docs folder."""
    url: str = ""
    """The address that MkDocs gives it; empty for the usual address of its path."""

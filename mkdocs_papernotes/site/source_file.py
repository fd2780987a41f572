"""The source files of a site, before anything is known of what is in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class SourceFile:
    """A file below the docs folder, or one that another program adds there."""

    path: str
    """Path below the docs folder, with forward slashes."""
    read: Callable[[], bytes]
    """Its bytes; read for pages only."""
    is_page: bool = True
    """Whether it is Markdown that becomes a page."""
    is_included: bool = True
    """Whether this build publishes it."""
    is_generated: bool = False
    """Whether it is not in the docs folder, but was added by another program."""
    url: str = ""
    """The address that the program that builds the site gives it; empty for the usual one."""

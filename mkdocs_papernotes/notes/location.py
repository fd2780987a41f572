"""The location of a page: its file, its language and its address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Location:
    """The file of a page, its language, and its address in that language's build."""

    source: str
    """Path of the file below the docs folder."""
    language: str
    """Language tag, as the author wrote it."""
    path: str
    """Path without language and extension, `notes/2026/specguard`; empty for the home page."""
    url: str
    """Address below the site's root, percent-encoded; `./` for the root itself."""

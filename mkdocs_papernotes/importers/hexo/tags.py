"""Tags of Hexo; not yet."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.old_site import OldPage


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Leave all as it is."""


def split_languages(text: str) -> Mapping[str, str]:
    """Nothing."""
    return {}

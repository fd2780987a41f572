"""What is particular to the Markdown of Jekyll: kramdown and Liquid."""

from __future__ import annotations

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.old_site import OldPage


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Rewrite it in the Markdown of the new site."""

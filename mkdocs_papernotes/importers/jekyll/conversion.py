"""What is particular to the Markdown of Jekyll: Liquid, which comes first there, and kramdown."""

from __future__ import annotations

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.jekyll.kramdown import convert_kramdown
from mkdocs_papernotes.importers.jekyll.liquid import convert_liquid
from mkdocs_papernotes.importers.old_site import OldPage


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Rewrite it in the Markdown of the new site."""
    convert_liquid(body, page, places, tell)
    convert_kramdown(body, tell)

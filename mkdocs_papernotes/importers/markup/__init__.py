"""What the texts of all generators have in common: Markdown, made what the new site reads."""

from __future__ import annotations

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.code import comments
from mkdocs_papernotes.importers.generator import Anchors, Places, Tell
from mkdocs_papernotes.importers.markup.addresses import Addresses
from mkdocs_papernotes.importers.markup.anchors import changed_anchors
from mkdocs_papernotes.importers.markup.containers import convert_containers, drop_contents
from mkdocs_papernotes.importers.markup.formulas import (
    FormulaRules,
    convert_formulas,
    keep_formulas,
)
from mkdocs_papernotes.importers.markup.layout import lay_out
from mkdocs_papernotes.importers.markup.links import convert_links
from mkdocs_papernotes.importers.markup.tags import convert_tags
from mkdocs_papernotes.importers.old_site import OldPage

__all__ = ["convert_markdown"]


def convert_markdown(
    body: Body,
    page: OldPage,
    places: Places,
    tell: Tell,
    *,
    anchors: Anchors = "github",
    is_markdown_of_mkdocs: bool = False,
) -> frozenset[str]:
    """Rewrite what every Markdown has; what is particular to a generator came before.

    The keywords are those of the generator. Returns the Markdown extensions that the text needs
    beside those of every new site.
    """
    text = body.text
    body.replace((a, b, body.keep(text[a:b])) for a, b in comments(text))
    changed = changed_anchors(body, anchors, tell)
    if is_markdown_of_mkdocs:
        keep_formulas(body)
    else:
        drop_contents(body)
        convert_containers(body, tell)
        are_escaped = anchors == "hexo" and not page.has_plain_formulas
        convert_formulas(body, FormulaRules(are_escaped, inline_dollars=anchors == "kramdown"))
    addresses = Addresses(places, tell, changed)
    convert_links(body, addresses)
    convert_tags(body, addresses, tell)
    return frozenset() if is_markdown_of_mkdocs else lay_out(body)

"""Content tabs, put below each other where they cannot be switched."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from mkdocs_papernotes.markup.fragment import classes, drop_keeping_tail, text_of
from mkdocs_papernotes.text import joined


def put_below_each_other(tabs: HtmlElement) -> None:
    """Put the label of each tab as a title into its block, in both styles of `pymdownx.tabbed`."""
    rows = [row for row in tabs.iterchildren("div") if "tabbed-labels" in classes(row)]
    contents = [part for part in tabs.iterchildren("div") if "tabbed-content" in classes(part)]
    labels = [label for parent in (rows or [tabs]) for label in parent.iterchildren("label")]
    blocks = contents
    if rows:
        blocks = [block for part in contents for block in part.iterchildren("div")]
    for label, block in zip(labels, blocks, strict=False):
        if name := joined(text_of(label).split("\n")):
            title = etree.SubElement(block, "p")
            etree.SubElement(title, "strong").text = name
            title.tail, block.text = block.text, None
            block.insert(0, title)
    for element in rows or labels:
        drop_keeping_tail(element)
    for element in (tabs, *contents, *blocks):
        element.attrib.pop("class", None)

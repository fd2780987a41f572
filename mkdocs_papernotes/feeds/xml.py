"""Elements of XML, written by lxml.

It escapes what it is given and refuses what XML cannot hold, which is removed here. The packages
that write whole feeds know no language of an entry, and take the time for what is not stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lxml import etree

from mkdocs_papernotes.text import writable

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM = "http://www.w3.org/2005/Atom"


def add(
    parent: etree._Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> etree._Element:
    """Add an element with a text to `parent`; attributes without a value are left out."""
    element = etree.SubElement(parent, tag)
    element.text = writable(text) or None
    for name, value in (attributes or {}).items():
        if value:
            element.set(name, writable(value))
    return element


def document(root: etree._Element, stylesheet: str) -> str:
    """The text of an XML file; `stylesheet` is the address of one in CSS, or empty."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    if stylesheet:
        lines.append(f'<?xml-stylesheet type="text/css" href="{escape(stylesheet)}"?>')
    return "\n".join([*lines, etree.tostring(root, encoding="unicode", pretty_print=True)])

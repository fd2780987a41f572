"""Which elements are blocks, and which of them are not divided."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NAMES = """
address article aside blockquote body caption center dd details div dl dt figcaption figure footer
header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset((*_NAMES.split(), *HEADINGS))

_WHOLE = re.compile(r"(?:^|\s)(?:arithmatex|highlight|highlighttable|mermaid)(?:\s|$)")
_WHOLE_TAGS = """
audio canvas code figure iframe img input kbd math picture pre ruby samp select svg table var video
"""
_WHOLE_NAMES = frozenset(_WHOLE_TAGS.split())


def is_block(element: HtmlElement) -> bool:
    """Whether an element stands on lines of its own."""
    return element.tag in BLOCKS


def is_whole(element: HtmlElement) -> bool:
    """Whether an element makes sense only as a whole: formulas, code, tables, pictures."""
    return element.tag in _WHOLE_NAMES or bool(_WHOLE.search(element.get("class") or ""))

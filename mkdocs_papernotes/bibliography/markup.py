"""Texts of bibliographies as plain text: without HTML, JATS and control characters, on one line."""

from __future__ import annotations

import html
import re

from mkdocs_papernotes.text import one_line

_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*"""
_INLINE = re.compile(
    rf"""</?(?:i|b|u|em|strong|sub|sup|sc|scp|span|tt|code|a|italic|bold|monospace
        |(?:jats|mml):[\w-]+){_ATTRIBUTES}/?>""",
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK = re.compile(
    rf"</?(?:jats:)?(?:p|br|div|sec|title|list|list-item|ul|ol|li|h\d){_ATTRIBUTES}/?>",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<(jats:)?title>\s*Abstract\s*</(jats:)?title>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]\w*|#\d+|#[xX][0-9A-Fa-f]+);")


def plain(text: str) -> str:
    """The text on one line, without tags and with entities decoded.

    Crossref has JATS in abstracts and HTML in titles; CSL-JSON allows HTML in both
    (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). Only the tags of
    these formats are removed: `a < b` and `vector<int>` stay.
    """
    if "<" in text:
        text = _INLINE.sub("", _BLOCK.sub("\n", _HEADING.sub("", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return one_line(text)

"""The end of a Chinese title, which is not to leave a single character for the last line.

Browsers do not see to that: `text-wrap: pretty` has no effect on Chinese in Chromium, and `balance`
breaks inside words.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_END = (
    r"(?<=[^<>\s]{4})([\u4e00-\u9fff]{3}[\u4e00-\u9fff？！。…”》）])"
    r"(?=\s*(?:<a class=\"headerlink\"[^<>]*>[^<>]*</a>)?\s*(?:</h1>)?\s*$)"
)
"""Compiled where it is needed: Python 3.11 takes a step for each Chinese character in it."""


def keep_end(html: str) -> str:
    """The HTML of a title, or of its H1, with its last four characters on one line."""
    return html if html.isascii() else re.sub(_END, r'<span class="pn-keep">\1</span>', html)


def kept_end(title: object) -> Markup:
    """The filter `kept_end` of templates: a title as HTML."""
    return Markup(keep_end(str(escape(title))))

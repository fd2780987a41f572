"""The page that servers show where there is none: in the default language, with the others."""

from __future__ import annotations

import re

_THEMES_OWN = re.compile(r"(<h1[^>]*>)404 - Not found(</h1>)")
"""Material's heading, which it does not translate."""
_MESSAGE = re.compile(r"<h1[^>]*>.*?</h1>(?:\s*<p[^>]*>.*?</p>)?", re.DOTALL)


def rewrite_not_found(html: str, heading: str, links: str) -> str:
    """Translate the heading of the theme, and add links below its message; both are HTML."""
    html = _THEMES_OWN.sub(lambda match: f"{match[1]}{heading}{match[2]}", html, count=1)
    return _MESSAGE.sub(lambda match: f"{match[0]}\n{links}", html, count=1) if links else html

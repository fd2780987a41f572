"""The heading that opens a rendered page."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"<h1\b.*?</h1>", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"(?:\s|<!--.*?-->)*<h1\b.*?</h1>", re.DOTALL | re.IGNORECASE)


def split_after_heading(html: str, *, anywhere: bool = False) -> tuple[str, str]:
    """Split a page after the H1 that opens it; without one, the first part is empty.

    With `anywhere`, split after the first H1, whatever comes before it.
    """
    match = _ANYWHERE.search(html) if anywhere else _OPENING.match(html)
    return (html[: match.end()], html[match.end() :]) if match else ("", html)

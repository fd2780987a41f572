"""The heading that opens a rendered page."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"<h1\b.*?</h1>", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"(?:\s|<!--.*?-->)*<h1\b.*?</h1>", re.DOTALL | re.IGNORECASE)


def split_after_heading(html: str, *, anywhere: bool = False) -> tuple[str, str]:
    """A page up to its opening H1, and what follows; the first part is empty without one.

    With `anywhere` the first H1 of the page serves, whatever stands before it.
    """
    match = _ANYWHERE.search(html) if anywhere else _OPENING.match(html)
    return (html[: match.end()], html[match.end() :]) if match else ("", html)

"""What opens a page: comments, and the heading of a rendered one."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"<h1\b", re.IGNORECASE)
_OPENING = re.compile(r"\s*<h1\b", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--")
_END = re.compile(r"</h1>", re.IGNORECASE)


def split_after_heading(html: str, *, anywhere: bool = False) -> tuple[str, str]:
    """Split a page after the H1 that opens it; without one, the first part is empty.

    With `anywhere`, split after the first H1, whatever comes before it.
    """
    start = _ANYWHERE.search(html) if anywhere else _OPENING.match(html, end_of_comments(html))
    end = _END.search(html, start.end()) if start else None
    return (html[: end.end()], html[end.end() :]) if end else ("", html)


def end_of_comments(text: str) -> int:
    """Where the last of the comments ends that open a text; 0 if there is none."""
    end = 0
    while (comment := _COMMENT.match(text, end)) and (last := text.find("-->", comment.end())) >= 0:
        end = last + len("-->")
    return end

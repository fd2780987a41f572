"""What opens a page: comments, and the heading of a rendered one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_TAG = re.compile(r"<!--|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9])[^<>]*>")
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "p", "source",
    "track", "wbr",
}  # fmt: skip
"""Elements without an end tag; that of a paragraph may be left out."""
_ANYWHERE = re.compile(r"<h1\b", re.IGNORECASE)
_OPENING = re.compile(r"\s*<h1\b", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--")
_END = re.compile(r"</h1>", re.IGNORECASE)


def split_after_heading(html: str, *, anywhere: bool = False) -> tuple[str, str]:
    """Split a page after the H1 that opens it; without one, the first part is empty.

    With `anywhere`, split after the first H1, whatever comes before it, and after the elements that
    it is in.
    """
    if not anywhere:
        opening = _OPENING.match(html, end_of_comments(html))
        end = _END.search(html, opening.end()) if opening else None
        return (html[: end.end()], html[end.end() :]) if end else ("", html)
    end_of_block = _end_of_block(html)
    return html[:end_of_block], html[end_of_block:]


def lift_heading(html: str) -> tuple[str, str]:
    """The first H1 of a page, and the page without it; empty and the page if there is none."""
    start = _ANYWHERE.search(html)
    end = _END.search(html, start.end()) if start else None
    if start is None or end is None:
        return "", html
    return html[start.start() : end.end()], html[: start.start()] + html[end.end() :]


def _end_of_block(html: str) -> int:
    """Where the outermost element ends that the first H1 is in, or is; 0 without an H1."""
    open_elements: list[str] = []
    is_open: Counter[str] = Counter()
    is_past = False
    for tag in _tags(html):
        name = tag["name"].lower()
        if not tag["end"]:
            open_elements.append(name)
            is_open[name] += 1
        elif is_open[name]:
            is_past = is_past or name == "h1"
            closed = ""
            while closed != name:
                closed = open_elements.pop()
                is_open[closed] -= 1
            if is_past and not open_elements:
                return tag.end()
    return 0


def _tags(html: str) -> Iterator[re.Match[str]]:
    """The tags outside of comments, except those that have no end."""
    position = 0
    while tag := _TAG.search(html, position):
        position = tag.end()
        if tag["name"] is None:
            end = html.find("-->", position)
            position = len(html) if end < 0 else end
        elif tag["name"].lower() not in _VOID:
            yield tag


def end_of_comments(text: str) -> int:
    """Where the last of the comments ends that open a text; 0 if there is none."""
    end = 0
    while (comment := _COMMENT.match(text, end)) and (last := text.find("-->", comment.end())) >= 0:
        end = last + len("-->")
    return end

"""The mark where the excerpt of a post ends, on a line of its own."""

from __future__ import annotations

import re

from mkdocs_papernotes.importers.body import Body

MARKER = "<!-- more -->"
_COMMENT = re.compile(r"<!-- ?more ?-->", re.IGNORECASE)
"""As Hexo looks for it
(https://github.com/hexojs/hexo/blob/master/lib/plugins/filter/after_post_render/excerpt.ts)."""
_ANCHOR = re.compile(r"<(?P<name>a|span) id=[\"']?more[\"']?></(?P=name)>", re.IGNORECASE)
"""What Hexo writes in its place, which is found in texts that were copied from a page."""
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)[ \t]*\Z")


def place_marker(body: Body) -> None:
    """Set the first mark on a line of its own; others, and one without text above, go."""
    marks = list(_COMMENT.finditer(body.text)) or list(_ANCHOR.finditer(body.text))[:1]
    if not marks:
        return
    text = body.text
    first, others = marks[0], marks[1:]
    change = (first.start(), first.end(), "")
    if text[: first.start()].strip(" \t\n>"):
        change = _on_its_own_line(text, first)
    rest = [(mark.start(), mark.end(), "") for mark in others if mark.start() >= change[1]]
    body.replace([change, *rest])


def _on_its_own_line(text: str, mark: re.Match[str]) -> tuple[int, int, str]:
    start = text.rfind("\n", 0, mark.start()) + 1
    end = text.find("\n", mark.end())
    end = len(text) if end < 0 else end
    before, after = text[start : mark.start()], text[mark.end() : end]
    if before.lstrip(" \t>").startswith("|") or _is_underlined(text, end, before):
        return mark.start(), mark.end(), MARKER
    lead = before[: len(before) - len(before.lstrip(" \t>"))]
    gap = f"\n{lead.rstrip()}\n{lead}"
    first, last = mark.start(), mark.end()
    above, below = _line(text, start - 1), _line(text, end + 1)
    if before.strip(" \t>"):
        first, opening = start + len(before.rstrip()), gap
    else:
        opening = f"{gap.lstrip(chr(10))}" if lead.strip() and above.strip(" \t>") else ""
        opening = f"\n{lead}" if not lead.strip() and above.strip() else opening
        first = start if opening else first
    if after.strip():
        last, closing = last + len(after) - len(after.lstrip()), gap
    else:
        last, closing = end, f"\n{lead.rstrip()}" if below.strip(" \t>") else ""
    return first, last, f"{opening}{MARKER}{closing}"


def _is_underlined(text: str, end: int, before: str) -> bool:
    """Whether a line is a heading because of the one below."""
    return bool(before.strip()) and bool(_UNDERLINE.match(_line(text, end + 1) or "x"))


def _line(text: str, place: int) -> str:
    """The line that a place lies on; empty outside the text."""
    if not 0 <= place < len(text):
        return ""
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]

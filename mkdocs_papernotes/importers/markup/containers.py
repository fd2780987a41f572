"""Containers of markdown-it and others, `::: note`, and marks for a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.text import one_line

_CONTENTS = re.compile(
    r"^[ \t]{0,3}(?:@?\[toc\]|@?\[\[_?toc_?\]\]|\{\{[ ]?toc[ ]?\}\}|\$\{toc\})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FENCE = re.compile(
    r"(?P<indent>[ \t]{0,3})(?P<colons>:{3,})[ \t]*(?:(?P<kind>[A-Za-z][\w-]*)(?P<rest>[^\n]*))?$"
)
_TITLE = re.compile(r"\[(?P<title>[^\[\]]*)\]|\{[^{}]*\}")
_KINDS = {
    "abstract": "abstract", "attention": "warning", "bug": "bug", "caution": "warning",
    "check": "success", "danger": "danger", "default": "note", "definition": "abstract",
    "details": "details", "error": "danger", "example": "example", "failure": "failure",
    "hide": "details", "hint": "tip", "important": "important", "info": "info", "note": "note",
    "primary": "info", "question": "question", "quote": "quote", "spoiler": "details",
    "success": "success", "summary": "abstract", "theorem": "abstract", "tip": "tip",
    "tldr": "abstract", "warning": "warning",
}  # fmt: skip
"""The kinds of boxes by the names of containers."""


def drop_contents(body: Body) -> None:
    """Take out marks for a table of contents: the theme shows one."""
    body.sub(_CONTENTS, lambda match, line: "")


def convert_containers(body: Body, tell: Tell) -> None:
    """Make boxes of containers; those of an unknown kind stay as they are."""
    if ":::" not in body.text:
        return
    lines = body.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    changes = []
    for first, last in _containers(lines, body, starts, tell):
        text = "\n".join(_boxed(lines[first : last + 1], body))
        changes.append((starts[first], starts[last + 1] - 1, text))
    body.replace(changes)


def _containers(
    lines: Sequence[str], body: Body, starts: Sequence[int], tell: Tell
) -> Iterator[tuple[int, int]]:
    """The first and the last line of each container that is in no other."""
    opened: list[tuple[int, int, bool]] = []
    for number, line in enumerate(lines):
        fence = _FENCE.match(line) if ":::" in line else None
        if fence is None:
            continue
        if fence["kind"]:
            is_known = fence["kind"].lower() in _KINDS
            if not is_known:
                tell("import-left", body.line_at(starts[number]), construct=one_line(line.strip()))
            opened.append((number, len(fence["colons"]), is_known))
        elif opened:
            first, _, is_known = opened.pop()
            if is_known and not any(known for *_, known in opened):
                yield first, number


def _boxed(lines: Sequence[str], body: Body) -> Iterator[str]:
    """The lines of a container as those of a box; as many as there were."""
    depth: list[str] = []
    for line in lines:
        prefix = "    " * sum(map(bool, depth))
        fence = _FENCE.match(line) if ":::" in line else None
        if fence is None:
            yield body.indented(line, prefix) if depth and line else line
        elif fence["kind"] and fence["kind"].lower() in _KINDS:
            yield prefix + _head(fence["kind"].lower(), fence["rest"])
            depth.append("box")
        elif fence["kind"]:
            depth.append("")
            yield prefix + line
        else:
            is_box = depth.pop() if depth else ""
            yield "" if is_box else prefix + line


def _head(kind: str, rest: str) -> str:
    """The line above a box, with its title."""
    titles = [match["title"] for match in _TITLE.finditer(rest) if match["title"]]
    title = " ".join([*titles, _TITLE.sub("", rest).strip()]).strip()
    mark, name = ("???", "note") if _KINDS[kind] == "details" else ("!!!", _KINDS[kind])
    shown = title.replace('"', "&quot;")
    return f'{mark} {name} "{shown}"' if shown else f"{mark} {name}"

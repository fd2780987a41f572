"""Lines of Markdown that go into or out of a block."""

from __future__ import annotations

import re

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.kept import KEPT

_INDENT = re.compile(r"[ \t]*(?=\S)")
_ABOVE = re.compile(r"(?:[ \t]*\n)+")
INDENT = "    "


def dedented(body: Body, text: str) -> str:
    """A text without the indentation that all its lines have, and without empty lines around it.

    As Hexo does it with the body of a tag
    (https://github.com/hexojs/hexo/blob/master/lib/extend/tag.ts, `trimBody`).
    """
    text = KEPT.sub(lambda token: _unless_fenced(body, token[0]), text)
    lines = [line for line in text.split("\n") if line.strip()]
    common = min((len(_indent(line)) for line in lines), default=0)
    text = shifted(body, text, common, "") if common else text
    above = _ABOVE.match(text)
    return text[above.end() if above else 0 :].rstrip()


def shifted(body: Body, text: str, remove: int, add: str) -> str:
    """A text whose lines have less or more before them; empty ones stay empty."""
    text = body.with_kept(text, lambda kept: _shift(kept, remove, add, first=False))
    return _shift(text, remove, add)


def quoted(body: Body, text: str) -> str:
    """A text as a quotation."""

    def with_marks(kept: str) -> str:
        return kept.replace("\n", "\n> ")

    lines = body.with_kept(text, with_marks).split("\n")
    return "\n".join(f"> {line}".rstrip() if not line.strip() else f"> {line}" for line in lines)


def _unless_fenced(body: Body, token: str) -> str:
    """Code that is kept because of its indentation, as text; any other stays kept."""
    kept = body.restored(token)
    return kept if kept[:1] in {" ", "\t"} else token


def _shift(text: str, remove: int, add: str, first: bool = True) -> str:
    lines = text.split("\n")
    start = 0 if first else 1
    return "\n".join([*lines[:start], *(_moved(line, remove, add) for line in lines[start:])])


def _moved(line: str, remove: int, add: str) -> str:
    if not line.strip():
        return ""
    return add + line[min(remove, len(_indent(line))) :]


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found[0] if found else ""

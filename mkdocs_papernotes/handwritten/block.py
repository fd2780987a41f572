"""The lines of a file, and those of its body."""

from __future__ import annotations

import re

from mkdocs_papernotes.front_matter.parsing import FrontMatter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


def file_lines(text: str) -> list[str]:
    """The lines of a file with their line ends, numbered as in editors."""
    return _LINE.findall(text)


def body_start(text: str, front_matter: FrontMatter) -> int:
    """The index of the first line of the body in the file."""
    total = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    return total - front_matter.body.count("\n")

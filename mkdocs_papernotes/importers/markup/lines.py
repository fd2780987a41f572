"""Lines of text that Python-Markdown would take for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_papernotes.importers.markup.pipe_tables import is_delimiter

_ITEM = re.compile(r"(?P<mark>[-+*])(?=[ \t])|(?P<number>[0-9]{1,9})\.(?=[ \t])")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_DEFINITION = re.compile(r":[ ]{1,3}\S")
_REFERENCE = re.compile(r"\[(?!\^)[^\[\]\n]+\]:[ \t]")
_ATTRIBUTES = re.compile(r"\{(?P<inside>[^{}\n]*)\}[ \t]*$")
_REAL_ATTRIBUTES = re.compile(
    r":?[ \t]*(?:[#.][\w:-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))"
    r"(?:[ \t]+(?:[#.][\w:-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)))*[ \t]*"
)
_CLOSE_NAME = re.compile(r"(?<=[^\s\\{])(?=\{#[\w:-]+\}$)")
"""Where a space is missing above the name of a heading: `Method{#method}`, which Hugo reads."""
_BREAK = re.compile(r"(?<!\\)(?P<pairs>(?:\\\\){0,20})\\$")
_SPACES = re.compile(r"[ \t]{2,}$")


def heading_text(text: str) -> str:
    """The text of a heading, whose last `#`, backslash or braces would be taken off.

    Python-Markdown reads a name for the heading, `{#method}`, only behind a space.
    """
    text = _CLOSE_NAME.sub(" ", text)
    if text.endswith("#") and not text.endswith("\\#"):
        text = f"{text[:-1]}\\#"
    if len(text) % 2 != len(text.rstrip("\\")) % 2:
        text += "\\"
    return _braces_kept(text)


def paragraph_lines(lines: Sequence[str], *, in_item: bool) -> Iterator[str]:
    """The lines of a paragraph, without their indentation."""
    last = len(lines) - 1
    is_definition = True
    for number, line in enumerate(lines):
        is_definition = is_definition and bool(_REFERENCE.match(line))
        new = _start_kept(line, number, in_item=in_item, is_definition=is_definition)
        if number == last:
            yield _braces_kept(new.rstrip()) if number else new.rstrip()
        else:
            yield _end_kept(new)


def _start_kept(line: str, number: int, *, in_item: bool, is_definition: bool) -> str:
    """A line of whose first characters nothing is taken for a mark."""
    if line[:1] == "#" or (number and line[:1] == ">"):
        return f"\\{line}"
    if number and _UNDERLINE.match(line):
        return f"\\{line}" if line[0] == "-" else f"&#61;{line[1:]}"
    if number and line.startswith(("```", "~~~")):
        return f"\\{line}" if line[0] == "`" else f"&#126;{line[1:]}"
    if number and is_delimiter(line):
        return line.replace("|", "\\|", 1)
    if number and in_item and (item := _ITEM.match(line)):
        return f"{item['number'] or ''}\\{line[len(item['number'] or '') :]}"
    if not is_definition and _REFERENCE.match(line):
        return f"\\{line}"
    return line


def _end_kept(line: str) -> str:
    """A line whose end says whether it is broken here, with two spaces instead of a backslash."""
    if _SPACES.search(line):
        return f"{line.rstrip()}  "
    return _BREAK.sub(lambda match: f"{match['pairs']}  ", line.rstrip())


def without_break(line: str) -> str:
    """A line without the backslash that breaks it."""
    return _BREAK.sub(lambda match: match["pairs"], line)


def _braces_kept(text: str) -> str:
    """A text whose last braces are shown unless they are attributes."""
    braces = _ATTRIBUTES.search(text)
    if braces is None or _REAL_ATTRIBUTES.fullmatch(braces["inside"]):
        return text
    if text[braces.start() - 1 : braces.start()] == "\\":
        return text
    return f"{text[: braces.start()]}\\{text[braces.start() :]}"

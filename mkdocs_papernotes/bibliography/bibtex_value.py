"""Evaluates the value of a BibTeX field: `{…}`, `"…"`, numbers, abbreviations, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from mkdocs_papernotes.bibliography.latex import closing_brace

_NAME = re.compile(r"""[^\s#{}",=]+""")
_QUOTE_OR_BRACE = re.compile(r'(?<!\\)[{}"]')


class Evaluated(NamedTuple):
    """A value's text, the unread rest after it, and the unknown abbreviations in it."""

    text: str
    rest: str
    unknown: list[str]


def evaluate(written: str, abbreviations: Mapping[str, str]) -> Evaluated:
    """Evaluate a value; the keys of `abbreviations` are in lower case, because BibTeX ignores case.

    A word that begins with a digit is taken literally, as in `pages = 12-15`.
    """
    texts: list[str] = []
    unknown: list[str] = []
    position = 0
    while position < len(written):
        if written[position] in '{"':
            end = _closing(written, position)
            texts.append(written[position + 1 : end])
            position = end + 1
        elif match := _NAME.match(written, position):
            name = match[0].lower()
            if name not in abbreviations and not name[0].isdecimal():
                unknown.append(match[0])
            texts.append(abbreviations.get(name, match[0]))
            position = match.end()
        else:
            break
        rest = written[position:].lstrip()
        if not rest.startswith("#"):
            break
        position = len(written) - len(rest[1:].lstrip())
    return Evaluated("".join(texts), written[position:].strip(), unknown)


def _closing(written: str, start: int) -> int:
    """The index at which the brace or quotation mark at `start` is closed, or the text's length."""
    if written[start] == "{":
        end = closing_brace(written, start)
        return end if end >= 0 else len(written)
    depth = 0
    for match in _QUOTE_OR_BRACE.finditer(written, start + 1):
        if match[0] == '"' and depth == 0:
            return match.start()
        depth += {"{": 1, "}": -1, '"': 0}[match[0]]
    return len(written)

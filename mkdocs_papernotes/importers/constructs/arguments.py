"""What stands in a tag behind its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DELIMITERS = r"()\[\]{}%*+~/#,:|.<>=!-"
_PIECE = re.compile(
    r"(?P<space>\s+)"
    r"""|"(?P<double>(?:\\[\s\S]|[^"\\])*)"|'(?P<single>(?:\\[\s\S]|[^'\\])*)'"""
    rf"|[{_DELIMITERS}]|[^\s{_DELIMITERS}][^\s{_DELIMITERS}]*"
)
_ESCAPE = re.compile(r"\\([\s\S])")
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://|//|www\.|\.{0,2}/|#|(?:mailto|tel|data):)\S*\Z", re.IGNORECASE
)
_FILE = re.compile(
    r"[^\s,]+\.(?:html?|md|pdf|png|jpe?g|gif|svg|webp|mp[34]|zip)(?:[?#]\S*)?\Z"
    r"|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/\S*)?\Z",
    re.IGNORECASE,
)
"""What may be an address if nothing else is one: `a.html`, `example.org`, but also `v1.0`."""


def split_arguments(rest: str) -> list[str]:
    """The arguments as Hexo's tags get them: parted by space, quotes around one are gone.

    As in the lexer of Nunjucks, a quote opens a string only where a word begins
    (https://github.com/hexojs/hexo/blob/master/lib/extend/tag.ts, `_parseArgs`).
    """
    found: list[str] = []
    word = ""
    for piece in _PIECE.finditer(rest):
        if piece["space"]:
            found += [word] if word else []
            word = ""
            continue
        quoted = piece["double"] if piece["double"] is not None else piece["single"]
        word += piece[0] if quoted is None else _ESCAPE.sub(r"\1", quoted)
    return [*found, word] if word else found


def split_parts(arguments: list[str], separator: str = ",") -> list[str]:
    """Arguments parted by commas, as most themes take them, or by `::`."""
    text = " ".join(arguments)
    if "::" in text and separator == ",":
        separator = "::"
    return [part.strip() for part in text.split(separator)]


def is_address(text: str) -> bool:
    """Whether a text looks like the address of a page or file."""
    return bool(_ADDRESS.match(text) or _FILE.match(text))


def place_of_address(texts: Sequence[str]) -> int | None:
    """Which of some texts is an address."""
    for pattern in (_ADDRESS, _FILE):
        for place, text in enumerate(texts):
            if pattern.match(text):
                return place
    return None


def named_values(arguments: list[str], names: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Arguments such as `color:red`, and the others."""
    values: dict[str, str] = {}
    others: list[str] = []
    for argument in arguments:
        name, colon, value = argument.partition(":")
        if colon and name in names:
            values[name] = value
        else:
            others.append(argument)
    return values, others

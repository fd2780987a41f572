"""Targets of links and pictures in a Markdown source, made full addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from mkdocs_papernotes.markup.escapes import unescaped

Address = Callable[[str], "str | None"]
"""Returns the full address of a target as it is written, such as `../adam.md#why`; `None` if there
is no such page."""
Edit = tuple[int, int, str]
"""A part of a text, and what is put in its place."""

_TOKEN = re.compile(r"!?\[|\]|\n(?:[ \t>]*\n)+")
_INSIDE = re.compile(
    r"\(\s{0,9}(?P<target><[^<>\n]*>|(?:\\.|[^()\s\\<]|\((?:\\.|[^()\s\\])*\))(?:\\.|[^()\s\\]"
    r"|\((?:\\.|[^()\s\\])*\))*)(?:\s{1,9}(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s{0,9}\)"
)
"""What stands behind the text of a link: its target and perhaps a title."""
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]{0,9}\n?[ \t]{0,9}(?P<target><[^<>\n]+>|[^\s<>]+)",
    re.MULTILINE,
)
_UNSAFE = re.compile(r"[\s()<>]")
_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>href|src|poster)\s?=\s?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"""\smarkdown(?:\s?=\s?(?:"[^"]*"|'[^']*'|\w+))?(?=[\s/>])""", re.IGNORECASE
)
_CODE = re.compile(r"[ \t>]*<(?:code|pre|script|style|textarea|samp|kbd)\b", re.IGNORECASE)
_DARK = ("#only-dark", "#gh-dark-mode-only")
_LIGHT = ("#only-light", "#gh-light-mode-only")
"""How Material marks pictures that are shown with dark or light colours only."""


def portable_links(text: str, shown: str, address: Address) -> Iterator[Edit]:
    """The edits by which links and pictures have full addresses.

    `shown` is the text with something else in the place of all that is no prose. What leads nowhere
    keeps its text.
    """
    opened: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(shown):
        mark = token[0]
        if mark.endswith("["):
            opened.append(token.span())
        elif mark != "]":
            opened.clear()
        elif opened:
            start = opened.pop()
            inside = _INSIDE.match(text, token.end())
            if inside and shown[token.end()] == "(":
                yield from _link(text, start, token.start(), inside, address)
    for match in _DEFINITION.finditer(text):
        before = slice(match.start(), match.start("target"))
        if shown[before] == text[before] and (found := address(_target(match["target"]))):
            yield (*match.span("target"), _written(found))


def _link(
    text: str, start: tuple[int, int], end: int, inside: re.Match[str], address: Address
) -> Iterator[Edit]:
    """The edits of a link whose text ends at `end`."""
    target, is_picture = _target(inside["target"]), text[start[0]] == "!"
    if is_picture and target.endswith(_DARK):
        yield start[0], inside.end(), ""
        return
    for mark in _LIGHT if is_picture else ():
        target = target.removesuffix(mark)
    found = address(target)
    if found is not None:
        if found != inside["target"]:
            yield (*inside.span("target"), _written(found))
        return
    yield (*start, "")
    yield end, inside.end(), ""


def _target(written: str) -> str:
    target = written[1:-1] if written.startswith("<") else unescaped(written)
    return html.unescape(target)


def _written(address: str) -> str:
    """An address between the brackets of a link."""
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)


def portable_html(part: str, address: Address) -> str | None:
    """HTML in a text with full addresses; `None` if it stays as it is."""
    if _CODE.match(part):
        return None
    new = _TAG.sub(lambda tag: _MARKDOWN.sub("", _with_addresses(tag[0], address)), part)
    return new if new != part else None


def _with_addresses(tag: str, address: Address) -> str:
    def replaced(match: re.Match[str]) -> str:
        given = html.unescape(match["double"] or match["single"] or "")
        found = address(given)
        return f' {match["name"]}="{html.escape(found)}"' if found else ""

    return _ATTRIBUTE.sub(replaced, tag)

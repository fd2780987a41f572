"""What kramdown reads and Python-Markdown does not: attributes of blocks, extensions, inline `$$`.

The syntax is that of https://kramdown.gettalong.org/syntax.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.jekyll.attributed_blocks import Blocks
from mkdocs_papernotes.importers.jekyll.attributes import BOXES
from mkdocs_papernotes.importers.jekyll.formulas import convert_math

_REGION = re.compile(
    r"\{::(?P<name>comment|nomarkdown)(?:[ ][^{}\n]{0,200})?\}|\{:/(?P<end>comment|nomarkdown)?\}"
)
_PARSE_HTML = re.compile(
    r"\{::options[^{}\n]*parse_block_html=\"(?P<value>true|false)\"[^{}\n]*/\}\n?"
)
_EXTENSION = re.compile(r"\{:(?::[a-z]+[^{}\n]{0,300}/?|/[a-z]*)\}")
_HTML_BLOCK = re.compile(
    r"^(?P<tag><(?:div|section|article|aside|details|figure|center|blockquote)\b)(?P<rest>[^<>]*)>",
    re.MULTILINE | re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?P<tag><div class=\")(?P<kind>notice(?:--(?:primary|info|warning|danger|success))?)"
    r"(?P<rest>\")"
)
_END_OF_BLOCK = re.compile(r"(?m)^\^[ \t]*$")
_BLOCK_END = re.compile(r"(?<=[^\\\n])\\\\$", re.MULTILINE)


def convert_kramdown(body: Body, tell: Tell) -> None:
    """Write it as Python-Markdown and its extensions read it."""
    convert_math(body)
    if "{:" in body.text:
        _convert_extensions(body)
        Blocks(body).convert()
        body.sub(_EXTENSION, lambda match, line: tell("import-left", line, construct=match[0]))
    body.sub(_NOTICE, _notice)
    body.sub(_END_OF_BLOCK, lambda match, line: "<!-- -->")
    body.sub(_BLOCK_END, lambda match, line: "  ")


def _notice(match: re.Match[str], line: int) -> str:
    """A box of minimal-mistakes that is written in HTML looks like one of ours."""
    return f"{match['tag']}admonition {BOXES[match['kind']]}{match['rest']}"


def _convert_extensions(body: Body) -> None:
    body.replace(list(_regions(body)))
    options = list(_PARSE_HTML.finditer(body.text))
    changes: list[tuple[int, int, str]] = []
    for number, match in enumerate(options):
        changes.append((match.start(), match.end(), ""))
        if match["value"] == "true":
            end = options[number + 1].start() if number + 1 < len(options) else len(body.text)
            changes += _opened(body.text, match.end(), end)
    body.replace(changes)


def _regions(body: Body) -> Iterator[tuple[int, int, str]]:
    """Comments, which kramdown writes into the page, and parts that it passes through."""
    text = body.text
    opened: re.Match[str] | None = None
    for match in _REGION.finditer(text):
        if opened is None:
            opened = match if match["name"] else None
        elif not match["name"] and match["end"] in {None, opened["name"]}:
            inner = text[opened.end() : match.start()]
            if opened["name"] == "comment":
                inner = body.keep(f"<!--{body.restored(inner).replace('--', '- -')}-->")
            yield opened.start(), match.end(), inner
            opened = None


def _opened(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Elements of HTML in which Markdown is read, as the option `parse_block_html` says."""
    for match in _HTML_BLOCK.finditer(text, start, end):
        if "markdown" not in match["rest"]:
            yield match.start(), match.end(), f'{match["tag"]} markdown="1"{match["rest"]}>'

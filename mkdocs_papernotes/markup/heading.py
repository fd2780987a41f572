"""The first H1 of a Markdown text, found without rendering it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from mkdocs_papernotes.markup.opening import end_of_comments
from mkdocs_papernotes.text import one_line, without

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}|\$\$(?!.*\$\$)|<pre\b(?!.*</pre>))")
_CLOSING = {"$$": "$$", "<pre": "</pre>"}
_ATX = re.compile(r" {0,3}#(?!#)(?P<text>.*)$")
_SETEXT = re.compile(r" {0,3}=+[ \t]*$")
_ATTRIBUTES = re.compile(r"(?:(?<![ \t])[ \t]+)?\{:?[^{}]*\}[ \t]*$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ASIDE = re.compile("\0(\\d+)\0")
_INLINE = (
    (re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])"), ""),
    (re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)")
_STRONG_ENDS = {"**": re.compile(r"(?<=\S)\*\*"), "__": re.compile(r"(?<=\S)__")}
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)")
_EMPHASIS_ENDS = {
    "*": re.compile(r"(?<=\S)\*(?![\w*])"),
    "_": re.compile(r"(?<=\S)_(?![\w*])"),
}
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~^-])")


class Heading(NamedTuple):
    """A heading's plain text, and whether only blank lines come before it."""

    text: str
    opens: bool


def first_heading(markdown: str) -> Heading | None:
    """The first H1 outside of code, written with `#` or underlined with `=`."""
    fence = ""
    opens = True
    previous = ""
    before_previous = True
    for line in markdown[end_of_comments(markdown) :].split("\n"):
        if fence:
            closed = fence in line if fence in _CLOSING.values() else line.strip().startswith(fence)
            fence = "" if closed else fence
            continue
        if match := _FENCE.match(line):
            fence = _CLOSING.get(match[1], match[1])
        elif match := _ATX.match(line):
            if text := plain_text(match["text"].strip(" \t").rstrip("#")):
                return Heading(text, opens)
        elif _SETEXT.match(line) and previous.strip():
            return Heading(plain_text(previous), before_previous)
        before_previous = opens if line.strip() else before_previous
        opens = opens and not line.strip()
        previous = line
    return None


def plain_text(inline: str) -> str:
    """Inline Markdown as plain text: `**Spec** [Guard](x)` becomes `Spec Guard`."""
    codes: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        codes.append(match[2].strip() or match[2])
        return f"\0{len(codes) - 1}\0"

    text = _CODE.sub(put_aside, _ATTRIBUTES.sub("", inline).replace("\0", ""))
    text = without(text, "<!--", "-->")
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    text = _without_marks(text, _STRONG, _STRONG_ENDS)
    text = _without_marks(text, _EMPHASIS, _EMPHASIS_ENDS)
    text = _ESCAPED.sub(r"\1", text)
    text = _ASIDE.sub(lambda match: codes[int(match[1])], html.unescape(text))
    return one_line(text)


def _without_marks(
    text: str, opening: re.Pattern[str], endings: Mapping[str, re.Pattern[str]]
) -> str:
    """The text without the marks of an emphasis; `endings` are what closes each opening mark."""
    open_ends = dict(endings)
    parts, start, position = [], 0, 0
    while match := opening.search(text, position):
        ending = open_ends.get(match[1])
        end = ending.search(text, match.end() + 1) if ending else None
        if end is None:
            open_ends.pop(match[1], None)  # nothing further on closes this mark, either
            position = match.start() + 1
        else:
            parts += [text[start : match.start()], text[match.end() : end.start()]]
            start = position = end.end()
    return "".join((*parts, text[start:]))

"""The first H1 of a Markdown text, found without rendering it."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}|\$\$(?!.*\$\$)|<pre\b(?!.*</pre>))")
_CLOSING = {"$$": "$$", "<pre": "</pre>"}
_ATX = re.compile(r" {0,3}#(?!#)[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r" {0,3}=+[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]*\}[ \t]*$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ASIDE = re.compile("\0(\\d+)\0")
_INLINE = (
    (re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])"), ""),
    (re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~^-])"), r"\1"),
)


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
    for line in _without_comments(markdown).split("\n"):
        if fence:
            closed = fence in line if fence in _CLOSING.values() else line.strip().startswith(fence)
            fence = "" if closed else fence
            continue
        if match := _FENCE.match(line):
            fence = _CLOSING.get(match[1], match[1])
        elif match := _ATX.match(line):
            if text := plain_text(match["text"]):
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
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    text = _ASIDE.sub(lambda match: codes[int(match[1])], html.unescape(text))
    return " ".join(text.split())


def _without_comments(markdown: str) -> str:
    """Drop comments at the top, so that a heading below them still counts as the first line."""
    return re.sub(r"\A(?:\s*<!--.*?-->)+", "", markdown, flags=re.DOTALL)

"""Where the links and pictures of a text lead to, as an author has written it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.markup.escapes import unescaped
from mkdocs_papernotes.markup.prose import Span

_TARGET = r"\(\s{0,4}(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()]|\([^\s()]*\))+))"
_PICTURE = re.compile(rf"!\[(?P<alt>(?:[^\[\]]|\[[^\[\]]*\])*)\]{_TARGET}")
_LINK = re.compile(rf"\]{_TARGET}")
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\[\]\n^][^\[\]\n]*\]:[ \t]{0,9}(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))",
    re.MULTILINE,
)
_IMG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_A = re.compile(r"<a\b[^<>]*>", re.IGNORECASE)
_VALUE = r"""\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_SRC = re.compile(rf"\ssrc{_VALUE}", re.IGNORECASE)
_ALT = re.compile(rf"\salt{_VALUE}", re.IGNORECASE)
_ROLE = re.compile(rf"\srole{_VALUE}", re.IGNORECASE)
_HREF = re.compile(rf"\shref{_VALUE}", re.IGNORECASE)
_CODE = re.compile(r"[ \t]*<(?:!--|(?:pre|code|script|style)\b)", re.IGNORECASE)

_BRACKET = re.compile(r"[\[\]]")
_LONGEST = 4_000
"""Characters of the text of a link."""


@dataclass(frozen=True)
class Target:
    """Where a link or a picture leads to."""

    written: str
    place: int
    """Where the target itself, or the tag that has it, begins in the text."""
    is_picture: bool = False
    alt: str | None = None
    """The alternative text of a picture; `None` where a tag has none, or for a link."""
    in_tag: bool = False
    """Whether it stands in a tag of HTML, which MkDocs leaves as it is: it is an address."""


def targets(page: PageText) -> Iterator[Target]:
    """The targets of the links and pictures of a page, outside code and comments."""
    text = page.body
    if "](" in text or "]:" in text:
        shown = page.shown
        pictures = [*_PICTURE.finditer(shown)]
        for match in pictures:
            alt = text[slice(*match.span("alt"))]
            yield Target(_target(text, match), _place(match), is_picture=True, alt=alt)
        ends = {match.start(_group(match)) for match in pictures}
        for pattern in (_LINK, _DEFINITION):
            for match in pattern.finditer(shown):
                is_open = pattern is _DEFINITION or _is_open(shown, match.start())
                if match.start(_group(match)) not in ends and is_open:
                    yield Target(_target(text, match), _place(match))
    if "<img" in text or "<a" in text or "<IMG" in text or "<A" in text:
        yield from _of_tags(text, page.asides)


def _is_open(shown: str, end: int) -> bool:
    """Whether the bracket that is closed at `end` is opened in the same paragraph."""
    first = max(end - _LONGEST, 0)
    start = max(shown.rfind("\n\n", first, end), first)
    depth = 1
    for match in _BRACKET.finditer(shown[start:end][::-1]):
        depth += 1 if match[0] == "]" else -1
        if not depth:
            return True
    return False


def _group(match: re.Match[str]) -> str:
    return "plain" if match["angled"] is None else "angled"


def _place(match: re.Match[str]) -> int:
    return match.start(_group(match))


def _target(text: str, match: re.Match[str]) -> str:
    written = text[slice(*match.span(_group(match)))]
    if written.startswith("<") and written.endswith(">"):  # taken for a tag, as in `<a b.png>`
        written = written[1:-1]
    written = unescaped(written)
    return html.unescape(written) if "&" in written else written


def _of_tags(text: str, spans: Sequence[Span]) -> Iterator[Target]:
    last = 0
    for start, end in spans:
        if start < last:
            continue
        last = end
        if text[start:end].lstrip()[:1] != "<" or _CODE.match(text, start):
            continue
        for match in _IMG.finditer(text, start, end):
            if src := _value(_SRC, match[0]):
                alt = _value(_ALT, match[0])
                shown = None if _value(_ROLE, match[0]) or alt == "" else alt or ""
                yield Target(src, match.start(), is_picture=True, alt=shown, in_tag=True)
        for match in _A.finditer(text, start, end):
            if href := _value(_HREF, match[0]):
                yield Target(href, match.start(), in_tag=True)


def _value(pattern: re.Pattern[str], tag: str) -> str | None:
    """The value of an attribute of a tag; `None` if it has none."""
    found = pattern.search(tag)
    if found is None:
        return None
    return html.unescape(next((each for each in found.groups() if each is not None), "")).strip()

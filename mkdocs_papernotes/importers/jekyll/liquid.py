"""Liquid in the texts of posts: what is there without a program is written out in Markdown.

Tags and filters are those of https://jekyllrb.com/docs/liquid/. All else stays and is told.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.jekyll.includes import included
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.text import shortened

Change = tuple[int, int, str]

_MARK = re.compile(r"\{%|%\}|\{\{|\}\}")
_NAME = re.compile(r"-?\s*([A-Za-z_]\w*)")
_IN_CODE = re.compile(r"\{%-?\s*[a-z]|\{\{-?\s*[\w\"']")
_RAW_TAG = re.compile(
    r"(?m:^)\{%-?[ \t]{0,9}(?:end)?raw[ \t]{0,9}-?%\}[ \t]*\n"
    r"|\{%-?[ \t]{0,9}(?:end)?raw[ \t]{0,9}-?%\}"
)
_OPENING = re.compile(r"\{[{%]")
_LANGUAGE = re.compile(r"[A-Za-z0-9.+#_-]+")
_TICKS = re.compile(r"`+")
_BLOCK_TAGS = re.compile(
    r"(?m:^)[ \t]*<(?P<open>div|section|figure|center|table|tr|td|article|aside|p|ul|ol|li)\b"
    r"(?P<rest>[^<>]{0,500})>"
    r"|</(?P<close>div|section|figure|center|table|tr|td|article|aside|p|ul|ol|li)>"
)
_PARTS = re.compile(r"\"[^\"]*\"|'[^']*'|\||[^|\"']+|[\"']")
_TAB_NAME = re.compile(r"\S+[ \t]+(?P<name>.+)")


@dataclass(frozen=True)
class Piece:
    """A tag or an output in a text."""

    start: int
    end: int
    inner: str
    is_tag: bool

    @property
    def name(self) -> str:
        """The name of a tag; empty for an output."""
        match = _NAME.match(self.inner) if self.is_tag else None
        return match[1] if match else ""

    @property
    def arguments(self) -> str:
        """What follows the name of a tag; the whole of an output."""
        match = _NAME.match(self.inner) if self.is_tag else None
        return self.inner[match.end() if match else 0 :].strip().strip("-").strip()


def pieces(text: str) -> Iterator[Piece]:
    """Tags and outputs in order; one that is not closed before the next begins is none."""
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if mark[0] in {"{%", "{{"}:
            opened = mark
        elif opened is not None:
            if (opened[0], mark[0]) in {("{%", "%}"), ("{{", "}}")}:
                inner = text[opened.end() : mark.start()]
                yield Piece(opened.start(), mark.end(), inner, opened[0] == "{%")
            opened = None


def convert_liquid(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Write out what can be, and tell the rest."""
    if not _OPENING.search(body.restored()):
        return
    _unwrap_raw(body, tell)
    _convert_blocks(body)
    writer = _Writer(body, page, places)
    body.replace(writer.changes())
    for piece in pieces(body.text):
        line = body.line_at(piece.start)
        construct = body.restored(body.text[piece.start : piece.end])
        tell("import-left", line, construct=shortened(" ".join(construct.split())))


# `{% raw %}`, comments and code


def _unwrap_raw(body: Body, tell: Tell) -> None:
    """Take away `{% raw %}`; what is in it is no Liquid. Code is no exception in Jekyll.

    Comments become definitions of links that nothing uses, which no page shows.
    """
    changes: list[Change] = []
    hidden: list[str] = []
    text = body.text
    place = 0
    found = list(pieces(text))
    index = 0
    while index < len(found):
        piece = found[index]
        index += 1
        if piece.name not in {"raw", "comment"}:
            continue
        closing = next(
            (n for n in range(index, len(found)) if found[n].name == f"end{piece.name}"), None
        )
        if closing is None:
            if piece.name == "raw":
                changes.append((piece.start, piece.end, body.keep(text[piece.start : piece.end])))
            break
        index = closing + 1
        inner = text[piece.end : found[closing].start]
        new = _protected(body, inner) if piece.name == "raw" else _hidden(body, inner, hidden)
        changes += _code_changes(body, place, piece.start, tell)
        changes.append((piece.start, found[closing].end, new))
        place = found[closing].end
    changes += _code_changes(body, place, len(text), tell)
    body.replace(changes)
    if hidden:
        end = len(body.text)
        body.replace([(end, end, "\n\n" + "\n".join(hidden) + "\n")])


def _protected(body: Body, text: str) -> str:
    """A text whose marks of Liquid are kept."""
    return _OPENING.sub(lambda match: body.keep(match[0]), text)


def _hidden(body: Body, text: str, hidden: list[str]) -> str:
    lines = [line.strip() for line in body.restored(text).splitlines() if line.strip()]
    hidden += [body.keep(f"[//]: # ({line})") for line in lines]
    return "\n" * text.count("\n")


def _code_changes(body: Body, start: int, end: int, tell: Tell) -> Iterator[Change]:
    """Code outside of `{% raw %}`: the same tag in it goes, other Liquid is told."""
    for first, last, code in list(body.tokens(body.text[start:end])):
        if "{" not in code:
            continue
        plain = _RAW_TAG.sub("", code)
        if plain != code:
            yield start + first, start + last, body.keep(plain, is_block="\n" in plain)
        elif found := _IN_CODE.search(code):
            line = body.line_at(start + first) + code.count("\n", 0, found.start())
            construct = code[found.start() :].split("\n", 1)[0]
            tell("import-left", line, construct=shortened(construct))


# tags with a content


def _convert_blocks(body: Body) -> None:
    """`highlight`, and `details` and `tabs` of the plugins that al-folio has."""
    _convert_highlight(body)
    for name, write in (("details", _details), ("tab", _tab)):
        changes: list[Change] = []
        opened: list[Piece] = []
        for piece in pieces(body.text):
            if piece.name == name:
                opened.append(piece)
            elif piece.name == f"end{name}" and opened:
                opening = opened.pop()
                if not opened:
                    inner = body.text[opening.end : piece.start]
                    changes.append((opening.start, piece.end, write(body, opening, inner)))
        body.replace(changes)
    body.replace(
        (piece.start, piece.end, "")
        for piece in list(pieces(body.text))
        if piece.name in {"tabs", "endtabs"}
    )


def _convert_highlight(body: Body) -> None:
    changes: list[Change] = []
    opening: Piece | None = None
    for piece in pieces(body.text):
        if piece.name == "highlight" and opening is None:
            opening = piece
        elif piece.name == "endhighlight" and opening is not None:
            code = body.restored(body.text[opening.end : piece.start])
            before = body.text[: opening.start].rpartition("\n")[2]
            changes.append(
                (opening.start, piece.end, _fenced(body, opening.arguments, code, before))
            )
            opening = None
    body.replace(changes)


def _fenced(body: Body, arguments: str, code: str, before: str) -> str:
    """A block of code as it is written in Markdown, at the indentation of its tag."""
    match = _LANGUAGE.match(arguments)
    language = match[0].lower() if match else ""
    header = f'{language} linenums="1"' if "linenos" in arguments and language else language
    longest = max((len(row[0]) for row in _TICKS.finditer(code)), default=0)
    fence = "`" * max(longest + 1, 3)
    code = code.strip("\n")
    space = before if not before.strip() else ""
    start = "" if space == before else "\n\n"
    return start + body.keep(f"{fence}{header}\n{code}\n{space}{fence}", is_block=True)


def _details(body: Body, opening: Piece, inner: str) -> str:
    summary = body.restored(opening.arguments).strip("\"'")
    title = body.keep(f"<summary>{escape(summary, quote=False)}</summary>") if summary else ""
    return f'<details markdown="1">{title}\n\n{inner.strip()}\n\n</details>'


def _tab(body: Body, opening: Piece, inner: str) -> str:
    """A tab as `pymdownx.tabbed` has it: `{% tab group name %}`."""
    match = _TAB_NAME.fullmatch(opening.arguments)
    name = match["name"] if match else opening.arguments
    name = body.restored(name).replace('"', "'").strip()
    return f'=== "{name}"\n\n{body.indented(inner.strip(), "    ")}\n'


# tags and outputs without a content


class _Writer:
    """What comes in the place of single tags and outputs."""

    def __init__(self, body: Body, page: OldPage, places: Places):
        self.body, self.page, self.places = body, page, places
        self.text = body.text
        self._html = _html_places(self.text)

    def changes(self) -> list[Change]:
        """The changes of the text."""
        return [
            (piece.start, piece.end, new)
            for piece in pieces(self.text)
            if (new := self._tag(piece) if piece.is_tag else self._output(piece)) is not None
        ]

    def _tag(self, piece: Piece) -> str | None:
        arguments = self.body.restored(piece.arguments)
        if piece.name == "post_url":
            return self._post(arguments)
        if piece.name == "link":
            return self._link(arguments)
        if piece.name == "toc":
            return "[TOC]"
        new = included(piece.name, arguments, in_html=self._is_in_html(piece), settle=self._settled)
        return None if new is None else self._set(piece, new)

    def _set(self, piece: Piece, new: str) -> str:
        """A block of several lines stands apart from the text around it."""
        if "\n" not in new:
            return new
        start = self.text.rfind("\n", 0, piece.start) + 1
        above = self.text[self.text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
        if self.text[start : piece.start].strip():
            new = f"\n\n{new}"
        elif above.strip():
            new = f"\n{new}"
        after = self.text[piece.end : piece.end + 2]
        return new if not after.strip("\n") and len(after) > 1 else f"{new}\n"

    def _post(self, name: str) -> str | None:
        """`{% post_url 2020-01-02-name %}`, perhaps with folders above the name."""
        name = name.strip("\"'/")
        folder, _, last = name.rpartition("/")
        beside = f"{posixpath.dirname(self.page.source)}/{last}"
        tried = (f"_posts/{name}", f"{folder}/_posts/{last}" if folder else name, beside, last)
        return self._first(f"/{path}{end}" for path in tried for end in (".md", ".markdown"))

    def _link(self, path: str) -> str | None:
        path = path.strip("\"'/")
        return self._first((f"/{path}",))

    def _first(self, addresses: Iterator[str] | Sequence[str]) -> str | None:
        for address in map(_written, addresses):
            if self.places.page(address) or self.places.file(address):
                return address
        return None

    def _is_in_html(self, piece: Piece) -> bool:
        index = bisect_right(self._html, (piece.start, len(self.text))) - 1
        return index >= 0 and piece.start < self._html[index][1]

    def _settled(self, text: str) -> str | None:
        """An argument of a tag with its outputs written out; `None` if that cannot be done."""
        parts, place = [], 0
        for piece in pieces(text):
            new = None if piece.is_tag else self._value(piece.inner)
            if new is None:
                return None
            parts += [text[place : piece.start], new]
            place = piece.end
        return "".join((*parts, text[place:]))

    def _output(self, piece: Piece) -> str | None:
        inner = self.body.restored(piece.inner)
        before = self.text[piece.start - 1 : piece.start]
        in_address = bool(before) and before in "(\"'=<}]"
        name = inner.strip().strip("-").strip()
        if name in {"site.baseurl", "site.url"}:
            if not in_address:
                return None
            return "" if self.text[piece.end : piece.end + 1] in {"/", "{"} else "/"
        value = self._value(inner)
        if value is None:
            return None
        return _written(value) if in_address else _shown(value)

    def _value(self, inner: str) -> str | None:
        """What an output prints; `None` if only a program can tell."""
        first, *filters = _divided(inner.strip().strip("-").strip())
        value = self._variable(first)
        for each in filters:
            value = None if value is None else _filtered(value, each)
        return value

    def _variable(self, name: str) -> str | None:
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            return name[1:-1]
        if name in {"site.baseurl", "site.url"}:
            return ""
        if name == "page.url" and self.page.address:
            return f"/{self.page.address}"
        found = self.page.values.get(name.removeprefix("page."))
        is_own = name in {"page.title", "page.description"}
        return found if is_own and isinstance(found, str) else None


def _html_places(text: str) -> list[tuple[int, int]]:
    """Where the text stands in elements of HTML in which Markdown is not read, in order."""
    closed: list[tuple[int, int]] = []
    opened: list[tuple[str, int, bool]] = []
    for match in _BLOCK_TAGS.finditer(text):
        if name := match["open"]:
            opened.append((name, match.end(), "markdown" in match["rest"]))
            continue
        names = [each[0] for each in opened[-8:]]
        if match["close"] not in names:
            continue
        while (last := opened.pop())[0] != match["close"]:
            pass
        if not last[2]:
            closed.append((last[1], match.start()))
    merged: list[tuple[int, int]] = []
    for first, last_place in sorted(closed):
        if not merged or first >= merged[-1][1]:
            merged.append((first, last_place))
    return merged


def _divided(text: str) -> list[str]:
    """An expression at its `|`, those in quotation marks apart."""
    parts = [""]
    for match in _PARTS.finditer(text):
        if match[0] == "|":
            parts.append("")
        else:
            parts[-1] += match[0]
    return [part.strip() for part in parts]


_NOTHING: Mapping[str, object] = {
    "absolute_url": 0, "escape": 0, "xml_escape": 0, "strip": 0, "uri_escape": 0, "strip_html": 0,
}  # fmt: skip


def _filtered(value: str, given: str) -> str | None:
    name, _, argument = (part.strip() for part in given.partition(":"))
    if name in {"relative_url", "absolute_url"}:
        return value if value.startswith("/") or "://" in value else f"/{value}"
    if name in _NOTHING:
        return value
    if name == "prepend" and argument in {"site.baseurl", "site.url"}:
        return value
    is_literal = len(argument) > 1 and argument[0] == argument[-1] and argument[0] in "\"'"
    if name in {"append", "prepend"} and is_literal:
        text = argument[1:-1]
        return value + text if name == "append" else text + value
    return None


def _written(address: str) -> str:
    """An address as it can stand in a link or an attribute."""
    return (
        quote(address, safe="/:?#&=%@!$*+,;~.-_'", errors="replace") if _needs(address) else address
    )


def _needs(address: str) -> bool:
    return any(character in ' ()<>"\\' or not character.isprintable() for character in address)


def _shown(value: str) -> str:
    """A value in the text, without HTML."""
    return value.replace("&", "&amp;").replace("<", "&lt;")

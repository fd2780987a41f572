"""Blocks and spans with attributes, which Python-Markdown reads at other places than kramdown.

The syntax is that of https://kramdown.gettalong.org/syntax.html#inline-attribute-lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.jekyll.attributes import Attributes
from mkdocs_papernotes.importers.kept import KEPT, KEPT_ENDS

_DEFINITION = re.compile(
    r"^[ ]{0,3}\{:(?P<name>[\w-]+):(?P<rest>[^{}\n]*)\}[ \t]*\n?", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"\{:(?![:/])(?P<inner>[^{}\n]{0,1000})\}")
_ALONE = re.compile(r"(?P<indent>[ \t>]*)\{:(?![:/])(?P<inner>[^{}\n]{0,1000})\}[ \t]*")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]*\S")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_OWN = re.compile(r"[ \t]*\{:?[ ]*(?P<inner>[^{}]*)\}[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\S")
_TOC_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|1\.)[ \t]+\S[^\n]{0,80}")
_QUOTE = re.compile(r"[ ]{0,3}>")
_QUOTED_HEADING = re.compile(r"[ ]{0,3}>[ ]?#{4,6}[ \t]+(?P<title>[^#\n]+?)[ \t#]*")
_ROW = re.compile(r"[ \t]*\|.*|.*\|[ \t]*")
_ITEM_ATTRIBUTES = re.compile(
    r"(?m:^)(?P<mark>(?P<indent>[ \t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)"
    r"\{:(?![:/])(?P<inner>[^{}\n]{0,1000})\}[ \t]*(?P<rest>[^\n]*)"
)


class Blocks:
    """Attributes of blocks and spans."""

    def __init__(self, body: Body):
        self.body = body
        self.definitions: dict[str, str] = {}

    def convert(self) -> None:
        """Move attributes to where they are read, and make boxes of blocks with such a class."""
        self._define()
        self._lines = [(line, self.body.line_at(start)) for start, line in _starts(self.body.text)]
        self._new: list[tuple[str, int]] = []
        number = 0
        while number < len(self._lines):
            text, line = self._lines[number]
            match = _ALONE.fullmatch(text)
            if match is None:
                self._new.append((text, line))
            elif not match["indent"].strip() and self._is_above(number):
                number = self._move_down(number, match["inner"])
            else:
                self._attach(match, line)
                self._end_block(number, match["indent"])
            number += 1
        self.body.relay(self._new)
        self.body.sub(_ITEM_ATTRIBUTES, self._item)
        self.body.sub(_ATTRIBUTES, self._span)

    def _end_block(self, number: int, indent: str) -> None:
        """Below its attributes, a block is at its end."""
        after = self._lines[number + 1][0] if number + 1 < len(self._lines) else ""
        if not indent and after.strip() and self._new and self._new[-1][0].strip():
            self._new.append(("", self._lines[number][1]))

    def _define(self) -> None:
        for match in _DEFINITION.finditer(self.body.text):
            before = self.definitions.get(match["name"], "")
            self.definitions[match["name"]] = f"{before} {match['rest']}"
        self.body.sub(_DEFINITION, lambda match, line: "")

    def _read(self, inner: str) -> Attributes:
        return Attributes().add(self.body.restored(inner), self.definitions)

    def _span(self, match: re.Match[str], line: int) -> str | None:
        """Attributes behind an element; what stands behind a word is text."""
        before = match.string[match.start() - 1 : match.start()]
        if not before or before not in ')*_]>"' + KEPT_ENDS:
            return None
        return self._read(match["inner"]).written() or (None if match["inner"].strip() else "")

    def _item(self, match: re.Match[str], line: int) -> str:
        """Attributes of an item of a list stand below its text in Python-Markdown."""
        written = self._read(match["inner"]).written()
        return f"{match['mark']}{match['rest']}\n{match['indent']}    {written}"

    def _is_above(self, number: int) -> bool:
        """Whether a line of attributes belongs to the block below, as one without one above."""
        before = self._new[-1][0] if self._new else ""
        after = self._lines[number + 1][0] if number + 1 < len(self._lines) else ""
        return not before.strip() and bool(after.strip())

    def _move_down(self, number: int, inner: str) -> int:
        """Take the block below, then attach its attributes; gives the number of its last line."""
        first = number + 1
        end = first
        while end < len(self._lines) and self._lines[end][0].strip():
            if _HEADING.match(self._lines[end][0]) and end > first:
                break
            if _ALONE.fullmatch(self._lines[end][0]):
                break
            self._new.append(self._lines[end])
            end += 1
            if _HEADING.match(self._lines[first][0]):
                break
        self._put(inner, self._lines[number][1], "")
        self._end_block(end - 1, "")
        return end - 1

    def _attach(self, match: re.Match[str], line: int) -> None:
        inner = match["inner"]
        if inner.strip() == "toc" or inner.strip().startswith(("toc ", "toc.")):
            self._make_toc(line)
            return
        self._put(inner, line, match["indent"])

    def _make_toc(self, line: int) -> None:
        """`* TOC` and `{:toc}` are where the table of contents is."""
        if self._new and _TOC_ITEM.fullmatch(self._new[-1][0]):
            self._new[-1] = ("[TOC]", self._new[-1][1])
        else:
            self._new.append(("[TOC]", line))

    def _put(self, inner: str, line: int, indent: str) -> None:
        """Attach attributes to the last block of the new lines."""
        attributes = self._read(inner)
        written = attributes.written()
        while len(self._new) > 1 and not self._new[-1][0].strip():
            self._new.pop()  # an empty line above attributes that belong to nothing below
        first = self._first_of_block()
        last = len(self._new) - 1
        if not written or first > last:
            self._new.append((f"{indent}{{:{inner}}}", line))
            return
        if own := _ALONE.fullmatch(self._new[last][0]):
            merged = self._read(f"{own['inner']} {inner}").written()
            self._new[last] = (own["indent"] + merged, self._new[last][1])
            return
        opening = self._new[first][0]
        kind = attributes.kind
        if kind and not indent.strip() and self._is_box(first):
            self._box(first, kind)
        elif _HEADING.match(opening) and first == last:
            self._on_heading(last, attributes)
        elif _UNDERLINE.fullmatch(self._new[last][0]) and first < last:
            self._on_heading(first, attributes)
        elif all(_ROW.fullmatch(text) for text, _ in self._new[first:]) and first < last:
            self._in_element(first, attributes)
        elif KEPT.fullmatch(opening.strip()) and first == last:
            self._on_code(first, attributes)
        else:
            self._new.append((indent + written, line))

    def _first_of_block(self) -> int:
        """The first line of the block that the new lines end with."""
        first = len(self._new)
        while first and self._new[first - 1][0].strip():
            first -= 1
            if _HEADING.match(self._new[first][0]) or _ALONE.fullmatch(self._new[first][0]):
                break
        return first

    def _is_box(self, first: int) -> bool:
        """Whether a block is a paragraph or a quotation without indentation, which can be a box."""
        lines = [text for text, _ in self._new[first:]]
        return not any(
            _ITEM.match(text) or text[:1] in "<| \t" or _HEADING.match(text) for text in lines
        )

    def _box(self, first: int, kind: str) -> None:
        """`> [!tip]` above the quotation, or above the paragraph that becomes one."""
        start = first
        if _QUOTE.match(self._new[first][0]):
            while start and _QUOTE.match(self._new[start - 1][0]):
                start -= 1
            title = _QUOTED_HEADING.fullmatch(self._new[start][0])
            words = f" {title['title']}" if title else ""
            if title:
                del self._new[start]
            self._new.insert(
                start, (f"> [!{kind}]{words}", self._new[min(start, len(self._new) - 1)][1])
            )
            return
        lines = [(f"> {text}", line) for text, line in self._new[start:]]
        self._new[start:] = [(f"> [!{kind}]", self._new[start][1]), *lines]

    def _on_heading(self, place: int, attributes: Attributes) -> None:
        text, line = self._new[place]
        if own := _OWN.search(text):
            attributes.add(own["inner"], {})
            text = text[: own.start()]
        self._new[place] = (f"{text.rstrip()} {attributes.written()}", line)

    def _in_element(self, first: int, attributes: Attributes) -> None:
        """A table has no attributes in Python-Markdown: an element around it has them."""
        line, last = self._new[first][1], self._new[-1][1]
        self._new[first:first] = [(f'<div{attributes.in_tag()} markdown="1">', line), ("", line)]
        self._new += [("", last), ("</div>", last)]

    def _on_code(self, place: int, attributes: Attributes) -> None:
        """A file's name, as Chirpy has it, is the title of the block; numbers are not shown."""
        token, line = self._new[place]
        code = self.body.restored(token.strip())
        name = attributes.pairs.get("file", "").replace('"', "'")
        head, _, rest = code.partition("\n")
        if name and head.startswith(("```", "~~~")) and "{" not in head and rest:
            language = head.lstrip("`~").strip()
            gap = "" if language else "text"
            new = self.body.keep(f'{head.rstrip()}{gap} title="{name}"\n{rest}', is_block=True)
            self._new[place] = (token.replace(token.strip(), new), line)
        elif set(attributes.classes) - {"nolineno", "no-lineno"}:
            self._in_element(place, attributes)


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, and where they begin."""
    place = 0
    for line in text.split("\n"):
        yield place, line
        place += len(line) + 1

"""Puts Markdown into the places of tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_papernotes.importers.constructs.call import Block, Call, Context, Converter
from mkdocs_papernotes.importers.constructs.lines import INDENT, dedented, shifted
from mkdocs_papernotes.importers.constructs.tag import DEEPEST, Tag
from mkdocs_papernotes.text import shortened

Edit = tuple[int, int, str]
_MARKER = re.compile(r"(?P<space>[ \t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\Z")
_QUOTE_MARK = re.compile(r"^[ \t]*>[ ]?", re.MULTILINE)
_BEFORE = re.compile(r"[ \t>]*\Z")
_LEAD = re.compile(r"[ \t>]*")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_MATH = re.compile(r"\$\$[^$]+\$\$|(?<![\\$])\$[^$\n]+\$")


class Rewriter:
    """Rewrites the tags of one page."""

    def __init__(self, context: Context, converters: Mapping[str, Converter]):
        self._context, self._converters = context, converters
        self._text = context.body.text
        self._formulas: list[tuple[int, int]] = []

    def rewrite(self, tags: Sequence[Tag]) -> None:
        """Replace all tags in the text."""
        if not tags:
            return
        self._formulas = [found.span() for found in _MATH.finditer(self._text)]
        self._context.body.replace(list(self._edits(tags)))

    def _edits(self, tags: Sequence[Tag]) -> Iterator[Edit]:
        place = 0
        last_name, last_end = "", -1
        for tag in tags:
            follows = tag.name == last_name and not self._text[last_end : tag.first].strip()
            last_name, last_end = tag.name, tag.last
            for first, last, new in self._edit(tag, follows):
                first = max(first, place)
                yield first, max(last, first), new
                place = max(last, first)

    def _edit(self, tag: Tag, follows: bool) -> Iterator[Edit]:
        inner = self._joined(tag.opened, tag.closed, tag.children) if tag.has_body else None
        new = self._converted(tag, inner, follows)
        if isinstance(new, Block) and self._is_in_table(tag):
            new = None
        if isinstance(new, Block):
            yield self._in_own_lines(tag, new)
        elif new is not None:
            yield tag.first, tag.last, new
        else:
            self._tell_left(tag)
            if inner is not None:
                yield tag.opened, tag.closed, inner

    def _converted(self, tag: Tag, inner: str | None, follows: bool) -> str | None:
        converter = self._converters.get(tag.name)
        is_expression = tag.name in {"{{", "{#"}
        if converter is None or (is_expression and self._is_in_formula(tag.first)):
            return None
        body = self._context.body
        if inner is not None:
            inner = dedented(body, _without_marks(inner, self._lead(tag.first)))
        call = Call(
            *(self._context, tag.name, tag.rest, body.line_at(tag.first)),
            place=tag.first,
            inner=inner,
            is_alone=self._is_alone(tag),
            follows_same=follows,
        )
        return converter(call)

    def _joined(self, first: int, last: int, tags: Sequence[Tag]) -> str:
        """A part of the text with its tags replaced."""
        parts: list[str] = []
        for start, end, new in self._edits(tags):
            parts += [self._text[first : max(start, first)], new]
            first = end
        return "".join((*parts, self._text[first:last]))

    def _lead(self, place: int) -> str:
        """The spaces and marks of quotations at the start of a line."""
        start = self._text.rfind("\n", 0, place) + 1
        found = _LEAD.match(self._text, start, place)
        return found[0] if found else ""

    def _before(self, place: int) -> str:
        """What stands on a line before a place."""
        return self._text[self._text.rfind("\n", 0, place) + 1 : place]

    def _after(self, place: int) -> str:
        """What stands on a line behind a place."""
        end = self._text.find("\n", place)
        return self._text[place : end if end >= 0 else len(self._text)]

    def _is_alone(self, tag: Tag) -> bool:
        place = tag.first
        while place and self._text[place - 1] in " \t>":
            place -= 1
        is_first = not place or self._text[place - 1] == "\n"
        return is_first and bool(_LINE_END.match(self._text, tag.last))

    def _is_in_table(self, tag: Tag) -> bool:
        start = self._text.rfind("\n", 0, tag.first) + 1 + len(self._lead(tag.first))
        return start < tag.first and self._text[start] == "|"

    def _in_own_lines(self, tag: Tag, new: str) -> Edit:
        """A block with blank lines around it, behind what its line has before it."""
        before, after = self._before(tag.first), self._after(tag.last)
        last = tag.last + len(after) - len(after.lstrip())
        first = tag.first - len(before)
        if marker := _MARKER.match(before):
            inner = shifted(self._context.body, new, 0, marker["space"] + INDENT).lstrip()
            return tag.first, last, inner + self._gap(last, "")
        if _BEFORE.match(before):
            lead = "" if self._is_blank_above(first) else f"{before.rstrip()}\n"
            return first, last, lead + self._behind(new, before) + self._gap(last, before)
        space = before[: len(before) - len(before.lstrip())]
        first = tag.first - (len(before) - len(before.rstrip()))
        return first, last, f"\n\n{self._behind(new, space)}{self._gap(last, space)}"

    def _behind(self, new: str, before: str) -> str:
        """A block whose lines all begin with what stood before its tag."""
        body = self._context.body
        if not before:
            return new
        if not before.strip():
            return shifted(body, new, 0, before)
        lines = body.with_kept(new, lambda kept: kept.replace("\n", f"\n{before}")).split("\n")
        return "\n".join(f"{before}{line}".rstrip() for line in lines)

    def _is_blank_above(self, line_start: int) -> bool:
        above = self._text[:line_start][-2:] if line_start else ""
        return not above or above == "\n\n" or not self._before(line_start - 1).strip(" \t>")

    def _gap(self, last: int, before: str) -> str:
        """What parts a block from what follows it."""
        rest = self._after(last)
        if rest.strip():
            return f"\n{before.rstrip()}\n{before}"
        below = self._after(min(last + len(rest) + 1, len(self._text)))
        return f"\n{before.rstrip()}" if below.strip(" \t>") else ""

    def _tell_left(self, tag: Tag) -> None:
        """Tell a tag that stays as it is, but not an element of HTML or a formula."""
        is_silent = tag.name.startswith("<") or tag.name == "end:::"
        if is_silent or self._is_in_formula(tag.first):
            return
        written = self._context.body.restored(self._text[tag.first : tag.opened])
        line = self._context.body.line_at(tag.first)
        self._context.tell("import-left", line, construct=shortened(written))

    def _is_in_formula(self, place: int) -> bool:
        at = bisect_right(self._formulas, (place, len(self._text))) - 1
        return at >= 0 and place < self._formulas[at][1]


def _without_marks(text: str, lead: str) -> str:
    """The body of a tag in a quotation without the marks of the quotation."""
    for _ in range(min(lead.count(">"), DEEPEST)):
        text = _QUOTE_MARK.sub("", text)
    return text

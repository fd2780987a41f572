"""The tags of Hexo in a text, and the elements that its themes write, as they lie in each other.

What counts as a tag follows Hexo's own reading: nothing counts in comments or in code, and what is
not closed is plain text (https://github.com/hexojs/hexo/blob/master/lib/hexo/post.ts,
`escapeAllSwigTags`). A tag has a body if its closing tag follows: which tags have one depends on
the plugins of the old site, which are not run here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from mkdocs_papernotes.importers.constructs.tag import DEEPEST, Tag

_TOKEN = re.compile(
    r"<!--|-->|\{[%{#]|[%}#]\}|</?(?:div|details)\b[^<>]*>|^ {0,3}:{3,}(?P<container>[^\n:]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(r"\{%-?[ \t]*end(?P<name>[\w-]+?)[ \t]*-?%\}")
_CLOSING = {"{%": "%}", "{{": "}}", "{#": "#}"}
_NAME = re.compile(r"</?[A-Za-z]+")
_WORDS = re.compile(r"-?\s*(?P<name>\S+)(?P<rest>[\s\S]*)")
LONGEST_TAG = 20_000


def read_tags(text: str, literal: Collection[str]) -> tuple[Tag, ...]:
    """The outermost tags of a text in order; in the body of a `literal` one are none."""
    found = list(_Reader(text, literal).tags())
    closing = _pairs(found)
    inside: list[list[Tag]] = [[]]
    opened: list[int] = []
    ends: set[int] = set()
    for number, tag in enumerate(found):
        if number in closing and len(opened) < DEEPEST:
            opened.append(number)
            ends.add(closing[number])
            inside.append([])
        elif number in ends:
            opening = found[opened.pop()]
            body = (tag.first, tag.last, tuple(inside.pop()))
            whole = Tag(opening.name, opening.rest, opening.first, opening.opened, *body)
            inside[-1].append(whole)
        else:
            inside[-1].append(tag)
    return tuple(inside[0])


def _pairs(found: Sequence[Tag]) -> dict[int, int]:
    """The numbers of tags with that of the one that closes each."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    names: Counter[str] = Counter()
    for number, tag in enumerate(found):
        closes = "" if tag.has_body else _closes(tag.name)
        if closes and names[closes]:
            while found[last := stack.pop()].name != closes:
                names[found[last].name] -= 1
            names[closes] -= 1
            pairs[last] = number
        elif not closes and not tag.has_body:
            stack.append(number)
            names[tag.name] += 1
    return pairs


def _closes(name: str) -> str:
    """What a closing tag closes; empty for any other."""
    if name.startswith("</"):
        return f"<{name[2:]}"
    return name[3:] if name.startswith("end") else ""


class _Reader:
    """Finds all tags in order, those that close others among them."""

    def __init__(self, text: str, literal: Collection[str]):
        self._text, self._literal = text, literal
        self._place = self._start = 0
        self._kind = ""
        """What has been opened: `{%`, `{{`, `{#`, or nothing."""
        self._has_comments = True
        """Whether the rest of the text may have the end of a comment."""

    def tags(self) -> Iterator[Tag]:
        while token := _TOKEN.search(self._text, self._place):
            self._place = token.end()
            if tag := self._tag(token):
                yield tag

    def _tag(self, token: re.Match[str]) -> Tag | None:
        written = token[0]
        if token["container"] is not None:
            return None if self._kind else _container(token)
        if written in _CLOSING:
            self._start, self._kind = token.start(), written
        elif written == "<!--":
            self._skip_comment()
        elif written.startswith("<"):
            return None if self._kind else _element(token)
        elif self._kind and written == _CLOSING[self._kind]:
            tag = _tag(self._text, self._start, self._place, self._kind)
            self._kind = ""
            return self._with_body(tag) if tag and tag.name in self._literal else tag
        return None

    def _skip_comment(self) -> None:
        if self._kind or not self._has_comments:
            return
        end = self._text.find("-->", self._place)
        self._has_comments = end >= 0
        self._place = end + 3 if end >= 0 else self._place

    def _with_body(self, tag: Tag) -> Tag:
        """A literal tag with all up to its closing tag."""
        name = tag.name
        ends = self._ends.get(name, [])
        at = bisect_left(ends, (self._place, 0))
        if at == len(ends):
            return tag
        self._place = ends[at][1]
        return Tag(name, tag.rest, tag.first, tag.opened, *ends[at])

    @cached_property
    def _ends(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where all closing tags begin and end, by what they close."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for closing in _END.finditer(self._text):
            found[closing["name"]].append(closing.span())
        return found


def _tag(text: str, first: int, last: int, kind: str) -> Tag | None:
    """The tag between two places; `None` if there is nothing in it, or too much."""
    if last - first > LONGEST_TAG:
        return None
    inner = text[first + 2 : last - 2]
    if kind != "{%":
        return Tag(kind, inner, first, last, last, last)
    words = _WORDS.match(inner.strip())
    if not words:
        return None
    name, rest = words["name"], words["rest"].strip()
    if rest.endswith("-"):
        rest = rest[:-1].rstrip()
    return Tag(name.rstrip("-,") or name, rest, first, last, last, last)


def _container(token: re.Match[str]) -> Tag:
    """A line that begins or ends a container, `::: tip Title` or `:::`."""
    rest = token["container"].strip()
    first, last = token.span()
    return Tag(":::" if rest else "end:::", rest, first, last, last, last)


def _element(token: re.Match[str]) -> Tag:
    """The opening or closing tag of an element."""
    written = token[0]
    name = "".join(_NAME.findall(written)[:1])
    first, last = token.span()
    return Tag(name.lower(), written[len(name) : -1], first, last, last, last)

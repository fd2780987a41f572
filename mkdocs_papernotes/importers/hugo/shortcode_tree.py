"""The shortcodes in a text, as they lie in each other.

`{{< name a="b" >}}` and `{{% name %}}` are the same here; `{{</* name */>}}` is none and stands for
itself. Which shortcodes have a body depends on the templates of the old site: here one has a body
if its closing tag follows. See `parser/pageparser/pagelexer_shortcode.go` in
https://github.com/gohugoio/hugo.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.constructs.tag import DEEPEST, Tag
from mkdocs_papernotes.importers.hugo.shortcode_arguments import Arguments, arguments_of

_OPENING = re.compile(r"\{\{(?P<mark>[<%])(?P<comment>/\*)?")
_INSIDE = re.compile(r"\s*(?P<close>/)?\s*(?P<name>[\w./-]+)(?P<rest>[\s\S]*)")
_CLOSING = {"<": ">}}", "%": "%}}"}
_LONGEST = 8_000
_TABS = frozenset({"tabs", "codes", "tabpane", "code-tabs", "tab-group", "switch-tab"})
_TAB = frozenset({"tab", "code", "code-tab", "tab-item", "tab_item"})


@dataclass(frozen=True)
class _Mark:
    """An opening or closing tag."""

    name: str
    rest: str
    first: int
    last: int
    closes: bool
    is_alone: bool
    """Whether it closes itself: `{{< qr text="x" />}}`."""


@dataclass
class _Open:
    mark: _Mark
    children: list[Tag] = field(default_factory=list)


def unescape(body: Body) -> None:
    """Give shortcodes that are only shown, `{{</* figure */>}}`, the form that readers saw."""
    body.replace(
        [(first, last, body.keep(_shown(text))) for first, last, text in _shown_ones(body.text)]
    )
    if any("{{</*" in kept or "{{%/*" in kept for _, kept in body.kept()):
        body.replace([(0, len(body.text), body.with_kept(body.text, _in_code))])


def _shown_ones(text: str) -> Iterator[tuple[int, int, str]]:
    """Where such shortcodes are, and what they show."""
    place = 0
    while opening := _OPENING.search(text, place):
        place = opening.end()
        if not opening["comment"]:
            continue
        closing = f"*/{_CLOSING[opening['mark']]}"
        end = text.find(closing, place)
        if end < 0:
            return
        mark = opening["mark"]
        yield opening.start(), end + 5, f"{{{{{mark}{text[place:end]}{mark.replace('<', '>')}}}}}"
        place = end + 5


def _in_code(text: str) -> str:
    parts, place = [], 0
    for first, last, shown in _shown_ones(text):
        parts += [text[place:first], shown]
        place = last
    return "".join((*parts, text[place:]))


def _shown(text: str) -> str:
    """The form that readers saw, as text in Markdown."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_shortcodes(body: Body, literal: Collection[str] = ()) -> tuple[Tag, ...]:
    """The shortcodes of a text at the top level; those in the bodies of `literal` ones are text."""
    marks = list(_marks(body))
    closings = Counter(mark.name for mark in marks if mark.closes)
    found: list[Tag] = []
    stack: list[_Open] = []
    for mark in marks:
        inside = stack[-1].mark.name if stack else ""
        if inside in literal and not (mark.closes and mark.name == inside):
            continue
        siblings = stack[-1].children if stack else found
        if mark.closes:
            closings[mark.name] -= 1
            _close(mark, stack, found)
        elif mark.is_alone or not closings[mark.name]:
            siblings.append(_alone(mark))
        elif len(stack) < DEEPEST:
            stack.append(_Open(mark))
    while stack:
        _leave(stack, found)
    return tuple(_with_titles(tag) for tag in found)


def _close(mark: _Mark, stack: list[_Open], found: list[Tag]) -> None:
    """End the innermost shortcode of a name; those inside that are open have no body."""
    if not any(each.mark.name == mark.name for each in stack):
        return
    while stack[-1].mark.name != mark.name:
        _leave(stack, found)
    one = stack.pop()
    siblings = stack[-1].children if stack else found
    opening, children = one.mark, tuple(one.children)
    places = (opening.first, opening.last, mark.first, mark.last)
    siblings.append(Tag(opening.name, opening.rest, *places, children))


def _leave(stack: list[_Open], found: list[Tag]) -> None:
    """Take an open shortcode for one without a body."""
    one = stack.pop()
    siblings = stack[-1].children if stack else found
    siblings += [_alone(one.mark), *one.children]


def _alone(mark: _Mark) -> Tag:
    return Tag(mark.name, mark.rest, mark.first, mark.last, mark.last, mark.last)


def _marks(body: Body) -> Iterator[_Mark]:
    """All opening and closing tags; one ends before the next begins."""
    text = body.text
    openings = [match for match in _OPENING.finditer(text) if not match["comment"]]
    starts = [match.start() for match in openings]
    limits = [*starts[1:], len(text)] if starts else []
    for opening, limit in zip(openings, limits, strict=True):
        limit = min(limit, opening.end() + _LONGEST)
        end = text.find(_CLOSING[opening["mark"]], opening.end(), limit)
        inside = _INSIDE.fullmatch(text, opening.end(), end) if end >= 0 else None
        if inside is None:
            continue
        rest = body.restored(inside["rest"]).strip()
        closes = bool(inside["close"])
        is_alone = rest.endswith("/") and not closes
        rest = rest.removesuffix("/").rstrip() if is_alone else rest
        yield _Mark(inside["name"], rest, opening.start(), end + 3, closes, is_alone)


def _with_titles(tag: Tag) -> Tag:
    """A shortcode whose tabs have the titles that it gives them."""
    children = tuple(_with_titles(child) for child in tag.children)
    if tag.name not in _TABS:
        return replace(tag, children=children)
    given = arguments_of(tag.rest)
    titles = _titles(given)
    is_code = tag.name == "tabpane" and given.get("text").lower() != "true"
    number = 0
    named: list[Tag] = []
    for child in children:
        if child.name in _TAB:
            title = titles[number] if number < len(titles) else ""
            number += 1
            child = replace(child, name="tab", rest=_tab(child, title, number, is_code=is_code))
        named.append(child)
    return replace(tag, children=tuple(named))


def _titles(given: Arguments) -> list[str]:
    """The titles that `{{< tabs items="JSON,YAML" >}}` and `{{< tabs Linux Windows >}}` give."""
    items = given.get("items", "titles", "labels").strip("[]")
    return [item.strip(" \"'") for item in items.split(",")] if items else given.positional


def _tab(tag: Tag, title: str, number: int, *, is_code: bool) -> str:
    """The arguments of a tab, with the title that it has, and the language of its code."""
    own = arguments_of(tag.rest)
    found = own.get("name", "title", "header", "label", "tabname", "tabName")
    found = found or (own.positional[0] if own.positional and tag.name != "code" else "")
    title = (found or title or str(number)).replace("\\", "").replace('"', "'")
    language = own.get("lang", "language") if is_code and own.get("text").lower() != "true" else "-"
    return f'papernotes-title="{title}" papernotes-code="{language}"'

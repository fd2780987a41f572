"""Emphasis in Chinese texts that is not read as such, so that its asterisks stay on the page.

By the rules of CommonMark, which `pymdownx.betterem` follows, `**` with a letter outside and a mark
such as `。` or `“` inside opens or closes nothing: `**重点。**后文`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from mkdocs_papernotes.markup.fragment import parse
from mkdocs_papernotes.markup.prose import ASIDE, prose
from mkdocs_papernotes.markup.runs import runs
from mkdocs_papernotes.text import is_wide

Contexts = tuple[str, str]
"""The letters before some asterisks and those after them."""
IsMeant = Callable[[str, re.Match[str], re.Match[str]], bool]
"""Says whether two asterisks or pairs of them in a text mean emphasis."""

_STRONG = re.compile(r"(?<![*\\])\*{2,3}(?!\*)")
_SLIGHT = re.compile(r"(?<![*\\])\*(?!\*)")
"""By itself it may be an asterisk that is meant, as in `π*` and `A*（…）与B*（…）`."""
_OPENING, _CLOSING = "“‘（《〈「『【〔", "”’）》〉」』】〕。，、；：？！…"
_SLIGHT_BESIDE_MARKS = re.compile(rf"\*[{_OPENING}]|[{_CLOSING}]\*")
_EITHER = "“”‘’…—"
"""Marks of Chinese that other languages have as well."""
_WINDOW = 40
"""How many characters on either side of the asterisks are compared."""
_LETTERS = 6
"""How many letters of them, at most."""
_LONGEST = 40
"""How many characters of a text a message needs."""
_LINE_START = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+|#{1,6}[ \t]+)?")
_TARGET = re.compile(r"\]\([^()\[\]\s]*\)")
"""Of a link."""
_NOT_SHOWN = re.compile(rf"[\]<>{{}}*_~`=^!:|\"$&\\\n{ASIDE}]")
"""What may mean something in Markdown: what is behind it may be shown elsewhere."""
_NO_LETTER = re.compile(r"[\W_]+")
_PARAGRAPH_END = re.compile(r"\n[ \t>]*\n")
_BRACKETS = dict(zip("“‘（《〈「『【〔([", "”’）》〉」』】〕)]", strict=True))
_MARKUP = frozenset("*_`[]()<>{}~=^$\\&#")
_TAGS = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>"), 3: ("<strong><em>", "</em></strong>")}


@dataclass(frozen=True)
class Unread:
    """Emphasis that is shown with its asterisks."""

    written: str
    place: int
    """Where it begins in the text."""
    better: str
    """How to write it."""


def unread_emphasis(text: str, html: str, render: Callable[[str], str]) -> Iterator[Unread]:
    """The emphasis in a Markdown text beside Chinese whose asterisks are in its HTML, outside code.

    `render` gives the HTML of a line of Markdown on the same site. Where the text does not tell
    which of several asterisks are shown, nothing is found.
    """
    kinds = []
    if "**" in text and "**" in html:
        kinds.append((_STRONG, _is_in_chinese))
    if "*" in html and _SLIGHT_BESIDE_MARKS.search(text):
        kinds.append((_SLIGHT, _is_kept_from_marking))
    for marks, is_meant in kinds:
        yield from _unread(text, html, render, marks, is_meant)


def _unread(
    text: str,
    html: str,
    render: Callable[[str], str],
    marks: re.Pattern[str],
    is_meant: IsMeant,
) -> Iterator[Unread]:
    """The same for one kind of asterisks."""
    words = _TARGET.sub(lambda target: " " * len(target[0]), prose(text))
    found = [mark for mark in marks.finditer(words) if not _stands_alone(words, mark)]
    shown = _shown(words, found, html, marks)
    end_of = {one.start(): other.end() for one, other in pairwise(found)}
    is_pair = is_meant if marks is _SLIGHT else _is_any
    for one, other in _pairs(words, [mark for mark in found if mark.start() in shown], is_pair):
        if is_meant(words, one, other):
            start, end = one.start(), end_of[one.start()]
            sides = words[:start][-1:], words[end : end + 1]
            written = text[start:end]
            better = _better(
                written, len(one[0]), sides, lambda line: _is_read(render(line), marks)
            )
            yield Unread(written, start, better)


def ends(written: str) -> str:
    """The beginning and the end of a long text, which show how to write what is between."""
    is_long = len(written) > _LONGEST
    return f"{written[: _LONGEST // 2]}…{written[-_LONGEST // 2 :]}" if is_long else written


def _stands_alone(words: str, mark: re.Match[str]) -> bool:
    """Whether there is white space on both sides, as around an operator."""
    around = words[: mark.start()][-1:], words[mark.end() : mark.end() + 1]
    return not any(side.strip() for side in around)


def _is_in_chinese(words: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return _is_beside_chinese(words, one) or _is_beside_chinese(words, other)


def _is_kept_from_marking(words: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a letter outside and a mark inside keep asterisks from opening or from closing."""
    before, first = words[: one.start()][-1:], words[one.end()]
    last, after = words[other.start() - 1], words[other.end() :][:1]
    cannot_open = first in _OPENING and before.isalnum()
    cannot_close = after.isalnum() and first not in _CLOSING
    return last in _CLOSING and (cannot_open or cannot_close)


def _is_beside_chinese(words: str, mark: re.Match[str]) -> bool:
    start, end = mark.span()
    beside = words[max(start - 1, 0) : start], words[end : end + 1]
    return any(letter and (is_wide(letter) or letter in _EITHER) for letter in beside)


def _is_any(_words: str, _one: re.Match[str], _other: re.Match[str]) -> bool:
    return True


def _pairs(
    words: str, marks: list[re.Match[str]], is_pair: IsMeant
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Neighbours of the same length within one paragraph, each in one pair at most."""
    is_taken = False
    for one, other in pairwise(marks):
        is_taken = (
            not is_taken
            and len(one[0]) == len(other[0])
            and bool(words[one.end() : other.start()].strip())
            and not _PARAGRAPH_END.search(words, one.end(), other.start())
            and is_pair(words, one, other)
        )
        if is_taken:
            yield one, other


# Which asterisks are shown


def _shown(words: str, found: list[re.Match[str]], html: str, marks: re.Pattern[str]) -> set[int]:
    """The places of the asterisks that the page shows, as far as what is around them tells."""
    places: defaultdict[Contexts, list[int]] = defaultdict(list)
    for mark in found:
        places[_written_around(words, mark)].append(mark.start())
    places.pop(("", ""), None)
    counts = Counter(_known(around, places) for around in _shown_around(html, marks))
    return {
        place
        for contexts, count in counts.items()
        if contexts is not None and count >= len(places[contexts])
        for place in places[contexts]
    }


def _written_around(words: str, mark: re.Match[str]) -> Contexts:
    """The letters around asterisks in their line, as far as they are shown for certain."""
    start, end = mark.span()
    first = max(start - _WINDOW, 0)
    line = words.rfind("\n", first, start) + 1
    if (line or first == 0) and (opening := _LINE_START.match(words, line, start)):
        first = opening.end()
    before = _NOT_SHOWN.split(words[first:start])[-1]
    after = _NOT_SHOWN.split(words[end : end + _WINDOW], maxsplit=1)[0]
    return _last_letters(before), _first_letters(after)


def _is_read(html: str, marks: re.Pattern[str]) -> bool:
    """Whether a page shows no asterisks."""
    return next(_shown_around(html, marks), None) is None


def _shown_around(html: str, marks: re.Pattern[str]) -> Iterator[Contexts]:
    """The letters around all asterisks that the page shows outside code."""
    root = parse(html)
    for owner in (root, *root.iter("td", "th")):
        for run in runs(owner):
            for mark in marks.finditer(run.text):
                start, end = mark.span()
                before = run.text[max(start - 2 * _WINDOW, 0) : start]
                yield _last_letters(before), _first_letters(run.text[end : end + 2 * _WINDOW])


def _last_letters(text: str) -> str:
    return _NO_LETTER.sub("", text)[-_LETTERS:]


def _first_letters(text: str) -> str:
    return _NO_LETTER.sub("", text)[:_LETTERS]


def _known(around: Contexts, places: Mapping[Contexts, object]) -> Contexts | None:
    """What is written around the asterisks that are shown so; `None` if that is not certain."""
    before, after = around
    found = [
        contexts
        for start in range(len(before) + 1)
        for end in range(len(after) + 1)
        if (contexts := (before[start:], after[:end])) in places
    ]
    return found[0] if len(found) == 1 else None


# How to write it


def _better(
    written: str, count: int, sides: tuple[str, str], is_read: Callable[[str], bool]
) -> str:
    """The same with the marks outside, or with tags where that would not do."""
    inner = written[count:-count].strip()
    start, end = 0, len(inner)
    while start < end and _is_mark(inner[start]):
        start += 1
    while end > start and _is_mark(inner[end - 1]):
        end -= 1
    core, asterisks = inner[start:end], "*" * count
    moved = f"{inner[:start]}{asterisks}{core}{asterisks}{inner[end:]}"
    if core and moved != written and _is_balanced(core):
        around = (side if side.isalnum() else "" for side in sides)
        if is_read(moved.join(around)):
            return moved
    return inner.join(_TAGS[count])


def _is_mark(letter: str) -> bool:
    return letter not in _MARKUP and (category(letter).startswith("P") or letter.isspace())


def _is_balanced(text: str) -> bool:
    """Whether no bracket or quotation mark is without its counterpart."""
    opened: list[str] = []
    for letter in text:
        if letter in _BRACKETS:
            opened.append(_BRACKETS[letter])
        elif letter in _BRACKETS.values() and (not opened or opened.pop() != letter):
            return False
    return not opened

"""Marks within a text that Python-Markdown reads otherwise than CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from mkdocs_papernotes.importers.kept import KEPT_ENDS
from mkdocs_papernotes.importers.markup.links import Change, read_target
from mkdocs_papernotes.text import CJK

_MARK = re.compile(
    r"(?P<left>\{\{[^{}\n]*\}\}|\{%[^%\n]*%\})|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<run>\*+|_+)|(?P<angle><)|(?P<target>\]\()"
    rf"|(?P<braces>(?<=[*_`)\]>{KEPT_ENDS}])\{{(?=[^{{}}\n]*\}}))"
)
_TAG = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s?=\s?(?:[^\s\"'=<>`]+|'[^'<]*'|\"[^\"<]*\"))?)*"
    r"\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>|!--|\?|![A-Za-z]|!\[CDATA\["
    r"|[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[\w.!#$%&'*+/=?^`{|}~-]{1,80}@[\w.-]{1,80}>)"
)
_LIKE_TAG = re.compile(r"<[A-Za-z/!?]")
_ATTRIBUTES = re.compile(r"\{:?\s?(?:[#.][\w-]|[\w-]+=)[^{}\n]*\}")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", ":": "&#58;", "^": "&#94;", "=": "&#61;"}
_KEPT_ESCAPES = frozenset("\\`*_{}[]()>#+-.!|$")
"""Characters that a backslash makes plain in Python-Markdown, too, in its tables and formulas."""
_CHINESE = re.compile(f"[{CJK}\u3000-\u303f\uff00-\uffef“”‘’…—]")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass
class _Run:
    """Asterisks or underscores next to each other."""

    place: int
    mark: str
    length: int
    opens: bool
    closes: bool
    left: int = 0
    """How many of them have no partner yet."""


def with_plain_marks(text: str) -> str:
    """A paragraph, a heading or a cell in which only what CommonMark reads as markup is markup.

    Emphasis: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis. Two asterisks beside
    Chinese may begin and end it whatever the other character is, as the author has meant.
    """
    changes: list[Change] = []
    runs: list[_Run] = []
    place = 0
    while mark := _MARK.search(text, place):
        place = mark.end()
        if mark["run"]:
            runs.append(_run(text, mark))
        elif mark["target"]:
            target = read_target(text, mark.end() - 1)
            place = target.end if target else place
        elif mark["angle"]:
            tag = _TAG.match(text, mark.start())
            place = tag.end() if tag else place
            if not tag and _LIKE_TAG.match(text, mark.start()):
                changes.append((mark.start(), mark.end(), "&lt;"))
        elif mark["braces"]:
            if not _ATTRIBUTES.match(text, mark.start()):
                changes.append((mark.start(), mark.start(), "\\"))
        elif mark["left"]:  # what is particular to a generator and not known
            continue
        elif (plain := _plain(text, mark)) is not None:
            changes.append((mark.start(), mark.end(), plain))
    changes += _plain_runs(text, runs)
    return _changed(text, sorted(changes))


def _plain(text: str, mark: re.Match[str]) -> str | None:
    """What stands for a character behind a backslash; `None` if the two stay.

    `\\(` and `\\[` would begin a formula.
    """
    char = mark["escaped"]
    if char == "(":
        return "&#40;" if text[: mark.start()].endswith("]") else "("
    if char == ")":
        return None if text.rfind("](", 0, mark.start()) >= 0 else ")"
    if char == "[" and not mark.start():
        return "&#91;"
    return None if char in _KEPT_ESCAPES else _ENTITIES.get(char, char)


def _run(text: str, mark: re.Match[str]) -> _Run:
    """A run of marks, with what it may do by the characters beside it."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    left = _flanks(after, before)
    right = _flanks(before, after)
    if mark["run"][0] == "_":
        opens = left and (not right or _is_punctuation(before))
        closes = right and (not left or _is_punctuation(after))
    else:
        opens, closes = left, right
    length = len(mark["run"])
    is_chinese = _CHINESE.match(before) or _CHINESE.match(after)
    if mark["run"][:2] == "**" and is_chinese:  # as older versions of marked have it
        opens, closes = not after.isspace(), not before.isspace()
    return _Run(mark.start(), mark["run"][0], length, opens, closes, length)


def _flanks(inner: str, outer: str) -> bool:
    if inner.isspace():
        return False
    return not _is_punctuation(inner) or outer.isspace() or _is_punctuation(outer)


def _is_punctuation(char: str) -> bool:
    return char in _ASCII_PUNCTUATION or category(char)[0] in "PS"


def _plain_runs(text: str, runs: list[_Run]) -> Iterator[Change]:
    """Backslashes for marks without a partner that Python-Markdown would find one for."""
    _pair(runs)
    for mark in "*_":
        unpaired = [run for run in runs if run.mark == mark and run.left]
        has_others = sum(run.mark == mark for run in runs) > 1
        for run in unpaired if has_others else ():
            if not _is_harmless(text, run):
                yield run.place, run.place + run.left, f"\\{mark}" * run.left


def _is_harmless(text: str, run: _Run) -> bool:
    """Whether Python-Markdown leaves marks alone."""
    before = text[run.place - 1] if run.place else " "
    after = text[run.place + run.length] if run.place + run.length < len(text) else " "
    if before.isspace() and after.isspace():
        return True
    is_within = (before.isalnum() or before == "_") and (after.isalnum() or after == "_")
    return run.mark == "_" and is_within


def _pair(runs: list[_Run]) -> None:
    """Take off the runs what is emphasis, by the algorithm of CommonMark's specification."""
    openers: list[_Run] = []
    lowest: dict[tuple[str, int, bool], int] = {}
    for run in runs:
        while run.closes and run.left:
            key = (run.mark, run.length % 3, run.opens)
            bottom = lowest.get(key, 0)
            found = next(
                (
                    number
                    for number in range(len(openers) - 1, bottom - 1, -1)
                    if _fits(openers[number], run)
                ),
                -1,
            )
            if found < 0:
                lowest[key] = len(openers)
                break
            opener = openers[found]
            count = 2 if opener.left > 1 and run.left > 1 else 1
            opener.left -= count
            run.left -= count
            del openers[found + (1 if opener.left else 0) :]
            lowest = {each: min(number, len(openers)) for each, number in lowest.items()}
        if run.opens and run.left:
            openers.append(run)


def _fits(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark or not opener.left:
        return False
    is_either = opener.closes or closer.opens
    is_three = (opener.length + closer.length) % 3 == 0
    return not (is_either and is_three and (opener.length % 3 or closer.length % 3))


def _changed(text: str, changes: list[Change]) -> str:
    parts, place = [], 0
    for first, last, new in changes:
        parts += [text[place:first], new]
        place = last
    return "".join((*parts, text[place:]))

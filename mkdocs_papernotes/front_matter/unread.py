"""Lines that are not read as YAML, searched for keys that speak of publication.

These are the lines of a block that is broken, unclosed or in another format, and whatever stands at
the top of a page where a block would be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mkdocs_papernotes.front_matter.mentions import Mention, Trust, recognised

_FARTHEST = 200
"""How many lines at the top of a page are searched."""
_KEY_WITHIN = 60
"""How many characters of a line are searched for the end of a key."""
_VALUE_WITHIN = 200
"""How many characters of a line are searched for the end of a value."""
_FENCE = re.compile(r"(?P<mark>(?:[-+;~`=*_%—–―‐−][ \t]?){2,}|[—–―])(?:[ \t]*\w{1,12})?$")
"""Any line that may be meant as a fence, such as `----`, `~~~ yaml` and `—`."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_COLONS = re.compile("[∶ː꞉]")
_BRACES = re.compile("([{},])")
_BEFORE_KEY = " \t-+*_>?•@:.(|\"'`"
_AROUND_KEY = " \t*_\"'`"
_AROUND_VALUE = " \t,;*_\"'`“”‘’"
_COMMENTS = ("#", "//", "{#", "{%")


def mentions_in(lines: Sequence[str], first: int, *, is_block: bool) -> Iterator[Mention]:
    """Mentions in lines, of which the first is line `first + 1` of the file.

    `is_block` says that these are the lines of a block, not of a text that only looks like one.
    """
    for n, line in enumerate(lines):
        if not _may_have_key(line):
            continue
        text = clean(line if "{" in line else line[:_VALUE_WITHIN])
        following = lines[n + 1] if n + 1 < len(lines) else ""
        for key, value in _pairs(text):
            found = recognised(key)
            if found is None or (found[0] == "status" and not is_block):
                continue
            if value == "" and following[:1] in {" ", "\t"}:
                value = _value(clean(following))
            is_bold = text.lstrip().startswith(("*", "_"))
            trust: Trust = "sure" if is_block and not is_bold and found[1] != "unsure" else "unsure"
            yield Mention(found[0], trust, key, first + n + 1, value)


def _may_have_key(line: str) -> bool:
    """Whether to look at a line closely; most have the same few keys, or none."""
    mark = line.find(":", 0, _KEY_WITHIN)
    if "{" in line:
        return True
    return _is_key(line[:mark] if mark >= 0 else line[:_KEY_WITHIN])


@lru_cache(maxsize=4096)
def _is_key(text: str) -> bool:
    found = _pair(clean(text).lstrip(_BEFORE_KEY))
    return found is not None and recognised(found[0]) is not None


def clean(line: str) -> str:
    """A line without what cannot be seen, and with plain letters and colons for wide ones."""
    if line.isascii():
        return line.strip()
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", _COLONS.sub(":", line)))
    return " ".join(_BREAKS.split(text)).strip()


def _pairs(text: str) -> Iterator[tuple[str, str | None]]:
    """Key and value of a line, or several of them between braces; `None` for a key alone."""
    if text.startswith(_COMMENTS):
        return
    pieces = _BRACES.split(text) if "{" in text else [text]
    for piece, brace in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        found = _pair(piece.lstrip(_BEFORE_KEY))
        if found is not None:
            is_mapping = brace == "{" and not found[1]
            yield found[0], None if is_mapping else found[1]


def _pair(piece: str) -> tuple[str, str | None] | None:
    marks = [n for mark in ":=" if (n := piece.find(mark, 0, _KEY_WITHIN)) > 0]
    if marks:
        key, value = piece[: min(marks)], piece[min(marks) + 1 :].lstrip(":=> ")
        return key.strip(_AROUND_KEY), _value(value)
    words = piece[:_KEY_WITHIN].split(None, 1)
    if not words:
        return None
    key = words[0].strip(";,.|" + _AROUND_KEY)
    return key, _value(words[1].lstrip(";,.| ")) if len(words) > 1 else None


def _value(text: str) -> str:
    value = text.partition(" #")[0].strip(_AROUND_VALUE)
    return "" if value in {"~", "null"} else value


def mentions_at_top(
    lines: Sequence[str], start: int, *, is_below_block: bool = False
) -> Iterator[Mention]:
    """Mentions at the top of a text in which no block was found, from the index `start` on.

    With `is_below_block`, the text is that below a block. There, and below a heading or a comment,
    only a value that reads as a flag or a date counts.
    """
    last = min(len(lines), start + _FARTHEST)
    n, above = _skip(lines, start, last)
    for line in range(start, n):
        text = clean(lines[line]).removeprefix("<!--").removesuffix("-->")
        yield from mentions_in([text], line, is_block=False)
    if n == last:
        return
    opening = clean(lines[n][:_KEY_WITHIN])
    is_block = not is_below_block and not above
    if fence := _FENCE.match(opening):
        if fence["mark"][0] in "`~" and not is_block:
            return  # code that is shown
        end = _end_of_fenced(lines, n + 1, last, fence["mark"][0])
        is_block = is_block and _begins_with_key(lines, n + 1, end)
        yield from mentions_in(lines[n + 1 : end], n + 1, is_block=is_block)
    else:
        is_json = opening.startswith("{") and opening[1:2] not in {"%", "{", "#", ":"}
        ends = {"}"} if is_json else {""}
        end = next((m for m in range(n, last) if lines[m].strip() in ends), last)
        yield from mentions_in(lines[n:end], n, is_block=is_block and is_json)


def _skip(lines: Sequence[str], start: int, last: int) -> tuple[int, bool]:
    """The first line that is no heading, comment or blank line, and whether a heading is above."""
    heading = comment = False
    for n in range(start, last):
        text = clean(lines[n][:_KEY_WITHIN])
        if comment or text.startswith("<!--"):
            comment = "-->" not in lines[n]
        elif text.startswith("#") and not _FENCE.match(text):
            heading = heading or text.startswith(("# ", "## "))
        elif text and not text.startswith(("{#", "{%", "//", "% ")):
            return n, heading
    return last, heading


def below_comments(lines: Sequence[str], start: int) -> int:
    """The index of the first line below blank lines and comments in HTML."""
    comment = False
    for n in range(start, min(len(lines), start + _FARTHEST)):
        text = clean(lines[n][:_KEY_WITHIN])
        if comment or text.startswith("<!--"):
            comment = "-->" not in lines[n]
        elif text:
            return n
    return len(lines)


def _end_of_fenced(lines: Sequence[str], first: int, last: int, mark: str) -> int:
    """Where the lines below a fence end: at the next fence, or else at the first blank line."""
    for n in range(first, last):
        text = clean(lines[n][:_KEY_WITHIN])
        if text[:1] == mark and _FENCE.match(text) and n > first:
            return n
    return next((n for n in range(first + 1, last) if not lines[n].strip()), last)


def _begins_with_key(lines: Sequence[str], first: int, end: int) -> bool:
    """Whether the first line that says something has a key."""
    texts = (clean(line) for line in lines[first:end])
    text = next((text for text in texts if text and not text.startswith(_COMMENTS)), "")
    mark = min((n for c in ":=" if (n := text.find(c, 0, _KEY_WITHIN)) > 0), default=0)
    return text.startswith("{") or (bool(mark) and len(text[:mark].split()) < 4)


def trusted(mentions: Iterator[Mention], known: Sequence[Mention]) -> tuple[Mention, ...]:
    """`known`, which were read as YAML, and the mentions on other lines."""
    seen = {(mention.subject, mention.line) for mention in known}
    others = (mention for mention in mentions if (mention.subject, mention.line) not in seen)
    return (*known, *dict.fromkeys(others))

"""A text that is being rewritten: its code is out of reach, and each line knows its origin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from mkdocs_papernotes.importers.code import code_spans

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_STRAY = re.compile(f"[{_OPEN}{_CLOSE}]")

Replace = Callable[["re.Match[str]", int], "str | None"]
"""Gives the new text for a match on a line of the source, or `None` to leave it as it is."""


class Body:
    """Markdown whose code and finished parts are kept out of reach of the converters.

    What is kept is a token in `text`: two private characters around a number. A converter rewrites
    with `sub`; what it does not want to be touched again it passes through `keep`.
    """

    def __init__(self, text: str, line: int = 1):
        """A text that begins on a line of its file; CRLF and CR become LF."""
        self._kept: list[str] = []
        self._code: set[int] = set()
        """Which of them are code."""
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = list(range(line, line + self.text.count("\n") + 1))
        """The line of the source that each line of the text comes from."""
        self._known: list[int] | None = None
        self.sub(_STRAY, lambda match, at: self.keep(match[0]))
        self._replace(
            (first, last, self.keep_as_code(self.text[first:last]))
            for first, last in code_spans(self.text)
        )

    def keep(self, text: str) -> str:
        """A token that stands for a text from now on."""
        self._kept.append(self.restored(text))
        return f"{_OPEN}{len(self._kept) - 1}{_CLOSE}"

    def keep_as_code(self, text: str) -> str:
        """The same for code, and for what is as good as code, such as a comment."""
        token = self.keep(text)
        self._code.add(len(self._kept) - 1)
        return token

    def sub(self, pattern: re.Pattern[str], replace: Replace) -> None:
        """Replace the matches of a pattern in all that is not kept."""
        self._replace(
            (match.start(), match.end(), new)
            for match in list(pattern.finditer(self.text))
            if (new := replace(match, self.line_at(match.start()))) is not None
        )

    def replace(self, changes: Iterable[tuple[int, int, str]]) -> None:
        """Replace parts of the text, given by their places in order, without overlaps."""
        self._replace(changes)

    def line_at(self, place: int) -> int:
        """The line of the source that a place in the text comes from."""
        return self._lines[bisect_right(self._starts(), place) - 1]

    def restored(self, text: str | None = None) -> str:
        """The whole text, or a part of it, with all that was kept."""
        return _TOKEN.sub(lambda found: self._kept[int(found[1])], self._text_or(text))

    def with_code(self, text: str | None = None) -> str:
        """The whole text, or a part of it, with its code; all else that was kept stays so."""
        return _TOKEN.sub(self._unless_kept, self._text_or(text))

    def indented(self, text: str, prefix: str) -> str:
        """A part of the text with a prefix before each of its lines, those of its code, too.

        Empty lines get the prefix without the spaces at its end.
        """
        lines = self.with_code(text).split("\n")
        whole = "\n".join(prefix + line if line else prefix.rstrip() for line in lines)
        return whole if "\n" not in text and whole == prefix + text else self._with_code_kept(whole)

    def kept(self) -> Iterator[tuple[int, str]]:
        """All that is kept, in order, with the line of the source that it begins on."""
        for match in _TOKEN.finditer(self.text):
            yield self.line_at(match.start()), self._kept[int(match[1])]

    def relay(self, lines: Iterable[tuple[str, int]]) -> None:
        """Take other lines as the text, each with the line of the source that it comes from."""
        pairs = list(lines) or [("", self._lines[0])]
        self.text = "\n".join(text for text, _ in pairs)
        self._lines = [line for _, line in pairs]
        self._known = None

    def with_kept(self, text: str, change: Callable[[str], str]) -> str:
        """A part of the text in which all that was kept is changed, and kept again."""
        return _TOKEN.sub(lambda match: self.keep(change(self.restored(match[0]))), text)

    def is_kept(self, text: str) -> bool:
        """Whether a part of the text holds something that was kept."""
        return bool(_TOKEN.search(text))

    def _with_code_kept(self, text: str) -> str:
        parts, place = [], 0
        for first, last in code_spans(text):
            parts += [text[place:first], self.keep_as_code(text[first:last])]
            place = last
        return "".join((*parts, text[place:]))

    def _unless_kept(self, match: re.Match[str]) -> str:
        number = int(match[1])
        if number not in self._code:
            return match[0]
        return _STRAY.sub(lambda stray: self.keep(stray[0]), self._kept[number])

    def _text_or(self, text: str | None) -> str:
        return self.text if text is None else text

    def _starts(self) -> list[int]:
        """Where each line of the text begins."""
        if self._known is None:
            lengths = (len(line) + 1 for line in self.text.split("\n"))
            self._known = [0, *accumulate(lengths)][:-1]
        return self._known

    def _replace(self, changes: Iterable[tuple[int, int, str]]) -> None:
        parts: list[str] = []
        lines: list[int] = []
        place = seen = 0
        starts = self._starts()
        for first, last, new in list(changes):
            above, end = bisect_right(starts, first) - 1, bisect_right(starts, last) - 1
            parts += [self.text[place:first], new]
            lines += self._lines[seen : above + 1]
            lines += (self._lines[min(above + n, end)] for n in range(1, new.count("\n") + 1))
            place, seen = last, end + 1
        self.text = "".join((*parts, self.text[place:]))
        self._lines = [*lines, *self._lines[seen:]]
        self._known = None

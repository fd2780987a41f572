"""A text that is being rewritten: its code is out of reach, and each line knows its origin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from mkdocs_papernotes.importers.code import divided
from mkdocs_papernotes.importers.kept import KEPT_ENDS, KEPT_OPENS

_TOKEN = re.compile(f"{KEPT_OPENS}([0-9]+){KEPT_ENDS}")
_STRAY = re.compile(f"[{KEPT_OPENS}{KEPT_ENDS}]")

Replace = Callable[["re.Match[str]", int], "str | None"]
"""Gives the new text for a match on a line of the source, or `None` to leave it as it is."""


class Body:
    """Markdown whose code and finished parts are kept out of reach of the converters.

    What is kept is a token in `text`: two private characters around a number. A converter rewrites
    with `sub`; what it does not want to be touched again it passes through `keep`.
    """

    def __init__(self, text: str, line: int | Sequence[int] = 1):
        """A text that begins on a line of its file, or the lines that its lines are in the file.

        CRLF and CR become LF.
        """
        self._kept: list[str] = []
        self._blocks: set[int] = set()
        """Which of them are fenced or indented code."""
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        count = self.text.count("\n") + 1
        self._lines = [*range(line, line + count)] if isinstance(line, int) else [*line]
        """The line of the source that each line of the text comes from."""
        self._known: list[int] | None = None
        self.sub(_STRAY, lambda match, at: self.keep(match[0]))
        self._replace(
            (first, last, self.keep(self.text[first:last], is_block=is_block))
            for (first, last), is_block in divided(self.text)
        )

    def keep(self, text: str, *, is_block: bool = False) -> str:
        """A token that stands for a text from now on.

        `is_block` is for fenced and indented code, and for what is written in the same way.
        """
        if is_block:
            self._blocks.add(len(self._kept))
        self._kept.append(self.restored(text))
        return f"{KEPT_OPENS}{len(self._kept) - 1}{KEPT_ENDS}"

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

    def with_blocks(self, text: str | None = None) -> str:
        """The whole text, or a part of it, with its blocks of code; all else stays kept."""
        return _TOKEN.sub(self._unless_kept, self._text_or(text))

    def indented(self, text: str, prefix: str) -> str:
        """A part of the text with a prefix before each of its lines, kept ones, too.

        Empty lines get the prefix without the spaces at its end.
        """
        lines = self.with_blocks(text).split("\n")
        end = prefix.rstrip()
        whole = "\n".join(
            prefix + self.with_prefix(line, prefix) if line else end for line in lines
        )
        parts, place = [], 0
        for (first, last), is_block in divided(whole):
            if is_block:
                parts += [whole[place:first], self.keep(whole[first:last], is_block=True)]
                place = last
        return "".join((*parts, whole[place:]))

    def with_prefix(self, text: str, prefix: str) -> str:
        """A part of the text whose kept parts have a prefix before their further lines."""

        def replaced(match: re.Match[str]) -> str:
            kept = self._kept[int(match[1])]
            return self.keep(kept.replace("\n", f"\n{prefix}")) if "\n" in kept else match[0]

        return _TOKEN.sub(replaced, text)

    def tokens(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each kept part stands in a part of the text, and what it is."""
        for match in _TOKEN.finditer(text):
            yield match.start(), match.end(), self._kept[int(match[1])]

    def token_at(self, text: str) -> tuple[str, int] | None:
        """What is kept at the beginning of a part of the text, and where its token ends there."""
        match = _TOKEN.match(text)
        return (self._kept[int(match[1])], match.end()) if match else None

    def origins(self) -> Iterator[int]:
        """The lines of the source that the lines of the restored text come from."""
        for text, number in zip(self.text.split("\n"), self._lines, strict=True):
            yield from range(number, number + self.restored(text).count("\n") + 1)

    def rows(self) -> Iterator[tuple[str, int]]:
        """The lines of the text with its blocks of code, each with its line of the source."""
        for text, number in zip(self.text.split("\n"), self._lines, strict=True):
            for more, line in enumerate(self.with_blocks(text).split("\n")):
                yield line, number + more

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

        def changed(match: re.Match[str]) -> str:
            changed_text = change(self.restored(match[0]))
            return self.keep(changed_text, is_block=int(match[1]) in self._blocks)

        return _TOKEN.sub(changed, text)

    def is_kept(self, text: str) -> bool:
        """Whether a part of the text holds something that was kept."""
        return bool(_TOKEN.search(text))

    def _unless_kept(self, match: re.Match[str]) -> str:
        number = int(match[1])
        if number not in self._blocks:
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
            is_below = last == starts[end] and end > above
            if is_below and (new.endswith("\n") or (not new and first == starts[above])):
                lines[-1] = self._lines[end]  # what follows is a line of its own
            place, seen = last, end + 1
        self.text = "".join((*parts, self.text[place:]))
        self._lines = [*lines, *self._lines[seen:]]
        self._known = None

"""Codes of problems that an author does not want to be told of.

A file names them in a comment: `# papernotes: ignore PN104` in front matter and in YAML,
`<!-- papernotes: ignore PN104, PN725 -->` in the text of a page. They hold for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from mkdocs_papernotes.problems.catalogue import messages
from mkdocs_papernotes.problems.problem import Problem

CODE = re.compile(r"PN[0-9]{3}")
_COMMENT = re.compile(
    r"^[ \t]*(?:<!--+|#|%)[ \t]*papernotes:[ \t]*ignore\b[ \t:]*(?P<codes>[A-Za-z0-9, \t]*)",
    re.MULTILINE,
)
_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_WORD = re.compile(r"[A-Za-z0-9]+")

Read = Callable[[str], "str | None"]
"""Returns the text of the file that a problem names, or `None`."""


def ignored_codes(text: str) -> Iterator[tuple[int, str]]:
    """What the comments of a file name, in capitals, with the line; code blocks are left out."""
    if "papernotes:" not in text:
        return
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        opening = _FENCE.match(line)
        if fence:
            fence = "" if opening and opening["fence"].startswith(fence) else fence
        elif opening:
            fence = opening["fence"]
        elif found := _COMMENT.match(line):
            yield from ((number, word.upper()) for word in _WORD.findall(found["codes"]))


@lru_cache(maxsize=1)
def known_codes() -> frozenset[str]:
    """All codes that there are."""
    return frozenset(message.code for message in messages().values())


class Ignored:
    """Leaves out the problems that a site or a file ignores. Errors are never left out."""

    def __init__(self, codes: Collection[str], read: Read):
        """`codes` are those that the whole site ignores."""
        self._codes, self._read = frozenset(codes), read
        self._of_files: dict[str, frozenset[str]] = {}

    def without(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that are not ignored."""
        return [problem for problem in problems if not self._is_ignored(problem)]

    def _is_ignored(self, problem: Problem) -> bool:
        if problem.severity == "error":
            return False
        return self.has(problem.code, problem.source)

    def has(self, code: str, source: str) -> bool:
        """Whether a code is ignored in a file."""
        return code in self._codes or code in self._of(source)

    def _of(self, source: str) -> frozenset[str]:
        if source not in self._of_files:
            text = self._read(source) if source else None
            self._of_files[source] = frozenset(code for _, code in ignored_codes(text or ""))
        return self._of_files[source]


def unknown_codes(text: str, source: str) -> Iterator[Problem]:
    """The problems of comments that ignore codes which do not exist."""
    for line, code in ignored_codes(text):
        if code not in known_codes():
            yield Problem("unknown-code", source, line, values={"given": code})

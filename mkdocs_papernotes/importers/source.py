"""The files of an old site: which there are, and what stands in one with front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_papernotes.importers.block import Block, block_of
from mkdocs_papernotes.importers.decoding import UndecodableError, decode
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import shortened

_MARKS = "\ufeff\u200b\u2060"
"""Characters of no width, with which some editors begin a file."""
_BACKTICKS = re.compile("`+")
NEVER = frozenset(
    {".git", ".svn", ".hg", ".DS_Store", "Thumbs.db", "desktop.ini", "node_modules", "__pycache__"}
)
"""Names of files and folders that are part of no site."""


@dataclass(frozen=True)
class Source:
    """A file with front matter, or without."""

    path: str
    """Below the old site's folder, with forward slashes."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Front matter as written: the keys as they are, numbers that YAML would change as text
    (`007`, `2604.15240`, `12:30:45`), dates as `date` or `datetime`, or as text where they are
    impossible. `draft` is true if lines of it could not be read."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key at the left margin, from 1."""
    body: str = ""
    """Its Markdown with LF at the ends of lines; below it, in a block of code, `unread`."""
    line: int = 1
    """The line of the file that the body begins on, from 1."""
    problems: tuple[Problem, ...] = ()
    """How it was read, and what was mended."""
    unread: str = ""
    """The lines of the front matter that could not be read."""


def read_source(folder: Path, path: str) -> Source | None:
    """The file at a path below the old site's folder, or `None` if it cannot be read."""
    found = read_source_or_problem(folder, path)
    return found if isinstance(found, Source) else None


def read_source_or_problem(folder: Path, path: str) -> Source | Problem:
    """The same, with the reason why a file cannot be read."""
    try:
        content = (folder / path).read_bytes()
    except (OSError, ValueError) as error:
        return Problem("import-not-decoded", path, values={"reason": _reason(error)})
    return source_of(content, path)


def _reason(error: Exception) -> str:
    """What the system says, without numbers and paths."""
    return shortened((isinstance(error, OSError) and error.strerror) or str(error))


def source_of(content: bytes, path: str) -> Source | Problem:
    """The same for the bytes of a file."""
    try:
        decoded = decode(content)
    except UndecodableError as error:
        return Problem("import-not-decoded", path, values={"reason": str(error)})
    problems = []
    if decoded.encoding:
        problems.append(Problem("import-decoded", path, values={"encoding": decoded.encoding}))
    text = decoded.text.lstrip(_MARKS).replace("\r\n", "\n").replace("\r", "\n")
    block = block_of(text, path)
    if block is None:
        return Source(path, body=text, problems=tuple(problems))
    lines = text.split("\n")
    first = block.end
    while first < len(lines) - 1 and not lines[first].strip():
        first += 1
    values = {**block.values, "draft": True} if block.unread else block.values
    return Source(
        path,
        values,
        block.lines,
        _with_unread("\n".join(lines[first:]), block),
        first + 1,
        (*problems, *block.problems),
        block.unread,
    )


def _with_unread(body: str, block: Block) -> str:
    if not block.unread:
        return body
    longest = max(map(len, _BACKTICKS.findall(block.unread)), default=0)
    fence = "`" * max(3, longest + 1)
    code = f"{fence}yaml\n{block.unread}\n{fence}\n"
    return f"{body.rstrip()}\n\n{code}" if body.strip() else code


def walk(
    folder: Path, start: str = "", *, skip: Collection[str] = ()
) -> tuple[list[str], list[Problem]]:
    """The files below a folder of an old site, sorted, as paths below the site's folder.

    `skip` has names, of folders and files at any depth, and paths below the site's folder; what no
    site has (`NEVER`) is skipped, too. A link that leads out of the site's folder, a file that is
    none and a folder that cannot be read are told.
    """
    walker = _Walker(folder, frozenset(skip) | NEVER)
    found = sorted(walker.files(start.strip("/")))
    return found, walker.problems


class _Walker:
    def __init__(self, folder: Path, skip: Collection[str]):
        self.folder = folder
        self.root = Path(os.path.realpath(folder))
        self.skip = skip
        self.problems: list[Problem] = []
        self._seen: set[str] = set()
        """Real paths of the folders that were read: a link to one of them is not followed."""

    def files(self, start: str) -> Iterator[str]:
        """Real folders first, then those that links lead to and that were not read there."""
        waiting = [start]
        links: list[str] = []
        while waiting or links:
            path = waiting.pop() if waiting else links.pop(0)
            real = os.path.realpath(self.folder / path)
            if real in self._seen:
                continue
            self._seen.add(real)
            for entry in self._entries(path):
                inner = f"{path}/{entry.name}" if path else entry.name
                if entry.name in self.skip or inner in self.skip or not self._is_fit(entry, inner):
                    continue
                if entry.is_dir():
                    (links if entry.is_symlink() else waiting).append(inner)
                elif entry.is_file():
                    yield inner

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder / path) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._left(path or ".", _reason(error))
            return []

    def _is_fit(self, entry: os.DirEntry[str], path: str) -> bool:
        """Whether an entry has a name that can be written, and lies in the site's folder."""
        try:
            entry.name.encode("utf-8")
        except UnicodeEncodeError:
            self._left(path.encode("utf-8", "replace").decode(), "its name is not UTF-8")
            return False
        if not entry.is_symlink():
            return True
        real = Path(os.path.realpath(self.folder / path))
        if not real.is_relative_to(self.root):
            self.problems.append(Problem("import-outside", path, values={"file": path}))
            return False
        return real.exists()

    def _left(self, path: str, reason: str) -> None:
        values = {"file": path, "reason": reason}
        self.problems.append(Problem("import-file-left", path, values=values))

"""Writes what an import has made: file by file, so that it can be repeated after any end."""

from __future__ import annotations

import dataclasses
import errno
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs_papernotes.commands.changes import (
    Change,
    NotWrittenError,
    diff_of,
    make_folder,
    not_written,
    remove_abandoned,
    replace_file,
)
from mkdocs_papernotes.commands.output import Output, from_here
from mkdocs_papernotes.importers.importing import Import, Target
from mkdocs_papernotes.importers.manifest import NAME as MANIFEST
from mkdocs_papernotes.importers.manifest import Decision, Entry, Manifest, digest_of
from mkdocs_papernotes.importers.report import Place, Point
from mkdocs_papernotes.problems.problem import Problem

_PROBLEMS: dict[Decision, str] = {
    "edited": "import-edited",
    "foreign": "import-in-the-way",
    "deleted": "import-deleted",
}
_FINAL = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC)
"""Errors that every other file would meet, too."""
_REST = "Run the command again to write the rest."
_SECONDS = 2.0
"""How often the manifest is written while the files are."""


class ImportWriter:
    """Writes the files of a new site, and keeps its manifest."""

    def __init__(self, folder: Path, imported: Import, manifest: Manifest, output: Output):
        self._folder, self._imported, self._output = folder, imported, output
        self._root = folder.resolve()
        self._manifest = manifest
        self._ready: set[Path] = set()
        self._saved = time.monotonic()
        self.is_first = not manifest.entries
        """Whether nothing was imported here before."""
        self.points: list[Point] = []
        """What was found while writing."""
        self.written = 0
        self.unchanged = 0

    def write(self, targets: Iterable[Target]) -> None:
        """Write files; ends the command if none can be written."""
        try:
            for target in targets:
                self._write(target)
                if time.monotonic() - self._saved > _SECONDS:
                    self._save()
        finally:
            self._save()

    def write_own(self, name: str, text: str) -> None:
        """Write a file that belongs to the import itself, unless it is there with this text."""
        path, content = self._folder / name, text.encode("utf-8")
        before = _content(path)
        if before != content:
            self._replace(path, content, before)

    def _write(self, target: Target) -> None:
        try:
            content = target.read()
        except OSError as error:
            reason = error.strerror or str(error)
            self._tell("import-not-decoded", target, reason=reason)
            return
        path, digest = self._folder / target.path, digest_of(content)
        before = None
        if os.path.lexists(path):
            before = _content(path)
            there = "" if before is None else digest_of(before)
        else:
            there = None
        decision = self._manifest.decision(target.path, digest, there)
        if decision == "write" and not self._replace(path, content, before):
            return
        if decision in {"write", "same"}:
            source_digest = self._source_digest(target, digest)
            entry = Entry(digest, target.source, source_digest)
            self._manifest.entries[target.path] = entry
        elif decision == "deleted":
            entry = self._manifest.entries[target.path]
            self._manifest.entries[target.path] = Entry(
                entry.digest, entry.source, entry.source_digest, is_deleted=True
            )
        self.unchanged += decision != "write"
        if name := _PROBLEMS.get(decision):
            self._tell(name, target, file=target.path)

    def _source_digest(self, target: Target, digest: str) -> str:
        if not target.source or isinstance(target.content, Path):
            return digest if target.source else ""
        return self._imported.digest_of_source(target.source)

    def _tell(self, name: str, target: Target, **values: object) -> None:
        problem = Problem(name, target.source, values=values)
        self.points.append(Point(problem, Place(target.path)))

    def _replace(self, path: Path, content: bytes, before: bytes | None) -> bool:
        """Write a file; tells why it cannot be written, and ends the command if none can."""
        if not self._output.dry_run:
            try:
                self._make_ready(path.parent)
                replace_file(path, content, alone=False)
            except OSError as error:
                message = str(not_written(path, error, _REST))
                if error.errno in _FINAL:
                    self._output.fail(message)
                self._output.error(message)
                return False
            except NotWrittenError as error:
                self._output.error(str(error))
                return False
        self.written += 1
        change = Change(path, content, before)
        name = from_here(path)
        self._output.wrote(name, _diff(change, name), is_new=change.is_new)
        return True

    def _make_ready(self, folder: Path) -> None:
        """Make a folder, once; raises `NotWrittenError` if a link leads out of the site."""
        if folder in self._ready:
            return
        make_folder(folder, [])
        real = folder.resolve()
        if not real.is_relative_to(self._root):
            raise NotWrittenError(
                f"{folder} is outside the site's folder: a link leads to {real}. {_REST}"
            )
        remove_abandoned(folder)
        self._ready.add(folder)

    def _save(self) -> None:
        """Write the manifest of what was written until now."""
        self._saved = time.monotonic()
        if self._output.dry_run or not self._manifest.entries:
            return
        path, content = self._folder / MANIFEST, self._manifest.text().encode("utf-8")
        if _content(path) != content:
            try:
                replace_file(path, content)
            except OSError as error:
                self._output.error(str(not_written(path, error, _REST)))


def _content(path: Path) -> bytes | None:
    """The content of a file; `None` if there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _diff(change: Change, name: str) -> str:
    """The diff of a text; a sentence for other files."""
    if b"\0" in change.after[:8000]:
        return f"Binary file {name} differs\n"
    return diff_of(change, name)


def located(points: Iterable[Point], source: Path) -> Iterator[Problem]:
    """The problems with paths from the current folder."""
    for point in points:
        if point.problem.source:
            at = from_here(source / point.problem.source)
            yield dataclasses.replace(point.problem, source=at)
        else:
            yield point.problem

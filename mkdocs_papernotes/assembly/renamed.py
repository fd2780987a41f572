"""Notes that git shows to be renamed: feed readers would take them for new ones."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.source_file import SourceFile

_DAYS = 30
"""How long before the newest commit a rename is looked for. After that its readers have seen the
note again, and another id would show it to them once more."""
_SECONDS = 10
_COMMIT = "\1"


@dataclass(frozen=True)
class _Rename:
    day: str
    old: str
    new: str


def find_renamed(site: Site, docs: Path) -> Iterator[Problem]:
    """A problem for each note of a feed whose id is another one since it was renamed.

    `docs` is the docs folder. Without git, in a shallow clone and outside a repository none is
    found.
    """
    sources = site.feeds.sources if site.feeds else frozenset()
    notes = [note for note in site.notes if note.source in sources and _has_id_of_path(note, site)]
    renames = [*_renames(docs)] if notes else []
    for note in notes:
        old, day = note.source, ""
        for rename in renames:
            if rename.new == old:
                old, day = rename.old, day or rename.day
        if old != note.source and (path := _former_path(old, note, site)):
            values = {"other": old, "day": day, "given": path}
            yield Problem("renamed-in-feeds", note.source, key="feed_id", values=values)


def _has_id_of_path(note: Note, site: Site) -> bool:
    return not note.feed_id and site.catalog.key(note) == note.location.path


def _former_path(source: str, note: Note, site: Site) -> str:
    """The path that a note had at `source`; empty if it is the same, or in another language."""
    structure = site.structure
    file = SourceFile(source, lambda: b"", True)
    location = structure.note_location(structure.location(file, note.language), note.language)
    same_language = location.language == note.language
    return location.path if same_language and location.path != note.location.path else ""


def _renames(docs: Path) -> Iterator[_Rename]:
    """The renames below a folder in the last days, newest first."""
    newest = _git(docs, "log", "-1", "--format=%ct").strip()
    if not newest.isdecimal():
        return
    since = f"--since=@{int(newest) - _DAYS * 24 * 60 * 60}"
    log = _git(
        docs, "log", since, "-M", "--diff-filter=R", "--name-status", "-z", "--relative",
        f"--format={_COMMIT}%cs",
    )  # fmt: skip
    for commit in log.split(_COMMIT)[1:]:
        day, *fields = commit.split("\0")
        names = [field.lstrip("\n") for field in fields if field]
        for status, old, new in zip(names[::3], names[1::3], names[2::3], strict=False):
            if status.startswith("R"):
                yield _Rename(day.strip(), old, new)


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; empty if it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            # Hooks of git are called with variables that lead to another repository.
            env={name: value for name, value in os.environ.items() if name[:4] != "GIT_"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "surrogateescape")

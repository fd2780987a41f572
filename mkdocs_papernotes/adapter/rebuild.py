"""The rebuilds of `serve`: quick where the text of notes is all that has changed, else whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.log import log
from mkdocs_papernotes.adapter.quick_build import QuickBuild
from mkdocs_papernotes.adapter.watching import Changes, is_of_editor
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem

Stamp = tuple[int, int, int]
"""What changes when a file does: its time, size and number."""
Found = Mapping[str, "Stamp | None"]
"""Files that have changed; those that are gone have no stamp."""


class Rebuild:
    """Called by `serve` when files have changed."""

    def __init__(
        self,
        whole: Callable[[], None],
        last: Callable[[], QuickBuild | None],
        config: MkDocsConfig,
        watched: Callable[[], Iterable[str]],
        changes: Changes,
        cache: Path | None,
        started: int,
    ):
        """`whole` builds the site; `last` returns its last build, or `None` if it failed.

        `watched` returns the files and folders that `serve` watches beside those of the
        configuration; plugins may add some at any time. `changes` are told from now on, if the
        system can. What builds write into `cache` is no change. The first build has `started` at
        that time, in nanoseconds: it may have missed what was written since.
        """
        self._whole, self._last, self._changes = whole, last, changes
        self._docs, self._watched, self._started = Path(config.docs_dir), watched, started
        paths = (config.docs_dir, config.config_file_path, *config.watch)
        self._own, self._cache = [path for path in paths if path], str(cache or "")
        self._seen: set[str] = set()
        self._is_complete = True
        """Whether the site has all changes that were seen: the last rebuild did not fail."""
        self._stamps: dict[str, Stamp] = {}
        """The files as they are on the site."""
        changes.take()
        self._look()

    def __call__(self) -> None:
        started = time.monotonic()
        quick = self._last() if self._is_complete else None
        changed = self._told()
        texts = self._new_texts(quick, changed)
        if texts is None:
            # What is there may be half of a save, or the first of many.
            self._changes.wait_for_quiet()
            self._changes.take()
            changed = self._changed(self._look())
            texts = self._new_texts(quick, changed)
        self._note(changed)
        self._is_complete = False
        if quick is None or texts is None or (texts and not _succeeds(quick, texts)):
            self._build_all()
        else:
            _report(texts, time.monotonic() - started)
        self._is_complete = True

    @property
    def is_current(self) -> bool:
        """Whether the site has all that is in the files now."""
        return self._is_complete and not self._changed(self._look())

    def _build_all(self) -> None:
        if quick := self._last():
            quick.wait()
        self._whole()

    def _new_texts(self, quick: QuickBuild | None, changed: Found) -> Mapping[Note, str] | None:
        """The new texts of notes, if nothing else has changed."""
        sources = {source for path in changed if (source := self._source(path))}
        is_known = all(stamp and path in self._stamps for path, stamp in changed.items())
        if quick is None or not is_known or len(sources) < len(changed):
            return None
        with suppress(Exception):  # left to the whole build, which reports it
            return quick.new_texts(sources) if sources else {}
        return None

    def _note(self, changed: Found) -> None:
        for path, stamp in changed.items():
            if stamp:
                self._stamps[path] = stamp
            else:
                del self._stamps[path]

    def _source(self, path: str) -> str:
        """The path of a file below the docs folder; empty for any other."""
        file = Path(path)
        return file.relative_to(self._docs).as_posix() if file.is_relative_to(self._docs) else ""

    def _told(self) -> Found:
        """What has changed. Only what the system has named is looked at, if it is known."""
        paths = self._changes.take()
        if paths is not None and self._stamps.keys() >= paths:
            with suppress(OSError):
                stamps = {path: _stamp(Path(path).stat()) for path in paths}
                return {at: stamp for at, stamp in stamps.items() if stamp != self._stamps[at]}
        return self._changed(self._look())

    def _changed(self, found: Mapping[str, Stamp]) -> Found:
        gone = self._stamps.keys() - found.keys()
        new = {path: stamp for path, stamp in found.items() if self._stamps.get(path) != stamp}
        return {**dict.fromkeys(gone), **new}

    def _look(self) -> dict[str, Stamp]:
        """Every watched file and its stamp.

        What is in a place that was not watched before has changed if the first build may have
        missed it.
        """
        found: dict[str, Stamp] = {}
        for path in dict.fromkeys((*self._own, *self._watched())):
            stamps = dict(_stamps(path, self._cache))
            if path not in self._seen:
                self._seen.add(path)
                old = {at: stamp for at, stamp in stamps.items() if stamp[0] < self._started}
                self._stamps = old | self._stamps
            found |= stamps
        return found


def _succeeds(quick: QuickBuild, texts: Mapping[Note, str]) -> bool:
    """Whether rendering notes is enough. An error is left to the whole build, which reports it."""
    with suppress(Exception):
        return quick.render(texts)
    return False


def _report(texts: Iterable[Note], seconds: float) -> None:
    for source in sorted(note.source for note in texts):
        values = {"seconds": f"{seconds:.2f}"}
        log.info(str(Problem("note-rendered", source, values=values)))


def _stamps(path: str, left_out: str) -> Iterator[tuple[str, Stamp]]:
    if not Path(path).is_dir():
        with suppress(OSError):
            yield path, _stamp(Path(path).stat())
        return
    entries: list[os.DirEntry[str]] = []
    with suppress(OSError):  # gone while we look: the next look finds that it has changed
        entries = [*os.scandir(path)]
    for entry in entries:
        if entry.is_dir():
            yield from _stamps(entry.path, left_out) if entry.path != left_out else ()
        elif not is_of_editor(entry.name):
            with suppress(OSError):  # gone, or a symbolic link that leads nowhere
                yield entry.path, _stamp(entry.stat())


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino

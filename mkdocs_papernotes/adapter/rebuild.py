"""The rebuilds of `serve`: quick where the text of notes is all that has changed, else whole."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.log import log
from mkdocs_papernotes.adapter.quick_build import QuickBuild
from mkdocs_papernotes.problems.problem import Problem

Stamp = tuple[int, int, int]
"""What changes when a file does: its time, size and number."""
_OF_EDITORS = re.compile(
    r"\..*\.sw[a-z]|.*~|\.?#.*|4913|.*___jb_(?:tmp|old)___|\.goutputstream-.*|.*\.tmp(?:\.\d+)*"
)
"""Files that editors make while they write others."""


class Rebuild:
    """Called by `serve` when files have changed."""

    def __init__(
        self,
        whole: Callable[[], None],
        last: Callable[[], QuickBuild | None],
        config: MkDocsConfig,
        watched: Callable[[], Iterable[str]],
        cache: Path | None,
        started: int,
    ):
        """`whole` builds the site; `last` returns its last build, or `None` if it failed.

        `watched` returns the files and folders that `serve` watches beside those of the
        configuration; plugins may add some at any time. What builds write into `cache` is no
        change. The first build has `started` at that time, in nanoseconds: it may have missed what
        was written since.
        """
        self._whole, self._last = whole, last
        self._docs, self._watched, self._started = Path(config.docs_dir), watched, started
        paths = (config.docs_dir, config.config_file_path, *config.watch)
        self._own, self._cache = [path for path in paths if path], str(cache or "")
        self._seen: set[str] = set()
        self._is_complete = True
        """Whether the site has all changes that were seen: the last rebuild did not fail."""
        self._stamps: dict[str, Stamp] = {}
        self._look()

    def __call__(self) -> None:
        now = self._look()
        changed = {path for path, _ in now.items() ^ self._stamps.items()}
        is_edit = self._is_complete and changed <= now.keys() & self._stamps.keys()
        self._stamps, self._is_complete = now, False
        quick = self._last()
        if quick is None or not is_edit or not self._render(quick, changed):
            if quick:
                quick.wait()
            self._whole()
        self._is_complete = True

    def _render(self, quick: QuickBuild, changed: set[str]) -> bool:
        """Render what has changed; returns whether that was enough."""
        started = time.monotonic()
        sources = {source for path in changed if (source := self._source(path))}
        if len(sources) < len(changed) or (sources and not _succeeds(quick, sources)):
            return False
        for source in sorted(sources):
            seconds = f"{time.monotonic() - started:.2f}"
            log.info(str(Problem("note-rendered", source, values={"seconds": seconds})))
        return True

    def _source(self, path: str) -> str:
        """The path of a file below the docs folder; empty for any other."""
        file = Path(path)
        return file.relative_to(self._docs).as_posix() if file.is_relative_to(self._docs) else ""

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


def _succeeds(quick: QuickBuild, sources: set[str]) -> bool:
    """Whether rendering notes is enough. An error is left to the whole build, which reports it."""
    with suppress(Exception):
        return quick.render(sources)
    return False


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
        elif not _OF_EDITORS.fullmatch(entry.name):
            with suppress(OSError):  # gone, or a symbolic link that leads nowhere
                yield entry.path, _stamp(entry.stat())


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino

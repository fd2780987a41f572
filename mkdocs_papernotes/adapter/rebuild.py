"""The rebuilds of `serve`: quick where the text of notes is all that has changed, else whole."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
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
        started: int,
        cache: Path | None = None,
    ):
        """`whole` builds the site; `last` returns its last build, or `None` if it failed.

        `cache` is the folder into which builds write what the next one may use.
        The first build has `started` at that time, in nanoseconds: it may have missed what was
        written since.
        """
        self._whole, self._last = whole, last
        self._docs = Path(config.docs_dir)
        self._cache = str(cache or "")
        self._paths = [config.docs_dir, config.config_file_path, *config.watch]
        stamps = self._look().items()
        self._stamps = {path: stamp for path, stamp in stamps if stamp[0] < started}

    def __call__(self) -> None:
        now = self._look()
        changed = {path for path, _ in now.items() ^ self._stamps.items()}
        is_edit = changed <= now.keys() & self._stamps.keys()
        self._stamps = now
        quick = self._last()
        if quick is None or not is_edit or not self._render(quick, changed):
            if quick:
                quick.wait()
            self._whole()

    def _render(self, quick: QuickBuild, changed: set[str]) -> bool:
        """Render what has changed; returns whether that was enough."""
        started = time.monotonic()
        sources = {source for path in changed if (source := self._source(path))}
        if len(sources) < len(changed) or (sources and not quick.render(sources)):
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
        """Every watched file and its stamp."""
        paths = [path for path in self._paths if path]
        return dict(found for path in paths for found in _stamps(path, self._cache))


def _stamps(path: str, without: str) -> Iterator[tuple[str, Stamp]]:
    with suppress(OSError):  # gone while we look: the next look finds that it has changed
        if not Path(path).is_dir():
            yield path, _stamp(Path(path).stat())
            return
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.path != without:
                        yield from _stamps(entry.path, without)
                elif not _OF_EDITORS.fullmatch(entry.name):
                    yield entry.path, _stamp(entry.stat())


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino

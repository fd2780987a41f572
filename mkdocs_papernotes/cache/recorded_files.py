"""Writes the files of a recorded site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock

from mkdocs_papernotes.cache.recorded_site import RecordedFile, RecordedSite

_BUILT = b"Build Date UTC : "
"""What stands before the time of the build on the home page of MkDocs' own themes."""


class RecordedFiles:
    """The files of a site that are not written yet. Several threads may ask for them."""

    def __init__(self, site: RecordedSite, parts: Sequence[bytes], now: datetime):
        """`parts` are the contents of all parts of files, in their order."""
        self.folder = Path()
        """Where they are written."""
        self._now, self._dated = now, {*site.dated}
        self._unwritten = {file.path: (file, file.content(parts)) for file in site.files}
        self._lock = Lock()

    def write_all(self, step: Callable[[], None] = lambda: None) -> None:
        """Write all files, and call `step` before each.

        Raises `OSError` if one cannot be written.
        """
        for folder in {path.rpartition("/")[0] for path in [*self._unwritten]}:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
        for path in [*self._unwritten]:
            step()
            self._take(path)

    def write(self, path: str) -> None:
        """Write the file at this path of the site, if there is one that is not written yet."""
        if path in self._unwritten:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            self._take(path)

    def _take(self, path: str) -> None:
        with self._lock:
            if path in self._unwritten:
                self._write(*self._unwritten[path])
                del self._unwritten[path]

    def _write(self, file: RecordedFile, content: Sequence[bytes]) -> None:
        path = f"{self.folder}/{file.path}"
        if file.original:
            shutil.copyfile(file.original, path)
            return
        if file.path in self._dated:
            content = [_with_date(b"".join(content), self._now)]
        with Path(path).open("wb") as opened:
            opened.writelines(content)


def _with_date(page: bytes, now: datetime) -> bytes:
    """A page of a theme of MkDocs, which says at its end when it was built."""
    before, mark, after = page.rpartition(_BUILT)
    _, newline, rest = after.partition(b"\n")
    return before + mark + str(now).encode() + newline + rest if mark else page

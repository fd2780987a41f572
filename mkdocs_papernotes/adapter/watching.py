"""How `serve` learns that files have changed: from the system, where it can tell at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_CHANGES = {"attrib", "created", "deleted", "modified", "moved"}
"""Reading a file is an event, too, and a build reads all of them. `touch` is an `attrib`."""
_REMOTE = ("9p", "afpfs", "cifs", "drvfs", "fuse", "nfs", "prl_fs", "smb", "vboxsf", "virtiofs")
"""File systems that do not tell of changes which are made elsewhere."""


class _Changes(FileSystemEventHandler):
    """Passes on changes only: those of one file, or those outside the folder `without`."""

    def __init__(self, handler: FileSystemEventHandler, without: Path | None, file: str = ""):
        self._handler, self._without, self._file = handler, without, file

    def dispatch(self, event: FileSystemEvent) -> None:
        paths = (event.src_path, getattr(event, "dest_path", ""))
        is_wanted = any(self._is_wanted(os.fsdecode(path)) for path in paths if path)
        if event.event_type in _CHANGES and is_wanted:
            self._handler.dispatch(event)

    def _is_wanted(self, path: str) -> bool:
        if self._file:
            return path == self._file
        return self._without is None or not Path(path).is_relative_to(self._without)


def watch_natively(server: LiveReloadServer, paths: list[str], cache: Path | None = None) -> bool:
    """Have a server told of changes by the system, instead of looking for them twice a second.

    `paths` are those that it watches already. Where the system may not tell, nothing is changed.
    What builds write into the folder `cache` is no change. Returns whether the system tells: then
    the server can also watch for a file that is not there yet.
    """
    if any(_is_remote(path) for path in paths):
        return False
    polling, native = server.observer, _observer(cache)
    for path in paths:
        server.unwatch(path)
    server.observer = native
    try:
        for path in paths:
            server.watch(path)
        native.start()
        return True
    except OSError:  # too many watches
        native.stop()
        for path in paths:
            with suppress(KeyError):  # it has let go of the watch for which there was no room
                server.unwatch(path)
        server.observer = polling
        for path in paths:
            server.watch(path)
        return False


def _observer(cache: Path | None) -> Any:
    class Native(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
            if not Path(path).is_dir():
                # The system watches the file, not its name, which editors give to a new file.
                changes = _Changes(handler, cache, path)
                return super().schedule(changes, str(Path(path).parent), recursive=False)
            return super().schedule(_Changes(handler, cache), path, recursive=recursive)

        def start(self) -> None:
            if not self.is_alive():
                super().start()

    return Native()


def _is_remote(path: str) -> bool:
    """Whether a path may be on a disk that others change without the system knowing."""
    if sys.platform == "linux":
        return _file_system(os.path.realpath(path)).startswith(_REMOTE)
    return sys.platform == "darwin" and path.startswith("/Volumes/")


def _file_system(path: str) -> str:
    """The type of the file system that a path is on; empty if it cannot be told."""
    mounts = dict(_mounts())
    folders = [path, *map(str, Path(path).parents)]
    return next((mounts[folder] for folder in folders if folder in mounts), "")


def _mounts() -> Iterator[tuple[str, str]]:
    """The folders on which file systems are mounted, and their types."""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for line in lines:
        _, folder, kind, *_ = line.split(" ")
        yield folder.replace("\\040", " "), kind

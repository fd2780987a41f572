"""How `serve` learns that files have changed: from the system, where it can tell at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_CHANGES = {"created", "deleted", "modified", "moved"}
"""Reading a file is an event, too, and a build reads all of them."""
_REMOTE = ("9p", "afpfs", "cifs", "drvfs", "fuse", "nfs", "prl_fs", "smb", "vboxsf", "virtiofs")
"""File systems that do not tell of changes which are made elsewhere."""


class _Changes(FileSystemEventHandler):
    """Passes on events of changes only, and none of the folder `without`."""

    def __init__(self, handler: FileSystemEventHandler, without: Path | None):
        self._handler, self._without = handler, without

    def dispatch(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not self._is_without(os.fsdecode(event.src_path)):
            self._handler.dispatch(event)

    def _is_without(self, path: str) -> bool:
        return self._without is not None and Path(path).is_relative_to(self._without)


def watch_natively(server: LiveReloadServer, paths: list[str], cache: Path | None = None) -> None:
    """Have a server told of changes by the system, instead of looking for them twice a second.

    `paths` are those that it watches already. Where the system may not tell, nothing is changed.
    What builds write into the folder `cache` is no change.
    """
    if any(_is_remote(path) for path in paths):
        return
    polling, native = server.observer, _observer(cache)
    for path in paths:
        server.unwatch(path)
    server.observer = native
    try:
        for path in paths:
            server.watch(path)
        native.start()
    except OSError:  # too many watches
        native.stop()
        server.observer = polling
        for path in paths:
            server.unwatch(path)
            server.watch(path)


def _observer(cache: Path | None) -> Any:
    class Native(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, handler: FileSystemEventHandler, *args: Any, **given: Any) -> Any:
            return super().schedule(_Changes(handler, cache), *args, **given)

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

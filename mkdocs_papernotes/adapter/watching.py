"""How `serve` learns that files have changed: from the system, where it can tell at once."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any

from watchdog.events import FileDeletedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_CHANGES = {"attrib", "created", "deleted", "modified", "moved"}
"""Reading a file is an event, too, and a build reads all of them. `touch` is an `attrib`."""
_REMOTE = ("9p", "afpfs", "cifs", "drvfs", "fuse", "nfs", "prl_fs", "smb", "vboxsf", "virtiofs")
"""File systems that do not tell of changes which are made elsewhere."""


_SOON = 0.02
"""Seconds of quiet after a change until what was saved is read."""
_QUIET = 0.1
"""The same until everything is built: several files may be saved, one after the other."""
_OF_EDITORS = re.compile(
    r"\..*\.sw[a-z]|.*~|\.?#.*|4913|.*___jb_(?:tmp|old)___|\.goutputstream-.*|.*\.tmp(?:\.\d+)*"
)
"""Names of files that editors make while they write others."""


def is_of_editor(name: str) -> bool:
    """Whether a file has the name of those that editors make while they write others."""
    return bool(_OF_EDITORS.fullmatch(name))


class Changes:
    """The paths that the system has told of, until they are taken."""

    def __init__(self) -> None:
        self.are_told = False
        """Whether the system tells of all changes."""
        self._news = Condition()
        self._paths: set[str] | None = None

    def add(self, paths: Iterable[str] | None) -> None:
        """Add the paths that have changed; `None` stands for whatever is there."""
        with self._news:
            self._paths = None if paths is None or self._paths is None else {*self._paths, *paths}
            self._news.notify_all()

    def take(self) -> set[str] | None:
        """The paths that have changed since they were taken last; `None` if any may have."""
        with self._news:
            taken, self._paths = self._paths, set() if self.are_told else None
        return taken

    def wait_for_quiet(self) -> None:
        """Wait until the system has told of nothing for a while."""
        with self._news:
            while self.are_told and self._news.wait(_QUIET):
                pass


class _Handler(FileSystemEventHandler):
    """Passes on changes only: those of one file, or those outside the folder `without`."""

    def __init__(
        self,
        handler: FileSystemEventHandler,
        changes: Changes,
        without: Path | None = None,
        file: str = "",
    ):
        self._handler, self._changes = handler, changes
        self._without, self._file = without, file

    def dispatch(self, event: FileSystemEvent) -> None:
        paths = (event.src_path, getattr(event, "dest_path", ""))
        wanted = [path for path in map(os.fsdecode, paths) if path and self._is_wanted(path)]
        if event.event_type not in _CHANGES or not wanted:
            return
        if not event.is_directory:
            self._changes.add(wanted)
            self._handler.dispatch(event)
        elif event.event_type == "deleted":
            # Of a folder that is moved away the system names no files, and MkDocs looks for files.
            self._changes.add(None)
            self._handler.dispatch(FileDeletedEvent(event.src_path))

    def _is_wanted(self, path: str) -> bool:
        if self._file:
            return path == self._file
        is_inside = self._without is not None and Path(path).is_relative_to(self._without)
        return not (is_inside or is_of_editor(Path(path).name))


def watch_natively(server: LiveReloadServer, changes: Changes, cache: Path | None = None) -> bool:
    """Have a server told of changes by the system, instead of looking for them twice a second.

    Where the system may not tell of all, nothing is changed. `changes` gets the paths. What builds
    write into the folder `cache` is no change. Returns whether the system tells: then the server
    can also watch for a file that is not there yet.
    """
    paths = [*server._watched_paths]
    if any(_is_remote(path) or _has_links(path) for path in paths):
        return False
    polling, native = server.observer, _observer(changes, cache)
    for path in paths:
        server.unwatch(path)
    server.observer = native
    try:
        for path in paths:
            server.watch(path)
        native.start()
    except OSError:  # too many watches
        native.stop()
        for path in paths:
            with suppress(KeyError):  # it has let go of the watch for which there was no room
                server.unwatch(path)
        server.observer = polling
        for path in paths:
            server.watch(path)
        return False
    changes.are_told, server.build_delay = True, _SOON
    return True


def _observer(changes: Changes, cache: Path | None) -> Any:
    class Native(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
            if not Path(path).is_dir():
                # The system watches the file, not its name, which editors give to a new file.
                of_file = _Handler(handler, changes, file=path)
                return super().schedule(of_file, str(Path(path).parent), recursive=False)
            return super().schedule(_Handler(handler, changes, cache), path, recursive=recursive)

        def start(self) -> None:
            if not self.is_alive():
                super().start()

    return Native()


def _has_links(path: str) -> bool:
    """Whether a path is a symbolic link or a folder with some: the system does not follow them."""
    if Path(path).is_symlink():
        return True
    entries: list[os.DirEntry[str]] = []
    with suppress(OSError):  # no folder, or gone
        entries = [*os.scandir(path)]
    return any(
        entry.is_symlink() or (entry.is_dir() and _has_links(entry.path)) for entry in entries
    )


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

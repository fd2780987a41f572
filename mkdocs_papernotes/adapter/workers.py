"""Processes that render ahead: what they find out, the build takes from the cache.

Each is a copy of the build's own process, begins with the last of its tasks, and ends where the
build itself has got to. The build does what it would do without them, only that much of it is done
already. So its result does not depend on how many there are, nor on how far they get.
"""

from __future__ import annotations

import logging
import mmap
import os
import signal
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO

from mkdocs_papernotes.cache.store import Store

_RECORD = struct.Struct("<i20sI")
"""The place of a task that is done, or -1; a key, and the length of its value, which follows."""
_VALUE = -1
_POSITION = struct.Struct("<Q")
_FEWEST = 24
"""Tasks that are shared with other processes."""

Task = Callable[[], bytes | None]
"""Puts what it finds into the store. Returns the key of its result if the build may take that."""


def available_workers(wanted: int) -> int:
    """How many processes may render; `wanted` is 0 for as many as the machine has cores.

    One where processes cannot be copied, or where other threads run, which would not be copied.
    """
    if not hasattr(os, "fork") or sys.platform == "win32" or threading.active_count() > 1:
        return 1
    if wanted:
        return wanted
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Workers:
    """The processes that help with a sequence of tasks, all of which put what they find in a store.

    The build calls `step` before it does each of the tasks itself, in the same order.
    """

    def __init__(self, store: Store, tasks: Sequence[Task], count: int):
        """`count` includes the process of the build."""
        self._store, self._step = store, 0
        self._done: dict[int, bytes] = {}
        """The keys of results by the places of their tasks."""
        self._results: list[_Results] = []
        if count < 2 or not self.are_worth_it(tasks) or not store.is_open:
            return
        self._position = mmap.mmap(-1, _POSITION.size)
        for number in range(count - 1):
            self._start(tasks, number, count - 1)

    @staticmethod
    def are_worth_it(tasks: Sequence[Task]) -> bool:
        """Whether processes for these tasks are worth the time in which they are made."""
        return len(tasks) >= _FEWEST

    def step(self) -> None:
        """Say that the build has got to its next task, and take what is there."""
        if self._results:
            self._step += 1
            self._position[:] = _POSITION.pack(self._step)
            for results in self._results:
                for place, key, value in results.new():
                    if place == _VALUE:
                        self._store.put(key, value)
                    else:
                        self._done[place] = key

    def result(self, place: int) -> bytes | None:
        """The key of the result of a task that another process has done."""
        return self._done.get(place)

    def stop(self) -> None:
        """End the processes."""
        for results in self._results:
            results.close()
        self._results = []

    def _start(self, tasks: Sequence[Task], number: int, count: int) -> None:
        file = tempfile.TemporaryFile()  # noqa: SIM115
        process = os.fork()
        if process:
            self._results.append(_Results(process, file))
            return
        with suppress(BaseException):
            self._work(tasks, number, count, file)
        os._exit(0)

    def _work(self, tasks: Sequence[Task], number: int, count: int, file: IO[bytes]) -> None:
        def write(key: bytes, value: bytes) -> None:
            file.write(_RECORD.pack(_VALUE, key, len(value)) + value)

        logging.disable()  # the build says the same when it gets there
        self._results = []
        self._store.become_copy(write)
        for place in range(len(tasks) - 1 - number, -1, -count):
            (position,) = _POSITION.unpack(self._position[:])
            if place <= position:
                break
            with suppress(Exception):  # the build meets it as well, and reports it
                if key := tasks[place]():
                    file.write(_RECORD.pack(place, key, 0))
            file.flush()


class _Results:
    """What one process has found, in a file that it writes."""

    def __init__(self, process: int, file: IO[bytes]):
        self._process, self._file = process, file
        self._read = 0

    def new(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Places, keys and values since the last time."""
        while len(head := self._bytes(_RECORD.size)) == _RECORD.size:
            place, key, length = _RECORD.unpack(head)
            value = self._bytes(length, _RECORD.size)
            if len(value) < length:  # it is being written
                return
            self._read += _RECORD.size + length
            yield place, key, value

    def _bytes(self, length: int, start: int = 0) -> bytes:
        """At most `length` bytes, from `start` bytes behind what was read."""
        return os.pread(self._file.fileno(), length, self._read + start)

    def close(self) -> None:
        with suppress(OSError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self._process, 0)
        self._file.close()

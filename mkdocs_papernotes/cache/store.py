"""Results kept in one SQLite file between builds.

SQLite rather than a file for each result: 4,000 results of 16 KB are written in a quarter of the
CPU time (0.09 against 0.32 s) and read in the same. It lets several builds read at once, and undoes
what a build that was killed had written. Each result has a checksum, so that a file that was
damaged never gives a wrong one; and nothing is lost with the file but time.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from mkdocs_papernotes.cache.digest import digest
from mkdocs_papernotes.cache.programs import programs
from mkdocs_papernotes.problems.problem import Problem

_NAME = "results.sqlite"
_VERSION = 3
"""Of the table. A file of another version is emptied."""
_CHECKSUM = 4
"""Bytes in front of each value."""
_SECONDS_TO_WAIT = 3.0
"""For another build that is writing."""
LARGEST = 512 << 20
"""Bytes of results that are kept; those that were used longest ago make room."""
_BATCH = 2 << 20
"""Bytes of new results after which they are written."""

_PERIOD = 6 * 3600
"""Seconds between two notes that a result was used."""
_TABLES = """
CREATE TABLE results (key BLOB PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE uses (
    key BLOB PRIMARY KEY, period INTEGER NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
"""
"""Uses are apart from results, because SQLite writes the whole of a row that changes."""


class Store:
    """Bytes by key. Nothing raises: without a usable file there are no results, and a problem.

    What is put is written now and then, and when the store is closed.
    """

    def __init__(self, folder: Path | None, largest: int = LARGEST):
        """`folder` is made if it is missing; `None` for a store that keeps nothing."""
        self._path = folder / _NAME if folder else None
        self._largest = largest
        self._new: dict[bytes, bytes] = {}
        self._new_size = 0
        self._send: Callable[[bytes, bytes], None] | None = None
        self._used: set[bytes] = set()
        """The keys of what was found or put."""
        self._was_empty = False
        """Whether the file had no results when it was opened; then SQLite need not be asked."""
        self._period = int(time.time()) // _PERIOD
        self._problem: Problem | None = None
        self._connection: sqlite3.Connection | None = None
        if folder:
            self._connection = self._open()

    @staticmethod
    def key(kind: str, *parts: str | bytes) -> bytes:
        """The key of a result of some kind that depends on `parts`, and on all programs."""
        return digest(programs(), kind, *parts)

    @property
    def is_open(self) -> bool:
        """Whether results can be found."""
        return self._connection is not None

    def get(self, key: bytes) -> bytes | None:
        """The value of a key, or `None`."""
        found = self.find(key)
        return None if found is None else found[0]

    def find(self, key: bytes) -> tuple[bytes, bytes] | None:
        """The value of a key with its checksum, or `None`."""
        if (new := self._new.get(key)) is not None:
            return new, checksum(key, new)
        if self._connection is None or self._cannot_have(key):
            return None
        try:
            found = self._connection.execute("SELECT value FROM results WHERE key = ?", (key,))
            row = found.fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None or not isinstance(row[0], bytes):
            return None
        told, value = row[0][:_CHECKSUM], row[0][_CHECKSUM:]
        if told != checksum(key, value):
            return None
        self._used.add(key)
        return value, told

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._send:
            self._send(key, value)
        elif self._connection is not None and key not in self._new:
            self._new[key] = value
            self._used.add(key)
            self._new_size += len(value)
            if self._new_size > _BATCH:
                self._save(self._connection)

    def remove(self, keys: Iterable[bytes]) -> None:
        """Forget values that nobody will ask for again."""
        if self._connection is None:
            return
        try:
            with self._connection:
                _delete(self._connection, keys)
        except sqlite3.Error as error:
            self._give_up(error, is_writing=True)

    def has(self, key: bytes) -> bool:
        """Whether there is a value, which may turn out to be damaged."""
        if self._connection is None or self._cannot_have(key):
            return False
        if key in self._new:
            return True
        with suppress(sqlite3.Error):
            found = self._connection.execute("SELECT 1 FROM results WHERE key = ?", (key,))
            return found.fetchone() is not None
        return False

    def _cannot_have(self, key: bytes) -> bool:
        """Whether nobody but this build has written to the file, and it has not put the key."""
        return self._was_empty and key not in self._used

    def become_copy(self, send: Callable[[bytes, bytes], None]) -> None:
        """Called in a copy of the process: from now on, `send` gets what is put.

        SQLite does not allow a copy to use the connection of the original, nor to close it.
        """
        self._send, self._original = send, self._connection
        if self._path and self._connection is not None:
            self._connection = sqlite3.connect(self._path, timeout=_SECONDS_TO_WAIT)

    def close(self) -> list[Problem]:
        """Write what is new, and make room. Returns the problem of the file, if there was one."""
        if self._connection is not None:
            self._save(self._connection, is_last=True)
        self._disconnect()
        return [self._problem] if self._problem else []

    def _save(self, connection: sqlite3.Connection, *, is_last: bool = False) -> None:
        try:
            with connection:
                self._write(connection)
                has_made_room = is_last and self._tidy(connection)
            if has_made_room:
                _shrink(connection)
        except sqlite3.Error as error:
            self._give_up(error, is_writing=True)

    def _write(self, connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT OR REPLACE INTO results VALUES (?, ?)",
            ((key, checksum(key, value) + value) for key, value in self._new.items()),
        )
        connection.executemany(
            "INSERT OR REPLACE INTO uses VALUES (?, ?, ?)",
            ((key, self._period, len(value)) for key, value in self._new.items()),
        )
        self._new.clear()
        self._new_size = 0

    def _tidy(self, connection: sqlite3.Connection) -> bool:
        """Remember what was used, and make room. Returns whether there was too little."""
        connection.executemany(
            "UPDATE uses SET period = ? WHERE key = ? AND period <> ?",
            ((self._period, key, self._period) for key in self._used),
        )
        (total,) = connection.execute("SELECT total(size) FROM uses").fetchone()
        if total <= self._largest:
            return False
        self._make_room(connection, int(total) - self._largest * 4 // 5)
        return True

    def _make_room(self, connection: sqlite3.Connection, surplus: int) -> None:
        """Remove what was used longest ago; what this build used goes last."""
        found = connection.execute("SELECT key, period, size FROM uses").fetchall()
        found.sort(key=lambda row: (row[1], row[0] in self._used))
        removed: list[bytes] = []
        for key, _, size in found:
            if surplus <= 0:
                break
            removed.append(key)
            surplus -= size
        _delete(connection, removed)

    def _open(self, *, again: bool = False) -> sqlite3.Connection | None:
        assert self._path is not None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect(self._path)
        except (sqlite3.Error, OSError) as error:
            if again or not _is_damaged(error):
                self._give_up(error)
                return None
        self._remove()
        return self._open(again=True)

    def _connect(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT)
        try:
            # What a crash of the machine damages is found by the checksums.
            connection.execute("PRAGMA synchronous = OFF")
            # Some systems have SQLite overwrite what it deletes, which takes four times as long.
            connection.execute("PRAGMA secure_delete = OFF")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version != _VERSION:
                self._make_table(connection)
            found = connection.execute("SELECT key, value FROM results LIMIT 1")
            self._was_empty = found.fetchone() is None
            connection.execute("SELECT key, period, size FROM uses LIMIT 1")
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_table(self, connection: sqlite3.Connection) -> None:
        with connection:
            connection.executescript(
                "BEGIN IMMEDIATE; DROP TABLE IF EXISTS results; DROP TABLE IF EXISTS uses;"
                f"{_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;"
            )

    def _give_up(self, error: Exception, *, is_writing: bool = False) -> None:
        """Go on without the file; the next build makes a new one if this one is damaged."""
        name = "cache-not-written" if is_writing else "cache-unusable"
        self._problem = Problem(name, str(self._path), values={"reason": str(error)})
        self._disconnect()
        if _is_damaged(error):
            self._remove()

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None
        self._new.clear()
        self._new_size = 0
        self._used.clear()

    def _remove(self) -> None:
        if self._path:
            with suppress(OSError):
                self._path.unlink()


def _delete(connection: sqlite3.Connection, keys: Iterable[bytes]) -> None:
    rows = [(key,) for key in keys]
    for table in ("results", "uses"):
        connection.executemany(f"DELETE FROM {table} WHERE key = ?", rows)


def _shrink(connection: sqlite3.Connection) -> None:
    """Give back the room in a file that is mostly empty; otherwise the next results fill it."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (empty,) = connection.execute("PRAGMA freelist_count").fetchone()
    if empty > pages // 2:
        with suppress(sqlite3.OperationalError):  # another build reads it, or the disk is full
            connection.execute("VACUUM")


def checksum(key: bytes, value: bytes) -> bytes:
    """What tells whether a value is the one that was put: four bytes."""
    return crc32(value, crc32(key)).to_bytes(_CHECKSUM, "big")


def _is_damaged(error: Exception) -> bool:
    """Whether the file is no database, or a damaged one, rather than one that is not to be had."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, (sqlite3.OperationalError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
    )

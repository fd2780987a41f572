"""Writes files that are not there yet."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: "Free some space, then run the command again",
    errno.ENOTDIR: "Rename the file that is in the place of a folder, or choose another folder",
    errno.EEXIST: "Rename the file that is in the place of a folder, or choose another folder",
}
_REMEDY = "Choose a folder in which you may write, or change the permissions of this one"


class NotWrittenError(Exception):
    """A file could not be written; the message says which one, why, and what to do."""


def write_new_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Write `contents`, by path relative to `folder`; returns the paths written and those kept.

    A file that is there is kept. Each file appears as a whole or not at all. If one cannot be
    written, those written before it are removed, and `NotWrittenError` is raised.
    """
    kept = [name for name in contents if os.path.lexists(folder / name)]
    made: list[Path] = []
    try:
        for name in (name for name in contents if name not in kept):
            path = folder / name
            try:
                _make_folder(path.parent, made)
                _write(path, contents[name])
            except OSError as error:
                raise _not_written(path, error) from error
            made.append(path)
    except BaseException:
        _remove(made)
        raise
    return [name for name in contents if name not in kept], kept


def _not_written(path: Path, error: OSError) -> NotWrittenError:
    reason, remedy = error.strerror or error, _REMEDIES.get(error.errno or 0, _REMEDY)
    return NotWrittenError(f"{path} cannot be written: {reason}. {remedy}. Nothing was written.")


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder with those above it, adding each new one to `made`."""
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        made.append(path)


def _remove(made: list[Path]) -> None:
    """Remove files and folders, the last first; a folder that others wrote into stays."""
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".papernotes-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""Writes files that are not there yet."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class NotWrittenError(Exception):
    """A file could not be written; the message says which one and why."""


def write_new_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Write `contents`, by path relative to `folder`; returns the paths written and those kept.

    A file that is there is kept. Each file appears as a whole or not at all. Raises
    `NotWrittenError`; files that were written before stay.
    """
    written: list[str] = []
    kept: list[str] = []
    for name, content in contents.items():
        path = folder / name
        if os.path.lexists(path):
            kept.append(name)
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
        except OSError as error:
            raise NotWrittenError(f"{path} cannot be written: {error.strerror or error}") from error
        written.append(name)
    return written, kept


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

"""Writes files that are not there yet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs_papernotes.commands.changes import (
    make_folder,
    not_written,
    remove_made,
    replace_file,
)


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
                make_folder(path.parent, made)
                replace_file(path, contents[name])
            except OSError as error:
                raise not_written(path, error) from error
            made.append(path)
    except BaseException:
        remove_made(made)
        raise
    return [name for name in contents if name not in kept], kept

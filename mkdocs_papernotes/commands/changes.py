"""Changes of files: checked, shown as a diff, and written so that no file is ever half there."""

from __future__ import annotations

import difflib
import errno
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: "Free some space, then run the command again",
    errno.ENOTDIR: "Rename the file that is in the place of a folder, or choose another folder",
    errno.EEXIST: "Rename the file that is in the place of a folder, or choose another folder",
}
_REMEDY = "Choose a folder in which you may write, or change the permissions of this one"
_NOTHING = "Nothing was written."
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_PREFIX, _SUFFIX = ".papernotes-", ".tmp"
_ABANDONED = 600
"""Seconds after which a temporary file is taken for one of a command that was killed."""


class NotWrittenError(Exception):
    """A file could not be written; the message says which one, why, and what to do."""


@dataclass(frozen=True)
class Change:
    """What a file is to hold."""

    path: Path
    after: bytes
    before: bytes | None = None
    """What it held when it was read; `None` for a file that is new."""

    @property
    def is_new(self) -> bool:
        return self.before is None


def write_changes(
    changes: Sequence[Change], roots: Iterable[Path], *, follow_links: bool = False
) -> None:
    """Write all files, or none of them.

    Each is written to a temporary file in its folder and then renamed. Raises `NotWrittenError`,
    with every file as it was, if one cannot be written, if a new one is there already, if another
    has changed since it was read, or, without `follow_links`, if symbolic links lead out of all
    `roots`, the folders of the site.
    """
    within = [root.resolve() for root in roots]
    for change in changes:
        _check(change, within, follow_links=follow_links)
    made: list[Path] = []
    done: list[Change] = []
    try:
        for change in changes:
            try:
                make_folder(change.path.parent, made)
                replace_file(change.path.resolve(), change.after)
            except OSError as error:
                raise not_written(change.path, error) from error
            done.append(change)
    except BaseException:
        _undo(done, made)
        raise


def _check(change: Change, roots: Sequence[Path], *, follow_links: bool) -> None:
    path, real = change.path, change.path.resolve()
    if not follow_links and not any(real.is_relative_to(root) for root in roots):
        raise NotWrittenError(
            f"{path} is outside the site's folder: a link leads to {real}. "
            "Use --follow-links to write there all the same. Nothing was written."
        )
    if change.is_new:
        if os.path.lexists(path):
            raise NotWrittenError(f"{path} is there already. Nothing was written.")
        return
    try:
        same = path.read_bytes() == change.before
    except OSError as error:
        raise not_written(path, error) from error
    if not same:
        raise NotWrittenError(
            f"{path} has changed in the meantime. Run the command again. Nothing was written."
        )


def not_written(path: Path, error: OSError, rest: str = _NOTHING) -> NotWrittenError:
    """The error of a file that cannot be written; `rest` says what became of the others."""
    reason, remedy = error.strerror or error, _REMEDIES.get(error.errno or 0, _REMEDY)
    return NotWrittenError(f"{path} cannot be written: {reason}. {remedy}. {rest}")


def make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder with those above it, adding each new one to `made`."""
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        made.append(path)


def remove_made(made: Iterable[Path]) -> None:
    """Remove files and folders, the last first; a folder that others wrote into stays."""
    for path in reversed(list(made)):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _undo(done: Sequence[Change], made: Sequence[Path]) -> None:
    for change in reversed(done):
        with suppress(OSError):
            if change.before is None:
                change.path.unlink()
            else:
                replace_file(change.path.resolve(), change.before)
    remove_made(made)


def replace_file(path: Path, content: bytes, *, alone: bool = True) -> None:
    """Give a file its content in one step: it has the old or the new one, even after a crash.

    An existing file keeps its permissions. What killed commands have left in its folder is removed;
    not so for one of many files (`alone=False`), where `remove_abandoned` does it once a folder.
    """
    if alone:
        remove_abandoned(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_PREFIX, suffix=_SUFFIX)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if alone:
        _sync_folder(path.parent)


def remove_abandoned(folder: Path) -> None:
    """Remove what a command that was killed has left in a folder."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """Have the name of a new file kept on disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def diff_of(change: Change, name: str) -> str:
    """A change as a unified diff, as `git apply` and `patch -p1` read it; `name` is the path."""
    before, after = _lines(change.before or b""), _lines(change.after)
    old = "/dev/null" if change.is_new else f"a/{name}"
    return "".join(_ended(difflib.unified_diff(before, after, old, f"b/{name}")))


def _lines(content: bytes) -> list[str]:
    """Lines with their ends. Bytes that are not UTF-8 are shown as `\\xff`."""
    return _LINE.findall(content.decode("utf-8", "backslashreplace"))


def _ended(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"

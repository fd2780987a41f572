"""Asks the program `git`: never through a shell, in no language but its own, and not for ever."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO

from mkdocs_papernotes.git.history import FORMAT, History, parse_log

_SECONDS = 30.0
"""After which a question is given up."""
_NONE = ("not a git repository", "ambiguous argument 'HEAD'", "must be run in a work tree")
"""What Git says where there is no repository, or none with commits."""
_OF_A_PLACE = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"),
    *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_EXTERNAL_DIFF", "GIT_TRACE"),
)
"""Variables that lead to another repository, such as those that hooks are called with."""
_LOG = (
    *("log", "--parents", "--topo-order", "--raw", "--no-abbrev", "-z", "--find-renames=50%"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--no-notes", "--no-mailmap"),
    *("--no-show-signature",),
)


class GitError(Exception):
    """Git does not answer; the text says why."""


class NoRepositoryError(GitError):
    """The folder is in no repository, or in one without commits."""


@dataclass(frozen=True)
class Repository:
    """The repository that has a folder."""

    folder: Path
    prefix: str
    """The path of the folder in it, with a slash at its end; empty for the repository itself."""
    head: str
    is_shallow: bool
    """Whether the older part of the history is missing."""

    @classmethod
    def of(cls, folder: Path) -> Repository:
        """Find the repository; raises `GitError` or `NoRepositoryError`."""
        found = _ask(folder, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
        shallow, rest = found.decode("utf-8", "surrogateescape").split("\n", 1)
        prefix, _, head = rest.rstrip("\n").rpartition("\n")
        return cls(folder, prefix, head, shallow == "true")

    def history(self, *, since: int = 0) -> History:
        """The history of the files in the folder; raises `GitError`.

        It begins at `since`, in seconds since the epoch.
        """
        options = [*_LOG, f"--since=@{since}"] if since else _LOG
        log = _ask(self.folder, *options, f"--format={FORMAT}", self.head, "--", ".")
        return History([*parse_log(log, self.prefix)])

    @contextmanager
    def contents(self) -> Iterator[Contents]:
        """Contents of files and commits, as long as the context lasts; raises `GitError`."""
        process = _start(self.folder, "cat-file", "--batch")
        timer = Timer(_SECONDS, process.kill)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            yield Contents(process.stdin, process.stdout)
        finally:
            timer.cancel()
            process.kill()
            process.communicate()


@dataclass(frozen=True)
class Contents:
    """Answers of `git cat-file --batch`."""

    questions: IO[bytes]
    answers: IO[bytes]

    def read(self, name: str) -> bytes | None:
        """What has this id, or `None` if it is not there; raises `GitError`.

        `name` must be made of hexadecimal digits; those of a commit may be fewer than all.
        """
        try:
            self.questions.write(f"{name}\n".encode("ascii"))
            self.questions.flush()
            head = self.answers.readline().split()
            if len(head) != 3 or not head[2].isdigit():
                if not head:
                    raise GitError("it has stopped")
                return None
            content = self.answers.read(int(head[2]) + 1)
        except OSError as error:
            raise GitError(str(error)) from error
        if len(content) != int(head[2]) + 1:
            raise GitError("it has stopped")
        return content[:-1]

    def seconds_of(self, commit: str) -> int | None:
        """When a commit was made, since the epoch; `None` if there is no such commit."""
        content = self.read(f"{commit}^{{commit}}") or b""
        for line in content.partition(b"\n\n")[0].split(b"\n"):
            if line.startswith(b"committer "):
                seconds = line.split(b" ")[-2]
                return int(seconds) if seconds.isdigit() else None
        return None


def _ask(folder: Path, *arguments: str) -> bytes:
    """What Git prints; raises `GitError`."""
    process, started = _start(folder, *arguments), time.monotonic()
    try:
        told, wrong = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise GitError(f"it took more than {time.monotonic() - started:.0f} s") from None
    if process.returncode == 0:
        return told
    reason = wrong.decode("utf-8", "replace")
    if any(words in reason for words in _NONE):
        raise NoRepositoryError("there is no repository")
    lines = reason.strip().splitlines()
    raise GitError(lines[0] if lines else f"exit status {process.returncode}")


def _start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = ["git", "--no-pager", "--no-replace-objects", "--literal-pathspecs"]
    try:
        return subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            env=_environment(os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        reason = "the program is not installed" if isinstance(error, FileNotFoundError) else error
        raise GitError(str(reason)) from error


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """The variables of the process: messages in English, no other repository, and no network.

    A clone without contents would fetch them one by one.
    """
    kept = {name: value for name, value in given.items() if name not in _OF_A_PLACE}
    return kept | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
    }


def is_in_repository(folder: Path) -> bool:
    """Whether a folder seems to be in a repository, which Git need not be asked for."""
    with suppress(OSError):
        real = folder.resolve()
        return any((place / ".git").exists() for place in (real, *real.parents))
    return False

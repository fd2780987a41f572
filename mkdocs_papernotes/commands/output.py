"""What a command prints: lines for people, one JSON document, or annotations for a workflow.

The JSON is described by `output.schema.json` beside this module.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar, get_args

import click

from mkdocs_papernotes.commands.changes import Change, NotWrittenError, diff_of, write_changes
from mkdocs_papernotes.problems.problem import Problem

Form = Literal["text", "json", "github"]
FORMATS: tuple[Form, ...] = get_args(Form)
VERSION = 1
"""Of the JSON; it rises when something in it is removed or means something else."""
DONE, PROBLEMS = 0, 1
"""Exit codes; click exits with 2 if it cannot understand the command."""
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
"""GitHub's kinds of annotations by severity."""
_Item = TypeVar("_Item")


class Output:
    """Prints what a command finds and does, each thing when it is told, JSON at the end."""

    def __init__(self, command: str, form: Form, *, quiet: bool = False, dry_run: bool = False):
        self.form, self.quiet, self.dry_run = form, quiet, dry_run
        self._failed = False
        """Whether there was an error or a warning among the problems."""
        self._document: dict[str, Any] = {
            "version": VERSION,
            "command": command,
            "dry_run": dry_run,
            "problems": [],
            "errors": [],
            "files": [],
        }

    @property
    def can_ask(self) -> bool:
        """Whether there is somebody at a terminal who wants to be asked."""
        return self.form == "text" and not self.quiet and sys.stdin.isatty()

    @property
    def has_errors(self) -> bool:
        """Whether something could not be done."""
        return bool(self._document["errors"])

    def say(self, text: str) -> None:
        """Print a line for people, unless they want to be left alone.

        In a dry run it is on the error channel, so that the diff stands alone.
        """
        if self.form == "text" and not self.quiet:
            click.echo(text, err=self.dry_run)

    def progress(self, text: str) -> None:
        """Say on the error channel what takes long."""
        if not self.quiet:
            click.echo(text, err=True)

    @contextmanager
    def each(self, items: Sequence[_Item], label: str) -> Iterator[Iterable[_Item]]:
        """The items, with a bar on a terminal's error channel while they are gone through."""
        if self.quiet or not sys.stderr.isatty():
            yield items
            return
        with click.progressbar(items, label=label, file=sys.stderr) as bar:
            yield bar

    def record(self, problem: Problem) -> None:
        """Take note of a problem for the JSON alone."""
        if self.form == "json":
            self._document["problems"].append(_as_data(problem))

    def problem(self, problem: Problem) -> None:
        """Print a problem, whose `source` is a path relative to the current folder."""
        self._failed |= problem.severity != "info"
        self.record(problem)
        if self.form == "text" and not (self.quiet and problem.severity == "info"):
            click.echo(str(problem))
        elif self.form == "github":
            text = f"{problem.message}. {problem.remedy}" if problem.remedy else problem.message
            self._annotate(_LEVELS[problem.severity], text, problem)

    def error(self, message: str) -> None:
        """Say why the command cannot do what it should."""
        self._document["errors"].append(message)
        if self.form == "github":
            self._annotate("error", message)
        click.echo(f"papernotes: {message}", err=True)

    def fail(self, message: str) -> NoReturn:
        """Say why the command cannot do its work, and end it."""
        self.error(message)
        self.end()

    def write(
        self, changes: Sequence[Change], roots: Iterable[Path], *, follow_links: bool = False
    ) -> None:
        """Write files and say so, or in a dry run print the diff; ends the command on failure."""
        diffs = [diff_of(change, from_here(change.path)) for change in changes]
        if not self.dry_run:
            try:
                write_changes(changes, roots, follow_links=follow_links)
            except NotWrittenError as error:
                self.fail(str(error))
        for change, diff in zip(changes, diffs, strict=True):
            self.wrote(from_here(change.path), diff, is_new=change.is_new)
            if not self.dry_run:
                self.say(f"{'Wrote' if change.is_new else 'Changed'} {from_here(change.path)}")

    def wrote(self, name: str, diff: str, *, is_new: bool) -> None:
        """Take note of a file that was written; in a dry run, print the diff."""
        action = "created" if is_new else "changed"
        self._document["files"].append({"path": name, "action": action, "diff": diff})
        if self.dry_run and self.form == "text":
            click.echo(diff, nl=False)

    def end(self, code: int | None = None, **data: object) -> NoReturn:
        """Print the JSON, with more `data`, and exit.

        The code is 1 after errors and warnings, unless `code` says otherwise.
        """
        failed = bool(self._document["errors"]) or self._failed
        status = code if code is not None else PROBLEMS if failed else DONE
        if self.form == "json":
            document = {**self._document, "exit_code": status, **data}
            click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
        raise SystemExit(status)

    def _annotate(self, level: str, text: str, problem: Problem | None = None) -> None:
        """Print a workflow command, see
        https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
        """
        places = {}
        if problem:
            places = {"file": _in_repository(problem.source), "line": str(problem.line or "")}
            places["title"] = problem.code
        shown = ",".join(
            f"{name}={_escaped(value, ':,')}" for name, value in places.items() if value
        )
        click.echo(f"::{level}{' ' if shown else ''}{shown}::{_escaped(text)}")


def _as_data(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.source,
        "line": problem.line,
        "key": problem.key,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def _escaped(text: str, also: str = "") -> str:
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def from_here(path: Path) -> str:
    """A path relative to the current folder, with forward slashes, as messages name files."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def _in_repository(name: str) -> str:
    """A path relative to the repository, if a workflow says where that is."""
    root = os.environ.get("GITHUB_WORKSPACE")
    return Path(os.path.relpath(name, root)).as_posix() if root and name else name

"""When the files of a folder were written, if their front matter does not say it."""

from __future__ import annotations

from datetime import date, datetime, timezone
from functools import cached_property
from pathlib import Path

from mkdocs_papernotes.git.history import History
from mkdocs_papernotes.git.repository import GitError, Repository
from mkdocs_papernotes.importers.dates import date_in_name


class Days:
    """Asks the name of a file, then the first commit that has it."""

    def __init__(self, folder: Path):
        self._folder = folder

    def day_of(self, path: str) -> tuple[date, str] | None:
        """The day that a file is from, and what says so; `None` if nothing does."""
        if named := date_in_name(path):
            return named, "the name of its file"
        changes = self._history.changes(path) if self._history else ()
        if not changes:
            return None
        first = datetime.fromtimestamp(changes[-1].seconds, timezone.utc).date()
        return first, "the first commit of its file in Git"

    @cached_property
    def _history(self) -> History | None:
        """Read only if a file needs it."""
        try:
            repository = Repository.of(self._folder)
            return None if repository.is_shallow else repository.history()
        except (GitError, OSError):
            return None

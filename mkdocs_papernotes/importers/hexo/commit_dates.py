"""Days that the history of a repository gives to posts without a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timezone
from pathlib import Path

from mkdocs_papernotes.git.repository import GitError, Repository


def commit_dates(folder: Path, paths: Iterable[str]) -> Mapping[str, date]:
    """When each file came into the repository, if the site is in one with its whole history."""
    try:
        repository = Repository.of(folder)
        if repository.is_shallow:
            return {}
        history = repository.history()
    except GitError:
        return {}
    firsts = {path: changes[-1].seconds for path in paths if (changes := history.changes(path))}
    return {
        path: datetime.fromtimestamp(seconds, timezone.utc).date()
        for path, seconds in firsts.items()
    }

"""Finds the translations of a site that are behind, with Git where notes do not say enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.catalog.behind import Behind, Judge, Past, asks_for_history, pairs
from mkdocs_papernotes.front_matter.source import SourceCache
from mkdocs_papernotes.git.history import Change
from mkdocs_papernotes.git.repository import (
    Contents,
    GitError,
    NoRepositoryError,
    Repository,
    is_in_repository,
)
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem

_TRANSLATED = ("title", "description")
"""Keys of front matter that a translation has in its own words."""


def find_behind(site: Site, docs: Path, store: Store) -> tuple[Mapping[str, Behind], list[Problem]]:
    """The translations that are behind, by source, and problems. What was compared is kept.

    Git is asked three times at most.
    """
    if not site.settings.behind:
        return {}, []
    problems: list[Problem] = []
    judge, needed = _judge(site, None), list(pairs(site.catalog))
    if not any(asks_for_history(*pair) for pair in needed):
        return judge.find(site.catalog), []
    with ExitStack() as stack:
        try:
            repository = Repository.of(docs)
            past = _past(repository, stack, store)
            judge = _judge(site, past)
            found = judge.find(site.catalog)
        except NoRepositoryError:
            return _judge(site, None).find(site.catalog), []
        except GitError as error:
            if is_in_repository(docs):
                problems.append(Problem("history-unknown", values={"reason": str(error)}))
            return _judge(site, None).find(site.catalog), problems
    if repository.is_shallow:
        problems.append(Problem("shallow-history"))
    else:
        problems += [_unknown(note) for note in judge.unknown]
    return found, problems


def _judge(site: Site, past: Past | None) -> Judge:
    return Judge(site.settings.timezone, past)


def _unknown(note: Note) -> Problem:
    line, key = note.line_of.get("source_revision", 0), "source_revision"
    return Problem("unknown-revision", note.source, line, key, {"given": note.source_revision})


def _past(repository: Repository, stack: ExitStack, store: Store) -> Past:
    """What Git knows; it is asked for contents once the first is needed, until `stack` is left."""

    @lru_cache(maxsize=1)
    def contents() -> Contents:
        return stack.enter_context(repository.contents())

    def changes_text(change: Change, path: str) -> bool:
        key = store.key("words changed", change.old, change.new, Path(path).suffix)
        if (known := store.get(key)) is None:
            known = b"1" if _differ(contents, change, path) else b"0"
            store.put(key, known)
        return known == b"1"

    return Past(repository.history(), changes_text, lambda commit: contents().seconds_of(commit))


def _differ(contents: Callable[[], Contents], change: Change, path: str) -> bool:
    """Whether the words before and after a change differ. What is not there differs."""
    before, after = (contents().read(name) for name in (change.old, change.new))
    if before is None or after is None:
        return True
    return [*_words(before, path)] != [*_words(after, path)]


def _words(content: bytes, path: str) -> Iterator[str]:
    """What translations have in their own words, without white space."""
    page = SourceCache().read(path, content)
    if page is None:
        yield "".join(content.decode("utf-8", "replace").split())
        return
    for text in (page.body, *(page.raw.get(key, "") for key in _TRANSLATED)):
        yield "".join(text.split())

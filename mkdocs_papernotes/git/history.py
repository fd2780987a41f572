"""The history of files, from one log of a repository. Nothing here calls Git."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

BEGIN = b"\x01commit"
"""The field with which `FORMAT` begins a commit."""
FORMAT = "tformat:%x00%x01commit%x00%H%x00%P%x00%ct%x00%B%x00"
"""The format of a log that `parse_log` reads: commit, parents, seconds of the epoch, message."""
_SKIP = b"[skip-translation]"
_FILE = b"100"
"""How the mode of a file begins; symbolic links and submodules have others."""

Order = tuple[int, int]
"""Sorts changes: the smaller, the newer. First comes the commit of the main line that brought the
change there, for it is then that others saw it; then the place of the change in the log."""


@dataclass(frozen=True)
class Commit:
    """One commit of a log, with the files that it changed."""

    id: str
    parents: tuple[str, ...]
    seconds: int
    """When it was made, since the epoch."""
    is_skipped: bool
    """Whether its message says that translations need not follow."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Entry:
    """A file that a commit changed."""

    path: str
    old_path: str
    """The same unless the commit renamed the file."""
    old: str
    """The id of its content before; empty for a new file."""
    new: str


@dataclass(frozen=True)
class Change:
    """A change of one file."""

    commit: str
    order: Order
    seconds: int
    path: str
    """The path of the file since then."""
    old_path: str
    """Its path before; empty for one outside the folder."""
    old: str
    """The id of the content before; empty for a new file."""
    new: str
    is_skipped: bool

    @property
    def is_rename(self) -> bool:
        return bool(self.old and self.old_path) and self.old_path != self.path

    @property
    def is_first(self) -> bool:
        """Whether the file is new. In a shallow clone, every file of the oldest commit is."""
        return not self.old


def parse_log(log: bytes, prefix: str = "") -> Iterator[Commit]:
    """The commits of a log in `FORMAT`, made with `--raw -z --no-abbrev`.

    `prefix` is the folder of the repository, with a slash at its end, to which paths are relative;
    files outside it are left out.
    """
    fields = iter(log.split(b"\0"))
    field = next(fields, None)
    while field is not None:
        if field != BEGIN:
            field = next(fields, None)
            continue
        head = [next(fields, b"") for _ in range(4)]
        entries: list[Entry] = []
        for field in fields:
            if field == BEGIN:
                break
            if field.lstrip().startswith(b":"):
                entries += _entry(field.lstrip(), fields, prefix)
        else:
            field = None
        yield _commit(head, entries)


def _commit(head: Sequence[bytes], entries: Sequence[Entry]) -> Commit:
    name, parents, seconds, message = head
    return Commit(
        name.decode("ascii"),
        tuple(parents.decode("ascii").split()),
        int(seconds),
        _SKIP in message,
        tuple(entries),
    )


def _entry(field: bytes, fields: Iterator[bytes], prefix: str) -> Iterator[Entry]:
    """The entry that a raw line such as `:100644 100644 old new M` begins, if it is of a file."""
    _, mode, old, new, status = field[1:].split()
    first = last = _path(next(fields, b""))
    if status[:1] in b"RC":
        last = _path(next(fields, b""))
    if mode.startswith(_FILE) and last.startswith(prefix):
        is_new = not old.strip(b"0")
        was = first.removeprefix(prefix) if first.startswith(prefix) else ""
        ids = ("" if is_new else old.decode("ascii"), new.decode("ascii"))
        yield Entry(last.removeprefix(prefix), was, *ids)


def _path(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


class History:
    """The changes of files, by their paths as they are now."""

    def __init__(self, commits: Sequence[Commit]):
        """`commits` are those of a log with parents, in an order in which parents come later."""
        self._commits = commits

    def changes(self, path: str) -> Sequence[Change]:
        """The changes of a file, newest first; renames are followed. Empty for an unknown file."""
        return self._changes.get(path, ())

    def order_of(self, commit: str) -> Order | None:
        """The place of a commit, by its id or the beginning of it; `None` if the log lacks it."""
        first = bisect_left(self._ids, commit)
        found = [name for name in self._ids[first : first + 2] if name.startswith(commit)]
        return self._orders[found[0]] if len(found) == 1 else None

    @cached_property
    def _ids(self) -> Sequence[str]:
        return sorted(self._orders)

    @cached_property
    def _orders(self) -> Mapping[str, Order]:
        arrived = _arrivals(self._commits)
        return {each.id: (arrived[each.id], place) for place, each in enumerate(self._commits)}

    @cached_property
    def _changes(self) -> Mapping[str, Sequence[Change]]:
        """Goes back in time; `now` has the present path of each file by its path then."""
        found: dict[str, list[Change]] = {}
        now: dict[str, str] = {}
        for commit in self._commits:
            for entry in commit.entries:
                path = now.pop(entry.path, entry.path)
                order = self._orders[commit.id]
                change = Change(
                    commit.id,
                    order,
                    commit.seconds,
                    entry.path,
                    entry.old_path,
                    entry.old,
                    entry.new,
                    commit.is_skipped,
                )
                found.setdefault(path, []).append(change)
                if entry.old and entry.old_path:
                    now[entry.old_path] = path
        return found


def _arrivals(commits: Sequence[Commit]) -> Mapping[str, int]:
    """For each commit, the place on the main line of the commit that brought it there.

    The main line are first parents, from the newest commit on. What a merge brings arrives with it.
    """
    by_id = {commit.id: commit for commit in commits}
    line: list[Commit] = []
    commit = commits[0] if commits else None
    while commit is not None:
        line.append(commit)
        commit = by_id.get(commit.parents[0]) if commit.parents else None
    arrived = {each.id: place for place, each in enumerate(line)}
    for place, each in reversed([*enumerate(line)]):
        waiting = [*each.parents[1:]]
        while waiting:
            name = waiting.pop()
            if name in by_id and name not in arrived:
                arrived[name] = place
                waiting += by_id[name].parents
    for rest in by_id.keys() - arrived.keys():
        arrived[rest] = len(line)
    return arrived

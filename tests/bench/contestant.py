"""A site and the program that builds it, and rounds in which contestants build in turns."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.bench.process import MEGABYTE, Cost, run


def nothing() -> None:
    """What most contestants do before a build."""


@dataclass(frozen=True)
class Contestant:
    """One site, which `command` builds into the folder `target`."""

    name: str
    command: Sequence[str | Path]
    target: Path
    folder: Path | None = None
    """Where the command runs."""
    more: Sequence[Path] = ()
    """Further folders that it builds."""
    prepare: Callable[[], object] = nothing
    """Done before each build, and not measured."""
    times: int = 1
    """How often it builds in a turn, of which the median counts.

    More than once if that is short: a machine with other guests is slower for seconds at a time.
    """

    def turn(self) -> Cost:
        """Builds the site as often as it does in a turn."""
        costs = [self.build() for _ in range(self.times)]
        return Cost(
            statistics.median(cost.cpu for cost in costs),
            statistics.median(cost.wall for cost in costs),
            max(cost.peak for cost in costs),
        )

    def build(self) -> Cost:
        """Builds the site into an empty folder, in a process of its own."""
        for folder in (self.target, *self.more):
            _put_aside(folder)
        self.prepare()
        return run(self.command, self.target.with_suffix(".log"), self.folder)

    def named(self, name: str) -> Contestant:
        return replace(self, name=name)

    def pages(self) -> set[str]:
        """The HTML pages of the last build, below its folder."""
        found = self.target.rglob("*.html")
        return {path.relative_to(self.target).as_posix() for path in found}

    def sizes(self) -> list[int]:
        """Bytes of each file of the last build."""
        found = (path for folder in (self.target, *self.more) for path in folder.rglob("*"))
        return [path.stat().st_size for path in found if path.is_file()]


def _put_aside(folder: Path) -> None:
    """Move the last build away; it is removed with everything else.

    For some seconds after files were removed, ext4 makes new ones much more slowly.
    """
    if folder.exists():
        folder.rename(Path(tempfile.mkdtemp(dir=folder.parent, prefix=".last-"), folder.name))


@dataclass
class Rounds:
    """The costs of each contestant, by round."""

    costs: dict[str, list[Cost]] = field(default_factory=dict)

    def median(self, name: str, what: str) -> float:
        return statistics.median(self._values(name, what))

    def ratio(self, one: str, other: str, what: str = "cpu") -> float:
        """What `one` took of that which `other` took in the same round; the median."""
        pairs = zip(self._values(one, what), self._values(other, what), strict=True)
        return statistics.median(first / second for first, second in pairs)

    def difference(self, one: str, other: str) -> float:
        """Seconds of CPU that `one` took more than `other` in the same round; the median."""
        pairs = zip(self._values(one, "cpu"), self._values(other, "cpu"), strict=True)
        return statistics.median(first - second for first, second in pairs)

    def _values(self, name: str, what: str) -> list[float]:
        return [float(getattr(cost, what)) for cost in self.costs[name]]


def in_turns(contestants: Sequence[Contestant], rounds: int) -> Rounds:
    """Each contestant has a turn a round, from first to last and from last to first alternately."""
    measured = Rounds()
    for number, contestant in _turns(contestants, rounds):
        cost = contestant.turn()
        measured.costs.setdefault(contestant.name, []).append(cost)
        tell(
            f"  {number + 1}/{rounds} {contestant.name:34}{cost.cpu:8.2f} s CPU{cost.wall:8.2f} s"
            f"{cost.peak / MEGABYTE:7.0f} MB"
        )
    return measured


def _turns(contestants: Sequence[Contestant], rounds: int) -> Iterator[tuple[int, Contestant]]:
    for number in range(rounds):
        turn: Iterable[Contestant] = contestants if number % 2 == 0 else reversed(contestants)
        yield from ((number, contestant) for contestant in turn)


def tell(text: str) -> None:
    """Says how far the run is; the report alone goes to standard output."""
    print(text, file=sys.stderr, flush=True)

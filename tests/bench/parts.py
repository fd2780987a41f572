"""The parts of a run. Each writes its sites below the run's folder and adds what it measured."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.bench.bounds import LARGE, PAIRS, SMALL
from tests.bench.contestant import Contestant, Rounds, in_turns, tell
from tests.bench.hugo_site import hugo_program, hugo_site
from tests.bench.peers import peers
from tests.bench.process import MEGABYTE
from tests.bench.publish import publish
from tests.bench.screen import Served, Times, free_port, page_of
from tests.bench.sites import HAS_CACHE, Sites, mkdocs_command

FEW_WORDS = (80, 120)
BUILDS = "builds"
"""The part of the whole builds of one site, in turns."""

Amounts = dict[str, float]


@dataclass
class Run:
    """One run: how large, and what it has measured so far."""

    folder: Path
    rounds: int
    pairs: int = PAIRS
    small: int = SMALL
    large: int = LARGE
    saves: int = 2
    """Saves after each start of a server, beside the first."""
    peers: bool = False
    """Whether other generators take part."""
    values: Amounts = field(default_factory=dict)
    """By the keys of `bounds.ROWS`."""
    builds: list[dict[str, float | str]] = field(default_factory=list)
    """The medians of each contestant's builds."""
    raw: dict[str, Rounds] = field(default_factory=dict)
    served: dict[str, Times] = field(default_factory=dict)
    beside_starts: list[float] = field(default_factory=list)
    """Seconds of unchanged builds, one for each start of a server."""
    known: dict[int, Sites] = field(default_factory=dict)

    def sites(self, pairs: int) -> Sites:
        """The sites of so many pairs; their notes are written once."""
        if pairs not in self.known:
            folder = self.folder / f"{pairs}-pairs"
            self.known[pairs] = Sites(folder, pairs).write()
        return self.known[pairs]

    def hugo(self, sites: Sites, folder: str = "hugo") -> Contestant | None:
        program = hugo_program()
        return hugo_site(sites.docs, sites.folder / folder, program) if program else None

    def build(self, part: str, contestants: Sequence[Contestant], rounds: int) -> Rounds:
        """Builds all in turns, and keeps what it took."""
        measured = in_turns(contestants, rounds)
        self.raw[part] = measured
        for contestant in contestants:
            sizes = contestant.sizes()
            costs = {what: measured.median(contestant.name, what) for what in ("cpu", "wall")}
            self.builds.append(
                {
                    "part": part,
                    "name": contestant.name,
                    **costs,
                    "peak": measured.median(contestant.name, "peak") / MEGABYTE,
                    "files": len(sizes),
                    "output": sum(sizes) / MEGABYTE,
                }
            )
        return measured


def builds(run: Run) -> None:
    """The floor, papernotes and Hugo: whole builds of the same notes."""
    sites = run.sites(run.pairs)
    cold, hugo = sites.cold(), run.hugo(sites)
    contestants = [
        sites.floor_with_nav(),
        sites.cold_with_all(),
        cold,
        # what most others are compared with is in the middle, beside what is short
        sites.floor(),
        sites.edited(),
        sites.unchanged(),
        sites.cold_in_one(),
        *([sites.uncached()] if HAS_CACHE else []),
        *([hugo] if hugo else []),
        *(peers(sites) if run.peers else []),
    ]
    sites.unchanged().build()
    rounds = run.build(BUILDS, contestants, run.rounds)
    run.values |= {
        "cold-cpu": rounds.ratio("cold", "floor"),
        "cold-wall": rounds.ratio("cold", "floor", "wall"),
        "cold-nav": rounds.ratio("cold", "floor, notes in the nav"),
        "cold-peak": rounds.ratio("cold", "floor", "peak"),
        "one-cpu": rounds.ratio("cold, one process", "floor"),
        "all-cpu": rounds.ratio("cold, all on", "floor"),
        "unchanged-cpu": rounds.ratio("unchanged", "floor"),
        "edited-cpu": rounds.ratio("one note edited", "floor"),
        "files": len(cold.sizes()),
    }
    if HAS_CACHE:
        run.values["off-cpu"] = rounds.ratio("cache off", "floor")
    if hugo:
        run.values |= {
            "unchanged-hugo-cpu": rounds.ratio("unchanged", "Hugo"),
            "unchanged-hugo-wall": rounds.ratio("unchanged", "Hugo", "wall"),
        }


def large(run: Run) -> None:
    """Four times the notes."""
    names = {size: f"{size} pairs" for size in (run.pairs, run.large)}
    contestants = []
    for size, name in names.items():
        cold, unchanged = run.sites(size).cold(), run.sites(size).unchanged()
        unchanged.build()
        contestants += [cold.named(f"cold, {name}"), unchanged.named(f"unchanged, {name}")]
    rounds = run.build("growth", contestants, (run.rounds + 1) // 2)
    one, other = names.values()
    for state in ("cold", "unchanged"):
        run.values[f"large-{state}"] = rounds.ratio(f"{state}, {other}", f"{state}, {one}")


def lists(run: Run) -> None:
    """What a list page costs papernotes, and an empty page MkDocs.

    A site with the archive and the stream is compared with one that lacks either, so that what
    both lists share, such as reading the notes, is not counted. The notes are short, and all but
    one of them in the cache: a few hundred pages cost less than the noise of a long build.
    """
    sites = Sites(run.folder / "lists", run.pairs, FEW_WORDS).write()
    empty = Sites(run.folder / "empty", run.pairs, FEW_WORDS).write()
    for number in range(2 * run.pairs):
        path = empty.docs / f"empty-{number:04}.md"
        path.write_text(f"# Page {number}\n", encoding="utf-8")
    hidden = {"not_in_nav": "/notes/\n/empty-*.md\n"}
    floor, more = sites.floor(), empty.floor(**hidden).named("floor, more pages")
    both = sites.with_new_lists("both lists")
    others = [sites.with_new_lists(f"no {name}", **{name: False}) for name in ("archive", "stream")]
    for one in (both, *others):
        one.build()
    # what is compared is built one after the other
    rounds = run.build("list pages", [floor, more, others[0], both, others[1]], run.rounds)
    of_lists = [
        (rounds.difference(both.name, one.name), both.pages() - one.pages()) for one in others
    ]
    list_page = sum(seconds for seconds, _ in of_lists) / sum(len(pages) for _, pages in of_lists)
    empty_page = rounds.difference(more.name, floor.name) / len(more.pages() - floor.pages())
    tell(f"  a list page {1000 * list_page:.2f} ms, an empty page {1000 * empty_page:.2f} ms")
    # what is not above zero was not measured, and says nothing about the bound
    run.values["list-page"] = list_page / empty_page if min(list_page, empty_page) > 0 else math.inf


def sizes(run: Run) -> None:
    """The same notes' pages in a small and in a large site."""
    least, most = (run.sites(size).unchanged() for size in (run.small, run.large))
    for contestant in (least, most):
        if not contestant.pages():
            contestant.build()
    # the last note of the small site has an older neighbour in the large one
    ratios = [
        len((most.target / path).read_bytes()) / len((least.target / path).read_bytes())
        for number in range(2, run.small)
        for path in (f"{page_of(number)}index.html", f"zh/{page_of(number)}index.html")
    ]
    run.values["page-size"] = max(max(ratios), 1 / min(ratios))


def screens(run: Run) -> None:
    """From the save to the screen, and the start of a server, for papernotes and Hugo."""
    for size in dict.fromkeys((run.small, run.pairs, run.large)):
        served = _served(run, run.sites(size))
        with served[0].running(page_of(1)):
            pass  # fills the cache: pages hold the address of the site, which is that of the server
        rng = Random(size)
        for number in range(run.rounds if size == run.pairs else (run.rounds + 1) // 2):
            for one in served if number % 2 == 0 else reversed(served):
                notes = [rng.randint(1, min(size, SMALL)) for _ in range(run.saves + 1)]
                times = run.served.setdefault(f"{one.name}, {size} pairs", Times())
                one.measure(notes, times, rng)
            if size == run.pairs:
                # beside the starts, because the machine may be slower than it was before
                unchanged = run.sites(size).unchanged()
                unchanged.build()  # has what was saved
                run.beside_starts.append(unchanged.turn().wall)
    # MkDocs alone, once: each save takes it as long as a build
    floor = _served_by_mkdocs(run.sites(run.pairs), "floor", run.sites(run.pairs).floor())
    floor.measure([1, 2], run.served.setdefault(f"floor, {run.pairs} pairs", Times()), Random(0))
    _report_screens(run)


def _report_screens(run: Run) -> None:
    def seconds(name: str, size: int, what: str) -> float:
        times: list[float] = vars(run.served[f"{name}, {size} pairs"])[what]
        return statistics.median(times)

    shown = seconds("papernotes", run.pairs, "page")
    run.values |= {
        "start": seconds("papernotes", run.pairs, "start") / statistics.median(run.beside_starts),
        "screen-first": seconds("papernotes", run.pairs, "first"),
        "screen": shown,
        "screen-small": seconds("papernotes", run.small, "page"),
        "search": seconds("papernotes", run.pairs, "search"),
        "large-screen": seconds("papernotes", run.large, "page") / shown,
    }
    if hugo_program():
        run.values["screen-hugo"] = shown / seconds("Hugo", run.pairs, "page")


def _served(run: Run, sites: Sites) -> list[Served]:
    found = [_served_by_mkdocs(sites, "papernotes", sites.unchanged())]
    hugo = run.hugo(sites, "hugo-server")
    if hugo and hugo.folder:
        port, place, sources = free_port(), _server_place(sites), hugo.folder / "content"
        command = [hugo.command[0], "server", "--bind", "127.0.0.1", "--port", str(port)]
        found.append(Served("Hugo", command, port, sources, place, hugo.folder, tells=False))
    return found


def _served_by_mkdocs(sites: Sites, name: str, site: Contestant) -> Served:
    port, config = free_port(), site.target.parent / "mkdocs.yml"
    address = ("--livereload", "--no-strict", "--dev-addr", f"127.0.0.1:{port}")
    command = mkdocs_command("serve", *address, "-f", config)
    return Served(name, command, port, sites.docs, _server_place(sites))


def _server_place(sites: Sites) -> Path:
    place = sites.folder / "server"
    place.mkdir(exist_ok=True)
    return place


def publishing(run: Run) -> None:
    """From a push to the archive that is sent to GitHub Pages."""
    site = run.sites(run.pairs).mkdocs("published")
    steps = publish(site.target.parent / "mkdocs.yml", run.folder / "publish")
    run.values |= {
        "install": steps.install,
        "publish-cold": steps.cold,
        "publish-warm": steps.warm,
        "pack": steps.pack,
        "packed": steps.megabytes,
    }


PARTS: dict[str, Callable[[Run], None]] = {
    "builds": builds,
    "large": large,
    "lists": lists,
    "sizes": sizes,
    "screens": screens,
    "publishing": publishing,
}

"""`python -m tests.bench`: measures, prints the tables, and says whether the bounds hold."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.bounds import LARGE, PAIRS, SMALL, broken, table
from tests.bench.contestant import tell
from tests.bench.machine import machine
from tests.bench.parts import PARTS, Run
from tests.bench.readme import write_readmes
from tests.bench.sites import Sites


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    # in the background of a shell Ctrl-C is ignored, and the servers would not listen to it either
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="papernotes-bench-") as temporary:
        run = Run(
            Path(temporary),
            options.rounds,
            options.pairs,
            options.small,
            options.large,
            options.saves,
            options.peers,
        )
        # the first build of all compiles modules and templates; it is not counted
        Sites(run.folder / "first", 1).write().uncached().build()
        for name, measure in PARTS.items():
            if name in (options.only or PARTS):
                tell(f"{name} …")
                measure(run)
    judged = (run.small, run.pairs, run.large) == (SMALL, PAIRS, LARGE)
    print("\n".join(_report(run, judged=judged)))
    if options.json:
        options.json.write_text(json.dumps(_data(run), indent=1), encoding="utf-8")
    if options.readme:
        write_readmes(run, machine())
    return 1 if judged and broken(run.values) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS, help="notes, each in two languages")
    parser.add_argument("--small", type=int, default=SMALL, help="pairs of the small site")
    parser.add_argument("--large", type=int, default=LARGE, help="pairs of the large site")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--saves", type=int, default=2, help="beside the first one after each start"
    )
    parser.add_argument("--peers", action="store_true", help="with other generators, too")
    parser.add_argument("--only", action="append", choices=list(PARTS), help="these parts only")
    parser.add_argument("--readme", action="store_true", help="puts the table into the READMEs")
    parser.add_argument("--json", type=Path, help="writes all numbers to this file")
    return parser


def _report(run: Run, *, judged: bool) -> list[str]:
    lines = [f"{name}: {value}" for name, value in machine().items()]
    lines += ["", *table(run.values, judged=judged), ""]
    lines += ["| | CPU s | wall s | peak MB | files | MB |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {row['part']}: {row['name']} | {row['cpu']:.2f} | {row['wall']:.2f} | "
        f"{row['peak']:.0f} | {row['files']} | {row['output']:.1f} |"
        for row in run.builds
    ]
    return lines


def _data(run: Run) -> dict[str, object]:
    return {
        "machine": machine(),
        "pairs": [run.small, run.pairs, run.large],
        "values": run.values,
        "builds": run.builds,
        "rounds": {part: asdict(rounds)["costs"] for part, rounds in run.raw.items()},
        "served": {name: asdict(times) for name, times in run.served.items()},
    }


if __name__ == "__main__":
    sys.exit(main())

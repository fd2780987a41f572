"""Runs a program and tells what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20
# Linux gives the peak in kilobytes, macOS in bytes.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1 << 10

_NOT_INHERITED = {"PYTHONDONTWRITEBYTECODE"}
"""With it, what is installed from a checkout would be compiled again in each process."""
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Cost:
    """What a program took: seconds, and bytes of memory."""

    cpu: float
    """User and system, of the process and of all the processes it waited for."""
    wall: float
    peak: int
    """The peak of the largest of these processes."""


def environment(**more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    return {**inherited, **ENVIRONMENT, **more}


def run(command: Sequence[str | Path], log: Path, folder: Path | None = None) -> Cost:
    """Runs `command` in `folder`; what it prints goes to the file `log`.

    Ends this program, with the end of the log, if the command fails.
    """
    with log.open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment(),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-4000:]
        sys.exit(f"This command failed: {' '.join(map(str, command))}\n{end}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * PEAK_UNIT)

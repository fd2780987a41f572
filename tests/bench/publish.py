"""How long a push takes to be published: the steps of the Pages workflow that can be timed here.

Fetching the checkout, starting the machine, and sending the archive to GitHub are not among them.
"""

from __future__ import annotations

import sys
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.contestant import tell
from tests.bench.process import MEGABYTE, run

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Steps:
    """Seconds of each step, and the size of what is sent."""

    install: float
    """`pip install`, with all downloads in pip's cache, as `actions/setup-python` restores it."""
    cold: float
    """`mkdocs build --strict` with an empty cache."""
    warm: float
    """The same with the cache of the build before."""
    pack: float
    """Putting the site into an archive, as `actions/upload-pages-artifact` does."""
    megabytes: float


def publish(config: Path, folder: Path) -> Steps:
    """Goes through the workflow with the site of `config`, in a new environment below `folder`."""
    folder.mkdir()
    # the first one fetches what a runner finds in its cache
    for name in ("fetched", "installed"):
        python, seconds = _install(folder, name)
        tell(f"  installed in {seconds:.1f} s")
    target = folder / "site"
    command: list[str | Path] = [
        python,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        config,
        "-d",
        target,
    ]
    cold, warm = (run(command, folder / "build.log").wall for _ in range(2))
    begin = time.perf_counter()
    with tarfile.open(folder / "artifact.tar", "w") as archive:
        archive.add(target, ".")
    pack = time.perf_counter() - begin
    size = (folder / "artifact.tar").stat().st_size
    return Steps(seconds, cold, warm, pack, size / MEGABYTE)


def _install(folder: Path, name: str) -> tuple[Path, float]:
    """A new environment with papernotes; returns its interpreter and the seconds of `pip`."""
    log = folder / "install.log"
    run([sys.executable, "-m", "venv", folder / name], log)
    python = folder / name / "bin" / "python"
    command: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    cached = [*command, "--cache-dir", folder / "pip", f"{ROOT}[bib,zh]"]
    return python, run(cached, log).wall

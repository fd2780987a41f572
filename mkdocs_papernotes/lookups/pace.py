"""The pace at which services are asked, over all commands of a user."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class Pace:
    """Remembers when services were last asked, in a file for each; without files, for itself."""

    def __init__(self, folder: Path, sleep: Callable[[float], None], clock: Callable[[], float]):
        self._folder, self._sleep, self._clock = folder, sleep, clock
        self._asked: dict[str, float] = {}

    def keep(self, name: str, interval: float) -> None:
        """Wait until `interval` seconds have passed since a service was asked, and ask it now."""
        path = self._folder / f"{name.lower()}.asked"
        times = [self._asked.get(name, 0.0)]
        with suppress(OSError):
            times.append(path.stat().st_mtime)
        wait = max(times) + interval - self._clock()
        if 0 < wait <= interval:  # a time in the future is that of another clock
            self._sleep(wait)
        now = self._asked[name] = self._clock()
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            os.utime(path, (now, now))


def paces_folder() -> Path:
    """The user's folder for them."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".cache") / "papernotes"

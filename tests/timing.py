"""The processor time that a call takes, in seconds.

Another program or Python's search for unreachable objects may fall into a measurement: what takes
too long is therefore measured again.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from time import thread_time


def seconds(run: Callable[[], object], times: int = 1) -> float:
    """What the quickest of several calls takes; `timeit` pauses Python's search meanwhile."""
    return min(timeit.repeat(run, timer=thread_time, repeat=times, number=1))


def takes_less_than(limit: float, run: Callable[[], object]) -> bool:
    """Whether one of three calls takes less than so many seconds."""
    return any(seconds(run) < limit for _ in range(3))

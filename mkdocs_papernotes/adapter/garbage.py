"""Python's search for unreachable objects, which passes over all notes again and again."""

from __future__ import annotations

import atexit
import gc

_THRESHOLDS = gc.get_threshold()
_NEW_OBJECTS = 150_000
"""Objects between two searches, instead of some hundreds.

A page leaves some hundred objects that only a search can free, about 10 KB. To find those of a
thousand pages takes a hundredth of the time of their build.
"""


def search_rarely() -> None:
    """Leave what is there now out of the searches until `search_as_usual`, if Python can do so."""
    if hasattr(gc, "freeze"):
        gc.freeze()
    gc.set_threshold(max(_NEW_OBJECTS, _THRESHOLDS[0]), *_THRESHOLDS[1:])


def search_as_usual() -> None:
    """Search everything again, as a rebuild of `serve` replaces all notes."""
    gc.set_threshold(*_THRESHOLDS)
    search_everything()


def search_everything() -> None:
    """Search everything again, but as rarely as before: most processes end after a build."""
    if hasattr(gc, "unfreeze"):
        gc.unfreeze()


def leave_to_the_end() -> None:
    """Have Python end without a last search: the system gets all memory back anyway."""
    if hasattr(gc, "freeze"):
        atexit.unregister(gc.freeze)
        atexit.register(gc.freeze)

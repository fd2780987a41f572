"""Python's search for unreachable objects, which passes over all notes again and again."""

from __future__ import annotations

import gc

_THRESHOLDS = gc.get_threshold()
_NEW_OBJECTS = 20_000
"""Objects between two searches, instead of some hundreds: a build makes few cycles."""


def leave_out_notes() -> None:
    """Leave what is there now out of the searches until `include_notes`, if Python can do so."""
    if hasattr(gc, "freeze"):
        gc.freeze()
    gc.set_threshold(max(_NEW_OBJECTS, _THRESHOLDS[0]), *_THRESHOLDS[1:])


def include_notes() -> None:
    """Search everything again, as a rebuild of `serve` replaces all notes."""
    gc.set_threshold(*_THRESHOLDS)
    if hasattr(gc, "unfreeze"):
        gc.unfreeze()

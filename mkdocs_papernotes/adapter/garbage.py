"""Python's search for unreachable objects, which passes over all notes again and again."""

from __future__ import annotations

import gc


def leave_out_notes() -> None:
    """Leave what is there now out of the searches until `include_notes`, if Python can do so."""
    if hasattr(gc, "freeze"):
        gc.freeze()


def include_notes() -> None:
    """Search everything again, as a rebuild of `serve` replaces all notes."""
    if hasattr(gc, "unfreeze"):
        gc.unfreeze()

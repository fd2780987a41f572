"""The menu `nav` of MkDocs, which two kinds of old sites have."""

from __future__ import annotations

from collections.abc import Mapping

DEEPEST = 20
"""Levels of a menu."""


def first_page(target: object, depth: int = 0) -> str:
    """The first page of an entry or a section; empty if it has none."""
    if isinstance(target, str):
        return target
    for entry in target if isinstance(target, list) and depth < DEEPEST else []:
        for value in entry.values() if isinstance(entry, Mapping) else [entry]:
            if page := first_page(value, depth + 1):
                return page
    return ""

"""Pictures that are large or have no alternative text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.inspection.targets import Target
from mkdocs_papernotes.problems.problem import Problem

_LARGEST = 1_000_000
"""Bytes that a reader should not have to wait for."""


class PictureReader:
    """Finds large pictures, each file once, and those without alternative text."""

    def __init__(self, file_of: Callable[[PageText, Target], Path | None]):
        """`file_of` returns the file of a picture of the site."""
        self._file_of = file_of
        self._told: set[Path] = set()

    def check(self, page: PageText, picture: Target) -> Iterator[Problem]:
        """What is wrong with a picture on a page, apart from one that is not there."""
        if picture.alt is not None and not picture.alt.strip():
            values = {"given": picture.written}
            yield page.problem("picture-without-text", picture.place, values)
        file = self._file_of(page, picture)
        if file is None or file in self._told:
            return
        self._told.add(file)
        if (size := file.stat().st_size) > _LARGEST:
            values = {"given": picture.written, "size": f"{size / 1e6:.1f}"}
            yield page.problem("large-picture", picture.place, values)

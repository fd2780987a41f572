"""The programs that make the pages of a site: what they make may change with every version."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mkdocs_papernotes.cache.digest import described, digest

_PACKAGE = Path(__file__).parent.parent


@lru_cache(maxsize=1)
def programs() -> bytes:
    """A digest of Python, of every installed package and its version, and of this package."""
    folders = [Path(folder) for folder in sys.path if folder]
    names = {path.name for folder in folders for path in folder.glob("*.*-info")}
    return digest(described([sys.version, names]), content(_PACKAGE))


def content(folder: Path) -> bytes:
    """A digest of the files in a folder: their paths and what is in them."""
    parts: list[bytes] = []
    for path in sorted(_files(str(folder))):
        with Path(path).open("rb", buffering=0) as file:
            parts += [path[len(str(folder)) :].replace(os.path.sep, "/").encode(), file.read()]
    return digest(*parts)


def _files(folder: str) -> Iterator[str]:
    """The paths of the files in a folder, without those that Python compiles."""
    for path, _, names in os.walk(folder):  # a third of the time that `rglob` takes
        found = (os.path.join(path, name) for name in names if not name.endswith(".pyc"))
        yield from filter(os.path.isfile, found)  # editors leave links that lead nowhere
